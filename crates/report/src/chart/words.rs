//! The words of a chart: the sentence that names a box, and the words of each mark.

use base::Known;

use super::{Mark, Occupancy, PostBox, UnitBox};

/// Words fit for a line of XML: no control characters, no characters that XML forbids, and
/// plain spaces.
pub(super) fn clean(words: &str) -> String {
    let plain: String = words
        .chars()
        .map(|c| {
            if c.is_control() || (c.is_whitespace() && c != '\u{a0}') {
                ' '
            } else {
                c
            }
        })
        .filter(|c| !matches!(c, '\u{fffe}' | '\u{ffff}'))
        .collect();
    plain
        .split(' ')
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Escapes words for the text of an element or for an attribute in double quotes.
pub(super) fn escape(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            _ => escaped.push(c),
        }
    }
    escaped
}

/// The sentences that name a box of posts.
pub(super) fn post_sentence(post: &PostBox) -> String {
    let mut sentence = clean(&post.title);
    let detail = clean(&post.detail);
    if !detail.is_empty() {
        sentence.push_str(", ");
        sentence.push_str(&detail);
    }
    sentence.push_str(": ");
    sentence.push_str(&posts_in_words(post.posts));
    let fte = clean(&post.fte);
    if !fte.is_empty() {
        sentence.push_str(", ");
        sentence.push_str(&fte);
    }
    let mut sentences = vec![sentence];
    sentences.push(marks_in_words(&post.marks));
    sentences.push(occupancy_in_full(&post.occupancy));
    sentences.extend(post.temporary.iter().map(|until| sentence_case(until)));
    sentences.extend(post.notes.iter().map(|note| clean(note)));
    joined(&sentences)
}

/// The sentences that name a unit.
pub(super) fn unit_sentence(unit: &UnitBox) -> String {
    let mut first = clean(&unit.name);
    let summary = unit_summary(unit);
    if !summary.is_empty() {
        first.push_str(": ");
        first.push_str(&summary);
    }
    let mut sentences = vec![first];
    sentences.extend(unit.mark.iter().map(mark_in_words));
    sentences.extend(unit.notes.iter().map(|note| clean(note)));
    joined(&sentences)
}

/// The totals of a unit, or that it has no posts where it shows none and says nothing.
pub(super) fn unit_summary(unit: &UnitBox) -> String {
    match &unit.summary {
        Some(summary) => clean(summary),
        None if unit.posts.is_empty() && unit.units.is_empty() => "No posts".to_owned(),
        None => String::new(),
    }
}

/// A mark in words, as it stands in a box.
pub(super) fn mark_in_words(mark: &Mark) -> String {
    match mark {
        Mark::New => "New".to_owned(),
        Mark::Ends => "Ends".to_owned(),
        Mark::Changed(words) | Mark::Moved(words) => clean(words),
        Mark::InPlaceOf(post) => format!("In place of {}", clean(post)),
    }
}

/// The state of posts as it stands in a box; nothing where it is not shown.
pub(super) fn occupancy_in_words(occupancy: &Occupancy) -> Option<String> {
    match occupancy {
        Occupancy::Vacant => Some("Vacant".to_owned()),
        Occupancy::PartFilled(words) => Some(clean(words)),
        Occupancy::Filled => Some("Filled".to_owned()),
        Occupancy::NotKnown => Some("Not known".to_owned()),
        Occupancy::NotShown => None,
    }
}

/// The title in a box: "4 × Service Organiser".
pub(super) fn counted_title(post: &PostBox) -> String {
    match post.posts {
        Known::Known(1) | Known::Unknown => clean(&post.title),
        Known::Known(count) => format!("{count}\u{a0}×\u{a0}{}", clean(&post.title)),
    }
}

/// What stands under the title in a box: "Grade 4" and "4 FTE".
pub(super) fn details(post: &PostBox) -> Vec<String> {
    let mut parts = vec![clean(&post.detail)];
    if !post.posts.is_known() {
        parts.push("posts not known".to_owned());
    }
    parts.push(clean(&post.fte));
    parts.retain(|part| !part.is_empty());
    parts
}

/// The same words with a capital at their start.
pub(super) fn sentence_case(words: &str) -> String {
    let words = clean(words);
    let mut rest = words.chars();
    match rest.next() {
        Some(first) => first.to_uppercase().chain(rest).collect(),
        None => words,
    }
}

fn posts_in_words(posts: Known<u32>) -> String {
    match posts {
        Known::Known(1) => "1 post".to_owned(),
        Known::Known(count) => format!("{count} posts"),
        Known::Unknown => "number of posts not known".to_owned(),
    }
}

fn occupancy_in_full(occupancy: &Occupancy) -> String {
    match occupancy {
        Occupancy::NotKnown => "Not known if filled".to_owned(),
        other => occupancy_in_words(other).unwrap_or_default(),
    }
}

/// All the marks as one sentence. Only our own words lose their capital: a grade keeps its name.
fn marks_in_words(marks: &[Mark]) -> String {
    let mut sentence = String::new();
    for mark in marks {
        let words = mark_in_words(mark);
        if sentence.is_empty() {
            sentence = words;
            continue;
        }
        sentence.push_str(", ");
        match (mark, words.strip_prefix("Moved ")) {
            (Mark::New, _) => sentence.push_str("new"),
            (Mark::Ends, _) => sentence.push_str("ends"),
            (Mark::InPlaceOf(post), _) => {
                sentence.push_str("in place of ");
                sentence.push_str(&clean(post));
            }
            (Mark::Moved(_), Some(whence)) => {
                sentence.push_str("moved ");
                sentence.push_str(whence);
            }
            _ => sentence.push_str(&words),
        }
    }
    sentence
}

fn joined(sentences: &[String]) -> String {
    let mut text = String::new();
    for sentence in sentences
        .iter()
        .map(|s| s.trim_end())
        .filter(|s| !s.is_empty())
    {
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(sentence);
        if !sentence.ends_with('.') {
            text.push('.');
        }
    }
    text
}
