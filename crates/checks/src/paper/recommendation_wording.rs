//! The cover asks for something else than the body.

use base::folded;
use diagnostics::{Diagnostic, Rule, Severity};
use proposal::case::Prose;

use super::wording::listed;
use crate::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "recommendation-wording",
    severity: Severity::Warning,
    family: "agreement",
    summary: "A recommendation reads otherwise on the cover than in the body.",
    explanation: "A member who signs on the cover and one who reads to the end must be asked for the same thing. \
The two wordings are compared word by word; case and punctuation do not count.",
};

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let cover = &subject.case.cover.recommendations;
    let body: Vec<&Prose> = subject
        .case
        .recommendations
        .iter()
        .filter_map(|asked| asked.text.as_ref())
        .collect();
    let Some(first) = cover.first() else {
        return;
    };
    // A recommendation without words is written from the change set; there is nothing to compare.
    if body.len() < subject.case.recommendations.len() {
        return;
    }
    if cover.len() != body.len() {
        let message = format!(
            "the cover has {} of the {} recommendations in the body",
            cover.len(),
            body.len()
        );
        found.push(
            RULE.at(first.place.clone(), message)
                .figure("cover", cover.len())
                .figure("body", body.len())
                .help("repeat every recommendation on the cover, or none"),
        );
    }
    for (index, (cover, body)) in cover.iter().zip(body).enumerate() {
        found.extend(difference(index + 1, cover, body));
    }
}

fn difference(number: usize, cover: &Prose, body: &Prose) -> Option<Diagnostic> {
    let (on_cover, in_body) = (folded(&cover.text), folded(&body.text));
    if on_cover == in_body {
        return None;
    }
    let only_cover = words_beyond(&on_cover, &in_body);
    let only_body = words_beyond(&in_body, &on_cover);
    let quoted = |words: &[&str]| {
        let quoted: Vec<String> = words
            .iter()
            .take(8)
            .map(|word| format!("{word:?}"))
            .collect();
        listed(&quoted)
    };
    let what = match (only_cover.is_empty(), only_body.is_empty()) {
        (false, true) => format!("only the cover has {}", quoted(&only_cover)),
        (true, false) => format!("only the body has {}", quoted(&only_body)),
        (true, true) => "the same words stand in another order".to_owned(),
        (false, false) => format!(
            "only the cover has {}, only the body {}",
            quoted(&only_cover),
            quoted(&only_body)
        ),
    };
    let place = only_cover
        .first()
        .and_then(|word| Some((cover.text.to_lowercase().find(word)?, word.len())))
        .filter(|_| cover.text.is_ascii())
        .map_or_else(
            || cover.place.clone(),
            |(at, length)| cover.place_of(at..at + length),
        );
    Some(
        RULE.at(
            place,
            format!("recommendation {number} reads otherwise on the cover: {what}"),
        )
        .also(body.place.clone(), "as it reads in the body")
        .help("word it alike in both places"),
    )
}

/// The words of one text that the other lacks, or has fewer times.
fn words_beyond<'t>(text: &'t str, other: &str) -> Vec<&'t str> {
    let mut rest: Vec<&str> = other.split(' ').collect();
    let mut beyond = Vec::new();
    for word in text.split(' ') {
        match rest.iter().position(|known| *known == word) {
            Some(at) => {
                rest.swap_remove(at);
            }
            None => beyond.push(word),
        }
    }
    beyond
}
