//! Why the store could not do its work.

use std::path::PathBuf;

use register::Position;
use thiserror::Error;

use crate::chain::Head;
use crate::encoding::Malformed;

/// Why the store could not do its work.
#[derive(Debug, Error)]
pub enum StoreError {
    /// Somebody else has recorded something since.
    #[error(
        "the ledger has moved: {} entries were expected, and there are {}",
        expected.entries, actual.entries
    )]
    Conflict {
        /// The head on which the writer relied.
        expected: Head,
        /// The head as it is.
        actual: Head,
    },
    /// Another account has that e-mail address.
    #[error("another account has that e-mail address")]
    AddressTaken,
    /// An act of writing without entries.
    #[error("there is nothing to record")]
    NothingToRecord,
    /// Something that cannot be written, or that stands in the ledger and cannot be read.
    #[error("entry {} of the ledger: {cause}", at.number())]
    Malformed {
        /// The entry.
        at: Position,
        /// Why.
        cause: Malformed,
    },
    /// What stands in the ledger is not what was recorded.
    #[error("entry {} of the ledger is not what was recorded: its hash does not follow from the entries before it", at.number())]
    Altered {
        /// The first entry at which that shows.
        at: Position,
    },
    /// The ledger in the file is shorter than it was.
    #[error("the ledger has {left} entries, and had {} before: its end was cut off", had.entries)]
    CutOff {
        /// The head that was there.
        had: Head,
        /// How many entries are left.
        left: u32,
    },
    /// An entry of the journal is not what was written.
    #[error("entry {at} of the journal is not what was written")]
    JournalAltered {
        /// The entry.
        at: i64,
    },
    /// An event that cannot be written, or that stands in the journal and cannot be read.
    #[error("entry {at} of the journal: {cause}")]
    MalformedEvent {
        /// The entry.
        at: i64,
        /// Why.
        cause: Malformed,
    },
    /// A row outside the ledger that Muster did not write.
    #[error("{0} in the database cannot be read")]
    Unreadable(&'static str),
    /// There are accounts already.
    #[error("Muster is set up already")]
    AlreadySetUp,
    /// Another account has the name.
    #[error("there is an account with that sign-in name already")]
    NameTaken,
    /// The account is the only one that can make others.
    #[error("it is the only administrator, and nobody could make accounts without it")]
    LastAdministrator,
    /// The link to a proposal was taken back, or its time is over.
    #[error("the link can be used no longer")]
    LinkOver,
    /// As many lists are handed in as are worked on at a time.
    #[error("too many lists are handed in and not imported")]
    TooManyUploads,
    /// The list is recorded already, or erased.
    #[error("the list is recorded already, or erased")]
    UploadGone,
    /// Whoever watched wanted it stopped. Nothing was written.
    #[error("it was stopped, and nothing is recorded")]
    Cancelled,
    /// Somebody else has saved a revision since.
    #[error("revision {expected} was expected to be the last, and there are {actual}")]
    RevisionConflict {
        /// The revision on which the writer relied.
        expected: u32,
        /// The last one.
        actual: u32,
    },
    /// Somebody else has taken a step with the case since.
    #[error("the case has {actual} steps, and {expected} were expected")]
    StepConflict {
        /// How many steps whoever takes one saw.
        expected: u32,
        /// How many there are.
        actual: u32,
    },
    /// More is typed into a form than one may hold.
    #[error("more is typed into the form than it may hold")]
    FormTooLarge,
    /// As many forms are typed into and not saved as are kept for one account.
    #[error("too many forms are typed into and not saved; save or discard some")]
    TooManyForms,
    /// The operating system gives no random bytes.
    #[error("the operating system gives no random numbers")]
    NoRandomness,
    /// The program ends before the answer is known: it is recorded, or it is not.
    #[error("Muster is stopping; look whether it was recorded")]
    Stopped,
    /// There is no data where it was looked for.
    #[error("there is no Muster data in {}", .0.display())]
    Missing(PathBuf),
    /// The folder cannot be used.
    #[error("cannot use the folder {}: {cause}", path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
        /// Why.
        cause: std::io::Error,
    },
    /// The tables are of another Muster.
    #[error("the tables of the database cannot be brought up to date: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// The database failed.
    #[error("the database failed: {0}")]
    Database(#[from] sqlx::Error),
}
