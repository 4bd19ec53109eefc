//! A case asks for a body profile that there is not.

use diagnostics::{Diagnostic, Rule, Severity};
use proposal::{Bodies, nearest};

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
    let help = match nearest(asked, keys.iter().copied()) {
        Some(key) => format!("did you mean {key:?}?"),
        None => format!("there are: {}", listed(&keys)),
    };
    found.push(RULE.at(asked.place.clone(), message).help(help));
}
