//! What each line costs in a full year.

use base::{Known, exact};
use costing::{Amount, CostLine, FteSum, Kind, Price};
use proposal::Effect;

use super::book::{Book, number};
use super::cell::{
    Cell, NONE, NOT_KNOWN, Outcome, Shown, at, completeness, difference, down, product, sum,
};
use super::sheet::{Sheet, column};
use super::units::{employments_cost, known, unit_at, used_at, used_words};
use crate::compose::{told_in_public, what_happens, why};
use crate::phrases::grade;

pub(super) const WHAT: usize = 2;
pub(super) const HOW_LONG: usize = 4;
pub(super) const FTE_BEFORE: usize = 7;
pub(super) const BEFORE: usize = 8;
pub(super) const FTE_AFTER: usize = 11;
pub(super) const AFTER: usize = 12;
pub(super) const PAYMENT: usize = 13;
pub(super) const CHANGE: usize = 14;

pub(super) const RECURRING: &str = "Every year";
pub(super) const FOR_A_TIME: &str = "For a time";
pub(super) const TENURE_NOT_STATED: &str = "Tenure not stated";

/// The word for how long a cost lasts.
pub(super) fn how_long(kind: Kind) -> &'static str {
    match kind {
        Kind::Recurring => RECURRING,
        Kind::ForATime => FOR_A_TIME,
        Kind::NotStated => TENURE_NOT_STATED,
    }
}

/// A cell of the sheet of costs, from another sheet.
pub(super) fn costs_at(column: usize, row: usize) -> String {
    format!("Costs!{}", at(column, row))
}

/// A column of the sheet of costs, from another sheet.
pub(super) fn costs_down(book: &Book<'_>, column: usize) -> String {
    format!("Costs!{}", down(column, book.rows()))
}

/// The sheet of costs.
pub(super) fn costs(book: &Book<'_>) -> Sheet {
    let lines = book.lines.iter().enumerate();
    let rows = lines
        .map(|(at, (effect, line))| row(book, at, effect, line))
        .collect();
    Sheet {
        name: "Costs",
        title: "What each line costs in a full year".to_owned(),
        about: "Unit cost × FTE, rounded half up to the penny. A full year is twelve months, even for posts that run for less.",
        columns: vec![
            column("Line", 6),
            column("Post", 34),
            column("What happens", 15),
            column("Grade", 22),
            column("How long", 11),
            column("Unit cost before", 14),
            column("Unit cost before is", 11),
            column("FTE before", 9),
            column("Full year before", 15),
            column("Unit cost after", 14),
            column("Unit cost after is", 11),
            column("FTE after", 9),
            column("Full year after", 15),
            column("Payment", 14),
            column("Change in a full year", 16),
            column("Remarks", 44),
        ],
        rows,
        totals: totals(book),
        notes: notes(book),
        frozen: 2,
        nothing: "No change touches posts or payments.",
        ..Sheet::default()
    }
}

fn row(book: &Book<'_>, index: usize, effect: &Effect, line: &CostLine) -> Vec<Cell> {
    let row = book.row(index);
    let post = effect.after.as_ref().or(effect.before.as_ref());
    let verb = &book.of.case.changes[line.change].verb;
    let mut cells = vec![
        Cell::whole(number(line)),
        Cell::words(&line.title),
        Cell::words(what_happens(verb)),
        match post {
            Some(line) => grade(&line.post).map_or_else(Cell::not_known, Cell::words),
            None => Cell::none(),
        },
        Cell::words(how_long(line.kind)),
    ];
    cells.extend(side(book, index, line.before.as_ref(), false));
    cells.extend(side(book, index, line.after.as_ref(), true));
    cells.push(match &line.payment {
        Some(payment) => Cell::amount(payment),
        None => nothing(),
    });
    let (was, will) = (at(BEFORE, row), after_cell(line, row));
    let all_known = line.full_year_before().is_known() && after(line).is_known();
    cells.push(difference(&will, &was, all_known, &line.full_year_change()));
    cells.push(remarks(book, index, effect, line));
    cells
}

/// What is not known, by name.
fn notes(book: &Book<'_>) -> Vec<String> {
    let statement = book.of.statement;
    let mut notes = vec![
        "“Not known” is neither nothing nor blank: type a figure in its place, and what follows from it is worked out."
            .to_owned(),
    ];
    notes.extend(told_in_public(statement));
    let mut say = |what: &str, terms: Vec<String>| {
        if !terms.is_empty() {
            notes.push(format!("{what}: {}.", terms.join("; ")));
        }
    };
    let change = statement.totals.change();
    let open = change.unknown_terms().map(|(term, _)| term.to_owned());
    say("Not known, and in no total", open.collect());
    say(
        "Not known, and in no difference because it is the same before and after",
        statement.cancelled(),
    );
    notes
}

/// What a line costs after the change: posts or a payment; no line has both.
pub(super) fn after(line: &CostLine) -> Amount {
    line.full_year_posts() + line.full_payment()
}

/// The cell of that cost.
pub(super) fn after_cell(line: &CostLine, row: usize) -> String {
    at(
        if line.payment.is_some() {
            PAYMENT
        } else {
            AFTER
        },
        row,
    )
}

/// No pounds: a known sum.
fn nothing() -> Cell {
    Cell::money(base::Pence::ZERO)
}

/// Unit cost, whose it is, FTE and full-year cost of the posts before or after.
fn side(book: &Book<'_>, index: usize, price: Option<&Price>, after: bool) -> [Cell; 4] {
    let (Some(price), Some((unit_row, side))) = (price, book.unit_row(index, after)) else {
        return [
            Cell::none(),
            Cell::none(),
            Cell::quantity(exact(0, 1)),
            nothing(),
        ];
    };
    let row = book.row(index);
    let (unit_column, fte_column) = if after {
        (FTE_AFTER - 2, FTE_AFTER)
    } else {
        (FTE_BEFORE - 2, FTE_BEFORE)
    };
    let inputs_known = price.unit.is_known() && price.fte.is_known();
    let full_year = product(
        &at(unit_column, row),
        &at(fte_column, row),
        inputs_known,
        &price.full_year,
    );
    let full_year = match (side.employments, full_year) {
        (Some(rows), Cell::Formula(shown, otherwise, _)) => {
            let formula = employments_cost(rows, unit_row, &otherwise);
            Cell::formula(shown, formula, &price.full_year)
        }
        (_, cell) => cell,
    };
    [
        Cell::formula(Shown::Money, unit_at(unit_row), &known(price.unit)),
        Cell::says(used_at(unit_row), used_words(price.used)),
        Cell::fte(price.fte),
        full_year,
    ]
}

fn remarks(book: &Book<'_>, index: usize, effect: &Effect, line: &CostLine) -> Cell {
    let mut said: Vec<String> = Vec::new();
    if let Some(paid) = &effect.payment {
        said.push(
            if paid.for_term {
                "A sum for the whole term"
            } else {
                "A sum a year"
            }
            .to_owned(),
        );
    }
    let prices = [&line.before, &line.after].into_iter().flatten();
    for price in prices {
        if let (Known::Unknown | Known::Withheld, Err(reason)) = (price.unit, &price.computed) {
            said.push(why(&book.of, reason));
        }
        if !price.fte.is_known() {
            said.push("The FTE is not known".to_owned());
        }
    }
    let one_by_one = [false, true].into_iter().any(|after| {
        let side = book.unit_row(index, after);
        side.is_some_and(|(_, side)| side.employments.is_some())
    });
    if one_by_one {
        said.push("Each employment is costed by itself: see Employments".to_owned());
    }
    if line.full_year_change().is_known() && !line.full_year_before().is_known() {
        said.push("What is not known is the same before and after".to_owned());
    }
    said.dedup();
    if said.is_empty() {
        Cell::Missing(NONE.to_owned())
    } else {
        Cell::words(said.join(". "))
    }
}

fn totals(book: &Book<'_>) -> Vec<Vec<Cell>> {
    let totals = &book.of.statement.totals;
    let down = |column| down(column, book.rows());
    let total = |column, amount: &Amount| {
        let over = [down(column)];
        sum(Shown::Money, &format!("SUM({})", over[0]), amount, &over)
    };
    let row = book.total_row();
    let over_all = [down(BEFORE), down(AFTER), down(PAYMENT)];
    let change = totals.change();
    let change_formula = format!(
        "SUM({}:{})-SUM({})",
        at(AFTER, row),
        at(PAYMENT, row),
        at(BEFORE, row)
    );
    let mut sums = vec![Cell::Empty; CHANGE + 2];
    sums[1] = Cell::words("Total");
    sums[FTE_BEFORE] = fte_total(&down(FTE_BEFORE), totals.fte_before);
    sums[BEFORE] = total(BEFORE, &totals.before);
    sums[FTE_AFTER] = fte_total(&down(FTE_AFTER), totals.fte_after);
    sums[AFTER] = total(AFTER, &totals.posts);
    sums[PAYMENT] = total(PAYMENT, &totals.payments);
    sums[CHANGE] = sum(Shown::Difference, &change_formula, &change, &over_all);
    let mut whole = vec![Cell::Empty; CHANGE + 2];
    whole[1] = Cell::words("Is the total complete?");
    let lacks = [
        book.lacks(CostLine::full_year_before),
        book.lacks(CostLine::full_year_posts),
        book.lacks(CostLine::full_payment),
    ];
    let each = [
        (BEFORE, &totals.before, lacks[0]),
        (AFTER, &totals.posts, lacks[1]),
        (PAYMENT, &totals.payments, lacks[2]),
    ];
    for (column, amount, lacks) in each {
        whole[column] = completeness(amount, lacks, &[down(column)]);
    }
    whole[CHANGE] = completeness(&change, lacks.contains(&true), &over_all);
    whole[FTE_BEFORE] = fte_completeness(&down(FTE_BEFORE), totals.fte_before);
    whole[FTE_AFTER] = fte_completeness(&down(FTE_AFTER), totals.fte_after);
    vec![sums, whole]
}

/// A sum of FTE: what is known of it; if nothing is, that.
pub(super) fn fte_total(range: &str, total: FteSum) -> Cell {
    if total.missing > 0 && total.known.is_zero() {
        let formula =
            format!("IF(COUNTIF({range},\"{NOT_KNOWN}\")=0,SUM({range}),\"{NOT_KNOWN}\")");
        let words = Outcome::Words(NOT_KNOWN.to_owned());
        return Cell::Formula(Shown::Quantity, formula, words);
    }
    Cell::works_out(
        Shown::Quantity,
        format!("SUM({range})"),
        total.known.exact(),
    )
}

/// Whether a sum of FTE is complete.
pub(super) fn fte_completeness(range: &str, total: FteSum) -> Cell {
    let count = format!("COUNTIF({range},\"{NOT_KNOWN}\")");
    let formula = format!("IF({count}=0,\"Complete\",\"At least: \"&{count}&\" not known\")");
    Cell::says(
        formula,
        match total.missing {
            0 => "Complete".to_owned(),
            missing => format!("At least: {missing} not known"),
        },
    )
}
