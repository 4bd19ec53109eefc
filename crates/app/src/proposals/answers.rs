//! Consultations, for those who are asked: what is proposed, what they answer, and what came of it.
//!
//! Whoever is consulted reads the edition for the public, whatever else their account is for, and of the revision
//! with which the consultation was opened: what its author writes meanwhile is nobody's to answer. Whom access
//! does not reach, and until it is opened, finds no consultation.

mod responses;

use std::sync::Arc;

use access::{Actor, Deed, may_there};
use base::Date;
use checks::Public;
use drafting::Draft;
use governance::{Consultation, Life, State};
use proposal::BodyProfile;
use storage::{FormKey, KeptForm, NewConsultationAnswer, ProposalId, RevisionSaved};

use super::Reference;
use crate::bodies::BodyKey;
use crate::error::AppError;
use crate::muster::Muster;

pub use responses::{Answer, Response, Tally, WhatCameOfIt};

/// The most characters of an answer, and of a response: a union writes several pages.
pub const LONGEST_ANSWER: usize = 20_000;

/// The most characters of the words that say for whom somebody answers.
pub const LONGEST_BEHALF: usize = 200;

/// The most answers of one person to one proposal.
const MOST_ANSWERS: usize = 50;

/// The name under which an answer is kept while somebody writes it.
const FORM: &str = "consultation-answer";

/// How far a consultation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConsultationState {
    /// It takes answers.
    Open,
    /// Its last day for answers is over, and it was not closed yet.
    Over,
    /// It was closed, with what was said.
    Closed,
    /// The proposal was withdrawn while it was open.
    Withdrawn,
}

/// Why a consultation takes no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotAnswered {
    /// It is over, closed or withdrawn.
    Over(ConsultationState),
    /// What is proposed was changed, and the consultation opened again, since it was read.
    Changed,
    /// The same person has answered as often as anybody may.
    TooOften,
}

impl NotAnswered {
    /// What is said of it.
    pub fn words(self) -> &'static str {
        match self {
            Self::Over(ConsultationState::Withdrawn) => "the proposal was withdrawn",
            Self::Over(_) => "the time for answers is over",
            Self::Changed => "what is proposed has changed since you read it",
            Self::TooOften => "you have answered fifty times, which is as often as anybody may",
        }
    }
}

/// A consultation in the list of somebody who is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsultationSummary {
    /// What the proposal is called.
    pub reference: Reference,
    /// The title of its report, if it has one.
    pub title: Option<String>,
    /// The unit that changes.
    pub unit: Option<String>,
    /// The last day for answers.
    pub until: Date,
    /// How far it is.
    pub state: ConsultationState,
    /// How often the actor has answered.
    pub answers: usize,
    /// How many of their answers the council has responded to.
    pub responded: usize,
}

/// A consultation, for somebody who is asked.
#[derive(Clone, Debug)]
pub struct OpenConsultation {
    /// What the proposal is called.
    pub reference: Reference,
    /// The revision on which is consulted.
    pub revision: u32,
    /// What is proposed, as the public may read it.
    pub public: Arc<Public>,
    /// How its body writes its reports.
    pub profile: Arc<BodyProfile>,
    /// Its first day.
    pub from: Date,
    /// The last day for answers.
    pub until: Date,
    /// How far it is.
    pub state: ConsultationState,
    /// What the actor has answered, the first first.
    pub answers: Vec<Answer>,
}

/// A consultation that reaches the actor, before its text is made for the public.
struct Reached {
    reference: Reference,
    saved: RevisionSaved,
    draft: Arc<Draft>,
    from: Date,
    until: Date,
    state: ConsultationState,
}

impl Muster {
    /// The consultations of a council that the actor may answer, and those that they answered, those that close
    /// next first and those that are over last.
    ///
    /// # Errors
    /// [`AppError::Refused`], [`AppError::Store`].
    pub async fn consultations(
        &self,
        actor: &Actor,
        body: &BodyKey,
    ) -> Result<Vec<ConsultationSummary>, AppError> {
        self.permit(actor, Deed::AnswerConsultation).await?;
        let mut all = Vec::new();
        for (id, reference) in Reference::of_all(&self.store.proposals_begun(body.as_str()).await?)
        {
            let Some(reached) = self.reached(actor, body, id, reference).await? else {
                continue;
            };
            let own = self.own_answers(actor, id).await?;
            if own.is_empty() && reached.state != ConsultationState::Open {
                continue;
            }
            let profile = self.profile_of(&reached.draft.case);
            let case = editions::withhold(&reached.draft.case, &profile);
            all.push(ConsultationSummary {
                reference: reached.reference,
                title: case.header.title.map(|at| at.value),
                unit: case.defaults.units.first().map(|at| at.value.clone()),
                until: reached.until,
                state: reached.state,
                answers: own.len(),
                responded: { own.iter() }
                    .filter(|one| !one.responses.is_empty())
                    .count(),
            });
        }
        let is_over = |one: &ConsultationSummary| one.state != ConsultationState::Open;
        all.sort_by_key(|one| (is_over(one), one.until, one.reference.to_string()));
        Ok(all)
    }

    /// A consultation, with what is proposed as the public may read it, and what the actor has answered.
    ///
    /// # Errors
    /// [`AppError::Refused`]; [`AppError::NotFound`] until it was opened, and for whom the actor's access does
    /// not reach it; [`AppError::Store`].
    pub async fn consultation(
        &self,
        actor: &Actor,
        body: &BodyKey,
        reference: &Reference,
    ) -> Result<OpenConsultation, AppError> {
        let reached = self.asked_on(actor, body, reference).await?;
        let draft = &reached.draft;
        let view = self.base_of(&Actor::Operator, body, draft).await?;
        let public = self.public_of(view, draft).await?;
        Ok(OpenConsultation {
            revision: reached.saved.number,
            profile: self.profile_of(&draft.case),
            public: Arc::new(public),
            from: reached.from,
            until: reached.until,
            state: reached.state,
            answers: self.own_answers(actor, reached.saved.proposal).await?,
            reference: reached.reference,
        })
    }

    /// Answers a consultation, having read a revision; for oneself, or on behalf of others. The same answer sent
    /// again is the one that is there.
    ///
    /// # Errors
    /// As [`Muster::consultation`]; [`AppError::NoWords`], [`AppError::TooManyWords`];
    /// [`AppError::NotAnswered`].
    pub async fn answer_consultation(
        &self,
        actor: &Actor,
        body: &BodyKey,
        reference: &Reference,
        read: u32,
        on_behalf_of: &str,
        words: &str,
    ) -> Result<u32, AppError> {
        let reached = self.asked_on(actor, body, reference).await?;
        let content = written(words)?;
        if reached.state != ConsultationState::Open {
            return Err(AppError::NotAnswered(NotAnswered::Over(reached.state)));
        }
        if reached.saved.number != read {
            return Err(AppError::NotAnswered(NotAnswered::Changed));
        }
        let own = self.own_answers(actor, reached.saved.proposal).await?;
        let is_there = |one: &Answer| one.words.as_deref() == Some(content.as_str());
        if own.len() >= MOST_ANSWERS && !own.iter().any(is_there) {
            return Err(AppError::NotAnswered(NotAnswered::TooOften));
        }
        let on_behalf_of = on_behalf_of.trim();
        if on_behalf_of.chars().count() > LONGEST_BEHALF {
            return Err(AppError::TooManyWords(LONGEST_BEHALF));
        }
        let new = NewConsultationAnswer {
            proposal: reached.saved.proposal,
            revision: read,
            responds_to: None,
            on_behalf_of: Some(on_behalf_of).filter(|whom| !whom.is_empty()),
            content: &content,
        };
        let (now, by) = (self.clock.now(), actor.account());
        Ok(self.store.answer(now, by, &new).await?)
    }

    /// Erases what the actor answered. That they answered stays.
    ///
    /// # Errors
    /// As [`Muster::consultation`]; [`AppError::NotFound`] if they did not answer so.
    pub async fn erase_answer(
        &self,
        actor: &Actor,
        body: &BodyKey,
        reference: &Reference,
        number: u32,
    ) -> Result<(), AppError> {
        let reached = self.asked_on(actor, body, reference).await?;
        let proposal = reached.saved.proposal;
        let own = self.own_answers(actor, proposal).await?;
        if !own.iter().any(|one| one.number == number) {
            return Err(AppError::NotFound("answer of yours"));
        }
        let (now, by) = (self.clock.now(), actor.account());
        self.store.erase_answer(now, by, proposal, number).await?;
        Ok(())
    }

    /// Keeps an answer while somebody writes it. It is seen by that account alone, and goes when it is sent.
    ///
    /// # Errors
    /// As [`Muster::consultation`].
    pub async fn keep_answer(
        &self,
        actor: &Actor,
        body: &BodyKey,
        reference: &Reference,
        content: String,
    ) -> Result<(), AppError> {
        let reached = self.asked_on(actor, body, reference).await?;
        let kept = KeptForm {
            revision: reached.saved.number,
            content,
            at: self.clock.now(),
        };
        match key(actor, reached.saved.proposal) {
            Some(key) => Ok(self.store.keep_form(key, &kept).await?),
            None => Ok(()),
        }
    }

    /// What is kept of an answer that is being written.
    ///
    /// # Errors
    /// As [`Muster::consultation`].
    pub async fn kept_answer(
        &self,
        actor: &Actor,
        body: &BodyKey,
        reference: &Reference,
    ) -> Result<Option<KeptForm>, AppError> {
        let reached = self.asked_on(actor, body, reference).await?;
        match key(actor, reached.saved.proposal) {
            Some(key) => Ok(self.store.kept_form(key).await?),
            None => Ok(None),
        }
    }

    /// Lets go of an answer that was being written: it is sent, or not wanted.
    ///
    /// # Errors
    /// As [`Muster::consultation`].
    pub async fn let_go_of_answer(
        &self,
        actor: &Actor,
        body: &BodyKey,
        reference: &Reference,
    ) -> Result<(), AppError> {
        let reached = self.asked_on(actor, body, reference).await?;
        match key(actor, reached.saved.proposal) {
            Some(key) => Ok(self.store.erase_kept_form(key).await?),
            None => Ok(()),
        }
    }

    /// The consultation on a proposal that is known by its number, if it takes answers and the actor is asked.
    pub(crate) async fn is_asked(
        &self,
        actor: &Actor,
        body: &BodyKey,
        proposal: ProposalId,
        reference: &Reference,
    ) -> Result<bool, AppError> {
        let reached = self.reached(actor, body, proposal, reference.clone());
        let state = reached.await?.map(|reached| reached.state);
        Ok(state == Some(ConsultationState::Open))
    }

    /// A consultation that the actor is asked to answer, or was.
    async fn asked_on(
        &self,
        actor: &Actor,
        body: &BodyKey,
        reference: &Reference,
    ) -> Result<Reached, AppError> {
        self.permit(actor, Deed::AnswerConsultation).await?;
        let all = Reference::of_all(&self.store.proposals_begun(body.as_str()).await?);
        let mut all = all.into_iter();
        let found = all.find(|(_, one)| one.is_same_proposal(reference));
        let reached = match found {
            Some((id, own)) => self.reached(actor, body, id, own).await?,
            None => None,
        };
        reached.ok_or(AppError::NotFound("consultation"))
    }

    /// A consultation, if it was opened and the actor's access reaches all that it is about.
    async fn reached(
        &self,
        actor: &Actor,
        body: &BodyKey,
        id: ProposalId,
        reference: Reference,
    ) -> Result<Option<Reached>, AppError> {
        let life = self.lived(id, 0).await?;
        let Some(held) = life.consultation() else {
            return Ok(None);
        };
        let revisions = self.store.revisions_saved(id).await?;
        let last = revisions.last().map(|one| one.number);
        let number = held.revision.or(last);
        let saved = revisions.into_iter().find(|one| Some(one.number) == number);
        let Some(saved) = saved else { return Ok(None) };
        let Some(draft) = self.draft(saved.digest).await? else {
            return Ok(None);
        };
        let place = self.place_of(body, id, &draft.case).await?;
        if may_there(actor, Deed::AnswerConsultation, &place, false).is_err() {
            return Ok(None);
        }
        Ok(Some(Reached {
            reference,
            saved,
            draft,
            from: held.from,
            until: held.until,
            state: state_on(&life, &held, self.clock.today()),
        }))
    }
}

/// How far a consultation is on a day.
fn state_on(life: &Life, held: &Consultation<'_>, today: Date) -> ConsultationState {
    match (held.is_open(), life.state()) {
        (false, _) => ConsultationState::Closed,
        (true, State::Withdrawn) => ConsultationState::Withdrawn,
        (true, _) if today > held.until => ConsultationState::Over,
        (true, _) => ConsultationState::Open,
    }
}

/// What somebody wrote, as it is kept.
fn written(words: &str) -> Result<String, AppError> {
    let content = words.trim().replace("\r\n", "\n");
    if content.is_empty() {
        return Err(AppError::NoWords);
    }
    match content.chars().count() > LONGEST_ANSWER {
        true => Err(AppError::TooManyWords(LONGEST_ANSWER)),
        false => Ok(content),
    }
}

fn key(actor: &Actor, proposal: ProposalId) -> Option<FormKey<'static>> {
    Some(FormKey {
        account: actor.account()?,
        proposal,
        form: FORM,
    })
}
