//! What somebody says was decided.

use base::Date;
use governance::{Decided, Life, Record, Resolution, Step, TakenStep, WhatMustHappen};
use proposal::Case;
use proposal::case::Outcome;
use proposal::decide::{Amended, amended, decided};

use crate::proposals::way::CaseLife;

/// What was decided on a proposal, as it is to be recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Minute {
    /// The day of the decision.
    pub on: Date,
    /// Who decided: the body, the member's office, the post.
    pub decision_maker: String,
    /// What was decided on each recommendation, in their order.
    pub resolutions: Vec<Resolution>,
    /// What members made of changes that they amended, by their places in the case.
    pub amendments: Vec<(usize, Amended)>,
    /// The minute, as it is cited.
    pub source: Option<String>,
    /// What the law wants recorded where somebody decides alone.
    pub record: Option<Record>,
}

impl Minute {
    /// The case as it was decided, and who has still to decide. Where several must, each must approve.
    pub(super) fn decided_case(&self, case: &Case, seen: &CaseLife) -> (Case, Vec<String>) {
        let earlier: Vec<&Decided> = { seen.life.decisions().into_iter() }
            .map(|(_, decided)| decided)
            .collect();
        let makers = case.header.decision_makers.iter();
        let open = makers.map(|at| at.value.clone()).filter(|maker| {
            let by = |who: &str| base::same_name(who, maker);
            !by(&self.decision_maker) && !earlier.iter().any(|one| by(&one.decision_maker))
        });
        let to_decide: Vec<String> = match seen.way.decides_alone() {
            true => open.collect(),
            false => Vec::new(),
        };
        let of = |index: usize, resolutions: &[Resolution]| {
            let own = resolutions
                .iter()
                .find(|one| one.recommendation == index + 1);
            own.map(|one| (one.outcome, one.conditions.is_empty()))
        };
        let own = self.resolutions_with_conditions(case);
        let asked = case.recommendations.len().max(1);
        let outcomes: Vec<Outcome> = (0..asked)
            .map(|index| {
                let all = earlier.iter().map(|one| one.resolutions.as_slice());
                let all = all.chain([own.as_slice()]).filter_map(|one| of(index, one));
                all.map(|(outcome, is_free)| match (outcome, is_free) {
                    (Outcome::Approved | Outcome::ApprovedAsAmended, false) => {
                        Outcome::ApprovedOnConditions
                    }
                    (outcome, _) => outcome,
                })
                .max_by_key(|outcome| hindrance(*outcome))
                .unwrap_or(Outcome::Noted)
            })
            .collect();
        let case = amended(case, &self.amendments, self.on);
        let case = decided(&case, self.on, &outcomes, self.source.as_deref());
        (case, to_decide)
    }

    /// The resolutions, with what the recommendations themselves make a condition.
    pub(super) fn resolutions_with_conditions(&self, case: &Case) -> Vec<Resolution> {
        let with = |resolution: &Resolution| {
            let mut resolution = resolution.clone();
            let index = resolution.recommendation.checked_sub(1);
            let recommendation = index.and_then(|index| case.recommendations.get(index));
            let also = recommendation.and_then(|one| one.subject_to.as_ref());
            let decides = |who: &str| {
                let mut makers = case.header.decision_makers.iter();
                makers.any(|maker| base::same_name(maker, who))
            };
            let is_told = |who: &str| {
                let mut conditions = resolution.conditions.iter();
                conditions.any(|one| base::same_name(&one.decided_by, who))
            };
            let approves =
                hindrance(resolution.outcome) <= hindrance(Outcome::ApprovedOnConditions);
            if let Some(also) = also.filter(|also| approves && !decides(also) && !is_told(also)) {
                let must = WhatMustHappen {
                    what: format!("{} approves it as well", also.value),
                    decided_by: also.value.clone(),
                };
                resolution.conditions.push(must);
            }
            resolution
        };
        self.resolutions.iter().map(with).collect()
    }

    /// The step that recorded the same already.
    pub(super) fn recorded_by<'l>(&self, life: &'l Life) -> Option<&'l TakenStep> {
        let decisions = life.decisions().into_iter();
        let same = decisions.filter(|(_, decided)| {
            let outcomes = |all: &[Resolution]| -> Vec<(usize, Outcome)> {
                all.iter()
                    .map(|one| (one.recommendation, one.outcome))
                    .collect()
            };
            decided.on == self.on
                && base::same_name(&decided.decision_maker, &self.decision_maker)
                && outcomes(&decided.resolutions) == outcomes(&self.resolutions)
        });
        same.map(|(taken, _)| taken).next()
    }
}

/// Do two steps say the same, whatever the ledger was?
pub(super) fn is_same(one: &Step, other: &Step) -> bool {
    match (one, other) {
        (Step::Decided(one), Step::Decided(other)) => {
            one.on == other.on
                && one.decision_maker == other.decision_maker
                && one.resolutions == other.resolutions
        }
        (Step::Settled(one), Step::Settled(other)) => {
            one.on == other.on && one.changes == other.changes && one.answers == other.answers
        }
        (one, other) => one == other,
    }
}

/// How much an outcome is in the way of what was asked, from nothing on.
fn hindrance(outcome: Outcome) -> u8 {
    match outcome {
        Outcome::Approved => 0,
        Outcome::ApprovedAsAmended => 1,
        Outcome::ApprovedOnConditions => 2,
        Outcome::Noted => 3,
        Outcome::Recommended => 4,
        Outcome::Delegated => 5,
        Outcome::Deferred => 6,
        Outcome::Refused => 7,
    }
}
