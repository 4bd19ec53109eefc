//! The order of the sections.

use proposal::case::Section;
use proposal::{BodyProfile, SectionRule, paragraphs};

/// A section to be printed: the profile's rule, the author's words, or both.
#[derive(Clone, Copy, Debug)]
pub(super) struct Slot<'c> {
    pub(super) rule: Option<&'c SectionRule>,
    pub(super) section: Option<&'c Section>,
}

/// The sections in the order in which they are printed.
///
/// They stand in the order of the profile, the author's own after the section that they name or that
/// comes before them in the file. Where the numbers that the author pinned run the other way, the
/// author's order counts: a paper that was published keeps its order.
pub(super) fn slots<'c>(
    body: &'c BodyProfile,
    sections: &'c [Section],
    generated: &dyn Fn(&SectionRule) -> bool,
) -> Vec<Slot<'c>> {
    let by_profile = placed(body, sections, generated, false);
    if ascending(&by_profile) {
        return by_profile;
    }
    let by_author = placed(body, sections, generated, true);
    if ascending(&by_author) {
        by_author
    } else {
        by_profile
    }
}

fn placed<'c>(
    body: &'c BodyProfile,
    sections: &'c [Section],
    generated: &dyn Fn(&SectionRule) -> bool,
    as_written: bool,
) -> Vec<Slot<'c>> {
    let written = |rule: &SectionRule| sections.iter().find(|section| section.key == rule.key);
    let mut slots: Vec<Slot<'c>> = Vec::new();
    if as_written {
        slots.extend(
            sections
                .iter()
                .filter(|section| !section.key.is_empty())
                .map(|section| Slot {
                    rule: body.section(&section.key),
                    section: Some(section),
                }),
        );
    }
    for (at, rule) in body.sections.iter().enumerate() {
        let section = written(rule);
        if as_written && section.is_some() || (section.is_none() && !generated(rule)) {
            continue;
        }
        // After the nearest section that comes before it in the profile.
        let before = body.sections[..at].iter().rev().find_map(|earlier| {
            let is = |slot: &Slot<'_>| slot.rule.is_some_and(|rule| rule.key == earlier.key);
            slots.iter().position(is)
        });
        let place = before.map_or(0, |before| before + 1);
        let slot = Slot {
            rule: Some(rule),
            section,
        };
        slots.insert(if as_written { place } else { slots.len() }, slot);
    }
    own(body, sections, as_written, &mut slots);
    slots
}

/// Puts in the sections that the profile does not know.
fn own<'c>(
    body: &BodyProfile,
    sections: &'c [Section],
    as_written: bool,
    slots: &mut Vec<Slot<'c>>,
) {
    let mut previous: Option<&Section> = None;
    for section in sections {
        let known = !section.key.is_empty() && (as_written || body.section(&section.key).is_some());
        if !known {
            let named = section.after.as_ref().map(|at| at.value.as_str());
            let is_named = |slot: &Slot<'_>| {
                slot.rule
                    .is_some_and(|rule| Some(rule.key.as_str()) == named)
            };
            let is_previous = |slot: &Slot<'_>| match (slot.section, previous) {
                (Some(a), Some(b)) => std::ptr::eq(a, b),
                _ => false,
            };
            let after = slots
                .iter()
                .rposition(is_named)
                .or_else(|| slots.iter().position(is_previous));
            let mut place = after.map_or(slots.len(), |after| after + 1);
            // Its predecessor's own parts stay with it.
            while slots
                .get(place)
                .is_some_and(|slot| slot.rule.is_some_and(|rule| rule.under))
            {
                place += 1;
            }
            let slot = Slot {
                rule: None,
                section: Some(section),
            };
            slots.insert(place, slot);
        }
        previous = Some(section);
    }
}

/// Do the numbers that the author pinned rise?
fn ascending(slots: &[Slot<'_>]) -> bool {
    let numbers = slots
        .iter()
        .filter_map(|slot| first_number(slot.section?))
        .collect::<Vec<_>>();
    numbers.is_sorted()
}

/// The first number that the author pinned to a paragraph of a section, as its parts.
fn first_number(section: &Section) -> Option<Vec<u32>> {
    pinned(section).and_then(|number| number.split('.').map(|part| part.parse().ok()).collect())
}

/// The first number that the author pinned to a paragraph of a section.
pub(super) fn pinned(section: &Section) -> Option<String> {
    paragraphs(&section.prose)
        .into_iter()
        .find_map(|block| match block {
            proposal::Block::Paragraph(paragraph) => paragraph.number,
            _ => None,
        })
}
