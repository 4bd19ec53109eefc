//! The cells of a list as a person would type them, for lists that are no establishment lists: rows of
//! changes, pasted or in a file.

use base::in_full;

use crate::delimited;
use crate::layout::one_line;
use crate::list::{List, ListError};
use crate::sheet::{Cell, Kind, Sheet, Texts};
use crate::steering;
use crate::value::Said;
use crate::value::date::{self, Day};
use crate::value::number::{self, Measure};

impl List {
    /// Cells as a spreadsheet program puts them on the clipboard: tabs between them. Text without a tab is
    /// read as a text file is.
    ///
    /// # Errors
    /// As [`List::open`].
    pub fn pasted(text: &str) -> Result<Self, ListError> {
        if !text.contains('\t') {
            return Self::open("", text.as_bytes());
        }
        let mut texts = Texts::default();
        let read = delimited::read_tabbed(text, &mut texts);
        let (sheet, file) = read.map_err(|_| ListError::TooLarge)?;
        Self::of_text(String::new(), texts, sheet, file)
    }

    /// The rows of a sheet that hold something, by number, each cell as a person would type it: a number
    /// as its decimals or as the fraction from which it came, a day in words, each text on one line.
    pub fn typed(&self, sheet: usize) -> impl Iterator<Item = (u32, Vec<String>)> {
        let sheet = self.sheets.get(sheet).into_iter();
        let rows = sheet.flat_map(Sheet::rows);
        rows.map(|(number, cells)| {
            (
                number,
                cells.iter().map(|cell| self.typed_cell(*cell)).collect(),
            )
        })
    }

    fn typed_cell(&self, cell: Cell) -> String {
        let text = self.texts.get(cell.text);
        match cell.kind {
            Kind::Number => match number::read(text, cell.kind, Measure::Fte) {
                Said::Value(number) => in_full(number),
                _ => text.to_owned(),
            },
            Kind::Percent => match number::read(text, cell.kind, Measure::Share) {
                Said::Value(number) => format!("{}%", in_full(number)),
                _ => text.to_owned(),
            },
            Kind::Date | Kind::IsoDate => self.typed_day(text, cell.kind),
            Kind::Text if is_numbered_day(text) => self.typed_day(text, cell.kind),
            Kind::Logic if text == "1" => "TRUE".to_owned(),
            Kind::Logic => "FALSE".to_owned(),
            Kind::Empty | Kind::Unworked => String::new(),
            Kind::Text | Kind::Fault => one_line(text),
        }
    }

    fn typed_day(&self, text: &str, kind: Kind) -> String {
        match date::read(text, kind, self.from_1904) {
            Said::Value(Day { when, .. }) => when.to_string(),
            _ => one_line(text),
        }
    }
}

/// `01/06/2019`, as spreadsheet programs show days; a fraction such as `20/37` is none.
fn is_numbered_day(text: &str) -> bool {
    let parts: Vec<&str> = text.trim().split('/').collect();
    let digits = |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    parts.len() == 3 && parts.iter().all(digits)
}

/// Rows of cells as text that [`List::pasted`] reads as the same cells under the same numbers.
pub fn as_pasted(rows: impl IntoIterator<Item = (u32, Vec<String>)>) -> String {
    let mut text = String::new();
    let mut next = 1;
    for (number, cells) in rows {
        for _ in next..number {
            text.push('\n');
        }
        next = number + 1;
        for (place, cell) in cells.iter().enumerate() {
            if place > 0 {
                text.push('\t');
            }
            if steering::needs_mark(cell) {
                text.push('\'');
            }
            match cell.starts_with('"') {
                true => text.push_str(&format!("\"{}\"", cell.replace('"', "\"\""))),
                false => text.push_str(cell),
            }
        }
        // A row of one cell is told from a text file by a tab.
        if cells.len() == 1 {
            text.push('\t');
        }
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(list: &List) -> Vec<(u32, Vec<String>)> {
        list.typed(0).collect()
    }

    #[test]
    fn pasted_cells_are_as_they_were_typed() {
        let text = "Post\tFTE\tFrom\n\"Team \"\"A\"\"\nManager\"\t0,5\t01/06/2019\n\nDriver, Grade 2\t20/37\tJune 2019\n";
        let list = List::pasted(text).expect("it is read");
        let expected = [
            (1, vec!["Post", "FTE", "From"]),
            (2, vec!["Team \"A\" Manager", "0,5", "1 June 2019"]),
            (4, vec!["Driver, Grade 2", "20/37", "June 2019"]),
        ];
        let expected =
            expected.map(|(row, cells)| (row, cells.iter().map(ToString::to_string).collect()));
        assert_eq!(rows(&list), expected);
    }

    #[test]
    fn what_is_written_is_read_as_it_was() {
        let cells = [
            (2, vec!["Post", "", "FTE"]),
            (3, vec!["\"quoted\"", "a, b; c", "=1+1"]),
            (7, vec!["alone"]),
        ];
        let cells =
            cells.map(|(row, cells)| (row, cells.iter().map(ToString::to_string).collect()));
        let list = List::pasted(&as_pasted(cells.clone())).expect("it is read");
        assert_eq!(rows(&list), cells);
    }
}
