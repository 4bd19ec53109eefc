//! What a column of a list may mean.

use std::fmt;

/// The meaning of a column. It prints as the name by which a person chooses it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// The council's own number of the post.
    PostNumber,
    /// The title of the post.
    Title,
    /// A level of the tree of units, from 1, the council, down; 6 is a team.
    Unit(u8),
    /// The council's own code of the unit; tells units of one name apart.
    UnitCode,
    /// The unit that the unit of the row is part of.
    PartOf,
    /// How many posts the row holds.
    Posts,
    /// Full-time equivalent of the row.
    Fte,
    /// How many people hold the posts of the row.
    People,
    /// Hours a week of each post.
    Hours,
    /// Paid weeks a year.
    Weeks,
    /// The grade.
    Grade,
    /// The spinal column point.
    Point,
    /// Whether the post is permanent.
    Tenure,
    /// The first day of the post.
    Start,
    /// The last day of the post.
    End,
    /// A fund or cost centre, from 1.
    Fund(u8),
    /// The share of that fund.
    Share(u8),
    /// The post that it reports to.
    LineManager,
    /// Whether it is held.
    Occupancy,
    /// Who holds it. Goes apart from the register.
    Holder,
    /// The number of whoever holds it. Goes apart from the register.
    HolderNumber,
    /// Who covers the work meanwhile.
    CoveredBy,
    /// The reference of the decision that approved it.
    Decision,
    /// The day of that decision.
    DecisionDate,
    /// The body or post that decided it.
    ApprovedBy,
}

/// The most funds of one row.
pub(crate) const MOST_FUNDS: u8 = 9;
/// The levels of the tree of units.
pub(crate) const UNIT_LEVELS: u8 = 9;

impl Field {
    /// Every meaning.
    pub fn all() -> impl Iterator<Item = Self> {
        let units = (1..=UNIT_LEVELS).map(Self::Unit);
        let funds = (1..=MOST_FUNDS).flat_map(|n| [Self::Fund(n), Self::Share(n)]);
        let before = [Self::PostNumber, Self::Title];
        let between = [
            Self::UnitCode,
            Self::PartOf,
            Self::Posts,
            Self::Fte,
            Self::People,
            Self::Hours,
            Self::Weeks,
            Self::Grade,
            Self::Point,
            Self::Tenure,
            Self::Start,
            Self::End,
        ];
        let after = [
            Self::LineManager,
            Self::Occupancy,
            Self::Holder,
            Self::HolderNumber,
            Self::CoveredBy,
            Self::Decision,
            Self::DecisionDate,
            Self::ApprovedBy,
        ];
        before
            .into_iter()
            .chain(units)
            .chain(between)
            .chain(funds)
            .chain(after)
    }

    /// The meaning of that name.
    pub fn named(name: &str) -> Option<Self> {
        // One fund or share needs no number.
        let name = match name {
            "fund" => "fund-1",
            "share" => "share-1",
            "unit" => "unit-6",
            other => other,
        };
        Self::all().find(|field| field.to_string() == name)
    }

    /// What it is called in sentences: `FTE`, `Number of posts`.
    pub fn words(self) -> String {
        let words = match self {
            Self::PostNumber => "Post number",
            Self::Title => "Title",
            Self::Unit(_) => "Unit",
            Self::UnitCode => "Unit code",
            Self::PartOf => "Unit above",
            Self::Posts => "Number of posts",
            Self::Fte => "FTE",
            Self::People => "Number of people",
            Self::Hours => "Hours a week",
            Self::Weeks => "Weeks a year",
            Self::Grade => "Grade",
            Self::Point => "Spinal column point",
            Self::Tenure => "Tenure",
            Self::Start => "Start",
            Self::End => "End",
            Self::Fund(number) => return format!("Fund {number}"),
            Self::Share(number) => return format!("Share of fund {number}"),
            Self::LineManager => "Line manager",
            Self::Occupancy => "Filled or vacant",
            Self::Holder => "Postholder",
            Self::HolderNumber => "Number of the postholder",
            Self::CoveredBy => "Covered by",
            Self::Decision => "Decision",
            Self::DecisionDate => "Date of the decision",
            Self::ApprovedBy => "Approved by",
        };
        words.to_owned()
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = match self {
            Self::PostNumber => "post-number",
            Self::Title => "title",
            Self::Unit(level) => return write!(f, "unit-{level}"),
            Self::UnitCode => "unit-code",
            Self::PartOf => "part-of",
            Self::Posts => "posts",
            Self::Fte => "fte",
            Self::People => "people",
            Self::Hours => "hours",
            Self::Weeks => "weeks",
            Self::Grade => "grade",
            Self::Point => "point",
            Self::Tenure => "tenure",
            Self::Start => "start",
            Self::End => "end",
            Self::Fund(number) => return write!(f, "fund-{number}"),
            Self::Share(number) => return write!(f, "share-{number}"),
            Self::LineManager => "line-manager",
            Self::Occupancy => "occupancy",
            Self::Holder => "holder",
            Self::HolderNumber => "holder-number",
            Self::CoveredBy => "covered-by",
            Self::Decision => "decision",
            Self::DecisionDate => "decision-date",
            Self::ApprovedBy => "approved-by",
        };
        f.pad(name)
    }
}
