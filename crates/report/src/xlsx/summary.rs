//! The sums of a case: a full year and each financial year.

use base::{FinancialYear, Known};
use costing::{Amount, CostLine, Kind};

use super::book::Book;
use super::cell::{Cell, NOT_KNOWN, Outcome, Shown, at, completeness, sum};
use super::costs::{
    self, FOR_A_TIME, RECURRING, TENURE_NOT_STATED, after, costs_at, costs_down, fte_completeness,
};
use super::sheet::{FIRST, Sheet, column};
use super::years::{self, PAYMENT, POSTS, of_lines, of_year, years_down, years_total};

const ROW_BEFORE: usize = FIRST;
const ROW_POSTS: usize = FIRST + 1;
const ROW_AFTER: usize = FIRST + 3;

/// The sheet of sums.
pub(super) fn summary(book: &Book<'_>) -> Sheet {
    let years = &book.of.statement.years;
    let mut columns = vec![
        column("Cost", 44),
        column("Full year", 17),
        column("Is it complete?", 30),
    ];
    for year in years {
        columns.push(column(year.to_string(), 17));
        columns.push(column(format!("{year}: is it complete?"), 30));
    }
    let mut rows: Vec<Vec<Cell>> = [
        "Before: what ends or changes",
        "After: posts",
        "After: payments to postholders",
        "After: posts and payments",
        "Change",
        "Of the cost after: every year",
        "Of the cost after: for a time",
        "Of the cost after: tenure not stated",
    ]
    .map(|label| vec![Cell::words(label)])
    .into();
    let mut add = |cells: [(Cell, Cell); 8]| {
        for (row, (amount, complete)) in rows.iter_mut().zip(cells) {
            row.extend([amount, complete]);
        }
    };
    add(full_year(book));
    for (place, year) in years.iter().enumerate() {
        add(financial_year(book, place, *year));
    }
    rows.extend(only_full_year(book, years.len()));
    rows.extend(fte(book, years.len()));
    Sheet {
        name: "Summary",
        title: "What it costs in all".to_owned(),
        about: "Sums of the sheets Costs and Costs by year. A sum that lacks something says so beside it.",
        columns,
        rows,
        notes: Vec::new(),
        frozen: 1,
        ..Sheet::default()
    }
}

/// An amount and whether it is complete.
fn told(
    shown: Shown,
    formula: &str,
    amount: &Amount,
    lacks: bool,
    over: &[String],
) -> (Cell, Cell) {
    (
        sum(shown, formula, amount, over),
        completeness(amount, lacks, over),
    )
}

fn full_year(book: &Book<'_>) -> [(Cell, Cell); 8] {
    let totals = &book.of.statement.totals;
    let [before, posts, payments] =
        [costs::BEFORE, costs::AFTER, costs::PAYMENT].map(|column| costs_down(book, column));
    let row = book.total_row();
    let lacks_before = book.lacks(CostLine::full_year_before);
    let lacks_after = book.lacks(after);
    let of_kind = |word: &str| {
        let kinds = costs_down(book, costs::HOW_LONG);
        format!("SUMIF({kinds},\"{word}\",{posts})+SUMIF({kinds},\"{word}\",{payments})")
    };
    let both = [posts.clone(), payments.clone()];
    let all = [before.clone(), posts.clone(), payments.clone()];
    let total = |column| format!("SUM({})", costs_at(column, row));
    let lacks_kind = |kind: Kind| {
        let mut lines = book.lines.iter().filter(|(_, line)| line.kind == kind);
        lines.any(|(_, line)| !after(line).is_known())
    };
    let kind = |word: &str, kind: Kind, amount: &Amount| {
        let (cell, whole) = told(Shown::Money, &of_kind(word), amount, lacks_after, &both);
        // The cells that are counted are those of both kinds.
        (
            cell,
            if lacks_kind(kind) || !lacks_after {
                whole
            } else {
                complete()
            },
        )
    };
    [
        told(
            Shown::Money,
            &total(costs::BEFORE),
            &totals.before,
            lacks_before,
            &[before],
        ),
        told(
            Shown::Money,
            &total(costs::AFTER),
            &totals.posts,
            book.lacks(CostLine::full_year_posts),
            &both[..1],
        ),
        told(
            Shown::Money,
            &total(costs::PAYMENT),
            &totals.payments,
            book.lacks(CostLine::full_payment),
            &both[1..],
        ),
        told(
            Shown::Money,
            &after_rows(1),
            &totals.after(),
            lacks_after,
            &both,
        ),
        told(
            Shown::Difference,
            &change_rows(1),
            &totals.change(),
            lacks_before || lacks_after,
            &all,
        ),
        kind(RECURRING, Kind::Recurring, &totals.recurring),
        kind(FOR_A_TIME, Kind::ForATime, &totals.for_a_time),
        kind(
            TENURE_NOT_STATED,
            Kind::NotStated,
            &totals.tenure_not_stated,
        ),
    ]
}

/// The sum of the rows of posts and payments in a column of this sheet.
fn after_rows(column: usize) -> String {
    format!(
        "SUM({}:{})",
        at(column, ROW_POSTS),
        at(column, ROW_POSTS + 1)
    )
}

/// After less before in a column of this sheet.
fn change_rows(column: usize) -> String {
    format!(
        "SUM({})-SUM({})",
        at(column, ROW_AFTER),
        at(column, ROW_BEFORE)
    )
}

fn complete() -> Cell {
    Cell::words("Complete")
}

fn financial_year(book: &Book<'_>, place: usize, year: FinancialYear) -> [(Cell, Cell); 8] {
    let columns = of_year(place);
    let (before, posts, paid) = book.of.statement.year(year);
    let (_, both) = of_lines(book, year);
    let change = both.clone() - before.clone();
    let here = 3 + 2 * place;
    let [was, will] = [columns.before, columns.after].map(|column| years_down(book, column));
    let by = |column: usize, word: &str| {
        format!("SUMIF({},\"{word}\",{will})", years_down(book, column))
    };
    let (lacks_before, lacks_after) = years::lacks(book, place);
    let over_after = [will.clone()];
    let of = |amount: &Amount, formula: String, pick: &dyn Fn(&CostLine) -> bool| {
        let mut lines = book.lines.iter().filter(|(_, line)| pick(line));
        let lacks = lines.any(|(_, line)| {
            let year = line.years.get(place);
            year.is_some_and(|year| !year.posts.is_known() || !year.payment.is_known())
        });
        let (cell, whole) = told(Shown::Money, &formula, amount, lacks_after, &over_after);
        (
            cell,
            if lacks || !lacks_after {
                whole
            } else {
                complete()
            },
        )
    };
    let of_kind = |kind: Kind| -> Amount {
        let lines = book.lines.iter().filter(|(_, line)| line.kind == kind);
        let years = lines.filter_map(|(_, line)| line.years.get(place));
        years
            .map(|year| year.posts.clone() + year.payment.clone())
            .sum()
    };
    let total = format!("SUM({})", years_total(book, columns.before));
    let over_before = [was.clone()];
    [
        told(Shown::Money, &total, &before, lacks_before, &over_before),
        of(&posts, by(years::WHAT, POSTS), &|line| {
            line.payment.is_none()
        }),
        of(&paid, by(years::WHAT, PAYMENT), &|line| {
            line.payment.is_some()
        }),
        told(
            Shown::Money,
            &after_rows(here),
            &both,
            lacks_after,
            &over_after,
        ),
        told(
            Shown::Difference,
            &change_rows(here),
            &change,
            lacks_before || lacks_after,
            &[was, will.clone()],
        ),
        of(
            &of_kind(Kind::Recurring),
            by(years::HOW_LONG, RECURRING),
            &|line| line.kind == Kind::Recurring,
        ),
        of(
            &of_kind(Kind::ForATime),
            by(years::HOW_LONG, FOR_A_TIME),
            &|line| line.kind == Kind::ForATime,
        ),
        of(
            &of_kind(Kind::NotStated),
            by(years::HOW_LONG, TENURE_NOT_STATED),
            &|line| line.kind == Kind::NotStated,
        ),
    ]
}

/// Sums that the statement gives for a full year only.
fn only_full_year(book: &Book<'_>, years: usize) -> Vec<Vec<Cell>> {
    let totals = &book.of.statement.totals;
    let posts = costs_down(book, costs::AFTER);
    let whats = costs_down(book, costs::WHAT);
    let over = [posts.clone()];
    let by = |word: &str| format!("SUMIF({whats},\"{word}\",{posts})");
    let kept = format!("{}+{}", by("Extend"), by("Make permanent"));
    let lacks = book.lacks(CostLine::full_year_posts);
    let row = |label: &str, formula: &str, amount: &Amount| {
        let (cell, whole) = told(Shown::Money, formula, amount, lacks, &over);
        let whole = if amount.is_known() && lacks {
            complete()
        } else {
            whole
        };
        let mut cells = vec![Cell::words(label), cell, whole];
        cells.extend((0..2 * years).map(|_| Cell::Missing("Full year only".to_owned())));
        cells
    };
    vec![
        row(
            "Of the posts after: newly established",
            &by("Establish"),
            &totals.additional,
        ),
        row(
            "Of the posts after: would have ended of themselves",
            &kept,
            &totals.kept,
        ),
    ]
}

/// The FTE that ends or changes, and that comes after.
fn fte(book: &Book<'_>, years: usize) -> Vec<Vec<Cell>> {
    let totals = &book.of.statement.totals;
    let row = book.total_row();
    let change = totals.fte_change();
    let [before, after] = [costs::FTE_BEFORE, costs::FTE_AFTER].map(|column| costs_at(column, row));
    let unknown = |column| costs_down(book, column);
    let less = format!("SUM({after})-SUM({before})");
    let missing = format!(
        "COUNTIF({},\"{NOT_KNOWN}\")+COUNTIF({},\"{NOT_KNOWN}\")",
        unknown(costs::FTE_BEFORE),
        unknown(costs::FTE_AFTER)
    );
    let of = |formula: &str, sum: costing::FteSum| match (sum.missing, sum.known.is_zero()) {
        (missing, true) if missing > 0 => Cell::Formula(
            Shown::Quantity,
            formula.to_owned(),
            Outcome::Words(NOT_KNOWN.to_owned()),
        ),
        _ => Cell::works_out(Shown::Quantity, formula, sum.known.exact()),
    };
    let rows = [
        (
            "FTE before",
            of(&before, totals.fte_before),
            fte_completeness(&unknown(costs::FTE_BEFORE), totals.fte_before),
        ),
        (
            "FTE after",
            of(&after, totals.fte_after),
            fte_completeness(&unknown(costs::FTE_AFTER), totals.fte_after),
        ),
        (
            "Change in FTE",
            match change.value() {
                Known::Known(change) => {
                    Cell::works_out(Shown::QuantityDifference, less, change.exact())
                }
                Known::Unknown | Known::Withheld => Cell::Formula(
                    Shown::QuantityDifference,
                    format!("IF({missing}=0,{less},\"{NOT_KNOWN}\")"),
                    Outcome::Words(NOT_KNOWN.to_owned()),
                ),
            },
            match change.value() {
                Known::Known(_) => complete(),
                Known::Unknown | Known::Withheld => Cell::words(NOT_KNOWN),
            },
        ),
    ];
    rows.into_iter()
        .map(|(label, amount, whole)| {
            let mut cells = vec![Cell::words(label), amount, whole];
            cells.extend((0..2 * years).map(|_| Cell::Missing("Not by year".to_owned())));
            cells
        })
        .collect()
}
