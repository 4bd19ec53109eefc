//! The program as people and scripts meet it: arguments in; exit code, output and files out.

mod bad_input;
mod check;
mod cost;
mod data;
mod demo;
mod editions;
mod files;
mod fix;
mod import;
mod replay;
mod report;
mod serve;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What a run of the program left.
struct Ran {
    code: Option<i32>,
    out: String,
    err: String,
}

impl Ran {
    /// Standard output as JSON.
    fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).expect("the answer is JSON")
    }

    /// The exit code, if the program neither panicked nor was killed.
    #[track_caller]
    fn code(&self) -> i32 {
        assert!(!self.err.contains("panicked"), "{}", self.err);
        self.code.expect("the program ended of itself")
    }
}

/// The root of the repository, where the program is run.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_muster"));
    command
        .args(arguments)
        .current_dir(folder)
        .env_remove("NO_COLOR")
        .env_remove("CLICOLOR_FORCE")
        .stdin(Stdio::null());
    command
}

/// Runs the program in a folder.
fn muster_in(folder: &Path, arguments: &[&str]) -> Ran {
    let output = command(folder, arguments)
        .output()
        .expect("the program runs");
    Ran {
        code: output.status.code(),
        out: String::from_utf8(output.stdout).expect("standard output is UTF-8"),
        err: String::from_utf8(output.stderr).expect("standard error is UTF-8"),
    }
}

/// Runs the program at the root of the repository.
fn muster(arguments: &[&str]) -> Ran {
    muster_in(&root(), arguments)
}

/// A folder that goes away, with a case in it that has no error.
fn folder_with_case() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let example = root().join("examples/2026-05-library-service.toml");
    std::fs::copy(example, folder.path().join("case.toml")).expect("the example can be copied");
    folder
}

/// The committee reports of 2018, 2019 and 2020.
const THREE: [&str; 3] = [
    "cases/2018-06-short-breaks.toml",
    "cases/2019-05-commissioning-and-placements.toml",
    "cases/2020-06-additional-posts.toml",
];

const FIVE: [&str; 5] = [
    "cases/2010-03-bolton-commissioning.toml",
    "cases/2014-11-business-support-review.toml",
    THREE[0],
    THREE[1],
    THREE[2],
];

/// Arguments with the cases behind them.
fn with<'a>(first: &[&'a str], cases: &[&'a str]) -> Vec<&'a str> {
    [first, cases].concat()
}
