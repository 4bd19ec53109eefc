//! Recording what was decided on a proposal, and what of it is in effect.
//!
//! ```text
//! Minute ──check──▶ what it does, what waits, which promises it keeps      nothing is written
//!    │
//!    └───decide──▶ entries, revision and step in one transaction            the receipt
//!                     │
//!                     ▼  InEffect: derived from the ledger, the case and its steps
//!                  waits for a condition ──meet──▶ recorded when the last is met
//!                  clashes with what others decided ──settle──▶ recorded on a further decision
//! ```

mod further;
mod in_effect;
mod minute;

use std::collections::BTreeSet;

use access::Actor;
use base::Date;
use drafting::Draft;
use governance::{LedgerHead, Resolution, Standing, Step, StepKind, TakenStep};
use proposal::Case;
use proposal::decide::{Enacting, OnDay, by_day, decision_on, enact};
use proposal::rebase::Conflict;
use register::Entry;
use storage::{Head, NewCaseStep, NewDecision, NewRevision, Recording, StoreError, head_after};

use super::OpenProposal;
use super::moved::{OnMovedRegister, is_own};
use super::way::CaseLife;
use crate::bodies::BodyKey;
use crate::error::AppError;
use crate::moment::Moment;
use crate::muster::Muster;
pub use further::FurtherDecision;
pub use in_effect::{InEffect, Waiting, WhyWaiting};
pub use minute::Minute;

/// What a decision would do, before it is recorded.
#[derive(Clone, Debug)]
pub struct DecisionCheck {
    /// The end of the ledger on which this was worked out: recording expects it.
    pub head: Head,
    /// What changes, by days.
    pub days: Vec<OnDay>,
    /// How many entries the ledger gets.
    pub entries: usize,
    /// The case as it was decided.
    pub case: Case,
    /// Changes that are approved and that wait, by their places in the case.
    pub waiting: Vec<(usize, WhyWaiting)>,
    /// Conflicts with what others decided since the proposal was written.
    pub conflicts: Vec<Conflict>,
    /// Changes that are not approved.
    pub not_approved: Vec<usize>,
    /// Earlier promises that it keeps, wholly or in part.
    pub keeps: Vec<Kept>,
    /// Who has still to decide before anything is recorded.
    pub to_decide: Vec<String>,
    /// What was decided on each recommendation, with all that must happen besides.
    pub resolutions: Vec<Resolution>,
    written: Vec<Entry>,
}

/// A promise that a decision keeps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// What was promised.
    pub what: String,
    /// The day of the decision that promised it.
    pub of: Option<Date>,
    /// For how many of its units it is kept by this decision; of all, where none are named.
    pub units: usize,
    /// How many units it is about.
    pub about: usize,
}

/// What became of a decision that was to be recorded.
#[derive(Clone, Debug)]
pub enum Verdict {
    /// It is recorded; the receipt.
    Recorded {
        /// The end of the ledger after it.
        receipt: Head,
        /// The number of the step.
        step: u32,
    },
    /// The same form was sent before: it was recorded by this step, and is not recorded twice.
    Already(Box<TakenStep>),
}

impl Muster {
    /// What a decision would do. Nothing is written.
    ///
    /// # Errors
    /// [`AppError::Refused`], [`AppError::NotFound`], [`AppError::Store`].
    pub async fn check_decision(
        &self,
        actor: &Actor,
        body: &BodyKey,
        of: &OpenProposal,
        seen: &CaseLife,
        minute: &Minute,
    ) -> Result<DecisionCheck, AppError> {
        let to_decide = minute.to_decide(&of.draft.case, seen);
        let case = minute.decided_case(&of.draft.case, seen);
        let draft = Draft::read(&proposal::write(&case));
        let profile = self.profile_of(&of.draft.case);
        let resolutions = minute.resolutions_with_procedure(&of.draft.case, seen, &profile);
        let since = of.saved.ledger_entries;
        let moved = self.rebased(actor, body, &draft, since).await?;
        let keeps = self.keeps(body, of, &draft.case).await?;
        let step = minute.step(of.saved.number, &resolutions, None);
        let after = further::life_after(&seen.life, of.saved.number, step);
        let standing = in_effect::of_case(&draft.case, &moved, &after, &BTreeSet::new());
        let (ready, waiting) = match to_decide.is_empty() {
            true => (standing.ready, standing.waiting),
            false => (BTreeSet::new(), Vec::new()),
        };
        let (entries, effects) = self.entries_of(&draft.case, &moved, &ready, (minute.on, None));
        let done: BTreeSet<usize> = effects.iter().map(|effect| effect.change).collect();
        let mut waiting = waiting;
        let stopped = ready.difference(&done);
        waiting.extend(stopped.map(|change| (*change, WhyWaiting::Refused)));
        Ok(DecisionCheck {
            head: moved.view.snapshot.head,
            days: by_day(&effects, minute.on),
            entries: entries.len(),
            conflicts: moved.rebase.conflicts,
            not_approved: standing.not_approved,
            case: draft.case,
            written: entries,
            waiting,
            keeps,
            to_decide,
            resolutions,
        })
    }

    /// Records a decision: entries, the revision as it was decided and the step of the case, or nothing.
    ///
    /// # Errors
    /// As [`Muster::permit_step`]; [`AppError::StepNotAllowed`]; [`AppError::Store`] with
    /// [`StoreError::Conflict`] if the ledger moved since it was checked, [`StoreError::RevisionConflict`] if
    /// the decision is on a revision that is not the last, and [`StoreError::StepConflict`] if another step
    /// was taken meanwhile.
    pub async fn decide(
        &self,
        actor: &Actor,
        body: &BodyKey,
        of: &OpenProposal,
        seen: &CaseLife,
        expected: Head,
        minute: &Minute,
    ) -> Result<Verdict, AppError> {
        self.permit_step(actor, of, StepKind::Decided).await?;
        let last = of.revisions.last().map_or(0, |one| one.number);
        let now = self.lived(of.saved.proposal, last).await?;
        if let Some(same) = minute.recorded_by(&now) {
            return Ok(Verdict::Already(Box::new(same.clone())));
        }
        let is_last = last == of.saved.number;
        if !is_last {
            let (expected, actual) = (of.saved.number, last);
            return Err(StoreError::RevisionConflict { expected, actual }.into());
        }
        let allowed = seen
            .life
            .may(StepKind::Decided, seen.way, &Standing::default());
        allowed.map_err(AppError::StepNotAllowed)?;
        let check = self.check_decision(actor, body, of, seen, minute).await?;
        let (head, actual) = (expected, check.head);
        if head != actual {
            return Err(StoreError::Conflict { expected, actual }.into());
        }
        let recordings = Recording::of_entries(&check.written, self.clock.now(), actor.account());
        let text = proposal::write(&check.case);
        let is_other = check.to_decide.is_empty() || text != proposal::write(&of.draft.case);
        let revision = is_other.then_some(NewRevision {
            after: &of.saved,
            ledger_entries: of.saved.ledger_entries,
            content: &text,
        });
        let number = of.saved.number + u32::from(is_other);
        let step = minute.step(number, &check.resolutions, receipt(expected, &recordings)?);
        self.record_on_case(
            actor,
            of,
            seen,
            expected,
            (&recordings, revision),
            (&step, None),
        )
        .await
    }

    /// Writes what a step of a decided case brings, and the step.
    async fn record_on_case(
        &self,
        actor: &Actor,
        of: &OpenProposal,
        seen: &CaseLife,
        expected: Head,
        (recordings, revision): (&[Recording], Option<NewRevision<'_>>),
        (step, words): (&Step, Option<&str>),
    ) -> Result<Verdict, AppError> {
        let content = step.written()?;
        let new = NewDecision {
            expected,
            recordings,
            revision,
            step: NewCaseStep {
                proposal: of.saved.proposal,
                expected: seen.life.number(),
                kind: step.kind().name(),
                content: &content,
                words,
            },
        };
        let (now, by) = (self.clock.now(), actor.account());
        match self.store.record_decision(now, by, &new).await {
            Ok(done) => Ok(Verdict::Recorded {
                receipt: done.head,
                step: done.step,
            }),
            Err(error @ StoreError::StepConflict { .. }) => {
                // Of two that were sent at once the later one finds the step of the earlier.
                let life = self.lived(of.saved.proposal, of.saved.number).await?;
                let taken = life.steps().last();
                match taken.filter(|taken| minute::is_same(&taken.step, step)) {
                    Some(taken) => Ok(Verdict::Already(Box::new(taken.clone()))),
                    None => Err(error.into()),
                }
            }
            Err(error) => Err(error.into()),
        }
    }

    /// The entries that changes of a decided case make, and what they do.
    fn entries_of(
        &self,
        case: &Case,
        moved: &OnMovedRegister,
        only: &BTreeSet<usize>,
        (on, not_before): (Date, Option<Date>),
    ) -> (Vec<Entry>, Vec<proposal::Effect>) {
        if only.is_empty() {
            return (Vec::new(), Vec::new());
        }
        let how = Enacting {
            recorded: self.clock.today(),
            decision: decision_on(case, on),
            only,
            not_before,
        };
        self.entries_by(&moved.rebase.case, moved, how)
    }

    fn entries_by(
        &self,
        case: &Case,
        moved: &OnMovedRegister,
        how: Enacting<'_>,
    ) -> (Vec<Entry>, Vec<proposal::Effect>) {
        let snapshot = &moved.view.snapshot;
        let mut branch = snapshot.ledger.branch();
        let held = moved.view.establishment.clone();
        let mut case = case.clone();
        let entries = snapshot.ledger.entries().iter();
        if { entries }.any(|entry| is_own(&case, &entry.authority.decision)) {
            // What the case attests was recorded with its decision; what has ended since is not attested again.
            let is_there = |title: &str| {
                let mut alike = held.titled(title);
                alike.any(|line| proposal::same_title(&line.post.title, title))
            };
            case.posts.retain(|post| is_there(&post.title));
        }
        let resolved = enact(&case, held, &mut branch, how);
        (branch.entries().to_vec(), resolved.effects)
    }

    /// The earlier promises that a decision keeps.
    async fn keeps(
        &self,
        body: &BodyKey,
        of: &OpenProposal,
        case: &Case,
    ) -> Result<Vec<Kept>, AppError> {
        let today = Moment::on(self.clock.today());
        let view = self.view_of_case(body, case, today).await?;
        let held = self.held(body).await?;
        let own = of.saved.proposal;
        let earlier = held.iter().filter(|held| held.proposal != own);
        let earlier = earlier.filter(|held| held.decided(&view).is_some());
        let cases = earlier.map(|held| &held.draft.case).chain([case]);
        let cases: Vec<&Case> = cases.collect();
        let this = cases.len() - 1;
        let kept = proposal::promises(&cases)
            .into_iter()
            .filter_map(|promise| {
                let (_, units) = promise.kept_by.iter().find(|(by, _)| *by == this)?;
                let date = cases[promise.made_by].header.date.as_ref();
                Some(Kept {
                    of: date.map(|at| at.value),
                    units: match units.len() {
                        0 => promise.about.len(),
                        some => some,
                    },
                    about: promise.about.len(),
                    what: promise.what,
                })
            });
        Ok(kept.collect())
    }

    /// What of a decided proposal is in effect, and what waits for what.
    ///
    /// # Errors
    /// [`AppError::Refused`], [`AppError::NotFound`], [`AppError::Store`].
    pub async fn in_effect(
        &self,
        actor: &Actor,
        body: &BodyKey,
        of: &OpenProposal,
        seen: &CaseLife,
    ) -> Result<InEffect, AppError> {
        let moved = self.on_moved_register(actor, body, of).await?;
        let done = in_effect::recorded(&of.draft.case, &moved.view, &seen.life);
        let standing = in_effect::of_case(&of.draft.case, &moved, &seen.life, &done);
        let mut waiting = standing.waiting;
        // What is ready and not recorded was refused by the register.
        waiting.extend(
            standing
                .ready
                .into_iter()
                .map(|at| (at, WhyWaiting::Refused)),
        );
        waiting.sort_by_key(|(change, _)| *change);
        let own = |entry: &&Entry| is_own(&of.draft.case, &entry.authority.decision);
        let entries = moved.view.entries().filter(own);
        Ok(InEffect {
            recorded: done,
            entries: entries.map(|entry| entry.position).collect(),
            waiting: { waiting.into_iter() }
                .map(|(change, why)| Waiting { change, why })
                .collect(),
            not_approved: standing.not_approved,
            moved,
        })
    }
}

/// The receipt that recordings will have; none where nothing goes into the ledger.
fn receipt(expected: Head, recordings: &[Recording]) -> Result<Option<LedgerHead>, AppError> {
    if recordings.is_empty() {
        return Ok(None);
    }
    let head = head_after(expected, recordings)?;
    let text = head.to_string();
    let hash = text.split_once('-').map_or("", |(_, hash)| hash);
    Ok(Some(LedgerHead {
        entries: head.entries,
        hash: hash.to_owned(),
    }))
}
