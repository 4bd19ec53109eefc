//! The savings that the paper states.

use base::{Known, Pence, Rounding};
use costing::{Amount, SavingLine};

use super::book::Book;
use super::cell::{Cell, NOT_KNOWN, Shown, at, down, lack, sum};
use super::sheet::{FIRST, Sheet, column};
use super::units::known;
use crate::compose::saving_state;

const BASELINE: usize = 1;
const FIRST_YEAR: usize = 2;

/// The columns after those of the years.
struct After {
    undated: usize,
    total: usize,
    share: usize,
    remarks: usize,
}

impl After {
    fn of(years: usize) -> Self {
        let undated = FIRST_YEAR + years;
        Self {
            undated,
            total: undated + 1,
            share: undated + 2,
            remarks: undated + 3,
        }
    }
}

/// The sheet of savings.
pub(super) fn savings(book: &Book<'_>) -> Sheet {
    let savings = &book.of.statement.savings;
    let mut columns = vec![
        column("Saving", 36),
        column("Budget from which is saved", 18),
    ];
    columns.extend(
        savings
            .years
            .iter()
            .map(|year| column(year.to_string(), 15)),
    );
    columns.extend([
        column("Year not stated", 15),
        column("Total", 16),
        column("Share of the budget", 12),
        column("Remarks", 50),
    ]);
    let rows = savings.lines.iter().enumerate();
    let rows: Vec<Vec<Cell>> = rows.map(|(at, line)| row(book, FIRST + at, line)).collect();
    let called = savings.years.iter().zip(&savings.called);
    Sheet {
        name: "Savings",
        title: "Stated savings".to_owned(),
        about: "Stated figures, not computed ones. A total is given where the years are said to add up.",
        totals: if rows.is_empty() {
            Vec::new()
        } else {
            totals(book)
        },
        columns,
        rows,
        notes: called
            .filter_map(|(year, called)| {
                let called = called.as_ref()?;
                Some(format!("{year} is called “{called}”."))
            })
            .collect(),
        frozen: 1,
        nothing: "No saving is stated.",
        ..Sheet::default()
    }
}

fn row(book: &Book<'_>, row: usize, line: &SavingLine) -> Vec<Cell> {
    let after = After::of(line.amounts.len());
    let mut cells = vec![
        if line.name.is_empty() {
            Cell::Missing("Not named".to_owned())
        } else {
            Cell::words(&line.name)
        },
        line.baseline.map_or_else(Cell::not_stated, Cell::money),
    ];
    let years = line.amounts.iter().zip(&line.stated);
    cells.extend(years.map(|(amount, stated)| match stated {
        true => Cell::amount(amount),
        false => Cell::not_stated(),
    }));
    cells.push(Cell::amount(&line.undated));
    cells.push(total(line, row, &after));
    cells.push(share(
        &at(after.total, row),
        &at(BASELINE, row),
        &line.total(),
        line.baseline,
    ));
    cells.push(remarks(book, line));
    cells
}

fn total(line: &SavingLine, row: usize, after: &After) -> Cell {
    let amount = line.total();
    match line.adds_up {
        Known::Known(true) => {
            let over = [format!(
                "{}:{}",
                at(FIRST_YEAR, row),
                at(after.undated, row)
            )];
            sum(Shown::Money, &format!("SUM({})", over[0]), &amount, &over)
        }
        Known::Known(false) => {
            let last = line.stated.iter().rposition(|stated| *stated);
            match last {
                Some(year) => {
                    let cell = [at(FIRST_YEAR + year, row)];
                    sum(Shown::Money, &format!("SUM({})", cell[0]), &amount, &cell)
                }
                None => Cell::money(Pence::ZERO),
            }
        }
        Known::Unknown | Known::Withheld => Cell::not_known(),
    }
}

/// A saving as a share of its budget, to the hundredth of a per cent.
fn share(part_at: &str, whole_at: &str, part: &Amount, whole: Option<Pence>) -> Cell {
    let whole = whole.filter(|whole| *whole != Pence::ZERO);
    let (Known::Known(part), Some(whole)) = (part.value(), whole) else {
        return Cell::not_known();
    };
    let ratio = part.in_pounds() / whole.in_pounds();
    // A hundredth of a per cent of a share is a penny of a hundred pounds.
    let rounded = Rounding::PennyHalfUp.of_pounds(ratio * 100) / 100;
    Cell::works_out(
        Shown::Percent,
        format!("ROUND({part_at}/{whole_at},4)"),
        rounded,
    )
}

fn remarks(book: &Book<'_>, line: &SavingLine) -> Cell {
    let mut said = Vec::new();
    let years = &book.of.statement.savings.years;
    for ((year, amount), state) in years.iter().zip(&line.amounts).zip(&line.states) {
        if let Some(state) = state {
            said.push(format!("{year}: {}", saving_state(*state)));
        }
        if !amount.is_known() && amount.known_part() != Pence::ZERO {
            said.push(format!("{year}: {}", lack(amount)));
        }
    }
    match line.adds_up {
        Known::Known(true) => {}
        Known::Known(false) => said.push("Each year contains the ones before it".to_owned()),
        Known::Unknown | Known::Withheld => said.push(
            "Whether a later year contains the earlier one is not stated, so no total is given"
                .to_owned(),
        ),
    }
    if said.is_empty() {
        Cell::none()
    } else {
        Cell::words(said.join(". "))
    }
}

fn totals(book: &Book<'_>) -> Vec<Vec<Cell>> {
    let savings = &book.of.statement.savings;
    let rows = (FIRST, FIRST + savings.lines.len() - 1);
    let after = After::of(savings.years.len());
    let mut sums = vec![Cell::Empty; after.remarks + 1];
    let mut whole = vec![Cell::Empty; after.remarks + 1];
    sums[0] = Cell::words("Total");
    whole[0] = Cell::words("Is the total complete?");
    let mut put = |column: usize, amount: &Amount| {
        let over = [down(column, rows)];
        sums[column] = sum(Shown::Money, &format!("SUM({})", over[0]), amount, &over);
        whole[column] = Cell::words(match amount.is_known() {
            true => "Complete".to_owned(),
            false => lack(amount),
        });
    };
    for year in 0..savings.years.len() {
        put(FIRST_YEAR + year, &savings.year_total(year));
    }
    let undated: Amount = savings.lines.iter().map(|line| line.undated.clone()).sum();
    put(after.undated, &undated);
    put(after.total, &savings.total());
    let over = down(BASELINE, rows);
    let baseline = known(Known::from(savings.baseline()));
    let formula = format!("IF(COUNT({over})=ROWS({over}),SUM({over}),\"{NOT_KNOWN}\")");
    sums[BASELINE] = Cell::formula(Shown::Money, formula, &baseline);
    let total_row = rows.1 + 1;
    sums[after.share] = share(
        &at(after.total, total_row),
        &at(BASELINE, total_row),
        &savings.total(),
        savings.baseline(),
    );
    vec![sums, whole]
}
