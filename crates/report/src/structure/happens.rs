//! What a proposal does to each line of posts and each unit, beside the establishment before and beside
//! that after: for pictures of the two that are folded where there is too much to draw.

use std::collections::{BTreeMap, BTreeSet};

use base::Known;
use proposal::{Case, Effect, Resolved};
use register::{Line, LineId, Placement, UnitId};

use super::touched::{payment, touched};
use super::unit_marks;
use crate::chart::{Mark, Occupancy, PostBox};
use crate::phrases::{Alteration, alterations};

/// What happens to lines and units, on the two sides of a proposal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Happenings {
    /// To what the establishment before holds.
    pub before: SideHappenings,
    /// To what the establishment after holds.
    pub after: SideHappenings,
}

/// What happens to the lines and units of one establishment; what stays as it is is not in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SideHappenings {
    /// By line.
    pub lines: BTreeMap<LineId, Happening>,
    /// By unit.
    pub units: BTreeMap<UnitId, Mark>,
}

/// What happens to a line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Happening {
    /// The marks of its box.
    pub marks: Vec<Mark>,
    /// Sentences about it.
    pub notes: Vec<String>,
    /// The first change that touches it, by its place in the case.
    pub change: usize,
}

impl Happening {
    /// Marks a box with it.
    pub fn mark(&self, post: &mut PostBox) {
        post.marks.extend(self.marks.iter().cloned());
        post.notes.extend(self.notes.iter().cloned());
        if self.marks.contains(&Mark::New)
            && matches!(post.occupancy, Occupancy::NotKnown | Occupancy::Withheld)
        {
            // Nobody can hold what does not exist yet.
            post.occupancy = Occupancy::NotShown;
        }
    }
}

/// What the changes of a case do, line by line and unit by unit.
pub fn happenings(case: &Case, resolved: &Resolved) -> Happenings {
    Happenings {
        before: before(resolved),
        after: after(case, resolved),
    }
}

fn after(case: &Case, resolved: &Resolved) -> SideHappenings {
    let mut lines = BTreeMap::new();
    for one in touched(case, resolved) {
        let Some(line) = one.line else { continue };
        let happening = Happening {
            marks: one.post.marks,
            notes: one.said,
            change: one.change,
        };
        lines.insert(line, happening);
    }
    SideHappenings {
        lines,
        units: unit_marks(case, resolved),
    }
}

fn before(resolved: &Resolved) -> SideHappenings {
    let mut lines: BTreeMap<LineId, Happening> = BTreeMap::new();
    for effect in &resolved.effects {
        let paid = effect.payment.as_ref().and_then(|paid| paid.line);
        let id = effect.before.as_ref().map(|line| line.id).or(paid);
        // What this proposal establishes first was not there before.
        let Some(whole) = id.and_then(|id| resolved.before.line(id)) else {
            continue;
        };
        let happening = lines.entry(whole.id).or_insert_with(|| Happening {
            change: effect.change,
            ..Happening::default()
        });
        happening.marks.extend(marks(resolved, effect, whole));
        happening.marks.dedup();
    }
    let mut units = BTreeMap::new();
    for (id, unit) in resolved.before.units() {
        let mark = match resolved.after.unit(id) {
            None => Some(Mark::Ends),
            Some(then) if then.name != unit.name => {
                Some(Mark::Changed(format!("To be called {}", then.name)))
            }
            Some(then) if then.part_of != unit.part_of => {
                let to = then.part_of.and_then(|to| resolved.after.unit(to));
                let to = to.map_or("the top", |unit| unit.name.as_str());
                Some(Mark::Moved(format!("Moves to {to}")))
            }
            Some(_) => None,
        };
        units.extend(mark.map(|mark| (id, mark)));
    }
    SideHappenings { lines, units }
}

/// What an effect does to a line, said of the line as it is before.
fn marks(resolved: &Resolved, effect: &Effect, whole: &Line) -> Vec<Mark> {
    if let Some(paid) = &effect.payment {
        return vec![Mark::Changed(payment(paid))];
    }
    let Some(before) = &effect.before else {
        return Vec::new();
    };
    let part = part_of(whole, before);
    let Some(after) = &effect.after else {
        return vec![match part {
            None => Mark::Ends,
            Some(part) => Mark::Changed(format!("Ends: {part}")),
        }];
    };
    let said = |words: String| match &part {
        None => words,
        Some(part) => format!("{words}: {part}"),
    };
    let found = alterations(
        (&before.post, &resolved.before),
        (&after.post, &resolved.after),
    );
    let mark = |(at, alteration)| match alteration {
        Alteration::Moved(_) => {
            let to = resolved.after.placement_name(&after.post.placement);
            Mark::Moved(said(format!("Moves to {to}")))
        }
        // Of a title the alteration, which comes first, says what it was.
        Alteration::Changed(_) if at == 0 && before.post.title != after.post.title => {
            Mark::Changed(said(format!("To be called {}", after.post.title)))
        }
        Alteration::Changed(words) | Alteration::Tenure(words) => Mark::Changed(said(words)),
    };
    let mut marks: Vec<Mark> = found.into_iter().enumerate().map(mark).collect();
    marks.dedup();
    marks
}

/// `2 of 4 FTE`; nothing where all of a line is meant.
fn part_of(whole: &Line, part: &Line) -> Option<String> {
    match (whole.post.posts, part.post.posts) {
        (Known::Known(all), Known::Known(some)) if some != all => {
            return Some(format!("{some} of {all} posts"));
        }
        _ => {}
    }
    match (whole.post.fte, part.post.fte) {
        (Known::Known(all), Known::Known(some)) if some != all => {
            Some(format!("{some} of {all} FTE"))
        }
        _ => None,
    }
}

impl Happenings {
    /// The units in which anything happens: where posts are that change, where they come from and go to,
    /// and the units that change themselves. None among them is a place that is no unit.
    pub fn units(&self, resolved: &Resolved) -> BTreeSet<Option<UnitId>> {
        let side = |side: &SideHappenings, establishment: &register::Establishment| {
            let lines = side.lines.keys().filter_map(|id| establishment.line(*id));
            let placed = lines.map(|line| match line.post.placement {
                Placement::In(unit) => Some(unit),
                Placement::OneOf(_) | Placement::NotStated => None,
            });
            let own = side.units.keys().map(|unit| Some(*unit));
            placed.chain(own).collect::<Vec<_>>()
        };
        let mut units = side(&self.before, &resolved.before);
        units.extend(side(&self.after, &resolved.after));
        units.into_iter().collect()
    }
}
