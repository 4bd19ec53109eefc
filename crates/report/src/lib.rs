//! What a committee reads: the report as a model, its structure charts, and how it looks.
//!
//! ```text
//! Case + Resolved + Statement + findings ──compose──▶ Report      every number, word and cell
//!                                                       ├─html──▶ one self-contained page
//!                                                       └─docx──▶ a Word document to go on editing
//!                     └──xlsx──▶ a workbook with formulas              from the statement itself
//! Resolved ──charts──▶ Chart ──▶ SVG                             before, after, what changes
//!                        └─────▶ list                            the same sentences, to read
//! ```
//!
//! [`compose`] decides everything that a reader sees: numbering, tables, sentences, what is not
//! known. A renderer only walks the [`Report`]; it adds nothing up and words nothing. [`xlsx`] reads
//! the statement as well, to write each figure as the formula that gives it.
//!
//! This crate does not judge a case (findings come in as values), does not cost it and does no input
//! or output; the same input gives the same bytes. A tagged PDF is made of the [`Report`] by
//! `report-pdf`, and any format from one call by `documents`. Start with [`compose`] and [`model::Report`].

pub mod chart;
mod chart_report;
mod compose;
pub mod docx;
pub mod html;
mod listing;
pub mod model;
mod phrases;
mod structure;
pub mod xlsx;

pub use chart_report::{Shown, chart_report};
pub use compose::{
    Composition, Explained, Worked, WorkedStep, compose, cost_statement, table_of_changes,
    table_of_options,
};
pub use model::Report;
pub use structure::{
    Charts, Happening, Happenings, SideHappenings, charts, happenings, post_box, withheld_structure,
};
