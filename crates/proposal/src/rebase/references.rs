//! Where a case names its units, by all their names.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use base::same_name;
use diagnostics::At;
use register::{Establishment, Placement, UnitId};

use crate::case::{BasePost, Case, Change, Verb};
use crate::resolve::title_key;

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
pub fn units_touched(case: &Case, register: &Establishment) -> Vec<String> {
    let mut names: Vec<String> = { case.defaults.units.iter() }
        .map(|name| name.value.clone())
        .collect();
    let of_changes = UnitsOfChanges::new(case, register);
    for index in 0..case.changes.len() {
        names.extend(of_changes.of(index));
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

/// The units that each change of a case is about, on a register.
pub struct UnitsOfChanges<'a> {
    case: &'a Case,
    register: &'a Establishment,
    listed: BTreeMap<String, Vec<&'a BasePost>>,
    /// Most cases list the posts that they take: then the register is not looked through.
    held: OnceCell<BTreeMap<String, BTreeSet<UnitId>>>,
}

impl<'a> UnitsOfChanges<'a> {
    /// Those of a case.
    pub fn new(case: &'a Case, register: &'a Establishment) -> Self {
        let mut listed: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for post in &case.posts {
            listed.entry(title_key(&post.title)).or_default().push(post);
        }
        Self {
            case,
            register,
            listed,
            held: OnceCell::new(),
        }
    }

    /// The units that a change is about: those that it names, and, where it does not say of which unit it takes
    /// posts, those of every post of that title, as the case lists them or else as the register holds them.
    /// Nothing where neither tells.
    pub fn of(&self, index: usize) -> Vec<String> {
        let case = self.case;
        let mut names = units_of(case, index);
        let selector = case.changes[index].verb.selector();
        let Some(selector) = selector.filter(|posts| posts.unit.is_none()) else {
            return names;
        };
        let title = title_key(&selector.title);
        if let Some(posts) = self.listed.get(&title) {
            let units = posts.iter().flat_map(|post| match post.units.is_empty() {
                true => &case.defaults.units,
                false => &post.units,
            });
            names.extend(units.map(|name| name.value.clone()));
        } else if let Some(units) = self.held.get_or_init(|| held(self.register)).get(&title) {
            let units = units.iter().filter_map(|unit| self.register.unit(*unit));
            names.extend(units.map(|unit| unit.name.clone()));
        }
        names
    }
}

/// In which units a register holds posts of a title.
fn held(register: &Establishment) -> BTreeMap<String, BTreeSet<UnitId>> {
    let mut held: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    for line in register.lines() {
        let units = held.entry(title_key(&line.post.title)).or_default();
        match &line.post.placement {
            Placement::In(unit) => units.extend([*unit]),
            Placement::OneOf(own) => units.extend(own.iter().copied()),
            Placement::NotStated => {}
        }
    }
    held
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
