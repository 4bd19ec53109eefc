//! The cost statement with how each row was worked out.

use report::{Explained, cost_statement};

use crate::made::{Made, case, text};

fn told(made: &Made) -> Vec<Explained> {
    cost_statement(&made.composition(false))
}

/// Each row with what opens below it.
fn words(all: &[Explained]) -> String {
    let mut out = String::new();
    for one in all {
        out.push_str(&format!("# {}\n", one.table.caption));
        for (row, told) in one.table.rows.iter().zip(&one.workings) {
            let cells: Vec<&str> = row.cells.iter().map(|cell| cell.text.as_str()).collect();
            out.push_str(&format!("{}\n", cells.join(" | ")));
            for figure in told {
                out.push_str(&format!("  {}\n", figure.figure));
                for step in &figure.steps {
                    let sources = step.sources.join("; ");
                    let parts = [&step.label, &step.value, &step.basis, &sources];
                    let parts: Vec<&str> = parts
                        .into_iter()
                        .map(String::as_str)
                        .filter(|part| !part.is_empty())
                        .collect();
                    out.push_str(&format!("    {}\n", parts.join(" | ")));
                }
            }
        }
    }
    out
}

#[test]
fn every_figure_of_2019_says_how_it_was_worked_out() {
    insta::assert_snapshot!(words(&told(&case("2019-05-commissioning-and-placements"))));
}

#[test]
fn part_years_payments_and_stated_costs_are_told() {
    insta::assert_snapshot!(words(&told(&case("2018-06-short-breaks"))));
}

#[test]
fn a_working_belongs_to_each_row() {
    for name in [
        "2010-03-bolton-commissioning",
        "2014-11-business-support-review",
        "2020-06-additional-posts",
    ] {
        for one in told(&case(name)) {
            assert_eq!(
                one.workings.len(),
                one.table.rows.len(),
                "{}",
                one.table.caption
            );
        }
    }
}

#[test]
fn the_sum_that_is_told_is_the_figure_of_the_row() {
    for name in [
        "2018-06-short-breaks",
        "2019-05-commissioning-and-placements",
    ] {
        let all = told(&case(name));
        let by_year = &all[0];
        for (row, figures) in by_year.table.rows.iter().zip(&by_year.workings) {
            for (cell, figure) in row.cells[1..].iter().zip(figures) {
                let sum = figure.steps.last().expect("there is a sum");
                assert_eq!(
                    cell.text.trim_start_matches('+'),
                    sum.value,
                    "{}",
                    figure.figure
                );
            }
        }
    }
}

#[test]
fn nothing_is_told_of_nothing() {
    assert!(told(&text("title = \"Nothing\"")).is_empty());
}
