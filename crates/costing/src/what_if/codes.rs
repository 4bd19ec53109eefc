//! A number for each distinct kind of post, and for each distinct way of paying for one.

use std::collections::HashMap;
use std::sync::Arc;

use base::{Date, Exact, FinancialYear, Fte, Known, Pence};
use num_traits::{One as _, Zero as _};
use register::{Establishment, FundShare, Line, Tenure};

use super::shares::apportion;
use super::sums::{Adds as _, LARGEST_DENOMINATOR, Lane, Odd, Packed, Sums};
use super::tree::narrow;
use super::{MOST_YEARS, Rates, Row};
use crate::apart::Apart;
use crate::line::part_of_line;
use crate::price::Pricing;
use crate::statement::Basis;

/// All that the yearly costs of a line depend on.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Kind {
    grade: Option<u32>,
    point: Option<u16>,
    stated: Option<Pence>,
    fte: Known<Fte>,
    posts: Known<u32>,
    paid_weeks: Option<Exact>,
    ends: Ends,
    span: Span,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Ends {
    Never,
    On(Date),
    NobodyKnowsWhen,
}

/// From when to when a row costs, and whether its posts and FTE count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Span {
    /// The first day; none if it is before all years.
    pub(super) from: Option<Date>,
    /// The last day, if that is before the end of the posts themselves.
    pub(super) until: Option<Date>,
    /// A row that only goes on later costs then, and is not counted yet.
    pub(super) counts: bool,
    /// Whether the row goes out. A cost that is not known stays so for the part of a year that came
    /// before: only whole years are taken away from what is missing.
    pub(super) out: bool,
}

impl Span {
    pub(super) const ALWAYS: Self = Self {
        from: None,
        until: None,
        counts: true,
        out: false,
    };
}

/// The codes, and what stands behind each.
#[derive(Clone, Debug)]
pub(super) struct Codes<'t> {
    rates: Rates<'t>,
    years: Arc<Vec<FinancialYear>>,
    fte_denominator: i128,
    grades: HashMap<String, u32>,
    kinds: HashMap<Kind, u32>,
    lanes: Vec<Lane>,
    odd: Vec<Option<Box<Odd>>>,
    costs: Vec<[Known<Pence>; MOST_YEARS]>,
    fund_names: Arc<Vec<Option<String>>>,
    funds: HashMap<String, u32>,
    splits: HashMap<Vec<(u32, Known<Exact>)>, u32>,
    share_codes: HashMap<(u32, u32), u32>,
    /// Where the shares of each code start; one more for the end.
    starts: Vec<usize>,
    share_funds: Vec<u32>,
    share_lanes: Vec<Lane>,
    share_odd: Vec<Option<Box<Odd>>>,
}

impl<'t> Codes<'t> {
    /// No codes yet; FTE will be counted over the denominators that the lines have.
    pub(super) fn of(establishment: &Establishment, rates: Rates<'t>) -> Self {
        Self {
            years: Arc::new(rates.years.iter().map(|rates| rates.year).collect()),
            rates,
            fte_denominator: common_denominator(establishment.lines().map(|line| line.post.fte)),
            grades: HashMap::new(),
            kinds: HashMap::new(),
            lanes: Vec::new(),
            odd: Vec::new(),
            costs: Vec::new(),
            fund_names: Arc::new(vec![None]),
            funds: HashMap::new(),
            splits: HashMap::new(),
            share_codes: HashMap::new(),
            starts: vec![0],
            share_funds: Vec::new(),
            share_lanes: Vec::new(),
            share_odd: Vec::new(),
        }
    }

    /// The years, in the order of the costs.
    pub(super) fn years(&self) -> &Arc<Vec<FinancialYear>> {
        &self.years
    }

    pub(super) fn fte_denominator(&self) -> i128 {
        self.fte_denominator
    }

    /// The funds by number; number 0 is that of nobody.
    pub(super) fn fund_names(&self) -> &Arc<Vec<Option<String>>> {
        &self.fund_names
    }

    /// How many share codes there are.
    pub(super) fn share_codes(&self) -> usize {
        self.starts.len() - 1
    }

    pub(super) fn lane(&self, price: u32) -> &Lane {
        &self.lanes[price as usize]
    }

    pub(super) fn odd_of(&self, price: u32) -> Option<&Odd> {
        self.odd[price as usize].as_deref()
    }

    pub(super) fn is_odd(&self, row: Row) -> bool {
        self.odd_of(row.price).is_some()
    }

    /// The sum of the lanes of many rows.
    pub(super) fn sum(&self, prices: &[u32]) -> Lane {
        let mut sum = Lane::default();
        for price in prices {
            sum.add(self.lane(*price));
        }
        sum
    }

    /// Adds what each fund pays of so many lines.
    pub(super) fn pay_shares(&self, code: usize, times: i64, funds: &mut Sums) {
        if times == 0 {
            return;
        }
        for share in self.starts[code]..self.starts[code + 1] {
            let fund = self.share_funds[share];
            funds.add(fund, &self.share_lanes[share].times(times));
            funds.add_odd(fund, self.share_odd[share].as_deref(), times);
        }
    }

    /// The price code of a line that has always stood.
    pub(super) fn price(&mut self, line: &Line) -> u32 {
        self.price_in(line, Span::ALWAYS)
    }

    /// The price code of a line that stands for a time.
    pub(super) fn price_in(&mut self, line: &Line, span: Span) -> u32 {
        let kind = self.kind(line, span);
        if let Some(code) = self.kinds.get(&kind) {
            return *code;
        }
        let costs = self.yearly_costs(line, span);
        let mut packed = Packed::nothing();
        if span.counts {
            packed = Packed::line();
            packed.posts(line.post.posts.known());
            packed.fte(line.post.fte.known(), self.fte_denominator);
        }
        for (year, cost) in costs.iter().enumerate() {
            packed.cost(year, cost.known().map(Pence::pence));
        }
        let code = narrow(self.lanes.len());
        self.kinds.insert(kind, code);
        self.lanes.push(packed.lane);
        self.odd.push(packed.odd());
        self.costs.push(costs);
        code
    }

    fn kind(&mut self, line: &Line, span: Span) -> Kind {
        let post = &line.post;
        let grade = post.grade.as_ref().known().map(|grade| {
            let next = narrow(self.grades.len());
            match self.grades.get(grade) {
                Some(number) => *number,
                None => *self.grades.entry(grade.clone()).or_insert(next),
            }
        });
        let ends = match &post.tenure {
            Known::Known(Tenure::Temporary(end)) => {
                end.last_day().map_or(Ends::NobodyKnowsWhen, Ends::On)
            }
            _ => Ends::Never,
        };
        let first = self.years.iter().map(|year| year.first());
        let first = first.min().unwrap_or(Date::MIN);
        Kind {
            grade,
            point: post.point,
            stated: post.stated_cost,
            fte: post.fte,
            posts: post.posts,
            paid_weeks: post.paid_weeks,
            ends,
            span: Span {
                from: span.from.filter(|from| *from > first),
                ..span
            },
        }
    }

    /// The cost of a line in each year, by the one formula that there is.
    fn yearly_costs(&self, line: &Line, span: Span) -> [Known<Pence>; MOST_YEARS] {
        let mut costs = [Known::Known(Pence::ZERO); MOST_YEARS];
        for (cost, rates) in costs.iter_mut().zip(&self.rates.years) {
            let pricing = Pricing {
                tables: self.rates.tables,
                council: &self.rates.council,
                profile: Some(&rates.profile),
                on: rates.on,
                stated_first: self.rates.basis == Basis::Stated,
                full_time_week: self.rates.full_time_week,
                apart: Apart::default(),
            };
            let full_year = pricing.price(line).full_year;
            let from = span.from.unwrap_or(Date::MIN);
            *cost = match part_of_line(Some(line), from, span.until, rates.year) {
                Known::Known(part) if part.is_one() => full_year.value(),
                Known::Known(part) => full_year.times(part).value(),
                Known::Unknown if full_year.is_zero() => Known::Known(Pence::ZERO),
                Known::Unknown | Known::Withheld => Known::Unknown,
            };
            if span.out && !cost.is_known() && from > rates.year.first() {
                *cost = Known::Known(Pence::ZERO);
            }
        }
        costs
    }

    /// The share code of a line of that price.
    pub(super) fn shares(&mut self, price: u32, funding: &[FundShare]) -> u32 {
        let shares: Vec<(u32, Known<Exact>)> = funding
            .iter()
            .map(|share| (self.fund(&share.fund), share.share))
            .collect();
        let next = narrow(self.splits.len());
        let split = *self.splits.entry(shares.clone()).or_insert(next);
        if let Some(code) = self.share_codes.get(&(price, split)) {
            return *code;
        }
        let fractions: Vec<Known<Exact>> = shares.iter().map(|(_, share)| *share).collect();
        let costs = self.costs[price as usize];
        let mut packed: Vec<Packed> = vec![Packed::nothing(); shares.len() + 1];
        for (year, cost) in costs.iter().enumerate() {
            let (parts, left) = match cost {
                Known::Known(cost) => apportion(*cost, &fractions),
                Known::Unknown | Known::Withheld => {
                    (vec![Known::Unknown; shares.len()], Pence::ZERO)
                }
            };
            let nobody = Some(left.pence()).filter(|_| cost.is_known() || !shares.is_empty());
            let parts = parts.iter().map(|part| part.known().map(Pence::pence));
            for (packed, part) in packed.iter_mut().zip(parts.chain([nobody])) {
                packed.cost(year, part);
            }
        }
        let funds = shares.iter().map(|(fund, _)| *fund).chain([0]);
        for (fund, packed) in funds.zip(packed) {
            let lane = packed.lane;
            let odd = packed.odd();
            if lane != Lane::default() || odd.is_some() {
                self.share_funds.push(fund);
                self.share_lanes.push(lane);
                self.share_odd.push(odd);
            }
        }
        self.starts.push(self.share_funds.len());
        let code = narrow(self.starts.len() - 2);
        self.share_codes.insert((price, split), code);
        code
    }

    fn fund(&mut self, name: &str) -> u32 {
        if let Some(number) = self.funds.get(name) {
            return *number;
        }
        let number = narrow(self.fund_names.len());
        Arc::make_mut(&mut self.fund_names).push(Some(name.to_owned()));
        self.funds.insert(name.to_owned(), number);
        number
    }
}

/// The least number that all denominators of FTE divide, as far as it stays small; those of most
/// lines first.
pub(crate) fn common_denominator(fte: impl Iterator<Item = Known<Fte>>) -> i128 {
    let mut counts: HashMap<i128, usize> = HashMap::new();
    for fte in fte.filter_map(Known::known) {
        *counts.entry(*fte.exact().denom()).or_default() += 1;
    }
    let mut counts: Vec<(i128, usize)> = counts.into_iter().collect();
    counts.sort_unstable_by_key(|(denominator, count)| (usize::MAX - count, *denominator));
    counts.into_iter().fold(1, |common, (denominator, _)| {
        let both = common / greatest_common_divisor(common, denominator);
        match both.checked_mul(denominator) {
            Some(both) if both <= LARGEST_DENOMINATOR => both,
            _ => common,
        }
    })
}

fn greatest_common_divisor(a: i128, b: i128) -> i128 {
    if b.is_zero() {
        a
    } else {
        greatest_common_divisor(b, a % b)
    }
}
