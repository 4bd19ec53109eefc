//! The style of the words: nothing blank stands for what is not known.

use report::model::{Answer, Cover, Value};

use crate::made::{CASES, case, tables, text};

#[test]
fn a_cell_without_words_is_one_where_nothing_belongs() {
    for name in CASES {
        let report = case(name).report();
        for table in tables(&report) {
            for cell in table.rows.iter().flat_map(|row| &row.cells) {
                let blank = cell.text.trim().is_empty() || cell.text == "-" || cell.text == "–";
                assert_eq!(
                    blank,
                    cell.value == Value::Empty,
                    "{}: {cell:?}",
                    table.caption
                );
            }
        }
    }
}

#[test]
fn what_the_head_requires_and_the_case_lacks_is_not_stated() {
    let report = text("template = \"nottinghamshire-committee\"\n").report();
    let Cover::Block(facts) = &report.head.facts else {
        panic!("a title block")
    };
    let missing: Vec<&str> = facts
        .iter()
        .filter(|fact| matches!(&fact.answers[..], [Answer::Missing(text)] if text == "Not stated"))
        .map(|fact| fact.label.as_str())
        .collect();
    assert_eq!(missing, ["Report to", "Date", "Agenda item", "Report of"]);
}
