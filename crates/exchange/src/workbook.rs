//! Reading Excel workbooks (ECMA-376): the parts of the archive that hold cells.

mod cells;
mod strings;
mod styles;
mod tokens;

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use thiserror::Error;
use zip::ZipArchive;
use zip::result::ZipError;

use self::cells::Shared;
use self::tokens::{Token, Tokens, attribute};
use crate::sheet::{Sheet, Texts};

/// The most that a part may be once it is unpacked: Excel's own limit of a million rows of thirty
/// columns stays below it, and an archive made to burst does not.
const LARGEST_PART: u64 = 2 << 30;
/// The most sheets that are read.
const MOST_SHEETS: usize = 200;

/// Why a workbook cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub(crate) enum Fault {
    /// It is not what it should be.
    #[error("the workbook is damaged")]
    Broken,
    /// There is more in it than Muster reads.
    #[error("the workbook is too large")]
    TooLarge,
    /// It asks for a password.
    #[error("the workbook has a password")]
    Password,
    /// An archive, but no Excel workbook: another kind of document.
    #[error("the file is no workbook")]
    NotAWorkbook,
}

impl From<ZipError> for Fault {
    fn from(error: ZipError) -> Self {
        match error {
            ZipError::UnsupportedArchive(why) if why == ZipError::PASSWORD_REQUIRED => {
                Self::Password
            }
            _ => Self::Broken,
        }
    }
}

type Archive<'b> = ZipArchive<Cursor<&'b [u8]>>;

/// What a workbook holds.
pub(crate) struct Workbook {
    pub(crate) sheets: Vec<Sheet>,
    /// Do its days count from 1904, as on early Macintoshes?
    pub(crate) from_1904: bool,
}

/// Reads every worksheet.
pub(crate) fn read(bytes: &[u8], texts: &mut Texts) -> Result<Workbook, Fault> {
    let mut archive = ZipArchive::new(Cursor::new(bytes))?;
    let main = main_part(&mut archive)?;
    let book = contents(part(&mut archive, &main)?)?;
    let targets = relations(&mut archive, &main)?;
    let beside = |kind: &str| targets.values().find(|target| target.kind == kind);
    let strings = match beside("sharedStrings") {
        Some(target) => strings::read(part(&mut archive, &target.path)?, texts)?,
        None => Vec::new(),
    };
    let looks = match beside("styles") {
        Some(target) => styles::read(part(&mut archive, &target.path)?)?,
        None => Vec::new(),
    };
    let shared = Shared {
        strings: &strings,
        looks: &looks,
    };
    let mut sheets = Vec::new();
    for listed in book.sheets.into_iter().take(MOST_SHEETS) {
        let Some(target) = targets.get(&listed.relation) else {
            continue;
        };
        if target.kind != "worksheet" {
            continue;
        }
        let mut sheet = Sheet::named(listed.name);
        sheet.hidden = listed.hidden;
        let source = part(&mut archive, &target.path)?;
        cells::read(source, &mut sheet, texts, &shared)?;
        sheet.fill_merged();
        sheets.push(sheet);
    }
    Ok(Workbook {
        sheets,
        from_1904: book.from_1904,
    })
}

/// A part of the archive, unpacked as it is read and never beyond the limit.
fn part<'a, 'b>(
    archive: &'a mut Archive<'b>,
    path: &str,
) -> Result<impl Read + use<'a, 'b>, Fault> {
    let file = archive.by_name(path).map_err(|error| match error {
        ZipError::FileNotFound => Fault::Broken,
        other => other.into(),
    })?;
    if file.size() > LARGEST_PART {
        return Err(Fault::TooLarge);
    }
    Ok(file.take(LARGEST_PART))
}

/// The part that lists the sheets.
fn main_part(archive: &mut Archive<'_>) -> Result<String, Fault> {
    let roots = relations(archive, "").map_err(|fault| match fault {
        Fault::Broken => Fault::NotAWorkbook,
        other => other,
    })?;
    let main = roots
        .values()
        .find(|target| target.kind == "officeDocument");
    let main = main.ok_or(Fault::NotAWorkbook)?;
    // A Word document is an archive of the same kind.
    match main.path.starts_with("xl/") {
        true => Ok(main.path.clone()),
        false => Err(Fault::NotAWorkbook),
    }
}

struct Target {
    /// The last word of the relation's type.
    kind: String,
    path: String,
}

/// What a part refers to, by its names for it.
fn relations(archive: &mut Archive<'_>, of: &str) -> Result<BTreeMap<String, Target>, Fault> {
    let (folder, file) = of.rsplit_once('/').unwrap_or(("", of));
    let within = |folder: &str, path: &str| match folder {
        "" => path.to_owned(),
        _ => format!("{folder}/{path}"),
    };
    let source = part(archive, &within(folder, &format!("_rels/{file}.rels")))?;
    let mut tokens = Tokens::new(source);
    let mut targets = BTreeMap::new();
    while let Some(token) = tokens.next()? {
        let Token::Open(b"Relationship", given, _) = token else {
            continue;
        };
        let (Some(id), Some(kind), Some(path)) = (
            attribute(given, b"Id"),
            attribute(given, b"Type"),
            attribute(given, b"Target"),
        ) else {
            continue;
        };
        let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
        let path = match path.strip_prefix('/') {
            Some(path) => path.to_owned(),
            None => within(folder, &path),
        };
        targets.insert(id, Target { kind, path });
    }
    Ok(targets)
}

struct Contents {
    sheets: Vec<Listed>,
    from_1904: bool,
}

struct Listed {
    name: String,
    relation: String,
    hidden: bool,
}

fn contents(source: impl Read) -> Result<Contents, Fault> {
    let mut tokens = Tokens::new(source);
    let mut contents = Contents {
        sheets: Vec::new(),
        from_1904: false,
    };
    while let Some(token) = tokens.next()? {
        match token {
            Token::Open(b"workbookPr", given, _) => {
                let from = attribute(given, b"date1904");
                contents.from_1904 = matches!(from.as_deref(), Some("1" | "true"));
            }
            Token::Open(b"sheet", given, _) => contents.sheets.push(Listed {
                name: attribute(given, b"name").unwrap_or_default(),
                relation: attribute(given, b"id").unwrap_or_default(),
                hidden: attribute(given, b"state").is_some_and(|state| state != "visible"),
            }),
            _ => {}
        }
    }
    Ok(contents)
}
