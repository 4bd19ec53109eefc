//! A grade that the council is not known to have.

use std::collections::BTreeMap;

use base::Known;
use diagnostics::{At, Diagnostic, Fix, Place, Rule, Severity};
use pay::Tables;
use proposal::case::Verb;
use proposal::{Near, WITHHELD, as_toml};

use crate::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "unknown-grade",
    severity: Severity::Error,
    family: "reference",
    summary: "The pay tables hold grades of this council, and none of that name.",
    explanation: "A misspelt grade has no cost. Where the tables hold grades of a council, a label that is not \
among them is an error. They hold the grades that were found in published papers, which need not be all: a \
grade that the council does have is added to the pay data, or the finding is overridden with that reason. A \
label that names several grades, such as *Scale 2 and 3*, is known if each of them is.",
};

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let tables = Tables::shipped();
    let council = subject.statement.council.as_str();
    if tables.grades(council).next().is_none() {
        return;
    }
    let mut held: Vec<&str> = Vec::new();
    for grade in tables.grades(council) {
        if !held.contains(&grade.label.as_str()) {
            held.push(&grade.label);
        }
    }
    held.sort_unstable();
    let labels = held;
    let held = labels.join(", ");
    let known = |label: &str| !tables.grade(council, label).is_empty();
    let mut met: BTreeMap<&str, bool> = BTreeMap::new();
    for (label, place) in grades(subject) {
        let is_known = || known(label) || several(label, known);
        if *met.entry(label).or_insert_with(is_known) {
            continue;
        }
        let near = tables.near_grades(council, label);
        let finding = RULE.at(
            place.clone(),
            format!("{label:?} is not among the grades that are known of {council}"),
        );
        let finding = match &near[..] {
            [] => finding,
            near => finding.help(format!("did you mean {}?", near.join(" or "))),
        };
        let spelt = proposal::near_word(label, labels.iter().copied());
        let fixes: Vec<Fix> = match spelt.filter(|near| near.is_slip) {
            Some(near) => vec![near.write(place.clone(), &as_toml(near.name))],
            None => near
                .iter()
                .map(|name| {
                    Near {
                        name,
                        is_slip: false,
                    }
                    .write(place.clone(), &as_toml(name))
                })
                .collect(),
        };
        let finding = fixes.into_iter().fold(finding, Diagnostic::fix);
        found.push(finding.help(format!(
            "Muster holds only part of the grades of {council}: {held}"
        )).help("write the grade as the council does, or give the `cost` or `point` of the post"));
    }
}

/// Every grade that the case names, with its place.
fn grades<'s>(subject: &Subject<'s>) -> Vec<(&'s str, &'s Place)> {
    fn stated(at: &At<Known<String>>) -> Option<(&str, &Place)> {
        let label = at.value.as_ref().known()?;
        (!label.starts_with(WITHHELD)).then_some((label, &at.place))
    }
    let base = subject.case.posts.iter().map(|post| post.grade.as_ref());
    let changed = subject
        .case
        .changes
        .iter()
        .map(|change| match &change.verb {
            Verb::Establish(post) => post.grade.as_ref(),
            Verb::Change(_, to) | Verb::MakePermanent(_, to) | Verb::Extend(_, to) => {
                to.grade.as_ref()
            }
            _ => None,
        });
    base.chain(changed).flatten().filter_map(stated).collect()
}

/// Does the label name several known grades: `Scale 2 and 3`, `Grade 4/5`?
fn several(label: &str, known: impl Fn(&str) -> bool) -> bool {
    let spaced = label
        .replace([',', '/', '&'], " and ")
        .replace(" to ", " and ")
        .replace(" or ", " and ");
    let parts: Vec<&str> = spaced
        .split(" and ")
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    let Some((first, rest)) = parts.split_first() else {
        return false;
    };
    // The second of `Scale 2 and 3` is `Scale 3`.
    let stem = first.rsplit_once(' ').map_or("", |(stem, _)| stem);
    !rest.is_empty()
        && known(first)
        && rest
            .iter()
            .all(|part| known(part) || known(&format!("{stem} {part}")))
}
