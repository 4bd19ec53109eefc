//! Texts with characters that nobody sees.

use std::ops::Range;

use base::{hidden, turns_direction};
use diagnostics::{Fix, Place};
use toml::de::{DeTable, DeValue};

use super::fields::{Doc, Value};
use crate::rules;

/// Reports the characters that nobody sees, in every text of a table and of those within it.
pub(super) fn report(doc: &Doc<'_>, table: &DeTable<'_>) {
    for (_, value) in table {
        report_value(doc, value);
    }
}

fn report_value(doc: &Doc<'_>, value: Value<'_>) {
    match value.get_ref() {
        DeValue::Table(table) => report(doc, table),
        DeValue::Array(items) => items.iter().for_each(|item| report_value(doc, item)),
        DeValue::String(text) if hidden(text).next().is_some() => report_text(doc, value.span()),
        _ => {}
    }
}

/// Reports those of one text, which stands in quotation marks.
fn report_text(doc: &Doc<'_>, span: Range<usize>) {
    let written = doc.text.get(span.clone()).unwrap_or("");
    let letters = letters(written);
    let text: String = letters.iter().map(|(letter, _)| letter).collect();
    let mut at_byte = letters.iter().scan(0, |byte, (letter, range)| {
        let at = *byte;
        *byte += letter.len_utf8();
        Some((at, range))
    });
    let found: Vec<(char, Place)> = hidden(&text)
        .filter_map(|(byte, c)| {
            let (_, range) = at_byte.find(|(at, _)| *at == byte)?;
            let range = span.start + range.start..span.start + range.end;
            Some((c, Place::new(doc.source, range)))
        })
        .collect();
    let Some((first, place)) = found.first() else {
        return;
    };
    let what = match turns_direction(*first) {
        true => "turns the direction of what follows",
        false => "nobody sees",
    };
    let (more, label) = match found.len() {
        1 => (String::new(), "Take it out".to_owned()),
        all => (
            format!(", and {} more", all - 1),
            format!("Take out all {all}"),
        ),
    };
    let message = format!(
        "the text holds U+{:04X}, which {what}{more}",
        u32::from(*first)
    );
    let fix = Fix::safe(label);
    let fix = found
        .iter()
        .fold(fix, |fix, (_, place)| fix.replace(place.clone(), ""));
    doc.report(
        rules::HIDDEN_CHARACTER
            .at(place.clone(), message)
            .help("take it out: it came with a copy from elsewhere, or was put there to mislead")
            .fix(fix),
    );
}

/// The letters of a text as it is written, each with its range; in double quotes an escape is one letter.
fn letters(written: &str) -> Vec<(char, Range<usize>)> {
    let escapes = written.starts_with('"');
    let mut letters = Vec::new();
    let mut at = 0;
    while let Some(first) = written[at..].chars().next() {
        let escaped = (first == '\\' && escapes).then(|| escape(&written[at + 1..]));
        let (letter, length) = match escaped {
            Some((letter, length)) => (letter, length + 1),
            None => (first, first.len_utf8()),
        };
        letters.push((letter, at..at + length));
        at += length;
    }
    letters
}

/// What stands behind a backslash, and how long it is. Of escapes that stand for what can be seen, any
/// letter will do.
fn escape(rest: &str) -> (char, usize) {
    let code = |length: usize| {
        let digits = rest.get(1..=length)?;
        let letter = char::from_u32(u32::from_str_radix(digits, 16).ok()?)?;
        Some((letter, length + 1))
    };
    let known = match rest.chars().next() {
        Some('u') => code(4),
        Some('U') => code(8),
        Some('x') => code(2),
        Some('b') => Some(('\u{8}', 1)),
        Some('f') => Some(('\u{c}', 1)),
        Some('e') => Some(('\u{1b}', 1)),
        _ => None,
    };
    known.unwrap_or_else(|| ('a', rest.chars().next().map_or(0, char::len_utf8)))
}
