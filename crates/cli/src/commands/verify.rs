//! `muster verify`: does the data still hold what was recorded?

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use storage::{Head, JournalFileVerified, Verified, verify_journal_file};

use crate::commands::{Ended, Format, wait};
use crate::failure::Failure;
use crate::json;
use crate::output::Output;
use crate::table::wrapped;

/// Read all data again, and say what is not as it was recorded
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  muster verify --data /var/lib/muster                        is anything altered?
  muster verify --data /var/lib/muster --against 17-4c8f…     was the end cut off, or all written anew?
  muster verify --data /var/lib/muster --against receipts.txt the same with a file of receipts, one a line
  muster verify --journal muster.journal                      a journal that an auditor took away

Each entry of the ledger carries a hash of all before it, so what was altered is found and named. Only a
receipt that was kept elsewhere shows that entries at the end are missing, or that the whole ledger was
written anew: keep the one that this command prints. Nothing is changed, and Muster may be running.

The exit code is 0 if all is as it was recorded, 1 if not, and 2 if the data cannot be read.")]
pub(crate) struct Verify {
    /// The folder with the data
    #[arg(long, value_name = "DIR", required_unless_present = "journal")]
    data: Option<PathBuf>,
    /// A file of the journal, taken away from the audit page; no data are needed for it
    #[arg(long, value_name = "FILE", conflicts_with_all = ["data", "against"])]
    journal: Option<PathBuf>,
    /// A receipt, or a file of receipts, one a line; as often as you like
    #[arg(long, value_name = "RECEIPT")]
    against: Vec<String>,
    /// For a person or for a program
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

impl Verify {
    /// Verifies.
    pub(crate) fn run(&self, output: &mut Output) -> Result<Ended, Failure> {
        let data = match (&self.journal, &self.data) {
            (Some(journal), _) => return self.journal(journal, output),
            (None, Some(data)) => data,
            (None, None) => {
                return Err(Failure::arguments(
                    "--data or --journal is needed".to_owned(),
                ));
            }
        };
        let mut receipts = Vec::new();
        for one in &self.against {
            receipts.extend(read_receipts(one)?);
        }
        let verified = wait(async {
            let verified = storage::verify(data, &receipts).await;
            verified.map_err(Failure::data(data))
        })?;
        match self.format {
            Format::Text => output.print(&text(data, &verified, receipts.len()))?,
            Format::Json => output.print_as_is(&json::document(&answer(&verified)))?,
        }
        Ok(Ended::of(verified.faults.len()))
    }

    /// Verifies a file of the journal.
    fn journal(&self, file: &Path, output: &mut Output) -> Result<Ended, Failure> {
        let content = fs::read_to_string(file).map_err(|cause| Failure::Read {
            path: file.to_owned(),
            cause,
            help: None,
        })?;
        let verified = verify_journal_file(&content).map_err(Failure::data(file))?;
        match self.format {
            Format::Text => output.print(&journal_text(file, &verified))?,
            Format::Json => output.print_as_is(&json::document(&json!({
                "journal_entries": verified.entries,
                "last_hash": verified.hash.to_string(),
                "faults": verified.faults,
            })))?,
        }
        Ok(Ended::of(verified.faults.len()))
    }
}

fn journal_text(file: &Path, verified: &JournalFileVerified) -> String {
    let (file, entries) = (file.display(), verified.entries);
    if verified.faults.is_empty() {
        return format!(
            "All {entries} entries in {file} follow from one another.\n\n\
             Hash of the last, to compare with one that was kept elsewhere:\n  {}\n",
            verified.hash
        );
    }
    let mut text = format!("The journal in {file} is not as it was written.\n\n");
    for fault in &verified.faults {
        text += &wrapped(fault, "  ", 100);
    }
    text
}

/// A receipt, or those in a file of that name.
fn read_receipts(text: &str) -> Result<Vec<Head>, Failure> {
    let not_one = match text.parse() {
        Ok(receipt) => return Ok(vec![receipt]),
        Err(not_one) => not_one,
    };
    let path = Path::new(text);
    if !path.is_file() {
        let advice = "give what `muster verify` printed, or a file with such lines";
        return Err(Failure::arguments(not_one.to_string()).or_else(advice));
    }
    let content = fs::read_to_string(path).map_err(|cause| Failure::Read {
        path: path.to_owned(),
        cause,
        help: None,
    })?;
    let lines = content.lines().enumerate();
    let lines = lines.filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(index, line)| {
            let in_line = |error| format!("{}, line {}: {error}", path.display(), index + 1);
            line.parse()
                .map_err(|error| Failure::arguments(in_line(error)))
        })
        .collect()
}

fn text(folder: &Path, verified: &Verified, receipts: usize) -> String {
    let counted = |count: usize, one: &str, many: &str| match count {
        1 => format!("1 {one}"),
        count => format!("{count} {many}"),
    };
    let of = |count: u32| usize::try_from(count).unwrap_or(usize::MAX);
    let held = [
        format!(
            "{} in {}",
            counted(of(verified.head.entries), "entry", "entries"),
            counted(of(verified.recordings), "recording", "recordings"),
        ),
        counted(of(verified.journal), "journal entry", "journal entries"),
        counted(verified.revisions, "revision", "revisions"),
    ];
    let folder = folder.display();
    let mut text = match verified.faults.len() + verified.more {
        0 => format!("All data in {folder} are as they were recorded"),
        1 => format!("The data in {folder} are not as they were recorded: 1 fault"),
        faults => format!("The data in {folder} are not as they were recorded: {faults} faults"),
    };
    text += &format!(".\n\n  {}\n", held.join(", "));
    if receipts > 0 && verified.faults.is_empty() {
        let receipts = counted(receipts, "receipt", "receipts");
        text += &format!("  compared with {receipts}\n");
    }
    if !verified.refused.is_empty() {
        let refused = counted(verified.refused.len(), "entry asks", "entries ask");
        text += &format!("  {refused} for what cannot be, and were recorded so\n");
    }
    for fault in &verified.faults {
        text += &format!(
            "\n{}",
            wrapped(&format!("{}: {}", fault.place, fault.what), "  ", 100).trim_start()
        );
        text += &wrapped(&format!("To mend this: {}.", fault.remedy), "  ", 100);
    }
    if verified.more > 0 {
        text += &format!("\nand {} more\n", verified.more);
    }
    if verified.faults.is_empty() {
        text += &format!("\nReceipt, to keep elsewhere:\n  {}\n", verified.head);
    }
    text
}

fn answer(verified: &Verified) -> Value {
    let faults = verified
        .faults
        .iter()
        .map(|fault| json!({ "place": fault.place, "what": fault.what, "remedy": fault.remedy }));
    json!({
        "receipt": verified.head.to_string(),
        "entries": verified.head.entries,
        "recordings": verified.recordings,
        "refused_entries": verified.refused.len(),
        "journal_entries": verified.journal,
        "revisions": verified.revisions,
        "redacted": verified.redacted,
        "faults": faults.collect::<Vec<_>>(),
        "more_faults": verified.more,
    })
}
