//! The ledger itself: how far it goes, and that nothing in it was altered.

use std::sync::Arc;

use access::{Actor, Deed};
use storage::{Head, Snapshot, Verified, verify_file};

use crate::error::AppError;
use crate::muster::Muster;

impl Muster {
    /// The ledger as it stands. Whoever opens it has it re-hashed: one that was altered is not given.
    ///
    /// # Errors
    /// [`AppError::Refused`]; [`AppError::Store`] also if it is not what was recorded.
    pub async fn ledger(&self, actor: &Actor) -> Result<Arc<Snapshot>, AppError> {
        self.permit(actor, Deed::SeeEstablishment).await?;
        self.snapshot().await
    }

    /// Reads everything again from the disk, re-hashes it and compares it with receipts. One verification
    /// goes on at a time.
    ///
    /// # Errors
    /// [`AppError::Refused`], [`AppError::Store`].
    pub async fn verify(&self, actor: &Actor, receipts: &[Head]) -> Result<Verified, AppError> {
        self.permit(actor, Deed::SeeEstablishment).await?;
        let _one = self.verifying.lock().await;
        Ok(verify_file(self.store.file(), receipts).await?)
    }
}
