//! Rows that are no posts.

use base::folded;

use super::columns::Columns;
use crate::field::Field;
use crate::sheet::{Cell, Kind, Texts};

/// What a row is, if it is no post.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Recognised {
    /// A total of rows above it.
    Total,
    /// The headings again, as at the top of a printed page.
    Headings,
    /// A remark, or the name of the rows below it: words in one cell.
    Remark,
}

impl Recognised {
    /// In words: `totals`.
    pub fn words(self) -> &'static str {
        match self {
            Self::Total => "totals",
            Self::Headings => "headings again",
            Self::Remark => "remarks",
        }
    }
}

/// Is a row something other than posts?
pub(super) fn recognise(
    texts: &Texts,
    columns: &Columns,
    headings: &[Cell],
    cells: &[Cell],
) -> Option<Recognised> {
    if is_total(texts, columns, cells) {
        return Some(Recognised::Total);
    }
    let filled = || cells.iter().filter(|cell| !cell.is_empty());
    let like_heading = cells
        .iter()
        .zip(headings)
        .filter(|(cell, heading)| !cell.is_empty() && cell.text == heading.text)
        .count();
    if like_heading >= 2 && like_heading * 2 > filled().count() {
        return Some(Recognised::Headings);
    }
    let mut all = filled();
    match (all.next(), all.next()) {
        (Some(only), None) if only.kind == Kind::Text => Some(Recognised::Remark),
        _ => None,
    }
}

fn has_title(columns: &Columns, cells: &[Cell]) -> bool {
    cell(cells, columns.at(Field::Title)).is_some()
}

/// Does the first word of the row say that it is a total? A post number says that it is none.
fn is_total(texts: &Texts, columns: &Columns, cells: &[Cell]) -> bool {
    let says_total = |cell: &Cell| {
        if cell.kind != Kind::Text {
            return false;
        }
        // Most cells are told apart by their letters alone.
        let text = texts.get(cell.text);
        let has = |word: &[u8]| {
            text.as_bytes()
                .windows(word.len())
                .any(|bytes| bytes.eq_ignore_ascii_case(word))
        };
        if !has(b"total") {
            return false;
        }
        let words = folded(text);
        let first = [
            "total",
            "grand total",
            "sub total",
            "subtotal",
            "overall total",
        ];
        first.iter().any(|total| {
            words == *total || words.starts_with(&format!("{total} ")) && !has_title(columns, cells)
        }) || words.ends_with(" total") && cell_count(cells) <= 6
    };
    let first = cells.iter().find(|cell| !cell.is_empty());
    let title = cell(cells, columns.at(Field::Title));
    let named = first.into_iter().chain(title).any(says_total);
    named && (cell(cells, columns.at(Field::PostNumber)).is_none() || first.is_some_and(says_total))
}

fn cell_count(cells: &[Cell]) -> usize {
    cells.iter().filter(|cell| !cell.is_empty()).count()
}

fn cell(cells: &[Cell], column: Option<u16>) -> Option<&Cell> {
    cells
        .get(usize::from(column?))
        .filter(|cell| !cell.is_empty())
}
