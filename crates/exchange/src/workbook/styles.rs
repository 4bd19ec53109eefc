//! Which looks of a workbook show a number as a day or in per cent.

use std::collections::BTreeMap;
use std::io::Read;

use super::Fault;
use super::tokens::{Token, Tokens, attribute};
use crate::sheet::Kind;

/// The most looks that a spreadsheet program keeps.
const MOST_LOOKS: usize = 70_000;

/// What a number is, by the look of its cell.
pub(super) fn read(source: impl Read) -> Result<Vec<Kind>, Fault> {
    let mut tokens = Tokens::new(source);
    let mut formats: BTreeMap<u32, Kind> = BTreeMap::new();
    let mut looks = Vec::new();
    let mut in_cell_looks = false;
    while let Some(token) = tokens.next()? {
        match token {
            Token::Open(b"numFmt", attributes, _) => {
                let id = attribute(attributes, b"numFmtId").and_then(|id| id.parse().ok());
                if let (Some(id), Some(code)) = (id, attribute(attributes, b"formatCode"))
                    && formats.len() < MOST_LOOKS
                {
                    formats.insert(id, shown_by(&code));
                }
            }
            Token::Open(b"cellXfs", _, closed) => in_cell_looks = !closed,
            Token::Close(b"cellXfs") => in_cell_looks = false,
            Token::Open(b"xf", attributes, _) if in_cell_looks && looks.len() < MOST_LOOKS => {
                let id = attribute(attributes, b"numFmtId").and_then(|id| id.parse().ok());
                let id = id.unwrap_or(0);
                looks.push(formats.get(&id).copied().unwrap_or_else(|| built_in(id)));
            }
            _ => {}
        }
    }
    Ok(looks)
}

/// The formats that every spreadsheet program knows by number (ECMA-376, part 1, 18.8.30).
fn built_in(id: u32) -> Kind {
    match id {
        9 | 10 => Kind::Percent,
        14..=22 | 27..=36 | 45..=47 | 50..=58 => Kind::Date,
        _ => Kind::Number,
    }
}

/// What a format shows: its letters outside quotation marks, brackets and escapes.
fn shown_by(code: &str) -> Kind {
    let mut quoted = false;
    let mut bracketed = false;
    let mut escaped = false;
    for c in code.chars() {
        if std::mem::take(&mut escaped) {
            continue;
        }
        match c {
            '"' => quoted = !quoted,
            _ if quoted => {}
            '[' => bracketed = true,
            ']' => bracketed = false,
            _ if bracketed => {}
            '\\' | '_' | '*' => escaped = true,
            '%' => return Kind::Percent,
            'd' | 'D' | 'm' | 'M' | 'y' | 'Y' => return Kind::Date,
            // The second format is for negative numbers and says nothing more.
            ';' => break,
            _ => {}
        }
    }
    Kind::Number
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_of_days_are_told_from_formats_of_numbers() {
        for code in ["dd/mm/yyyy", "[$-809]d mmmm yyyy", "mmm-yy", "\"on \"d/m"] {
            assert_eq!(shown_by(code), Kind::Date, "{code}");
        }
        for code in [
            "0.00",
            "#,##0 \"days\"",
            "[Red]0",
            "0.00\\d",
            "General",
            "_-* #,##0_-;[Red]m",
        ] {
            assert_eq!(shown_by(code), Kind::Number, "{code}");
        }
        assert_eq!(shown_by("0.0%"), Kind::Percent);
    }
}
