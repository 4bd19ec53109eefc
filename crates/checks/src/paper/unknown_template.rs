//! A case asks for a body profile that there is not.

use diagnostics::{Diagnostic, Rule, Severity};
use proposal::{Bodies, as_toml, near_word};

use super::wording::listed;
use crate::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "unknown-template",
    severity: Severity::Error,
    family: "reference",
    summary: "There is no body profile of that name.",
    explanation: "A body profile says which sections and comments the reports of a body have, and by which rules it \
decides. Where the one that is asked for is not there, the profile of the body is used, or else the plain one.",
};

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let Some(asked) = &subject.case.header.template else {
        return;
    };
    if subject.body.key == asked.value {
        return;
    }
    let keys: Vec<&str> = Bodies::shipped()
        .iter()
        .map(|profile| profile.key.as_str())
        .collect();
    let message = format!(
        "there is no body profile {:?}; {} is used",
        asked.value, subject.body.key
    );
    let finding = RULE.at(asked.place.clone(), message);
    found.push(match near_word(asked, keys.iter().copied()) {
        Some(near) => finding
            .help(format!("did you mean {:?}?", near.name))
            .fix(near.write(asked.place.clone(), &as_toml(near.name))),
        None => finding.help(format!("there are: {}", listed(&keys))),
    });
}
