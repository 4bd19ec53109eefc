//! A report is published for its meeting.

use access::Actor;
use governance::{Edition, Published, Step};
use jiff::Timestamp;
use storage::Hash;

use super::{OpenProposal, SignOffs};
use crate::error::AppError;
use crate::muster::Muster;

/// A document that is published.
#[derive(Clone, Debug)]
pub struct Document {
    /// Its format: `pdf`.
    pub format: String,
    /// Is it the one with what is withheld from the public?
    pub is_exempt: bool,
    /// All of it.
    pub bytes: Vec<u8>,
}

impl Muster {
    /// Publishes a cleared report from an instant on; says the number of the step. Of each document the case
    /// keeps the digest, so that whoever has one can show that it is the one. Where that is later than the law
    /// asks, the reason for the urgency stands beside it.
    ///
    /// # Errors
    /// As [`Muster::take`]; [`AppError::NoMeeting`] if the case does not say when and by whom it is decided.
    pub async fn publish(
        &self,
        actor: &Actor,
        of: &OpenProposal,
        seen: &SignOffs,
        from: Timestamp,
        documents: &[Document],
        urgent: Option<&str>,
    ) -> Result<u32, AppError> {
        let header = &of.draft.case.header;
        let makers: Vec<&str> = header
            .decision_makers
            .iter()
            .map(|at| at.value.as_str())
            .collect();
        let meeting = header.date.as_ref().filter(|_| !makers.is_empty());
        let meeting = meeting.ok_or(AppError::NoMeeting)?.value;
        let editions = documents.iter().map(|document| Edition {
            exempt: document.is_exempt,
            format: document.format.clone(),
            digest: Hash::of(&document.bytes).to_string(),
        });
        let step = Step::Published(Published {
            revision: of.saved.number,
            decision_maker: makers.join(", "),
            meeting,
            from: from.to_string(),
            editions: editions.collect(),
        });
        self.take(actor, of, &seen.case, &seen.standing, &step, urgent)
            .await
    }
}
