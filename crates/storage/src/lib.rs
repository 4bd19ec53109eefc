//! Facts on disk: the chained ledger, and what belongs beside it.
//!
//! ```text
//! Recording   when, by whom, on what decision, entries
//!     │  record(expected head)                one transaction; durable when it returns
//!     ▼
//! muster.sqlite3 ── each entry: bytes, and the hash of all before it
//!     │  snapshot()                           re-hashed and decoded once, then only the new tail
//!     ▼
//! Snapshot    register::Ledger, its head, who recorded what when
//! ColumnsAt   register::Columns, its head       columns(); from muster.columns, if that was kept
//! ```
//!
//! Beside the ledger stand the journal (what people did, chained likewise), people with names that can
//! be erased, accounts and sessions with who they are to an identity provider, what is set for councils, lists on their way into the ledger, and
//! proposals as revisions whose text can be redacted, with who is on each, what they say about it, the steps
//! of its way to a decision, the documents that were published, notices with the messages that bring them, and
//! forms as they are typed. [`verify()`] reads all of it again and says what is not as it was written.
//!
//! The database holds facts and answers no question about posts: those are folded in memory, by
//! `register`. There is no way to change or take out a ledger entry, and the database refuses it.
//! Writers go one after another against the head that they expect, and those that wait at the same time
//! are made durable together; readers never wait for them.
//!
//! This crate does not know who may do what, has no clock, and knows no domain rule. Start with
//! [`Store`].

mod accounts;
mod answers;
mod attempts;
mod backup;
mod case_parts;
mod case_steps;
mod chain;
mod columns;
mod councils;
mod deciding;
mod encoding;
mod error;
mod identity;
mod journal;
mod journal_file;
mod kept;
mod kept_forms;
mod messages;
mod notices;
mod on_case;
mod people;
mod proposals;
mod published;
mod receipt;
mod recording;
mod review_comments;
mod sign_on;
mod sqlite;
mod store;
mod tail;
mod together;
mod uploads;
mod verify;
mod watch;
mod written;

pub use accounts::{Account, Credentials, NewAccount, SessionKey};
pub use answers::{ConsultationAnswer, NewConsultationAnswer};
pub use attempts::AttemptLimit;
pub use backup::{BackupError, backup, restore};
pub use case_parts::{CasePart, NewCasePart};
pub use case_steps::{CaseStep, NewCaseStep};
pub use chain::{Hash, Head, NotAReceipt};
pub use columns::{COLUMNS_FILE, ColumnsAt};
pub use councils::CouncilSetting;
pub use deciding::{DecisionRecorded, NewDecision, head_after};
pub use encoding::{EntryFacts, MAX_BYTES, Malformed, decode, encode};
pub use error::StoreError;
pub use identity::{CaseLinkId, NotANumber, PersonId, ProposalId, UploadId};
pub use journal::{Event, JournalEntry};
pub use journal_file::{JournalFileVerified, verify_journal_file};
pub use kept_forms::{FormKey, KeptForm, LARGEST_KEPT_FORM};
pub use messages::{DueMessage, GivenUp, MailTrouble, NoticeWish, Sending};
pub use notices::{NewNotice, Notice};
pub use on_case::{CaseLink, NewCaseLink, OnCase};
pub use people::{Holder, NewHolding};
pub use proposals::{NewRevision, Revision, RevisionSaved};
pub use published::NewDocument;
pub use recording::{Recording, Snapshot, WhenRecorded};
pub use review_comments::{NewReviewComment, ReviewComment};
pub use sign_on::{Arrival, IdentityKey, Recognised};
pub use sqlite::FILE;
pub use store::Store;
pub use uploads::Upload;
pub use verify::{Fault, Verified, verify, verify_file};
pub use watch::Watch;
