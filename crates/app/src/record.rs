//! Writing into the ledger.

use access::{Actor, Deed};
use register::Entry;
use storage::{Head, Recording};

use crate::error::AppError;
use crate::muster::Muster;

impl Muster {
    /// Writes entries at the end of the ledger, if it still ends where the writer expects: all of
    /// them or none. The new end is the receipt.
    ///
    /// # Errors
    /// [`AppError::Refused`]; [`AppError::Store`] with [`storage::StoreError::Conflict`] if the
    /// ledger has moved.
    pub async fn record(
        &self,
        actor: &Actor,
        expected: Head,
        entries: &[Entry],
    ) -> Result<Head, AppError> {
        self.permit(actor, Deed::RecordDecision).await?;
        let recordings = Recording::of_entries(entries, self.clock.now(), actor.account());
        Ok(self.store.record(expected, &recordings).await?)
    }
}
