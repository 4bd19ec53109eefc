//! A value that may not be known, or not told.

use std::fmt;

/// A value, or the fact that it is not known or not told.
///
/// Unlike an `Option`, it has no default and is never read as zero: whoever wants a number out of
/// it says what happens when there is none. It prints as the value, as "not known" or as "withheld".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Known<T> {
    /// The value.
    Known(T),
    /// Nobody has said what it is.
    Unknown,
    /// Somebody knows, and whoever reads this may not. The ledger never holds it.
    Withheld,
}

impl<T> Known<T> {
    /// The value, if there is one.
    pub fn known(self) -> Option<T> {
        match self {
            Self::Known(value) => Some(value),
            Self::Unknown | Self::Withheld => None,
        }
    }

    /// Borrows the value.
    pub fn as_ref(&self) -> Known<&T> {
        match self {
            Self::Known(value) => Known::Known(value),
            Self::Unknown => Known::Unknown,
            Self::Withheld => Known::Withheld,
        }
    }

    /// Is there a value?
    pub fn is_known(&self) -> bool {
        matches!(self, Self::Known(_))
    }

    /// What stands in the place of a value that is not there: `not known` or `withheld`.
    pub fn missing(&self) -> &'static str {
        match self {
            Self::Withheld => "withheld",
            Self::Known(_) | Self::Unknown => "not known",
        }
    }

    /// Applies a function to the value; what is not there stays so.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Known<U> {
        match self {
            Self::Known(value) => Known::Known(f(value)),
            Self::Unknown => Known::Unknown,
            Self::Withheld => Known::Withheld,
        }
    }

    /// Both values, if both are known; withheld if one of them is.
    pub fn zip<U>(self, other: Known<U>) -> Known<(T, U)> {
        match (self, other) {
            (Self::Known(a), Known::Known(b)) => Known::Known((a, b)),
            (Self::Withheld, _) | (_, Known::Withheld) => Known::Withheld,
            _ => Known::Unknown,
        }
    }
}

impl<T> From<Option<T>> for Known<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Unknown, Self::Known)
    }
}

impl<T: fmt::Display> fmt::Display for Known<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Known(value) => value.fmt(f),
            Self::Unknown | Self::Withheld => f.write_str(self.missing()),
        }
    }
}
