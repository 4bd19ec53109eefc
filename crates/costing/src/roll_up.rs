//! What every unit of a register holds and costs as of two times, with all below it; what every fund
//! pays on one day after another.
//!
//! ```text
//! Columns ──RollUps::new──▶ RollUps          the price of each kind of post, once a financial year
//! RollUps::roll_up(day, recorded at)  ▶ RollUp    every unit with its subtree
//! RollUps::year_ends(days, recorded at) ▶ YearEnd, YearEnd, …  every fund on each day
//! ```
//!
//! Every cost is that of a full year, priced as of the financial year of the day. No figure has a second
//! formula: `pay` is asked once for each kind of post (see `docs/adr/0020-columns.md`).

mod prices;
mod year_ends;

use base::{Date, FinancialYear, Fte, Pence};
use register::{Columns, Placement, Portion, UnitId};

use crate::what_if::codes::common_denominator;
use crate::what_if::sums::{Adds as _, OneYear, Sum, Sums};
use crate::what_if::{AtLeast, Rates};
use prices::Prices;
pub use year_ends::{FundYear, YearEnd};

/// A register ready to be summed again and again.
#[derive(Clone, Debug)]
pub struct RollUps<'t, 'c> {
    columns: &'c Columns,
    /// The number of the council; none if the register does not hold it.
    body: Option<u32>,
    rates: Rates<'t>,
    /// At most [`crate::what_if::sums::LARGEST_DENOMINATOR`].
    fte_denominator: i64,
    /// By year, in the order in which they were asked for.
    prices: Vec<(FinancialYear, Prices)>,
}

impl<'t, 'c> RollUps<'t, 'c> {
    /// Makes a council's part of a register ready. The years of the rates may be any number; the cost of
    /// posts in another year is not known.
    pub fn new(columns: &'c Columns, body: &str, rates: Rates<'t>) -> Self {
        let is_it = |name: &String| base::same_name(name, body);
        let body = columns.bodies().iter().position(is_it);
        let fte = columns.terms().iter().map(|terms| terms.fte);
        Self {
            body: body.and_then(|at| u32::try_from(at).ok()),
            fte_denominator: i64::try_from(common_denominator(fte)).unwrap_or(1),
            columns,
            rates,
            prices: Vec::new(),
        }
    }

    /// The prices of the financial year of a day, made if they are not there.
    fn year(&mut self, day: Date) -> usize {
        let year = FinancialYear::of(day);
        let held = self.prices.iter().position(|(held, _)| *held == year);
        held.unwrap_or_else(|| {
            let rates = self.rates.years.iter().find(|rates| rates.year == year);
            let terms = self.columns.terms();
            let prices = Prices::of(terms, &self.rates, rates, self.fte_denominator.into());
            self.prices.push((year, prices));
            self.prices.len() - 1
        })
    }

    /// Every unit with all below it, in force on a day as recorded at another.
    pub fn roll_up(&mut self, in_force_on: Date, as_recorded_at: Date) -> RollUp {
        let year = self.year(in_force_on);
        let prices = &self.prices[year].1;
        let places = self.columns.places();
        let lanes = prices.one_year();
        let any_odd = prices.any_odd();
        let summed = in_portions(self.columns, |portion| {
            let mut by_place = vec![OneYear::default(); places.len()];
            let mut odd: Vec<(u32, u32)> = Vec::new();
            portion.standing(in_force_on, as_recorded_at, |place, terms| {
                by_place[place as usize].add(&lanes[terms as usize]);
                if any_odd && prices.odd(terms).is_some() {
                    odd.push((place, terms));
                }
            });
            odd.sort_unstable();
            (by_place, odd)
        });
        let units = self.columns.units(in_force_on, as_recorded_at);
        let mut sums = Sums::new(units.numbers());
        // What is in no unit stands where no unit has its number.
        let at = |placement: &Placement| match placement {
            Placement::In(unit) if units.has(*unit) => unit.number(),
            _ => 0,
        };
        for (by_place, odd) in summed {
            for (place, sum) in places.iter().zip(by_place) {
                if Some(place.body) == self.body {
                    sums.add(at(&place.placement), &sum);
                }
            }
            for alike in odd.chunk_by(|a, b| a == b) {
                let (place, terms) = alike[0];
                let place = &places[place as usize];
                if Some(place.body) == self.body {
                    let times = i64::try_from(alike.len()).unwrap_or(i64::MAX);
                    sums.add_odd(at(&place.placement), prices.odd(terms), times);
                }
            }
        }
        for (body, line) in self.columns.apart(in_force_on, as_recorded_at) {
            if Some(body) == self.body {
                let packed = prices.pack(&line.post, &self.rates, self.fte_denominator.into());
                let unit = at(&line.post.placement);
                sums.add(unit, &packed.lane.of_one_year());
                sums.add_odd(unit, packed.odd().as_deref(), 1);
            }
        }
        let unplaced = sums.take(0);
        let mut rows = Vec::with_capacity(units.numbers());
        let of_body = |unit: UnitId| self.columns.body_of_unit(unit) == self.body;
        for (unit, above) in units.downwards().rev().filter(|(unit, _)| of_body(*unit)) {
            let above = above.filter(|above| of_body(*above));
            let sum = sums.take(unit.number());
            sums.add(above.map_or(0, UnitId::number), &sum.lane);
            sums.add_odd(above.map_or(0, UnitId::number), sum.odd.as_deref(), 1);
            rows.push(UnitSum {
                unit: Some(unit),
                above,
                sum,
                fte_denominator: self.fte_denominator,
            });
        }
        rows.reverse();
        let mut whole = sums.take(0);
        whole.add(&unplaced);
        let row = |sum| UnitSum {
            unit: None,
            above: None,
            sum,
            fte_denominator: self.fte_denominator,
        };
        RollUp {
            units: rows,
            unplaced: row(unplaced),
            whole: row(whole),
        }
    }
}

/// Registers with more rows than these are gone through by two threads, a half each; with fewer, starting
/// one takes longer than it saves.
const FOR_ONE: usize = 1 << 20;

/// Does the same with portions of columns that together are all.
fn in_portions<T: Send>(columns: &Columns, each: impl Fn(Portion<'_>) -> T + Sync) -> Vec<T> {
    if columns.rows() <= FOR_ONE {
        return vec![each(columns.whole())];
    }
    let (first, second) = columns.halves();
    std::thread::scope(|scope| {
        let second = scope.spawn(|| each(second));
        let first = each(first);
        let second = second.join();
        // What panics there would have panicked here.
        let second = second.unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        vec![first, second]
    })
}

/// A register summed as of two times.
#[derive(Clone, Debug)]
pub struct RollUp {
    units: Vec<UnitSum>,
    unplaced: UnitSum,
    whole: UnitSum,
}

impl RollUp {
    /// Every unit, each after the one that it is part of.
    pub fn units(&self) -> &[UnitSum] {
        &self.units
    }

    /// The posts whose unit is not stated, is one of several, or is not there.
    pub fn unplaced(&self) -> &UnitSum {
        &self.unplaced
    }

    /// All posts.
    pub fn whole(&self) -> &UnitSum {
        &self.whole
    }
}

/// A unit with all below it.
#[derive(Clone, Debug)]
pub struct UnitSum {
    /// Which; none for posts that are in none, and for all posts.
    pub unit: Option<UnitId>,
    /// The unit that it is part of.
    pub above: Option<UnitId>,
    sum: Sum<OneYear>,
    fte_denominator: i64,
}

impl UnitSum {
    /// How many lines of posts.
    pub fn lines(&self) -> usize {
        usize::try_from(self.sum.lane.lines()).unwrap_or(0)
    }

    /// How many posts.
    pub fn posts(&self) -> AtLeast<u64> {
        let posts = u64::try_from(self.sum.lane.posts()).unwrap_or(0);
        AtLeast::of(posts, self.sum.odd().posts_missing)
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
        let known = i128::from(self.sum.lane.cost()) + odd.costs[0];
        AtLeast::of(Pence::new(known), odd.costs_missing[0])
    }
}
