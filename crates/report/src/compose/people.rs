//! Who is touched: who holds the posts that change, where people go, and how posts are filled.
//!
//! Numbers and routes only; a report never names people.

use base::Known;
use diagnostics::At;
use proposal::case::{EvaluationState, Pool, Protection, Route, Selector, Verb};
use proposal::{Effect, WITHHELD};
use register::Occupancy;

use super::Composition;
use super::cells::{fte, not_applicable, not_known, not_stated};
use crate::model::{Cell, Column, Row, Table};
use crate::phrases::{count, listed, sentence_case};

/// The table of people, if the case says anything of them.
pub(super) fn table(of: &Composition<'_>) -> Option<Table> {
    let rows: Vec<Row> = of
        .resolved
        .effects
        .iter()
        .filter_map(|effect| row(of, effect))
        .collect();
    let notes = notes(of);
    if rows.is_empty() && notes.is_empty() {
        return None;
    }
    Some(Table {
        caption: format!("People and {}", of.body.placing_term),
        columns: vec![
            Column::words("Line"),
            Column::words("Post"),
            Column::numbers("FTE"),
            Column::words("Held"),
            Column::words("Route"),
        ],
        rows,
        notes,
        ..Table::default()
    })
}

/// A row for posts that end or change, and for new ones whose way of filling is given.
fn row(of: &Composition<'_>, effect: &Effect) -> Option<Row> {
    let change = &of.case.changes[effect.change];
    let (held, routes, evaluation) = match &change.verb {
        Verb::Disestablish(posts)
        | Verb::Change(posts, _)
        | Verb::MakePermanent(posts, _)
        | Verb::Extend(posts, _) => (held(posts, effect), &posts.routes, &posts.evaluation),
        Verb::Establish(post) if !post.routes.is_empty() || post.evaluation.is_some() => {
            (not_applicable(), &post.routes, &post.evaluation)
        }
        _ => return None,
    };
    let line = effect.before.as_ref().or(effect.after.as_ref())?;
    let mut title = Cell::words(&line.post.title);
    if let Some(state) = evaluation {
        title = title.note(format!("Job evaluation: {}", evaluation_words(state.value)));
    }
    let route = match &routes[..] {
        [] => not_stated(),
        [first, more @ ..] => Cell {
            more: more.iter().map(route_words).collect(),
            ..Cell::words(route_words(first))
        },
    };
    Some(Row::body(vec![
        Cell::head((effect.change + 1).to_string()),
        title,
        fte(line.post.fte),
        held,
        route,
    ]))
}

/// Whether the posts are held, as the change says or else the base.
fn held(posts: &Selector, effect: &Effect) -> Cell {
    let said = posts.occupancy.as_ref().map(|at| at.value);
    let base = || effect.before.as_ref().map(|line| line.post.occupancy);
    match said.or_else(base) {
        Some(Known::Known(Occupancy::PartFilled(people))) => {
            Cell::words(format!("By {}", count(people as usize, "person", "people")))
        }
        Some(Known::Known(occupancy)) => Cell::words(sentence_case(&occupancy.to_string())),
        Some(Known::Withheld) => Cell::missing(WITHHELD),
        Some(Known::Unknown) | None => not_known(),
    }
}

fn route_words(route: &Route) -> String {
    let mut words = sentence_case(&route.how.value);
    if let Some(from) = &route.from {
        words.push_str(&format!(" from {}", from.value));
    }
    if let Some(people) = &route.people {
        words.push_str(&match people.value {
            Known::Known(0) => ", nobody".to_owned(),
            Known::Known(people) => format!(", {}", count(people as usize, "person", "people")),
            missing @ (Known::Unknown | Known::Withheld) => {
                format!(", number of people {}", missing.missing())
            }
        });
    }
    if let Some(because) = &route.because {
        words.push_str(&format!(": {}", because.value));
    }
    words
}

fn evaluation_words(state: EvaluationState) -> &'static str {
    match state {
        EvaluationState::Draft => "description in draft",
        EvaluationState::Submitted => "submitted",
        EvaluationState::Provisional => "provisional grade",
        EvaluationState::Evaluated => "evaluated",
        EvaluationState::Appealed => "grade under appeal",
    }
}

/// What the paper says of pools, protection and redundancies.
fn notes(of: &Composition<'_>) -> Vec<String> {
    let case = of.case;
    let mut notes: Vec<String> = case.pools.iter().map(pool_words).collect();
    if let Some(protection) = &case.protection {
        notes.push(protection_words(protection));
    }
    if let Some(redundancies) = &case.redundancies {
        notes.push(match redundancies.number.value {
            Known::Known(0) => "No redundancies are expected.".to_owned(),
            Known::Known(1) => "1 redundancy is expected.".to_owned(),
            Known::Known(number) => format!("{number} redundancies are expected."),
            missing @ (Known::Unknown | Known::Withheld) => {
                format!(
                    "How many redundancies are expected is {}.",
                    missing.missing()
                )
            }
        });
    }
    notes
}

/// How many people pay protection touches, and how many of them it protects.
fn protection_words(protection: &Protection) -> String {
    let number = |at: &Option<At<Known<u32>>>| at.as_ref().map_or(Known::Unknown, |at| at.value);
    let people = |number: u32| count(number as usize, "person", "people");
    let (touched, protected) = (number(&protection.people), number(&protection.protected));
    let mut words = match (touched.known(), protected.known()) {
        (None, None) => format!(
            "how many people it touches and protects is {}",
            touched.zip(protected).missing()
        ),
        (Some(touched), None) => format!(
            "{} touched; how many of them are protected is {}",
            people(touched),
            protected.missing()
        ),
        (None, Some(protected)) => format!(
            "{} protected; how many are touched is {}",
            people(protected),
            touched.missing()
        ),
        (Some(touched), Some(protected)) => {
            format!("{} touched, {protected} of them protected", people(touched))
        }
    };
    if let Some(months) = &protection.months {
        let months = usize::try_from(months.value).unwrap_or(usize::MAX);
        words.push_str(&format!(", for {}", count(months, "month", "months")));
    }
    format!("Pay protection: {words}.")
}

fn pool_words(pool: &Pool) -> String {
    let into: Vec<&str> = pool.into.iter().map(|title| title.value.as_str()).collect();
    let into = if into.is_empty() {
        String::new()
    } else {
        format!(", for {}", listed(&into))
    };
    format!(
        "{}: {}{into}.",
        pool.name.value,
        people(pool.people.as_ref())
    )
}

/// A number of people, or that nobody said.
fn people(number: Option<&At<Known<u32>>>) -> String {
    match number.map(|at| at.value) {
        Some(Known::Known(people)) => count(people as usize, "person", "people"),
        Some(missing @ (Known::Unknown | Known::Withheld)) => {
            format!("a number of people that is {}", missing.missing())
        }
        None => "a number of people that is not stated".to_owned(),
    }
}
