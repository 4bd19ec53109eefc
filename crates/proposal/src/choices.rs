//! Fields that take one of a few words: each word beside what it means, for reading and writing.

use crate::case::{
    Bound, CostBasis, EvaluationState, ExemptField, FundKind, FundingState, Outcome, PaperKind,
    SavingState, StatedBasis,
};

/// Which cost a post takes.
pub const COST_BASES: [(&str, CostBasis); 2] = [
    ("stated", CostBasis::Stated),
    ("profile", CostBasis::Profile),
];

/// Which part of a year a stated figure covers.
pub const STATED_BASES: [(&str, StatedBasis); 2] = [
    ("full year", StatedBasis::FullYear),
    ("part year", StatedBasis::PartYear),
];

/// How closely a figure is meant.
pub const BOUNDS: [(&str, Bound); 4] = [
    ("exactly", Bound::Exactly),
    ("about", Bound::About),
    ("at least", Bound::AtLeast),
    ("up to", Bound::UpTo),
];

/// Kinds of money.
pub const FUND_KINDS: [(&str, FundKind); 8] = [
    ("base budget", FundKind::Base),
    ("contingency", FundKind::Contingency),
    ("schools grant", FundKind::SchoolsGrant),
    ("grant", FundKind::Grant),
    ("reserve", FundKind::Reserve),
    ("fee", FundKind::Fee),
    ("partner", FundKind::Partner),
    ("savings", FundKind::Savings),
];

/// How far funding is agreed.
pub const FUNDING_STATES: [(&str, FundingState); 5] = [
    ("bid", FundingState::Bid),
    ("provided", FundingState::Provided),
    ("requested", FundingState::Requested),
    ("released", FundingState::Released),
    ("refused", FundingState::Refused),
];

/// How far a saving is.
pub const SAVING_STATES: [(&str, SavingState); 4] = [
    ("planned", SavingState::Planned),
    ("achieved", SavingState::Achieved),
    ("reprofiled", SavingState::Reprofiled),
    ("abandoned", SavingState::Abandoned),
];

/// How far the evaluation of a grade has come.
pub const EVALUATIONS: [(&str, EvaluationState); 5] = [
    ("draft", EvaluationState::Draft),
    ("submitted", EvaluationState::Submitted),
    ("provisional", EvaluationState::Provisional),
    ("evaluated", EvaluationState::Evaluated),
    ("appealed", EvaluationState::Appealed),
];

/// Kinds of paper.
pub const PAPER_KINDS: [(&str, PaperKind); 2] = [
    ("report", PaperKind::Report),
    ("document", PaperKind::Document),
];

/// Fields of posts that can be exempt.
pub const EXEMPT_FIELDS: [(&str, ExemptField); 3] = [
    ("pay", ExemptField::Pay),
    ("holder", ExemptField::Holder),
    ("title", ExemptField::Title),
];

pub(crate) fn outcomes() -> [(&'static str, Outcome); 8] {
    Outcome::ALL.map(|outcome| (outcome.words(), outcome))
}

/// What a recommendation asks of the decision-maker.
pub const ASKS: [&str; 3] = ["approve", "note", "refer"];

/// What Muster prints as an appendix.
pub const VIEWS: [&str; 3] = ["structure before", "structure after", "changes"];

/// How far the assessment of what a proposal does to equality goes.
pub const ASSESSMENTS: [&str; 3] = ["none", "screening", "full"];
