//! Random numbers that stand for people, proposals, links and lists.

use std::fmt;

use crate::error::StoreError;

macro_rules! random_number {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub [u8; 16]);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }
    };
}

random_number! {
    /// The random number of a person. It says nothing about them.
    PersonId
}

random_number! {
    /// The random number of a proposal.
    ProposalId
}

random_number! {
    /// The random number of a list that was handed in.
    UploadId
}

random_number! {
    /// The random number of a link that puts people on a proposal.
    CaseLinkId
}

impl std::str::FromStr for UploadId {
    type Err = NotANumber;

    fn from_str(text: &str) -> Result<Self, NotANumber> {
        written(text).map(Self)
    }
}

impl std::str::FromStr for CaseLinkId {
    type Err = NotANumber;

    fn from_str(text: &str) -> Result<Self, NotANumber> {
        written(text).map(Self)
    }
}

/// A number as it stands in an address: 32 hexadecimal digits.
fn written(text: &str) -> Result<[u8; 16], NotANumber> {
    let is_written_so = text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let number = u128::from_str_radix(text, 16);
    let number = number.ok().filter(|_| is_written_so);
    number.map(u128::to_be_bytes).ok_or(NotANumber)
}

/// A text that is no random number as Muster writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("that is no number of sixteen bytes")]
pub struct NotANumber;

/// Bytes that nobody can guess.
pub(crate) fn random<const N: usize>() -> Result<[u8; N], StoreError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|_| StoreError::NoRandomness)?;
    Ok(bytes)
}
