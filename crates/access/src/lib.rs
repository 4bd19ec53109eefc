//! Who acts, and who may do and see what.
//!
//! ```text
//! Actor    operator · account with its roles, each with its scope · public
//!    │  may(actor, deed)                     one exhaustive table; no rule stands anywhere else
//!    │  may_there(actor, deed, place, is_author)     the same where scopes count, and duties are separate
//!    ▼
//! yes or no
//!    ▲
//!    │  may_in_case(capacity, deed)     the same for one proposal, of which the actor is author, reviewer
//! Capacity                              or, by a role, a reading officer
//! ```
//!
//! Every use case of `app` takes an [`Actor`] and asks [`may`] first. This crate does not
//! know passwords or sessions, and does no input or output. Start with [`role_may`] and [`case_table`].

mod actor;
mod in_case;
mod place;
mod policy;
mod role;

pub use actor::{AccountId, Actor};
pub use in_case::{Capacity, CaseDeed, capacity, case_table, may_in_case};
pub use place::Place;
pub use policy::{Barred, Deed, may, may_there, role_may, table};
pub use role::{Held, NotARole, Role, Roles, Scope};
