//! What is known of a line of like posts.

use std::fmt;

use base::{End, Exact, Fte, Known, Pence};

use crate::ledger::UnitId;

/// One or several like posts: an approved place in the structure, held or vacant.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PostLine {
    /// The council's own number of the post, where it has one; text, for it may begin with a nought.
    pub number: Option<String>,
    /// As the paper prints it, in the singular.
    pub title: String,
    /// A label; what it pays depends on the date and the council.
    pub grade: Known<String>,
    /// The spinal column point at which the paper costs the posts, if it gives one.
    pub point: Option<u16>,
    /// How many posts. Never derived from the FTE.
    pub posts: Known<u32>,
    /// Full-time equivalent of all the posts together. Never derived from their number.
    pub fte: Known<Fte>,
    /// Hours a week of each post, where the paper counts in hours.
    pub hours: Option<Exact>,
    /// Paid weeks a year, for posts that work in term time only. Given, never derived.
    pub paid_weeks: Option<Exact>,
    /// The unit that holds them.
    pub placement: Placement,
    /// The title of the post that they report to.
    pub line_manager: Option<String>,
    /// Whether they end.
    pub tenure: Known<Tenure>,
    /// Who pays.
    pub funding: Vec<FundShare>,
    /// Whether they are held.
    pub occupancy: Known<Occupancy>,
    /// Who covers the work meanwhile: agency, acting up, secondment.
    pub covered_by: Option<String>,
    /// The full-year cost of one full-time post with on-costs, where a paper states it.
    pub stated_cost: Option<Pence>,
}

impl PostLine {
    /// A line of which nothing is known but its title.
    pub fn titled(title: impl Into<String>) -> Self {
        Self {
            number: None,
            title: title.into(),
            grade: Known::Unknown,
            point: None,
            posts: Known::Unknown,
            fte: Known::Unknown,
            hours: None,
            paid_weeks: None,
            placement: Placement::NotStated,
            line_manager: None,
            tenure: Known::Unknown,
            funding: Vec::new(),
            occupancy: Known::Unknown,
            covered_by: None,
            stated_cost: None,
        }
    }
}

/// The unit in which posts stand, as far as the paper says.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Placement {
    /// In this unit.
    In(UnitId),
    /// In one of these; the paper does not say which post goes where.
    OneOf(Vec<UnitId>),
    /// The paper names no unit.
    NotStated,
}

/// Whether a post ends of itself: not its funding, nor its holder's contract.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Tenure {
    /// Without end.
    Permanent,
    /// With an end.
    Temporary(End),
}

impl fmt::Display for Tenure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Permanent => f.write_str("permanent"),
            Self::Temporary(end) => write!(f, "temporary {end}"),
        }
    }
}

/// Whether posts are held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Occupancy {
    /// Nobody holds them.
    Vacant,
    /// All are held.
    Filled,
    /// So many people hold some of them.
    PartFilled(u32),
}

impl fmt::Display for Occupancy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Vacant => f.write_str("vacant"),
            Self::Filled => f.write_str("filled"),
            Self::PartFilled(people) => write!(f, "filled in part, by {people}"),
        }
    }
}

/// Part of the cost of a line, and who pays it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct FundShare {
    /// The name of the fund.
    pub fund: String,
    /// Its share, if it is known; the shares of a line sum to one.
    pub share: Known<Exact>,
}
