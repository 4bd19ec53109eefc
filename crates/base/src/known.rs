//! A value that may not be known.

use std::fmt;

/// A value, or the fact that it is not known.
///
/// Unlike an `Option`, it has no default and is never read as zero: whoever wants a number out of
/// it says what happens when there is none. It prints as the value, or as "not known".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Known<T> {
    /// The value.
    Known(T),
    /// Nobody has said what it is.
    Unknown,
}

impl<T> Known<T> {
    /// The value, if there is one.
    pub fn known(self) -> Option<T> {
        match self {
            Self::Known(value) => Some(value),
            Self::Unknown => None,
        }
    }

    /// Borrows the value.
    pub fn as_ref(&self) -> Known<&T> {
        match self {
            Self::Known(value) => Known::Known(value),
            Self::Unknown => Known::Unknown,
        }
    }

    /// Is there a value?
    pub fn is_known(&self) -> bool {
        matches!(self, Self::Known(_))
    }

    /// Applies a function to the value; what is not known stays so.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Known<U> {
        match self {
            Self::Known(value) => Known::Known(f(value)),
            Self::Unknown => Known::Unknown,
        }
    }

    /// Both values, if both are known.
    pub fn zip<U>(self, other: Known<U>) -> Known<(T, U)> {
        match (self, other) {
            (Self::Known(a), Known::Known(b)) => Known::Known((a, b)),
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
            Self::Unknown => f.write_str("not known"),
        }
    }
}
