//! The author's words, taken apart: paragraphs, lists, figures by name, and what the words mention.
//!
//! ```text
//! # A heading
//! 12. A paragraph that keeps the number it was published under.
//! A paragraph that is numbered in its turn, with {cost.full_year} in it.
//! - a list item of the paragraph above
//! {table.changes}
//! ```

use std::sync::LazyLock;

use base::Pence;
use diagnostics::Place;
use regex_lite::{Captures, Regex};

use crate::case::Prose;

/// The tables and charts that can stand in a section, by name.
pub const INSERTS: [&str; 10] = [
    "table.changes",
    "table.people",
    "table.costs",
    "table.savings",
    "table.funding",
    "table.budget",
    "table.options",
    "chart.before",
    "chart.after",
    "chart.changes",
];

/// A block of a section, in reading order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading inside the section.
    Heading(String),
    /// A paragraph with its list.
    Paragraph(Paragraph),
    /// A table or chart by name: `table.changes`.
    Insert {
        /// Its name.
        name: String,
        /// Where it is asked for.
        place: Place,
    },
}

/// A paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// The number that the author pinned to it, such as `12` or `6.1`.
    pub number: Option<String>,
    /// Where it stands.
    pub place: Place,
    /// Its words.
    pub pieces: Vec<Piece>,
    /// The list below it.
    pub items: Vec<Vec<Piece>>,
}

impl Paragraph {
    /// The words of the paragraph and its list, figures by name in braces.
    pub fn words(&self) -> String {
        let line = |pieces: &[Piece]| pieces.iter().map(Piece::as_written).collect::<String>();
        let mut words = line(&self.pieces);
        for item in &self.items {
            words.push('\n');
            words.push_str(&line(item));
        }
        words
    }
}

/// A piece of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Words.
    Text(String),
    /// A figure by name.
    Figure {
        /// Its name.
        name: String,
        /// Where it is named.
        place: Place,
    },
}

impl Piece {
    fn as_written(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Figure { name, .. } => format!("{{{name}}}"),
        }
    }
}

/// Something that words mention and that a check may want to look up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mention {
    /// An amount of money typed by hand.
    Amount {
        /// How much.
        amount: Pence,
        /// As typed.
        text: String,
        /// How coarse it is: £0.924m is good to £1,000.
        grain: Pence,
        /// Where.
        place: Place,
    },
    /// An appendix: `Appendix 1`.
    Appendix {
        /// As typed.
        name: String,
        /// Where.
        place: Place,
    },
    /// A paragraph of this report.
    Paragraph {
        /// Its number.
        number: String,
        /// Where.
        place: Place,
    },
    /// What looks like the name of a unit: capitalised words that end in Group, Team, Service …
    Unit {
        /// As typed.
        name: String,
        /// Where.
        place: Place,
    },
    /// An asterisk, which wants a note.
    Marker {
        /// Where.
        place: Place,
    },
}

impl Prose {
    /// Does the text stand in the file letter by letter, so that each word of it has its own place? Not
    /// where a letter is written as an escape.
    pub fn is_as_written(&self) -> bool {
        self.offset.is_some()
    }

    /// The place of some bytes of the text.
    pub fn place_of(&self, span: std::ops::Range<usize>) -> Place {
        match self.offset {
            Some(offset) => {
                let start = self.place.span.start + offset;
                Place::new(self.place.source, start + span.start..start + span.end)
            }
            None => self.place.clone(),
        }
    }
}

/// Takes prose apart into blocks.
pub fn paragraphs(prose: &Prose) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut open = false;
    let mut start = 0;
    for line in prose.text.split_inclusive('\n') {
        let at = start;
        start += line.len();
        let indent = line.len() - line.trim_start().len();
        let (text, at) = (line.trim(), at + indent);
        if text.is_empty() {
            open = false;
            continue;
        }
        if let Some(heading) = text.strip_prefix("# ") {
            blocks.push(Block::Heading(heading.trim().to_owned()));
            open = false;
        } else if let Some(name) = insert_name(text) {
            blocks.push(Block::Insert {
                name: name.to_owned(),
                place: prose.place_of(at..at + text.len()),
            });
            open = false;
        } else if let (Some(item), Some(Block::Paragraph(paragraph))) =
            (text.strip_prefix("- "), blocks.last_mut())
        {
            paragraph
                .items
                .push(pieces(prose, item, at + text.len() - item.len()));
            open = true;
        } else if let (true, Some(Block::Paragraph(paragraph))) = (open, blocks.last_mut()) {
            let target = paragraph.items.last_mut().unwrap_or(&mut paragraph.pieces);
            target.push(Piece::Text(" ".to_owned()));
            target.extend(pieces(prose, text, at));
        } else {
            let (number, body) = numbered(text);
            let offset = at + text.len() - body.len();
            blocks.push(Block::Paragraph(Paragraph {
                number: number.map(str::to_owned),
                place: prose.place_of(at..at + text.len()),
                pieces: pieces(prose, body, offset),
                items: Vec::new(),
            }));
            open = true;
        }
    }
    blocks
}

/// `{table.changes}` alone on a line.
fn insert_name(line: &str) -> Option<&str> {
    let name = line.strip_prefix('{')?.strip_suffix('}')?;
    (name.starts_with("table.") || name.starts_with("chart.")).then_some(name)
}

/// Parts the number of a paragraph from its words: `12. Words`, `6.1 Words`.
///
/// A single number needs its full stop and a double one a capital behind it, so that `2 posts` and
/// `1.5 FTE` stay words.
fn numbered(text: &str) -> (Option<&str>, &str) {
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"^(?:([0-9]{1,3})\.|([0-9]{1,3}(?:\.[0-9]{1,3})+)\.?)[ \t]+([A-Z{‘“\x22'£\[].*)$",
        )
        .expect("a valid pattern")
    });
    if !text.starts_with(|c: char| c.is_ascii_digit()) {
        return (None, text);
    }
    match NUMBER.captures(text) {
        Some(found) => {
            let number = found.get(1).or(found.get(2)).map(|number| number.as_str());
            (number, found.get(3).map_or("", |body| body.as_str()))
        }
        None => (None, text),
    }
}

/// Parts words from figures by name. `{{` is a brace.
fn pieces(prose: &Prose, text: &str, offset: usize) -> Vec<Piece> {
    static FIGURE: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\{\{|\{([a-z][a-z0-9_.-]*)\}").expect("a valid pattern"));
    let mut pieces = Vec::new();
    let mut words = String::new();
    let mut from = 0;
    let named = text.contains('{').then(|| FIGURE.captures_iter(text));
    for found in named.into_iter().flatten() {
        let Some(whole) = found.get(0) else { continue };
        words.push_str(&text[from..whole.start()]);
        from = whole.end();
        match found.get(1) {
            None => words.push('{'),
            Some(name) => {
                if !words.is_empty() {
                    pieces.push(Piece::Text(std::mem::take(&mut words)));
                }
                let place = prose.place_of(offset + whole.start()..offset + whole.end());
                pieces.push(Piece::Figure {
                    name: name.as_str().to_owned(),
                    place,
                });
            }
        }
    }
    words.push_str(&text[from..]);
    if !words.is_empty() {
        pieces.push(Piece::Text(words));
    }
    pieces
}

/// What the words of some prose mention, in the order in which they do.
pub fn mentions(prose: &Prose) -> Vec<Mention> {
    let mut found = Vec::new();
    amounts(prose, &mut found);
    appendices(prose, &mut found);
    paragraph_numbers(prose, &mut found);
    units(prose, &mut found);
    for (at, _) in prose.text.match_indices('*') {
        found.push(Mention::Marker {
            place: prose.place_of(at..at + 1),
        });
    }
    found.sort_by_key(|mention| mention.place().span.start);
    found
}

impl Mention {
    /// Where it is mentioned.
    pub fn place(&self) -> &Place {
        match self {
            Self::Amount { place, .. }
            | Self::Appendix { place, .. }
            | Self::Paragraph { place, .. }
            | Self::Unit { place, .. }
            | Self::Marker { place } => place,
        }
    }
}

/// What a pattern finds where some letters stand that it begins with, and where that is. Most prose
/// mentions nothing, and a pattern that reads all of it is slow to say so.
fn beginning_with<'t>(
    letters: &'t str,
    pattern: &'t Regex,
    text: &'t str,
) -> impl Iterator<Item = (usize, Captures<'t>)> {
    let starts = text.match_indices(letters);
    starts.filter_map(|(at, _)| Some((at, pattern.captures(&text[at..])?)))
}

/// Does a word begin there?
fn begins_word(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    before.is_none_or(|c| !c.is_ascii_alphanumeric() && c != '_')
}

fn amounts(prose: &Prose, found: &mut Vec<Mention>) {
    static AMOUNT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^£[ ]?([0-9][0-9,]*)(?:\.([0-9]{1,6}))?(?:[ ]?(m|million|k|bn|billion)\b)?")
            .expect("a valid pattern")
    });
    for (at, captures) in beginning_with("£", &AMOUNT, &prose.text) {
        let whole = text_of(&captures, 0);
        let trimmed = whole.trim_end_matches(',');
        let scale: i64 = match captures.get(3).map(|unit| unit.as_str()) {
            Some("m" | "million") => 1_000_000,
            Some("bn" | "billion") => 1_000_000_000,
            Some("k") => 1_000,
            _ => 1,
        };
        let part = captures.get(2).map_or("", |part| part.as_str());
        let number = match part {
            "" => text_of(&captures, 1).trim_end_matches(',').to_owned(),
            part => format!("{}.{part}", text_of(&captures, 1)),
        };
        let Ok(number) = base::parse_decimal(&number) else {
            continue;
        };
        let amount = Pence::from_pounds(number * i128::from(scale), base::Rounding::PennyHalfUp);
        let places = i64::try_from(part.len()).unwrap_or(0);
        let grain = (0..places).fold(scale * 100, |grain, _| grain / 10).max(1);
        let place = prose.place_of(at..at + trimmed.len());
        found.push(Mention::Amount {
            amount,
            text: trimmed.to_owned(),
            grain: Pence::new(i128::from(grain)),
            place,
        });
    }
}

fn text_of<'t>(captures: &Captures<'t>, group: usize) -> &'t str {
    captures.get(group).map_or("", |found| found.as_str())
}

fn appendices(prose: &Prose, found: &mut Vec<Mention>) {
    static APPENDIX: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^Appendi(?:x|ces)[ ]+([0-9]{1,2}|[A-Z])\b(?:[ ]?(?:,|and|&)[ ]+([0-9]{1,2}|[A-Z])\b)?").expect("a valid pattern")
    });
    let all = beginning_with("Appendi", &APPENDIX, &prose.text);
    for (at, captures) in all.filter(|(at, _)| begins_word(&prose.text, *at)) {
        for group in [1, 2] {
            let Some(label) = captures.get(group) else {
                continue;
            };
            let name = format!("Appendix {}", label.as_str());
            let start = if group == 1 { 0 } else { label.start() };
            found.push(Mention::Appendix {
                name,
                place: prose.place_of(at + start..at + label.end()),
            });
        }
    }
}

fn paragraph_numbers(prose: &Prose, found: &mut Vec<Mention>) {
    static PARAGRAPH: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^aragraphs?[ ]+([0-9]{1,3}(?:\.[0-9]{1,3})?)(?:[ ]+(?:and|to)[ ]+([0-9]{1,3}(?:\.[0-9]{1,3})?))?").expect("a valid pattern")
    });
    let capital = |at: usize| matches!(prose.text[..at].chars().next_back(), Some('P' | 'p'));
    let all = beginning_with("aragraph", &PARAGRAPH, &prose.text);
    for (at, captures) in all.filter(|(at, _)| capital(*at) && begins_word(&prose.text, at - 1)) {
        for group in [1, 2] {
            let Some(number) = captures.get(group) else {
                continue;
            };
            let place = prose.place_of(at + number.start()..at + number.end());
            found.push(Mention::Paragraph {
                number: number.as_str().to_owned(),
                place,
            });
        }
    }
}

/// What the names of units end in.
const KINDS_OF_UNIT: [&str; 10] = [
    "Group",
    "Team",
    "Service",
    "Services",
    "Section",
    "Division",
    "Unit",
    "Hub",
    "Directorate",
    "Department",
];

/// Can no name of a unit go on behind this? Digits and `_` are in no name either, but a word goes on
/// behind them.
fn ends_names(c: char) -> bool {
    !c.is_ascii_alphanumeric() && !matches!(c, '_' | '\'' | '’' | '-' | ',' | '&' | ' ' | '\n')
}

fn units(prose: &Prose, found: &mut Vec<Mention>) {
    static UNIT: LazyLock<Regex> = LazyLock::new(|| {
        let word = r"[A-Z][A-Za-z'’-]*";
        // A name has few words; without a limit a page of capitals would be read once for each.
        let link = r"(?:and|of|for|the|&|,)";
        let kind = KINDS_OF_UNIT.join("|");
        Regex::new(&format!(
            r"\b{word},?(?:[ \n](?:{link}[ \n]){{0,2}}{word},?){{0,8}}?[ \n](?:{kind})\b"
        ))
        .expect("a valid pattern")
    });
    let mut start = 0;
    for part in prose.text.split_inclusive(ends_names) {
        let at = start;
        start += part.len();
        if !KINDS_OF_UNIT.iter().any(|kind| part.contains(kind)) {
            continue;
        }
        for whole in UNIT.find_iter(part) {
            let words: Vec<&str> = whole.as_str().split_whitespace().collect();
            found.push(Mention::Unit {
                name: words.join(" "),
                place: prose.place_of(at + whole.start()..at + whole.end()),
            });
        }
    }
}
