//! Does the database still hold what was written?
//!
//! Everything is read again, re-hashed and decoded, without a thing being changed. Each chain goes on
//! from the hash that stands there after a fault, so one altered entry is one fault and not a thousand.

mod answers;
mod chains;
mod documents;
mod schema;
mod steps;
mod texts;

use std::path::Path;

use register::{Ledger, Position, Refusal};
use sqlx::SqliteConnection;

use crate::chain::{Hash, Head};
use crate::error::StoreError;
use crate::sqlite::{FILE, connect_for_reading};

/// The most faults that are told; there is one remedy for all of them.
const MOST_TOLD: usize = 50;

/// Something that is not as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where: `entry 17 of the ledger`.
    pub place: String,
    /// What is wrong with it.
    pub what: String,
    /// How to mend it.
    pub remedy: &'static str,
}

/// What an altered, lost or invented row asks for.
const RESTORE: &str = "restore a backup from before it was altered, and compare it with a receipt that was kept elsewhere";

/// What a verification found.
#[derive(Clone, Debug)]
pub struct Verified {
    /// The end of the ledger: keep it elsewhere as a receipt.
    pub head: Head,
    /// Acts of writing.
    pub recordings: u32,
    /// Entries that ask for what cannot be, oldest first. They were recorded so; the register goes on
    /// without them.
    pub refused: Vec<(Position, Refusal)>,
    /// Entries of the journal.
    pub journal: u32,
    /// The hash of the last.
    pub journal_hash: Hash,
    /// Revisions of proposals.
    pub revisions: usize,
    /// Texts of revisions, and words beside steps of cases, that were redacted.
    pub redacted: usize,
    /// What is not as it was written; at most fifty are told.
    pub faults: Vec<Fault>,
    /// How many more there are.
    pub more: usize,
}

/// Reads everything in a folder again, and compares it with receipts.
///
/// # Errors
/// [`StoreError::Missing`] if there is no data; [`StoreError::Database`] if the file is no database.
pub async fn verify(folder: &Path, receipts: &[Head]) -> Result<Verified, StoreError> {
    let file = folder.join(FILE);
    if !file.is_file() {
        return Err(StoreError::Missing(folder.to_owned()));
    }
    verify_file(&file, receipts).await
}

/// As [`verify`], of a database file by any name, such as a backup.
///
/// # Errors
/// [`StoreError::Database`] if the file is no database.
pub async fn verify_file(file: &Path, receipts: &[Head]) -> Result<Verified, StoreError> {
    let mut connection = connect_for_reading(file).await?;
    let verified = of_connection(&mut connection, receipts).await;
    sqlx::Connection::close(connection).await?;
    verified
}

async fn of_connection(
    connection: &mut SqliteConnection,
    receipts: &[Head],
) -> Result<Verified, StoreError> {
    // One transaction, so that all that is read is of one moment.
    sqlx::query("BEGIN").execute(&mut *connection).await?;
    let mut faults = Faults::default();
    schema::verify(connection, &mut faults).await?;
    let ledger = chains::ledger(connection, receipts, &mut faults).await?;
    let journal = chains::journal(connection, &mut faults).await?;
    let (revisions, redacted) = texts::verify(connection, &journal.events, &mut faults).await?;
    steps::verify(connection, &journal.events, &mut faults).await?;
    answers::verify(connection, &journal.events, &mut faults).await?;
    documents::verify(connection, &mut faults).await?;
    sqlx::query("ROLLBACK").execute(&mut *connection).await?;
    Ok(Verified {
        head: ledger.head,
        recordings: ledger.recordings,
        refused: refused(&ledger.entries),
        journal: journal.entries,
        journal_hash: journal.hash,
        revisions,
        redacted,
        more: faults.all.len().saturating_sub(MOST_TOLD),
        faults: faults.all.into_iter().take(MOST_TOLD).collect(),
    })
}

/// Folds everything, whatever its day.
fn refused(ledger: &Ledger) -> Vec<(Position, Refusal)> {
    ledger.fold(base::Date::MAX, base::Date::MAX).refused
}

/// What was found so far.
#[derive(Default)]
struct Faults {
    all: Vec<Fault>,
}

impl Faults {
    fn add(&mut self, place: impl Into<String>, what: impl Into<String>) {
        self.all.push(Fault {
            place: place.into(),
            what: what.into(),
            remedy: RESTORE,
        });
    }
}
