//! The two chains: each entry from the hash of the one before it.

use std::collections::BTreeMap;
use std::sync::Arc;

use register::{Authority, Decision, Ledger};
use sqlx::{Row as _, SqliteConnection};

use super::Faults;
use crate::chain::{Hash, Head};
use crate::encoding::{self, Recorded};
use crate::error::StoreError;
use crate::journal::{Happened, chained, origin};

/// How many rows are read at a time.
const AT_ONCE: i64 = 20_000;

/// What the ledger holds, as far as it can be read.
pub(super) struct OfLedger {
    pub(super) entries: Ledger,
    pub(super) recordings: u32,
    pub(super) head: Head,
}

/// What the journal holds, as far as it can be read.
pub(super) struct OfJournal {
    pub(super) events: Vec<Happened>,
    pub(super) entries: u32,
    pub(super) hash: Hash,
}

/// A recording, and which of its entries do not follow.
struct Held {
    digest: Hash,
    decision: Option<Arc<Decision>>,
    entries: u32,
    broken: Vec<i64>,
}

pub(super) async fn ledger(
    connection: &mut SqliteConnection,
    receipts: &[Head],
    faults: &mut Faults,
) -> Result<OfLedger, StoreError> {
    let mut walk = Walk {
        recordings: recordings(connection, faults).await?,
        entries: Ledger::new(),
        head: Head::empty(),
        last_position: 0,
        last_recording: 0,
        receipts: receipts.to_vec(),
    };
    walk.compare_receipts(faults);
    loop {
        let rows = sqlx::query(
            "SELECT position, recording, facts, hash FROM ledger_entry \
             WHERE position > $1 ORDER BY position LIMIT $2",
        );
        let rows = rows.bind(walk.last_position).bind(AT_ONCE);
        let rows = rows.fetch_all(&mut *connection).await?;
        for row in &rows {
            let row = Row {
                position: row.try_get(0)?,
                recording: row.try_get(1)?,
                facts: row.try_get(2)?,
                hash: row.try_get(3)?,
            };
            walk.entry(&row, faults);
            walk.compare_receipts(faults);
        }
        if rows.len() < 20_000 {
            break;
        }
    }
    walk.tell_broken(faults);
    walk.tell_receipts_beyond(faults);
    Ok(OfLedger {
        entries: walk.entries,
        recordings: u32::try_from(walk.recordings.len()).unwrap_or(u32::MAX),
        head: walk.head,
    })
}

/// Recordings by number.
async fn recordings(
    connection: &mut SqliteConnection,
    faults: &mut Faults,
) -> Result<BTreeMap<i64, Held>, StoreError> {
    let rows = sqlx::query("SELECT number, facts FROM ledger_recording ORDER BY number");
    let mut held = BTreeMap::new();
    for (index, row) in rows.fetch_all(connection).await?.iter().enumerate() {
        let (number, facts): (i64, &[u8]) = (row.try_get(0)?, row.try_get(1)?);
        let place = || format!("recording {number} of the ledger");
        if i64::try_from(index).is_ok_and(|index| number != index + 1) {
            faults.add(
                place(),
                format!("recording {} was expected here", index + 1),
            );
        }
        let decision = match encoding::read::<Recorded>(facts) {
            Ok(recorded) => Some(Arc::new(recorded.decision)),
            Err(cause) => {
                faults.add(place(), cause.to_string());
                None
            }
        };
        let digest = Hash::of(facts);
        let (entries, broken) = (0, Vec::new());
        held.insert(
            number,
            Held {
                digest,
                decision,
                entries,
                broken,
            },
        );
    }
    Ok(held)
}

struct Row<'r> {
    position: i64,
    recording: i64,
    facts: &'r [u8],
    hash: &'r [u8],
}

/// The way along the ledger.
struct Walk {
    recordings: BTreeMap<i64, Held>,
    entries: Ledger,
    /// The last entry, with the hash that stands there.
    head: Head,
    last_position: i64,
    last_recording: i64,
    /// Those that are still to be compared.
    receipts: Vec<Head>,
}

impl Walk {
    fn entry(&mut self, row: &Row<'_>, faults: &mut Faults) {
        let place = format!("entry {} of the ledger", row.position);
        let expected = self.last_position + 1;
        if row.position != expected {
            let what = format!("entry {expected} was expected here: something was taken out");
            faults.add(place.as_str(), what);
        }
        self.last_position = row.position;
        let Some(recording) = self.recordings.get_mut(&row.recording) else {
            let what = format!("it names recording {}, which is not there", row.recording);
            return faults.add(place, what);
        };
        if row.recording != self.last_recording && row.recording != self.last_recording + 1 {
            let what = format!("it names recording {}, out of turn", row.recording);
            faults.add(place.as_str(), what);
        }
        self.last_recording = row.recording;
        recording.entries += 1;
        let follows = self.head.then(recording.digest, row.facts);
        if follows.hash.0 != row.hash {
            recording.broken.push(row.position);
        }
        let stands = row.hash.try_into().map_or(follows.hash, Hash);
        self.head = Head {
            entries: u32::try_from(row.position).unwrap_or(u32::MAX),
            hash: stands,
        };
        let facts = match encoding::decode(row.facts) {
            Ok(facts) => facts,
            Err(cause) => return faults.add(place, cause.to_string()),
        };
        if let Some(decision) = &recording.decision {
            let authority = Authority {
                decision: Arc::clone(decision),
                standing: facts.standing,
                paragraph: facts.paragraph,
                change_line: facts.change_line,
                assumption: facts.assumption,
                listed: facts.listed,
            };
            self.entries
                .record(facts.recorded, facts.effective, authority, facts.act);
        }
    }

    /// Compares the receipts that are of this place.
    fn compare_receipts(&mut self, faults: &mut Faults) {
        let head = self.head;
        self.receipts.retain(|receipt| {
            let here = receipt.entries == head.entries;
            if here && receipt.hash != head.hash {
                let what = format!(
                    "the receipt says {}…, the ledger {}…: the ledger was written anew, here or before",
                    start(receipt.hash),
                    start(head.hash)
                );
                faults.add(format!("entry {} of the ledger", head.entries), what);
            }
            !here
        });
    }

    fn tell_receipts_beyond(&self, faults: &mut Faults) {
        for receipt in &self.receipts {
            let what = format!(
                "the receipt is for {} entries, and the ledger has {}: its end was cut off",
                receipt.entries, self.head.entries
            );
            faults.add("the end of the ledger", what);
        }
    }

    /// Says what does not follow: a recording, if nothing on it does, or single entries.
    fn tell_broken(&self, faults: &mut Faults) {
        for (number, held) in &self.recordings {
            let all = usize::try_from(held.entries).is_ok_and(|all| all == held.broken.len());
            match (&held.broken[..], held.entries) {
                (_, 0) => faults.add(
                    format!("recording {number} of the ledger"),
                    "it has no entries: they were taken out",
                ),
                ([], _) => {}
                ([only], 1) => faults.add(
                    format!("entry {only} of the ledger"),
                    format!(
                        "it, the hash before it or its recording {number} is not what was recorded"
                    ),
                ),
                ([first, .., last], _) if all => faults.add(
                    format!("recording {number} of the ledger"),
                    format!(
                        "it is not what was recorded: none of its entries {first} to {last} follows"
                    ),
                ),
                (some, _) => {
                    for position in some {
                        faults.add(
                            format!("entry {position} of the ledger"),
                            "it, or the hash before it, is not what was recorded",
                        );
                    }
                }
            }
        }
    }
}

/// Enough of a hash to tell it from another.
fn start(hash: Hash) -> String {
    hash.to_string().chars().take(8).collect()
}

pub(super) async fn journal(
    connection: &mut SqliteConnection,
    faults: &mut Faults,
) -> Result<OfJournal, StoreError> {
    let mut journal = OfJournal {
        events: Vec::new(),
        entries: 0,
        hash: origin(),
    };
    let rows = sqlx::query("SELECT number, facts, hash FROM journal_entry ORDER BY number");
    for row in rows.fetch_all(connection).await? {
        let (number, facts): (i64, &[u8]) = (row.try_get(0)?, row.try_get(1)?);
        let hash: &[u8] = row.try_get(2)?;
        let place = format!("entry {number} of the journal");
        let expected = i64::from(journal.entries) + 1;
        if number != expected {
            let what = format!("entry {expected} was expected here: something was taken out");
            faults.add(place.as_str(), what);
        }
        let follows = chained(journal.hash, facts);
        if follows.0 != hash {
            let what = "it, or the hash before it, is not what was written";
            faults.add(place.as_str(), what);
        }
        match encoding::read::<Happened>(facts) {
            Ok(happened) => journal.events.push(happened),
            Err(cause) => faults.add(place, cause.to_string()),
        }
        journal.hash = hash.try_into().map_or(follows, Hash);
        journal.entries = u32::try_from(number).unwrap_or(u32::MAX);
    }
    Ok(journal)
}
