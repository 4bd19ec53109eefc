//! Who is told what of a case, and when.

mod consultations;

use std::collections::BTreeMap;

use access::{AccountId, Actor, Capacity, Deed, capacity, may};
use base::Date;
use governance::{Nearness, Signed, State, Step, StepKind, TakenStep};
use jiff::{Timestamp, ToSpan as _};
use storage::{Event, NewNotice, ProposalId};

use super::NoticeKind;
use crate::bodies::BodyKey;
use crate::error::AppError;
use crate::messages::NoticeChoice;
use crate::muster::Muster;
use crate::proposals::{OpenProposal, Reference};

/// The most entries of the journal that are looked at in one go.
const AT_ONCE: u32 = 200;

/// The mark of a promise is its number this many times, and its last day.
const BY_NUMBER: i64 = 1_000_000;

/// So many days before its last day a promise is told of.
const PROMISE_NEAR: i64 = 28;

/// Somebody who may be told, and when a message brings it; none if none does.
struct Person {
    account: AccountId,
    actor: Actor,
    message: Option<Timestamp>,
}

/// A proposal as those see it who may: it is opened once for all of them.
struct Opened {
    open: OpenProposal,
    joined: BTreeMap<AccountId, Capacity>,
}

impl Muster {
    /// Tells those whom it concerns of the steps that were taken since the last time. With `by_mail`, messages
    /// bring the notices to those who want that. Says how many notices that were.
    ///
    /// # Errors
    /// [`AppError::Store`].
    pub async fn tell_of_steps(&self, by_mail: bool) -> Result<usize, AppError> {
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
        let mut notices = self.told_of_consultations(&entries, by_mail).await?;
        if !steps.is_empty() {
            let names = self.case_names().await?;
            let people = self.people_to_tell(by_mail).await?;
            for (proposal, number, by) in steps {
                let Some((body, reference)) = names.get(&proposal) else {
                    continue;
                };
                let Some(opened) = self.opened(body, reference).await? else {
                    continue;
                };
                let life = &opened.open.life;
                let Some(taken) = life.steps().iter().find(|step| step.number == number) else {
                    continue;
                };
                for person in people.iter().filter(|person| Some(person.account) != by) {
                    let Some(open) = opened.seen_by(person) else {
                        continue;
                    };
                    let kinds = self.kinds(person, &open, taken).into_iter();
                    let mark = i64::from(number);
                    notices.extend(kinds.map(|kind| person.notice(proposal, kind, mark)));
                }
            }
        }
        let given = self.store.give_notices(self.clock.now(), last, &notices);
        given.await?;
        Ok(notices.len())
    }

    /// Tells of last days that are near or have passed, of signed comments that hold no longer, and of promises
    /// that are to be kept soon or are overdue: once of each.
    ///
    /// # Errors
    /// [`AppError::Store`], and what reading a proposal fails with.
    pub async fn tell_of_days(&self, by_mail: bool) -> Result<(), AppError> {
        let people = self.people_to_tell(by_mail).await?;
        let mut notices = Vec::new();
        for (proposal, (body, reference)) in self.case_names().await? {
            let Some(opened) = self.opened(&body, &reference).await? else {
                continue;
            };
            let whole = &opened.open;
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
            let stands = self.sign_offs(&Actor::Operator, &body, whole).await?;
            let lapsed: Vec<_> = { stands.comments.iter() }
                .filter(|comment| !comment.holds())
                .filter_map(|comment| comment.last.as_ref())
                .filter(|last| last.comment.signed != Signed::Returned)
                .collect();
            for person in &people {
                let Some(open) = opened.seen_by(person) else {
                    continue;
                };
                if open.is_own || self.may_step(&person.actor, &open, StepKind::Published) {
                    for (kind, day) in &days {
                        notices.push(person.notice(proposal, *kind, since_1970(*day)));
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
        self.add_promises(&people, &mut notices).await?;
        let given = self.store.give_notices(self.clock.now(), 0, &notices);
        Ok(given.await?)
    }

    /// What those are told of promises who are to see to them.
    async fn add_promises(
        &self,
        people: &[Person],
        notices: &mut Vec<NewNotice>,
    ) -> Result<(), AppError> {
        let today = self.clock.today();
        for body in self.bodies(&Actor::Operator).await? {
            for promise in self.promises_open(&body.key).await? {
                let kind = match promise.by {
                    by if by < today => NoticeKind::PromiseOverdue,
                    by if since_1970(by) - since_1970(today) <= PROMISE_NEAR => {
                        NoticeKind::PromiseNear
                    }
                    _ => continue,
                };
                // Its number, and its last day: one that is put off is told of again.
                let mark = i64::from(promise.number) * BY_NUMBER + since_1970(promise.by);
                let theirs = people.iter().filter(|person| {
                    may(&person.actor, Deed::SeeEstablishment) && promise.is_of(&person.actor)
                });
                notices.extend(theirs.map(|person| person.notice(promise.proposal, kind, mark)));
            }
        }
        Ok(())
    }

    /// What a step means to somebody.
    fn kinds(&self, person: &Person, open: &OpenProposal, taken: &TakenStep) -> Vec<NoticeKind> {
        let actor = &person.actor;
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
                add(is_returned && open.is_own, NoticeKind::Returned);
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
                add(!decides && (open.is_own || signed()), NoticeKind::Published);
            }
            Step::Decided(_) => add(open.is_own || signed(), NoticeKind::Decided),
            Step::Withdrawn => add(open.is_own || signed(), NoticeKind::Withdrawn),
            _ => {}
        }
        kinds
    }

    /// Everybody who may be told, and how they want to be.
    async fn people_to_tell(&self, by_mail: bool) -> Result<Vec<Person>, AppError> {
        let now = self.clock.now();
        let mut wishes = match by_mail {
            true => self.store.notice_wishes().await?,
            false => BTreeMap::new(),
        };
        let accounts = self.store.accounts().await?.into_iter();
        let in_use = accounts.filter(|account| account.sign_in_name.is_some());
        let people = in_use.map(|account| {
            let wish = wishes.remove(&account.id).unwrap_or_default();
            let goes_out = wish.address.is_some() || wish.account_address.is_some();
            let choice = NoticeChoice::of(&wish);
            Person {
                account: account.id,
                actor: Actor::Account {
                    id: account.id,
                    roles: account.roles,
                },
                message: choice.next(now).filter(|_| goes_out),
            }
        });
        let reads = |person: &Person| may(&person.actor, Deed::ReadProposals);
        Ok(people.filter(reads).collect())
    }

    /// A proposal as whoever sees all of it sees it, with who is on it; none if nobody can read it any more.
    async fn opened(
        &self,
        body: &BodyKey,
        reference: &Reference,
    ) -> Result<Option<Opened>, AppError> {
        let open = match self.proposal(&Actor::Operator, body, reference).await {
            Ok(open) => open,
            Err(AppError::NotFound(_)) => return Ok(None),
            Err(error) => return Err(error),
        };
        let joined = self.joined_to(open.saved.proposal, &open.revisions).await?;
        Ok(Some(Opened { open, joined }))
    }
}

impl Opened {
    /// The proposal, if somebody sees it: nobody is told of one that they do not. What is withheld from them is
    /// still in it, so that nothing but its steps may be told.
    fn seen_by(&self, person: &Person) -> Option<OpenProposal> {
        let open = &self.open;
        let joined = self.joined.get(&person.account).copied();
        let is_sent = open.life.is_out() || open.is_decided;
        let capacity = capacity(&person.actor, joined, &open.place, is_sent)?;
        Some(OpenProposal {
            capacity,
            is_own: joined == Some(Capacity::Author),
            ..open.clone()
        })
    }
}

impl Person {
    fn notice(&self, proposal: ProposalId, kind: NoticeKind, mark: i64) -> NewNotice {
        NewNotice {
            account: self.account,
            proposal,
            kind: kind.name(),
            mark,
            message: self.message,
        }
    }
}

/// The last day that a notice is about, from what it is marked with.
pub(super) fn last_day(kind: NoticeKind, mark: i64) -> Option<Date> {
    let days = match kind {
        NoticeKind::DeadlineNear | NoticeKind::DeadlinePassed => mark,
        NoticeKind::PromiseNear | NoticeKind::PromiseOverdue => mark % BY_NUMBER,
        _ => return None,
    };
    let days = i32::try_from(days).ok()?;
    let start = jiff::civil::date(1970, 1, 1);
    start.checked_add(days.days()).ok()
}

/// The days from the first of 1970: what is told of a day is marked with it, so that it is told once.
fn since_1970(day: Date) -> i64 {
    day.duration_since(jiff::civil::date(1970, 1, 1)).as_hours() / 24
}
