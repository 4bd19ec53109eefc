//! Which proposals there are.

use std::sync::Arc;

use access::{Actor, Capacity, Deed, capacity};
use drafting::Draft;
use governance::State;
use jiff::Timestamp;

use super::Reference;
use super::way::state_of;
use crate::bodies::BodyKey;
use crate::error::AppError;
use crate::muster::Muster;

/// A proposal in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProposalSummary {
    /// What it is called.
    pub reference: Reference,
    /// What the actor is to it.
    pub capacity: Capacity,
    /// The title of its report, if it has one and its text is still there.
    pub title: Option<String>,
    /// The unit that changes.
    pub unit: Option<String>,
    /// The number of its last revision.
    pub revision: u32,
    /// When that was saved.
    pub saved: Timestamp,
    /// Does the ledger hold the decision on it?
    pub is_decided: bool,
    /// How far it is.
    pub state: State,
    /// Is it a part of another proposal?
    pub is_part: bool,
}

impl Muster {
    /// The proposals to a council that the actor is on, those saved last first.
    ///
    /// # Errors
    /// [`AppError::Refused`], [`AppError::Store`].
    pub async fn proposals(
        &self,
        actor: &Actor,
        body: &BodyKey,
    ) -> Result<Vec<ProposalSummary>, AppError> {
        self.permit(actor, Deed::ReadProposals).await?;
        let begun = self.store.proposals_begun(body.as_str()).await?;
        let references = Reference::of_all(&begun);
        let joined = self.joined(actor).await?;
        let parts = self.store.case_parts().await?;
        let mut summaries = Vec::new();
        for (saved, is_there) in self.store.proposals(body.as_str()).await? {
            let proposal = saved.proposal;
            let Some((_, reference)) = references.iter().find(|(id, _)| *id == proposal) else {
                continue;
            };
            let draft = self.draft_if(saved.digest, is_there).await?;
            let draft = draft.unwrap_or_else(|| Arc::new(Draft::read("")));
            let case = &draft.case;
            let is_decided = self.is_decided(body, case).await?;
            let place = self.place_of(body, proposal, case).await?;
            let joined = joined.get(&proposal).copied();
            let life = self.lived(proposal, saved.number).await?;
            let is_sent = is_decided || life.is_out();
            if let Some(capacity) = capacity(actor, joined, &place, is_sent) {
                summaries.push(ProposalSummary {
                    reference: reference.clone(),
                    capacity,
                    title: case.header.title.as_ref().map(|at| at.value.clone()),
                    unit: case.defaults.units.first().map(|at| at.value.clone()),
                    revision: saved.number,
                    saved: saved.at,
                    is_decided,
                    state: state_of(&life, is_decided),
                    is_part: parts.iter().any(|part| part.part == proposal),
                });
            }
        }
        Ok(summaries)
    }
}
