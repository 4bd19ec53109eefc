//! Small cases in, what they cost as text out.

use costing::{Choices, Statement, cost};
use diagnostics::Sources;
use proposal::{read, resolve};

fn statement(text: &str) -> Statement {
    let (case, _) = read(&mut Sources::new(), "case.toml", text.as_bytes());
    cost(&case, &resolve(&case), &Choices::default())
}

fn figure(text: &str, name: &str) -> String {
    let figures = statement(text).figures;
    let figure = figures
        .get(name)
        .unwrap_or_else(|| panic!("no figure {name}"));
    figure.value.to_string()
}

const COUNCIL: &str = "body = \"Nottinghamshire County Council\"\ndate = 2025-06-02\n";

#[test]
fn posts_of_unknown_fte_have_no_cost_on_any_profile() {
    for profile in ["statutory", "ncc-2020-21"] {
        for quantity in ["fte = \"not known\"", "posts = 3"] {
            let text = format!(
                "{COUNCIL}[costing]\nprofile = \"{profile}\"\npension_rate = \"20%\"\n\
                 [[change]]\nestablish = \"Clerk\"\ngrade = \"Grade 4\"\n{quantity}\n"
            );
            assert_eq!(
                figure(&text, "cost.full_year"),
                "not known",
                "{profile}, {quantity}"
            );
        }
    }
}

#[test]
fn the_largest_amounts_that_can_be_read_still_add_up() {
    let line = "[[change]]\nestablish = \"Clerk\"\nfte = 20000\ncost = 99999999999\n";
    assert_eq!(
        figure(&line.repeat(60), "cost.full_year"),
        "£119,999,999,998,800,000"
    );
}

#[test]
fn the_structure_of_a_unit_that_is_not_there_costs_nobody_knows_what() {
    let text = "[[post]]\ntitle = \"Clerk\"\nfte = 1\ncost = 30000\nunit = \"Team\"\n\
        [[budget]]\nunit = \"Taem\"\namount = 40000\n";
    assert_eq!(figure(text, "budget.gap"), "not known");
    assert_eq!(
        figure(&text.replace("Taem", "Team"), "budget.gap"),
        "\u{2212}£10,000"
    );
}

#[test]
fn savings_of_years_that_contain_earlier_ones_total_the_last_that_is_stated() {
    let text = "[[saving]]\ncumulative = true\nyears = [{ year = \"2020-21\", amount = 5 }, \
        { year = \"2021-22\", amount = 7 }, { year = \"2022-23\", amount = 0 }]\n\
        [[saving]]\nname = \"Other\"\nyear = \"2023-24\"\namount = 1\n";
    assert_eq!(figure(text, "saving.total"), "£1");
    let table = statement(text).savings;
    assert_eq!(table.lines[0].stated, [true, true, true, false]);
}

#[test]
fn a_post_whose_end_has_no_date_has_no_part_year_cost() {
    let text = "[[change]]\nestablish = \"Clerk\"\nfte = 1\ncost = 30000\nfrom = 2020-10-01\n\
        until = { event = \"the backlog is cleared\" }\n";
    assert_eq!(figure(text, "cost.full_year"), "£30,000");
    assert_eq!(figure(text, "cost.part_year.2020-21"), "not known");
}

#[test]
fn a_tenure_that_is_not_stated_is_neither_recurring_nor_for_a_time() {
    let text = "[[change]]\nestablish = \"Clerk\"\nfte = 1\ncost = 30000\n";
    assert_eq!(figure(text, "cost.recurring.full_year"), "£0");
    assert_eq!(figure(text, "cost.tenure_not_stated.full_year"), "£30,000");
    let permanent = format!("{text}permanent = true\n");
    assert_eq!(figure(&permanent, "cost.recurring.full_year"), "£30,000");
}

#[test]
fn a_year_that_is_asked_for_twice_counts_once() {
    let text = "[costing]\nyears = [\"2021-22\", \"2020-21\", \"2021-22\"]\n[[change]]\n\
        establish = \"Clerk\"\nfte = 1\ncost = 30000\nfrom = 2020-10-01\npermanent = true\n";
    assert_eq!(figure(text, "cost.part_year.2021-22"), "£30,000");
    let years = statement(text).years;
    let shown: Vec<String> = years.iter().map(ToString::to_string).collect();
    assert_eq!(shown, ["2020-21", "2021-22"]);
}
