//! With which revision a signed comment lapsed.

use access::{Actor, Deed};
use storage::RevisionSaved;

use super::relied::relied;
use super::{OfficerComment, OpenProposal};
use crate::bodies::BodyKey;
use crate::error::AppError;
use crate::muster::Muster;

impl Muster {
    /// With which revision a comment lapsed: the one after the last that says what the officer relied on. None if it
    /// holds, or if no revision did it: then the register or the pay data moved. None too where a text between was
    /// taken away.
    ///
    /// # Errors
    /// As [`Muster::consequences`].
    pub async fn lapsed_with(
        &self,
        actor: &Actor,
        body: &BodyKey,
        of: &OpenProposal,
        comment: &OfficerComment,
    ) -> Result<Option<RevisionSaved>, AppError> {
        self.permit(actor, Deed::ReadProposals).await?;
        let Some(last) = comment.last.as_ref().filter(|_| !comment.holds()) else {
            return Ok(None);
        };
        let since = { of.revisions.iter().rev() }
            .skip_while(|one| one.number > of.saved.number)
            .take_while(|one| one.number >= last.comment.revision);
        let mut after = None;
        for saved in since {
            if saved.number != of.saved.number {
                let Some(draft) = self.draft(saved.digest).await? else {
                    return Ok(None);
                };
                let analysis = self.consequences(actor, body, &draft).await?;
                let route = self.route(&draft, &analysis);
                let subject = comment.required.relies_on;
                let then = relied(subject, &draft, &analysis, route.as_ref());
                if then.digest == last.comment.relied.digest {
                    return Ok(after);
                }
            }
            after = Some(*saved);
        }
        Ok(None)
    }
}
