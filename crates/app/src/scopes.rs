//! Where a role can be held.

use access::{Actor, Deed, Scope};

use crate::bodies::Body;
use crate::error::AppError;
use crate::moment::Moment;
use crate::muster::Muster;

/// The parts of a council for which a role can be given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CouncilScopes {
    /// The council.
    pub council: Body,
    /// The council as a whole, its units from the top down, and its proposals: each with what it is
    /// called.
    pub scopes: Vec<(Scope, String)>,
}

impl Muster {
    /// Where roles can be given, council by council.
    ///
    /// # Errors
    /// [`AppError::Refused`], [`AppError::Store`].
    pub async fn scopes(&self, actor: &Actor) -> Result<Vec<CouncilScopes>, AppError> {
        self.permit(actor, Deed::ManageAccounts).await?;
        let mut all = Vec::new();
        for council in self.bodies(actor).await? {
            let whole = Scope::Council(council.key.as_str().to_owned());
            let mut scopes = vec![(whole, council.name.clone())];
            let view = self.view(&council.key, Moment::on(self.clock.today()));
            let view = view.await?;
            let units = view.unit_sums().iter();
            scopes.extend(units.filter_map(|sums| {
                let scope = Scope::Unit(sums.unit?.number());
                Some((scope, sums.name.clone()))
            }));
            for held in self.held(&council.key).await? {
                let title = held.draft.case.header.title.as_ref();
                let words = match title {
                    Some(title) => format!("{} {}", held.reference, title.value),
                    None => held.reference.to_string(),
                };
                scopes.push((Scope::Case(held.proposal.0), words));
            }
            all.push(CouncilScopes { council, scopes });
        }
        Ok(all)
    }
}
