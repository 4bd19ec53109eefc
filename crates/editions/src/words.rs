//! The author's words: which paragraph is meant, and what stands in its place.

use std::ops::Range;

use proposal::case::{Case, Prose};
use proposal::{Ground, cited};

/// So many words of a paragraph are offered to name it by.
const BEGINNING: usize = 8;

/// All prose of a case that a report prints.
pub(crate) fn proses(case: &Case) -> impl Iterator<Item = &Prose> {
    let sections = case.sections.iter().map(|section| &section.prose);
    let asked = case
        .recommendations
        .iter()
        .filter_map(|one| one.text.as_ref());
    let comments = case.comments.iter().filter_map(|one| one.text.as_ref());
    let cover = case.cover.recommendations.iter().chain(&case.cover.summary);
    sections.chain(asked).chain(comments).chain(cover)
}

/// The same, to be changed.
pub(crate) fn proses_mut(case: &mut Case) -> impl Iterator<Item = &mut Prose> {
    let sections = case.sections.iter_mut().map(|section| &mut section.prose);
    let asked = { case.recommendations.iter_mut() }.filter_map(|one| one.text.as_mut());
    let comments = case.comments.iter_mut().filter_map(|one| one.text.as_mut());
    let cover = { case.cover.recommendations.iter_mut() }.chain(&mut case.cover.summary);
    sections.chain(asked).chain(comments).chain(cover)
}

/// The sentence that stands in the place of words that are withheld.
pub(crate) fn sentence(ground: Option<u32>) -> String {
    let short = ground.and_then(|one| Ground::of(one, None));
    let short = short.map_or_else(String::new, |ground| format!(" ({})", ground.short));
    format!("Withheld from the public: {}{short}.", cited(ground))
}

/// Has a text a paragraph that begins so, or has that number?
pub(crate) fn has(text: &str, beginning: &str) -> bool {
    let mut all = paragraphs(text).into_iter();
    all.any(|range| is_meant(&text[range], beginning))
}

/// The text with a sentence in the place of each paragraph that begins so; a pinned number stays.
pub(crate) fn without(text: &str, beginning: &str, sentence: &str) -> String {
    let mut left = text.to_owned();
    for range in paragraphs(text).into_iter().rev() {
        let paragraph = &text[range.clone()];
        if is_meant(paragraph, beginning) {
            let end = if paragraph.ends_with('\n') { "\n" } else { "" };
            let number = number_of(paragraph).map_or("", |(number, _)| number);
            left.replace_range(range, &format!("{number}{sentence}{end}"));
        }
    }
    left
}

/// The first words of each paragraph, as an exemption names it.
pub(crate) fn beginnings(text: &str) -> Vec<String> {
    let first = |range: Range<usize>| {
        let paragraph = &text[range];
        let words = number_of(paragraph).map_or(paragraph, |(_, words)| words);
        let words: Vec<&str> = words.split_whitespace().take(BEGINNING).collect();
        words.join(" ")
    };
    paragraphs(text).into_iter().map(first).collect()
}

fn is_meant(paragraph: &str, beginning: &str) -> bool {
    let beginning = spaced(beginning);
    if beginning.is_empty() {
        return false;
    }
    let numbered = number_of(paragraph);
    if beginning.chars().all(|c| c.is_ascii_digit() || c == '.') {
        let number = |text: &str| text.trim().trim_end_matches('.').to_owned();
        return numbered.is_some_and(|(own, _)| number(own) == number(&beginning));
    }
    let words = numbered.map_or(paragraph, |(_, words)| words);
    spaced(words).starts_with(&beginning) || spaced(paragraph).starts_with(&beginning)
}

/// The number that is pinned to a paragraph with the space behind it, and its words.
fn number_of(paragraph: &str) -> Option<(&str, &str)> {
    let end = paragraph.find(char::is_whitespace)?;
    let number = &paragraph[..end];
    let is_number = number.contains('.')
        && number.starts_with(|c: char| c.is_ascii_digit())
        && number.chars().all(|c| c.is_ascii_digit() || c == '.');
    let words = paragraph[end..].trim_start();
    is_number.then(|| (&paragraph[..paragraph.len() - words.len()], words))
}

fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Where the paragraphs of a text stand, each with the list under it. As `proposal::paragraphs` parts them.
fn paragraphs(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let (mut is_open, mut takes_items) = (false, false);
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at + line.len() - line.trim_start().len();
        at += line.len();
        let words = line.trim();
        let is_insert = words.starts_with("{table.") || words.starts_with("{chart.");
        if words.is_empty() {
            is_open = false;
        } else if words.starts_with("# ") || (is_insert && words.ends_with('}')) {
            (is_open, takes_items) = (false, false);
        } else if is_open || (takes_items && words.starts_with("- ")) {
            if let Some(last) = found.last_mut() {
                last.end = at;
            }
            is_open = true;
        } else {
            found.push(start..at);
            (is_open, takes_items) = (true, true);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# Pay\n\n12. The first one\ngoes on.\n- item\n\n- more\n\nThe second.\n{table.costs}\nThe third.";

    #[test]
    fn paragraphs_are_found_with_their_lists() {
        assert_eq!(
            beginnings(TEXT),
            [
                "The first one goes on. - item -",
                "The second.",
                "The third."
            ]
        );
    }

    #[test]
    fn a_paragraph_is_meant_by_its_number_or_its_first_words() {
        let sentence = "Withheld.";
        let left = without(TEXT, "12", sentence);
        assert_eq!(
            left,
            "# Pay\n\n12. Withheld.\n\nThe second.\n{table.costs}\nThe third."
        );
        assert_eq!(without(TEXT, "The first  one", sentence), left);
        let left = without(TEXT, "The third", sentence);
        assert!(left.ends_with("{table.costs}\nWithheld."), "{left}");
        assert!(!has(TEXT, "1"));
        assert!(!has(TEXT, ""));
    }
}
