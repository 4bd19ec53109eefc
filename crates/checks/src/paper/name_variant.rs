//! One unit is spelt in two ways.

use std::collections::BTreeMap;

use base::folded;
use diagnostics::{Diagnostic, Fix, Place, Rule, Severity};
use proposal::case::Prose;
use proposal::{Mention, mentions};

use super::wording::counted;
use crate::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "name-variant",
    severity: Severity::Note,
    family: "style",
    summary: "One unit is spelt in two ways.",
    explanation: "`&` and *and*, or a capital more or less, do not make another unit, but a search for one \
spelling misses the other. A spelling that the unit lists under `also_called` is meant, and is left alone.",
};

/// A spelling, how often it stands and where first.
#[derive(Clone)]
struct Spelling {
    name: String,
    times: usize,
    place: Place,
    /// Every place at which just the name stands, letter by letter.
    bare: Vec<Place>,
}

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let case = subject.case;
    let title = case.header.title.as_ref().map(|title| Prose {
        text: title.value.clone(),
        place: title.place.clone(),
        offset: None,
    });
    let mut names: BTreeMap<String, Vec<Spelling>> = BTreeMap::new();
    for prose in title.iter().chain(subject.prose().map(|(_, prose)| prose)) {
        for mention in mentions(prose) {
            let Mention::Unit { name, place } = mention else {
                continue;
            };
            let written = place.span.len();
            let (part, key) = known_part(subject, &name);
            let spellings = names.entry(key).or_default();
            // A name that goes over a line end is longer than its words.
            let is_bare = prose.is_as_written() && written == name.len();
            let end = place.span.end;
            let bare = is_bare.then(|| Place::new(place.source, end - part.len()..end));
            match spellings.iter_mut().find(|known| known.name == part) {
                Some(known) => {
                    known.times += 1;
                    known.bare.extend(bare);
                }
                None => spellings.push(Spelling {
                    name: part,
                    times: 1,
                    place,
                    bare: bare.into_iter().collect(),
                }),
            }
        }
    }
    let meant = |name: &str| {
        case.units
            .iter()
            .any(|unit| unit.also_called.iter().any(|other| other.value == name))
    };
    for mut spellings in names.into_values() {
        spellings.retain(|spelling| !meant(&spelling.name));
        spellings.sort_by_key(|spelling| std::cmp::Reverse(spelling.times));
        let [usual, other, ..] = &spellings[..] else {
            continue;
        };
        let message = format!(
            "one unit is spelt in two ways: {:?} {} and {:?} {}",
            usual.name,
            counted(usual.times, "time", "times"),
            other.name,
            counted(other.times, "time", "times"),
        );
        let write = Fix::choice(format!("Write {} everywhere", usual.name));
        let is_plain = !usual.name.contains(['"', '\'', '\\']);
        let everywhere = other.bare.len() == other.times && is_plain;
        let fix = everywhere.then(|| {
            let places = other.bare.iter().cloned();
            places.fold(write, |fix, place| fix.replace(place, usual.name.as_str()))
        });
        let finding = RULE
            .at(other.place.clone(), message)
            .also(usual.place.clone(), "the other spelling")
            .help(format!("write {:?} everywhere", usual.name));
        found.push(fix.into_iter().fold(finding, Diagnostic::fix));
    }
}

/// The part of a mention that is a listed unit, however it is spelt, and what it folds to. A mention
/// may begin with words that do not belong to the name.
fn known_part(subject: &Subject<'_>, name: &str) -> (String, String) {
    let starts = std::iter::once(0).chain(name.match_indices(' ').map(|(at, _)| at + 1));
    for start in starts {
        let (rest, spelt) = (&name[start..], folded(&name[start..]));
        if !rest.to_lowercase().starts_with("the ")
            && subject
                .case
                .units
                .iter()
                .any(|unit| folded(&unit.name) == spelt)
        {
            return (rest.to_owned(), spelt);
        }
    }
    let bare = name.strip_prefix("The ").unwrap_or(name);
    (bare.to_owned(), folded(bare))
}
