//! What a decision means for each change that was asked for.

use diagnostics::Diagnostic;
use register::Standing;

use crate::case::{Case, DecisionRecord, Outcome};
use crate::covers::ChangeNames;
use crate::rules;

/// How a change stands in the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Ruling {
    /// How sure that is.
    pub(crate) standing: Standing,
    /// What had to be assumed, or on what it depends.
    pub(crate) assumption: Option<String>,
}

impl Ruling {
    /// Without a decision record, approval as recommended is assumed.
    pub(crate) fn assumed() -> Self {
        Self {
            standing: Standing::Assumed,
            assumption: None,
        }
    }
}

/// What was decided of each change; nothing where it is not recorded.
///
/// A change is recorded if any recommendation that covers it was approved. One that no recommendation
/// covers is taken as approved with the rest, and says so, as long as anything was approved.
pub(crate) fn rulings(case: &Case) -> Vec<Option<Ruling>> {
    let Some(decision) = &case.decision else {
        return vec![Some(Ruling::assumed()); case.changes.len()];
    };
    if decision.outcomes.is_empty() {
        let silent = Ruling {
            standing: Standing::Assumed,
            assumption: Some("the decision is recorded without its outcome".to_owned()),
        };
        return vec![Some(silent); case.changes.len()];
    }
    let by_recommendation = outcomes(case, decision);
    let mut rulings: Vec<Option<Ruling>> = vec![None; case.changes.len()];
    let mut covered = vec![case.recommendations.is_empty(); case.changes.len()];
    if case.recommendations.is_empty() {
        rulings.fill(
            by_recommendation
                .first()
                .and_then(|outcome| ruling(*outcome, None)),
        );
    }
    let names = ChangeNames::of(case);
    for (recommendation, outcome) in case.recommendations.iter().zip(&by_recommendation) {
        let also = recommendation.subject_to.as_ref();
        let ruled = ruling(*outcome, also.map(|at| at.value.as_str()));
        for change in names.covered_by(case, recommendation) {
            covered[change] = true;
            let surer = |held: &Ruling| held.standing == Standing::Decided;
            if ruled.is_some() && !rulings[change].as_ref().is_some_and(surer) {
                rulings[change].clone_from(&ruled);
            }
        }
    }
    if by_recommendation
        .iter()
        .any(|outcome| ruling(*outcome, None).is_some())
    {
        for (ruling, covered) in rulings.iter_mut().zip(covered) {
            if !covered {
                *ruling = Some(Ruling {
                    standing: Standing::Assumed,
                    assumption: Some(
                        "no recommendation of the report covers this change".to_owned(),
                    ),
                });
            }
        }
    }
    rulings
}

/// Was anything approved, or is it assumed to be?
pub(crate) fn anything_approved(case: &Case) -> bool {
    let Some(decision) = &case.decision else {
        return true;
    };
    let approved = |outcome: &Option<Outcome>| ruling(*outcome, None).is_some();
    decision.outcomes.is_empty() || outcomes(case, decision).iter().any(approved)
}

/// Reports a list of outcomes that does not go with the recommendations.
pub(crate) fn check_count(case: &Case) -> Option<Diagnostic> {
    let decision = case.decision.as_ref()?;
    let (given, asked) = (decision.outcomes.len(), case.recommendations.len());
    if given <= 1 || given == asked {
        return None;
    }
    let message = format!(
        "the decision has {given} outcomes; the report makes {asked} {}",
        if asked == 1 {
            "recommendation"
        } else {
            "recommendations"
        }
    );
    let finding = rules::OUTCOMES_MISCOUNTED
        .at(decision.outcomes[0].place.clone(), message)
        .figure("outcomes", given)
        .figure("recommendations", asked);
    Some(finding.help("give one outcome for all, or one for each recommendation in its order"))
}

/// The outcome of each recommendation. A list of the wrong length says nothing of any of them, unless
/// all its words are the same.
fn outcomes(case: &Case, decision: &DecisionRecord) -> Vec<Option<Outcome>> {
    let given: Vec<Option<Outcome>> = decision
        .outcomes
        .iter()
        .map(|at| at.value.known())
        .collect();
    let asked = case.recommendations.len();
    if given.len() == asked && asked > 0 {
        return given;
    }
    let same = given
        .first()
        .filter(|first| given.iter().all(|one| one == *first));
    vec![same.copied().flatten(); asked.max(1)]
}

fn ruling(outcome: Option<Outcome>, subject_to: Option<&str>) -> Option<Ruling> {
    let (standing, assumption) = match outcome? {
        Outcome::Approved => (Standing::Decided, None),
        Outcome::ApprovedAsAmended => (
            Standing::Decided,
            Some(
                "it was approved as amended, and the change stands as the report has it".to_owned(),
            ),
        ),
        Outcome::ApprovedOnConditions => (
            Standing::Conditional,
            Some("whether the conditions are met is not recorded".to_owned()),
        ),
        Outcome::Noted
        | Outcome::Recommended
        | Outcome::Deferred
        | Outcome::Refused
        | Outcome::Delegated => return None,
    };
    Some(match subject_to {
        Some(body) => Ruling {
            standing: Standing::Conditional,
            assumption: Some(format!(
                "{body} must approve it as well, and no decision of theirs is held"
            )),
        },
        None => Ruling {
            standing,
            assumption,
        },
    })
}
