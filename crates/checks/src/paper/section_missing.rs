//! A section that this kind of report must have is not there.

use base::{Date, same_name};
use diagnostics::{Diagnostic, Fix, Rule, Severity};
use proposal::{SectionRule, TO_BE_WRITTEN};

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
    let finding = RULE
        .at(subject.head(), message)
        .figure("missing", missing.len())
        .help(format!("write {} under [report]", listed(&keys)));
    // Below the last section that stands directly under [report], whose table it continues.
    let last = subject
        .case
        .sections
        .iter()
        .rfind(|section| !section.key.is_empty());
    let fix = last.map(|last| {
        let words =
            |rule: &&SectionRule| format!("\n{} = \"\"\"\n{TO_BE_WRITTEN}\n\"\"\"", rule.key);
        let lines: Vec<String> = missing.iter().map(words).collect();
        let label = format!("Add {}, to be written", listed(&headings));
        Fix::choice(label).below(last.prose.place.clone(), lines.join("\n"))
    });
    found.push(fix.into_iter().fold(finding, Diagnostic::fix));
}

fn is_there(subject: &Subject<'_>, rule: &SectionRule, date: Option<Date>) -> bool {
    let written = subject.case.sections.iter().any(|section| {
        let own = |heading: &str| same_name(heading, &rule.heading);
        let named = section.key == rule.key || section.heading.as_ref().is_some_and(|at| own(at));
        named && !section.prose.text.trim().is_empty()
    });
    written || rule.standing_on(date).is_some()
}
