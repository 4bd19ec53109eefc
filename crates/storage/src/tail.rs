//! What the database holds beyond a snapshot, re-hashed and decoded.

use std::sync::Arc;

use access::AccountId;
use register::{Authority, Decision, Position};
use sqlx::{Row as _, SqliteConnection};

use crate::chain::{Hash, Head};
use crate::encoding::{self, EntryFacts, Recorded};
use crate::error::StoreError;
use crate::recording::{Snapshot, WhenRecorded, instant};
use crate::store::{entries_of, hash_of};

/// How many entries are read at a time.
const AT_ONCE: i64 = 20_000;

/// Entries that follow on a head.
pub(crate) struct Tail {
    recordings: Vec<(WhenRecorded, Hash, Arc<Decision>)>,
    entries: Vec<(Arc<Decision>, EntryFacts)>,
    head: Head,
}

impl Tail {
    /// Reads all that follows on a snapshot, within one transaction.
    pub(crate) async fn read(
        connection: &mut SqliteConnection,
        after: &Snapshot,
    ) -> Result<Self, StoreError> {
        let mut tail = Self {
            recordings: Vec::new(),
            entries: Vec::new(),
            head: after.head,
        };
        let first = i64::try_from(after.recordings.len()).unwrap_or(i64::MAX);
        tail.read_recordings(connection, first).await?;
        while tail.read_entries(connection, first).await? {}
        Ok(tail)
    }

    async fn read_recordings(
        &mut self,
        connection: &mut SqliteConnection,
        after: i64,
    ) -> Result<(), StoreError> {
        let rows = sqlx::query(
            "SELECT r.facts, (SELECT min(position) FROM ledger_entry WHERE recording = r.number) \
             FROM ledger_recording r WHERE r.number > $1 ORDER BY r.number",
        )
        .bind(after)
        .fetch_all(connection)
        .await?;
        for row in rows {
            let bytes: &[u8] = row.get(0);
            let from = Position::numbered(entries_of(row.get::<Option<i64>, _>(1).unwrap_or(0)));
            let malformed = |cause| StoreError::Malformed { at: from, cause };
            let recorded: Recorded = encoding::read(bytes).map_err(malformed)?;
            let at = instant(recorded.at).map_err(malformed)?;
            let by = recorded.by.map(AccountId);
            let when = WhenRecorded { from, at, by };
            let decision = Arc::new(recorded.decision);
            self.recordings.push((when, Hash::of(bytes), decision));
        }
        Ok(())
    }

    /// Reads some more entries. Says whether there may be others.
    async fn read_entries(
        &mut self,
        connection: &mut SqliteConnection,
        first_recording: i64,
    ) -> Result<bool, StoreError> {
        let rows = sqlx::query(
            "SELECT position, recording, facts, hash FROM ledger_entry \
             WHERE position > $1 ORDER BY position LIMIT $2",
        )
        .bind(i64::from(self.head.entries))
        .bind(AT_ONCE)
        .fetch_all(connection)
        .await?;
        for row in &rows {
            let at = Position::numbered(self.head.entries.saturating_add(1));
            let altered = || StoreError::Altered { at };
            let recording = usize::try_from(row.get::<i64, _>(1) - first_recording - 1)
                .ok()
                .and_then(|index| self.recordings.get(index))
                .ok_or_else(altered)?;
            let facts: &[u8] = row.get(2);
            let head = self.head.then(recording.1, facts);
            if i64::from(head.entries) != row.get(0) || head.hash != hash_of(row.get(3), at)? {
                return Err(altered());
            }
            let malformed = |cause| StoreError::Malformed { at, cause };
            let facts = encoding::decode(facts).map_err(malformed)?;
            self.entries.push((Arc::clone(&recording.2), facts));
            self.head = head;
        }
        Ok(rows.len() as i64 == AT_ONCE)
    }

    /// Writes it at the end of the snapshot.
    pub(crate) fn append_to(self, snapshot: &mut Snapshot) {
        for (decision, facts) in self.entries {
            let authority = Authority {
                decision,
                standing: facts.standing,
                paragraph: facts.paragraph,
                change_line: facts.change_line,
                assumption: facts.assumption,
                listed: facts.listed,
            };
            snapshot
                .ledger
                .record(facts.recorded, facts.effective, authority, facts.act);
        }
        let recordings = self.recordings.into_iter().map(|(when, ..)| when);
        snapshot.recordings.extend(recordings);
        snapshot.head = self.head;
    }
}
