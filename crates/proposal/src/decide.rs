//! What a decision puts into the register.

use std::collections::BTreeSet;

use base::{Date, Exact, Known, When, long_date};
use diagnostics::{At, Place};
use register::{Decision, Establishment, Ledger, Standing};

use crate::case::{Case, Change, DecisionRecord, HowMany, Outcome, Prose, Selector, Verb};
use crate::rebase::{asks, edit, edit::Edit};
use crate::resolve::{Effect, Recording, Resolved, decision_of, resolve_held};
use crate::ruling::{Ruling, rulings};

/// What was decided of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ruled {
    /// It was approved, and nothing is in its way.
    Approved,
    /// It was approved, and something else must happen first.
    Conditional,
    /// It was not approved: refused, deferred, noted, passed on or left to somebody else.
    NotApproved,
}

/// What was decided of each change of a case, by its decision record; without one, approval is assumed.
pub fn ruled(case: &Case) -> Vec<Ruled> {
    let of = |ruling: &Option<Ruling>| match ruling {
        None => Ruled::NotApproved,
        Some(ruling) if ruling.standing == Standing::Conditional => Ruled::Conditional,
        Some(_) => Ruled::Approved,
    };
    rulings(case).iter().map(of).collect()
}

/// What members made of a change where they amended it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amended {
    /// So many posts instead.
    To(HowMany),
    /// Nothing of it.
    Out,
}

/// The case as it was amended at the meeting, each change that was amended marked with what was ruled and when.
/// Changes are meant by their places in the case.
pub fn amended(case: &Case, amendments: &[(usize, Amended)], on: Date) -> Case {
    let mut case = case.clone();
    let nowhere = Place::new(case.source, 0..0);
    let mut edits = Vec::new();
    for (index, amended) in amendments {
        let Some(change) = case.changes.get_mut(*index) else {
            continue;
        };
        match *amended {
            Amended::Out => edits.push(Edit::LeaveOut(*index)),
            Amended::To(how_many) => {
                let was = asks(&change.verb);
                edits.push(match &change.verb {
                    Verb::Establish(_) => Edit::Establish(*index, how_many),
                    _ => Edit::Take(*index, how_many),
                });
                let note = change.note.as_ref().map(|note| format!("{}; ", note.value));
                let mark = format!(
                    "{}amended by the ruling of {}; it was: {was}",
                    note.unwrap_or_default(),
                    long_date(on)
                );
                change.note = Some(At::new(mark, nowhere.clone()));
            }
        }
    }
    edit::apply(&mut case, edits);
    case
}

/// The case with recommendations in the words to which they were amended, each marked with the ruling.
/// Recommendations are meant by their places in the case.
pub fn reworded(case: &Case, words: &[(usize, &str)], on: Date) -> Case {
    let mut case = case.clone();
    let nowhere = Place::new(case.source, 0..0);
    for (index, words) in words {
        if let Some(recommendation) = case.recommendations.get_mut(*index) {
            recommendation.text = Some(Prose {
                text: format!(
                    "{} (As amended by the ruling of {}.)",
                    words.trim(),
                    long_date(on)
                ),
                place: nowhere.clone(),
                offset: None,
            });
        }
    }
    case
}

/// What a change asks for, in a few words: `disestablish 4 posts`.
pub fn asked_for(change: &Change) -> String {
    asks(&change.verb)
}

/// In what a change counts, if members can amend how many: true for FTE, false for posts.
pub fn counts_in_fte(change: &Change) -> Option<bool> {
    let by = |posts: &Selector| {
        let how_many = posts.how_many.as_ref().map(|at| at.value);
        matches!(how_many, Some(HowMany::Fte(_)))
    };
    match &change.verb {
        Verb::Disestablish(posts)
        | Verb::Change(posts, _)
        | Verb::MakePermanent(posts, _)
        | Verb::Extend(posts, _) => Some(by(posts)),
        Verb::Establish(post) => {
            let posts = post.how_many.posts.as_ref();
            Some(posts.and_then(|at| at.value.known()).is_none())
        }
        _ => None,
    }
}

/// The case with the record of its decision: one outcome a recommendation, or one for all where it makes none.
pub fn decided(case: &Case, on: Date, outcomes: &[Outcome], source: Option<&str>) -> Case {
    let nowhere = Place::new(case.source, 0..0);
    let mut case = case.clone();
    let outcomes = outcomes.iter();
    case.decision = Some(DecisionRecord {
        place: nowhere.clone(),
        date: At::new(on, nowhere.clone()),
        outcomes: outcomes
            .map(|outcome| At::new(Known::Known(*outcome), nowhere.clone()))
            .collect(),
        source: source.map(|source| At::new(source.to_owned(), nowhere.clone())),
    });
    case
}

/// How a decision is written into the register.
#[derive(Clone, Debug)]
pub struct Enacting<'d> {
    /// The day on which it is written down.
    pub recorded: Date,
    /// The decision.
    pub decision: Decision,
    /// The changes that are written, by their places in the case.
    pub only: &'d BTreeSet<usize>,
    /// The first day on which they have effect, where they had to wait: for a condition, or for a further
    /// decision.
    pub not_before: Option<Date>,
}

/// The decision that a case asks for, as taken on a day.
pub fn decision_on(case: &Case, day: Date) -> Decision {
    decision_of(case, day)
}

/// Writes changes of a decided case into `branch`, the [`Ledger::branch`] of the ledger from which `held`, the
/// establishment of its council, was folded. The entries of the branch are what is to be recorded; a change
/// that cannot be carried out adds none, and is among the diagnostics.
pub fn enact(case: &Case, held: Establishment, branch: &mut Ledger, how: Enacting<'_>) -> Resolved {
    let decided = Ruling {
        standing: Standing::Decided,
        assumption: None,
    };
    let ruling = |(index, ruling): (usize, Option<Ruling>)| {
        let wanted = how.only.contains(&index);
        match ruling {
            // What it waited for has happened.
            Some(ruling) if wanted && ruling.standing == Standing::Conditional => {
                Some(decided.clone())
            }
            ruling => ruling.filter(|_| wanted),
        }
    };
    let rulings = rulings(case).into_iter().enumerate().map(ruling).collect();
    let day = how.decision.date;
    let recording = Recording {
        written: Some(how.recorded),
        not_before: how.not_before,
        ..Recording::of(case, day, how.decision, rulings)
    };
    resolve_held(case, held, branch, &recording)
}

/// What changes on one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnDay {
    /// The day.
    pub day: Date,
    /// How many posts end.
    pub ended: Known<u32>,
    /// How many are established.
    pub established: Known<u32>,
    /// How many change and stay.
    pub changed: Known<u32>,
    /// By how much FTE more there is then; less than nothing where it falls.
    pub fte: Known<Exact>,
    /// How many payments begin.
    pub payments: u32,
    /// What happens to units, in words.
    pub units: Vec<String>,
}

/// What a case does, by the days on which it takes effect; on `otherwise` where it gives none.
pub fn by_day(effects: &[Effect], otherwise: Date) -> Vec<OnDay> {
    let mut days: Vec<OnDay> = Vec::new();
    for effect in effects {
        let day = effect.from.map_or(otherwise, When::first);
        let at = match days.iter().position(|one| one.day == day) {
            Some(at) => at,
            None => {
                days.push(OnDay::of(day));
                days.len() - 1
            }
        };
        days[at].add(effect);
    }
    days.sort_by_key(|one| one.day);
    days
}

impl OnDay {
    fn of(day: Date) -> Self {
        let none = Known::Known(0);
        Self {
            day,
            ended: none,
            established: none,
            changed: none,
            fte: Known::Known(base::exact(0, 1)),
            payments: 0,
            units: Vec::new(),
        }
    }

    fn add(&mut self, effect: &Effect) {
        let (before, after) = (effect.before.as_ref(), effect.after.as_ref());
        let add = |sum: &mut Known<u32>, posts: Known<u32>| {
            *sum = sum.zip(posts).map(|(sum, posts)| sum.saturating_add(posts));
        };
        match (before, after) {
            (Some(before), None) => add(&mut self.ended, before.post.posts),
            (None, Some(after)) => add(&mut self.established, after.post.posts),
            (Some(_), Some(after)) => add(&mut self.changed, after.post.posts),
            (None, None) => {}
        }
        let nothing = Known::Known(base::Fte::ZERO);
        let fte = |line: Option<&register::Line>| line.map_or(nothing, |line| line.post.fte);
        let difference = fte(after).zip(fte(before));
        let difference = difference.map(|(after, before)| after.exact() - before.exact());
        self.fte = self.fte.zip(difference).map(|(sum, more)| sum + more);
        self.payments += u32::from(effect.payment.is_some());
        self.units.extend(effect.unit_change.clone());
    }
}
