//! The establishment before, as far as the paper tells.

use base::{Exact, Fte, Known, Pence};
use diagnostics::{At, Place};
use register::{Occupancy, Tenure};

/// A unit that the paper names.
#[derive(Clone, Debug)]
pub struct CaseUnit {
    /// Where it is named.
    pub place: Place,
    /// Its name.
    pub name: At<String>,
    /// The unit that it is part of.
    pub part_of: Option<At<String>>,
    /// Other names that the paper uses for it.
    pub also_called: Vec<At<String>>,
}

/// How many posts a line holds, in the unit of the paper.
#[derive(Clone, Debug, Default)]
pub struct HowManyPosts {
    /// Number of posts.
    pub posts: Option<At<Known<u32>>>,
    /// FTE of all together.
    pub fte: Option<At<Known<Fte>>>,
    /// Hours a week of each post.
    pub hours: Option<At<Exact>>,
    /// Paid weeks a year, for term-time posts.
    pub paid_weeks: Option<At<Exact>>,
}

/// A line of posts that exists before.
#[derive(Clone, Debug)]
pub struct BasePost {
    /// Where it is listed.
    pub place: Place,
    /// Its title.
    pub title: At<String>,
    /// Its grade.
    pub grade: Option<At<Known<String>>>,
    /// Its costing point.
    pub point: Option<At<u32>>,
    /// How many.
    pub how_many: HowManyPosts,
    /// The unit, or those of which it is one.
    pub units: Vec<At<String>>,
    /// The title of the post that it reports to.
    pub line_manager: Option<At<String>>,
    /// Whether it ends.
    pub tenure: Option<At<Tenure>>,
    /// Whether it is held.
    pub occupancy: Option<At<Known<Occupancy>>>,
    /// Who covers it.
    pub covered_by: Option<At<String>>,
    /// Who pays, and the shares where they are given.
    pub funding: Vec<(At<String>, Known<Exact>)>,
    /// The stated full-year cost of one full-time post.
    pub cost: Option<At<Pence>>,
    /// The paragraph that attests it.
    pub paragraph: Option<At<String>>,
    /// Anything else that the paper says.
    pub note: Option<At<String>>,
}

/// What the paper says, in one place, about how far it reaches.
#[derive(Clone, Debug)]
pub struct Scope {
    /// Where.
    pub place: Place,
    /// The paragraph, or `title`, or `table`.
    pub paragraph: Option<At<String>>,
    /// What it takes in.
    pub includes: Vec<At<String>>,
    /// What it leaves out.
    pub excludes: Vec<At<String>>,
}
