//! The units and posts of a moment as a chart, folded where there are too many to draw.

use std::collections::{BTreeMap, BTreeSet};

use app::{UnitSums, View};
use base::{Known, same_name};
use register::{Line, LineId, Placement, Tenure, UnitId};
use report::chart::{Chart, Fold, Occupancy, PostBox, UnitBox};

use crate::words;

/// The most boxes that are drawn.
const MOST_BOXES: usize = 300;

/// Where not everything can be drawn, units are open by themselves while there are no more boxes than this.
const AT_FIRST: usize = 60;

/// The deepest that units are nested in a chart.
const DEEPEST: usize = 40;

/// Which units the address asks to see in full, and which not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Folds {
    pub(super) open: BTreeSet<UnitId>,
    pub(super) closed: BTreeSet<UnitId>,
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
    /// As much as can be looked at, on the page.
    OnPage(&'w Folds, Links<'w>),
    /// As on the page, to take away.
    AsShown(&'w Folds),
}

impl Way<'_> {
    fn folds(&self) -> Option<&Folds> {
        match self {
            Self::Whole => None,
            Self::OnPage(folds, _) | Self::AsShown(folds) => Some(folds),
        }
    }

    fn links(&self) -> Option<&Links<'_>> {
        match self {
            Self::OnPage(_, links) => Some(links),
            Self::Whole | Self::AsShown(_) => None,
        }
    }
}

/// A chart, with what is needed to walk it.
pub(super) struct Drawn {
    pub(super) chart: Chart,
    /// The units in the order of the tree, each with its lines as far as they are drawn.
    pub(super) units: Vec<DrawnUnit>,
    /// The unit above, or the whole council.
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

/// The chart of a unit, or of the whole council.
pub(super) fn structure(
    view: &View,
    units: &[UnitSums],
    root: Option<UnitId>,
    sought: Option<LineId>,
    way: &Way<'_>,
) -> Drawn {
    let within = root.map(|root| view.within(root));
    let is_within = |sums: &&UnitSums| match (&within, sums.unit) {
        (None, _) => true,
        (Some(within), Some(unit)) => within.contains(&unit),
        (Some(_), None) => false,
    };
    let units: Vec<&UnitSums> = units.iter().filter(is_within).collect();
    let open = match way.folds() {
        None => vec![true; units.len()],
        Some(folds) => opened(&units, folds, root),
    };
    let mut held = lines_by_unit(view);
    let top = units.first().map_or(0, |sums| sums.depth);
    let mut drawn = Drawn {
        chart: Chart::default(),
        units: Vec::new(),
        above: root.map(|root| above(view, root)),
        is_folded: false,
    };
    let mut room = match way {
        Way::Whole => usize::MAX,
        Way::OnPage(..) | Way::AsShown(_) => MOST_BOXES,
    };
    let mut hidden_below = usize::MAX;
    for (at, sums) in units.iter().enumerate() {
        if sums.depth > hidden_below || room == 0 {
            drawn.is_folded = true;
            continue;
        }
        hidden_below = if open[at] { usize::MAX } else { sums.depth };
        room -= 1;
        let lines = held.remove(&sums.unit).unwrap_or_default();
        let shown = if open[at] { lines.len().min(room) } else { 0 };
        room -= shown;
        drawn.is_folded |= shown < lines.len();
        let depth = (sums.depth - top).min(DEEPEST);
        let has_more = has_below(&units, at) || !lines.is_empty();
        let mut own = unit_box(sums, way, open[at], has_more);
        let sentence = own.sentence();
        if open[at] && shown < lines.len() {
            own.notes.push(format!(
                "{} more lines of posts are not drawn",
                lines.len() - shown
            ));
        }
        let post = |line: &Line| post_box(line, sought, way);
        drawn.units.push(DrawnUnit {
            unit: sums.unit,
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
    let name = root.and_then(|root| view.establishment.unit(root));
    let name = name.map_or(view.body.name.as_str(), |unit| unit.name.as_str());
    drawn.chart.title = format!("{name}: structure");
    drawn.chart.description = Some(format!(
        "In force on {}, as recorded at {}",
        words::day(view.moment.in_force_on),
        words::day(view.moment.as_recorded_at)
    ));
    drawn
}

fn has_below(units: &[&UnitSums], at: usize) -> bool {
    units
        .get(at + 1)
        .is_some_and(|next| next.depth > units[at].depth)
}

/// Which units show their posts and the units within them: all, where all can be drawn. Otherwise those that
/// are asked for with the units that they are in, and whole levels from the top while there is room.
fn opened(units: &[&UnitSums], folds: &Folds, root: Option<UnitId>) -> Vec<bool> {
    let mut open = vec![false; units.len()];
    let mut path: Vec<usize> = Vec::new();
    let mut parents: Vec<Option<usize>> = Vec::with_capacity(units.len());
    for (at, sums) in units.iter().enumerate() {
        path.retain(|above| units[*above].depth < sums.depth);
        parents.push(path.last().copied());
        path.push(at);
        if sums.unit.is_some_and(|unit| folds.open.contains(&unit)) {
            path.iter().for_each(|above| open[*above] = true);
        }
    }
    let is_closed = |at: usize| {
        units[at]
            .unit
            .is_some_and(|unit| folds.closed.contains(&unit))
    };
    let lines: usize = units.iter().map(|sums| sums.own.lines).sum();
    let is_whole = units.len() + lines <= MOST_BOXES;
    let mut children = vec![0; units.len()];
    parents
        .iter()
        .flatten()
        .for_each(|above| children[*above] += 1);
    let within = |at: usize| children[at] + units[at].own.lines;
    let first = units.first().map_or(0, |sums| sums.depth);
    let deepest = units.iter().map(|sums| sums.depth).max().unwrap_or(first);
    let mut boxes = parents.iter().filter(|above| above.is_none()).count();
    for depth in first..=deepest {
        let level: Vec<usize> = (0..units.len())
            .filter(|at| units[*at].depth == depth && !is_closed(*at))
            .filter(|at| parents[*at].is_none_or(|above| open[above]))
            .collect();
        let all: usize = level.iter().map(|at| within(*at)).sum();
        let is_root = depth == first && root.is_some();
        if is_whole || is_root || boxes + all <= AT_FIRST {
            level.iter().for_each(|at| open[*at] = true);
        }
        boxes += level
            .iter()
            .filter(|at| open[**at])
            .map(|at| within(*at))
            .sum::<usize>();
    }
    // What is closed by name stays so, whatever is open in it.
    for (at, is_open) in open.iter_mut().enumerate() {
        *is_open &= !is_closed(at);
    }
    open
}

fn above(view: &View, unit: UnitId) -> (Option<UnitId>, String) {
    let above = view.establishment.unit(unit).and_then(|unit| unit.part_of);
    match above.and_then(|id| Some((id, view.establishment.unit(id)?))) {
        Some((id, unit)) => (Some(id), unit.name.clone()),
        None => (None, view.body.name.clone()),
    }
}

fn lines_by_unit(view: &View) -> BTreeMap<Option<UnitId>, Vec<&Line>> {
    let mut held: BTreeMap<Option<UnitId>, Vec<&Line>> = BTreeMap::new();
    for line in view.establishment.lines() {
        let unit = match line.post.placement {
            Placement::In(unit) if view.establishment.unit(unit).is_some() => Some(unit),
            _ => None,
        };
        held.entry(unit).or_default().push(line);
    }
    held
}

/// Puts a unit under the last one of the level above.
fn place(units: &mut Vec<UnitBox>, depth: usize, unit: UnitBox) {
    match (depth, units.last_mut()) {
        (0, _) | (_, None) => units.push(unit),
        (depth, Some(last)) => place(&mut last.units, depth - 1, unit),
    }
}

fn unit_box(sums: &UnitSums, way: &Way<'_>, is_open: bool, has_more: bool) -> UnitBox {
    let name = match sums.unit {
        Some(_) => sums.name.clone(),
        None => "Unit not stated".to_owned(),
    };
    let linked = way.links().zip(sums.unit);
    let fold = linked.filter(|_| has_more).map(|(links, unit)| Fold {
        link: (links.fold)(unit, !is_open),
        is_open,
    });
    UnitBox {
        summary: Some(words::sums(&sums.all)),
        link: linked.map(|(links, unit)| (links.unit)(unit)),
        fold,
        ..UnitBox::new(name)
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

fn post_box(line: &Line, sought: Option<LineId>, way: &Way<'_>) -> PostBox {
    let post = &line.post;
    let grade = match &post.grade {
        Known::Known(grade) => grade.clone(),
        Known::Unknown => "Grade not known".to_owned(),
    };
    let mut made = PostBox::new(post.title.clone(), grade);
    made.posts = post.posts;
    if let Known::Known(fte) = post.fte {
        made.fte = format!("{fte} FTE");
    }
    made.occupancy = match post.occupancy {
        Known::Unknown => Occupancy::NotKnown,
        Known::Known(register::Occupancy::Vacant) => Occupancy::Vacant,
        Known::Known(register::Occupancy::Filled) => Occupancy::Filled,
        Known::Known(register::Occupancy::PartFilled(_)) => {
            Occupancy::PartFilled(words::filled(post))
        }
    };
    if let Known::Known(Tenure::Temporary(end)) = &post.tenure {
        made.temporary = Some(end.to_string());
    }
    made.link = way.links().map(|links| (links.post)(line.id));
    made.is_sought = sought == Some(line.id);
    made
}
