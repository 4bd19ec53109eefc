//! Tables.

use maud::{Markup, html};

use crate::model::{Align, Cell, Column, Row, RowKind, Table, Value};

/// A table in a region that scrolls where the page is narrow, with its notes.
pub(super) fn table(table: &Table) -> Markup {
    let wide = table.columns.len() > 5;
    let short = table.rows.len() <= 7;
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
                        None => th scope="col" rowspan=[grouped.then_some("2")] class=[align(column)] {
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

fn align(column: &Column) -> Option<&'static str> {
    (column.align == Align::Numbers).then_some("number")
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
                (self::cell(cell, columns.get(at), row.kind))
                ({ at += cell.across; "" })
            }
        }
    }
}

fn cell(cell: &Cell, column: Option<&Column>, kind: RowKind) -> Markup {
    let number = column.is_some_and(|column| column.align == Align::Numbers);
    let missing = cell.value == Value::Missing;
    let brief = cell.text.chars().count() < 11;
    let class = match (number, missing) {
        (true, true) if brief => Some("number missing-words brief"),
        (true, true) => Some("number missing-words"),
        (true, false) => Some("number"),
        (false, true) => Some("missing-words"),
        (false, false) => None,
    };
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
