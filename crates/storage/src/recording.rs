//! What is written into the ledger at once, and what is read from it.

use std::sync::Arc;

use access::AccountId;
use jiff::Timestamp;
use register::{Decision, Entry, Ledger, Position};

use crate::chain::Head;
use crate::encoding::{EntryFacts, Malformed};

/// One act of writing into the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recording {
    /// The instant; kept to the microsecond.
    pub at: Timestamp,
    /// Who wrote it, unless it was done on the machine itself.
    pub by: Option<AccountId>,
    /// On what decision.
    pub decision: Arc<Decision>,
    /// What was decided, in the order in which it is to stand.
    pub entries: Vec<EntryFacts>,
}

impl Recording {
    /// These entries of a ledger, as acts of writing: one for each run of entries on one decision.
    pub fn of_entries(entries: &[Entry], at: Timestamp, by: Option<AccountId>) -> Vec<Self> {
        entries
            .chunk_by(|a, b| a.authority.decision == b.authority.decision)
            .map(|run| Self {
                at,
                by,
                decision: Arc::clone(&run[0].authority.decision),
                entries: run.iter().map(EntryFacts::of).collect(),
            })
            .collect()
    }
}

/// When an act of writing was, and whose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WhenRecorded {
    /// The first entry that it wrote.
    pub from: Position,
    /// The instant.
    pub at: Timestamp,
    /// Who, unless it was done on the machine itself.
    pub by: Option<AccountId>,
}

/// The ledger as it stood at one head. It does not change.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// The entries.
    pub ledger: Ledger,
    /// The end of the ledger, which is the receipt for all of it.
    pub head: Head,
    /// The acts of writing, oldest first.
    pub recordings: Vec<WhenRecorded>,
}

impl Snapshot {
    pub(crate) fn empty() -> Self {
        Self {
            ledger: Ledger::new(),
            head: Head::empty(),
            recordings: Vec::new(),
        }
    }

    /// When an entry was written, and by whom.
    pub fn when_recorded(&self, entry: Position) -> Option<&WhenRecorded> {
        let after = self.recordings.partition_point(|one| one.from <= entry);
        self.recordings.get(after.checked_sub(1)?)
    }
}

/// An instant as it is stored.
pub(crate) fn instant(microseconds: i64) -> Result<Timestamp, Malformed> {
    Timestamp::from_microsecond(microseconds).map_err(|_| Malformed::NotCanonical {
        at: 1,
        what: "no instant of the calendar",
    })
}
