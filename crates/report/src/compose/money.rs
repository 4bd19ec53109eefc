//! Budgets and funding.

use base::Known;
use costing::Paid;
use proposal::case::{FundKind, Funding, FundingState};

use super::Composition;
use super::cells::{known_pounds, money, not_known, not_stated, pounds, signed};
use crate::model::{Cell, Column, Row, Table};

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
    let state = funding
        .state
        .as_ref()
        .map_or_else(not_stated, |at| Cell::words(funding_state(at.value)));
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

/// How far a source is agreed.
pub(crate) fn funding_state(state: FundingState) -> &'static str {
    match state {
        FundingState::Bid => "Bid for",
        FundingState::Provided => "Provided, not yet released",
        FundingState::Requested => "Requested",
        FundingState::Released => "Released",
        FundingState::Refused => "Refused",
    }
}

/// What kind of money a source is, as it says itself or as the list of funds has it.
pub(crate) fn kind_cell(of: &Composition<'_>, source: &str, own: Option<FundKind>) -> Cell {
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
            || "Told again elsewhere".to_owned(),
            |paragraph| format!("Told again in paragraph {}", paragraph.value),
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
