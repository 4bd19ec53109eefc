//! Two people who filled in one sheet: answer by answer, what only one of them changed is taken, and what both
//! changed is asked about.

use std::collections::BTreeMap;

use super::form::{Answers, Cards, Form, all_cards};

/// A question that two people answered each in their way, or only one of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// What it asks, after the card in which it does.
    pub question: String,
    /// What was said before.
    pub was: String,
    /// What the other person says.
    pub theirs: String,
}

/// What becomes of the answers of somebody who began before somebody else saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merge {
    /// Their own answers, and what only the other person changed.
    pub answers: Answers,
    /// What only the other person changed.
    pub taken: Vec<Answered>,
    /// What both changed: [`Merge::answers`] has their own answer.
    pub clashes: Vec<Answered>,
}

impl Merge {
    /// From what was held when they began, what the other person saved, and what they typed with its answers.
    ///
    /// Nothing where the two cannot be told apart card by card: one took a card out, or made another of it,
    /// that the other went on with.
    pub fn of(held: &Form, theirs: &Form, typed: &Form, answers: &Answers) -> Option<Self> {
        let answers = moved_on(held, theirs, typed, answers)?;
        let (before, now, own) = (named(held), named(theirs), named(typed));
        let mut merge = Self {
            answers,
            taken: Vec::new(),
            clashes: Vec::new(),
        };
        for (question, one) in theirs.questions() {
            let name = one.name.as_str();
            let said = now.get(name).copied().unwrap_or_default();
            let Some(was) = before.get(name).copied() else {
                // A card of theirs, which they may have added in the place of nothing of ours.
                continue;
            };
            let mine = own.get(name).copied().unwrap_or(was);
            if said == was || said == mine {
                continue;
            }
            let answered = Answered {
                question: match question.as_str() {
                    "" => one.words.clone(),
                    card => format!("{card}: {}", one.words),
                },
                was: was.to_owned(),
                theirs: said.to_owned(),
            };
            if mine == was {
                merge.answers = merge.answers.with(name, said);
                merge.taken.push(answered);
            } else {
                merge.clashes.push(answered);
            }
        }
        Some(merge)
    }
}

/// The answers with the cards that they add behind those that the other person added; nothing where cards of
/// one and of the other cannot be told apart.
fn moved_on(held: &Form, theirs: &Form, typed: &Form, answers: &Answers) -> Option<Answers> {
    let (before, now, own) = (cards(held), cards(theirs), cards(typed));
    let (held, theirs, typed) = (named(held), named(theirs), named(typed));
    let mut moved = answers.clone();
    for (path, cards) in &before {
        let held_here = cards.cards.len();
        let there = now.get(path).map_or(0, |cards| cards.cards.len());
        let mine = own.get(path).map_or(held_here, |cards| cards.cards.len());
        let is_taken_out = own
            .get(path)
            .is_some_and(|cards| cards.cards.iter().any(|card| card.taken_out));
        let start = format!("{path}-");
        let is_same = |one: &BTreeMap<&str, &str>, other: &BTreeMap<&str, &str>| {
            let here = |all: &BTreeMap<&str, &str>| -> Vec<(String, String)> {
                let own = all.iter().filter(|(name, _)| name.starts_with(&start));
                own.map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                    .collect()
            };
            here(one) == here(other)
        };
        if is_same(&held, &theirs) {
            continue;
        }
        if there < held_here || is_taken_out {
            return None;
        }
        // Cards are told apart by what they are about, which they ask first.
        for card in cards.cards.iter().filter(|card| !card.items.is_empty()) {
            let within = format!("{}-", card.path);
            let of_card = |all: &BTreeMap<&str, &str>| -> Vec<String> {
                let own = all.iter().filter(|(name, _)| name.starts_with(&within));
                own.map(|(_, value)| (*value).to_owned()).collect()
            };
            let first = first_name(card);
            let is_other = first.is_some_and(|name| held.get(name) != theirs.get(name));
            if is_other && of_card(&held) != of_card(&typed) && of_card(&typed) != of_card(&theirs)
            {
                return None;
            }
        }
        if there > held_here && mine > held_here {
            moved = moved.with_cards_moved(path, held_here, there - held_here);
        }
    }
    Some(moved)
}

fn first_name(card: &super::Card) -> Option<&str> {
    card.items.iter().find_map(|item| match item {
        super::Item::Question(one) => Some(one.name.as_str()),
        _ => None,
    })
}

fn named(form: &Form) -> BTreeMap<&str, &str> {
    form.values().into_iter().collect()
}

fn cards(form: &Form) -> BTreeMap<&str, &Cards> {
    let mut all = Vec::new();
    all_cards(&form.items, &mut all);
    all.into_iter()
        .map(|cards| (cards.path.as_str(), cards))
        .collect()
}
