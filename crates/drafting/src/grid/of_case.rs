//! From a case to the rows that show it.

use std::collections::BTreeSet;

use base::{End, Exact, Known, in_full, same_name};
use diagnostics::At;
use proposal::case::{
    BasePost, Change, Changed, Established, Honorarium, HowMany, Route, Selector, Verb,
};
use proposal::{Case, same_title};
use register::{Occupancy, Tenure};

use super::entry::{Entry, Field, HELD, PERMANENT, TEMPORARY, VACANT, What};
use super::{Grid, Origin, Row};
use crate::choose::Base;

pub(super) fn grid(case: &Case) -> Grid {
    let base = Base::of(case);
    let mut rows = Vec::new();
    let mut index = 0;
    while let Some(change) = case.changes.get(index) {
        let next = case.changes.get(index + 1);
        let row = match (&change.verb, next.map(|next| &next.verb)) {
            (Verb::Disestablish(posts), Some(Verb::Establish(new)))
                if new.in_place_of.len() == 1 && same_title(&new.in_place_of[0], &posts.title) =>
            {
                let next = &case.changes[index + 1];
                Some(replacement(&base, index, posts, next, new))
            }
            _ => single(&base, index, change),
        };
        index += match row {
            Some(Row {
                origin: Origin::Replacement(..),
                ..
            }) => 2,
            _ => 1,
        };
        rows.extend(row);
    }
    let shown: BTreeSet<usize> = rows.iter().filter_map(|row: &Row| row.post).collect();
    let others = (0..case.posts.len()).filter(|post| !shown.contains(post));
    rows.extend(others.map(|post| Row {
        origin: Origin::Post(post),
        post: Some(post),
        entry: Entry::default(),
    }));
    for row in &mut rows {
        if let Some(post) = row.post.and_then(|post| case.posts.get(post)) {
            set(&mut row.entry, Field::PostPoint, post.point.as_ref());
            set(&mut row.entry, Field::PostCost, post.cost.as_ref());
        }
    }
    Grid { rows }
}

/// Posts that end, and those that come in their place.
fn replacement(
    base: &Base<'_>,
    index: usize,
    posts: &Selector,
    next: &Change,
    new: &Established,
) -> Row {
    let mut entry = common(next);
    let both = &base.case.changes[index];
    // Where the two say different things of the same field, the row shows what ends.
    if let Some(from) = &both.from {
        entry.set(Field::From, from.to_string());
    }
    entry.what = Some(What::Replace);
    entry.set(Field::Many, many(posts));
    established(&mut entry, new);
    entry.set(Field::InPlaceOf, "");
    held(&mut entry, posts);
    Row {
        origin: Origin::Replacement(index, index + 1),
        post: post_of(base, posts),
        entry,
    }
}

/// A row of one change; none for changes to units, which are made elsewhere.
fn single(base: &Base<'_>, index: usize, change: &Change) -> Option<Row> {
    let mut entry = common(change);
    let mut post = None;
    match &change.verb {
        Verb::Establish(new) => {
            entry.what = Some(What::Establish);
            established(&mut entry, new);
            entry.set(Field::Route, routes(&new.routes));
            let counts = new.how_many.posts.as_ref().and_then(|at| at.value.known());
            entry.set(
                Field::Many,
                counts.map_or_else(String::new, |posts| posts.to_string()),
            );
        }
        Verb::Disestablish(posts) => {
            entry.what = Some(What::Disestablish);
            post = selected(base, &mut entry, posts);
        }
        Verb::Change(posts, to) => {
            entry.what = Some(kind_of_change(change, to));
            post = selected(base, &mut entry, posts);
            changed(&mut entry, to);
        }
        Verb::MakePermanent(posts, to) => {
            entry.what = Some(What::MakePermanent);
            post = selected(base, &mut entry, posts);
            changed(&mut entry, to);
        }
        Verb::Extend(posts, to) => {
            entry.what = Some(What::Extend);
            post = selected(base, &mut entry, posts);
            changed(&mut entry, to);
        }
        Verb::Pay(payment) => {
            entry.what = Some(What::Pay);
            post = selected(base, &mut entry, &payment.to);
            paid(&mut entry, payment);
        }
        Verb::CreateUnit { .. }
        | Verb::RenameUnit { .. }
        | Verb::MoveUnit { .. }
        | Verb::MergeUnits { .. }
        | Verb::CloseUnit { .. } => return None,
    }
    Some(Row {
        origin: Origin::Change(index),
        post,
        entry,
    })
}

/// What every change may say.
fn common(change: &Change) -> Entry {
    let mut entry = Entry::default();
    set(&mut entry, Field::From, change.from.as_ref());
    if let Some(End::On(day)) = change.until.as_ref().map(|at| &at.value) {
        entry.set(Field::Until, day.to_string());
    }
    set(&mut entry, Field::Paragraph, change.paragraph.as_ref());
    set(&mut entry, Field::Note, change.note.as_ref());
    entry
}

fn kind_of_change(change: &Change, to: &Changed) -> What {
    let elsewhere = to.unit.is_some();
    let otherwise =
        to.title.is_some() || to.grade.is_some() || to.fte.is_some() || to.tenure.is_some();
    match (change.until.is_some(), elsewhere && !otherwise) {
        (true, _) => What::ForATime,
        (false, true) => What::Transfer,
        (false, false) => What::Change,
    }
}

fn selected(base: &Base<'_>, entry: &mut Entry, posts: &Selector) -> Option<usize> {
    entry.set(Field::Many, many(posts));
    held(entry, posts);
    post_of(base, posts)
}

/// Who holds the posts, and where they go.
fn held(entry: &mut Entry, posts: &Selector) {
    let occupancy = posts.occupancy.as_ref().map(|at| at.value);
    let words = match occupancy {
        None => String::new(),
        Some(Known::Known(Occupancy::Filled)) => HELD.to_owned(),
        Some(Known::Known(Occupancy::Vacant)) => VACANT.to_owned(),
        Some(Known::Known(Occupancy::PartFilled(people))) => people.to_string(),
        Some(missing @ (Known::Unknown | Known::Withheld)) => missing.missing().to_owned(),
    };
    entry.set(Field::Occupancy, words);
    entry.set(Field::Route, routes(&posts.routes));
}

fn routes(routes: &[Route]) -> String {
    let routes: Vec<&str> = routes
        .iter()
        .map(|route| route.how.value.as_str())
        .collect();
    routes.join("; ")
}

fn many(posts: &Selector) -> String {
    match posts.how_many.as_ref().map(|at| at.value) {
        Some(HowMany::Posts(posts)) => posts.to_string(),
        Some(HowMany::Fte(fte)) => in_full(fte.exact()),
        None => String::new(),
    }
}

fn established(entry: &mut Entry, new: &Established) {
    entry.set(Field::Title, new.title.value.clone());
    known(entry, Field::Grade, new.grade.as_ref(), Clone::clone);
    known(entry, Field::Fte, new.how_many.fte.as_ref(), |fte| {
        in_full(fte.exact())
    });
    entry.set(Field::Unit, names(&new.units));
    set(entry, Field::ReportsTo, new.line_manager.as_ref());
    match new.permanent.as_ref().map(|at| at.value) {
        Some(true) => entry.set(Field::Tenure, PERMANENT),
        Some(false) => entry.set(Field::Tenure, TEMPORARY),
        None => {}
    }
    set(entry, Field::Point, new.point.as_ref());
    set(entry, Field::Cost, new.cost.as_ref());
    entry.set(Field::Funding, funding(&new.funding));
    entry.set(Field::InPlaceOf, names(&new.in_place_of));
}

fn changed(entry: &mut Entry, to: &Changed) {
    set(entry, Field::Title, to.title.as_ref());
    known(entry, Field::Grade, to.grade.as_ref(), Clone::clone);
    known(entry, Field::Fte, to.fte.as_ref(), |fte| {
        in_full(fte.exact())
    });
    set(entry, Field::Unit, to.unit.as_ref());
    set(entry, Field::ReportsTo, to.line_manager.as_ref());
    entry.set(Field::Funding, funding(&to.funding));
    set(entry, Field::Point, to.point.as_ref());
    set(entry, Field::Cost, to.cost.as_ref());
    match to.tenure.as_ref().map(|at| &at.value) {
        Some(Tenure::Permanent) => entry.set(Field::Tenure, PERMANENT),
        Some(Tenure::Temporary(end)) => {
            entry.set(Field::Tenure, TEMPORARY);
            if let End::On(day) = end {
                entry.set(Field::Until, day.to_string());
            }
        }
        None => {}
    }
}

fn paid(entry: &mut Entry, payment: &Honorarium) {
    known(entry, Field::Amount, payment.amount.as_ref(), |amount| {
        amount.to_string()
    });
}

/// The post of the base that a change means, if it is one.
fn post_of(base: &Base<'_>, posts: &Selector) -> Option<usize> {
    let fits = |post: &BasePost| {
        let held = post.grade.as_ref().map(|at| &at.value);
        let grade = match (posts.grade.as_ref().map(|at| &at.value), held) {
            (Some(Known::Known(wanted)), Some(Known::Known(grade))) => same_name(wanted, grade),
            (Some(Known::Unknown | Known::Withheld), held) => !held.is_some_and(Known::is_known),
            _ => true,
        };
        let units = match post.units.is_empty() {
            true => &base.case.defaults.units,
            false => &post.units,
        };
        let unit = posts.unit.as_ref();
        let unit = unit.is_none_or(|wanted| units.iter().any(|unit| same_name(unit, wanted)));
        grade && unit
    };
    let mut titled = base.places(&posts.title);
    titled.find(|place| fits(&base.case.posts[*place]))
}

fn set<T: ToString>(entry: &mut Entry, field: Field, value: Option<&At<T>>) {
    if let Some(at) = value {
        entry.set(field, at.value.to_string());
    }
}

fn known<T>(
    entry: &mut Entry,
    field: Field,
    value: Option<&At<Known<T>>>,
    write: impl Fn(&T) -> String,
) {
    match value.map(|at| &at.value) {
        Some(Known::Known(value)) => entry.set(field, write(value)),
        Some(missing @ (Known::Unknown | Known::Withheld)) => entry.set(field, missing.missing()),
        None => {}
    }
}

fn names(names: &[At<String>]) -> String {
    let names: Vec<&str> = names.iter().map(|at| at.value.as_str()).collect();
    names.join("; ")
}

/// `Base budget`, or `Base budget 60%; Health 40%`.
fn funding(shares: &[(At<String>, Known<Exact>)]) -> String {
    let share = |(fund, share): &(At<String>, Known<Exact>)| match share {
        Known::Known(share) => format!("{} {}%", fund.value, in_full(*share * 100)),
        Known::Unknown | Known::Withheld => fund.value.clone(),
    };
    shares.iter().map(share).collect::<Vec<_>>().join("; ")
}
