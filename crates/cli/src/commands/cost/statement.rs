//! A cost statement as text.

use std::collections::BTreeMap;

use base::{Exact, Known, Pence, long_date};
use costing::{Amount, Basis, CostLine, Price, Statement, Totals, Used};

use proposal::case::Verb;
use proposal::{adopted, option_letter};

use super::Costed;
use super::answer::state_name;
use crate::table::{Side, Table, wrapped};

/// The widest line of running text.
const WIDTH: usize = 100;

pub(super) fn text(costed: &Costed<'_>, explain: bool) -> String {
    let statement = &costed.statement;
    let mut text = wrapped(costed.one.title(), "", WIDTH);
    text += &wrapped(&basis(statement), "", WIDTH);
    let mut part = |heading: &str, body: String| {
        if !body.is_empty() {
            text.push_str(&format!("\n{heading}\n{body}"));
        }
    };
    part("Full-year cost, line by line", lines(costed));
    part("What is not known", not_known(statement));
    part("In all", totals(statement));
    part("Part-year change in each financial year", years(statement));
    part("FTE", fte(statement));
    part("Options", options(costed));
    part("Budgets", budgets(statement));
    part("Savings that the paper states", savings(statement));
    part("Funding", funding(statement));
    if explain {
        part("How each line was worked out", workings(statement));
    }
    text
}

pub(super) fn basis_name(basis: Basis) -> &'static str {
    match basis {
        Basis::Stated => "stated",
        Basis::Profile => "profile",
    }
}

fn basis(statement: &Statement) -> String {
    let which = match statement.basis {
        Basis::Stated => "unit costs as the paper states them; where it states none,",
        Basis::Profile => "unit costs by the pay tables:",
    };
    let profile = match &statement.profile {
        Some(profile) => format!("on-cost profile {} ({})", profile.name, profile.status),
        None => format!(
            "on-cost profile {}, which is not held",
            statement.profile_name
        ),
    };
    let day = match statement.pay_date {
        Known::Known(day) => format!("pay of {}", long_date(day)),
        Known::Unknown | Known::Withheld => "no pay date".to_owned(),
    };
    format!("Basis: {which} {profile}, {day}.")
}

fn lines(costed: &Costed<'_>) -> String {
    let statement = &costed.statement;
    let residuals = statement
        .lines
        .iter()
        .any(|line| prices(line).any(|price| price.residual().is_some()));
    let mut table = Table::new()
        .column("#", Side::Right)
        .column("Post or payment", Side::Left)
        .column("What happens", Side::Left)
        .column("FTE", Side::Right)
        .column("One full-time post", Side::Right)
        .column("Before", Side::Right)
        .column("After", Side::Right)
        .column("Change", Side::Right);
    if residuals {
        table = table.column("Computed \u{2212} stated", Side::Right);
    }
    for line in &statement.lines {
        let after = line.full_year_posts() + line.full_payment();
        let mut cells = vec![
            (line.change + 1).to_string(),
            line.title.clone(),
            happens(&costed.one.case.changes[line.change].verb).to_owned(),
            from_to(line, |price| price.fte.to_string()),
            from_to(line, unit),
            cell(&line.full_year_before()),
            cell(&after),
            change(&line.full_year_change()),
        ];
        let residual = line.after.as_ref().or(line.before.as_ref());
        cells.extend(residual.and_then(Price::residual).map(Pence::signed));
        table.row(cells);
    }
    if table.is_empty() {
        return "  No posts or payments change.\n".to_owned();
    }
    let totals = &statement.totals;
    table.rule();
    let mut cells = vec![
        String::new(),
        "All".to_owned(),
        String::new(),
        both(
            &totals.fte_before.to_string(),
            &totals.fte_after.to_string(),
        ),
        String::new(),
        cell(&totals.before),
        cell(&totals.after()),
        change(&totals.change()),
    ];
    cells.extend(residuals.then(|| statement.residual().signed()));
    table.row(cells);
    table.text()
}

fn happens(verb: &Verb) -> &'static str {
    match verb {
        Verb::Establish(_) => "established",
        Verb::Disestablish(_) => "disestablished",
        Verb::Change(..) => "changed",
        Verb::MakePermanent(..) => "made permanent",
        Verb::Extend(..) => "extended",
        Verb::Pay(_) => "paid",
        Verb::CreateUnit { .. }
        | Verb::RenameUnit { .. }
        | Verb::MoveUnit { .. }
        | Verb::MergeUnits { .. }
        | Verb::CloseUnit { .. } => "moved",
    }
}

fn prices(line: &CostLine) -> impl Iterator<Item = &Price> {
    [&line.before, &line.after].into_iter().flatten()
}

/// What a line was and what it becomes: `4`, or `4 before, 5 after`.
fn from_to(line: &CostLine, words: impl Fn(&Price) -> String) -> String {
    match (&line.before, &line.after) {
        (Some(before), Some(after)) => both(&words(before), &words(after)),
        (Some(one), None) | (None, Some(one)) => words(one),
        (None, None) => String::new(),
    }
}

fn both(before: &str, after: &str) -> String {
    match before == after {
        true => after.to_owned(),
        false => format!("{before} before, {after} after"),
    }
}

fn unit(price: &Price) -> String {
    match price.used {
        Used::Stated => format!("{} stated", price.unit),
        Used::Computed => format!("{} computed", price.unit),
        Used::Neither => "not known".to_owned(),
    }
}

/// An amount as a cell: what it lacks is listed below the table.
pub(crate) fn cell(amount: &Amount) -> String {
    let words = amount.to_string();
    match words.split_once(": ") {
        Some((short, _)) => short.to_owned(),
        None => words,
    }
}

fn change(amount: &Amount) -> String {
    match amount.value() {
        Known::Known(pence) => pence.signed(),
        Known::Unknown | Known::Withheld => cell(amount),
    }
}

/// `4.5`; a fraction where no decimal of four places says it.
fn decimal(times: Exact) -> String {
    let scaled = times * 10_000;
    if !scaled.is_integer() {
        return times.to_string();
    }
    let whole = scaled.to_integer();
    let text = format!("{}.{:04}", (whole / 10_000).abs(), (whole % 10_000).abs());
    let short = text.trim_end_matches('0').trim_end_matches('.');
    let sign = if whole < 0 { "\u{2212}" } else { "" };
    format!("{sign}{short}")
}

/// Each thing whose cost is not known, and why the pay tables give none.
fn not_known(statement: &Statement) -> String {
    let totals = &statement.totals;
    let mut text = String::new();
    for (when, amount) in [("Before", &totals.before), ("After", &totals.after())] {
        let terms: Vec<String> = amount
            .unknown_terms()
            .map(|(term, times)| format!("{} \u{d7} {term}", decimal(times)))
            .collect();
        if !terms.is_empty() {
            text += &wrapped(&format!("{when}: {}.", terms.join("; ")), "  ", WIDTH);
        }
    }
    let cancelled = statement.cancelled();
    if !cancelled.is_empty() {
        let words = format!("On both sides, so it cancels: {}.", cancelled.join("; "));
        text += &wrapped(&words, "  ", WIDTH);
    }
    let mut reasons: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for line in &statement.lines {
        for price in prices(line).filter(|price| price.used == Used::Neither) {
            if let Err(reason) = &price.computed {
                let titles = reasons.entry(reason.to_string()).or_default();
                if !titles.contains(&line.title.as_str()) {
                    titles.push(&line.title);
                }
            }
        }
    }
    for (reason, titles) in reasons {
        text += &wrapped(&format!("{}: {reason}.", titles.join("; ")), "  ", WIDTH);
    }
    text
}

fn totals(statement: &Statement) -> String {
    let totals = &statement.totals;
    let mut table = Table::new()
        .column("", Side::Left)
        .column("Full-year", Side::Right);
    for year in &statement.years {
        table = table.column(format!("Part-year {year}"), Side::Right);
    }
    let years: Vec<_> = statement
        .years
        .iter()
        .map(|year| statement.year(*year))
        .collect();
    let mut row = |name: &str, full: String, of: &dyn Fn(&(Amount, Amount, Amount)) -> String| {
        table.row(
            [name.to_owned(), full]
                .into_iter()
                .chain(years.iter().map(of)),
        );
    };
    row("Before", cell(&totals.before), &|(before, ..)| cell(before));
    row("Posts after", cell(&totals.posts), &|(_, posts, _)| {
        cell(posts)
    });
    if !totals.payments.is_zero() {
        row("Payments", cell(&totals.payments), &|(.., payments)| {
            cell(payments)
        });
    }
    row("Change", change(&totals.change()), &|of_year| {
        let (before, posts, payments) = of_year.clone();
        change(&(posts + payments - before))
    });
    let mut text = table.text();
    let parts = [
        (&totals.recurring, "comes every year"),
        (&totals.for_a_time, "ends"),
        (
            &totals.tenure_not_stated,
            "is for posts whose tenure is not stated",
        ),
    ];
    let parts = parts.iter().filter(|(amount, _)| !amount.is_zero());
    let parts: Vec<String> = parts
        .map(|(amount, what)| format!("{} {what}", cell(amount)))
        .collect();
    if !parts.is_empty() && totals.recurring != totals.after() {
        text += &format!("  Of the cost after, {}.\n", parts.join(", and "));
    }
    text
}

fn years(statement: &Statement) -> String {
    if statement.years.is_empty() {
        return "  No year can be given: no change has a date.\n".to_owned();
    }
    let mut table = Table::new()
        .column("#", Side::Right)
        .column("Post or payment", Side::Left);
    for year in &statement.years {
        table = table.column(year.to_string(), Side::Right);
    }
    for line in &statement.lines {
        let cells = [(line.change + 1).to_string(), line.title.clone()];
        let years = line.years.iter().map(|year| change(&year.change()));
        table.row(cells.into_iter().chain(years));
    }
    if table.is_empty() {
        return String::new();
    }
    table.text()
}

fn fte(statement: &Statement) -> String {
    let totals = &statement.totals;
    let change = fte_change(totals);
    format!(
        "  Of the posts that change: {} before, {} after; {change}.\n  \
           Disestablished {}, established {}.\n",
        totals.fte_before, totals.fte_after, totals.fte_out, totals.fte_in
    )
}

/// `1 less`, `8.5 more`, `no change` or `change not known`.
pub(crate) fn fte_change(totals: &Totals) -> String {
    match totals.fte_change().value() {
        Known::Known(fte) if fte.is_zero() => "no change".to_owned(),
        Known::Known(fte) if fte.is_negative() => format!("{} less", fte.abs()),
        Known::Known(fte) => format!("{fte} more"),
        Known::Unknown | Known::Withheld => "change not known".to_owned(),
    }
}

/// `£29,969 less`, `£284,937 more`, `no change`, or what is known of it.
pub(crate) fn cost_change(amount: &Amount) -> String {
    match amount.value() {
        Known::Known(Pence::ZERO) => "no change".to_owned(),
        Known::Known(pence) if pence < Pence::ZERO => format!("{} less", pence.abs()),
        Known::Known(pence) => format!("{pence} more"),
        Known::Unknown if amount.known_part() == Pence::ZERO => "change not known".to_owned(),
        Known::Unknown | Known::Withheld => format!(
            "{}, and costs that are not known",
            amount.known_part().signed()
        ),
    }
}

/// What is proposed beside the options that have changes of their own, and beside no change.
fn options(costed: &Costed<'_>) -> String {
    let case = &costed.one.case;
    let mut table = Table::new()
        .column("Option", Side::Left)
        .column("Full-year change", Side::Right)
        .column("FTE", Side::Right);
    let called = |option: usize| {
        let name = &case.options[option].name.value;
        format!("{}: {name}", option_letter(option))
    };
    let mut rows: Vec<(Option<usize>, String, &Statement)> = costed
        .options
        .iter()
        .zip(&costed.statement.options)
        .map(|(option, statement)| {
            let name = option.map_or_else(|| "No change".to_owned(), called);
            (*option, name, statement)
        })
        .collect();
    if rows.is_empty() {
        return String::new();
    }
    let own = adopted(case);
    let name = own.map_or_else(|| "As proposed".to_owned(), called);
    rows.push((own, format!("{name} (proposed)"), &costed.statement));
    rows.sort_by_key(|(option, ..)| *option);
    for (_, name, statement) in rows {
        table.row([
            name,
            change(&statement.totals.change()),
            fte_change(&statement.totals),
        ]);
    }
    table.text()
}

fn budgets(statement: &Statement) -> String {
    let mut table = Table::new()
        .column("Unit", Side::Left)
        .column("Budget", Side::Right)
        .column("of it temporary", Side::Right)
        .column("Cost after", Side::Right)
        .column("Above the budget", Side::Right)
        .column("Above its permanent part", Side::Right);
    for budget in &statement.budgets {
        let origin = if budget.cost_is_stated {
            "stated"
        } else {
            "computed"
        };
        table.row([
            match budget.unit.is_empty() {
                true => "All".to_owned(),
                false => budget.unit.clone(),
            },
            budget.amount.to_string(),
            budget.temporary.to_string(),
            format!("{} {origin}", cell(&budget.cost)),
            budget.gap().to_string(),
            budget.permanent_gap().to_string(),
        ]);
    }
    match table.is_empty() {
        true => String::new(),
        false => table.text(),
    }
}

fn savings(statement: &Statement) -> String {
    let savings = &statement.savings;
    if savings.lines.is_empty() {
        return String::new();
    }
    let undated = savings.lines.iter().any(|line| !line.undated.is_zero());
    let mut table = Table::new()
        .column("Saving", Side::Left)
        .column("From a budget of", Side::Right);
    for (year, called) in savings.years.iter().zip(&savings.called) {
        let heading = match called {
            Some(called) => format!("{year} ({called})"),
            None => year.to_string(),
        };
        table = table.column(heading, Side::Right);
    }
    if undated {
        table = table.column("No year given", Side::Right);
    }
    table = table.column("Total", Side::Right);
    for line in &savings.lines {
        let name = match line.name.is_empty() {
            true => "The saving".to_owned(),
            false => line.name.clone(),
        };
        let baseline = Known::from(line.baseline).to_string();
        let amounts = line
            .amounts
            .iter()
            .zip(&line.stated)
            .map(|(amount, stated)| match stated {
                true => cell(amount),
                false => "not stated".to_owned(),
            });
        let undated = undated.then(|| cell(&line.undated));
        let cells = [name, baseline].into_iter().chain(amounts).chain(undated);
        table.row(cells.chain([cell(&line.total())]));
    }
    if savings.lines.len() > 1 {
        let baseline = Known::from(savings.baseline()).to_string();
        let years = (0..savings.years.len()).map(|at| cell(&savings.year_total(at)));
        let undated = undated.then(|| {
            let amounts = savings.lines.iter().map(|line| line.undated.clone());
            cell(&amounts.sum())
        });
        let cells = ["All".to_owned(), baseline].into_iter().chain(years);
        table.rule();
        table.row(cells.chain(undated).chain([cell(&savings.total())]));
    }
    table.text()
}

fn funding(statement: &Statement) -> String {
    let funding = &statement.funding;
    let mut table = Table::new()
        .column("Source", Side::Left)
        .column("Pays", Side::Right)
        .column("State", Side::Left);
    for line in &funding.lines {
        let state = line.state.map_or("not stated", state_name);
        table.row([line.source.clone(), line.pays.to_string(), state.to_owned()]);
    }
    let mut text = match table.is_empty() {
        true => "  The case lists no source.\n".to_owned(),
        false => format!(
            "{}  Full-year cost that no listed source pays: {}.\n",
            table.text(),
            funding.unfunded
        ),
    };
    for (fund, amount) in &funding.by_post {
        text += &format!("  By the posts' own funds, full year: {fund} {amount}.\n");
    }
    text
}

fn workings(statement: &Statement) -> String {
    let mut text = String::new();
    for line in &statement.lines {
        for (when, price) in [("before", &line.before), ("after", &line.after)] {
            let Some(price) = price else { continue };
            text += &format!("  {}. {}, {when}\n", line.change + 1, line.title);
            for (label, value) in price.working() {
                text += &format!("     {label}: {value}\n");
            }
        }
        if let Some(payment) = &line.payment {
            text += &format!(
                "  {}. {}\n     The sum for its term, or for a year: {payment}\n",
                line.change + 1,
                line.title
            );
        }
    }
    text
}
