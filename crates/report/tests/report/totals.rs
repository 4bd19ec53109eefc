//! Tables cast, and agree with the cost statement.

use base::{Known, Pence};
use report::model::{RowKind, Table, Value};

use crate::made::{CASES, Made, case, many, table, tables, text};

fn money(table: &Table, row: usize, column: usize) -> Option<Pence> {
    let mut at = 0;
    for cell in &table.rows[row].cells {
        if at == column {
            return match cell.value {
                Value::Money(pence) => Some(pence),
                _ => None,
            };
        }
        at += cell.across;
    }
    None
}

/// Every column of money sums to its first total, where all of it is known.
fn casts(table: &Table) -> usize {
    let Some(total) = table.rows.iter().position(|row| row.kind == RowKind::Total) else {
        return 0;
    };
    let last = table
        .rows
        .iter()
        .rposition(|row| row.kind == RowKind::Total);
    let last = last.unwrap_or(total);
    let mut checked = 0;
    for column in 0..table.columns.len() {
        let Some(sum) = money(table, last, column) else {
            continue;
        };
        let rows: Option<Vec<Pence>> = (0..total)
            .filter(|row| table.rows[*row].kind == RowKind::Body)
            .map(|row| money(table, row, column))
            .collect();
        if let Some(rows) = rows.filter(|rows| !rows.is_empty()) {
            assert_eq!(
                rows.into_iter().sum::<Pence>(),
                sum,
                "{} column {column}",
                table.caption
            );
            checked += 1;
        }
    }
    checked
}

fn cost_totals(made: &Made) {
    let report = made.report();
    let costs = table(&report, "What it costs");
    let cells = &costs.rows.last().expect("a total").cells;
    let printed = |text: &str| cells.iter().any(|cell| cell.text == text);
    let totals = &made.statement.totals;
    if let Known::Known(after) = totals.after().value() {
        assert!(printed(&after.to_string()), "{after}");
    }
    for year in &made.statement.years {
        let (before, posts, paid) = made.statement.year(*year);
        if let Known::Known(change) = (posts.clone() + paid.clone() - before.clone()).value() {
            let all = posts + paid;
            assert!(
                printed(&change.signed()) || printed(&all.to_string()),
                "{year}: {change}"
            );
        }
    }
}

#[test]
fn tables_cast() {
    for name in ["2018-06-short-breaks", "2020-06-additional-posts"] {
        let made = case(name);
        cost_totals(&made);
        let report = made.report();
        assert!(casts(table(&report, "What it costs")) > 0, "{name}");
    }
    let large = text(&many(500)).report();
    assert!(casts(table(&large, "What it costs")) > 0);
    let savings = case("2014-11-business-support-review").report();
    assert!(casts(table(&savings, "Savings")) >= 4);
}

#[test]
fn what_is_not_known_is_in_no_total() {
    let made = case("2019-05-commissioning-and-placements");
    cost_totals(&made);
    let report = made.report();
    let costs = table(&report, "What it costs");
    let total = &costs.rows.last().unwrap().cells;
    assert!(
        total
            .iter()
            .any(|cell| cell.text == "At least £140,425 (1 cost not known)")
    );
    assert!(total.iter().any(|cell| cell.text == "\u{2212}£29,969"));
}

#[test]
fn the_honorarium_is_apart_from_the_posts() {
    let report = case("2018-06-short-breaks").report();
    let costs = table(&report, "What it costs");
    let of = |label: &str| {
        let row = costs.rows.iter().find(|row| row.cells[0].text == label);
        row.map(|row| {
            row.cells
                .iter()
                .map(|cell| cell.text.as_str())
                .collect::<Vec<_>>()
        })
    };
    let posts = of("Posts").unwrap();
    assert!(
        posts.contains(&"£281,776") && posts.contains(&"8.50"),
        "{posts:?}"
    );
    assert!(of("Total").unwrap().contains(&"£284,937"));
}

#[test]
fn the_cells_of_each_row_fill_the_columns() {
    let mut reports: Vec<_> = CASES
        .iter()
        .map(|name| case(name).report_with(true))
        .collect();
    reports.push(text("").report());
    reports.push(text(&many(1)).report());
    for report in &reports {
        for table in tables(report) {
            for row in &table.rows {
                let across: usize = row.cells.iter().map(|cell| cell.across).sum();
                assert_eq!(across, table.columns.len(), "{}: {:?}", table.caption, row);
            }
        }
    }
}
