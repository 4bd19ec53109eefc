//! `muster import`: an establishment list, checked and recorded as the opening balance.

mod answer;
mod commit;
mod words;

use std::path::{Path, PathBuf};

use app::Balance;
use base::{Date, When};
use exchange::{
    Choices, Field, Layout, LayoutError, List, Reading, Remedies, Remedy, RemedyError, column_of,
    thousands,
};

use crate::commands::{Ended, Format};
use crate::failure::Failure;
use crate::file::write_whole;
use crate::json;
use crate::load::read_up_to;
use crate::output::Output;

/// Check the council's list of posts, and record it as the opening balance of the register
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  muster import posts.xlsx --body \"Anytown Council\" --date 2018-04-01 --dry-run
                                       what the columns mean, what the rows sum to, what is wrong
  muster import posts.csv … --map \"Pay scale=grade\" --map F=fte --dry-run
                                       the columns, corrected
  muster import posts.csv … --read not-a-number --leave-out 214,230-240 --dry-run
                                       what to do about problems
  muster import posts.csv … --dry-run --problems problems.xlsx
                                       the list with a column that says what is wrong
  muster import posts.csv … --data /var/lib/muster --yes
                                       recorded: all of it, or nothing

A kind of problem is named by its code, without `list-` if you like, and for one column as
not-a-number:fte. `muster check --explain list-not-a-number` says what a code means.

What --map can say: post-number, title, unit-1 (the council) to unit-9, unit-code, part-of, posts, fte,
people, hours, weeks, grade, point, tenure, start, end, fund-1 to fund-9, share-1 to share-9,
line-manager, occupancy, holder, holder-number, covered-by, decision, decision-date, approved-by, nothing.")]
pub(crate) struct Import {
    /// An Excel workbook (.xlsx) or a text file (.csv)
    #[arg(value_name = "LIST")]
    list: PathBuf,
    /// The council whose posts these are
    #[arg(long, value_name = "NAME")]
    body: String,
    /// The day of the opening balance
    #[arg(long, value_name = "DATE", value_parser = day)]
    date: Date,
    /// The sheet; the likeliest if you do not say
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    /// The number of the row that holds the headings; the likeliest if you do not say
    #[arg(long, value_name = "ROW")]
    heading_row: Option<u32>,
    /// What a column, by its heading or letter, means
    #[arg(long, value_name = "COLUMN=FIELD")]
    map: Vec<String>,
    /// Read the cells with this kind of problem as they were probably meant
    #[arg(long, value_name = "KIND")]
    read: Vec<String>,
    /// Record what the cells with this kind of problem say as not known
    #[arg(long, value_name = "KIND")]
    not_known: Vec<String>,
    /// Leave out the rows with this kind of problem, or these rows
    #[arg(long, value_name = "KIND|ROWS")]
    leave_out: Vec<String>,
    /// What the ledger calls it, for ever: no name of a person; if you do not say, the opening
    /// establishment on its day
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// Who answers for the list: a body or a post, no name
    #[arg(long, value_name = "TEXT")]
    authority: Option<String>,
    /// The folder with the data; it is made if it is not there
    #[arg(long, value_name = "DIR", required_unless_present = "dry_run")]
    data: Option<PathBuf>,
    /// Say what the import would do, and record nothing
    #[arg(long, conflicts_with = "yes")]
    dry_run: bool,
    /// Record the list, if nothing keeps it from that
    #[arg(long, requires = "data")]
    yes: bool,
    /// Write the list with a column of notes to this workbook
    #[arg(long, value_name = "FILE")]
    problems: Option<PathBuf>,
    /// For a person or for a program
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

fn day(text: &str) -> Result<Date, String> {
    match When::parse(text) {
        Ok(When::Day(day)) => Ok(day),
        Ok(When::Month(_)) => Err("say which day of the month".to_owned()),
        Err(error) => Err(format!("{error}; write 2018-04-01 or \"1 April 2018\"")),
    }
}

impl Import {
    /// Reads and checks the list.
    pub(crate) fn run(&self, output: &mut Output) -> Result<Ended, Failure> {
        let bytes = read_up_to(&self.list, exchange::LARGEST_LIST as u64)?;
        let name = self.list.display().to_string();
        let list = List::open(&name, &bytes)
            .map_err(|error| Failure::arguments(format!("{name}: {error}")))?;
        drop(bytes);
        let layout = self.layout(&list)?;
        let choices = Choices {
            body: self.body.clone(),
            date: self.date,
            remedies: self.remedies()?,
        };
        let reading = Reading::of(&list, &layout, &choices).map_err(unfit)?;
        if let Some(file) = &self.problems {
            let book = reading
                .with_notes()
                .map_err(|error| Failure::arguments(error.to_string()))?;
            write_whole(file, &book)?;
        }
        match self.format {
            Format::Text => output.print_as_is(&words::text(&reading, output.style()))?,
            Format::Json => {
                output.print_as_is(&json::document(&answer::document(&reading)))?;
            }
        }
        if let (Some(data), 0, true) = (&self.data, reading.standing(), self.yes) {
            self.record(&reading, data, output)?;
        } else if !self.dry_run && !self.yes {
            output.note("nothing is recorded yet; to record it, add --yes");
        }
        Ok(Ended::of(reading.standing()))
    }

    fn record(
        &self,
        reading: &Reading<'_>,
        data: &Path,
        output: &mut Output,
    ) -> Result<(), Failure> {
        let title = self.title.clone();
        let balance = Balance {
            title: title.unwrap_or_else(|| Balance::usual_title(self.date)),
            body: self.body.clone(),
            date: self.date,
            authority: self.authority.clone(),
        };
        let (head, opened) = commit::record(reading, data, &balance)?;
        output.note(format_args!(
            "opening establishment recorded: {} in {}; {} of them {} a holder, who is kept apart",
            words::counted(opened.lines, "line of posts", "lines of posts"),
            words::counted(opened.units, "unit", "units"),
            thousands(opened.holders.len()),
            if opened.holders.len() == 1 {
                "has"
            } else {
                "have"
            },
        ));
        output.note(format_args!("the receipt, to be kept: {head}"));
        Ok(())
    }

    /// Where the headings are and what the columns mean: the best guess, corrected.
    fn layout(&self, list: &List) -> Result<Layout, Failure> {
        let mut layout = match &self.sheet {
            Some(sheet) => Layout::of_sheet(list, sheet),
            None => Layout::guess(list),
        }
        .or_else(|error| match (error, self.heading_row) {
            (LayoutError::NoHeadings, Some(row)) => Ok(Layout::with_headings(list, 0, row)),
            (error, _) => Err(unfit(error)),
        })?;
        if let Some(row) = self.heading_row.filter(|row| *row != layout.heading_row) {
            layout = Layout::with_headings(list, layout.sheet, row);
        }
        for map in &self.map {
            let (column, field) = map.rsplit_once('=').ok_or_else(|| {
                Failure::arguments(format!("--map {map}: write it as COLUMN=FIELD"))
            })?;
            let field = match field.trim() {
                "nothing" => None,
                name => Some(Field::named(name).ok_or_else(|| {
                    Failure::arguments(format!("--map {map}: a column cannot mean ‘{name}’"))
                        .or_else("muster import --help lists what it can mean")
                })?),
            };
            layout.choose(column, field).map_err(unfit)?;
        }
        Ok(layout)
    }

    fn remedies(&self) -> Result<Remedies, Failure> {
        let mut remedies = Remedies::default();
        let chosen = [
            (&self.read, Remedy::Read),
            (&self.not_known, Remedy::NotKnown),
        ];
        for (kinds, remedy) in chosen {
            for kind in kinds {
                remedies.choose(kind, remedy).map_err(no_remedy)?;
            }
        }
        for what in &self.leave_out {
            match rows(what) {
                Some(rows) => {
                    for row in rows.into_iter().flatten() {
                        remedies.leave_out_row(row);
                    }
                }
                None => remedies.choose(what, Remedy::LeaveOut).map_err(no_remedy)?,
            }
        }
        Ok(remedies)
    }
}

/// `214,230-240`; nothing if it is no list of rows.
fn rows(text: &str) -> Option<Vec<std::ops::RangeInclusive<u32>>> {
    let range = |part: &str| -> Option<std::ops::RangeInclusive<u32>> {
        let (first, last) = part.split_once('-').unwrap_or((part, part));
        let (first, last) = (first.trim().parse().ok()?, last.trim().parse().ok()?);
        (1 <= first && last <= 1_048_576).then_some(first..=last)
    };
    text.split(',').map(range).collect()
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "it maps an error to a failure"
)]
fn unfit(error: LayoutError) -> Failure {
    let help = match &error {
        LayoutError::Missing(_) => {
            Some("name it with --map COLUMN=FIELD; --dry-run lists the columns")
        }
        LayoutError::NoHeadings => Some("name it with --heading-row ROW"),
        LayoutError::NoSuchColumn(name) if column_of(name).is_none() => {
            Some("a column is named by its heading or by its letters")
        }
        _ => None,
    };
    let failure = Failure::arguments(error.to_string());
    match help {
        Some(help) => failure.or_else(help),
        None => failure,
    }
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "it maps an error to a failure"
)]
fn no_remedy(error: RemedyError) -> Failure {
    Failure::arguments(error.to_string())
        .or_else("--dry-run lists the problems by kind, each with what can be done about it")
}
