//! What the posts of a view cost in a full year, by the pay of its day.

use std::collections::{BTreeMap, HashMap};

use base::{Date, Known, Pence};
use costing::{AtLeast, DayRates, FullYear, Price, PriceList, paid_by};
use pay::{Profile, Tables, WorkingYear};
use proposal::Bodies;
use register::{Establishment, Line, LineId};

/// What the posts of a view cost, and how that was found.
#[derive(Debug)]
pub struct Costs {
    list: PriceList<'static>,
    by_line: HashMap<LineId, FullYear>,
}

impl Costs {
    /// The full-year costs of an establishment on a day.
    pub(crate) fn of(establishment: &Establishment, rates: DayRates<'static>) -> Self {
        let mut list = PriceList::new(rates);
        let by_line = establishment
            .lines()
            .map(|line| (line.id, list.full_year(line)))
            .collect();
        Self { list, by_line }
    }

    /// The on-cost profile.
    pub fn profile(&self) -> &Profile {
        &self.list.rates().profile
    }

    /// What a line of the view costs in a full year; none if it is not in the view.
    pub fn full_year(&self, line: LineId) -> Option<&FullYear> {
        self.by_line.get(&line)
    }

    /// The price of a line, with its working.
    pub fn price(&self, line: &Line) -> Price {
        self.list.price(line)
    }
}

/// How a council's posts are costed on a day.
pub(crate) fn rates(bodies: &Bodies, council: &str, on: Date) -> DayRates<'static> {
    let tables = Tables::shipped();
    let rule = bodies.listing(council).and_then(|body| body.pay_on(on));
    let named = rule.and_then(|rule| tables.profile(&rule.profile));
    let profile = named.or_else(|| tables.profile(Tables::DEFAULT_PROFILE));
    // The shipped tables hold the profile for new work; `pay` tests that.
    let profile = profile.unwrap_or(&tables.profiles()[0]);
    let rate = rule.and_then(|rule| rule.pension_rate);
    DayRates {
        tables,
        council: council.to_owned(),
        profile: rate.map_or_else(|| profile.clone(), |rate| profile.with_pension_rate(rate)),
        on,
        full_time_week: WorkingYear::default().hours,
    }
}

/// What a fund pays of some lines in a full year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FundSum {
    /// The fund; none for what no stated fund covers.
    pub fund: Option<String>,
    /// How many lines it pays, wholly or in part.
    pub lines: usize,
    /// What it pays; lines of which that is not known are counted.
    pub cost: AtLeast<Pence>,
}

/// What each fund pays of these lines, by name; what no stated fund covers comes last.
pub(crate) fn fund_sums<'l>(
    lines: impl IntoIterator<Item = (&'l Line, &'l FullYear)>,
) -> Vec<FundSum> {
    let mut sums: BTreeMap<(bool, &str), FundSum> = BTreeMap::new();
    for (line, full_year) in lines {
        for part in paid_by(line, full_year.cost) {
            let key = (part.fund.is_none(), part.fund.unwrap_or_default());
            let sum = sums.entry(key).or_insert_with(|| FundSum {
                fund: part.fund.map(str::to_owned),
                lines: 0,
                cost: AtLeast {
                    known: Pence::ZERO,
                    missing: 0,
                },
            });
            sum.lines += 1;
            match part.cost {
                Known::Known(cost) => sum.cost.known += cost,
                Known::Unknown | Known::Withheld => sum.cost.missing += 1,
            }
        }
    }
    sums.into_values().collect()
}
