//! The report's own words: a section of the body's template, or one of the author's own.

use diagnostics::At;
use proposal::case::{Prose, Section};
use proposal::{BodyProfile, Case, SectionKind};

use super::pen::{Answer, Pen, ask};
use super::{Around, Kind};

/// A section that a draft has or that its kind of report asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionOutline {
    /// By what it is asked for: its key in the body profile, or `own-1` for the author's first own.
    pub key: String,
    /// Its heading.
    pub heading: String,
    /// Must a report have it?
    pub is_required: bool,
    /// Has the author written something in it?
    pub is_written: bool,
    /// Does the kind of report not know it?
    pub is_own: bool,
}

/// The sections of a draft, in the order of its kind of report; then those that it does not know.
pub fn sections(case: &Case, body: &BodyProfile) -> Vec<SectionOutline> {
    let written = |key: &str| case.sections.iter().find(|section| section.key == key);
    let heading = |section: Option<&Section>, otherwise: &str| {
        let own = section.and_then(|section| section.heading.as_ref());
        own.map_or(otherwise, |at| &at.value).to_owned()
    };
    let ruled = body.sections.iter().map(|rule| {
        let section = written(&rule.key);
        SectionOutline {
            key: rule.key.clone(),
            heading: heading(section, &rule.heading),
            is_required: rule.required && rule.standing.is_empty(),
            is_written: section.is_some(),
            is_own: false,
        }
    });
    let mut number = 0;
    let own = case.sections.iter().filter_map(|section| {
        let key = match section.key.is_empty() {
            true => {
                number += 1;
                format!("own-{number}")
            }
            false if body.section(&section.key).is_some() => return None,
            false => section.key.clone(),
        };
        Some(SectionOutline {
            heading: heading(Some(section), &key),
            key,
            is_required: false,
            is_written: true,
            is_own: true,
        })
    });
    ruled.chain(own).collect()
}

/// Where the section of that key stands in a case.
pub(super) fn place_of(case: &Case, key: &str) -> Option<usize> {
    match own_number(key) {
        Some(number) => {
            let own = case.sections.iter().enumerate();
            let own = own.filter(|(_, section)| section.key.is_empty());
            own.map(|(at, _)| at).nth(number - 1)
        }
        None => case.sections.iter().position(|section| section.key == key),
    }
}

/// The number of a section of the author's own.
pub(super) fn own_number(key: &str) -> Option<usize> {
    let number = key.strip_prefix("own-")?.parse().ok()?;
    (1..10_000).contains(&number).then_some(number)
}

/// The words of a section.
pub(super) fn section(pen: &mut Pen<'_>, case: &mut Case, key: &str, around: &Around<'_>) {
    let at = place_of(case, key);
    let is_own = own_number(key).is_some();
    let held = at.map(|at| case.sections[at].clone());
    let mut words = held.as_ref().map(|section| section.prose.clone());
    let mut heading = held.as_ref().and_then(|section| section.heading.clone());
    let mut after = held.as_ref().and_then(|section| section.after.clone());
    let prose = ask("text", "Words").hint(
        "An empty line ends a paragraph. A line that begins with # is a heading, one that begins with - \
         an item of a list",
    );
    if is_own {
        let hint = "Empty the heading and the words to take the section out";
        let (mut title, mut prose) = (ask("heading", "Heading").hint(hint), prose);
        if !pen.are_emptied(&["heading", "text"]) {
            title = title.needed("Enter the heading of the section");
            prose = prose.needed("Enter the words of the section");
        }
        pen.text(&title, &mut heading);
        comes_after(pen, around, &mut after);
        pen.prose(&prose, &mut words);
    } else {
        pen.prose(&prose, &mut words);
        let usual = around.body.section(key).map_or("", |rule| &rule.heading);
        let hint = format!("Only if it is not \u{2018}{usual}\u{2019}");
        pen.text(&ask("heading", "Heading").hint(&hint), &mut heading);
    }
    let new = |prose: Prose| Section {
        place: pen.place(),
        key: match is_own {
            true => String::new(),
            false => key.to_owned(),
        },
        heading,
        after,
        prose,
    };
    match (at, words) {
        (Some(at), Some(words)) => case.sections[at] = new(words),
        (None, Some(words)) => case.sections.push(new(words)),
        (Some(at), None) => {
            case.sections.remove(at);
        }
        (None, None) => {}
    }
}

fn comes_after(pen: &mut Pen<'_>, around: &Around<'_>, after: &mut Option<At<String>>) {
    let mut all = vec![(String::new(), "At the end".to_owned())];
    let rules = around.body.sections.iter();
    all.extend(rules.map(|rule| (rule.key.clone(), rule.heading.clone())));
    if let Some(held) = after
        && all.iter().all(|(key, _)| *key != held.value)
    {
        all.push((held.value.clone(), held.value.clone()));
    }
    let now = after.as_ref().map(|at| at.value.clone());
    let read = |typed: &str| Ok(typed.to_owned());
    let asked = ask("after", "Comes after");
    match pen.ask(&asked, Kind::One(all), now.unwrap_or_default(), read) {
        Answer::AsItWas => {}
        Answer::Nothing => *after = None,
        Answer::Value(key) => *after = Some(pen.at(key)),
    }
}

/// The sections about what the proposal does to money, people and the rest, as the kind of report has
/// them.
pub fn implications(body: &BodyProfile) -> Vec<String> {
    let is_one = |kind: SectionKind, key: &str| {
        matches!(
            kind,
            SectionKind::Implications
                | SectionKind::Financial
                | SectionKind::Staffing
                | SectionKind::Equality
        ) || key.ends_with("_implications")
    };
    let rules = body.sections.iter();
    let own = rules.filter(|rule| is_one(rule.kind, &rule.key));
    own.map(|rule| rule.key.clone()).collect()
}
