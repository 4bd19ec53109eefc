//! Options of a draft: added, described, adopted, taken out, and worked on as if adopted.

use diagnostics::{At, Place};
use proposal::case::ProposalOption;
use proposal::{adopt, adopted, option_letter};

use crate::draft::Draft;

/// What a person says about an option.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OptionWords {
    /// What it is called; as by its letter if that is empty.
    pub name: String,
    /// What it is.
    pub text: String,
    /// Why it is not proposed.
    pub rejected_because: String,
}

impl Draft {
    /// The draft as if another option were adopted; none if there is no such option. To work on that option
    /// is to change this draft, and [`Draft::with_adopted`] again what is kept.
    pub fn with_adopted(&self, option: usize) -> Option<Self> {
        if adopted(&self.case) == Some(option) {
            return Some(self.clone());
        }
        Some(Self::of(&adopt(&self.case, option)?))
    }

    /// The draft with a further option that changes what is proposed. Where there were none, what is proposed
    /// becomes the first.
    #[must_use]
    pub fn with_option(&self) -> Self {
        let mut case = self.case.clone();
        let named = |at: usize| ProposalOption {
            name: self.new_value(format!("Option {}", option_letter(at))),
            place: Place::new(self.case.source, 0..0),
            text: None,
            rejected_because: None,
            adopted: false,
            changes: Vec::new(),
        };
        if adopted(&case).is_none() {
            let proposed = ProposalOption {
                adopted: true,
                ..named(case.options.len())
            };
            case.options.push(proposed);
        }
        let copy = ProposalOption {
            changes: case.changes.clone(),
            ..named(case.options.len())
        };
        case.options.push(copy);
        // There is another option now.
        case.header.no_other_option = None;
        Self::of(&case)
    }

    /// The draft without an option; none if there is no such option, or it is the one that is proposed.
    pub fn without_option(&self, option: usize) -> Option<Self> {
        let mut case = self.case.clone();
        let is_proposed = case.options.get(option)?.adopted;
        (!is_proposed).then(|| {
            case.options.remove(option);
            Self::of(&case)
        })
    }

    /// The draft with what is said of its options, in their order, and why there is no other. An option of
    /// which nothing is said stays as it is.
    #[must_use]
    pub fn with_option_words(&self, words: &[OptionWords], no_other: &str) -> Self {
        let mut case = self.case.clone();
        let value = |words: &str| said(words).map(|words| self.new_value(words.to_owned()));
        for (at, (option, typed)) in case.options.iter_mut().zip(words).enumerate() {
            let letter = || format!("Option {}", option_letter(at));
            let name = said(&typed.name).map_or_else(letter, str::to_owned);
            option.name = self.new_value(name);
            option.text = value(&typed.text);
            option.rejected_because = value(&typed.rejected_because);
        }
        case.header.no_other_option = value(no_other);
        Self::of(&case)
    }

    /// What is said of its options.
    pub fn option_words(&self) -> Vec<OptionWords> {
        let text =
            |at: &Option<At<String>>| at.as_ref().map_or_else(String::new, |at| at.value.clone());
        let options = self.case.options.iter();
        let words = options.map(|option| OptionWords {
            name: option.name.value.clone(),
            text: text(&option.text),
            rejected_because: text(&option.rejected_because),
        });
        words.collect()
    }
}

/// Words without the space around them, if there are any.
fn said(words: &str) -> Option<&str> {
    Some(words.trim()).filter(|words| !words.is_empty())
}
