//! A proposal on a register that has moved since it was written.
//!
//! ```text
//! case, written on entry A ─┐
//! the register at A ────────┼─rebase─▶ the case brought up to date
//! the register at B ────────┘          conflicts: both sides, and ways to settle each
//!                                      also changed: what others did to the same posts, to be known
//! ```
//!
//! What still applies applies. Nothing is guessed: a conflict is a value that a person settles with a
//! reason, and the reason stays in the case ([`crate::case::SettledConflict`]).

mod base_posts;
pub(crate) mod edit;
mod moves;
mod posts;
mod references;
mod together;
mod units;

use std::collections::BTreeSet;
use std::sync::Arc;

use base::Date;
use diagnostics::{At, Place};
use register::{Decision, Establishment, Field, Ledger, Position};

use crate::case::{Case, SettledConflict};
use crate::resolve::{Resolved, asked, resolve_held};
use edit::Edit;
pub(crate) use posts::asks_of as asks;
pub use references::{UnitsOfChanges, is_within, units_touched};
pub use together::{Crossing, CrossingKind, UnderWay, crossings};

/// A register that moved, on both sides.
#[derive(Clone, Copy, Debug)]
pub struct Moved<'r> {
    /// What it held of the council when the proposal was written.
    pub written: &'r Establishment,
    /// What it holds now; of the same day as the other.
    pub now: &'r Establishment,
    /// The ledger as it is now.
    pub ledger: &'r Ledger,
    /// How many entries the ledger had when the proposal was written.
    pub since: u32,
}

/// What a move of the register does to a proposal.
#[derive(Clone, Debug)]
pub struct Rebase {
    /// The case with the posts and units that it lists brought up to date; its changes are as they were.
    pub case: Case,
    /// What cannot stand beside what was decided since, in the order of the changes.
    pub conflicts: Vec<Conflict>,
    /// What was decided since about the posts that it changes, and does not hinder it.
    pub also_changed: Vec<AlsoChanged>,
}

/// What a conflict is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// A change, by its place in the case.
    Change(usize),
    /// A unit, by the name that the case has for it.
    Unit(String),
}

/// What is in the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Clash {
    /// The posts are in the establishment no longer.
    PostGone,
    /// There are fewer of them than the change asks for.
    FewerPosts,
    /// The change asks for all of them, and there is another number of them.
    OtherNumber,
    /// They are called, graded or placed otherwise, so the change does not find them.
    NoLongerFits,
    /// There are others like them now, so it is not clear which are meant.
    NoLongerAlone,
    /// What the change alters was altered to something else.
    FieldChanged(Field),
    /// What the change asks for is so already.
    AlreadySo,
    /// The post that others are to report to has ended.
    ManagerGone,
    /// The posts in whose place others come have ended.
    PlaceGone,
    /// The unit has ended.
    UnitGone,
    /// The unit has another name.
    UnitRenamed,
    /// A unit of that name is there already.
    UnitThere,
    /// The register refuses the change for another reason.
    Refused,
}

/// Where a proposal and what was decided since cannot both stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// What it is about.
    pub about: About,
    /// What is in the way.
    pub clash: Clash,
    /// What it is about, as it is headed: `Change 2, Commissioning Assistant`.
    pub title: String,
    /// What was so when the proposal was written.
    pub written: String,
    /// What is so now.
    pub now: String,
    /// What the proposal asks for.
    pub proposed: String,
    /// The entries that made it so, oldest first.
    pub moved_by: Vec<Move>,
    /// What can be done; never empty.
    pub ways: Vec<Way>,
}

/// An entry that moved the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// The entry.
    pub position: Position,
    /// On what decision.
    pub decision: Arc<Decision>,
    /// What it did: `1 post disestablished`.
    pub did: String,
}

/// A way to settle a conflict, as edits of the case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// Named after its effect: `Disestablish the 3 that remain, establish 4`.
    pub label: String,
    edits: Vec<Edit>,
}

/// That posts of a change were changed by others too, in what the change leaves alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlsoChanged {
    /// The change, by its place in the case.
    pub change: usize,
    /// What it is about, as it is headed.
    pub title: String,
    /// What differs now.
    pub fields: Vec<Field>,
    /// The entries that made it so, oldest first.
    pub moved_by: Vec<Move>,
}

/// How somebody settles a conflict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The conflict, by its place among those of the rebase.
    pub conflict: usize,
    /// The way, by its place among those of the conflict.
    pub way: usize,
    /// Why.
    pub reason: String,
}

impl Rebase {
    /// Does the proposal stand on the register as it is, as if it had been written there?
    pub fn is_clean(&self) -> bool {
        self.conflicts.is_empty() && self.also_changed.is_empty()
    }

    /// Is this change in a conflict?
    pub fn hinders(&self, case: &Case, change: usize) -> bool {
        self.conflicts.iter().any(|one| match &one.about {
            About::Change(index) => *index == change,
            About::Unit(unit) => references::uses_unit(case, change, unit),
        })
    }

    /// The case with conflicts settled as answered, each change in its place: those that the answers leave out
    /// are still there, and [`Rebase::left_out_by`] names them.
    pub fn settled_in_place(&self, answers: &[Answer]) -> Case {
        let mut case = self.case.clone();
        let edits = self.edits(answers).cloned();
        let edits = edits.filter(|edit| !matches!(edit, Edit::LeaveOut(_)));
        edit::apply(&mut case, edits.collect());
        case
    }

    /// The changes that answers leave out, by their places in the case.
    pub fn left_out_by(&self, answers: &[Answer]) -> BTreeSet<usize> {
        let out = self.edits(answers).filter_map(|edit| match edit {
            Edit::LeaveOut(change) => Some(*change),
            _ => None,
        });
        out.collect()
    }

    fn edits(&self, answers: &[Answer]) -> impl Iterator<Item = &Edit> {
        let ways = answers.iter().filter_map(|answer| {
            let conflict = self.conflicts.get(answer.conflict)?;
            conflict.ways.get(answer.way)
        });
        ways.flat_map(|way| &way.edits)
    }

    /// The case with conflicts settled as answered on a day, the reasons among its words. Answers that name
    /// no conflict or no way are left out.
    pub fn settled(&self, answers: &[Answer], on: Date) -> Case {
        let mut case = self.case.clone();
        let nowhere = Place::new(case.source, 0..0);
        let mut edits = Vec::new();
        for answer in answers {
            let conflict = self.conflicts.get(answer.conflict);
            let way = conflict.and_then(|one| one.ways.get(answer.way));
            let (Some(conflict), Some(way)) = (conflict, way) else {
                continue;
            };
            edits.extend(way.edits.iter().cloned());
            let at = |text: &str| At::new(text.to_owned(), nowhere.clone());
            case.settled.push(SettledConflict {
                place: nowhere.clone(),
                about: at(&conflict.title),
                written: at(&conflict.written),
                now: at(&conflict.now),
                proposed: at(&conflict.proposed),
                answer: at(&way.label),
                reason: at(&answer.reason),
                date: At::new(on, nowhere.clone()),
            });
        }
        edit::apply(&mut case, edits);
        case
    }
}

/// What became of a proposal while others decided.
///
/// On a register that has not moved this finds nothing, and gives the case back as it is.
pub fn rebase(case: &Case, moved: &Moved<'_>) -> Rebase {
    let up_to_date = base_posts::refreshed(case, moved);
    let sides = Sides {
        moved,
        written: resolved(case, moved.written, moved.ledger),
        now: resolved(&up_to_date, moved.now, moved.ledger),
        case: &up_to_date,
    };
    let mut found = units::conflicts(&sides);
    let mut also_changed = Vec::new();
    for change in 0..up_to_date.changes.len() {
        found.extend(posts::conflicts(&sides, change));
        also_changed.extend(posts::also_changed(&sides, change, &found));
    }
    Rebase {
        conflicts: found,
        also_changed,
        case: up_to_date,
    }
}

fn resolved(case: &Case, held: &Establishment, ledger: &Ledger) -> Resolved {
    resolve_held(case, held.clone(), &mut ledger.branch(), &asked(case))
}

/// The case carried out on both sides of the move.
struct Sides<'r> {
    moved: &'r Moved<'r>,
    case: &'r Case,
    written: Resolved,
    now: Resolved,
}

impl Sides<'_> {
    /// As a change is headed.
    fn title(&self, change: usize) -> String {
        let subject = &self.case.changes[change].verb.subject().value;
        format!("Change {}, {subject}", change + 1)
    }
}
