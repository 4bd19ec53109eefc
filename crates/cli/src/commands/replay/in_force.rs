//! The establishment on a day, by unit, with the reason for each line.

use std::collections::{BTreeMap, BTreeSet};

use base::{Date, Fte, long_date};
use proposal::Promise;
use register::{Decision, Entry, Fold, Line};

use super::{Played, words};
use crate::table::wrapped;

/// The widest line of running text.
const WIDTH: usize = 100;

/// The answer for a day.
pub(super) struct InForce<'p> {
    pub(super) day: Date,
    pub(super) recorded: Date,
    pub(super) played: Played<'p>,
    pub(super) fold: Fold,
}

/// The lines of one unit of one council.
pub(super) struct Unit<'f> {
    pub(super) body: String,
    pub(super) name: String,
    pub(super) lines: Vec<&'f Line>,
}

/// A decision that others rely on and that is not held.
pub(super) struct NotHeld<'p> {
    pub(super) cited_by: &'p Decision,
    pub(super) name: &'p str,
}

/// A promise that is still open.
pub(super) struct Open<'p> {
    pub(super) promise: &'p Promise,
    /// The units for which it is open; none if it is about no unit in particular.
    pub(super) units: Vec<String>,
    pub(super) overdue: bool,
}

impl<'p> InForce<'p> {
    /// The establishment in force on a day, as recorded at another.
    pub(super) fn on(day: Date, recorded: Date, played: Played<'p>) -> Self {
        let fold = played.replay.ledger.fold(day, recorded);
        Self {
            day,
            recorded,
            played,
            fold,
        }
    }

    /// The entries behind a line, oldest first.
    pub(super) fn because(&self, line: &Line) -> Vec<&'p Entry> {
        let ledger = &self.played.replay.ledger;
        let entries = line.because.iter();
        entries.filter_map(|at| ledger.entry(*at)).collect()
    }

    /// The lines by council and unit, in the order in which the register came to know them.
    pub(super) fn units(&self) -> Vec<Unit<'_>> {
        let establishment = &self.fold.establishment;
        let mut units: Vec<Unit<'_>> = Vec::new();
        for line in establishment.lines() {
            let body = self
                .because(line)
                .first()
                .map_or_else(String::new, |entry| entry.authority.decision.body.clone());
            let name = establishment.placement_name(&line.post.placement);
            let same = |unit: &&mut Unit<'_>| unit.body == body && unit.name == name;
            match units.iter_mut().find(same) {
                Some(unit) => unit.lines.push(line),
                None => units.push(Unit {
                    body,
                    name,
                    lines: vec![line],
                }),
            }
        }
        units
    }

    /// The decisions that what was recorded by then relies on, and that are not held.
    pub(super) fn not_held(&self) -> Vec<NotHeld<'p>> {
        let entries = self.played.replay.ledger.entries().iter();
        let seen = entries.filter(|entry| entry.recorded <= self.recorded);
        let mut met = BTreeSet::new();
        let mut all = Vec::new();
        for entry in seen {
            let cited_by = entry.authority.decision.as_ref();
            for name in &cited_by.not_held {
                if met.insert((cited_by.date, &cited_by.title, name)) {
                    all.push(NotHeld { cited_by, name });
                }
            }
        }
        all
    }

    /// The promises that were made by then and not kept.
    pub(super) fn promises(&self) -> Vec<Open<'p>> {
        let replay = self.played.replay;
        let seen = self.day.min(self.recorded);
        let made = replay
            .promises
            .iter()
            .filter(|promise| replay.played[promise.made_by].recorded <= seen);
        made.filter_map(|promise| {
            Some(Open {
                units: promise.open_for(&replay.played, seen)?,
                overdue: promise.by.is_some_and(|by| by < self.day),
                promise,
            })
        })
        .collect()
    }

    /// The day and title of the report that made a promise.
    pub(super) fn made_in(&self, promise: &Promise) -> (Date, &'p str) {
        let played = &self.played.replay.played[promise.made_by];
        (played.recorded, self.played.cases.all[played.case].title())
    }

    /// The FTE that is known and how many lines are without; nothing where several councils have posts,
    /// whose sum means nothing.
    pub(super) fn total(&self) -> Option<(Fte, usize)> {
        let units = self.units();
        let one_body = units.windows(2).all(|pair| pair[0].body == pair[1].body);
        one_body.then(|| self.fold.establishment.fte())
    }

    pub(super) fn text(&self) -> String {
        let mut text = format!(
            "The establishment in force on {}, as recorded at {}\n",
            long_date(self.day),
            long_date(self.recorded)
        );
        let units = self.units();
        if units.is_empty() {
            text += "\n  No posts are in force.\n";
        }
        for unit in &units {
            text += &self.unit(unit);
        }
        if units.len() > 1
            && let Some((fte, missing)) = self.total()
        {
            text += &format!("\nIn all {}\n", fte_words(fte, missing));
        }
        text + &self.payments() + &self.refused() + &self.incomplete() + &self.open()
    }

    fn unit(&self, unit: &Unit<'_>) -> String {
        let fte = unit.lines.iter().filter_map(|line| line.post.fte.known());
        let missing = unit.lines.iter().filter(|line| !line.post.fte.is_known());
        let sum = fte_words(fte.sum(), missing.count());
        let mut text = format!("\n{} ({}): {sum}\n", unit.name, unit.body);
        for line in &unit.lines {
            text += &wrapped(&words::post(&line.post), "  ", WIDTH);
            let mut also = Vec::new();
            if let Some(manager) = &line.post.line_manager {
                also.push(format!("reports to {manager}"));
            }
            let titles = line.in_place_of.iter();
            let titles: Vec<String> = titles
                .map(|id| words::title_of(&self.played.replay.ledger, *id))
                .collect();
            if !titles.is_empty() {
                also.push(format!("in place of {}", titles.join(", ")));
            }
            text += &wrapped(&also.join("; "), "    ", WIDTH);
            for entry in self.because(line) {
                text += &wrapped(&words::why(entry), "    ", WIDTH);
            }
        }
        text + &by_title(&unit.lines)
    }

    fn payments(&self) -> String {
        let mut text = String::new();
        for (_, at) in self.fold.establishment.payments() {
            let Some(entry) = self.played.replay.ledger.entry(*at) else {
                continue;
            };
            text += &wrapped(
                &words::act(&self.played.replay.ledger, &entry.act),
                "  ",
                WIDTH,
            );
            text += &wrapped(&words::because(entry), "    ", WIDTH);
        }
        under("Payments to postholders", text)
    }

    fn refused(&self) -> String {
        let mut text = String::new();
        for (at, refusal) in &self.fold.refused {
            let Some(entry) = self.played.replay.ledger.entry(*at) else {
                continue;
            };
            let what = words::act(&self.played.replay.ledger, &entry.act);
            text += &wrapped(&format!("{what}: {refusal}"), "  ", WIDTH);
            text += &wrapped(&words::because(entry), "    ", WIDTH);
        }
        under("Recorded, but cannot be carried out", text)
    }

    fn incomplete(&self) -> String {
        let mut text = String::new();
        for NotHeld { cited_by, name } in self.not_held() {
            text += &wrapped(name, "  ", WIDTH);
            let by = format!("relied on by {}", words::decision(cited_by));
            text += &wrapped(&by, "    ", WIDTH);
        }
        under(
            "These answers may be incomplete: decisions that are not held",
            text,
        )
    }

    fn open(&self) -> String {
        let mut text = String::new();
        for open in self.promises() {
            let promise = open.promise;
            let due = match (&promise.due, promise.by) {
                (Some(due), Some(by)) => format!("due {due} (by {})", long_date(by)),
                (Some(due), None) => format!("due {due}"),
                (None, Some(by)) => format!("due by {}", long_date(by)),
                (None, None) => "no day given".to_owned(),
            };
            let overdue = if open.overdue { ", overdue" } else { "" };
            text += &wrapped(&format!("{}: {due}{overdue}", promise.what), "  ", WIDTH);
            if !open.units.is_empty() {
                text += &wrapped(
                    &format!("open for {}", open.units.join("; ")),
                    "    ",
                    WIDTH,
                );
            }
            let (day, title) = self.made_in(promise);
            let made = format!("promised in \u{201c}{title}\u{201d}, {}", long_date(day));
            text += &wrapped(&made, "    ", WIDTH);
        }
        under(&format!("Promises open on {}", long_date(self.day)), text)
    }
}

/// The sums of titles that several lines share.
fn by_title(lines: &[&Line]) -> String {
    let mut titles: BTreeMap<&str, Vec<&Line>> = BTreeMap::new();
    for line in lines {
        titles.entry(&line.post.title).or_default().push(line);
    }
    let shared = titles.into_iter().filter(|(_, lines)| lines.len() > 1);
    shared
        .map(|(title, lines)| {
            let fte = lines.iter().filter_map(|line| line.post.fte.known()).sum();
            let missing = lines
                .iter()
                .filter(|line| !line.post.fte.is_known())
                .count();
            let number = lines.len();
            format!(
                "  Together: {title}, {number} lines, {}\n",
                fte_words(fte, missing)
            )
        })
        .collect()
}

fn under(heading: &str, text: String) -> String {
    match text.is_empty() {
        true => text,
        false => format!("\n{heading}\n{text}"),
    }
}

/// `8.5 FTE`; `at least 8.5 FTE (2 lines not known)`.
pub(super) fn fte_words(known: Fte, missing: usize) -> String {
    let lines = if missing == 1 { "line" } else { "lines" };
    match missing {
        0 => format!("{known} FTE"),
        _ if known.is_zero() => "FTE not known".to_owned(),
        _ => format!("at least {known} FTE ({missing} {lines} not known)"),
    }
}
