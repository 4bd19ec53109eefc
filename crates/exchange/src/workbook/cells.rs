//! The cells of one worksheet.

use std::io::Read;

use super::Fault;
use super::strings::Words;
use super::tokens::{Token, Tokens, attribute, attributes, plain};
use crate::address::{Address, Area};
use crate::sheet::{Cell, Kind, Sheet, TextId, Texts};

/// The most merged areas that are minded.
const MOST_AREAS: usize = 200_000;

/// What the cells of a workbook refer to.
pub(super) struct Shared<'s> {
    pub(super) strings: &'s [TextId],
    pub(super) looks: &'s [Kind],
}

/// How a cell says what its value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Written {
    Number,
    Shared,
    Words,
    Inline,
    Logic,
    Fault,
    IsoDate,
}

/// A cell under way.
struct Open {
    at: Address,
    written: Written,
    look: usize,
    has_formula: bool,
    value: Option<Cell>,
}

/// Reads a worksheet into a sheet.
pub(super) fn read(
    source: impl Read,
    sheet: &mut Sheet,
    texts: &mut Texts,
    shared: &Shared<'_>,
) -> Result<(), Fault> {
    let mut tokens = Tokens::new(source);
    let mut next = Address { row: 1, column: 0 };
    let mut row_seen = false;
    let mut cell: Option<Open> = None;
    let mut in_value = false;
    let mut words = Words::default();
    while let Some(token) = tokens.next()? {
        match token {
            Token::Open(b"c", given, closed) => {
                let open = opened(given, next);
                next = Address {
                    column: open.at.column.saturating_add(1),
                    ..open.at
                };
                if !closed {
                    if open.written == Written::Inline {
                        words = Words::default();
                    }
                    cell = Some(open);
                }
            }
            Token::Open(b"v", _, closed) => in_value = !closed,
            Token::Close(b"v") => in_value = false,
            Token::Text(bytes) if in_value => {
                if let Some(open) = &mut cell {
                    open.value = open.read(bytes, texts, shared)?;
                }
            }
            Token::Close(b"c") => {
                if let Some(mut open) = cell.take() {
                    if open.written == Written::Inline {
                        open.value = text(words.finished(), Kind::Text, texts)?;
                    }
                    let value = open.finished();
                    sheet.push(open.at, value).map_err(|_| Fault::TooLarge)?;
                }
            }
            Token::Open(b"f", ..) => {
                if let Some(open) = &mut cell {
                    open.has_formula = true;
                }
            }
            Token::Open(b"row", given, _) => {
                let stated = attribute(given, b"r").and_then(|number| number.parse().ok());
                let row = stated.unwrap_or(next.row + u32::from(row_seen));
                next = Address { row, column: 0 };
                row_seen = true;
            }
            Token::Open(b"mergeCell", given, _) => {
                let area = attribute(given, b"ref");
                let area = area.and_then(|area| Area::parse(area.as_bytes()));
                if sheet.merged.len() < MOST_AREAS {
                    sheet.merged.extend(area);
                }
            }
            other => {
                if cell
                    .as_ref()
                    .is_some_and(|open| open.written == Written::Inline)
                {
                    words.take(&other);
                }
            }
        }
    }
    Ok(())
}

fn opened(given: &[u8], next: Address) -> Open {
    let mut open = Open {
        at: next,
        written: Written::Number,
        look: 0,
        has_formula: false,
        value: None,
    };
    for (name, value) in attributes(given) {
        match name {
            b"r" => open.at = Address::parse(value).unwrap_or(next),
            b"s" => open.look = digits(value).unwrap_or(0),
            b"t" => {
                open.written = match value {
                    b"s" => Written::Shared,
                    b"str" => Written::Words,
                    b"inlineStr" => Written::Inline,
                    b"b" => Written::Logic,
                    b"e" => Written::Fault,
                    b"d" => Written::IsoDate,
                    _ => Written::Number,
                }
            }
            _ => {}
        }
    }
    open
}

impl Open {
    /// What the value of the cell says.
    fn read(
        &self,
        bytes: &[u8],
        texts: &mut Texts,
        shared: &Shared<'_>,
    ) -> Result<Option<Cell>, Fault> {
        let kind = match self.written {
            Written::Shared => {
                let place = digits(bytes.trim_ascii());
                let id = place.and_then(|place| shared.strings.get(place));
                let text = *id.ok_or(Fault::Broken)?;
                let kind = Kind::Text;
                return Ok((text != TextId::EMPTY).then_some(Cell { text, kind }));
            }
            Written::Number => shared.looks.get(self.look).copied().unwrap_or(Kind::Number),
            Written::Words | Written::Inline => Kind::Text,
            Written::Logic => Kind::Logic,
            Written::Fault => Kind::Fault,
            Written::IsoDate => Kind::IsoDate,
        };
        text(&plain(bytes), kind, texts)
    }

    fn finished(&self) -> Cell {
        let unworked = Cell {
            text: TextId::EMPTY,
            kind: Kind::Unworked,
        };
        match self.value {
            Some(value) => value,
            // A formula whose outcome is an empty text says so.
            None if self.has_formula && self.written != Written::Words => unworked,
            None => Cell::EMPTY,
        }
    }
}

fn text(text: &str, kind: Kind, texts: &mut Texts) -> Result<Option<Cell>, Fault> {
    let text = texts.keep_visible(text).ok_or(Fault::TooLarge)?;
    Ok((text != TextId::EMPTY).then_some(Cell { text, kind }))
}

fn digits(bytes: &[u8]) -> Option<usize> {
    let mut number = 0_usize;
    for byte in bytes {
        if !byte.is_ascii_digit() {
            return None;
        }
        number = number
            .checked_mul(10)?
            .checked_add(usize::from(byte - b'0'))?;
    }
    (!bytes.is_empty()).then_some(number)
}
