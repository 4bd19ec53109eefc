//! The tables of a report on a page, each row with how it was worked out.

use maud::{Markup, html};
use report::model::{Align, Cell, Column, Row, RowKind, Table, Value};
use report::{Explained, Worked};

/// A table of the cost statement; what stands behind a row opens below it.
pub(super) fn explained(number: usize, one: &Explained) -> Markup {
    table_with(number, &one.table, &one.workings)
}

/// A table of a report.
pub(super) fn table(number: usize, table: &Table) -> Markup {
    table_with(number, table, &[])
}

fn table_with(number: usize, table: &Table, workings: &[Vec<Worked>]) -> Markup {
    let id = format!("statement-{number}");
    html! {
        div.muster-statement {
            h2.govuk-heading-m id=(id) { (table.caption) }
            div.muster-scrolling role="region" aria-labelledby=(id) tabindex="0" {
                table.govuk-table aria-labelledby=(id) {
                    (head(&table.columns))
                    tbody.govuk-table__body {
                        @for (at, row) in table.rows.iter().enumerate() {
                            (self::row(row, &table.columns))
                            @if let Some(told) = workings.get(at).filter(|told| !told.is_empty()) {
                                (working(row, told, table.columns.len()))
                            }
                        }
                    }
                }
            }
            @if !table.notes.is_empty() {
                ul.govuk-list.govuk-list--bullet.muster-notes {
                    @for note in &table.notes { li { (note) } }
                }
            }
        }
    }
}

/// The heads of the columns, in two rows where columns share one.
fn head(columns: &[Column]) -> Markup {
    let is_grouped = columns.iter().any(|column| column.group.is_some());
    let class = |column: &Column| match column.align {
        Align::Numbers => "govuk-table__header govuk-table__header--numeric",
        Align::Words => "govuk-table__header",
    };
    let begins = |at: usize| at == 0 || columns[at - 1].group != columns[at].group;
    let across = |at: usize| {
        let own = columns[at..].iter();
        own.take_while(|column| column.group == columns[at].group)
            .count()
    };
    html! {
        thead.govuk-table__head {
            tr.govuk-table__row {
                @for (at, column) in columns.iter().enumerate() {
                    @match &column.group {
                        None => th scope="col" class=(class(column)) rowspan=[is_grouped.then_some("2")] { (column.heading) },
                        Some(group) => {
                            @if begins(at) {
                                th.govuk-table__header.muster-statement__group scope="colgroup" colspan=(across(at)) { (group) }
                            }
                        }
                    }
                }
            }
            @if is_grouped {
                tr.govuk-table__row {
                    @for column in columns.iter().filter(|column| column.group.is_some()) {
                        th scope="col" class=(class(column)) { (column.heading) }
                    }
                }
            }
        }
    }
}

fn row(row: &Row, columns: &[Column]) -> Markup {
    let class = match row.kind {
        RowKind::Body => "govuk-table__row",
        RowKind::Total => "govuk-table__row muster-statement__total",
        RowKind::Group => "govuk-table__row muster-statement__heading",
    };
    let mut at = 0;
    let cells = row.cells.iter().map(|cell| {
        let column = columns.get(at);
        at += cell.across;
        (
            cell,
            column.is_some_and(|column| column.align == Align::Numbers),
        )
    });
    html! {
        tr class=(class) { @for (cell, is_number) in cells { (self::cell(cell, is_number)) } }
    }
}

fn cell(cell: &Cell, is_number: bool) -> Markup {
    let numeric = |name: &str| match is_number {
        true => format!("{name} {name}--numeric"),
        false => name.to_owned(),
    };
    let across = (cell.across > 1).then_some(cell.across);
    let is_missing = cell.value == Value::Missing;
    let inside = html! {
        span.muster-quiet[is_missing] { (cell.text) }
        @for more in &cell.more { br; (more) }
        @for note in &cell.notes { span.muster-statement__note { (note) } }
    };
    html! {
        @if cell.heads_row {
            th scope="row" class=(numeric("govuk-table__header")) colspan=[across] { (inside) }
        } @else {
            td class=(numeric("govuk-table__cell")) colspan=[across] { (inside) }
        }
    }
}

/// How the figures of a row were worked out.
fn working(row: &Row, told: &[Worked], columns: usize) -> Markup {
    let heads = row.cells.iter().take_while(|cell| cell.heads_row);
    let name: Vec<&str> = heads.map(|cell| cell.text.as_str()).collect();
    html! {
        tr.govuk-table__row.muster-statement__working {
            td.govuk-table__cell colspan=(columns) {
                details.govuk-details {
                    summary.govuk-details__summary {
                        span.govuk-details__summary-text {
                            "How this was worked out"
                            span.govuk-visually-hidden { ": " (name.join(", ")) }
                        }
                    }
                    div.govuk-details__text { @for figure in told { (steps(figure)) } }
                }
            }
        }
    }
}

fn steps(worked: &Worked) -> Markup {
    html! {
        h3.govuk-heading-s { (worked.figure) }
        dl.muster-steps {
            @for step in &worked.steps {
                div {
                    dt { (step.label) }
                    dd {
                        strong { (step.value) }
                        @if !step.basis.is_empty() { span.muster-steps__basis { (step.basis) } }
                        @for source in &step.sources { span.muster-steps__source { "Source " (source) } }
                    }
                }
            }
        }
    }
}
