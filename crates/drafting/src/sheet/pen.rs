//! What walks through the fields of a record, shows what they say, and writes into them what was typed.
//!
//! One walk says once which fields a record has, what each asks and where its answer goes. Shown, it
//! yields questions; with answers, it also changes the record.

use diagnostics::{At, Place};

use super::form::{Answers, Card, Cards, Fold, Item, Kind, Question, capital, no_faults};
use crate::draft::Draft;

/// The most cards that one form may add to those of one kind.
const MOST_NEW: usize = 200;

/// A question before it is asked.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ask<'a> {
    pub(super) key: &'a str,
    pub(super) words: &'a str,
    pub(super) hint: &'a str,
    /// What is said where it is not answered; empty if it need not be.
    pub(super) needed: &'a str,
}

/// A question of that key in these words.
pub(super) fn ask<'a>(key: &'a str, words: &'a str) -> Ask<'a> {
    Ask {
        key,
        words,
        hint: "",
        needed: "",
    }
}

impl<'a> Ask<'a> {
    pub(super) fn hint(self, hint: &'a str) -> Self {
        Self { hint, ..self }
    }

    /// It must be answered; otherwise this is said.
    pub(super) fn needed(self, needed: &'a str) -> Self {
        Self { needed, ..self }
    }
}

/// What becomes of a value.
pub(super) enum Answer<T> {
    /// It stays: nothing else was typed, or nothing that can be read.
    AsItWas,
    /// Nothing is said any more.
    Nothing,
    /// It is this.
    Value(T),
}

/// Walks through the fields of a draft.
pub(super) struct Pen<'p> {
    draft: &'p Draft,
    answers: Option<&'p Answers>,
    prefix: String,
    is_new: bool,
    pub(super) items: Vec<Item>,
    pub(super) is_wrong: bool,
}

impl<'p> Pen<'p> {
    pub(super) fn new(draft: &'p Draft, answers: Option<&'p Answers>) -> Self {
        Self {
            draft,
            answers,
            prefix: String::new(),
            is_new: false,
            items: Vec::new(),
            is_wrong: false,
        }
    }

    pub(super) fn heading(&mut self, words: &str) {
        self.items.push(Item::Heading(words.to_owned()));
    }

    /// What is seldom asked, under the words that open it.
    pub(super) fn folded(&mut self, words: &str, walk: impl FnOnce(&mut Self)) {
        let start = self.items.len();
        walk(self);
        let items = self.items.split_off(start);
        self.items.push(Item::Fold(Fold {
            words: words.to_owned(),
            items,
        }));
    }

    pub(super) fn place(&self) -> Place {
        self.draft.nowhere()
    }

    pub(super) fn at<T>(&self, value: T) -> At<T> {
        self.draft.new_value(value)
    }

    /// Are all these questions answered with nothing?
    pub(super) fn are_emptied(&self, keys: &[&str]) -> bool {
        keys.iter().all(|key| {
            let name = format!("{}{key}", self.prefix);
            let typed = self.answers.and_then(|answers| answers.get(&name));
            typed.is_some_and(|typed| typed.trim().is_empty())
        })
    }

    /// Asks a question of which the answer is now this. Whatever is shown as it was typed stays what it
    /// was, so that nothing is lost that a field cannot show.
    pub(super) fn ask<T>(
        &mut self,
        ask: &Ask<'_>,
        kind: Kind,
        now: String,
        read: impl FnOnce(&str) -> Result<T, String>,
    ) -> Answer<T> {
        let name = format!("{}{}", self.prefix, ask.key);
        let typed = self.answers.and_then(|answers| answers.get(&name));
        let (mut answer, mut fault) = (Answer::AsItWas, None);
        if let Some(typed) = typed {
            let text = typed.trim();
            if text.is_empty() && !ask.needed.is_empty() {
                fault = Some(ask.needed.to_owned());
            } else if text == now.trim() {
            } else if text.is_empty() {
                answer = Answer::Nothing;
            } else {
                match read(text) {
                    Ok(value) => answer = Answer::Value(value),
                    Err(words) => fault = Some(words),
                }
            }
        }
        self.is_wrong |= fault.is_some();
        let value = typed.map_or(now, str::to_owned);
        self.items.push(Item::Question(Question {
            name,
            words: ask.words.to_owned(),
            hint: ask.hint.to_owned(),
            kind,
            value,
            fault,
        }));
        answer
    }

    /// A value that may be left out.
    pub(super) fn maybe<T>(
        &mut self,
        ask: &Ask<'_>,
        kind: Kind,
        value: &mut Option<At<T>>,
        show: impl FnOnce(&T) -> String,
        read: impl FnOnce(&str) -> Result<T, String>,
    ) {
        let now = value.as_ref().map(|at| show(&at.value)).unwrap_or_default();
        match self.ask(ask, kind, now, read) {
            Answer::AsItWas => {}
            Answer::Nothing => *value = None,
            Answer::Value(new) => *value = Some(self.at(new)),
        }
    }

    /// A value without which its record says nothing.
    pub(super) fn must<T>(
        &mut self,
        ask: &Ask<'_>,
        kind: Kind,
        value: &mut At<T>,
        show: impl FnOnce(&T) -> String,
        read: impl FnOnce(&str) -> Result<T, String>,
    ) {
        let now = match self.is_new {
            true => String::new(),
            false => show(&value.value),
        };
        if let Answer::Value(new) = self.ask(ask, kind, now, read) {
            *value = self.at(new);
        }
    }

    /// Records that can be added and taken out, each a card. One that is added and says nothing is not kept.
    pub(super) fn cards<T>(
        &mut self,
        named: (&str, &str, &str),
        records: &mut Vec<T>,
        new: impl Fn(&Self) -> T,
        walk: impl Fn(&mut Pen<'p>, &mut T),
    ) {
        self.all_cards(named, false, records, new, walk);
    }

    /// The same, where a record that says nothing means something: it is kept.
    pub(super) fn cards_that_may_be_empty<T>(
        &mut self,
        named: (&str, &str, &str),
        records: &mut Vec<T>,
        new: impl Fn(&Self) -> T,
        walk: impl Fn(&mut Pen<'p>, &mut T),
    ) {
        self.all_cards(named, true, records, new, walk);
    }

    fn all_cards<T>(
        &mut self,
        (key, words, one): (&str, &str, &str),
        may_be_empty: bool,
        records: &mut Vec<T>,
        new: impl Fn(&Self) -> T,
        walk: impl Fn(&mut Pen<'p>, &mut T),
    ) {
        let path = format!("{}{key}", self.prefix);
        let held = records.len();
        let asked = self.answers.map_or(0, |answers| answers.count(&path));
        let count = asked.clamp(held, held + MOST_NEW);
        let mut old = std::mem::take(records).into_iter();
        let mut cards = Vec::new();
        for index in 0..count {
            let own = format!("{path}-{index}");
            let (mut record, is_new) = match old.next() {
                Some(record) => (record, false),
                None => (new(self), true),
            };
            let out = format!("{own}-out");
            let taken_out = self.answers.is_some_and(|all| all.get(&out).is_some());
            let mut inner = self.within(&own, is_new, self.answers);
            walk(&mut inner, &mut record);
            let says_nothing = is_new && !may_be_empty && {
                let mut blank = self.within(&own, true, None);
                walk(&mut blank, &mut new(self));
                answers_of(&blank.items) == answers_of(&inner.items)
            };
            if says_nothing {
                no_faults(&mut inner.items);
            }
            if !says_nothing && !taken_out {
                self.is_wrong |= inner.is_wrong;
                records.push(record);
            }
            cards.push(Card {
                path: own,
                items: inner.items,
                is_new,
                taken_out,
                says_nothing,
            });
        }
        self.items.push(Item::Cards(Cards {
            path,
            words: words.to_owned(),
            one: one.to_owned(),
            cards,
        }));
    }

    /// A record of which there is one or none: none where nothing is said in it.
    pub(super) fn record<T: Clone>(
        &mut self,
        key: &str,
        record: &mut Option<T>,
        new: impl Fn(&Self) -> T,
        walk: impl Fn(&mut Pen<'p>, &mut T),
    ) {
        let path = format!("{}{key}", self.prefix);
        let is_new = record.is_none();
        let mut changed = record.clone().unwrap_or_else(|| new(self));
        let mut inner = self.within(&path, is_new, self.answers);
        walk(&mut inner, &mut changed);
        let mut blank = self.within(&path, true, None);
        walk(&mut blank, &mut new(self));
        let says_nothing = answers_of(&blank.items) == answers_of(&inner.items);
        if says_nothing {
            no_faults(&mut inner.items);
            // One that is there and says nothing was written so; it stays while nobody empties it.
            let mut before = self.within(&path, is_new, None);
            let emptied = record.as_mut().is_some_and(|record| {
                walk(&mut before, record);
                answers_of(&before.items) != answers_of(&inner.items)
            });
            if emptied {
                *record = None;
            }
        } else {
            self.is_wrong |= inner.is_wrong;
            *record = Some(changed);
        }
        self.items.append(&mut inner.items);
    }

    fn within(&self, path: &str, is_new: bool, answers: Option<&'p Answers>) -> Pen<'p> {
        Pen {
            draft: self.draft,
            answers,
            prefix: format!("{path}-"),
            is_new,
            items: Vec::new(),
            is_wrong: false,
        }
    }
}

/// What the questions say, but for cards that are taken out or say nothing.
fn answers_of(items: &[Item]) -> Vec<String> {
    let mut answers = Vec::new();
    for item in items {
        match item {
            Item::Heading(_) => {}
            Item::Question(question) => answers.push(question.value.trim().to_owned()),
            Item::Cards(cards) => {
                let kept = cards.cards.iter();
                let kept = kept.filter(|card| !card.taken_out && !card.says_nothing);
                answers.extend(kept.flat_map(|card| answers_of(&card.items)));
            }
            Item::Fold(fold) => answers.extend(answers_of(&fold.items)),
        }
    }
    answers
}

/// The words of a field that takes one of a few, with those that it holds though they are none of them.
pub(super) fn one_of<'w>(words: impl IntoIterator<Item = &'w str>, held: &str) -> Kind {
    Kind::One(listed("Not stated", words, held))
}

fn listed<'w>(
    nothing: &str,
    words: impl IntoIterator<Item = &'w str>,
    held: &str,
) -> Vec<(String, String)> {
    let none = (String::new(), nothing.to_owned());
    let words = words.into_iter();
    let words = words.map(|word| (word.to_owned(), capital(word)));
    let mut all: Vec<(String, String)> = std::iter::once(none).chain(words).collect();
    if all.iter().all(|(word, _)| word != held) {
        all.push((held.to_owned(), held.to_owned()));
    }
    all
}
