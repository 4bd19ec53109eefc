//! Where the headings of a list are and what its columns mean: the best guess, for a person to correct.

use std::collections::BTreeMap;

use thiserror::Error;

use crate::address::{column_of, letters};
use crate::field::Field;
use crate::headings::{Confidence, meaning, plain_meaning};
use crate::list::List;
use crate::sheet::{Cell, Sheet};
use crate::value::Said;
use crate::value::date;
use crate::value::number::{self, Measure};

/// Rows among which the headings are looked for.
const HEADINGS_WITHIN: usize = 40;
/// Rows below the headings that are looked at to see whether cells are what the heading says.
const LOOKED_AT: usize = 200;
const SAMPLES: usize = 3;

/// A column of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Counted from nought; [`letters`] names it.
    pub index: u16,
    /// As the list has it; empty if the column has none.
    pub heading: String,
    /// Some of what stands below.
    pub samples: Vec<String>,
    /// What it means, if anything, and how sure that is.
    pub meaning: Option<(Field, Confidence)>,
}

impl Column {
    /// `F`
    pub fn letters(&self) -> String {
        letters(self.index)
    }
}

/// How a list is laid out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// Which of [`List::sheets`].
    pub sheet: usize,
    /// The row with the headings, as spreadsheet programs count.
    pub heading_row: u32,
    /// The columns from left to right.
    pub columns: Vec<Column>,
    /// Is each row one post? It is if posts have numbers and nothing says how many there are.
    pub one_row_a_post: bool,
}

/// A layout with which a list cannot be read; the words are those that the officer reads.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum LayoutError {
    /// No such sheet.
    #[error("There is no sheet ‘{wanted}’ in the file. Its sheets are: {}", .there.join(", "))]
    NoSuchSheet {
        /// What was asked for.
        wanted: String,
        /// What there is.
        there: Vec<String>,
    },
    /// No row looks like headings.
    #[error("Choose the row that holds the headings")]
    NoHeadings,
    /// No column by that name.
    #[error("There is no column ‘{0}’")]
    NoSuchColumn(String),
    /// A column is needed and nothing means it.
    #[error("Choose which column holds {0}")]
    Missing(&'static str),
}

impl Layout {
    /// The best guess for a list: the sheet and row that look most like headings.
    ///
    /// # Errors
    /// [`LayoutError::NoHeadings`] if nothing looks like headings.
    pub fn guess(list: &List) -> Result<Self, LayoutError> {
        let sheets = list.sheets.iter().enumerate();
        let best = sheets
            .filter_map(|(sheet, it)| {
                let (score, row) = likely_heading_row(list, it)?;
                Some(((!it.hidden, score, it.row_count()), sheet, row))
            })
            .max_by_key(|(score, sheet, _)| (*score, std::cmp::Reverse(*sheet)));
        let (_, sheet, row) = best.ok_or(LayoutError::NoHeadings)?;
        Ok(Self::with_headings(list, sheet, row))
    }

    /// The best guess for one sheet.
    ///
    /// # Errors
    /// If there is no such sheet, or nothing in it looks like headings.
    pub fn of_sheet(list: &List, name: &str) -> Result<Self, LayoutError> {
        let sheet = list.sheets.iter().position(|sheet| sheet.name == name);
        let sheet = sheet.ok_or_else(|| LayoutError::NoSuchSheet {
            wanted: name.to_owned(),
            there: list.sheets.iter().map(|it| it.name.clone()).collect(),
        })?;
        let row = likely_heading_row(list, &list.sheets[sheet]);
        let (_, row) = row.ok_or(LayoutError::NoHeadings)?;
        Ok(Self::with_headings(list, sheet, row))
    }

    /// The columns of a sheet under the headings of a row.
    pub fn with_headings(list: &List, sheet: usize, heading_row: u32) -> Self {
        let columns = list
            .sheets
            .get(sheet)
            .map(|it| columns(list, it, heading_row))
            .unwrap_or_default();
        let mut layout = Self {
            sheet,
            heading_row,
            columns,
            one_row_a_post: false,
        };
        layout.see_rows();
        layout
    }

    /// Says what every column means, in the order of the columns; `None` for nothing.
    pub fn choose_all(&mut self, meanings: impl IntoIterator<Item = Option<Field>>) {
        for (column, meaning) in self.columns.iter_mut().zip(meanings) {
            if column.meaning.map(|(field, _)| field) != meaning {
                column.meaning = meaning.map(|field| (field, Confidence::Chosen));
            }
        }
        self.see_rows();
    }

    fn see_rows(&mut self) {
        self.one_row_a_post =
            self.column(Field::Posts).is_none() && self.column(Field::PostNumber).is_some();
    }

    /// Says what a column means, by its heading or its letters; `None` for nothing. Another column
    /// that meant the same no longer does.
    ///
    /// # Errors
    /// [`LayoutError::NoSuchColumn`]
    pub fn choose(&mut self, column: &str, field: Option<Field>) -> Result<(), LayoutError> {
        let by_heading = self
            .columns
            .iter()
            .position(|it| it.heading.trim().eq_ignore_ascii_case(column.trim()));
        let by_letters = || {
            let index = column_of(column)?;
            self.columns.iter().position(|it| it.index == index)
        };
        let place = by_heading
            .or_else(by_letters)
            .ok_or_else(|| LayoutError::NoSuchColumn(column.to_owned()))?;
        for other in &mut self.columns {
            if field.is_some() && other.meaning.map(|(it, _)| it) == field {
                other.meaning = None;
            }
        }
        self.columns[place].meaning = field.map(|field| (field, Confidence::Chosen));
        self.see_rows();
        Ok(())
    }

    /// The column that means something.
    pub fn column(&self, field: Field) -> Option<&Column> {
        self.columns
            .iter()
            .find(|column| column.meaning.is_some_and(|(it, _)| it == field))
    }

    /// Is everything there that a post needs?
    ///
    /// # Errors
    /// Names what is missing.
    pub fn check(&self) -> Result<(), LayoutError> {
        let has = |field| self.column(field).is_some();
        let has_unit = self
            .columns
            .iter()
            .any(|column| matches!(column.meaning, Some((Field::Unit(_), _))));
        if !has(Field::Title) {
            Err(LayoutError::Missing("the title of the post"))
        } else if !has_unit {
            Err(LayoutError::Missing("the unit"))
        } else if !has(Field::Fte) && !has(Field::Posts) && !self.one_row_a_post {
            Err(LayoutError::Missing("the FTE or the number of posts"))
        } else {
            Ok(())
        }
    }

    /// What will not be known of any post, because no column means it.
    pub fn not_matched(&self) -> impl Iterator<Item = Field> {
        [
            Field::PostNumber,
            Field::Fte,
            Field::Posts,
            Field::Grade,
            Field::Tenure,
            Field::Fund(1),
            Field::Occupancy,
        ]
        .into_iter()
        .filter(|field| match field {
            Field::Posts => self.column(*field).is_none() && !self.one_row_a_post,
            Field::Tenure => self.column(*field).is_none() && self.column(Field::End).is_none(),
            Field::Occupancy => {
                let also = [Field::Holder, Field::People];
                self.column(*field).is_none() && also.iter().all(|it| self.column(*it).is_none())
            }
            field => self.column(*field).is_none(),
        })
    }
}

/// The row that looks most like headings, with how much it does.
fn likely_heading_row(list: &List, sheet: &Sheet) -> Option<(u32, u32)> {
    let mut best: Option<(u32, u32)> = None;
    for (number, cells) in sheet.rows().take(HEADINGS_WITHIN) {
        let mut sure: BTreeMap<Field, u32> = BTreeMap::new();
        for cell in cells.iter().filter(|cell| !cell.is_empty()) {
            if let Some((field, confidence)) = plain_meaning(list.texts.get(cell.text)) {
                let weight = match confidence {
                    Confidence::Certain | Confidence::Chosen => 2,
                    Confidence::Likely | Confidence::Possible => 1,
                };
                let known = sure.entry(field).or_insert(0);
                *known = weight.max(*known);
            }
        }
        let score: u32 = sure.values().sum();
        // One word alone may stand in any row.
        if sure.len() >= 2 && best.is_none_or(|(most, _)| score > most) {
            best = Some((score, number));
        }
    }
    best
}

fn columns(list: &List, sheet: &Sheet, heading_row: u32) -> Vec<Column> {
    let below: Vec<&[Cell]> = sheet
        .rows()
        .filter(|(number, _)| *number > heading_row)
        .take(LOOKED_AT)
        .map(|(_, cells)| cells)
        .collect();
    let headings = sheet.row(heading_row);
    let widest = below.iter().map(|cells| cells.len()).max().unwrap_or(0);
    let mut columns: Vec<Column> = (0..widest.max(headings.len()))
        .filter_map(|place| {
            let heading = headings.get(place).copied().unwrap_or(Cell::EMPTY);
            let heading = one_line(list.texts.get(heading.text));
            let cells: Vec<Cell> = below
                .iter()
                .filter_map(|cells| cells.get(place).copied())
                .filter(|cell| !cell.is_empty())
                .collect();
            if heading.is_empty() && cells.is_empty() {
                return None;
            }
            Some(Column {
                index: u16::try_from(place).ok()?,
                meaning: meaning(&heading)
                    .and_then(|(field, sure)| Some((field, by_looks(list, field, sure, &cells)?))),
                samples: samples(list, &cells),
                heading,
            })
        })
        .collect();
    keep_the_surest(&mut columns);
    columns
}

/// How sure a match is once the cells are looked at.
fn by_looks(list: &List, field: Field, sure: Confidence, cells: &[Cell]) -> Option<Confidence> {
    let measure = match field {
        Field::Fte => Some(Measure::Fte),
        Field::Posts | Field::People | Field::Point => Some(Measure::Count),
        Field::Hours | Field::Weeks => Some(Measure::Time),
        Field::Share(_) => Some(Measure::Share),
        _ => None,
    };
    let fits = |cell: &&Cell| {
        let text = list.texts.get(cell.text);
        match (field, measure) {
            (_, Some(measure)) => {
                !matches!(number::read(text, cell.kind, measure), Said::Odd(None))
            }
            (Field::Start | Field::End | Field::DecisionDate, _) => {
                !matches!(date::read(text, cell.kind, list.from_1904), Said::Odd(None))
            }
            _ => true,
        }
    };
    let fitting = cells.iter().filter(fits).count();
    match fitting * 2 >= cells.len() {
        true => Some(sure),
        false => sure.less(),
    }
}

/// Of several columns that seem to mean the same, the surest does; of those, the first.
fn keep_the_surest(columns: &mut [Column]) {
    let mut kept: BTreeMap<Field, (Confidence, usize)> = BTreeMap::new();
    for (place, column) in columns.iter().enumerate() {
        if let Some((field, sure)) = column.meaning
            && kept.get(&field).is_none_or(|(before, _)| sure > *before)
        {
            kept.insert(field, (sure, place));
        }
    }
    for (place, column) in columns.iter_mut().enumerate() {
        if let Some((field, _)) = column.meaning
            && kept[&field].1 != place
        {
            column.meaning = None;
        }
    }
}

fn samples(list: &List, cells: &[Cell]) -> Vec<String> {
    let mut samples: Vec<String> = Vec::new();
    for cell in cells {
        let shown = shown(list, *cell);
        if !samples.contains(&shown) {
            samples.push(shown);
        }
        if samples.len() == SAMPLES {
            break;
        }
    }
    samples
}

/// A cell as a person sees it.
pub(crate) fn shown(list: &List, cell: Cell) -> String {
    use crate::sheet::Kind;
    let text = list.texts.get(cell.text);
    match cell.kind {
        Kind::Date => match date::read(text, cell.kind, list.from_1904) {
            Said::Value(day) => day.when.to_string(),
            _ => text.to_owned(),
        },
        Kind::Percent => match number::read(text, cell.kind, Measure::Share) {
            Said::Value(number) => format!("{}%", number::written(number)),
            _ => text.to_owned(),
        },
        Kind::Unworked => "formula without its outcome".to_owned(),
        Kind::Number => match number::read(text, cell.kind, Measure::Fte) {
            Said::Value(number) if number.is_integer() => number.to_string(),
            _ => text.to_owned(),
        },
        _ => one_line(text),
    }
}

/// Text on one line, without double spaces.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
