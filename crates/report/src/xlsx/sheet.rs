//! A sheet: a title, one table under a frozen header row, its totals, and notes.

use rust_xlsxwriter::{
    DataValidation, Formula, IgnoreError, Table, TableColumn, TableStyle, Workbook, Worksheet,
    XlsxError,
};

use super::cell::{Cell, Outcome, Shown};
use super::look::{Looks, float, height, words};

/// The row of the header, from 1 as people count.
const HEADER: usize = 4;
/// The first row under the header.
pub(super) const FIRST: usize = HEADER + 1;
/// The longest text that a cell takes is 32,767 characters.
const LONGEST: usize = 32_000;
/// The numbers by which a file names sizes of paper.
const A3: u8 = 8;
const A4: u8 = 9;
/// What prints legibly across A4, in characters.
const ACROSS_A4: u32 = 200;

/// A column.
#[derive(Clone, Debug)]
pub(super) struct Column {
    pub(super) heading: String,
    /// In characters.
    pub(super) width: u32,
}

/// A column of so many characters.
pub(super) fn column(heading: impl Into<String>, width: u32) -> Column {
    Column {
        heading: heading.into(),
        width,
    }
}

/// A sheet before it is written.
#[derive(Clone, Debug, Default)]
pub(super) struct Sheet {
    /// The name on its tab.
    pub(super) name: &'static str,
    /// What it shows, as its first line.
    pub(super) title: String,
    /// How to read it, as its second line.
    pub(super) about: &'static str,
    /// The columns of its table.
    pub(super) columns: Vec<Column>,
    /// The rows of its table.
    pub(super) rows: Vec<Vec<Cell>>,
    /// The rows under the table.
    pub(super) totals: Vec<Vec<Cell>>,
    /// Remarks under all of it.
    pub(super) notes: Vec<String>,
    /// How many columns stay in sight.
    pub(super) frozen: u16,
    /// What a reader finds who looks for rows where there are none.
    pub(super) nothing: &'static str,
    /// A column whose cells take one of these words.
    pub(super) choice: Option<(usize, Vec<&'static str>)>,
}

impl Sheet {
    /// The first and last row of the table.
    pub(super) fn extent(&self) -> (usize, usize) {
        extent(self.rows.len())
    }

    /// Does a column hold figures? In one of words a few figures stand among them.
    fn holds_figures(&self, column: usize) -> bool {
        let cells = self.rows.iter().filter_map(|row| row.get(column));
        let (mut figures, mut words) = (0, 0);
        for cell in cells {
            match cell {
                Cell::Number(shown, _) | Cell::Formula(shown, ..) if *shown != Shown::Words => {
                    figures += 1;
                }
                Cell::Empty | Cell::Missing(_) => {}
                _ => words += 1,
            }
        }
        figures > 0 && figures >= words
    }

    /// The columns that hold figures.
    fn figures(&self) -> Vec<bool> {
        (0..self.columns.len())
            .map(|at| self.holds_figures(at))
            .collect()
    }
}

/// The first and last row of a table of so many rows. One without rows has one that says so.
pub(super) fn extent(rows: usize) -> (usize, usize) {
    (FIRST, FIRST + rows.max(1) - 1)
}

/// Writes a sheet into a workbook.
pub(super) fn write(
    sheet: &Sheet,
    looks: &Looks,
    heading: &str,
    workbook: &mut Workbook,
) -> Result<(), XlsxError> {
    let on = workbook.add_worksheet();
    on.set_name(sheet.name)?;
    on.write_string_with_format(0, 0, cut(&sheet.title), &looks.title)?;
    on.write_string_with_format(1, 0, sheet.about, &looks.about)?;
    lay_table(sheet, looks, on)?;
    let (_, last) = sheet.extent();
    let figures = sheet.figures();
    for (at, row) in sheet.totals.iter().enumerate() {
        lay_row(sheet, &figures, on, last + at, row, true)?;
    }
    let under = last + sheet.totals.len() + 1;
    for (at, note) in sheet.notes.iter().enumerate() {
        on.write_string_with_format(row(under + at), 0, cut(note), &looks.about)?;
    }
    print_setup(sheet, heading, on)
}

fn lay_table(sheet: &Sheet, looks: &Looks, on: &mut Worksheet) -> Result<(), XlsxError> {
    let (first, last) = sheet.extent();
    let figures = sheet.figures();
    let column = |(column, figures): (&Column, &bool)| {
        let format = match figures {
            true => &looks.header_of_figures,
            false => &looks.header,
        };
        TableColumn::new()
            .set_header(&column.heading)
            .set_header_format(format)
    };
    let columns: Vec<TableColumn> = sheet.columns.iter().zip(&figures).map(column).collect();
    let table = Table::new()
        .set_name(sheet.name.replace(' ', "_"))
        .set_style(TableStyle::Light1)
        .set_alt_text_title(sheet.name)
        .set_alt_text(sheet.about)
        .set_columns(&columns);
    let width = column_number(sheet.columns.len().saturating_sub(1));
    let headings = sheet.columns.iter();
    // Some of the width is the button of the filter.
    let headings = headings.map(|column| (column.heading.as_str(), column.width.saturating_sub(2)));
    on.set_row_height_pixels(row(HEADER - 1), height(headings))?;
    on.add_table(row(HEADER - 1), 0, row(last - 1), width, &table)?;
    on.ignore_error_range(
        row(first - 1),
        0,
        row(last - 1),
        width,
        IgnoreError::NumberStoredAsText,
    )?;
    for (at, cells) in sheet.rows.iter().enumerate() {
        lay_row(sheet, &figures, on, first - 1 + at, cells, false)?;
    }
    if sheet.rows.is_empty() {
        // The first column of some tables is too narrow for a sentence.
        let wide = sheet.columns.iter().position(|column| column.width >= 30);
        let nothing = Cell::Missing(sheet.nothing.to_owned());
        put(on, (first - 1, wide.unwrap_or(0)), &nothing, false, false)?;
    }
    if let Some((column, words)) = &sheet.choice {
        let column = column_number(*column);
        let choice = DataValidation::new().allow_list_strings(words)?;
        on.add_data_validation(row(first - 1), column, row(last - 1), column, &choice)?;
    }
    Ok(())
}

fn lay_row(
    sheet: &Sheet,
    figures: &[bool],
    on: &mut Worksheet,
    at: usize,
    cells: &[Cell],
    total: bool,
) -> Result<(), XlsxError> {
    for (column, cell) in cells.iter().enumerate() {
        let figures = figures.get(column).is_some_and(|figures| *figures);
        put(on, (at, column), cell, figures, total)?;
    }
    let wide = cells.iter().zip(&sheet.columns);
    let high = height(wide.map(|(cell, column)| (words(cell), column.width)));
    on.set_row_height_pixels(row(at), high)?;
    Ok(())
}

fn put(
    on: &mut Worksheet,
    (at, column): (usize, usize),
    cell: &Cell,
    figures: bool,
    total: bool,
) -> Result<(), XlsxError> {
    let (row, column) = (row(at), column_number(column));
    let format = Looks::of(cell, figures, total);
    match cell {
        Cell::Words(text) | Cell::Missing(text) => {
            on.write_string_with_format(row, column, cut(text), &format)?;
        }
        Cell::Number(_, number) => {
            on.write_number_with_format(row, column, float(*number), &format)?;
        }
        Cell::Formula(_, formula, outcome) => {
            let result = match outcome {
                Outcome::Number(number) => float(*number).to_string(),
                Outcome::Words(words) => words.clone(),
            };
            let formula = Formula::new(format!("={formula}")).set_result(result);
            on.write_formula_with_format(row, column, formula, &format)?;
        }
        Cell::Empty if total => {
            on.write_blank(row, column, &format)?;
        }
        Cell::Empty => {}
    }
    Ok(())
}

/// How it looks on a screen and on paper.
fn print_setup(sheet: &Sheet, heading: &str, on: &mut Worksheet) -> Result<(), XlsxError> {
    for (at, column) in sheet.columns.iter().enumerate() {
        on.set_column_width(column_number(at), column.width)?;
    }
    on.set_freeze_panes(row(HEADER), sheet.frozen)?;
    on.set_repeat_rows(row(HEADER - 1), row(HEADER - 1))?;
    on.set_landscape();
    let across: u32 = sheet.columns.iter().map(|column| column.width).sum();
    on.set_paper_size(if across > ACROSS_A4 { A3 } else { A4 });
    on.set_print_fit_to_pages(1, 0);
    let font = "&\"Arial\"";
    on.set_header(format!("&L{font}{heading}&R{font}&A"));
    on.set_footer(format!("&R{font}Page &P of &N"));
    Ok(())
}

/// The heading of each printed page, without what a spreadsheet would take for an instruction.
pub(super) fn page_heading(title: &str) -> String {
    let mut letters = title.chars().filter(|letter| !letter.is_control());
    let mut short: String = letters.by_ref().take(90).collect();
    if letters.next().is_some() {
        short.push('…');
    }
    short.replace('&', "&&")
}

/// Text as long as a cell can hold.
fn cut(text: &str) -> String {
    let mut length = 0;
    let fits = |(_, letter): &(usize, char)| {
        length += letter.len_utf16();
        length > LONGEST
    };
    match text.char_indices().find(fits) {
        Some((end, _)) => format!("{} … (cut short: a cell holds no more)", &text[..end]),
        None => text.to_owned(),
    }
}

fn row(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn column_number(number: usize) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}
