//! Columns kept in a file beside the database, so that they need not be made anew.
//!
//! ```text
//! header    "Muster columns 1", the head of the ledger, the lengths of what follows, a checksum
//! words     councils, terms, shares …, as in `encoding.rs`, and numbers of four bytes; a checksum
//! rows      64 blocks and a checksum, again and again; read by two threads, each a half
//! ```
//!
//! The file is a cache. It is believed if every checksum fits and the database has the same head, and
//! otherwise as good as absent (see `docs/adr/0023-columns-on-disk.md`). A checksum depends on the header
//! and on the place, so that no part of another file passes for one of this.

use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom, Write as _};
use std::path::Path;

use crc32fast::Hasher;
use register::{Columns, Pieces, RowLimits, Rows, Words};

use crate::chain::{Hash, Head};
use crate::encoding::canonical::{Canonical as _, Input};

/// What a file of this version begins with.
const MAGIC: &[u8; 16] = b"Muster columns 1";
/// How many blocks one checksum is of.
const AT_ONCE: usize = 64;
const SUM: usize = size_of::<u32>();
const HEADER: usize = MAGIC.len() + 4 + 32 + 3 * 8 + 4 + SUM;

/// The lengths of what stands before the rows.
#[derive(Clone, Copy)]
struct Lengths {
    words: u64,
    numbers: u64,
}

impl Lengths {
    /// Where a block stands that is the first of those with one checksum; or, after the last, the end.
    fn row(self, at: usize) -> Option<u64> {
        let rows = at.checked_mul(Rows::BYTES)?;
        let sums = at.div_ceil(AT_ONCE) * SUM;
        let before = u64::try_from(HEADER + SUM).ok()?;
        let words = self.words.checked_add(self.numbers.checked_mul(4)?)?;
        let rows = u64::try_from(rows.checked_add(sums)?).ok()?;
        before.checked_add(words)?.checked_add(rows)
    }
}

/// A checksum for a part of the file with this header.
fn checksum(of_header: u32, place: u64, bytes: &[u8]) -> u32 {
    let mut hasher = Hasher::new();
    hasher.update(&of_header.to_le_bytes());
    hasher.update(&place.to_le_bytes());
    hasher.update(bytes);
    hasher.finalize()
}

/// Writes columns into a new file, and makes it durable.
///
/// # Errors
/// If the file cannot be written.
pub(crate) fn write(path: &Path, columns: &Columns, head: Head) -> std::io::Result<()> {
    let Pieces {
        words,
        numbers,
        rows,
    } = columns.pieces();
    let mut part = Vec::new();
    words.write(&mut part);
    let length = |length: usize| (length as u64).to_le_bytes();
    let mut header = MAGIC.to_vec();
    header.extend(head.entries.to_le_bytes());
    header.extend(head.hash.bytes());
    header.extend(length(part.len()));
    header.extend(length(numbers.len()));
    header.extend(length(rows.len()));
    header.extend(u32::try_from(Rows::BYTES).unwrap_or(0).to_le_bytes());
    let of_header = crc32fast::hash(&header);
    header.extend(of_header.to_le_bytes());
    let mut file = File::create(path)?;
    file.write_all(&header)?;
    part.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
    let mut place = 0;
    let mut put = |part: &mut Vec<u8>| {
        let sum = checksum(of_header, place, part);
        part.extend(sum.to_le_bytes());
        place += 1;
        file.write_all(part)
    };
    put(&mut part)?;
    for rows in rows.chunks(AT_ONCE) {
        part.clear();
        rows.iter().for_each(|rows| rows.write(&mut part));
        put(&mut part)?;
    }
    file.sync_all()
}

/// Reads columns, and the head of the ledger of which they are; none if the file is not there, or not as
/// it was written.
pub(crate) fn read(path: &Path) -> Option<(Columns, Head)> {
    let mut file = File::open(path).ok()?;
    let size = file.metadata().ok()?.len();
    let mut header = [0; HEADER];
    file.read_exact(&mut header).ok()?;
    let (header, sum) = header.split_last_chunk::<SUM>()?;
    let of_header = u32::from_le_bytes(*sum);
    if crc32fast::hash(header) != of_header {
        return None;
    }
    let rest = header.strip_prefix(MAGIC)?;
    let (entries, rest) = rest.split_first_chunk()?;
    let (hash, rest) = rest.split_first_chunk()?;
    let (lengths, bytes_of_rows) = rest.split_last_chunk()?;
    let head = Head {
        entries: u32::from_le_bytes(*entries),
        hash: Hash(*hash),
    };
    let [words, numbers, rows] = *lengths.as_chunks().0 else {
        return None;
    };
    let [words, numbers, rows] = [words, numbers, rows].map(u64::from_le_bytes);
    let lengths = Lengths { words, numbers };
    let count = usize::try_from(rows).ok()?;
    // What is cut off or longer is refused before memory is taken for it.
    let fits = u32::from_le_bytes(*bytes_of_rows) as usize == Rows::BYTES;
    if !fits || lengths.row(count)? != size {
        return None;
    }
    let words_end = usize::try_from(words).ok()?;
    let mut part = vec![0; usize::try_from(words + numbers * 4).ok()?];
    file.read_exact(&mut part).ok()?;
    let mut sum = [0; SUM];
    file.read_exact(&mut sum).ok()?;
    if checksum(of_header, 0, &part) != u32::from_le_bytes(sum) {
        return None;
    }
    let (words, numbers) = part.split_at_checked(words_end)?;
    let mut input = Input::new(words);
    let words = Words::read(&mut input).ok().filter(|_| input.left() == 0)?;
    let numbers = numbers.as_chunks().0.iter();
    let numbers: Vec<u32> = numbers.map(|bytes| u32::from_le_bytes(*bytes)).collect();
    let limits = Pieces::limits(&words, &numbers)?;
    let half = count.div_ceil(2).next_multiple_of(AT_ONCE).min(count);
    let half_of = |from: usize, to: usize| {
        let place = lengths.row(from)?;
        read_rows(path, place, from..to, of_header, &limits)
    };
    let (first, second) = std::thread::scope(|scope| {
        let second = scope.spawn(|| half_of(half, count));
        (half_of(0, half), second.join().ok().flatten())
    });
    let mut rows = first?;
    rows.extend(second?);
    let pieces = Pieces {
        words,
        numbers,
        rows,
    };
    let columns = Columns::of_pieces(pieces)?;
    Some((columns, head))
}

/// Reads some blocks, from a place in the file on.
fn read_rows(
    path: &Path,
    place: u64,
    blocks: std::ops::Range<usize>,
    of_header: u32,
    limits: &RowLimits,
) -> Option<Vec<Rows>> {
    let mut file = File::open(path).ok()?;
    file.seek(SeekFrom::Start(place)).ok()?;
    let mut part = vec![0; AT_ONCE * Rows::BYTES + SUM];
    let mut rows = Vec::with_capacity(blocks.len());
    for first in blocks.clone().step_by(AT_ONCE) {
        let count = AT_ONCE.min(blocks.end - first);
        let part = part.get_mut(..count * Rows::BYTES + SUM)?;
        file.read_exact(part).ok()?;
        let (part, sum) = part.split_last_chunk()?;
        let place = 1 + u64::try_from(first / AT_ONCE).ok()?;
        if checksum(of_header, place, part) != u32::from_le_bytes(*sum) {
            return None;
        }
        for bytes in part.chunks_exact(Rows::BYTES) {
            rows.push(Rows::read(bytes, limits)?);
        }
    }
    Some(rows)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use register::{Act, Authority, Decision, Ledger, LineId, PostLine, Standing};

    use super::*;

    /// A file of two parts of rows.
    fn file(folder: &Path) -> Vec<u8> {
        let day = base::Date::constant(2020, 4, 1);
        let decision = Decision {
            body: "Example County Council".to_owned(),
            maker: None,
            date: day,
            title: "Opening balance".to_owned(),
            reference: None,
            not_held: Vec::new(),
        };
        let authority = Authority {
            decision: decision.into(),
            standing: Standing::Attested,
            paragraph: None,
            change_line: None,
            assumption: None,
            listed: None,
        };
        let mut ledger = Ledger::new();
        for number in 1..=35_000 {
            let line = LineId::numbered(number);
            let post = PostLine::titled("Service Organiser");
            ledger.record(day, day, authority.clone(), Act::Attest { line, post });
        }
        let head = Head {
            entries: 35_000,
            hash: Hash::of(b"some ledger"),
        };
        let path = folder.join("columns");
        write(&path, &Columns::of(&ledger), head).unwrap();
        fs::read(path).unwrap()
    }

    #[test]
    fn what_was_written_is_read_and_whatever_else_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let bytes = file(folder.path());
        let path = folder.path().join("other");
        let is_read = |bytes: &[u8]| {
            fs::write(&path, bytes).unwrap();
            read(&path).is_some()
        };
        assert!(is_read(&bytes));
        let length = bytes.len();
        let part = AT_ONCE * Rows::BYTES + SUM;
        assert!(length > 2 * Rows::BYTES + part, "{length}");
        for cut in [0, 1, HEADER - 1, HEADER, length - part, length - 1] {
            assert!(!is_read(&bytes[..cut]), "cut off at {cut}");
        }
        assert!(!is_read(&[&bytes[..], b"x"].concat()));
        // Every byte before the rows, and some of those.
        let before = length - 69 * Rows::BYTES - 2 * SUM;
        let places = (0..before).chain((before..length).step_by(4001));
        for at in places.chain(length - SUM..length) {
            let mut bytes = bytes.clone();
            bytes[at] ^= 1 << (at % 8);
            assert!(!is_read(&bytes), "byte {at}");
        }
        // Whole parts in each other's place.
        let rows = before;
        let mut turned = bytes.clone();
        turned[rows..rows + part].copy_from_slice(&bytes[length - part..]);
        assert!(!is_read(&turned));
    }
}
