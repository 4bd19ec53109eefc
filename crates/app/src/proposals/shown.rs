//! Who was shown what is exempt of a proposal.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use access::{AccountId, Actor};
use base::Date;
use storage::{Event, ProposalId};

use super::OpenProposal;
use crate::error::AppError;
use crate::muster::Muster;

/// Who opened which proposal with exempt parts today, as far as it is noted.
///
/// It is kept in memory, so that a page that is opened again writes nothing: after a restart the same person may
/// be noted a second time on that day.
#[derive(Debug, Default)]
pub(crate) struct Shown {
    noted: Mutex<OneDay>,
    /// Whoever notes has it: what a browser asks for at once is noted once.
    noting: tokio::sync::Mutex<()>,
}

/// Who opened which proposals on a day.
#[derive(Debug, Default)]
struct OneDay {
    day: Option<Date>,
    opened: BTreeSet<(AccountId, ProposalId)>,
}

impl Shown {
    fn has(&self, day: Date, account: AccountId, proposal: ProposalId) -> bool {
        let noted = self.noted.lock().unwrap_or_else(PoisonError::into_inner);
        noted.day == Some(day) && noted.opened.contains(&(account, proposal))
    }

    fn keep(&self, day: Date, account: AccountId, proposal: ProposalId) {
        let mut noted = self.noted.lock().unwrap_or_else(PoisonError::into_inner);
        if noted.day != Some(day) {
            *noted = OneDay::default();
        }
        noted.day = Some(day);
        noted.opened.insert((account, proposal));
    }
}

impl Muster {
    /// Notes that somebody opens a proposal of which they are shown what is exempt, before any page of it is shown:
    /// once a day for each person and proposal, with the revision that they opened first on that day. Which others
    /// they may have seen follows from the revisions of that day, which the journal has too.
    ///
    /// # Errors
    /// [`AppError::Store`].
    pub async fn note_opened(&self, actor: &Actor, of: &OpenProposal) -> Result<(), AppError> {
        let Some(account) = actor.account().filter(|_| of.shows_exempt()) else {
            return Ok(());
        };
        let (day, proposal) = (self.clock.today(), of.saved.proposal);
        if self.shown.has(day, account, proposal) {
            return Ok(());
        }
        let noting = self.shown.noting.lock().await;
        if !self.shown.has(day, account, proposal) {
            self.note_exempt(actor, of, "parts, in its pages,").await?;
            self.shown.keep(day, account, proposal);
        }
        drop(noting);
        Ok(())
    }

    /// Notes that somebody reads a document with what is exempt of a proposal, before it is shown to them: who, which
    /// document and when, each time. Nothing is noted of a proposal that has nothing exempt, or that is shown
    /// without it.
    ///
    /// # Errors
    /// [`AppError::Store`].
    pub async fn note_exempt(
        &self,
        actor: &Actor,
        of: &OpenProposal,
        document: &str,
    ) -> Result<(), AppError> {
        if !of.shows_exempt() || actor.account().is_none() {
            return Ok(());
        }
        let what = format!("the exempt {document} of revision {}", of.saved.number);
        self.note_shown(actor, of, what).await
    }

    pub(crate) async fn note_shown(
        &self,
        actor: &Actor,
        of: &OpenProposal,
        what: String,
    ) -> Result<(), AppError> {
        self.note_withheld(actor, Some(of.saved.proposal), what)
            .await
    }

    /// Notes that somebody is shown what is withheld from others, before it is shown to them.
    ///
    /// # Errors
    /// [`AppError::Store`].
    pub(crate) async fn note_withheld(
        &self,
        actor: &Actor,
        proposal: Option<ProposalId>,
        what: String,
    ) -> Result<(), AppError> {
        let event = Event::WithheldSeen { proposal, what };
        let noted = self.store.note(self.clock.now(), actor.account(), event);
        Ok(noted.await?)
    }
}

impl OpenProposal {
    /// Has it anything exempt that it shows to whoever opened it?
    fn shows_exempt(&self) -> bool {
        !self.draft.case.exempt.is_empty() && self.draft.whole().is_none()
    }
}
