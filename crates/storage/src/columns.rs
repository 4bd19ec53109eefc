//! The register as columns, from the database or from what was kept of them.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use register::{Columns, Decision, Intake, Position};
use sqlx::{Row as _, SqliteConnection};

use crate::chain::{Hash, Head};
use crate::encoding::{self, Recorded};
use crate::error::StoreError;
use crate::kept;
use crate::store::{Store, entries_of, hash_of, head};

/// The name of the file beside the database in which columns are kept.
pub const COLUMNS_FILE: &str = "muster.columns";

/// How many entries are read at a time.
const AT_ONCE: i64 = 20_000;

/// The columns of the ledger as it stood at one head. They do not change.
#[derive(Clone, Debug)]
pub struct ColumnsAt {
    /// The columns.
    pub columns: Columns,
    /// The end of the ledger of which they are.
    pub head: Head,
}

impl Store {
    /// The columns of the ledger as it stands now.
    ///
    /// What was taken in before is not read again: by this store, or by one that kept its columns. The
    /// entries beyond are re-hashed, and held no longer than that takes. Entries behind kept columns are
    /// not looked at; [`verify()`](crate::verify()) does that.
    ///
    /// # Errors
    /// As [`Store::snapshot`].
    pub async fn columns(&self) -> Result<Arc<ColumnsAt>, StoreError> {
        let mut held = self.columns.lock().await;
        // One transaction, so that all that is read is of one moment.
        let mut reading = self.readers().begin().await?;
        let (head, _) = head(&mut reading).await?;
        if let Some(held) = held.as_ref() {
            if held.head == head {
                return Ok(Arc::clone(held));
            }
            if head.entries <= held.head.entries {
                let (had, left) = (held.head, head.entries);
                return Err(StoreError::CutOff { had, left });
            }
        }
        let before = match held.as_deref().cloned() {
            Some(before) => before,
            None => self.kept(&mut reading).await?,
        };
        let columns = take_in(&mut reading, before, head).await?;
        let columns = Arc::new(ColumnsAt { columns, head });
        *held = Some(Arc::clone(&columns));
        Ok(columns)
    }

    /// Keeps the columns of the ledger as it stands now, for the next time that it is opened. A program
    /// that ends meanwhile leaves what was kept before.
    ///
    /// # Errors
    /// As [`Store::columns`]; [`StoreError::Folder`] if the file cannot be written.
    pub async fn keep_columns(&self) -> Result<(), StoreError> {
        let columns = self.columns().await?;
        let path = self.columns_file();
        let kept = tokio::task::spawn_blocking(move || {
            let kept = keep(&path, &columns);
            kept.map_err(|cause| StoreError::Folder { path, cause })
        });
        kept.await.unwrap_or(Err(StoreError::Stopped))
    }

    /// What was kept, if it is of this ledger; otherwise nothing.
    async fn kept(&self, connection: &mut SqliteConnection) -> Result<ColumnsAt, StoreError> {
        let path = self.columns_file();
        let read = tokio::task::spawn_blocking(move || kept::read(&path));
        let nothing = ColumnsAt {
            columns: Columns::default(),
            head: Head::empty(),
        };
        let Some((columns, head)) = read.await.unwrap_or(None) else {
            return Ok(nothing);
        };
        let stands = sqlx::query("SELECT hash FROM ledger_entry WHERE position = $1")
            .bind(i64::from(head.entries))
            .fetch_optional(connection)
            .await?;
        let stands = stands.is_some_and(|row| row.get::<&[u8], _>(0) == head.hash.bytes());
        let is_empty = head == Head::empty();
        Ok(match stands || is_empty {
            true => ColumnsAt { columns, head },
            false => nothing,
        })
    }

    fn columns_file(&self) -> PathBuf {
        self.file().with_file_name(COLUMNS_FILE)
    }
}

/// Writes beside the file, and gives what was written its name once it is durable.
fn keep(path: &Path, columns: &ColumnsAt) -> std::io::Result<()> {
    let part = path.with_extension("columns.part");
    kept::write(&part, &columns.columns, columns.head)?;
    fs::rename(&part, path)?;
    match path.parent() {
        Some(folder) => File::open(folder)?.sync_all(),
        None => Ok(()),
    }
}

/// Takes in what the ledger holds beyond columns, up to its end.
async fn take_in(
    connection: &mut SqliteConnection,
    before: ColumnsAt,
    end: Head,
) -> Result<Columns, StoreError> {
    let mut from = before.head;
    let mut intake = Intake::onto(before.columns);
    loop {
        let mut reading = Reading { head: from };
        while reading.some(connection, &mut intake).await? {}
        if reading.head != end {
            let at = Position::numbered(reading.head.entries.saturating_add(1));
            return Err(StoreError::Altered { at });
        }
        match intake.end() {
            Ok(columns) => return Ok(columns),
            Err(again) => intake = *again,
        }
        from = Head::empty();
    }
}

/// The way along the ledger.
struct Reading {
    head: Head,
}

impl Reading {
    /// Shows some more entries. Says whether there may be others.
    async fn some(
        &mut self,
        connection: &mut SqliteConnection,
        intake: &mut Intake,
    ) -> Result<bool, StoreError> {
        let rows = sqlx::query(
            "SELECT position, recording, facts, hash FROM ledger_entry \
             WHERE position > $1 ORDER BY position LIMIT $2",
        )
        .bind(i64::from(self.head.entries))
        .bind(AT_ONCE)
        .fetch_all(&mut *connection)
        .await?;
        let number = |row: Option<&sqlx::sqlite::SqliteRow>| row.map_or(0, |row| row.get(1));
        let (first, last) = (number(rows.first()), number(rows.last()));
        let recordings = self.recordings(connection, first, last).await?;
        let mut entries = Vec::with_capacity(rows.len());
        for row in &rows {
            let at = Position::numbered(self.head.entries.saturating_add(1));
            let altered = || StoreError::Altered { at };
            let recording: i64 = row.get(1);
            let (digest, decision) = recordings.get(&recording).ok_or_else(altered)?;
            let facts: &[u8] = row.get(2);
            let head = self.head.then(*digest, facts);
            if entries_of(row.get(0)) != head.entries || head.hash != hash_of(row.get(3), at)? {
                return Err(altered());
            }
            let malformed = |cause| StoreError::Malformed { at, cause };
            let facts = encoding::decode(facts).map_err(malformed)?;
            entries.push(facts.entry(at, Arc::clone(decision)));
            self.head = head;
        }
        intake.see_all(&entries);
        Ok(rows.len() as i64 == AT_ONCE)
    }

    /// The digests and decisions of some recordings.
    async fn recordings(
        &self,
        connection: &mut SqliteConnection,
        first: i64,
        last: i64,
    ) -> Result<BTreeMap<i64, (Hash, Arc<Decision>)>, StoreError> {
        let rows = sqlx::query(
            "SELECT number, facts FROM ledger_recording WHERE number BETWEEN $1 AND $2",
        )
        .bind(first)
        .bind(last)
        .fetch_all(connection)
        .await?;
        let at = Position::numbered(self.head.entries.saturating_add(1));
        let read = |row: &sqlx::sqlite::SqliteRow| {
            let facts: &[u8] = row.get(1);
            let recorded: Recorded =
                encoding::read(facts).map_err(|cause| StoreError::Malformed { at, cause })?;
            Ok((row.get(0), (Hash::of(facts), Arc::new(recorded.decision))))
        };
        rows.iter().map(read).collect()
    }
}
