//! Messages that bring notices: how people want to be told, which messages are due, and what became of them.

use access::{AccountId, Actor, Deed};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan as _};
use storage::{NoticeWish, Sending};

use crate::error::AppError;
use crate::muster::Muster;
use crate::notices::{Told, told};
use crate::sign_on::address;

/// The hour of the daily summary, in universal time.
const SUMMARY_AT: i8 = 6;

/// The most messages that are sent in one go.
const AT_ONCE: u32 = 50;

/// How long after the first failure a message is tried again; each time twice as long.
const FIRST_PAUSE: SignedDuration = SignedDuration::from_secs(5);

/// The longest pause.
const LONGEST_PAUSE: SignedDuration = SignedDuration::from_hours(1);

/// How long a message is tried; then it is given up.
const PATIENCE: SignedDuration = SignedDuration::from_hours(3 * 24);

/// How long it is shown that a message was given up.
const SHOWN: SignedDuration = SignedDuration::from_hours(30 * 24);

/// The most that are shown of them.
const MOST_SHOWN: u32 = 50;

/// How somebody wants to be told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NoticeChoice {
    /// On the page of notices alone.
    OnPage,
    /// By e-mail too, at once.
    #[default]
    AtOnce,
    /// By e-mail too, once a day.
    Daily,
}

impl NoticeChoice {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::AtOnce, Self::Daily, Self::OnPage];

    /// Its name in the database and in forms.
    pub fn name(self) -> &'static str {
        match self {
            Self::OnPage => "on-page",
            Self::AtOnce => "at-once",
            Self::Daily => "daily",
        }
    }

    /// The one of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }

    /// The one that somebody made; the usual one if they made none.
    pub(crate) fn of(wish: &NoticeWish) -> Self {
        let made = wish.how.as_deref().and_then(Self::named);
        made.unwrap_or_default()
    }

    /// When a message brings what is told now; none if none does.
    pub(crate) fn next(self, now: Timestamp) -> Option<Timestamp> {
        match self {
            Self::OnPage => None,
            Self::AtOnce => Some(now),
            Self::Daily => Some(next_summary(now)),
        }
    }
}

/// How somebody is told, and where messages go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeSettings {
    /// How they want to be told.
    pub choice: NoticeChoice,
    /// Where they want messages to go in place of the address of their account.
    pub address: Option<String>,
    /// The address of their account.
    pub account_address: Option<String>,
}

/// A message that is to be sent.
#[derive(Clone, Debug)]
pub struct Outgoing {
    /// Where it goes.
    pub address: String,
    /// What it is called, the same however often it is sent.
    pub id: String,
    /// What it says, the first first.
    pub told: Vec<Told>,
    number: i64,
    wanted: Timestamp,
    attempts: u32,
}

/// What became of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sent {
    /// The server took it.
    Yes,
    /// It did not take this one, and may later; why.
    NotNow(String),
    /// It says that it never will; why.
    Refused(String),
    /// No message can be sent now; why.
    NoServer(String),
}

/// What is wrong with sending messages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MailTrouble {
    /// How many wait because sending them failed.
    pub waiting: u32,
    /// Why the one that has waited longest failed last.
    pub fault: Option<String>,
    /// Those that were given up within thirty days, the latest first.
    pub given_up: Vec<GivenUp>,
}

/// A message that was given up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenUp {
    /// To whom it was to go.
    pub account: AccountId,
    /// What the person is called; empty once that was erased.
    pub name: String,
    /// When it was given up.
    pub at: Timestamp,
    /// Why.
    pub fault: String,
}

impl Muster {
    /// How the actor is told; none for who has no account.
    ///
    /// # Errors
    /// [`AppError::Refused`], [`AppError::Store`].
    pub async fn notice_settings(&self, actor: &Actor) -> Result<Option<NoticeSettings>, AppError> {
        self.permit(actor, Deed::SeeCouncils).await?;
        let Some(account) = actor.account() else {
            return Ok(None);
        };
        let wish = self.store.notice_wish(account).await?;
        Ok(Some(NoticeSettings {
            choice: NoticeChoice::of(&wish),
            address: wish.address,
            account_address: wish.account_address,
        }))
    }

    /// The actor says how they want to be told, and where messages go if not to the address of their account.
    /// It is for messages alone: nobody signs in by it.
    ///
    /// # Errors
    /// [`AppError::Refused`], [`AppError::NotAnAddress`]; [`AppError::NowhereToSend`] if messages are wanted and
    /// there is no address; [`AppError::Store`].
    pub async fn choose_notices(
        &self,
        actor: &Actor,
        choice: NoticeChoice,
        typed: &str,
    ) -> Result<(), AppError> {
        self.permit(actor, Deed::SeeCouncils).await?;
        let Some(account) = actor.account() else {
            return Ok(());
        };
        let own = match typed.trim() {
            "" => None,
            typed => Some(address(typed)?),
        };
        let by_message = choice != NoticeChoice::OnPage;
        if by_message && own.is_none() && self.store.address(account).await?.is_none() {
            return Err(AppError::NowhereToSend);
        }
        let how = (choice.name(), by_message);
        let now = self.clock.now();
        Ok(self.store.choose_notices(now, account, how, own).await?)
    }

    /// The messages that are due. One that has nowhere to go any more, or nothing to say, is given up.
    ///
    /// # Errors
    /// [`AppError::Store`].
    pub async fn outgoing(&self) -> Result<Vec<Outgoing>, AppError> {
        let now = self.clock.now();
        let due = self.store.messages_due(now, AT_ONCE).await?;
        if due.is_empty() {
            return Ok(Vec::new());
        }
        let names = self.case_names().await?;
        let mut outgoing = Vec::with_capacity(due.len());
        for message in due {
            let told: Vec<Told> = { message.notices.iter() }
                .filter_map(|one| told(one, &names))
                .collect();
            let why = match (&message.address, told.as_slice()) {
                (None, _) => Some("There is no e-mail address any more."),
                (Some(_), []) => Some("Nothing is left to tell."),
                (Some(_), _) => None,
            };
            if let Some(why) = why {
                let over = Sending::GivenUp(why);
                self.store.message_tried(now, message.number, over).await?;
                continue;
            }
            outgoing.push(Outgoing {
                address: message.address.unwrap_or_default(),
                id: message.id,
                told,
                number: message.number,
                wanted: message.wanted,
                attempts: message.attempts,
            });
        }
        Ok(outgoing)
    }

    /// Writes down what became of a message. One that was not taken is tried again after longer and longer
    /// pauses, for three days; one that is refused for good is given up.
    ///
    /// # Errors
    /// [`AppError::Store`].
    pub async fn sent(&self, message: &Outgoing, sent: &Sent) -> Result<(), AppError> {
        let now = self.clock.now();
        let later = now.saturating_add(pause(message.attempts)).unwrap_or(now);
        let longest_ago = now.saturating_sub(PATIENCE).unwrap_or(now);
        let sending = match sent {
            Sent::Yes => Sending::Sent,
            Sent::Refused(fault) => Sending::GivenUp(fault),
            Sent::NotNow(fault) if message.wanted <= longest_ago => Sending::GivenUp(fault),
            Sent::NotNow(fault) => Sending::Later(later, fault),
            Sent::NoServer(fault) => {
                let until = (later, longest_ago);
                let held_back = self.store.messages_held_back(now, until, fault);
                return Ok(held_back.await?);
            }
        };
        let tried = self.store.message_tried(now, message.number, sending);
        Ok(tried.await?)
    }

    /// What is wrong with sending messages, for whoever looks after accounts.
    ///
    /// # Errors
    /// [`AppError::Refused`], [`AppError::Store`].
    pub async fn mail_trouble(&self, actor: &Actor) -> Result<MailTrouble, AppError> {
        self.permit(actor, Deed::ManageAccounts).await?;
        let now = self.clock.now();
        let since = now.saturating_sub(SHOWN).unwrap_or(now);
        let trouble = self.store.mail_trouble(since, MOST_SHOWN).await?;
        let names = match trouble.given_up.is_empty() {
            true => Default::default(),
            false => self.account_names().await?,
        };
        let given_up = trouble.given_up.into_iter().map(|one| GivenUp {
            account: one.account,
            name: names.get(&one.account).cloned().unwrap_or_default(),
            at: one.at,
            fault: one.fault,
        });
        Ok(MailTrouble {
            waiting: trouble.waiting,
            fault: trouble.fault,
            given_up: given_up.collect(),
        })
    }
}

/// How long to wait after so many failures before.
fn pause(failures: u32) -> SignedDuration {
    let times = 1_i32.checked_shl(failures.min(20)).unwrap_or(i32::MAX);
    let pause = FIRST_PAUSE.checked_mul(times);
    pause.unwrap_or(LONGEST_PAUSE).min(LONGEST_PAUSE)
}

/// The next morning's summary.
fn next_summary(now: Timestamp) -> Timestamp {
    let there = now.to_zoned(TimeZone::UTC);
    let today = there.date().at(SUMMARY_AT, 0, 0, 0);
    let day = match there.datetime() < today {
        true => today,
        false => today.saturating_add(1.day()),
    };
    let at = day.to_zoned(TimeZone::UTC);
    at.map_or(now, |zoned| zoned.timestamp())
}

#[cfg(test)]
mod tests {
    use super::{NoticeChoice, next_summary, pause};

    #[test]
    fn every_choice_is_read_back() {
        for choice in NoticeChoice::ALL {
            assert_eq!(NoticeChoice::named(choice.name()), Some(choice));
        }
    }

    #[test]
    fn pauses_grow_to_an_hour() {
        let seconds = [0, 1, 2, 9, 10, 79].map(|failures| pause(failures).as_secs());
        assert_eq!(seconds, [5, 10, 20, 2560, 3600, 3600]);
    }

    #[test]
    fn a_summary_comes_the_next_morning() {
        for (now, at) in [
            ("2018-10-01T05:59:59Z", "2018-10-01T06:00:00Z"),
            ("2018-10-01T06:00:00Z", "2018-10-02T06:00:00Z"),
            ("2018-12-31T23:00:00Z", "2019-01-01T06:00:00Z"),
        ] {
            let now = now.parse().expect("an instant");
            assert_eq!(next_summary(now).to_string(), at);
        }
    }
}
