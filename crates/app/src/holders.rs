//! Who holds posts.

use access::{Actor, Deed, Place, may_there};
use register::{LineId, Placement};
use storage::{Holder, PersonId};

use crate::error::AppError;
use crate::muster::Muster;
use crate::proposals::path_of;
use crate::view::View;

impl Muster {
    /// Who holds, held or will hold a line of posts, by their first day; none if the actor may not know. It is
    /// noted that somebody was told a name. Nothing else tells who holds a post.
    ///
    /// # Errors
    /// [`AppError::Store`].
    pub async fn holders(
        &self,
        actor: &Actor,
        view: &View,
        line: LineId,
    ) -> Result<Option<Vec<Holder>>, AppError> {
        let place = place_of(view, line);
        if may_there(actor, Deed::SeeHolders, &place, false).is_err() {
            return Ok(None);
        }
        let holders = self.store.holders(line).await?;
        if !holders.is_empty() && actor.account().is_some() {
            let what = format!("who holds post line {}", line.number());
            self.note_withheld(actor, None, what).await?;
        }
        Ok(Some(holders))
    }

    /// Must what a line costs be withheld from an actor who was told who holds it? Without the names, a cost is that
    /// of a post; with them it is what somebody is paid.
    pub(crate) fn withholds_pay(
        &self,
        actor: &Actor,
        view: &View,
        line: LineId,
        told: Option<&[Holder]>,
    ) -> bool {
        let names_somebody = told.is_some_and(|holders| !holders.is_empty());
        names_somebody
            && may_there(actor, Deed::SeePayOfNamed, &place_of(view, line), false).is_err()
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

/// Where a line of posts is.
fn place_of(view: &View, line: LineId) -> Place {
    let unit = match view.establishment.line(line).map(|one| &one.post.placement) {
        Some(Placement::In(unit)) => Some(*unit),
        _ => None,
    };
    Place {
        units: vec![path_of(&view.establishment, unit)],
        ..Place::council(view.body.key.as_str())
    }
}
