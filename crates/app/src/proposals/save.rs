//! Saving a draft as a revision.

use access::{Actor, CaseDeed, Deed};
use drafting::Draft;
use storage::{RevisionSaved, StoreError};

use super::OpenProposal;
use crate::bodies::BodyKey;
use crate::error::AppError;
use crate::muster::Muster;

/// What became of a draft.
#[derive(Clone, Debug)]
pub enum Saved {
    /// It is this revision.
    As(RevisionSaved),
    /// This revision says so already; nothing was written. It is the one on which the draft is based, or a
    /// later one: then the same form was sent before.
    Already(RevisionSaved),
    /// Somebody saved this one meanwhile; nothing was written.
    Behind(Box<OpenProposal>),
}

impl Muster {
    /// Saves a draft as the revision after the one on which it is based. Where another option is worked on
    /// than the one that is proposed, what is kept has that one adopted as before.
    ///
    /// # Errors
    /// [`AppError::Refused`]; [`AppError::RefusedInCase`] for a reviewer; [`AppError::NotFound`] if the actor is not on the proposal;
    /// [`AppError::NoLongerChanged`] once it is published, decided or withdrawn;
    /// [`AppError::Store`].
    pub async fn save_draft(
        &self,
        actor: &Actor,
        body: &BodyKey,
        based_on: &OpenProposal,
        draft: &Draft,
    ) -> Result<Saved, AppError> {
        self.save_on(actor, body, based_on, draft, None).await
    }

    /// The same, on so many entries of the ledger; without them on those that it stands on.
    pub(super) async fn save_on(
        &self,
        actor: &Actor,
        body: &BodyKey,
        based_on: &OpenProposal,
        draft: &Draft,
        stands_on: Option<u32>,
    ) -> Result<Saved, AppError> {
        self.permit(actor, Deed::WriteProposals).await?;
        let reference = &based_on.reference;
        let last = self.proposal(actor, body, reference).await?;
        self.permit_in_case(actor, last.capacity, CaseDeed::Change)
            .await?;
        if !last.state.is_editable() {
            return Err(AppError::NoLongerChanged(last.state));
        }
        let kept = match (reference.option(), last.adopted) {
            (Some(_), Some(adopted)) => draft.with_adopted(adopted),
            _ => Some(draft.clone()),
        };
        let kept = kept.ok_or(AppError::NotFound("option"))?;
        if last.saved.number != based_on.saved.number {
            let since = self.store.revisions(last.saved.proposal).await?;
            let mut since = since.into_iter().skip(based_on.saved.number as usize);
            // The same form sent twice.
            let same = since.find(|one| one.content.as_deref() == Some(kept.text()));
            return Ok(match same {
                Some(same) => Saved::Already(same.saved),
                None => Saved::Behind(Box::new(last)),
            });
        }
        let stood_on = last.saved.ledger_entries;
        let is_new_base = stands_on.is_some_and(|entries| entries != stood_on);
        if last.draft.text() == draft.text() && !is_new_base {
            return Ok(Saved::Already(last.saved));
        }
        let entries = match stands_on {
            Some(entries) => entries,
            None => self.stands_on(actor, body, stood_on, &kept).await?,
        };
        let (now, by) = (self.clock.now(), actor.account());
        let saved = self
            .store
            .save_revision(now, by, &last.saved, entries, kept.text())
            .await;
        match saved {
            Ok(saved) => Ok(Saved::As(saved)),
            Err(StoreError::RevisionConflict { .. }) => {
                let last = self.proposal(actor, body, reference).await?;
                Ok(Saved::Behind(Box::new(last)))
            }
            Err(error) => Err(error.into()),
        }
    }
}
