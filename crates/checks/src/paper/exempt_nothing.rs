//! Something is to be withheld that the case does not have.

use diagnostics::{Diagnostic, Rule, Severity};
use proposal::near_name;

use crate::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "exempt-nothing",
    severity: Severity::Error,
    family: "reference",
    summary: "An exemption names something that the case does not have, so it withholds nothing.",
    explanation: "What is exempt is named as the case calls it: posts by their title, a paragraph by its pinned \
number or its first words, everything else by its name. Where the words of the report change, the exemption must \
follow them; otherwise the public would read what was to be withheld.",
};

/// So many names are offered.
const OFFERED: usize = 6;

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let (case, body) = (subject.case, subject.body);
    let exempt = case.exempt.iter();
    for one in exempt.filter(|one| !editions::is_met(case, body, one)) {
        let of = &one.of;
        let key = one.part.key();
        let message = format!(
            "no {key} of this case is {:?}: nothing is withheld",
            of.value
        );
        let finding = RULE.at(of.place.clone(), message);
        let names = editions::names(case, body, one.part);
        let near = near_name(&of.value, names.iter().map(String::as_str));
        let finding = match near {
            Some(near) => finding.fix(near.write(of.place.clone(), &proposal::as_toml(near.name))),
            None => finding,
        };
        let few: Vec<String> = names
            .iter()
            .take(OFFERED)
            .map(|name| format!("{name:?}"))
            .collect();
        found.push(finding.help(match few.is_empty() {
            true => "take the exemption out: the case has nothing of that kind".to_owned(),
            false => format!("name it as the case does: {}", few.join(", ")),
        }));
    }
}
