//! Where a case names its units, by all their names.

use base::same_name;
use diagnostics::At;

use crate::case::{Case, Change, Verb};

/// Shows every name of a unit outside the list of units, to be altered.
pub(super) fn units_named(case: &mut Case, mut each: impl FnMut(&mut At<String>)) {
    case.defaults.units.iter_mut().for_each(&mut each);
    for unit in &mut case.units {
        unit.part_of.iter_mut().for_each(&mut each);
    }
    for post in &mut case.posts {
        post.units.iter_mut().for_each(&mut each);
    }
    for change in &mut case.changes {
        of_change(change, &mut each);
    }
    for budget in &mut case.budgets {
        budget.unit.iter_mut().for_each(&mut each);
    }
}

/// Shows every name of a unit in a change.
fn of_change(change: &mut Change, each: &mut impl FnMut(&mut At<String>)) {
    match &mut change.verb {
        Verb::Establish(post) => post.units.iter_mut().for_each(each),
        Verb::Disestablish(posts) => posts.unit.iter_mut().for_each(each),
        Verb::Change(posts, to) | Verb::MakePermanent(posts, to) | Verb::Extend(posts, to) => {
            posts
                .unit
                .iter_mut()
                .chain(to.unit.iter_mut())
                .for_each(each);
        }
        Verb::Pay(payment) => payment.to.unit.iter_mut().for_each(each),
        Verb::CreateUnit { part_of, .. } => part_of.iter_mut().for_each(each),
        Verb::RenameUnit { name, .. } | Verb::CloseUnit { name } => each(name),
        Verb::MoveUnit { name, into } => std::iter::once(name).chain(into).for_each(each),
        Verb::MergeUnits { names, into } => {
            names.iter_mut().chain(std::iter::once(into)).for_each(each);
        }
    }
}

/// The names of units that a change puts something into, moves, or ends; its defaults included.
pub(super) fn units_of(case: &Case, index: usize) -> Vec<String> {
    let mut names = Vec::new();
    let mut change = case.changes[index].clone();
    of_change(&mut change, &mut |name| names.push(name.value.clone()));
    if matches!(&change.verb, Verb::Establish(post) if post.units.is_empty()) {
        names.extend(case.defaults.units.iter().map(|name| name.value.clone()));
    }
    names
}

/// The units that a case is about: those that its changes name or whose posts they take, and those that hold
/// where a change says nothing. Each once, in the name by which the case lists it.
pub fn units_touched(case: &Case) -> Vec<String> {
    let mut names: Vec<String> = { case.defaults.units.iter() }
        .map(|name| name.value.clone())
        .collect();
    for (index, change) in case.changes.iter().enumerate() {
        let own = units_of(case, index);
        if own.is_empty() {
            let title = &change.verb.subject().value;
            let posts = case
                .posts
                .iter()
                .filter(|post| same_name(&post.title, title));
            let units = posts.flat_map(|post| &post.units);
            names.extend(units.map(|name| name.value.clone()));
        }
        names.extend(own);
    }
    let mut touched: Vec<String> = Vec::new();
    for name in names {
        let name = listed_name(case, &name);
        if !touched.iter().any(|own| same_name(own, name)) {
            touched.push(name.to_owned());
        }
    }
    touched
}

/// Within which unit a case puts one that it lists or begins.
pub fn is_within(case: &Case, unit: &str) -> Option<String> {
    let listed = case.units.iter().map(|one| (&one.name, &one.part_of));
    let begun = case.changes.iter().filter_map(|change| match &change.verb {
        Verb::CreateUnit { name, part_of } => Some((name, part_of)),
        _ => None,
    });
    let mut all = listed.chain(begun);
    let found = all.find(|(name, part_of)| same_name(name, unit) && part_of.is_some());
    Some(found?.1.as_ref()?.value.clone())
}

/// Does a change name this unit, by any of its names in the case?
pub(super) fn uses_unit(case: &Case, index: usize, unit: &str) -> bool {
    let main = |name: &str| listed_name(case, name).to_owned();
    let wanted = main(unit);
    let mut names = units_of(case, index).into_iter();
    names.any(|name| same_name(&main(&name), &wanted))
}

/// The name by which a case lists a unit; the name itself where it does not.
pub(super) fn listed_name<'c>(case: &'c Case, name: &'c str) -> &'c str {
    let is_it = |other: &At<String>| same_name(other, name);
    let mut units = case.units.iter();
    let listed = units.find(|unit| is_it(&unit.name) || unit.also_called.iter().any(is_it));
    listed.map_or(name, |unit| &unit.name.value)
}
