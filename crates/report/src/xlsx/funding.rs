//! Who pays: the sources that the paper lists, and the funds that the posts name.

use base::Known;
use costing::{Amount, Paid};
use proposal::case::Funding;

use super::book::{Book, number};
use super::cell::{Cell, NOT_KNOWN, Shown, at, completeness, down, product, runs, share, sum};
use super::costs::{self, after, costs_at, costs_down};
use super::sheet::{Sheet, column};
use crate::compose::{fund_kind, funding_state};

const PAYS: usize = 3;
/// More ranges make a formula that some spreadsheets do not take.
const MOST_RANGES: usize = 200;

/// The sheet of sources.
pub(super) fn who_pays(book: &Book<'_>) -> Sheet {
    let summary = &book.of.statement.funding;
    let listed = book.of.case.funding.iter().zip(&summary.lines);
    let rows: Vec<Vec<Cell>> = listed
        .map(|(funding, line)| source(book, funding, &line.pays))
        .collect();
    let mut sheet = Sheet {
        name: "Who pays",
        title: "Who pays for a full year".to_owned(),
        about: "The sources that are listed, and what they leave open of the cost after the change.",
        columns: vec![
            column("Source", 36),
            column("Kind of money", 22),
            column("What it pays", 24),
            column("Full year", 17),
            column("Is it complete?", 30),
            column("State", 20),
            column("Who releases it", 24),
            column("From", 16),
            column("Until", 16),
        ],
        rows,
        frozen: 1,
        nothing: "No source is listed.",
        ..Sheet::default()
    };
    sheet.totals = totals(book, &sheet);
    sheet
}

fn source(book: &Book<'_>, funding: &Funding, pays: &Paid) -> Vec<Cell> {
    let (what, amount, whole) = match pays {
        Paid::Amount(amount) => ("A stated sum", Cell::money(*amount), Cell::words("Stated")),
        Paid::Part => (
            "A part; how much is not stated",
            Cell::not_known(),
            Cell::words(NOT_KNOWN),
        ),
        Paid::All(amount) => {
            let (amount, whole) = all(book, funding, amount);
            ("All of what it pays for", amount, whole)
        }
    };
    let kind = funding.kind.as_ref().map(|at| at.value);
    vec![
        Cell::words(&funding.source.value),
        Cell::of_report(&fund_kind(&book.of, &funding.source.value, kind)),
        Cell::words(what),
        amount,
        whole,
        Cell::stated(funding.state.as_ref().map(|at| funding_state(at.value))),
        Cell::stated(funding.released_by.as_ref().map(|at| at.value.clone())),
        Cell::stated(funding.from.as_ref().map(|at| at.value.to_string())),
        Cell::stated(funding.until.as_ref().map(|at| at.value.to_string())),
    ]
}

/// The cost of all the changes that a source pays for.
fn all(book: &Book<'_>, funding: &Funding, amount: &Amount) -> (Cell, Cell) {
    let paid = proposal::paid_changes(book.of.case, funding);
    let mut rows = Vec::new();
    let mut lacks = false;
    for (place, (_, line)) in book.lines.iter().enumerate() {
        if paid.contains(&line.change) {
            rows.push(book.row(place));
            lacks |= !after(line).is_known();
        }
    }
    let over = runs("Costs", (costs::AFTER, costs::PAYMENT), &rows);
    if over.is_empty() || over.len() > MOST_RANGES {
        return (
            Cell::amount(amount),
            Cell::words("A value: it stands for too many lines"),
        );
    }
    let formula = format!("SUM({})", over.join(","));
    // Counting over many ranges would be a formula that nobody reads.
    let counted = if over.len() <= 3 {
        over.clone()
    } else {
        vec![
            costs_down(book, costs::AFTER),
            costs_down(book, costs::PAYMENT),
        ]
    };
    let any = book.lacks(after);
    let whole = if lacks || !any {
        completeness(amount, lacks, &counted)
    } else {
        Cell::words("Complete")
    };
    (sum(Shown::Money, &formula, amount, &counted), whole)
}

fn totals(book: &Book<'_>, sheet: &Sheet) -> Vec<Vec<Cell>> {
    let statement = book.of.statement;
    let (rows, row) = (sheet.extent(), book.total_row());
    let width = sheet.columns.len();
    let after_total = format!(
        "SUM({}:{})",
        costs_at(costs::AFTER, row),
        at(costs::PAYMENT, row)
    );
    let over = [
        costs_down(book, costs::AFTER),
        costs_down(book, costs::PAYMENT),
    ];
    let total = statement.totals.after();
    let mut cost = vec![Cell::Empty; width];
    cost[0] = Cell::words("Cost after the change");
    cost[PAYS] = sum(Shown::Money, &after_total, &total, &over);
    cost[PAYS + 1] = completeness(&total, book.lacks(after), &over);
    let mut open = vec![Cell::Empty; width];
    open[0] = Cell::words("Cost that no listed source pays");
    let difference = format!("SUM({})-SUM({})", at(PAYS, rows.1 + 1), down(PAYS, rows));
    let (unfunded, formula) = match statement.funding.unfunded {
        Known::Known(pence) => (Amount::known(pence), difference),
        Known::Unknown | Known::Withheld => {
            let counts: Vec<String> = std::iter::once(down(PAYS, rows))
                .chain(over)
                .map(|range| format!("COUNTIF({range},\"{NOT_KNOWN}\")"))
                .collect();
            let counts = counts.join("+");
            (
                Amount::unknown("it"),
                format!("IF({counts}=0,{difference},\"{NOT_KNOWN}\")"),
            )
        }
    };
    open[PAYS] = Cell::formula(Shown::Money, formula, &unfunded);
    vec![cost, open]
}

/// The sheet of the funds that the posts themselves name.
pub(super) fn funds(book: &Book<'_>) -> Option<Sheet> {
    let funding = &book.of.statement.funding;
    if funding.shares.is_empty() {
        return None;
    }
    let mut sheet = Sheet {
        name: "Funds",
        title: "The full-year cost by the fund that the posts name".to_owned(),
        about: "The full-year cost of the posts after × the share of the fund, rounded half up to the penny.",
        columns: vec![
            column("Fund", 36),
            column("Line", 6),
            column("Post", 34),
            column("Full year after", 17),
            column("Share", 10),
            column("Pays", 17),
            column("Is it complete?", 30),
        ],
        frozen: 1,
        ..Sheet::default()
    };
    for (place, share_of) in funding.shares.iter().enumerate() {
        let row = super::sheet::FIRST + place;
        let (_, line) = book.lines[share_of.line];
        let cost = line.full_year_posts();
        let inputs = cost.is_known() && share_of.share.is_known();
        sheet.rows.push(vec![
            Cell::words(&share_of.fund),
            Cell::whole(number(line)),
            Cell::words(&line.title),
            Cell::formula(
                Shown::Money,
                costs_at(costs::AFTER, book.row(share_of.line)),
                &cost,
            ),
            share(share_of.share),
            product(&at(3, row), &at(4, row), inputs, &share_of.amount),
            Cell::words(if share_of.amount.is_known() {
                "Complete"
            } else {
                NOT_KNOWN
            }),
        ]);
    }
    let mut first = super::sheet::FIRST;
    for (fund, amount) in &funding.by_post {
        let own = funding.shares.iter().filter(|share| share.fund == *fund);
        let number = own.clone().count();
        let lacks = own.clone().any(|share| !share.amount.is_known());
        let over = [down(5, (first, first + number.max(1) - 1))];
        first += number;
        let mut cells = vec![Cell::Empty; sheet.columns.len()];
        cells[0] = Cell::words(format!("Total: {fund}"));
        cells[5] = sum(Shown::Money, &format!("SUM({})", over[0]), amount, &over);
        cells[6] = completeness(amount, lacks, &over);
        sheet.totals.push(cells);
    }
    Some(sheet)
}
