//! What a draft does: resolved on the register, costed, checked.

use std::sync::Arc;

use access::{Actor, Deed};
use checks::Analysis;
use costing::Choices;
use drafting::Draft;
use proposal::{BodyProfile, Case, Library, recorded_on, resolve_on};

use super::moved::when_it_had;
use crate::bodies::BodyKey;
use crate::error::AppError;
use crate::held::{decided, first_entry};
use crate::moment::Moment;
use crate::muster::Muster;
use crate::view::View;

impl Muster {
    /// What a draft does to the register that [`Muster::base_of`] gives: effects, cost and findings.
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
        self.analysed(view, draft).await
    }

    /// The same, on an establishment.
    pub(crate) async fn analysed(
        &self,
        view: Arc<View>,
        draft: &Draft,
    ) -> Result<Analysis, AppError> {
        let (draft, profiles) = (draft.clone(), self.profiles());
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
    pub fn profile_of(&self, case: &Case) -> Arc<BodyProfile> {
        Arc::clone(self.profiles().of(case))
    }

    /// The establishment on which a draft is made: what is in force when it takes effect, as recorded today.
    /// Once the ledger holds the decision on it, what was recorded before that: its changes are not to
    /// count twice.
    ///
    /// # Errors
    /// As [`Muster::consequences`].
    pub async fn base_of(
        &self,
        actor: &Actor,
        body: &BodyKey,
        draft: &Draft,
    ) -> Result<Arc<View>, AppError> {
        self.permit(actor, Deed::ReadProposals).await?;
        let today = self.clock.today();
        let moment = Moment {
            in_force_on: draft.first_day().unwrap_or(today),
            as_recorded_at: today,
        };
        let view = self.view_of_case(body, &draft.case, moment).await?;
        let Some(first) = first_entry(&draft.case, &view) else {
            return Ok(view);
        };
        let profiles = self.profiles();
        let work = tokio::task::spawn_blocking(move || {
            let before = Arc::new(when_it_had(&view.snapshot, first.number() - 1));
            Arc::new(View::of_body(before, view.body.clone(), moment, &profiles))
        });
        work.await
            .map_err(|panicked| std::panic::resume_unwind(panicked.into_panic()))
    }

    /// Does the ledger hold the decision on a case?
    pub(super) async fn is_decided(&self, body: &BodyKey, case: &Case) -> Result<bool, AppError> {
        if recorded_on(case).is_none() {
            return Ok(false);
        }
        let today = Moment::on(self.clock.today());
        let view = self.view_of_case(body, case, today).await?;
        Ok(decided(case, &view).is_some())
    }
}
