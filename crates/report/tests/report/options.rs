//! The options of a case beside each other, in the report.

use proposal::{adopt, write};
use report::html::render;
use report::model::{Block, Table};

use crate::made::{Made, section, tables, text};

const OPTIONS: &str = r#"
    title = "The parks team"
    body = "Nottinghamshire County Council"
    date = 2019-05-20
    [defaults]
    from = 2019-07-01
    unit = "Parks"
    [[unit]]
    name = "Parks"
    [[post]]
    title = "Ranger"
    grade = "Grade 4"
    posts = 3
    fte = 3
    cost = 28000
    filled_by = 2
    [[change]]
    disestablish = "Ranger"
    posts = 1
    [[option]]
    name = "Option A"
    adopted = true
    [[option]]
    name = "Two seasonal rangers."
    text = "The work is heaviest in summer"
    rejected_because = "it is cheaper, and the season is longer than the posts"
    [[option.change]]
    disestablish = "Ranger"
    posts = 2
    [[option.change]]
    establish = "Seasonal Ranger"
    fte = 0.5
    cost = 28000
    until = 2019-09-30
    [[option]]
    name = "A contractor"
    rejected_because = "none could be found"
    [[budget]]
    unit = "Parks"
    amount = 80000
"#;

fn compared(made: &Made) -> Table {
    let report = made.report();
    let found = tables(&report);
    let found = found
        .into_iter()
        .find(|table| table.caption.ends_with("The options compared"));
    found.expect("the options are compared").clone()
}

fn words(table: &Table) -> String {
    let heads: Vec<&str> = table
        .columns
        .iter()
        .map(|one| one.heading.as_str())
        .collect();
    let mut lines = vec![heads.join(" | ")];
    for row in &table.rows {
        let cells: Vec<&str> = row.cells.iter().map(|cell| cell.text.as_str()).collect();
        lines.push(cells.join(" | "));
    }
    lines.extend(table.notes.iter().map(|note| format!("* {note}")));
    lines.join("\n")
}

#[test]
fn figures_stand_down_and_options_across_with_no_change_first() {
    insta::assert_snapshot!(words(&compared(&text(OPTIONS))));
}

#[test]
fn what_an_option_is_said_to_cost_is_what_it_costs_when_it_is_adopted() {
    let made = text(OPTIONS);
    let swapped = adopt(&made.case, 1).expect("there is a second option");
    let swapped = text(&write(&swapped));
    assert_eq!(made.statement.options[1].totals, swapped.statement.totals);
    assert_eq!(swapped.statement.options[1].totals, made.statement.totals);
    let (was, now) = (compared(&made), compared(&swapped));
    for (was, now) in was.rows.iter().zip(&now.rows) {
        let texts = |row: &report::model::Row| -> Vec<String> {
            row.cells.iter().map(|cell| cell.text.clone()).collect()
        };
        assert_eq!(texts(was), texts(now));
    }
    assert!(now.columns[3].heading.ends_with("(proposed)"));
}

#[test]
fn the_table_stands_once_with_the_words_about_options() {
    let own = "[report]\nother_options = '''\nWe looked at three.\n'''\n";
    let own_place = "[report]\ninformation = '''\n{table.options}\n'''\nother_options = 'Three.'\n";
    for (words, heading) in [
        ("", "Other Options"),
        (own, "Other Options"),
        (own_place, "Information"),
    ] {
        let made = text(&format!("{OPTIONS}\n{words}"));
        let report = made.report();
        let found: Vec<&str> = report
            .sections
            .iter()
            .filter(|section| {
                section.blocks.iter().any(|block| {
                    matches!(block, Block::Table(table) if table.caption.ends_with("The options compared"))
                })
            })
            .map(|section| section.heading.as_str())
            .collect();
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].starts_with(heading), "{found:?}");
    }
}

#[test]
fn a_body_without_a_section_on_options_gets_one() {
    let made = text(&OPTIONS.replace("Nottinghamshire County Council", "Bolton Council"));
    let report = made.report();
    let options = section(&report, "Options");
    assert!(
        options
            .blocks
            .iter()
            .any(|block| matches!(block, Block::Table(_)))
    );
}

#[test]
fn why_there_is_no_other_option_is_printed() {
    let made = text(
        "title = 'A'\nbody = 'Nottinghamshire County Council'\nno_other_option = 'the grant pays for nothing else.'\n[[change]]\nestablish = 'Ranger'\nfte = 1",
    );
    let page = render(&made.report());
    assert!(
        page.contains("No other option is put forward, because: the grant pays for nothing else.")
    );
}
