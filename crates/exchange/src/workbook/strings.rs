//! The texts that the cells of a workbook share, and the texts within cells.

use std::io::Read;

use super::Fault;
use super::tokens::{Token, Tokens, plain};
use crate::sheet::{TextId, Texts};

/// Reads the table of shared texts.
pub(super) fn read(source: impl Read, texts: &mut Texts) -> Result<Vec<TextId>, Fault> {
    let mut tokens = Tokens::new(source);
    let mut table = Vec::new();
    let mut words = Words::default();
    while let Some(token) = tokens.next()? {
        match token {
            Token::Open(b"si", _, closed) => {
                words = Words::default();
                if closed {
                    table.push(TextId::EMPTY);
                }
            }
            Token::Close(b"si") => {
                let text = words.finished();
                table.push(texts.keep_visible(text).ok_or(Fault::TooLarge)?);
            }
            other => words.take(&other),
        }
    }
    Ok(table)
}

/// The text of an element that may be cut into runs of different looks.
#[derive(Default)]
pub(super) struct Words {
    text: String,
    in_text: bool,
    /// How deep in a reading aid for Japanese text, which is no part of the text.
    aside: bool,
    /// With its escapes put in.
    put_in: Option<String>,
}

impl Words {
    /// Takes a piece of the element.
    pub(super) fn take(&mut self, token: &Token<'_>) {
        match token {
            Token::Open(b"rPh", _, closed) => self.aside = !closed,
            Token::Close(b"rPh") => self.aside = false,
            Token::Open(b"t", _, closed) => self.in_text = !closed,
            Token::Close(b"t") => self.in_text = false,
            Token::Text(bytes) if self.in_text && !self.aside => {
                self.text.push_str(&line_ends(&plain(bytes)));
            }
            Token::Verbatim(bytes) if self.in_text && !self.aside => {
                self.text.push_str(&String::from_utf8_lossy(bytes));
            }
            _ => {}
        }
    }

    /// The whole text.
    pub(super) fn finished(&mut self) -> &str {
        match unescaped(&self.text) {
            None => &self.text,
            Some(text) => self.put_in.insert(text),
        }
    }
}

/// XML reads every end of a line as one line feed.
fn line_ends(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// Spreadsheet programs write characters that XML does not take as `_x000D_`.
pub(super) fn unescaped(text: &str) -> Option<String> {
    if !text.contains("_x") {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        match rest
            .get(2..6)
            .filter(|_| rest.as_bytes().get(6) == Some(&b'_'))
        {
            Some(digits) if digits.bytes().all(|byte| byte.is_ascii_hexdigit()) => {
                let c = u32::from_str_radix(digits, 16)
                    .ok()
                    .and_then(char::from_u32);
                out.push(c.unwrap_or(char::REPLACEMENT_CHARACTER));
                rest = &rest[7..];
            }
            _ => {
                out.push_str("_x");
                rest = &rest[2..];
            }
        }
    }
    out.push_str(rest);
    Some(out)
}
