//! The hash chain: each entry vouches for all before it.

use std::fmt;
use std::str::FromStr;

use register::Position;
use sha2::{Digest as _, Sha256};
use thiserror::Error;

/// A SHA-256.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Hash(pub(crate) [u8; 32]);

impl Hash {
    /// The hash of some bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// Its 32 bytes.
    pub fn bytes(self) -> [u8; 32] {
        self.0
    }

    /// The hash of an entry: of the hash before it, the hash of its recording, and its own bytes.
    pub(crate) fn chained(before: Self, recording: Self, entry: &[u8]) -> Self {
        let mut hasher = Sha256::new();
        hasher.update(before.0);
        hasher.update(recording.0);
        hasher.update(entry);
        Self(hasher.finalize().into())
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Reads 64 hexadecimal digits.
impl FromStr for Hash {
    type Err = NotAReceipt;

    fn from_str(text: &str) -> Result<Self, NotAReceipt> {
        let hash = bytes(text).map(Self);
        hash.ok_or_else(|| NotAReceipt(text.chars().take(100).collect()))
    }
}

/// The end of a ledger: how many entries it has, and the hash of the last.
///
/// It is what a decision gives as its receipt. It prints as `17-4c8f…`, and reads back from that.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Head {
    /// The number of entries, which is the position of the last.
    pub entries: u32,
    /// The hash of the last.
    pub hash: Hash,
}

impl Head {
    /// The head of a ledger without entries.
    pub fn empty() -> Self {
        Self {
            entries: 0,
            hash: Hash::of(b"Muster ledger 1"),
        }
    }

    /// The last entry, if there is one.
    pub fn last(&self) -> Option<Position> {
        (self.entries > 0).then(|| Position::numbered(self.entries))
    }

    /// The head after one more entry.
    pub(crate) fn then(self, recording: Hash, entry: &[u8]) -> Self {
        Self {
            entries: self.entries.saturating_add(1),
            hash: Hash::chained(self.hash, recording, entry),
        }
    }
}

impl fmt::Display for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.entries, self.hash)
    }
}

/// A text is no receipt.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{0:?} is not a receipt: a receipt is a number, a hyphen and 64 hexadecimal digits")]
pub struct NotAReceipt(String);

impl FromStr for Head {
    type Err = NotAReceipt;

    fn from_str(text: &str) -> Result<Self, NotAReceipt> {
        let text = text.trim();
        let parts = || {
            let (entries, hash) = text.split_once('-')?;
            let entries = entries.parse().ok()?;
            let hash = hash.parse().ok()?;
            Some(Self { entries, hash })
        };
        parts().ok_or_else(|| NotAReceipt(text.chars().take(100).collect()))
    }
}

/// Exactly so many bytes in hexadecimal.
fn bytes<const N: usize>(text: &str) -> Option<[u8; N]> {
    if text.len() != 2 * N || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let mut bytes = [0; N];
    for (at, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(2 * at..2 * at + 2)?, 16).ok()?;
    }
    Some(bytes)
}
