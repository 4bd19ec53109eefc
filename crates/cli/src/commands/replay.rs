//! `muster replay`: the establishment that a series of cases leaves, on any day, and why.

mod answer;
mod history;
mod in_force;
mod words;

use std::path::PathBuf;

use base::{Date, When};
use diagnostics::{Diagnostic, Severity, sort, summary};
use proposal::{Case, Replay};

use crate::commands::{Ended, Format};
use crate::failure::Failure;
use crate::json;
use crate::load::Cases;
use crate::output::Output;
use history::History;
use in_force::InForce;

/// Play cases in the order of their dates, and say which posts are in force on a day, and why
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  muster replay cases/*.toml                              after all of them
  muster replay cases/*.toml --in-force-on 2019-04-01     on that day
  muster replay cases/*.toml --in-force-on 2019-04-01 --as-recorded-at \"31 December 2018\"
                                                          on that day, as was known then
  muster replay cases/*.toml --history \"Service Organiser\"
                                                          what was decided of posts of that title

A date is written 2019-03-31, \"31 March 2019\" or \"July 2020\" (which is its first day). Without one,
the latest day of any entry is taken.

A report is not a decision. Where a case holds no decision record, it is taken as approved as
recommended on its date, and every answer that rests on that says so.")]
pub(crate) struct Play {
    /// Case files
    #[arg(value_name = "CASE", required = true)]
    cases: Vec<PathBuf>,
    /// The day for which you ask
    #[arg(long, value_name = "DATE", value_parser = day)]
    in_force_on: Option<Date>,
    /// Leave out what was recorded after this day
    #[arg(long, value_name = "DATE", value_parser = day)]
    as_recorded_at: Option<Date>,
    /// Print what was decided of the posts of this title, through time
    #[arg(long, value_name = "TITLE", conflicts_with = "in_force_on")]
    history: Option<String>,
    /// For a person or for a program
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

fn day(text: &str) -> Result<Date, String> {
    When::parse(text)
        .map(When::first)
        .map_err(|error| format!("{error}; write 2019-03-31, \"31 March 2019\" or \"July 2020\""))
}

/// The cases, and what playing them gave.
#[derive(Clone, Copy)]
struct Played<'p> {
    cases: &'p Cases,
    replay: &'p Replay,
}

impl Play {
    /// Plays.
    pub(crate) fn run(&self, output: &mut Output) -> Result<Ended, Failure> {
        let cases = Cases::read(&self.cases, output)?;
        let replay = replay(&cases);
        let played = Played {
            cases: &cases,
            replay: &replay,
        };
        let errors = say_findings(played, output);
        let recorded = self.as_recorded_at.unwrap_or_else(|| latest(&replay));
        let answer = match &self.history {
            Some(title) => {
                let history = History::of(title, played, recorded)?;
                match self.format {
                    Format::Text => history.text(),
                    Format::Json => json::document(&history.answer()),
                }
            }
            None => {
                let day = self
                    .in_force_on
                    .or(self.as_recorded_at)
                    .unwrap_or_else(|| latest(&replay));
                let in_force = InForce::on(day, recorded, played);
                match self.format {
                    Format::Text => in_force.text(),
                    Format::Json => json::document(&in_force.answer()),
                }
            }
        };
        match self.format {
            Format::Text => output.print(&answer)?,
            Format::Json => output.print_as_is(&answer)?,
        }
        Ok(Ended::of(errors))
    }
}

/// The establishment after all of these cases, as text.
pub(crate) fn establishment(cases: &Cases, replay: &Replay) -> String {
    let day = latest(replay);
    let played = Played { cases, replay };
    InForce::on(day, day, played).text()
}

/// Plays all of these cases.
pub(crate) fn replay(cases: &Cases) -> Replay {
    let all: Vec<Case> = cases.all.iter().map(|one| one.case.clone()).collect();
    proposal::replay(&all)
}

/// The latest day on which an entry was recorded or took effect.
fn latest(replay: &Replay) -> Date {
    let of_entries = replay.ledger.entries().iter();
    let days = of_entries.flat_map(|entry| [entry.recorded, entry.effective]);
    let of_cases = replay.played.iter().map(|played| played.recorded);
    days.chain(of_cases).max().unwrap_or(Date::MIN)
}

/// Shows what is wrong beside the answer, and counts the errors. Decisions that are not held are part
/// of the answer itself.
fn say_findings(played: Played<'_>, output: &mut Output) -> usize {
    let read = played.cases.all.iter().flat_map(|one| &one.read);
    let mut found: Vec<Diagnostic> = read.chain(&played.replay.diagnostics).cloned().collect();
    sort(&mut found);
    for finding in &found {
        if finding.severity() > Severity::Note {
            output.finding(finding, &played.cases.sources);
        }
    }
    summary(&found).errors
}
