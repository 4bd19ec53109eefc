//! What decisions promised, and which later decisions kept it, wholly or for some units.

use base::{Date, long_date, same_name, similarity};
use diagnostics::Diagnostic;

use crate::case::Case;
use crate::replay::Played;
use crate::resolve::recorded_on;
use crate::rules;
use crate::ruling::anything_approved;

/// Something that a decision promised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Promise {
    /// What.
    pub what: String,
    /// By when, in the paper's words.
    pub due: Option<String>,
    /// The last day that those words can mean.
    pub by: Option<Date>,
    /// The units that it is about.
    pub about: Vec<String>,
    /// The case that made it, by its place among the cases.
    pub made_by: usize,
    /// Which of the obligations of that case it is, counted from one.
    pub number: usize,
    /// The cases that kept it, and for which units; for all where the list is empty.
    pub kept_by: Vec<(usize, Vec<String>)>,
}

impl Promise {
    /// The units for which it is still open on a day; nothing if it is kept.
    pub fn open_for(&self, played: &[Played], day: Date) -> Option<Vec<String>> {
        let by_then = self
            .kept_by
            .iter()
            .filter(|(by, _)| played[*by].recorded <= day);
        self.left(by_then.map(|(_, units)| units.as_slice()))
    }

    /// The units for which it is still open once it was kept for these, each time for some or, where they are
    /// none, for all; nothing if it is kept.
    pub fn left<'u>(&self, kept: impl IntoIterator<Item = &'u [String]>) -> Option<Vec<String>> {
        let kept: Vec<&[String]> = kept.into_iter().collect();
        if kept.iter().any(|units| units.is_empty()) {
            return None;
        }
        let is_kept = |unit: &&String| {
            kept.iter()
                .flat_map(|units| *units)
                .any(|name| same_name(name, unit))
        };
        let open: Vec<String> = { self.about.iter() }
            .filter(|unit| !is_kept(unit))
            .cloned()
            .collect();
        (self.about.is_empty() || !open.is_empty()).then_some(open)
    }
}

/// What these decided cases promised, kept or not, in the order in which it was promised. Who made and kept a
/// promise are places among the cases that were given.
pub fn promises(cases: &[&Case]) -> Vec<Promise> {
    let mut order: Vec<usize> = (0..cases.len()).collect();
    order.sort_by_key(|at| recorded_on(cases[*at]));
    let ordered: Vec<&Case> = order.iter().map(|at| cases[*at]).collect();
    let mut promises = Vec::new();
    for by in 0..ordered.len() {
        promise(&mut promises, &ordered[..=by], by);
    }
    for promise in &mut promises {
        promise.made_by = order[promise.made_by];
        for (by, _) in &mut promise.kept_by {
            *by = order[*by];
        }
    }
    promises
}

/// Takes what a case keeps and what it promises into account; the cases up to it are in their order.
/// Says which promises that it keeps are not held.
pub(crate) fn promise(promises: &mut Vec<Promise>, cases: &[&Case], by: usize) -> Vec<Diagnostic> {
    let case = cases[by];
    // A report that was refused or put off promises nothing and keeps nothing.
    if !anything_approved(case) {
        return Vec::new();
    }
    let lost = keep_promises(promises, cases, by);
    let obligations = case.obligations.iter().enumerate();
    promises.extend(obligations.map(|(at, promise)| Promise {
        number: at + 1,
        what: promise.what.value.clone(),
        due: promise.due.as_ref().map(|at| at.value.clone()),
        by: promise.by.as_ref().map(|at| at.value.last()),
        about: promise.about.iter().map(|at| at.value.clone()).collect(),
        made_by: by,
        kept_by: Vec::new(),
    }));
    lost
}

/// Marks the earlier promises that a case says it keeps: those of that day, the likest in words.
fn keep_promises(promises: &mut [Promise], cases: &[&Case], by: usize) -> Vec<Diagnostic> {
    let mut lost = Vec::new();
    for discharge in &cases[by].discharges {
        let made_on = |promise: &Promise| {
            let date = cases[promise.made_by].header.date.as_ref();
            date.is_some_and(|date| date.value == discharge.of.value)
        };
        let likeness = |promise: &Promise| similarity(&promise.what, &discharge.what);
        let candidates = promises
            .iter()
            .enumerate()
            .filter(|(_, promise)| made_on(promise));
        let best = candidates
            .max_by_key(|(_, promise)| likeness(promise))
            .map(|(at, _)| at);
        let units = discharge.units.iter().map(|at| at.value.clone()).collect();
        match best {
            Some(at) => promises[at].kept_by.push((by, units)),
            None => {
                let message = format!(
                    "no promise of {} is held that this could keep",
                    long_date(discharge.of.value)
                );
                let help = "give the date of the report that made it";
                lost.push(
                    rules::DECISION_NOT_HELD
                        .at(discharge.place.clone(), message)
                        .help(help),
                );
            }
        }
    }
    lost
}
