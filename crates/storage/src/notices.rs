//! Notices of what happened.

use access::AccountId;
use jiff::Timestamp;
use sqlx::sqlite::SqliteRow;
use sqlx::{Row as _, SqliteConnection};

use crate::accounts::sixteen;
use crate::error::StoreError;
use crate::identity::ProposalId;
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
}

/// Something that somebody was told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Of which proposal.
    pub proposal: ProposalId,
    /// What happened, by its name.
    pub kind: String,
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

    /// Gives notices up to an entry of the journal: all or none. What somebody was told already is not told again.
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
        for new in notices {
            give(&mut writing, at, new).await?;
        }
        sqlx::query("UPDATE notices_given SET journal = max(journal, $1)")
            .bind(i64::from(up_to))
            .execute(&mut *writing)
            .await?;
        Ok(writing.commit().await?)
    }

    /// What somebody was told, the latest first.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn notices(&self, account: AccountId, most: u32) -> Result<Vec<Notice>, StoreError> {
        let rows = sqlx::query(
            "SELECT proposal, kind, made, seen IS NOT NULL FROM notice \
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

async fn give(
    connection: &mut SqliteConnection,
    at: Timestamp,
    new: &NewNotice,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO notice (account, proposal, kind, mark, made) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT DO NOTHING",
    )
    .bind(new.account.0.to_vec())
    .bind(new.proposal.0.to_vec())
    .bind(new.kind)
    .bind(new.mark)
    .bind(at.as_microsecond())
    .execute(connection)
    .await?;
    Ok(())
}

fn notice(row: &SqliteRow) -> Result<Notice, StoreError> {
    Ok(Notice {
        proposal: ProposalId(sixteen(row, 0)?),
        kind: row.get(1),
        made: instant(row.get(2)).map_err(|_| StoreError::Unreadable("a notice"))?,
        is_read: row.get(3),
    })
}
