//! The change set.

use diagnostics::At;

use super::structure::{how_many, occupancy, tenure};
use super::table::Table;
use super::value::{Hours, Shares};
use crate::case::{
    Change, Changed, Established, EvaluationState, Honorarium, HowMany, Route, Selector, Verb,
};
use crate::choices::EVALUATIONS;

pub(super) fn change(change: &Change) -> Table {
    let mut table = Table::default();
    let key = change.verb.key();
    match &change.verb {
        Verb::Establish(post) => established(&mut table, post),
        Verb::Disestablish(posts) => selector(&mut table, key, posts),
        Verb::Change(posts, to) | Verb::MakePermanent(posts, to) | Verb::Extend(posts, to) => {
            selector(&mut table, key, posts);
            table.record("to", changed(to));
        }
        Verb::Pay(payment) => honorarium(&mut table, key, payment),
        Verb::CreateUnit { name, part_of } => {
            table.put(key, name).put("part_of", part_of);
        }
        Verb::RenameUnit { name, to } => {
            table.put(key, name).put("to", to);
        }
        Verb::MoveUnit { name, into } => {
            table.put(key, name).put("into", into);
        }
        Verb::MergeUnits { names, into } => {
            table.put(key, names).put("into", into);
        }
        Verb::CloseUnit { name } => {
            table.put(key, name);
        }
    }
    table
        .put("from", &change.from)
        .put("until", &change.until)
        .put("assumed", &change.assumed)
        .put("paragraph", &change.paragraph)
        .put("note", &change.note);
    table
}

fn established(table: &mut Table, post: &Established) {
    table
        .put("establish", &post.title)
        .put("grade", &post.grade)
        .put("point", &post.point);
    how_many(table, &post.how_many);
    table
        .put("unit", &post.units)
        .put("reports_to", &post.line_manager)
        .put("permanent", &post.permanent)
        .put("funding", &Shares(&post.funding))
        .put("cost", &post.cost)
        .put("in_place_of", &post.in_place_of);
    evaluation(table, post.evaluation.as_ref());
    table.records("route", &post.routes, route);
}

fn selector(table: &mut Table, key: &str, posts: &Selector) {
    table
        .put(key, &posts.title)
        .put("grade", &posts.grade)
        .put("unit", &posts.unit);
    match posts.how_many.as_ref().map(|at| at.value) {
        Some(HowMany::Posts(posts)) => table.put("posts", &posts),
        Some(HowMany::Fte(fte)) => table.put("fte", &fte),
        None => table,
    };
    occupancy(table, posts.occupancy.as_ref());
    evaluation(table, posts.evaluation.as_ref());
    table.records("route", &posts.routes, route);
}

fn changed(to: &Changed) -> Table {
    let mut table = Table::default();
    table
        .put("title", &to.title)
        .put("grade", &to.grade)
        .put("point", &to.point)
        .put("fte", &to.fte)
        .put("hours", &to.hours.as_ref().map(|at| Hours(at.value)))
        .put("unit", &to.unit)
        .put("reports_to", &to.line_manager);
    tenure(&mut table, to.tenure.as_ref());
    table
        .put("funding", &Shares(&to.funding))
        .put("cost", &to.cost);
    table
}

fn honorarium(table: &mut Table, key: &str, payment: &Honorarium) {
    selector(table, key, &payment.to);
    table
        .put("amount", &payment.amount)
        .put("a_year", &payment.a_year)
        .put("called", &payment.called);
}

fn evaluation(table: &mut Table, state: Option<&At<EvaluationState>>) {
    table.choose("evaluation", &EVALUATIONS, state.map(|at| &at.value));
}

fn route(route: &Route) -> Table {
    let mut table = Table::default();
    table
        .put("how", &route.how)
        .put("from", &route.from)
        .put("people", &route.people)
        .put("because", &route.because);
    table
}
