//! An officer's comment that this report needs is not there.

use diagnostics::{Diagnostic, Fix, Rule, Severity};

use proposal::{TO_BE_WRITTEN, as_toml};

use super::wording::{counted, listed};
use crate::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "comment-missing",
    severity: Severity::Warning,
    family: "completeness",
    summary: "A report about posts or savings lacks a comment that an officer must make.",
    explanation: "A body profile lists the officers who comment on a report that changes posts or saves money: \
law, finance, human resources. A comment without words counts as missing.",
};

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let case = subject.case;
    if case.changes.is_empty() && case.savings.is_empty() {
        return;
    }
    let made = |kind: &str| {
        case.comments.iter().any(|comment| {
            let words = comment.text.as_ref().map_or("", |prose| prose.text.trim());
            comment.kind.eq_ignore_ascii_case(kind) && !words.is_empty()
        })
    };
    let missing: Vec<_> = subject
        .body
        .comments
        .iter()
        .filter(|rule| rule.required && !made(&rule.kind))
        .collect();
    if missing.is_empty() {
        return;
    }
    let headings: Vec<&str> = missing.iter().map(|rule| rule.heading.as_str()).collect();
    let kinds: Vec<String> = missing
        .iter()
        .map(|rule| format!("{:?}", rule.kind))
        .collect();
    let matter = if case.changes.is_empty() {
        "savings"
    } else {
        "posts"
    };
    let message = format!(
        "the report is about {matter} and lacks {}: {}",
        counted(missing.len(), "required comment", "required comments"),
        headings.join("; ")
    );
    let place = case
        .comments
        .last()
        .map_or_else(|| subject.head(), |comment| comment.place.clone());
    let records = missing.iter().map(|rule| {
        let (kind, words) = (as_toml(&rule.kind), as_toml(TO_BE_WRITTEN));
        format!("[[comment]]\nkind = {kind}\ntext = {words}")
    });
    let records: Vec<String> = records.collect();
    let label = format!("Add {}, to be written", listed(&headings));
    let fix = Fix::choice(label).append(case.source, records.join("\n\n"));
    found.push(
        RULE.at(place, message)
            .figure("missing", missing.len())
            .help(format!(
                "add [[comment]] with kind = {}, its date and its words",
                listed(&kinds)
            ))
            .fix(fix),
    );
}
