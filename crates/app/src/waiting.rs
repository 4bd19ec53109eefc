//! What waits for somebody: the steps that are theirs to take.

use access::{Actor, Deed, may};
use governance::{State, StepKind};

use crate::bodies::BodyKey;
use crate::error::AppError;
use crate::moment::Moment;
use crate::muster::Muster;
use crate::proposals::{ConsultationState, OpenProposal, Reference};

/// Something that somebody is to do with a proposal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Awaited {
    /// Which proposal.
    pub reference: Reference,
    /// The title of its report, if it has one.
    pub title: Option<String>,
    /// What is to be done.
    pub what: WaitsFor,
}

/// What is to be done with a proposal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WaitsFor {
    /// To sign a comment: its kind, and its title.
    Comment(String, String),
    /// To sign a comment again, because what it relied on is not as it was: its kind, and its title.
    LapsedComment(String, String),
    /// To clear the report: every comment was signed.
    Clearance,
    /// To publish the report.
    Publication,
    /// To decide, or to record the decision.
    Decision,
    /// To answer the consultation.
    Answer,
    /// To see to a promise of its decision that is overdue.
    Promise {
        /// Which of its promises, counted from one.
        number: usize,
        /// What was promised.
        what: String,
    },
}

impl Muster {
    /// What waits for the actor at a council, the proposals that were saved last first.
    ///
    /// # Errors
    /// [`AppError::Refused`], [`AppError::Store`].
    pub async fn waiting(&self, actor: &Actor, body: &BodyKey) -> Result<Vec<Awaited>, AppError> {
        self.permit(actor, Deed::SeeCouncils).await?;
        if !may(actor, Deed::ReadProposals) {
            return Ok(Vec::new());
        }
        let mut waiting = Vec::new();
        if may(actor, Deed::AnswerConsultation) {
            let asked = self.consultations(actor, body).await?.into_iter();
            let asked =
                asked.filter(|one| one.state == ConsultationState::Open && one.answers == 0);
            waiting.extend(asked.map(|one| Awaited {
                reference: one.reference,
                title: one.title,
                what: WaitsFor::Answer,
            }));
        }
        for summary in self.proposals(actor, body).await? {
            if !matches!(
                summary.state,
                State::Comments | State::Cleared | State::Published
            ) {
                continue;
            }
            let open = self.proposal(actor, body, &summary.reference).await?;
            let unsigned = match summary.state {
                State::Comments | State::Cleared => self.unsigned(actor, body, &open).await?,
                _ => Vec::new(),
            };
            let mut add = |what| {
                waiting.push(Awaited {
                    reference: summary.reference.clone(),
                    title: summary.title.clone(),
                    what,
                });
            };
            let may_step = |step| self.may_step(actor, &open, step);
            match summary.state {
                State::Comments | State::Cleared if !unsigned.is_empty() => {
                    for (kind, what) in unsigned {
                        if self.may_sign(actor, &open, &kind) {
                            add(what);
                        }
                    }
                }
                State::Comments if may_step(StepKind::Cleared) => add(WaitsFor::Clearance),
                State::Cleared if may_step(StepKind::Published) => add(WaitsFor::Publication),
                State::Published if may_step(StepKind::Decided) => add(WaitsFor::Decision),
                _ => {}
            }
        }
        let today = Moment::on(self.clock.today());
        if may(actor, Deed::SeeEstablishment) {
            let promises = self.obligations(actor, body, today).await?.all;
            let late = promises
                .into_iter()
                .filter(|one| one.is_overdue && one.is_theirs);
            waiting.extend(late.map(|one| Awaited {
                reference: one.reference,
                title: Some(one.made_by.decision.title.clone()),
                what: WaitsFor::Promise {
                    number: one.promise.number,
                    what: one.promise.what,
                },
            }));
        }
        Ok(waiting)
    }

    /// The comments of a proposal that are to be signed, or signed again, with their kinds.
    async fn unsigned(
        &self,
        actor: &Actor,
        body: &BodyKey,
        of: &OpenProposal,
    ) -> Result<Vec<(String, WaitsFor)>, AppError> {
        let of = self.sign_offs(actor, body, of).await?;
        let asked = |kind: &String| !of.standing.not_asked.contains(kind);
        let comments = of.comments.iter().filter(|one| asked(&one.required.kind));
        let unsigned = comments.filter_map(|one| {
            let (kind, title) = (one.required.kind.clone(), one.required.title.clone());
            let what = match &one.last {
                None => WaitsFor::Comment(kind.clone(), title),
                Some(_) if !one.holds() => WaitsFor::LapsedComment(kind.clone(), title),
                Some(_) => return None,
            };
            Some((kind, what))
        });
        Ok(unsigned.collect())
    }
}
