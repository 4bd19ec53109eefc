//! Recordings as the bytes that will stand in the tables.

use access::AccountId;
use jiff::Timestamp;
use register::Position;
use sqlx::{QueryBuilder, Sqlite, SqliteConnection};

use crate::chain::{Hash, Head};
use crate::encoding::{self, Recorded};
use crate::error::StoreError;
use crate::journal::{Event, note};
use crate::recording::Recording;
use crate::watch::Watch;

/// How many rows one statement writes; each has four values, and a statement takes 32,766.
pub(crate) const AT_ONCE: usize = 1_000;

/// The bytes of a recording, and of its entries with their hashes.
struct WrittenRecording {
    facts: Vec<u8>,
    entries: Vec<WrittenEntry>,
}

/// The bytes of an entry, and its hash.
struct WrittenEntry {
    facts: Vec<u8>,
    hash: Hash,
}

/// Recordings with the end of the ledger on which they rely, and the end that they make.
pub(crate) struct Written {
    recordings: Vec<WrittenRecording>,
    pub(crate) before: Head,
    pub(crate) head: Head,
    /// When it was written and by whom, for the journal; none where nothing is.
    happened: Option<(Timestamp, Option<AccountId>)>,
}

impl Written {
    /// Writes recordings on an end of the ledger.
    pub(crate) fn of(before: Head, recordings: &[Recording]) -> Result<Self, StoreError> {
        let mut head = before;
        let last_of = recordings.last();
        let mut all = Vec::with_capacity(recordings.len());
        for one in recordings {
            let malformed = |head: Head| {
                let at = Position::numbered(head.entries.saturating_add(1));
                move |cause| StoreError::Malformed { at, cause }
            };
            let recorded = Recorded {
                at: one.at.as_microsecond(),
                by: one.by.map(|by| by.0),
                decision: (*one.decision).clone(),
            };
            let facts = encoding::written(&recorded).map_err(malformed(head))?;
            let digest = Hash::of(&facts);
            let mut entries = Vec::with_capacity(one.entries.len());
            for entry in &one.entries {
                let facts = encoding::encode(entry).map_err(malformed(head))?;
                head = head.then(digest, &facts);
                let hash = head.hash;
                entries.push(WrittenEntry { facts, hash });
            }
            all.push(WrittenRecording { facts, entries });
        }
        let recordings = all;
        Ok(Self {
            recordings,
            before,
            head,
            happened: last_of.map(|last| (last.at, last.by)),
        })
    }
}

/// Adds recordings, each of which goes on from the one before, to a ledger with so many entries and
/// recordings. Whoever watches may stop it.
pub(crate) async fn insert(
    connection: &mut SqliteConnection,
    all: &[&Written],
    entries: u32,
    recordings: i64,
    watch: &Watch,
) -> Result<(), StoreError> {
    let written = all;
    let all: Vec<(i64, &WrittenRecording)> = (recordings + 1..)
        .zip(all.iter().flat_map(|one| &one.recordings))
        .collect();
    for some in all.chunks(AT_ONCE) {
        let mut insert: QueryBuilder<Sqlite> =
            QueryBuilder::new("INSERT INTO ledger_recording (number, facts) ");
        insert.push_values(some, |mut row, (number, recording)| {
            row.push_bind(number).push_bind(recording.facts.as_slice());
        });
        insert.build().execute(&mut *connection).await?;
    }
    let entries: Vec<(i64, i64, &WrittenEntry)> = all
        .iter()
        .flat_map(|(number, recording)| recording.entries.iter().map(move |one| (*number, one)))
        .zip(i64::from(entries) + 1..)
        .map(|((number, one), position)| (position, number, one))
        .collect();
    for some in entries.chunks(AT_ONCE) {
        let mut insert: QueryBuilder<Sqlite> =
            QueryBuilder::new("INSERT INTO ledger_entry (position, recording, facts, hash) ");
        insert.push_values(some, |mut row, (position, recording, entry)| {
            row.push_bind(position)
                .push_bind(recording)
                .push_bind(entry.facts.as_slice())
                .push_bind(entry.hash.0.as_slice());
        });
        insert.build().execute(&mut *connection).await?;
        watch.add(some.len());
        watch.go_on()?;
    }
    for one in written {
        if let Some((at, by)) = one.happened {
            let (entries, hash) = (one.head.entries, one.head.hash);
            note(connection, at, by, Event::LedgerWritten { entries, hash }).await?;
        }
    }
    Ok(())
}
