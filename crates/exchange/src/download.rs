//! Tables for people to take away: text files and workbooks, the same bytes for the same rows.
//!
//! Rows are handed over one by one and nothing but the file itself is held. What is written reads back
//! as it was: see `tests/round_trip.rs`.

mod establishment;
mod notes;
mod text_file;
mod workbook;

use base::{Date, Exact};

pub use establishment::EstablishmentTable;
pub use text_file::TextTable;
pub use workbook::{TooLargeForWorkbook, WorkbookTable};

/// What is not known. A blank stands for nothing else than nothing.
pub const UNKNOWN: &str = "unknown";

/// What a cell holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value<'v> {
    /// Nothing belongs here.
    Empty,
    /// Words; they are never run as a formula, whatever they begin with.
    Words(&'v str),
    /// A number.
    Number(Exact),
    /// A day.
    Day(Date),
    /// Something belongs here and is not known.
    Unknown,
    /// A number in the digits of the file from which it came.
    Digits(&'v str),
}
