//! What each kind of post costs in a financial year, asked once.

use std::collections::HashMap;

use base::{Known, Pence};
use register::{Line, LineId, PostLine};

use crate::apart::Apart;
use crate::price::Pricing;
use crate::statement::Basis;
use crate::what_if::sums::{Lane, Odd, OneYear, Packed};
use crate::what_if::{Rates, YearRates};

/// The largest cost that is added in 64 bits, as in a what-if.
const LARGEST: i64 = 1 << 36;

/// By the numbers of terms; number 0 is no posts, and costs nothing.
#[derive(Clone, Debug)]
pub(super) struct Prices {
    year: Option<YearRates>,
    lanes: Vec<Lane>,
    /// The same, for the sums that are asked for most.
    one_year: Vec<OneYear>,
    odd: Vec<Option<Box<Odd>>>,
    costs: Vec<Known<Pence>>,
    any_odd: bool,
}

impl Prices {
    pub(super) fn of(
        terms: &[PostLine],
        rates: &Rates<'_>,
        year: Option<&YearRates>,
        fte_denominator: i128,
    ) -> Self {
        let mut prices = Self {
            year: year.cloned(),
            lanes: vec![Lane::default()],
            one_year: vec![OneYear::default()],
            odd: vec![None],
            costs: vec![Known::Known(Pence::ZERO)],
            any_odd: false,
        };
        let mut priced: HashMap<PostLine, usize> = HashMap::new();
        for post in terms.iter().skip(1) {
            // Neither how long posts run nor whether they are held changes what a full year costs.
            let kind = PostLine {
                tenure: Known::Unknown,
                occupancy: Known::Unknown,
                covered_by: None,
                ..post.clone()
            };
            let next = prices.costs.len();
            let like = *priced.entry(kind).or_insert(next);
            match like < next {
                true => prices.push_again(like),
                false => prices.push(prices.cost_of(post, rates), post, fte_denominator),
            }
        }
        prices
    }

    fn push(&mut self, cost: Known<Pence>, post: &PostLine, fte_denominator: i128) {
        let packed = packed(post, cost, fte_denominator);
        self.costs.push(cost);
        self.lanes.push(packed.lane);
        self.one_year.push(packed.lane.of_one_year());
        let odd = packed.odd();
        self.any_odd |= odd.is_some();
        self.odd.push(odd);
    }

    fn push_again(&mut self, like: usize) {
        self.costs.push(self.costs[like]);
        self.lanes.push(self.lanes[like]);
        self.one_year.push(self.one_year[like]);
        self.odd.push(self.odd[like].clone());
    }

    pub(super) fn lanes(&self) -> &[Lane] {
        &self.lanes
    }

    pub(super) fn one_year(&self) -> &[OneYear] {
        &self.one_year
    }

    pub(super) fn any_odd(&self) -> bool {
        self.any_odd
    }

    pub(super) fn odd(&self, terms: u32) -> Option<&Odd> {
        self.odd[terms as usize].as_deref()
    }

    /// The full-year cost of posts with these terms.
    pub(super) fn cost(&self, terms: u32) -> Known<Pence> {
        self.costs[terms as usize]
    }

    /// The full-year cost of posts with these terms in whole pence, where it is known, not less than
    /// nought and small enough to be added many times.
    pub(super) fn small_cost(&self, terms: usize) -> Option<i64> {
        let cost = self.costs[terms].known()?.pence();
        i64::try_from(cost)
            .ok()
            .filter(|cost| (0..=LARGEST).contains(cost))
    }

    /// One line of posts, as it is added.
    pub(super) fn pack(&self, post: &PostLine, rates: &Rates<'_>, fte_denominator: i128) -> Packed {
        packed(post, self.cost_of(post, rates), fte_denominator)
    }

    pub(super) fn cost_of(&self, post: &PostLine, rates: &Rates<'_>) -> Known<Pence> {
        let Some(year) = &self.year else {
            return Known::Unknown;
        };
        let pricing = Pricing {
            tables: rates.tables,
            council: &rates.council,
            profile: Some(&year.profile),
            on: year.on,
            stated_first: rates.basis == Basis::Stated,
            full_time_week: rates.full_time_week,
            apart: Apart::default(),
        };
        let line = Line {
            id: LineId::numbered(0),
            post: post.clone(),
            because: Vec::new(),
            in_place_of: Vec::new(),
        };
        pricing.price(&line).full_year.value()
    }
}

fn packed(post: &PostLine, cost: Known<Pence>, fte_denominator: i128) -> Packed {
    let mut packed = Packed::line();
    packed.posts(post.posts.known());
    packed.fte(post.fte.known(), fte_denominator);
    packed.cost(0, cost.known().map(Pence::pence));
    packed
}
