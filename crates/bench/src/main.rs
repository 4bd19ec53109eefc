//! The `muster-bench` command: how long Muster's answers take.
//!
//! ```text
//! muster-bench run                      every part, on data made here ──▶ a table to read
//! muster-bench bench PART --work DIR    one part, on data given       ──▶ one line of JSON
//! ```
//!
//! The second form is the contract of harnesses that run Muster beside other programs: they put the
//! data into a folder, and compare times and `check` in one run. `docs/benchmarks.md` has both.
//!
//! Each part is a module of [`parts`], drives the product through its public interface, and says what
//! it timed. This crate is for development only: no other crate depends on it, no test times
//! anything, and it does not measure anything that the product does not do for its users. Times are
//! floating-point seconds; no figure of a case is.

mod council;
mod outcome;
mod parts;
mod past;
mod serving;
mod table;
mod timing;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser as _;
use thiserror::Error;

use crate::parts::{Asked, PARTS, Part};

/// How long Muster's answers take
#[derive(Debug, clap::Parser)]
#[command(name = "muster-bench", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Run the parts on data made here, and print a table
    Run {
        /// Only this part; may be given several times
        #[arg(long, value_name = "PART")]
        only: Vec<String>,
        /// Leave out the large sizes
        #[arg(long)]
        small: bool,
        /// Where data and results go; by default a folder beside the program
        #[arg(long, value_name = "DIR")]
        work: Option<PathBuf>,
        /// How often each is timed; the median is printed
        #[arg(long, default_value_t = 5)]
        repeat: usize,
    },
    /// Run one part on data given, and print one line of JSON
    Bench {
        /// The part
        part: String,
        #[command(flatten)]
        asked: Asked,
    },
    /// What a part starts as a process of its own, to time it from its start
    #[command(hide = true)]
    Once {
        /// The part
        part: String,
        /// What the part asks for
        arguments: Vec<PathBuf>,
    },
}

/// Why there is no result.
#[derive(Debug, Error)]
pub(crate) enum Failure {
    /// A file cannot be read or written, or a process not started.
    #[error("{what}: {cause}")]
    System { what: String, cause: std::io::Error },
    /// Data that is not what the part reads.
    #[error("{0}")]
    Data(String),
    /// Arguments that make no sense.
    #[error("{0}")]
    Arguments(String),
}

impl Failure {
    /// For `map_err`: what was being done when the system refused.
    pub(crate) fn of(what: impl Into<String>) -> impl FnOnce(std::io::Error) -> Self {
        move |cause| Self::System {
            what: what.into(),
            cause,
        }
    }
}

#[expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a benchmark talks to the person or the harness that runs it"
)]
fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Run {
            only,
            small,
            work,
            repeat,
        } => run(&only, small, work, repeat),
        Command::Bench { part, asked } => part_named(&part)
            .and_then(|part| (part.bench)(&asked))
            .map(|outcome| println!("{}", outcome.to_json())),
        Command::Once { part, arguments } => part_named(&part)
            .and_then(|part| part.once.ok_or_else(|| no_process(part)))
            .and_then(|once| once(&arguments))
            .map(|line| println!("{line}")),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("muster-bench: {failure}");
            ExitCode::from(2)
        }
    }
}

/// Runs parts at their sizes on data made here.
#[expect(clippy::print_stdout, reason = "the table is the answer")]
fn run(only: &[String], small: bool, work: Option<PathBuf>, repeat: usize) -> Result<(), Failure> {
    for name in only {
        part_named(name)?;
    }
    let work = match work {
        Some(work) => work,
        None => timing::this_program()?.with_file_name("bench"),
    };
    std::fs::create_dir_all(&work)
        .map_err(Failure::of(format!("cannot make {}", work.display())))?;
    println!("{}", table::HEAD);
    let wanted = |part: &&Part| only.is_empty() || only.iter().any(|name| name == part.name);
    for part in PARTS.iter().filter(wanted) {
        for size in part.sizes.iter().filter(|size| !(small && size.large)) {
            let asked = (part.make)(size.count, &work)?;
            let outcome = (part.bench)(&Asked { repeat, ..asked })?;
            print!("{}", table::rows(part.name, size.count, &outcome));
        }
    }
    Ok(())
}

fn no_process(part: &Part) -> Failure {
    Failure::Arguments(format!("{} starts no process of its own", part.name))
}

fn part_named(name: &str) -> Result<&'static Part, Failure> {
    let found = PARTS.iter().find(|part| part.name == name);
    found.ok_or_else(|| {
        let names: Vec<&str> = PARTS.iter().map(|part| part.name).collect();
        Failure::Arguments(format!(
            "there is no part {name}; there are: {}",
            names.join(", ")
        ))
    })
}
