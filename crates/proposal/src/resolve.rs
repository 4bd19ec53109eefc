//! From what the author wrote to what it does: which posts are meant, before and after.
//!
//! Resolving a case *is* recording it, on a ledger that nobody keeps: so what a report shows and what
//! the register will say after the decision cannot differ.

mod changes;
mod opening;
mod select;
mod units;

use std::collections::BTreeSet;
use std::sync::Arc;

use base::{Date, End, When, same_name};
use diagnostics::{Diagnostic, Place};
use register::{
    Act, Authority, Decision, Entry, Establishment, Ledger, Line, Payment, Standing, UnitId,
};

use crate::case::Case;
use crate::options::{alone, has_alternatives};
use crate::ruling::{self, Ruling};
use select::Titles;
pub use select::{same_title, title_key};
use units::UnitNames;

/// A case whose names are resolved.
#[derive(Clone, Debug)]
pub struct Resolved {
    /// The establishment before, as far as it is known.
    pub before: Establishment,
    /// The establishment after all changes, whatever their dates.
    pub after: Establishment,
    /// What each change does; a change that touches several lines has several effects.
    pub effects: Vec<Effect>,
    /// What is wrong.
    pub diagnostics: Vec<Diagnostic>,
    /// The options beside what is proposed, that nothing changes first; none where no option has changes of
    /// its own.
    pub options: Vec<ResolvedOption>,
}

/// An option that is not proposed, carried out on the same base.
#[derive(Clone, Debug)]
pub struct ResolvedOption {
    /// The option, by its place in the case; none for that nothing changes.
    pub option: Option<usize>,
    /// The case with the changes of that option alone.
    pub case: Case,
    /// What they do.
    pub resolved: Resolved,
    /// What is wrong with them alone, and with nothing that is proposed.
    pub own: Vec<Diagnostic>,
}

/// What a change does to one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Effect {
    /// The change, by its place in the case.
    pub change: usize,
    /// The part of a line that ends or changes.
    pub before: Option<Line>,
    /// What begins, or what it changes into.
    pub after: Option<Line>,
    /// The payment, if it is one.
    pub payment: Option<Payment>,
    /// What it does to units, in words, if it does.
    pub unit_change: Option<String>,
    /// The first day, as far as the paper says.
    pub from: Option<When>,
    /// How the new state ends, if it does.
    pub until: Option<End>,
}

/// On what authority, and when, a case is written into a ledger.
pub(crate) struct Recording {
    /// The day of the decision.
    pub(crate) recorded: Date,
    /// The day on which it is written down, if that is another.
    pub(crate) written: Option<Date>,
    /// The first day on which anything of it has effect, if it had to wait.
    pub(crate) not_before: Option<Date>,
    /// The decision.
    pub(crate) decision: Arc<Decision>,
    /// The report, on its own day: what it attests was so before anybody decided.
    pub(crate) report: Arc<Decision>,
    /// How each change stands; nothing for one that is not recorded.
    pub(crate) rulings: Vec<Option<Ruling>>,
}

impl Recording {
    /// Records a decision of a day with these rulings.
    pub(crate) fn of(
        case: &Case,
        recorded: Date,
        decision: Decision,
        rulings: Vec<Option<Ruling>>,
    ) -> Self {
        let reported = case.header.date.as_ref().map_or(recorded, |at| at.value);
        let report = Decision {
            date: reported.min(recorded),
            ..decision.clone()
        };
        Self {
            recorded,
            written: None,
            not_before: None,
            decision: Arc::new(decision),
            report: Arc::new(report),
            rulings,
        }
    }
}

/// Resolves a case on the base that it lists itself.
pub fn resolve(case: &Case) -> Resolved {
    let mut ledger = Ledger::new();
    let options = alternatives(case, &held_of_body(&ledger, &asked(case)), &ledger);
    with_options(case, resolve_onto(case, &mut ledger, &asked(case)), options)
}

/// Resolves a case on what a register holds, as if it were approved as recommended: on `held`, the
/// establishment of the case's council, and written into `branch`, the [`Ledger::branch`] of the
/// ledger that it was folded from.
///
/// What the case opens and attests and then what its changes do are the entries of the branch.
pub fn resolve_on(case: &Case, held: Establishment, branch: &mut Ledger) -> Resolved {
    let options = alternatives(case, &held, branch);
    with_options(
        case,
        resolve_held(case, held, branch, &asked(case)),
        options,
    )
}

/// As [`resolve_on`], without the options beside what is proposed: what is asked while somebody types.
pub fn resolve_proposed_on(case: &Case, held: Establishment, branch: &mut Ledger) -> Resolved {
    resolve_held(case, held, branch, &asked(case))
}

/// The options beside what is proposed, each on a branch of its own.
fn alternatives(case: &Case, held: &Establishment, ledger: &Ledger) -> Vec<ResolvedOption> {
    if !has_alternatives(case) {
        return Vec::new();
    }
    let others = case.options.iter().enumerate();
    let others = others.filter(|(_, option)| !option.adopted && !option.changes.is_empty());
    let others = others.map(|(option, _)| Some(option));
    let resolved = std::iter::once(None).chain(others).map(|option| {
        let alone = alone(case, option);
        let mut branch = ledger.branch();
        let resolved = resolve_held(&alone, held.clone(), &mut branch, &asked(&alone));
        ResolvedOption {
            option,
            case: alone,
            resolved,
            own: Vec::new(),
        }
    });
    resolved.collect()
}

/// What is proposed with the options beside it. What is wrong with an option alone is wrong with the case.
fn with_options(case: &Case, mut resolved: Resolved, mut options: Vec<ResolvedOption>) -> Resolved {
    for one in &mut options {
        let Some(option) = one.option else { continue };
        let begins = case.options[option].place.span.start;
        // What is wrong with the base was found with what is proposed.
        let known = |found: &Diagnostic| {
            let mut known = resolved.diagnostics.iter();
            known.any(|other| other.place == found.place && other.message == found.message)
        };
        let found = one.resolved.diagnostics.iter();
        let own = found.filter(|found| found.place.span.start >= begins && !known(found));
        one.own = own.cloned().collect();
        resolved.diagnostics.extend(one.own.iter().cloned());
    }
    Resolved {
        options,
        ..resolved
    }
}

/// What is asked, taken as approved on the day of the paper.
pub(crate) fn asked(case: &Case) -> Recording {
    let day = recorded_on(case).unwrap_or(Date::MAX);
    let rulings = vec![Some(Ruling::assumed()); case.changes.len()];
    Recording::of(case, day, decision_of(case, day), rulings)
}

/// Resolves a case on what a ledger holds, and writes it into the ledger.
pub(crate) fn resolve_onto(case: &Case, ledger: &mut Ledger, recording: &Recording) -> Resolved {
    let held = held_of_body(ledger, recording);
    resolve_held(case, held, ledger, recording)
}

pub(crate) fn resolve_held(
    case: &Case,
    held: Establishment,
    ledger: &mut Ledger,
    recording: &Recording,
) -> Resolved {
    let mut work = Work {
        case,
        ledger,
        recording,
        names: UnitNames::of(&held),
        establishment: held,
        effects: Vec::new(),
        found: Vec::new(),
    };
    opening::open(&mut work);
    work.establishment.settle();
    let before = work.establishment.clone();
    let titles = Titles::of(&before);
    for (index, ruling) in recording.rulings.iter().enumerate() {
        if ruling.is_some() {
            changes::carry_out(&mut work, index, &titles);
        }
    }
    work.found.extend(ruling::check_count(case));
    opening::check_reporting_lines(&mut work);
    opening::check_budgets(&mut work);
    Resolved {
        before,
        after: work.establishment,
        effects: work.effects,
        diagnostics: work.found,
        options: Vec::new(),
    }
}

/// What a ledger holds of the council of a case. Units and posts of other councils that happen to have
/// the same names are other units and posts.
fn held_of_body(ledger: &Ledger, recording: &Recording) -> Establishment {
    let day = recording.recorded;
    let of_body =
        |entry: &Entry| same_name(&entry.authority.decision.body, &recording.decision.body);
    let opened = |entry: &Entry| match entry.act {
        Act::OpenUnit { unit, .. } if of_body(entry) => Some(unit),
        _ => None,
    };
    let units: BTreeSet<UnitId> = ledger.entries().iter().filter_map(opened).collect();
    let establishment = ledger.fold(day, day).establishment;
    establishment.only(
        |made| ledger.entry(made).is_some_and(of_body),
        |unit| units.contains(&unit),
    )
}

/// The day on which a case counts as recorded: its date, or that of its last comment.
pub fn recorded_on(case: &Case) -> Option<Date> {
    let commented = || {
        case.comments
            .iter()
            .filter_map(|comment| comment.date.as_ref())
            .map(|date| date.value)
            .max()
    };
    let decided = case.decision.as_ref().map(|decision| decision.date.value);
    decided
        .or(case.header.date.as_ref().map(|date| date.value))
        .or_else(commented)
}

/// Is this the decision on a case? What the ledger holds of it besides, such as decisions that it cites,
/// does not count.
pub fn decides(case: &Case, decision: &Decision) -> bool {
    let days = case.header.date.iter().map(|at| at.value);
    let decided = case.decision.iter().map(|record| record.date.value);
    let mut days = days.chain(decided).chain(recorded_on(case));
    days.any(|day| day == decision.date) && {
        let own = decision_of(case, decision.date);
        same_name(&own.body, &decision.body)
            && own.title == decision.title
            && own.maker == decision.maker
            && own.reference == decision.reference
    }
}

/// The decision that a case asks for.
pub(crate) fn decision_of(case: &Case, date: Date) -> Decision {
    let header = &case.header;
    let makers: Vec<&str> = header
        .decision_makers
        .iter()
        .map(|maker| maker.value.as_str())
        .collect();
    let text = |at: &Option<diagnostics::At<String>>| at.as_ref().map(|at| at.value.clone());
    Decision {
        body: text(&header.body).unwrap_or_default(),
        maker: (!makers.is_empty()).then(|| makers.join("; ")),
        date,
        title: text(&header.title).unwrap_or_default(),
        reference: text(&header.reference),
        not_held: Vec::new(),
    }
}

/// A resolution under way.
struct Work<'w> {
    case: &'w Case,
    ledger: &'w mut Ledger,
    recording: &'w Recording,
    names: UnitNames,
    establishment: Establishment,
    effects: Vec<Effect>,
    found: Vec<Diagnostic>,
}

impl Work<'_> {
    /// Writes an act into the ledger and carries it out. Says whether it could be.
    fn act(&mut self, act: Act, from: Option<When>, why: &Why<'_>) -> bool {
        let recording = self.recording;
        let (decision, decided) = if why.attested {
            (&recording.report, recording.report.date)
        } else {
            (&recording.decision, recording.recorded)
        };
        let recorded = recording.written.unwrap_or(decided);
        let day = from.map_or(decided, When::first);
        let day = match recording.not_before.filter(|_| !why.attested) {
            Some(first) => day.max(first),
            None => day,
        };
        let ruling = why
            .change_line
            .and_then(|line| recording.rulings.get(line - 1)?.as_ref())
            .filter(|_| !why.attested);
        let standing = ruling.map_or(Standing::Attested, |ruling| ruling.standing);
        let undated = from.is_none() && why.change_line.is_some();
        let stands_in = match standing {
            Standing::Decided | Standing::Conditional => "decision",
            Standing::Assumed | Standing::Attested => "report",
        };
        let no_date = || format!("no date is given; the date of the {stands_in} stands for it");
        let assumed = [
            ruling.and_then(|ruling| ruling.assumption.clone()),
            why.assumption
                .map(str::to_owned)
                .or_else(|| undated.then(no_date)),
        ];
        let assumed: Vec<String> = assumed.into_iter().flatten().collect();
        let assumption = (!assumed.is_empty()).then(|| assumed.join("; "));
        let authority = Authority {
            decision: Arc::clone(decision),
            standing,
            paragraph: why.paragraph.map(str::to_owned),
            change_line: why.change_line,
            assumption,
            listed: None,
        };
        let next = self.ledger.next_position();
        match self.establishment.apply(&act, next) {
            Ok(()) => {
                self.ledger.record(recorded, day, authority, act);
                true
            }
            Err(refusal) => {
                let message = format!("this cannot be done: {refusal}");
                let refused = crate::rules::CHANGE_REFUSED.at(why.place.clone(), message);
                self.found
                    .push(refused.help("put a change before this one that clears its way"));
                false
            }
        }
    }
}

/// Why an act is written.
struct Why<'w> {
    place: &'w Place,
    paragraph: Option<&'w str>,
    change_line: Option<usize>,
    assumption: Option<&'w str>,
    attested: bool,
}
