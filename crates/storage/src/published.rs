//! Documents that were published, byte for byte.

use access::AccountId;
use jiff::Timestamp;
use sqlx::Row as _;

use crate::case_steps::{NewCaseStep, insert};
use crate::chain::Hash;
use crate::error::StoreError;
use crate::identity::ProposalId;
use crate::store::Store;

/// A document that is published with a step of a case.
#[derive(Clone, Copy, Debug)]
pub struct NewDocument<'a> {
    /// Is it the edition with what is withheld from the public?
    pub exempt: bool,
    /// Its format: `pdf`.
    pub format: &'a str,
    /// All of it.
    pub content: &'a [u8],
}

impl Store {
    /// Takes the step that publishes a report, and keeps its documents: both or neither. Says the number of the
    /// step.
    ///
    /// # Errors
    /// As [`Store::take_step`].
    pub async fn publish(
        &self,
        at: Timestamp,
        by: Option<AccountId>,
        new: &NewCaseStep<'_>,
        documents: &[NewDocument<'_>],
    ) -> Result<u32, StoreError> {
        let mut writing = self.write().await?;
        let number = insert(&mut writing, at, by, new).await?;
        for document in documents {
            sqlx::query(
                "INSERT INTO published_document (proposal, step, exempt, format, digest, content) \
                 VALUES ($1, $2, $3, $4, $5, $6)",
            )
            .bind(new.proposal.0.to_vec())
            .bind(number)
            .bind(document.exempt)
            .bind(document.format)
            .bind(Hash::of(document.content).0.to_vec())
            .bind(document.content)
            .execute(&mut *writing)
            .await?;
        }
        writing.commit().await?;
        Ok(number)
    }

    /// A document that a step of a case published; none if that is not kept.
    ///
    /// # Errors
    /// [`StoreError::Unreadable`] if it is not what was published; [`StoreError::Database`].
    pub async fn published_document(
        &self,
        proposal: ProposalId,
        step: u32,
        exempt: bool,
        format: &str,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        let row = sqlx::query(
            "SELECT content, digest FROM published_document \
             WHERE proposal = $1 AND step = $2 AND exempt = $3 AND format = $4",
        )
        .bind(proposal.0.to_vec())
        .bind(step)
        .bind(exempt)
        .bind(format)
        .fetch_optional(self.readers())
        .await?;
        let Some(row) = row else { return Ok(None) };
        let (content, digest): (Vec<u8>, &[u8]) = (row.get(0), row.get(1));
        match Hash::of(&content).0.as_slice() == digest {
            true => Ok(Some(content)),
            false => Err(StoreError::Unreadable("a published document")),
        }
    }
}
