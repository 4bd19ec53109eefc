//! The equality assessment looks at a few characteristics only.

use base::{Date, folded};
use diagnostics::{Diagnostic, Rule, Severity};

use super::wording::{counted, listed};
use crate::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "equality-scope",
    severity: Severity::Note,
    family: "completeness",
    summary: "The equality assessment looks at fewer characteristics than the duty names.",
    explanation: "From 5 April 2011 the public sector equality duty (Equality Act 2010, section 149) covers eight \
characteristics in full; marriage and civil partnership counts for its first aim only. Before that day there \
were three duties: race, disability and gender. An assessment that lists none is not looked at here.",
};

/// The eight, each with the other words by which reports call it.
const DUTY: [(&str, &[&str]); 8] = [
    ("age", &[]),
    ("disability", &[]),
    ("gender reassignment", &["transgender", "gender identity"]),
    ("pregnancy and maternity", &["pregnancy", "maternity"]),
    ("race", &["ethnicity"]),
    (
        "religion or belief",
        &["religion", "religion and belief", "faith"],
    ),
    ("sex", &["gender"]),
    ("sexual orientation", &["sexuality"]),
];

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let Some(equality) = &subject.case.equality else {
        return;
    };
    let Some(first) = equality.characteristics.first() else {
        return;
    };
    let date = equality.date.as_ref().or(subject.case.header.date.as_ref());
    let in_force = date.is_none_or(|at| at.value >= Date::constant(2011, 4, 5));
    let looked_at: Vec<String> = equality
        .characteristics
        .iter()
        .map(|at| folded(at))
        .collect();
    let is_looked_at = |(name, others): &&(&str, &[&str])| {
        looked_at
            .iter()
            .any(|one| one == name || others.contains(&one.as_str()))
    };
    let left: Vec<&str> = DUTY
        .iter()
        .filter(|one| !is_looked_at(one))
        .map(|(name, _)| *name)
        .collect();
    if left.is_empty() {
        return;
    }
    let names: Vec<&str> = equality
        .characteristics
        .iter()
        .map(|at| at.value.as_str())
        .collect();
    let looked = format!(
        "the equality assessment looks at {} only: {}",
        counted(names.len(), "characteristic", "characteristics"),
        listed(&names)
    );
    let (message, help) = if in_force {
        (
            format!("{looked}. The duty also covers {}", listed(&left)),
            "assess the others too, or say why they are not touched",
        )
    } else {
        (
            looked,
            "the duty with eight characteristics is in force from 5 April 2011; before it, these were race, disability and gender",
        )
    };
    found.push(
        RULE.at(first.place.clone(), message)
            .figure("looked at", names.len())
            .help(help),
    );
}
