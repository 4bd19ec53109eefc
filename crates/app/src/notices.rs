//! Notices: what people were told of cases.

mod giving;

use std::collections::BTreeMap;

use access::{Actor, Deed};
use base::Date;
use jiff::Timestamp;
use storage::{Notice, ProposalId};

use crate::bodies::BodyKey;
use crate::error::AppError;
use crate::muster::Muster;
use crate::proposals::Reference;

/// The most notices that are shown.
const MOST_SHOWN: u32 = 200;

/// What somebody is told of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NoticeKind {
    /// Their comment is asked for.
    CommentAsked,
    /// An officer wants it changed.
    Returned,
    /// What they signed holds no longer.
    Lapsed,
    /// Every comment was signed, so it can be cleared.
    ToClear,
    /// It was cleared, so it can be published.
    ToPublish,
    /// It was published.
    Published,
    /// It was published, so it can be decided.
    ToDecide,
    /// It was decided.
    Decided,
    /// Its author gave it up.
    Withdrawn,
    /// A last day is near.
    DeadlineNear,
    /// A last day has passed.
    DeadlinePassed,
    /// What its decision promised is to be done soon.
    PromiseNear,
    /// What its decision promised is overdue.
    PromiseOverdue,
    /// They are asked to answer its consultation.
    AnswerAsked,
    /// Somebody answered its consultation.
    AnswersGiven,
    /// The council responded to what they answered.
    AnswerMet,
}

impl NoticeKind {
    /// Every one.
    pub const ALL: [Self; 16] = [
        Self::CommentAsked,
        Self::Returned,
        Self::Lapsed,
        Self::ToClear,
        Self::ToPublish,
        Self::Published,
        Self::ToDecide,
        Self::Decided,
        Self::Withdrawn,
        Self::DeadlineNear,
        Self::DeadlinePassed,
        Self::PromiseNear,
        Self::PromiseOverdue,
        Self::AnswerAsked,
        Self::AnswersGiven,
        Self::AnswerMet,
    ];

    /// Its name in the database.
    pub fn name(self) -> &'static str {
        match self {
            Self::CommentAsked => "comment-asked",
            Self::Returned => "returned",
            Self::Lapsed => "lapsed",
            Self::ToClear => "to-clear",
            Self::ToPublish => "to-publish",
            Self::Published => "published",
            Self::ToDecide => "to-decide",
            Self::Decided => "decided",
            Self::Withdrawn => "withdrawn",
            Self::DeadlineNear => "deadline-near",
            Self::DeadlinePassed => "deadline-passed",
            Self::PromiseNear => "promise-near",
            Self::PromiseOverdue => "promise-overdue",
            Self::AnswerAsked => "answer-asked",
            Self::AnswersGiven => "answers-given",
            Self::AnswerMet => "answer-met",
        }
    }

    /// What is said of the proposal, after its reference. It says nothing of what the proposal says.
    pub fn words(self) -> &'static str {
        match self {
            Self::CommentAsked => "waits for your comment",
            Self::Returned => "was returned: an officer wants it changed",
            Self::Lapsed => "has changed, so the comment that you signed holds no longer",
            Self::ToClear => "has every comment, and waits to be cleared",
            Self::ToPublish => "is cleared, and waits to be published",
            Self::Published => "is published",
            Self::ToDecide => "is published, and waits for its decision",
            Self::Decided => "is decided",
            Self::Withdrawn => "was withdrawn",
            Self::DeadlineNear => "has a last day that is near",
            Self::DeadlinePassed => "has a last day that has passed",
            Self::PromiseNear => "has a promise that is to be kept soon",
            Self::PromiseOverdue => "has a promise that is overdue",
            Self::AnswerAsked => "waits for your answer to its consultation",
            Self::AnswersGiven => "has new answers to its consultation",
            Self::AnswerMet => "has a response to what you answered",
        }
    }

    /// Where it is seen to: the address below that of the council.
    pub fn leads_to(self, reference: &Reference) -> String {
        let reference = reference.in_address();
        match self {
            Self::PromiseNear | Self::PromiseOverdue => "obligations".to_owned(),
            Self::AnswerAsked | Self::AnswerMet => format!("consultations/{reference}"),
            Self::AnswersGiven => format!("proposals/{reference}/consulting/answers"),
            _ => format!("proposals/{reference}"),
        }
    }

    /// The one of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }
}

/// Something that somebody was told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// What.
    pub kind: NoticeKind,
    /// Of which council the proposal is.
    pub body: BodyKey,
    /// What it is called.
    pub reference: Reference,
    /// The last day that is near or over, if it is about one.
    pub last_day: Option<Date>,
    /// When it was told.
    pub at: Timestamp,
    /// Was it read?
    pub is_read: bool,
}

/// What proposals are called, and of which council they are.
pub(crate) type CaseNames = BTreeMap<ProposalId, (BodyKey, Reference)>;

impl Muster {
    /// What the actor was told, the latest first.
    ///
    /// # Errors
    /// [`AppError::Refused`], [`AppError::Store`].
    pub async fn notices(&self, actor: &Actor) -> Result<Vec<Told>, AppError> {
        self.permit(actor, Deed::SeeCouncils).await?;
        let Some(account) = actor.account() else {
            return Ok(Vec::new());
        };
        let notices = self.store.notices(account, MOST_SHOWN).await?;
        let names = self.case_names().await?;
        Ok(notices.iter().filter_map(|one| told(one, &names)).collect())
    }

    /// The actor has read what they were told.
    ///
    /// # Errors
    /// [`AppError::Refused`], [`AppError::Store`].
    pub async fn read_notices(&self, actor: &Actor) -> Result<(), AppError> {
        self.permit(actor, Deed::SeeCouncils).await?;
        match actor.account() {
            Some(account) => Ok(self.store.read_notices(self.clock.now(), account).await?),
            None => Ok(()),
        }
    }

    /// How much the actor was told and has not read.
    ///
    /// # Errors
    /// [`AppError::Refused`], [`AppError::Store`].
    pub async fn unread_notices(&self, actor: &Actor) -> Result<u32, AppError> {
        self.permit(actor, Deed::SeeCouncils).await?;
        match actor.account() {
            Some(account) => Ok(self.store.unread_notices(account).await?),
            None => Ok(0),
        }
    }

    pub(crate) async fn case_names(&self) -> Result<CaseNames, AppError> {
        let mut cases = BTreeMap::new();
        for body in self.bodies(&Actor::Operator).await? {
            let begun = self.store.proposals_begun(body.key.as_str()).await?;
            for (proposal, reference) in Reference::of_all(&begun) {
                cases.insert(proposal, (body.key.clone(), reference));
            }
        }
        Ok(cases)
    }
}

pub(crate) fn told(notice: &Notice, names: &CaseNames) -> Option<Told> {
    let (body, reference) = names.get(&notice.proposal)?;
    let kind = NoticeKind::named(&notice.kind)?;
    Some(Told {
        kind,
        last_day: giving::last_day(kind, notice.mark),
        body: body.clone(),
        reference: reference.clone(),
        at: notice.made,
        is_read: notice.is_read,
    })
}

#[cfg(test)]
mod tests {
    use super::NoticeKind;

    #[test]
    fn every_name_is_read_back() {
        for kind in NoticeKind::ALL {
            assert_eq!(NoticeKind::named(kind.name()), Some(kind));
        }
    }
}
