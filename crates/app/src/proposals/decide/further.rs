//! What comes after a decision: a condition is met, or a further decision settles what clashed.

use std::collections::BTreeSet;

use access::{Actor, Deed, may_there};
use base::{Date, add_days};
use drafting::Draft;
use governance::{
    ConditionKey, Life, Procedure, Settled, Standing, Step, StepKind, TakenStep, WhatMustHappen,
};
use proposal::decide::{Enacting, decision_on};
use proposal::rebase::{About, Answer};
use register::Decision;
use storage::{Head, Recording, StoreError};

use super::{Verdict, WhyWaiting, in_effect, receipt};
use crate::bodies::BodyKey;
use crate::error::AppError;
use crate::muster::Muster;
use crate::proposals::OpenProposal;
use crate::proposals::moved::further_title;
use crate::proposals::way::CaseLife;

/// A further decision, or a delegated one, on changes that were approved and clash with what others decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FurtherDecision {
    /// Its day.
    pub on: Date,
    /// Who decided: a body, a member's office, a post to which it was delegated.
    pub decision_maker: String,
    /// How conflicts are settled, each with its reason.
    pub answers: Vec<Answer>,
}

impl Muster {
    /// Records that a condition was met on a day, with what shows it; changes for which it was the last are
    /// recorded with it, with effect from that day at the earliest.
    ///
    /// # Errors
    /// As [`Muster::decide`]; [`AppError::NoWords`] without what shows it; [`AppError::NotFound`] if there is
    /// no such condition that is open; [`AppError::CallInNotOver`] on a day on which scrutiny can still call
    /// the decision in.
    pub async fn meet_condition(
        &self,
        actor: &Actor,
        body: &BodyKey,
        of: &OpenProposal,
        seen: &CaseLife,
        key: ConditionKey,
        (on, words): (Date, &str),
    ) -> Result<Verdict, AppError> {
        let conditions = seen.life.conditions();
        let own = conditions.iter().find(|one| one.key == key);
        let procedure = own.and_then(|one| one.must.procedure);
        match procedure {
            Some(Procedure::Countersignature) => {
                self.permit_there(actor, of, Deed::SignConstitutional)
                    .await?;
            }
            Some(Procedure::CallIn { .. }) | None => {
                self.permit_step(actor, of, StepKind::ConditionMet).await?;
            }
        }
        match procedure {
            Some(Procedure::CallIn { until }) if on <= until => {
                return Err(AppError::CallInNotOver(until));
            }
            _ => {}
        }
        let words = words.trim().replace("\r\n", "\n");
        if words.is_empty() {
            return Err(AppError::NoWords);
        }
        let step = Step::ConditionMet {
            of: key.of,
            condition: key.condition,
            on: Some(on),
        };
        let met = own.ok_or(AppError::NotFound("condition"))?;
        if let Some(number) = met.met {
            let mut taken = seen.life.steps().iter();
            let taken = taken.find(|taken| taken.number == number).cloned();
            let taken = taken.ok_or(AppError::NotFound("condition"))?;
            return Ok(Verdict::Already(Box::new(taken)));
        }
        let allowed = seen
            .life
            .may(StepKind::ConditionMet, seen.way, &Standing::default());
        allowed.map_err(AppError::StepNotAllowed)?;
        let moved = self.on_moved_register(actor, body, of).await?;
        let expected = moved.view.snapshot.head;
        // Before the decision nothing waits for it but the decision.
        let entries = match seen.life.decisions().last() {
            Some((_, decided)) if of.draft.case.decision.is_some() => {
                let after = life_after(&seen.life, of.saved.number, step.clone());
                let done = in_effect::recorded(&of.draft.case, &moved.view, &seen.life);
                let standing = in_effect::of_case(&of.draft.case, &moved, &after, &done);
                let free = call_in(seen).map_or(on, |until| on.max(add_days(until, 1)));
                let when = (decided.on, Some(free));
                self.entries_of(&of.draft.case, &moved, &standing.ready, when)
                    .0
            }
            _ => Vec::new(),
        };
        let recordings = Recording::of_entries(&entries, self.clock.now(), actor.account());
        let words = Some(words.as_str());
        self.record_on_case(
            actor,
            of,
            seen,
            expected,
            (&recordings, None),
            (&step, words),
        )
        .await
    }

    /// May the actor record that something happened which a decision or a comment made a condition? Asking is
    /// no attempt.
    pub fn may_meet(&self, actor: &Actor, of: &OpenProposal, must: &WhatMustHappen) -> bool {
        match must.procedure {
            Some(Procedure::Countersignature) => {
                may_there(actor, Deed::SignConstitutional, &of.place, of.is_own).is_ok()
            }
            Some(Procedure::CallIn { .. }) | None => {
                self.may_step(actor, of, StepKind::ConditionMet)
            }
        }
    }

    /// Records a further decision on changes that were approved and clash with what others decided. What
    /// members approved stays as it is; what this puts into the ledger rests on the further decision.
    ///
    /// # Errors
    /// As [`Muster::decide`]; [`AppError::NoWords`] without a reason for each answer.
    pub async fn settle_after_decision(
        &self,
        actor: &Actor,
        body: &BodyKey,
        of: &OpenProposal,
        seen: &CaseLife,
        expected: Head,
        further: &FurtherDecision,
    ) -> Result<Verdict, AppError> {
        self.permit_step(actor, of, StepKind::Settled).await?;
        let reasons: Vec<&str> = { further.answers.iter() }
            .map(|answer| answer.reason.trim())
            .collect();
        if reasons.is_empty() || reasons.iter().any(|reason| reason.is_empty()) {
            return Err(AppError::NoWords);
        }
        let allowed = seen
            .life
            .may(StepKind::Settled, seen.way, &Standing::default());
        allowed.map_err(AppError::StepNotAllowed)?;
        let standing = self.in_effect(actor, body, of, seen).await?;
        let (moved, case) = (&standing.moved, &of.draft.case);
        let actual = moved.view.snapshot.head;
        if expected != actual {
            return Err(StoreError::Conflict { expected, actual }.into());
        }
        let conflicts = &moved.rebase.conflicts;
        let answered: Vec<_> = { further.answers.iter() }
            .filter_map(|answer| conflicts.get(answer.conflict))
            .collect();
        let waits: BTreeSet<usize> = { standing.waiting.iter() }
            .filter(|one| one.why != WhyWaiting::Condition)
            .map(|one| one.change)
            .collect();
        let is_about = |change: usize| {
            answered.iter().any(|one| match &one.about {
                About::Change(at) => *at == change,
                About::Unit(_) => true,
            })
        };
        let still_open = |change: usize| {
            let mut open = conflicts.iter().enumerate();
            open.any(|(at, one)| {
                one.about == About::Change(change)
                    && !further.answers.iter().any(|answer| answer.conflict == at)
            })
        };
        let changes: BTreeSet<usize> = { waits.iter().copied() }
            .filter(|change| is_about(*change) && !still_open(*change))
            .collect();
        // A change that is left out is settled, and adds nothing: the others keep their places.
        let settled = moved.rebase.settled_in_place(&further.answers);
        let settled = Draft::read(&proposal::write(&settled)).case;
        let left_out: BTreeSet<usize> = moved.rebase.left_out_by(&further.answers);
        let only: BTreeSet<usize> = changes.difference(&left_out).copied().collect();
        let decided = decision_on(case, further.on);
        let how = Enacting {
            recorded: self.clock.today(),
            decision: Decision {
                maker: Some(further.decision_maker.clone()),
                title: further_title(&decided.title),
                ..decided
            },
            only: &only,
            not_before: Some(further.on),
        };
        let (entries, _) = match only.is_empty() {
            true => (Vec::new(), Vec::new()),
            false => self.entries_by(&settled, moved, how),
        };
        let recordings = Recording::of_entries(&entries, self.clock.now(), actor.account());
        let line = |change: &usize| u32::try_from(change + 1).unwrap_or(u32::MAX);
        let answers = { further.answers.iter() }.filter_map(|answer| {
            let conflict = conflicts.get(answer.conflict)?;
            let way = conflict.ways.get(answer.way)?;
            Some(format!("{}: {}", conflict.title, way.label))
        });
        let step = Step::Settled(Settled {
            on: further.on,
            decision_maker: further.decision_maker.clone(),
            changes: changes.iter().map(line).collect(),
            answers: answers.collect(),
            ledger: receipt(expected, &recordings)?,
        });
        let words = reasons.join("\n");
        self.record_on_case(
            actor,
            of,
            seen,
            expected,
            (&recordings, None),
            (&step, Some(&words)),
        )
        .await
    }
}

/// The last day on which the decision on a case can be called in, where it can be.
fn call_in(seen: &CaseLife) -> Option<Date> {
    let conditions = seen.life.conditions().into_iter();
    let days = conditions.filter_map(|one| match one.must.procedure {
        Some(Procedure::CallIn { until }) => Some(until),
        Some(Procedure::Countersignature) | None => None,
    });
    days.max()
}

/// The life of a case as it is once a step is taken.
pub(super) fn life_after(life: &Life, revision: u32, step: Step) -> Life {
    let mut steps = life.steps().to_vec();
    steps.push(TakenStep {
        number: life.number() + 1,
        at: 0,
        by: None,
        step,
        words: None,
    });
    Life::of(steps, revision)
}
