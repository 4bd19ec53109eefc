//! History that was decided before there was a ledger here.

use access::{Actor, Deed};
use register::Entry;
use storage::{Head, Recording};

use crate::error::AppError;
use crate::muster::Muster;

/// What became of a history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Adopted {
    /// It was recorded. This is the receipt.
    Recorded(Head),
    /// The ledger begins with it already.
    Already(Head),
    /// The ledger begins otherwise, and was left as it is.
    Otherwise(Head),
}

impl Muster {
    /// Records a history in an empty ledger. Its entries keep the days on which they were decided; the
    /// instant of writing is now.
    ///
    /// # Errors
    /// [`AppError::Refused`], [`AppError::Store`].
    pub async fn adopt(&self, actor: &Actor, history: &[Entry]) -> Result<Adopted, AppError> {
        self.permit(actor, Deed::RecordDecision).await?;
        let snapshot = self.snapshot().await?;
        let (head, held) = (snapshot.head, snapshot.ledger.entries());
        if held.is_empty() && !history.is_empty() {
            let recordings = Recording::of_entries(history, self.clock.now(), actor.account());
            let head = self.store.record(head, &recordings).await?;
            return Ok(Adopted::Recorded(head));
        }
        Ok(match held.starts_with(history) {
            true => Adopted::Already(head),
            false => Adopted::Otherwise(head),
        })
    }
}
