//! Something is promised without a date.

use diagnostics::{Diagnostic, Rule, Severity};

use crate::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "obligation-undated",
    severity: Severity::Note,
    family: "completeness",
    summary: "Something is promised, and no day is given by which it is due.",
    explanation: "A promise with a day shows up in the register when the day has passed. One without is never \
overdue.",
};

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for promise in subject
        .case
        .obligations
        .iter()
        .filter(|promise| promise.by.is_none())
    {
        let due = promise
            .due
            .as_ref()
            .map_or("no time is given".to_owned(), |due| {
                format!("the report says {:?}", due.value)
            });
        let message = format!(
            "a promise has no day by which it is due; {due}: {}",
            promise.what.value
        );
        found.push(
            RULE.at(promise.what.place.clone(), message)
                .help("add `by = …`: the last day that the words can mean"),
        );
    }
}
