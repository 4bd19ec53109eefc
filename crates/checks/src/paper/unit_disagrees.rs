//! A recommendation names another unit than the one that changes.

use base::folded;
use diagnostics::{At, Diagnostic, Fix, Place, Rule, Severity};
use proposal::case::{Prose, Verb};
use proposal::{Mention, SectionKind, mentions};

use crate::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "unit-disagrees",
    severity: Severity::Error,
    family: "agreement",
    summary: "A recommendation, the purpose or the title names a unit that the case does not know, but nearly does.",
    explanation: "A decision takes effect as its recommendation words it. Where this names a unit that the case \
does not list, and a listed unit of the same kind (group, team, service …) shares a word with it, the posts \
would be established in a unit that the rest of the report does not know.",
};

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let case = subject.case;
    let known = known_units(subject);
    let purposes: Vec<&Prose> = subject.sections(SectionKind::Purpose).collect();
    let title = case.header.title.as_ref().map(|title| Prose {
        text: title.value.clone(),
        place: title.place.clone(),
        offset: None,
    });
    let recommendations = case
        .recommendations
        .iter()
        .enumerate()
        .filter_map(|(at, asked)| {
            Some((format!("recommendation {}", at + 1), asked.text.as_ref()?))
        });
    let parts = recommendations
        .chain(
            purposes
                .iter()
                .map(|prose| ("the purpose".to_owned(), *prose)),
        )
        .chain(title.iter().map(|prose| ("the title".to_owned(), prose)));
    for (part, prose) in parts {
        let named: Vec<(String, Place)> = unit_mentions(prose).collect();
        let mut seen: Vec<String> = Vec::new();
        for (name, place) in &named {
            let spelt = folded(name);
            if known.iter().any(|unit| is_it(name, unit)) || seen.contains(&spelt) {
                continue;
            }
            let Some(meant) = nearest_of_kind(name, &known) else {
                continue;
            };
            // Who names both units, for a transfer say, does not take one for the other.
            if named.iter().any(|(other, _)| is_it(other, meant)) {
                continue;
            }
            let elsewhere = purposes
                .iter()
                .filter(|_| part != "the purpose")
                .find_map(|prose| unit_mentions(prose).find(|(other, _)| is_it(other, meant)));
            let bare = without_lead(name, meant);
            let finding = disagrees(&part, &bare, place, meant);
            // The mention is all of the name, letter by letter, and the new one ends no text.
            let is_whole = bare == *name && prose.is_as_written() && !prose.text.contains("  ");
            let is_plain = !meant.value.contains(['"', '\'', '\\']);
            let fix = (is_whole && is_plain && prose.text.contains(name)).then(|| {
                let fix = Fix::choice(format!("Write {}", meant.value));
                fix.replace(place.clone(), meant.value.as_str())
            });
            let finding = fix.into_iter().fold(finding, Diagnostic::fix);
            found.push(match elsewhere {
                Some((_, place)) => finding.also(place, "the unit that the purpose names"),
                None => finding,
            });
            seen.push(spelt);
        }
    }
}

fn disagrees(part: &str, name: &str, place: &Place, meant: &At<String>) -> Diagnostic {
    let message = format!(
        "{part} names {name}, a unit that this case does not list; near to it is {}",
        meant.value
    );
    RULE.at(place.clone(), message)
        .also(meant.place.clone(), "the unit as the case lists it")
        .figure("named", name)
        .figure("listed", &meant.value)
        .help(format!(
            "write {:?}, or list the other name under [[unit]]",
            meant.value
        ))
}

/// Is a mention this unit? It may begin with words that do not belong to the name.
fn is_it(mention: &str, unit: &str) -> bool {
    let (mention, unit) = (folded(mention), folded(unit));
    mention
        .strip_suffix(&unit)
        .is_some_and(|lead| lead.is_empty() || lead.ends_with(' '))
}

/// Every unit that the case lists, under all its names, and those that its changes begin.
fn known_units<'s>(subject: &Subject<'s>) -> Vec<&'s At<String>> {
    let case = subject.case;
    let listed = case
        .units
        .iter()
        .flat_map(|unit| std::iter::once(&unit.name).chain(&unit.also_called));
    let begun = case.changes.iter().filter_map(|change| match &change.verb {
        Verb::CreateUnit { name, .. } => Some(name),
        Verb::RenameUnit { to, .. } => Some(to),
        Verb::MergeUnits { into, .. } => Some(into),
        _ => None,
    });
    listed.chain(begun).chain(&case.defaults.units).collect()
}

fn unit_mentions(prose: &Prose) -> impl Iterator<Item = (String, Place)> {
    mentions(prose)
        .into_iter()
        .filter_map(|mention| match mention {
            Mention::Unit { name, place } => Some((name, place)),
            _ => None,
        })
}

/// The listed unit of the same kind that shares most words with a name, if it shares any.
fn nearest_of_kind<'u>(name: &str, known: &[&'u At<String>]) -> Option<&'u At<String>> {
    let spelt = folded(name);
    let kind = spelt.split(' ').next_back()?;
    let own: Vec<&str> = significant(&spelt).collect();
    let shared = |unit: &At<String>| {
        let unit = folded(unit);
        significant(&unit).filter(|word| own.contains(word)).count()
    };
    known
        .iter()
        .filter(|unit| folded(unit).split(' ').next_back() == Some(kind))
        .max_by_key(|unit| shared(unit))
        .filter(|unit| shared(unit) > 0)
        .copied()
}

/// The words of a folded name that tell it from others of its kind.
fn significant(name: &str) -> impl Iterator<Item = &str> {
    let last = name.rfind(' ').unwrap_or(0);
    name[..last]
        .split(' ')
        .filter(|word| !matches!(*word, "and" | "of" | "for" | "the" | "in" | ""))
}

/// A mention may begin with the words before the name; it is cut where the meant name begins alike.
fn without_lead(name: &str, meant: &str) -> String {
    let first = meant.split(' ').next().unwrap_or(meant);
    let start = name.find(first).unwrap_or(0);
    name[start..].to_owned()
}
