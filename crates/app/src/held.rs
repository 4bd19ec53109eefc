//! Reports that are held: the last revision of each proposal, as a draft.

use std::sync::Arc;

use access::{Actor, Deed};
use base::Date;
use diagnostics::Sources;
use drafting::Draft;
use proposal::{Case, decides, recorded_on};
use register::{Decision, Position};
use storage::{ProposalId, RevisionSaved};

use crate::bodies::BodyKey;
use crate::error::AppError;
use crate::muster::Muster;
use crate::proposals::Reference;
use crate::view::View;

/// A report that is held.
#[derive(Clone, Debug)]
pub(crate) struct Held {
    /// What its proposal is called.
    pub(crate) reference: Reference,
    pub(crate) proposal: ProposalId,
    /// That its last revision was saved.
    pub(crate) saved: RevisionSaved,
    /// What it says.
    pub(crate) draft: Arc<Draft>,
}

impl Held {
    /// Is this the decision on it?
    pub(crate) fn is_of(&self, decision: &Decision) -> bool {
        decides(&self.draft.case, decision)
    }

    /// The day on which it was decided, as a view knows it; none while it is under way.
    pub(crate) fn decided(&self, view: &View) -> Option<Date> {
        decided(&self.draft.case, view)
    }
}

/// The first day on which something of the decision on a case was recorded, as a view knows it; none while
/// the case is under way.
pub(crate) fn decided(case: &Case, view: &View) -> Option<Date> {
    // A case without any day cannot be the one that was decided: the ledger need not be read for it.
    recorded_on(case)?;
    let decisions = view.decisions().iter();
    let of_it = decisions.filter(|one| decides(case, &one.decision));
    of_it.map(|one| one.recorded).min()
}

/// The first entry of the decision on a case, as a view knows it.
pub(crate) fn first_entry(case: &Case, view: &View) -> Option<Position> {
    recorded_on(case)?;
    let decisions = view.decisions().iter();
    let of_it = decisions.filter(|one| decides(case, &one.decision));
    of_it.map(|one| one.first).min()
}

impl Muster {
    /// Keeps a case file as a proposal to its council, unless one with its text is kept already. Once the
    /// ledger holds the decision on it, it is the report behind that decision. None if the file names no
    /// council.
    ///
    /// # Errors
    /// [`AppError::Refused`], [`AppError::Store`].
    pub async fn keep_case(
        &self,
        actor: &Actor,
        text: &str,
    ) -> Result<Option<Reference>, AppError> {
        self.permit(actor, Deed::RecordDecision).await?;
        let (case, _) = proposal::read(&mut Sources::new(), "", text.as_bytes());
        let Some(council) = &case.header.body else {
            return Ok(None);
        };
        let body = BodyKey::of(&council.value);
        let proposal = match self.kept_as(&body, text).await? {
            Some(proposal) => proposal,
            None => {
                let entries = self.snapshot().await?.head.entries;
                let (now, by, key) = (self.clock.now(), actor.account(), body.as_str());
                let begun = self.store.begin_proposal(now, by, key, entries, text);
                begun.await?.proposal
            }
        };
        Ok(Some(self.reference_of(&body, proposal).await?))
    }

    /// The reports of a council that are held and were not redacted, those saved last first. Whoever asks
    /// must leave out what the actor may not see.
    pub(crate) async fn held(&self, body: &BodyKey) -> Result<Vec<Held>, AppError> {
        let references = Reference::of_all(&self.store.proposals_begun(body.as_str()).await?);
        let mut held = Vec::new();
        for (saved, is_there) in self.store.proposals(body.as_str()).await? {
            let proposal = saved.proposal;
            let reference = references.iter().find(|(id, _)| *id == proposal);
            let draft = self.draft_if(saved.digest, is_there).await?;
            if let (Some((_, reference)), Some(draft)) = (reference, draft) {
                held.push(Held {
                    reference: reference.clone(),
                    proposal,
                    saved,
                    draft,
                });
            }
        }
        Ok(held)
    }

    /// The proposal to a council whose last text is this one, if there is one.
    async fn kept_as(&self, body: &BodyKey, text: &str) -> Result<Option<ProposalId>, AppError> {
        for (saved, is_there) in self.store.proposals(body.as_str()).await? {
            let draft = self.draft_if(saved.digest, is_there).await?;
            if draft.is_some_and(|draft| draft.text() == text) {
                return Ok(Some(saved.proposal));
            }
        }
        Ok(None)
    }
}
