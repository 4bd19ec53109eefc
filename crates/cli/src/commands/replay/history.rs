//! What was decided of posts of one title, through time.

use std::collections::BTreeSet;

use base::{Date, Known, add_days, long_date, same_name};
use register::{Act, Entry, Ledger, LineId, PostLine, Tenure};

use super::{Played, words};
use crate::failure::Failure;
use crate::table::wrapped;

/// The widest line of running text.
const WIDTH: usize = 100;

/// The entries behind the lines that have or had a title.
pub(super) struct History<'p> {
    pub(super) title: String,
    pub(super) recorded: Date,
    pub(super) ledger: &'p Ledger,
    /// In the order of their days.
    pub(super) items: Vec<Item<'p>>,
}

/// Something that happened.
pub(super) enum Item<'p> {
    /// An entry took effect.
    Entry(&'p Entry),
    /// Posts ended, or a change did, because their time was over.
    Lapse { day: Date, words: String },
}

impl Item<'_> {
    fn day(&self) -> Date {
        match self {
            Self::Entry(entry) => entry.effective,
            Self::Lapse { day, .. } => *day,
        }
    }
}

impl<'p> History<'p> {
    /// The history of a title, as it was recorded at a day.
    pub(super) fn of(title: &str, played: Played<'p>, recorded: Date) -> Result<Self, Failure> {
        let ledger = &played.replay.ledger;
        let seen = ledger.entries().iter();
        let seen: Vec<&Entry> = seen.filter(|entry| entry.recorded <= recorded).collect();
        let lines = lines_of(title, &seen);
        let behind: Vec<&Entry> = seen
            .iter()
            .copied()
            .filter(|entry| concerns(&entry.act, &lines) || pays(&entry.act, title))
            .collect();
        if behind.is_empty() {
            return Err(no_title(title, &seen));
        }
        let mut items: Vec<Item<'p>> = lapses(ledger, &behind, recorded);
        items.extend(behind.into_iter().map(Item::Entry));
        items.sort_by_key(Item::day);
        Ok(Self {
            title: title.to_owned(),
            recorded,
            ledger,
            items,
        })
    }

    pub(super) fn text(&self) -> String {
        let mut text = format!(
            "{}: what was decided, as recorded at {}\n",
            self.title,
            long_date(self.recorded)
        );
        for item in &self.items {
            text += &format!("\n{}\n", long_date(item.day()));
            match item {
                Item::Entry(entry) => {
                    text += &wrapped(&words::act(self.ledger, &entry.act), "  ", WIDTH);
                    text += &wrapped(&words::because(entry), "    ", WIDTH);
                }
                Item::Lapse { words, .. } => text += &wrapped(words, "  ", WIDTH),
            }
        }
        text
    }
}

/// The lines that have or had that title, and the lines that became them or that they became.
fn lines_of(title: &str, seen: &[&Entry]) -> BTreeSet<LineId> {
    let mut lines = BTreeSet::new();
    for entry in seen {
        match &entry.act {
            Act::Attest { line, post } | Act::Establish { line, post, .. }
                if same_name(&post.title, title) =>
            {
                lines.insert(*line);
            }
            Act::Amend {
                line, becomes, to, ..
            } if to.title.as_ref().is_some_and(|to| same_name(to, title)) => {
                lines.extend([*line, *becomes]);
            }
            Act::Amend { line, becomes, .. } if lines.contains(line) => {
                lines.insert(*becomes);
            }
            _ => {}
        }
    }
    // What a line was before it took this title.
    for entry in seen.iter().rev() {
        if let Act::Amend { line, becomes, .. } = &entry.act
            && lines.contains(becomes)
        {
            lines.insert(*line);
        }
    }
    lines
}

fn concerns(act: &Act, lines: &BTreeSet<LineId>) -> bool {
    match act {
        Act::Attest { line, .. } | Act::Establish { line, .. } | Act::Disestablish { line, .. } => {
            lines.contains(line)
        }
        Act::Amend { line, becomes, .. } => lines.contains(line) || lines.contains(becomes),
        _ => false,
    }
}

fn pays(act: &Act, title: &str) -> bool {
    matches!(act, Act::Pay(payment) if same_name(&payment.to, title))
}

/// The days on which posts, or changes for a time, ended of themselves.
fn lapses<'p>(ledger: &Ledger, behind: &[&Entry], recorded: Date) -> Vec<Item<'p>> {
    let mut lapses = Vec::new();
    let mut met = BTreeSet::new();
    for entry in behind {
        let (line, last) = match &entry.act {
            Act::Attest { line, post } | Act::Establish { line, post, .. } => {
                (line, last_day(post))
            }
            Act::Amend { becomes, to, .. } => {
                let end = match &to.tenure {
                    Some(Known::Known(Tenure::Temporary(end))) => end.last_day(),
                    _ => None,
                };
                (becomes, end)
            }
            _ => continue,
        };
        if let Some(last) = last
            && met.insert((*line, last))
        {
            let day = add_days(last, 1);
            let before = ledger.fold(last, recorded).establishment;
            let after = ledger.fold(day, recorded).establishment;
            if let (Some(line), None) = (before.line(*line), after.line(*line)) {
                let words = format!(
                    "ended: {}; the last day was {}",
                    words::post(&line.post),
                    long_date(last)
                );
                lapses.push(Item::Lapse { day, words });
            }
        }
        if let Act::Amend {
            becomes,
            until: Some(until),
            ..
        } = &entry.act
        {
            let title = words::title_of(ledger, *becomes);
            let words = format!("the change for a time ends: {title} is as it was before");
            lapses.push(Item::Lapse {
                day: add_days(*until, 1),
                words,
            });
        }
    }
    lapses
}

fn last_day(post: &PostLine) -> Option<Date> {
    match &post.tenure {
        Known::Known(Tenure::Temporary(end)) => end.last_day(),
        _ => None,
    }
}

fn no_title(title: &str, seen: &[&Entry]) -> Failure {
    let mut titles: BTreeSet<&str> = BTreeSet::new();
    for entry in seen {
        match &entry.act {
            Act::Attest { post, .. } | Act::Establish { post, .. } => {
                titles.insert(&post.title);
            }
            Act::Amend { to, .. } => titles.extend(to.title.as_deref()),
            _ => {}
        }
    }
    let failure = Failure::arguments(format!(
        "nothing is recorded of posts with the title {title:?}"
    ));
    match proposal::nearest(title, titles.iter().copied()) {
        Some(near) => failure.or_else(format!("did you mean {near:?}?")),
        None => {
            let titles: Vec<&str> = titles.into_iter().take(12).collect();
            failure.or_else(format!("there are: {}", titles.join("; ")))
        }
    }
}
