//! The store: records against the head that is expected, and gives the ledger back.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use register::Position;
use sqlx::{Row as _, Sqlite, SqliteConnection, SqlitePool, Transaction};
use tokio::sync::Mutex;

use crate::chain::{Hash, Head};
use crate::columns::ColumnsAt;
use crate::error::StoreError;
use crate::identity::UploadId;
use crate::people::{NewHolding, insert_holdings};
use crate::recording::{Recording, Snapshot};
use crate::sqlite::{Connections, FILE};
use crate::tail::Tail;
use crate::together::{Queue, Waiting};
use crate::uploads;
use crate::watch::Watch;
use crate::written::{Written, insert};

/// Muster's data in one folder.
pub struct Store {
    file: PathBuf,
    connections: Connections,
    /// What waits to be recorded.
    queue: Arc<Queue>,
    /// The ledger as it was last read.
    snapshot: Mutex<Arc<Snapshot>>,
    /// The columns as they were last asked for.
    pub(crate) columns: Mutex<Option<Arc<ColumnsAt>>>,
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
            queue: Arc::default(),
            snapshot,
            columns: Mutex::default(),
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

    /// Records, if the ledger still ends where the writer expects. When this returns, it is durable;
    /// what waits at the same time is made durable together.
    ///
    /// What is returned is the receipt: the new end of the ledger.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if somebody else recorded something since; nothing is then written.
    /// [`StoreError::NothingToRecord`], [`StoreError::Malformed`], [`StoreError::Stopped`],
    /// [`StoreError::Database`].
    pub async fn record(
        &self,
        expected: Head,
        recordings: &[Recording],
    ) -> Result<Head, StoreError> {
        check(recordings)?;
        let written = Written::of(expected, recordings)?;
        let (waiting, answer) = Waiting::new(written);
        self.queue.add(waiting);
        // In a task of its own: what others wait for goes on when this one is no longer waited for.
        let (writer, queue) = (self.connections.writer.clone(), Arc::clone(&self.queue));
        tokio::spawn(async move { queue.serve(&writer).await });
        answer.await.unwrap_or(Err(StoreError::Stopped))
    }

    /// As [`Store::record`], with who holds the posts; the list from which it was read is erased: all of
    /// it or nothing. It is much, so it is made durable alone.
    ///
    /// # Errors
    /// As [`Store::record`]; [`StoreError::UploadGone`] if the list was recorded already, and
    /// [`StoreError::Cancelled`].
    pub async fn record_import(
        &self,
        expected: Head,
        recordings: &[Recording],
        holdings: &[NewHolding],
        upload: Option<UploadId>,
        watch: &Watch,
    ) -> Result<Head, StoreError> {
        check(recordings)?;
        let entries: usize = recordings.iter().map(|one| one.entries.len()).sum();
        watch.expect(entries + holdings.len());
        let written = Written::of(expected, recordings)?;
        let mut writing = self.write().await?;
        let (actual, last_recording) = head(&mut writing).await?;
        if actual != expected {
            return Err(StoreError::Conflict { expected, actual });
        }
        let before = actual.entries;
        insert(&mut writing, &[&written], before, last_recording, watch).await?;
        insert_holdings(&mut writing, holdings, watch).await?;
        if let Some(upload) = upload {
            uploads::finish(&mut writing, upload, written.head).await?;
        }
        watch.go_on()?;
        writing.commit().await?;
        if upload.is_some() {
            self.forget().await?;
        }
        Ok(written.head)
    }
}

/// # Errors
/// [`StoreError::NothingToRecord`].
fn check(recordings: &[Recording]) -> Result<(), StoreError> {
    match recordings.is_empty() || recordings.iter().any(|one| one.entries.is_empty()) {
        true => Err(StoreError::NothingToRecord),
        false => Ok(()),
    }
}

/// The end of the ledger, and the number of the last recording.
pub(crate) async fn head(connection: &mut SqliteConnection) -> Result<(Head, i64), StoreError> {
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
