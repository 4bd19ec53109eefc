//! A workbook as another library reads it.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use calamine::{Data, Reader, Xlsx};

use crate::made::Made;

/// The cells of a workbook by sheet, row and column, from 0.
pub(crate) struct Book {
    pub(crate) names: Vec<String>,
    values: BTreeMap<(String, u32, u32), Data>,
    formulas: BTreeMap<(String, u32, u32), String>,
}

/// The workbook of a case.
pub(crate) fn bytes(made: &Made, with_findings: bool) -> Vec<u8> {
    report::xlsx::render(&made.composition(with_findings)).expect("a case fits into a workbook")
}

fn number(place: usize) -> u32 {
    u32::try_from(place).expect("a sheet is not that large")
}

impl Book {
    pub(crate) fn of(made: &Made) -> Self {
        Self::read(bytes(made, true))
    }

    pub(crate) fn read(bytes: Vec<u8>) -> Self {
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
        let names = book.sheet_names();
        let (mut values, mut formulas) = (BTreeMap::new(), BTreeMap::new());
        for name in &names {
            let range = book.worksheet_range(name).expect("a sheet");
            let (row, column) = range.start().unwrap_or_default();
            for (r, c, value) in range.used_cells() {
                let at = (name.clone(), row + number(r), column + number(c));
                values.insert(at, value.clone());
            }
            let range = book.worksheet_formula(name).expect("a sheet");
            let (row, column) = range.start().unwrap_or_default();
            for (r, c, formula) in range.used_cells() {
                let at = (name.clone(), row + number(r), column + number(c));
                formulas.insert(at, formula.clone());
            }
        }
        Self {
            names,
            values,
            formulas,
        }
    }

    /// The cells that hold formulas, with what they give.
    pub(crate) fn formulas(&self) -> impl Iterator<Item = (&(String, u32, u32), &str, &Data)> {
        self.formulas.iter().map(|(at, formula)| {
            let value = self.values.get(at).unwrap_or(&Data::Empty);
            (at, formula.as_str(), value)
        })
    }

    pub(crate) fn value(&self, at: &(String, u32, u32)) -> &Data {
        self.values.get(at).unwrap_or(&Data::Empty)
    }

    /// Every text in the workbook that no formula gives.
    pub(crate) fn texts(&self) -> impl Iterator<Item = &str> {
        let plain = self
            .values
            .iter()
            .filter(|(at, _)| !self.formulas.contains_key(*at));
        plain.filter_map(|(_, value)| match value {
            Data::String(text) => Some(text.as_str()),
            _ => None,
        })
    }

    /// The cell under a heading, in the first row whose cells begin with these.
    pub(crate) fn cell(&self, sheet: &str, row: &[&str], heading: &str) -> &Data {
        let column = self.column(sheet, heading);
        let found = (4..2_000).find(|at| {
            let begins = row.iter().enumerate();
            let mut same = begins.map(|(column, text)| {
                let cell = self.value(&(sheet.to_owned(), *at, number(column)));
                cell.to_string().as_str() == *text
            });
            same.all(|same| same)
        });
        let at = found.unwrap_or_else(|| panic!("{sheet} has no row {row:?}"));
        self.value(&(sheet.to_owned(), at, column))
    }

    fn column(&self, sheet: &str, heading: &str) -> u32 {
        let is = |column: &u32| *self.value(&(sheet.to_owned(), 3, *column)) == *heading;
        (0..200)
            .find(is)
            .unwrap_or_else(|| panic!("{sheet} has no column {heading:?}"))
    }
}

/// The same workbook with other values standing with its formulas.
///
/// A number becomes one that nothing gives, a text another text: whoever does not recompute is found out.
pub(crate) fn spoilt(bytes: &[u8]) -> Vec<u8> {
    rewritten(bytes, |name, text| {
        if !name.starts_with("xl/worksheets/sheet") {
            return text;
        }
        let mut parts = text.split("</f><v>");
        let mut out = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let (_, rest) = part.split_once("</v>").expect("a value ends");
            let is_text = out
                .rfind("<c ")
                .is_some_and(|at| out[at..].contains("t=\"str\""));
            let lie = if is_text { "spoilt" } else { "-987654321.5" };
            out.push_str(&format!("</f><v>{lie}</v>{rest}"));
        }
        out
    })
}

/// The same archive with other texts in it.
pub(crate) fn rewritten(bytes: &[u8], change: impl Fn(&str, String) -> String) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).expect("a part");
        let name = file.name().expect("a name").into_owned();
        let mut text = String::new();
        file.read_to_string(&mut text).expect("parts are text");
        let options = zip::write::SimpleFileOptions::default();
        out.start_file(&name, options).expect("a part is written");
        out.write_all(change(&name, text).as_bytes())
            .expect("a part is written");
    }
    out.finish().expect("the archive ends").into_inner()
}

/// The parts of a workbook whose names begin so, one after the other.
pub(crate) fn parts(bytes: &[u8], prefix: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut all = String::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).expect("a part");
        if file.name().expect("a name").starts_with(prefix) {
            file.read_to_string(&mut all).expect("parts are text");
        }
    }
    all
}
