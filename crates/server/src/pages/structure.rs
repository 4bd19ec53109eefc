//! Units and posts as a chart, folded where there are too many to draw: for the register's picture of a
//! moment, and for the pictures of a proposal.
//!
//! ```text
//! Source: units in order, their lines, a box for each ──structure──▶ Drawn: chart, and the same to walk
//!                                                         ▲
//!                                        Folds, from the address; room for so many boxes
//! ```

mod files;
mod folds;
mod list;
mod zoom;

use std::collections::{BTreeMap, BTreeSet};

use base::same_name;
use register::{Establishment, Line, LineId, Placement, UnitId};
use report::chart::{Chart, Fold, Mark, PostBox, UnitBox};

pub(super) use files::{SHARPNESS, file, made_apart};
pub(super) use folds::{Folds, parts};
pub(super) use list::{ListLinks, list};
pub(super) use zoom::{Zoom, zoom_links};

/// The most boxes that are drawn on a page.
pub(super) const MOST_BOXES: usize = 300;

/// The widest that a picture may be before units go below each other, in pixels: the room on a desk.
pub(super) const WIDTH: i32 = 1240;

/// The deepest that units are nested in a chart.
const DEEPEST: usize = 40;

/// What can be drawn.
pub(super) struct Source<'s> {
    /// What the whole is called.
    pub(super) name: &'s str,
    /// The units, each before the units within it.
    pub(super) units: Vec<Standing>,
    /// The lines of each.
    pub(super) lines: BTreeMap<Option<UnitId>, Vec<&'s Line>>,
    /// The box of a line.
    pub(super) post_box: &'s dyn Fn(&Line) -> PostBox,
    /// A sentence under the title, such as the two dates the chart holds for.
    pub(super) description: String,
}

/// A unit and what is said of it.
#[derive(Clone, Debug)]
pub(super) struct Standing {
    /// The unit; none for posts whose unit is not stated.
    pub(super) unit: Option<UnitId>,
    pub(super) depth: usize,
    pub(super) name: String,
    /// Its sums, with the units within it.
    pub(super) summary: String,
    /// How many lines of posts are in it.
    pub(super) lines: usize,
    /// What happens to it.
    pub(super) mark: Option<Mark>,
    /// Does anything happen to it or to its posts?
    pub(super) is_touched: bool,
}

/// The lines of an establishment, by unit.
pub(super) fn lines_by_unit(establishment: &Establishment) -> BTreeMap<Option<UnitId>, Vec<&Line>> {
    let mut held: BTreeMap<Option<UnitId>, Vec<&Line>> = BTreeMap::new();
    for line in establishment.lines() {
        held.entry(unit_of(establishment, line))
            .or_default()
            .push(line);
    }
    held
}

/// The unit in which a line is drawn.
pub(super) fn unit_of(establishment: &Establishment, line: &Line) -> Option<UnitId> {
    match line.post.placement {
        Placement::In(unit) => Some(unit).filter(|unit| establishment.unit(*unit).is_some()),
        Placement::OneOf(_) | Placement::NotStated => None,
    }
}

/// Where boxes lead.
pub(super) struct Links<'l> {
    /// The page of a unit.
    pub(super) unit: &'l dyn Fn(UnitId) -> String,
    /// The page of a post.
    pub(super) post: &'l dyn Fn(LineId) -> String,
    /// This page with a unit opened, or closed.
    pub(super) fold: &'l dyn Fn(UnitId, bool) -> String,
}

/// How a structure is drawn.
pub(super) enum Way<'w> {
    /// Everything, to take away: nothing in it leads anywhere.
    Whole,
    /// As much as can be looked at, so many boxes, on the page.
    OnPage(&'w Folds, usize, Links<'w>),
    /// As on the page, to take away.
    AsShown(&'w Folds, usize),
}

impl Way<'_> {
    fn folds(&self) -> Option<&Folds> {
        match self {
            Self::Whole => None,
            Self::OnPage(folds, ..) | Self::AsShown(folds, _) => Some(folds),
        }
    }

    fn room(&self) -> usize {
        match self {
            Self::Whole => usize::MAX,
            Self::OnPage(_, most, _) | Self::AsShown(_, most) => *most,
        }
    }

    fn links(&self) -> Option<&Links<'_>> {
        match self {
            Self::OnPage(.., links) => Some(links),
            Self::Whole | Self::AsShown(..) => None,
        }
    }
}

/// A chart, with what is needed to walk it.
pub(super) struct Drawn {
    pub(super) chart: Chart,
    /// The units in the order of the tree, each with its lines as far as they are drawn.
    pub(super) units: Vec<DrawnUnit>,
    /// The unit above, or the whole.
    pub(super) above: Option<(Option<UnitId>, String)>,
    /// Is anything folded?
    pub(super) is_folded: bool,
}

/// A unit of the chart.
pub(super) struct DrawnUnit {
    pub(super) unit: Option<UnitId>,
    pub(super) depth: usize,
    pub(super) name: String,
    pub(super) sentence: String,
    /// Its lines, each with the sentence of its box.
    pub(super) lines: Vec<(LineId, String)>,
    /// How many lines it has.
    pub(super) all: usize,
    /// The way to open it, where it is folded.
    pub(super) opens: Option<String>,
}

/// The chart of a unit, or of the whole.
pub(super) fn structure(
    source: Source<'_>,
    root: Option<UnitId>,
    sought: Option<LineId>,
    way: &Way<'_>,
) -> Drawn {
    let Source {
        name,
        units: all,
        lines: mut held,
        post_box,
        description,
    } = source;
    let root = root.and_then(|root| all.iter().position(|one| one.unit == Some(root)));
    let above = root.map(|root| above(&all, root, name));
    let units = within(&all, root);
    let mut room = way.room();
    let open = match way.folds() {
        None => vec![true; units.len()],
        Some(folds) => folds.opened(units, root.is_some(), room),
    };
    let top = units.first().map_or(0, |standing| standing.depth);
    let mut drawn = Drawn {
        chart: Chart::default(),
        units: Vec::new(),
        above,
        is_folded: false,
    };
    let mut hidden_below = usize::MAX;
    for (at, standing) in units.iter().enumerate() {
        if standing.depth > hidden_below || room == 0 {
            drawn.is_folded = true;
            continue;
        }
        hidden_below = if open[at] { usize::MAX } else { standing.depth };
        room -= 1;
        let lines = held.remove(&standing.unit).unwrap_or_default();
        let shown = if open[at] { lines.len().min(room) } else { 0 };
        room -= shown;
        drawn.is_folded |= shown < lines.len();
        let depth = (standing.depth - top).min(DEEPEST);
        let has_more = has_below(units, at) || !lines.is_empty();
        let mut own = unit_box(standing, way, open[at], has_more);
        let sentence = own.sentence();
        if open[at] && shown < lines.len() {
            own.notes.push(format!(
                "{} more lines of posts are not drawn",
                lines.len() - shown
            ));
        }
        let post = |line: &Line| {
            let mut made = post_box(line);
            made.link = way.links().map(|links| (links.post)(line.id));
            made.is_sought = sought == Some(line.id);
            made
        };
        drawn.units.push(DrawnUnit {
            unit: standing.unit,
            depth,
            name: own.name.clone(),
            sentence,
            lines: lines[..shown]
                .iter()
                .map(|line| (line.id, post(line).sentence()))
                .collect(),
            all: lines.len(),
            opens: own
                .fold
                .as_ref()
                .filter(|fold| !fold.is_open)
                .map(|fold| fold.link.clone()),
        });
        own.posts = arranged(&lines[..shown], &post);
        place(&mut drawn.chart.units, depth, own);
    }
    let name = root.map_or(name, |root| all[root].name.as_str());
    drawn.chart.title = format!("{name}: structure");
    drawn.chart.description = Some(description);
    drawn
}

/// A unit with all units within it; all, without one.
fn within(units: &[Standing], root: Option<usize>) -> &[Standing] {
    let Some(root) = root else { return units };
    let deeper = units[root + 1..]
        .iter()
        .take_while(|one| one.depth > units[root].depth)
        .count();
    &units[root..=root + deeper]
}

/// What a unit is part of; the whole has no number.
fn above(units: &[Standing], at: usize, whole: &str) -> (Option<UnitId>, String) {
    let before = units[..at].iter().rev();
    let mut shallower = before.filter(|one| one.depth < units[at].depth);
    match shallower.next() {
        Some(one) => (one.unit, one.name.clone()),
        None => (None, whole.to_owned()),
    }
}

fn has_below(units: &[Standing], at: usize) -> bool {
    units
        .get(at + 1)
        .is_some_and(|next| next.depth > units[at].depth)
}

/// Puts a unit under the last one of the level above.
fn place(units: &mut Vec<UnitBox>, depth: usize, unit: UnitBox) {
    match (depth, units.last_mut()) {
        (0, _) | (_, None) => units.push(unit),
        (depth, Some(last)) => place(&mut last.units, depth - 1, unit),
    }
}

fn unit_box(standing: &Standing, way: &Way<'_>, is_open: bool, has_more: bool) -> UnitBox {
    let linked = way.links().zip(standing.unit);
    let fold = linked.filter(|_| has_more).map(|(links, unit)| Fold {
        link: (links.fold)(unit, !is_open),
        is_open,
    });
    UnitBox {
        summary: Some(standing.summary.clone()),
        mark: standing.mark.clone(),
        link: linked.map(|(links, unit)| (links.unit)(unit)),
        fold,
        ..UnitBox::new(&standing.name)
    }
}

/// The posts of a unit, those that report to another of them below it.
fn arranged(lines: &[&Line], post_box: &dyn Fn(&Line) -> PostBox) -> Vec<PostBox> {
    let manager = |at: usize| {
        let title = lines[at].post.line_manager.as_ref()?;
        let mut others = lines.iter().enumerate();
        others
            .find(|(other, line)| *other != at && same_name(&line.post.title, title))
            .map(|(other, _)| other)
    };
    let managers: Vec<Option<usize>> = (0..lines.len()).map(manager).collect();
    let mut placed = BTreeSet::new();
    let mut boxes = Vec::new();
    let tops = (0..lines.len()).filter(|at| managers[*at].is_none());
    // Posts that report to each other in a circle have no top: the first of them is one.
    for at in tops.chain(0..lines.len()) {
        boxes.extend(with_reports(at, lines, &managers, post_box, &mut placed));
    }
    boxes
}

fn with_reports(
    at: usize,
    lines: &[&Line],
    managers: &[Option<usize>],
    post_box: &dyn Fn(&Line) -> PostBox,
    placed: &mut BTreeSet<usize>,
) -> Option<PostBox> {
    if !placed.insert(at) {
        return None;
    }
    let reports = (0..lines.len()).filter(|other| managers[*other] == Some(at));
    let reports: Vec<usize> = reports.collect();
    let reports = reports
        .into_iter()
        .filter_map(|other| with_reports(other, lines, managers, post_box, placed));
    let mut post = post_box(lines[at]);
    post.reports = reports.collect();
    Some(post)
}
