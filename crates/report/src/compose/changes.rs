//! The table of the changes.

use std::collections::{BTreeMap, BTreeSet};

use base::Known;
use proposal::Effect;
use proposal::case::{Change, Verb};
use register::{LineId, PostLine, Tenure};

use super::Composition;
use super::cells::{fte, fte_sum, not_applicable, not_known, not_stated};
use crate::model::{Cell, Column, Row, Table};
use crate::phrases::{Alteration, alterations, grade, listed, lower_first, ranges, sentence_case};

/// A row of the table of the changes, before columns that say the same throughout are left out.
pub(crate) struct Line {
    pub(crate) change: usize,
    pub(crate) what: String,
    pub(crate) post: Cell,
    pub(crate) grade: Cell,
    pub(crate) fte: [Cell; 2],
    pub(crate) from: Option<Cell>,
    pub(crate) tenure: Option<Cell>,
    pub(crate) unit: Option<String>,
}

/// The table of the changes.
pub(super) fn table(of: &Composition<'_>) -> Option<Table> {
    let lines = lines(of);
    if lines.is_empty() {
        return None;
    }
    let mut notes = Vec::new();
    let several = lines.len() > 1;
    let keeps_from = keeps(
        several,
        lines.iter().filter_map(|line| line.from.as_ref()),
        |text| {
            notes.push(match text {
                "Not stated" => "No day is stated on which the changes take effect.".to_owned(),
                text => format!("All changes take effect from {text}."),
            });
        },
    );
    let keeps_tenure = keeps(
        several,
        lines.iter().filter_map(|line| line.tenure.as_ref()),
        |text| {
            notes.push(match text {
                "Not stated" => "Whether the posts after are permanent is not stated.".to_owned(),
                "Permanent" => "All posts after are permanent.".to_owned(),
                text => format!("All are temporary, {}.", lower_first(text)),
            });
        },
    );
    let units: Vec<Cell> = lines
        .iter()
        .filter_map(|line| line.unit.as_ref())
        .map(Cell::words)
        .collect();
    let keeps_unit = keeps(several, units.iter(), |text| {
        notes.push(match text {
            "unit not stated" => "No unit is stated.".to_owned(),
            text if text.contains(" or ") => {
                format!("All posts are in {text}; which post is in which unit is not stated.")
            }
            text => format!("All posts are in {text}."),
        });
    });
    notes.extend(assumptions(of));
    notes.extend(left_out(of));
    let mut columns = vec![
        Column::words("Line"),
        Column::words("What happens"),
        Column::words("Post"),
        Column::words("Grade"),
        Column::numbers("Before").under("FTE"),
        Column::numbers("After").under("FTE"),
    ];
    columns.extend(keeps_from.then(|| Column::words("From")));
    columns.extend(keeps_tenure.then(|| Column::words("Tenure")));
    columns.extend(keeps_unit.then(|| Column::words("Unit")));
    let extra = columns.len() - 6;
    let sums = lines.len() > 1;
    let mut rows: Vec<Row> = lines
        .into_iter()
        .map(|line| row(line, [keeps_from, keeps_tenure, keeps_unit]))
        .collect();
    let totals = &of.statement.totals;
    let mut cells = vec![
        Cell::head("Total").across(4),
        fte_sum(totals.fte_before),
        fte_sum(totals.fte_after),
    ];
    if extra > 0 {
        cells.push(Cell::empty().across(extra));
    }
    rows.extend(sums.then(|| Row::total(cells)));
    Some(Table {
        caption: "What changes".to_owned(),
        columns,
        rows,
        notes,
        ..Table::default()
    })
}

/// Does a column differ from row to row? If not, its one text goes into a note.
fn keeps<'l>(
    several: bool,
    cells: impl Iterator<Item = &'l Cell>,
    mut note: impl FnMut(&str),
) -> bool {
    let mut texts: Vec<&str> = cells.map(|cell| cell.text.as_str()).collect();
    texts.sort_unstable();
    texts.dedup();
    match texts[..] {
        [] => false,
        [only] if several => {
            note(only);
            false
        }
        _ => true,
    }
}

fn row(line: Line, keeps: [bool; 3]) -> Row {
    let [before, after] = line.fte;
    let mut cells = vec![
        Cell::head((line.change + 1).to_string()),
        Cell::words(line.what),
        line.post,
        line.grade,
        before,
        after,
    ];
    let last = [
        line.from,
        line.tenure,
        line.unit.map(|unit| Cell::words(sentence_case(&unit))),
    ];
    for (cell, kept) in last.into_iter().zip(keeps) {
        if kept {
            cells.push(cell.unwrap_or_else(not_applicable));
        }
    }
    Row {
        id: Some(format!("line-{}", line.change + 1)),
        ..Row::body(cells)
    }
}

/// One row a thing that a change does.
pub(crate) fn lines(of: &Composition<'_>) -> Vec<Line> {
    let mut lines = Vec::new();
    let replaced = replaced_by(of);
    let mut effects: BTreeMap<usize, Vec<&Effect>> = BTreeMap::new();
    for effect in &of.resolved.effects {
        effects.entry(effect.change).or_default().push(effect);
    }
    for (index, change) in of.case.changes.iter().enumerate() {
        let Some(effects) = effects.get(&index) else {
            lines.push(refused(index, change));
            continue;
        };
        lines.extend(
            effects
                .iter()
                .map(|effect| line(of, effect, change, &replaced)),
        );
    }
    lines
}

/// Which changes put something in the place of a line.
fn replaced_by(of: &Composition<'_>) -> BTreeMap<LineId, Vec<usize>> {
    let mut found: BTreeMap<LineId, Vec<usize>> = BTreeMap::new();
    for effect in &of.resolved.effects {
        for id in effect.after.iter().flat_map(|line| &line.in_place_of) {
            let numbers = found.entry(*id).or_default();
            if matches!(of.case.changes[effect.change].verb, Verb::Establish(_)) {
                numbers.push(effect.change + 1);
            }
        }
    }
    found
}

/// A change that could not be carried out.
fn refused(index: usize, change: &Change) -> Line {
    Line {
        change: index,
        what: what_happens(&change.verb).to_owned(),
        post: Cell::words(&change.verb.subject().value)
            .note("This change could not be carried out; see the findings."),
        grade: not_known(),
        fte: [not_known(), not_known()],
        from: change
            .from
            .as_ref()
            .map(|at| Cell::words(at.value.to_string())),
        tenure: None,
        unit: None,
    }
}

fn line(
    of: &Composition<'_>,
    effect: &Effect,
    change: &Change,
    replaced: &BTreeMap<LineId, Vec<usize>>,
) -> Line {
    let post = effect.after.as_ref().or(effect.before.as_ref());
    let is_post = post.is_some();
    let amount = |line: &Option<register::Line>| match line {
        Some(line) => fte(line.post.fte),
        None if is_post => fte(Known::Known(base::Fte::ZERO)),
        None => not_applicable(),
    };
    let in_after = effect.after.is_some();
    Line {
        change: effect.change,
        what: what_happens(&change.verb).to_owned(),
        post: post_cell(of, effect, change, replaced),
        grade: post.map_or_else(not_applicable, |_| grade_cell(effect)),
        fte: [amount(&effect.before), amount(&effect.after)],
        from: Some(
            effect
                .from
                .map_or_else(not_stated, |from| Cell::words(from.to_string())),
        ),
        tenure: if in_after || effect.payment.is_some() {
            Some(tenure_cell(effect))
        } else {
            None
        },
        unit: post.map(|line| {
            let establishment = if in_after {
                &of.resolved.after
            } else {
                &of.resolved.before
            };
            establishment.placement_name(&line.post.placement)
        }),
    }
}

/// What a verb does, as a heading of its line.
pub(crate) fn what_happens(verb: &Verb) -> &'static str {
    match verb {
        Verb::Establish(_) => "Establish",
        Verb::Disestablish(_) => "Disestablish",
        Verb::Change(..) => "Change",
        Verb::MakePermanent(..) => "Make permanent",
        Verb::Extend(..) => "Extend",
        Verb::Pay(_) => "Pay",
        Verb::CreateUnit { .. } => "Create a unit",
        Verb::RenameUnit { .. } => "Rename a unit",
        Verb::MoveUnit { .. } => "Move a unit",
        Verb::MergeUnits { .. } => "Merge units",
        Verb::CloseUnit { .. } => "Close a unit",
    }
}

fn post_cell(
    of: &Composition<'_>,
    effect: &Effect,
    change: &Change,
    replaced: &BTreeMap<LineId, Vec<usize>>,
) -> Cell {
    if let Some(words) = &effect.unit_change {
        return noted(Cell::words(words), change);
    }
    if let Some(paid) = &effect.payment {
        let a_year = if paid.for_term { "" } else { " a year" };
        let cell = Cell::words(format!("{} for the holder of {}", paid.name, paid.to)).note(
            format!("{}{a_year}", sentence_case(&paid.amount.to_string())),
        );
        return noted(cell, change);
    }
    let Some(line) = effect.after.as_ref().or(effect.before.as_ref()) else {
        return Cell::words(&change.verb.subject().value);
    };
    let mut cell = Cell::words(&line.post.title);
    cell.notes.extend(post_notes(of, effect, &line.post));
    if let Verb::Establish(established) = &change.verb {
        let titles: Vec<&str> = established
            .in_place_of
            .iter()
            .map(|at| at.value.as_str())
            .collect();
        if !titles.is_empty() {
            cell = cell.note(format!("In place of {}", listed(&titles)));
        }
    } else if let Some(numbers) = replaced.get(&line.id)
        && effect.after.is_none()
        && !numbers.is_empty()
    {
        let plural = if numbers.len() == 1 { "line" } else { "lines" };
        cell = cell.note(format!(
            "Its place is taken by {plural} {}",
            ranges(numbers)
        ));
    }
    noted(cell, change)
}

/// What else is to be said of the posts: their number, what changes, whether they are held.
fn post_notes(of: &Composition<'_>, effect: &Effect, post: &PostLine) -> Vec<String> {
    let mut notes = Vec::new();
    if let Known::Known(posts) = post.posts {
        let number = usize::try_from(posts).unwrap_or(usize::MAX);
        notes.push(crate::phrases::count(number, "post", "posts"));
    }
    match (&effect.before, &effect.after) {
        (Some(before), Some(after)) => {
            let altered = alterations(
                (&before.post, &of.resolved.before),
                (&after.post, &of.resolved.after),
            );
            // Grade, FTE and tenure have columns of their own.
            let grades =
                before.post.grade != after.post.grade || before.post.point != after.post.point;
            let in_column = |altered: &Alteration| match altered {
                Alteration::Tenure(_) => true,
                Alteration::Changed(words) => {
                    words.ends_with("FTE") || (grades && words.contains(" to "))
                }
                Alteration::Moved(_) => false,
            };
            notes.extend(
                altered
                    .iter()
                    .filter(|altered| !in_column(altered))
                    .map(|altered| altered.words().to_owned()),
            );
            if altered.is_empty() {
                notes.push("Nothing differs".to_owned());
            }
            if let Some(until) = &effect.until {
                notes.push(format!("Changed {until}, then as before"));
            }
        }
        (Some(before), None) => match before.post.occupancy {
            Known::Known(held) => notes.push(sentence_case(&held.to_string())),
            Known::Withheld => notes.push("Whether it is held is withheld".to_owned()),
            Known::Unknown => notes.push("Whether it is held is not stated".to_owned()),
        },
        _ => {}
    }
    notes
}

fn noted(cell: Cell, change: &Change) -> Cell {
    match &change.note {
        Some(note) => cell.note(sentence_case(&note.value)),
        None => cell,
    }
}

fn grade_cell(effect: &Effect) -> Cell {
    let named = |line: &Option<register::Line>| line.as_ref().map(|line| grade(&line.post));
    match (named(&effect.before), named(&effect.after)) {
        (Some(Some(before)), Some(Some(after))) if before != after => {
            Cell::words(format!("{before} to {after}"))
        }
        (_, Some(Some(grade))) | (Some(Some(grade)), None) => Cell::words(grade),
        (Some(None), Some(None) | None) | (_, Some(None)) | (None, None) => not_known(),
    }
}

fn tenure_cell(effect: &Effect) -> Cell {
    if let Some(paid) = &effect.payment {
        return paid.until.map_or_else(not_stated, |until| {
            Cell::words(format!("Until {}", base::long_date(until)))
        });
    }
    match effect.after.as_ref().map(|line| &line.post.tenure) {
        Some(Known::Known(Tenure::Permanent)) => Cell::words("Permanent"),
        Some(Known::Known(Tenure::Temporary(end))) => Cell::words(sentence_case(&end.to_string())),
        _ => not_stated(),
    }
}

/// The changes that could not be carried out, and so are in no total.
pub(super) fn left_out(of: &Composition<'_>) -> Option<String> {
    let effects = of.resolved.effects.iter();
    let carried_out: BTreeSet<usize> = effects.map(|effect| effect.change).collect();
    let lines: Vec<usize> = (0..of.case.changes.len())
        .filter(|index| !carried_out.contains(index))
        .map(|index| index + 1)
        .collect();
    match lines[..] {
        [] => None,
        [line] => Some(format!(
            "Line {line} could not be carried out and is in no total."
        )),
        _ => Some(format!(
            "Lines {} could not be carried out and are in no total.",
            ranges(&lines)
        )),
    }
}

/// The dates that are assumed, and why.
pub(crate) fn assumptions(of: &Composition<'_>) -> Vec<String> {
    let mut by_reason: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, change) in of.case.changes.iter().enumerate() {
        let reason = change
            .assumed
            .as_ref()
            .or(of.case.defaults.assumed.as_ref());
        if let Some(reason) = reason {
            by_reason.entry(&reason.value).or_default().push(index + 1);
        }
    }
    let mut notes = Vec::new();
    for (reason, lines) in by_reason {
        let which = if lines.len() == of.case.changes.len() {
            String::new()
        } else if lines.len() == 1 {
            format!(" of line {}", lines[0])
        } else {
            format!(" of lines {}", ranges(&lines))
        };
        notes.push(format!(
            "The dates{which} are assumed: {}.",
            reason.trim_end_matches('.')
        ));
    }
    notes
}
