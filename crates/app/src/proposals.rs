//! Proposals: which there are, one of them, and how they come and grow.
//!
//! Until consultation opens a proposal exists only for the people on it: those who saved a revision of
//! it, and the administrator. For everybody else it is not there.

mod around;
mod begin;
mod consequences;
mod grades;
mod kept;
mod list;
mod open;
mod reference;
mod save;

pub use kept::FormName;
pub use list::ProposalSummary;
pub use open::OpenProposal;
pub use reference::Reference;
pub use save::Saved;

use access::{Access, Actor};
use storage::Revision;

/// Is somebody on a proposal with these revisions?
pub(crate) fn is_on_it(actor: &Actor, revisions: &[Revision]) -> bool {
    let saved = |account| revisions.iter().any(|one| one.saved.by == Some(account));
    match actor {
        Actor::Operator
        | Actor::Account {
            access: Access::Administrator,
            ..
        } => true,
        Actor::Account { id, .. } => saved(*id),
        Actor::Public => false,
    }
}
