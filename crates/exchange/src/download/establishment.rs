//! An establishment as a table: the columns that an import reads, so that what is taken away can be
//! brought back.

use base::{End, Fte, Known, When, exact};
use register::{Establishment, Line, Occupancy, Placement, PostLine, Tenure, UnitId};

use super::{UNKNOWN, Value};
use crate::field::{MOST_FUNDS, UNIT_LEVELS};

/// The headings up to the funds, but for the levels of units.
const HEADINGS_BEFORE_FUNDS: [&str; 12] = [
    "Posts",
    "FTE",
    "Hours a week",
    "Weeks a year",
    "Grade",
    "SCP",
    "Tenure",
    "End date",
    "How it ends",
    "Line manager",
    "Filled or vacant",
    "People",
];

/// An establishment, ready to be written line by line.
#[derive(Debug)]
pub struct EstablishmentTable<'e> {
    establishment: &'e Establishment,
    levels: usize,
    funds: usize,
}

impl<'e> EstablishmentTable<'e> {
    /// Looks at the lines that will be written: how deep their units stand and how many funds pay one.
    pub fn of(establishment: &'e Establishment) -> Self {
        let lines = || establishment.lines();
        let depth = |line: &Line| path(establishment, &line.post).len();
        let levels = lines().map(depth).max().unwrap_or(0).max(1);
        let funds = lines().map(|line| line.post.funding.len()).max();
        Self {
            establishment,
            levels: levels.min(usize::from(UNIT_LEVELS)),
            funds: funds.unwrap_or(0).min(usize::from(MOST_FUNDS)),
        }
    }

    /// The headings.
    pub fn headings(&self) -> Vec<String> {
        let mut headings = vec!["Post number".to_owned(), "Post title".to_owned()];
        headings.extend((1..=self.levels).map(|level| format!("Unit level {level}")));
        headings.extend(HEADINGS_BEFORE_FUNDS.map(str::to_owned));
        for fund in 1..=self.funds {
            headings.push(format!("Fund {fund}"));
            headings.push(format!("Fund {fund} %"));
        }
        headings.push("Covered by".to_owned());
        headings
    }

    /// The widths that suit the columns, in characters.
    pub fn widths(&self) -> Vec<u8> {
        let mut widths = vec![12, 36];
        widths.extend(std::iter::repeat_n(28, self.levels));
        widths.extend([8, 8, 12, 12, 14, 8, 12, 18, 24, 30, 14, 8]);
        widths.extend(std::iter::repeat_n([24, 10], self.funds).flatten());
        widths.push(24);
        widths
    }

    /// Hands over the cells of a line.
    pub fn row<R>(&self, line: &Line, write: impl FnOnce(&[Value<'_>]) -> R) -> R {
        let post = &line.post;
        let path = path(self.establishment, post);
        let ends = how_it_ends(post);
        let number =
            |known: Known<base::Exact>| known.known().map_or(Value::Unknown, Value::Number);
        let given = |it: Option<base::Exact>| it.map_or(Value::Empty, Value::Number);
        let mut cells = vec![words(post.number.as_deref()), Value::Words(&post.title)];
        cells.extend((0..self.levels).map(|level| words(path.get(level).copied())));
        cells.extend([
            number(post.posts.map(|posts| exact(posts.into(), 1))),
            number(post.fte.map(Fte::exact)),
            given(post.hours),
            given(post.paid_weeks),
            post.grade
                .as_ref()
                .known()
                .map_or(Value::Unknown, |it| Value::Words(it)),
            given(post.point.map(|point| exact(point.into(), 1))),
            tenure(post),
            end(post),
            words(ends.as_deref()),
            words(post.line_manager.as_deref()),
            occupancy(post),
            people(post),
        ]);
        for place in 0..self.funds {
            match post.funding.get(place) {
                Some(fund) => {
                    let share = fund.share.map(|share| share * 100);
                    cells.extend([Value::Words(&fund.fund), number(share)]);
                }
                None => cells.extend([Value::Empty, Value::Empty]),
            }
        }
        cells.push(words(post.covered_by.as_deref()));
        write(&cells)
    }
}

fn words(text: Option<&str>) -> Value<'_> {
    text.map_or(Value::Empty, Value::Words)
}

/// The names of the units from the top down to that of a post.
fn path<'e>(establishment: &'e Establishment, post: &PostLine) -> Vec<&'e str> {
    let Placement::In(unit) = post.placement else {
        return Vec::new();
    };
    let mut names = Vec::new();
    let mut at: Option<UnitId> = Some(unit);
    while let Some(unit) = at.and_then(|id| establishment.unit(id))
        && names.len() < usize::from(UNIT_LEVELS)
    {
        names.push(unit.name.as_str());
        at = unit.part_of;
    }
    names.reverse();
    names
}

fn tenure(post: &PostLine) -> Value<'static> {
    match &post.tenure {
        Known::Known(Tenure::Permanent) => Value::Words("Permanent"),
        Known::Known(Tenure::Temporary(_)) => Value::Words("Temporary"),
        Known::Unknown | Known::Withheld => Value::Unknown,
    }
}

fn end(post: &PostLine) -> Value<'static> {
    match &post.tenure {
        Known::Known(Tenure::Temporary(End::On(When::Day(day)))) => Value::Day(*day),
        _ => Value::Empty,
    }
}

/// An end that is no day, in words.
fn how_it_ends(post: &PostLine) -> Option<String> {
    match &post.tenure {
        Known::Known(Tenure::Temporary(End::On(When::Day(_)))) => None,
        Known::Known(Tenure::Temporary(end)) => Some(end.to_string()),
        _ => None,
    }
}

fn occupancy(post: &PostLine) -> Value<'static> {
    match post.occupancy {
        Known::Known(Occupancy::Vacant) => Value::Words("Vacant"),
        Known::Known(Occupancy::Filled) => Value::Words("Filled"),
        Known::Known(Occupancy::PartFilled(_)) => Value::Empty,
        Known::Unknown | Known::Withheld => Value::Words(UNKNOWN),
    }
}

fn people(post: &PostLine) -> Value<'static> {
    match post.occupancy {
        Known::Known(Occupancy::PartFilled(people)) => Value::Number(exact(people.into(), 1)),
        _ => Value::Empty,
    }
}
