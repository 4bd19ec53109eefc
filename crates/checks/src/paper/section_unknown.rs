//! A section that the body profile does not have stands under a key, as those of the profile do.

use diagnostics::{Diagnostic, Rule, Severity};
use proposal::near_word;

use super::wording::listed;
use crate::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "section-unknown",
    severity: Severity::Warning,
    family: "reference",
    summary: "The body profile has no section of that key.",
    explanation: "Under `[report]` stand the sections of the body profile, each by its key. A text under \
another key is printed all the same, with the key for its heading: a misspelt one stands beside the section that \
it should have been. A section of the author's own is a `[[report.section]]`, or its heading stands in \
`[report.headings]`.",
};

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    // Of a profile that is not there, unknown-template says enough.
    let asked = subject.case.header.template.as_ref();
    if asked.is_some_and(|asked| asked.value != subject.body.key) {
        return;
    }
    let sections = &subject.case.sections;
    let keys: Vec<&str> = subject
        .body
        .sections
        .iter()
        .map(|rule| rule.key.as_str())
        .collect();
    for section in sections {
        let key = section.key.as_str();
        if key.is_empty() || section.heading.is_some() || keys.contains(&key) {
            continue;
        }
        let message = format!("{} has no section {key:?}", subject.body.key);
        let finding = RULE.at(section.place.clone(), message);
        let own = "a section of your own is a [[report.section]] with its heading";
        let near = near_word(key, keys.iter().copied());
        found.push(
            match near {
                None => finding.help(format!("it has: {}", listed(&keys))),
                Some(near) => {
                    let finding = finding.help(format!("did you mean {:?}?", near.name));
                    let taken = sections.iter().any(|section| section.key == near.name);
                    let fix = (!taken).then(|| near.write(section.place.clone(), near.name));
                    fix.into_iter().fold(finding, Diagnostic::fix)
                }
            }
            .help(own),
        );
    }
}
