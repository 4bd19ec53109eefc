//! The store: records against the head that is expected, and gives the ledger back.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use register::Position;
use sqlx::{QueryBuilder, Row as _, Sqlite, SqliteConnection, SqlitePool, Transaction};
use tokio::sync::Mutex;

use crate::chain::{Hash, Head};
use crate::encoding::{self, Recorded};
use crate::error::StoreError;
use crate::people::{NewHolding, insert_holdings};
use crate::recording::{Recording, Snapshot};
use crate::sqlite::{Connections, FILE};
use crate::tail::Tail;

/// How many entries one statement writes; each has four values, and a statement takes 32,766.
const AT_ONCE: usize = 1_000;

/// Muster's data in one folder.
pub struct Store {
    file: PathBuf,
    connections: Connections,
    /// The ledger as it was last read.
    snapshot: Mutex<Arc<Snapshot>>,
}

impl Store {
    /// Opens the data in a folder, and makes folder and data where there are none.
    ///
    /// # Errors
    /// [`StoreError::Folder`], [`StoreError::Migration`] and [`StoreError::Database`].
    pub async fn open(folder: &Path) -> Result<Self, StoreError> {
        std::fs::create_dir_all(folder).map_err(|cause| StoreError::Folder {
            path: folder.to_owned(),
            cause,
        })?;
        Self::of_file(folder.join(FILE), true).await
    }

    /// Opens the data in a folder that has some.
    ///
    /// # Errors
    /// [`StoreError::Missing`] if it has none; otherwise as [`Store::open`].
    pub async fn open_existing(folder: &Path) -> Result<Self, StoreError> {
        let file = folder.join(FILE);
        if !file.is_file() {
            return Err(StoreError::Missing(folder.to_owned()));
        }
        Self::of_file(file, false).await
    }

    async fn of_file(file: PathBuf, create: bool) -> Result<Self, StoreError> {
        let connections = Connections::open(&file, create).await?;
        let snapshot = Mutex::new(Arc::new(Snapshot::empty()));
        Ok(Self {
            file,
            connections,
            snapshot,
        })
    }

    /// The database file.
    pub fn file(&self) -> &Path {
        &self.file
    }

    /// Ends all connections. What was recorded is durable without it.
    pub async fn close(&self) {
        self.connections.close().await;
    }

    /// Connections for questions.
    pub(crate) fn readers(&self) -> &SqlitePool {
        &self.connections.readers
    }

    /// Begins to write: nobody else does until it is committed or dropped.
    pub(crate) async fn write(&self) -> Result<Transaction<'static, Sqlite>, StoreError> {
        Ok(self
            .connections
            .writer
            .begin_with("BEGIN IMMEDIATE")
            .await?)
    }

    /// Takes what was erased out of the log beside the database too. Where somebody is still reading an
    /// earlier state, that happens when the log is next written into the database.
    pub(crate) async fn forget(&self) -> Result<(), StoreError> {
        let emptied = sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)");
        emptied.fetch_optional(&self.connections.writer).await?;
        Ok(())
    }

    /// The ledger as it stands now. What was read before is not read again.
    ///
    /// # Errors
    /// [`StoreError::Altered`], [`StoreError::Malformed`] or [`StoreError::CutOff`] if the database
    /// no longer holds what was recorded; [`StoreError::Database`].
    pub async fn snapshot(&self) -> Result<Arc<Snapshot>, StoreError> {
        let mut held = self.snapshot.lock().await;
        // One transaction, so that all that is read is of one moment.
        let mut reading = self.connections.readers.begin().await?;
        let (head, _) = head(&mut reading).await?;
        if head == held.head {
            return Ok(Arc::clone(&held));
        }
        if head.entries <= held.head.entries {
            let (had, left) = (held.head, head.entries);
            return Err(StoreError::CutOff { had, left });
        }
        let tail = Tail::read(&mut reading, &held).await?;
        tail.append_to(Arc::make_mut(&mut held));
        Ok(Arc::clone(&held))
    }

    /// Records, if the ledger still ends where the writer expects. When this returns, it is durable.
    ///
    /// What is returned is the receipt: the new end of the ledger.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if somebody else recorded something since; nothing is then written.
    /// [`StoreError::NothingToRecord`], [`StoreError::Malformed`], [`StoreError::Database`].
    pub async fn record(
        &self,
        expected: Head,
        recordings: &[Recording],
    ) -> Result<Head, StoreError> {
        self.record_with_holdings(expected, recordings, &[]).await
    }

    /// As [`Store::record`], and who holds the posts: all of it or nothing.
    ///
    /// # Errors
    /// As [`Store::record`].
    pub async fn record_with_holdings(
        &self,
        expected: Head,
        recordings: &[Recording],
        holdings: &[NewHolding],
    ) -> Result<Head, StoreError> {
        if recordings.is_empty() || recordings.iter().any(|one| one.entries.is_empty()) {
            return Err(StoreError::NothingToRecord);
        }
        let written = Written::of(expected, recordings)?;
        let mut transaction = self.write().await?;
        let (actual, last_recording) = head(&mut transaction).await?;
        if actual != expected {
            return Err(StoreError::Conflict { expected, actual });
        }
        written.insert(&mut transaction, last_recording).await?;
        insert_holdings(&mut transaction, holdings).await?;
        transaction.commit().await?;
        Ok(written.head)
    }
}

/// The end of the ledger, and the number of the last recording.
async fn head(connection: &mut SqliteConnection) -> Result<(Head, i64), StoreError> {
    let last = sqlx::query(
        "SELECT position, hash, recording FROM ledger_entry ORDER BY position DESC LIMIT 1",
    )
    .fetch_optional(connection)
    .await?;
    let Some(last) = last else {
        return Ok((Head::empty(), 0));
    };
    let entries = entries_of(last.get(0));
    let hash = hash_of(last.get(1), Position::numbered(entries))?;
    Ok((Head { entries, hash }, last.get(2)))
}

/// Numbers that no ledger reaches stand for one that is out of place, and fail as such.
pub(crate) fn entries_of(position: i64) -> u32 {
    u32::try_from(position).unwrap_or(u32::MAX)
}

pub(crate) fn hash_of(bytes: &[u8], at: Position) -> Result<Hash, StoreError> {
    <[u8; 32]>::try_from(bytes)
        .map(Hash)
        .map_err(|_| StoreError::Altered { at })
}

/// The bytes of a recording, and of its entries with their hashes.
struct WrittenRecording {
    facts: Vec<u8>,
    entries: Vec<(Vec<u8>, Hash)>,
}

/// Recordings as they will stand in the tables.
struct Written {
    recordings: Vec<WrittenRecording>,
    before: Head,
    head: Head,
}

impl Written {
    fn of(before: Head, recordings: &[Recording]) -> Result<Self, StoreError> {
        let mut head = before;
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
                entries.push((facts, head.hash));
            }
            all.push(WrittenRecording { facts, entries });
        }
        let recordings = all;
        Ok(Self {
            recordings,
            before,
            head,
        })
    }

    async fn insert(
        &self,
        connection: &mut SqliteConnection,
        last_recording: i64,
    ) -> Result<(), StoreError> {
        let mut entry = i64::from(self.before.entries);
        let mut recording = last_recording;
        for WrittenRecording { facts, entries } in &self.recordings {
            recording += 1;
            sqlx::query("INSERT INTO ledger_recording (number, facts) VALUES ($1, $2)")
                .bind(recording)
                .bind(facts)
                .execute(&mut *connection)
                .await?;
            for some in entries.chunks(AT_ONCE) {
                let mut insert: QueryBuilder<Sqlite> = QueryBuilder::new(
                    "INSERT INTO ledger_entry (position, recording, facts, hash) ",
                );
                insert.push_values(some, |mut row, (facts, hash)| {
                    entry += 1;
                    row.push_bind(entry)
                        .push_bind(recording)
                        .push_bind(facts.as_slice())
                        .push_bind(hash.0.to_vec());
                });
                insert.build().execute(&mut *connection).await?;
            }
        }
        Ok(())
    }
}
