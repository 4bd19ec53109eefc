//! Fields that take one of a few words: each word beside what it means, for reading and writing.

use crate::case::{
    Bound, CostBasis, EvaluationState, FundKind, FundingState, Outcome, PaperKind, SavingState,
    StatedBasis,
};

pub(crate) const COST_BASES: [(&str, CostBasis); 2] = [
    ("stated", CostBasis::Stated),
    ("profile", CostBasis::Profile),
];

pub(crate) const STATED_BASES: [(&str, StatedBasis); 2] = [
    ("full year", StatedBasis::FullYear),
    ("part year", StatedBasis::PartYear),
];

pub(crate) const BOUNDS: [(&str, Bound); 4] = [
    ("exactly", Bound::Exactly),
    ("about", Bound::About),
    ("at least", Bound::AtLeast),
    ("up to", Bound::UpTo),
];

pub(crate) const FUND_KINDS: [(&str, FundKind); 8] = [
    ("base budget", FundKind::Base),
    ("contingency", FundKind::Contingency),
    ("schools grant", FundKind::SchoolsGrant),
    ("grant", FundKind::Grant),
    ("reserve", FundKind::Reserve),
    ("fee", FundKind::Fee),
    ("partner", FundKind::Partner),
    ("savings", FundKind::Savings),
];

pub(crate) const FUNDING_STATES: [(&str, FundingState); 5] = [
    ("bid", FundingState::Bid),
    ("provided", FundingState::Provided),
    ("requested", FundingState::Requested),
    ("released", FundingState::Released),
    ("refused", FundingState::Refused),
];

pub(crate) const SAVING_STATES: [(&str, SavingState); 4] = [
    ("planned", SavingState::Planned),
    ("achieved", SavingState::Achieved),
    ("reprofiled", SavingState::Reprofiled),
    ("abandoned", SavingState::Abandoned),
];

pub(crate) const EVALUATIONS: [(&str, EvaluationState); 5] = [
    ("draft", EvaluationState::Draft),
    ("submitted", EvaluationState::Submitted),
    ("provisional", EvaluationState::Provisional),
    ("evaluated", EvaluationState::Evaluated),
    ("appealed", EvaluationState::Appealed),
];

pub(crate) const PAPER_KINDS: [(&str, PaperKind); 2] = [
    ("report", PaperKind::Report),
    ("document", PaperKind::Document),
];

pub(crate) fn outcomes() -> [(&'static str, Outcome); 8] {
    Outcome::ALL.map(|outcome| (outcome.words(), outcome))
}
