//! The cost statement with how each of its rows was worked out, for whoever asks on a page.
//!
//! The tables are those of the report. What is told of a row is what the statement was made with: the
//! posts, their FTE, the unit cost and its steps, the part of the year.

use std::fmt::Display;

use base::{Exact, Known};
use costing::{Amount, CostLine, Price, Used, YearCost};
use pay::Tables;
use proposal::Effect;
use register::Line;

use super::costs::{by_line, by_year, priced, stated_and_computed, year_sums};
use super::workings::{not_worked_out, why};
use super::{Composition, changes, money, options, savings, stated};
use crate::model::{RowKind, Table};
use crate::phrases::{count, grade, sentence_case};

/// So many addends of a sum are told one by one.
const FEW: usize = 12;

/// A table of the cost statement, and how each of its rows was worked out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explained {
    /// The table, as the report prints it.
    pub table: Table,
    /// One a row, in its order; empty where the row says all there is.
    pub workings: Vec<Vec<Worked>>,
}

/// How one figure of a row was worked out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Worked {
    /// Which figure: `Before`, `2018-19`.
    pub figure: String,
    /// Step by step.
    pub steps: Vec<WorkedStep>,
}

/// A step towards a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkedStep {
    /// What it is: `Pension and levy`.
    pub label: String,
    /// As printed: `£6,828`.
    pub value: String,
    /// How and on what authority; may be empty.
    pub basis: String,
    /// The publications that it rests on.
    pub sources: Vec<String>,
}

impl WorkedStep {
    fn new(label: impl Into<String>, value: &dyn Display, basis: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            value: sentence_case(&value.to_string()),
            basis: sentence_case(&basis.into()),
            sources: Vec::new(),
        }
    }
}

/// The tables of the cost statement that have anything in them: by year, by line, who pays, budgets,
/// savings, what is stated, what is not known.
pub fn cost_statement(of: &Composition<'_>) -> Vec<Explained> {
    let mut told = Vec::new();
    told.extend(by_year(of).map(|table| Explained {
        workings: yearly(of),
        table,
    }));
    told.extend(by_line(of, false).map(|table| Explained {
        workings: line_by_line(of, &table),
        table,
    }));
    told.extend(money::funding(of).map(|table| Explained {
        workings: paid(of, &table),
        table,
    }));
    told.extend(money::budgets(of).map(|table| Explained {
        workings: held_against(of),
        table,
    }));
    let rest = [
        savings::table(of),
        stated_and_computed(of),
        stated::table(of),
        not_worked_out(of),
    ];
    told.extend(rest.into_iter().flatten().map(|table| Explained {
        workings: vec![Vec::new(); table.rows.len()],
        table,
    }));
    told
}

/// The table of what changes, as the report prints it; none where nothing does.
pub fn table_of_changes(of: &Composition<'_>) -> Option<Table> {
    changes::table(of)
}

/// The options beside each other, as the report prints them; none where no other option has changes.
pub fn table_of_options(of: &Composition<'_>) -> Option<Table> {
    options::table(of)
}

/// The sums by year, each with what it is the sum of.
fn yearly(of: &Composition<'_>) -> Vec<Vec<Worked>> {
    let lines = &of.statement.lines;
    let sums = year_sums(of);
    let told = sums.iter().map(|sum| {
        let full = Worked {
            figure: "Full-year cost".to_owned(),
            steps: addends(lines, |line| sum.of_line(line)),
        };
        let years = of
            .statement
            .years
            .iter()
            .enumerate()
            .map(|(at, year)| Worked {
                figure: format!("In {year}"),
                steps: addends(lines, |line| sum.of_year(line, line.years.get(at)?)),
            });
        std::iter::once(full).chain(years).collect()
    });
    told.collect()
}

/// The lines of a sum that add anything to it.
fn addends(lines: &[CostLine], amount: impl Fn(&CostLine) -> Option<Amount>) -> Vec<WorkedStep> {
    let all: Vec<(&CostLine, Amount)> = lines
        .iter()
        .filter_map(|line| Some((line, amount(line)?)))
        .filter(|(_, amount)| !amount.is_zero())
        .collect();
    let sum: Amount = all.iter().map(|(_, amount)| amount.clone()).sum();
    let addends = count(all.len(), "line", "lines");
    let mut steps: Vec<WorkedStep> = match all.len() {
        0 => Vec::new(),
        more if more > FEW => Vec::new(),
        _ => all
            .iter()
            .map(|(line, amount)| {
                let label = format!("Line {}, {}", line.change + 1, line.title);
                WorkedStep::new(label, amount, "")
            })
            .collect(),
    };
    let basis = match all.len() {
        0 => "no line of the statement adds to it".to_owned(),
        more if more > FEW => format!("the sum of {addends}; each is worked out below"),
        _ => format!("the sum of {addends}"),
    };
    steps.push(WorkedStep::new("Sum", &sum, basis));
    steps
}

/// Each cost line: its posts before and after, what is paid, and the parts of years.
fn line_by_line(of: &Composition<'_>, table: &Table) -> Vec<Vec<Worked>> {
    let mut lines = priced(of).into_iter();
    let told = table.rows.iter().map(|row| match row.kind {
        RowKind::Body => lines
            .next()
            .map_or_else(Vec::new, |(effect, line)| of_line(of, effect, line)),
        RowKind::Total | RowKind::Group => Vec::new(),
    });
    told.collect()
}

fn of_line(of: &Composition<'_>, effect: &Effect, line: &CostLine) -> Vec<Worked> {
    let mut told = Vec::new();
    let sides = [
        ("Before", &effect.before, &line.before),
        ("After", &effect.after, &line.after),
    ];
    for (side, posts, price) in sides {
        if let (Some(posts), Some(price)) = (posts, price) {
            told.push(Worked {
                figure: format!("{side}: {}", described(posts)),
                steps: price_steps(of, price),
            });
        }
    }
    if let Some(paid) = &line.payment {
        let basis = match effect.payment.as_ref().map(|paid| paid.for_term) {
            Some(true) => "the sum for the whole term, as the proposal gives it",
            _ => "the sum a year, as the proposal gives it",
        };
        told.push(Worked {
            figure: "Payment".to_owned(),
            steps: vec![WorkedStep::new("Full-year cost", paid, basis)],
        });
    }
    told.extend(line.years.iter().map(|year| part_year(line, year)));
    told
}

fn described(line: &Line) -> String {
    let grade = grade(&line.post).unwrap_or_else(|| "grade not known".to_owned());
    format!("{}, {grade}", line.post.title)
}

/// From the pay of a point to the full-year cost of a line.
fn price_steps(of: &Composition<'_>, price: &Price) -> Vec<WorkedStep> {
    let mut steps = Vec::new();
    match &price.computed {
        Ok(working) => {
            let own = match price.used {
                Used::Stated => working.unit_steps(),
                Used::Computed | Used::Neither => working.steps(),
            };
            steps.extend(own.into_iter().map(|step| WorkedStep {
                value: step.value,
                sources: sources(&step.source),
                ..WorkedStep::new(step.label, &"", step.basis)
            }));
            let caveats = working.caveats.iter();
            steps.extend(caveats.map(|text| WorkedStep::new("To be known", text, "")));
        }
        Err(reason) => {
            let why = why(of, reason);
            steps.push(WorkedStep::new("Computed cost", &"none", why));
        }
    }
    if let Some(stated) = price.stated {
        let basis = "as the proposal states it";
        steps.push(WorkedStep::new(
            "Stated cost of 1 FTE for a full year",
            &stated,
            basis,
        ));
        if let Some(residual) = price.residual() {
            let label = "Computed less stated";
            steps.push(WorkedStep::new(label, &residual.signed(), "both are kept"));
        }
    }
    let used = match price.used {
        Used::Stated => "the stated cost",
        Used::Computed => "the computed cost",
        Used::Neither => "no cost is known",
    };
    let basis = match (price.unit, price.fte) {
        (Known::Known(unit), Known::Known(fte)) => {
            format!("{unit} × {fte} FTE, {used}; to the penny, half up")
        }
        (unit, fte) => format!("unit cost {unit}, FTE {fte}; {used}"),
    };
    steps.push(WorkedStep::new("Full-year cost", &price.full_year, basis));
    steps
}

/// The publications behind ids that are joined by `+`.
fn sources(ids: &str) -> Vec<String> {
    let tables = Tables::shipped();
    let ids = ids.split('+').map(str::trim).filter(|id| !id.is_empty());
    ids.map(|id| match tables.source(id) {
        Some(source) => format!("{id}: {}", source.title),
        None => id.to_owned(),
    })
    .collect()
}

/// What of a full year falls into a financial year.
fn part_year(line: &CostLine, year: &YearCost) -> Worked {
    let mut steps = Vec::new();
    let mut step = |label: &str, full: Amount, part: Known<Exact>, amount: &Amount| {
        if full.is_zero() {
            return;
        }
        let basis = match part {
            Known::Known(part) if part == base::exact(1, 1) => {
                "all of it falls into the year".to_owned()
            }
            Known::Known(part) => {
                format!("{full} × {part} of the year, from the day of the change")
            }
            Known::Unknown | Known::Withheld => {
                "the days on which it starts or ends are not known".to_owned()
            }
        };
        steps.push(WorkedStep::new(label, amount, basis));
    };
    let (before, posts) = (line.full_year_before(), line.full_year_posts());
    step("Before", before, year.part_before, &year.before);
    step("After", posts, year.part, &year.posts);
    step(
        "Payment",
        line.full_payment(),
        year.part_paid,
        &year.payment,
    );
    let change = WorkedStep::new("Difference", &year.change().signed(), "after less before");
    steps.push(change);
    Worked {
        figure: format!("In {}", year.year),
        steps,
    }
}

/// What each source pays, and what they leave.
fn paid(of: &Composition<'_>, table: &Table) -> Vec<Vec<Worked>> {
    let funding = &of.statement.funding;
    if funding.lines.is_empty() {
        // The funds that the posts name: a share of each line.
        let fund = |fund: &String| {
            let shares = funding.shares.iter().filter(|share| share.fund == *fund);
            let steps = shares.map(|share| {
                let line = &of.statement.lines[share.line];
                let label = format!("Line {}, {}", line.change + 1, line.title);
                let basis = match share.share {
                    Known::Known(part) => format!("{} × {part}", line.full_year_posts()),
                    Known::Unknown | Known::Withheld => "the share is not known".to_owned(),
                };
                WorkedStep::new(label, &share.amount, basis)
            });
            vec![Worked {
                figure: "Pays for a full year".to_owned(),
                steps: steps.collect(),
            }]
        };
        return funding.by_post.iter().map(|(name, _)| fund(name)).collect();
    }
    let total = of.statement.totals.after();
    let told = table.rows.iter().map(|row| match row.kind {
        RowKind::Total => {
            let mut steps = vec![WorkedStep::new("Full-year cost after", &total, "")];
            let sources = funding.lines.iter();
            steps.extend(
                sources
                    .map(|line| WorkedStep::new(format!("Less {}", line.source), &line.pays, "")),
            );
            steps.push(WorkedStep::new("Left", &funding.unfunded, ""));
            vec![Worked {
                figure: "Cost that no listed source pays".to_owned(),
                steps,
            }]
        }
        RowKind::Body | RowKind::Group => Vec::new(),
    });
    told.collect()
}

/// The rows of the budgets: cost, budget, its two parts, and the gaps.
fn held_against(of: &Composition<'_>) -> Vec<Vec<Worked>> {
    let each = |steps: &dyn Fn(&costing::BudgetLine) -> Vec<WorkedStep>| {
        let told = of.statement.budgets.iter().map(|line| Worked {
            figure: match line.unit.is_empty() {
                true => "Amount".to_owned(),
                false => line.unit.clone(),
            },
            steps: steps(line),
        });
        told.collect::<Vec<_>>()
    };
    let less = |label: &str, cost: &Amount, budget: base::Pence, gap: Known<base::Pence>| {
        vec![
            WorkedStep::new("Full-year cost of the structure after", cost, ""),
            WorkedStep::new(label, &budget, ""),
            WorkedStep::new("Cost less budget", &gap.map(base::Pence::signed), ""),
        ]
    };
    vec![
        each(&|line| {
            let basis = match line.cost_is_stated {
                true => "stated, because not all posts are listed",
                false => "the sum of all posts of the unit and of the units within it",
            };
            vec![WorkedStep::new("Full-year cost", &line.cost, basis)]
        }),
        Vec::new(),
        Vec::new(),
        each(&|line| {
            vec![
                WorkedStep::new("Budget", &line.amount, ""),
                WorkedStep::new("Less its temporary part", &line.temporary, ""),
                WorkedStep::new("Permanent", &line.permanent(), ""),
            ]
        }),
        each(&|line| less("Budget", &line.cost, line.amount, line.gap())),
        each(&|line| {
            less(
                "Permanent budget",
                &line.cost,
                line.permanent(),
                line.permanent_gap(),
            )
        }),
    ]
}
