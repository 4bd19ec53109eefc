//! A post as pay sees it.

use base::{Date, Exact, Fte, Known};

use crate::hourly::WorkingYear;

/// What pay needs to know of a post, or of several like posts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PostPay<'a> {
    /// Whose grades: the council's name.
    pub council: &'a str,
    /// The grade's label, if there is one.
    pub grade: Option<&'a str>,
    /// A bare point, if one is stated: it goes before the grade's.
    pub point: Option<u16>,
    /// All the FTE to be costed; negative where it is taken away.
    pub fte: Fte,
    /// The FTE of each employment. If it is not known, whole ones are assumed, and one for the
    /// rest; the working then says so where it matters.
    pub each: Known<Fte>,
    /// The day that decides which numbering a bare point is in, which spine is the latest and
    /// which rates hold.
    pub on: Date,
    /// For a post that is not paid all the year.
    pub term_time: Option<TermTime>,
    /// For a post whose hours are given: the year by which the working says what an hour pays.
    pub hourly: Option<WorkingYear>,
}

impl<'a> PostPay<'a> {
    /// One full-time post of a grade.
    pub fn of_grade(council: &'a str, grade: &'a str, on: Date) -> Self {
        Self {
            grade: Some(grade),
            ..Self::of_nothing(council, on)
        }
    }

    /// One full-time post at a bare point.
    pub fn at_point(council: &'a str, point: u16, on: Date) -> Self {
        Self {
            point: Some(point),
            ..Self::of_nothing(council, on)
        }
    }

    /// The same with another FTE.
    #[must_use]
    pub fn with_fte(self, fte: Fte) -> Self {
        Self { fte, ..self }
    }

    fn of_nothing(council: &'a str, on: Date) -> Self {
        Self {
            council,
            grade: None,
            point: None,
            fte: Fte::whole(1),
            each: Known::Unknown,
            on,
            term_time: None,
            hourly: None,
        }
    }
}

/// How much of the year a post is paid. The FTE stays that of its weekly hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TermTime {
    /// Weeks paid in a year, leave included: given by the contract, never derived.
    pub paid_weeks: Exact,
    /// The year against which they count.
    pub year: WorkingYear,
}
