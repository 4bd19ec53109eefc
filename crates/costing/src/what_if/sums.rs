//! Sums of posts, FTE and yearly costs, many at a time.

use std::collections::HashMap;

use base::{Exact, Fte, Pence, exact};

use super::MOST_YEARS;
use super::outlook::AtLeast;
use super::tree::Tree;

/// The largest number that a lane takes from one row. With at most [`super::MOST_LINES`] rows, no sum
/// leaves 64 bits.
const LARGEST: i128 = 1 << 36;

/// The largest common denominator of FTE; an FTE that does not fit it is kept apart, exact.
pub(crate) const LARGEST_DENOMINATOR: i128 = 1 << 20;

/// Whole numbers that are added one by one, within the bounds of [`LARGEST`]: those keep every true sum
/// within 64 bits, and modular sums in between lead to the same end.
pub(crate) trait Adds: Copy + Default {
    fn add(&mut self, other: &Self);
}

/// What a row, or a sum of rows, holds that fits: lines, posts, FTE over the common denominator,
/// and the pence of each year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(align(64))]
pub(crate) struct Lane([i64; 8]);

const LINES: usize = 0;
const POSTS: usize = 1;
const FTE: usize = 2;
const COSTS: usize = 3;

impl Lane {
    pub(crate) fn lines(self) -> i64 {
        self.0[LINES]
    }

    pub(crate) fn posts(self) -> i64 {
        self.0[POSTS]
    }

    pub(crate) fn fte(self, denominator: i128) -> Fte {
        Fte::new(exact(i128::from(self.0[FTE]), denominator))
    }

    pub(crate) fn cost(self, year: usize) -> i64 {
        self.0[COSTS + year]
    }

    /// The half that matters where there is one year: lines, posts, FTE and its cost.
    pub(crate) fn of_one_year(self) -> OneYear {
        let [lines, posts, fte, cost, ..] = self.0;
        OneYear([lines, posts, fte, cost])
    }

    pub(crate) fn times(&self, times: i64) -> Self {
        let mut product = Self::default();
        for at in 0..self.0.len() {
            product.0[at] = self.0[at].wrapping_mul(times);
        }
        product
    }
}

impl Adds for Lane {
    fn add(&mut self, other: &Self) {
        for at in 0..self.0.len() {
            self.0[at] = self.0[at].wrapping_add(other.0[at]);
        }
    }
}

/// The first half of a lane: half the memory for sums over one year.
#[derive(Clone, Copy, Debug, Default)]
#[repr(align(32))]
pub(crate) struct OneYear([i64; 4]);

impl OneYear {
    pub(crate) fn lines(self) -> i64 {
        self.0[LINES]
    }

    pub(crate) fn posts(self) -> i64 {
        self.0[POSTS]
    }

    pub(crate) fn fte(self, denominator: i128) -> Fte {
        Fte::new(exact(i128::from(self.0[FTE]), denominator))
    }

    pub(crate) fn cost(self) -> i64 {
        self.0[COSTS]
    }
}

impl Adds for OneYear {
    #[inline]
    fn add(&mut self, other: &Self) {
        for at in 0..self.0.len() {
            self.0[at] = self.0[at].wrapping_add(other.0[at]);
        }
    }
}

/// What does not fit a lane: how much is not known, and what is too large or too finely divided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Odd {
    pub(crate) posts_missing: i64,
    pub(crate) fte_missing: i64,
    pub(crate) costs_missing: [i64; MOST_YEARS],
    pub(crate) fte: Exact,
    pub(crate) costs: [i128; MOST_YEARS],
}

impl Odd {
    pub(crate) const NONE: Self = Self {
        posts_missing: 0,
        fte_missing: 0,
        costs_missing: [0; MOST_YEARS],
        fte: Exact::new_raw(0, 1),
        costs: [0; MOST_YEARS],
    };

    pub(crate) fn add(&mut self, other: &Self, times: i64) {
        self.posts_missing += other.posts_missing * times;
        self.fte_missing += other.fte_missing * times;
        self.fte += other.fte * i128::from(times);
        for year in 0..MOST_YEARS {
            self.costs_missing[year] += other.costs_missing[year] * times;
            self.costs[year] += other.costs[year] * i128::from(times);
        }
    }
}

/// A sum, with what lanes cannot hold.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sum<L = Lane> {
    pub(crate) lane: L,
    pub(crate) odd: Option<Box<Odd>>,
}

impl Sum {
    pub(crate) fn add_lane(&mut self, lane: &Lane, odd: Option<&Odd>, times: i64) {
        self.lane.add(&lane.times(times));
        self.add_odd(odd, times);
    }
}

impl<L: Adds> Sum<L> {
    pub(crate) fn add(&mut self, other: &Self) {
        self.lane.add(&other.lane);
        self.add_odd(other.odd.as_deref(), 1);
    }

    fn add_odd(&mut self, odd: Option<&Odd>, times: i64) {
        if let Some(odd) = odd {
            let sum = self.odd.get_or_insert_with(|| Box::new(Odd::NONE));
            sum.add(odd, times);
        }
    }

    pub(crate) fn odd(&self) -> &Odd {
        self.odd.as_deref().unwrap_or(&Odd::NONE)
    }
}

/// A row as it is added: what fits the lane, and what does not.
#[derive(Clone, Debug)]
pub(crate) struct Packed {
    pub(crate) lane: Lane,
    pub(crate) odd: Odd,
}

impl Packed {
    /// Nothing.
    pub(crate) fn nothing() -> Self {
        Self {
            lane: Lane::default(),
            odd: Odd::NONE,
        }
    }

    /// One line of posts.
    pub(crate) fn line() -> Self {
        let mut packed = Self::nothing();
        packed.lane.0[LINES] = 1;
        packed
    }

    pub(crate) fn posts(&mut self, posts: Option<u32>) {
        match posts {
            Some(posts) => self.lane.0[POSTS] = i64::from(posts),
            None => self.odd.posts_missing = 1,
        }
    }

    pub(crate) fn fte(&mut self, fte: Option<Fte>, denominator: i128) {
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

    pub(crate) fn cost(&mut self, year: usize, pence: Option<i128>) {
        match pence {
            Some(pence) => match fits(pence) {
                Some(pence) => self.lane.0[COSTS + year] = pence,
                None => self.odd.costs[year] = pence,
            },
            None => self.odd.costs_missing[year] = 1,
        }
    }

    /// The odd part, if there is any.
    pub(crate) fn odd(self) -> Option<Box<Odd>> {
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
pub(crate) struct Sums<L = Lane> {
    pub(crate) lanes: Vec<L>,
    /// By their places, of the few sums that have any.
    odd: HashMap<usize, Odd>,
}

impl<L: Adds> Sums<L> {
    pub(crate) fn new(rows: usize) -> Self {
        Self {
            lanes: vec![L::default(); rows],
            odd: HashMap::new(),
        }
    }

    pub(crate) fn odd(&self, at: usize) -> &Odd {
        self.odd.get(&at).unwrap_or(&Odd::NONE)
    }

    pub(crate) fn add(&mut self, at: u32, lane: &L) {
        self.lanes[at as usize].add(lane);
    }

    pub(crate) fn add_odd(&mut self, at: u32, odd: Option<&Odd>, times: i64) {
        if let Some(odd) = odd {
            let sum = self.odd.entry(at as usize).or_insert(Odd::NONE);
            sum.add(odd, times);
        }
    }

    /// Takes a sum out; nothing is left in its place.
    pub(crate) fn take(&mut self, at: u32) -> Sum<L> {
        let lane = std::mem::take(&mut self.lanes[at as usize]);
        let odd = self
            .odd
            .remove(&(at as usize))
            .filter(|odd| *odd != Odd::NONE);
        let odd = odd.map(Box::new);
        Sum { lane, odd }
    }
}

impl Sums {
    pub(crate) fn make_room(&mut self, rows: usize) {
        if self.lanes.len() < rows {
            self.lanes.resize(rows, Lane::default());
        }
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

    /// Adds a sum of costs, where that is of one year and within the bounds of lanes.
    pub(crate) fn add_cost(&mut self, at: u32, pence: i64) {
        let cost = &mut self.lanes[at as usize].0[COSTS];
        *cost = cost.wrapping_add(pence);
    }

    /// Adds a cost, where that is of one year, so many times.
    pub(crate) fn pay(&mut self, at: u32, pence: Option<i128>, times: i64) {
        let mut packed = Packed::nothing();
        packed.cost(0, pence);
        self.add(at, &packed.lane.times(times));
        self.add_odd(at, packed.odd().as_deref(), times);
    }

    /// The cost in one of these sums, where that is of one year.
    pub(crate) fn cost(&self, at: u32) -> AtLeast<Pence> {
        let odd = self.odd(at as usize);
        let known = i128::from(self.lanes[at as usize].cost(0)) + odd.costs[0];
        AtLeast::of(Pence::new(known), odd.costs_missing[0])
    }

    /// Adds every unit to the one above it; parents stand before their children.
    pub(super) fn roll_up(&mut self, tree: &Tree) {
        for unit in (1..self.lanes.len()).rev() {
            let above = tree.above(unit);
            let lane = self.lanes[unit];
            self.lanes[above].add(&lane);
            if let Some(odd) = self.odd.get(&unit).cloned() {
                let sum = self.odd.entry(above).or_insert(Odd::NONE);
                sum.add(&odd, 1);
            }
        }
    }
}
