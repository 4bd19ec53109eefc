//! Tables whose cells know what they hold.

use base::{Fte, Pence};

/// A table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// By what a link finds it: `table-1`.
    pub id: String,
    /// `Table 1: What changes`.
    pub caption: String,
    /// The columns, left to right.
    pub columns: Vec<Column>,
    /// The rows, top to bottom. The cells of each fill the columns.
    pub rows: Vec<Row>,
    /// What the reader must know to read it; one sentence each.
    pub notes: Vec<String>,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its heading.
    pub heading: String,
    /// The heading over this column and its neighbours of the same group.
    pub group: Option<String>,
    /// How its cells line up.
    pub align: Align,
}

/// How the cells of a column line up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// Words, from the left.
    Words,
    /// Numbers, from the right.
    Numbers,
}

impl Column {
    /// A column of words.
    pub fn words(heading: impl Into<String>) -> Self {
        Self {
            heading: heading.into(),
            group: None,
            align: Align::Words,
        }
    }

    /// A column of numbers.
    pub fn numbers(heading: impl Into<String>) -> Self {
        Self {
            align: Align::Numbers,
            ..Self::words(heading)
        }
    }

    /// The same column under a heading that it shares.
    #[must_use]
    pub fn under(self, group: impl Into<String>) -> Self {
        Self {
            group: Some(group.into()),
            ..self
        }
    }
}

/// A row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// By what a link finds it, if anything leads to it: `line-4`.
    pub id: Option<String>,
    /// What kind of row.
    pub kind: RowKind,
    /// Its cells. Those that head the row come first.
    pub cells: Vec<Cell>,
}

/// What kind of row it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// One thing among others.
    Body,
    /// A sum of the rows above.
    Total,
    /// A heading over the rows below: one cell across all columns.
    Group,
}

impl Row {
    /// A row among others.
    pub fn body(cells: Vec<Cell>) -> Self {
        Self {
            id: None,
            kind: RowKind::Body,
            cells,
        }
    }

    /// A sum.
    pub fn total(cells: Vec<Cell>) -> Self {
        Self {
            kind: RowKind::Total,
            ..Self::body(cells)
        }
    }
}

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// As printed.
    pub text: String,
    /// Further lines of the same weight, such as a second decision-maker.
    pub more: Vec<String>,
    /// Smaller lines under it; one remark each.
    pub notes: Vec<String>,
    /// What it holds, for a renderer that keeps numbers as numbers.
    pub value: Value,
    /// Does it head its row?
    pub heads_row: bool,
    /// How many columns it takes.
    pub across: usize,
}

/// What a cell holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// Words.
    Words,
    /// Money.
    Money(Pence),
    /// FTE.
    Fte(Fte),
    /// A whole number.
    Number(u32),
    /// Something that is not known or not stated, and the text says so.
    Missing,
    /// Nothing belongs here.
    Empty,
}

impl Cell {
    /// Words.
    pub fn words(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            more: Vec::new(),
            notes: Vec::new(),
            value: Value::Words,
            heads_row: false,
            across: 1,
        }
    }

    /// Words that head the row.
    pub fn head(text: impl Into<String>) -> Self {
        Self {
            heads_row: true,
            ..Self::words(text)
        }
    }

    /// Words for something that is missing.
    pub fn missing(text: impl Into<String>) -> Self {
        Self {
            value: Value::Missing,
            ..Self::words(text)
        }
    }

    /// A cell where nothing belongs.
    pub fn empty() -> Self {
        Self {
            value: Value::Empty,
            ..Self::words("")
        }
    }

    /// The same cell over so many columns.
    #[must_use]
    pub fn across(self, columns: usize) -> Self {
        Self {
            across: columns,
            ..self
        }
    }

    /// Adds a smaller line.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }
}
