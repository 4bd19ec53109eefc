//! Reading text files of cells: comma, semicolon, tab or bar between them, in the usual encodings.
//!
//! Rows are counted as a spreadsheet program counts them, so that `F214` is where the officer looks:
//! a blank line is a row, and a line break within quotation marks is none.

use std::borrow::Cow;

use encoding_rs::{Encoding, MACINTOSH, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::address::{Address, LAST_COLUMN, LAST_ROW};
use crate::sheet::{Cell, Kind, Sheet, Texts, TooLarge};
use crate::steering;

/// Lines that are looked at to find what stands between cells.
const LOOKED_AT: usize = 60;
const SEPARATORS: [char; 4] = [',', ';', '\t', '|'];

/// How a text file was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextFile {
    /// The name of its encoding: `UTF-8`, `windows-1252`.
    pub encoding: &'static str,
    /// What stands between its cells.
    pub separator: char,
    /// The row in which a quotation mark opens that nothing closes.
    pub never_closed: Option<u32>,
}

/// Reads a text file; nothing if it is none.
pub(crate) fn read(bytes: &[u8], texts: &mut Texts) -> Result<Option<(Sheet, TextFile)>, TooLarge> {
    let Some((text, encoding)) = decoded(bytes) else {
        return Ok(None);
    };
    // Excel writes, and heeds, a first line that names the separator.
    let named = text
        .strip_prefix("sep=")
        .and_then(|rest| rest.chars().next())
        .filter(|c| SEPARATORS.contains(c));
    let separator = named.unwrap_or_else(|| likely_separator(&text));
    let heading = usize::from(named.is_some());
    let (sheet, never_closed) = sheet_of(&text, separator, heading, texts)?;
    let file = TextFile {
        encoding: encoding.name(),
        separator,
        never_closed,
    };
    Ok(Some((sheet, file)))
}

/// Reads text with a tab between cells.
pub(crate) fn read_tabbed(text: &str, texts: &mut Texts) -> Result<(Sheet, TextFile), TooLarge> {
    let (sheet, never_closed) = sheet_of(text, '\t', 0, texts)?;
    let file = TextFile {
        encoding: UTF_8.name(),
        separator: '\t',
        never_closed,
    };
    Ok((sheet, file))
}

/// The cells of a text below so many lines, and the row of a quotation mark that nothing closes.
fn sheet_of(
    text: &str,
    separator: char,
    below: usize,
    texts: &mut Texts,
) -> Result<(Sheet, Option<u32>), TooLarge> {
    let mut sheet = Sheet::named("");
    let mut full = Ok(());
    let never_closed = records(text, separator, |at, cell| {
        if full.is_ok() && at.row as usize > below && !cell.trim().is_empty() {
            full = keep(&mut sheet, at, cell, texts);
        }
        full.is_ok()
    });
    full.map(|()| (sheet, never_closed))
}

fn keep(sheet: &mut Sheet, at: Address, cell: &str, texts: &mut Texts) -> Result<(), TooLarge> {
    let text = texts.keep_visible(steering::read(cell)).ok_or(TooLarge)?;
    let kind = Kind::Text;
    sheet.push(at, Cell { text, kind })
}

/// The text of a file and its encoding; nothing if the bytes are no text.
fn decoded(bytes: &[u8]) -> Option<(Cow<'_, str>, &'static Encoding)> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let (text, _) = encoding.decode_without_bom_handling(&bytes[mark..]);
        return is_text(&text).then_some((text, encoding));
    }
    let encoding = match unmarked_utf16(bytes) {
        Some(encoding) => encoding,
        None if std::str::from_utf8(bytes).is_ok() => UTF_8,
        // Line ends without line feeds are those of early Macintoshes.
        None if bytes.contains(&b'\r') && !bytes.contains(&b'\n') => MACINTOSH,
        None => WINDOWS_1252,
    };
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    is_text(&text).then_some((text, encoding))
}

/// Latin letters in UTF-16 have a zero byte each, always on the same side.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = &bytes[..bytes.len().min(512)];
    let zeros = |first: usize| {
        start
            .iter()
            .skip(first)
            .step_by(2)
            .filter(|byte| **byte == 0)
    };
    let half = start.len() / 2;
    if half < 4 {
        None
    } else if zeros(1).count() * 10 > half * 7 && zeros(0).count() == 0 {
        Some(UTF_16LE)
    } else if zeros(0).count() * 10 > half * 7 && zeros(1).count() == 0 {
        Some(UTF_16BE)
    } else {
        None
    }
}

fn is_text(text: &str) -> bool {
    let odd = |c: &char| c.is_control() && !matches!(c, '\t' | '\r' | '\n');
    let start = text.chars().take(4096);
    text.chars().any(char::is_alphanumeric)
        && start.filter(odd).count() * 50 <= text.len().min(4096)
}

/// What parts the cells: that which stands equally often in most lines.
fn likely_separator(text: &str) -> char {
    let score = |separator: char| {
        let mut counts: Vec<usize> = Vec::new();
        records(text, separator, |at, _| {
            let row = at.row as usize;
            counts.resize(row, 0);
            counts[row - 1] += 1;
            row <= LOOKED_AT
        });
        counts.retain(|count| *count > 1);
        let most = counts.iter().max().copied().unwrap_or(0);
        let alike = |count: usize| counts.iter().filter(|other| **other == count).count();
        let commonest = counts.iter().map(|count| alike(*count)).max().unwrap_or(0);
        (commonest, most)
    };
    let mut best = (',', score(','));
    for separator in &SEPARATORS[1..] {
        let this = score(*separator);
        if this > best.1 {
            best = (*separator, this);
        }
    }
    best.0
}

/// Hands over each cell until there is no more or `take` has had enough; gives the row in which a
/// quotation mark opens that nothing closes. The rest of that file is one cell, as in Excel.
fn records(
    text: &str,
    separator: char,
    mut take: impl FnMut(Address, &str) -> bool,
) -> Option<u32> {
    let mut at = Address { row: 1, column: 0 };
    let mut rest = text;
    let mut quoted = String::new();
    let ends_bare = |c: char| c == separator || c == '\n' || c == '\r';
    while !rest.is_empty() && at.row <= LAST_ROW {
        let mut never_closed = None;
        let cell = match rest.strip_prefix('"') {
            None => {
                let end = rest.find(ends_bare).unwrap_or(rest.len());
                let (cell, after) = rest.split_at(end);
                rest = after;
                cell
            }
            Some(inside) => {
                quoted.clear();
                let closed = unquote(inside, &mut quoted);
                never_closed = closed.is_none().then_some(at.row);
                rest = closed.unwrap_or("");
                // What stands behind the closing mark belongs to the cell all the same.
                let end = rest.find(ends_bare).unwrap_or(rest.len());
                quoted.push_str(&rest[..end]);
                rest = &rest[end..];
                quoted.as_str()
            }
        };
        if at.column <= LAST_COLUMN && !take(at, cell) || never_closed.is_some() {
            return never_closed;
        }
        if let Some(after) = rest.strip_prefix(separator) {
            rest = after;
            at.column = at.column.saturating_add(1);
        } else {
            rest = rest
                .strip_prefix("\r\n")
                .or_else(|| rest.strip_prefix(['\r', '\n']))
                .unwrap_or("");
            at = Address {
                row: at.row + 1,
                column: 0,
            };
        }
    }
    None
}

/// Copies what stands up to the closing mark; a doubled mark is one mark. Gives what follows.
fn unquote<'t>(mut text: &'t str, into: &mut String) -> Option<&'t str> {
    loop {
        let Some(end) = text.find('"') else {
            into.push_str(text);
            return None;
        };
        into.push_str(&text[..end]);
        text = &text[end + 1..];
        match text.strip_prefix('"') {
            Some(after) => {
                into.push('"');
                text = after;
            }
            None => return Some(text),
        }
    }
}
