//! What a draft does: resolved on the register, costed, checked.

use std::sync::Arc;

use access::{Actor, Deed};
use checks::{Analysis, Public};
use costing::Choices;
use drafting::Draft;
use proposal::{
    Bodies, BodyProfile, Case, Library, Resolved, has_alternatives, recorded_on, resolve_on,
    resolve_proposed_on,
};

use super::moved::when_it_had;
use crate::bodies::BodyKey;
use crate::error::AppError;
use crate::held::{decided, first_entry};
use crate::moment::Moment;
use crate::muster::Muster;
use crate::view::View;

/// How many drafts are kept with what they do: those that people look at from several pages.
const MOST_KEPT: usize = 8;

/// What drafts do that were looked at last, each text on the establishment on which it was worked out.
#[derive(Default)]
pub(crate) struct WorkedOut {
    /// The latest first.
    kept: Vec<(Arc<View>, String, Arc<Analysis>)>,
}

impl WorkedOut {
    fn get(&mut self, view: &Arc<View>, draft: &Draft) -> Option<Arc<Analysis>> {
        let mut kept = self.kept.iter();
        let at = kept.position(|(on, text, _)| Arc::ptr_eq(on, view) && text == draft.text())?;
        self.kept[..=at].rotate_right(1);
        Some(Arc::clone(&self.kept[0].2))
    }

    fn keep(&mut self, worked_out: (Arc<View>, String, Arc<Analysis>)) {
        self.kept.insert(0, worked_out);
        self.kept.truncate(MOST_KEPT);
    }
}

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
    ) -> Result<Arc<Analysis>, AppError> {
        let view = self.base_of(actor, body, draft).await?;
        self.analysed(view, draft).await
    }

    /// The same, on an establishment.
    pub(crate) async fn analysed(
        &self,
        view: Arc<View>,
        draft: &Draft,
    ) -> Result<Arc<Analysis>, AppError> {
        if let Some(known) = self.worked_out.lock().await.get(&view, draft) {
            return Ok(known);
        }
        if let Some(whole) = draft.whole() {
            return Ok(Arc::new(self.public_of(view, whole).await?.analysis));
        }
        let (of, text) = (Arc::clone(&view), draft.text().to_owned());
        let (draft, profiles) = (draft.clone(), self.profiles());
        let work = tokio::task::spawn_blocking(move || {
            let mut branch = view.snapshot.ledger.branch();
            let held = view.establishment.clone();
            let resolved = resolve_on(&draft.case, held, &mut branch);
            analysed(&draft, resolved, &profiles)
        });
        let analysis = match work.await {
            Ok(analysis) => Arc::new(analysis),
            Err(panicked) => std::panic::resume_unwind(panicked.into_panic()),
        };
        let worked_out = (of, text, Arc::clone(&analysis));
        self.worked_out.lock().await.keep(worked_out);
        Ok(analysis)
    }

    /// The edition of a draft for the public, on an establishment.
    pub(crate) async fn public_of(
        &self,
        view: Arc<View>,
        whole: &Arc<Draft>,
    ) -> Result<Public, AppError> {
        let analysis = Box::pin(self.analysed(view, whole)).await?;
        let (whole, profiles) = (Arc::clone(whole), self.profiles());
        let work = tokio::task::spawn_blocking(move || {
            checks::public(profiles.of(&whole.case), &whole.case, &analysis)
        });
        work.await
            .map_err(|panicked| std::panic::resume_unwind(panicked.into_panic()))
    }

    /// What a draft does that somebody is typing over a text that is kept. Options beside what is proposed are
    /// not worked out at every keystroke: what is wrong with them is what was wrong in that text.
    ///
    /// # Errors
    /// As [`Muster::consequences`].
    pub async fn consequences_of_typing(
        &self,
        actor: &Actor,
        body: &BodyKey,
        over: &Draft,
        draft: &Draft,
    ) -> Result<Arc<Analysis>, AppError> {
        if !has_alternatives(&draft.case) {
            return self.consequences(actor, body, draft).await;
        }
        let before = self.consequences(actor, body, over).await?;
        let view = self.base_of(actor, body, draft).await?;
        let (draft, profiles) = (draft.clone(), self.profiles());
        let work = tokio::task::spawn_blocking(move || {
            let mut branch = view.snapshot.ledger.branch();
            let held = view.establishment.clone();
            let mut resolved = resolve_proposed_on(&draft.case, held, &mut branch);
            let options = before.resolved.options.iter();
            let own = options.flat_map(|option| option.own.iter().cloned());
            resolved.diagnostics.extend(own);
            analysed(&draft, resolved, &profiles)
        });
        match work.await {
            Ok(analysis) => Ok(Arc::new(analysis)),
            Err(panicked) => std::panic::resume_unwind(panicked.into_panic()),
        }
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

/// A draft that is resolved, costed and checked.
fn analysed(draft: &Draft, resolved: Resolved, profiles: &Bodies) -> Analysis {
    checks::analyse_resolved(
        profiles.of(&draft.case),
        &draft.case,
        resolved,
        draft.found.clone(),
        &draft.sources,
        &Library::default(),
        &Choices::default(),
    )
}
