//! A recommendation names another unit than the one that changes.

use base::folded;
use diagnostics::{At, Diagnostic, Place, Rule, Severity};
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
    let mut seen: Vec<(&str, String)> = Vec::new();
    let recommendations = case
        .recommendations
        .iter()
        .filter_map(|asked| asked.text.as_ref());
    let parts = recommendations
        .map(|prose| ("recommendation", prose))
        .chain(purposes.iter().map(|prose| ("purpose", *prose)))
        .chain(title.iter().map(|prose| ("title", prose)));
    for (part, prose) in parts {
        for (name, place) in unit_mentions(prose) {
            let spelt = folded(&name);
            let is_known = |unit: &&At<String>| spelt.ends_with(&folded(unit));
            if known.iter().any(is_known) || seen.contains(&(part, spelt.clone())) {
                continue;
            }
            let Some(meant) = nearest_of_kind(&name, &known) else {
                continue;
            };
            let name = without_lead(&name, meant);
            let message = format!(
                "the {part} names {name}, a unit that this case does not list; the posts are those of {}",
                meant.value
            );
            let mut finding = RULE
                .at(place, message)
                .also(meant.place.clone(), "the unit as the case lists it")
                .figure("named", &name)
                .figure("listed", &meant.value);
            let same = |prose: &&Prose| {
                unit_mentions(prose).find(|(other, _)| folded(other).ends_with(&folded(meant)))
            };
            if let Some((_, place)) = purposes.iter().find_map(same).filter(|_| part != "purpose") {
                finding = finding.also(place, "the unit that the purpose names");
            }
            found.push(finding.help(format!(
                "write {:?}, or list the other name under [[unit]]",
                meant.value
            )));
            seen.push((part, spelt));
        }
    }
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
