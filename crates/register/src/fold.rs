//! Folding the ledger to an establishment at two times.

use std::collections::{BTreeMap, BTreeSet};

use base::{Date, add_days};
use thiserror::Error;

use crate::act::Act;
use crate::establishment::{Establishment, Line};
use crate::ledger::{Entry, Ledger, LineId, Position};
use crate::post::PostLine;

/// The establishment at two times, and what could not be done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fold {
    /// What was in force.
    pub establishment: Establishment,
    /// Entries that ask for what cannot be, oldest first. The fold goes on without them.
    pub refused: Vec<(Position, Refusal)>,
}

/// Why an entry cannot be carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
pub enum Refusal {
    /// The line is not in the establishment.
    #[error("the posts are not in the establishment")]
    NoSuchLine,
    /// The line had already ended of itself.
    #[error("the posts had already lapsed")]
    Lapsed,
    /// There is such a line already.
    #[error("the posts are in the establishment already")]
    LineExists,
    /// More is taken than the line holds.
    #[error("more is taken than there is")]
    TooMuch,
    /// The unit is not in the establishment.
    #[error("the unit is not in the establishment")]
    NoSuchUnit,
    /// The unit would be part of itself.
    #[error("the unit would be inside itself")]
    UnitInsideItself,
    /// The unit still holds posts or units.
    #[error("the unit still holds posts or units")]
    UnitNotEmpty,
}

enum Event<'l> {
    Entry(&'l Entry),
    Revert {
        line: LineId,
        was: Box<PostLine>,
        because: Position,
    },
}

impl Ledger {
    /// The establishment in force on one day, as it was recorded at another.
    ///
    /// Entries recorded later are not seen. Those that are seen take effect in the order of their
    /// effective days, then of their recording. Temporary posts lapse after their last day unless an
    /// entry in force by then says otherwise, and a change for a time is taken back when it ends.
    pub fn fold(&self, in_force_on: Date, as_recorded_at: Date) -> Fold {
        let mut fold = carry_out(
            self.entries().iter(),
            in_force_on,
            as_recorded_at,
            |_, _| {},
        );
        fold.establishment = std::mem::take(&mut fold.establishment).in_force_on(in_force_on);
        fold.establishment.settle();
        fold
    }
}

/// Carries out what entries ask for, in the order in which it takes effect, up to a day; shows the
/// establishment after each step. Posts that have lapsed are still in it.
pub(crate) fn carry_out<'l>(
    entries: impl Iterator<Item = &'l Entry> + Clone,
    in_force_on: Date,
    as_recorded_at: Date,
    mut after: impl FnMut(Date, &Establishment),
) -> Fold {
    let seen = entries.filter(|entry| entry.recorded <= as_recorded_at);
    let withdrawn: BTreeSet<Position> = seen
        .clone()
        .filter_map(|entry| match entry.act {
            Act::Withdraw { entry } => Some(entry),
            _ => None,
        })
        .collect();
    let mut events: BTreeMap<(Date, u8, Position), Event<'_>> = seen
        .filter(|entry| !withdrawn.contains(&entry.position) && entry.effective <= in_force_on)
        .map(|entry| ((entry.effective, 1, entry.position), Event::Entry(entry)))
        .collect();
    let mut fold = Fold::default();
    while let Some(((day, _, position), event)) = events.pop_first() {
        match event {
            Event::Revert { line, was, because } => {
                fold.establishment.revert(line, &was, because);
            }
            Event::Entry(entry) => {
                let reverts = fold.carry_out(entry, day, position);
                if let Some((until, revert)) = reverts {
                    let back = add_days(until, 1);
                    if back <= in_force_on {
                        // A reversion comes before whatever else happens on its day.
                        events.insert((back, 0, position), revert);
                    }
                }
            }
        }
        after(day, &fold.establishment);
    }
    fold
}

impl Fold {
    /// Applies an entry on its day; returns what will take it back, if it is for a time.
    fn carry_out<'l>(
        &mut self,
        entry: &Entry,
        day: Date,
        position: Position,
    ) -> Option<(Date, Event<'l>)> {
        let touched = match &entry.act {
            Act::Amend { line, .. } | Act::Disestablish { line, .. } => {
                self.establishment.line(*line)
            }
            _ => None,
        };
        // A change takes the place of the day after the last, so posts that ended the day before
        // their extension starts are still there to be extended.
        if touched.is_some_and(|line| !line.runs_on(add_days(day, -1)) && !line.runs_on(day)) {
            self.refused.push((position, Refusal::Lapsed));
            return None;
        }
        let was = match &entry.act {
            Act::Amend {
                quantity,
                until: Some(_),
                ..
            } => touched.and_then(|line| line.split(*quantity).ok()),
            _ => None,
        };
        if let Err(refusal) = self.establishment.apply(&entry.act, position) {
            self.refused.push((position, refusal));
            return None;
        }
        match &entry.act {
            Act::Amend {
                becomes,
                until: Some(until),
                ..
            } => {
                let (_, Line { post: was, .. }) = was?;
                Some((
                    *until,
                    Event::Revert {
                        line: *becomes,
                        was: Box::new(was),
                        because: position,
                    },
                ))
            }
            _ => None,
        }
    }
}
