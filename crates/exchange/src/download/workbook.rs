//! Workbooks with one sheet (ECMA-376), written as the rows come.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use base::Date;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::{UNKNOWN, Value};
use crate::address::letters;
use crate::sheet::{TextId, Texts};
use crate::value::number::written;

/// The XML that is held back before it is packed.
const HELD: usize = 256 << 10;
/// Packed a little worse than could be, in a third of the time.
const LEVEL: i64 = 3;
/// The most characters of a cell in Excel.
const LONGEST: usize = 32_767;

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// The looks of cells, by their places in `STYLES`.
const HEADING: u8 = 1;
const DAY: u8 = 2;
const STYLES: &str = include_str!("styles.xml");

/// A workbook, row by row.
pub struct WorkbookTable {
    zip: ZipWriter<Cursor<Vec<u8>>>,
    xml: String,
    texts: Texts,
    /// How many cells hold texts.
    uses: u64,
    /// The letters of each column.
    letters: Vec<String>,
    next: u32,
    filter: Option<String>,
    failed: bool,
}

impl std::fmt::Debug for WorkbookTable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("WorkbookTable")
            .field("next", &self.next)
            .finish_non_exhaustive()
    }
}

/// The workbook would be larger than its format allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the table is larger than a workbook can be")]
pub struct TooLargeForWorkbook;

impl WorkbookTable {
    /// A workbook whose sheet has this name and so many characters of width for each column. The
    /// row of the headings stays in sight, and can be filtered by.
    pub fn new(name: &str, widths: &[u8], heading_row: u32) -> Self {
        let mut table = Self {
            zip: ZipWriter::new(Cursor::new(Vec::new())),
            xml: String::with_capacity(HELD + (64 << 10)),
            texts: Texts::default(),
            uses: 0,
            letters: Vec::new(),
            next: 1,
            filter: None,
            failed: false,
        };
        table.part("[Content_Types].xml", &content_types());
        table.part(
            "_rels/.rels",
            &relations(&[("officeDocument", "xl/workbook.xml")]),
        );
        table.part("xl/workbook.xml", &contents(name));
        let parts = [
            ("worksheet", "worksheets/sheet1.xml"),
            ("styles", "styles.xml"),
            ("sharedStrings", "sharedStrings.xml"),
        ];
        table.part("xl/_rels/workbook.xml.rels", &relations(&parts));
        table.part("xl/styles.xml", STYLES);
        table.start("xl/worksheets/sheet1.xml");
        let top = heading_row + 1;
        let _ = write!(
            table.xml,
            "{HEAD}<worksheet xmlns=\"{MAIN}\"><sheetViews><sheetView workbookViewId=\"0\">\
             <pane ySplit=\"{heading_row}\" topLeftCell=\"A{top}\" activePane=\"bottomLeft\" state=\"frozen\"/>\
             </sheetView></sheetViews>"
        );
        if !widths.is_empty() {
            table.xml.push_str("<cols>");
            for (width, column) in widths.iter().zip(1..) {
                let _ = write!(
                    table.xml,
                    "<col min=\"{column}\" max=\"{column}\" width=\"{width}\" customWidth=\"1\"/>"
                );
            }
            table.xml.push_str("</cols>");
        }
        table.xml.push_str("<sheetData>");
        table
    }

    /// Writes the headings.
    pub fn headings<'h>(&mut self, headings: impl IntoIterator<Item = &'h str>) {
        let row = self.next;
        let cells = headings.into_iter().map(Value::Words);
        let count = self.write(row, cells, HEADING);
        if let Some(last) = count
            .checked_sub(1)
            .and_then(|last| u16::try_from(last).ok())
        {
            self.filter = Some(format!("A{row}:{}", letters(last)));
        }
    }

    /// Writes a row.
    pub fn row<'v>(&mut self, cells: impl IntoIterator<Item = Value<'v>>) {
        self.write(self.next, cells, 0);
    }

    /// Writes a row at a number below those that are written.
    pub(crate) fn row_at<'v>(&mut self, number: u32, cells: impl IntoIterator<Item = Value<'v>>) {
        self.write(number.max(self.next), cells, 0);
    }

    fn write<'v>(
        &mut self,
        row: u32,
        cells: impl IntoIterator<Item = Value<'v>>,
        look: u8,
    ) -> usize {
        self.next = row + 1;
        self.xml.push_str("<row r=\"");
        push_digits(&mut self.xml, row.into());
        self.xml.push_str("\">");
        let mut count = 0;
        for (place, cell) in cells.into_iter().enumerate() {
            count = place + 1;
            self.cell(place, row, &cell, look);
        }
        self.xml.push_str("</row>");
        if self.xml.len() >= HELD {
            self.flush();
        }
        count
    }

    fn cell(&mut self, place: usize, row: u32, cell: &Value<'_>, look: u8) {
        if *cell == Value::Empty {
            return;
        }
        while self.letters.len() <= place {
            let column = u16::try_from(self.letters.len()).unwrap_or(u16::MAX);
            self.letters.push(letters(column));
        }
        self.xml.push_str("<c r=\"");
        self.xml.push_str(&self.letters[place]);
        push_digits(&mut self.xml, row.into());
        let look = if matches!(cell, Value::Day(_)) {
            DAY
        } else {
            look
        };
        if look > 0 {
            self.xml.push_str("\" s=\"");
            push_digits(&mut self.xml, look.into());
        }
        match cell {
            Value::Words(words) => self.words(words),
            Value::Unknown => self.words(UNKNOWN),
            Value::Number(number) => self.number(&written(*number)),
            Value::Digits(digits) => self.number(digits),
            Value::Day(day) => self.number(&serial(*day).to_string()),
            Value::Empty => {}
        }
    }

    fn number(&mut self, digits: &str) {
        self.xml.push_str("\"><v>");
        self.xml.push_str(digits);
        self.xml.push_str("</v></c>");
    }

    fn words(&mut self, words: &str) {
        let kept = match words.char_indices().nth(LONGEST) {
            Some((end, _)) => self.texts.keep(&words[..end]),
            None => self.texts.keep(words),
        };
        self.failed |= kept.is_none();
        self.uses += 1;
        self.xml.push_str("\" t=\"s\"><v>");
        let text = kept.unwrap_or(TextId::EMPTY).index();
        push_digits(&mut self.xml, text as u64);
        self.xml.push_str("</v></c>");
    }

    /// The file.
    ///
    /// # Errors
    /// If it is larger than its format allows.
    pub fn finish(mut self) -> Result<Vec<u8>, TooLargeForWorkbook> {
        self.xml.push_str("</sheetData>");
        if let Some(filter) = self.filter.take() {
            let last = self.next - 1;
            let _ = write!(self.xml, "<autoFilter ref=\"{filter}{last}\"/>");
        }
        self.xml.push_str("</worksheet>");
        self.flush();
        self.start("xl/sharedStrings.xml");
        let texts = std::mem::take(&mut self.texts);
        let (uses, unique) = (self.uses, texts.all().count());
        let _ = write!(
            self.xml,
            "{HEAD}<sst xmlns=\"{MAIN}\" count=\"{uses}\" uniqueCount=\"{unique}\">"
        );
        for text in texts.all() {
            push_text(&mut self.xml, text);
            if self.xml.len() >= HELD {
                self.flush();
            }
        }
        self.xml.push_str("</sst>");
        self.flush();
        match self.zip.finish() {
            Ok(bytes) if !self.failed => Ok(bytes.into_inner()),
            _ => Err(TooLargeForWorkbook),
        }
    }

    fn part(&mut self, path: &str, xml: &str) {
        self.start(path);
        self.xml.push_str(xml);
        self.flush();
    }

    fn start(&mut self, path: &str) {
        // The same rows give the same bytes, whenever they are written.
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .compression_level(Some(LEVEL))
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644);
        self.failed |= self.zip.start_file(path, options).is_err();
    }

    fn flush(&mut self) {
        self.failed |= self.zip.write_all(self.xml.as_bytes()).is_err();
        self.xml.clear();
    }
}

/// The number by which a spreadsheet program knows a day.
fn serial(day: Date) -> i32 {
    let first = Date::constant(1899, 12, 30);
    (day - first).get_days()
}

fn push_digits(xml: &mut String, number: u64) {
    let mut digits = [0_u8; 20];
    let mut at = digits.len();
    let mut rest = number;
    loop {
        at -= 1;
        digits[at] = b'0' + u8::try_from(rest % 10).unwrap_or(0);
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    xml.extend(digits[at..].iter().map(|digit| char::from(*digit)));
}

/// A text among the shared ones.
fn push_text(xml: &mut String, text: &str) {
    let spaces = text.starts_with(char::is_whitespace)
        || text.ends_with(char::is_whitespace)
        || text.contains(['\n', '\t'])
        || text.contains("  ");
    xml.push_str(if spaces {
        "<si><t xml:space=\"preserve\">"
    } else {
        "<si><t>"
    });
    push_escaped(xml, text);
    xml.push_str("</t></si>");
}

/// Text with what XML does not take written as spreadsheet programs do: `_x000D_`. A text that looks
/// like that itself is told apart by writing its first sign so.
fn push_escaped(xml: &mut String, text: &str) {
    for (at, c) in text.char_indices() {
        match c {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '_' if looks_escaped(&text[at..]) => xml.push_str("_x005F_"),
            '\n' | '\t' => xml.push(c),
            c if c < ' ' || matches!(c, '\u{fffe}' | '\u{ffff}') => {
                let _ = write!(xml, "_x{:04X}_", u32::from(c));
            }
            c => xml.push(c),
        }
    }
}

fn looks_escaped(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() >= 7
        && bytes[1] == b'x'
        && bytes[2..6].iter().all(u8::is_ascii_hexdigit)
        && bytes[6] == b'_'
}

fn content_types() -> String {
    const KIND: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    let part = |path: &str, kind: &str| {
        format!("<Override PartName=\"/xl/{path}.xml\" ContentType=\"{KIND}.{kind}+xml\"/>")
    };
    [
        HEAD.to_owned(),
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">".to_owned(),
        "<Default Extension=\"rels\" ContentType=\
         \"application/vnd.openxmlformats-package.relationships+xml\"/>"
            .to_owned(),
        "<Default Extension=\"xml\" ContentType=\"application/xml\"/>".to_owned(),
        part("workbook", "sheet.main"),
        part("worksheets/sheet1", "worksheet"),
        part("styles", "styles"),
        part("sharedStrings", "sharedStrings"),
        "</Types>".to_owned(),
    ]
    .concat()
}

fn relations(parts: &[(&str, &str)]) -> String {
    let mut xml = format!(
        "{HEAD}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
    );
    for ((kind, path), number) in parts.iter().zip(1..) {
        let _ = write!(
            xml,
            "<Relationship Id=\"rId{number}\" Type=\"{RELATION}/{kind}\" Target=\"{path}\"/>"
        );
    }
    xml + "</Relationships>"
}

fn contents(name: &str) -> String {
    // What Excel does not take in the name of a sheet.
    let name = name.replace(['[', ']', ':', '*', '?', '/', '\\'], " ");
    let name: String = name.trim_matches('\'').chars().take(31).collect();
    let mut escaped = String::new();
    push_escaped(
        &mut escaped,
        if name.trim().is_empty() {
            "Sheet"
        } else {
            &name
        },
    );
    let escaped = escaped.replace('"', "&quot;");
    format!(
        "{HEAD}<workbook xmlns=\"{MAIN}\" xmlns:r=\"{RELATION}\"><sheets>\
         <sheet name=\"{escaped}\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
    )
}
