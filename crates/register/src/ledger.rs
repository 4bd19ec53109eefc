//! The ledger: dated entries that are only ever added.

use std::sync::Arc;

use base::Date;

use crate::act::Act;

/// A line of like posts, for as long as the register remembers it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LineId(u32);

/// A unit, through all its names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UnitId(u32);

/// The place of an entry in the ledger, counted from one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Position(u32);

impl Position {
    /// The position of that number.
    pub fn numbered(number: u32) -> Self {
        Self(number)
    }

    /// As a number, for printing.
    pub fn number(self) -> u32 {
        self.0
    }
}

impl LineId {
    /// The line of that number, as it was stored.
    pub fn numbered(number: u32) -> Self {
        Self(number)
    }

    /// As a number, for printing and sorting.
    pub fn number(self) -> u32 {
        self.0
    }
}

impl UnitId {
    /// The unit of that number, as it was stored.
    pub fn numbered(number: u32) -> Self {
        Self(number)
    }

    /// As a number, for printing and sorting.
    pub fn number(self) -> u32 {
        self.0
    }
}

/// A decision, or the paper that asks for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The council.
    pub body: String,
    /// The committee, member or officer who decides.
    pub maker: Option<String>,
    /// The day of the decision.
    pub date: Date,
    /// The title of the report.
    pub title: String,
    /// The council's own reference for it.
    pub reference: Option<String>,
    /// Decisions that it relies on and that the ledger does not hold.
    pub not_held: Vec<String>,
}

/// How sure the ledger is that something was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Standing {
    /// The decision is recorded.
    Decided,
    /// The decision is recorded, and depends on something that is not.
    Conditional,
    /// Only the report is held; it is taken as approved as recommended on its date.
    Assumed,
    /// The paper says that it is so; no decision that is held established it.
    Attested,
}

impl Standing {
    /// The words that every answer carries.
    pub fn words(self) -> &'static str {
        match self {
            Self::Decided => "decided by",
            Self::Conditional => "approved subject to conditions by",
            Self::Assumed => "assumed approved as recommended in",
            Self::Attested => "attested by",
        }
    }
}

/// Why an entry stands in the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Authority {
    /// The decision.
    pub decision: Arc<Decision>,
    /// How sure that is.
    pub standing: Standing,
    /// The paragraph of the report.
    pub paragraph: Option<String>,
    /// The change line of the report, counted from one.
    pub change_line: Option<usize>,
    /// What was assumed in writing the entry, such as its date.
    pub assumption: Option<String>,
    /// The row of the list from which the entry was imported.
    pub listed: Option<Listed>,
}

/// Where an imported list says what an entry holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The number of the row, as a spreadsheet program counts it: from one, headings and blank rows
    /// included.
    pub row: u32,
    /// The decision that the row itself names, in the list's words; the ledger does not hold it.
    pub names: Option<String>,
}

/// One thing that was decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its place in the ledger.
    pub position: Position,
    /// The day on which it was written down.
    pub recorded: Date,
    /// The day from which it has effect.
    pub effective: Date,
    /// Why it stands here.
    pub authority: Authority,
    /// What it does.
    pub act: Act,
}

/// All entries, in the order in which they were recorded.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    /// How many entries a branch stands behind.
    behind: u32,
    entries: Vec<Entry>,
    lines: u32,
    units: u32,
}

impl Ledger {
    /// A ledger without entries.
    pub fn new() -> Self {
        Self::default()
    }

    /// What comes after this ledger: without its entries, its numbers going on. A proposal is recorded on
    /// such a branch, and nobody keeps it.
    #[must_use]
    pub fn branch(&self) -> Self {
        Self {
            behind: self.next_position().0 - 1,
            entries: Vec::new(),
            ..*self
        }
    }

    /// The ledger as it was when it had so many entries; all of it if it has no more.
    #[must_use]
    pub fn when_it_had(&self, entries: u32) -> Self {
        let own = entries.saturating_sub(self.behind);
        let own = usize::try_from(own).unwrap_or(usize::MAX);
        let mut then = Self {
            behind: self.behind,
            entries: self.entries.iter().take(own).cloned().collect(),
            lines: 0,
            units: 0,
        };
        for entry in &then.entries {
            let (line, unit) = entry.act.highest_numbers();
            then.lines = then.lines.max(line);
            then.units = then.units.max(unit);
        }
        then
    }

    /// A number that no line has had.
    pub fn new_line(&mut self) -> LineId {
        self.lines += 1;
        LineId(self.lines)
    }

    /// A number that no unit has had.
    pub fn new_unit(&mut self) -> UnitId {
        self.units += 1;
        UnitId(self.units)
    }

    /// Writes an entry at the end. The numbers that it brings in are taken from then on.
    pub fn record(
        &mut self,
        recorded: Date,
        effective: Date,
        authority: Authority,
        act: Act,
    ) -> Position {
        let position = self.next_position();
        let (line, unit) = act.highest_numbers();
        self.lines = self.lines.max(line);
        self.units = self.units.max(unit);
        self.entries.push(Entry {
            position,
            recorded,
            effective,
            authority,
            act,
        });
        position
    }

    /// The place that the next entry will have.
    pub fn next_position(&self) -> Position {
        let own = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
        Position(self.behind.saturating_add(own).saturating_add(1))
    }

    /// The entries, oldest first; of a branch its own.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The entry at a position.
    pub fn entry(&self, position: Position) -> Option<&Entry> {
        let own = position.0.checked_sub(self.behind)?.checked_sub(1)?;
        self.entries.get(usize::try_from(own).ok()?)
    }
}
