//! Text files of cells (RFC 4180), in UTF-8 with a mark, by which Excel knows it.

use super::{UNKNOWN, Value};
use crate::steering;
use crate::value::number::written;

/// A text file, row by row.
#[derive(Debug)]
pub struct TextTable {
    text: String,
}

impl Default for TextTable {
    fn default() -> Self {
        Self::new()
    }
}

impl TextTable {
    /// A file without rows.
    pub fn new() -> Self {
        Self {
            text: "\u{feff}".to_owned(),
        }
    }

    /// Writes the headings.
    pub fn headings<'h>(&mut self, headings: impl IntoIterator<Item = &'h str>) {
        self.row(headings.into_iter().map(Value::Words));
    }

    /// Writes a row.
    pub fn row<'v>(&mut self, cells: impl IntoIterator<Item = Value<'v>>) {
        let start = self.text.len();
        for (place, cell) in cells.into_iter().enumerate() {
            if place > 0 {
                self.text.push(',');
            }
            match cell {
                Value::Empty => {}
                Value::Words(words) => self.words(words),
                Value::Number(number) => self.text.push_str(&written(number)),
                Value::Day(day) => self.text.push_str(&day.to_string()),
                Value::Unknown => self.text.push_str(UNKNOWN),
                Value::Digits(digits) => self.text.push_str(digits),
            }
        }
        // A row of one empty cell would be a blank line, which readers pass over.
        if self.text.len() == start {
            self.text.push_str("\"\"");
        }
        self.text.push_str("\r\n");
    }

    fn words(&mut self, words: &str) {
        let mark = steering::needs_mark(words);
        let quoted = mark
            || words.contains([',', ';', '\t', '|', '"', '\r', '\n'])
            || words.starts_with(char::is_whitespace)
            || words.ends_with(char::is_whitespace);
        if !quoted {
            self.text.push_str(words);
            return;
        }
        self.text.push('"');
        if mark {
            self.text.push('\'');
        }
        self.text.push_str(&words.replace('"', "\"\""));
        self.text.push('"');
    }

    /// The file.
    pub fn finish(self) -> Vec<u8> {
        self.text.into_bytes()
    }
}
