//! The people whom a proposal touches: numbers and dates, never names.

use base::{Date, Known, When};
use diagnostics::{At, Place};

/// Consultation with staff and unions.
#[derive(Clone, Debug)]
pub struct Consultation {
    /// Where it is described.
    pub place: Place,
    /// Its first day, or the month of it.
    pub from: Option<At<When>>,
    /// Its last day, or the month of it.
    pub until: Option<At<When>>,
    /// How many weeks the paper says that it lasted.
    pub weeks: Option<At<u32>>,
    /// Unions and other parties.
    pub with: Vec<At<String>>,
    /// Meetings.
    pub meetings: Vec<Meeting>,
    /// What came of it.
    pub outcome: Option<At<String>>,
    /// The paragraph.
    pub paragraph: Option<At<String>>,
}

impl Consultation {
    /// One of which nothing is said yet.
    pub fn new(place: Place) -> Self {
        Self {
            place,
            from: None,
            until: None,
            weeks: None,
            with: Vec::new(),
            meetings: Vec::new(),
            outcome: None,
            paragraph: None,
        }
    }
}

/// A consultation meeting.
#[derive(Clone, Debug)]
pub struct Meeting {
    /// Where it is listed.
    pub place: Place,
    /// Its day.
    pub date: At<Date>,
    /// With whom.
    pub with: Option<At<String>>,
    /// Whether the paper calls it the last.
    pub last: bool,
    /// The paragraph.
    pub paragraph: Option<At<String>>,
}

/// People who are placed together.
#[derive(Clone, Debug)]
pub struct Pool {
    /// Where it is listed.
    pub place: Place,
    /// Teams or posts.
    pub name: At<String>,
    /// How many people.
    pub people: Option<At<Known<u32>>>,
    /// Titles of the posts that they may go to.
    pub into: Vec<At<String>>,
    /// The paragraph.
    pub paragraph: Option<At<String>>,
}

/// Something that the paper says.
#[derive(Clone, Debug)]
pub struct Claim {
    /// Where it is listed.
    pub place: Place,
    /// What is said.
    pub words: At<String>,
    /// The paragraph.
    pub paragraph: Option<At<String>>,
}

/// Pay protection.
#[derive(Clone, Debug)]
pub struct Protection {
    /// Where it is described.
    pub place: Place,
    /// How many people the change touches.
    pub people: Option<At<Known<u32>>>,
    /// How many of them are protected.
    pub protected: Option<At<Known<u32>>>,
    /// For how many months.
    pub months: Option<At<u32>>,
    /// What the paper says of it.
    pub claims: Vec<Claim>,
}

/// What the paper says of redundancies.
#[derive(Clone, Debug)]
pub struct Redundancies {
    /// Where it is said.
    pub place: Place,
    /// How many are expected.
    pub number: At<Known<u32>>,
    /// The paragraph.
    pub paragraph: Option<At<String>>,
}

/// The equality assessment.
#[derive(Clone, Debug)]
pub struct Equality {
    /// Where it is described.
    pub place: Place,
    /// `none`, `screening`, `full`.
    pub assessment: Option<At<String>>,
    /// Its day.
    pub date: Option<At<Date>>,
    /// The characteristics that it looked at.
    pub characteristics: Vec<At<String>>,
    /// The paragraph.
    pub paragraph: Option<At<String>>,
}
