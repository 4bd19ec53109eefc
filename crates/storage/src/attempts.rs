//! Attempts to sign in, by the name that was typed.

use jiff::{SignedDuration, Timestamp};
use sqlx::{Row as _, SqliteConnection};

use crate::accounts::before;
use crate::chain::Hash;
use crate::error::StoreError;
use crate::recording::instant;
use crate::store::Store;

/// The most attempts that are remembered; beyond that, the oldest are forgotten.
const MOST_REMEMBERED: i64 = 100_000;

/// How many attempts one name may make within a time before it has to wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AttemptLimit {
    /// So many.
    pub most: u32,
    /// Within this time.
    pub within: SignedDuration,
}

impl Store {
    /// Counts an attempt of a name until [`Store::forget_attempts`], so that many at once do not all pass.
    /// An attempt beyond the limit is not counted: it answers until when the name has to wait.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn attempt(
        &self,
        at: Timestamp,
        name: Hash,
        limit: AttemptLimit,
    ) -> Result<Option<Timestamp>, StoreError> {
        let mut writing = self.write().await?;
        let counts_from = before(at, limit.within);
        sqlx::query("DELETE FROM sign_in_attempt WHERE at <= $1")
            .bind(counts_from)
            .execute(&mut *writing)
            .await?;
        let counted = counted(&mut writing, name, limit).await?;
        if counted.is_none() {
            insert(&mut writing, at, name).await?;
        }
        writing.commit().await?;
        let until = |first: Timestamp| first.saturating_add(limit.within);
        Ok(counted.map(|first| until(first).unwrap_or(Timestamp::MAX)))
    }

    /// The name has signed in: its attempts count no longer.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn forget_attempts(&self, name: Hash) -> Result<(), StoreError> {
        let mut writing = self.write().await?;
        sqlx::query("DELETE FROM sign_in_attempt WHERE name = $1")
            .bind(name.0.to_vec())
            .execute(&mut *writing)
            .await?;
        Ok(writing.commit().await?)
    }
}

/// The attempt after which a name may try again, if it has made as many as it may.
async fn counted(
    connection: &mut SqliteConnection,
    name: Hash,
    limit: AttemptLimit,
) -> Result<Option<Timestamp>, StoreError> {
    let nth = sqlx::query(
        "SELECT at FROM sign_in_attempt WHERE name = $1 ORDER BY at DESC, number DESC LIMIT 1 OFFSET $2",
    )
    .bind(name.0.to_vec())
    .bind(i64::from(limit.most.saturating_sub(1)))
    .fetch_optional(connection)
    .await?;
    nth.map(|row| instant(row.get(0)))
        .transpose()
        .map_err(|_| StoreError::Unreadable("an attempt to sign in"))
}

async fn insert(
    connection: &mut SqliteConnection,
    at: Timestamp,
    name: Hash,
) -> Result<(), StoreError> {
    let added = sqlx::query("INSERT INTO sign_in_attempt (name, at) VALUES ($1, $2)")
        .bind(name.0.to_vec())
        .bind(at.as_microsecond())
        .execute(&mut *connection)
        .await?;
    sqlx::query("DELETE FROM sign_in_attempt WHERE number <= $1")
        .bind(added.last_insert_rowid() - MOST_REMEMBERED)
        .execute(connection)
        .await?;
    Ok(())
}
