//! The cover prints a field and leaves it blank.

use diagnostics::{Diagnostic, Rule, Severity};

use super::wording::{counted, listed};
use crate::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "cover-field-blank",
    severity: Severity::Note,
    family: "completeness",
    summary: "The cover leaves a field blank.",
    explanation: "A blank field may be filled in by hand later, or may have been forgotten; the reader of the \
published copy cannot tell. The case lists such fields under `[cover]` as `blank`.",
};

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let blank = &subject.case.cover.blank;
    let Some(first) = blank.first() else {
        return;
    };
    let names: Vec<&str> = blank.iter().map(|at| at.value.as_str()).collect();
    let message = format!(
        "the cover leaves {} blank: {}",
        counted(blank.len(), "field", "fields"),
        listed(&names)
    );
    found.push(
        RULE.at(first.place.clone(), message)
            .figure("blank", blank.len())
            .help("fill it in, and take it out of `blank`"),
    );
}
