//! Spreadsheets and open data, in and out.
//!
//! ```text
//! bytes ──List::open──▶ List            sheets of cells, in the file's own digits
//!                         │ Layout::guess, corrected by a person
//!                         ▼
//!                       Layout          the heading row; what each column means, how sure
//!                         │ Reading::of(list, layout, choices)
//!                         ▼
//!                       Reading         posts and units; problems by kind, with cell and remedy;
//!                         │             totals beside the list's own
//!                         │ record, if nothing stands in the way
//!                         ▼
//!                       Opened          entries in a ledger; holders apart
//! ```
//!
//! Numbers stay the decimals that the file holds; a formula's 0.81081081081081086 is read as the
//! 30/37 that it came from. FTE, posts, people and hours are read from their own columns, and what a
//! list does not say is not known.
//!
//! This crate does not touch files (it takes bytes and gives bytes), does not decide what to do about
//! a problem, and does not store anything. Start with [`List::open`], then [`Reading::of`].

mod address;
mod delimited;
mod download;
mod field;
mod headings;
mod layout;
mod list;
mod opening;
mod problem;
mod reading;
mod rules;
mod sheet;
mod steering;
mod typed;
mod units;
mod value;
mod workbook;

pub use address::{Address, column_of, letters};
pub use delimited::TextFile;
pub use download::{
    EstablishmentTable, TextTable, TooLargeForWorkbook, UNKNOWN, Value, WorkbookTable,
};
pub use field::Field;
pub use headings::Confidence;
pub use layout::{Column, Layout, LayoutError};
pub use list::{LARGEST_LIST, List, ListError};
pub use opening::{Holder, Opened, Opening, OpeningError};
pub use problem::{Group, Offer, Problem, Remedies, Remedy, RemedyError, thousands};
pub use reading::{Choices, LeftOut, Reading, Recognised, Sums, Totals};
pub use rules::RULES;
pub use sheet::Sheet;
pub use typed::as_pasted;
pub use units::ListedUnit;
