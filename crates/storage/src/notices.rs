//! Notices of what happened, and the messages that bring them.

use std::collections::BTreeMap;

use access::AccountId;
use jiff::Timestamp;
use sqlx::sqlite::SqliteRow;
use sqlx::{Row as _, SqliteConnection};

use crate::accounts::sixteen;
use crate::error::StoreError;
use crate::identity::{ProposalId, random};
use crate::recording::instant;
use crate::store::Store;

/// Something that somebody is to be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewNotice {
    /// Whom.
    pub account: AccountId,
    /// Of which proposal.
    pub proposal: ProposalId,
    /// What happened, by its name.
    pub kind: &'static str,
    /// Which time it happened: it is told once.
    pub mark: i64,
    /// When a message brings it; none if none does.
    pub message: Option<Timestamp>,
}

/// Something that somebody was told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Of which proposal.
    pub proposal: ProposalId,
    /// What happened, by its name.
    pub kind: String,
    /// Which time it happened.
    pub mark: i64,
    /// When it was told.
    pub made: Timestamp,
    /// Was it read?
    pub is_read: bool,
}

impl Store {
    /// Up to which entry of the journal notices were given.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn notices_given(&self) -> Result<u32, StoreError> {
        let row = sqlx::query("SELECT journal FROM notices_given");
        let row = row.fetch_one(self.readers()).await?;
        u32::try_from(row.get::<i64, _>(0)).map_err(|_| StoreError::Unreadable("notices"))
    }

    /// Gives notices up to an entry of the journal, with the messages that bring them: all or none. What somebody
    /// was told already is not told again. What one message can bring, one brings.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn give_notices(
        &self,
        at: Timestamp,
        up_to: u32,
        notices: &[NewNotice],
    ) -> Result<(), StoreError> {
        let mut writing = self.write().await?;
        let mut messages = BTreeMap::new();
        for new in notices {
            if let (Some(notice), Some(due)) = (give(&mut writing, at, new).await?, new.message) {
                let message = match messages.get(&(new.account, due)) {
                    Some(message) => *message,
                    None => message(&mut writing, at, new.account, due).await?,
                };
                messages.insert((new.account, due), message);
                sqlx::query("UPDATE notice SET message = $1 WHERE number = $2")
                    .bind(message)
                    .bind(notice)
                    .execute(&mut *writing)
                    .await?;
            }
        }
        sqlx::query("UPDATE notices_given SET journal = max(journal, $1)")
            .bind(i64::from(up_to))
            .execute(&mut *writing)
            .await?;
        Ok(writing.commit().await?)
    }

    /// How much somebody was told and has not read.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn unread_notices(&self, account: AccountId) -> Result<u32, StoreError> {
        let row = sqlx::query("SELECT count(*) FROM notice WHERE account = $1 AND seen IS NULL")
            .bind(account.0.to_vec())
            .fetch_one(self.readers())
            .await?;
        Ok(row.get(0))
    }

    /// What somebody was told, the latest first.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn notices(&self, account: AccountId, most: u32) -> Result<Vec<Notice>, StoreError> {
        let rows = sqlx::query(
            "SELECT proposal, kind, mark, made, seen IS NOT NULL FROM notice \
             WHERE account = $1 ORDER BY number DESC LIMIT $2",
        )
        .bind(account.0.to_vec())
        .bind(most)
        .fetch_all(self.readers())
        .await?;
        rows.iter().map(notice).collect()
    }

    /// Somebody has read what they were told until then.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn read_notices(&self, at: Timestamp, account: AccountId) -> Result<(), StoreError> {
        let mut writing = self.write().await?;
        sqlx::query(
            "UPDATE notice SET seen = $1 WHERE account = $2 AND seen IS NULL AND made <= $1",
        )
        .bind(at.as_microsecond())
        .bind(account.0.to_vec())
        .execute(&mut *writing)
        .await?;
        Ok(writing.commit().await?)
    }
}

/// Gives a notice, and says its number; nothing if it was given before.
async fn give(
    connection: &mut SqliteConnection,
    at: Timestamp,
    new: &NewNotice,
) -> Result<Option<i64>, StoreError> {
    let given = sqlx::query(
        "INSERT INTO notice (account, proposal, kind, mark, made) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT DO NOTHING RETURNING number",
    )
    .bind(new.account.0.to_vec())
    .bind(new.proposal.0.to_vec())
    .bind(new.kind)
    .bind(new.mark)
    .bind(at.as_microsecond())
    .fetch_optional(connection)
    .await?;
    Ok(given.map(|row| row.get(0)))
}

/// The message that is due then: one that waits for that hour, or a new one. One whose hour has come may be on
/// its way, so nothing is added to it.
async fn message(
    connection: &mut SqliteConnection,
    at: Timestamp,
    account: AccountId,
    due: Timestamp,
) -> Result<i64, StoreError> {
    if due > at {
        let waiting = sqlx::query(
            "SELECT number FROM message WHERE account = $1 AND wanted = $2 AND over IS NULL",
        )
        .bind(account.0.to_vec())
        .bind(due.as_microsecond())
        .fetch_optional(&mut *connection)
        .await?;
        if let Some(row) = waiting {
            return Ok(row.get(0));
        }
    }
    let id: [u8; 16] = random()?;
    let id: String = id.iter().map(|byte| format!("{byte:02x}")).collect();
    let added =
        sqlx::query("INSERT INTO message (account, id, wanted, due) VALUES ($1, $2, $3, $3)")
            .bind(account.0.to_vec())
            .bind(id)
            .bind(due.as_microsecond())
            .execute(connection)
            .await?;
    Ok(added.last_insert_rowid())
}

/// What was told, from its columns in this order: `proposal`, `kind`, `mark`, `made`, whether it was read.
pub(crate) fn notice(row: &SqliteRow) -> Result<Notice, StoreError> {
    Ok(Notice {
        proposal: ProposalId(sixteen(row, 0)?),
        kind: row.get(1),
        mark: row.get(2),
        made: instant(row.get(3)).map_err(|_| StoreError::Unreadable("a notice"))?,
        is_read: row.get(4),
    })
}
