//! All rows of a list, to be taken away as a file.

use std::sync::Arc;

use access::{Actor, Deed};

use crate::bodies::BodyKey;
use crate::error::AppError;
use crate::establishment::{EstablishmentQuestion, Row, all_rows};
use crate::muster::Muster;
use crate::view::View;

impl Muster {
    /// All posts that a question asks for, whatever its page, with the view that they are from. It is
    /// noted that they were taken.
    ///
    /// # Errors
    /// [`AppError::Refused`]; [`AppError::NotFound`] if there is no such council or unit;
    /// [`AppError::NotYetRecorded`], [`AppError::Store`].
    pub async fn download(
        &self,
        actor: &Actor,
        body: &BodyKey,
        question: &EstablishmentQuestion,
    ) -> Result<(Arc<View>, Vec<Row>), AppError> {
        self.permit(actor, Deed::Download).await?;
        let view = self.view(body, question.moment).await?;
        let rows = all_rows(&view, question)?;
        let what = format!(
            "establishment of {} in force on {}: {} lines",
            view.body.key.as_str(),
            question.moment.in_force_on,
            rows.len()
        );
        self.note_download(actor, &what).await?;
        Ok((view, rows))
    }
}
