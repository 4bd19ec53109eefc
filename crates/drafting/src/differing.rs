//! In which records two drafts differ.

use crate::draft::Draft;

/// A record that one of two drafts has and the other has not, or has otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DifferingRecord {
    /// Its kind, as a case file calls it: `change`; empty for the head.
    pub kind: String,
    /// What it is about: its first value, as it is written.
    pub about: String,
    /// Which of the drafts have it.
    pub held: HeldBy,
    /// The lines that only the first draft has.
    pub before: Vec<String>,
    /// The lines that only the second has.
    pub after: Vec<String>,
}

/// Which of two drafts have a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeldBy {
    /// Only the first.
    First,
    /// Only the second.
    Second,
    /// Both.
    Both,
}

/// A record of a written case: its kind and its lines.
struct Record<'t> {
    kind: &'t str,
    lines: Vec<String>,
}

/// The records in which two drafts differ, in the order of the first, then those that only the second has.
/// Records are the same record if they are of one kind and begin alike.
pub fn differing(before: &Draft, after: &Draft) -> Vec<DifferingRecord> {
    let (old, mut new) = (records(before.text()), records(after.text()));
    // What is the same in both is no difference, wherever it stands.
    let mut left = Vec::new();
    for record in old {
        match new.iter().position(|other| same(other, &record)) {
            Some(place) => drop(new.remove(place)),
            None => left.push(record),
        }
    }
    let mut found = Vec::new();
    for record in left {
        let begins = |other: &Record<'_>| {
            other.kind == record.kind && other.lines.first() == record.lines.first()
        };
        let other = new.iter().position(begins).map(|place| new.remove(place));
        let other = other.map_or_else(Vec::new, |other| other.lines);
        found.push(difference(record.kind, &record.lines, &other));
    }
    found.extend(
        new.iter()
            .map(|record| difference(record.kind, &[], &record.lines)),
    );
    found
}

fn same(a: &Record<'_>, b: &Record<'_>) -> bool {
    a.kind == b.kind && a.lines == b.lines
}

fn difference(kind: &str, before: &[String], after: &[String]) -> DifferingRecord {
    let only = |of: &[String], other: &[String]| {
        let lines = of.iter().filter(|line| !other.contains(line));
        lines.cloned().collect()
    };
    let first = before.first().or_else(|| after.first());
    let about = first.map_or("", |line| {
        line.split_once('=')
            .map_or(line.as_str(), |(_, value)| value)
    });
    let held = match (before.is_empty(), after.is_empty()) {
        (false, true) => HeldBy::First,
        (true, _) => HeldBy::Second,
        (false, false) => HeldBy::Both,
    };
    DifferingRecord {
        held,
        kind: kind.to_owned(),
        about: about.trim().trim_matches('"').to_owned(),
        before: only(before, after),
        after: only(after, before),
    }
}

/// A line without the blanks by which a case file lines up its values.
fn spaced(line: &str) -> String {
    match line.split_once(" =") {
        Some((key, value)) if !key.trim().contains(' ') => format!("{} ={value}", key.trim()),
        _ => line.to_owned(),
    }
}

/// The records of a case that Muster wrote: each begins with its kind in brackets.
fn records(text: &str) -> Vec<Record<'_>> {
    let mut all = vec![Record {
        kind: "",
        lines: Vec::new(),
    }];
    for line in text.lines() {
        let kind = line
            .strip_prefix('[')
            .and_then(|rest| rest.strip_suffix(']'));
        match (kind, all.last_mut()) {
            (Some(kind), _) => all.push(Record {
                kind: kind.trim_matches(['[', ']']),
                lines: Vec::new(),
            }),
            (None, Some(last)) if !line.is_empty() => last.lines.push(spaced(line)),
            _ => {}
        }
    }
    all
}
