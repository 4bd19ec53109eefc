//! A comment is younger than the report, or the decision older.

use base::long_date;
use diagnostics::{Diagnostic, Rule, Severity};

use crate::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "comment-date",
    severity: Severity::Warning,
    family: "order",
    summary: "An officer's comment is later than the report, or the decision earlier.",
    explanation: "Officers comment on a report before it is decided, and it is decided on or after its date. A \
comment of a later day cannot have been before the decision-maker.",
};

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let case = subject.case;
    let Some(report) = &case.header.date else {
        return;
    };
    for comment in &case.comments {
        let Some(date) = comment.date.as_ref().filter(|at| at.value > report.value) else {
            continue;
        };
        let days = (date.value - report.value).get_days();
        let rule = subject
            .body
            .comments
            .iter()
            .find(|rule| rule.kind.eq_ignore_ascii_case(&comment.kind));
        let name = rule.map_or_else(
            || format!("comments ({})", comment.kind.value),
            |rule| rule.heading.clone(),
        );
        let message = format!(
            "{name} are dated {}, {days} {} after the report of {}",
            long_date(date.value),
            if days == 1 { "day" } else { "days" },
            long_date(report.value)
        );
        found.push(
            RULE.at(date.place.clone(), message)
                .also(report.place.clone(), "the date of the report")
                .help("mend one of the two dates"),
        );
    }
    if let Some(decision) = case
        .decision
        .as_ref()
        .filter(|decision| decision.date.value < report.value)
    {
        let message = format!(
            "the decision is dated {}, before the report of {}",
            long_date(decision.date.value),
            long_date(report.value)
        );
        found.push(
            RULE.at(decision.date.place.clone(), message)
                .also(report.place.clone(), "the date of the report")
                .help("mend one of the two dates"),
        );
    }
}
