//! How the shipped data files are read.

use base::{Date, Exact, Pence, parse_decimal};
use serde::de::DeserializeOwned;
use thiserror::Error;

/// Why a data file cannot be read. The shipped files are proved well-formed by a test.
#[derive(Debug, Error)]
pub enum DataError {
    /// A row does not have the columns that it should.
    #[error("{file}: {source}")]
    Row {
        /// The file's name.
        file: &'static str,
        /// What the reader says.
        source: csv::Error,
    },
    /// The profiles are not TOML of the right shape.
    #[error("profiles.toml: {0}")]
    Profiles(#[from] toml::de::Error),
    /// A value is not what its column holds.
    #[error("{file}: {value:?} is not {expected}")]
    Value {
        /// The file's name.
        file: &'static str,
        /// The text that was found.
        value: String,
        /// What the column holds.
        expected: &'static str,
    },
}

/// The text of every data file.
pub(crate) mod text {
    pub(crate) const SPINES: &str = include_str!("../data/spines.csv");
    pub(crate) const AWARDS: &str = include_str!("../data/awards.csv");
    pub(crate) const VALUES: &str = include_str!("../data/spine_values.csv");
    pub(crate) const ENDED: &str = include_str!("../data/points_ended.csv");
    pub(crate) const ASSIMILATION: &str = include_str!("../data/assimilation_2019.csv");
    pub(crate) const COUNCILS: &str = include_str!("../data/councils.csv");
    pub(crate) const GRADES: &str = include_str!("../data/grades.csv");
    pub(crate) const EMPLOYER_NI: &str = include_str!("../data/employer_ni.csv");
    pub(crate) const CONTRACTED_OUT: &str = include_str!("../data/contracted_out.csv");
    pub(crate) const LEVY: &str = include_str!("../data/levy.csv");
    pub(crate) const LGPS: &str = include_str!("../data/lgps_rates.csv");
    pub(crate) const SOURCES: &str = include_str!("../data/sources.csv");
    pub(crate) const PROFILES: &str = include_str!("../data/profiles.toml");
}

/// The rows of a CSV text with a heading row.
pub(crate) fn rows<T: DeserializeOwned>(
    file: &'static str,
    text: &str,
) -> Result<Vec<T>, DataError> {
    csv::Reader::from_reader(text.as_bytes())
        .deserialize()
        .collect::<Result<_, _>>()
        .map_err(|source| DataError::Row { file, source })
}

pub(crate) fn refused(file: &'static str, value: &str, expected: &'static str) -> DataError {
    DataError::Value {
        file,
        value: value.to_owned(),
        expected,
    }
}

pub(crate) fn date(file: &'static str, value: &str) -> Result<Date, DataError> {
    value.parse().map_err(|_| refused(file, value, "a date"))
}

/// A date, or nothing where the field is empty.
pub(crate) fn date_if_any(file: &'static str, value: &str) -> Result<Option<Date>, DataError> {
    if value.is_empty() {
        Ok(None)
    } else {
        date(file, value).map(Some)
    }
}

pub(crate) fn decimal(file: &'static str, value: &str) -> Result<Exact, DataError> {
    parse_decimal(value).map_err(|_| refused(file, value, "a decimal"))
}

/// `13.8` in a column of per cent is 0.138.
pub(crate) fn percent(file: &'static str, value: &str) -> Result<Exact, DataError> {
    decimal(file, value).map(|percent| percent / 100)
}

pub(crate) fn money(file: &'static str, value: &str) -> Result<Pence, DataError> {
    Pence::parse(value).map_err(|_| refused(file, value, "an amount in pounds"))
}
