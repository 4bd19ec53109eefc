//! Cost held against the budgets.

use base::{Known, Pence};
use costing::{Amount, BudgetLine};
use proposal::case::Budget;

use super::book::Book;
use super::cell::{Cell, NOT_KNOWN, Shown, at, lack};
use super::sheet::{FIRST, Sheet, column};
use super::units::known;

const COST: usize = 2;
const BUDGET: usize = 4;
const TEMPORARY: usize = 5;
const PERMANENT: usize = 6;

/// The sheet of budgets.
pub(super) fn budget(book: &Book<'_>) -> Sheet {
    let budgets = book.of.statement.budgets.iter().zip(&book.of.case.budgets);
    let rows = budgets.enumerate();
    Sheet {
        name: "Budget",
        title: "Cost of the structure after the change, and its budget".to_owned(),
        about: "The cost is that of the whole structure, not only of what changes.",
        columns: vec![
            column("Budget", 36),
            column("Year", 10),
            column("Full-year cost of the structure", 18),
            column("Stated or computed", 12),
            column("Amount of the budget", 16),
            column("Of it temporary", 16),
            column("Of it permanent", 16),
            column("Cost above the budget", 16),
            column("Cost above the permanent budget", 18),
            column("Remarks", 44),
        ],
        rows: rows
            .map(|(at, (line, budget))| row(FIRST + at, line, budget))
            .collect(),
        frozen: 1,
        nothing: "The case gives no budget.",
        ..Sheet::default()
    }
}

fn row(row: usize, line: &BudgetLine, budget: &Budget) -> Vec<Cell> {
    let cost = match line.cost.value() {
        Known::Known(cost) => Cell::money(cost),
        Known::Unknown | Known::Withheld => Cell::not_known(),
    };
    let gap = |less: usize, gap: Known<Pence>| {
        let (cost, less) = (at(COST, row), at(less, row));
        let formula = match gap {
            Known::Known(_) => format!("{cost}-{less}"),
            Known::Unknown | Known::Withheld => {
                format!("IF(ISNUMBER({cost}),{cost}-{less},\"{NOT_KNOWN}\")")
            }
        };
        Cell::formula(Shown::Difference, formula, &known(gap))
    };
    let unit = (!line.unit.is_empty()).then(|| line.unit.clone());
    vec![
        unit.map_or_else(|| Cell::words("Budget"), Cell::words),
        Cell::stated(budget.year.as_ref().map(|at| at.value.to_string())),
        cost,
        Cell::words(if line.cost_is_stated {
            "Stated"
        } else {
            "Computed"
        }),
        Cell::money(line.amount),
        Cell::money(line.temporary),
        Cell::formula(
            Shown::Money,
            format!("{}-{}", at(BUDGET, row), at(TEMPORARY, row)),
            &Amount::known(line.permanent()),
        ),
        gap(BUDGET, line.gap()),
        gap(PERMANENT, line.permanent_gap()),
        remarks(line, budget),
    ]
}

fn remarks(line: &BudgetLine, budget: &Budget) -> Cell {
    let mut said = Vec::new();
    if !line.cost.is_known() {
        said.push(match line.cost.known_part() {
            Pence::ZERO => "The cost of the structure is not known".to_owned(),
            known => format!("Of the cost is known: {known}. {}", lack(&line.cost)),
        });
    }
    if budget.temporary.is_some() {
        said.push(match &budget.temporary_until {
            Some(until) => format!(
                "The temporary part of the budget ends {}",
                crate::phrases::on(until.value)
            ),
            None => "When the temporary part of the budget ends is not stated".to_owned(),
        });
    }
    if said.is_empty() {
        Cell::none()
    } else {
        Cell::words(said.join(". "))
    }
}
