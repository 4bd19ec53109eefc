//! The journal as a file that somebody takes away, and can verify without Muster's data.
//!
//! The first line names the format; each further one is an entry: its number, its facts and its hash, both in
//! hexadecimal. An entry hashes to SHA-256 of the hash before it and its facts, so no line can be altered,
//! left out or moved without the next one showing it. The last hash is the receipt of the whole.

use std::fmt::Write as _;

use sqlx::Row as _;

use crate::chain::Hash;
use crate::encoding;
use crate::error::StoreError;
use crate::journal::{Happened, chained, origin};
use crate::store::Store;

/// What the first line says.
const FIRST_LINE: &str = "Muster journal 1";

/// What a file of the journal holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JournalFileVerified {
    /// How many entries.
    pub entries: u32,
    /// The hash of the last: compare it with one that was kept elsewhere.
    pub hash: Hash,
    /// What is not as it was written, in words that name the line.
    pub faults: Vec<String>,
}

impl Store {
    /// All of the journal, as a file.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn journal_file(&self) -> Result<String, StoreError> {
        let rows = sqlx::query("SELECT number, facts, hash FROM journal_entry ORDER BY number");
        let rows = rows.fetch_all(self.readers()).await?;
        let mut text = format!("{FIRST_LINE}\n");
        for row in rows {
            let (number, facts, hash): (i64, &[u8], &[u8]) = (row.get(0), row.get(1), row.get(2));
            // Writing to a text cannot fail.
            let _ = write!(text, "{number} ");
            hexadecimal(&mut text, facts);
            text.push(' ');
            hexadecimal(&mut text, hash);
            text.push('\n');
        }
        Ok(text)
    }
}

/// Reads a file of the journal again, entry by entry.
///
/// # Errors
/// [`StoreError::Unreadable`] if it is no such file.
pub fn verify_journal_file(text: &str) -> Result<JournalFileVerified, StoreError> {
    let mut lines = text.lines();
    if lines.next() != Some(FIRST_LINE) {
        return Err(StoreError::Unreadable("the first line of a journal file"));
    }
    let mut verified = JournalFileVerified {
        entries: 0,
        hash: origin(),
        faults: Vec::new(),
    };
    for (index, line) in lines.enumerate() {
        let at = index + 2;
        let Some((number, facts, hash)) = entry(line) else {
            verified.faults.push(format!("line {at} is no entry"));
            continue;
        };
        if number != verified.entries + 1 {
            let expected = verified.entries + 1;
            let fault = format!("line {at} is entry {number}, where entry {expected} should stand");
            verified.faults.push(fault);
        }
        if chained(verified.hash, &facts) != hash {
            let fault = format!("entry {number}, line {at}, is not what follows the one before it");
            verified.faults.push(fault);
        }
        if encoding::read::<Happened>(&facts).is_err() {
            let fault = format!("entry {number}, line {at}, holds what this Muster cannot read");
            verified.faults.push(fault);
        }
        verified.entries = number;
        verified.hash = hash;
    }
    Ok(verified)
}

fn entry(line: &str) -> Option<(u32, Vec<u8>, Hash)> {
    let mut parts = line.split(' ');
    let (number, facts, hash) = (parts.next()?, parts.next()?, parts.next()?);
    let is_whole = parts.next().is_none();
    let facts = bytes(facts)?;
    is_whole.then_some((number.parse().ok()?, facts, hash.parse().ok()?))
}

fn hexadecimal(text: &mut String, bytes: &[u8]) {
    for byte in bytes {
        let _ = write!(text, "{byte:02x}");
    }
}

fn bytes(digits: &str) -> Option<Vec<u8>> {
    let digits = digits.as_bytes();
    let value = |digit: u8| {
        char::from(digit)
            .to_digit(16)
            .and_then(|it| u8::try_from(it).ok())
    };
    let pairs = digits.chunks(2);
    let read = pairs.map(|pair| match pair {
        [high, low] => Some(value(*high)? << 4 | value(*low)?),
        _ => None,
    });
    read.collect()
}
