//! What each line costs in each financial year.

use base::FinancialYear;
use costing::{Amount, CostLine, YearCost};

use super::book::{Book, number};
use super::cell::{Cell, Shown, at, completeness, difference, down, part_of_year, product, sum};
use super::costs::{BEFORE, after, after_cell, costs_at, how_long};
use super::sheet::{Sheet, column};

pub(super) const WHAT: usize = 2;
pub(super) const HOW_LONG: usize = 3;
const FULL_BEFORE: usize = 4;
const FULL_AFTER: usize = 5;
const FIRST_YEAR: usize = 6;
const PER_YEAR: usize = 5;

pub(super) const POSTS: &str = "Posts";
pub(super) const PAYMENT: &str = "Payment";

/// The columns of a year: part and cost before, part and cost after, change.
#[derive(Clone, Copy)]
pub(super) struct OfYear {
    pub(super) before: usize,
    pub(super) after: usize,
    pub(super) change: usize,
}

/// The columns of the year at that place.
pub(super) fn of_year(at: usize) -> OfYear {
    let first = FIRST_YEAR + PER_YEAR * at;
    OfYear {
        before: first + 1,
        after: first + 3,
        change: first + 4,
    }
}

/// A column of the sheet of years, from another sheet.
pub(super) fn years_down(book: &Book<'_>, column: usize) -> String {
    format!("'Costs by year'!{}", down(column, book.rows()))
}

/// The total of a column, from another sheet.
pub(super) fn years_total(book: &Book<'_>, column: usize) -> String {
    format!("'Costs by year'!{}", at(column, book.total_row()))
}

/// The sheet of costs by year.
pub(super) fn costs_by_year(book: &Book<'_>) -> Sheet {
    let years = &book.of.statement.years;
    let mut columns = vec![
        column("Line", 6),
        column("Post", 34),
        column("What", 10),
        column("How long", 11),
        column("Full year before", 15),
        column("Full year after", 15),
    ];
    for year in years {
        columns.extend([
            column(format!("{year}: part before"), 10),
            column(format!("{year}: cost before"), 15),
            column(format!("{year}: part after"), 10),
            column(format!("{year}: cost after"), 15),
            column(format!("{year}: change"), 15),
        ]);
    }
    let lines = book.lines.iter().enumerate();
    let rows = lines.map(|(at, (_, line))| row(book, at, line)).collect();
    let mut notes = vec![
        "A part of a year is months over twelve; of a month that counts in part, its days over the days of that month.".to_owned(),
        "The part of a sum that is paid for a whole term is its share of that term.".to_owned(),
    ];
    if years.is_empty() {
        notes = vec![
            "No part of a financial year is shown, because no day is stated on which the changes take effect.".to_owned(),
        ];
    }
    Sheet {
        name: "Costs by year",
        title: "What each line costs in each financial year".to_owned(),
        about: "The full-year cost × the part of the year from the day on which the change takes effect, rounded half up to the penny.",
        columns,
        rows,
        totals: totals(book),
        notes,
        frozen: 2,
        nothing: "No change touches posts or payments.",
        ..Sheet::default()
    }
}

fn row(book: &Book<'_>, index: usize, line: &CostLine) -> Vec<Cell> {
    let row = book.row(index);
    let full_after = format!("Costs!{}", after_cell(line, row));
    let mut cells = vec![
        Cell::whole(number(line)),
        Cell::words(&line.title),
        Cell::words(if line.payment.is_some() {
            PAYMENT
        } else {
            POSTS
        }),
        Cell::words(how_long(line.kind)),
        Cell::formula(
            Shown::Money,
            costs_at(BEFORE, row),
            &line.full_year_before(),
        ),
        Cell::formula(Shown::Money, full_after, &after(line)),
    ];
    for (place, year) in line.years.iter().enumerate() {
        cells.extend(year_cells(line, year, place, row));
    }
    cells
}

fn year_cells(line: &CostLine, year: &YearCost, place: usize, row: usize) -> [Cell; PER_YEAR] {
    let columns = of_year(place);
    let cost = |full: usize, cost: usize, part: bool, whole: &Amount, amount: &Amount| {
        let (whole_at, part_at) = (at(full, row), at(cost - 1, row));
        product(&whole_at, &part_at, part && whole.is_known(), amount)
    };
    let (part_after, paid) = if line.payment.is_some() {
        (year.part_paid, &year.payment)
    } else {
        (year.part, &year.posts)
    };
    let before = if line.before.is_some() {
        [
            part_of_year(year.part_before),
            cost(
                FULL_BEFORE,
                columns.before,
                year.part_before.is_known(),
                &line.full_year_before(),
                &year.before,
            ),
        ]
    } else {
        [Cell::none(), Cell::money(base::Pence::ZERO)]
    };
    let [part_before, cost_before] = before;
    let after = if line.after.is_some() || line.payment.is_some() {
        [
            part_of_year(part_after),
            cost(
                FULL_AFTER,
                columns.after,
                part_after.is_known(),
                &after(line),
                paid,
            ),
        ]
    } else {
        [Cell::none(), Cell::money(base::Pence::ZERO)]
    };
    let [part_after, cost_after] = after;
    let change = difference(
        &at(columns.after, row),
        &at(columns.before, row),
        year.before.is_known() && paid.is_known(),
        &year.change(),
    );
    [part_before, cost_before, part_after, cost_after, change]
}

/// What the lines cost in a year before, and after with payments.
pub(super) fn of_lines(book: &Book<'_>, year: FinancialYear) -> (Amount, Amount) {
    let (before, posts, paid) = book.of.statement.year(year);
    (before, posts + paid)
}

/// Is the cost of a line in a year not known, before or after?
pub(super) fn lacks(book: &Book<'_>, place: usize) -> (bool, bool) {
    let years = || {
        book.lines
            .iter()
            .filter_map(|(_, line)| line.years.get(place))
    };
    let before = years().any(|year| !year.before.is_known());
    let after = years().any(|year| !year.posts.is_known() || !year.payment.is_known());
    (before, after)
}

fn totals(book: &Book<'_>) -> Vec<Vec<Cell>> {
    let years = &book.of.statement.years;
    let width = FIRST_YEAR + PER_YEAR * years.len();
    let row = book.total_row();
    let mut sums = vec![Cell::Empty; width];
    let mut whole = vec![Cell::Empty; width];
    sums[1] = Cell::words("Total");
    whole[1] = Cell::words("Is the total complete?");
    let totals = &book.of.statement.totals;
    let mut put = |column: usize, amount: &Amount, lacks: bool| {
        let over = [down(column, book.rows())];
        sums[column] = sum(Shown::Money, &format!("SUM({})", over[0]), amount, &over);
        whole[column] = completeness(amount, lacks, &over);
    };
    put(
        FULL_BEFORE,
        &totals.before,
        book.lacks(CostLine::full_year_before),
    );
    put(FULL_AFTER, &totals.after(), book.lacks(after));
    for (place, year) in years.iter().enumerate() {
        let (before, after) = of_lines(book, *year);
        let lacks = lacks(book, place);
        put(of_year(place).before, &before, lacks.0);
        put(of_year(place).after, &after, lacks.1);
    }
    for (place, year) in years.iter().enumerate() {
        let (before, after) = of_lines(book, *year);
        let change = after - before;
        let columns = of_year(place);
        let lacks = lacks(book, place);
        let over = [
            down(columns.before, book.rows()),
            down(columns.after, book.rows()),
        ];
        let formula = format!(
            "SUM({})-SUM({})",
            at(columns.after, row),
            at(columns.before, row)
        );
        sums[columns.change] = sum(Shown::Difference, &formula, &change, &over);
        whole[columns.change] = completeness(&change, lacks.0 || lacks.1, &over);
    }
    vec![sums, whole]
}
