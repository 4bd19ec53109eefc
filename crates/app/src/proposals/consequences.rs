//! What a draft does: resolved on the register, costed, checked.

use std::sync::Arc;

use access::{Actor, Deed};
use checks::Analysis;
use costing::Choices;
use drafting::Draft;
use proposal::{BodyProfile, Case, Library, resolve_on};

use crate::bodies::BodyKey;
use crate::error::AppError;
use crate::moment::Moment;
use crate::muster::Muster;
use crate::view::View;

impl Muster {
    /// What a draft does to the register as it is recorded today and in force when the draft takes
    /// effect: effects, cost and findings.
    ///
    /// # Errors
    /// [`AppError::Refused`], [`AppError::NotFound`] if there is no such council, [`AppError::Store`].
    pub async fn consequences(
        &self,
        actor: &Actor,
        body: &BodyKey,
        draft: &Draft,
    ) -> Result<Analysis, AppError> {
        let view = self.base_of(actor, body, draft).await?;
        let (draft, profiles) = (draft.clone(), Arc::clone(&self.profiles));
        let work = tokio::task::spawn_blocking(move || {
            let mut branch = view.snapshot.ledger.branch();
            let held = view.establishment.clone();
            let resolved = resolve_on(&draft.case, held, &mut branch);
            checks::analyse_resolved(
                profiles.of(&draft.case),
                &draft.case,
                resolved,
                draft.found.clone(),
                &draft.sources,
                &Library::default(),
                &Choices::default(),
            )
        });
        work.await
            .map_err(|panicked| std::panic::resume_unwind(panicked.into_panic()))
    }

    /// How the body of a case writes its reports.
    pub fn profile_of(&self, case: &Case) -> &BodyProfile {
        self.profiles.of(case)
    }

    /// The establishment on which a draft is made: what is in force when it takes effect.
    ///
    /// # Errors
    /// As [`Muster::consequences`].
    pub async fn base_of(
        &self,
        actor: &Actor,
        body: &BodyKey,
        draft: &Draft,
    ) -> Result<Arc<View>, AppError> {
        self.permit(actor, Deed::WriteProposals).await?;
        let today = self.clock.today();
        let moment = Moment {
            in_force_on: draft.first_day().unwrap_or(today),
            as_recorded_at: today,
        };
        self.view(body, moment).await
    }
}
