//! The savings that the paper states.

use base::Known;
use costing::{SavingLine, slug};
use proposal::case::{Saving, SavingState};

use super::Composition;
use super::cells::{known_pounds, money, not_known, not_stated, pounds};
use crate::model::{Cell, Column, Row, Table};

/// The savings that the paper states, by year.
pub(super) fn table(of: &Composition<'_>) -> Option<Table> {
    let savings = &of.statement.savings;
    if savings.lines.is_empty() {
        return None;
    }
    let baseline = savings.lines.iter().any(|line| line.baseline.is_some());
    let undated = savings.lines.iter().any(|line| !line.undated.is_zero());
    let totalled = savings.years.len() + usize::from(undated) > 1;
    let mut columns = vec![Column::words("Saving")];
    columns.extend(baseline.then(|| Column::numbers("Budget from which is saved")));
    for (year, called) in savings.years.iter().zip(&savings.called) {
        columns.push(Column::numbers(match called {
            Some(called) => format!("{called} ({year})"),
            None => year.to_string(),
        }));
    }
    columns.extend(undated.then(|| Column::numbers("Year not stated")));
    columns.extend(totalled.then(|| Column::numbers("Total")));
    columns.extend(baseline.then(|| Column::numbers("Share of the budget")));
    let shows = [baseline, undated, totalled];
    let mut rows: Vec<Row> = savings
        .lines
        .iter()
        .map(|line| saving_row(of, line, shows))
        .collect();
    if savings.lines.len() > 1 {
        rows.push(saving_total(of, shows));
        rows.extend(baseline.then(|| saving_shares(of, shows)));
    }
    Some(Table {
        caption: "Savings".to_owned(),
        columns,
        rows,
        notes: saving_notes(of),
        ..Table::default()
    })
}

fn saving_row(of: &Composition<'_>, line: &SavingLine, shows: [bool; 3]) -> Row {
    let [baseline, undated, totalled] = shows;
    let name = if line.name.is_empty() {
        Cell {
            heads_row: true,
            ..Cell::missing("Not named")
        }
    } else {
        Cell::head(&line.name)
    };
    let mut cells = vec![name];
    if baseline {
        cells.push(line.baseline.map_or_else(not_stated, pounds));
    }
    let years = line.amounts.iter().zip(&line.stated).zip(&line.states);
    for ((amount, stated), state) in years {
        let cell = if *stated { money(amount) } else { not_stated() };
        cells.push(match state {
            Some(state) => cell.note(saving_state(*state)),
            None => cell,
        });
    }
    if undated {
        cells.push(money(&line.undated));
    }
    if totalled {
        cells.push(money(&line.total()));
    }
    if baseline {
        cells.push(share(of, &format!("saving.percent.{}", slug(&line.name))));
    }
    Row::body(cells)
}

fn saving_total(of: &Composition<'_>, [baseline, undated, totalled]: [bool; 3]) -> Row {
    let savings = &of.statement.savings;
    let mut cells = vec![Cell::head("Total")];
    if baseline {
        cells.push(known_pounds(Known::from(savings.baseline())));
    }
    cells.extend((0..savings.years.len()).map(|at| money(&savings.year_total(at))));
    if undated {
        let sum = savings.lines.iter().map(|line| line.undated.clone()).sum();
        cells.push(money(&sum));
    }
    if totalled {
        cells.push(money(&savings.total()));
    }
    if baseline {
        cells.push(share(of, "saving.percent"));
    }
    Row::total(cells)
}

/// The totals of each year as a share of the budgets.
fn saving_shares(of: &Composition<'_>, [_, undated, totalled]: [bool; 3]) -> Row {
    let savings = &of.statement.savings;
    let mut cells = vec![Cell::head("Share of the budget").across(2)];
    for year in &savings.years {
        cells.push(share(of, &format!("saving.percent.{year}")));
    }
    if undated {
        cells.push(not_known());
    }
    if totalled {
        cells.push(share(of, "saving.percent"));
    }
    cells.push(Cell::empty());
    Row::body(cells)
}

/// A percentage of the catalogue.
fn share(of: &Composition<'_>, name: &str) -> Cell {
    of.statement
        .figures
        .get(name)
        .map_or_else(not_known, |figure| Cell::words(figure.value.to_string()))
}

pub(crate) fn saving_state(state: SavingState) -> &'static str {
    match state {
        SavingState::Planned => "planned",
        SavingState::Achieved => "achieved",
        SavingState::Reprofiled => "to be spread over other years",
        SavingState::Abandoned => "given up",
    }
}

fn saving_notes(of: &Composition<'_>) -> Vec<String> {
    let mut notes = Vec::new();
    let follows = |saving: &&Saving| saving.from_changes.as_ref().is_some_and(|at| at.value);
    let claiming = of.case.savings.iter().filter(follows).count();
    for (saving, line) in of.case.savings.iter().zip(&of.statement.savings.lines) {
        let name = if line.name.is_empty() {
            "The saving".to_owned()
        } else {
            line.name.clone()
        };
        if let Some(baseline) = &saving.baseline {
            let year = baseline.year.as_ref().map(|at| format!(" of {}", at.value));
            let prices = baseline
                .price_base
                .as_ref()
                .map(|at| format!(", {}", at.value));
            if year.is_some() || prices.is_some() {
                let (year, prices) = (year.unwrap_or_default(), prices.unwrap_or_default());
                notes.push(format!("{name}: the budget is that{year}{prices}."));
            }
        }
        match line.adds_up {
            Known::Known(true) => {}
            Known::Known(false) => {
                notes.push(format!("{name}: each year contains the ones before it."));
            }
            Known::Unknown | Known::Withheld => notes.push(format!(
                "{name}: whether a later year contains the earlier one is not stated, so no total is given."
            )),
        }
        if saving.recurring.is_none() {
            notes.push(format!(
                "{name}: whether it comes again every year is not stated."
            ));
        }
        if follows(&saving) {
            let change = of.statement.totals.change();
            let saved = match change.value() {
                Known::Known(change) if change > base::Pence::ZERO => format!("cost {change} more"),
                Known::Known(change) => format!("save {}", -change),
                missing @ (Known::Unknown | Known::Withheld) => {
                    format!("save a sum that is {}", missing.missing())
                }
            };
            let apart = match (claiming == 1, line.total().value(), change.value()) {
                (true, Known::Known(said), Known::Known(change)) if change <= base::Pence::ZERO => {
                    not_explained(said + change)
                }
                _ => String::new(),
            };
            notes.push(format!(
                "{name}: said to follow from the changes, which {saved} in a full year{apart}."
            ));
        }
        if saving.approximate {
            notes.push(format!("{name}: the amount is said to be “about” so much."));
        }
    }
    notes.dedup();
    merged(notes)
}

/// How far a saving is from what the changes save.
fn not_explained(apart: base::Pence) -> String {
    match apart {
        base::Pence::ZERO => String::new(),
        apart if apart > base::Pence::ZERO => format!(", {apart} less than the saving"),
        apart => format!(", {} more than the saving", -apart),
    }
}

/// The same remark about several things, once.
fn merged(notes: Vec<String>) -> Vec<String> {
    let mut found: Vec<(String, Vec<String>)> = Vec::new();
    for note in notes {
        let (name, remark) = note.split_once(": ").unwrap_or(("", &note));
        match found.iter_mut().find(|(known, _)| known == remark) {
            Some((_, names)) => names.push(name.to_owned()),
            None => found.push((remark.to_owned(), vec![name.to_owned()])),
        }
    }
    found
        .into_iter()
        .map(|(remark, names)| format!("{}: {remark}", crate::phrases::listed(&names)))
        .collect()
}
