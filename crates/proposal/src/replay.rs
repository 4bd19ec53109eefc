//! Playing cases one after another on one register.

use base::{Date, long_date, similarity};
use diagnostics::{Diagnostic, Place};
use register::Ledger;

use crate::case::{Case, Paper, PaperKind};
use crate::promises::{Promise, promise};
use crate::resolve::{Recording, Resolved, decision_of, recorded_on, resolve_onto};
use crate::rules;
use crate::ruling::rulings;

/// The reports that are held, by which citations can be looked up.
#[derive(Clone, Debug, Default)]
pub struct Library {
    entries: Vec<LibraryEntry>,
}

/// A report that is held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LibraryEntry {
    /// The committee, member or officer.
    pub decision_maker: Option<String>,
    /// Its day.
    pub date: Option<Date>,
    /// Its title.
    pub title: String,
}

impl FromIterator<LibraryEntry> for Library {
    fn from_iter<I: IntoIterator<Item = LibraryEntry>>(entries: I) -> Self {
        Self {
            entries: entries.into_iter().collect(),
        }
    }
}

/// What looking up a citation gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Held<'l> {
    /// The report is held.
    Yes(&'l LibraryEntry),
    /// Not under this title and date, but this one is near to it.
    Nearly(&'l LibraryEntry),
    /// Nothing like it is held.
    No,
}

impl Library {
    /// The reports that these cases are.
    pub fn of<'c>(cases: impl IntoIterator<Item = &'c Case>) -> Self {
        let entry = |case: &'c Case| {
            let makers = case
                .header
                .decision_makers
                .iter()
                .map(|at| at.value.as_str())
                .collect::<Vec<_>>();
            Some(LibraryEntry {
                decision_maker: (!makers.is_empty()).then(|| makers.join("; ")),
                date: case.header.date.as_ref().map(|at| at.value),
                title: case.header.title.as_ref()?.value.clone(),
            })
        };
        Self {
            entries: cases.into_iter().filter_map(entry).collect(),
        }
    }

    /// These reports without one: a report does not cite itself.
    #[must_use]
    pub fn without(&self, case: &Case) -> Self {
        let (title, date) = (&case.header.title, &case.header.date);
        let is_it = |entry: &&LibraryEntry| {
            title.as_ref().is_some_and(|at| at.value == entry.title)
                && entry.date == date.as_ref().map(|at| at.value)
        };
        Self {
            entries: self
                .entries
                .iter()
                .filter(|entry| !is_it(entry))
                .cloned()
                .collect(),
        }
    }

    /// Is no report held?
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Is the paper held? The date must agree and the title must be the same in most of its words.
    pub fn look_up(&self, paper: &Paper) -> Held<'_> {
        let of_date = |entry: &&LibraryEntry| match (&paper.date, entry.date) {
            (Some(cited), Some(held)) => cited.first() <= held && held <= cited.last(),
            _ => false,
        };
        let near = |entry: &LibraryEntry| similarity(&entry.title, &paper.title);
        if let Some(entry) = self
            .entries
            .iter()
            .filter(of_date)
            .find(|entry| near(entry) >= 60)
        {
            return Held::Yes(entry);
        }
        let by_title = self
            .entries
            .iter()
            .filter(|entry| near(entry) >= 40 || of_date(entry));
        let month = |entry: &&LibraryEntry| match (&paper.date, entry.date) {
            (Some(cited), Some(held)) => (cited.first() - held).get_days().abs() <= 62,
            _ => true,
        };
        by_title
            .filter(month)
            .max_by_key(|entry| near(entry))
            .map_or(Held::No, Held::Nearly)
    }
}

/// A case that was played.
#[derive(Clone, Debug)]
pub struct Played {
    /// Its place among the cases that were given.
    pub case: usize,
    /// The day on which it counts as recorded.
    pub recorded: Date,
    /// What it did.
    pub resolved: Resolved,
}

/// Cases played in the order of their dates.
#[derive(Clone, Debug, Default)]
pub struct Replay {
    /// The register.
    pub ledger: Ledger,
    /// The cases, in the order in which they were played.
    pub played: Vec<Played>,
    /// What was promised.
    pub promises: Vec<Promise>,
    /// What is wrong.
    pub diagnostics: Vec<Diagnostic>,
}

/// Plays cases on one register, in the order of their dates.
///
/// A report is not a decision: where a case holds no decision record, approval as recommended on its
/// date is assumed, and every entry says so. Where it does, only the changes that an approved
/// recommendation covers are recorded; what the report attests is so whatever was decided.
pub fn replay(cases: &[Case]) -> Replay {
    let mut replay = Replay::default();
    let mut order: Vec<(Date, usize)> = Vec::new();
    for (index, case) in cases.iter().enumerate() {
        match recorded_on(case) {
            Some(day) => order.push((day, index)),
            None => replay.diagnostics.push(undated(
                case,
                "it is left out: it has no comment with a date either",
            )),
        }
    }
    order.sort();
    let library = Library::of(cases);
    for (day, index) in order {
        play(&mut replay, cases, index, day, &library);
    }
    replay
}

fn play(replay: &mut Replay, cases: &[Case], index: usize, day: Date, library: &Library) {
    let case = &cases[index];
    if case.header.date.is_none() && case.decision.is_none() {
        let message = format!(
            "it is played on {}, the day of its last comment",
            long_date(day)
        );
        replay.diagnostics.push(undated(case, &message));
    }
    let mut decision = decision_of(case, day);
    for paper in case
        .papers
        .iter()
        .filter(|paper| paper.kind == PaperKind::Report)
    {
        if !matches!(library.look_up(paper), Held::Yes(_)) {
            let when = paper
                .date
                .as_ref()
                .map_or_else(|| "no date".to_owned(), |at| at.value.to_string());
            decision
                .not_held
                .push(format!("{} ({when})", paper.title.value));
            let message = format!("the decision of {when} is not held: {}", paper.title.value);
            let diagnostic = rules::DECISION_NOT_HELD.at(paper.place.clone(), message);
            replay
                .diagnostics
                .push(diagnostic.help("answers about what it may have changed can be incomplete"));
        }
    }
    let recording = Recording::of(case, day, decision, rulings(case));
    let resolved = resolve_onto(case, &mut replay.ledger, &recording);
    replay
        .diagnostics
        .extend(resolved.diagnostics.iter().cloned());
    let by = replay.played.len();
    replay.played.push(Played {
        case: index,
        recorded: day,
        resolved,
    });
    let made = replay.played.iter().map(|played| &cases[played.case]);
    let made: Vec<&Case> = made.collect();
    let lost = promise(&mut replay.promises, &made, by);
    replay.diagnostics.extend(lost);
}

fn undated(case: &Case, message: &str) -> Diagnostic {
    let place: Place = case.header.place.clone();
    rules::CASE_UNDATED
        .at(place, format!("the case has no date: {message}"))
        .help("add `date = …`")
}
