//! Words of the starter that nobody replaced.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use diagnostics::{Diagnostic, Place, Rule, Severity, Sources};
use proposal::case::{Case, Prose, Verb};

use proposal::TO_BE_WRITTEN;

use super::wording::counted;
use crate::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "placeholder-left",
    severity: Severity::Warning,
    family: "completeness",
    summary: "Words of the starter case, or of a fix, were not replaced.",
    explanation: "`muster new` writes a case whose titles and texts only say what belongs there, such as *Name of \
the council*, and a fix that adds a record leaves *To be written* in it. They are no words of a report: replace \
them, or take the record away.",
};

/// How many of the words the message quotes.
const NAMED: usize = 8;

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    static STARTER: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
        let mut sources = Sources::new();
        let (starter, _) = proposal::read(&mut sources, "", proposal::STARTER.as_bytes());
        words(&starter)
            .into_iter()
            .map(|(words, _)| words)
            .collect()
    });
    let mut named: Vec<String> = Vec::new();
    let mut places: Vec<Place> = Vec::new();
    for (words, place) in words(subject.case) {
        let is_new = !named.contains(&words);
        let is_left = STARTER.contains(&words) || words == TO_BE_WRITTEN;
        if is_left && is_new {
            named.push(words);
            places.push(place);
        }
    }
    let Some(first) = places.first() else {
        return;
    };
    let short: Vec<String> = named.iter().take(NAMED).map(|words| begun(words)).collect();
    let more = match named.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!("; and {more} more"),
    };
    let message = format!(
        "{} {} still there: {}{more}",
        counted(named.len(), "placeholder", "placeholders"),
        if named.len() == 1 { "is" } else { "are" },
        short.join("; ")
    );
    let mut finding = RULE.at(first.clone(), message).figure("left", named.len());
    for place in places.iter().skip(1).take(4) {
        finding = finding.also(place.clone(), "so here");
    }
    found.push(finding.help("write what the report says, or take the record away"));
}

/// The words of a case where the starter has its own. Those with figures in them are good as they are.
fn words(case: &Case) -> Vec<(String, Place)> {
    let header = &case.header;
    let texts = [&header.title, &header.body, &header.report_of]
        .into_iter()
        .flatten()
        .chain(&header.decision_makers)
        .chain(&header.contacts)
        .chain(case.units.iter().map(|unit| &unit.name))
        .chain(case.posts.iter().map(|post| &post.title))
        .chain(case.changes.iter().filter_map(|change| match &change.verb {
            Verb::Establish(post) => Some(&post.title),
            _ => None,
        }))
        .chain(
            case.consultation
                .iter()
                .flat_map(|held| held.with.iter().chain(&held.outcome)),
        )
        .chain(
            case.options
                .iter()
                .filter_map(|option| option.rejected_because.as_ref()),
        )
        .chain(case.stated.iter().filter_map(|stated| stated.what.as_ref()))
        .chain(case.funding.iter().map(|funding| &funding.source))
        .map(|at| (at.value.clone(), at.place.clone()));
    let comments = case
        .comments
        .iter()
        .filter_map(|comment| comment.text.as_ref());
    let sections = case.sections.iter().map(|section| &section.prose);
    let plain = |prose: &&Prose| !prose.text.contains('{');
    let prose = comments.chain(sections).filter(plain);
    texts
        .chain(prose.map(|prose| (prose.text.trim().to_owned(), prose.place.clone())))
        .collect()
}

/// The first words of a text.
fn begun(words: &str) -> String {
    let first: Vec<&str> = words.split_whitespace().take(6).collect();
    let all = first.len() == words.split_whitespace().count();
    format!("{}{}", first.join(" "), if all { "" } else { " …" })
}
