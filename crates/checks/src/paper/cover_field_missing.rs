//! The head of the report does not say when, where or by whom it is decided.

use diagnostics::{Diagnostic, Rule, Severity};

use super::wording::{counted, listed};
use crate::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "cover-field-missing",
    severity: Severity::Warning,
    family: "completeness",
    summary: "The head of the report lacks a field that it must fill.",
    explanation: "Without the body, the date and the agenda item nobody can say which decision a report led to, \
nor cite it. A body profile lists the fields that its reports must fill.",
};

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let header = &subject.case.header;
    let lacks = |field: &str| match field {
        "date" => header.date.is_none(),
        "item" => header.item.is_none(),
        "decision_maker" => header.decision_makers.is_empty(),
        "reference" => header.reference.is_none(),
        "report_of" => header.report_of.is_none(),
        "divisions" => header.divisions.is_none(),
        _ => false,
    };
    let missing: Vec<&str> = subject
        .body
        .required_cover
        .iter()
        .map(String::as_str)
        .filter(|field| lacks(field))
        .collect();
    if missing.is_empty() {
        return;
    }
    let words: Vec<&str> = missing.iter().map(|field| in_words(field)).collect();
    let fields: Vec<String> = missing.iter().map(|field| format!("`{field}`")).collect();
    let message = format!(
        "the head of the report lacks {}: {}",
        counted(missing.len(), "field", "fields"),
        listed(&words)
    );
    found.push(
        RULE.at(subject.head(), message)
            .figure("missing", missing.len())
            .help(format!("add {} at the top of the case", listed(&fields))),
    );
}

fn in_words(field: &str) -> &str {
    match field {
        "date" => "the date of the meeting or decision",
        "item" => "the agenda item",
        "decision_maker" => "the committee or member who decides",
        "reference" => "the reference",
        "report_of" => "the post of the author",
        "divisions" => "the divisions affected",
        _ => field,
    }
}
