//! The case as its author wrote it, with the place of everything that a check may point at.
//!
//! An absent field is `None`: the author said nothing. `Known::Unknown` means that the author said
//! that it is not known. The two print alike and are checked differently.

mod change;
mod exempt;
mod header;
mod money;
mod paper;
mod people;
mod structure;

pub use change::{
    Change, Changed, Established, EvaluationState, Honorarium, HowMany, Route, Selector, Verb,
};
pub use exempt::{ExemptField, ExemptPart, Exemption, Withheld};
pub use header::{Acknowledgement, CostBasis, Costing, Defaults, Header, SettledConflict};
pub use money::{
    Baseline, Bound, Budget, Fund, FundKind, Funding, FundingState, Saving, SavingState,
    SavingYear, Stated, StatedBasis, StatedValue, ToldAgain,
};
pub use paper::{
    Appendix, Comment, Cover, DecisionRecord, Discharge, Obligation, Outcome, Paper, PaperKind,
    ProposalOption, Prose, Recommendation, Section,
};
pub use people::{Claim, Consultation, Equality, Meeting, Pool, Protection, Redundancies};
pub use structure::{BasePost, CaseUnit, HowManyPosts, Scope};

use diagnostics::SourceId;

/// A proposal, as one file holds it.
#[derive(Clone, Debug)]
pub struct Case {
    /// The file.
    pub source: SourceId,
    /// Title, body, date, decision-maker.
    pub header: Header,
    /// How it is costed.
    pub costing: Costing,
    /// What every change has unless it says otherwise.
    pub defaults: Defaults,
    /// The units that the paper names.
    pub units: Vec<CaseUnit>,
    /// The posts that exist before, as far as the paper tells.
    pub posts: Vec<BasePost>,
    /// The change set, in the author's order.
    pub changes: Vec<Change>,
    /// Figures that the paper states.
    pub stated: Vec<Stated>,
    /// What is known of funds, whether or not they pay for this proposal.
    pub funds: Vec<Fund>,
    /// Who pays.
    pub funding: Vec<Funding>,
    /// Budgets against which the cost is held.
    pub budgets: Vec<Budget>,
    /// Savings that the paper promises or reports.
    pub savings: Vec<Saving>,
    /// What the paper says about how far it reaches.
    pub scope: Vec<Scope>,
    /// The options that were considered.
    pub options: Vec<ProposalOption>,
    /// Consultation with staff and unions.
    pub consultation: Option<Consultation>,
    /// People who are placed together.
    pub pools: Vec<Pool>,
    /// Pay protection.
    pub protection: Option<Protection>,
    /// What the paper says of redundancies.
    pub redundancies: Option<Redundancies>,
    /// The equality assessment.
    pub equality: Option<Equality>,
    /// What the decision-maker is asked.
    pub recommendations: Vec<Recommendation>,
    /// Officers' comments.
    pub comments: Vec<Comment>,
    /// Appendices that the paper has or cites.
    pub appendices: Vec<Appendix>,
    /// Background papers and earlier decisions.
    pub papers: Vec<Paper>,
    /// What the decision promises.
    pub obligations: Vec<Obligation>,
    /// Earlier promises that this decision keeps.
    pub discharges: Vec<Discharge>,
    /// The decision, if it is recorded.
    pub decision: Option<DecisionRecord>,
    /// Findings that the author lets stand.
    pub acknowledgements: Vec<Acknowledgement>,
    /// What the public may not read, and why.
    pub exempt: Vec<Exemption>,
    /// What was withheld, in an edition for the public.
    pub withheld: Vec<Withheld>,
    /// Conflicts with a register that moved, as they were settled.
    pub settled: Vec<SettledConflict>,
    /// The cover of the report, where it repeats the recommendations.
    pub cover: Cover,
    /// The report's own words, by section.
    pub sections: Vec<Section>,
}
