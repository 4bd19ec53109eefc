//! A sheet as a page shows it: questions, and cards of questions that can be added and taken out.

use std::collections::BTreeMap;

/// A sheet with what it says, or with what was typed and what is wrong with that.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// What stands in it, in order.
    pub items: Vec<Item>,
    /// What is wrong with all of it together.
    pub fault: Option<String>,
}

/// Something in a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// Words over what follows.
    Heading(String),
    /// A question with its answer.
    Question(Question),
    /// Cards of one kind.
    Cards(Cards),
    /// What is seldom asked, put away until somebody opens it.
    Fold(Fold),
}

/// What is seldom asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fold {
    /// What opens it.
    pub words: String,
    /// What stands in it.
    pub items: Vec<Item>,
}

impl Fold {
    /// Is anything in it answered, or wrong? Then it is open: nobody's entry goes out of sight.
    pub fn is_open(&self) -> bool {
        let mut cards = Vec::new();
        all_cards(&self.items, &mut cards);
        let mut questions = Vec::new();
        collect(&self.items, "", &mut questions);
        let is_answered = |one: &Question| match &one.kind {
            // The first of a list is what counts where nothing is chosen.
            Kind::One(offered) => offered.first().is_none_or(|(key, _)| *key != one.value),
            _ => !one.value.trim().is_empty(),
        };
        cards.iter().any(|cards| !cards.cards.is_empty())
            || questions
                .iter()
                .any(|(_, one)| one.fault.is_some() || is_answered(one))
    }
}

/// A question with its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The name under which its answer is sent, such as `meeting-0-date`.
    pub name: String,
    /// What it asks.
    pub words: String,
    /// Help with it; empty if there is none.
    pub hint: String,
    /// How it is answered.
    pub kind: Kind,
    /// The answer; several are parted by line breaks.
    pub value: String,
    /// What is wrong with the answer.
    pub fault: Option<String>,
}

/// How a question is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A line of text.
    Line,
    /// A few letters: an amount, a date.
    Short,
    /// Text of several lines, or one entry a line.
    Text,
    /// The author's words, with figures by name.
    Prose,
    /// One of a few: what is sent, and its words.
    One(Vec<(String, String)>),
    /// Several of a few: what is sent, and its words.
    Several(Vec<(String, String)>),
    /// One of two or three, all of them in sight.
    Radios(Vec<(String, String)>),
}

/// Cards of one kind: the meetings of a consultation, the sources that pay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cards {
    /// Where they stand, such as `meeting`.
    pub path: String,
    /// The heading over them.
    pub words: String,
    /// One of them: `meeting`.
    pub one: String,
    /// The cards.
    pub cards: Vec<Card>,
}

/// One card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// Where it stands, such as `meeting-0`.
    pub path: String,
    /// What stands in it.
    pub items: Vec<Item>,
    /// Is it not in the draft yet?
    pub is_new: bool,
    /// Is it to be taken out?
    pub taken_out: bool,
    /// Is nothing typed into a new one?
    pub says_nothing: bool,
}

/// What was sent for a sheet, by the names of its questions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers(BTreeMap<String, String>);

impl Answers {
    /// What a form sent. Of a name that comes more than once, all that is not empty counts.
    pub fn of(sent: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut answers = BTreeMap::<String, String>::new();
        for (name, value) in sent {
            // Browsers end lines in two letters.
            let value = value.replace("\r\n", "\n").replace('\r', "\n");
            let held = answers.entry(name).or_default();
            if !held.is_empty() && !value.is_empty() {
                held.push('\n');
            }
            held.push_str(&value);
        }
        Self(answers)
    }

    /// The answer of that name.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// The same with another answer.
    #[must_use]
    pub fn with(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.0.insert(name.into(), value.into());
        self
    }

    /// The same with one more card at a path, of which there are so many.
    #[must_use]
    pub fn with_card(self, path: &str, count: usize) -> Self {
        self.with(format!("{path}-{count}-new"), "1")
    }

    /// The same with a card taken out.
    #[must_use]
    pub fn without_card(self, path: &str) -> Self {
        self.with(format!("{path}-out"), "1")
    }

    /// The same for a form that has other cards: those of which these answers know nothing are taken out.
    #[must_use]
    pub fn in_place_of(mut self, form: &Form) -> Self {
        self.leave_out(&form.items);
        self
    }

    fn leave_out(&mut self, items: &[Item]) {
        for item in items {
            let cards = match item {
                Item::Cards(cards) => cards,
                Item::Fold(fold) => {
                    self.leave_out(&fold.items);
                    continue;
                }
                Item::Heading(_) | Item::Question(_) => continue,
            };
            let known = self.count(&cards.path);
            for (index, card) in cards.cards.iter().enumerate() {
                match index < known {
                    true => self.leave_out(&card.items),
                    false => {
                        self.0.insert(format!("{}-out", card.path), "1".to_owned());
                    }
                }
            }
        }
    }

    /// The same with the cards at a path that stand at a place or after it so many places on.
    pub(super) fn with_cards_moved(self, path: &str, from: usize, by: usize) -> Self {
        let start = format!("{path}-");
        let moved = self.0.into_iter().map(|(name, value)| {
            let at = name.strip_prefix(&start).map(|rest| {
                let (index, rest) = rest.split_once('-').unwrap_or((rest, ""));
                (index.parse::<usize>(), rest.to_owned())
            });
            match at {
                Some((Ok(index), rest)) if index >= from => {
                    (format!("{start}{}-{rest}", index + by), value)
                }
                _ => (name, value),
            }
        });
        Self(moved.collect())
    }

    /// How many cards at a path these answers know of.
    pub(super) fn count(&self, path: &str) -> usize {
        let start = format!("{path}-");
        let later = self.0.range(start.clone()..);
        let own = later
            .map_while(|(name, _)| name.strip_prefix(&start))
            .filter_map(|rest| rest.split('-').next()?.parse::<usize>().ok());
        own.map(|index| index.saturating_add(1)).max().unwrap_or(0)
    }
}

impl Form {
    /// Every question with the words over its card, in order.
    pub fn questions(&self) -> Vec<(String, &Question)> {
        let mut questions = Vec::new();
        collect(&self.items, "", &mut questions);
        questions
    }

    /// The names of the questions with their answers.
    pub fn values(&self) -> Vec<(&str, &str)> {
        let questions = self.questions().into_iter();
        let questions =
            questions.map(|(_, question)| (question.name.as_str(), question.value.as_str()));
        questions.collect()
    }

    /// What is wrong: where, and in words that name the card.
    pub fn faults(&self) -> Vec<(String, String)> {
        let questions = self.questions().into_iter();
        let own = questions.filter_map(|(card, question)| {
            let fault = question.fault.as_ref()?;
            let words = match card.as_str() {
                "" => fault.clone(),
                card => format!("{card}: {fault}"),
            };
            Some((question.name.clone(), words))
        });
        let all = self
            .fault
            .iter()
            .map(|fault| (String::new(), fault.clone()));
        all.chain(own).collect()
    }

    /// The same without what is wrong: for a form that is not finished yet.
    #[must_use]
    pub fn without_faults(mut self) -> Self {
        no_faults(&mut self.items);
        self.fault = None;
        self
    }

    /// How many cards there are at a path; none if there is no such path.
    pub fn count(&self, path: &str) -> Option<usize> {
        find(&self.items, path)
    }

    /// How many cards were added and say nothing: they are not kept.
    pub fn empty_cards(&self) -> usize {
        let mut all = Vec::new();
        all_cards(&self.items, &mut all);
        let cards = all.iter().flat_map(|cards| &cards.cards);
        cards
            .filter(|card| card.says_nothing && !card.taken_out)
            .count()
    }

    /// Is anything answered beside how far it is?
    pub fn says_something(&self) -> bool {
        let values = self.values().into_iter();
        values
            .filter(|(name, _)| *name != super::COMPLETED)
            .any(|(_, value)| !value.trim().is_empty())
    }
}

/// Takes away what is said to be wrong.
pub(super) fn no_faults(items: &mut [Item]) {
    for item in items {
        match item {
            Item::Heading(_) => {}
            Item::Question(question) => question.fault = None,
            Item::Cards(cards) => {
                for card in &mut cards.cards {
                    no_faults(&mut card.items);
                }
            }
            Item::Fold(fold) => no_faults(&mut fold.items),
        }
    }
}

fn collect<'f>(items: &'f [Item], card: &str, questions: &mut Vec<(String, &'f Question)>) {
    for item in items {
        match item {
            Item::Heading(_) => {}
            Item::Question(question) => questions.push((card.to_owned(), question)),
            Item::Cards(cards) => {
                let kept = cards.cards.iter().enumerate();
                for (index, one) in kept.filter(|(_, one)| !one.taken_out) {
                    let words = format!("{} {}", capital(&cards.one), index + 1);
                    let words = match card {
                        "" => words,
                        card => format!("{card}, {}", words.to_lowercase()),
                    };
                    collect(&one.items, &words, questions);
                }
            }
            Item::Fold(fold) => collect(&fold.items, card, questions),
        }
    }
}

fn find(items: &[Item], path: &str) -> Option<usize> {
    items.iter().find_map(|item| match item {
        Item::Cards(cards) if cards.path == path => Some(cards.cards.len()),
        Item::Cards(cards) => cards.cards.iter().find_map(|card| find(&card.items, path)),
        Item::Fold(fold) => find(&fold.items, path),
        Item::Heading(_) | Item::Question(_) => None,
    })
}

/// The cards of every kind, those within cards too.
pub(super) fn all_cards<'f>(items: &'f [Item], found: &mut Vec<&'f Cards>) {
    for item in items {
        match item {
            Item::Heading(_) | Item::Question(_) => {}
            Item::Fold(fold) => all_cards(&fold.items, found),
            Item::Cards(cards) => {
                found.push(cards);
                for card in &cards.cards {
                    all_cards(&card.items, found);
                }
            }
        }
    }
}

/// With a capital first letter.
pub(super) fn capital(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}
