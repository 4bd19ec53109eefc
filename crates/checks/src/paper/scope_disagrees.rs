//! One place takes in what another leaves out.

use base::same_name;
use diagnostics::{At, Diagnostic, Place, Rule, Severity};
use proposal::case::Scope;

use super::wording::{in_paragraph, listed};
use crate::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "scope-disagrees",
    severity: Severity::Error,
    family: "agreement",
    summary: "One place of the report takes in what another leaves out.",
    explanation: "The title, the purpose and the tables must be about the same services. Where one of them takes \
in a service that another leaves out, budgets and savings cannot be read: nobody knows whose they are.",
};

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let scope = &subject.case.scope;
    for outer in scope {
        for excluded in &outer.excludes {
            let taken_in: Vec<(&Scope, &At<String>)> = scope
                .iter()
                .filter_map(|inner| {
                    let name = inner
                        .includes
                        .iter()
                        .find(|name| same_name(name, excluded))?;
                    Some((inner, name))
                })
                .collect();
            if taken_in.is_empty() {
                continue;
            }
            let places: Vec<String> = taken_in
                .iter()
                .map(|(inner, _)| place_in_words(inner))
                .collect();
            let message = format!(
                "{} is left out {} and included {}",
                excluded.value,
                place_in_words(outer),
                listed(&places)
            );
            let mut finding = RULE.at(excluded.place.clone(), message);
            for (inner, name) in taken_in {
                let place: Place = name.place.clone();
                finding = finding.also(place, format!("included {}", place_in_words(inner)));
            }
            found.push(
                finding.help("let the title, the text and the tables be about the same services"),
            );
        }
    }
}

fn place_in_words(scope: &Scope) -> String {
    match &scope.paragraph {
        Some(paragraph) => in_paragraph(Some(paragraph)),
        None => "elsewhere".to_owned(),
    }
}
