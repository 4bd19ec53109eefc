//! The establishment is a ledger of decisions; this crate keeps the ledger and folds it.
//!
//! ```text
//! Entry   position · recorded · effective · authority · act
//!            │
//!            ▼   fold(in force on, as recorded at)
//! Establishment   units (a tree)
//!                 lines of like posts ── why: the entries behind each
//!                 payments to postholders
//! ```
//!
//! Nothing is edited or deleted: a mistake is taken back by a further entry ([`Act::Withdraw`]), and
//! whoever asks as of an earlier recording still gets the earlier answer. A line may hold several
//! like posts, and any of its quantities may be unknown.
//!
//! [`Columns`] answers sums of the same, without building posts.
//!
//! This crate does not cost anything, does not know how a case file looks, and does no input or
//! output. Start with [`Ledger::fold`].

mod act;
mod columns;
mod difference;
mod establishment;
mod fold;
mod ledger;
mod lines;
mod post;

pub use act::{Act, Amendment, Payment, Quantity};
pub use columns::{
    Columns, Intake, MOST_DAYS, Paid, Pieces, Place, Portion, RowLimits, Rows, Units, Words,
};
pub use difference::{Difference, Field, difference, fields_that_differ};
pub use establishment::{Establishment, Line, Unit};
pub use fold::{Fold, Refusal};
pub use ledger::{Authority, Decision, Entry, Ledger, LineId, Listed, Position, Standing, UnitId};
pub use post::{FundShare, Occupancy, Placement, PostLine, Tenure};
