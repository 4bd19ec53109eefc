//! What people say to each other about a proposal before it is published.

use access::{Actor, CaseDeed, may_in_case};
use jiff::Timestamp;
use storage::{NewReviewComment, ReviewComment};

use super::OpenProposal;
use crate::error::AppError;
use crate::muster::Muster;

/// The most characters of a comment.
pub const LONGEST_COMMENT: usize = 5_000;

/// A comment with the answers to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thread {
    /// The number of the comment that begins it.
    pub number: u32,
    /// What it is about: a key of [`drafting::Subject`].
    pub subject: String,
    /// What was said, the first first.
    pub said: Vec<Said>,
    /// When it was closed and by whom, if it is.
    pub closed: Option<(Timestamp, String)>,
    /// May the actor close it, or open it again?
    pub may_close: bool,
}

/// Something that somebody said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// Its number.
    pub number: u32,
    /// Who said it; empty once their name was erased, or if it was said on the machine itself.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// The revision that they read.
    pub revision: u32,
    /// What they said; none once it was erased.
    pub words: Option<String>,
    /// May the actor erase it? Only whoever said it may.
    pub is_own: bool,
}

impl Muster {
    /// What was said about a proposal, the first first.
    ///
    /// # Errors
    /// [`AppError::RefusedInCase`], [`AppError::Store`].
    pub async fn comments(
        &self,
        actor: &Actor,
        of: &OpenProposal,
    ) -> Result<Vec<Thread>, AppError> {
        self.permit_in_case(actor, of.capacity, CaseDeed::Read)
            .await?;
        let names = self.account_names().await?;
        let named = |account: Option<access::AccountId>| {
            let name = account.and_then(|account| names.get(&account));
            name.cloned().unwrap_or_default()
        };
        let said = |comment: &ReviewComment| Said {
            number: comment.number,
            by: named(comment.written_by),
            at: comment.written,
            revision: comment.revision,
            words: comment.content.clone(),
            is_own: comment.written_by.is_some() && comment.written_by == actor.account(),
        };
        let all = self.store.comments(of.saved.proposal).await?;
        let (firsts, answers): (Vec<_>, Vec<_>) =
            all.iter().partition(|comment| comment.answers.is_none());
        let threads = firsts.into_iter().map(|first| {
            let answers = answers.iter();
            let own = answers.filter(|one| one.answers == Some(first.number));
            let begun = said(first);
            Thread {
                number: first.number,
                subject: first.subject.clone(),
                closed: first.closed.map(|(at, by)| (at, named(by))),
                may_close: begun.is_own || may_in_case(of.capacity, CaseDeed::CloseComments),
                said: std::iter::once(begun)
                    .chain(own.map(|one| said(one)))
                    .collect(),
            }
        });
        Ok(threads.collect())
    }

    /// Says something about a part of a proposal, as it stands in the revision that was read.
    ///
    /// # Errors
    /// [`AppError::RefusedInCase`]; [`AppError::NoWords`], [`AppError::TooManyWords`];
    /// [`AppError::Store`].
    pub async fn comment(
        &self,
        actor: &Actor,
        on: &OpenProposal,
        subject: &str,
        words: &str,
    ) -> Result<u32, AppError> {
        self.say(actor, on, None, subject, words).await
    }

    /// Answers what somebody said. A thread that was closed is open again.
    ///
    /// # Errors
    /// As [`Muster::comment`]; also [`AppError::NotFound`] if there is no such thread on that proposal.
    pub async fn answer_comment(
        &self,
        actor: &Actor,
        on: &OpenProposal,
        thread: u32,
        words: &str,
    ) -> Result<u32, AppError> {
        let threads = self.comments(actor, on).await?;
        let found = threads.into_iter().find(|one| one.number == thread);
        let found = found.ok_or(AppError::NotFound("comment"))?;
        self.say(actor, on, Some(thread), &found.subject, words)
            .await
    }

    /// Closes a thread, or opens it again.
    ///
    /// # Errors
    /// [`AppError::RefusedInCase`] if somebody else began it, and the actor is no author;
    /// [`AppError::NotFound`] if there is no such thread on that proposal; [`AppError::Store`].
    pub async fn close_comment(
        &self,
        actor: &Actor,
        on: &OpenProposal,
        thread: u32,
        is_closed: bool,
    ) -> Result<(), AppError> {
        let threads = self.comments(actor, on).await?;
        let found = threads.into_iter().find(|one| one.number == thread);
        let found = found.ok_or(AppError::NotFound("comment"))?;
        if !found.may_close {
            let deed = CaseDeed::CloseComments;
            self.permit_in_case(actor, on.capacity, deed).await?;
        }
        let (now, by) = (self.clock.now(), actor.account());
        Ok(self.store.close_comment(now, by, thread, is_closed).await?)
    }

    /// Erases what the actor said. That they said something stays.
    ///
    /// # Errors
    /// [`AppError::NotFound`] if they did not say it on that proposal; [`AppError::Store`].
    pub async fn erase_comment(
        &self,
        actor: &Actor,
        on: &OpenProposal,
        number: u32,
    ) -> Result<(), AppError> {
        let threads = self.comments(actor, on).await?;
        let said = threads.iter().flat_map(|thread| &thread.said);
        let own = said
            .into_iter()
            .any(|said| said.number == number && said.is_own);
        if !own {
            return Err(AppError::NotFound("comment of yours"));
        }
        self.store.erase_comment(number).await?;
        Ok(())
    }

    async fn say(
        &self,
        actor: &Actor,
        on: &OpenProposal,
        answers: Option<u32>,
        subject: &str,
        words: &str,
    ) -> Result<u32, AppError> {
        self.permit_in_case(actor, on.capacity, CaseDeed::Comment)
            .await?;
        let content = words.trim().replace("\r\n", "\n");
        if content.is_empty() {
            return Err(AppError::NoWords);
        }
        if content.chars().count() > LONGEST_COMMENT {
            return Err(AppError::TooManyWords(LONGEST_COMMENT));
        }
        let new = NewReviewComment {
            proposal: on.saved.proposal,
            revision: on.saved.number,
            answers,
            subject,
            content: &content,
        };
        let (now, by) = (self.clock.now(), actor.account());
        Ok(self.store.comment(now, by, &new).await?)
    }
}
