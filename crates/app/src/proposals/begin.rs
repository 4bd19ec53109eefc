//! Beginning a proposal.

use access::{Actor, Deed};
use base::When;
use drafting::{Beginning, Draft, begin};

use super::Reference;
use crate::bodies::BodyKey;
use crate::error::AppError;
use crate::muster::Muster;

impl Muster {
    /// Begins a proposal to a council; its first revision is what is known of it. It is costed as the
    /// council's register is, unless it says otherwise.
    ///
    /// # Errors
    /// [`AppError::Refused`], [`AppError::Store`].
    pub async fn begin_proposal(
        &self,
        actor: &Actor,
        body: &BodyKey,
        beginning: &Beginning,
    ) -> Result<Reference, AppError> {
        let today = self.clock.today();
        let day = beginning.from.map_or(today, When::first);
        let profiles = self.profiles();
        let profile = profiles.listing(&beginning.body);
        let own = beginning.pay.clone();
        let pay = own.or_else(|| profile.and_then(|profile| profile.pay_on(day)).cloned());
        let beginning = Beginning {
            pay,
            ..beginning.clone()
        };
        self.begin_with(actor, body, &begin(&beginning)).await
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
        self.reference_of(body, saved.proposal).await
    }
}
