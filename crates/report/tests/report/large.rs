//! Cases that are large or odd: the report stays in proportion.

use report::model::{Block, Table};
use testkit::{SHAPES, Shape, case_file};

use crate::made::{self, Made, table};

fn shape(name: &str) -> Shape {
    let found = SHAPES.into_iter().find(|shape| shape.name == name);
    found.unwrap_or_else(|| panic!("no shape {name:?}"))
}

fn large(name: &str) -> Made {
    made::text(&case_file(&shape(name)))
}

#[test]
fn five_hundred_changes_share_a_few_workings() {
    let report = large("changes-500").report();
    assert!(table(&report, "What it costs").rows.len() > 500);
    let blocks = report.sections.iter().flat_map(|section| &section.blocks);
    let folded: Vec<&Table> = blocks
        .filter_map(|block| match block {
            Block::Detail { table, .. } => Some(table),
            _ => None,
        })
        .collect();
    let rows: usize = folded.iter().map(|table| table.rows.len()).sum();
    assert!((1..=12).contains(&rows), "{rows} rows of workings");
    let lines = &folded[0].rows[0].cells.last().expect("a cell").text;
    assert!(lines.ends_with(" lines"), "{lines}");
    let why = table(&report, "Lines whose cost is not known");
    assert!(why.rows.len() <= 4, "a row a reason, not a line");
}

#[test]
fn posts_with_hours_are_told_what_an_hour_pays() {
    let report = large("hours").report();
    let workings = table(&report, "one full-time post is worked out");
    let headings: Vec<&str> = workings
        .columns
        .iter()
        .map(|column| column.heading.as_str())
        .collect();
    assert!(headings.contains(&"Pay for an hour"), "{headings:?}");
    let one_by_one = table(&report, "worked out one by one");
    assert!(!one_by_one.rows.is_empty());
}
