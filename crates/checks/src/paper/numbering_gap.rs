//! Paragraph numbers are missing, or stand twice.

use diagnostics::{Diagnostic, Place, Rule, Severity};

use super::numbers::Numbers;
use super::wording::listed;
use crate::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "numbering-gap",
    severity: Severity::Note,
    family: "style",
    summary: "Paragraph numbers are missing, or stand twice.",
    explanation: "A gap makes the reader ask what was taken out. Numbers run through the whole report, comments \
included, or within each section. The standing paragraphs that a body profile brings, and paragraphs without a \
number of their own, take a number in their turn.",
};

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let numbers = Numbers::of(subject);
    let missing = numbers.missing_through();
    if let Some(first) = missing.first() {
        let behind = numbers.through.range(first..).next();
        let names: Vec<String> = missing.iter().map(ToString::to_string).collect();
        found.extend(behind.map(|(next, place)| gap(&names, &next.to_string(), place)));
    }
    for (section, within) in &numbers.by_section {
        let last = within.keys().next_back().copied().unwrap_or(0);
        let missing: Vec<u32> = (1..last)
            .filter(|number| !within.contains_key(number))
            .collect();
        let Some(first) = missing.first() else {
            continue;
        };
        let names: Vec<String> = missing
            .iter()
            .map(|number| format!("{section}.{number}"))
            .collect();
        let behind = within.range(first..).next();
        found.extend(behind.map(|(next, place)| gap(&names, &format!("{section}.{next}"), place)));
    }
    for (number, place) in numbers.twice {
        let message = format!("two paragraphs are numbered {number}");
        found.push(RULE.at(place, message).help("number one of them anew"));
    }
}

fn gap(missing: &[String], next: &str, place: &Place) -> Diagnostic {
    let what = if missing.len() == 1 {
        format!("paragraph {} is missing", missing[0])
    } else {
        format!("paragraphs {} are missing", listed(missing))
    };
    RULE.at(place.clone(), what)
        .label(format!("{next} comes next"))
        .help("number the paragraphs anew, or take the numbers out and let them count in turn")
}
