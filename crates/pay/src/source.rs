//! Where the data come from.

use serde::Deserialize;

use crate::data::{self, DataError, Files};

/// A publication, or the honest word for none. Data rows cite it by its id.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Source {
    /// `S01`; `A..` is the compiler's own recall or inference.
    pub id: String,
    /// Publisher and title.
    pub title: String,
    /// An address or a path.
    pub locator: String,
    /// How much of it was read.
    pub status: String,
}

pub(crate) fn read(files: &Files<'_>) -> Result<Vec<Source>, DataError> {
    data::rows("sources.csv", files.sources)
}
