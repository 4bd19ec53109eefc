//! Lists on their way into the register, between the steps of an import.

use access::{Actor, Deed};
use jiff::SignedDuration;
use storage::{Upload, UploadId};

use crate::error::AppError;
use crate::muster::Muster;

/// How long a list is kept after somebody last chose something about it. It names people.
const KEPT_FOR: SignedDuration = SignedDuration::from_hours(7 * 24);

impl Muster {
    /// Keeps a list that is handed in, with what is chosen about it. It survives the end of a session and
    /// of the program, and goes when it is recorded or erased, or after seven days untouched.
    ///
    /// # Errors
    /// [`AppError::Refused`]; [`AppError::Store`] with [`storage::StoreError::TooManyUploads`].
    pub async fn hand_in(
        &self,
        actor: &Actor,
        name: &str,
        content: &[u8],
        chosen: &str,
    ) -> Result<UploadId, AppError> {
        self.permit(actor, Deed::Import).await?;
        let now = self.clock.now();
        Ok(self.store.keep_upload(now, name, content, chosen).await?)
    }

    /// The lists that are handed in, the latest first; those that are recorded have a receipt.
    ///
    /// # Errors
    /// [`AppError::Refused`], [`AppError::Store`].
    pub async fn uploads(&self, actor: &Actor) -> Result<Vec<Upload>, AppError> {
        self.permit(actor, Deed::Import).await?;
        Ok(self.store.uploads().await?)
    }

    /// A list that was handed in.
    ///
    /// # Errors
    /// [`AppError::NotFound`] if there is none, or it was erased; [`AppError::Refused`],
    /// [`AppError::Store`].
    pub async fn upload(&self, actor: &Actor, id: UploadId) -> Result<Upload, AppError> {
        self.permit(actor, Deed::Import).await?;
        let upload = self.store.upload(id).await?;
        upload.ok_or(AppError::NotFound("list"))
    }

    /// The file of a list that is not recorded.
    ///
    /// # Errors
    /// As [`Muster::upload`].
    pub async fn upload_content(&self, actor: &Actor, id: UploadId) -> Result<Vec<u8>, AppError> {
        self.permit(actor, Deed::Import).await?;
        let content = self.store.upload_content(id).await?;
        content.ok_or(AppError::NotFound("list"))
    }

    /// Notes what is chosen about a list.
    ///
    /// # Errors
    /// [`AppError::Refused`], [`AppError::Store`].
    pub async fn choose(&self, actor: &Actor, id: UploadId, chosen: &str) -> Result<(), AppError> {
        self.permit(actor, Deed::Import).await?;
        let now = self.clock.now();
        Ok(self.store.choose_for_upload(now, id, chosen).await?)
    }

    /// Erases a list.
    ///
    /// # Errors
    /// [`AppError::Refused`], [`AppError::Store`].
    pub async fn erase_upload(&self, actor: &Actor, id: UploadId) -> Result<(), AppError> {
        self.permit(actor, Deed::Import).await?;
        Ok(self.store.erase_upload(id).await?)
    }

    /// Erases the lists on which nobody has worked for seven days. Whoever runs Muster calls it now and
    /// then.
    ///
    /// # Errors
    /// [`AppError::Store`].
    pub async fn erase_old_uploads(&self) -> Result<u64, AppError> {
        let now = self.clock.now();
        let then = now.checked_sub(KEPT_FOR).unwrap_or(now);
        Ok(self.store.erase_uploads_untouched_since(then).await?)
    }
}
