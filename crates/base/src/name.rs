//! When two names are the same name.

/// A name as it is compared: without case, punctuation and double spaces, `&` read as *and*, and
/// without a leading article.
///
/// ```
/// assert_eq!(base::folded("The Commissioning & Placements Group"), "commissioning and placements group");
/// ```
pub fn folded(name: &str) -> String {
    if !name.is_ascii() {
        return folded_with_care(name);
    }
    let mut folded = String::with_capacity(name.len() + 4);
    for word in Words::of(name) {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.extend(word.letters().map(char::from));
    }
    folded
}

/// Any script: one letter may become several, and a last sigma differs from others.
fn folded_with_care(name: &str) -> String {
    let spelt = name.replace('&', " and ").to_lowercase();
    let spaced: String = spelt
        .chars()
        .filter(|c| !matches!(c, '\'' | '\u{2019}'))
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    let words: Vec<&str> = spaced.split_whitespace().collect();
    words.strip_prefix(&["the"]).unwrap_or(&words).join(" ")
}

/// Are these two spellings of one name?
pub fn same_name(a: &str, b: &str) -> bool {
    a == b
        || match a.is_ascii() && b.is_ascii() {
            true => Words::of(a).eq(Words::of(b)),
            false => folded(a) == folded(b),
        }
}

/// The words of an ASCII name as they are compared. Names are compared by the hundred thousand, so
/// nothing is copied.
struct Words<'n> {
    left: &'n [u8],
    first: bool,
}

/// A word as it is written, not empty; apostrophes and case do not count.
struct Word<'n>(&'n [u8]);

impl<'n> Words<'n> {
    fn of(name: &'n str) -> Self {
        let left = name.as_bytes();
        Self { left, first: true }
    }

    fn next_written(&mut self) -> Option<Word<'n>> {
        loop {
            let in_word = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'\'';
            let end = self.left.iter().position(|byte| !in_word(byte));
            let (word, rest) = self.left.split_at(end.unwrap_or(self.left.len()));
            if word.iter().any(|byte| *byte != b'\'') {
                self.left = rest;
                return Some(Word(word));
            }
            let (parts, rest) = rest.split_first()?;
            self.left = rest;
            if *parts == b'&' {
                return Some(Word(b"and"));
            }
        }
    }
}

impl<'n> Iterator for Words<'n> {
    type Item = Word<'n>;
    fn next(&mut self) -> Option<Word<'n>> {
        let word = self.next_written()?;
        match std::mem::take(&mut self.first) && word == Word(b"the") {
            true => self.next_written(),
            false => Some(word),
        }
    }
}

impl<'n> Word<'n> {
    fn letters(&self) -> impl Iterator<Item = u8> + use<'n> {
        let letters = self.0.iter().filter(|byte| **byte != b'\'');
        letters.map(u8::to_ascii_lowercase)
    }
}

impl PartialEq for Word<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.letters().eq(other.letters())
    }
}

/// How many of the words of two names agree, in per cent of all their different words.
pub fn similarity(a: &str, b: &str) -> u32 {
    use std::collections::BTreeSet;
    let (a, b) = (folded(a), folded(b));
    let words = |name: &'_ str| name.split(' ').map(str::to_owned).collect::<BTreeSet<_>>();
    let (a, b) = (words(&a), words(&b));
    let shared = a.intersection(&b).count();
    let all = a.union(&b).count();
    u32::try_from(shared * 100 / all.max(1)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_quick_way_folds_as_the_careful_one(
            a in "(the|THE|[a-cA-C1&' _,.-]){0,12}",
            b in "(the|[a-c&' -]){0,5}",
        ) {
            prop_assert_eq!(folded(&a), folded_with_care(&a));
            prop_assert_eq!(same_name(&a, &b), folded_with_care(&a) == folded_with_care(&b));
        }
    }

    #[test]
    fn ampersands_case_and_apostrophes_do_not_part_names() {
        assert!(same_name(
            "Children's Disability Service",
            "CHILDREN\u{2019}S  DISABILITY SERVICE"
        ));
        assert!(same_name(
            "Commissioning & Placements Group",
            "commissioning and placements group"
        ));
        assert!(!same_name(
            "Commissioning and Placements",
            "Commissioning and Resources"
        ));
    }

    #[test]
    fn similarity_counts_shared_words() {
        assert_eq!(similarity("Service Organiser", "service organiser"), 100);
        assert_eq!(similarity("Commissioning Officer", "Contracts Officer"), 33);
    }
}
