//! Invented councils of any size, with their history: the same ones each time.
//!
//! ```text
//! Size ──History::of──▶ Decided, Decided, …      the opening balance, then twenty years of decisions
//!                  └──▶ standing(), holders()    the posts that they leave, and who holds them
//! Size ──write────────▶ Ledger                   all of it as entries, after what the ledger holds
//! Size ──entries──────▶ Entry, Entry, …          the same of a new ledger, one at a time
//! ```
//!
//! A decision is made of acts of the register, so whatever can read a ledger can read such a council.
//! It comes one decision at a time: two million posts need no memory for their past.
//!
//! Names of units and posts are those of services that any county has; holders are called
//! `Postholder 000014`. Nothing is taken from a council's own list. This crate does not store
//! anything, and knows no list, page or file. Start with [`History`].

mod history;
mod ledger;
mod post;
mod seeded;
mod units;
mod words;

pub use history::{Decided, History, Size};
pub use ledger::{BODY, Holder, entries, write};
pub use seeded::Seeded;
pub use words::{FIELDS, RANKS};
