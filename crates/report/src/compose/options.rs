//! The options beside each other: figures down, options across, that nothing changes first.

use base::{Known, Pence};
use costing::{BudgetLine, FteSum, Statement};
use proposal::{Resolved, adopted, option_letter};
use register::Occupancy;

use super::Composition;
use super::cells::{difference, known_pounds, money, not_known, pounds, signed};
use crate::model::{Cell, Column, Row, Table, Value};
use crate::phrases::sentence_case;

/// A column of the table: an option with its figures.
struct Compared<'c> {
    heading: String,
    resolved: &'c Resolved,
    statement: &'c Statement,
}

/// The options with changes of their own beside what is proposed; none where there are none.
pub(super) fn table(of: &Composition<'_>) -> Option<Table> {
    let compared = compared(of);
    if compared.len() < 2 {
        return None;
    }
    let mut columns = vec![Column::words("Figure")];
    columns.extend(compared.iter().map(|one| Column::numbers(&one.heading)));
    let mut rows = vec![row(&compared, "Full-year difference in cost", &|one| {
        difference(&one.statement.totals.change())
    })];
    for year in &of.statement.years {
        rows.push(row(&compared, &format!("Difference in {year}"), &|one| {
            let (before, posts, payments) = one.statement.year(*year);
            difference(&(posts + payments - before))
        }));
    }
    let pays = |one: &Compared<'_>| !one.statement.totals.payments.is_zero();
    if compared.iter().any(pays) {
        let label = "Of it: payments to postholders";
        rows.push(row(&compared, label, &|one| {
            money(&one.statement.totals.payments)
        }));
    }
    rows.push(row(&compared, "FTE disestablished", &|one| {
        super::cells::fte_sum(one.statement.totals.fte_out)
    }));
    rows.push(row(&compared, "FTE established", &|one| {
        super::cells::fte_sum(one.statement.totals.fte_in)
    }));
    rows.push(row(&compared, "Difference in FTE", &|one| {
        fte_difference(one.statement.totals.fte_change())
    }));
    rows.push(row(&compared, "Posts that end or change", &|one| {
        held(one.resolved)
    }));
    for at in 0..of.statement.budgets.len() {
        rows.extend(against(of, at, &compared));
    }
    if !of.statement.funding.lines.is_empty() {
        let label = "Cost that no listed source pays";
        rows.push(row(&compared, label, &|one| {
            known_pounds(one.statement.funding.unfunded)
        }));
    }
    Some(Table {
        caption: "The options compared".to_owned(),
        columns,
        rows,
        notes: notes(of, &compared),
        ..Table::default()
    })
}

/// That nothing changes, then the options with figures in the order of the case.
fn compared<'c>(of: &Composition<'c>) -> Vec<Compared<'c>> {
    let proposed = adopted(of.case);
    let name = |option: usize| {
        let name = &of.case.options[option].name.value;
        let name = name.trim_end_matches('.');
        let letter = option_letter(option);
        let own = format!("Option {letter}");
        match base::same_name(name, &own) {
            true => own,
            false => format!("{own}: {name}"),
        }
    };
    let what_is_proposed = || Compared {
        heading: match proposed {
            Some(option) => format!("{} (proposed)", name(option)),
            None => "As proposed".to_owned(),
        },
        resolved: of.resolved,
        statement: of.statement,
    };
    let mut told = Vec::new();
    let mut is_told = false;
    let others = of.resolved.options.iter().zip(&of.statement.options);
    for (one, statement) in others {
        let goes_before = one
            .option
            .is_some_and(|at| proposed.is_none_or(|own| own < at));
        if goes_before && !is_told {
            told.push(what_is_proposed());
            is_told = true;
        }
        told.push(Compared {
            heading: one.option.map_or_else(|| "No change".to_owned(), name),
            resolved: &one.resolved,
            statement,
        });
    }
    if !is_told && !told.is_empty() {
        told.push(what_is_proposed());
    }
    told
}

fn fte_difference(sum: FteSum) -> Cell {
    match sum.value() {
        Known::Known(fte) => Cell {
            value: Value::Fte(fte),
            ..Cell::words(fte.signed_column())
        },
        Known::Unknown | Known::Withheld => Cell::missing(sentence_case(&sum.to_string())),
    }
}

/// How many posts that end or change are held.
fn held(resolved: &Resolved) -> Cell {
    let (mut filled, mut vacant, mut unknown, mut withheld) = (0_u64, 0_u64, 0_u64, 0_u64);
    for post in resolved
        .effects
        .iter()
        .filter_map(|effect| Some(&effect.before.as_ref()?.post))
    {
        let posts = u64::from(post.posts.known().unwrap_or(1));
        match post.occupancy {
            Known::Known(Occupancy::Filled) => filled += posts,
            Known::Known(Occupancy::Vacant) => vacant += posts,
            Known::Known(Occupancy::PartFilled(people)) => {
                filled += u64::from(people);
                vacant += posts.saturating_sub(u64::from(people));
            }
            Known::Unknown => unknown += posts,
            Known::Withheld => withheld += posts,
        }
    }
    let parts = [
        (filled, "filled"),
        (vacant, "vacant"),
        (unknown, "not known if filled"),
        (withheld, "withheld if filled"),
    ];
    let parts: Vec<String> = parts
        .into_iter()
        .filter(|(posts, _)| *posts > 0)
        .map(|(posts, words)| format!("{posts} {words}"))
        .collect();
    match parts.is_empty() {
        true => Cell::words("None"),
        false => Cell::words(parts.join(", ")),
    }
}

/// A row of the table.
fn row(compared: &[Compared<'_>], label: &str, cell: &dyn Fn(&Compared<'_>) -> Cell) -> Row {
    let cells = compared.iter().map(cell);
    Row::body(std::iter::once(Cell::head(label)).chain(cells).collect())
}

/// The rows of one budget.
fn against(of: &Composition<'_>, at: usize, compared: &[Compared<'_>]) -> Vec<Row> {
    let budget = &of.statement.budgets[at];
    let of_unit = match budget.unit.is_empty() {
        true => String::new(),
        false => format!(" of {}", budget.unit),
    };
    let line = |one: &Compared<'_>, cell: &dyn Fn(&BudgetLine) -> Cell| {
        one.statement.budgets.get(at).map_or_else(not_known, cell)
    };
    let gap = |gap: Known<Pence>| gap.known().map_or_else(not_known, signed);
    let mut rows = vec![
        row(
            compared,
            &format!("Full-year cost of the structure{of_unit}"),
            &|one| {
                line(one, &|line| match line.cost_is_stated {
                    true => money(&line.cost).note("stated"),
                    false => money(&line.cost),
                })
            },
        ),
        row(compared, &format!("Budget{of_unit}"), &|_| {
            pounds(budget.amount)
        }),
        row(
            compared,
            &format!("Cost above the budget{of_unit}"),
            &|one| line(one, &|line| gap(line.gap())),
        ),
    ];
    if budget.temporary != Pence::ZERO {
        let label = format!("Cost above the permanent budget{of_unit}");
        rows.push(row(compared, &label, &|one| {
            line(one, &|line| gap(line.permanent_gap()))
        }));
    }
    rows
}

fn notes(of: &Composition<'_>, compared: &[Compared<'_>]) -> Vec<String> {
    let mut notes = vec![
        "Each option is costed on the same posts, pay and on-costs. A full year is twelve months."
            .to_owned(),
    ];
    let stated = |line: &BudgetLine| line.cost_is_stated;
    if of.statement.budgets.iter().any(stated) && compared.len() > 2 {
        notes.push(
            "A stated cost of the structure is that of what is proposed; that of another option is computed \
             from the posts that are listed."
                .to_owned(),
        );
    }
    let without: Vec<String> = of
        .case
        .options
        .iter()
        .filter(|option| !option.adopted && option.changes.is_empty())
        .map(|option| option.name.value.trim_end_matches('.').to_owned())
        .collect();
    if !without.is_empty() {
        notes.push(format!(
            "Described without changes, and so without figures: {}.",
            without.join("; ")
        ));
    }
    notes
}
