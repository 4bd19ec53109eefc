//! What settling a conflict does to a case.

use std::collections::BTreeSet;

use base::{Known, same_name};
use diagnostics::{At, Place};
use register::Field;

use super::references;
use crate::case::{Case, CaseUnit, Changed, Established, HowMany, Selector, Verb};
use crate::covers::number;

/// One thing that settling a conflict does to a case. Changes are meant by their places in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Edit {
    /// A change is taken out.
    LeaveOut(usize),
    /// A change takes so many of its posts.
    Take(usize, HowMany),
    /// A change establishes so many posts.
    Establish(usize, HowMany),
    /// A change means its posts by this title, grade and unit.
    Mean {
        change: usize,
        title: String,
        grade: Option<Known<String>>,
        unit: Option<String>,
    },
    /// A change leaves this of its posts as it is.
    Leave(usize, Field),
    /// The posts of a change report to this one; to none that is named.
    ReportTo(usize, Option<String>),
    /// A change comes in the place of posts of another title; without that of these posts.
    InPlaceOf {
        change: usize,
        was: String,
        now: Option<String>,
    },
    /// A unit is called by another name throughout.
    CallUnit { was: String, now: String },
    /// A unit is listed no longer.
    DropUnit(String),
}

/// Applies edits; changes are taken out last, so that the others find theirs.
pub(crate) fn apply(case: &mut Case, edits: Vec<Edit>) {
    let nowhere = Place::new(case.source, 0..0);
    let mut out = BTreeSet::new();
    for edit in edits {
        match edit {
            Edit::LeaveOut(change) => {
                out.insert(change);
            }
            edit => edit.apply(case, &nowhere),
        }
    }
    leave_out(case, &out);
}

impl Edit {
    fn apply(self, case: &mut Case, nowhere: &Place) {
        let new = |text: String| At::new(text, nowhere.clone());
        match self {
            Self::LeaveOut(_) => {}
            Self::Take(change, how_many) => {
                if let Some(posts) = selector(case, change) {
                    posts.how_many = Some(At::new(how_many, nowhere.clone()));
                }
            }
            Self::Establish(change, how_many) => {
                if let Some(post) = established(case, change) {
                    set_number(post, how_many, nowhere);
                }
            }
            Self::Mean {
                change,
                title,
                grade,
                unit,
            } => {
                if let Some(posts) = selector(case, change) {
                    posts.title = new(title);
                    posts.grade = grade.map(|grade| At::new(grade, nowhere.clone()));
                    posts.unit = unit.map(new);
                }
            }
            Self::Leave(change, field) => {
                if let Some(to) = changed(case, change) {
                    leave(to, field);
                }
            }
            Self::ReportTo(change, manager) => {
                let manager = manager.map(new);
                if let Some(to) = changed(case, change) {
                    to.line_manager = manager;
                } else if let Some(post) = established(case, change) {
                    post.line_manager = manager;
                }
            }
            Self::InPlaceOf { change, was, now } => {
                if let Some(post) = established(case, change) {
                    let is_it = |title: &At<String>| crate::same_title(title, &was);
                    match now {
                        Some(now) => {
                            let mut titles = post.in_place_of.iter_mut();
                            titles
                                .by_ref()
                                .filter(|title| is_it(title))
                                .for_each(|title| title.value.clone_from(&now));
                        }
                        None => post.in_place_of.retain(|title| !is_it(title)),
                    }
                }
            }
            Self::CallUnit { was, now } => call_unit(case, &was, &now, nowhere),
            Self::DropUnit(name) => {
                case.units.retain(|unit| !same_name(&unit.name, &name));
                for unit in &mut case.units {
                    unit.part_of.take_if(|above| same_name(above, &name));
                }
            }
        }
    }
}

/// What is left of a record of changes once one of them leaves this alone.
fn leave(to: &mut Changed, field: Field) {
    match field {
        Field::Title => to.title = None,
        Field::Grade => (to.grade, to.point, to.cost) = (None, None, None),
        Field::Quantity => (to.fte, to.hours) = (None, None),
        Field::Unit => to.unit = None,
        Field::LineManager => to.line_manager = None,
        Field::Tenure => to.tenure = None,
        Field::Funding => to.funding = Vec::new(),
        Field::Occupancy => {}
    }
}

/// The number of posts, in the measure that the record gives; the FTE of full posts follows their number.
fn set_number(post: &mut Established, how_many: HowMany, nowhere: &Place) {
    let quantity = &mut post.how_many;
    match how_many {
        HowMany::Fte(fte) => {
            quantity.fte = Some(At::new(Known::Known(fte), nowhere.clone()));
            quantity.posts = None;
        }
        HowMany::Posts(posts) => {
            let before = quantity.posts.as_ref().and_then(|at| at.value.known());
            let fte = quantity.fte.as_ref().and_then(|at| at.value.known());
            let each = before.filter(|before| *before > 0).zip(fte);
            quantity.posts = Some(At::new(Known::Known(posts), nowhere.clone()));
            if let Some((before, fte)) = each {
                let each = fte.exact() / base::exact(i128::from(before), 1);
                let all = base::Fte::new(each * base::exact(i128::from(posts), 1));
                quantity.fte = Some(At::new(Known::Known(all), nowhere.clone()));
            }
        }
    }
}

pub(super) fn selector(case: &mut Case, change: usize) -> Option<&mut Selector> {
    match &mut case.changes.get_mut(change)?.verb {
        Verb::Disestablish(posts)
        | Verb::Change(posts, _)
        | Verb::MakePermanent(posts, _)
        | Verb::Extend(posts, _) => Some(posts),
        Verb::Pay(payment) => Some(&mut payment.to),
        _ => None,
    }
}

fn changed(case: &mut Case, change: usize) -> Option<&mut Changed> {
    match &mut case.changes.get_mut(change)?.verb {
        Verb::Change(_, to) | Verb::MakePermanent(_, to) | Verb::Extend(_, to) => Some(to),
        _ => None,
    }
}

fn established(case: &mut Case, change: usize) -> Option<&mut Established> {
    match &mut case.changes.get_mut(change)?.verb {
        Verb::Establish(post) => Some(post),
        _ => None,
    }
}

/// Calls a unit by another name: in the record that lists it, or wherever it is named.
fn call_unit(case: &mut Case, was: &str, now: &str, nowhere: &Place) {
    let listed = case.units.iter().position(|unit| {
        let others = unit.also_called.iter();
        same_name(&unit.name, was) || others.into_iter().any(|name| same_name(name, was))
    });
    let there = case
        .units
        .iter()
        .position(|unit| same_name(&unit.name, now));
    match (listed, there) {
        (Some(at), Some(there)) if at != there => {
            let gone: CaseUnit = case.units.remove(at);
            let there = if there > at { there - 1 } else { there };
            let names = std::iter::once(gone.name).chain(gone.also_called);
            case.units[there].also_called.extend(names);
        }
        (Some(at), _) => {
            let unit = &mut case.units[at];
            let before =
                std::mem::replace(&mut unit.name, At::new(now.to_owned(), nowhere.clone()));
            unit.also_called.retain(|name| !same_name(name, now));
            if !same_name(&before, now) {
                unit.also_called.push(before);
            }
        }
        (None, _) => {}
    }
    references::units_named(case, |name| {
        if same_name(name, was) {
            now.clone_into(&mut name.value);
        }
    });
}

/// Takes changes out; who covered or paid for them means the others as before.
fn leave_out(case: &mut Case, out: &BTreeSet<usize>) {
    if out.is_empty() {
        return;
    }
    let before = case.clone();
    let names = crate::ChangeNames::of(&before);
    let kept = |name: &str| -> Option<String> {
        match name {
            "all" | "none" => return Some(name.to_owned()),
            _ => {}
        }
        match number(name) {
            Some(index) if out.contains(&index) => None,
            Some(index) => Some((index + 1 - out.range(..index).count()).to_string()),
            None => {
                let meant = names.changes(name);
                let is_left = meant.is_empty() || meant.iter().any(|index| !out.contains(index));
                is_left.then(|| name.to_owned())
            }
        }
    };
    let keep = |names: &mut Vec<At<String>>| {
        let left = names.drain(..).filter_map(|name| {
            let value = kept(&name.value)?;
            Some(At::new(value, name.place))
        });
        *names = left.collect();
    };
    for recommendation in &mut case.recommendations {
        if let Some(covers) = &mut recommendation.covers {
            keep(covers);
        }
    }
    for funding in &mut case.funding {
        keep(&mut funding.pays_for);
    }
    let mut index = 0;
    case.changes.retain(|_| {
        index += 1;
        !out.contains(&(index - 1))
    });
}
