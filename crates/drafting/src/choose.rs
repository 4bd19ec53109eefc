//! Posts of the register, put into a draft as the base of its changes.

use std::collections::HashMap;

use base::{Known, same_name};
use diagnostics::At;
use proposal::case::{BasePost, CaseUnit, HowManyPosts};
use proposal::{Case, title_key};
use register::{Establishment, LineId, PostLine, UnitId};

use crate::draft::Draft;
use crate::like::{LikePosts, share_of, unit_names};

/// The draft with posts of the register among those that exist before, where it does not have them
/// already; their units and the units above these come with them.
///
/// Like posts cannot be told apart in a case: with one line come all that are like it.
#[must_use]
pub fn choose(draft: &Draft, register: &Establishment, chosen: &[LineId]) -> Draft {
    let mut case = draft.case.clone();
    let held = Base::of(&draft.case);
    for like in LikePosts::of(register, chosen) {
        let line = like.together();
        let units = unit_names(register, &line.placement);
        let post = base_post(draft, &line, &units);
        if held.find(&post).is_some() {
            continue;
        }
        for unit in &units {
            add_unit(draft, &mut case, register, unit);
        }
        case.posts.push(post);
    }
    Draft::of(&case)
}

/// The posts of a case that exist before, by their titles.
pub(crate) struct Base<'c> {
    pub(crate) case: &'c Case,
    titles: HashMap<String, Vec<usize>>,
}

impl<'c> Base<'c> {
    pub(crate) fn of(case: &'c Case) -> Self {
        let mut titles: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, post) in case.posts.iter().enumerate() {
            titles
                .entry(title_key(&post.title))
                .or_default()
                .push(index);
        }
        Self { case, titles }
    }

    /// Those of a title.
    pub(crate) fn titled(&self, title: &str) -> impl Iterator<Item = &'c BasePost> {
        let case = self.case;
        self.places(title).map(move |place| &case.posts[place])
    }

    /// The places in the case of those of a title, in their order.
    pub(crate) fn places(&self, title: &str) -> impl Iterator<Item = usize> {
        let places = self.titles.get(&title_key(title)).into_iter().flatten();
        places.copied()
    }

    /// The place in the case of posts of the register, if it has them.
    pub(crate) fn find(&self, post: &BasePost) -> Option<usize> {
        let places = self.titles.get(&title_key(&post.title))?;
        let is_it = |place: &&usize| is_the_same(&self.case.posts[**place], post, self.case);
        places.iter().find(is_it).copied()
    }
}

/// Are these the same posts, of one title?
fn is_the_same(held: &BasePost, post: &BasePost, case: &Case) -> bool {
    let units = |post: &BasePost| {
        let own = match post.units.is_empty() {
            true => &case.defaults.units,
            false => &post.units,
        };
        own.iter()
            .map(|unit| unit.value.clone())
            .collect::<Vec<_>>()
    };
    let grade = |post: &BasePost| post.grade.as_ref().map(|at| at.value.clone());
    let tenure = |post: &BasePost| post.tenure.as_ref().map(|at| at.value.clone());
    (held.grade.is_none() || grade(held) == grade(post))
        && (held.tenure.is_none() || tenure(held) == tenure(post))
        && (units(held) == units(post) || post.units.is_empty())
}

/// A unit and those above it, the highest first, where the case does not have them.
pub(crate) fn add_unit(draft: &Draft, case: &mut Case, register: &Establishment, name: &str) {
    let mut chain: Vec<(String, Option<String>)> = Vec::new();
    let mut next = register.unit_named(name);
    let name_of = |unit: UnitId| register.unit(unit).map(|unit| unit.name.clone());
    while let Some(unit) = next.and_then(|unit| register.unit(unit)) {
        // A register refuses circles; should one be there, going round it ends.
        if chain.iter().any(|(known, _)| *known == unit.name) {
            break;
        }
        chain.push((unit.name.clone(), unit.part_of.and_then(name_of)));
        next = unit.part_of;
    }
    for (name, part_of) in chain.into_iter().rev() {
        if case.units.iter().any(|unit| same_name(&unit.name, &name)) {
            continue;
        }
        case.units.push(CaseUnit {
            place: draft.nowhere(),
            name: draft.new_value(name),
            part_of: part_of.map(|part_of| draft.new_value(part_of)),
            also_called: Vec::new(),
        });
    }
}

/// Posts of the register as a case has them.
pub(crate) fn base_post(draft: &Draft, line: &PostLine, units: &[String]) -> BasePost {
    let at = |text: &String| draft.new_value(text.clone());
    let alone = line.funding.len() == 1;
    let how_many = HowManyPosts {
        posts: Some(draft.new_value(line.posts)),
        fte: Some(draft.new_value(line.fte)),
        hours: line.hours.map(|hours| draft.new_value(hours)),
        paid_weeks: line.paid_weeks.map(|weeks| draft.new_value(weeks)),
    };
    let funding = line.funding.iter();
    let funding = funding.map(|share| (at(&share.fund), share_of(share, alone)));
    BasePost {
        place: draft.nowhere(),
        title: at(&line.title),
        grade: Some(draft.new_value(line.grade.clone())),
        point: line.point.map(|point| draft.new_value(u32::from(point))),
        how_many,
        units: units.iter().map(at).collect(),
        line_manager: line.line_manager.as_ref().map(at),
        tenure: known(draft, &line.tenure),
        occupancy: Some(draft.new_value(line.occupancy)),
        covered_by: line.covered_by.as_ref().map(at),
        funding: funding.collect(),
        cost: line.stated_cost.map(|cost| draft.new_value(cost)),
        paragraph: None,
        note: None,
    }
}

fn known<T: Clone>(draft: &Draft, value: &Known<T>) -> Option<At<T>> {
    value
        .as_ref()
        .known()
        .map(|value| draft.new_value(value.clone()))
}
