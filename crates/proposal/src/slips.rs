//! Slips of the pen: the name that was meant by one that does not exist.

use diagnostics::{Diagnostic, Fix, Place, Rule};

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
    let (distance, second, name) = least(wanted, names)?;
    let pairs = || wanted.split_whitespace().zip(name.split_whitespace());
    let as_many = wanted.split_whitespace().count() == name.split_whitespace().count();
    let is_slip =
        as_many && second > distance + 1 && pairs().all(|(word, meant)| slip(word, meant));
    Some(Near {
        name,
        is_slip: spelt_alike(wanted, name) || (is_slip && numbers(wanted) == numbers(name)),
    })
}

/// As [`nearest`], among words that Muster knows, of which none was chosen to be like another.
///
/// It is a slip if a letter or two of a word that is long enough are wrong, and no other word is as near.
pub fn near_word<'n>(wanted: &str, words: impl IntoIterator<Item = &'n str>) -> Option<Near<'n>> {
    let (distance, second, name) = least(wanted, words)?;
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

/// The nearest name that is like enough to be meant, how far it is, and how far the next one.
fn least<'n>(
    wanted: &str,
    names: impl IntoIterator<Item = &'n str>,
) -> Option<(usize, usize, &'n str)> {
    let lower = wanted.to_lowercase();
    let mut best: Option<(usize, &str)> = None;
    let mut second = usize::MAX;
    for name in names {
        let distance = strsim::damerau_levenshtein(&lower, &name.to_lowercase());
        match best {
            Some((_, known)) if known == name => {}
            Some((least, _)) if distance >= least => second = second.min(distance),
            _ => {
                second = best.map_or(second, |(least, _)| second.min(least));
                best = Some((distance, name));
            }
        }
    }
    let (distance, name) = best?;
    let like_enough = distance <= 1 + name.chars().count() / 4;
    like_enough.then_some((distance, second, name))
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

/// A diagnostic about a text that names what does not exist: the nearest of some names may mend it.
pub(crate) fn suggest<'n>(
    rule: &'static Rule,
    place: Place,
    message: String,
    wanted: &str,
    names: impl IntoIterator<Item = &'n str>,
) -> Diagnostic {
    let diagnostic = rule.at(place.clone(), message);
    match near_name(wanted, names) {
        Some(near) => diagnostic
            .help(format!("did you mean {:?}?", near.name))
            .fix(near.write(place, &as_toml(near.name))),
        None => diagnostic,
    }
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
    use super::*;

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
    fn texts_are_written_so_that_they_read_back() {
        for text in ["", "a", "a \"b\" \\ c", "£ \u{7f}\u{0}\t\n\r"] {
            let written = format!("a = {}", as_toml(text));
            let table: toml::Table = written.parse().expect("it is TOML");
            assert_eq!(table["a"].as_str(), Some(text), "{written}");
        }
    }
}
