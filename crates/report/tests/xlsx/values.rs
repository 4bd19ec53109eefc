//! What the cells hold is what the statement says.

use base::{Exact, Known};
use calamine::Data;
use costing::{Amount, Statement};

use crate::book::{Book, bytes, parts};
use crate::made::{CASES, Made, case, text};

/// Posts that are costed one by one.
pub(crate) const STATUTORY: &str = r#"
title = "One by one"
body = "Nottinghamshire County Council"
date = 2026-05-19
[costing]
profile = "statutory"
pension_rate = "0.19"
[defaults]
unit = "Service"
from = 2026-10-16
[[unit]]
name = "Service"
[[change]]
establish = "Officer"
point = 20
posts = 3
hours = 30
permanent = true
[[change]]
establish = "Assistant"
point = 6
fte = 2.5
until = 2027-09-30
"#;

/// Much that is not known: cost, FTE, dates.
pub(crate) const UNKNOWN: &str = r#"
title = "Not known"
body = "Anytown"
date = 2026-05-19
[defaults]
unit = "Service"
[[unit]]
name = "Service"
[[post]]
title = "Officer"
grade = "Band X"
fte = 4
tenure = { until = 2027-03-31 }
funding = ["Grant", "Base budget"]
[[post]]
title = "Clerk"
grade = "Band Y"
fte = "not known"
[[change]]
extend = "Officer"
until = 2028-03-31
from = 2027-04-01
[[change]]
disestablish = "Clerk"
[[change]]
establish = "Lead"
fte = "not known"
cost = 45_000
from = 2026-10-01
permanent = true
[[change]]
establish = "Helper"
grade = "Band X"
fte = 0.5
from = 2026-10-01
permanent = true
[[change]]
honorarium = "Officer"
amount = "not known"
from = 2026-10-01
until = 2027-03-31
[[change]]
establish = "Clerk of the backlog"
fte = 1
cost = 30_000
from = 2026-10-01
until = { event = "the backlog is cleared" }
[[funding]]
source = "=1+1"
in_part = true
[[funding]]
source = "Reserve"
[[budget]]
amount = 100_000
temporary = 20_000
[[saving]]
name = "First"
baseline = 200_000
cumulative = false
years = [
  { year = "2026-27", amount = 1_000 },
  { year = "2027-28", amount = "not known" },
]
[[saving]]
name = "Third"
year = "2028-29"
amount = 7
[[saving]]
name = "Second"
years = [
  { year = "2026-27", amount = 1_000 },
  { year = "2027-28", amount = 500 },
]
"#;

/// Does a cell hold an amount: the number, or what is known of it, or that it is not known?
fn holds(cell: &Data, amount: &Amount) -> bool {
    let number = |pence: base::Pence| match cell {
        Data::Float(found) => {
            let pounds = base::parse_decimal(&format!("{found:.6}"));
            pounds == Ok(pence.in_pounds())
        }
        _ => false,
    };
    match (amount.value(), amount.known_part()) {
        (Known::Known(pence), _) => number(pence),
        (Known::Unknown | Known::Withheld, base::Pence::ZERO) => *cell == *"Not known",
        (Known::Unknown | Known::Withheld, known) => number(known),
    }
}

fn check(what: &str, cell: &Data, amount: &Amount) {
    assert!(holds(cell, amount), "{what}: {cell} is not {amount}");
}

/// An amount of which a part is not known, as one that is not known: a row has no "at least".
fn whole(amount: Amount) -> Amount {
    match amount.value() {
        Known::Known(_) => amount,
        Known::Unknown | Known::Withheld => Amount::unknown("it"),
    }
}

fn lines(name: &str, statement: &Statement, book: &Book) {
    let at = |sheet: &str, row: u32, column: u32| {
        book.value(&(sheet.to_owned(), row + 4, column)).clone()
    };
    for (row, line) in (0..).zip(&statement.lines) {
        let what = format!("{name}, {}", line.title);
        check(&what, &at("Costs", row, 8), &line.full_year_before());
        check(&what, &at("Costs", row, 12), &line.full_year_posts());
        check(&what, &at("Costs", row, 13), &line.full_payment());
        check(
            &what,
            &at("Costs", row, 14),
            &whole(line.full_year_change()),
        );
        for (place, year) in (0..).zip(&line.years) {
            let column = 6 + 5 * place;
            let what = format!("{what}, {}", year.year);
            check(&what, &at("Costs by year", row, column + 1), &year.before);
            let after = year.posts.clone() + year.payment.clone();
            check(&what, &at("Costs by year", row, column + 3), &after);
            check(
                &what,
                &at("Costs by year", row, column + 4),
                &whole(year.change()),
            );
        }
    }
}

fn sums(name: &str, statement: &Statement, book: &Book) {
    let totals = &statement.totals;
    for (row, amount) in [
        ("Before: what ends or changes", &totals.before),
        ("After: posts", &totals.posts),
        ("After: payments to postholders", &totals.payments),
        ("After: posts and payments", &totals.after()),
        ("Change", &totals.change()),
        ("Of the cost after: every year", &totals.recurring),
        ("Of the cost after: for a time", &totals.for_a_time),
        (
            "Of the cost after: tenure not stated",
            &totals.tenure_not_stated,
        ),
        ("Of the posts after: newly established", &totals.additional),
        (
            "Of the posts after: would have ended of themselves",
            &totals.kept,
        ),
    ] {
        let what = format!("{name}, {row}");
        check(&what, book.cell("Summary", &[row], "Full year"), amount);
        let complete = book.cell("Summary", &[row], "Is it complete?").to_string();
        assert_eq!(
            complete.starts_with("Complete"),
            amount.is_known(),
            "{what}: {complete}"
        );
    }
    for year in &statement.years {
        let (before, posts, paid) = statement.year(*year);
        for (row, amount) in [
            ("Before: what ends or changes", &before),
            ("After: posts", &posts),
            ("After: payments to postholders", &paid),
            ("Change", &(posts.clone() + paid.clone() - before.clone())),
        ] {
            let what = format!("{name}, {row}, {year}");
            check(
                &what,
                book.cell("Summary", &[row], &year.to_string()),
                amount,
            );
        }
    }
}

fn money(name: &str, statement: &Statement, book: &Book) {
    for (row, line) in (0..).zip(&statement.funding.lines) {
        let cell = book.value(&("Who pays".to_owned(), row + 4, 3));
        match &line.pays {
            costing::Paid::Amount(pence) => check(name, cell, &Amount::known(*pence)),
            costing::Paid::All(amount) => check(name, cell, amount),
            costing::Paid::Part => assert_eq!(cell.to_string(), "Not known"),
        }
    }
    let open = match statement.funding.unfunded {
        Known::Known(pence) => Amount::known(pence),
        Known::Unknown | Known::Withheld => Amount::unknown("it"),
    };
    let cell = book.cell(
        "Who pays",
        &["Cost that no listed source pays"],
        "Full year",
    );
    check(name, cell, &open);
    for (fund, amount) in &statement.funding.by_post {
        check(
            name,
            book.cell("Funds", &[&format!("Total: {fund}")], "Pays"),
            amount,
        );
    }
    for (row, line) in (0..).zip(&statement.budgets) {
        let at = |column: u32| book.value(&("Budget".to_owned(), row + 4, column)).clone();
        check(name, &at(4), &Amount::known(line.amount));
        check(name, &at(6), &Amount::known(line.permanent()));
        let gap = |gap: Known<base::Pence>| match gap {
            Known::Known(pence) => Amount::known(pence),
            Known::Unknown | Known::Withheld => Amount::unknown("it"),
        };
        check(name, &at(7), &gap(line.gap()));
        check(name, &at(8), &gap(line.permanent_gap()));
    }
    for (row, line) in (0..).zip(&statement.savings.lines) {
        let years = u32::try_from(statement.savings.years.len()).expect("few years");
        let total = 3 + years;
        let cell = book.value(&("Savings".to_owned(), row + 4, total));
        check(name, cell, &line.total());
    }
    if !statement.savings.lines.is_empty() {
        let total = statement.savings.total();
        check(name, book.cell("Savings", &["Total"], "Total"), &total);
    }
}

pub(crate) fn agrees(name: &str, made: &Made) {
    let book = Book::of(made);
    lines(name, &made.statement, &book);
    sums(name, &made.statement, &book);
    money(name, &made.statement, &book);
}

#[test]
fn cells_hold_what_the_statement_says() {
    for name in CASES {
        agrees(name, &case(name));
    }
    agrees("statutory", &text(STATUTORY));
    agrees("unknown", &text(UNKNOWN));
    agrees("nothing", &text(""));
}

#[test]
fn made_up_cases_are_what_they_should_be() {
    let statutory = text(STATUTORY);
    let one_by_one = |line: &costing::CostLine| {
        let after = line
            .after
            .as_ref()
            .and_then(|price| price.computed.as_ref().ok());
        after.is_some_and(|working| !working.employments.is_empty())
    };
    assert!(statutory.statement.lines.iter().all(one_by_one));
    let unknown = text(UNKNOWN);
    assert_eq!(unknown.statement.lines.len(), 6);
    assert!(unknown.statement.lines[0].full_year_change().is_zero());
    assert!(!unknown.statement.lines[0].full_year_before().is_known());
    assert_eq!(unknown.statement.savings.lines.len(), 3);
}

#[test]
fn the_short_breaks_case_reads_as_the_paper_does() {
    let book = Book::of(&case("2018-06-short-breaks"));
    let full = book.cell("Summary", &["After: posts and payments"], "Full year");
    assert_eq!(full, &Data::Float(284_937.0));
    let part = book.cell("Summary", &["After: posts and payments"], "2018-19");
    assert_eq!(part, &Data::Float(214_493.0));
    let at = ("Costs by year".to_owned(), 4, 8);
    let formula = book
        .formulas()
        .find(|(cell, ..)| **cell == at)
        .map(|(_, formula, _)| formula);
    assert_eq!(formula, Some("9/12"));
}

#[test]
fn thirty_sevenths_stay_thirty_sevenths() {
    let made = text(
        "title = \"Hours\"\nbody = \"Anytown\"\ndate = 2026-05-19\n[[change]]\nestablish = \"Officer\"\n\
         posts = 1\nhours = 30\ncost = 40_000\nfrom = 2026-10-01\npermanent = true\n",
    );
    let book = Book::of(&made);
    let fte = book
        .formulas()
        .find(|((sheet, _, column), ..)| sheet == "Costs" && *column == 11);
    assert_eq!(fte.map(|(_, formula, _)| formula), Some("30/37"));
    let whole: Exact = base::exact(4_000_000 * 30, 37);
    assert_eq!(whole.round().to_integer(), 3_243_243);
    assert!(holds(
        book.cell("Costs", &["1", "Officer"], "Full year after"),
        &Amount::known(base::Pence::new(3_243_243)),
    ));
}

#[test]
fn no_cell_under_a_heading_is_blank() {
    for made in CASES.map(case).iter().chain([&text(UNKNOWN)]) {
        let book = Book::of(made);
        for sheet in &book.names {
            let width = (0..200)
                .take_while(|column| *book.value(&(sheet.clone(), 3, *column)) != Data::Empty);
            let width = u32::try_from(width.count()).expect("few columns");
            for row in 4..3_000 {
                let is_blank =
                    |column: &u32| *book.value(&(sheet.clone(), row, *column)) == Data::Empty;
                // A table without rows has one that says so in one cell.
                let filled = (0..width).filter(|column| !is_blank(column)).count();
                let words = book.value(&(sheet.clone(), row, 0)).to_string();
                let is_total = words.is_empty()
                    || words.starts_with("Total")
                    || words.starts_with("Is the")
                    || words.starts_with("Cost ");
                if filled <= 1 || is_total {
                    break;
                }
                let blank = (0..width).find(is_blank);
                assert_eq!(blank, None, "{sheet}, row {}", row + 1);
            }
        }
    }
}

#[test]
fn a_year_that_is_asked_for_twice_is_shown_once() {
    let made = text(
        "title = \"Twice\"\n[costing]\nyears = [\"2027-28\", \"2026-27\", \"2027-28\"]\n[[change]]\n\
         establish = \"Officer\"\nfte = 1\ncost = 30_000\nfrom = 2026-10-01\npermanent = true\n",
    );
    agrees("twice", &made);
    let full = Book::of(&made);
    let cell = full.cell("Summary", &["After: posts"], "2027-28");
    assert_eq!(cell, &Data::Float(30_000.0));
}

#[test]
fn the_same_case_gives_the_same_bytes() {
    for name in CASES {
        assert!(
            bytes(&case(name), true) == bytes(&case(name), true),
            "{name}"
        );
    }
}

#[test]
fn sheets_print_with_their_headings_and_name_nobody() {
    let bytes = bytes(&case("2018-06-short-breaks"), true);
    let sheets = parts(&bytes, "xl/worksheets/sheet");
    let number = sheets.matches("<worksheet ").count();
    for everywhere in [
        "orientation=\"landscape\"",
        "fitToHeight=\"0\"",
        "state=\"frozen\"",
        "<tableParts",
    ] {
        assert_eq!(sheets.matches(everywhere).count(), number, "{everywhere}");
    }
    assert_eq!(
        parts(&bytes, "xl/workbook.xml")
            .matches("_xlnm.Print_Titles")
            .count(),
        number
    );
    let core = parts(&bytes, "docProps/");
    assert!(core.contains("2018-06-18T00:00:00Z"), "{core}");
    assert!(core.contains("<dc:creator>Muster</dc:creator>"), "{core}");
    assert!(core.contains("en-GB"), "{core}");
}
