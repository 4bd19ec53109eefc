//! The on-cost profile does not exist.

use diagnostics::{Diagnostic, Rule, Severity};
use pay::Tables;
use proposal::as_toml;

use crate::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "unknown-profile",
    severity: Severity::Error,
    family: "reference",
    summary: "There is no on-cost profile of that name.",
    explanation: "A profile says which spine, National Insurance and pension a cost rests on. Without one only \
the stated costs are known. Leave the field out for the statutory profile.",
};

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let statement = subject.statement;
    if statement.profile.is_some() {
        return;
    }
    let name = &statement.profile_name;
    let names = || {
        Tables::shipped()
            .profiles()
            .iter()
            .map(|profile| profile.name.as_str())
    };
    let asked = subject.case.costing.profile.as_ref();
    let place = asked
        .filter(|at| at.value == *name)
        .map_or_else(|| subject.head(), |at| at.place.clone());
    let mut finding = RULE.at(place, format!("there is no on-cost profile {name:?}"));
    if let Some(near) = proposal::near_word(name, names()) {
        finding = finding.help(format!("did you mean {:?}?", near.name));
        if let Some(asked) = asked.filter(|at| at.value == *name) {
            finding = finding.fix(near.write(asked.place.clone(), &as_toml(near.name)));
        }
    }
    let all: Vec<&str> = names().collect();
    found.push(finding.help(format!("there are: {}", all.join(", "))));
}
