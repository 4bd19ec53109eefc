//! Tables that are long, wide, or hold much.

use report::model::{Block, Cell, Column, Row, RowKind, SectionKind, Table};

use super::{Pdf, sample, squeezed};

/// Asserts that the rows of a table follow each other in some words.
pub(crate) fn rows_in_order(words: &str, table: &Table) {
    let mut rest = words;
    for (index, row) in table.rows.iter().enumerate() {
        let mut wanted = String::new();
        for cell in &row.cells {
            wanted.push_str(&squeezed(&cell.text));
            for part in cell.more.iter().chain(&cell.notes) {
                wanted.push_str(&squeezed(part));
            }
        }
        let at = rest.find(&wanted);
        let at = at.unwrap_or_else(|| panic!("{}, row {index}: {wanted}", table.caption));
        rest = &rest[at + wanted.len()..];
    }
}

#[test]
fn no_row_of_a_long_table_is_lost() {
    let table = sample::table(500);
    let pdf = Pdf::of(
        &sample::with("Long", vec![Block::Table(table.clone())]),
        "long-table",
    );
    rows_in_order(&pdf.words(), &table);
    assert_eq!(pdf.count("TR"), 501);
    let pages = pdf.pages();
    assert!(pages.len() > 5);
    for page in &pages {
        assert!(
            page.contains("Full-year cost"),
            "the head is on every page: {page}"
        );
    }
}

#[test]
fn a_word_that_just_misses_its_line_gets_room_from_another_column() {
    let long = "13.8% of pay above £8,164, the threshold that the profile fixes; not rounded";
    let row = |step: &str, value: &str, how: &str| {
        let cells = [Cell::head(step), Cell::words(value), Cell::words(how)];
        Row::body(cells.to_vec())
    };
    let table = Table {
        columns: vec![
            Column::words("Step"),
            Column::numbers("Value"),
            Column::words("How"),
        ],
        rows: vec![
            row("Profile", "ncc-2018-19", long),
            row("Employer's National Insurance", "£3,117.70", long),
            row("Cost used for one full-time post", "£40,702 (stated)", ""),
            row("Full-year cost, to the penny half up", "£81,404", ""),
        ],
        ..sample::table(0)
    };
    let pdf = Pdf::of(
        &sample::with("Missed", vec![Block::Table(table)]),
        "missed-line",
    );
    let page = &pdf.pages()[0];
    assert!(page.contains("to the penny half up"), "{page}");
    assert!(page.contains("£40,702 (stated)"), "{page}");
}

#[test]
fn a_row_higher_than_a_page_is_not_cut() {
    let long = "A remark that goes on. ".repeat(400);
    let mut table = sample::table(2);
    table.rows[0].cells[1] = Cell::words(long.trim()).note("The end of it");
    let pdf = Pdf::of(
        &sample::with("High", vec![Block::Table(table.clone())]),
        "high-row",
    );
    rows_in_order(&pdf.words(), &table);
    assert!(pdf.pages().len() > 1);
}

#[test]
fn a_table_of_many_columns_keeps_to_the_page() {
    let years = 2018..2032;
    let column =
        |year| Column::numbers(format!("{year}-{}", (year + 1) % 100)).under("Full-year cost");
    let columns = std::iter::once(Column::words("Post")).chain(years.clone().map(column));
    let cell = |year| Cell::words(format!("£{year},000"));
    let cells = std::iter::once(Cell::head("Officer")).chain(years.map(cell));
    let group = Row {
        kind: RowKind::Group,
        ..Row::body(vec![Cell::head("Commissioning").across(15)])
    };
    let table = Table {
        id: "table-1".to_owned(),
        caption: "Table 1: Many years".to_owned(),
        columns: columns.collect(),
        rows: vec![
            group,
            Row::body(cells.clone().collect()),
            Row::total(cells.collect()),
        ],
        notes: Vec::new(),
    };
    let pdf = Pdf::of(
        &sample::with("Wide", vec![Block::Table(table.clone())]),
        "wide-table",
    );
    rows_in_order(&pdf.words(), &table);
    let page = &pdf.pages()[0];
    assert!(
        page.contains("£2031,000"),
        "the last column is on the page: {page}"
    );
}

#[test]
fn tables_without_rows_or_columns_render() {
    let empty = Table {
        caption: "Table 1: Nothing".to_owned(),
        ..Table::default()
    };
    let mut report = sample::with(
        "Empty",
        vec![Block::Table(empty), Block::Table(sample::table(0))],
    );
    let annex = sample::section(
        "Annex",
        SectionKind::Annex,
        vec![Block::Table(sample::table(1))],
    );
    report.sections.push(annex);
    let pdf = Pdf::of(&report, "empty-tables");
    assert!(pdf.words().contains("Table1:Nothing"));
    assert_eq!(pdf.pages().len(), 1, "an annex goes on where there is room");
}
