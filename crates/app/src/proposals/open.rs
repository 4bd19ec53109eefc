//! One proposal.

use std::sync::Arc;

use access::{Actor, Capacity, Deed, Place, capacity, may_there};
use drafting::Draft;
use governance::{Life, State, Step};
use proposal::case::ExemptPart;
use proposal::{BodyProfile, Case};
use storage::{CasePart, RevisionSaved};

use super::Reference;
use super::way::state_of;
use crate::bodies::BodyKey;
use crate::error::AppError;
use crate::muster::Muster;

/// A proposal at one of its revisions.
#[derive(Clone, Debug)]
pub struct OpenProposal {
    /// What it is called.
    pub reference: Reference,
    /// What the actor is to it.
    pub capacity: Capacity,
    /// Has the actor written it, alone or with others? Then somebody else signs.
    pub is_own: bool,
    /// Which part of the council it is about.
    pub place: Place,
    /// That the revision was saved.
    pub saved: RevisionSaved,
    /// What it says: to whoever may not see what is exempt, the edition for the public. Where another option is
    /// worked on, as if that were adopted.
    pub draft: Arc<Draft>,
    /// How its body writes its reports.
    pub profile: Arc<BodyProfile>,
    /// The option that is adopted in the text that is kept, by its place.
    pub adopted: Option<usize>,
    /// Does the ledger hold the decision on the text that is kept?
    pub is_decided: bool,
    /// What was done with it on its way to a decision.
    pub life: Life,
    /// How far it is.
    pub state: State,
    /// All its revisions, oldest first.
    pub revisions: Vec<RevisionSaved>,
    /// Of what it is a part, if it is one.
    pub part: Option<CasePart>,
}

impl Muster {
    /// A proposal at its last revision.
    ///
    /// # Errors
    /// [`AppError::Refused`]; [`AppError::NotFound`] if there is no such proposal, or the actor is not on
    /// it; [`AppError::Store`].
    pub async fn proposal(
        &self,
        actor: &Actor,
        body: &BodyKey,
        reference: &Reference,
    ) -> Result<OpenProposal, AppError> {
        self.proposal_at(actor, body, reference, None).await
    }

    /// A proposal at one of its revisions, by number; at its last if none is given.
    ///
    /// # Errors
    /// As [`Muster::proposal`]; also [`AppError::NotFound`] if there is no such revision.
    pub async fn proposal_at(
        &self,
        actor: &Actor,
        body: &BodyKey,
        reference: &Reference,
        number: Option<u32>,
    ) -> Result<OpenProposal, AppError> {
        self.permit(actor, Deed::ReadProposals).await?;
        let not_there = || AppError::NotFound("proposal");
        let references = Reference::of_all(&self.store.proposals_begun(body.as_str()).await?);
        let mut references = references.into_iter();
        let found = references.find(|(_, one)| one.is_same_proposal(reference));
        let (id, own) = found.ok_or_else(not_there)?;
        let joined = self.joined(actor).await?.get(&id).copied();
        let revisions = self.store.revisions_saved(id).await?;
        let last = match revisions.last() {
            Some(last) => self.draft(last.digest).await?,
            None => None,
        };
        let last = last.unwrap_or_else(|| Arc::new(Draft::read("")));
        let place = self.place_of(body, id, &last.case).await?;
        let number_of_last = revisions.last().map_or(0, |one| one.number);
        let life = self.lived(id, number_of_last).await?;
        let was_sent = life.is_out();
        let is_sent = was_sent || self.is_decided(body, &last.case).await?;
        let capacity = capacity(actor, joined, &place, is_sent).ok_or_else(not_there)?;
        let is_meant = |one: &&RevisionSaved| number.is_none_or(|number| one.number == number);
        let saved = revisions.iter().rev().find(is_meant).copied();
        let saved = saved.ok_or(AppError::NotFound("revision"))?;
        let draft = self.draft(saved.digest).await?;
        let draft = draft.ok_or(AppError::NotFound("text of that revision"))?;
        let adopted = proposal::adopted(&draft.case);
        let is_decided = self.is_decided(body, &draft.case).await?;
        let worked_on = reference.option().filter(|option| adopted != Some(*option));
        let draft = match (worked_on, adopted) {
            (None, _) => draft,
            (Some(option), Some(_)) => {
                let shown = self.draft_with(saved.digest, &draft, option).await;
                shown.ok_or(AppError::NotFound("option"))?
            }
            (Some(_), None) => return Err(AppError::NotFound("option")),
        };
        let profile = self.profile_of(&draft.case);
        let sees = joined == Some(Capacity::Author)
            || may_there(actor, Deed::SeeExempt, &place, false).is_ok();
        // Whoever could save over what they do not see would take it away.
        let is_kept_from = match capacity {
            Capacity::Author => !draft.case.exempt.is_empty(),
            Capacity::Officer | Capacity::Reviewer => editions::withholds(&draft.case, &profile),
        };
        let (draft, life, capacity) = match !sees && is_kept_from {
            false => (draft, life, capacity),
            true => {
                let life = without_exempt(&life, &draft.case, number_of_last);
                let view = self.base_of(actor, body, &draft).await?;
                let public = self.public_of(view, &draft).await?;
                let public = Draft::public(draft, public.text());
                (Arc::new(public), life, reading(capacity))
            }
        };
        Ok(OpenProposal {
            reference: own.with_option(worked_on),
            capacity,
            is_own: joined == Some(Capacity::Author),
            place,
            saved,
            profile,
            draft,
            adopted,
            is_decided,
            state: state_of(&life, is_decided),
            life,
            revisions,
            part: self.store.case_part(id).await?,
        })
    }
}

/// What somebody is to a proposal of which they may not read all: they change nothing in it.
fn reading(capacity: Capacity) -> Capacity {
    match capacity {
        Capacity::Author | Capacity::Officer => Capacity::Officer,
        Capacity::Reviewer => Capacity::Reviewer,
    }
}

/// The way of a case without the words of comments that are exempt, and without the figures that officers
/// relied on.
fn without_exempt(life: &Life, case: &Case, last: u32) -> Life {
    let is_exempt = |kind: &str| {
        let mut exempt = case.exempt.iter();
        exempt.any(|one| match one.part {
            ExemptPart::Document => true,
            ExemptPart::Comment => one.of.value == kind,
            _ => false,
        })
    };
    let steps = life.steps().iter().map(|taken| {
        let mut taken = taken.clone();
        if let Step::CommentSigned(comment) = &mut taken.step {
            comment.relied.facts.clear();
            if is_exempt(&comment.kind) {
                taken.words = None;
            }
        }
        taken
    });
    Life::of(steps.collect(), last)
}
