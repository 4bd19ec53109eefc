//! Forms of proposals as people typed them, until they are saved or discarded.

use access::AccountId;
use jiff::Timestamp;
use sqlx::sqlite::SqliteRow;
use sqlx::{Row as _, SqliteConnection};

use crate::chain::Hash;
use crate::error::StoreError;
use crate::identity::ProposalId;
use crate::recording::instant;
use crate::store::Store;

/// The most that one form may hold, in bytes: five hundred rows, each with a paragraph.
pub const LARGEST_KEPT_FORM: usize = 4 * 1024 * 1024;

/// The most forms that are kept for one account.
const MOST_KEPT: i64 = 200;

/// Which form: whose, of what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FormKey<'k> {
    /// Who types into it.
    pub account: AccountId,
    /// Of which proposal it is.
    pub proposal: ProposalId,
    /// Which one: its address below that of the proposal.
    pub form: &'k str,
}

/// A form as it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptForm {
    /// The revision that it showed.
    pub revision: u32,
    /// The names and values of its fields, as the browser sent them.
    pub content: String,
    /// When it was typed.
    pub at: Timestamp,
}

impl Store {
    /// Keeps a form as it is typed, in the place of what was kept of it before.
    ///
    /// # Errors
    /// [`StoreError::FormTooLarge`] if it is larger than [`LARGEST_KEPT_FORM`];
    /// [`StoreError::TooManyForms`] if two hundred others are kept for the account;
    /// [`StoreError::Database`], also if there is no such revision.
    pub async fn keep_form(&self, key: FormKey<'_>, kept: &KeptForm) -> Result<(), StoreError> {
        if kept.content.len() > LARGEST_KEPT_FORM {
            return Err(StoreError::FormTooLarge);
        }
        let mut writing = self.write().await?;
        let others = sqlx::query(
            "SELECT count(*) FROM kept_form WHERE account = $1 AND NOT (proposal = $2 AND form = $3)",
        );
        let others = others
            .bind(key.account.0.to_vec())
            .bind(key.proposal.0.to_vec())
            .bind(key.form);
        if others.fetch_one(&mut *writing).await?.get::<i64, _>(0) >= MOST_KEPT {
            return Err(StoreError::TooManyForms);
        }
        sqlx::query(
            "INSERT INTO kept_form (account, proposal, form, revision, content, at) \
             VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO UPDATE SET \
             revision = excluded.revision, content = excluded.content, at = excluded.at",
        )
        .bind(key.account.0.to_vec())
        .bind(key.proposal.0.to_vec())
        .bind(key.form)
        .bind(i64::from(kept.revision))
        .bind(&kept.content)
        .bind(kept.at.as_microsecond())
        .execute(&mut *writing)
        .await?;
        Ok(writing.commit().await?)
    }

    /// What is kept of a form.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn kept_form(&self, key: FormKey<'_>) -> Result<Option<KeptForm>, StoreError> {
        let row = sqlx::query(
            "SELECT revision, content, at FROM kept_form \
             WHERE account = $1 AND proposal = $2 AND form = $3",
        )
        .bind(key.account.0.to_vec())
        .bind(key.proposal.0.to_vec())
        .bind(key.form)
        .fetch_optional(self.readers())
        .await?;
        row.as_ref().map(kept).transpose()
    }

    /// The names of the forms of a proposal that are kept for an account, in their order.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn kept_forms(
        &self,
        account: AccountId,
        proposal: ProposalId,
    ) -> Result<Vec<String>, StoreError> {
        let rows = sqlx::query(
            "SELECT form FROM kept_form WHERE account = $1 AND proposal = $2 ORDER BY form",
        )
        .bind(account.0.to_vec())
        .bind(proposal.0.to_vec())
        .fetch_all(self.readers())
        .await?;
        Ok(rows.iter().map(|row| row.get(0)).collect())
    }

    /// Erases what is kept of a form, whether or not anything is.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn erase_kept_form(&self, key: FormKey<'_>) -> Result<(), StoreError> {
        if self.kept_form(key).await?.is_none() {
            return Ok(());
        }
        let mut writing = self.write().await?;
        sqlx::query("DELETE FROM kept_form WHERE account = $1 AND proposal = $2 AND form = $3")
            .bind(key.account.0.to_vec())
            .bind(key.proposal.0.to_vec())
            .bind(key.form)
            .execute(&mut *writing)
            .await?;
        writing.commit().await?;
        self.forget().await
    }

    /// Erases the forms into which nobody has typed since then. Says how many.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn erase_forms_untouched_since(&self, then: Timestamp) -> Result<u64, StoreError> {
        let mut writing = self.write().await?;
        let erased = sqlx::query("DELETE FROM kept_form WHERE at < $1")
            .bind(then.as_microsecond())
            .execute(&mut *writing)
            .await?;
        writing.commit().await?;
        if erased.rows_affected() > 0 {
            self.forget().await?;
        }
        Ok(erased.rows_affected())
    }
}

/// Erases the forms that were typed over a text: they repeat what it says.
pub(crate) async fn erase_over(
    connection: &mut SqliteConnection,
    digest: Hash,
) -> Result<(), StoreError> {
    sqlx::query(
        "DELETE FROM kept_form WHERE (proposal, revision) IN \
         (SELECT proposal, number FROM revision WHERE digest = $1)",
    )
    .bind(digest.0.to_vec())
    .execute(connection)
    .await?;
    Ok(())
}

fn kept(row: &SqliteRow) -> Result<KeptForm, StoreError> {
    let unreadable = || StoreError::Unreadable("a form that is kept");
    Ok(KeptForm {
        revision: u32::try_from(row.get::<i64, _>(0)).map_err(|_| unreadable())?,
        content: row.get(1),
        at: instant(row.get(2)).map_err(|_| unreadable())?,
    })
}
