//! The rows of a list, read and checked.

mod columns;
mod recognise;
mod report;
mod row;
mod totals;

use base::{Date, Exact, Fte, Known};
use register::Occupancy;

use crate::layout::{Layout, LayoutError};
use crate::list::List;
use crate::problem::{Group, Problem, Remedies};
use crate::reading::row::Reader;
use crate::sheet::TextId;
use crate::units::ListedUnit;

pub use recognise::Recognised;
pub use totals::{Sums, Totals};

/// What a person says about the import beside the columns.
#[derive(Clone, Debug)]
pub struct Choices {
    /// The council, whose pay data the grades are looked up in.
    pub body: String,
    /// The day of the opening balance.
    pub date: Date,
    /// What to do about problems.
    pub remedies: Remedies,
}

/// A list as it was read: posts, units, and what is wrong.
#[derive(Debug)]
pub struct Reading<'l> {
    pub(crate) list: &'l List,
    pub(crate) layout: &'l Layout,
    /// The rows that hold posts and are not left out.
    pub(crate) posts: Vec<PostRow>,
    pub(crate) numbers: Vec<Exact>,
    /// The units that the rows name.
    pub units: Vec<ListedUnit>,
    /// What is wrong, by kind.
    pub groups: Vec<Group>,
    /// What is wrong, cell by cell; at most 200,000 are held.
    pub problems: Vec<Problem>,
    /// Rows that are left out, and why.
    pub left_out: Vec<(u32, LeftOut)>,
    /// Rows that are no posts: totals, repeated headings, remarks.
    pub recognised: Vec<(u32, Recognised)>,
    /// What the rows sum to, and what the list says.
    pub totals: Totals,
}

/// Why a row is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeftOut {
    /// The person named the row.
    ByRow,
    /// The person chose to leave out the rows with this kind of problem; its code.
    For(&'static str),
}

/// A number of a list, kept once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NumberId(pub(crate) u32);

/// A row that holds posts; small, for there are many.
#[derive(Clone, Debug)]
pub(crate) struct PostRow {
    pub(crate) row: u32,
    pub(crate) number: TextId,
    pub(crate) title: TextId,
    pub(crate) unit: Option<u32>,
    pub(crate) posts: Known<u32>,
    pub(crate) fte: Option<NumberId>,
    pub(crate) hours: Option<NumberId>,
    pub(crate) weeks: Option<NumberId>,
    pub(crate) grade: TextId,
    pub(crate) point: Option<u16>,
    pub(crate) permanent: Known<bool>,
    pub(crate) start: Option<base::When>,
    pub(crate) end: Option<base::When>,
    pub(crate) funds: Vec<(TextId, Option<NumberId>)>,
    pub(crate) manager: TextId,
    pub(crate) occupancy: Known<Occupancy>,
    pub(crate) covered_by: TextId,
    pub(crate) holder: TextId,
    pub(crate) holder_number: TextId,
    pub(crate) decision: TextId,
    pub(crate) decision_date: Option<base::When>,
    pub(crate) approved_by: TextId,
}

impl<'l> Reading<'l> {
    /// Reads and checks the rows below the headings.
    ///
    /// # Errors
    /// If the layout lacks a column that a post needs.
    pub fn of(list: &'l List, layout: &'l Layout, choices: &Choices) -> Result<Self, LayoutError> {
        layout.check()?;
        let Some(sheet) = list.sheets.get(layout.sheet) else {
            return Err(LayoutError::NoHeadings);
        };
        let mut reader = Reader::new(list, layout, choices);
        for (number, cells) in sheet.rows() {
            if number > layout.heading_row {
                reader.read(number, cells);
            }
        }
        Ok(reader.finish())
    }

    /// The list that was read.
    pub fn list(&self) -> &'l List {
        self.list
    }

    /// By which layout.
    pub fn layout(&self) -> &'l Layout {
        self.layout
    }

    /// How many rows hold posts that will be imported.
    pub fn post_rows(&self) -> usize {
        self.posts.len()
    }

    /// How many problems keep the list from being imported.
    pub fn standing(&self) -> usize {
        self.groups.iter().map(|group| group.standing).sum()
    }

    pub(crate) fn number(&self, id: NumberId) -> Exact {
        self.numbers[id.0 as usize]
    }

    pub(crate) fn fte(&self, row: &PostRow) -> Known<Fte> {
        row.fte.map(|id| Fte::new(self.number(id))).into()
    }
}
