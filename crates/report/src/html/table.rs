//! Tables.

use maud::{Markup, html};

use crate::model::{Align, Cell, Column, Row, RowKind, Table, Value};

/// A table of so many rows prints on one page.
const SHORT: usize = 5;

/// So few characters stay on one line: `Grade 10`, `1 April 2010`.
const BRIEF: usize = 12;

/// A longer word may be broken.
const LONG_WORD: usize = 24;

/// A table in a region that scrolls where the page is narrow, with its notes.
pub(super) fn table(table: &Table) -> Markup {
    let wide = table.columns.len() > 5;
    let short = table.rows.len() <= SHORT;
    html! {
        div.table.wide-table[wide].short[short] {
            div.scroll tabindex="0" role="region" aria-label=(table.caption) {
                table id=[Some(&table.id).filter(|id| !id.is_empty())] {
                    caption { (table.caption) }
                    (header(&table.columns))
                    tbody {
                        @for row in &table.rows { (self::row(row, &table.columns)) }
                    }
                }
            }
            @if !table.notes.is_empty() {
                ul.notes { @for note in &table.notes { li { (note) } } }
            }
        }
    }
}

/// The heads of the columns, in two rows where columns share a heading.
fn header(columns: &[Column]) -> Markup {
    let grouped = columns.iter().any(|column| column.group.is_some());
    html! {
        thead {
            tr {
                @for (index, column) in columns.iter().enumerate() {
                    @match &column.group {
                        None => th scope="col" rowspan=[grouped.then_some("2")] class=[column_class(columns, index)] {
                            (column.heading)
                        },
                        Some(group) => {
                            @if index == 0 || columns[index - 1].group.as_ref() != Some(group) {
                                th.group scope="colgroup" colspan=(run(&columns[index..])) { (group) }
                            }
                        }
                    }
                }
            }
            @if grouped {
                tr {
                    @for column in columns.iter().filter(|column| column.group.is_some()) {
                        th.second.number[column.align == Align::Numbers] scope="col" { (column.heading) }
                    }
                }
            }
        }
    }
}

/// How many columns from the first on share its heading.
fn run(columns: &[Column]) -> usize {
    let first = columns.first().and_then(|column| column.group.as_ref());
    columns
        .iter()
        .take_while(|column| column.group.as_ref() == first)
        .count()
}

/// How a column lines up. Words that follow figures stand apart from them.
fn column_class(columns: &[Column], index: usize) -> Option<&'static str> {
    let numbers = |column: &Column| column.align == Align::Numbers;
    if columns.get(index).is_some_and(numbers) {
        return Some("number");
    }
    let before = index.checked_sub(1).and_then(|before| columns.get(before));
    before.is_some_and(numbers).then_some("apart")
}

fn row(row: &Row, columns: &[Column]) -> Markup {
    let class = match row.kind {
        RowKind::Body => None,
        RowKind::Total => Some("total"),
        RowKind::Group => Some("group-row"),
    };
    let mut at = 0;
    html! {
        tr class=[class] id=[row.id.as_ref()] {
            @for cell in &row.cells {
                (self::cell(cell, column_class(columns, at), row.kind))
                ({ at += cell.across; "" })
            }
        }
    }
}

fn cell(cell: &Cell, column: Option<&'static str>, kind: RowKind) -> Markup {
    let missing = cell.value == Value::Missing;
    let brief = (1..=BRIEF).contains(&cell.text.chars().count());
    let classes: Vec<&str> = column
        .into_iter()
        .chain(missing.then_some("missing-words"))
        .chain((brief && !cell.heads_row).then_some("brief"))
        .chain(has_long_word(cell).then_some("long-words"))
        .collect();
    let class = (!classes.is_empty()).then(|| classes.join(" "));
    let across = (cell.across > 1).then(|| cell.across.to_string());
    let scope = if kind == RowKind::Group {
        "rowgroup"
    } else {
        "row"
    };
    let inside = html! {
        (cell.text)
        @for more in &cell.more { span.more { (more) } }
        @for note in &cell.notes { span.cell-note { (note) } }
    };
    html! {
        @if cell.heads_row {
            th scope=(scope) class=[class] colspan=[across] { (inside) }
        } @else {
            td class=[class] colspan=[across] { (inside) }
        }
    }
}

/// Does a cell hold a word that would push its table off the paper?
fn has_long_word(cell: &Cell) -> bool {
    let texts = std::iter::once(&cell.text)
        .chain(&cell.more)
        .chain(&cell.notes);
    let mut words = texts.flat_map(|text| text.split(' '));
    words.any(|word| word.chars().count() > LONG_WORD)
}
