//! Clocks and memory: what the rest of Muster must not touch.

use std::path::PathBuf;
use std::process::Command;
use std::time::Instant;

use crate::Failure;

/// Does something and says how many seconds it took.
#[expect(
    clippy::disallowed_methods,
    reason = "a benchmark is where time is measured"
)]
pub(crate) fn timed<T>(what: impl FnOnce() -> T) -> (f64, T) {
    let start = Instant::now();
    let done = what();
    (start.elapsed().as_secs_f64(), done)
}

/// The middle one, or the mean of the middle two; 0 for none.
pub(crate) fn median(seconds: &[f64]) -> f64 {
    let mut sorted = seconds.to_vec();
    sorted.sort_by(f64::total_cmp);
    let half = sorted.len() / 2;
    match sorted.len() {
        0 => 0.0,
        odd if odd % 2 == 1 => sorted[half],
        _ => f64::midpoint(sorted[half - 1], sorted[half]),
    }
}

/// The most memory that this process has held so far, in megabytes; none where Linux does not tell.
#[expect(clippy::float_arithmetic, reason = "megabytes")]
pub(crate) fn peak() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: f64 = line.trim().trim_end_matches("kB").trim().parse().ok()?;
    Some(kilobytes / 1024.0)
}

/// The path of this program.
pub(crate) fn this_program() -> Result<PathBuf, Failure> {
    std::env::current_exe().map_err(Failure::of("cannot find this program"))
}

/// Starts a process, waits for its end, and gives its seconds from start to end with its last line.
///
/// # Errors
///
/// If it cannot be started, or ends with another exit code than those which say that it did its work.
pub(crate) fn process(command: &mut Command, done: &[i32]) -> Result<(f64, String), Failure> {
    let (seconds, output) = timed(|| command.output());
    let output = output.map_err(Failure::of(format!("cannot start {command:?}")))?;
    if !output
        .status
        .code()
        .is_some_and(|code| done.contains(&code))
    {
        let words = String::from_utf8_lossy(&output.stderr).trim().to_owned();
        return Err(Failure::Data(format!("{command:?}: {words}")));
    }
    let text = String::from_utf8_lossy(&output.stdout);
    let last = text.lines().next_back().unwrap_or_default().to_owned();
    Ok((seconds, last))
}
