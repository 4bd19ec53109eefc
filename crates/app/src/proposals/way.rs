//! The way of a case: how far it is, and its next step.

mod follow_up;
mod lapsed;
mod publish;
mod relied;
mod route;
mod sign_offs;

use access::{Actor, CaseDeed, Deed, Role, may_in_case, may_there};
pub use follow_up::FollowUp;
use governance::{Life, Standing, State, Step, StepKind, TakenStep, Way, Ways};
use proposal::Case;
pub use publish::Document;
pub use sign_offs::{OfficerComment, SignOffs};
use storage::{CaseStep, NewCaseStep, NewDocument, ProposalId};

use super::{OpenProposal, Reference};
use crate::bodies::BodyKey;
use crate::error::AppError;
use crate::muster::Muster;

/// How far a case is, and by which way it goes.
#[derive(Clone, Debug)]
pub struct CaseLife {
    /// What it has become.
    pub life: Life,
    /// The way of its body.
    pub way: &'static Way,
}

/// What somebody must be allowed to do, to take a step.
enum Asks {
    /// One of these at the council, where the proposal is.
    Council(&'static [Deed]),
    /// With the proposal.
    Case(CaseDeed),
}

/// Who may take which step: the one place that says so.
fn asks(step: StepKind) -> Asks {
    match step {
        StepKind::ConsultationOpened | StepKind::ConsultationClosed | StepKind::SentForComments => {
            Asks::Case(CaseDeed::SendForComments)
        }
        StepKind::Withdrawn => Asks::Case(CaseDeed::Withdraw),
        StepKind::CommentSigned => {
            Asks::Council(&[Deed::SignConstitutional, Deed::SignFinancial, Deed::SignHr])
        }
        StepKind::Overridden => Asks::Council(&[Deed::OverrideError]),
        StepKind::Cleared => Asks::Council(&[Deed::Clear]),
        StepKind::NoticeGiven | StepKind::Published => Asks::Council(&[Deed::Publish]),
        StepKind::Decided => Asks::Council(&[Deed::RecordDecision, Deed::Decide]),
        StepKind::Settled => Asks::Council(&[Deed::ResolveConflict]),
        StepKind::ConditionMet | StepKind::InForce => Asks::Council(&[Deed::RecordDecision]),
        StepKind::PromiseKept | StepKind::Closed => Asks::Council(&[Deed::CloseObligation]),
    }
}

/// What somebody must be allowed to do, to sign a comment of that kind. A kind that a body has made for itself
/// is the monitoring officer's.
fn signs(comment: &str) -> Deed {
    match comment {
        "financial" => Deed::SignFinancial,
        "hr" => Deed::SignHr,
        _ => Deed::SignConstitutional,
    }
}

impl Muster {
    /// How far a proposal is on its way, for those who are on it.
    ///
    /// # Errors
    /// As [`Muster::proposal`]; [`AppError::UnreadableStep`].
    pub async fn life(
        &self,
        actor: &Actor,
        body: &BodyKey,
        reference: &Reference,
    ) -> Result<CaseLife, AppError> {
        let open = self.proposal(actor, body, reference).await?;
        Ok(self.life_of(&open))
    }

    /// The same, of a proposal that is open: as it was when it was opened.
    pub fn life_of(&self, of: &OpenProposal) -> CaseLife {
        CaseLife {
            life: of.life.clone(),
            way: self.way_of(&of.draft.case),
        }
    }

    /// The way of the body of a case.
    pub fn way_of(&self, case: &Case) -> &'static Way {
        Ways::shipped().of(&self.profiles().of(case).kind)
    }

    /// Was it sent for comments, or is it consulted on? Then the officers read it.
    pub(crate) async fn is_sent(&self, proposal: ProposalId) -> Result<bool, AppError> {
        Ok(self.lived(proposal, 0).await?.is_out())
    }

    pub(crate) async fn lived(&self, proposal: ProposalId, last: u32) -> Result<Life, AppError> {
        let steps = self.store.case_steps(proposal).await?;
        let taken = steps.into_iter().map(taken).collect::<Result<_, _>>()?;
        Ok(Life::of(taken, last))
    }

    /// May the actor take such a step with a proposal, as far as that does not depend on how far it is?
    /// Asking is no attempt: a no is not noted.
    pub fn may_step(&self, actor: &Actor, of: &OpenProposal, step: StepKind) -> bool {
        let lets = |deed: &Deed| may_there(actor, *deed, &of.place, of.is_own).is_ok();
        if of.part.is_some() && step != StepKind::Withdrawn {
            return false;
        }
        match asks(step) {
            Asks::Council(deeds) => deeds.iter().any(lets),
            Asks::Case(deed) => may_in_case(of.capacity, deed),
        }
    }

    /// May the actor sign comments of that kind on a proposal? Asking is no attempt.
    pub fn may_sign(&self, actor: &Actor, of: &OpenProposal, comment: &str) -> bool {
        may_there(actor, signs(comment), &of.place, of.is_own).is_ok()
    }

    /// The roles that sign comments of that kind.
    pub fn signed_by(&self, comment: &str) -> Vec<Role> {
        signs(comment).roles().collect()
    }

    /// May the actor take such a step with a proposal? What the state of the case asks is another question.
    ///
    /// # Errors
    /// [`AppError::Refused`], [`AppError::RefusedInCase`], [`AppError::OutOfReach`];
    /// [`AppError::OwnProposal`] where whoever wrote a proposal would sign it; [`AppError::OfAPart`] if it is a part of
    /// another.
    pub async fn permit_step(
        &self,
        actor: &Actor,
        of: &OpenProposal,
        step: StepKind,
    ) -> Result<(), AppError> {
        if of.part.is_some() && step != StepKind::Withdrawn {
            return Err(AppError::OfAPart);
        }
        match asks(step) {
            Asks::Case(deed) => self.permit_in_case(actor, of.capacity, deed).await,
            Asks::Council(deeds) => {
                let lets = |deed: &Deed| may_there(actor, *deed, &of.place, of.is_own).is_ok();
                match (deeds.iter().any(lets), deeds) {
                    (false, [first, ..]) => self.permit_there(actor, of, *first).await,
                    _ => Ok(()),
                }
            }
        }
    }

    /// May the actor sign comments of that kind on a proposal?
    ///
    /// # Errors
    /// As [`Muster::permit_step`].
    pub async fn permit_comment(
        &self,
        actor: &Actor,
        of: &OpenProposal,
        comment: &str,
    ) -> Result<(), AppError> {
        if of.part.is_some() {
            return Err(AppError::OfAPart);
        }
        self.permit_there(actor, of, signs(comment)).await
    }

    /// Takes a step with a proposal, after those that the actor saw, if nothing is missing for it; says its
    /// number.
    ///
    /// # Errors
    /// As [`Muster::permit_step`]; [`AppError::NoWords`] if it needs a comment or a reason;
    /// [`AppError::StepNotAllowed`] with what is missing; [`AppError::Store`] with
    /// [`storage::StoreError::StepConflict`] if another step came first.
    pub async fn take(
        &self,
        actor: &Actor,
        of: &OpenProposal,
        seen: &CaseLife,
        standing: &Standing,
        step: &Step,
        words: Option<&str>,
    ) -> Result<u32, AppError> {
        self.take_with(actor, of, seen, standing, step, words, &[])
            .await
    }

    /// The same, with the documents that the step publishes.
    ///
    /// # Errors
    /// As [`Muster::take`].
    #[expect(
        clippy::too_many_arguments,
        reason = "it is `take` with one thing more"
    )]
    pub(crate) async fn take_with(
        &self,
        actor: &Actor,
        of: &OpenProposal,
        seen: &CaseLife,
        standing: &Standing,
        step: &Step,
        words: Option<&str>,
        documents: &[NewDocument<'_>],
    ) -> Result<u32, AppError> {
        match step {
            Step::CommentSigned(signed) => self.permit_comment(actor, of, &signed.kind).await?,
            _ => self.permit_step(actor, of, step.kind()).await?,
        }
        let words = words.map(|words| words.trim().replace("\r\n", "\n"));
        let words = words.filter(|words| !words.is_empty());
        if words.is_none() && step.needs_words() {
            return Err(AppError::NoWords);
        }
        let allowed = seen.life.may(step.kind(), seen.way, standing);
        allowed.map_err(AppError::StepNotAllowed)?;
        let content = step.written()?;
        let new = NewCaseStep {
            proposal: of.saved.proposal,
            expected: seen.life.number(),
            kind: step.kind().name(),
            content: &content,
            words: words.as_deref(),
        };
        let (now, by) = (self.clock.now(), actor.account());
        Ok(self.store.publish(now, by, &new, documents).await?)
    }
}

/// How far a proposal is: what its steps say, or that the ledger holds its decision.
pub(crate) fn state_of(life: &Life, is_decided: bool) -> State {
    match life.state() {
        state if is_decided && state < State::Decided => State::Decided,
        state => state,
    }
}

fn taken(kept: CaseStep) -> Result<TakenStep, AppError> {
    Ok(TakenStep {
        number: kept.number,
        at: kept.at.as_microsecond(),
        by: kept.by.map(|by| by.0),
        step: Step::read(&kept.content)?,
        words: kept.words,
    })
}
