//! The small closed set of things that an entry can do.

use std::collections::BTreeSet;

use base::{Date, Exact, Fte, Known, Pence};

use crate::ledger::{LineId, Position, UnitId};
use crate::post::{FundShare, Placement, PostLine, Tenure};

/// What an entry does to the establishment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// A unit begins, or is seen for the first time.
    OpenUnit {
        /// The unit.
        unit: UnitId,
        /// Its name.
        name: String,
        /// The unit that it is part of.
        part_of: Option<UnitId>,
    },
    /// A unit takes another name.
    RenameUnit {
        /// The unit.
        unit: UnitId,
        /// Its new name.
        name: String,
    },
    /// A unit becomes part of another.
    MoveUnit {
        /// The unit.
        unit: UnitId,
        /// The unit that it is part of from now on; none puts it at the top.
        part_of: Option<UnitId>,
    },
    /// Units end, and what they hold goes into another.
    MergeUnits {
        /// The units that end.
        units: Vec<UnitId>,
        /// The unit that takes over.
        into: UnitId,
    },
    /// A unit ends; it holds nothing by then.
    CloseUnit {
        /// The unit.
        unit: UnitId,
    },
    /// Posts exist, as a paper attests; no decision that is held established them.
    Attest {
        /// The line.
        line: LineId,
        /// What the paper says of it.
        post: PostLine,
    },
    /// Posts are established.
    Establish {
        /// The line.
        line: LineId,
        /// What is established.
        post: PostLine,
        /// The lines in whose place it comes.
        in_place_of: Vec<LineId>,
    },
    /// Posts end.
    Disestablish {
        /// The line.
        line: LineId,
        /// How much of it.
        quantity: Quantity,
    },
    /// Posts stay the same posts, and change.
    Amend {
        /// The line.
        line: LineId,
        /// How much of it changes.
        quantity: Quantity,
        /// What changes.
        to: Box<Amendment>,
        /// The line that holds the changed part, if only a part changes.
        becomes: LineId,
        /// The last day of a change for a time; then the line reverts.
        until: Option<Date>,
    },
    /// A payment to a postholder; it holds no FTE.
    Pay(Payment),
    /// An earlier entry was a mistake and counts no longer.
    Withdraw {
        /// The mistaken entry.
        entry: Position,
    },
}

impl Act {
    /// The highest number of a line and of a unit that it brings in; zero for none.
    pub(crate) fn highest_numbers(&self) -> (u32, u32) {
        match self {
            Self::OpenUnit { unit, .. } => (0, unit.number()),
            Self::Attest { line, .. }
            | Self::Establish { line, .. }
            | Self::Amend { becomes: line, .. } => (line.number(), 0),
            Self::RenameUnit { .. }
            | Self::MoveUnit { .. }
            | Self::MergeUnits { .. }
            | Self::CloseUnit { .. }
            | Self::Disestablish { .. }
            | Self::Pay(_)
            | Self::Withdraw { .. } => (0, 0),
        }
    }
}

impl Act {
    /// Does it make, change or end a unit?
    pub(crate) fn is_of_unit(&self) -> bool {
        matches!(
            self,
            Self::OpenUnit { .. }
                | Self::RenameUnit { .. }
                | Self::MoveUnit { .. }
                | Self::MergeUnits { .. }
                | Self::CloseUnit { .. }
        )
    }

    /// Does it put posts into one of these units?
    pub(crate) fn puts_into(&self, units: &BTreeSet<UnitId>) -> bool {
        let placement = match self {
            Self::Attest { post, .. } | Self::Establish { post, .. } => Some(&post.placement),
            Self::Amend { to, .. } => to.placement.as_ref(),
            _ => None,
        };
        match placement {
            Some(Placement::In(unit)) => units.contains(unit),
            Some(Placement::OneOf(all)) => all.iter().any(|unit| units.contains(unit)),
            Some(Placement::NotStated) | None => false,
        }
    }

    /// The lines of posts that it is about: that it makes, changes or ends.
    pub fn lines(&self) -> impl Iterator<Item = LineId> {
        let (line, other) = match self {
            Self::Attest { line, .. }
            | Self::Establish { line, .. }
            | Self::Disestablish { line, .. } => (Some(*line), None),
            Self::Amend { line, becomes, .. } => {
                (Some(*line), Some(*becomes).filter(|other| other != line))
            }
            _ => (None, None),
        };
        line.into_iter().chain(other)
    }
}

/// How much of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// All that is left of it.
    All,
    /// So much FTE.
    Fte(Fte),
    /// So many posts.
    Posts(u32),
}

/// What changes about a post; what is not named stays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Amendment {
    /// The title.
    pub title: Option<String>,
    /// The grade.
    pub grade: Option<Known<String>>,
    /// The costing point; follows the grade, so a new grade without a point clears the old point.
    pub point: Option<u16>,
    /// The FTE of the part that changes.
    pub fte: Option<Known<Fte>>,
    /// Hours a week of each post; a new FTE without hours clears them.
    pub hours: Option<Exact>,
    /// The unit.
    pub placement: Option<Placement>,
    /// The line manager.
    pub line_manager: Option<String>,
    /// The tenure.
    pub tenure: Option<Known<Tenure>>,
    /// Who pays.
    pub funding: Option<Vec<FundShare>>,
    /// The stated cost of one full-time post; follows the grade as the point does.
    pub stated_cost: Option<Pence>,
}

impl Amendment {
    /// The line as it is after the change.
    pub fn applied(&self, post: &PostLine) -> PostLine {
        let mut post = post.clone();
        self.apply(&mut post);
        post
    }

    /// Makes a post what it becomes.
    pub(crate) fn apply(&self, post: &mut PostLine) {
        if let Some(title) = &self.title {
            post.title.clone_from(title);
        }
        if let Some(grade) = &self.grade {
            post.grade = grade.clone();
            post.point = None;
            post.stated_cost = None;
        }
        post.point = self.point.or(post.point);
        post.stated_cost = self.stated_cost.or(post.stated_cost);
        if let Some(fte) = self.fte {
            post.fte = fte;
            post.hours = None;
        }
        post.hours = self.hours.or(post.hours);
        if let Some(placement) = &self.placement {
            post.placement = placement.clone();
        }
        if let Some(manager) = &self.line_manager {
            post.line_manager = Some(manager.clone());
        }
        if let Some(tenure) = &self.tenure {
            post.tenure = tenure.clone();
        }
        if let Some(funding) = &self.funding {
            post.funding.clone_from(funding);
        }
    }
}

/// An honorarium or another payment to a postholder for a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payment {
    /// What it is called: `Honorarium`.
    pub name: String,
    /// The line whose holder gets it, if the register holds it.
    pub line: Option<LineId>,
    /// The title of the post whose holder gets it.
    pub to: String,
    /// The sum for its whole term, or for a year.
    pub amount: Known<Pence>,
    /// Whether the amount is a sum for the term, rather than a yearly rate.
    pub for_term: bool,
    /// Its last day.
    pub until: Option<Date>,
}
