//! What every fund pays on one day after another.

use std::collections::HashMap;

use base::{Date, Exact, Fte, Known, Pence};
use num_traits::ToPrimitive as _;
use register::{FundShare, Portion, PostLine};

use super::{RollUps, in_portions};
use crate::what_if::AtLeast;
use crate::what_if::shares::apportion;
use crate::what_if::sums::{Sum, Sums};

/// The posts of a register on one day, and who pays for them.
#[derive(Clone, Debug)]
pub struct YearEnd {
    /// The day.
    pub day: Date,
    /// Every fund that pays for a post then; without a name, what nobody is said to pay.
    pub funds: Vec<FundYear>,
    pub(super) sum: Sum,
    pub(super) fte_denominator: i64,
}

/// What one fund pays in a full year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FundYear {
    /// Its name; none for what nobody is said to pay.
    pub fund: Option<String>,
    /// What it pays.
    pub cost: AtLeast<Pence>,
}

impl YearEnd {
    /// How many lines of posts.
    pub fn lines(&self) -> usize {
        usize::try_from(self.sum.lane.lines()).unwrap_or(0)
    }

    /// Their FTE.
    pub fn fte(&self) -> AtLeast<Fte> {
        let odd = self.sum.odd();
        let fte = self.sum.lane.fte(self.fte_denominator.into()) + Fte::new(odd.fte);
        AtLeast::of(fte, odd.fte_missing)
    }

    /// What they cost in a full year.
    pub fn cost(&self) -> AtLeast<Pence> {
        let odd = self.sum.odd();
        let known = i128::from(self.sum.lane.cost(0)) + odd.costs[0];
        AtLeast::of(Pence::new(known), odd.costs_missing[0])
    }
}

/// How a cost is parted: each fund by its number, with its share.
#[derive(Clone, Debug)]
struct Split {
    funds: Vec<u32>,
    shares: Vec<Known<Exact>>,
    /// The shares as whole numbers over a common denominator, where they sum to one.
    parts: Option<(Vec<i64>, i64)>,
}

/// Denominators up to this are parted in whole numbers.
const LARGEST_DENOMINATOR: i64 = 1 << 20;

/// Shares are mostly of so many parts, or of a divisor of it: dividing by it takes no division.
const USUAL_DENOMINATOR: i64 = 10_000;

impl Split {
    fn of(funding: &[FundShare], funds: &mut Funds) -> Self {
        let shares: Vec<Known<Exact>> = funding.iter().map(|share| share.share).collect();
        Self {
            funds: funding
                .iter()
                .map(|share| funds.number(&share.fund))
                .collect(),
            parts: whole_parts(&shares),
            shares,
        }
    }

    /// Gives each fund its part of a small cost: as `apportion`, all but the first to the penny, half
    /// up, and the first pays the rest. Only where there are whole parts.
    fn part_small(&self, cost: i64, mut pay: impl FnMut(u32, i64)) {
        let Some((parts, whole)) = &self.parts else {
            return;
        };
        let mut rest = cost;
        for (fund, part) in self.funds.iter().zip(parts).skip(1) {
            let paid = match *whole {
                USUAL_DENOMINATOR => {
                    (2 * cost * part + USUAL_DENOMINATOR) / (2 * USUAL_DENOMINATOR)
                }
                whole => (2 * cost * part + whole) / (2 * whole),
            };
            rest -= paid;
            pay(*fund, paid);
        }
        pay(self.funds[0], rest);
    }

    /// Gives each fund its part; fund 0 is nobody.
    fn part(&self, cost: Known<Pence>, mut pay: impl FnMut(u32, Option<i128>)) {
        let Known::Known(cost) = cost else {
            let nobody = Some(0).filter(|_| self.funds.is_empty());
            return match nobody {
                Some(nobody) => pay(nobody, None),
                None => self.funds.iter().for_each(|fund| pay(*fund, None)),
            };
        };
        let (parts, left) = apportion(cost, &self.shares);
        for (fund, part) in self.funds.iter().zip(parts) {
            pay(*fund, part.known().map(Pence::pence));
        }
        if left != Pence::ZERO {
            pay(0, Some(left.pence()));
        }
    }
}

/// What posts cost on each of some days, in 64 bits, and what that comes to for each fund.
struct SmallCosts {
    days: usize,
    /// For each kind of post, its cost on each day.
    costs: Vec<i64>,
    /// Is the cost of a kind of post small on every day?
    all_small: Vec<bool>,
    /// For each fund, what it pays on each day.
    paid: Vec<i64>,
}

impl SmallCosts {
    fn of(sums: &RollUps<'_, '_>, years: &[usize], funds: usize) -> Self {
        let kinds = sums.columns.terms().len();
        let mut costs = Vec::with_capacity(kinds * years.len());
        let mut all_small = Vec::with_capacity(kinds);
        for terms in 0..kinds {
            let of_year = |year: &usize| sums.prices[*year].1.small_cost(terms);
            all_small.push(years.iter().all(|year| of_year(year).is_some()));
            costs.extend(years.iter().map(|year| of_year(year).unwrap_or(0)));
        }
        Self {
            days: years.len(),
            costs,
            all_small,
            paid: vec![0; funds * years.len()],
        }
    }

    /// Pays for so many lines on each day; false if that does not fit.
    fn pay(&mut self, terms: usize, split: &Split, times: &[i32]) -> bool {
        if split.parts.is_none() || !self.all_small[terms] {
            return false;
        }
        let days = self.days;
        let costs = &self.costs[terms * days..][..days];
        if let [fund] = split.funds[..] {
            let paid = &mut self.paid[fund as usize * days..][..days];
            for ((paid, cost), times) in paid.iter_mut().zip(costs).zip(times) {
                *paid = paid.wrapping_add(cost.wrapping_mul(i64::from(*times)));
            }
            return true;
        }
        for (at, (cost, times)) in costs.iter().zip(times).enumerate() {
            if *times != 0 {
                split.part_small(*cost, |fund, part| {
                    let paid = &mut self.paid[fund as usize * days + at];
                    *paid = paid.wrapping_add(part.wrapping_mul(i64::from(*times)));
                });
            }
        }
        true
    }

    fn add_to(self, by_fund: &mut [Sums]) {
        for (fund, paid) in (0_u32..).zip(self.paid.chunks_exact(self.days.max(1))) {
            for (by_fund, pence) in by_fund.iter_mut().zip(paid) {
                by_fund.add_cost(fund, *pence);
            }
        }
    }
}

fn whole_parts(shares: &[Known<Exact>]) -> Option<(Vec<i64>, i64)> {
    let known: Option<Vec<Exact>> = shares.iter().map(|share| share.known()).collect();
    let known = known.filter(|known| !known.is_empty())?;
    let one = base::exact(1, 1);
    let whole = known.iter().try_fold(1_i64, |whole, share| {
        let denominator = share.denom().to_i64()?;
        let common = least_common_multiple(whole, denominator)?;
        (common <= LARGEST_DENOMINATOR).then_some(common)
    })?;
    if known.iter().copied().sum::<Exact>() != one
        || known.iter().any(|share| *share < base::exact(0, 1))
    {
        return None;
    }
    let whole = match USUAL_DENOMINATOR % whole {
        0 => USUAL_DENOMINATOR,
        _ => whole,
    };
    let part = |share: &Exact| (*share * i128::from(whole)).to_integer().to_i64();
    let parts: Option<Vec<i64>> = known.iter().map(part).collect();
    Some((parts?, whole))
}

fn least_common_multiple(a: i64, b: i64) -> Option<i64> {
    let (mut x, mut y) = (a, b);
    while y != 0 {
        (x, y) = (y, x % y);
    }
    (a / x).checked_mul(b)
}

/// The funds, by number; number 0 is nobody.
struct Funds {
    names: Vec<Option<String>>,
    numbers: HashMap<String, u32>,
}

impl Funds {
    fn number(&mut self, name: &str) -> u32 {
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        let number = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
        self.names.push(Some(name.to_owned()));
        self.numbers.insert(name.to_owned(), number);
        number
    }
}

impl RollUps<'_, '_> {
    /// The posts on each of several days, earliest first, as recorded at
    /// one day, and what each fund pays for them in a full year. At most [`register::MOST_DAYS`].
    pub fn year_ends(&mut self, days: &[Date], as_recorded_at: Date) -> Vec<YearEnd> {
        let days = &days[..days.len().min(register::MOST_DAYS)];
        let years: Vec<usize> = days.iter().map(|day| self.year(*day)).collect();
        let mut funds = Funds {
            names: vec![None],
            numbers: HashMap::new(),
        };
        let shares = self.columns.shares().iter();
        let splits: Vec<Split> = shares.map(|shares| Split::of(shares, &mut funds)).collect();
        let apart = days.iter().map(|day| self.apart(*day, as_recorded_at));
        let apart: Vec<Vec<(PostLine, Split)>> = apart
            .map(|posts| {
                let split = |post: PostLine| (Split::of(&post.funding, &mut funds), post);
                posts
                    .into_iter()
                    .map(split)
                    .map(|(split, post)| (post, split))
                    .collect()
            })
            .collect();
        let mut by_fund: Vec<Sums> = days.iter().map(|_| Sums::new(funds.names.len())).collect();
        let mut whole: Vec<Sum> = vec![Sum::default(); days.len()];
        let times = self.times_paid(days, as_recorded_at);
        let mut small = SmallCosts::of(self, &years, funds.names.len());
        // How often each kind of post stands on each day.
        let mut of_terms = vec![0_i64; self.columns.terms().len() * days.len()];
        let of_paid = times.chunks_exact(days.len().max(1));
        for (paid, times) in self.columns.paid().iter().zip(of_paid) {
            if Some(paid.body) != self.body {
                continue;
            }
            let split = &splits[paid.shares as usize];
            let first = paid.terms as usize * days.len();
            for (sum, times) in of_terms[first..].iter_mut().zip(times) {
                *sum += i64::from(*times);
            }
            if small.pay(paid.terms as usize, split, times) {
                continue;
            }
            for (at, times) in times.iter().enumerate().filter(|(_, times)| **times != 0) {
                let cost = self.prices[years[at]].1.cost(paid.terms);
                split.part(cost, |fund, part| {
                    by_fund[at].pay(fund, part, i64::from(*times));
                });
            }
        }
        small.add_to(&mut by_fund);
        for (terms, of_terms) in (0_u32..).zip(of_terms.chunks_exact(days.len().max(1))) {
            for (at, times) in of_terms
                .iter()
                .enumerate()
                .filter(|(_, times)| **times != 0)
            {
                let prices = &self.prices[years[at]].1;
                let lane = &prices.lanes()[terms as usize];
                whole[at].add_lane(lane, prices.odd(terms), *times);
            }
        }
        for (at, posts) in apart.into_iter().enumerate() {
            let prices = &self.prices[years[at]].1;
            for (post, split) in posts {
                let packed = prices.pack(&post, &self.rates, self.fte_denominator.into());
                let lane = packed.lane;
                whole[at].add_lane(&lane, packed.odd().as_deref(), 1);
                split.part(prices.cost_of(&post, &self.rates), |fund, part| {
                    by_fund[at].pay(fund, part, 1);
                });
            }
        }
        let ends = days.iter().zip(by_fund).zip(whole);
        ends.map(|((day, by_fund), sum)| {
            let names = (0_u32..).zip(&funds.names);
            let funds = names.filter_map(|(number, name)| {
                let cost = by_fund.cost(number);
                let pays = cost.known != Pence::ZERO || cost.missing > 0;
                pays.then(|| FundYear {
                    fund: name.clone(),
                    cost,
                })
            });
            YearEnd {
                day: *day,
                funds: funds.collect(),
                sum,
                fte_denominator: self.fte_denominator,
            }
        })
        .collect()
    }

    /// As [`register::Columns::times_paid`].
    fn times_paid(&self, days: &[Date], as_recorded_at: Date) -> Vec<i32> {
        let of_portion = |portion: Portion<'_>| portion.times_paid(days, as_recorded_at);
        let times = in_portions(self.columns, of_portion).into_iter();
        let sum = times.reduce(|mut sum, times| {
            for (sum, times) in sum.iter_mut().zip(times) {
                *sum += times;
            }
            sum
        });
        sum.unwrap_or_default()
    }

    /// The council's posts that stand apart from the columns.
    fn apart(&self, day: Date, as_recorded_at: Date) -> Vec<PostLine> {
        let apart = self.columns.apart(day, as_recorded_at).into_iter();
        let own = apart.filter(|(body, _)| Some(*body) == self.body);
        own.map(|(_, line)| line.post).collect()
    }
}
