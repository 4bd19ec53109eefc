//! What a heading means: the headings that councils use are data, in `data/headings.csv`.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use base::folded;

use crate::field::{Field, MOST_FUNDS};

const DATA: &str = include_str!("../data/headings.csv");

/// How sure a match is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// The heading is like one that is known.
    Possible,
    /// The heading says it among other words, or the cells below do not look like it.
    Likely,
    /// The heading says just that.
    Certain,
    /// The person said so.
    Chosen,
}

impl Confidence {
    /// `chosen`, `certain`, `likely` or `possible`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Possible => "possible",
            Self::Likely => "likely",
            Self::Certain => "certain",
            Self::Chosen => "chosen",
        }
    }

    /// One step less sure; nothing below the last.
    pub(crate) fn less(self) -> Option<Self> {
        match self {
            Self::Chosen => Some(Self::Chosen),
            Self::Certain => Some(Self::Likely),
            Self::Likely => Some(Self::Possible),
            Self::Possible => None,
        }
    }
}

struct Known {
    by_heading: BTreeMap<&'static str, &'static str>,
    /// Padded with blanks, so that whole words are found; the longest first.
    longest: Vec<(String, &'static str)>,
}

fn known() -> &'static Known {
    static KNOWN: OnceLock<Known> = OnceLock::new();
    KNOWN.get_or_init(|| {
        let rows = DATA.lines().skip(1).filter_map(|line| line.split_once(','));
        let by_heading: BTreeMap<_, _> = rows.map(|(field, heading)| (heading, field)).collect();
        let padded = by_heading.iter().map(|(h, f)| (format!(" {h} "), *f));
        let mut longest: Vec<_> = padded.collect();
        longest.sort_by_key(|(heading, _)| std::cmp::Reverse(heading.len()));
        Known {
            by_heading,
            longest,
        }
    })
}

/// What a heading means, if anything, and how sure that is.
pub(crate) fn meaning(heading: &str) -> Option<(Field, Confidence)> {
    let (words, number) = spelt(heading)?;
    let (name, sure) = said(&words).or_else(|| Some((like(&words)?, Confidence::Possible)))?;
    Some((field(name, number)?, sure))
}

/// The same for headings that are spelt as they are known: any cell of a list may be asked, and most
/// are none.
pub(crate) fn plain_meaning(heading: &str) -> Option<(Field, Confidence)> {
    let (words, number) = spelt(heading)?;
    let (name, sure) = said(&words)?;
    Some((field(name, number)?, sure))
}

/// The words of a heading and the number of its fund.
fn spelt(heading: &str) -> Option<(String, Option<u8>)> {
    // A heading is a few words; a paragraph that happens to hold some of them is none.
    if heading.len() > 80 {
        return None;
    }
    let spelt = heading.replace('%', " percent ").replace('#', " number ");
    // `W.T.E.`, `No.`
    let spelt = spelt.replace('.', "");
    let (words, number) = without_number(&folded(&spelt));
    (!words.is_empty()).then_some((words, number))
}

/// What these words, or some of them, are known to mean.
fn said(words: &str) -> Option<(&'static str, Confidence)> {
    let whole = known().by_heading.get(words);
    whole
        .map(|name| (*name, Confidence::Certain))
        .or_else(|| Some((within(words)?, Confidence::Likely)))
}

/// A heading without the number of its fund: `Fund 2 %` is the share of fund 2.
fn without_number(words: &str) -> (String, Option<u8>) {
    let mut number = None;
    let mut kept = Vec::new();
    for word in words.split(' ') {
        match word.parse::<u8>() {
            Ok(found) if (1..=MOST_FUNDS).contains(&found) => number = Some(found),
            _ => kept.push(word),
        }
    }
    (kept.join(" "), number)
}

fn field(name: &str, number: Option<u8>) -> Option<Field> {
    match (name, number) {
        ("fund", number) => Some(Field::Fund(number.unwrap_or(1))),
        ("share", number) => Some(Field::Share(number.unwrap_or(1))),
        ("unit-level", number) => Some(Field::Unit(number.unwrap_or(1))),
        (name, _) => Field::named(name),
    }
}

/// The longest known heading whose words stand side by side in this one.
fn within(words: &str) -> Option<&'static str> {
    // Money about posts is no list of posts: `FTE cost`, `Grade maximum salary`.
    const MONEY: [&str; 8] = [
        "cost", "costs", "salary", "budget", "pay", "gbp", "amount", "total",
    ];
    let padded = format!(" {words} ");
    let mut known = known().longest.iter();
    let found = known.find(|(heading, _)| padded.contains(heading.as_str()))?;
    let rest = padded.replace(&found.0, " ");
    let of_money = rest.split(' ').any(|word| MONEY.contains(&word));
    (!of_money).then_some(found.1)
}

/// The known heading that is spelt most like this one.
fn like(words: &str) -> Option<&'static str> {
    if words.len() < 5 {
        return None;
    }
    let most = words.len() / 6;
    known()
        .by_heading
        .iter()
        .filter(|(heading, _)| heading.len().abs_diff(words.len()) <= most)
        .map(|(heading, field)| (strsim::damerau_levenshtein(words, heading), *field))
        .filter(|(distance, _)| *distance <= most)
        .min()
        .map(|(_, field)| field)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_known_heading_means_something() {
        for (heading, name) in &known().by_heading {
            assert!(field(name, None).is_some(), "{name}");
            assert_eq!(folded(heading), **heading, "it is compared folded");
        }
    }

    #[test]
    fn headings_are_read_as_officers_write_them() {
        let read =
            |heading| meaning(heading).map(|(field, sure)| format!("{field} {}", sure.name()));
        let cases = [
            ("Post Title", "title certain"),
            ("JOB TITLE", "title certain"),
            ("Fund 2 %", "share-2 certain"),
            ("Fund 3", "fund-3 certain"),
            ("Cost Centre", "fund-1 certain"),
            ("Hours / week", "hours likely"),
            ("W.T.E.", "fte certain"),
            ("Established FTE at 1 April", "fte likely"),
            ("Derpartment", "unit-2 possible"),
            ("SCP", "point certain"),
            ("Post No.", "post-number certain"),
            ("Name of postholder", "holder certain"),
        ];
        for (heading, expected) in cases {
            assert_eq!(read(heading).as_deref(), Some(expected), "{heading}");
        }
        for heading in ["FTE cost", "Notes", "Salary", "", "Grade maximum salary"] {
            assert_eq!(read(heading), None, "{heading}");
        }
    }
}
