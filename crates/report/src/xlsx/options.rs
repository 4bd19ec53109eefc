//! The options beside each other.

use super::book::Book;
use super::cell::{Cell, Shown};
use super::sheet::{Sheet, column};
use crate::compose::table_of_options;
use crate::model;

/// The sheet of options, as the report prints them; none where no other option has changes.
pub(super) fn options(book: &Book<'_>) -> Option<Sheet> {
    let table = table_of_options(&book.of)?;
    let widths = std::iter::once(44).chain(std::iter::repeat(24));
    let columns = table.columns.iter().zip(widths);
    Some(Sheet {
        name: "Options",
        title: table.caption.clone(),
        about: "Values, not formulas: each option is costed by itself, on the same posts, pay and on-costs.",
        columns: columns
            .map(|(one, width)| column(&one.heading, width))
            .collect(),
        rows: table.rows.iter().map(row).collect(),
        notes: table.notes.clone(),
        frozen: 1,
        ..Sheet::default()
    })
}

fn row(row: &model::Row) -> Vec<Cell> {
    let cells = row.cells.iter().map(|cell| match cell.value {
        // A difference keeps its sign.
        model::Value::Money(pence) if cell.text.starts_with(['+', '\u{2212}']) => {
            Cell::Number(Shown::Difference, pence.in_pounds())
        }
        model::Value::Fte(fte) if cell.text.starts_with(['+', '\u{2212}']) => {
            Cell::Number(Shown::QuantityDifference, fte.exact())
        }
        _ => Cell::of_report(cell),
    });
    cells.collect()
}
