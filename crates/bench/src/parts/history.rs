//! `history`: a stored register with twenty years of decisions, opened and asked as of days.
//!
//! An invented council of so many posts is recorded in a new ledger on disk; `load` is the seconds that
//! takes. Then processes of their own open it, each from the start. Times:
//!
//! - `open`: its columns made from the database, every entry re-hashed; `keep`: written to their file
//! - `reopen`: the columns from that file; `first`: the same, and the first sum over the tree of units,
//!   with every kind of post priced
//! - `rollup`: the sum over the tree again; `years`: twenty year-ends by fund
//! - `standing`: every line in force on a day as recorded at another, by its place and terms
//! - `differing`: which lines differ between two days four years apart
//!
//! and, up to [`LARGEST_LEDGER`] posts, with the ledger held as entries, as the pages do:
//!
//! - `ledger`: read from the database, its chain of hashes checked
//! - `as_of`: every post in force on a day as recorded at another, with its words
//! - `difference`: what differs between the two days, from both establishments
//!
//! `check` is how many entries there are, how many lines are in force and how many differ. The most memory is
//! that of a process which reopens; the values `open_mb` and `ledger_mb` are those of the others.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use base::Date;
use costing::RollUps;
use invented::Size;
use jiff::Timestamp;
use jiff::civil::date;
use register::{Entry, difference};
use serde::{Deserialize, Serialize};
use serde_json::json;
use storage::{COLUMNS_FILE, Head, Recording, Store, StoreError};
use tokio::runtime::Runtime;

use super::{Asked, Part};
use crate::Failure;
use crate::council::{self, made};
use crate::outcome::Outcome;
use crate::timing::{peak, process, this_program, timed};

pub(super) const PART: Part = Part {
    name: "history",
    sizes: &[
        super::Size {
            count: 10_000,
            large: false,
        },
        super::Size {
            count: 100_000,
            large: true,
        },
        super::Size {
            count: 2_000_000,
            large: true,
        },
    ],
    make: |count, work| {
        Ok(Asked {
            work: work.to_owned(),
            nodes: Some(count),
            ..Asked::default()
        })
    },
    bench,
    once: Some(once),
};

/// Entries of larger registers are not held all at once: they take 1.2 KB each.
const LARGEST_LEDGER: usize = 200_000;

const EARLY: Date = date(2020, 3, 31);
const LATE: Date = date(2024, 3, 31);

/// What a process of its own says of its work.
#[derive(Default, Deserialize, Serialize)]
struct Answered {
    /// Seconds, by what was done.
    times: BTreeMap<String, f64>,
    /// Counts, by what was counted.
    counts: BTreeMap<String, usize>,
    peak: Option<f64>,
}

const TIMES: [&str; 11] = [
    "open",
    "keep",
    "reopen",
    "first",
    "rollup",
    "years",
    "standing",
    "differing",
    "ledger",
    "as_of",
    "difference",
];

fn bench(asked: &Asked) -> Result<Outcome, Failure> {
    let needs = || Failure::Arguments("history needs --nodes".to_owned());
    let posts = asked.nodes.ok_or_else(needs)?;
    let folder = folder(&asked.work, posts)?;
    let (load, recorded) = timed(|| {
        runtime()?
            .block_on(record(&folder, posts))
            .map_err(in_words)
    });
    recorded?;
    made::write_pay(&folder)?;
    let repeat = asked.repeat.max(1);
    // Opening a large one without kept columns takes as long as all others together.
    let opened = if posts > LARGEST_LEDGER { 1 } else { repeat };
    let mut ways = vec![("open", opened), ("reopen", repeat)];
    if posts <= LARGEST_LEDGER {
        ways.push(("ledger", repeat));
    }
    let mut times: BTreeMap<String, Vec<f64>> = BTreeMap::new();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut peaks: BTreeMap<&str, f64> = BTreeMap::new();
    for (way, repeat) in ways {
        for _ in 0..repeat {
            let answered = answered(way, &folder)?;
            for (name, seconds) in answered.times {
                times.entry(name).or_default().push(seconds);
            }
            for (name, count) in answered.counts {
                if *counts.entry(name.clone()).or_insert(count) != count {
                    let what = format!("{name} differs: {count}, and {} before", counts[&name]);
                    return Err(Failure::Data(what));
                }
            }
            let most = peaks.entry(way).or_default();
            *most = answered.peak.unwrap_or_default().max(*most);
        }
    }
    let timed = TIMES.into_iter();
    let value = |name, way| peaks.get(way).map(|peak| (name, *peak));
    Ok(Outcome {
        load,
        times: timed
            .filter_map(|name| Some((name, times.remove(name)?)))
            .collect(),
        values: [value("open_mb", "open"), value("ledger_mb", "ledger")]
            .into_iter()
            .flatten()
            .collect(),
        check: json!([counts["entries"], counts["lines"], counts["differing"]]),
        peak: peaks.get("reopen").copied(),
    })
}

/// Opens a register in a process of its own, in one of the ways that [`once`] knows.
fn answered(way: &str, folder: &Path) -> Result<Answered, Failure> {
    if cfg!(test) {
        return open(way, folder);
    }
    let mut command = Command::new(this_program()?);
    command.args(["once", "history", way]).arg(folder);
    let (_, line) = process(&mut command, &[0])?;
    serde_json::from_str(&line).map_err(|error| Failure::Data(error.to_string()))
}

fn once(arguments: &[PathBuf]) -> Result<String, Failure> {
    let [way, folder] = arguments else {
        let needs = "history needs a way of opening and a folder";
        return Err(Failure::Arguments(needs.to_owned()));
    };
    let answered = open(&way.to_string_lossy(), folder)?;
    serde_json::to_string(&answered).map_err(|error| Failure::Data(error.to_string()))
}

fn open(way: &str, folder: &Path) -> Result<Answered, Failure> {
    match way {
        "open" => {
            let file = folder.join(COLUMNS_FILE);
            if file.exists() {
                let removed = std::fs::remove_file(&file);
                removed.map_err(Failure::of(format!("cannot remove {}", file.display())))?;
            }
            open_columns(folder, "open")
        }
        "reopen" => open_columns(folder, "reopen"),
        "ledger" => open_ledger(folder),
        other => Err(Failure::Arguments(format!("history knows no {other}"))),
    }
}

#[expect(clippy::float_arithmetic, reason = "seconds")]
fn open_columns(folder: &Path, way: &str) -> Result<Answered, Failure> {
    let tables = council::tables(folder)?;
    let rates = council::all_rates(folder, &tables)?;
    let runtime = runtime()?;
    let mut answered = Answered::default();
    let (seconds, opened) = timed(|| {
        runtime.block_on(async {
            let store = Store::open_existing(folder).await?;
            let columns = store.columns().await?;
            Ok((store, columns))
        })
    });
    let (store, at) = opened.map_err(in_words)?;
    let mut note = |name: &str, seconds: f64| answered.times.insert(name.to_owned(), seconds);
    note(way, seconds);
    let columns = &at.columns;
    let (pricing, mut sums) = timed(|| RollUps::new(columns, invented::BODY, rates));
    let (summing, first) = timed(|| sums.roll_up(LATE, LATE));
    if way == "open" {
        let (keeping, kept) = timed(|| runtime.block_on(store.keep_columns()));
        kept.map_err(in_words)?;
        note("keep", keeping);
    } else {
        note("first", seconds + pricing + summing);
        note("rollup", timed(|| sums.roll_up(LATE, LATE)).0);
        let ends: Vec<Date> = (2007..2027).map(|year| date(year, 3, 31)).collect();
        // Every year is priced once before.
        sums.year_ends(&ends, LATE);
        note("years", timed(|| sums.year_ends(&ends, LATE)).0);
    }
    let (standing, lines) = timed(|| {
        let mut lines = 0;
        columns.standing(LATE, LATE, |_, terms| lines += usize::from(terms != 0));
        lines
    });
    let (scanning, differing) = timed(|| columns.differing((EARLY, EARLY), (LATE, LATE)).len());
    note("standing", standing);
    note("differing", scanning);
    if first.whole().lines() != lines {
        return Err(Failure::Data("the sum is of other lines".to_owned()));
    }
    let entries = usize::try_from(at.head.entries).unwrap_or(usize::MAX);
    answered.counts = counts([
        ("entries", entries),
        ("lines", lines),
        ("differing", differing),
    ]);
    answered.peak = peak();
    Ok(answered)
}

fn open_ledger(folder: &Path) -> Result<Answered, Failure> {
    let runtime = runtime()?;
    let mut answered = Answered::default();
    let (opening, snapshot) = timed(|| {
        runtime.block_on(async {
            let store = Store::open_existing(folder).await?;
            store.snapshot().await
        })
    });
    let snapshot = snapshot.map_err(in_words)?;
    let ledger = &snapshot.ledger;
    let (folding, after) = timed(|| ledger.fold(LATE, LATE).establishment);
    let before = ledger.fold(EARLY, EARLY).establishment;
    let (comparing, differences) = timed(|| difference(&before, &after));
    for (name, seconds) in [
        ("ledger", opening),
        ("as_of", folding),
        ("difference", comparing),
    ] {
        answered.times.insert(name.to_owned(), seconds);
    }
    let (entries, lines) = (ledger.entries().len(), after.lines().count());
    // Words may differ too, which columns do not hold.
    let words = differences.len();
    answered.counts = counts([("entries", entries), ("lines", lines), ("words", words)]);
    answered.peak = peak();
    Ok(answered)
}

fn counts<const N: usize>(counts: [(&str, usize); N]) -> BTreeMap<String, usize> {
    let counts = counts.into_iter();
    counts
        .map(|(name, count)| (name.to_owned(), count))
        .collect()
}

fn runtime() -> Result<Runtime, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread();
    let runtime = { runtime }.enable_all().build();
    runtime.map_err(Failure::of("cannot start"))
}

#[expect(clippy::needless_pass_by_value, reason = "for map_err")]
fn in_words(error: StoreError) -> Failure {
    Failure::Data(error.to_string())
}

/// An empty folder for the ledger.
fn folder(work: &Path, posts: usize) -> Result<PathBuf, Failure> {
    let folder = work.join(format!("history-{posts}"));
    if folder.exists() {
        let cleared = std::fs::remove_dir_all(&folder);
        cleared.map_err(Failure::of(format!("cannot clear {}", folder.display())))?;
    }
    Ok(folder)
}

/// So many entries, or a few more, are written at once: whole decisions, and portions of the opening
/// balance.
const AT_ONCE: usize = 20_000;

async fn record(folder: &Path, posts: usize) -> Result<(), StoreError> {
    let store = Store::open(folder).await?;
    let mut head = Head::empty();
    let mut some: Vec<Entry> = Vec::new();
    for entry in invented::entries(Size::of(posts)) {
        let same = |last: &Entry| last.authority.decision == entry.authority.decision;
        if some.len() >= 2 * AT_ONCE || (some.len() >= AT_ONCE && !some.last().is_some_and(same)) {
            head = write(&store, head, &some).await?;
            some.clear();
        }
        some.push(entry);
    }
    write(&store, head, &some).await?;
    store.close().await;
    Ok(())
}

async fn write(store: &Store, head: Head, entries: &[Entry]) -> Result<Head, StoreError> {
    let recordings = Recording::of_entries(entries, Timestamp::UNIX_EPOCH, None);
    store.record(head, &recordings).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stored_council_is_opened_in_every_way_and_asked() {
        let work = tempfile::tempdir().expect("a folder");
        let asked = Asked {
            work: work.path().to_owned(),
            nodes: Some(300),
            repeat: 1,
            ..Asked::default()
        };
        let outcome = bench(&asked).expect("an answer");
        let entries = invented::entries(Size::of(300)).count();
        assert_eq!(outcome.check[0], json!(entries));
        let names: Vec<&str> = outcome.times.iter().map(|(name, _)| *name).collect();
        assert_eq!(names, TIMES);
    }
}
