//! Sums of posts, FTE and yearly costs, many at a time.

use base::{Exact, Fte, exact};

use super::MOST_YEARS;
use super::tree::Tree;

/// The largest number that a lane takes from one row. With at most [`super::MOST_LINES`] rows, no sum
/// leaves 64 bits.
const LARGEST: i128 = 1 << 36;

/// The largest common denominator of FTE; an FTE that does not fit it is kept apart, exact.
pub(super) const LARGEST_DENOMINATOR: i128 = 1 << 20;

/// What a row, or a sum of rows, holds that fits: lines, posts, FTE over the common denominator,
/// and the pence of each year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(align(64))]
pub(super) struct Lane([i64; 8]);

const LINES: usize = 0;
const POSTS: usize = 1;
const FTE: usize = 2;
const COSTS: usize = 3;

impl Lane {
    pub(super) fn lines(self) -> i64 {
        self.0[LINES]
    }

    pub(super) fn posts(self) -> i64 {
        self.0[POSTS]
    }

    pub(super) fn fte(self, denominator: i128) -> Fte {
        Fte::new(exact(i128::from(self.0[FTE]), denominator))
    }

    pub(super) fn cost(self, year: usize) -> i64 {
        self.0[COSTS + year]
    }

    /// The bounds of [`LARGEST`] keep every true sum within 64 bits, and modular sums in between lead
    /// to the same end.
    pub(super) fn add(&mut self, other: &Self) {
        for at in 0..self.0.len() {
            self.0[at] = self.0[at].wrapping_add(other.0[at]);
        }
    }

    pub(super) fn times(&self, times: i64) -> Self {
        let mut product = Self::default();
        for at in 0..self.0.len() {
            product.0[at] = self.0[at].wrapping_mul(times);
        }
        product
    }
}

/// What does not fit a lane: how much is not known, and what is too large or too finely divided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Odd {
    pub(super) posts_missing: i64,
    pub(super) fte_missing: i64,
    pub(super) costs_missing: [i64; MOST_YEARS],
    pub(super) fte: Exact,
    pub(super) costs: [i128; MOST_YEARS],
}

impl Odd {
    pub(super) const NONE: Self = Self {
        posts_missing: 0,
        fte_missing: 0,
        costs_missing: [0; MOST_YEARS],
        fte: Exact::new_raw(0, 1),
        costs: [0; MOST_YEARS],
    };

    fn add(&mut self, other: &Self, times: i64) {
        self.posts_missing += other.posts_missing * times;
        self.fte_missing += other.fte_missing * times;
        self.fte += other.fte * i128::from(times);
        for year in 0..MOST_YEARS {
            self.costs_missing[year] += other.costs_missing[year] * times;
            self.costs[year] += other.costs[year] * i128::from(times);
        }
    }
}

/// A row as it is added: what fits the lane, and what does not.
#[derive(Clone, Debug)]
pub(super) struct Packed {
    pub(super) lane: Lane,
    pub(super) odd: Odd,
}

impl Packed {
    /// Nothing.
    pub(super) fn nothing() -> Self {
        Self {
            lane: Lane::default(),
            odd: Odd::NONE,
        }
    }

    /// One line of posts.
    pub(super) fn line() -> Self {
        let mut packed = Self::nothing();
        packed.lane.0[LINES] = 1;
        packed
    }

    pub(super) fn posts(&mut self, posts: Option<u32>) {
        match posts {
            Some(posts) => self.lane.0[POSTS] = i64::from(posts),
            None => self.odd.posts_missing = 1,
        }
    }

    pub(super) fn fte(&mut self, fte: Option<Fte>, denominator: i128) {
        let Some(fte) = fte.map(Fte::exact) else {
            self.odd.fte_missing = 1;
            return;
        };
        let shared = denominator % fte.denom() == 0;
        let numerator = fte.numer().checked_mul(denominator / fte.denom());
        match numerator.and_then(fits).filter(|_| shared) {
            Some(numerator) => self.lane.0[FTE] = numerator,
            None => self.odd.fte = fte,
        }
    }

    pub(super) fn cost(&mut self, year: usize, pence: Option<i128>) {
        match pence {
            Some(pence) => match fits(pence) {
                Some(pence) => self.lane.0[COSTS + year] = pence,
                None => self.odd.costs[year] = pence,
            },
            None => self.odd.costs_missing[year] = 1,
        }
    }

    /// The odd part, if there is any.
    pub(super) fn odd(self) -> Option<Box<Odd>> {
        (self.odd != Odd::NONE).then(|| Box::new(self.odd))
    }
}

fn fits(value: i128) -> Option<i64> {
    (value.abs() <= LARGEST)
        .then(|| i64::try_from(value).ok())
        .flatten()
}

/// One sum for each unit, or each fund.
#[derive(Clone, Debug)]
pub(super) struct Sums {
    pub(super) lanes: Vec<Lane>,
    /// As long as `lanes`, or empty while nothing is odd.
    odd: Vec<Odd>,
}

impl Sums {
    pub(super) fn new(rows: usize) -> Self {
        Self {
            lanes: vec![Lane::default(); rows],
            odd: Vec::new(),
        }
    }

    pub(super) fn make_room(&mut self, rows: usize) {
        if self.lanes.len() < rows {
            self.lanes.resize(rows, Lane::default());
            if !self.odd.is_empty() {
                self.odd.resize(rows, Odd::NONE);
            }
        }
    }

    pub(super) fn odd(&self, at: usize) -> &Odd {
        self.odd.get(at).unwrap_or(&Odd::NONE)
    }

    pub(super) fn add(&mut self, at: u32, lane: &Lane) {
        self.lanes[at as usize].add(lane);
    }

    /// Adds to a unit and all above it.
    pub(super) fn add_upwards(&mut self, unit: u32, tree: &Tree, lane: &Lane, times: i64) {
        let lane = lane.times(times);
        let mut unit = unit as usize;
        self.lanes[unit].add(&lane);
        while unit != 0 {
            unit = tree.above(unit);
            self.lanes[unit].add(&lane);
        }
    }

    pub(super) fn add_odd(&mut self, at: u32, odd: Option<&Odd>, times: i64) {
        let Some(odd) = odd else { return };
        if self.odd.is_empty() {
            self.odd = vec![Odd::NONE; self.lanes.len()];
        }
        self.odd[at as usize].add(odd, times);
    }

    /// Adds every unit to the one above it; parents stand before their children.
    pub(super) fn roll_up(&mut self, tree: &Tree) {
        for unit in (1..self.lanes.len()).rev() {
            let above = tree.above(unit);
            let lane = self.lanes[unit];
            self.lanes[above].add(&lane);
            if let Some(odd) = self.odd.get(unit).filter(|odd| **odd != Odd::NONE).cloned() {
                self.odd[above].add(&odd, 1);
            }
        }
    }
}
