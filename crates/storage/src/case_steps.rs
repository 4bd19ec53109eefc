//! The way of a case: steps that are only added, and words beside them that can be taken away.

use access::AccountId;
use jiff::Timestamp;
use sqlx::sqlite::SqliteRow;
use sqlx::{Row as _, SqliteConnection};

use crate::accounts::sixteen;
use crate::chain::Hash;
use crate::error::StoreError;
use crate::identity::{ProposalId, random};
use crate::journal::{Event, note};
use crate::proposals::digest_of;
use crate::recording::instant;
use crate::store::Store;

/// A step that was taken with a proposal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseStep {
    /// Its number in its case, counted from one.
    pub number: u32,
    /// What was done, in the writing of whoever took it.
    pub content: String,
    /// What the words beside it hash to, with their salt; none if it has none.
    pub words_digest: Option<Hash>,
    /// The words beside it; none if it has none, or they were redacted.
    pub words: Option<String>,
    /// When.
    pub at: Timestamp,
    /// Who, unless it was done on the machine itself.
    pub by: Option<AccountId>,
}

/// A step that is to be taken.
#[derive(Clone, Copy, Debug)]
pub struct NewCaseStep<'a> {
    /// With which proposal.
    pub proposal: ProposalId,
    /// How many steps it has, as whoever takes it saw it.
    pub expected: u32,
    /// What kind of step, for the journal.
    pub kind: &'a str,
    /// What is done: no words that may name people.
    pub content: &'a str,
    /// The words beside it.
    pub words: Option<&'a str>,
}

impl Store {
    /// Takes a step with a proposal, after those that whoever takes it saw; says its number.
    ///
    /// # Errors
    /// [`StoreError::StepConflict`] if another came first; nothing is then written.
    /// [`StoreError::Database`].
    pub async fn take_step(
        &self,
        at: Timestamp,
        by: Option<AccountId>,
        new: &NewCaseStep<'_>,
    ) -> Result<u32, StoreError> {
        let mut writing = self.write().await?;
        let number = insert(&mut writing, at, by, new).await?;
        writing.commit().await?;
        Ok(number)
    }

    /// The steps that were taken with a proposal, the first first.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn case_steps(&self, proposal: ProposalId) -> Result<Vec<CaseStep>, StoreError> {
        let rows = sqlx::query(
            "SELECT s.number, s.content, s.words_digest, w.content, s.taken, s.taken_by \
             FROM case_step s LEFT JOIN case_words w ON w.digest = s.words_digest \
             WHERE s.proposal = $1 ORDER BY s.number",
        );
        let rows = rows.bind(proposal.0.to_vec()).fetch_all(self.readers());
        rows.await?.iter().map(step).collect()
    }

    /// Takes the words beside a step away. Their digest stays, and the journal says why. Says whether they
    /// were there.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn redact_step(
        &self,
        at: Timestamp,
        by: Option<AccountId>,
        words_digest: Hash,
        reason: &str,
    ) -> Result<bool, StoreError> {
        let mut writing = self.write().await?;
        let gone = sqlx::query("DELETE FROM case_words WHERE digest = $1")
            .bind(words_digest.0.to_vec())
            .execute(&mut *writing)
            .await?;
        if gone.rows_affected() == 0 {
            return Ok(false);
        }
        let (digest, reason) = (words_digest, reason.to_owned());
        note(&mut writing, at, by, Event::Redacted { digest, reason }).await?;
        writing.commit().await?;
        self.forget().await?;
        Ok(true)
    }
}

/// Adds a step after those that whoever takes it saw; says its number.
///
/// # Errors
/// [`StoreError::StepConflict`] if another came first; [`StoreError::Database`].
pub(crate) async fn insert(
    connection: &mut SqliteConnection,
    at: Timestamp,
    by: Option<AccountId>,
    new: &NewCaseStep<'_>,
) -> Result<u32, StoreError> {
    let proposal = new.proposal;
    let last = sqlx::query("SELECT coalesce(max(number), 0) FROM case_step WHERE proposal = $1")
        .bind(proposal.0.to_vec())
        .fetch_one(&mut *connection)
        .await?;
    let actual = number(last.get(0))?;
    let expected = new.expected;
    if actual != expected {
        return Err(StoreError::StepConflict { expected, actual });
    }
    let number = actual + 1;
    let words_digest = match new.words {
        None => None,
        Some(words) => {
            let salt: [u8; 16] = random()?;
            let digest = digest_of(&salt, words);
            sqlx::query("INSERT INTO case_words (digest, salt, content) VALUES ($1, $2, $3)")
                .bind(digest.0.to_vec())
                .bind(salt.to_vec())
                .bind(words)
                .execute(&mut *connection)
                .await?;
            Some(digest)
        }
    };
    sqlx::query(
        "INSERT INTO case_step (proposal, number, content, words_digest, taken, taken_by) \
             VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(proposal.0.to_vec())
    .bind(number)
    .bind(new.content)
    .bind(words_digest.map(|digest| digest.0.to_vec()))
    .bind(at.as_microsecond())
    .bind(by.map(|by| by.0.to_vec()))
    .execute(&mut *connection)
    .await?;
    let event = Event::CaseStepTaken {
        proposal,
        number,
        kind: new.kind.to_owned(),
        digest: step_digest(new.content, words_digest),
    };
    note(connection, at, by, event).await?;
    Ok(number)
}

/// What a step hashes to: its content, and the digest of the words beside it.
pub(crate) fn step_digest(content: &str, words: Option<Hash>) -> Hash {
    let words = words.map(|digest| digest.0.to_vec()).unwrap_or_default();
    let content = Hash::of(content.as_bytes());
    Hash::of(&[content.0.as_slice(), &words].concat())
}

const UNREADABLE: StoreError = StoreError::Unreadable("a step of a case");

fn number(stored: i64) -> Result<u32, StoreError> {
    u32::try_from(stored).map_err(|_| UNREADABLE)
}

fn step(row: &SqliteRow) -> Result<CaseStep, StoreError> {
    let digest = match row.get::<Option<&[u8]>, _>(2) {
        None => None,
        Some(bytes) => Some(Hash(bytes.try_into().map_err(|_| UNREADABLE)?)),
    };
    let by = match row.get::<Option<&[u8]>, _>(5) {
        None => None,
        Some(_) => Some(AccountId(sixteen(row, 5)?)),
    };
    Ok(CaseStep {
        number: number(row.get(0))?,
        content: row.get(1),
        words_digest: digest,
        words: row.get(3),
        at: instant(row.get(4)).map_err(|_| UNREADABLE)?,
        by,
    })
}
