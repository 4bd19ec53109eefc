//! Where a cell stands, as spreadsheet programs say it: `F214`.

use std::fmt;

/// The last column that a spreadsheet program has, counted from nought: `XFD`.
pub(crate) const LAST_COLUMN: u16 = 16_383;
/// The last row that a spreadsheet program has.
pub(crate) const LAST_ROW: u32 = 1_048_576;

/// A cell by column and row. It prints as `F214`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Address {
    /// The row, counted from one as spreadsheet programs do.
    pub row: u32,
    /// The column, counted from nought.
    pub column: u16,
}

impl Address {
    /// Reads `F214`.
    pub(crate) fn parse(text: &[u8]) -> Option<Self> {
        let digits = text.iter().position(u8::is_ascii_digit)?;
        let column = parse_column(&text[..digits])?;
        let mut row = 0_u32;
        for digit in &text[digits..] {
            if !digit.is_ascii_digit() {
                return None;
            }
            row = row.checked_mul(10)?.checked_add(u32::from(digit - b'0'))?;
        }
        (1..=LAST_ROW)
            .contains(&row)
            .then_some(Self { row, column })
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", letters(self.column), self.row)
    }
}

/// The letters of a column, counted from nought: `A`, `Z`, `AA`.
pub fn letters(column: u16) -> String {
    let mut letters = String::new();
    let mut rest = u32::from(column) + 1;
    while rest > 0 {
        let letter = u8::try_from((rest - 1) % 26).unwrap_or(0);
        letters.insert(0, char::from(b'A' + letter));
        rest = (rest - 1) / 26;
    }
    letters
}

/// The column of these letters, in either case.
pub fn column_of(letters: &str) -> Option<u16> {
    parse_column(letters.to_ascii_uppercase().as_bytes())
}

fn parse_column(letters: &[u8]) -> Option<u16> {
    if letters.is_empty() || letters.len() > 3 {
        return None;
    }
    let mut number = 0_u32;
    for letter in letters {
        if !letter.is_ascii_uppercase() {
            return None;
        }
        number = number * 26 + u32::from(letter - b'A') + 1;
    }
    u16::try_from(number - 1)
        .ok()
        .filter(|column| *column <= LAST_COLUMN)
}

/// A rectangle of cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Area {
    pub(crate) first: Address,
    pub(crate) last: Address,
}

impl Area {
    /// Reads `A2:A5`.
    pub(crate) fn parse(text: &[u8]) -> Option<Self> {
        let colon = text.iter().position(|byte| *byte == b':')?;
        let (first, last) = (&text[..colon], &text[colon + 1..]);
        let area = Self {
            first: Address::parse(first)?,
            last: Address::parse(last)?,
        };
        (area.first.row <= area.last.row && area.first.column <= area.last.column).then_some(area)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_named_as_spreadsheet_programs_do() {
        for (text, row, column) in [
            ("A1", 1, 0),
            ("F214", 214, 5),
            ("XFD1048576", LAST_ROW, LAST_COLUMN),
        ] {
            let address = Address { row, column };
            assert_eq!(Address::parse(text.as_bytes()), Some(address));
            assert_eq!(address.to_string(), text);
        }
        for not in [
            "",
            "A",
            "1",
            "A0",
            "XFE1",
            "A1048577",
            "AAAA1",
            "a1",
            "A1B",
            "A99999999999",
        ] {
            assert_eq!(Address::parse(not.as_bytes()), None, "{not}");
        }
        assert_eq!(column_of("aa"), Some(26));
    }
}
