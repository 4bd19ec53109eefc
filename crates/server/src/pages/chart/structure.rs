//! The units and posts of a moment as a chart, folded where there are too many to draw.

use std::collections::{BTreeMap, BTreeSet};

use app::{UnitSums, View};
use base::{Known, same_name};
use register::{Line, LineId, Placement, Tenure, UnitId};
use report::chart::{Chart, Occupancy, PostBox, UnitBox};

use crate::words;

/// The most boxes that are drawn.
const MOST_BOXES: usize = 300;

/// The deepest that units are nested in a chart.
const DEEPEST: usize = 40;

/// A chart, with what is needed to walk it.
pub(super) struct Drawn {
    pub(super) chart: Chart,
    /// The units in the order of the tree, each with its lines as far as they are drawn.
    pub(super) units: Vec<DrawnUnit>,
    /// Units whose posts are not drawn.
    pub(super) folded: Vec<(UnitId, String)>,
    /// The unit above, or the whole council.
    pub(super) above: Option<(Option<UnitId>, String)>,
}

/// A unit of the chart.
pub(super) struct DrawnUnit {
    pub(super) unit: Option<UnitId>,
    pub(super) depth: usize,
    pub(super) sentence: String,
    /// Its lines, each with the sentence of its box.
    pub(super) lines: Vec<(LineId, String)>,
    /// How many lines it has.
    pub(super) all: usize,
}

/// The chart of a unit, or of the whole council.
pub(super) fn structure(view: &View, units: &[UnitSums], root: Option<UnitId>) -> Drawn {
    let within = root.map(|root| view.within(root));
    let is_within = |sums: &&UnitSums| match (&within, sums.unit) {
        (None, _) => true,
        (Some(within), Some(unit)) => within.contains(&unit),
        (Some(_), None) => false,
    };
    let units: Vec<&UnitSums> = units.iter().filter(is_within).collect();
    let lines: usize = units.iter().map(|sums| sums.own.lines).sum();
    let is_whole = units.len() + lines <= MOST_BOXES;
    let mut held = lines_by_unit(view);
    let top = units.first().map_or(0, |sums| sums.depth);
    let mut drawn = Drawn {
        chart: Chart::default(),
        units: Vec::new(),
        folded: Vec::new(),
        above: root.map(|root| above(view, root)),
    };
    let mut boxes = 0;
    for sums in &units {
        let lines = held.remove(&sums.unit).unwrap_or_default();
        // A unit that is opened shows its own posts, as far as there is room.
        let is_open = is_whole || (root.is_some() && sums.unit == root);
        let shown = if is_open {
            lines.len().min(MOST_BOXES - boxes.min(MOST_BOXES))
        } else {
            0
        };
        if boxes >= MOST_BOXES {
            break;
        }
        boxes += 1 + shown;
        if let Some(unit) = sums.unit
            && shown < lines.len()
        {
            drawn.folded.push((unit, sums.name.clone()));
        }
        let bare = unit_box(sums, Vec::new());
        drawn.units.push(DrawnUnit {
            unit: sums.unit,
            depth: (sums.depth - top).min(DEEPEST),
            sentence: bare.sentence(),
            lines: lines[..shown]
                .iter()
                .map(|line| (line.id, post_box(line).sentence()))
                .collect(),
            all: lines.len(),
        });
        let depth = (sums.depth - top).min(DEEPEST);
        let posts = arranged(&lines[..shown]);
        place(&mut drawn.chart.units, depth, unit_box(sums, posts));
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

fn unit_box(sums: &UnitSums, posts: Vec<PostBox>) -> UnitBox {
    let name = match sums.unit {
        Some(_) => sums.name.clone(),
        None => "Unit not stated".to_owned(),
    };
    UnitBox {
        summary: Some(words::sums(&sums.all)),
        posts,
        ..UnitBox::new(name)
    }
}

/// The posts of a unit, those that report to another of them below it.
fn arranged(lines: &[&Line]) -> Vec<PostBox> {
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
        boxes.extend(with_reports(at, lines, &managers, &mut placed));
    }
    boxes
}

fn with_reports(
    at: usize,
    lines: &[&Line],
    managers: &[Option<usize>],
    placed: &mut BTreeSet<usize>,
) -> Option<PostBox> {
    if !placed.insert(at) {
        return None;
    }
    let reports = (0..lines.len()).filter(|other| managers[*other] == Some(at));
    let reports: Vec<usize> = reports.collect();
    let reports = reports
        .into_iter()
        .filter_map(|other| with_reports(other, lines, managers, placed));
    let mut post = post_box(lines[at]);
    post.reports = reports.collect();
    Some(post)
}

fn post_box(line: &Line) -> PostBox {
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
    made
}
