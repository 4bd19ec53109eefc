//! Who saved the revisions of a proposal.

use std::collections::BTreeMap;

use access::{AccountId, Actor, Deed};

use super::OpenProposal;
use crate::error::AppError;
use crate::muster::Muster;

/// The names of those who saved revisions of a proposal. Whoever was erased has none.
#[derive(Clone, Debug, Default)]
pub struct Savers(BTreeMap<AccountId, String>);

impl Savers {
    /// The name of an account, if it is known.
    pub fn name(&self, account: Option<AccountId>) -> Option<&str> {
        let name = self.0.get(&account?)?;
        Some(name.as_str()).filter(|name| !name.is_empty())
    }
}

impl Muster {
    /// The names of those who saved revisions of a proposal, for those who are on it.
    ///
    /// # Errors
    /// [`AppError::Refused`], [`AppError::Store`].
    pub async fn savers(&self, actor: &Actor, of: &OpenProposal) -> Result<Savers, AppError> {
        self.permit(actor, Deed::ReadProposals).await?;
        let accounts = self.store.accounts().await?.into_iter();
        let saved = |account| of.revisions.iter().any(|one| one.by == Some(account));
        let own = accounts.filter(|one| saved(one.id));
        Ok(Savers(own.map(|one| (one.id, one.name)).collect()))
    }
}
