//! What people did, for those who watch over it.

use access::{Actor, Deed};
use storage::{Event, JournalEntry};

use crate::error::AppError;
use crate::muster::Muster;

/// The most entries that are given at once.
const MOST: u32 = 500;

impl Muster {
    /// The latest entries of the audit trail before a number, latest first.
    ///
    /// # Errors
    /// [`AppError::Refused`], [`AppError::Store`].
    pub async fn audit_trail(
        &self,
        actor: &Actor,
        before: Option<u32>,
        most: u32,
    ) -> Result<Vec<JournalEntry>, AppError> {
        self.permit(actor, Deed::SeeAuditTrail).await?;
        Ok(self.store.journal(before, most.min(MOST)).await?)
    }

    /// Notes that somebody takes a list away as a file, before it is given to them.
    ///
    /// # Errors
    /// [`AppError::Refused`], [`AppError::Store`].
    pub async fn note_download(&self, actor: &Actor, what: &str) -> Result<(), AppError> {
        self.permit(actor, Deed::Download).await?;
        let what = what.chars().take(200).collect();
        let event = Event::Downloaded { what };
        let noted = self.store.note(self.clock.now(), actor.account(), event);
        Ok(noted.await?)
    }
}
