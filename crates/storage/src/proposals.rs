//! Proposals: revisions that do not change, and texts that can be taken away.

use std::collections::BTreeSet;

use access::AccountId;
use jiff::Timestamp;
use sqlx::sqlite::SqliteRow;
use sqlx::{Row as _, SqliteConnection};

use crate::accounts::sixteen;
use crate::chain::Hash;
use crate::error::StoreError;
use crate::identity::{ProposalId, random};
use crate::journal::{Event, note};
use crate::kept_forms;
use crate::recording::instant;
use crate::store::Store;

/// That somebody saved a revision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RevisionSaved {
    /// Of what.
    pub proposal: ProposalId,
    /// Its number, counted from one.
    pub number: u32,
    /// What its text hashes to, with its salt.
    pub digest: Hash,
    /// How many entries the ledger had when it was written.
    pub ledger_entries: u32,
    /// When.
    pub at: Timestamp,
    /// Who, unless it was done on the machine itself.
    pub by: Option<AccountId>,
}

/// A revision with its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// That it was saved.
    pub saved: RevisionSaved,
    /// The case file; none once it was redacted.
    pub content: Option<String>,
}

impl Store {
    /// Begins a proposal to a council, with its first revision.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn begin_proposal(
        &self,
        at: Timestamp,
        by: Option<AccountId>,
        body: &str,
        ledger_entries: u32,
        content: &str,
    ) -> Result<RevisionSaved, StoreError> {
        let mut writing = self.write().await?;
        let saved = insert_first(&mut writing, at, by, body, ledger_entries, content).await?;
        writing.commit().await?;
        Ok(saved)
    }

    /// Saves a revision after the one on which it is based.
    ///
    /// # Errors
    /// [`StoreError::RevisionConflict`] if somebody else has saved one since, or there is no such
    /// proposal; nothing is then written. [`StoreError::Database`].
    pub async fn save_revision(
        &self,
        at: Timestamp,
        by: Option<AccountId>,
        after: &RevisionSaved,
        ledger_entries: u32,
        content: &str,
    ) -> Result<RevisionSaved, StoreError> {
        let mut writing = self.write().await?;
        let revision = NewRevision {
            after,
            ledger_entries,
            content,
        };
        let saved = insert_after(&mut writing, at, by, &revision).await?;
        writing.commit().await?;
        Ok(saved)
    }

    /// The last revision of each proposal to a council, those saved last first, and whether its text is still
    /// there.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn proposals(&self, body: &str) -> Result<Vec<(RevisionSaved, bool)>, StoreError> {
        let rows = sqlx::query(
            "SELECT r.proposal, r.number, r.digest, r.ledger_entries, r.saved, r.saved_by, \
             EXISTS (SELECT 1 FROM revision_text t WHERE t.digest = r.digest) \
             FROM revision r JOIN proposal p ON p.id = r.proposal WHERE p.body = $1 AND r.number = \
             (SELECT max(number) FROM revision WHERE proposal = p.id) ORDER BY r.saved DESC",
        );
        let rows = rows.bind(body).fetch_all(self.readers()).await?;
        let last = |row: &SqliteRow| Ok((saved(row)?, row.get(6)));
        rows.iter().map(last).collect()
    }

    /// The proposals to a council in the order in which they were begun, each with when.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn proposals_begun(
        &self,
        body: &str,
    ) -> Result<Vec<(ProposalId, Timestamp)>, StoreError> {
        let rows =
            sqlx::query("SELECT id, begun FROM proposal WHERE body = $1 ORDER BY begun, rowid");
        let rows = rows.bind(body).fetch_all(self.readers()).await?;
        let begun = |row: &SqliteRow| {
            let at = instant(row.get(1)).map_err(|_| StoreError::Unreadable("a proposal"))?;
            Ok((ProposalId(sixteen(row, 0)?), at))
        };
        rows.iter().map(begun).collect()
    }

    /// The proposals of which an account saved a revision.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn proposals_saved_by(
        &self,
        account: AccountId,
    ) -> Result<BTreeSet<ProposalId>, StoreError> {
        let rows = sqlx::query("SELECT DISTINCT proposal FROM revision WHERE saved_by = $1");
        let rows = rows
            .bind(account.0.to_vec())
            .fetch_all(self.readers())
            .await?;
        rows.iter()
            .map(|row| Ok(ProposalId(sixteen(row, 0)?)))
            .collect()
    }

    /// That the revisions of a proposal were saved, oldest first, without their texts; none if there is no
    /// such proposal.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn revisions_saved(
        &self,
        proposal: ProposalId,
    ) -> Result<Vec<RevisionSaved>, StoreError> {
        let rows = sqlx::query(
            "SELECT proposal, number, digest, ledger_entries, saved, saved_by FROM revision \
             WHERE proposal = $1 ORDER BY number",
        );
        let rows = rows.bind(proposal.0.to_vec()).fetch_all(self.readers());
        rows.await?.iter().map(saved).collect()
    }

    /// Is the text of a revision still there?
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn has_revision_text(&self, digest: Hash) -> Result<bool, StoreError> {
        let row = sqlx::query("SELECT EXISTS (SELECT 1 FROM revision_text WHERE digest = $1)")
            .bind(digest.0.to_vec())
            .fetch_one(self.readers())
            .await?;
        Ok(row.get(0))
    }

    /// The text of a revision; none once it was redacted.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn revision_text(&self, digest: Hash) -> Result<Option<String>, StoreError> {
        let row = sqlx::query("SELECT content FROM revision_text WHERE digest = $1")
            .bind(digest.0.to_vec())
            .fetch_optional(self.readers())
            .await?;
        Ok(row.map(|row| row.get(0)))
    }

    /// All revisions of a proposal with their texts, oldest first; none if there is no such proposal.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn revisions(&self, proposal: ProposalId) -> Result<Vec<Revision>, StoreError> {
        let rows = sqlx::query(
            "SELECT r.proposal, r.number, r.digest, r.ledger_entries, r.saved, r.saved_by, t.content \
             FROM revision r LEFT JOIN revision_text t ON t.digest = r.digest \
             WHERE r.proposal = $1 ORDER BY r.number",
        );
        let rows = rows.bind(proposal.0.to_vec()).fetch_all(self.readers());
        rows.await?.iter().map(revision).collect()
    }

    /// Takes the text of a revision away, and forms that were typed over it. Its digest stays, and the
    /// journal says why. Says whether the text was there.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn redact(
        &self,
        at: Timestamp,
        by: Option<AccountId>,
        digest: Hash,
        reason: &str,
    ) -> Result<bool, StoreError> {
        let mut writing = self.write().await?;
        let gone = sqlx::query("DELETE FROM revision_text WHERE digest = $1")
            .bind(digest.0.to_vec())
            .execute(&mut *writing)
            .await?;
        if gone.rows_affected() == 0 {
            return Ok(false);
        }
        kept_forms::erase_over(&mut writing, digest).await?;
        let reason = reason.to_owned();
        note(&mut writing, at, by, Event::Redacted { digest, reason }).await?;
        writing.commit().await?;
        self.forget().await?;
        Ok(true)
    }
}

/// Begins a proposal to a council, with its first revision.
///
/// # Errors
/// [`StoreError::Database`].
pub(crate) async fn insert_first(
    connection: &mut SqliteConnection,
    at: Timestamp,
    by: Option<AccountId>,
    body: &str,
    ledger_entries: u32,
    content: &str,
) -> Result<RevisionSaved, StoreError> {
    let proposal = ProposalId(random()?);
    sqlx::query("INSERT INTO proposal (id, body, begun) VALUES ($1, $2, $3)")
        .bind(proposal.0.to_vec())
        .bind(body)
        .bind(at.as_microsecond())
        .execute(&mut *connection)
        .await?;
    let saved = Saving {
        proposal,
        number: 1,
        ledger_entries,
        at,
        by,
    };
    saved.insert(connection, content).await
}

/// A revision that is to be saved.
#[derive(Clone, Copy, Debug)]
pub struct NewRevision<'a> {
    /// The one on which it is based.
    pub after: &'a RevisionSaved,
    /// The number of entries of the ledger on which it stands.
    pub ledger_entries: u32,
    /// The case file.
    pub content: &'a str,
}

/// Saves a revision after the one on which it is based.
///
/// # Errors
/// As [`Store::save_revision`].
pub(crate) async fn insert_after(
    connection: &mut SqliteConnection,
    at: Timestamp,
    by: Option<AccountId>,
    new: &NewRevision<'_>,
) -> Result<RevisionSaved, StoreError> {
    let (proposal, expected) = (new.after.proposal, new.after.number);
    let last = sqlx::query("SELECT coalesce(max(number), 0) FROM revision WHERE proposal = $1")
        .bind(proposal.0.to_vec())
        .fetch_one(&mut *connection)
        .await?;
    let actual = u32::try_from(last.get::<i64, _>(0)).unwrap_or(u32::MAX);
    if actual != expected || expected == 0 {
        return Err(StoreError::RevisionConflict { expected, actual });
    }
    let saving = Saving {
        proposal,
        number: actual + 1,
        ledger_entries: new.ledger_entries,
        at,
        by,
    };
    saving.insert(connection, new.content).await
}

/// A revision that is being saved.
struct Saving {
    proposal: ProposalId,
    number: u32,
    ledger_entries: u32,
    at: Timestamp,
    by: Option<AccountId>,
}

impl Saving {
    async fn insert(
        &self,
        connection: &mut SqliteConnection,
        content: &str,
    ) -> Result<RevisionSaved, StoreError> {
        let salt: [u8; 16] = random()?;
        let digest = digest_of(&salt, content);
        let &Self {
            proposal,
            number,
            ledger_entries,
            at,
            by,
        } = self;
        sqlx::query("INSERT INTO revision_text (digest, salt, content) VALUES ($1, $2, $3)")
            .bind(digest.0.to_vec())
            .bind(salt.to_vec())
            .bind(content)
            .execute(&mut *connection)
            .await?;
        sqlx::query(
            "INSERT INTO revision (proposal, number, digest, ledger_entries, saved, saved_by) \
             VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(proposal.0.to_vec())
        .bind(i64::from(number))
        .bind(digest.0.to_vec())
        .bind(i64::from(ledger_entries))
        .bind(at.as_microsecond())
        .bind(by.map(|by| by.0.to_vec()))
        .execute(&mut *connection)
        .await?;
        let event = Event::RevisionSaved {
            proposal,
            number,
            digest,
            ledger_entries,
        };
        note(connection, at, by, event).await?;
        Ok(RevisionSaved {
            proposal,
            number,
            digest,
            ledger_entries,
            at,
            by,
        })
    }
}

/// What a text hashes to.
pub(crate) fn digest_of(salt: &[u8], content: &str) -> Hash {
    Hash::of(&[salt, content.as_bytes()].concat())
}

fn revision(row: &SqliteRow) -> Result<Revision, StoreError> {
    Ok(Revision {
        saved: saved(row)?,
        content: row.get(6),
    })
}

fn saved(row: &SqliteRow) -> Result<RevisionSaved, StoreError> {
    let unreadable = || StoreError::Unreadable("a revision");
    let number = |column: usize| u32::try_from(row.get::<i64, _>(column));
    let digest: [u8; 32] = row
        .get::<&[u8], _>(2)
        .try_into()
        .map_err(|_| unreadable())?;
    let by: Option<&[u8]> = row.get(5);
    let by = by.map(|by| by.try_into().map(AccountId)).transpose();
    Ok(RevisionSaved {
        proposal: ProposalId(sixteen(row, 0)?),
        number: number(1).map_err(|_| unreadable())?,
        digest: Hash(digest),
        ledger_entries: number(3).map_err(|_| unreadable())?,
        at: instant(row.get(4)).map_err(|_| unreadable())?,
        by: by.map_err(|_| unreadable())?,
    })
}
