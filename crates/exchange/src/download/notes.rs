//! The list with what is wrong with it: every cell where it was, and a column of notes behind.

use std::collections::BTreeMap;

use super::Value;
use super::workbook::{TooLargeForWorkbook, WorkbookTable};
use crate::layout::shown;
use crate::problem::{Group, Remedy};
use crate::reading::Reading;
use crate::sheet::{Cell, Kind};

impl Reading<'_> {
    /// The sheet as a workbook, with a column *Notes on import* that says what is wrong with a row.
    /// Cells keep their addresses, so the list can be mended there and imported.
    ///
    /// # Errors
    /// If it is larger than a workbook can be.
    pub fn with_notes(&self) -> Result<Vec<u8>, TooLargeForWorkbook> {
        let sheet = &self.list.sheets[self.layout.sheet];
        let mut notes: BTreeMap<u32, Vec<String>> = BTreeMap::new();
        for problem in &self.problems {
            let done = match problem.mended {
                None => "",
                Some(Remedy::Read) => " (read as probably meant)",
                Some(Remedy::NotKnown) => " (recorded as not known)",
                Some(Remedy::LeaveOut) => " (row left out)",
            };
            let kind = Group::subject_of(problem);
            let note = format!("{}: {kind}, {}{done}", problem.at, problem.detail);
            notes.entry(problem.at.row).or_default().push(note);
        }
        let widest = sheet
            .rows()
            .map(|(_, cells)| cells.len())
            .max()
            .unwrap_or(0);
        let heading = self.layout.heading_row;
        let mut table = WorkbookTable::new("Problems", &[], heading);
        for (number, cells) in sheet.rows() {
            let note = match number == heading {
                true => Some("Notes on import".to_owned()),
                false => notes.remove(&number).map(|notes| notes.join(". ")),
            };
            // What is not a plain word or number is put in words first.
            let as_words: Vec<Option<String>> =
                cells.iter().map(|cell| self.in_words(*cell)).collect();
            let originals = cells
                .iter()
                .zip(&as_words)
                .map(|(cell, words)| match words {
                    Some(words) => Value::Words(words),
                    None => self.list.value(*cell),
                });
            let missing = std::iter::repeat_n(Value::Empty, widest - cells.len());
            let note = note.as_deref().map_or(Value::Empty, Value::Words);
            table.row_at(number, originals.chain(missing).chain([note]));
        }
        table.finish()
    }

    /// `50%`, which a reader takes for what it is.
    fn in_words(&self, cell: Cell) -> Option<String> {
        matches!(cell.kind, Kind::Percent).then(|| shown(self.list, cell))
    }
}
