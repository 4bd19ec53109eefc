//! `history`: a stored register with twenty years of decisions, opened and asked as of days.
//!
//! An invented council of so many posts is recorded in a new ledger on disk. Times:
//!
//! - `open`: the ledger read from the database, its chain of hashes checked
//! - `as_of`: every post in force on a day as recorded at another, with its words
//! - `columns`: the columns made from the ledger
//! - `difference`: what differs between two days four years apart, from both establishments
//! - `differing`: the same from the columns: which lines
//!
//! `check` is how many entries there are, how many lines are in force, and how many differ by either way.

use std::path::{Path, PathBuf};

use invented::Size;
use jiff::Timestamp;
use jiff::civil::date;
use register::{Columns, Entry, difference};
use serde_json::json;
use storage::{Head, Recording, Store, StoreError};

use super::{Asked, Part};
use crate::Failure;
use crate::outcome::Outcome;
use crate::timing::{peak, timed};

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
    ],
    make: |count, work| {
        Ok(Asked {
            work: work.to_owned(),
            nodes: Some(count),
            ..Asked::default()
        })
    },
    bench,
    once: None,
};

fn bench(asked: &Asked) -> Result<Outcome, Failure> {
    let needs = || Failure::Arguments("history needs --nodes".to_owned());
    let posts = asked.nodes.ok_or_else(needs)?;
    let runtime = tokio::runtime::Builder::new_current_thread();
    let runtime = { runtime }.enable_all().build();
    let runtime = runtime.map_err(Failure::of("cannot start"))?;
    let in_words = |error: StoreError| Failure::Data(error.to_string());
    let folder = folder(&asked.work, posts)?;
    let (load, recorded) = timed(|| runtime.block_on(record(&folder, posts)));
    recorded.map_err(in_words)?;
    let names = ["open", "as_of", "columns", "difference", "differing"];
    let mut times: Vec<(&str, Vec<f64>)> = names.map(|name| (name, Vec::new())).into();
    let (early, late) = (date(2020, 3, 31), date(2024, 3, 31));
    let mut check = json!(null);
    for _ in 0..asked.repeat.max(1) {
        let (open, snapshot) = timed(|| {
            runtime.block_on(async {
                let store = Store::open_existing(&folder).await?;
                let snapshot = store.snapshot().await?;
                store.close().await;
                Ok(snapshot)
            })
        });
        let ledger = &snapshot.map_err(in_words)?.ledger;
        let (as_of, after) = timed(|| ledger.fold(late, late).establishment);
        let (making, columns) = timed(|| Columns::of(ledger));
        let before = ledger.fold(early, early).establishment;
        let (comparing, differences) = timed(|| difference(&before, &after));
        let (scanning, differing) = timed(|| columns.differing((early, early), (late, late)).len());
        let seconds = [open, as_of, making, comparing, scanning];
        for (time, seconds) in times.iter_mut().zip(seconds) {
            time.1.push(seconds);
        }
        let (entries, lines) = (ledger.entries().len(), after.lines().count());
        check = json!([entries, lines, differences.len(), differing]);
    }
    Ok(Outcome {
        load,
        times,
        values: Vec::new(),
        check,
        peak: peak(),
    })
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
    fn a_stored_council_is_opened_and_asked() {
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
        assert!(outcome.times.iter().all(|(_, seconds)| seconds.len() == 1));
    }
}
