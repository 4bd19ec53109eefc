//! The change set.

use base::{End, Exact, Fte, Known, Pence, When};
use diagnostics::{At, Place};
use register::{Occupancy, Tenure};

use super::structure::HowManyPosts;

/// One line of the change set.
#[derive(Clone, Debug)]
pub struct Change {
    /// Where it is written.
    pub place: Place,
    /// What happens.
    pub verb: Verb,
    /// The first day.
    pub from: Option<At<When>>,
    /// The last day of a temporary change or post, or the new end of an extension.
    pub until: Option<At<End>>,
    /// Why the dates are assumed, if the paper does not give them.
    pub assumed: Option<At<String>>,
    /// The paragraph of the report.
    pub paragraph: Option<At<String>>,
    /// Anything else that the paper says.
    pub note: Option<At<String>>,
}

/// What a change does.
#[derive(Clone, Debug)]
pub enum Verb {
    /// Establishes posts.
    Establish(Box<Established>),
    /// Ends posts.
    Disestablish(Selector),
    /// Changes posts that stay the same posts.
    Change(Selector, Box<Changed>),
    /// Takes the end off temporary posts.
    MakePermanent(Selector, Box<Changed>),
    /// Puts the end of temporary posts later.
    Extend(Selector, Box<Changed>),
    /// Pays a postholder for a time.
    Pay(Honorarium),
    /// Begins a unit.
    CreateUnit {
        /// Its name.
        name: At<String>,
        /// The unit that it is part of.
        part_of: Option<At<String>>,
    },
    /// Gives a unit another name.
    RenameUnit {
        /// Its name until then.
        name: At<String>,
        /// Its new name.
        to: At<String>,
    },
    /// Makes a unit part of another.
    MoveUnit {
        /// The unit.
        name: At<String>,
        /// The unit that it is part of from then on.
        into: Option<At<String>>,
    },
    /// Ends units and puts what they hold into another.
    MergeUnits {
        /// The units that end.
        names: Vec<At<String>>,
        /// The unit that takes over.
        into: At<String>,
    },
    /// Ends a unit.
    CloseUnit {
        /// The unit.
        name: At<String>,
    },
}

impl Verb {
    /// The key by which a case file calls it.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Establish(_) => "establish",
            Self::Disestablish(_) => "disestablish",
            Self::Change(..) => "change",
            Self::MakePermanent(..) => "make_permanent",
            Self::Extend(..) => "extend",
            Self::Pay(_) => "honorarium",
            Self::CreateUnit { .. } => "create_unit",
            Self::RenameUnit { .. } => "rename_unit",
            Self::MoveUnit { .. } => "move_unit",
            Self::MergeUnits { .. } => "merge_units",
            Self::CloseUnit { .. } => "close_unit",
        }
    }

    /// The title or name that it is about: the first words of its line.
    pub fn subject(&self) -> &At<String> {
        match self {
            Self::Establish(post) => &post.title,
            Self::Disestablish(posts)
            | Self::Change(posts, _)
            | Self::MakePermanent(posts, _)
            | Self::Extend(posts, _) => &posts.title,
            Self::Pay(payment) => &payment.to.title,
            Self::CreateUnit { name, .. }
            | Self::RenameUnit { name, .. }
            | Self::MoveUnit { name, .. }
            | Self::CloseUnit { name } => name,
            Self::MergeUnits { into, .. } => into,
        }
    }

    /// Which posts it takes, if it takes some that exist.
    pub fn selector(&self) -> Option<&Selector> {
        match self {
            Self::Disestablish(posts)
            | Self::Change(posts, _)
            | Self::MakePermanent(posts, _)
            | Self::Extend(posts, _) => Some(posts),
            Self::Pay(payment) => Some(&payment.to),
            Self::Establish(_)
            | Self::CreateUnit { .. }
            | Self::RenameUnit { .. }
            | Self::MoveUnit { .. }
            | Self::MergeUnits { .. }
            | Self::CloseUnit { .. } => None,
        }
    }

    /// Does it touch posts (rather than units or payments)?
    pub fn touches_posts(&self) -> bool {
        matches!(
            self,
            Self::Establish(_)
                | Self::Disestablish(_)
                | Self::Change(..)
                | Self::MakePermanent(..)
                | Self::Extend(..)
        )
    }
}

/// Posts to be established.
#[derive(Clone, Debug)]
pub struct Established {
    /// Their title.
    pub title: At<String>,
    /// Their grade.
    pub grade: Option<At<Known<String>>>,
    /// Their costing point.
    pub point: Option<At<u32>>,
    /// How many.
    pub how_many: HowManyPosts,
    /// The unit, or those of which it is one.
    pub units: Vec<At<String>>,
    /// The title of the post that they report to.
    pub line_manager: Option<At<String>>,
    /// Whether the paper says that they are permanent. An end is the change's `until`.
    pub permanent: Option<At<bool>>,
    /// Who pays.
    pub funding: Vec<(At<String>, Known<Exact>)>,
    /// The stated full-year cost of one full-time post.
    pub cost: Option<At<Pence>>,
    /// Titles of the posts in whose place they come.
    pub in_place_of: Vec<At<String>>,
    /// Whether the grade is evaluated.
    pub evaluation: Option<At<EvaluationState>>,
    /// How they are filled.
    pub routes: Vec<Route>,
}

/// Which posts are meant.
#[derive(Clone, Debug)]
pub struct Selector {
    /// Their title.
    pub title: At<String>,
    /// Only those of this grade; not known means only those whose grade is not known.
    pub grade: Option<At<Known<String>>>,
    /// Only those of this unit.
    pub unit: Option<At<String>>,
    /// How many of them; all if not said.
    pub how_many: Option<At<HowMany>>,
    /// Whether they are held, as the paper says here.
    pub occupancy: Option<At<Known<Occupancy>>>,
    /// Where their holders go.
    pub routes: Vec<Route>,
    /// Whether the new grade is evaluated.
    pub evaluation: Option<At<EvaluationState>>,
}

/// A part of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HowMany {
    /// So many posts.
    Posts(u32),
    /// So much FTE.
    Fte(Fte),
}

/// What becomes of posts that change.
#[derive(Clone, Debug, Default)]
pub struct Changed {
    /// The new title.
    pub title: Option<At<String>>,
    /// The new grade.
    pub grade: Option<At<Known<String>>>,
    /// The new costing point.
    pub point: Option<At<u32>>,
    /// The new FTE of the posts that change, together.
    pub fte: Option<At<Known<Fte>>>,
    /// The new hours a week of each post.
    pub hours: Option<At<Exact>>,
    /// The new unit.
    pub unit: Option<At<String>>,
    /// The new line manager.
    pub line_manager: Option<At<String>>,
    /// The new tenure.
    pub tenure: Option<At<Tenure>>,
    /// Who pays from then on.
    pub funding: Vec<(At<String>, Known<Exact>)>,
    /// The stated full-year cost of one full-time post.
    pub cost: Option<At<Pence>>,
}

/// A payment to a postholder.
#[derive(Clone, Debug)]
pub struct Honorarium {
    /// The post whose holder gets it.
    pub to: Selector,
    /// The sum for its whole term.
    pub amount: Option<At<Known<Pence>>>,
    /// The sum for a year, where the paper gives that instead.
    pub a_year: Option<At<Pence>>,
    /// What it is called, if not an honorarium.
    pub called: Option<At<String>>,
}

/// How posts are filled, or where their holders go.
#[derive(Clone, Debug)]
pub struct Route {
    /// Where it is written.
    pub place: Place,
    /// `slot-in`, `transfer`, `ring-fence`, `selection`, `enabling`, `redeployment`, `no change`.
    pub how: At<String>,
    /// The post or team from which people come.
    pub from: Option<At<String>>,
    /// How many people.
    pub people: Option<At<Known<u32>>>,
    /// Why this route.
    pub because: Option<At<String>>,
}

/// How far the evaluation of a grade has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EvaluationState {
    /// The description is being written.
    Draft,
    /// It is with the panel.
    Submitted,
    /// A grade is given for the time being.
    Provisional,
    /// The grade is fixed.
    Evaluated,
    /// The grade is under appeal.
    Appealed,
}
