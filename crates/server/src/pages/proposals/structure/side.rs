//! One side of a proposal, before or after, as what can be drawn.

use std::collections::{BTreeMap, BTreeSet};

use base::{Fte, Known};
use costing::AtLeast;
use proposal::Resolved;
use register::{Establishment, Line, Occupancy, PostLine, UnitId};
use report::chart::{Mark, PostBox};
use report::{Happenings, SideHappenings, post_box};

use super::{Proposal, Seen};
use crate::pages::structure::{Source, Standing, lines_by_unit, unit_of};
use crate::words;

/// Before, or after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Before,
    After,
}

impl Side {
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Before => "before",
            Self::After => "after",
        }
    }

    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Before => "Before",
            Self::After => "After",
        }
    }

    /// What stands where there is nothing to draw.
    pub(super) fn nothing(self) -> &'static str {
        match self {
            Self::Before => "There is nothing here before the changes.",
            Self::After => "There is nothing here after the changes.",
        }
    }
}

impl Seen {
    pub(super) fn establishment(&self, side: Side) -> &Establishment {
        match side {
            Side::Before => &self.analysis.resolved.before,
            Side::After => &self.analysis.resolved.after,
        }
    }

    pub(super) fn happenings(&self, side: Side) -> &SideHappenings {
        match side {
            Side::Before => &self.happenings.before,
            Side::After => &self.happenings.after,
        }
    }

    /// The box of a line, with what happens to it.
    pub(super) fn post_box(&self, side: Side, line: &Line) -> PostBox {
        let mut made = post_box(&line.post);
        if let Some(happening) = self.happenings(side).lines.get(&line.id) {
            happening.mark(&mut made);
        }
        made
    }

    /// What a picture of a side shows.
    pub(super) fn source<'s>(
        &'s self,
        side: Side,
        proposal: &'s Proposal,
        post_box: &'s dyn Fn(&Line) -> PostBox,
    ) -> Source<'s> {
        let establishment = self.establishment(side);
        let mut lines = lines_by_unit(establishment);
        // What happens comes first, where not all posts of a unit can be drawn.
        let happens = &self.happenings(side).lines;
        for held in lines.values_mut() {
            held.sort_by_key(|line| !happens.contains_key(&line.id));
        }
        Source {
            name: &proposal.asking.body.name,
            units: standings(establishment, &lines, self.happenings(side), &self.touched),
            lines,
            post_box,
            description: match side {
                Side::Before => "Before the changes".to_owned(),
                Side::After => "After the changes, if they are approved".to_owned(),
            },
        }
    }
}

/// Sums of a unit.
#[derive(Clone, Copy)]
struct Sums {
    lines: usize,
    posts: AtLeast<u64>,
    fte: AtLeast<Fte>,
    vacant: u64,
    changes: usize,
}

impl Default for Sums {
    fn default() -> Self {
        Self {
            lines: 0,
            posts: AtLeast {
                known: 0,
                missing: 0,
            },
            fte: AtLeast {
                known: Fte::whole(0),
                missing: 0,
            },
            vacant: 0,
            changes: 0,
        }
    }
}

impl Sums {
    fn add(&mut self, post: &PostLine, is_touched: bool) {
        self.lines += 1;
        match post.posts {
            Known::Known(posts) => self.posts.known += u64::from(posts),
            Known::Unknown | Known::Withheld => self.posts.missing += 1,
        }
        match post.fte {
            Known::Known(fte) => self.fte.known += fte,
            Known::Unknown | Known::Withheld => self.fte.missing += 1,
        }
        let posts = u64::from(post.posts.known().unwrap_or(1));
        self.vacant += match post.occupancy {
            Known::Known(Occupancy::Vacant) => posts,
            Known::Known(Occupancy::PartFilled(people)) => posts.saturating_sub(u64::from(people)),
            Known::Known(Occupancy::Filled) | Known::Unknown | Known::Withheld => 0,
        };
        self.changes += usize::from(is_touched);
    }

    fn join(&mut self, other: &Self) {
        self.lines += other.lines;
        self.posts.known += other.posts.known;
        self.posts.missing += other.posts.missing;
        self.fte.known += other.fte.known;
        self.fte.missing += other.fte.missing;
        self.vacant += other.vacant;
        self.changes += other.changes;
    }

    /// `23 posts, 21.5 FTE, 2 vacant, 3 changes`.
    fn words(&self) -> String {
        if self.lines == 0 {
            return "no posts".to_owned();
        }
        let is_unknown = |missing| missing == self.lines;
        let posts = match is_unknown(self.posts.missing) {
            true => "number of posts not known".to_owned(),
            false => words::at_least(self.posts, |posts| words::counted(posts, "post")),
        };
        let fte = match is_unknown(self.fte.missing) {
            true => "FTE not known".to_owned(),
            false => words::at_least(self.fte, |fte| format!("{fte} FTE")),
        };
        let mut parts = vec![posts, fte];
        if self.vacant > 0 {
            parts.push(format!("{} vacant", words::thousands(self.vacant)));
        }
        parts.push(match self.changes {
            0 => "unchanged".to_owned(),
            changes => words::counted(changes as u64, "change"),
        });
        parts.join(", ")
    }
}

/// The units in order, by name within each, with their sums.
fn standings(
    establishment: &Establishment,
    lines: &BTreeMap<Option<UnitId>, Vec<&Line>>,
    happens: &SideHappenings,
    touched: &BTreeSet<Option<UnitId>>,
) -> Vec<Standing> {
    let mut own: BTreeMap<Option<UnitId>, Sums> = BTreeMap::new();
    for (unit, held) in lines {
        let sums = own.entry(*unit).or_default();
        for line in held {
            sums.add(&line.post, happens.lines.contains_key(&line.id));
        }
    }
    let mut parts: BTreeMap<Option<UnitId>, Vec<(&str, UnitId)>> = BTreeMap::new();
    for (id, unit) in establishment.units() {
        let above = unit
            .part_of
            .filter(|above| establishment.unit(*above).is_some());
        parts.entry(above).or_default().push((&unit.name, id));
    }
    // Depth first, without recursion: a case may nest units as deep as its file is long.
    let mut order: Vec<(UnitId, &str, usize)> = Vec::new();
    let mut open: Vec<(UnitId, &str, usize)> = Vec::new();
    let mut below = |above: Option<UnitId>, depth: usize, open: &mut Vec<_>| {
        let mut within = parts.remove(&above).unwrap_or_default();
        within.sort_unstable();
        open.extend(within.into_iter().rev().map(|(name, id)| (id, name, depth)));
    };
    below(None, 0, &mut open);
    while let Some(next) = open.pop() {
        order.push(next);
        below(Some(next.0), next.2 + 1, &mut open);
    }
    let mut all: Vec<Sums> = order
        .iter()
        .map(|(id, ..)| own.get(&Some(*id)).copied().unwrap_or_default())
        .collect();
    // From the last to the first, each into the nearest before it that is less deep.
    let mut path: Vec<usize> = Vec::new();
    let mut parents: Vec<Option<usize>> = Vec::with_capacity(order.len());
    for (at, (_, _, depth)) in order.iter().enumerate() {
        path.truncate(*depth);
        parents.push(path.last().copied());
        path.push(at);
    }
    for at in (0..order.len()).rev() {
        if let Some(above) = parents[at] {
            let sums = all[at];
            all[above].join(&sums);
        }
    }
    let standing = |(at, (id, name, depth)): (usize, &(UnitId, &str, usize))| {
        let held = own.get(&Some(*id)).copied().unwrap_or_default();
        let mark = happens.units.get(id).cloned();
        Standing {
            unit: Some(*id),
            depth: *depth,
            name: (*name).to_owned(),
            summary: all[at].words(),
            lines: held.lines,
            is_touched: touched.contains(&Some(*id)),
            mark,
        }
    };
    let mut standings: Vec<Standing> = order.iter().enumerate().map(standing).collect();
    standings.extend(own.get(&None).map(|sums| Standing {
        unit: None,
        depth: 0,
        name: "Unit not stated".to_owned(),
        summary: sums.words(),
        lines: sums.lines,
        mark: None::<Mark>,
        is_touched: touched.contains(&None),
    }));
    standings
}

/// The smallest unit that holds everything that changes, on both sides; none where that is the whole.
pub(super) fn smallest(resolved: &Resolved, happenings: &Happenings) -> Option<UnitId> {
    let side = |establishment: &Establishment, of: &SideHappenings| {
        let lines = of.lines.keys().filter_map(|id| establishment.line(*id));
        let placed = lines.map(|line| unit_of(establishment, line));
        let units = of.units.keys().map(|unit| Some(*unit));
        let paths = placed
            .chain(units)
            .map(|unit| path_to(establishment, unit?));
        paths.collect::<BTreeSet<Option<Vec<UnitId>>>>()
    };
    let mut paths = side(&resolved.before, &happenings.before);
    paths.extend(side(&resolved.after, &happenings.after));
    let mut paths = paths.into_iter();
    let mut common = paths.next()??;
    for path in paths {
        let path = path?;
        let same = common.iter().zip(&path).take_while(|(a, b)| a == b);
        common.truncate(same.count());
    }
    common.last().copied()
}

/// The units from the top down to one, if they do not go in a circle.
fn path_to(establishment: &Establishment, unit: UnitId) -> Option<Vec<UnitId>> {
    let mut path = Vec::new();
    let mut at = Some(unit);
    while let Some(unit) = at {
        if path.contains(&unit) {
            return None;
        }
        path.push(unit);
        at = establishment.unit(unit).and_then(|unit| unit.part_of);
    }
    path.reverse();
    Some(path)
}
