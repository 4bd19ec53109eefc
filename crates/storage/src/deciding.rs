//! Recording what was decided on a proposal: entries, revision and step together, or nothing.

use access::AccountId;
use jiff::Timestamp;

use crate::case_steps::{self, NewCaseStep};
use crate::chain::Head;
use crate::error::StoreError;
use crate::proposals::{NewRevision, RevisionSaved, insert_after};
use crate::recording::Recording;
use crate::store::{Store, head};
use crate::watch::Watch;
use crate::written::{Written, insert};

/// What a decision on a proposal writes.
#[derive(Clone, Copy, Debug)]
pub struct NewDecision<'a> {
    /// The end of the ledger as whoever decides saw it.
    pub expected: Head,
    /// What goes into the ledger; nothing where nothing of it has effect yet.
    pub recordings: &'a [Recording],
    /// The proposal as it was decided, if that is a further revision.
    pub revision: Option<NewRevision<'a>>,
    /// The step of the case.
    pub step: NewCaseStep<'a>,
}

/// What a decision on a proposal wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DecisionRecorded {
    /// The end of the ledger after it: the receipt.
    pub head: Head,
    /// The number of the step.
    pub step: u32,
    /// The revision, if there is a further one.
    pub revision: Option<RevisionSaved>,
}

/// The end of a ledger after recordings on one of its ends: what the receipt will be.
///
/// # Errors
/// [`StoreError::Malformed`].
pub fn head_after(expected: Head, recordings: &[Recording]) -> Result<Head, StoreError> {
    Ok(Written::of(expected, recordings)?.head)
}

impl Store {
    /// Records a decision on a proposal in one transaction, if ledger, proposal and case still stand as
    /// whoever decides saw them.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if the ledger moved, [`StoreError::RevisionConflict`] if a revision was saved
    /// and [`StoreError::StepConflict`] if a step was taken meanwhile; nothing is then written.
    /// [`StoreError::NothingToRecord`] for a recording without entries; [`StoreError::Malformed`],
    /// [`StoreError::Database`].
    pub async fn record_decision(
        &self,
        at: Timestamp,
        by: Option<AccountId>,
        new: &NewDecision<'_>,
    ) -> Result<DecisionRecorded, StoreError> {
        if new.recordings.iter().any(|one| one.entries.is_empty()) {
            return Err(StoreError::NothingToRecord);
        }
        let written = Written::of(new.expected, new.recordings)?;
        let mut writing = self.write().await?;
        // The step first: whoever sends a form twice is to be told that, and not that the ledger moved.
        let step = case_steps::insert(&mut writing, at, by, &new.step).await?;
        let revision = match &new.revision {
            Some(revision) => Some(insert_after(&mut writing, at, by, revision).await?),
            None => None,
        };
        let (actual, recordings) = head(&mut writing).await?;
        if actual != new.expected {
            let expected = new.expected;
            return Err(StoreError::Conflict { expected, actual });
        }
        let watch = Watch::default();
        insert(
            &mut writing,
            &[&written],
            actual.entries,
            recordings,
            &watch,
        )
        .await?;
        writing.commit().await?;
        Ok(DecisionRecorded {
            head: written.head,
            step,
            revision,
        })
    }
}
