//! Who acts, and who may do and see what.
//!
//! ```text
//! Actor    operator · account with its access · public
//!    │  may(actor, deed)            one exhaustive table; no rule stands anywhere else
//!    ▼
//! yes or no
//! ```
//!
//! Every use case of `app` takes an [`Actor`] and asks [`may`] first. This crate does not
//! know passwords or sessions, and does no input or output. Start with [`table`].

mod actor;
mod policy;

pub use actor::{Access, AccountId, Actor};
pub use policy::{Deed, may, table};
