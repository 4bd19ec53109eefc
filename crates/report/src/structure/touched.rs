//! The lines of posts that a case touches, each as a box with its marks.

use std::collections::BTreeMap;

use base::Known;
use proposal::{Case, Effect, Resolved};
use register::{Line, LineId, Placement, UnitId};

use super::boxes::post_box;
use crate::chart::{Mark, Occupancy, PostBox};
use crate::phrases::{Alteration, alterations};

/// A line that is touched.
pub(super) struct Touched {
    /// The first change that touches it, by its place in the case.
    pub(super) change: usize,
    /// The line as the establishment after holds it; none if it ends.
    pub(super) line: Option<LineId>,
    /// Where it stands, or stood.
    pub(super) placement: Placement,
    /// To which title it reports.
    pub(super) manager: Option<String>,
    /// The box.
    pub(super) post: PostBox,
    /// What the box says of the change beside its marks, also among its notes.
    pub(super) said: Vec<String>,
    /// The unit that it leaves, and a sentence about that.
    pub(super) left: Option<(UnitId, String)>,
}

/// The lines that the changes touch, in the order of the changes.
pub(super) fn touched(case: &Case, resolved: &Resolved) -> Vec<Touched> {
    let mut found: Vec<Touched> = Vec::new();
    let mut at: BTreeMap<LineId, usize> = BTreeMap::new();
    for effect in &resolved.effects {
        if let Some(paid) = &effect.payment {
            let Some(line) = paid.line else { continue };
            let index = match at.get(&line) {
                Some(index) => *index,
                None => match unchanged(resolved, effect.change, line) {
                    Some(touched) => {
                        at.insert(line, found.len());
                        found.push(touched);
                        found.len() - 1
                    }
                    None => continue,
                },
            };
            found[index].post.marks.push(Mark::Changed(payment(paid)));
            continue;
        }
        match (&effect.before, &effect.after) {
            (Some(_), None) => found.extend(ends(resolved, effect)),
            (None, Some(after)) => {
                at.insert(after.id, found.len());
                found.push(begins(case, resolved, effect, after));
            }
            (Some(before), Some(after)) => match at.get(&after.id) {
                // A line that an earlier change has touched: its box takes the further marks.
                Some(index) => {
                    let further = amended(resolved, effect, before, after);
                    let box_before = std::mem::replace(&mut found[*index], further);
                    found[*index].change = box_before.change;
                    let mut marks = box_before.post.marks;
                    marks.append(&mut found[*index].post.marks);
                    marks.dedup();
                    found[*index].post.marks = marks;
                    found[*index].left = found[*index].left.take().or(box_before.left);
                }
                None => {
                    at.insert(after.id, found.len());
                    found.push(amended(resolved, effect, before, after));
                }
            },
            (None, None) => {}
        }
    }
    found
}

pub(super) fn payment(paid: &register::Payment) -> String {
    let mut words = match paid.amount {
        Known::Withheld => format!("{}, amount withheld", paid.name),
        amount @ (Known::Known(_) | Known::Unknown) => format!("{} of {amount}", paid.name),
    };
    words.push_str(if paid.for_term { "" } else { " a year" });
    if let Some(until) = paid.until {
        words.push_str(&format!(", until {}", base::long_date(until)));
    }
    words
}

/// A line that stays as it is, but whose holder is paid.
fn unchanged(resolved: &Resolved, change: usize, line: LineId) -> Option<Touched> {
    let line = resolved.after.line(line)?;
    Some(Touched {
        change,
        said: Vec::new(),
        line: Some(line.id),
        placement: line.post.placement.clone(),
        manager: line.post.line_manager.clone(),
        post: post_box(&line.post),
        left: None,
    })
}

fn ends(resolved: &Resolved, effect: &Effect) -> Option<Touched> {
    let line = effect.before.as_ref()?;
    let mut post = post_box(&line.post);
    post.marks.push(Mark::Ends);
    let whole = resolved.before.line(line.id).map(|line| &line.post);
    if let Some(whole) = whole
        && let (Known::Known(all), Known::Known(part)) = (whole.fte, line.post.fte)
        && part != all
    {
        post.notes.push(format!("Part of {all} FTE"));
    }
    Some(Touched {
        change: effect.change,
        said: Vec::new(),
        line: None,
        placement: line.post.placement.clone(),
        manager: line.post.line_manager.clone(),
        post,
        left: None,
    })
}

fn begins(case: &Case, resolved: &Resolved, effect: &Effect, after: &Line) -> Touched {
    let line = resolved.after.line(after.id).unwrap_or(after);
    let mut post = post_box(&line.post);
    if matches!(post.occupancy, Occupancy::NotKnown | Occupancy::Withheld) {
        post.occupancy = Occupancy::NotShown;
    }
    post.marks.push(Mark::New);
    if let proposal::case::Verb::Establish(established) = &case.changes[effect.change].verb {
        let titles = established.in_place_of.iter();
        post.marks
            .extend(titles.map(|title| Mark::InPlaceOf(title.value.clone())));
    }
    Touched {
        change: effect.change,
        said: Vec::new(),
        line: Some(line.id),
        placement: line.post.placement.clone(),
        manager: line.post.line_manager.clone(),
        post,
        left: None,
    }
}

fn amended(resolved: &Resolved, effect: &Effect, before: &Line, effect_after: &Line) -> Touched {
    let after = resolved.after.line(effect_after.id).unwrap_or(effect_after);
    let mut post = post_box(&after.post);
    let found = alterations(
        (&before.post, &resolved.before),
        (&effect_after.post, &resolved.after),
    );
    let mut left = None;
    for alteration in found {
        post.marks.push(match alteration {
            Alteration::Changed(words) | Alteration::Tenure(words) => Mark::Changed(words),
            Alteration::Moved(words) => {
                if let Placement::In(unit) = before.post.placement {
                    let to = resolved.after.placement_name(&after.post.placement);
                    left = Some((unit, format!("{} moves to {to}", before.post.title)));
                }
                Mark::Moved(words)
            }
        });
    }
    if post.marks.is_empty() {
        post.marks.push(Mark::Changed("Changed".to_owned()));
    }
    let until = effect.until.as_ref();
    let said: Vec<String> = until
        .map(|until| format!("Changed {until}, then as before"))
        .into_iter()
        .collect();
    post.notes.extend(said.iter().cloned());
    Touched {
        change: effect.change,
        said,
        line: Some(after.id),
        placement: after.post.placement.clone(),
        manager: after.post.line_manager.clone(),
        post,
        left,
    }
}
