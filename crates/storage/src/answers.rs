//! What people answer to a consultation, and what the council says to each answer.

use access::AccountId;
use jiff::Timestamp;
use sqlx::sqlite::SqliteRow;
use sqlx::{Row as _, SqliteConnection};

use crate::accounts::sixteen;
use crate::error::StoreError;
use crate::identity::{ProposalId, random};
use crate::journal::{Event, note};
use crate::proposals::digest_of;
use crate::recording::instant;
use crate::store::Store;

/// An answer to a consultation, or a response to one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsultationAnswer {
    /// Answers are counted over all proposals, in the order in which they were written.
    pub number: u32,
    /// The revision on which is consulted.
    pub revision: u32,
    /// The answer to which it responds, and what came of that; none for an answer.
    pub responds_to: Option<(u32, String)>,
    /// For whom it speaks; none for whoever wrote it.
    pub on_behalf_of: Option<String>,
    /// What it says; none once it was erased.
    pub content: Option<String>,
    /// When it was written.
    pub written: Timestamp,
    /// Who wrote it, unless it was done on the machine itself.
    pub written_by: Option<AccountId>,
}

/// An answer that is to be kept, or a response to one.
#[derive(Clone, Copy, Debug)]
pub struct NewConsultationAnswer<'a> {
    /// On which proposal.
    pub proposal: ProposalId,
    /// The revision on which is consulted.
    pub revision: u32,
    /// The answer to which it responds, and what came of that: `changed` or `unchanged`.
    pub responds_to: Option<(u32, &'a str)>,
    /// For whom it speaks.
    pub on_behalf_of: Option<&'a str>,
    /// What it says.
    pub content: &'a str,
}

impl NewConsultationAnswer<'_> {
    /// What is hashed of it.
    fn hashed(&self) -> String {
        hashed(
            self.responds_to.map(|(_, outcome)| outcome),
            self.on_behalf_of,
            self.content,
        )
    }
}

/// What is hashed of an answer: each part with its length before it, so that no two answers give the same.
pub(crate) fn hashed(outcome: Option<&str>, on_behalf_of: Option<&str>, content: &str) -> String {
    let parts = [outcome, on_behalf_of, Some(content)];
    let parts = parts.map(|part| match part {
        Some(part) => format!("{}:{part}", part.len()),
        None => "-".to_owned(),
    });
    parts.concat()
}

impl Store {
    /// Keeps an answer, or a response to one, and says its number. The same words of the same account, sent
    /// again, are those that are there.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn answer(
        &self,
        at: Timestamp,
        by: Option<AccountId>,
        new: &NewConsultationAnswer<'_>,
    ) -> Result<u32, StoreError> {
        let mut writing = self.write().await?;
        if let Some(there) = same(&mut writing, by, new).await? {
            return Ok(there);
        }
        let salt: [u8; 16] = random()?;
        let kept = sqlx::query(
            "INSERT INTO consultation_answer (proposal, revision, responds_to, outcome, salt, \
             on_behalf_of, content, written, written_by) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING number",
        )
        .bind(new.proposal.0.to_vec())
        .bind(new.revision)
        .bind(new.responds_to.map(|(number, _)| number))
        .bind(new.responds_to.map(|(_, outcome)| outcome))
        .bind(salt.to_vec())
        .bind(new.on_behalf_of)
        .bind(new.content)
        .bind(at.as_microsecond())
        .bind(by.map(|by| by.0.to_vec()))
        .fetch_one(&mut *writing)
        .await?;
        let number = number(kept.get(0))?;
        let event = Event::ConsultationAnswered {
            proposal: new.proposal,
            number,
            revision: new.revision,
            responds_to: new.responds_to.map(|(number, _)| number),
            digest: digest_of(&salt, &new.hashed()),
        };
        note(&mut writing, at, by, event).await?;
        writing.commit().await?;
        Ok(number)
    }

    /// The answers to the consultation on a proposal with the responses to them, the first first.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn answers(
        &self,
        proposal: ProposalId,
    ) -> Result<Vec<ConsultationAnswer>, StoreError> {
        let rows = sqlx::query(
            "SELECT number, revision, responds_to, outcome, on_behalf_of, content, written, \
             written_by FROM consultation_answer WHERE proposal = $1 ORDER BY number",
        );
        let rows = rows.bind(proposal.0.to_vec()).fetch_all(self.readers());
        rows.await?.iter().map(answer).collect()
    }

    /// Erases what an answer says and for whom it speaks. That there was one stays. Says whether its words were
    /// there.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn erase_answer(
        &self,
        at: Timestamp,
        by: Option<AccountId>,
        proposal: ProposalId,
        number: u32,
    ) -> Result<bool, StoreError> {
        let mut writing = self.write().await?;
        let erased = sqlx::query(
            "UPDATE consultation_answer SET content = NULL, on_behalf_of = NULL, salt = NULL \
             WHERE proposal = $1 AND number = $2 AND content IS NOT NULL",
        );
        let erased = erased.bind(proposal.0.to_vec()).bind(number);
        if erased.execute(&mut *writing).await?.rows_affected() == 0 {
            return Ok(false);
        }
        note(
            &mut writing,
            at,
            by,
            Event::AnswerErased { proposal, number },
        )
        .await?;
        writing.commit().await?;
        self.forget().await?;
        Ok(true)
    }
}

/// The number of what the account has said in the same words.
async fn same(
    connection: &mut SqliteConnection,
    by: Option<AccountId>,
    new: &NewConsultationAnswer<'_>,
) -> Result<Option<u32>, StoreError> {
    let found = sqlx::query(
        "SELECT number FROM consultation_answer WHERE proposal = $1 AND written_by IS $2 \
         AND responds_to IS $3 AND outcome IS $4 AND on_behalf_of IS $5 AND content = $6",
    )
    .bind(new.proposal.0.to_vec())
    .bind(by.map(|by| by.0.to_vec()))
    .bind(new.responds_to.map(|(number, _)| number))
    .bind(new.responds_to.map(|(_, outcome)| outcome))
    .bind(new.on_behalf_of)
    .bind(new.content)
    .fetch_optional(connection)
    .await?;
    found.map(|row| number(row.get(0))).transpose()
}

const UNREADABLE: StoreError = StoreError::Unreadable("an answer to a consultation");

fn number(stored: i64) -> Result<u32, StoreError> {
    u32::try_from(stored).map_err(|_| UNREADABLE)
}

fn answer(row: &SqliteRow) -> Result<ConsultationAnswer, StoreError> {
    let responds_to = row.get::<Option<i64>, _>(2).map(number).transpose()?;
    Ok(ConsultationAnswer {
        number: number(row.get(0))?,
        revision: number(row.get(1))?,
        responds_to: responds_to.zip(row.get(3)),
        on_behalf_of: row.get(4),
        content: row.get(5),
        written: instant(row.get(6)).map_err(|_| UNREADABLE)?,
        written_by: match row.get::<Option<&[u8]>, _>(7) {
            None => None,
            Some(_) => Some(AccountId(sixteen(row, 7)?)),
        },
    })
}
