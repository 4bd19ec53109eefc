//! The ledger as columns: what sums need of every post at two times, without its words.
//!
//! ```text
//! entries ──take_in──▶ rows by line: effect · known · place · terms · who pays
//!                      places, terms, shares: each distinct one once
//! standing(D, K)       the place and the terms of every line in force on D, as known at K
//! times_paid(days, K)  on how many lines each way of paying stands on each of some days
//! units(D, K)          the tree of units
//! apart(D, K)          what rows cannot say, folded
//! ```
//!
//! The columns say what [`Ledger::fold`] says (see `docs/adr/0020-columns.md`), many times sooner,
//! of everything but titles, numbers, line managers and payments.

mod block;
mod blocks;
mod codes;
mod day;
mod gathered;
mod intake;
mod past;
mod pieces;
mod units;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use base::Date;

use crate::establishment::{Establishment, Line};
use crate::fold::carry_out;
use crate::ledger::{Entry, Ledger, LineId, Position, UnitId};
use crate::post::{FundShare, PostLine};

use block::{Block, FirstDay};
use blocks::Blocks;
use codes::Codes;
pub use codes::{Paid, Place};
use day::asked;
pub use intake::Intake;
pub use pieces::{Pieces, RowLimits, Rows, Words};
use units::UnitColumns;
pub use units::Units;

/// The most days that one question about several days may have.
pub const MOST_DAYS: usize = 255;

/// The ledger as columns. A copy shares what it does not change.
#[derive(Clone, Debug)]
pub struct Columns {
    blocks: Blocks,
    codes: Arc<Codes>,
    units: Arc<UnitColumns>,
    /// For each unit number, the council that opened it first.
    unit_bodies: Arc<Vec<u32>>,
    /// Can rows say how the units are arranged?
    units_in_rows: bool,
    /// Lines that are folded to make their rows.
    folded: Arc<BTreeSet<LineId>>,
    /// Lines of which a part became another, both ways.
    parted: Arc<BTreeMap<LineId, BTreeSet<LineId>>>,
    apart: Arc<Apart>,
    /// Entries that were taken back.
    withdrawn: BTreeSet<Position>,
    /// How many entries have been taken in.
    entries: usize,
}

/// Some lines of columns.
#[derive(Clone, Copy, Debug)]
pub struct Portion<'c> {
    blocks: &'c [Arc<Block>],
    /// How many ways of paying there are.
    paid: usize,
}

impl Portion<'_> {
    /// Gives the numbers of the place and the terms of every line in force on a day as recorded at
    /// another, and of some that have ended, whose terms are 0. Lines that stand
    /// [apart](Columns::apart) are left out.
    #[inline]
    pub fn standing(
        &self,
        in_force_on: Date,
        as_recorded_at: Date,
        mut each: impl FnMut(u32, u32),
    ) {
        let (on, known) = (asked(in_force_on), asked(as_recorded_at));
        for block in self.blocks {
            block.standing(on, known, &mut each);
        }
    }

    /// On how many lines each of [`Columns::paid`] stands on each of several days, earliest first, at
    /// most [`MOST_DAYS`]: for each in turn, one number a day. Lines that stand apart are left out.
    pub fn times_paid(&self, days: &[Date], as_recorded_at: Date) -> Vec<i32> {
        let known = asked(as_recorded_at);
        let days: Vec<day::Day> = days.iter().take(MOST_DAYS).map(|day| asked(*day)).collect();
        let first_day = FirstDay::of_days(&days);
        let mut times = vec![0; self.paid * days.len()];
        for block in self.blocks {
            block.spans(known, &first_day, &mut times);
        }
        for of_paid in times.chunks_exact_mut(days.len().max(1)) {
            let mut sum = 0;
            for times in of_paid {
                sum += *times;
                *times = sum;
            }
        }
        times
    }
}

/// What rows cannot say: lines that a merger of units moves, lines with days that no row holds.
#[derive(Clone, Debug, Default)]
struct Apart {
    lines: BTreeSet<LineId>,
    /// All entries about them, and about units if rows do not hold those.
    entries: Vec<Entry>,
}

impl Default for Columns {
    fn default() -> Self {
        Self {
            blocks: Blocks::default(),
            codes: Arc::new(Codes::new()),
            units: Arc::default(),
            unit_bodies: Arc::default(),
            units_in_rows: true,
            folded: Arc::default(),
            parted: Arc::default(),
            apart: Arc::default(),
            withdrawn: BTreeSet::new(),
            entries: 0,
        }
    }
}

impl Columns {
    /// The columns of a ledger.
    pub fn of(ledger: &Ledger) -> Self {
        let mut columns = Self::default();
        columns.take_in(ledger);
        columns
    }

    /// Takes in what a ledger holds beyond what was taken in of it before.
    pub fn take_in(&mut self, ledger: &Ledger) {
        let mut intake = Intake::onto(std::mem::take(self));
        loop {
            let entries = ledger.entries().get(intake.after()..);
            intake.see_all(entries.unwrap_or_default());
            match intake.end() {
                Ok(columns) => break *self = columns,
                Err(again) => intake = *again,
            }
        }
    }

    /// A line and all that parts of it became, and whose parts became it.
    fn parts_of(&self, line: LineId) -> BTreeSet<LineId> {
        let (mut group, mut open) = (BTreeSet::new(), vec![line]);
        while let Some(line) = open.pop() {
            if group.insert(line) {
                open.extend(self.parted.get(&line).into_iter().flatten());
            }
        }
        group
    }

    /// The names of the councils; a place names one by its number.
    pub fn bodies(&self) -> &[String] {
        self.codes.bodies()
    }

    /// The number of the council that opened a unit.
    pub fn body_of_unit(&self, unit: UnitId) -> Option<u32> {
        self.unit_bodies.get(unit.number() as usize).copied()
    }

    /// The places, by their numbers; number 0 is none.
    pub fn places(&self) -> &[Place] {
        self.codes.places()
    }

    /// The terms, by their numbers: posts without number, title, unit, line manager and funding. Number
    /// 0 is no posts.
    pub fn terms(&self) -> &[PostLine] {
        self.codes.terms()
    }

    /// The ways of paying, by the numbers of shares.
    pub fn shares(&self) -> &[Vec<FundShare>] {
        self.codes.shares()
    }

    /// The terms with who pays, by their numbers; number 0 is no posts.
    pub fn paid(&self) -> &[Paid] {
        self.codes.paid()
    }

    /// As [`Portion::standing`], of all lines.
    #[inline]
    pub fn standing(&self, in_force_on: Date, as_recorded_at: Date, each: impl FnMut(u32, u32)) {
        self.whole().standing(in_force_on, as_recorded_at, each);
    }

    /// As [`Portion::times_paid`], of all lines.
    pub fn times_paid(&self, days: &[Date], as_recorded_at: Date) -> Vec<i32> {
        self.whole().times_paid(days, as_recorded_at)
    }

    /// For how many rows there is room.
    pub fn rows(&self) -> usize {
        self.blocks.shared().len() * block::ROOM
    }

    /// All lines.
    pub fn whole(&self) -> Portion<'_> {
        Portion {
            blocks: self.blocks.shared(),
            paid: self.paid().len(),
        }
    }

    /// All lines in two portions with about as many rows.
    pub fn halves(&self) -> (Portion<'_>, Portion<'_>) {
        let Portion { blocks, paid } = self.whole();
        let (first, second) = blocks.split_at(blocks.len() / 2);
        let portion = |blocks| Portion { blocks, paid };
        (portion(first), portion(second))
    }

    /// The units at two times.
    pub fn units(&self, in_force_on: Date, as_recorded_at: Date) -> Units<'_> {
        match self.units_in_rows {
            true => self.units.at(in_force_on, as_recorded_at),
            false => Units::of(&self.fold_apart(in_force_on, as_recorded_at)),
        }
    }

    /// The lines in force at two times that no row says, each with the number of its council: few or
    /// none.
    pub fn apart(&self, in_force_on: Date, as_recorded_at: Date) -> Vec<(u32, Line)> {
        if self.apart.lines.is_empty() {
            return Vec::new();
        }
        let folded = self.fold_apart(in_force_on, as_recorded_at);
        let lines = folded.lines();
        let apart = lines.filter(|line| self.apart.lines.contains(&line.id));
        apart
            .map(|line| (self.body_of(line), line.clone()))
            .collect()
    }

    fn fold_apart(&self, in_force_on: Date, as_recorded_at: Date) -> Establishment {
        let entries = self.apart.entries.iter();
        let folded = carry_out(entries, in_force_on, as_recorded_at, |_, _| {});
        folded.establishment.in_force_on(in_force_on)
    }

    fn body_of(&self, line: &Line) -> u32 {
        let entries = &self.apart.entries;
        let entry = line.because.first().and_then(|first| {
            let at = entries.binary_search_by_key(first, |entry| entry.position);
            entries.get(at.ok()?)
        });
        entry.map_or(u32::MAX, |entry| {
            self.codes.known_body(&entry.authority.decision)
        })
    }

    /// The lines that are not the same at two moments, each a day and when it was recorded, in their
    /// order: begun, ended, or with other terms, another place or other funding. Their words are not
    /// compared, and lines that stand apart are left out.
    pub fn differing(&self, before: (Date, Date), after: (Date, Date)) -> Vec<LineId> {
        let moment = |(on, known)| (asked(on), asked(known));
        let mut lines = Vec::new();
        for block in self.blocks.iter() {
            block.differing(moment(before), moment(after), &mut |line| {
                lines.push(LineId::numbered(line));
            });
        }
        lines
    }
}
