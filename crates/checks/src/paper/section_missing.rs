//! A section that this kind of report must have is not there.

use base::{Date, same_name};
use diagnostics::{Diagnostic, Rule, Severity};
use proposal::SectionRule;

use super::case_empty;
use super::wording::{counted, listed};
use crate::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "section-missing",
    severity: Severity::Warning,
    family: "completeness",
    summary: "The report lacks a section that reports of its body must have.",
    explanation: "A body profile lists the sections of its reports and which of them are required. A section \
with standing words, which the profile brings, counts as present; so does a section of the author's own with \
the same heading.",
};

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    // Of a case that is empty, case-empty says enough.
    if case_empty::is_empty(subject.case) && subject.case.sections.is_empty() {
        return;
    }
    let date = subject.case.header.date.as_ref().map(|at| at.value);
    let missing: Vec<&SectionRule> = subject
        .body
        .sections
        .iter()
        .filter(|rule| rule.required && !is_there(subject, rule, date))
        .collect();
    if missing.is_empty() {
        return;
    }
    let headings: Vec<&str> = missing.iter().map(|rule| rule.heading.as_str()).collect();
    let keys: Vec<String> = missing
        .iter()
        .map(|rule| format!("`{}`", rule.key))
        .collect();
    let message = format!(
        "the report lacks {}: {}",
        counted(missing.len(), "required section", "required sections"),
        headings.join("; ")
    );
    found.push(
        RULE.at(subject.head(), message)
            .figure("missing", missing.len())
            .help(format!("write {} under [report]", listed(&keys))),
    );
}

fn is_there(subject: &Subject<'_>, rule: &SectionRule, date: Option<Date>) -> bool {
    let written = subject.case.sections.iter().any(|section| {
        let own = |heading: &str| same_name(heading, &rule.heading);
        let named = section.key == rule.key || section.heading.as_ref().is_some_and(|at| own(at));
        named && !section.prose.text.trim().is_empty()
    });
    written || rule.standing_on(date).is_some()
}
