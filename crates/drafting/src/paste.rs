//! Rows of changes from a spreadsheet, added to a draft all or none.
//!
//! ```text
//! cells ──columns──▶ what each row says ──candidates──▶ which posts it means
//!                          │                                 │
//!                          ▼                                 ▼
//!                     Checked: rows, questions with their offers, or the draft with all of them
//!                          ▲
//!                     answers, as a form carries them
//! ```
//!
//! Nothing of this is kept: the cells and the answers are the whole state, and checking them again says
//! the same.

mod answer;
mod candidates;
mod check;
mod columns;
mod entry;
mod meaning;
mod own;
mod question;

use base::Fte;
use register::Establishment;

use crate::draft::Draft;
use crate::grid::{Entry, Field};
pub use answer::{About, Answer, Named, Reply};
pub use candidates::Candidate;
pub use columns::{PastedColumn, likely_sheet};
pub use meaning::Meaning;
pub use question::{Offer, Question};

/// The most rows that are checked at once.
pub const MOST_PASTED: usize = 2_000;

/// Cells of a row under the number that a spreadsheet gives it.
pub type PastedCells = (u32, Vec<String>);

/// What pasted rows are checked against.
#[derive(Clone, Copy, Debug)]
pub struct Against<'a> {
    /// The draft to which they are added.
    pub draft: &'a Draft,
    /// The register from which posts come that the draft does not have.
    pub register: &'a Establishment,
    /// The labels of grades that the council has; empty where that is not known.
    pub grades: &'a [String],
}

/// Pasted rows as they were read, and what is asked about them.
#[derive(Clone, Debug)]
pub struct Checked {
    /// The row with the headings, if one was found.
    pub heading_row: Option<u32>,
    /// The columns, from left to right.
    pub columns: Vec<PastedColumn>,
    /// The rows, in their order.
    pub rows: Vec<PastedRow>,
    /// What is asked.
    pub questions: Vec<Question>,
    /// The draft with all of them, once nothing is asked any more.
    pub draft: Option<Draft>,
}

/// A row as it was read.
#[derive(Clone, Debug)]
pub struct PastedRow {
    /// Its number in the spreadsheet.
    pub number: u32,
    /// What it says.
    pub entry: Entry,
    /// The posts that it means, where that is known.
    pub post: Option<Candidate>,
    /// What does not apply to what happens, and is not taken.
    pub not_taken: Vec<(Field, String)>,
    /// What is asked about it, by the place of the questions.
    pub asks: Vec<usize>,
    /// Did the person leave it out?
    pub is_left_out: bool,
}

impl Checked {
    /// Checks rows against a draft and a register.
    pub fn of(against: &Against<'_>, cells: &[PastedCells], answers: &[Answer]) -> Self {
        check::check(against, cells, answers)
    }

    /// Is there a column that says which posts change, or how the new ones are called?
    pub fn is_readable(&self) -> bool {
        self.columns.iter().any(|column| {
            matches!(
                column.meaning,
                Some(Meaning::Post | Meaning::PostNumber | Meaning::Change(Field::Title))
            )
        })
    }

    /// The rows that would be added.
    pub fn taken(&self) -> impl Iterator<Item = &PastedRow> {
        self.rows.iter().filter(|row| !row.is_left_out)
    }

    /// The answers that take the only offer of each question that has just one.
    pub fn suggestions(&self) -> Vec<Answer> {
        let offered = self.questions.iter().filter_map(|question| {
            let reply = question.suggestion()?.reply.clone();
            let about = question.about.clone();
            Some(Answer { about, reply })
        });
        offered.collect()
    }
}

/// What a text with a decimal comma or words about a number was probably meant to be.
fn as_number(text: &str) -> Option<String> {
    let bare = text
        .trim_end_matches(|c: char| c.is_alphabetic() || c == ' ')
        .trim_start_matches(|c: char| c.is_alphabetic() || c == ' ');
    let meant = match bare.matches(',').count() {
        1 if !bare.contains('.') => bare.replace(',', "."),
        _ => bare.to_owned(),
    };
    let is_number = meant != text && Fte::parse(&meant).is_ok_and(|fte| !fte.is_negative());
    is_number.then_some(meant)
}
