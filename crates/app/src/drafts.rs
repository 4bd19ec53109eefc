//! Texts of proposals as drafts: each is read once.

use std::collections::BTreeMap;
use std::sync::Arc;

use drafting::Draft;
use storage::Hash;

use crate::error::AppError;
use crate::muster::Muster;

/// How many bytes of text are kept as drafts: of 500 changes a hundred times over. What they are read into
/// takes several times as much.
const MOST_TEXT: usize = 32 * 1024 * 1024;

/// A text by its digest, and the option that is worked on as if it were adopted.
type Key = ([u8; 32], Option<usize>);

/// The drafts that were read last.
#[derive(Default)]
pub(crate) struct Drafts {
    kept: BTreeMap<Key, Arc<Draft>>,
    /// How long their texts are together.
    text: usize,
}

impl Drafts {
    fn get(&self, key: Key) -> Option<Arc<Draft>> {
        self.kept.get(&key).cloned()
    }

    fn keep(&mut self, key: Key, draft: &Arc<Draft>) {
        let more = draft.text().len();
        if self.text + more > MOST_TEXT {
            *self = Self::default();
        }
        if self.kept.insert(key, Arc::clone(draft)).is_none() {
            self.text += more;
        }
    }

    /// Lets go of what a text said that was redacted.
    fn forget(&mut self, digest: Hash) {
        let gone = |key: &Key| key.0 == digest.bytes();
        if self.kept.keys().any(gone) {
            self.kept.retain(|key, _| !gone(key));
            self.text = self.kept.values().map(|draft| draft.text().len()).sum();
        }
    }
}

impl Muster {
    /// The draft that a text is; none once it was redacted.
    pub(crate) async fn draft(&self, digest: Hash) -> Result<Option<Arc<Draft>>, AppError> {
        let is_there = self.store.has_revision_text(digest).await?;
        self.draft_if(digest, is_there).await
    }

    /// The same, where it is known whether the text is still there.
    pub(crate) async fn draft_if(
        &self,
        digest: Hash,
        is_there: bool,
    ) -> Result<Option<Arc<Draft>>, AppError> {
        let key = (digest.bytes(), None);
        if !is_there {
            self.drafts.lock().await.forget(digest);
            return Ok(None);
        }
        if let Some(draft) = self.drafts.lock().await.get(key) {
            return Ok(Some(draft));
        }
        let Some(text) = self.store.revision_text(digest).await? else {
            return Ok(None);
        };
        let draft = Arc::new(Draft::read(&text));
        self.drafts.lock().await.keep(key, &draft);
        Ok(Some(draft))
    }

    /// The draft of a text as if an option were adopted; none if there is no such option.
    pub(crate) async fn draft_with(
        &self,
        digest: Hash,
        draft: &Draft,
        option: usize,
    ) -> Option<Arc<Draft>> {
        let key = (digest.bytes(), Some(option));
        if let Some(draft) = self.drafts.lock().await.get(key) {
            return Some(draft);
        }
        let shown = Arc::new(draft.with_adopted(option)?);
        self.drafts.lock().await.keep(key, &shown);
        Some(shown)
    }
}
