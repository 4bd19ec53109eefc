//! The end of the ledger as it was after an entry.

use register::Position;
use sqlx::Row as _;

use crate::chain::Head;
use crate::error::StoreError;
use crate::store::{Store, hash_of};

impl Store {
    /// The receipt that an entry gave: its position, and the hash of all up to it. None if there is no such
    /// entry.
    ///
    /// # Errors
    /// [`StoreError::Altered`], [`StoreError::Database`].
    pub async fn receipt(&self, entry: Position) -> Result<Option<Head>, StoreError> {
        let row = sqlx::query("SELECT hash FROM ledger_entry WHERE position = $1")
            .bind(i64::from(entry.number()))
            .fetch_optional(self.readers())
            .await?;
        let Some(row) = row else {
            return Ok(None);
        };
        let hash = hash_of(row.get(0), entry)?;
        Ok(Some(Head {
            entries: entry.number(),
            hash,
        }))
    }
}
