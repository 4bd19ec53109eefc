//! What is typed into a form of a proposal, kept until it is saved or discarded.

use std::borrow::Cow;

use access::{Actor, Deed};
use jiff::SignedDuration;
use proposal::option_letter;
use storage::{FormKey, KeptForm};

use super::OpenProposal;
use crate::error::AppError;
use crate::muster::Muster;

/// How long a form is kept after somebody last typed into it.
const KEPT_FOR: SignedDuration = SignedDuration::from_hours(90 * 24);

/// What the names of forms begin with that belong to an option.
const OF_OPTION: &str = "option-";

/// The most characters of a form's name.
const LONGEST_NAME: usize = 80;

/// Which form of a proposal: its address below that of the proposal, such as `changes` or
/// `report/background`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormName(String);

impl FormName {
    /// The form of that address; none if no form can have it.
    pub fn of(address: &str) -> Option<Self> {
        let is_word = |part: &str| {
            let mut bytes = part.bytes();
            !part.is_empty()
                && bytes.all(|byte| {
                    byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-_".contains(&byte)
                })
        };
        let can_be = address.len() <= LONGEST_NAME && address.split('/').all(is_word);
        can_be.then(|| Self(address.to_owned()))
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The name under which it is kept: each option that is worked on has forms of its own.
    fn kept(&self, of: &OpenProposal) -> Cow<'_, str> {
        match within(of) {
            None => Cow::Borrowed(&self.0),
            Some(option) => Cow::Owned(format!("{option}{}", self.0)),
        }
    }
}

impl Muster {
    /// Keeps a form as it is typed over a revision. It outlives the session and the program, is seen by
    /// that account alone, and goes when it is saved or discarded, or after ninety days untouched.
    ///
    /// # Errors
    /// [`AppError::Refused`]; [`AppError::Store`] with [`storage::StoreError::FormTooLarge`] or
    /// [`storage::StoreError::TooManyForms`].
    pub async fn keep_form(
        &self,
        actor: &Actor,
        over: &OpenProposal,
        form: &FormName,
        content: String,
    ) -> Result<(), AppError> {
        self.permit(actor, Deed::ReadProposals).await?;
        let name = form.kept(over);
        let Some(key) = key(actor, over, &name) else {
            return Ok(());
        };
        let kept = KeptForm {
            revision: over.saved.number,
            content,
            at: self.clock.now(),
        };
        Ok(self.store.keep_form(key, &kept).await?)
    }

    /// What the actor typed into a form and has not saved.
    ///
    /// # Errors
    /// [`AppError::Refused`], [`AppError::Store`].
    pub async fn kept_form(
        &self,
        actor: &Actor,
        of: &OpenProposal,
        form: &FormName,
    ) -> Result<Option<KeptForm>, AppError> {
        self.permit(actor, Deed::ReadProposals).await?;
        match key(actor, of, &form.kept(of)) {
            Some(key) => Ok(self.store.kept_form(key).await?),
            None => Ok(None),
        }
    }

    /// The forms of a proposal into which the actor typed something that is not saved.
    ///
    /// # Errors
    /// [`AppError::Refused`], [`AppError::Store`].
    pub async fn kept_forms(
        &self,
        actor: &Actor,
        of: &OpenProposal,
    ) -> Result<Vec<FormName>, AppError> {
        self.permit(actor, Deed::ReadProposals).await?;
        let Some(account) = actor.account() else {
            return Ok(Vec::new());
        };
        let forms = self.store.kept_forms(account, of.saved.proposal).await?;
        let own = forms.iter().filter_map(|name| match within(of) {
            None => Some(name.as_str()).filter(|name| !name.starts_with(OF_OPTION)),
            Some(option) => name.strip_prefix(option.as_str()),
        });
        Ok(own.filter_map(FormName::of).collect())
    }

    /// Erases what the actor typed into a form: it is saved, or discarded.
    ///
    /// # Errors
    /// [`AppError::Refused`], [`AppError::Store`].
    pub async fn let_go_of_form(
        &self,
        actor: &Actor,
        of: &OpenProposal,
        form: &FormName,
    ) -> Result<(), AppError> {
        self.permit(actor, Deed::ReadProposals).await?;
        match key(actor, of, &form.kept(of)) {
            Some(key) => Ok(self.store.erase_kept_form(key).await?),
            None => Ok(()),
        }
    }

    /// Erases the forms into which nobody has typed for ninety days. Whoever runs Muster calls it now and
    /// then.
    ///
    /// # Errors
    /// [`AppError::Store`].
    pub async fn erase_old_forms(&self) -> Result<u64, AppError> {
        let now = self.clock.now();
        let then = now.checked_sub(KEPT_FOR).unwrap_or(now);
        Ok(self.store.erase_forms_untouched_since(then).await?)
    }
}

/// The form of an account; whoever acts at the machine itself has none.
fn key<'k>(actor: &Actor, of: &OpenProposal, kept: &'k str) -> Option<FormKey<'k>> {
    Some(FormKey {
        account: actor.account()?,
        proposal: of.saved.proposal,
        form: kept,
    })
}

/// What the names of forms begin with in which an option is worked on that is not proposed.
fn within(of: &OpenProposal) -> Option<String> {
    let option = of.reference.option()?;
    Some(format!(
        "{OF_OPTION}{}/",
        option_letter(option).to_lowercase()
    ))
}
