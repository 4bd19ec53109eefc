//! What the rows sum to, beside what the list itself says.

use base::{Exact, Fte, exact};

use crate::address::Address;
use crate::field::Field;
use crate::value::number::Sum;

/// Sums over rows. What is not known is counted, and is no part of a sum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sums {
    /// FTE.
    pub fte: Fte,
    /// Rows whose FTE is not known.
    pub fte_not_known: usize,
    /// Posts.
    pub posts: u64,
    /// Rows whose number of posts is not known.
    pub posts_not_known: usize,
    /// Spinal column points, which mean nothing as a sum: two programs that read the same list agree
    /// on it.
    pub points: u64,
}

impl Default for Sums {
    fn default() -> Self {
        Self {
            fte: Fte::ZERO,
            fte_not_known: 0,
            posts: 0,
            posts_not_known: 0,
            points: 0,
        }
    }
}

/// The sums of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Of the rows that will be imported.
    pub imported: Sums,
    /// Of the rows that are left out.
    pub left_out: Sums,
    /// What the list says in its rows of totals: the cell, what it totals, and the figure.
    pub stated: Vec<(Address, Field, Exact)>,
}

/// The sums of rows, as they are read.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Adding {
    fte: Sum,
    fte_not_known: usize,
    posts: u64,
    posts_not_known: usize,
    points: u64,
}

impl Adding {
    /// Adds a row.
    pub(super) fn add(&mut self, fte: Option<Exact>, posts: Option<u32>, point: Option<u16>) {
        match fte {
            Some(fte) => self.fte.add(fte),
            None => self.fte_not_known += 1,
        }
        match posts {
            Some(posts) => self.posts += u64::from(posts),
            None => self.posts_not_known += 1,
        }
        self.points += u64::from(point.unwrap_or(0));
    }

    /// The sums.
    pub(super) fn sums(self) -> Sums {
        Sums {
            fte: Fte::new(self.fte.value()),
            fte_not_known: self.fte_not_known,
            posts: self.posts,
            posts_not_known: self.posts_not_known,
            points: self.points,
        }
    }
}

/// A running sum of what one column holds, for the list's own totals to be compared with.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Running {
    before: Sum,
    since_last: Sum,
}

impl Running {
    pub(super) fn add(&mut self, number: Exact) {
        self.since_last.add(number);
    }

    /// What the rows give where the list states a total, if it is something else. A total may be of
    /// the rows since the last one, or of all.
    pub(super) fn differs(&mut self, stated: Exact) -> Option<Exact> {
        let part = std::mem::take(&mut self.since_last).value();
        self.before.add(part);
        let whole = self.before.value();
        match stated == part || stated == whole {
            true => None,
            false if part == exact(0, 1) => Some(whole),
            false => Some(part),
        }
    }
}
