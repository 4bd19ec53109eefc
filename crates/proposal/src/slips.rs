//! Slips of the pen: the name that was meant by one that does not exist.

use diagnostics::{Diagnostic, Fix, Place, Rule};

/// The name that is most like one that does not exist.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Near<'n> {
    /// As it is spelt where it exists.
    pub name: &'n str,
    /// Is the other one surely this, with a slip in it? A letter or two of a long name are wrong, no number
    /// is, and no other name is nearly as near.
    pub is_slip: bool,
}

/// The name that is most like `wanted`, if any is like enough to be meant.
pub fn nearest<'n>(wanted: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    near(wanted, names).map(|near| near.name)
}

/// As [`nearest`], and whether it is a slip.
pub fn near<'n>(wanted: &str, names: impl IntoIterator<Item = &'n str>) -> Option<Near<'n>> {
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
    like_enough.then(|| Near {
        name,
        is_slip: spelt_alike(wanted, name)
            || (distance <= slips_in(name)
                && second > distance + 1
                && numbers(wanted) == numbers(name)),
    })
}

/// Do they differ only in capitals, spaces and signs?
fn spelt_alike(a: &str, b: &str) -> bool {
    let letters = |text: &str| -> String {
        let letters = text.chars().filter(|c| c.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect()
    };
    !letters(a).is_empty() && letters(a) == letters(b)
}

/// How many letters of a name may be wrong for it to be surely meant. Of a short name, one letter makes
/// another word.
fn slips_in(name: &str) -> usize {
    match name.chars().count() {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    }
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
    match near(wanted, names) {
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

    fn slip<'n>(wanted: &str, names: &[&'n str]) -> Option<&'n str> {
        let near = near(wanted, names.iter().copied())?;
        near.is_slip.then_some(near.name)
    }

    #[test]
    fn a_slip_is_a_letter_or_two_and_never_a_number() {
        assert_eq!(
            slip("Park Rangre", &["Park Ranger", "Clerk"]),
            Some("Park Ranger")
        );
        assert_eq!(
            slip("decision maker", &["decision_maker"]),
            Some("decision_maker")
        );
        assert_eq!(slip("PARKS team", &["Parks Team"]), Some("Parks Team"));
        assert_eq!(slip("titel", &["title", "item"]), Some("title"));
        for other in [
            "Service Organiser 2",
            "Service Organiser II",
            "Service Organiser A",
        ] {
            assert_eq!(
                slip(other, &["Service Organiser 1", "Service Organiser I"]),
                None
            );
        }
        assert_eq!(slip("pst", &["pts"]), None, "a short name");
        assert_eq!(
            slip("Parks Tam", &["Park Team", "Parks Team"]),
            None,
            "two are near"
        );
        assert_eq!(slip("Junior Clerk", &["Senior Clerk"]), None);
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
