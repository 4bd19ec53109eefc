//! The text refers to a paragraph that the report does not have.

use std::collections::BTreeSet;

use diagnostics::{Diagnostic, Place, Rule, Severity};
use proposal::case::Prose;
use proposal::{Mention, mentions};

use super::numbers::Numbers;
use crate::Subject;
use crate::repeats::MOST;

pub(crate) static RULE: Rule = Rule {
    code: "paragraph-not-found",
    severity: Severity::Warning,
    family: "reference",
    summary: "The text refers to a paragraph that the report does not have.",
    explanation: "A reference goes wrong when paragraphs are moved. Paragraphs of Acts, schedules and other papers \
are left alone: those that are *of* something other than this report.",
};

const HELP: &str = "refer to the paragraph by the number that it has now";

/// How far back the beginning of a sentence is looked for, in bytes.
const SENTENCE: usize = 400;

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let numbers = Numbers::of(subject);
    let mut said: BTreeSet<String> = BTreeSet::new();
    let mut more: Option<(Place, BTreeSet<String>)> = None;
    for (_, prose) in subject.prose() {
        for mention in mentions(prose) {
            let Mention::Paragraph { number, place } = mention else {
                continue;
            };
            if numbers.has(&number) || is_of_another_paper(prose, &place) {
                continue;
            }
            if !said.contains(&number) && said.len() == MOST {
                let (_, numbers) = more.get_or_insert_with(|| (place, BTreeSet::new()));
                numbers.insert(number);
                continue;
            }
            let message = format!("the report has no paragraph {number}");
            found.push(RULE.at(place, message).help(HELP));
            said.insert(number);
        }
    }
    if let Some((place, numbers)) = more {
        let message = format!(
            "{} further paragraphs are referred to that the report does not have",
            numbers.len()
        );
        found.push(
            RULE.at(place, message)
                .figure("paragraphs", numbers.len())
                .help(HELP),
        );
    }
}

/// Is it `paragraph 3 of Schedule 12A`? Where the text around it is not known, it may be.
fn is_of_another_paper(prose: &Prose, place: &Place) -> bool {
    let Some(offset) = prose.offset else {
        return true;
    };
    let end = place.span.end - prose.place.span.start - offset;
    let start = place.span.start - prose.place.span.start - offset;
    let near = prose
        .text
        .ceil_char_boundary(start.saturating_sub(SENTENCE));
    let (before, mut after) = (&prose.text[near..start], &prose.text[end..]);
    for link in [" and ", " to "] {
        after = after.strip_prefix(link).map_or(after, |rest| {
            rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.')
        });
    }
    let of_other = after.starts_with(" of ") && !after.starts_with(" of this report");
    let sentence = before.rfind(". ").map_or(before, |at| &before[at..]);
    of_other || sentence.contains("Schedule") || sentence.contains(" Act ")
}
