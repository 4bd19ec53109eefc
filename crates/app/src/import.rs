//! An opening balance: what a council's own list says, as the first entries of its register.

use std::sync::Arc;

use access::{Actor, Deed};
use register::Ledger;
use storage::{Head, NewHolding, Recording, Snapshot};

use crate::error::AppError;
use crate::muster::Muster;

impl Muster {
    /// The ledger as it stands, for whoever will write on a copy of it and have that imported.
    ///
    /// # Errors
    /// [`AppError::Refused`], [`AppError::Store`].
    pub async fn ledger_to_import_onto(&self, actor: &Actor) -> Result<Arc<Snapshot>, AppError> {
        self.permit(actor, Deed::Import).await?;
        self.snapshot().await
    }

    /// Records what was written on a copy of the ledger beyond the head at which it was taken, and who
    /// holds the posts: all of it or nothing. The new end is the receipt.
    ///
    /// # Errors
    /// [`AppError::Refused`]; [`AppError::Store`] with [`storage::StoreError::Conflict`] if something
    /// was recorded since the copy was taken.
    pub async fn import(
        &self,
        actor: &Actor,
        taken_at: Head,
        written: &Ledger,
        holdings: &[NewHolding],
    ) -> Result<Head, AppError> {
        self.permit(actor, Deed::Import).await?;
        let held = usize::try_from(taken_at.entries).unwrap_or(usize::MAX);
        let entries = written.entries().get(held..).unwrap_or_default();
        let recordings = Recording::of_entries(entries, self.clock.now(), actor.account());
        let recorded = self
            .store
            .record_with_holdings(taken_at, &recordings, holdings);
        Ok(recorded.await?)
    }
}
