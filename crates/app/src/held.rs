//! Reports that are held: the last revision of each proposal, as a case.

use std::collections::BTreeMap;
use std::sync::Arc;

use access::{Actor, Deed};
use base::Date;
use diagnostics::Sources;
use proposal::{Case, decides, recorded_on};
use register::{Decision, Position};
use storage::{Hash, ProposalId, RevisionSaved};

use crate::bodies::BodyKey;
use crate::error::AppError;
use crate::muster::Muster;
use crate::proposals::Reference;
use crate::view::View;

/// How many cases are kept that were read last: reading one takes milliseconds.
const MOST_KEPT: usize = 500;

/// A report that is held.
#[derive(Clone, Debug)]
pub(crate) struct Held {
    /// What its proposal is called.
    pub(crate) reference: Reference,
    pub(crate) proposal: ProposalId,
    /// That its last revision was saved.
    pub(crate) saved: RevisionSaved,
    /// What it says.
    pub(crate) case: Arc<Case>,
}

impl Held {
    /// Is this the decision on it?
    pub(crate) fn is_of(&self, decision: &Decision) -> bool {
        decides(&self.case, decision)
    }

    /// The day on which it was decided, as a view knows it; none while it is under way.
    pub(crate) fn decided(&self, view: &View) -> Option<Date> {
        decided(&self.case, view)
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

/// The cases that were read last, by the digest of their text.
#[derive(Default)]
pub(crate) struct Cases(BTreeMap<[u8; 32], Arc<Case>>);

impl Cases {
    fn read(&mut self, digest: Hash, text: &str) -> Arc<Case> {
        if let Some(case) = self.0.get(&digest.bytes()) {
            return Arc::clone(case);
        }
        let (case, _) = proposal::read(&mut Sources::new(), "", text.as_bytes());
        let case = Arc::new(case);
        if self.0.len() >= MOST_KEPT {
            self.0.clear();
        }
        self.0.insert(digest.bytes(), Arc::clone(&case));
        case
    }
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
        let kept = self.store.proposals(body.as_str()).await?;
        let kept = kept
            .into_iter()
            .find(|one| one.content.as_deref() == Some(text));
        let proposal = match kept {
            Some(kept) => kept.saved.proposal,
            None => {
                let entries = self.snapshot().await?.head.entries;
                let (now, by, key) = (self.clock.now(), actor.account(), body.as_str());
                let begun = self.store.begin_proposal(now, by, key, entries, text);
                begun.await?.proposal
            }
        };
        let references = Reference::of_all(&self.store.proposals_begun(body.as_str()).await?);
        let own = references.into_iter().find(|(id, _)| *id == proposal);
        Ok(own.map(|(_, reference)| reference))
    }

    /// The reports of a council that are held and were not redacted, those saved last first. Whoever asks
    /// must leave out what the actor may not see.
    pub(crate) async fn held(&self, body: &BodyKey) -> Result<Vec<Held>, AppError> {
        let references = Reference::of_all(&self.store.proposals_begun(body.as_str()).await?);
        let last = self.store.proposals(body.as_str()).await?;
        let mut cases = self.cases.lock().await;
        let held = last.into_iter().filter_map(|revision| {
            let proposal = revision.saved.proposal;
            let (_, reference) = references.iter().find(|(id, _)| *id == proposal)?;
            Some(Held {
                reference: reference.clone(),
                proposal,
                saved: revision.saved,
                case: cases.read(revision.saved.digest, revision.content.as_deref()?),
            })
        });
        Ok(held.collect())
    }
}
