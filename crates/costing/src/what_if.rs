//! What a whole establishment costs if a change set is carried out: every unit, every fund, every
//! year.
//!
//! ```text
//! Establishment ──WhatIf::new──▶ rows by unit: price code · share code
//!                                prices: posts, FTE, yearly costs      one exact costing each
//! entries ──prepare──▶ Prepared  rows that go out and rows that come in
//! WhatIf::recost    every row again, then every unit's subtree          the whole answer anew
//! WhatIf::put_on    only the rows of the change set, up their ancestors the same answer, sooner
//! ```
//!
//! The speed comes from asking `pay` once for each distinct kind of post instead of once for each
//! post (see `docs/adr/0010-what-if.md`): no figure has a second formula.

pub(crate) mod codes;
mod outlook;
mod prepare;
pub(crate) mod shares;
pub(crate) mod sums;
mod tree;

use std::sync::Arc;

use base::{Date, Exact, FinancialYear};
use pay::{Profile, Tables};
use register::{Establishment, Position, Refusal};
use thiserror::Error;

use codes::Codes;
pub use outlook::{AtLeast, FundOutlook, Outlook, UnitOutlook};
pub use prepare::Prepared;
pub(crate) use shares::apportion;
use tree::Tree;

use crate::statement::Basis;

/// The most financial years that a what-if covers.
pub const MOST_YEARS: usize = 5;

/// The most lines of posts that a what-if holds, change sets included: what its sums have room for.
pub const MOST_LINES: usize = 1 << 26;

/// How a what-if prices posts.
#[derive(Clone, Debug)]
pub struct Rates<'t> {
    /// Spines, grades and rates.
    pub tables: &'t Tables,
    /// Whose grades: the council's name.
    pub council: String,
    /// Whether a stated cost or the computed one goes first.
    pub basis: Basis,
    /// The hours of a full-time week, which paid weeks are held against.
    pub full_time_week: Exact,
    /// The years, in their order; [`MOST_YEARS`] at most.
    pub years: Vec<YearRates>,
}

/// How one financial year is priced.
#[derive(Clone, Debug)]
pub struct YearRates {
    /// The year.
    pub year: FinancialYear,
    /// The day that decides which spine is the latest and which rates hold.
    pub on: Date,
    /// How pay becomes cost.
    pub profile: Profile,
}

/// Why a what-if cannot be made.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum WhatIfError {
    /// More years than [`MOST_YEARS`].
    #[error("a what-if covers {MOST_YEARS} financial years at most")]
    TooManyYears,
    /// More lines than [`MOST_LINES`].
    #[error("a what-if holds {MOST_LINES} lines of posts at most")]
    TooManyLines,
    /// The register would refuse the entry.
    #[error("entry {}: {refusal}", .entry.number())]
    Refused {
        /// The entry.
        entry: Position,
        /// Why.
        refusal: Refusal,
    },
    /// The entry changes units or payments, or takes another one back. Such a change needs a what-if
    /// of the establishment that it leads to.
    #[error("entry {} changes more than posts", .entry.number())]
    NotOfPosts {
        /// The entry.
        entry: Position,
    },
    /// The entry touches posts that an earlier entry of the change set changes for a time.
    #[error("entry {} touches posts that are changed for a time", .entry.number())]
    ChangedForATime {
        /// The entry.
        entry: Position,
    },
}

/// An establishment made ready to be costed again and again under different change sets.
///
/// Payments to postholders are not posts and are not in it. A line that stands in one of several
/// units counts in the lowest unit that holds them all, one without a unit only in the whole.
#[derive(Clone, Debug)]
pub struct WhatIf<'t> {
    establishment: Arc<Establishment>,
    tree: Arc<Tree>,
    codes: Codes<'t>,
    /// Where the rows of each unit start, in the order of the tree; one more for the end.
    starts: Vec<usize>,
    /// The price code of each row.
    prices: Vec<u32>,
    /// The share code of each row.
    shares: Vec<u32>,
    /// The rows that lanes cannot hold whole: something is not known, or too large.
    odd: Vec<Row>,
    base: Outlook,
}

/// A line of posts as a what-if sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Row {
    unit: u32,
    price: u32,
    shares: u32,
}

impl<'t> WhatIf<'t> {
    /// Makes an establishment ready.
    ///
    /// # Errors
    /// Too many lines or years.
    pub fn new(establishment: Arc<Establishment>, rates: Rates<'t>) -> Result<Self, WhatIfError> {
        if rates.years.len() > MOST_YEARS {
            return Err(WhatIfError::TooManyYears);
        }
        if establishment.lines().count() > MOST_LINES {
            return Err(WhatIfError::TooManyLines);
        }
        let tree = Arc::new(Tree::of(&establishment));
        let mut codes = Codes::of(&establishment, rates);
        let mut rows: Vec<Row> = Vec::new();
        for line in establishment.lines() {
            let price = codes.price(line);
            rows.push(Row {
                unit: tree.place(&line.post.placement),
                price,
                shares: codes.shares(price, &line.post.funding),
            });
        }
        rows.sort_by_key(|row| row.unit);
        let mut starts = vec![0; tree.len() + 1];
        for row in &rows {
            starts[row.unit as usize + 1] += 1;
        }
        for unit in 0..tree.len() {
            starts[unit + 1] += starts[unit];
        }
        let odd = rows.iter().filter(|row| codes.is_odd(**row)).copied();
        let mut what_if = Self {
            starts,
            prices: rows.iter().map(|row| row.price).collect(),
            shares: rows.iter().map(|row| row.shares).collect(),
            odd: odd.collect(),
            base: Outlook::nothing(&tree, &codes),
            establishment,
            tree,
            codes,
        };
        what_if.base = what_if.recost(&Prepared::default());
        Ok(what_if)
    }

    /// The establishment as it is.
    pub fn base(&self) -> &Outlook {
        &self.base
    }

    /// Costs the whole establishment as the change set leaves it, from the first row to the last.
    pub fn recost(&self, changes: &Prepared) -> Outlook {
        let mut outlook = Outlook::nothing(&self.tree, &self.codes);
        let mut times = vec![0_i64; self.codes.share_codes()];
        for (unit, ends) in self.starts.windows(2).enumerate() {
            let prices = &self.prices[ends[0]..ends[1]];
            outlook.units.lanes[unit] = self.codes.sum(prices);
        }
        for shares in &self.shares {
            times[*shares as usize] += 1;
        }
        for row in &self.odd {
            outlook
                .units
                .add_odd(row.unit, self.codes.odd_of(row.price), 1);
        }
        for (rows, sign) in [(&changes.out, -1), (&changes.in_, 1)] {
            for row in rows {
                let lane = self.codes.lane(row.price).times(sign);
                outlook.units.add(row.unit, &lane);
                outlook
                    .units
                    .add_odd(row.unit, self.codes.odd_of(row.price), sign);
                times[row.shares as usize] += sign;
            }
        }
        outlook.units.roll_up(&self.tree);
        for (code, times) in times.into_iter().enumerate() {
            self.codes.pay_shares(code, times, &mut outlook.funds);
        }
        outlook
    }

    /// Carries a change set out on an outlook of this establishment: takes its old rows out and puts
    /// its new ones in, in their units and all units above.
    pub fn put_on(&self, changes: &Prepared, outlook: &mut Outlook) {
        self.shift(changes, outlook, 1);
    }

    /// Takes a change set back that was put on.
    pub fn take_off(&self, changes: &Prepared, outlook: &mut Outlook) {
        self.shift(changes, outlook, -1);
    }

    fn shift(&self, changes: &Prepared, outlook: &mut Outlook, sign: i64) {
        outlook.make_room(&self.codes);
        for (rows, sign) in [(&changes.out, -sign), (&changes.in_, sign)] {
            for row in rows {
                let lane = self.codes.lane(row.price);
                let odd = self.codes.odd_of(row.price);
                let units = &mut outlook.units;
                units.add_upwards(row.unit, &self.tree, lane, sign);
                if odd.is_some() {
                    for unit in self.tree.upwards(row.unit) {
                        units.add_odd(unit, odd, sign);
                    }
                }
                self.codes
                    .pay_shares(row.shares as usize, sign, &mut outlook.funds);
            }
        }
    }
}
