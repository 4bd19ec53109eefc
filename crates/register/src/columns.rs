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
mod codes;
mod day;
mod past;
mod units;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use base::Date;

use crate::act::Act;
use crate::establishment::{Establishment, Line};
use crate::fold::carry_out;
use crate::ledger::{Entry, Ledger, LineId, Position, UnitId};
use crate::post::{FundShare, PostLine};

use block::{Block, FirstDay, Row};
use codes::Codes;
pub use codes::{Paid, Place};
use day::asked;
use units::UnitColumns;
pub use units::Units;

/// The most days that one question about several days may have.
pub const MOST_DAYS: usize = 255;

/// The ledger as columns. A copy shares what it does not change.
#[derive(Clone, Debug)]
pub struct Columns {
    /// By the numbers of their lines.
    blocks: Vec<Arc<Block>>,
    codes: Arc<Codes>,
    units: Arc<UnitColumns>,
    /// For each unit number, the council that opened it first.
    unit_bodies: Vec<u32>,
    /// Can rows say how the units are arranged?
    units_in_rows: bool,
    /// Lines that are folded to make their rows.
    folded: BTreeSet<LineId>,
    /// Lines of which a part became another, both ways.
    parted: BTreeMap<LineId, BTreeSet<LineId>>,
    apart: Apart,
    /// Entries that were taken back.
    withdrawn: BTreeSet<Position>,
    /// How many entries have been taken in.
    entries: usize,
}

/// What rows cannot say: lines that a merger of units moves, lines with days that no row holds.
#[derive(Clone, Debug, Default)]
struct Apart {
    lines: BTreeSet<LineId>,
    /// All entries about them, and about units if rows do not hold those.
    entries: Arc<Vec<Entry>>,
}

impl Default for Columns {
    fn default() -> Self {
        Self {
            blocks: Vec::new(),
            codes: Arc::new(Codes::new()),
            units: Arc::default(),
            unit_bodies: Vec::new(),
            units_in_rows: true,
            folded: BTreeSet::new(),
            parted: BTreeMap::new(),
            apart: Apart::default(),
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
        let new = ledger.entries().get(self.entries..).unwrap_or_default();
        self.entries += new.len();
        let mut to_fold: BTreeSet<LineId> = BTreeSet::new();
        let mut taken_back: Vec<Position> = Vec::new();
        let mut touched: Vec<(LineId, &Entry)> = Vec::new();
        for decisions in
            new.chunk_by(|a, b| Arc::ptr_eq(&a.authority.decision, &b.authority.decision))
        {
            Arc::make_mut(&mut self.codes).body(&decisions[0].authority.decision);
        }
        for entry in new {
            touched.extend(entry.act.lines().map(|line| (line, entry)));
            match &entry.act {
                Act::Amend { line, becomes, .. } if line != becomes => {
                    self.parted.entry(*line).or_default().insert(*becomes);
                    self.parted.entry(*becomes).or_default().insert(*line);
                    to_fold.insert(*line);
                }
                Act::OpenUnit { unit, .. } => {
                    let body = Arc::make_mut(&mut self.codes).body(&entry.authority.decision);
                    let number = unit.number() as usize;
                    if self.unit_bodies.len() <= number {
                        self.unit_bodies.resize(number + 1, u32::MAX);
                    }
                    if self.unit_bodies[number] == u32::MAX {
                        self.unit_bodies[number] = body;
                    }
                }
                Act::Withdraw { entry } => {
                    self.withdrawn.insert(*entry);
                    taken_back.push(*entry);
                }
                _ => {}
            }
            // Some are taken back before they are there.
            if self.withdrawn.contains(&entry.position) {
                taken_back.push(entry.position);
            }
        }
        for entry in taken_back.into_iter().filter_map(|at| ledger.entry(at)) {
            to_fold.extend(entry.act.lines());
            self.units_in_rows &= !entry.act.is_of_unit();
        }
        self.units_in_rows = self.units_in_rows && Arc::make_mut(&mut self.units).take_in(new);
        // Those of one line stay in the order of the ledger.
        touched.sort_by_key(|(line, _)| *line);
        for run in touched.chunk_by(|a, b| a.0 == b.0) {
            let line = run[0].0;
            if self.apart.lines.contains(&line) {
                continue;
            }
            if to_fold.contains(&line) || self.folded.contains(&line) || !self.add(run) {
                to_fold.insert(line);
            }
        }
        self.fold(ledger, to_fold);
        self.set_apart(ledger);
    }

    /// Adds a row for each entry about a line; false if that does not say it.
    fn add(&mut self, entries: &[(LineId, &Entry)]) -> bool {
        let line = entries[0].0.number();
        let mut rows = self.rows(line);
        let codes = Arc::make_mut(&mut self.codes);
        let added = entries
            .iter()
            .all(|(_, entry)| past::add(&mut rows, entry, codes));
        added && self.replace(line, &rows)
    }

    /// Makes the rows of lines anew from all entries about them and the lines that they are parts of.
    fn fold(&mut self, ledger: &Ledger, lines: BTreeSet<LineId>) {
        let mut lines = lines;
        lines.retain(|line| !self.apart.lines.contains(line));
        if lines.is_empty() {
            return;
        }
        let mut groups: Vec<BTreeSet<LineId>> = Vec::new();
        let mut group_of: BTreeMap<LineId, usize> = BTreeMap::new();
        while let Some(line) = lines.pop_first() {
            let group = self.parts_of(line);
            for line in &group {
                lines.remove(line);
                group_of.insert(*line, groups.len());
            }
            groups.push(group);
        }
        let mut entries: Vec<Vec<&Entry>> = vec![Vec::new(); groups.len()];
        for entry in ledger.entries() {
            let about = match entry.act {
                Act::Withdraw { entry } => ledger.entry(entry),
                _ => Some(entry),
            };
            let mut lines = about.into_iter().flat_map(|entry| entry.act.lines());
            let group = lines.find_map(|line| group_of.get(&line));
            if let Some(group) = group {
                entries[*group].push(entry);
            }
        }
        for (group, entries) in groups.into_iter().zip(entries) {
            let codes = Arc::make_mut(&mut self.codes);
            let rows = past::folded(&group, &entries, codes);
            let fits = rows.is_some_and(|rows| {
                let replaced =
                    |(line, rows): (&LineId, &Vec<Row>)| self.replace(line.number(), rows);
                rows.iter().all(replaced)
            });
            match fits {
                true => self.folded.extend(group),
                false => self.apart.lines.extend(group),
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

    /// The rows of a line, in their order.
    fn rows(&self, line: u32) -> Vec<Row> {
        let block = self.blocks.get(self.block_of(line));
        block.map_or_else(Vec::new, |block| block.rows(line).collect())
    }

    /// The block in which the rows of a line stand, if it has any.
    fn block_of(&self, line: u32) -> usize {
        let after = self.blocks.partition_point(|block| block.first() <= line);
        after.saturating_sub(1)
    }

    /// Puts these rows in the place of those of a line; false if they are too many for a block.
    fn replace(&mut self, line: u32, rows: &[Row]) -> bool {
        if rows.len() > block::ROOM {
            return false;
        }
        if self.blocks.is_empty() {
            self.blocks.push(Arc::new(Block::new()));
        }
        loop {
            let at = self.block_of(line);
            let block = Arc::make_mut(&mut self.blocks[at]);
            if block.replace(line, rows) {
                if block.is_empty() && self.blocks.len() > 1 {
                    self.blocks.remove(at);
                }
                return true;
            }
            let beside = match (line < block.first(), block.last() < line) {
                (true, _) => at,
                (_, true) => at + 1,
                _ => {
                    let second = block.halve();
                    self.blocks.insert(at + 1, Arc::new(second));
                    continue;
                }
            };
            let mut alone = Block::new();
            alone.replace(line, rows);
            self.blocks.insert(beside, Arc::new(alone));
            return true;
        }
    }

    /// Finds the lines that rows cannot say, and what is needed to fold them.
    fn set_apart(&mut self, ledger: &Ledger) {
        let mut needed = BTreeSet::new();
        if !self.units_in_rows {
            let (mut ending, mut mergers) = (BTreeSet::new(), false);
            for entry in ledger.entries() {
                match &entry.act {
                    Act::MergeUnits { units, .. } => {
                        ending.extend(units);
                        mergers = true;
                    }
                    Act::CloseUnit { unit } => {
                        ending.insert(*unit);
                    }
                    _ => {}
                }
            }
            // Whether a unit can end depends on the posts in it.
            for entry in ledger
                .entries()
                .iter()
                .filter(|entry| entry.act.puts_into(&ending))
            {
                for line in entry.act.lines() {
                    needed.extend(self.parts_of(line));
                }
            }
            if mergers {
                self.apart.lines.extend(&needed);
            }
        }
        for line in self.apart.lines.clone() {
            self.replace(line.number(), &[]);
        }
        needed.extend(&self.apart.lines);
        if needed.is_empty() && self.units_in_rows {
            return;
        }
        let is_needed = |entry: &&Entry| match entry.act {
            Act::Withdraw { .. } => true,
            _ if entry.act.is_of_unit() => !self.units_in_rows,
            _ => entry.act.lines().any(|line| needed.contains(&line)),
        };
        let entries = ledger.entries().iter().filter(is_needed);
        self.apart.entries = Arc::new(entries.cloned().collect());
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

    /// Gives the numbers of the place and the terms of every line in force on a day as recorded at
    /// another, and of some that have ended, whose terms are 0. Lines that stand [apart](Self::apart) are
    /// left out.
    #[inline]
    pub fn standing(
        &self,
        in_force_on: Date,
        as_recorded_at: Date,
        mut each: impl FnMut(u32, u32),
    ) {
        let (on, known) = (asked(in_force_on), asked(as_recorded_at));
        for block in &self.blocks {
            block.standing(on, known, &mut each);
        }
    }

    /// On how many lines each of [`Columns::paid`] stands on each of several days, earliest first, at
    /// most [`MOST_DAYS`]: for each in turn, one number a day. Lines that stand apart are left out.
    pub fn times_paid(&self, days: &[Date], as_recorded_at: Date) -> Vec<i32> {
        let known = asked(as_recorded_at);
        let days: Vec<day::Day> = days.iter().take(MOST_DAYS).map(|day| asked(*day)).collect();
        let first_day = FirstDay::of_days(&days);
        let mut times = vec![0; self.paid().len() * days.len()];
        for block in &self.blocks {
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
        for block in &self.blocks {
            block.differing(moment(before), moment(after), &mut |line| {
                lines.push(LineId::numbered(line));
            });
        }
        lines
    }
}
