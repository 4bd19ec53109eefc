//! A report is published for its meeting.

use access::{Actor, Deed};
use checks::Public;
use governance::{Edition, Published, Step, StepKind};
use jiff::Timestamp;
use storage::{Hash, NewDocument};

use super::sign_offs::let_stand;
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
    /// keeps the digest, so that whoever has one can show that it is the one.
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
    ) -> Result<u32, AppError> {
        self.permit_step(actor, of, StepKind::Published).await?;
        let header = &of.draft.case.header;
        let makers: Vec<&str> = header
            .decision_makers
            .iter()
            .map(|at| at.value.as_str())
            .collect();
        let meeting = header.date.as_ref().filter(|_| !makers.is_empty());
        let meeting = meeting.ok_or(AppError::NoMeeting)?.value;
        // Who may not see all of it cannot publish it.
        if of.draft.whole().is_some() {
            return Err(AppError::Refused(Deed::SeeExempt));
        }
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
        let kept: Vec<NewDocument<'_>> = documents.iter().map(Document::kept).collect();
        let (case, standing) = (&seen.case, &seen.standing);
        self.take_with(actor, of, case, standing, &step, None, &kept)
            .await
    }

    /// The edition of a proposal for the public, with the comments that are in force.
    pub fn public_edition(&self, of: &OpenProposal, seen: &SignOffs) -> Public {
        let draft = seen.with_comments(&of.draft);
        let mut public = checks::public(&of.profile, &draft.case, &seen.analysis);
        let_stand(&mut public.analysis.findings, &seen.case.life.overrides());
        public
    }
}

impl Document {
    fn kept(&self) -> NewDocument<'_> {
        NewDocument {
            exempt: self.is_exempt,
            format: &self.format,
            content: &self.bytes,
        }
    }
}
