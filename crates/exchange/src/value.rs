//! What a cell says: a value, that it is not known, or something odd.

pub(crate) mod date;
pub(crate) mod number;
pub(crate) mod words;

/// What was read from a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Said<T> {
    /// A value.
    Value(T),
    /// Nothing, or that it is not known.
    Unknown,
    /// Something else; what it was probably meant to be, if that can be told.
    Odd(Option<T>),
}

impl<T> Said<T> {
    pub(crate) fn map<U>(self, f: impl FnOnce(T) -> U) -> Said<U> {
        match self {
            Self::Value(value) => Said::Value(f(value)),
            Self::Unknown => Said::Unknown,
            Self::Odd(reading) => Said::Odd(reading.map(f)),
        }
    }
}

/// Does a text say that something is not known? A dash does not: it may stand for nothing, for
/// nought or for not known.
pub(crate) fn says_unknown(text: &str) -> bool {
    const WORDS: [&str; 16] = [
        "?",
        "unknown",
        "not known",
        "n/k",
        "nk",
        "n.k.",
        "tbc",
        "t.b.c.",
        "tba",
        "tbd",
        "to be confirmed",
        "to be agreed",
        "to be advised",
        "to be decided",
        "not stated",
        "not recorded",
    ];
    is_one_of(text, &WORDS)
}

/// Is a text one of these words, in whatever letters? Lists have millions of texts that are not, so
/// nothing is copied.
pub(crate) fn is_one_of(text: &str, words: &[&str]) -> bool {
    let text = text.trim();
    words.iter().any(|word| text.eq_ignore_ascii_case(word))
}
