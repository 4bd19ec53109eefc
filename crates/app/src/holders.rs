//! Who holds posts.

use access::{Actor, Deed};
use register::LineId;
use storage::{Holder, PersonId};

use crate::error::AppError;
use crate::muster::Muster;

impl Muster {
    /// Who holds, held or will hold a line of posts, by their first day.
    ///
    /// # Errors
    /// [`AppError::Refused`], [`AppError::Store`].
    pub async fn holders(&self, actor: &Actor, line: LineId) -> Result<Vec<Holder>, AppError> {
        self.permit(actor, Deed::SeeHolders).await?;
        Ok(self.store.holders(line).await?)
    }

    /// Erases what names a person; what they held and did stays, under a number.
    ///
    /// # Errors
    /// [`AppError::Refused`]; [`AppError::NotFound`] if nothing names that person;
    /// [`AppError::Store`].
    pub async fn erase_person(&self, actor: &Actor, person: PersonId) -> Result<(), AppError> {
        self.permit(actor, Deed::Redact).await?;
        let erased = self
            .store
            .erase_person(self.clock.now(), actor.account(), person);
        match erased.await? {
            true => Ok(()),
            false => Err(AppError::NotFound("person")),
        }
    }
}
