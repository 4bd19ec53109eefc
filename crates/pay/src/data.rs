//! How data files are read.

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

/// The text of every data file; `data/README.md` says what each holds.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "each is named after its file")]
pub struct Files<'f> {
    pub spines: &'f str,
    pub awards: &'f str,
    pub spine_values: &'f str,
    pub points_ended: &'f str,
    pub assimilation_2019: &'f str,
    pub councils: &'f str,
    pub grades: &'f str,
    pub employer_ni: &'f str,
    pub contracted_out: &'f str,
    pub levy: &'f str,
    pub lgps_rates: &'f str,
    pub sources: &'f str,
    pub profiles: &'f str,
}

impl Files<'static> {
    /// Those shipped with the program. Another pay structure replaces the files that it needs.
    pub const SHIPPED: Self = Self {
        spines: include_str!("../data/spines.csv"),
        awards: include_str!("../data/awards.csv"),
        spine_values: include_str!("../data/spine_values.csv"),
        points_ended: include_str!("../data/points_ended.csv"),
        assimilation_2019: include_str!("../data/assimilation_2019.csv"),
        councils: include_str!("../data/councils.csv"),
        grades: include_str!("../data/grades.csv"),
        employer_ni: include_str!("../data/employer_ni.csv"),
        contracted_out: include_str!("../data/contracted_out.csv"),
        levy: include_str!("../data/levy.csv"),
        lgps_rates: include_str!("../data/lgps_rates.csv"),
        sources: include_str!("../data/sources.csv"),
        profiles: include_str!("../data/profiles.toml"),
    };
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
