//! What somebody says was decided.

use base::{Date, add_working_days, long_date};
use governance::{
    Decided, LedgerHead, Life, Procedure, Record, Resolution, Step, TakenStep, WhatMustHappen,
};
use proposal::case::Outcome;
use proposal::decide::{Amended, amended, decided, reworded};
use proposal::{BodyProfile, Case};

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
    /// Who has still to decide, where several must.
    pub(super) fn to_decide(&self, case: &Case, seen: &CaseLife) -> Vec<String> {
        if !seen.way.decides_alone() {
            return Vec::new();
        }
        let makers = case.header.decision_makers.iter();
        let open = makers.map(|at| at.value.clone()).filter(|maker| {
            let by = |who: &str| base::same_name(who, maker);
            let mut earlier = seen.life.decisions().into_iter();
            !by(&self.decision_maker) && !earlier.any(|(_, one)| by(&one.decision_maker))
        });
        open.collect()
    }

    /// The case as it was decided. Where somebody must still decide, as it is put to them.
    pub(super) fn decided_case(&self, case: &Case, seen: &CaseLife) -> Case {
        let changed = amended(case, &self.amendments, self.on);
        let words: Vec<(usize, &str)> = { self.resolutions.iter() }
            .filter(|one| one.outcome == Outcome::ApprovedAsAmended)
            .filter_map(|one| {
                let index = one.recommendation.checked_sub(1)?;
                Some((index, one.minuted.as_deref()?))
            })
            .collect();
        let changed = reworded(&changed, &words, self.on);
        if !self.to_decide(case, seen).is_empty() {
            return changed;
        }
        let earlier: Vec<&Decided> = { seen.life.decisions().into_iter() }
            .map(|(_, decided)| decided)
            .collect();
        let of = |index: usize, resolutions: &[Resolution]| {
            let own = resolutions
                .iter()
                .find(|one| one.recommendation == index + 1);
            own.map(|one| {
                let mut conditions = one.conditions.iter();
                (one.outcome, conditions.all(|one| one.procedure.is_some()))
            })
        };
        let own = self.resolutions_with_conditions(case, seen);
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
        decided(&changed, self.on, &outcomes, self.source.as_deref())
    }

    /// The resolutions, with what the recommendations themselves make a condition; what an earlier decision on
    /// the case made one already is not asked again.
    pub(super) fn resolutions_with_conditions(
        &self,
        case: &Case,
        seen: &CaseLife,
    ) -> Vec<Resolution> {
        let earlier = seen.life.decisions();
        let with = |resolution: &Resolution| {
            let mut resolution = resolution.clone();
            let index = resolution.recommendation.checked_sub(1);
            let recommendation = index.and_then(|index| case.recommendations.get(index));
            let also = recommendation.and_then(|one| one.subject_to.as_ref());
            let decides = |who: &str| {
                let mut makers = case.header.decision_makers.iter();
                makers.any(|maker| base::same_name(maker, who))
            };
            let earlier = earlier
                .iter()
                .flat_map(|(_, decided)| &decided.resolutions)
                .filter(|one| one.recommendation == resolution.recommendation);
            let told = earlier.chain([&resolution]).flat_map(|one| &one.conditions);
            let told: Vec<&str> = told.map(|one| one.decided_by.as_str()).collect();
            let is_told = |who: &str| told.iter().any(|one| base::same_name(one, who));
            let wanted = also
                .filter(|also| approves(resolution.outcome) && !decides(also) && !is_told(also));
            if let Some(also) = wanted {
                let must = WhatMustHappen {
                    what: format!("{} approves it as well", also.value),
                    decided_by: also.value.clone(),
                    procedure: None,
                };
                resolution.conditions.push(must);
            }
            resolution
        };
        self.resolutions.iter().map(with).collect()
    }

    /// The same, with what the body asks once the last of those who decide has decided: a second signature,
    /// and that the time for call-in ends.
    pub(super) fn resolutions_with_procedure(
        &self,
        case: &Case,
        seen: &CaseLife,
        body: &BodyProfile,
    ) -> Vec<Resolution> {
        let mut resolutions = self.resolutions_with_conditions(case, seen);
        if !self.to_decide(case, seen).is_empty() {
            return resolutions;
        }
        let countersigned = seen.way.countersigned_by.as_ref();
        let countersigned = countersigned.map(|officer| WhatMustHappen {
            what: format!("{officer} countersigns the decision"),
            decided_by: officer.clone(),
            procedure: Some(Procedure::Countersignature),
        });
        let called_in = (body.executive && body.call_in_working_days > 0).then(|| {
            let until = add_working_days(self.on, body.call_in_working_days);
            WhatMustHappen {
                what: format!(
                    "Call-in ends on {}, and the decision is not called in",
                    long_date(until)
                ),
                decided_by: "Overview and scrutiny".to_owned(),
                procedure: Some(Procedure::CallIn { until }),
            }
        });
        let asked: Vec<WhatMustHappen> = countersigned.into_iter().chain(called_in).collect();
        let approving = resolutions.iter_mut().filter(|one| approves(one.outcome));
        for resolution in approving {
            resolution.conditions.extend(asked.iter().cloned());
        }
        resolutions
    }

    /// The step that records it on a revision.
    pub(super) fn step(
        &self,
        revision: u32,
        resolutions: &[Resolution],
        ledger: Option<LedgerHead>,
    ) -> Step {
        Step::Decided(Decided {
            on: self.on,
            decision_maker: self.decision_maker.clone(),
            revision,
            resolutions: resolutions.to_vec(),
            ledger,
            record: self.record.clone(),
        })
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

/// Is it an approval, perhaps as amended or on conditions?
fn approves(outcome: Outcome) -> bool {
    hindrance(outcome) <= hindrance(Outcome::ApprovedOnConditions)
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
