//! The `muster` command: the only crate that touches files and the terminal.
//!
//! ```text
//! arguments ──load──▶ cases and the reports held beside them
//!                        │  the pure crates
//!                        ▼
//!                     answer ──output──▶ stdout or a file; everything else to stderr
//! ```
//!
//! Exit codes are stable: 0 fine, 1 findings of level error, 2 could not run. This crate does not
//! judge, cost or lay out anything; it does input and output, and words what went wrong with them.
//! Start with [`commands`].

mod clock;
mod commands;
mod failure;
mod file;
mod json;
mod load;
mod output;
mod table;

use std::process::ExitCode;

use clap::Parser as _;

use crate::commands::{Command, Ended};
use crate::output::Output;

/// The establishment register and reorganisation workbench of a council.
#[derive(Debug, clap::Parser)]
#[command(
    name = "muster",
    version,
    after_help = "Exit codes: 0 fine, 1 findings of level error, 2 could not run.\n\
                  Only the answer goes to standard output; everything else goes to standard error."
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let mut output = Output::of_process();
    let ended = arguments.command.run(&mut output);
    match ended.and_then(|ended| output.finish().map(|()| ended)) {
        Ok(Ended::Fine) => ExitCode::SUCCESS,
        Ok(Ended::WithErrors) => ExitCode::from(1),
        Err(failure) => {
            output.failure(&failure);
            ExitCode::from(2)
        }
    }
}
