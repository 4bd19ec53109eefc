//! What is asked about pasted rows, and what is offered.

use super::answer::{About, Reply};
use super::candidates::Candidate;
use super::meaning::Meaning;

/// A question about some rows.
#[derive(Clone, Debug)]
pub struct Question {
    /// What it is about.
    pub about: About,
    /// The rows, by their numbers.
    pub rows: Vec<u32>,
    /// The column that is named before what is wrong, where the words do not name it.
    pub column: Option<Meaning>,
    /// What is wrong or not known.
    pub words: String,
    /// What is typed, where another text may be typed in its place.
    pub typed: Option<String>,
    /// What it probably means.
    pub offers: Vec<Offer>,
    /// The posts that may be meant.
    pub candidates: Vec<Candidate>,
}

/// Something that a question probably wants to hear.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// What is said by taking it.
    pub reply: Reply,
    /// What it does, as far as it goes without naming the rows: *Use Grade 4*.
    pub words: String,
    /// Is it what was probably meant, rather than what may be kept?
    pub is_likely: bool,
}

impl Offer {
    /// What was probably meant.
    pub(super) fn likely(reply: Reply, words: impl Into<String>) -> Self {
        Self {
            reply,
            words: words.into(),
            is_likely: true,
        }
    }

    /// What can be done as well.
    pub(super) fn also(reply: Reply, words: impl Into<String>) -> Self {
        Self {
            is_likely: false,
            ..Self::likely(reply, words)
        }
    }
}

impl Question {
    /// What was probably meant, if that is one thing.
    pub fn suggestion(&self) -> Option<&Offer> {
        let mut likely = self.offers.iter().filter(|offer| offer.is_likely);
        likely.next().filter(|_| likely.next().is_none())
    }
}

/// Questions as they come up; rows that ask the same are one question.
#[derive(Debug, Default)]
pub(super) struct Questions {
    pub(super) all: Vec<Question>,
}

impl Questions {
    /// Asks about a row. Gives the place of the question.
    pub(super) fn ask(
        &mut self,
        row: u32,
        about: About,
        make: impl FnOnce(&mut Question),
    ) -> usize {
        if let Some(known) = self.all.iter().position(|question| question.about == about) {
            self.all[known].rows.push(row);
            return known;
        }
        let mut question = Question {
            about,
            rows: vec![row],
            column: None,
            words: String::new(),
            typed: None,
            offers: Vec::new(),
            candidates: Vec::new(),
        };
        make(&mut question);
        self.all.push(question);
        self.all.len() - 1
    }

    /// Puts them in the order of their first rows. Gives where each is now.
    pub(super) fn in_order(&mut self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.all.len()).collect();
        order.sort_by_key(|place| self.all[*place].rows.first().copied());
        let mut places = vec![0; order.len()];
        for (now, before) in order.iter().enumerate() {
            places[*before] = now;
        }
        self.all
            .sort_by_key(|question| question.rows.first().copied());
        places
    }
}
