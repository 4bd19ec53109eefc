//! The cost tables: line by line, by year, stated beside computed.

use base::{Known, Pence};
use costing::{Amount, CostLine, Kind, Price, Statement, Totals, Used, YearCost};
use proposal::Effect;

use super::Composition;
use super::cells::{difference, fte, fte_sum, known_pounds, money, not_applicable, pounds, signed};
use crate::model::{Cell, Column, Row, Table};
use crate::phrases::{grade, lower_first};

/// The cost lines, each with the effect that it prices.
pub(crate) fn priced<'c>(of: &Composition<'c>) -> Vec<(&'c Effect, &'c CostLine)> {
    let has_cost = |effect: &&Effect| {
        effect.payment.is_some() || effect.before.is_some() || effect.after.is_some()
    };
    let effects = of.resolved.effects.iter().filter(has_cost);
    effects.zip(&of.statement.lines).collect()
}

/// Does any line replace or change something that costs already?
fn has_before(of: &Composition<'_>) -> bool {
    of.statement.lines.iter().any(|line| line.before.is_some())
}

/// The cost of each line. In a report, a note says where the working is told.
pub(super) fn by_line(of: &Composition<'_>, in_report: bool) -> Option<Table> {
    let lines = priced(of);
    if lines.is_empty() {
        return None;
    }
    let before = has_before(of);
    let statement = of.statement;
    let mut columns = vec![
        Column::words("Line"),
        Column::words("Post"),
        Column::numbers("FTE"),
        Column::numbers("Cost of 1 FTE"),
    ];
    if before {
        columns.push(Column::numbers("Before").under("Full-year cost"));
        columns.push(Column::numbers("After").under("Full-year cost"));
        columns.push(Column::numbers("Difference").under("Full-year cost"));
    } else {
        columns.push(Column::numbers("Full-year cost"));
    }
    let group = if before {
        "Part-year difference"
    } else {
        "Part-year cost"
    };
    for year in &statement.years {
        columns.push(Column::numbers(year.to_string()).under(group));
    }
    let mixed = used(statement).len() > 1;
    let rows = lines
        .iter()
        .map(|(effect, line)| cost_row(effect, line, before, mixed))
        .chain(total_rows(of, before))
        .collect();
    Some(Table {
        caption: "What it costs".to_owned(),
        columns,
        rows,
        notes: notes(of, in_report),
        ..Table::default()
    })
}

/// Whose unit costs the lines use: the stated, the computed, or both.
fn used(statement: &Statement) -> Vec<Used> {
    let prices = statement
        .lines
        .iter()
        .flat_map(|line| [&line.before, &line.after]);
    let mut used: Vec<Used> = Vec::new();
    for price in prices.flatten() {
        if price.used != Used::Neither && !used.contains(&price.used) {
            used.push(price.used);
        }
    }
    used
}

fn cost_row(effect: &Effect, line: &CostLine, before: bool, mixed: bool) -> Row {
    let post = effect.after.as_ref().or(effect.before.as_ref());
    let mut name = Cell::words(&line.title);
    if let Some(grade) = post.and_then(|line| grade(&line.post)) {
        name = name.note(grade);
    }
    if let Some(paid) = &effect.payment {
        name = name.note(if paid.for_term {
            "A sum for the whole term"
        } else {
            "A sum a year"
        });
    }
    let mut cells = vec![
        Cell::head((line.change + 1).to_string()),
        name,
        quantity(line),
        unit_cost(line, mixed),
    ];
    let after = line.full_year_posts() + line.full_payment();
    if before {
        cells.push(money(&line.full_year_before()));
        cells.push(money(&after));
        cells.push(difference(&line.full_year_change()));
        cells.extend(line.years.iter().map(|year| difference(&year.change())));
    } else {
        cells.push(money(&after));
        let part = |year: &YearCost| money(&(year.posts.clone() + year.payment.clone()));
        cells.extend(line.years.iter().map(part));
    }
    Row::body(cells)
}

/// How much there is of a line after the change, and before where that differs.
fn quantity(line: &CostLine) -> Cell {
    match (&line.before, &line.after) {
        (Some(before), Some(after)) if before.fte != after.fte => {
            let was = fte(before.fte).text;
            fte(after.fte).note(format!("before: {}", lower_first(&was)))
        }
        (before, after) => after
            .as_ref()
            .or(before.as_ref())
            .map_or_else(not_applicable, |price| fte(price.fte)),
    }
}

/// What one full-time post costs, or that it is withheld.
fn unit(price: &Price) -> Cell {
    match price.computed {
        Err(pay::NotCosted::Withheld) => Cell::missing(proposal::WITHHELD),
        _ => known_pounds(price.unit),
    }
}

/// The cost of one full-time post after the change, what it was before where that differs, and
/// whether it is stated or computed where there are both.
fn unit_cost(line: &CostLine, mixed: bool) -> Cell {
    let told = |price: &Price| match price.used {
        Used::Stated if mixed => Some("stated"),
        Used::Computed if mixed => Some("computed"),
        _ => None,
    };
    let Some(price) = line.after.as_ref().or(line.before.as_ref()) else {
        return not_applicable();
    };
    let mut cell = unit(price);
    cell.notes.extend(told(price).map(str::to_owned));
    match (&line.before, &line.after) {
        (Some(before), Some(after)) if (before.unit, before.used) != (after.unit, after.used) => {
            let was = lower_first(&unit(before).text);
            let how = told(before).map_or(String::new(), |how| format!(", {how}"));
            cell.note(format!("before: {was}{how}"))
        }
        _ => cell,
    }
}

/// The sums: posts and payments apart where there are both.
fn total_rows(of: &Composition<'_>, before: bool) -> Vec<Row> {
    let statement = of.statement;
    let totals = &statement.totals;
    let years: Vec<(Amount, Amount, Amount)> = statement
        .years
        .iter()
        .map(|year| statement.year(*year))
        .collect();
    let fte_cell = || {
        if before {
            Cell::empty()
        } else {
            fte_sum(totals.fte_after)
        }
    };
    let row = |label: &str, fte: Cell, full: [Amount; 2], of_years: Vec<[Amount; 2]>| {
        let mut cells = vec![Cell::head(label).across(2), fte, Cell::empty()];
        let [was, will] = full;
        if before {
            cells.extend([money(&was), money(&will), difference(&(will - was))]);
            let change = |[was, will]: [Amount; 2]| difference(&(will - was));
            cells.extend(of_years.into_iter().map(change));
        } else {
            cells.push(money(&will));
            cells.extend(of_years.iter().map(|[_, will]| money(will)));
        }
        Row::total(cells)
    };
    let of_years = |pick: fn(&(Amount, Amount, Amount)) -> [Amount; 2]| -> Vec<[Amount; 2]> {
        years.iter().map(pick).collect()
    };
    let (before_all, payments) = (|| totals.before.clone(), &totals.payments);
    let mut rows = Vec::new();
    if !payments.is_zero() {
        let posts = of_years(|(was, posts, _)| [was.clone(), posts.clone()]);
        let paid = of_years(|(_, _, paid)| [Amount::zero(), paid.clone()]);
        let full = [before_all(), totals.posts.clone()];
        rows.push(row("Posts", fte_cell(), full, posts));
        let full = [Amount::zero(), payments.clone()];
        rows.push(row("Payments to postholders", Cell::empty(), full, paid));
    }
    let all = of_years(|(was, posts, paid)| [was.clone(), posts.clone() + paid.clone()]);
    let fte = if rows.is_empty() {
        fte_cell()
    } else {
        Cell::empty()
    };
    rows.push(row("Total", fte, [before_all(), totals.after()], all));
    rows
}

fn notes(of: &Composition<'_>, in_report: bool) -> Vec<String> {
    let statement = of.statement;
    let mut notes = vec![
        "A full year is twelve months, even for posts that run for less. Costs include on-costs."
            .to_owned(),
    ];
    notes.extend(match used(statement)[..] {
        [] => None,
        [Used::Stated] => Some("The cost of one full-time post is stated.".to_owned()),
        [_] => Some("The cost of one full-time post is computed from the pay tables.".to_owned()),
        _ => Some(
            "A unit cost marked “stated” is given with the post; one marked “computed” follows \
             from the pay tables."
                .to_owned(),
        ),
    });
    let mut prices = statement
        .lines
        .iter()
        .flat_map(|line| [&line.before, &line.after]);
    let has_working =
        |price: &Option<Price>| price.as_ref().is_some_and(|price| price.computed.is_ok());
    if in_report && prices.any(has_working) {
        notes.push("Annex D shows how the cost of one full-time post is worked out.".to_owned());
    }
    notes.extend(told_in_public(statement));
    notes.extend(cancelled(statement));
    notes.extend(kept(&statement.totals));
    notes.extend(super::changes::left_out(of));
    if statement.years.is_empty() {
        notes.push(
            "No part of a financial year is shown, because no day is stated on which the changes \
             take effect."
                .to_owned(),
        );
    } else {
        notes.extend(super::changes::assumptions(of));
    }
    notes
}

/// The sums that the public has with what is withheld in them.
pub(crate) fn told_in_public(statement: &Statement) -> Option<String> {
    let public = statement.public?;
    let after = public.posts + public.payments;
    Some(format!(
        "With the costs that are withheld, a full year costs {} before and {after} after: {}.",
        public.before,
        (after - public.before).signed()
    ))
}

/// What is not known and yet stands in no total, because it is the same before and after.
fn cancelled(statement: &Statement) -> Option<String> {
    match &statement.cancelled()[..] {
        [] => None,
        [one] => Some(format!(
            "Not known, but the same before and after, so that it cancels: the cost of {one}."
        )),
        several => Some(format!(
            "Not known, but the same before and after, so that each cancels: the costs of {}.",
            several.join("; ")
        )),
    }
}

/// What it costs to keep posts that would have ended of themselves.
fn kept(totals: &Totals) -> Option<String> {
    let cost = match totals.kept.value() {
        _ if totals.kept.is_zero() => return None,
        Known::Known(kept) => format!("{kept} in a full year"),
        missing @ (Known::Unknown | Known::Withheld) => {
            format!("a sum that is {}", missing.missing())
        }
    };
    let effect = match totals.effect().value() {
        Known::Known(effect) if effect < Pence::ZERO => format!("{} less", -effect),
        Known::Known(effect) => format!("{effect} more"),
        missing @ (Known::Unknown | Known::Withheld) => {
            format!("more by a sum that is {}", missing.missing())
        }
    };
    Some(format!(
        "Posts that would have ended of themselves go on to cost {cost}: against deciding nothing, \
         a full year costs {effect}."
    ))
}

/// A row of the cost by year: a sum over the lines.
pub(super) struct YearSum {
    label: &'static str,
    what: Summed,
}

/// What of each line is summed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Summed {
    Before,
    Posts,
    Payments,
    Difference,
    /// All of the cost after, of the lines that last so long.
    After(Kind),
}

impl YearSum {
    /// What a line adds to the full year; nothing for one that is not summed.
    pub(super) fn of_line(&self, line: &CostLine) -> Option<Amount> {
        match self.what {
            Summed::Before => Some(line.full_year_before()),
            Summed::Posts => Some(line.full_year_posts()),
            Summed::Payments => Some(line.full_payment()),
            Summed::Difference => Some(line.full_year_change()),
            Summed::After(kind) => {
                (line.kind == kind).then(|| line.full_year_posts() + line.full_payment())
            }
        }
    }

    /// What it adds to one of the years.
    pub(super) fn of_year(&self, line: &CostLine, year: &YearCost) -> Option<Amount> {
        match self.what {
            Summed::Before => Some(year.before.clone()),
            Summed::Posts => Some(year.posts.clone()),
            Summed::Payments => Some(year.payment.clone()),
            Summed::Difference => Some(year.change()),
            Summed::After(kind) => {
                (line.kind == kind).then(|| year.posts.clone() + year.payment.clone())
            }
        }
    }
}

/// The rows of the cost by year: before, after, the difference, and how long it lasts.
pub(super) fn year_sums(of: &Composition<'_>) -> Vec<YearSum> {
    let totals = &of.statement.totals;
    let sum = |label, what| YearSum { label, what };
    let mut sums = Vec::new();
    if has_before(of) {
        sums.push(sum("Before: what ends or changes", Summed::Before));
    }
    sums.push(sum("After: posts", Summed::Posts));
    if !totals.payments.is_zero() {
        sums.push(sum("After: payments", Summed::Payments));
    }
    sums.push(sum("Difference", Summed::Difference));
    let recurring = Summed::After(Kind::Recurring);
    sums.push(sum("Of the cost after: every year", recurring));
    let for_a_time = Summed::After(Kind::ForATime);
    sums.push(sum("Of the cost after: for a time", for_a_time));
    if !totals.tenure_not_stated.is_zero() {
        let not_stated = Summed::After(Kind::NotStated);
        sums.push(sum("Of the cost after: tenure not stated", not_stated));
    }
    sums
}

/// The cost by year.
pub(super) fn by_year(of: &Composition<'_>) -> Option<Table> {
    let statement = of.statement;
    if statement.lines.is_empty() {
        return None;
    }
    let mut columns = vec![Column::words("Cost"), Column::numbers("Full-year cost")];
    columns.extend(
        statement
            .years
            .iter()
            .map(|year| Column::numbers(year.to_string()).under("Part-year cost")),
    );
    let rows = year_sums(of).into_iter().map(|sum| {
        let full: Amount = statement
            .lines
            .iter()
            .filter_map(|line| sum.of_line(line))
            .sum();
        let of_year = |at: usize| -> Amount {
            let lines = statement.lines.iter();
            lines
                .filter_map(|line| sum.of_year(line, line.years.get(at)?))
                .sum()
        };
        let years = (0..statement.years.len()).map(of_year);
        let is_difference = sum.what == Summed::Difference;
        let cell = if is_difference { difference } else { money };
        let mut cells = vec![Cell::head(sum.label)];
        cells.extend(
            std::iter::once(full)
                .chain(years)
                .map(|amount| cell(&amount)),
        );
        match is_difference {
            true => Row::total(cells),
            false => Row::body(cells),
        }
    });
    Some(Table {
        caption: if statement.years.is_empty() {
            "Cost in a full year".to_owned()
        } else {
            "Cost by year".to_owned()
        },
        columns,
        rows: rows.collect(),
        notes: Vec::new(),
        ..Table::default()
    })
}

/// Unit costs that the paper states beside those that the profile gives.
pub(super) fn stated_and_computed(of: &Composition<'_>) -> Option<Table> {
    let rows: Vec<Row> = priced(of)
        .iter()
        .filter_map(|(_, line)| {
            let price = line.after.as_ref().or(line.before.as_ref())?;
            let (stated, residual) = (price.stated?, price.residual()?);
            let computed = price.computed.as_ref().ok()?.unit_cost;
            Some(Row::body(vec![
                Cell::head((line.change + 1).to_string()),
                Cell::words(&line.title),
                pounds(stated),
                pounds(computed),
                signed(residual),
            ]))
        })
        .collect();
    (!rows.is_empty()).then(|| Table {
        caption: "Cost of one full-time post: stated and computed".to_owned(),
        columns: vec![
            Column::words("Line"),
            Column::words("Post"),
            Column::numbers("Stated"),
            Column::numbers("Computed"),
            Column::numbers("Computed less stated"),
        ],
        rows,
        ..Table::default()
    })
}
