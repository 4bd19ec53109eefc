//! The words of a chart: the sentence that names a box, and the words of each mark.

use std::fmt::Write as _;

use base::Known;

use super::{Mark, Occupancy, PostBox, UnitBox};

/// Words fit for a line of XML: no control characters, no characters that XML forbids, and
/// plain spaces.
pub(super) fn clean(words: &str) -> String {
    let mut cleaned = String::with_capacity(words.len());
    clean_into(&mut cleaned, words);
    cleaned
}

/// Writes words as [`clean`] gives them.
pub(super) fn clean_into(out: &mut String, words: &str) {
    if is_plain(words) {
        out.push_str(words);
        return;
    }
    let mut gap = false;
    let start = out.len();
    for c in words.chars() {
        if c == ' ' || c.is_control() || (c.is_whitespace() && c != '\u{a0}') {
            gap = true;
        } else if !matches!(c, '\u{fffe}' | '\u{ffff}') {
            if gap && out.len() > start {
                out.push(' ');
            }
            gap = false;
            out.push(c);
        }
    }
}

/// Are they printable ASCII with single spaces between words? Then they are clean as they are.
fn is_plain(words: &str) -> bool {
    let bytes = words.as_bytes();
    let (Some(first), Some(last)) = (bytes.first(), bytes.last()) else {
        return true;
    };
    // No early end: most words are plain, and without it the bytes are looked at several at a time.
    let odd = bytes
        .iter()
        .fold(false, |odd, byte| odd | !matches!(byte, b' '..=b'~'));
    let double = bytes
        .iter()
        .zip(&bytes[1..])
        .fold(false, |double, pair| double | (pair == (&b' ', &b' ')));
    !odd && !double && *first != b' ' && *last != b' '
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
    let mut out = String::new();
    write_post_sentence(&mut out, post);
    out
}

/// Writes what [`post_sentence`] gives.
pub(super) fn write_post_sentence(out: &mut String, post: &PostBox) {
    sentence(out, |out| {
        clean_into(out, &post.title);
        after(out, ", ", &post.detail);
        out.push_str(": ");
        write_posts(out, post.posts);
        after(out, ", ", &post.fte);
    });
    if !post.marks.is_empty() {
        sentence(out, |out| out.push_str(&marks_in_words(&post.marks)));
    }
    match &post.occupancy {
        Occupancy::NotShown => {}
        Occupancy::NotKnown => sentence(out, |out| out.push_str("Not known if filled")),
        Occupancy::Withheld => sentence(out, |out| out.push_str("Withheld if filled")),
        other => sentence(out, |out| {
            out.push_str(&occupancy_in_words(other).unwrap_or_default());
        }),
    }
    if let Some(until) = &post.temporary {
        sentence(out, |out| out.push_str(&sentence_case(until)));
    }
    for note in &post.notes {
        sentence(out, |out| clean_into(out, note));
    }
}

/// The sentences that name a unit.
pub(super) fn unit_sentence(unit: &UnitBox) -> String {
    let mut out = String::new();
    write_unit_sentence(&mut out, unit);
    out
}

/// Writes what [`unit_sentence`] gives.
pub(super) fn write_unit_sentence(out: &mut String, unit: &UnitBox) {
    sentence(out, |out| {
        clean_into(out, &unit.name);
        after(out, ": ", unit_summary(unit));
    });
    if let Some(mark) = &unit.mark {
        sentence(out, |out| out.push_str(&mark_in_words(mark)));
    }
    for note in &unit.notes {
        sentence(out, |out| clean_into(out, note));
    }
}

/// Writes a sentence behind others; nothing where it is empty.
fn sentence(out: &mut String, write: impl FnOnce(&mut String)) {
    let before = out.len();
    if before > 0 {
        out.push(' ');
    }
    let start = out.len();
    write(out);
    out.truncate(start + out[start..].trim_end().len());
    if out.len() == start {
        out.truncate(before);
    } else if !out.ends_with('.') {
        out.push('.');
    }
}

/// Writes words behind others, if there are any.
fn after(out: &mut String, between: &str, words: &str) {
    let before = out.len();
    out.push_str(between);
    let start = out.len();
    clean_into(out, words);
    if out.len() == start {
        out.truncate(before);
    }
}

/// The totals of a unit, or that it has no posts where it shows none and says nothing.
pub(super) fn unit_summary(unit: &UnitBox) -> &str {
    match &unit.summary {
        Some(summary) => summary,
        None if unit.posts.is_empty() && unit.units.is_empty() => "No posts",
        None => "",
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
        Occupancy::Withheld => Some("Withheld".to_owned()),
        Occupancy::NotShown => None,
    }
}

/// Writes the title in a box: "4 × Service Organiser".
pub(super) fn write_counted_title(out: &mut String, post: &PostBox) {
    if let Known::Known(count) = post.posts
        && count != 1
    {
        let _ = write!(out, "{count}\u{a0}×\u{a0}");
    }
    clean_into(out, &post.title);
}

/// What stands under the title in a box: "Grade 4" and "4 FTE"; some may be empty.
pub(super) fn details(post: &PostBox) -> [&str; 3] {
    let posts = if post.posts.is_known() {
        ""
    } else {
        "posts not known"
    };
    [&post.detail, posts, &post.fte]
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

fn write_posts(out: &mut String, posts: Known<u32>) {
    match posts {
        Known::Known(1) => out.push_str("1 post"),
        Known::Known(count) => {
            let _ = write!(out, "{count} posts");
        }
        Known::Unknown | Known::Withheld => out.push_str("number of posts not known"),
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
