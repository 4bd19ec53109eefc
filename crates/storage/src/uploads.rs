//! Lists that were handed in to be imported, while people work on them.

use jiff::Timestamp;
use sqlx::sqlite::SqliteRow;
use sqlx::{Row as _, SqliteConnection};

use crate::accounts::sixteen;
use crate::chain::Head;
use crate::error::StoreError;
use crate::identity::{UploadId, random};
use crate::recording::instant;
use crate::store::Store;

/// The most lists that are worked on at a time; each may have some sixty megabytes.
const MOST_KEPT: i64 = 20;

/// A list that was handed in, without its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upload {
    /// Which.
    pub id: UploadId,
    /// When it was handed in.
    pub at: Timestamp,
    /// The name of the file.
    pub name: String,
    /// What was chosen about it so far, in the words of whoever asked.
    pub chosen: String,
    /// The end of the ledger after it was recorded, once it is; its file is erased then.
    pub receipt: Option<Head>,
}

impl Store {
    /// Keeps a list that was handed in. The same list, handed in again before anything was chosen about
    /// it, is the one that is there.
    ///
    /// # Errors
    /// [`StoreError::TooManyUploads`], [`StoreError::Database`].
    pub async fn keep_upload(
        &self,
        at: Timestamp,
        name: &str,
        content: &[u8],
        chosen: &str,
    ) -> Result<UploadId, StoreError> {
        let id = UploadId(random()?);
        let mut writing = self.write().await?;
        let same = sqlx::query(
            "SELECT id FROM upload WHERE receipt IS NULL AND name = $1 AND chosen = $2 AND content = $3",
        );
        let same = same.bind(name).bind(chosen).bind(content);
        if let Some(same) = same.fetch_optional(&mut *writing).await? {
            return Ok(UploadId(sixteen(&same, 0)?));
        }
        let kept = sqlx::query("SELECT count(*) FROM upload WHERE receipt IS NULL")
            .fetch_one(&mut *writing)
            .await?;
        if kept.get::<i64, _>(0) >= MOST_KEPT {
            return Err(StoreError::TooManyUploads);
        }
        sqlx::query(
            "INSERT INTO upload (id, at, touched, name, content, chosen) VALUES ($1, $2, $2, $3, $4, $5)",
        )
        .bind(id.0.to_vec())
        .bind(at.as_microsecond())
        .bind(name)
        .bind(content)
        .bind(chosen)
        .execute(&mut *writing)
        .await?;
        writing.commit().await?;
        Ok(id)
    }

    /// The lists that are kept, the latest first.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn uploads(&self) -> Result<Vec<Upload>, StoreError> {
        let rows =
            sqlx::query("SELECT id, at, name, chosen, receipt FROM upload ORDER BY at DESC, id");
        let rows = rows.fetch_all(self.readers()).await?;
        rows.iter().map(upload).collect()
    }

    /// A list that is kept.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn upload(&self, id: UploadId) -> Result<Option<Upload>, StoreError> {
        let row = sqlx::query("SELECT id, at, name, chosen, receipt FROM upload WHERE id = $1")
            .bind(id.0.to_vec())
            .fetch_optional(self.readers())
            .await?;
        row.as_ref().map(upload).transpose()
    }

    /// The file of a list that is not recorded yet.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn upload_content(&self, id: UploadId) -> Result<Option<Vec<u8>>, StoreError> {
        let row = sqlx::query("SELECT content FROM upload WHERE id = $1")
            .bind(id.0.to_vec())
            .fetch_optional(self.readers())
            .await?;
        Ok(row.and_then(|row| row.get(0)))
    }

    /// Notes what was chosen about a list that is not recorded yet.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn choose_for_upload(
        &self,
        at: Timestamp,
        id: UploadId,
        chosen: &str,
    ) -> Result<(), StoreError> {
        let mut writing = self.write().await?;
        sqlx::query(
            "UPDATE upload SET chosen = $1, touched = $2 WHERE id = $3 AND receipt IS NULL",
        )
        .bind(chosen)
        .bind(at.as_microsecond())
        .bind(id.0.to_vec())
        .execute(&mut *writing)
        .await?;
        Ok(writing.commit().await?)
    }

    /// Erases a list and its file.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn erase_upload(&self, id: UploadId) -> Result<(), StoreError> {
        let mut writing = self.write().await?;
        sqlx::query("DELETE FROM upload WHERE id = $1")
            .bind(id.0.to_vec())
            .execute(&mut *writing)
            .await?;
        writing.commit().await?;
        self.forget().await
    }

    /// Erases the lists of which nobody has chosen anything since then. Says how many.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn erase_uploads_untouched_since(&self, then: Timestamp) -> Result<u64, StoreError> {
        let mut writing = self.write().await?;
        let erased = sqlx::query("DELETE FROM upload WHERE touched < $1")
            .bind(then.as_microsecond())
            .execute(&mut *writing)
            .await?;
        writing.commit().await?;
        if erased.rows_affected() > 0 {
            self.forget().await?;
        }
        Ok(erased.rows_affected())
    }
}

/// Erases the file of a list that is recorded, and keeps the receipt. A list can be recorded once.
pub(crate) async fn finish(
    connection: &mut SqliteConnection,
    id: UploadId,
    receipt: Head,
) -> Result<(), StoreError> {
    let finished = sqlx::query(
        "UPDATE upload SET content = NULL, receipt = $1 WHERE id = $2 AND receipt IS NULL",
    )
    .bind(receipt.to_string())
    .bind(id.0.to_vec())
    .execute(connection)
    .await?;
    match finished.rows_affected() {
        0 => Err(StoreError::UploadGone),
        _ => Ok(()),
    }
}

fn upload(row: &SqliteRow) -> Result<Upload, StoreError> {
    let unreadable = StoreError::Unreadable("a list that was handed in");
    let receipt: Option<String> = row.get(4);
    let receipt = match receipt.map(|text| text.parse()) {
        Some(Err(_)) => return Err(unreadable),
        Some(Ok(head)) => Some(head),
        None => None,
    };
    Ok(Upload {
        id: UploadId(sixteen(row, 0)?),
        at: instant(row.get(1)).map_err(|_| unreadable)?,
        name: row.get(2),
        chosen: row.get(3),
        receipt,
    })
}
