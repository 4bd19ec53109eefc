//! What was answered to a consultation, and what the council says to each answer.

use std::collections::BTreeMap;

use access::{AccountId, Actor, CaseDeed, Deed, may_in_case, may_there};
use jiff::Timestamp;
use storage::{ConsultationAnswer, NewConsultationAnswer, ProposalId};

use super::written;
use crate::error::AppError;
use crate::muster::Muster;
use crate::proposals::OpenProposal;

/// An answer, with what the council says to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Its number.
    pub number: u32,
    /// Whoever answered, counted from one in the order of the first answers: their name is told to few.
    pub person: usize,
    /// What they are called, for those who may know it; empty once that was erased.
    pub name: Option<String>,
    /// For whom they answer; none for themselves.
    pub on_behalf_of: Option<String>,
    /// When.
    pub at: Timestamp,
    /// The revision on which they were asked.
    pub revision: u32,
    /// What they say; none once it was erased.
    pub words: Option<String>,
    /// What the council says to it, the first first.
    pub responses: Vec<Response>,
}

/// What the council says to an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// Its number.
    pub number: u32,
    /// When.
    pub at: Timestamp,
    /// What came of the answer.
    pub outcome: WhatCameOfIt,
    /// Why; none once it was erased.
    pub words: Option<String>,
    /// May the actor erase it? Only whoever wrote it may.
    pub is_own: bool,
}

/// What came of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhatCameOfIt {
    /// The proposal changes.
    Changed,
    /// The proposal stays as it is.
    Unchanged,
}

impl WhatCameOfIt {
    /// Every one.
    pub const ALL: [Self; 2] = [Self::Changed, Self::Unchanged];

    /// Its name in the database and in forms.
    pub fn name(self) -> &'static str {
        match self {
            Self::Changed => "changed",
            Self::Unchanged => "unchanged",
        }
    }

    /// As a person reads it.
    pub fn words(self) -> &'static str {
        match self {
            Self::Changed => "The proposal changes",
            Self::Unchanged => "The proposal stays as it is",
        }
    }

    /// The one of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }
}

impl Muster {
    /// What was answered to the consultation on a proposal, the first first.
    ///
    /// # Errors
    /// [`AppError::Refused`], [`AppError::OutOfReach`] for whoever may not read it; [`AppError::Store`].
    pub async fn answers(&self, actor: &Actor, of: &OpenProposal) -> Result<Vec<Answer>, AppError> {
        if !self.may_read_answers(actor, of) {
            self.permit_there(actor, of, Deed::ReadAnswers).await?;
        }
        let knows = may_there(actor, Deed::SeeHolders, &of.place, false).is_ok();
        let names = match knows {
            true => Some(self.account_names().await?),
            false => None,
        };
        let kept = self.store.answers(of.saved.proposal).await?;
        Ok(threads(&kept, actor.account(), names.as_ref()))
    }

    /// How many answers there are to the consultation on a proposal, for those who read the proposal: a number tells
    /// nobody’s view.
    ///
    /// # Errors
    /// [`AppError::RefusedInCase`], [`AppError::Store`].
    pub async fn answers_counted(
        &self,
        actor: &Actor,
        of: &OpenProposal,
    ) -> Result<Tally, AppError> {
        self.permit_in_case(actor, of.capacity, CaseDeed::Read)
            .await?;
        let kept = self.store.answers(of.saved.proposal).await?;
        Ok(Tally::of(&threads(&kept, None, None)))
    }

    /// May the actor read what was answered? Asking is no attempt.
    pub fn may_read_answers(&self, actor: &Actor, of: &OpenProposal) -> bool {
        may_in_case(of.capacity, CaseDeed::RespondToAnswers)
            || may_there(actor, Deed::ReadAnswers, &of.place, of.is_own).is_ok()
    }

    /// May the actor say what came of an answer? Asking is no attempt.
    pub fn may_respond(&self, actor: &Actor, of: &OpenProposal) -> bool {
        may_in_case(of.capacity, CaseDeed::RespondToAnswers)
            || may_there(actor, Deed::RespondToAnswers, &of.place, of.is_own).is_ok()
    }

    /// Says what came of an answer, and why. Whoever answered reads it. The same response sent again is the one
    /// that is there.
    ///
    /// # Errors
    /// [`AppError::Refused`], [`AppError::OutOfReach`]; [`AppError::NotFound`] if there is no such answer on that
    /// proposal; [`AppError::NoWords`], [`AppError::TooManyWords`]; [`AppError::Store`].
    pub async fn respond_to_answer(
        &self,
        actor: &Actor,
        of: &OpenProposal,
        answer: u32,
        outcome: WhatCameOfIt,
        words: &str,
    ) -> Result<u32, AppError> {
        if !self.may_respond(actor, of) {
            self.permit_there(actor, of, Deed::RespondToAnswers).await?;
        }
        let proposal = of.saved.proposal;
        let kept = self.store.answers(proposal).await?;
        let mut answers = kept.iter().filter(|one| one.responds_to.is_none());
        let own = answers.find(|one| one.number == answer);
        let own = own.ok_or(AppError::NotFound("answer"))?;
        let content = written(words)?;
        let new = NewConsultationAnswer {
            proposal,
            revision: own.revision,
            responds_to: Some((answer, outcome.name())),
            on_behalf_of: None,
            content: &content,
        };
        let (now, by) = (self.clock.now(), actor.account());
        Ok(self.store.answer(now, by, &new).await?)
    }

    /// Erases what the actor said to an answer. That they responded stays.
    ///
    /// # Errors
    /// As [`Muster::answers`]; [`AppError::NotFound`] if they did not say it.
    pub async fn erase_response(
        &self,
        actor: &Actor,
        of: &OpenProposal,
        number: u32,
    ) -> Result<(), AppError> {
        let all = self.answers(actor, of).await?;
        let mut responses = all.iter().flat_map(|one| &one.responses);
        if !responses.any(|one| one.number == number && one.is_own) {
            return Err(AppError::NotFound("response of yours"));
        }
        let (now, by) = (self.clock.now(), actor.account());
        let erased = self.store.erase_answer(now, by, of.saved.proposal, number);
        erased.await?;
        Ok(())
    }

    /// What the actor has answered to the consultation on a proposal.
    pub(super) async fn own_answers(
        &self,
        actor: &Actor,
        proposal: ProposalId,
    ) -> Result<Vec<Answer>, AppError> {
        let Some(account) = actor.account() else {
            return Ok(Vec::new());
        };
        let kept = self.store.answers(proposal).await?;
        let is_own = |number: u32| {
            let own = kept.iter().find(|one| one.number == number);
            own.is_some_and(|one| one.written_by == Some(account))
        };
        let mut all = threads(&kept, Some(account), None);
        all.retain(|one| is_own(one.number));
        Ok(all)
    }
}

/// How many answers there are to a consultation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// All.
    pub answers: usize,
    /// Of so many people.
    pub people: usize,
    /// When the first came, and the last; none where there is no answer.
    pub between: Option<(Timestamp, Timestamp)>,
    /// Those to which nobody has responded, and that were not erased.
    pub waiting: usize,
    /// Those because of which the proposal changes.
    pub changes: usize,
}

impl Tally {
    fn of(all: &[Answer]) -> Self {
        let changes = |one: &&Answer| {
            let mut responses = one.responses.iter();
            responses.any(|response| response.outcome == WhatCameOfIt::Changed)
        };
        Self {
            answers: all.len(),
            people: all.iter().map(|one| one.person).max().unwrap_or_default(),
            between: all.first().zip(all.last()).map(|(a, b)| (a.at, b.at)),
            waiting: all.iter().filter(|one| one.waits()).count(),
            changes: all.iter().filter(changes).count(),
        }
    }
}

impl Answer {
    /// Has nobody responded to it, and does it still say something?
    pub fn waits(&self) -> bool {
        self.responses.is_empty() && self.words.is_some()
    }
}

/// Answers, each with the responses to it.
fn threads(
    kept: &[ConsultationAnswer],
    asks: Option<AccountId>,
    names: Option<&BTreeMap<AccountId, String>>,
) -> Vec<Answer> {
    let mut people: Vec<Option<AccountId>> = Vec::new();
    let answers = kept.iter().filter(|one| one.responds_to.is_none());
    let answers = answers.map(|one| {
        let person = people.iter().position(|known| *known == one.written_by);
        let person = person.unwrap_or_else(|| {
            people.push(one.written_by);
            people.len() - 1
        });
        let responses = kept.iter().filter_map(|other| {
            let (_, outcome) = other
                .responds_to
                .as_ref()
                .filter(|(to, _)| *to == one.number)?;
            Some(Response {
                number: other.number,
                at: other.written,
                outcome: WhatCameOfIt::named(outcome)?,
                words: other.content.clone(),
                is_own: other.written_by.is_some() && other.written_by == asks,
            })
        });
        let name = |account: AccountId| names.map(|names| names.get(&account).cloned());
        Answer {
            number: one.number,
            person: person + 1,
            name: { one.written_by }
                .and_then(name)
                .map(Option::unwrap_or_default),
            on_behalf_of: one.on_behalf_of.clone(),
            at: one.written,
            revision: one.revision,
            words: one.content.clone(),
            responses: responses.collect(),
        }
    });
    answers.collect()
}
