//! What breaks the rules of TOML, in words for somebody who has not read them.

use std::ops::Range;

use diagnostics::{Diagnostic, Place, SourceId};

use crate::rules;

/// A file that is no TOML at all has a fault on every line; nobody reads more than a hundred.
const MOST: usize = 100;

/// The faults of a text, and the lines on which they lie.
pub(super) struct Syntax {
    pub(super) found: Vec<Diagnostic>,
    /// In order; what is read on these lines may be half of what was meant.
    pub(super) lines: Vec<Range<usize>>,
}

/// Takes the faults that the parser found in a text.
pub(super) fn faults(source: SourceId, text: &str, errors: &[toml::de::Error]) -> Syntax {
    let mut syntax = Syntax {
        found: Vec::new(),
        lines: Vec::new(),
    };
    let unclosed = if errors.is_empty() {
        None
    } else {
        unclosed_text(text)
    };
    let behind = unclosed.as_ref().map_or(text.len() + 1, |open| open.start);
    for error in errors {
        let span = error.span().unwrap_or(0..0);
        if span.start >= behind {
            continue;
        }
        let of_last = |line: &&Range<usize>| line.start <= span.start && span.start <= line.end;
        let last = syntax.lines.last().filter(of_last).cloned();
        let is_first = last.is_none();
        let line = last.unwrap_or_else(|| line_of(text, span.start));
        let message = error.message().trim_start_matches("invalid ");
        let message = format!("this breaks the rules of TOML: {message}");
        let finding = rules::TOML_SYNTAX.at(Place::new(source, span), message);
        if syntax.found.len() < MOST {
            let help = is_first.then(|| help(&text[line.clone()])).flatten();
            syntax.found.push(match help {
                Some(help) => finding.help(help),
                None => finding,
            });
        }
        if is_first {
            syntax.lines.push(line);
        }
    }
    if let Some(open) = unclosed {
        let message = "the text that begins here with three quotes has no end";
        let finding = rules::TOML_SYNTAX.at(Place::new(source, open.clone()), message);
        syntax
            .found
            .push(finding.help("end it with three quotes on a line of their own"));
        syntax.lines.push(open.start..text.len());
    }
    syntax.lines.sort_by_key(|line| line.start);
    syntax
}

/// The line on which an offset lies, without its line break.
fn line_of(text: &str, offset: usize) -> Range<usize> {
    let offset = text.floor_char_boundary(offset);
    let start = text[..offset].rfind('\n').map_or(0, |at| at + 1);
    let end = text[offset..]
        .find('\n')
        .map_or(text.len(), |at| offset + at);
    start..end
}

/// How to mend a line, where its value shows what went wrong.
fn help(line: &str) -> Option<String> {
    let (key, value) = line.split_once('=')?;
    let (key, value) = (key.trim(), value.trim());
    let is_number = |text: &str| {
        text.starts_with(|c: char| c.is_ascii_digit())
            && text
                .chars()
                .all(|c| c.is_ascii_digit() || matches!(c, ',' | '.'))
    };
    let bare = value.trim_start_matches('£').trim();
    if is_number(bare) && (bare.contains(',') || bare != value) {
        let digits = bare.replace(',', "");
        return Some(format!(
            "write {key} = {digits}, or {key} = \"£{bare}\" in quotes"
        ));
    }
    let curly = ['\u{201c}', '\u{201d}', '\u{2018}', '\u{2019}'];
    if value.starts_with(curly) || value.starts_with(char::is_alphabetic) {
        let words = value.trim_matches(curly);
        let quoted: String = words.chars().filter(|c| *c != '"').take(60).collect();
        return Some(format!(
            "put texts in straight double quotes: {key} = \"{quoted}\""
        ));
    }
    let quotes = value.matches('"').count();
    (value.starts_with('"') && quotes == 1)
        .then(|| "end the text with a double quote on the same line".to_owned())
}

/// Where a text opens with three quotes that are not closed before the next field opens one.
fn unclosed_text(text: &str) -> Option<Range<usize>> {
    let mut open: Option<Range<usize>> = None;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let at = start;
        start += line.len();
        let quotes = line.matches("\"\"\"").count();
        let last = line.rfind("\"\"\"").map(|last| at + last..at + last + 3);
        if open.is_none() {
            open = last.filter(|_| quotes % 2 == 1 && !line.trim_start().starts_with('#'));
        } else if opens_field(line) {
            return open;
        } else if quotes % 2 == 1 {
            open = None;
        }
    }
    open
}

/// Is the line `name = """`?
fn opens_field(line: &str) -> bool {
    line.trim_end()
        .strip_suffix("\"\"\"")
        .and_then(|rest| rest.trim_end().strip_suffix('='))
        .is_some_and(|key| {
            let key = key.trim();
            let word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
            !key.is_empty() && key.chars().all(word)
        })
}
