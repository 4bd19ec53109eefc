//! Ledger facts as bytes: one way to write each, so that equal facts have equal hashes.
//!
//! Version 1, in words. A number without a sign is written seven bits a byte, lowest first, each byte
//! but the last with its highest bit set, in as few bytes as hold it; a number with a sign is first
//! folded (0, −1, 1, −2 … become 0, 1, 2, 3 …). A text is its length in bytes and its UTF-8. A list is
//! its length and its items. What may be absent, or not known, is 0, or 1 and the value. A choice is
//! the number of its variant, in one byte, and what the variant holds. A fraction is its numerator and
//! denominator in lowest terms; a day is its year, month and day. A record is its fields in the order
//! of `encoding/facts.rs` and `encoding/events.rs`, and nothing else. The first byte of an entry, a recording and an
//! event is the version.
//!
//! Reading refuses whatever writing would not have written: a longer form of a number, a fraction that
//! can be cancelled, an unknown variant, bytes left over. So bytes and facts correspond one to one. A
//! later version adds its own writing and keeps this reading.

pub(crate) mod canonical;
mod columns;
mod events;
mod facts;
mod shapes;

use std::sync::Arc;

use base::Date;
use register::{Act, Authority, Decision, Entry, Listed, Position, Standing};
use thiserror::Error;

use canonical::{Canonical, Input};

pub(crate) use facts::Recorded;

/// The version that is written.
const VERSION: u8 = 1;

/// The most bytes that an entry or a recording may have.
pub const MAX_BYTES: usize = 1 << 20;

/// Why bytes are not a ledger fact.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Malformed {
    /// They were written by a later Muster.
    #[error(
        "it is written in version {0} of the encoding, which this Muster does not know; use a newer one"
    )]
    UnknownVersion(u8),
    /// They end too early.
    #[error("it ends before all of it was read")]
    CutOff,
    /// Something follows where nothing should.
    #[error("{0} bytes are left over")]
    LeftOver(usize),
    /// Something that is never written so.
    #[error("at byte {at}: {what}")]
    NotCanonical {
        /// Where, counted from nought.
        at: usize,
        /// What stands there.
        what: &'static str,
    },
    /// It is larger than anything that is written.
    #[error("it has more than {MAX_BYTES} bytes")]
    TooLong,
}

/// An entry without its place and its decision, which the chain gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryFacts {
    /// The day on which it was written down.
    pub recorded: Date,
    /// The day from which it has effect.
    pub effective: Date,
    /// How sure it is that it was decided.
    pub standing: Standing,
    /// The paragraph of the report.
    pub paragraph: Option<String>,
    /// The change line of the report, counted from one.
    pub change_line: Option<usize>,
    /// What was assumed in writing it.
    pub assumption: Option<String>,
    /// The row of the list from which it was imported.
    pub listed: Option<Listed>,
    /// What it does.
    pub act: Act,
}

impl EntryFacts {
    /// What of an entry goes into its bytes.
    pub fn of(entry: &Entry) -> Self {
        Self {
            recorded: entry.recorded,
            effective: entry.effective,
            standing: entry.authority.standing,
            paragraph: entry.authority.paragraph.clone(),
            change_line: entry.authority.change_line,
            assumption: entry.authority.assumption.clone(),
            listed: entry.authority.listed.clone(),
            act: entry.act.clone(),
        }
    }

    /// The entry, at its place and on its decision.
    pub(crate) fn entry(self, position: Position, decision: Arc<Decision>) -> Entry {
        Entry {
            position,
            recorded: self.recorded,
            effective: self.effective,
            authority: Authority {
                decision,
                standing: self.standing,
                paragraph: self.paragraph,
                change_line: self.change_line,
                assumption: self.assumption,
                listed: self.listed,
            },
            act: self.act,
        }
    }
}

/// The bytes of an entry.
///
/// # Errors
/// [`Malformed`] if they could not be read back: too many, or nested too deep.
pub fn encode(entry: &EntryFacts) -> Result<Vec<u8>, Malformed> {
    written(entry)
}

/// The entry in these bytes.
///
/// # Errors
/// [`Malformed`] if [`encode`] does not write such bytes.
pub fn decode(bytes: &[u8]) -> Result<EntryFacts, Malformed> {
    read(bytes)
}

pub(crate) fn written<T: Canonical + PartialEq>(fact: &T) -> Result<Vec<u8>, Malformed> {
    let mut bytes = vec![VERSION];
    fact.write(&mut bytes);
    // Nothing is recorded that could not be read again.
    read::<T>(&bytes).map(|_| bytes)
}

pub(crate) fn read<T: Canonical>(bytes: &[u8]) -> Result<T, Malformed> {
    if bytes.len() > MAX_BYTES {
        return Err(Malformed::TooLong);
    }
    let mut input = Input::new(bytes);
    match input.byte()? {
        VERSION => {}
        other => return Err(Malformed::UnknownVersion(other)),
    }
    let fact = T::read(&mut input)?;
    match input.left() {
        0 => Ok(fact),
        left => Err(Malformed::LeftOver(left)),
    }
}
