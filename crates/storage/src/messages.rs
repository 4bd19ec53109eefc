//! Messages that bring notices: how each person wants to be told, which messages wait, and what became of them.

use std::collections::BTreeMap;

use access::AccountId;
use jiff::Timestamp;
use sqlx::{Row as _, SqliteConnection};

use crate::accounts::sixteen;
use crate::error::StoreError;
use crate::journal::{Event, note};
use crate::notices::{Notice, notice};
use crate::recording::instant;
use crate::store::Store;

/// How somebody is told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NoticeWish {
    /// How they want to be told, by its name; none if they never said.
    pub how: Option<String>,
    /// Where they want messages to go in place of the address of their account.
    pub address: Option<String>,
    /// The address of their account.
    pub account_address: Option<String>,
}

/// A message that is to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueMessage {
    /// Its number.
    pub number: i64,
    /// Where it goes; none if there is no address any more.
    pub address: Option<String>,
    /// What it is called, without its host.
    pub id: String,
    /// When it was to be sent first.
    pub wanted: Timestamp,
    /// How often it was tried.
    pub attempts: u32,
    /// What it says, the first first.
    pub notices: Vec<Notice>,
}

/// What became of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sending<'a> {
    /// It was sent.
    Sent,
    /// It is tried again then; why it failed.
    Later(Timestamp, &'a str),
    /// It is given up; why.
    GivenUp(&'a str),
}

/// A message that was given up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenUp {
    /// To whom it was to go.
    pub account: AccountId,
    /// When it was given up.
    pub at: Timestamp,
    /// Why.
    pub fault: String,
}

/// What is wrong with sending messages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MailTrouble {
    /// How many wait because sending them failed.
    pub waiting: u32,
    /// Why the one that has waited longest failed last.
    pub fault: Option<String>,
    /// Those that were given up, the latest first.
    pub given_up: Vec<GivenUp>,
}

impl Store {
    /// How somebody is told.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn notice_wish(&self, account: AccountId) -> Result<NoticeWish, StoreError> {
        let row = sqlx::query(
            "SELECT c.how, c.address, d.address FROM account a \
             LEFT JOIN notice_choice c ON c.account = a.id \
             LEFT JOIN account_address d ON d.account = a.id WHERE a.id = $1",
        )
        .bind(account.0.to_vec())
        .fetch_optional(self.readers())
        .await?;
        Ok(row.map_or_else(NoticeWish::default, |row| NoticeWish {
            how: row.get(0),
            address: row.get(1),
            account_address: row.get(2),
        }))
    }

    /// How everybody is told.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn notice_wishes(&self) -> Result<BTreeMap<AccountId, NoticeWish>, StoreError> {
        let rows = sqlx::query(
            "SELECT c.how, c.address, d.address, a.id FROM account a \
             LEFT JOIN notice_choice c ON c.account = a.id \
             LEFT JOIN account_address d ON d.account = a.id WHERE a.ended IS NULL",
        );
        let rows = rows.fetch_all(self.readers()).await?;
        rows.iter()
            .map(|row| {
                let wish = NoticeWish {
                    how: row.get(0),
                    address: row.get(1),
                    account_address: row.get(2),
                };
                Ok((AccountId(sixteen(row, 3)?), wish))
            })
            .collect()
    }

    /// Somebody says how they want to be told, and where messages go if not to the address of their account.
    /// Without `by_message`, what waits for them is not sent.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn choose_notices(
        &self,
        at: Timestamp,
        account: AccountId,
        (how, by_message): (&str, bool),
        address: Option<&str>,
    ) -> Result<(), StoreError> {
        let mut writing = self.write().await?;
        let before = sqlx::query("SELECT address FROM notice_choice WHERE account = $1")
            .bind(account.0.to_vec())
            .fetch_optional(&mut *writing)
            .await?;
        let before: Option<String> = before.and_then(|row| row.get(0));
        sqlx::query(
            "INSERT INTO notice_choice (account, how, address) VALUES ($1, $2, $3) \
             ON CONFLICT (account) DO UPDATE SET how = excluded.how, address = excluded.address",
        )
        .bind(account.0.to_vec())
        .bind(how)
        .bind(address)
        .execute(&mut *writing)
        .await?;
        if !by_message {
            call_off(&mut writing, account).await?;
        }
        let is_another = before.as_deref() != address;
        if is_another {
            note(
                &mut writing,
                at,
                Some(account),
                Event::AddressSet { account },
            )
            .await?;
        }
        writing.commit().await?;
        if is_another {
            self.forget().await?;
        }
        Ok(())
    }

    /// The messages that are due, the oldest first.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn messages_due(
        &self,
        at: Timestamp,
        most: u32,
    ) -> Result<Vec<DueMessage>, StoreError> {
        let rows = sqlx::query(
            "SELECT m.number, coalesce(c.address, d.address), m.id, m.wanted, m.attempts \
             FROM message m LEFT JOIN account_address d ON d.account = m.account \
             LEFT JOIN notice_choice c ON c.account = m.account \
             WHERE m.over IS NULL AND m.due <= $1 ORDER BY m.due, m.number LIMIT $2",
        )
        .bind(at.as_microsecond())
        .bind(most)
        .fetch_all(self.readers())
        .await?;
        let mut due = Vec::with_capacity(rows.len());
        for row in &rows {
            let number: i64 = row.get(0);
            let told = sqlx::query(
                "SELECT proposal, kind, mark, made, seen IS NOT NULL FROM notice \
                 WHERE message = $1 ORDER BY number",
            );
            let told = told.bind(number).fetch_all(self.readers()).await?;
            due.push(DueMessage {
                number,
                address: row.get(1),
                id: row.get(2),
                wanted: instant(row.get(3)).map_err(|_| StoreError::Unreadable("a message"))?,
                attempts: row.get(4),
                notices: told.iter().map(notice).collect::<Result<_, _>>()?,
            });
        }
        Ok(due)
    }

    /// Writes down what became of a message.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn message_tried(
        &self,
        at: Timestamp,
        number: i64,
        sending: Sending<'_>,
    ) -> Result<(), StoreError> {
        let (due, fault, over) = match sending {
            Sending::Sent => (at, None, Some(at)),
            Sending::Later(due, fault) => (due, Some(fault), None),
            Sending::GivenUp(fault) => (at, Some(fault), Some(at)),
        };
        let mut writing = self.write().await?;
        sqlx::query(
            "UPDATE message SET attempts = attempts + 1, due = $1, fault = $2, over = $3 \
             WHERE number = $4",
        )
        .bind(due.as_microsecond())
        .bind(fault)
        .bind(over.map(Timestamp::as_microsecond))
        .bind(number)
        .execute(&mut *writing)
        .await?;
        Ok(writing.commit().await?)
    }

    /// None of the messages that are due can be sent now: they wait until then, but those that were wanted by
    /// `given_up` are given up.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn messages_held_back(
        &self,
        at: Timestamp,
        (until, given_up): (Timestamp, Timestamp),
        fault: &str,
    ) -> Result<(), StoreError> {
        let mut writing = self.write().await?;
        sqlx::query(
            "UPDATE message SET attempts = attempts + 1, due = $2, fault = $4, \
             over = CASE WHEN wanted <= $3 THEN $1 END WHERE over IS NULL AND due <= $1",
        )
        .bind(at.as_microsecond())
        .bind(until.as_microsecond())
        .bind(given_up.as_microsecond())
        .bind(fault)
        .execute(&mut *writing)
        .await?;
        Ok(writing.commit().await?)
    }

    /// What is wrong with sending messages: those that wait, and those that were given up since.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn mail_trouble(
        &self,
        since: Timestamp,
        most: u32,
    ) -> Result<MailTrouble, StoreError> {
        let row = sqlx::query(
            "SELECT count(*), (SELECT fault FROM message WHERE over IS NULL AND fault IS NOT NULL \
             ORDER BY number LIMIT 1) FROM message WHERE over IS NULL AND fault IS NOT NULL",
        );
        let row = row.fetch_one(self.readers()).await?;
        let given_up = sqlx::query(
            "SELECT account, over, fault FROM message \
             WHERE over >= $1 AND fault IS NOT NULL ORDER BY over DESC, number DESC LIMIT $2",
        )
        .bind(since.as_microsecond())
        .bind(most)
        .fetch_all(self.readers())
        .await?;
        let given_up = given_up.iter().map(|row| {
            Ok(GivenUp {
                account: AccountId(sixteen(row, 0)?),
                at: instant(row.get(1)).map_err(|_| StoreError::Unreadable("a message"))?,
                fault: row.get(2),
            })
        });
        Ok(MailTrouble {
            waiting: row.get(0),
            fault: row.get(1),
            given_up: given_up.collect::<Result<_, StoreError>>()?,
        })
    }
}

/// What waits for somebody is not sent.
async fn call_off(connection: &mut SqliteConnection, account: AccountId) -> Result<(), StoreError> {
    for table in [
        "UPDATE notice SET message = NULL WHERE message IN \
         (SELECT number FROM message WHERE account = $1 AND over IS NULL)",
        "DELETE FROM message WHERE account = $1 AND over IS NULL",
    ] {
        let gone = sqlx::query(table).bind(account.0.to_vec());
        gone.execute(&mut *connection).await?;
    }
    Ok(())
}
