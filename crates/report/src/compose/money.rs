//! Savings, budgets, funding, and the figures that the paper states.

use base::Known;
use costing::{Paid, SavingLine, Value as FigureValue, slug};
use proposal::case::StatedValue;
use proposal::case::{Bound, FundKind, Funding, FundingState, SavingState, Stated, StatedBasis};

use super::Composition;
use super::cells::{known_pounds, money, not_known, not_stated, pounds, signed};
use crate::model::{Cell, Column, Row, Table};
use crate::phrases::sentence_case;

/// The savings that the paper states, by year.
pub(super) fn savings(of: &Composition<'_>) -> Option<Table> {
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
    for (amount, state) in line.amounts.iter().zip(&line.states) {
        let cell = money(amount);
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

fn saving_state(state: SavingState) -> &'static str {
    match state {
        SavingState::Planned => "planned",
        SavingState::Achieved => "achieved",
        SavingState::Reprofiled => "to be spread over other years",
        SavingState::Abandoned => "given up",
    }
}

fn saving_notes(of: &Composition<'_>) -> Vec<String> {
    let mut notes = Vec::new();
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
            Known::Unknown => notes.push(format!(
                "{name}: whether a later year contains the earlier one is not stated, so no total is given."
            )),
        }
        if saving.recurring.is_none() {
            notes.push(format!(
                "{name}: whether it comes again every year is not stated."
            ));
        }
        if saving.from_changes.as_ref().is_some_and(|at| at.value) {
            let change = of.statement.totals.change();
            let saved = match change.value() {
                Known::Known(change) => format!("save {}", -change),
                Known::Unknown => "save a sum that is not known".to_owned(),
            };
            notes.push(format!(
                "{name}: the paper says that it follows from the changes, which {saved} in a full year."
            ));
        }
        if saving.approximate {
            notes.push(format!("{name}: the paper says “about”."));
        }
    }
    notes.dedup();
    merged(notes)
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

/// Cost held against the budgets.
pub(super) fn budgets(of: &Composition<'_>) -> Option<Table> {
    let budgets = &of.statement.budgets;
    if budgets.is_empty() {
        return None;
    }
    let mut columns = vec![Column::words("Figure")];
    for (line, budget) in budgets.iter().zip(&of.case.budgets) {
        let year = budget.year.as_ref().map(|at| at.value.to_string());
        columns.push(Column::numbers(match (line.unit.is_empty(), year) {
            (true, None) => "Amount".to_owned(),
            (true, Some(year)) => year,
            (false, None) => line.unit.clone(),
            (false, Some(year)) => format!("{}, {year}", line.unit),
        }));
    }
    let row = |label: &str, cell: &dyn Fn(&costing::BudgetLine) -> Cell| {
        let mut cells = vec![Cell::head(label)];
        cells.extend(budgets.iter().map(cell));
        Row::body(cells)
    };
    let gap = |gap: Known<base::Pence>| gap.known().map_or_else(not_known, signed);
    let rows = vec![
        row("Full-year cost of the structure after", &|line| {
            let cell = money(&line.cost);
            cell.note(if line.cost_is_stated {
                "stated"
            } else {
                "computed"
            })
        }),
        row("Budget", &|line| pounds(line.amount)),
        row("Of the budget: temporary", &|line| pounds(line.temporary)),
        row("Of the budget: permanent", &|line| pounds(line.permanent())),
        row("Cost above the budget", &|line| gap(line.gap())),
        row("Cost above the permanent budget", &|line| {
            gap(line.permanent_gap())
        }),
    ];
    let notes = of
        .case
        .budgets
        .iter()
        .filter(|budget| budget.temporary.is_some())
        .map(|budget| match &budget.temporary_until {
            Some(until) => format!(
                "The temporary part of the budget ends {}.",
                crate::phrases::on(until.value)
            ),
            None => "When the temporary part of the budget ends is not stated.".to_owned(),
        })
        .collect();
    Some(Table {
        caption: "Cost and budget".to_owned(),
        columns,
        rows,
        notes,
        ..Table::default()
    })
}

/// Who pays.
pub(super) fn funding(of: &Composition<'_>) -> Option<Table> {
    let summary = &of.statement.funding;
    if summary.lines.is_empty() && summary.by_post.is_empty() {
        return None;
    }
    let columns = vec![
        Column::words("Source"),
        Column::words("Kind of money"),
        Column::numbers("Pays for a full year"),
        Column::words("State"),
        Column::words("Who releases it"),
    ];
    let mut rows: Vec<Row> = of
        .case
        .funding
        .iter()
        .zip(&summary.lines)
        .map(|(funding, line)| funding_row(of, funding, &line.pays))
        .collect();
    if summary.lines.is_empty() {
        rows.extend(summary.by_post.iter().map(|(fund, amount)| {
            let source = Cell::head(fund).note("named with the posts");
            let kind = kind_cell(of, fund, None);
            Row::body(vec![
                source,
                kind,
                money(amount),
                not_stated(),
                not_stated(),
            ])
        }));
    } else {
        rows.push(Row::total(vec![
            Cell::head("Cost that no listed source pays").across(2),
            known_pounds(summary.unfunded),
            Cell::empty().across(2),
        ]));
    }
    Some(Table {
        caption: "Who pays".to_owned(),
        columns,
        rows,
        notes: told_again(of),
        ..Table::default()
    })
}

fn funding_row(of: &Composition<'_>, funding: &Funding, pays: &Paid) -> Row {
    let mut source = Cell::head(&funding.source.value);
    match (&funding.from, &funding.until) {
        (Some(from), Some(until)) => {
            source = source.note(format!("from {} to {}", from.value, until.value));
        }
        (Some(from), None) => source = source.note(format!("from {}", from.value)),
        (None, Some(until)) => source = source.note(format!("until {}", until.value)),
        (None, None) => {}
    }
    let pays = match pays {
        Paid::Amount(amount) => pounds(*amount),
        Paid::All(amount) => money(amount).note("all of what it pays for"),
        Paid::Part => Cell::missing("A part; amount not stated"),
    };
    let state = funding.state.as_ref().map_or_else(not_stated, |at| {
        Cell::words(match at.value {
            FundingState::Bid => "Bid for",
            FundingState::Provided => "Provided, not yet released",
            FundingState::Requested => "Requested",
            FundingState::Released => "Released",
            FundingState::Refused => "Refused",
        })
    });
    let by = funding
        .released_by
        .as_ref()
        .map_or_else(not_stated, |at| Cell::words(&at.value));
    let kind = kind_cell(
        of,
        &funding.source,
        funding.kind.as_ref().map(|at| at.value),
    );
    Row::body(vec![source, kind, pays, state, by])
}

fn kind_cell(of: &Composition<'_>, source: &str, own: Option<FundKind>) -> Cell {
    let listed = of
        .case
        .funds
        .iter()
        .find(|fund| base::same_name(&fund.name, source));
    let kind = own.or_else(|| Some(listed?.kind.as_ref()?.value));
    kind.map_or_else(not_stated, |kind| {
        Cell::words(match kind {
            FundKind::Base => "Base budget",
            FundKind::Contingency => "Contingency",
            FundKind::SchoolsGrant => "Dedicated Schools Grant",
            FundKind::Grant => "Grant",
            FundKind::Reserve => "Reserve",
            FundKind::Fee => "Fees and charges",
            FundKind::Partner => "Another body",
            FundKind::Savings => "Savings of another proposal",
        })
    })
}

fn told_again(of: &Composition<'_>) -> Vec<String> {
    let told = of
        .case
        .funding
        .iter()
        .flat_map(|funding| &funding.told_again);
    told.map(|told| {
        let place = told.paragraph.as_ref().map_or_else(
            || "Elsewhere".to_owned(),
            |paragraph| format!("In paragraph {}", paragraph.value),
        );
        let mut said: Vec<String> = Vec::new();
        said.extend(told.source.as_ref().map(|at| at.value.clone()));
        said.extend(told.amount.as_ref().map(|at| at.value.to_string()));
        said.extend(told.from.as_ref().map(|at| format!("from {}", at.value)));
        said.extend(told.words.as_ref().map(|at| at.value.clone()));
        format!("{place}: {}.", said.join("; ").trim_end_matches('.'))
    })
    .collect()
}

/// The figures that the paper states, beside those that they claim to be.
pub(super) fn stated(of: &Composition<'_>) -> Option<Table> {
    if of.case.stated.is_empty() {
        return None;
    }
    let rows = of
        .case
        .stated
        .iter()
        .map(|stated| stated_row(of, stated))
        .collect();
    Some(Table {
        caption: "Figures that the paper states".to_owned(),
        columns: vec![
            Column::words("What"),
            Column::words("Paragraph"),
            Column::numbers("Stated"),
            Column::numbers("Computed"),
            Column::numbers("Computed less stated"),
        ],
        rows,
        ..Table::default()
    })
}

fn stated_row(of: &Composition<'_>, stated: &Stated) -> Row {
    let what = stated.what.as_ref().or(stated.name.as_ref());
    let name = what.map_or("Not named", |at| at.value.as_str());
    let mut head = Cell::head(sentence_case(name));
    match &stated.basis {
        Some(at) if at.value == StatedBasis::FullYear => head = head.note("full year"),
        Some(_) => head = head.note("part year"),
        None => {}
    }
    let bound = match stated.bound {
        Bound::Exactly => "",
        Bound::About => "about ",
        Bound::AtLeast => "at least ",
        Bound::UpTo => "up to ",
    };
    let value = match stated.value.value {
        StatedValue::Amount(pence) => pounds(pence),
        StatedValue::Fte(fte) => Cell::words(format!("{fte} FTE")),
        StatedValue::Number(number) => Cell::words(number.to_string()),
        StatedValue::Percent(hundredths) => Cell::words(format!(
            "{}.{:02}%",
            hundredths / 100,
            hundredths.unsigned_abs() % 100
        )),
    };
    let value = Cell {
        text: sentence_case(&format!("{bound}{}", value.text)),
        ..value
    };
    let (computed, residual) = computed_beside(of, stated);
    let paragraph = stated
        .paragraph
        .as_ref()
        .map_or_else(not_stated, |at| Cell::words(&at.value));
    Row::body(vec![head, paragraph, value, computed, residual])
}

fn computed_beside(of: &Composition<'_>, stated: &Stated) -> (Cell, Cell) {
    let none = || (Cell::missing("Not computed"), Cell::missing("Not computed"));
    let Some(is) = &stated.is else { return none() };
    let part = match &stated.basis {
        Some(at) if at.value == StatedBasis::PartYear => "part_year",
        _ => "full_year",
    };
    let figures = &of.statement.figures;
    let exact = figures.get(is);
    let Some(figure) = exact.or_else(|| figures.get(&format!("{}.{part}", is.value))) else {
        return none();
    };
    let basis = if exact.is_none() {
        Some(if part == "part_year" {
            "part year"
        } else {
            "full year"
        })
    } else {
        None
    };
    let residual = match (&figure.value, stated.value.value) {
        (FigureValue::Money(amount), StatedValue::Amount(pence)) => match amount.value() {
            Known::Known(computed) => signed(computed - pence),
            Known::Unknown => not_known(),
        },
        (FigureValue::Fte(sum), StatedValue::Fte(fte)) => match sum.value() {
            Known::Known(computed) => Cell::words(format!("{} FTE", computed - fte)),
            Known::Unknown => not_known(),
        },
        (value, stated) if value.to_string() == percent_text(stated) => Cell::words("None"),
        _ => not_known(),
    };
    let computed = match &figure.value {
        FigureValue::Money(amount) => money(amount),
        FigureValue::Fte(sum) => Cell::words(format!("{} FTE", sentence_case(&sum.to_string()))),
        other => Cell::words(other.to_string()),
    };
    let computed = match basis {
        Some(basis) => computed.note(basis),
        None => computed,
    };
    (computed, residual)
}

fn percent_text(stated: StatedValue) -> String {
    match stated {
        StatedValue::Percent(hundredths) => {
            format!(
                "{}.{:02}%",
                hundredths / 100,
                hundredths.unsigned_abs() % 100
            )
        }
        StatedValue::Number(number) => number.to_string(),
        _ => String::new(),
    }
}
