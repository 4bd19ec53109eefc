//! `commits`: decisions recorded in a ledger on disk, each durable before the next.
//!
//! A new database in the work folder; each decision establishes one line of posts and is recorded
//! through the use case that the pages call. For the seconds that are asked for, or two. Times, each
//! the seconds for one decision:
//!
//! - `one`: one writer
//! - `eight`: eight at a time, who try again when another was first
//!
//! `check` is nothing: how many are recorded depends on the machine. What was recorded is verified.

use std::path::Path;
use std::sync::Arc;

use access::Actor;
use app::{AppError, Clock, Muster};
use base::{Date, Fte, Known};
use jiff::Timestamp;
use register::{Act, Authority, Decision, Ledger, PostLine, Standing};
use serde_json::Value;
use storage::{Head, StoreError};

use super::{Asked, Part, Size};
use crate::Failure;
use crate::outcome::Outcome;
use crate::timing::{peak, timed};

pub(super) const PART: Part = Part {
    name: "commits",
    sizes: &[Size {
        count: 0,
        large: false,
    }],
    make: |_, work| {
        Ok(Asked {
            work: work.to_owned(),
            ..Asked::default()
        })
    },
    bench,
    once: None,
};

/// For how long, unless it is said.
const SECONDS: f64 = 2.0;

/// Time does not matter to what is recorded.
struct Noon;

impl Clock for Noon {
    fn now(&self) -> Timestamp {
        Timestamp::UNIX_EPOCH
    }

    fn today(&self) -> Date {
        jiff::civil::date(2026, 4, 1)
    }
}

fn bench(asked: &Asked) -> Result<Outcome, Failure> {
    let seconds = asked.seconds.unwrap_or(SECONDS);
    let one = writers(1, seconds, &asked.work)?;
    let eight = writers(8, seconds, &asked.work)?;
    Ok(Outcome {
        load: 0.0,
        values: vec![
            ("one_writer_commits_per_s", one.recip()),
            ("eight_writers_commits_per_s", eight.recip()),
        ],
        times: vec![("one", vec![one]), ("eight", vec![eight])],
        check: Value::Null,
        peak: peak(),
    })
}

/// The seconds that one decision takes with so many writers.
#[expect(clippy::float_arithmetic, reason = "seconds")]
fn writers(count: usize, seconds: f64, work: &Path) -> Result<f64, Failure> {
    let folder = work.join(format!("commits-{count}"));
    if folder.exists() {
        let cleared = std::fs::remove_dir_all(&folder);
        cleared.map_err(Failure::of(format!("cannot clear {}", folder.display())))?;
    }
    let runtime = tokio::runtime::Builder::new_multi_thread();
    let runtime = { runtime }.worker_threads(2).enable_all().build();
    let runtime = runtime.map_err(Failure::of("cannot start"))?;
    let in_words = |error: AppError| Failure::Data(error.to_string());
    let muster = runtime.block_on(Muster::open(&folder, Arc::new(Noon)));
    let muster = Arc::new(muster.map_err(in_words)?);
    let (took, recorded) = timed(|| {
        runtime.block_on(async {
            let until = tokio::time::Instant::now() + tokio::time::Duration::from_secs_f64(seconds);
            let writers = (0..count).map(|_| tokio::spawn(write(Arc::clone(&muster), until)));
            let mut recorded = 0_u32;
            for writer in writers.collect::<Vec<_>>() {
                let written = writer
                    .await
                    .map_err(|error| Failure::Data(error.to_string()))?;
                recorded += written.map_err(in_words)?;
            }
            Ok::<_, Failure>(recorded)
        })
    });
    let recorded = recorded?;
    let verified = runtime.block_on(async {
        muster.close().await;
        storage::verify(&folder, &[]).await
    });
    let verified = verified.map_err(|error| Failure::Data(error.to_string()))?;
    if verified.head.entries != recorded || !verified.faults.is_empty() {
        return Err(Failure::Data("what was recorded is not there".to_owned()));
    }
    Ok(took / f64::from(recorded.max(1)))
}

/// Records one decision after another; says how many.
async fn write(muster: Arc<Muster>, until: tokio::time::Instant) -> Result<u32, AppError> {
    let mut recorded = 0;
    let mut head = Head::empty();
    loop {
        let mut ledger = Ledger::new();
        decide(&mut ledger, head.entries + 1);
        match muster
            .record(&Actor::Operator, head, ledger.entries())
            .await
        {
            Ok(receipt) => {
                recorded += 1;
                head = receipt;
            }
            Err(AppError::Store(StoreError::Conflict { actual, .. })) => head = actual,
            Err(other) => return Err(other),
        }
        if recorded > 0 && tokio::time::Instant::now() >= until {
            return Ok(recorded);
        }
    }
}

fn decide(ledger: &mut Ledger, number: u32) {
    let day = jiff::civil::date(2026, 4, 1);
    let authority = Authority {
        decision: Arc::new(Decision {
            body: "Example County Council".to_owned(),
            maker: Some("Policy Committee".to_owned()),
            date: day,
            title: format!("Changes to the staffing establishment, report {number}"),
            reference: Some(format!("P-{number}")),
            not_held: Vec::new(),
        }),
        standing: Standing::Decided,
        paragraph: Some("6".to_owned()),
        change_line: Some(1),
        assumption: None,
        listed: None,
    };
    let post = PostLine {
        grade: Known::Known("Grade 4".to_owned()),
        posts: Known::Known(1),
        fte: Known::Known(Fte::whole(1)),
        ..PostLine::titled("Service Organiser")
    };
    let line = register::LineId::numbered(number);
    let in_place_of = Vec::new();
    let act = Act::Establish {
        line,
        post,
        in_place_of,
    };
    ledger.record(day, day, authority, act);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_run_records_what_it_says_it_does() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let asked = Asked {
            work: folder.path().to_owned(),
            seconds: Some(0.01),
            ..Asked::default()
        };
        let outcome = bench(&asked).expect("it records");
        assert!(outcome.values.iter().all(|(_, value)| *value > 0.0));
        assert!(outcome.to_json().contains("one_writer_commits_per_s"));
    }
}
