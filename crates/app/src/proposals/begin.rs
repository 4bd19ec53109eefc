//! Beginning a proposal.

use access::{Actor, Deed};
use drafting::{Beginning, Draft, begin};

use super::Reference;
use crate::bodies::BodyKey;
use crate::error::AppError;
use crate::muster::Muster;

impl Muster {
    /// Begins a proposal to a council; its first revision is what is known of it.
    ///
    /// # Errors
    /// [`AppError::Refused`], [`AppError::Store`].
    pub async fn begin_proposal(
        &self,
        actor: &Actor,
        body: &BodyKey,
        beginning: &Beginning,
    ) -> Result<Reference, AppError> {
        self.begin_with(actor, body, &begin(beginning)).await
    }

    /// Begins a proposal with a draft that is there already: a case file that was taken in.
    ///
    /// # Errors
    /// As [`Muster::begin_proposal`].
    pub async fn begin_with(
        &self,
        actor: &Actor,
        body: &BodyKey,
        draft: &Draft,
    ) -> Result<Reference, AppError> {
        self.permit(actor, Deed::WriteProposals).await?;
        let entries = self.snapshot().await?.head.entries;
        let (now, by, key) = (self.clock.now(), actor.account(), body.as_str());
        let saved = self
            .store
            .begin_proposal(now, by, key, entries, draft.text())
            .await?;
        let references = Reference::of_all(&self.store.proposals_begun(key).await?);
        let own = references.into_iter().find(|(id, _)| *id == saved.proposal);
        own.map(|(_, reference)| reference)
            .ok_or(AppError::NotFound("proposal"))
    }
}
