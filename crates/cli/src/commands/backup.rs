//! `muster backup`: a copy of the data, made while Muster runs.

use std::path::PathBuf;

use crate::commands::{Ended, wait};
use crate::failure::Failure;
use crate::output::Output;

/// Copy all data into one file, while Muster runs
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  muster backup --data /var/lib/muster -o muster-2026-04-01.backup

The copy is verified before it gets its name. It holds everything, names and password hashes too, and
what was erased since it was made: keep it where only those may read it who may read the data, and not
for ever. The receipt is printed; keep it apart from the copy.")]
pub(crate) struct Backup {
    /// The folder with the data
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
    /// The file to write; it must not be there yet
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
}

impl Backup {
    /// Copies.
    pub(crate) fn run(&self, output: &mut Output) -> Result<Ended, Failure> {
        let verified = wait(async { Ok(storage::backup(&self.data, &self.output).await?) })?;
        output.print(&format!("{}\n", verified.head))?;
        output.note(format_args!(
            "{} holds {} ledger entries, verified; the line above is the receipt",
            self.output.display(),
            verified.head.entries
        ));
        Ok(Ended::Fine)
    }
}
