//! The cells of a sheet, kept small: a list of 100,000 rows and 20 columns takes 16 MB.

use std::hash::BuildHasher as _;

use base::without_hidden;
use hashbrown::{DefaultHashBuilder, HashMap, HashTable};

use crate::address::{Address, Area, LAST_COLUMN, LAST_ROW};

/// The most cells of a file that are held, empty ones between others included.
const MOST_CELLS: usize = 30_000_000;
/// The most bytes of different texts that are held.
const MOST_TEXT: usize = 512 << 20;

/// A text of a file, by its place among the different ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct TextId(u32);

impl TextId {
    /// The empty text.
    pub(crate) const EMPTY: Self = Self(0);

    /// As an index.
    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }
}

/// Every text of a file once. Lists say the same thing many times over.
#[derive(Debug)]
pub(crate) struct Texts {
    all: String,
    ends: Vec<u32>,
    index: HashTable<u32>,
    hasher: DefaultHashBuilder,
    /// What was read with characters that nobody sees, and is kept without them.
    stripped: HashMap<String, TextId>,
}

impl Default for Texts {
    fn default() -> Self {
        let mut texts = Self {
            all: String::new(),
            ends: Vec::new(),
            index: HashTable::new(),
            hasher: DefaultHashBuilder::default(),
            stripped: HashMap::new(),
        };
        // The empty text is the first.
        texts.ends.push(0);
        texts
    }
}

impl Texts {
    /// Keeps a text; nothing if there is no more room.
    pub(crate) fn keep(&mut self, text: &str) -> Option<TextId> {
        if text.is_empty() {
            return Some(TextId::EMPTY);
        }
        let hash = self.hasher.hash_one(text);
        match self.found(text, hash) {
            Some(id) => Some(id),
            None => self.add(text, hash),
        }
    }

    /// Keeps a text of a list, without what nobody sees; nothing if there is no more room.
    pub(crate) fn keep_visible(&mut self, text: &str) -> Option<TextId> {
        if text.is_empty() {
            return Some(TextId::EMPTY);
        }
        let hash = self.hasher.hash_one(text);
        if let Some(id) = self.found(text, hash) {
            return Some(id);
        }
        let visible = match without_hidden(text) {
            None => return self.add(text, hash),
            Some(visible) if visible.is_empty() => return Some(TextId::EMPTY),
            Some(visible) => visible,
        };
        if let Some(id) = self.stripped.get(text) {
            return Some(*id);
        }
        // A place of its own: elsewhere the same words may be as they should be.
        let id = self.place(&visible)?;
        self.stripped.insert(text.to_owned(), id);
        Some(id)
    }

    /// As they were read: the texts that are kept without what nobody sees, and their places.
    pub(crate) fn stripped(&self) -> impl Iterator<Item = (&str, TextId)> {
        self.stripped.iter().map(|(text, id)| (text.as_str(), *id))
    }

    fn found(&self, text: &str, hash: u64) -> Option<TextId> {
        let same = |id: &u32| slice(&self.all, &self.ends, *id) == text;
        self.index.find(hash, same).map(|id| TextId(*id))
    }

    fn place(&mut self, text: &str) -> Option<TextId> {
        if self.all.len() + text.len() > MOST_TEXT {
            return None;
        }
        self.all.push_str(text);
        let id = u32::try_from(self.ends.len()).ok()?;
        self.ends.push(u32::try_from(self.all.len()).ok()?);
        Some(TextId(id))
    }

    fn add(&mut self, text: &str, hash: u64) -> Option<TextId> {
        let TextId(id) = self.place(text)?;
        let (all, ends, hasher) = (&self.all, &self.ends, &self.hasher);
        self.index
            .insert_unique(hash, id, |id| hasher.hash_one(slice(all, ends, *id)));
        Some(TextId(id))
    }

    /// Every text in the order of their places, the empty one first.
    pub(crate) fn all(&self) -> impl Iterator<Item = &str> {
        (0..self.ends.len()).map(|place| {
            let start = if place == 0 { 0 } else { self.ends[place - 1] };
            &self.all[start as usize..self.ends[place] as usize]
        })
    }

    /// The text.
    pub(crate) fn get(&self, id: TextId) -> &str {
        slice(&self.all, &self.ends, id.0)
    }
}

fn slice<'t>(all: &'t str, ends: &[u32], id: u32) -> &'t str {
    let id = id as usize;
    let start = if id == 0 { 0 } else { ends[id - 1] as usize };
    &all[start..ends[id] as usize]
}

/// What kind of thing a cell holds; its text says what.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    /// Nothing.
    Empty,
    /// Words, or whatever a text file holds.
    Text,
    /// A number, in the digits of the file.
    Number,
    /// A number that the file shows in per cent.
    Percent,
    /// A number that the file shows as a day: the days since its epoch.
    Date,
    /// A day as the file writes it: `2019-03-31T00:00:00`.
    IsoDate,
    /// `1` for true, `0` for false.
    Logic,
    /// A formula that could not be worked out: `#REF!`.
    Fault,
    /// A formula without its outcome.
    Unworked,
}

/// A cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cell {
    pub(crate) text: TextId,
    pub(crate) kind: Kind,
}

impl Cell {
    pub(crate) const EMPTY: Self = Self {
        text: TextId::EMPTY,
        kind: Kind::Empty,
    };

    pub(crate) fn is_empty(self) -> bool {
        self.kind == Kind::Empty
    }
}

/// A sheet of a workbook, or the whole of a text file.
#[derive(Debug, Default)]
pub struct Sheet {
    /// Its name; empty for a text file.
    pub(crate) name: String,
    /// Is it hidden from whoever opens the file?
    pub(crate) hidden: bool,
    rows: Vec<Row>,
    cells: Vec<Cell>,
    pub(crate) merged: Vec<Area>,
}

#[derive(Clone, Copy, Debug)]
struct Row {
    number: u32,
    start: usize,
}

/// A file larger than Muster reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TooLarge;

impl Sheet {
    /// A sheet without rows.
    pub(crate) fn named(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            ..Self::default()
        }
    }

    /// Its name; empty for a text file.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How many rows hold something.
    pub fn row_count(&self) -> usize {
        self.rows.len()
    }

    /// Puts a cell behind those that are there. Rows come in their order; so do the cells of a row.
    /// A cell that comes late is left out, as spreadsheet programs do not write such.
    pub(crate) fn push(&mut self, at: Address, cell: Cell) -> Result<(), TooLarge> {
        if cell.is_empty() || at.column > LAST_COLUMN || at.row > LAST_ROW {
            return Ok(());
        }
        let same_row = match self.rows.last() {
            Some(row) if row.number > at.row => return Ok(()),
            Some(row) => row.number == at.row,
            None => false,
        };
        if !same_row {
            self.rows.push(Row {
                number: at.row,
                start: self.cells.len(),
            });
        }
        let start = self.rows.last().map_or(0, |row| row.start);
        let place = start + usize::from(at.column);
        if place >= MOST_CELLS {
            return Err(TooLarge);
        }
        if place >= self.cells.len() {
            self.cells.resize(place, Cell::EMPTY);
            self.cells.push(cell);
        }
        Ok(())
    }

    /// The rows that hold something, with their numbers.
    pub(crate) fn rows(&self) -> impl Iterator<Item = (u32, &[Cell])> {
        (0..self.rows.len()).map(|index| self.row_at(index))
    }

    /// The row of an index among those that hold something.
    pub(crate) fn row_at(&self, index: usize) -> (u32, &[Cell]) {
        let row = self.rows[index];
        let end = self
            .rows
            .get(index + 1)
            .map_or(self.cells.len(), |next| next.start);
        (row.number, &self.cells[row.start..end])
    }

    /// The cells of a row by its number; empty if nothing is there.
    pub(crate) fn row(&self, number: u32) -> &[Cell] {
        match self.rows.binary_search_by_key(&number, |row| row.number) {
            Ok(index) => self.row_at(index).1,
            Err(_) => &[],
        }
    }

    /// Gives each cell of a merged area in one column what stands at its top, as it looks on screen.
    pub(crate) fn fill_merged(&mut self) {
        let areas = std::mem::take(&mut self.merged);
        // Areas do not overlap, so each cell is seen once; a file in which they do is not filled on.
        let mut left = MOST_CELLS;
        for area in &areas {
            let top = self.cell(area.first);
            if top.is_empty() || area.last.row == area.first.row {
                continue;
            }
            let from = self
                .rows
                .partition_point(|row| row.number <= area.first.row);
            let until = self.rows.partition_point(|row| row.number <= area.last.row);
            for index in from..until.min(from + left) {
                left -= 1;
                let start = self.rows[index].start;
                let end = self
                    .rows
                    .get(index + 1)
                    .map_or(self.cells.len(), |next| next.start);
                let place = start + usize::from(area.first.column);
                if place < end && self.cells[place].is_empty() {
                    self.cells[place] = top;
                }
            }
        }
        self.merged = areas;
    }

    /// A cell.
    pub(crate) fn cell(&self, at: Address) -> Cell {
        let row = self.row(at.row);
        row.get(usize::from(at.column))
            .copied()
            .unwrap_or(Cell::EMPTY)
    }
}
