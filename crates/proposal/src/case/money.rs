//! Stated figures, funding, budgets and savings.

use base::{FinancialYear, Fte, Known, Pence, When};
use diagnostics::{At, Place};

/// A figure that the paper states. It is never used as a total: it is held against the computed one.
#[derive(Clone, Debug)]
pub struct Stated {
    /// Where it is listed.
    pub place: Place,
    /// By what name prose refers to it: `{stated.NAME}`.
    pub name: Option<At<String>>,
    /// What it is, in the paper's words.
    pub what: Option<At<String>>,
    /// How much.
    pub value: At<StatedValue>,
    /// The computed figure that it claims to be, such as `cost.posts` or `fte.after`.
    pub is: Option<At<String>>,
    /// Which part of a year the paper says that it covers.
    pub basis: Option<At<StatedBasis>>,
    /// Whether the paper says that it is more, less or about so much.
    pub bound: Bound,
    /// The paragraph.
    pub paragraph: Option<At<String>>,
}

/// How closely a paper means a figure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Bound {
    /// So much.
    #[default]
    Exactly,
    /// About so much.
    About,
    /// So much or more.
    AtLeast,
    /// So much or less.
    UpTo,
}

/// How much.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatedValue {
    /// Money.
    Amount(Pence),
    /// FTE.
    Fte(Fte),
    /// Posts or people.
    Number(u32),
    /// Per cent, in hundredths.
    Percent(i64),
}

/// Which part of a year a stated cost covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatedBasis {
    /// Twelve months.
    FullYear,
    /// From start to end within the year.
    PartYear,
}

/// What is known of a fund, whether or not it pays for this proposal.
#[derive(Clone, Debug)]
pub struct Fund {
    /// Where it is listed.
    pub place: Place,
    /// Its name.
    pub name: At<String>,
    /// What kind of money it is.
    pub kind: Option<At<FundKind>>,
    /// What it may be spent on.
    pub purpose: Option<At<String>>,
}

/// A source that pays for the proposal.
#[derive(Clone, Debug)]
pub struct Funding {
    /// Where it is listed.
    pub place: Place,
    /// Its name.
    pub source: At<String>,
    /// How much, if the paper says.
    pub amount: Option<At<Known<Pence>>>,
    /// Whether it pays only a part, without saying how much.
    pub in_part: Option<At<bool>>,
    /// What kind of money it is.
    pub kind: Option<At<FundKind>>,
    /// What it may be spent on.
    pub purpose: Option<At<String>>,
    /// How far it is agreed.
    pub state: Option<At<FundingState>>,
    /// Who must release it, if that is not the decision-maker.
    pub released_by: Option<At<String>>,
    /// From when it pays.
    pub from: Option<At<When>>,
    /// Until when it pays.
    pub until: Option<At<When>>,
    /// Titles of the changes that it pays for; all if not said.
    pub pays_for: Vec<At<String>>,
    /// The paragraph.
    pub paragraph: Option<At<String>>,
    /// The same, as other paragraphs tell it.
    pub told_again: Vec<ToldAgain>,
}

/// The kinds of money.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FundKind {
    /// Recurring base budget.
    Base,
    /// Held centrally; release is a separate decision.
    Contingency,
    /// Dedicated schools grant or one of its blocks.
    SchoolsGrant,
    /// Another grant.
    Grant,
    /// Reserves.
    Reserve,
    /// Fees and charges.
    Fee,
    /// Another body.
    Partner,
    /// The savings of another proposal.
    Savings,
}

impl FundKind {
    /// May it be spent only on its purpose?
    pub fn ring_fenced(self) -> bool {
        matches!(self, Self::SchoolsGrant | Self::Grant)
    }
}

/// How far funding is agreed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FundingState {
    /// Asked for in the budget round.
    Bid,
    /// Set aside, not yet released.
    Provided,
    /// Asked to be released.
    Requested,
    /// May be spent.
    Released,
    /// Not given.
    Refused,
}

/// Another telling of the same thing.
#[derive(Clone, Debug)]
pub struct ToldAgain {
    /// Where it is listed.
    pub place: Place,
    /// The paragraph.
    pub paragraph: Option<At<String>>,
    /// The source as named there.
    pub source: Option<At<String>>,
    /// The amount as given there.
    pub amount: Option<At<Pence>>,
    /// The start as given there.
    pub from: Option<At<When>>,
    /// The words used there.
    pub words: Option<At<String>>,
}

/// A budget, and the cost of the structure that it pays for.
#[derive(Clone, Debug)]
pub struct Budget {
    /// Where it is listed.
    pub place: Place,
    /// Whose budget.
    pub unit: Option<At<String>>,
    /// For which year.
    pub year: Option<At<FinancialYear>>,
    /// How much.
    pub amount: At<Pence>,
    /// The part of it that is temporary.
    pub temporary: Option<At<Pence>>,
    /// When the temporary part ends.
    pub temporary_until: Option<At<When>>,
    /// The stated cost of the whole structure after the change, where its posts are not all listed.
    pub cost_after: Option<At<Pence>>,
    /// The paragraph.
    pub paragraph: Option<At<String>>,
}

/// A saving that the paper promises or reports.
#[derive(Clone, Debug)]
pub struct Saving {
    /// Where it is listed.
    pub place: Place,
    /// What saves, or whose saving it is.
    pub name: Option<At<String>>,
    /// Year by year.
    pub years: Vec<SavingYear>,
    /// The budget from which it is saved.
    pub baseline: Option<Baseline>,
    /// Does it come again every year? Not said if absent.
    pub recurring: Option<At<bool>>,
    /// Do later years contain the earlier ones? Not said if absent.
    pub cumulative: Option<At<bool>>,
    /// Whether the paper says *about*.
    pub approximate: bool,
    /// Whether the paper says that it follows from the changes.
    pub from_changes: Option<At<bool>>,
    /// What shows that it was delivered.
    pub evidence: Option<At<String>>,
    /// The paragraph.
    pub paragraph: Option<At<String>>,
    /// The same, as other paragraphs tell it.
    pub told_again: Vec<ToldAgain>,
}

/// One year of a saving.
#[derive(Clone, Debug)]
pub struct SavingYear {
    /// Where it is listed.
    pub place: Place,
    /// The financial year; not said if absent.
    pub year: Option<At<FinancialYear>>,
    /// What the paper calls it: `Year 1`.
    pub called: Option<At<String>>,
    /// How much.
    pub amount: Option<At<Known<Pence>>>,
    /// How far it is.
    pub state: Option<At<SavingState>>,
}

/// The budget from which a saving is taken.
#[derive(Clone, Debug)]
pub struct Baseline {
    /// How much.
    pub amount: At<Pence>,
    /// Of which year.
    pub year: Option<At<FinancialYear>>,
    /// At which prices.
    pub price_base: Option<At<String>>,
}

/// How far a saving is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SavingState {
    /// Promised.
    Planned,
    /// Reported as delivered.
    Achieved,
    /// To be spread over other years.
    Reprofiled,
    /// Given up.
    Abandoned,
}
