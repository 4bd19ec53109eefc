//! Entries on their way into columns, one at a time.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::block::{ROOM, Row};
use super::gathered::{FETCHED, Gathered};
use super::{Columns, past};
use crate::act::Act;
use crate::ledger::{Entry, LineId, Position, UnitId};

/// Takes the entries of a ledger into columns, without holding them.
///
/// ```
/// # use register::{Columns, Entry, Intake};
/// # fn columns(ledger: &[Entry]) -> Columns {
/// let mut intake = Intake::onto(Columns::default());
/// loop {
///     intake.see_all(&ledger[intake.after()..]);
///     match intake.end() {
///         Ok(columns) => return columns,
///         Err(again) => intake = *again,
///     }
/// }
/// # }
/// ```
///
/// Entries are shown in the order of the ledger. Most registers are taken in at once; what needs to be
/// folded has to be shown again, and only what is folded is held meanwhile.
#[derive(Debug)]
pub struct Intake {
    columns: Columns,
    pass: Pass,
    rows: Gathered,
    scratch: Vec<Row>,
    /// Lines whose rows are to be folded from all entries about them.
    to_fold: BTreeSet<LineId>,
    /// Entries that were taken back since, or before they were there.
    taken_back: BTreeSet<Position>,
    /// Units that end, while rows do not hold those.
    ending: BTreeSet<UnitId>,
    mergers: bool,
    /// Lines that are needed to fold units.
    needed: BTreeSet<LineId>,
    kept: Vec<Entry>,
    /// Is something new about what stands apart?
    moves_apart: bool,
}

/// What is looked for among the entries that are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pass {
    /// What is new.
    New,
    /// What was taken back.
    TakenBack,
    /// Units that end.
    Ending,
    /// Lines that have been in those.
    Needed,
    /// All that is to be folded.
    Kept,
}

impl Intake {
    /// Begins with columns that have taken in some entries of the same ledger.
    pub fn onto(columns: Columns) -> Self {
        Self {
            columns,
            pass: Pass::New,
            rows: Gathered::default(),
            scratch: Vec::new(),
            to_fold: BTreeSet::new(),
            taken_back: BTreeSet::new(),
            ending: BTreeSet::new(),
            mergers: false,
            needed: BTreeSet::new(),
            kept: Vec::new(),
            moves_apart: false,
        }
    }

    /// How many entries of the ledger come before the next that is to be shown.
    pub fn after(&self) -> usize {
        match self.pass {
            Pass::New => self.columns.entries,
            _ => 0,
        }
    }

    /// Takes entries in, as [`Intake::see`] does one after another, and sooner.
    pub fn see_all(&mut self, entries: &[Entry]) {
        for some in entries.chunks(FETCHED) {
            if self.pass == Pass::New {
                let lines = some.iter().flat_map(|entry| entry.act.lines());
                self.rows.fetch(lines.map(LineId::number));
            }
            some.iter().for_each(|entry| self.see(entry));
        }
    }

    /// Takes an entry in.
    pub fn see(&mut self, entry: &Entry) {
        match self.pass {
            Pass::New => self.take_in(entry),
            Pass::TakenBack => {
                if self.taken_back.contains(&entry.position) {
                    self.to_fold.extend(entry.act.lines());
                    self.columns.units_in_rows &= !entry.act.is_of_unit();
                }
            }
            Pass::Ending => match &entry.act {
                Act::MergeUnits { units, .. } => {
                    self.ending.extend(units);
                    self.mergers = true;
                }
                Act::CloseUnit { unit } => {
                    self.ending.insert(*unit);
                }
                _ => {}
            },
            Pass::Needed => {
                if entry.act.puts_into(&self.ending) {
                    for line in entry.act.lines() {
                        self.needed.extend(self.columns.parts_of(line));
                    }
                }
            }
            Pass::Kept => {
                let is_kept = match entry.act {
                    Act::Withdraw { .. } => true,
                    _ if entry.act.is_of_unit() => !self.columns.units_in_rows,
                    _ => entry.act.lines().any(|line| {
                        self.to_fold.contains(&line)
                            || self.needed.contains(&line)
                            || self.columns.apart.lines.contains(&line)
                    }),
                };
                if is_kept {
                    self.kept.push(entry.clone());
                }
            }
        }
    }

    /// The columns, once all entries have been shown.
    ///
    /// # Errors
    /// The intake itself, if it has to be shown all entries again, from [`Intake::after`] on.
    pub fn end(mut self) -> Result<Columns, Box<Self>> {
        let next = match self.pass {
            Pass::New => {
                self.columns.blocks.take_in(&self.rows);
                self.rows = Gathered::default();
                if self.columns.units_in_rows {
                    self.columns.units_in_rows = Arc::make_mut(&mut self.columns.units).settle();
                }
                match self.taken_back.is_empty() {
                    true => self.after_taken_back(),
                    false => Some(Pass::TakenBack),
                }
            }
            Pass::TakenBack => self.after_taken_back(),
            Pass::Ending => Some(Pass::Needed),
            Pass::Needed => Some(Pass::Kept),
            Pass::Kept => {
                self.fold();
                None
            }
        };
        let Some(next) = next else {
            return Ok(self.columns);
        };
        self.pass = next;
        if self.pass == Pass::Kept {
            self.widen();
        }
        Err(Box::new(self))
    }

    fn after_taken_back(&self) -> Option<Pass> {
        match self.columns.units_in_rows {
            false => Some(Pass::Ending),
            true => (self.moves_apart || !self.to_fold.is_empty()).then_some(Pass::Kept),
        }
    }

    /// Takes in a new entry.
    fn take_in(&mut self, entry: &Entry) {
        let columns = &mut self.columns;
        columns.entries += 1;
        let codes = Arc::make_mut(&mut columns.codes);
        let body = codes.body(&entry.authority.decision);
        match &entry.act {
            Act::Amend { line, becomes, .. } if line != becomes => {
                let parted = Arc::make_mut(&mut columns.parted);
                parted.entry(*line).or_default().insert(*becomes);
                parted.entry(*becomes).or_default().insert(*line);
                self.to_fold.insert(*line);
            }
            Act::OpenUnit { unit, .. } => {
                let bodies = Arc::make_mut(&mut columns.unit_bodies);
                let number = unit.number() as usize;
                if bodies.len() <= number {
                    bodies.resize(number + 1, u32::MAX);
                }
                if bodies[number] == u32::MAX {
                    bodies[number] = body;
                }
            }
            Act::Withdraw { entry } => {
                columns.withdrawn.insert(*entry);
                self.taken_back.insert(*entry);
                self.moves_apart |= !columns.apart.lines.is_empty();
            }
            _ => {}
        }
        // Some are taken back before they are there.
        if columns.withdrawn.contains(&entry.position) {
            self.taken_back.insert(entry.position);
        }
        if columns.units_in_rows && entry.act.is_of_unit() {
            columns.units_in_rows = Arc::make_mut(&mut columns.units).take_in(entry);
        }
        for line in entry.act.lines() {
            self.add(line, entry);
        }
    }

    /// Adds the rows of an entry on a line, if it is not to be folded.
    fn add(&mut self, line: LineId, entry: &Entry) {
        let columns = &mut self.columns;
        if columns.apart.lines.contains(&line) {
            self.moves_apart = true;
            return;
        }
        if self.to_fold.contains(&line) {
            return;
        }
        let rows = &mut self.scratch;
        if !self.rows.read(line.number(), rows) {
            columns.blocks.read(line.number(), rows);
        }
        let codes = Arc::make_mut(&mut columns.codes);
        let added = !columns.folded.contains(&line) && past::add(rows, entry, codes);
        match added && rows.len() <= ROOM {
            true => self.rows.write(line.number(), rows),
            false => {
                self.to_fold.insert(line);
            }
        }
    }

    /// Adds to the lines that are to be folded those of which they are parts.
    fn widen(&mut self) {
        let lines = std::mem::take(&mut self.to_fold);
        for line in lines {
            if !self.to_fold.contains(&line) {
                self.to_fold.extend(self.columns.parts_of(line));
            }
        }
        if self.mergers {
            let apart = Arc::make_mut(&mut self.columns.apart);
            apart.lines.extend(&self.needed);
        }
    }

    /// Makes the rows of lines anew from all entries about them and the lines that they are parts of,
    /// and sets apart what rows cannot say.
    fn fold(&mut self) {
        let mut lines = std::mem::take(&mut self.to_fold);
        let apart = &self.columns.apart;
        lines.retain(|line| !apart.lines.contains(line));
        let mut groups: Vec<BTreeSet<LineId>> = Vec::new();
        let mut group_of: BTreeMap<LineId, usize> = BTreeMap::new();
        while let Some(line) = lines.pop_first() {
            let group = self.columns.parts_of(line);
            for line in &group {
                lines.remove(line);
                group_of.insert(*line, groups.len());
            }
            groups.push(group);
        }
        let mut entries: Vec<Vec<&Entry>> = vec![Vec::new(); groups.len()];
        let at = |position: Position| {
            let kept = &self.kept;
            let at = kept.binary_search_by_key(&position, |entry| entry.position);
            kept.get(at.ok()?)
        };
        for entry in &self.kept {
            let about = match entry.act {
                Act::Withdraw { entry } => at(entry),
                _ => Some(entry),
            };
            let mut lines = about.into_iter().flat_map(|entry| entry.act.lines());
            if let Some(group) = lines.find_map(|line| group_of.get(&line)) {
                entries[*group].push(entry);
            }
        }
        let mut apart = self.columns.apart.lines.clone();
        for (group, entries) in groups.into_iter().zip(entries) {
            let codes = Arc::make_mut(&mut self.columns.codes);
            let rows = past::folded(&group, &entries, codes);
            let fits = rows.filter(|rows| rows.values().all(|rows| rows.len() <= ROOM));
            let Some(rows) = fits else {
                apart.extend(group);
                continue;
            };
            for (line, rows) in &rows {
                self.columns.blocks.replace(line.number(), rows);
            }
            Arc::make_mut(&mut self.columns.folded).extend(group);
        }
        self.set_apart(apart);
    }

    /// Lines that rows cannot say, and what is needed to fold them.
    fn set_apart(&mut self, lines: BTreeSet<LineId>) {
        for line in &lines {
            self.columns.blocks.replace(line.number(), &[]);
        }
        let mut entries = std::mem::take(&mut self.kept);
        let units_in_rows = self.columns.units_in_rows;
        if lines.is_empty() && units_in_rows {
            return;
        }
        entries.retain(|entry| match entry.act {
            Act::Withdraw { .. } => true,
            _ if entry.act.is_of_unit() => !units_in_rows,
            _ => {
                let mut about = entry.act.lines();
                about.any(|line| lines.contains(&line) || self.needed.contains(&line))
            }
        });
        self.columns.apart = Arc::new(super::Apart { lines, entries });
    }
}
