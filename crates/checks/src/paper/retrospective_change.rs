//! A change takes effect before it is decided.

use base::long_date;
use diagnostics::{Diagnostic, Fix, Rule, Severity};

use super::lead_time::later;
use crate::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "retrospective-change",
    severity: Severity::Warning,
    family: "order",
    summary: "A change takes effect before the day on which it is decided.",
    explanation: "A decision cannot establish a post for the past. A month counts as before the decision only \
if its last day is.",
};

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let case = subject.case;
    let decided = case
        .decision
        .as_ref()
        .map(|decision| &decision.date)
        .or(case.header.date.as_ref());
    let Some(decided) = decided else {
        return;
    };
    let early: Vec<_> = case
        .changes
        .iter()
        .filter_map(|change| change.from.as_ref().or(case.defaults.from.as_ref()))
        .filter(|from| from.value.last() < decided.value)
        .collect();
    let Some(first) = early.iter().min_by_key(|from| from.value.first()) else {
        return;
    };
    let changes = match early.len() {
        1 => "1 change takes effect".to_owned(),
        more => format!("{more} changes take effect"),
    };
    let start = long_date(decided.value);
    let fix = early.iter().fold(
        Fix::choice(format!("Start on {start}, the day of the decision")),
        |fix, from| later(fix, from, &start),
    );
    let message = format!(
        "{changes} before the decision: from {}, and it is decided on {}",
        first.value,
        long_date(decided.value)
    );
    found.push(
        RULE.at(first.place.clone(), message)
            .also(decided.place.clone(), "the day of the decision")
            .figure("changes", early.len())
            .help("let them take effect on or after the day of the decision, or name the decision that they rest on")
            .fix(fix),
    );
}
