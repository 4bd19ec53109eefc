//! The answer: every unit's subtree and every fund.

use std::fmt;
use std::sync::Arc;

use base::{FinancialYear, Fte, Known, Pence};
use register::UnitId;

use super::codes::Codes;
use super::sums::{Lane, Odd, Sums};
use super::tree::Tree;

/// A sum, and how many lines it lacks because something about them is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AtLeast<T> {
    /// The sum of what is known.
    pub known: T,
    /// How many lines are not in it.
    pub missing: usize,
}

impl<T> AtLeast<T> {
    pub(crate) fn of(known: T, missing: i64) -> Self {
        Self {
            known,
            missing: usize::try_from(missing).unwrap_or(0),
        }
    }

    /// The sum, if nothing is missing.
    pub fn value(self) -> Known<T> {
        match self.missing {
            0 => Known::Known(self.known),
            _ => Known::Unknown,
        }
    }
}

impl<T: fmt::Display> fmt::Display for AtLeast<T> {
    /// `£281,776`; `at least £412,300 (2 lines not known)`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines = if self.missing == 1 { "line" } else { "lines" };
        match self.missing {
            0 => write!(f, "{}", self.known),
            missing => write!(f, "at least {} ({missing} {lines} not known)", self.known),
        }
    }
}

/// Posts, FTE and yearly full or part-year cost of every unit with all below it, and the yearly cost
/// of every fund.
#[derive(Clone, Debug)]
pub struct Outlook {
    tree: Arc<Tree>,
    fund_names: Arc<Vec<Option<String>>>,
    years: Arc<Vec<FinancialYear>>,
    fte_denominator: i128,
    pub(super) units: Sums,
    pub(super) funds: Sums,
}

impl Outlook {
    pub(super) fn nothing(tree: &Arc<Tree>, codes: &Codes<'_>) -> Self {
        Self {
            tree: Arc::clone(tree),
            fund_names: Arc::clone(codes.fund_names()),
            years: Arc::clone(codes.years()),
            fte_denominator: codes.fte_denominator(),
            units: Sums::new(tree.len()),
            funds: Sums::new(codes.fund_names().len()),
        }
    }

    /// Makes room for funds that came since.
    pub(super) fn make_room(&mut self, codes: &Codes<'_>) {
        if self.fund_names.len() < codes.fund_names().len() {
            self.fund_names = Arc::clone(codes.fund_names());
            self.funds.make_room(self.fund_names.len());
        }
    }

    /// The financial years, in the order of the costs.
    pub fn years(&self) -> &[FinancialYear] {
        &self.years
    }

    /// The whole establishment.
    pub fn whole(&self) -> UnitOutlook<'_> {
        UnitOutlook {
            outlook: self,
            number: 0,
        }
    }

    /// Every unit, each after the one that it is part of.
    pub fn units(&self) -> impl Iterator<Item = (UnitId, UnitOutlook<'_>)> {
        self.tree.units().map(move |(number, unit)| {
            let outlook = self;
            (unit, UnitOutlook { outlook, number })
        })
    }

    /// A unit with all below it; nothing if it was not in the establishment.
    pub fn unit(&self, unit: UnitId) -> Option<UnitOutlook<'_>> {
        let number = self.tree.number(unit)? as usize;
        let outlook = self;
        Some(UnitOutlook { outlook, number })
    }

    /// What has no fund, or no known share of one; then every fund.
    pub fn funds(&self) -> impl Iterator<Item = FundOutlook<'_>> {
        let named = self.fund_names.iter().enumerate();
        named.map(|(number, name)| FundOutlook {
            outlook: self,
            number,
            name: name.as_deref(),
        })
    }

    fn cost(&self, lane: Lane, odd: &Odd, year: usize) -> AtLeast<Pence> {
        let known = Pence::new(i128::from(lane.cost(year)) + odd.costs[year]);
        AtLeast::of(known, odd.costs_missing[year])
    }
}

/// A unit with all below it.
#[derive(Clone, Copy, Debug)]
pub struct UnitOutlook<'o> {
    outlook: &'o Outlook,
    number: usize,
}

impl<'o> UnitOutlook<'o> {
    fn sums(&self) -> (Lane, &'o Odd) {
        let units = &self.outlook.units;
        (units.lanes[self.number], units.odd(self.number))
    }

    /// How many lines of posts.
    pub fn lines(&self) -> usize {
        usize::try_from(self.sums().0.lines()).unwrap_or(0)
    }

    /// How many posts.
    pub fn posts(&self) -> AtLeast<u64> {
        let (lane, odd) = self.sums();
        AtLeast::of(u64::try_from(lane.posts()).unwrap_or(0), odd.posts_missing)
    }

    /// Their FTE.
    pub fn fte(&self) -> AtLeast<Fte> {
        let (lane, odd) = self.sums();
        let fte = lane.fte(self.outlook.fte_denominator) + Fte::new(odd.fte);
        AtLeast::of(fte, odd.fte_missing)
    }

    /// What they cost in each year.
    pub fn costs(&self) -> impl Iterator<Item = AtLeast<Pence>> + use<'o> {
        let ((lane, odd), outlook) = (self.sums(), self.outlook);
        (0..outlook.years.len()).map(move |year| outlook.cost(lane, odd, year))
    }
}

/// What one fund pays.
#[derive(Clone, Copy, Debug)]
pub struct FundOutlook<'o> {
    outlook: &'o Outlook,
    number: usize,
    name: Option<&'o str>,
}

impl<'o> FundOutlook<'o> {
    /// Its name; none for what nobody is said to pay.
    pub fn name(&self) -> Option<&'o str> {
        self.name
    }

    /// What it pays in each year.
    pub fn costs(&self) -> impl Iterator<Item = AtLeast<Pence>> + use<'o> {
        let (outlook, number) = (self.outlook, self.number);
        let (lane, odd) = (outlook.funds.lanes[number], outlook.funds.odd(number));
        (0..outlook.years.len()).map(move |year| outlook.cost(lane, odd, year))
    }
}
