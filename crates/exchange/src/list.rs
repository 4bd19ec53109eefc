//! A council's list as it was handed in: a workbook or a text file.

use base::When;
use thiserror::Error;

use crate::delimited::{self, TextFile};
use crate::download::Value;
use crate::sheet::{Cell, Kind, Sheet, Texts};
use crate::value::Said;
use crate::value::date::{self, Day};
use crate::value::number::decimal;
use crate::workbook::{self, Fault};

/// The most bytes that a list may have: 64 MiB, eight times a list of 100,000 posts.
pub const LARGEST_LIST: usize = 64 << 20;

/// Why a file cannot be read as a list. The words are those that the officer reads.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ListError {
    /// Neither a workbook nor a text file.
    #[error("The file must be an Excel or CSV file")]
    WrongKind,
    /// A workbook of before 2007, or of another program.
    #[error("The file is {0}. Save it as an Excel workbook (.xlsx) or CSV file and try again")]
    OtherKind(&'static str),
    /// It asks for a password.
    #[error("Take the password off the file and try again")]
    Password,
    /// More than is read.
    #[error("The file is larger than Muster reads: 64 MiB, and 30 million cells")]
    TooLarge,
    /// A workbook that is not whole.
    #[error("The file is damaged. Open it in Excel, save it again and try again")]
    Damaged,
    /// Nothing in it.
    #[error("The file holds no rows")]
    Empty,
}

impl From<Fault> for ListError {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Broken => Self::Damaged,
            Fault::TooLarge => Self::TooLarge,
            Fault::Password => Self::Password,
            Fault::NotAWorkbook => Self::WrongKind,
        }
    }
}

/// A list as it was handed in.
#[derive(Debug)]
pub struct List {
    pub(crate) name: String,
    pub(crate) texts: Texts,
    pub(crate) sheets: Vec<Sheet>,
    pub(crate) from_1904: bool,
    text_file: Option<TextFile>,
}

impl List {
    /// Reads a file; the name is only for printing.
    ///
    /// # Errors
    /// Says why it is no list that Muster can read, in words for the officer.
    pub fn open(name: impl Into<String>, bytes: &[u8]) -> Result<Self, ListError> {
        if bytes.len() > LARGEST_LIST {
            return Err(ListError::TooLarge);
        }
        let mut texts = Texts::default();
        match kind_of(bytes)? {
            Container::Archive => {
                let book = workbook::read(bytes, &mut texts)?;
                Self {
                    name: name.into(),
                    texts,
                    sheets: book.sheets,
                    from_1904: book.from_1904,
                    text_file: None,
                }
                .with_rows()
            }
            Container::Text => {
                let read = delimited::read(bytes, &mut texts).map_err(|_| ListError::TooLarge)?;
                let (sheet, file) = read.ok_or(ListError::WrongKind)?;
                Self::of_text(name.into(), texts, sheet, file)
            }
        }
    }

    /// The list that a text is.
    pub(crate) fn of_text(
        name: String,
        texts: Texts,
        sheet: Sheet,
        file: TextFile,
    ) -> Result<Self, ListError> {
        Self {
            name,
            texts,
            sheets: vec![sheet],
            from_1904: false,
            text_file: Some(file),
        }
        .with_rows()
    }

    fn with_rows(mut self) -> Result<Self, ListError> {
        self.sheets.retain(|sheet| sheet.row_count() > 0);
        match self.sheets.is_empty() {
            true => Err(ListError::Empty),
            false => Ok(self),
        }
    }

    /// The name under which it was opened.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its sheets, without those that hold nothing; a text file has one.
    pub fn sheets(&self) -> &[Sheet] {
        &self.sheets
    }

    /// The rows of a sheet that hold something, by number, with what stands in them, as it can be
    /// written again.
    pub fn rows(
        &self,
        sheet: usize,
    ) -> impl Iterator<Item = (u32, impl Iterator<Item = Value<'_>>)> {
        let sheet = self.sheets.get(sheet).into_iter();
        sheet
            .flat_map(Sheet::rows)
            .map(move |(number, cells)| (number, cells.iter().map(move |cell| self.value(*cell))))
    }

    /// What a cell holds. Numbers keep their digits.
    pub(crate) fn value(&self, cell: Cell) -> Value<'_> {
        let text = self.texts.get(cell.text);
        match cell.kind {
            Kind::Empty | Kind::Unworked => Value::Empty,
            Kind::Number if decimal(text).is_some() => Value::Digits(text),
            Kind::Date | Kind::IsoDate => match date::read(text, cell.kind, self.from_1904) {
                Said::Value(Day {
                    when: When::Day(day),
                    ..
                }) => Value::Day(day),
                _ => Value::Words(text),
            },
            _ => Value::Words(text),
        }
    }

    /// How it is written, if it is a text file.
    pub fn text_file(&self) -> Option<&TextFile> {
        self.text_file.as_ref()
    }
}

enum Container {
    Archive,
    Text,
}

/// What the first bytes say.
fn kind_of(bytes: &[u8]) -> Result<Container, ListError> {
    // Both the workbooks of before 2007 and encrypted workbooks are compound files (MS-CFB). The
    // names in them are UTF-16.
    const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
    let holds = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(wide.len()).any(|bytes| bytes == wide)
    };
    if bytes.starts_with(COMPOUND) {
        return Err(match holds("EncryptedPackage") {
            true => ListError::Password,
            false if holds("Workbook") || holds("Book") => {
                ListError::OtherKind("a workbook of an early Excel (.xls)")
            }
            false => ListError::WrongKind,
        });
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        let start = &bytes[..bytes.len().min(200)];
        let says = |words: &[u8]| start.windows(words.len()).any(|bytes| bytes == words);
        if says(b"opendocument.spreadsheet") {
            return Err(ListError::OtherKind("an OpenDocument spreadsheet (.ods)"));
        }
        return Ok(Container::Archive);
    }
    match bytes.starts_with(b"%PDF-") {
        true => Err(ListError::WrongKind),
        false => Ok(Container::Text),
    }
}
