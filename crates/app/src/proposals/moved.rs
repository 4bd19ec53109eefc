//! A proposal on the register as it is now, held against the one on which it was written.

use std::sync::Arc;

use access::{Actor, CaseDeed, Deed, capacity};
use drafting::Draft;
use proposal::rebase::{Answer, Crossing, Moved, Rebase, UnderWay, crossings, rebase};
use proposal::{Case, decides, resolve_on};
use register::{Decision, Establishment};
use storage::Snapshot;

use super::{OpenProposal, Reference, Saved};
use crate::bodies::BodyKey;
use crate::error::AppError;
use crate::moment::Moment;
use crate::muster::Muster;
use crate::view::View;

/// What became of a proposal while others decided.
#[derive(Clone, Debug)]
pub struct OnMovedRegister {
    /// The register as it is now.
    pub view: Arc<View>,
    /// The conflicts, and what others changed too.
    pub rebase: Rebase,
}

/// Another proposal that touches one, as far as the actor may know of it.
#[derive(Clone, Debug)]
pub struct Touching {
    /// How.
    pub crossing: Crossing,
    /// The other proposal, and its title; none if the actor is not on it.
    pub other: Option<(Reference, String)>,
}

impl Muster {
    /// What became of a proposal while others decided.
    ///
    /// # Errors
    /// As [`Muster::consequences`].
    pub async fn on_moved_register(
        &self,
        actor: &Actor,
        body: &BodyKey,
        of: &OpenProposal,
    ) -> Result<OnMovedRegister, AppError> {
        let since = of.saved.ledger_entries;
        self.rebased(actor, body, &of.draft, since).await
    }

    pub(super) async fn rebased(
        &self,
        actor: &Actor,
        body: &BodyKey,
        draft: &Draft,
        since: u32,
    ) -> Result<OnMovedRegister, AppError> {
        self.permit(actor, Deed::ReadProposals).await?;
        let today = self.clock.today();
        let moment = Moment {
            in_force_on: draft.first_day().unwrap_or(today),
            as_recorded_at: today,
        };
        let view = self.view_of_case(body, &draft.case, moment).await?;
        let (draft, profiles) = (draft.clone(), self.profiles());
        let work = tokio::task::spawn_blocking(move || {
            let written: Establishment = match since >= view.snapshot.head.entries {
                true => view.establishment.clone(),
                false => {
                    let then = with_own(&view.snapshot, since, &draft.case);
                    let body = view.body.clone();
                    View::of_body(Arc::new(then), body, moment, &profiles).establishment
                }
            };
            let moved = Moved {
                written: &written,
                now: &view.establishment,
                ledger: &view.snapshot.ledger,
                since,
            };
            let rebase = rebase(&draft.case, &moved);
            OnMovedRegister { view, rebase }
        });
        work.await
            .map_err(|panicked| std::panic::resume_unwind(panicked.into_panic()))
    }

    /// On how many entries of the ledger a draft stands that is saved after a revision: on all of them, or on
    /// those of that revision as long as somebody must look at what was decided since.
    pub(super) async fn stands_on(
        &self,
        actor: &Actor,
        body: &BodyKey,
        after: u32,
        draft: &Draft,
    ) -> Result<u32, AppError> {
        let now = self.snapshot().await?.head.entries;
        if after >= now {
            return Ok(now);
        }
        match self.rebased(actor, body, draft, after).await {
            Ok(moved) if moved.rebase.is_clean() => Ok(now),
            Ok(_) => Ok(after),
            // A council that the register does not know has not moved.
            Err(AppError::NotFound(_)) => Ok(now),
            Err(error) => Err(error),
        }
    }

    /// Settles conflicts as answered, and takes what others changed too as known: a revision that stands on the
    /// register as it is now, if no conflict is left.
    ///
    /// # Errors
    /// [`AppError::RefusedInCase`]; as [`Muster::save_draft`].
    pub async fn settle_conflicts(
        &self,
        actor: &Actor,
        body: &BodyKey,
        of: &OpenProposal,
        moved: &OnMovedRegister,
        answers: &[Answer],
    ) -> Result<Saved, AppError> {
        self.permit_in_case(actor, of.capacity, CaseDeed::ResolveConflict)
            .await?;
        let settled = moved.rebase.settled(answers, self.clock.today());
        let draft = Draft::read(&proposal::write(&settled));
        let all = answers.len() >= moved.rebase.conflicts.len();
        let stands_on = match all {
            true => moved.view.snapshot.head.entries,
            false => of.saved.ledger_entries,
        };
        self.save_on(actor, body, of, &draft, Some(stands_on)).await
    }

    /// The open proposals of a council that touch one. Parts say nothing that those of which they are do not say.
    ///
    /// # Errors
    /// [`AppError::Refused`], [`AppError::NotFound`], [`AppError::Store`].
    pub async fn touching(
        &self,
        actor: &Actor,
        body: &BodyKey,
        of: &OpenProposal,
    ) -> Result<Vec<Touching>, AppError> {
        self.permit(actor, Deed::ReadProposals).await?;
        let view = self.base_of(actor, body, &of.draft).await?;
        let mut others = Vec::new();
        let parts = self.store.case_parts().await?;
        for held in self.held(body).await? {
            let is_other = held.proposal != of.saved.proposal
                && of
                    .part
                    .as_ref()
                    .is_none_or(|own| own.whole != held.proposal)
                && parts.iter().all(|part| part.part != held.proposal);
            if is_other && held.decided(&view).is_none() {
                others.push(held);
            }
        }
        let joined = self.joined(actor).await?;
        let mut named: Vec<Option<(Reference, String)>> = Vec::new();
        for held in &others {
            let place = self.place_of(body, held.proposal, &held.draft.case).await?;
            let joined = joined.get(&held.proposal).copied();
            let is_sent = self.is_sent(held.proposal).await?;
            let title = held.draft.case.header.title.as_ref();
            let title = title.map_or("Without a title", |title| &title.value);
            let known = capacity(actor, joined, &place, is_sent);
            named.push(known.map(|_| (held.reference.clone(), title.to_owned())));
        }
        let own = Arc::clone(&of.draft);
        let drafts: Vec<_> = others.into_iter().map(|held| held.draft).collect();
        let work = tokio::task::spawn_blocking(move || {
            let carried = |case: &Case| {
                let mut branch = view.snapshot.ledger.branch();
                resolve_on(case, view.establishment.clone(), &mut branch)
            };
            let resolved = carried(&own.case);
            let all: Vec<_> = drafts.iter().map(|draft| carried(&draft.case)).collect();
            let others: Vec<UnderWay<'_>> = { drafts.iter().zip(&all) }
                .map(|(draft, resolved)| UnderWay {
                    case: &draft.case,
                    resolved,
                })
                .collect();
            let own = UnderWay {
                case: &own.case,
                resolved: &resolved,
            };
            crossings(own, &others)
        });
        let found = work.await;
        let found =
            found.unwrap_or_else(|panicked| std::panic::resume_unwind(panicked.into_panic()));
        let touching = found.into_iter().map(|crossing| Touching {
            other: named[crossing.other].clone(),
            crossing,
        });
        Ok(touching.collect())
    }
}

/// A ledger as it was when it had so many entries.
pub(super) fn when_it_had(snapshot: &Snapshot, entries: u32) -> Snapshot {
    Snapshot {
        ledger: snapshot.ledger.when_it_had(entries),
        head: snapshot.head,
        recordings: Vec::new(),
    }
}

/// The same with what the decision on a case has recorded since: that is no move of others.
fn with_own(snapshot: &Snapshot, since: u32, case: &Case) -> Snapshot {
    let mut then = when_it_had(snapshot, since);
    if case.decision.is_none() {
        return then;
    }
    let after = usize::try_from(since).unwrap_or(usize::MAX);
    let entries = snapshot.ledger.entries().iter().skip(after);
    for entry in entries.filter(|entry| is_own(case, &entry.authority.decision)) {
        let (authority, act) = (entry.authority.clone(), entry.act.clone());
        then.ledger
            .record(entry.recorded, entry.effective, authority, act);
    }
    then
}

/// Is it the decision on a case, or a further one on it?
pub(super) fn is_own(case: &Case, decision: &Decision) -> bool {
    let further = || {
        let title = case
            .header
            .title
            .as_ref()
            .map(|at| further_title(&at.value));
        title.as_deref() == Some(decision.title.as_str())
    };
    decides(case, decision) || further()
}

/// What a further decision on a report is called.
pub(super) fn further_title(report: &str) -> String {
    format!("Further decision on: {report}")
}
