//! Notices: who is told what of a case.

use std::collections::BTreeMap;

use access::{AccountId, Actor, Capacity, Deed, may};
use governance::{Nearness, Signed, State, Step, StepKind, TakenStep};
use jiff::Timestamp;
use storage::{Account, Event, NewNotice, Notice, ProposalId};

use crate::bodies::BodyKey;
use crate::error::AppError;
use crate::muster::Muster;
use crate::proposals::{OpenProposal, Reference};

/// The most entries of the journal that are looked at in one go.
const AT_ONCE: u32 = 200;

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
}

impl NoticeKind {
    /// Every one.
    pub const ALL: [Self; 11] = [
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
    /// When it was told.
    pub at: Timestamp,
    /// Was it read?
    pub is_read: bool,
}

/// What proposals are called, and of which council they are.
pub(crate) type CaseNames = BTreeMap<ProposalId, (BodyKey, Reference)>;

/// Somebody who may be told.
struct Person {
    account: AccountId,
    actor: Actor,
}

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

    /// Tells those whom it concerns of the steps that were taken since the last time.
    ///
    /// # Errors
    /// [`AppError::Store`].
    pub async fn tell_of_steps(&self) -> Result<usize, AppError> {
        let from = self.store.notices_given().await?;
        let entries = self.store.journal_after(from, AT_ONCE).await?;
        let Some(last) = entries.last().map(|entry| entry.number) else {
            return Ok(0);
        };
        let steps: Vec<_> = entries
            .iter()
            .filter_map(|entry| match &entry.event {
                Event::CaseStepTaken {
                    proposal, number, ..
                } => Some((*proposal, *number, entry.by)),
                _ => None,
            })
            .collect();
        let mut notices = Vec::new();
        if !steps.is_empty() {
            let names = self.case_names().await?;
            let people = self.people_to_tell().await?;
            for (proposal, number, by) in steps {
                let Some((body, reference)) = names.get(&proposal) else {
                    continue;
                };
                for person in people.iter().filter(|person| Some(person.account) != by) {
                    let Some(open) = self.seen_by(person, body, reference).await? else {
                        continue;
                    };
                    let taken = open.life.steps().iter().find(|step| step.number == number);
                    let kinds = taken.map(|taken| self.kinds(person, &open, taken));
                    let mark = i64::from(number);
                    let kinds = kinds.unwrap_or_default().into_iter();
                    notices.extend(kinds.map(|kind| person.notice(proposal, kind, mark)));
                }
            }
        }
        let given = self.store.give_notices(self.clock.now(), last, &notices);
        given.await?;
        Ok(notices.len())
    }

    /// Tells of last days that are near or have passed, and of signed comments that hold no longer: once of
    /// each.
    ///
    /// # Errors
    /// [`AppError::Store`], and what reading a proposal fails with.
    pub async fn tell_of_days(&self) -> Result<(), AppError> {
        let people = self.people_to_tell().await?;
        let mut notices = Vec::new();
        for (proposal, (body, reference)) in self.case_names().await? {
            let whole = self.proposal(&Actor::Operator, &body, &reference).await;
            let Ok(whole) = whole else { continue };
            if !matches!(whole.state, State::Comments | State::Cleared) {
                continue;
            }
            let days = self.deadlines(&whole.draft);
            let days: Vec<_> = { days.iter() }
                .filter_map(|one| match one.nearness {
                    Nearness::Near => Some((NoticeKind::DeadlineNear, one.last_day)),
                    Nearness::Passed => Some((NoticeKind::DeadlinePassed, one.last_day)),
                    Nearness::Ahead => None,
                })
                .collect();
            let stands = self.sign_offs(&Actor::Operator, &body, &whole).await?;
            let lapsed: Vec<_> = { stands.comments.iter() }
                .filter(|comment| !comment.holds())
                .filter_map(|comment| comment.last.as_ref())
                .filter(|last| last.comment.signed != Signed::Returned)
                .collect();
            for person in &people {
                let Some(open) = self.seen_by(person, &body, &reference).await? else {
                    continue;
                };
                let publishes = self.may_step(&person.actor, &open, StepKind::Published);
                if open.capacity == Capacity::Author || publishes {
                    for (kind, day) in &days {
                        let since = day.duration_since(jiff::civil::date(1970, 1, 1));
                        notices.push(person.notice(proposal, *kind, since.as_hours() / 24));
                    }
                }
                for last in &lapsed {
                    if last.by == Some(person.account.0) {
                        let mark = i64::from(last.number) * 100_000 + i64::from(whole.saved.number);
                        notices.push(person.notice(proposal, NoticeKind::Lapsed, mark));
                    }
                }
            }
        }
        let given = self.store.give_notices(self.clock.now(), 0, &notices);
        Ok(given.await?)
    }

    /// What a step means to somebody.
    fn kinds(&self, person: &Person, open: &OpenProposal, taken: &TakenStep) -> Vec<NoticeKind> {
        let actor = &person.actor;
        let is_author = open.capacity == Capacity::Author;
        let may_step = |step| self.may_step(actor, open, step);
        let way = self.way_of(&open.draft.case);
        let signs = |kind: &str| self.may_sign(actor, open, kind);
        let signed = || {
            let mut signed = open.life.sign_offs().into_iter();
            signed.any(|one| one.by == Some(person.account.0))
        };
        let mut kinds = Vec::new();
        let mut add = |applies: bool, kind| {
            if applies {
                kinds.push(kind);
            }
        };
        match &taken.step {
            Step::SentForComments { .. } => {
                let asked = way.comments.iter().any(|comment| signs(&comment.kind));
                add(asked, NoticeKind::CommentAsked);
            }
            Step::CommentSigned(comment) => {
                let is_returned = comment.signed == Signed::Returned;
                add(is_returned && is_author, NoticeKind::Returned);
                let mut required = way.comments.iter();
                let are_all = required.all(|one| {
                    let last = open.life.last_sign_off(&one.kind);
                    last.is_some_and(|last| last.comment.signed != Signed::Returned)
                });
                add(are_all && may_step(StepKind::Cleared), NoticeKind::ToClear);
            }
            Step::Cleared { .. } => add(may_step(StepKind::Published), NoticeKind::ToPublish),
            Step::Published(_) => {
                let decides = may_step(StepKind::Decided);
                add(decides, NoticeKind::ToDecide);
                add(!decides && (is_author || signed()), NoticeKind::Published);
            }
            Step::Decided(_) => add(is_author || signed(), NoticeKind::Decided),
            Step::Withdrawn => add(is_author || signed(), NoticeKind::Withdrawn),
            _ => {}
        }
        kinds
    }

    /// Everybody who may be told.
    async fn people_to_tell(&self) -> Result<Vec<Person>, AppError> {
        let mut people = Vec::new();
        let accounts = self.store.accounts().await?;
        for account in accounts.into_iter().filter(is_in_use) {
            let actor = Actor::Account {
                id: account.id,
                roles: account.roles,
            };
            if !may(&actor, Deed::ReadProposals) {
                continue;
            }
            people.push(Person {
                account: account.id,
                actor,
            });
        }
        Ok(people)
    }

    /// A proposal, if somebody sees it: nobody is told of one that they do not.
    async fn seen_by(
        &self,
        person: &Person,
        body: &BodyKey,
        reference: &Reference,
    ) -> Result<Option<OpenProposal>, AppError> {
        match self.proposal(&person.actor, body, reference).await {
            Ok(open) => Ok(Some(open)),
            Err(AppError::NotFound(_) | AppError::Refused(_)) => Ok(None),
            Err(error) => Err(error),
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

impl Person {
    fn notice(&self, proposal: ProposalId, kind: NoticeKind, mark: i64) -> NewNotice {
        NewNotice {
            account: self.account,
            proposal,
            kind: kind.name(),
            mark,
        }
    }
}

fn is_in_use(account: &Account) -> bool {
    account.sign_in_name.is_some()
}

fn told(notice: &Notice, names: &CaseNames) -> Option<Told> {
    let (body, reference) = names.get(&notice.proposal)?;
    Some(Told {
        kind: NoticeKind::named(&notice.kind)?,
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
