//! Why a use case could not be carried out.

use access::Deed;
use storage::StoreError;
use thiserror::Error;

/// Why a use case could not be carried out.
#[derive(Debug, Error)]
pub enum AppError {
    /// The actor may not do that.
    #[error("you may not {}", .0.words())]
    Refused(Deed),
    /// There is no such council, post or unit: or not as it was recorded then.
    #[error("there is no such {0}")]
    NotFound(&'static str),
    /// A date that cannot be asked for.
    #[error("“as recorded at” must be today or in the past")]
    NotYetRecorded,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}
