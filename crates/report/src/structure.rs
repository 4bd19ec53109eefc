//! The structure charts of a case: the establishment before, after, and what changes.

mod boxes;
mod happens;
mod touched;
mod tree;

use std::collections::BTreeMap;

use base::Known;
use proposal::case::Withheld;
use proposal::{Case, Resolved, WITHHELD, cited};
use register::{Line, Placement};

use crate::chart::{Chart, Mark, PostBox};
use crate::listing::Listing;
use crate::phrases::count;
pub use boxes::post_box;
pub use happens::{Happening, Happenings, SideHappenings, happenings};
use touched::{Touched, touched};
use tree::{Standing, tree};

/// The three structure charts of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Charts {
    /// The establishment before, as far as the paper lists it.
    pub before: Chart,
    /// The establishment after all changes.
    pub after: Chart,
    /// What begins, ends and changes, in the units that it touches.
    pub changes: Chart,
}

/// A box of posts and where it stands.
struct Placed {
    placement: Placement,
    /// The title of the post that they report to.
    manager: Option<String>,
    /// Is it drawn for its own sake, and not only because something reports to it?
    counts: bool,
    post: PostBox,
}

impl Placed {
    /// A line of the establishment where it stands, drawn as that box.
    fn listed(line: &Line, post: PostBox) -> Self {
        Self {
            placement: line.post.placement.clone(),
            manager: line.post.line_manager.clone(),
            counts: true,
            post,
        }
    }
}

/// What withholds the pictures of the structure from whoever reads this edition, if anything does.
///
/// Each of the three can be worked out from the other two, so one that is withheld takes all of them with it.
pub fn withheld_structure(case: &Case) -> Option<&Withheld> {
    case.withheld.iter().find(|one| one.shows.is_some())
}

/// What stands in the place of a picture that is withheld: that it is, and on what ground.
pub(crate) fn in_place_of_structure(withheld: &Withheld) -> String {
    let ground = withheld.ground.as_ref().map(|at| at.value);
    format!("{WITHHELD}: {}.", cited(ground))
}

/// The structure charts of a case; empty ones where the public may not see one of them.
pub fn charts(case: &Case, resolved: &Resolved) -> Charts {
    if let Some(withheld) = withheld_structure(case) {
        let empty = |title: &str| Chart {
            title: title.to_owned(),
            description: Some(in_place_of_structure(withheld)),
            units: Vec::new(),
        };
        return Charts {
            before: empty("Structure before"),
            after: empty("Structure after"),
            changes: empty("What changes"),
        };
    }
    let touched = touched(case, resolved);
    let listing = Listing::of(case, resolved);
    Charts {
        before: before(resolved, &listing),
        after: after(case, resolved, &touched, &listing),
        changes: changes(case, resolved, &touched),
    }
}

fn before(resolved: &Resolved, listing: &Listing) -> Chart {
    let establishment = &resolved.before;
    let placed = listing
        .lines(establishment)
        .map(|line| Placed::listed(line, post_box(&line.post)))
        .collect();
    let standing = Standing {
        totals: Some(totals(listing.lines(establishment))),
        only_used: listing.leaves_out(establishment),
        ..Standing::of(establishment)
    };
    Chart {
        title: "Structure before".to_owned(),
        description: Some("The posts that exist before, as far as the case lists them.".to_owned()),
        units: tree(placed, &standing),
    }
}

fn after(case: &Case, resolved: &Resolved, touched: &[Touched], listing: &Listing) -> Chart {
    let establishment = &resolved.after;
    let marked: BTreeMap<_, _> = touched
        .iter()
        .filter_map(|touched| Some((touched.line?, touched)))
        .collect();
    let placed = listing
        .lines(establishment)
        .map(|line| {
            let touched = marked.get(&line.id);
            let post = touched.map_or_else(|| post_box(&line.post), |it| it.post.clone());
            Placed::listed(line, post)
        })
        .collect();
    let standing = Standing {
        totals: Some(totals(listing.lines(establishment))),
        only_used: listing.leaves_out(establishment),
        marks: unit_marks(case, resolved),
        ..Standing::of(establishment)
    };
    Chart {
        title: "Structure after".to_owned(),
        description: Some("The posts after all changes, if they are approved.".to_owned()),
        units: tree(placed, &standing),
    }
}

fn changes(case: &Case, resolved: &Resolved, touched: &[Touched]) -> Chart {
    let mut marks = unit_marks(case, resolved);
    let mut notes: BTreeMap<register::UnitId, Vec<String>> = BTreeMap::new();
    let mut placed: Vec<Placed> = touched
        .iter()
        .map(|touched| Placed {
            placement: touched.placement.clone(),
            manager: touched.manager.clone(),
            counts: true,
            post: touched.post.clone(),
        })
        .collect();
    for moved in touched.iter().filter_map(|touched| touched.left.as_ref()) {
        notes.entry(moved.0).or_default().push(moved.1.clone());
    }
    stay(resolved, touched, &mut placed, &mut notes);
    let ended: Vec<_> = resolved
        .before
        .units()
        .filter(|(id, _)| resolved.after.unit(*id).is_none())
        .collect();
    for (id, _) in &ended {
        marks.insert(*id, Mark::Ends);
    }
    let standing = Standing {
        establishment: &resolved.after,
        also: ended,
        totals: None,
        marks,
        notes,
        only_used: true,
    };
    Chart {
        title: "What changes".to_owned(),
        description: Some(
            "What begins, ends and changes. Posts that stay as they are are counted, not drawn."
                .to_owned(),
        ),
        units: tree(placed, &standing),
    }
}

/// Posts that stay as they are: drawn where a post that changes reports to them, else counted.
fn stay(
    resolved: &Resolved,
    touched: &[Touched],
    placed: &mut Vec<Placed>,
    notes: &mut BTreeMap<register::UnitId, Vec<String>>,
) {
    let mut counted: BTreeMap<register::UnitId, (usize, costing::FteSum)> = BTreeMap::new();
    for line in resolved.after.lines() {
        if touched.iter().any(|touched| touched.line == Some(line.id)) {
            continue;
        }
        let Placement::In(unit) = line.post.placement else {
            continue;
        };
        let here = |touched: &&Touched| touched.placement == line.post.placement;
        let leads = |touched: &Touched| {
            let manager = touched.manager.as_ref();
            manager.is_some_and(|manager| base::same_name(manager, &line.post.title))
        };
        if touched.iter().filter(here).any(leads) {
            placed.push(Placed {
                counts: false,
                ..Placed::listed(line, post_box(&line.post))
            });
        } else if touched.iter().any(|touched| here(&touched)) {
            let entry = counted.entry(unit).or_default();
            entry.0 += 1;
            match line.post.fte {
                Known::Known(fte) => entry.1.known += fte,
                Known::Unknown | Known::Withheld => entry.1.missing += 1,
            }
        }
    }
    for (unit, (lines, fte)) in counted {
        let words = format!(
            "{} of posts {} as {}: {}",
            count(lines, "line", "lines"),
            if lines == 1 { "stays" } else { "stay" },
            if lines == 1 { "it is" } else { "they are" },
            fte_words(fte)
        );
        notes.entry(unit).or_default().push(words);
    }
}

/// `8.5 FTE`; `20.5 FTE listed, 2 lines not known`; `FTE not known`.
fn fte_words(fte: costing::FteSum) -> String {
    match (fte.missing, fte.known) {
        (0, known) => format!("{known} FTE"),
        (_, known) if known.is_zero() => "FTE not known".to_owned(),
        (missing, known) => format!(
            "{known} FTE listed, {} not known",
            count(missing, "line", "lines")
        ),
    }
}

/// The FTE and number of posts of each placement.
fn totals<'e>(lines: impl Iterator<Item = &'e Line>) -> tree::Totals {
    let mut totals = tree::Totals::default();
    for line in lines {
        totals.add(&line.post);
    }
    totals
}

/// What happens to the units themselves.
fn unit_marks(case: &Case, resolved: &Resolved) -> BTreeMap<register::UnitId, Mark> {
    let created: Vec<&str> = case
        .changes
        .iter()
        .filter_map(|change| match &change.verb {
            proposal::case::Verb::CreateUnit { name, .. } => Some(name.value.as_str()),
            proposal::case::Verb::MergeUnits { into, .. } => Some(into.value.as_str()),
            _ => None,
        })
        .collect();
    let mut marks = BTreeMap::new();
    for (id, unit) in resolved.after.units() {
        let mark = match resolved.before.unit(id) {
            None => created
                .iter()
                .any(|name| base::same_name(name, &unit.name))
                .then_some(Mark::New),
            Some(was) if was.name != unit.name => {
                Some(Mark::Changed(format!("Called {} before", was.name)))
            }
            Some(was) if was.part_of != unit.part_of => {
                let from = was.part_of.and_then(|id| resolved.before.unit(id));
                let from = from.map_or("the top", |unit| unit.name.as_str());
                Some(Mark::Moved(format!("Moved from {from}")))
            }
            Some(_) => None,
        };
        marks.extend(mark.map(|mark| (id, mark)));
    }
    marks
}
