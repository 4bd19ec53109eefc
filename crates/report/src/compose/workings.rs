//! How costs were worked out, and which could not be.
//!
//! Posts of one pay share their working, so it is told once: a row for each that differs, and
//! above it nothing that every row would repeat. The cost table multiplies it by the FTE.

use std::collections::{BTreeMap, BTreeSet};

use base::Pence;
use costing::Price;
use pay::{Step, Working};

use super::Composition;
use super::cells::{not_applicable, pounds};
use super::costs::priced;
use crate::model::{Cell, Column, Row, Table};
use crate::phrases::{count, grade, ranges, sentence_case};

/// A working with the numbers of the lines that rest on it.
struct Told {
    grade: String,
    steps: Vec<Step>,
    lines: BTreeSet<usize>,
}

impl Told {
    fn step(&self, label: &str) -> Option<&Step> {
        self.steps.iter().find(|step| step.label == label)
    }
}

/// The tables that tell how costs were worked out.
pub(super) fn tables(of: &Composition<'_>) -> Vec<Table> {
    let mut units: Vec<Told> = Vec::new();
    let mut by_post: Vec<Told> = Vec::new();
    for (effect, line) in priced(of) {
        let sides = [(&effect.before, &line.before), (&effect.after, &line.after)];
        for (posts, price) in sides {
            let (Some(posts), Some(working)) = (posts, price.as_ref().and_then(computed)) else {
                continue;
            };
            let grade = grade(&posts.post).unwrap_or_else(|| "Grade not stated".to_owned());
            let number = line.change + 1;
            tell(&mut units, &grade, working.unit_steps(), number);
            if !working.employments.is_empty() {
                tell(&mut by_post, &grade, working.line_steps(), number);
            }
        }
    }
    units.sort_by_key(|one| one.lines.first().copied());
    by_post.sort_by_key(|one| one.lines.first().copied());
    unit_table(&units)
        .into_iter()
        .chain(post_table(&by_post))
        .collect()
}

fn computed(price: &Price) -> Option<&Working> {
    price.computed.as_ref().ok()
}

/// Notes that a line rests on a working, which may be told already.
fn tell(told: &mut Vec<Told>, grade: &str, steps: Vec<Step>, line: usize) {
    let known = told
        .iter_mut()
        .find(|one| one.grade == grade && one.steps == steps);
    match known {
        Some(one) => {
            one.lines.insert(line);
        }
        None => told.push(Told {
            grade: grade.to_owned(),
            steps,
            lines: BTreeSet::from([line]),
        }),
    }
}

/// The cost of one full-time post: a row a working, a column a step. What every row would say goes
/// into the notes.
fn unit_table(told: &[Told]) -> Option<Table> {
    if told.is_empty() {
        return None;
    }
    let mut table = Table {
        caption: "How the cost of one full-time post is worked out".to_owned(),
        columns: vec![Column::words("Grade")],
        rows: told
            .iter()
            .map(|one| Row::body(vec![Cell::head(sentence_case(&one.grade))]))
            .collect(),
        ..Table::default()
    };
    let mut before: Vec<Option<Pence>> = Vec::new();
    for label in labels(told) {
        let steps: Vec<Option<&Step>> = told.iter().map(|one| one.step(label)).collect();
        let amounts: Vec<Option<Pence>> = steps
            .iter()
            .map(|step| step.and_then(|step| step.amount))
            .collect();
        let column = Steps { label, steps };
        let money = amounts.iter().any(Option::is_some);
        if let Some(said) = column.said_once(money, amounts == before) {
            table.notes.push(said);
            continue;
        }
        let basis = column.basis();
        if let Some(basis) = basis.filter(|basis| !basis.is_empty()) {
            table.notes.push(format!("{label}: {basis}."));
        }
        table.columns.push(if money {
            Column::numbers(label)
        } else {
            Column::words(label)
        });
        for (row, step) in table.rows.iter_mut().zip(&column.steps) {
            row.cells.push(step_cell(*step, basis.is_none()));
        }
        if money {
            before = amounts;
        }
    }
    table.columns.push(Column::words("Lines"));
    for (row, one) in table.rows.iter_mut().zip(told) {
        row.cells.push(lines(&one.lines));
    }
    Some(table)
}

/// A step as every working has it, or does not.
struct Steps<'t> {
    label: &'t str,
    steps: Vec<Option<&'t Step>>,
}

impl<'t> Steps<'t> {
    /// On what the step rests, if that is the same wherever there is one.
    fn basis(&self) -> Option<&'t str> {
        let mut all = self.steps.iter().flatten().map(|step| step.basis.as_str());
        let first = all.next()?;
        all.all(|basis| basis == first).then_some(first)
    }

    /// What stands for the whole column: a value that is no money and the same in every row, or
    /// money that is the same as in the column before.
    fn said_once(&self, money: bool, as_before: bool) -> Option<String> {
        let (label, basis) = (self.label, self.basis()?);
        if money {
            return as_before.then(|| format!("{label}: the same, {basis}."));
        }
        let mut all = self.steps.iter();
        let first = (*all.next()?)?;
        let same = |step: &Option<&Step>| step.is_some_and(|step| step.value == first.value);
        all.all(same)
            .then(|| format!("{label}: {}, {basis}.", first.value))
    }
}

fn step_cell(step: Option<&Step>, with_basis: bool) -> Cell {
    let Some(step) = step else {
        return not_applicable();
    };
    let cell = match step.amount {
        Some(amount) => pounds(amount),
        None => Cell::words(sentence_case(&step.value)),
    };
    if with_basis && !step.basis.is_empty() {
        cell.note(sentence_case(&step.basis))
    } else {
        cell
    }
}

/// What the steps are called, in the order in which they are worked out.
fn labels(told: &[Told]) -> Vec<&str> {
    let mut found: Vec<&str> = Vec::new();
    for one in told {
        let mut at = 0;
        for step in &one.steps {
            let label = step.label.as_str();
            at = match found.iter().position(|known| *known == label) {
                Some(known) => known + 1,
                None => {
                    found.insert(at, label);
                    at + 1
                }
            };
        }
    }
    found
}

/// The lines whose posts are costed one by one, because each has a threshold of its own.
fn post_table(told: &[Told]) -> Option<Table> {
    let mut rows = Vec::new();
    for one in told {
        // The last is their sum.
        let several = one.steps.len() > 2;
        for step in one
            .steps
            .iter()
            .filter(|step| several || step.label.contains('×'))
        {
            let cost = step.amount.map_or_else(Cell::empty, pounds);
            rows.push(Row::body(vec![
                Cell::head(sentence_case(&one.grade)),
                Cell::words(&step.label).note(sentence_case(&step.basis)),
                cost,
                lines(&one.lines),
            ]));
        }
    }
    (!rows.is_empty()).then(|| Table {
        caption: "Posts whose National Insurance is worked out one by one".to_owned(),
        columns: vec![
            Column::words("Grade"),
            Column::words("Posts"),
            Column::numbers("Full-year cost"),
            Column::words("Lines"),
        ],
        rows,
        ..Table::default()
    })
}

/// How many numbers of lines can be told one by one.
const FEW: usize = 12;

/// The lines that a row is about: their numbers, or how many they are.
fn lines(numbers: &BTreeSet<usize>) -> Cell {
    let numbers: Vec<usize> = numbers.iter().copied().collect();
    let told = ranges(&numbers);
    if told.matches(", ").count() < FEW {
        Cell::words(told)
    } else {
        Cell::words(count(numbers.len(), "line", "lines"))
    }
}

/// The lines whose cost nobody states and no profile gives, and why: a row a reason.
pub(super) fn not_worked_out(of: &Composition<'_>) -> Option<Table> {
    let mut by_reason: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for (_, line) in priced(of) {
        for price in [&line.before, &line.after].into_iter().flatten() {
            if let (Err(reason), None) = (&price.computed, price.stated) {
                let lines = by_reason.entry(why(of, reason)).or_default();
                lines.insert(line.change + 1);
            }
        }
    }
    let mut reasons: Vec<(String, BTreeSet<usize>)> = by_reason.into_iter().collect();
    reasons.sort_by_key(|(_, lines)| lines.first().copied());
    let row = |(reason, numbers): &(String, BTreeSet<usize>)| {
        let numbers: Vec<usize> = numbers.iter().copied().collect();
        Row::body(vec![Cell::head(ranges(&numbers)), Cell::words(reason)])
    };
    (!reasons.is_empty()).then(|| Table {
        caption: "Lines whose cost is not known".to_owned(),
        columns: vec![Column::words("Lines"), Column::words("Why")],
        rows: reasons.iter().map(row).collect(),
        ..Table::default()
    })
}

/// Why a cost is not known. Without a day there is no pay to look up, whatever else is missing.
pub(crate) fn why(of: &Composition<'_>, reason: &pay::NotCosted) -> String {
    if of.statement.pay_date.is_known() {
        sentence_case(&reason.to_string())
    } else {
        "The report has no date, so the pay cannot be looked up".to_owned()
    }
}
