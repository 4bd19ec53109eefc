//! Slips of the pen: the name that was meant by one that does not exist.

use std::collections::HashSet;

use diagnostics::{At, Diagnostic, Fix, Place, Rule};

/// A text of more letters is no name that somebody mistyped; comparing two of them letter by letter takes
/// time and memory as the product of both.
const LONGEST: usize = 300;

/// The name that is most like one that does not exist.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Near<'n> {
    /// As it is spelt where it exists.
    pub name: &'n str,
    /// Is the other one surely this, with a slip in it?
    pub is_slip: bool,
}

/// The name that is most like `wanted`, if any is like enough to be meant.
pub fn nearest<'n>(wanted: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    near_name(wanted, names).map(|near| near.name)
}

/// As [`nearest`], among names that an author gave.
///
/// Two of them may differ in little and both be meant: *Case Manager* and *Care Manager*, *Senior Clerk* and
/// *Junior Clerk*. So it is a slip only if one letter of a long word is wrong, or of two.
pub fn near_name<'n>(wanted: &str, names: impl IntoIterator<Item = &'n str>) -> Option<Near<'n>> {
    Names::from_iter(names).near(wanted)
}

impl<'n> Names<'n> {
    /// As [`near_name`].
    pub(crate) fn near(&self, wanted: &str) -> Option<Near<'n>> {
        let (distance, second, name) = self.least(wanted)?;
        let pairs = || wanted.split_whitespace().zip(name.split_whitespace());
        let as_many = wanted.split_whitespace().count() == name.split_whitespace().count();
        let is_slip =
            as_many && second > distance + 1 && pairs().all(|(word, meant)| slip(word, meant));
        Some(Near {
            name,
            is_slip: spelt_alike(wanted, name) || (is_slip && numbers(wanted) == numbers(name)),
        })
    }

    /// A diagnostic about a text that names what does not exist: the nearest of the names may mend it.
    pub(crate) fn suggest(
        &self,
        rule: &'static Rule,
        wanted: &At<String>,
        message: String,
    ) -> Diagnostic {
        let diagnostic = rule.at(wanted.place.clone(), message);
        match self.near(wanted) {
            Some(near) => diagnostic
                .help(format!("did you mean {:?}?", near.name))
                .fix(near.write(wanted.place.clone(), &as_toml(near.name))),
            None => diagnostic,
        }
    }
}

/// As [`nearest`], among words that Muster knows, of which none was chosen to be like another.
///
/// It is a slip if a letter or two of a word that is long enough are wrong, and no other word is as near.
pub fn near_word<'n>(wanted: &str, words: impl IntoIterator<Item = &'n str>) -> Option<Near<'n>> {
    let (distance, second, name) = Names::from_iter(words).least(wanted)?;
    let most = match name.chars().count() {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    };
    let is_slip = distance <= most && second > distance && numbers(wanted) == numbers(name);
    Some(Near {
        name,
        is_slip: spelt_alike(wanted, name) || is_slip,
    })
}

/// Names of which one may be meant, each once, ready to be compared with many others.
pub(crate) struct Names<'n>(Vec<Name<'n>>);

struct Name<'n> {
    name: &'n str,
    lower: String,
    letters: Letters,
}

/// How often each letter is in a text, in 32 heaps.
struct Letters([u8; 32]);

impl<'n> FromIterator<&'n str> for Names<'n> {
    fn from_iter<I: IntoIterator<Item = &'n str>>(names: I) -> Self {
        let mut seen = HashSet::new();
        let once = names.into_iter().filter(|name| seen.insert(*name));
        let name = |name: &'n str| {
            let lower = name.to_lowercase();
            let letters = Letters::of(&lower);
            Name {
                name,
                lower,
                letters,
            }
        };
        Self(once.map(name).collect())
    }
}

impl<'n> Names<'n> {
    /// The nearest name that is like enough to be meant, how far it is, and how far the next one, if
    /// that is at most one farther.
    ///
    /// Letters that one text has and the other lacks are steps at least. Names are compared in the
    /// order of these, and none that is too far by them alone.
    fn least(&self, wanted: &str) -> Option<(usize, usize, &'n str)> {
        let lower = wanted.to_lowercase();
        if lower.chars().count() > LONGEST {
            return None;
        }
        let letters = Letters::of(&lower);
        // A name of n letters is like enough up to 1 + n / 4 steps, and no longer than the steps make it.
        let farthest = (lower.chars().count() + 4) / 3;
        let mut by_bound: Vec<Vec<usize>> = vec![Vec::new(); farthest + 2];
        for (at, name) in self.0.iter().enumerate() {
            if name.lower.len() > 4 * LONGEST {
                continue;
            }
            if let Some(of_bound) = by_bound.get_mut(letters.steps_at_least(&name.letters)) {
                of_bound.push(at);
            }
        }
        let mut best = (usize::MAX, 0);
        let mut second = usize::MAX;
        for (bound, names) in by_bound.into_iter().enumerate() {
            if bound > best.0.saturating_add(1) {
                break;
            }
            for at in names {
                let distance = strsim::damerau_levenshtein(&lower, &self.0[at].lower);
                if (distance, at) < best {
                    second = second.min(best.0);
                    best = (distance, at);
                } else {
                    second = second.min(distance);
                }
            }
        }
        let (distance, at) = best;
        let name = self.0.get(at)?.name;
        let like_enough = distance <= 1 + name.chars().count() / 4;
        like_enough.then_some((distance, second, name))
    }
}

impl Letters {
    fn of(text: &str) -> Self {
        let mut heaps = [0_u8; 32];
        for letter in text.chars() {
            let heap = &mut heaps[u32::from(letter) as usize % 32];
            *heap = heap.saturating_add(1);
        }
        Self(heaps)
    }

    /// No fewer steps lead from one text to another than it has letters too many, or too few.
    fn steps_at_least(&self, other: &Self) -> usize {
        let pairs = self.0.iter().zip(other.0);
        let (many, few) = pairs.fold((0_u16, 0_u16), |(many, few), (a, b)| {
            let (over, under) = (a.saturating_sub(b), b.saturating_sub(*a));
            (many + u16::from(over), few + u16::from(under))
        });
        usize::from(many.max(few))
    }
}

/// Is a word of a name another, with one letter wrong behind its first?
fn slip(word: &str, meant: &str) -> bool {
    let (word, meant) = (word.to_lowercase(), meant.to_lowercase());
    let is_long = meant.chars().count() >= 6;
    let begins_alike = word.chars().next() == meant.chars().next();
    word == meant || (is_long && begins_alike && strsim::damerau_levenshtein(&word, &meant) == 1)
}

/// Do they differ only in capitals, spaces and signs?
fn spelt_alike(a: &str, b: &str) -> bool {
    let letters = |text: &str| -> String {
        let letters = text.chars().filter(|c| c.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect()
    };
    !letters(a).is_empty() && letters(a) == letters(b)
}

/// What tells one of several like names from the others: digits, and the numerals I, II, III.
fn numbers(name: &str) -> Vec<String> {
    let mut numbers: Vec<String> = Vec::new();
    for word in name.split(|c: char| !c.is_alphanumeric()) {
        let digits: String = word.chars().filter(char::is_ascii_digit).collect();
        if !digits.is_empty() {
            numbers.push(digits);
        } else if word.chars().count() == 1 || word.chars().all(|c| matches!(c, 'I' | 'V' | 'X')) {
            numbers.push(word.to_owned());
        }
    }
    numbers
}

/// A text as it is written in a case file, in double quotes.
///
/// ```
/// assert_eq!(proposal::as_toml("the \"Hub\""), r#""the \"Hub\"""#);
/// ```
pub fn as_toml(text: &str) -> String {
    let mut written = String::with_capacity(text.len() + 2);
    written.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => written.extend(['\\', c]),
            '\n' => written.push_str("\\n"),
            '\t' => written.push_str("\\t"),
            c if c.is_control() => written.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => written.push(c),
        }
    }
    written.push('"');
    written
}

impl Near<'_> {
    /// A fix that writes the name, as it has to be written there; safe if it is a slip.
    pub fn write(&self, place: Place, written: &str) -> Fix {
        let label = format!("Write {written}");
        let fix = match self.is_slip {
            true => Fix::safe(label),
            false => Fix::choice(label),
        };
        fix.replace(place, written)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What [`Names::least`] finds, by comparing with every name.
    fn least_of_all<'n>(wanted: &str, names: &[&'n str]) -> Option<(usize, usize, &'n str)> {
        let lower = wanted.to_lowercase();
        let far = |name: &str| strsim::damerau_levenshtein(&lower, &name.to_lowercase());
        let name = *names.iter().min_by_key(|name| far(name))?;
        let others = names.iter().filter(|other| **other != name);
        let second = others.map(|other| far(other)).min();
        let like_enough = far(name) <= 1 + name.chars().count() / 4;
        like_enough.then_some((far(name), second.unwrap_or(usize::MAX), name))
    }

    proptest! {
        #[test]
        fn no_nearer_name_is_passed_over(
            wanted in "[a-dA\u{e9}\u{c9}\u{130} ]{0,14}",
            names in proptest::collection::vec("[a-dA\u{e9}\u{c9}\u{130} ]{0,14}", 0..12),
        ) {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let near = Names::from_iter(names.iter().copied()).least(&wanted);
            let all = least_of_all(&wanted, &names);
            // Who is more than a step behind the nearest does not matter.
            let told = |(far, second, name): (usize, usize, &str)| (far, second.min(far + 2), name.to_owned());
            prop_assert_eq!(near.map(told), all.map(told));
        }
    }

    fn name_slip<'n>(wanted: &str, names: &[&'n str]) -> Option<&'n str> {
        let near = near_name(wanted, names.iter().copied())?;
        near.is_slip.then_some(near.name)
    }

    fn word_slip<'n>(wanted: &str, names: &[&'n str]) -> Option<&'n str> {
        let near = near_word(wanted, names.iter().copied())?;
        near.is_slip.then_some(near.name)
    }

    #[test]
    fn a_slip_in_a_name_is_a_letter_of_a_long_word() {
        let ranger = Some("Park Ranger");
        assert_eq!(name_slip("Park Rangre", &["Park Ranger", "Clerk"]), ranger);
        assert_eq!(name_slip("Park  ranger", &["Park Ranger"]), ranger);
        assert_eq!(name_slip("ParkRanger", &["Park Ranger"]), ranger);
        let long = "Commissioning Assistant";
        assert_eq!(name_slip("Comissioning Asistant", &[long]), Some(long));
        for (other, name) in [
            ("Junior Clerk", "Senior Clerk"),
            ("Care Manager", "Case Manager"),
            ("Lead Ranger", "Head Ranger"),
            ("Park Team", "Parks Team"),
            ("Senior Ranger", "Ranger"),
            ("Organiser 2", "Organiser 1"),
            ("Organiser II", "Organiser I"),
            ("Organiser A", "Organiser B"),
        ] {
            assert_eq!(name_slip(other, &[name]), None, "{other}");
        }
        let two = ["Contracts Officer", "Contacts Officer"];
        assert_eq!(name_slip("Contarcts Officer", &two), None, "two are near");
    }

    #[test]
    fn a_slip_in_a_word_is_nearest_to_one() {
        assert_eq!(
            word_slip("decision maker", &["decision_maker"]),
            Some("decision_maker")
        );
        assert_eq!(word_slip("titel", &["title", "item"]), Some("title"));
        assert_eq!(word_slip("pst", &["pts"]), None, "a short word");
        assert_eq!(
            word_slip("pots", &["posts", "post"]),
            None,
            "two are as near"
        );
        assert_eq!(word_slip("ncc-2018-20", &["ncc-2018-19"]), None, "a number");
    }

    #[test]
    fn only_what_is_like_enough_is_near() {
        assert_eq!(
            nearest("Junior Clerk", ["Senior Clerk", "Ranger"]),
            Some("Senior Clerk")
        );
        assert_eq!(nearest("Gardener", ["Senior Clerk"]), None);
        assert_eq!(nearest("clark", ["Clerk", "Clerk"]), Some("Clerk"));
    }

    #[test]
    fn a_text_without_end_is_near_nothing() {
        let long = "x".repeat(200_000);
        let longer = format!("{long}y");
        assert_eq!(nearest(&long, [longer.as_str(), "Clerk"]), None);
        assert_eq!(nearest("Clerk", [longer.as_str()]), None);
    }

    #[test]
    fn texts_are_written_so_that_they_read_back() {
        for text in ["", "a", "a \"b\" \\ c", "£ \u{7f}\u{0}\t\n\r"] {
            let written = format!("a = {}", as_toml(text));
            let table: toml::Table = written.parse().expect("it is TOML");
            assert_eq!(table["a"].as_str(), Some(text), "{written}");
        }
    }
}
