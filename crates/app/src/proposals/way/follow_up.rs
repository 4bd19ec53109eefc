//! What follows a decision: it comes into force, what it promised is kept, and the case is closed.

use access::Actor;
use base::{Date, long_date};
use governance::{Missing, Standing, Step, StepKind};

use super::super::{InEffect, OpenProposal};
use super::CaseLife;
use crate::bodies::BodyKey;
use crate::error::AppError;
use crate::moment::Moment;
use crate::muster::Muster;
use crate::obligations::Obligation;

/// What follows the decision on a proposal.
#[derive(Debug)]
pub struct FollowUp {
    /// How far it is.
    pub case: CaseLife,
    /// What of it is in effect, and what waits.
    pub in_effect: InEffect,
    /// What it promised, kept or not.
    pub promises: Vec<Obligation>,
    /// What is open, as the next steps see it.
    pub standing: Standing,
}

impl Muster {
    /// What follows the decision on a proposal.
    ///
    /// # Errors
    /// As [`Muster::in_effect`]; [`AppError::StepNotAllowed`] if the ledger does not hold its decision.
    pub async fn follow_up(
        &self,
        actor: &Actor,
        body: &BodyKey,
        of: &OpenProposal,
    ) -> Result<FollowUp, AppError> {
        if !of.is_decided {
            let words = "It is not decided yet".to_owned();
            let key = "state".to_owned();
            return Err(AppError::StepNotAllowed(vec![Missing { key, words }]));
        }
        let case = self.life_of(of);
        let in_effect = self.in_effect(actor, body, of, &case).await?;
        let today = Moment::on(self.clock.today());
        let promises = self.obligations(actor, body, today).await?.all;
        let own = |one: &Obligation| one.reference.is_same_proposal(&of.reference);
        let promises: Vec<Obligation> = promises.into_iter().filter(own).collect();
        let open = promises.iter().filter(|one| one.open_for.is_some());
        let standing = Standing {
            promises: open.count(),
            waiting: in_effect.waiting.len(),
            ..Standing::default()
        };
        Ok(FollowUp {
            case,
            in_effect,
            promises,
            standing,
        })
    }

    /// Records that all of a decision has effect, from a day.
    ///
    /// # Errors
    /// As [`Muster::follow_up`] and [`Muster::take`]; [`AppError::StepNotAllowed`] with what is open.
    pub async fn put_in_force(
        &self,
        actor: &Actor,
        body: &BodyKey,
        of: &OpenProposal,
        on: Date,
    ) -> Result<(), AppError> {
        self.permit_step(actor, of, StepKind::InForce).await?;
        if self.clock.today() < on {
            let words = format!("{} is still to come", long_date(on));
            let key = "on".to_owned();
            return Err(AppError::StepNotAllowed(vec![Missing { key, words }]));
        }
        let FollowUp { case, standing, .. } = self.follow_up(actor, body, of).await?;
        let step = Step::InForce { on };
        self.take(actor, of, &case, &standing, &step, None).await?;
        Ok(())
    }

    /// Closes a case: all that was decided and promised is done.
    ///
    /// # Errors
    /// As [`Muster::put_in_force`].
    pub async fn close_case(
        &self,
        actor: &Actor,
        body: &BodyKey,
        of: &OpenProposal,
    ) -> Result<(), AppError> {
        self.permit_step(actor, of, StepKind::Closed).await?;
        let FollowUp { case, standing, .. } = self.follow_up(actor, body, of).await?;
        let step = Step::Closed;
        self.take(actor, of, &case, &standing, &step, None).await?;
        Ok(())
    }
}
