//! Boxes of posts, put into the tree of units.
//!
//! Nothing here recurses: a case may nest units and reporting lines as deep as its file is long.

use std::collections::{BTreeMap, BTreeSet};

use base::{Known, folded};
use costing::FteSum;
use register::{Establishment, Placement, PostLine, Unit, UnitId};

use super::{Placed, fte_words};
use crate::chart::{Mark, PostBox, UnitBox};
use crate::phrases::count;

/// How deep units and reporting lines are drawn; what lies deeper stands on the last level.
const MAX_DEPTH: usize = 40;

/// The units in which posts stand, and what is said of each.
pub(super) struct Standing<'e> {
    /// The units.
    pub(super) establishment: &'e Establishment,
    /// Units that it no longer holds.
    pub(super) also: Vec<(UnitId, &'e Unit)>,
    /// The totals to print, if any.
    pub(super) totals: Option<Totals>,
    /// What happens to units.
    pub(super) marks: BTreeMap<UnitId, Mark>,
    /// Sentences about units.
    pub(super) notes: BTreeMap<UnitId, Vec<String>>,
    /// Leave out units in which nothing stands and of which nothing is said.
    pub(super) only_used: bool,
}

impl<'e> Standing<'e> {
    pub(super) fn of(establishment: &'e Establishment) -> Self {
        Self {
            establishment,
            also: Vec::new(),
            totals: None,
            marks: BTreeMap::new(),
            notes: BTreeMap::new(),
            only_used: false,
        }
    }

    fn unit(&self, id: UnitId) -> Option<&Unit> {
        let gone = || self.also.iter().find(|(other, _)| *other == id);
        self.establishment
            .unit(id)
            .or_else(|| gone().map(|(_, unit)| *unit))
    }
}

/// A place in the chart: a unit, or what stands for several.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Spot {
    Unit(UnitId),
    OneOf(Vec<UnitId>),
    NotStated,
}

impl Spot {
    fn of(placement: &Placement) -> Self {
        match placement {
            Placement::In(unit) => Self::Unit(*unit),
            Placement::OneOf(units) => Self::OneOf(units.clone()),
            Placement::NotStated => Self::NotStated,
        }
    }
}

/// Posts and FTE by place.
#[derive(Clone, Debug, Default)]
pub(super) struct Totals {
    by_spot: BTreeMap<Spot, Total>,
}

#[derive(Clone, Copy, Debug)]
struct Total {
    posts: Known<usize>,
    fte: FteSum,
}

impl Default for Total {
    fn default() -> Self {
        Self {
            posts: Known::Known(0),
            fte: FteSum::default(),
        }
    }
}

impl Total {
    fn plus(self, other: Self) -> Self {
        Self {
            posts: self.posts.zip(other.posts).map(|(a, b)| a + b),
            fte: FteSum {
                known: self.fte.known + other.fte.known,
                missing: self.fte.missing + other.fte.missing,
            },
        }
    }

    fn words(self) -> String {
        let fte = fte_words(self.fte);
        match self.posts {
            Known::Known(posts) => format!("{}, {fte}", count(posts, "post", "posts")),
            Known::Unknown | Known::Withheld => fte,
        }
    }
}

impl Totals {
    pub(super) fn add(&mut self, post: &PostLine) {
        let own = Total {
            posts: post
                .posts
                .map(|posts| usize::try_from(posts).unwrap_or(usize::MAX)),
            fte: match post.fte {
                Known::Known(known) => FteSum { known, missing: 0 },
                Known::Unknown | Known::Withheld => FteSum {
                    missing: 1,
                    ..FteSum::default()
                },
            },
        };
        let entry = self.by_spot.entry(Spot::of(&post.placement)).or_default();
        *entry = entry.plus(own);
    }
}

/// Puts the boxes into units, and the units into each other.
pub(super) fn tree(placed: Vec<Placed>, standing: &Standing<'_>) -> Vec<UnitBox> {
    let mut posts: BTreeMap<Spot, Vec<Placed>> = BTreeMap::new();
    for one in placed {
        posts.entry(Spot::of(&one.placement)).or_default().push(one);
    }
    let spots = spots(&posts, standing);
    let depths: BTreeMap<Spot, usize> = spots
        .iter()
        .map(|spot| (spot.clone(), depth(spot, standing)))
        .collect();
    // The deepest first, so that a unit is whole before it goes into the one above.
    let mut order: Vec<&Spot> = spots.iter().collect();
    order.sort_by_key(|spot| std::cmp::Reverse(depths[*spot]));
    let mut below: BTreeMap<Option<Spot>, Vec<(usize, UnitBox, Total)>> = BTreeMap::new();
    for spot in order {
        let place = spots.iter().position(|other| other == spot).unwrap_or(0);
        let own = posts.remove(spot).unwrap_or_default();
        let mut children = below.remove(&Some(spot.clone())).unwrap_or_default();
        children.sort_by_key(|(place, ..)| *place);
        let (unit, total) = unit_box(spot, own, children, standing);
        let above = above(spot, standing, &spots);
        below.entry(above).or_default().push((place, unit, total));
    }
    let mut top = below.remove(&None).unwrap_or_default();
    top.sort_by_key(|(place, ..)| *place);
    top.into_iter().map(|(_, unit, _)| unit).collect()
}

/// The places to draw, in order: the units as they came, then what stands for several.
fn spots(posts: &BTreeMap<Spot, Vec<Placed>>, standing: &Standing<'_>) -> Vec<Spot> {
    let all = standing
        .establishment
        .units()
        .chain(standing.also.iter().copied())
        .map(|(id, _)| id);
    let mut used: BTreeSet<UnitId> = BTreeSet::new();
    if standing.only_used {
        let with_posts = posts.keys().filter_map(|spot| match spot {
            Spot::Unit(id) => Some(*id),
            _ => None,
        });
        let said = standing.marks.keys().chain(standing.notes.keys()).copied();
        for id in with_posts.chain(said) {
            let mut at = Some(id);
            while let Some(id) = at
                && used.insert(id)
            {
                at = standing.unit(id).and_then(|unit| unit.part_of);
            }
        }
    }
    let drawn = |id: &UnitId| !standing.only_used || used.contains(id);
    let mut spots: Vec<Spot> = all.filter(drawn).map(Spot::Unit).collect();
    let others = posts.keys().filter(|spot| !matches!(spot, Spot::Unit(_)));
    spots.extend(others.cloned());
    spots
}

/// How many units a unit lies in.
fn depth(spot: &Spot, standing: &Standing<'_>) -> usize {
    let Spot::Unit(id) = spot else { return 0 };
    let above = |id: UnitId| standing.unit(id).and_then(|unit| unit.part_of);
    let path = std::iter::successors(Some(*id), |id| above(*id));
    path.take(MAX_DEPTH * 1_000).count()
}

/// The place above, if it is drawn; what lies too deep goes under the last level that is drawn.
fn above(spot: &Spot, standing: &Standing<'_>, spots: &[Spot]) -> Option<Spot> {
    let Spot::Unit(id) = spot else { return None };
    let part_of = |id: UnitId| standing.unit(id).and_then(|unit| unit.part_of);
    let mut path: Vec<UnitId> = std::iter::successors(part_of(*id), |id| part_of(*id))
        .take(MAX_DEPTH * 1_000)
        .collect();
    path.reverse();
    let deepest = path.len().min(MAX_DEPTH);
    let id = *path.get(deepest.checked_sub(1)?)?;
    Some(Spot::Unit(id)).filter(|above| spots.contains(above))
}

fn unit_box(
    spot: &Spot,
    own: Vec<Placed>,
    children: Vec<(usize, UnitBox, Total)>,
    standing: &Standing<'_>,
) -> (UnitBox, Total) {
    let totals = standing.totals.as_ref();
    let own_total = totals
        .and_then(|totals| totals.by_spot.get(spot).copied())
        .unwrap_or_default();
    let inside = children.iter().map(|(_, _, total)| *total);
    let total = inside.fold(own_total, Total::plus);
    let listed = own.iter().any(|placed| placed.counts);
    let units: Vec<UnitBox> = children.into_iter().map(|(_, unit, _)| unit).collect();
    let summary = match (totals, listed, units.is_empty()) {
        (None, false, true) => None,
        (None, ..) => None,
        (Some(_), false, true) => Some("No posts are listed".to_owned()),
        (Some(_), _, true) => Some(total.words()),
        (Some(_), _, false) => Some(format!("{} with the units below", total.words())),
    };
    let (mark, notes) = match spot {
        Spot::Unit(id) => (
            standing.marks.get(id).cloned(),
            standing.notes.get(id).cloned().unwrap_or_default(),
        ),
        _ => (None, Vec::new()),
    };
    let unit = UnitBox {
        name: name(spot, standing),
        mark,
        notes,
        summary,
        posts: under_managers(own),
        units,
        ..UnitBox::default()
    };
    (unit, total)
}

fn name(spot: &Spot, standing: &Standing<'_>) -> String {
    let name = |id: &UnitId| standing.unit(*id).map_or("", |unit| unit.name.as_str());
    match spot {
        Spot::Unit(id) => name(id).to_owned(),
        Spot::OneOf(ids) => {
            let names: Vec<&str> = ids.iter().map(name).collect();
            format!("{} (not stated which)", names.join(" or "))
        }
        Spot::NotStated => "Unit not stated".to_owned(),
    }
}

/// Puts each box under the box of its line manager, where that stands in the same unit.
fn under_managers(placed: Vec<Placed>) -> Vec<PostBox> {
    let mut by_title: BTreeMap<String, usize> = BTreeMap::new();
    for (index, one) in placed.iter().enumerate() {
        by_title.entry(folded(&one.post.title)).or_insert(index);
    }
    let manager: Vec<Option<usize>> = placed
        .iter()
        .enumerate()
        .map(|(index, one)| {
            let title = one.manager.as_ref()?;
            by_title
                .get(&folded(title))
                .copied()
                .filter(|at| *at != index)
        })
        .collect();
    // A chain that does not end in so many steps is a circle, or too deep to draw.
    let rank = |index: usize| {
        let path = std::iter::successors(Some(index), |at| manager[*at]);
        path.take(MAX_DEPTH + 1).count()
    };
    let ranks: Vec<usize> = (0..placed.len()).map(rank).collect();
    let mut order: Vec<usize> = (0..placed.len()).collect();
    order.sort_by_key(|index| std::cmp::Reverse(ranks[*index]));
    let mut below: BTreeMap<Option<usize>, Vec<(usize, PostBox)>> = BTreeMap::new();
    let mut boxes: Vec<Option<Placed>> = placed.into_iter().map(Some).collect();
    for index in order {
        let Some(one) = boxes[index].take() else {
            continue;
        };
        let mut post = one.post;
        let mut reports = below.remove(&Some(index)).unwrap_or_default();
        reports.sort_by_key(|(place, _)| *place);
        post.reports = reports.into_iter().map(|(_, post)| post).collect();
        let above = manager[index].filter(|_| ranks[index] <= MAX_DEPTH);
        if let (None, Some(title)) = (above, &one.manager) {
            post.notes.push(format!("Reports to {title}"));
        }
        below.entry(above).or_default().push((index, post));
    }
    let mut top = below.remove(&None).unwrap_or_default();
    top.sort_by_key(|(place, _)| *place);
    top.into_iter().map(|(_, post)| post).collect()
}
