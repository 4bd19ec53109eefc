//! What the posts of a register cost in a full year, by the pay and the rates of one day.

use std::collections::HashMap;

use base::{Date, Exact, Fte, Known, Pence};
use pay::{NotCosted, Profile, Tables};
use register::{Line, PostLine};

use crate::apart::Apart;
use crate::price::{Price, Pricing, Used};
use crate::what_if::apportion;

/// How a price list prices.
#[derive(Clone, Debug)]
pub struct DayRates<'t> {
    /// Spines, grades and rates.
    pub tables: &'t Tables,
    /// Whose grades: the council's name.
    pub council: String,
    /// How pay becomes cost.
    pub profile: Profile,
    /// The day that decides which spine is the latest and which rates hold.
    pub on: Date,
    /// The hours of a full-time week, which paid weeks are held against.
    pub full_time_week: Exact,
}

/// The full-year costs of lines of posts on one day. Lines of one kind are priced once: a register of
/// 20,000 posts has some hundred kinds.
#[derive(Debug)]
pub struct PriceList<'t> {
    rates: DayRates<'t>,
    known: HashMap<Kind, FullYear>,
}

/// What a line costs in a full year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FullYear {
    /// The cost of all its FTE.
    pub cost: Known<Pence>,
    /// Whether it is computed, or as a paper states it because it cannot be computed.
    pub used: Used,
    /// Why it is not computed.
    pub not_computed: Option<NotCosted>,
}

/// A fund's part of the cost of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaidBy<'l> {
    /// The fund; none for what no stated share covers.
    pub fund: Option<&'l str>,
    /// What it pays in a full year.
    pub cost: Known<Pence>,
}

/// All that the full-year cost of a line depends on.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Kind {
    grade: Option<String>,
    point: Option<u16>,
    stated: Option<Pence>,
    fte: Known<Fte>,
    posts: Known<u32>,
    paid_weeks: Option<Exact>,
}

impl Kind {
    fn of(post: &PostLine) -> Self {
        Self {
            grade: post.grade.as_ref().known().cloned(),
            point: post.point,
            stated: post.stated_cost,
            fte: post.fte,
            posts: post.posts,
            paid_weeks: post.paid_weeks,
        }
    }
}

impl<'t> PriceList<'t> {
    /// A list on which nothing is priced yet.
    pub fn new(rates: DayRates<'t>) -> Self {
        Self {
            rates,
            known: HashMap::new(),
        }
    }

    /// How it prices.
    pub fn rates(&self) -> &DayRates<'t> {
        &self.rates
    }

    /// The price of a line, with its working. A cost that is computed goes before one that a paper
    /// states: that is the cost of the day of the paper.
    pub fn price(&self, line: &Line) -> Price {
        let pricing = Pricing {
            tables: self.rates.tables,
            council: &self.rates.council,
            profile: Some(&self.rates.profile),
            on: self.rates.on,
            stated_first: false,
            full_time_week: self.rates.full_time_week,
            apart: Apart::default(),
        };
        pricing.price(line)
    }

    /// What a line costs in a full year.
    pub fn full_year(&mut self, line: &Line) -> FullYear {
        let kind = Kind::of(&line.post);
        if let Some(known) = self.known.get(&kind) {
            return known.clone();
        }
        let price = self.price(line);
        let full_year = FullYear {
            cost: price.full_year.value(),
            used: price.used,
            not_computed: price.computed.err(),
        };
        self.known.insert(kind, full_year.clone());
        full_year
    }
}

/// Who pays a cost, fund by fund in the order of the line, and what no stated share covers. The parts sum
/// to the cost, where it is known.
pub fn paid_by(line: &Line, cost: Known<Pence>) -> Vec<PaidBy<'_>> {
    let funding = &line.post.funding;
    let shares: Vec<Known<Exact>> = funding.iter().map(|share| share.share).collect();
    let (parts, left) = match cost {
        Known::Known(cost) => {
            let (parts, left) = apportion(cost, &shares);
            (parts, Known::Known(left))
        }
        Known::Unknown | Known::Withheld => (vec![Known::Unknown; shares.len()], Known::Unknown),
    };
    let named = funding.iter().zip(parts).map(|(share, cost)| PaidBy {
        fund: Some(&share.fund),
        cost,
    });
    let rest = PaidBy {
        fund: None,
        cost: left,
    };
    let has_rest = match left {
        Known::Known(left) => left != Pence::ZERO,
        Known::Unknown | Known::Withheld => funding.is_empty(),
    };
    named.chain(has_rest.then_some(rest)).collect()
}
