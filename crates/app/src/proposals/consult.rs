//! A consultation is opened and closed: whom it asks, until when, and what was said.

use access::Actor;
use base::{Date, When};
use diagnostics::{At, Place};
use drafting::Draft;
use governance::{Standing, Step, StepKind};
use proposal::case::Consultation;

use super::{OpenProposal, Saved};
use crate::bodies::BodyKey;
use crate::error::AppError;
use crate::muster::Muster;

/// A consultation that is to be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consulting {
    /// Its first day.
    pub from: Date,
    /// The last day for answers.
    pub until: Date,
    /// Those who are asked.
    pub with: Vec<String>,
}

impl Muster {
    /// Opens a consultation. Its days and those who are asked are in a further revision, so that the report
    /// prints them; none if somebody saved another meanwhile.
    ///
    /// # Errors
    /// As [`Muster::take`] and [`Muster::save_draft`].
    pub async fn open_consultation(
        &self,
        actor: &Actor,
        body: &BodyKey,
        of: &OpenProposal,
        new: &Consulting,
    ) -> Result<bool, AppError> {
        let step = |revision| Step::ConsultationOpened {
            from: new.from,
            until: new.until,
            revision: Some(revision),
        };
        let nowhere = Place::new(of.draft.case.source, 0..0);
        let day = |day| At::new(When::Day(day), nowhere.clone());
        let with = new.with.iter();
        let with: Vec<_> = with
            .map(|one| At::new(one.clone(), nowhere.clone()))
            .collect();
        let words = new.with.join("\n");
        let kind = StepKind::ConsultationOpened;
        self.consult(actor, body, of, (kind, step, &words), |consultation| {
            consultation.from = Some(day(new.from));
            consultation.until = Some(day(new.until));
            consultation.weeks = None;
            consultation.with = with;
        })
        .await
    }

    /// Closes the consultation, with what was said. The report prints it.
    ///
    /// # Errors
    /// As [`Muster::open_consultation`].
    pub async fn close_consultation(
        &self,
        actor: &Actor,
        body: &BodyKey,
        of: &OpenProposal,
        said: &str,
    ) -> Result<bool, AppError> {
        let nowhere = Place::new(of.draft.case.source, 0..0);
        let step = |_| Step::ConsultationClosed;
        let step = (StepKind::ConsultationClosed, step, said);
        self.consult(actor, body, of, step, |consultation| {
            consultation.outcome = Some(At::new(said.trim().replace("\r\n", "\n"), nowhere));
        })
        .await
    }

    async fn consult(
        &self,
        actor: &Actor,
        body: &BodyKey,
        of: &OpenProposal,
        (kind, step, words): (StepKind, impl FnOnce(u32) -> Step, &str),
        change: impl FnOnce(&mut Consultation),
    ) -> Result<bool, AppError> {
        let seen = self.life_of(of);
        self.permit_step(actor, of, kind).await?;
        let may = seen.life.may(kind, seen.way, &Standing::default());
        may.map_err(AppError::StepNotAllowed)?;
        if words.trim().is_empty() {
            return Err(AppError::NoWords);
        }
        let mut case = of.draft.case.clone();
        let nowhere = Place::new(case.source, 0..0);
        change({ &mut case.consultation }.get_or_insert_with(|| Consultation::new(nowhere)));
        let draft = Draft::read(&proposal::write(&case));
        let saved = match self.save_draft(actor, body, of, &draft).await? {
            Saved::As(saved) | Saved::Already(saved) => saved,
            Saved::Behind(_) => return Ok(false),
        };
        let (step, standing) = (step(saved.number), Standing::default());
        let taken = self.take(actor, of, &seen, &standing, &step, Some(words));
        taken.await?;
        Ok(true)
    }
}
