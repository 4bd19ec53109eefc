//! The posts and units that a case lists as being there before, brought up to date.
//!
//! A case repeats what the register held when it was written. Left as it is, it would attest again what
//! others have changed since, and put it into the register a second time.

use base::{Fte, Known, same_name};
use diagnostics::{At, Place};
use register::{Establishment, Line, Placement, UnitId};

use super::Moved;
use super::edit::{self, Edit};
use super::references::{listed_name, uses_unit};
use crate::case::{BasePost, Case};
use crate::resolve::same_title;

/// The case with what it lists as it is now. What the register did not hold when it was written, and what
/// has not moved, stays as it is.
pub(super) fn refreshed(case: &Case, moved: &Moved<'_>) -> Case {
    let mut up_to_date = case.clone();
    let nowhere = Place::new(case.source, 0..0);
    up_to_date.posts = { case.posts.iter() }
        .filter_map(|post| refreshed_post(case, post, moved, &nowhere))
        .collect();
    let unused = |case: &Case, name: &str| {
        let mut changes = 0..case.changes.len();
        !changes.any(|change| uses_unit(case, change, name))
    };
    for unit in &case.units {
        let Some(id) = moved.written.unit_named(&unit.name) else {
            continue;
        };
        let edit = match moved.now.unit(id) {
            Some(now) if same_name(&now.name, &unit.name) => continue,
            _ if !unused(case, &unit.name) => continue,
            Some(now) => Edit::CallUnit {
                was: unit.name.value.clone(),
                now: now.name.clone(),
            },
            None => Edit::DropUnit(unit.name.value.clone()),
        };
        edit::apply(&mut up_to_date, vec![edit]);
    }
    for unit in &mut up_to_date.units {
        let above = |side: &Establishment| {
            let above = side.unit(side.unit_named(&unit.name)?)?.part_of?;
            side.unit(above).map(|unit| unit.name.clone())
        };
        let (was, now) = (above(moved.written), above(moved.now));
        let stated = unit.part_of.as_ref().map(|above| listed_name(case, above));
        let as_it_was = stated
            .zip(was.as_deref())
            .is_some_and(|(a, b)| same_name(a, b));
        // Where the case lists no such unit, saying nothing leaves the unit where the register has it.
        let listed = |name: &String| case.units.iter().any(|unit| same_name(&unit.name, name));
        if as_it_was && was != now {
            let now = now.filter(listed);
            unit.part_of = now.map(|name| At::new(name, nowhere.clone()));
        }
    }
    up_to_date
}

/// A listed post as it is now; none once it has ended.
fn refreshed_post(
    case: &Case,
    post: &BasePost,
    moved: &Moved<'_>,
    nowhere: &Place,
) -> Option<BasePost> {
    let lines = meant(case, post, moved.written);
    let now: Vec<Option<&Line>> = lines.iter().map(|line| moved.now.line(line.id)).collect();
    let same = |(was, now): (&&Line, &Option<&Line>)| now.is_some_and(|now| now.post == was.post);
    if lines.iter().zip(&now).all(same) {
        return Some(post.clone());
    }
    let left: Vec<&Line> = now.into_iter().flatten().collect();
    let first = &left.first()?.post;
    let mut post = post.clone();
    let new = |text: &str| At::new(text.to_owned(), nowhere.clone());
    if !same_title(&post.title, &first.title) {
        post.title = new(&first.title);
    }
    if post.grade.is_some() {
        post.grade = Some(At::new(first.grade.clone(), nowhere.clone()));
        if first.point.is_none() || post.point.is_some() {
            let point = first.point.map(u32::from);
            post.point = point.map(|point| At::new(point, nowhere.clone()));
        }
    }
    if !post.units.is_empty() && first.placement != lines[0].post.placement {
        let names = unit_names(moved.now, &first.placement);
        post.units = names.iter().map(|name| new(name)).collect();
    }
    if post.line_manager.is_some() {
        post.line_manager = first.line_manager.as_deref().map(new);
    }
    if post.tenure.is_some() {
        let tenure = first.tenure.clone().known();
        post.tenure = tenure.map(|tenure| At::new(tenure, nowhere.clone()));
    }
    if post.how_many.posts.is_some() {
        let posts = left.iter().try_fold(0_u32, |sum, line| {
            line.post.posts.known().map(|posts| sum + posts)
        });
        post.how_many.posts = Some(At::new(posts.into(), nowhere.clone()));
    }
    if post.how_many.fte.is_some() {
        let fte = left.iter().try_fold(Fte::ZERO, |sum, line| {
            line.post.fte.known().map(|fte| sum + fte)
        });
        post.how_many.fte = Some(At::new(fte.into(), nowhere.clone()));
    }
    Some(post)
}

/// The lines that a listed post repeats.
fn meant<'r>(case: &Case, post: &BasePost, held: &'r Establishment) -> Vec<&'r Line> {
    let names = match post.units.is_empty() {
        true => &case.defaults.units,
        false => &post.units,
    };
    let units: Vec<Option<UnitId>> = { names.iter() }
        .map(|name| held.unit_named(listed_name(case, name)))
        .collect();
    let grade = post
        .grade
        .as_ref()
        .map_or(Known::Unknown, |at| at.value.clone());
    let fits = |line: &&Line| {
        let grades = match (&grade, &line.post.grade) {
            (Known::Known(a), Known::Known(b)) => same_name(a, b),
            _ => true,
        };
        let placed = match &line.post.placement {
            Placement::NotStated => true,
            Placement::In(unit) => units.is_empty() || units == [Some(*unit)],
            Placement::OneOf(all) => {
                units.is_empty() || units == all.iter().copied().map(Some).collect::<Vec<_>>()
            }
        };
        grades && placed && same_title(&line.post.title, &post.title)
    };
    held.titled(&post.title).filter(fits).collect()
}

fn unit_names(side: &Establishment, placement: &Placement) -> Vec<String> {
    let name = |id: &UnitId| side.unit(*id).map(|unit| unit.name.clone());
    match placement {
        Placement::In(id) => name(id).into_iter().collect(),
        Placement::OneOf(ids) => ids.iter().filter_map(name).collect(),
        Placement::NotStated => Vec::new(),
    }
}
