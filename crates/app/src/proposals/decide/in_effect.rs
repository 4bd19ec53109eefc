//! What of a decided case is in effect: derived from the ledger, the case and its steps.

use std::collections::BTreeSet;

use governance::{ConditionKey, Life, Step};
use proposal::decide::{Ruled, ruled};
use proposal::{Case, ChangeNames, decides};
use register::{Act, Position, Standing};

use crate::proposals::moved::OnMovedRegister;
use crate::view::View;

/// What of a decided proposal is in effect, and what waits for what.
#[derive(Clone, Debug)]
pub struct InEffect {
    /// The changes that the ledger holds, by their places in the case.
    pub recorded: BTreeSet<usize>,
    /// Those that are approved and not yet in effect.
    pub waiting: Vec<Waiting>,
    /// Those that were not approved.
    pub not_approved: Vec<usize>,
    /// Its entries in the ledger, in their order.
    pub entries: Vec<Position>,
    /// What others decided since the proposal was written.
    pub moved: OnMovedRegister,
}

/// A change that is approved and not yet in effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// The change, by its place in the case.
    pub change: usize,
    /// What for.
    pub why: WhyWaiting,
}

/// What a change that is approved waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhyWaiting {
    /// A condition of the decision or of a comment is open.
    Condition,
    /// It clashes with what others decided; a further or a delegated decision settles that.
    Conflict,
    /// The register refuses it, for it rests on a change that waits.
    Refused,
}

/// How the changes of a case stand that are not recorded.
pub(super) struct Standings {
    /// Approved, with nothing in the way.
    pub(super) ready: BTreeSet<usize>,
    pub(super) waiting: Vec<(usize, WhyWaiting)>,
    pub(super) not_approved: Vec<usize>,
}

pub(super) fn of_case(
    case: &Case,
    moved: &OnMovedRegister,
    life: &Life,
    done: &BTreeSet<usize>,
) -> Standings {
    let mut standings = Standings {
        ready: BTreeSet::new(),
        waiting: Vec::new(),
        not_approved: Vec::new(),
    };
    let open = open_for(case, life);
    for (change, ruled) in ruled(case).into_iter().enumerate() {
        if done.contains(&change) {
            continue;
        }
        let is_open = open.for_all || open.changes.contains(&change);
        match ruled {
            Ruled::NotApproved => standings.not_approved.push(change),
            Ruled::Conditional if is_open || !open.is_decided => {
                standings.waiting.push((change, WhyWaiting::Condition));
            }
            Ruled::Approved if is_open => {
                standings.waiting.push((change, WhyWaiting::Condition));
            }
            _ if moved.rebase.hinders(case, change) => {
                standings.waiting.push((change, WhyWaiting::Conflict));
            }
            _ => {
                standings.ready.insert(change);
            }
        }
    }
    standings
}

/// The changes for which a condition is open.
struct Open {
    /// A comment's condition holds for all of them.
    for_all: bool,
    changes: BTreeSet<usize>,
    /// Is there a decision whose conditions these are?
    is_decided: bool,
}

fn open_for(case: &Case, life: &Life) -> Open {
    let decisions = life.decisions();
    let of_decision =
        |key: ConditionKey| decisions.iter().find(|(taken, _)| taken.number == key.of);
    let names = ChangeNames::of(case);
    let mut open = Open {
        for_all: false,
        changes: BTreeSet::new(),
        is_decided: !decisions.is_empty(),
    };
    for condition in life.open_conditions() {
        let Some((_, decided)) = of_decision(condition.key) else {
            open.for_all = true;
            continue;
        };
        let mut counted = 0;
        let resolution = decided.resolutions.iter().find(|one| {
            counted += one.conditions.len();
            condition.key.condition < counted
        });
        let index = resolution.and_then(|one| one.recommendation.checked_sub(1));
        match index.and_then(|index| case.recommendations.get(index)) {
            Some(recommendation) => open.changes.extend(names.covered_by(case, recommendation)),
            None => open.for_all = true,
        }
    }
    open
}

/// The changes of a decided case that the ledger holds.
pub(super) fn recorded(case: &Case, view: &View, life: &Life) -> BTreeSet<usize> {
    let withdrawn: BTreeSet<_> = { view.entries() }
        .filter_map(|entry| match entry.act {
            Act::Withdraw { entry } => Some(entry),
            _ => None,
        })
        .collect();
    let own = view.entries().filter(|entry| {
        entry.authority.standing != Standing::Attested
            && !withdrawn.contains(&entry.position)
            && decides(case, &entry.authority.decision)
    });
    let by_decision = own.filter_map(|entry| entry.authority.change_line?.checked_sub(1));
    let settled = life.steps().iter().filter_map(|taken| match &taken.step {
        Step::Settled(settled) => Some(settled.changes.iter()),
        _ => None,
    });
    let settled = settled
        .flatten()
        .filter_map(|line| usize::try_from(*line).ok()?.checked_sub(1));
    by_decision.chain(settled).collect()
}
