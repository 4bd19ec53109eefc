//! The commands, one file each.

mod backup;
mod chart;
pub(crate) mod check;
pub(crate) mod cost;
mod demo;
mod import;
mod new;
mod replay;
mod report;
mod restore;
mod serve;
mod verify;

use clap::{Subcommand, ValueEnum};

use diagnostics::Summary;

use crate::failure::Failure;
use crate::output::Output;

/// What Muster can be asked for.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Check(check::Check),
    Cost(cost::Cost),
    Report(report::Write),
    Chart(chart::Draw),
    Replay(replay::Play),
    New(new::New),
    Import(import::Import),
    Demo(demo::Demo),
    Verify(verify::Verify),
    Backup(backup::Backup),
    Restore(restore::Restore),
    Serve(serve::Serve),
}

/// How a command that could run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ended {
    /// Nothing is wrong with what it was given.
    Fine,
    /// A case has findings of level error that are not acknowledged.
    WithErrors,
}

impl Ended {
    /// `WithErrors` if there are any.
    pub(crate) fn of(errors: usize) -> Self {
        match errors {
            0 => Self::Fine,
            _ => Self::WithErrors,
        }
    }
}

impl Command {
    /// Does it.
    pub(crate) fn run(self, output: &mut Output) -> Result<Ended, Failure> {
        match self {
            Self::Check(check) => check.run(output),
            Self::Cost(cost) => cost.run(output),
            Self::Report(report) => report.run(output),
            Self::Chart(chart) => chart.run(output),
            Self::Replay(replay) => replay.run(output),
            Self::New(new) => new.run(output),
            Self::Import(import) => import.run(output),
            Self::Demo(demo) => demo.run(output),
            Self::Verify(verify) => verify.run(output),
            Self::Backup(backup) => backup.run(output),
            Self::Restore(restore) => restore.run(output),
            Self::Serve(serve) => serve.run(output),
        }
    }
}

/// For whom the answer is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For a person.
    #[default]
    Text,
    /// For a program.
    Json,
}

/// Does work that waits for the database.
pub(crate) fn wait<T>(work: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread();
    let runtime = { runtime }.enable_all().build().map_err(Failure::Start)?;
    runtime.block_on(work)
}

/// Says why the exit code will be 1, where the answer itself does not.
pub(crate) fn say_errors(name: &str, summary: Summary, output: &mut Output) {
    if summary.errors > 0 {
        output.note(format_args!(
            "{name} has {summary}; to see them: muster check {name}"
        ));
    }
}
