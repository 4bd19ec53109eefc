//! Who acts, and who may do and see what.
//!
//! ```text
//! Actor    operator · account with its access · public
//!    │  may(actor, deed)            one exhaustive table; no rule stands anywhere else
//!    ▼
//! yes or no
//!    ▲
//!    │  may_in_case(capacity, deed)     the same for one proposal, of which the actor is author or reviewer
//! Capacity
//! ```
//!
//! Every use case of `app` takes an [`Actor`] and asks [`may`] first. This crate does not
//! know passwords or sessions, and does no input or output. Start with [`table`] and [`case_table`].

mod actor;
mod in_case;
mod policy;

pub use actor::{Access, AccountId, Actor};
pub use in_case::{Capacity, CaseDeed, case_table, may_in_case};
pub use policy::{Deed, may, table};
