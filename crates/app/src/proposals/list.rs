//! Which proposals there are.

use access::{Actor, Deed};
use diagnostics::Sources;
use jiff::Timestamp;
use storage::Revision;

use super::{Reference, is_on_it};
use crate::bodies::BodyKey;
use crate::error::AppError;
use crate::muster::Muster;

/// A proposal in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProposalSummary {
    /// What it is called.
    pub reference: Reference,
    /// The title of its report, if it has one and its text is still there.
    pub title: Option<String>,
    /// The unit that changes.
    pub unit: Option<String>,
    /// The number of its last revision.
    pub revision: u32,
    /// When that was saved.
    pub saved: Timestamp,
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
        self.permit(actor, Deed::WriteProposals).await?;
        let begun = self.store.proposals_begun(body.as_str()).await?;
        let references = Reference::of_all(&begun);
        let mut summaries = Vec::new();
        for last in self.store.proposals(body.as_str()).await? {
            let proposal = last.saved.proposal;
            if !is_on_it(actor, &self.store.revisions(proposal).await?) {
                continue;
            }
            let reference = references.iter().find(|(id, _)| *id == proposal);
            if let Some((_, reference)) = reference {
                summaries.push(summary(reference.clone(), &last));
            }
        }
        Ok(summaries)
    }
}

fn summary(reference: Reference, last: &Revision) -> ProposalSummary {
    let text = last.content.as_deref().unwrap_or_default();
    let (case, _) = proposal::read(&mut Sources::new(), "", text.as_bytes());
    ProposalSummary {
        reference,
        title: case.header.title.map(|at| at.value),
        unit: case.defaults.units.into_iter().next().map(|at| at.value),
        revision: last.saved.number,
        saved: last.saved.at,
    }
}
