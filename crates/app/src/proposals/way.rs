//! The way of a case: how far it is, and its next step.

use std::collections::BTreeSet;

use access::{AccountId, Actor, CaseDeed, Deed};
use governance::{Life, Standing, Step, StepKind, TakenStep, Way, Ways};
use proposal::Case;
use storage::{CaseStep, NewCaseStep, ProposalId};

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
    /// At the council.
    Council(Deed),
    /// With the proposal.
    Case(CaseDeed),
}

/// Who may take which step: the one place that says so.
fn asks(step: StepKind) -> Asks {
    match step {
        StepKind::ConsultationOpened
        | StepKind::ConsultationClosed
        | StepKind::SentForComments
        | StepKind::Withdrawn => Asks::Case(CaseDeed::Change),
        StepKind::CommentSigned => Asks::Case(CaseDeed::Comment),
        StepKind::Overridden
        | StepKind::Cleared
        | StepKind::Published
        | StepKind::Decided
        | StepKind::ConditionMet
        | StepKind::InForce
        | StepKind::Closed => Asks::Council(Deed::RecordDecision),
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
        self.life_of(&open).await
    }

    /// The same, of a proposal that is open.
    ///
    /// # Errors
    /// [`AppError::UnreadableStep`], [`AppError::Store`].
    pub async fn life_of(&self, of: &OpenProposal) -> Result<CaseLife, AppError> {
        let last = of.revisions.last().map_or(0, |one| one.number);
        Ok(CaseLife {
            life: self.lived(of.saved.proposal, last).await?,
            way: self.way_of(&of.draft.case),
        })
    }

    /// The way of the body of a case.
    pub fn way_of(&self, case: &Case) -> &'static Way {
        Ways::shipped().of(&self.profiles.of(case).key)
    }

    pub(crate) async fn lived(&self, proposal: ProposalId, last: u32) -> Result<Life, AppError> {
        let steps = self.store.case_steps(proposal).await?;
        let taken = steps.into_iter().map(taken).collect::<Result<_, _>>()?;
        Ok(Life::of(taken, last))
    }

    /// May the actor take such a step with a proposal? What the state of the case asks is another question.
    ///
    /// # Errors
    /// [`AppError::Refused`], [`AppError::RefusedInCase`]; [`AppError::OwnProposal`] where whoever wrote a
    /// proposal would sign it.
    pub async fn permit_step(
        &self,
        actor: &Actor,
        of: &OpenProposal,
        step: StepKind,
    ) -> Result<(), AppError> {
        match asks(step) {
            Asks::Council(deed) => self.permit(actor, deed).await?,
            Asks::Case(deed) => self.permit_in_case(actor, of.capacity, deed).await?,
        }
        if step == StepKind::CommentSigned && wrote(actor, of) {
            return Err(AppError::OwnProposal);
        }
        Ok(())
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
        self.permit_step(actor, of, step.kind()).await?;
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
        Ok(self.store.take_step(now, by, &new).await?)
    }
}

/// Did the actor save a revision of it?
pub(crate) fn wrote(actor: &Actor, of: &OpenProposal) -> bool {
    let savers: BTreeSet<AccountId> = of.revisions.iter().filter_map(|one| one.by).collect();
    actor
        .account()
        .is_some_and(|account| savers.contains(&account))
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
