//! The numbers of the report's paragraphs.

use std::collections::BTreeMap;

use diagnostics::Place;
use proposal::case::Prose;
use proposal::{Block, paragraphs};

use crate::Subject;

/// The paragraphs of a report by their numbers.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    /// Those that number through the report: `12`.
    pub(super) through: BTreeMap<u32, Place>,
    /// Those that number within a section: `6.1`, by section.
    pub(super) by_section: BTreeMap<u32, BTreeMap<u32, Place>>,
    /// Numbers that stand twice.
    pub(super) twice: Vec<(String, Place)>,
    /// How many paragraphs have no number of their own and take the next that is free: those that
    /// the author did not number, and the standing words of the body profile.
    pub(super) in_turn: usize,
}

impl Numbers {
    pub(super) fn of(subject: &Subject<'_>) -> Self {
        let case = subject.case;
        let mut numbers = Self::default();
        let comments = case
            .comments
            .iter()
            .filter_map(|comment| comment.text.as_ref());
        let sections = case.sections.iter().map(|section| &section.prose);
        for prose in sections.chain(comments) {
            numbers.add(prose);
        }
        let date = case.header.date.as_ref().map(|at| at.value);
        let standing = subject.body.sections.iter();
        numbers.in_turn += standing
            .filter(|section| section.standing_on(date).is_some())
            .count();
        numbers
    }

    fn add(&mut self, prose: &Prose) {
        for block in paragraphs(prose) {
            let Block::Paragraph(paragraph) = block else {
                continue;
            };
            let Some(number) = paragraph.number else {
                self.in_turn += 1;
                continue;
            };
            let place = paragraph.place;
            let before = match parsed(&number) {
                Some((section, Some(within))) => self
                    .by_section
                    .entry(section)
                    .or_default()
                    .insert(within, place.clone()),
                Some((number, None)) => self.through.insert(number, place.clone()),
                None => None,
            };
            if before.is_some() {
                self.twice.push((number, place));
            }
        }
    }

    /// The numbers that are missing from those that run through the report, unless paragraphs that
    /// number in turn can take them.
    pub(super) fn missing_through(&self) -> Vec<u32> {
        let last = self.through.keys().next_back().copied().unwrap_or(0);
        let missing: Vec<u32> = (1..last)
            .filter(|number| !self.through.contains_key(number))
            .collect();
        if missing.len() <= self.in_turn {
            Vec::new()
        } else {
            missing
        }
    }

    /// Is there a paragraph of that number? A number that cannot be judged counts as there.
    pub(super) fn has(&self, number: &str) -> bool {
        match parsed(number) {
            Some((section, Some(within))) => {
                // `7.0` is the section itself.
                let numbers = self.by_section.get(&section);
                within == 0
                    || self.by_section.is_empty()
                    || numbers.is_some_and(|numbers| numbers.contains_key(&within))
            }
            Some((number, None)) if self.by_section.is_empty() => {
                let pinned = self.through.keys().next_back().copied().unwrap_or(0);
                let in_turn = u32::try_from(self.in_turn).unwrap_or(u32::MAX);
                let last = pinned.max(
                    u32::try_from(self.through.len())
                        .unwrap_or(0)
                        .saturating_add(in_turn),
                );
                (1..=last).contains(&number) && !self.missing_through().contains(&number)
            }
            _ => true,
        }
    }
}

/// `12` and `6.1`; deeper numbers are not looked at.
fn parsed(number: &str) -> Option<(u32, Option<u32>)> {
    match number.split_once('.') {
        None => Some((number.parse().ok()?, None)),
        Some((section, within)) => Some((section.parse().ok()?, Some(within.parse().ok()?))),
    }
}
