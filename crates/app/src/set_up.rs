//! The first account, made with a code that was printed where Muster was started.

use std::fmt;

use access::{Role, Roles};
use storage::{NewAccount, StoreError};

use crate::accounts::Invitation;
use crate::error::AppError;
use crate::muster::Muster;
use crate::sign_in::SessionToken;

/// Letters and digits that are not taken for one another.
const SIGNS: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

/// The code that lets one person set Muster up.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct SetupCode(String);

impl SetupCode {
    pub(crate) fn new() -> Result<Self, AppError> {
        let mut bytes = [0; 12];
        getrandom::fill(&mut bytes).map_err(|_| StoreError::NoRandomness)?;
        let sign = |byte: &u8| char::from(SIGNS[usize::from(byte % 32)]);
        let groups: Vec<String> = bytes
            .chunks(4)
            .map(|group| group.iter().map(sign).collect())
            .collect();
        Ok(Self(groups.join("-")))
    }

    /// Is this the code, however it was typed?
    fn is(&self, typed: &str) -> bool {
        let bare = |text: &str| -> String {
            let signs = text.chars().filter(char::is_ascii_alphanumeric);
            signs.map(|sign| sign.to_ascii_uppercase()).collect()
        };
        // Hashes take the same time to compare wherever the texts differ, and tell nothing.
        storage::Hash::of(bare(typed).as_bytes()) == storage::Hash::of(bare(&self.0).as_bytes())
    }
}

impl fmt::Debug for SetupCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SetupCode")
    }
}

impl Muster {
    /// The code to print where Muster was started, if nobody has set it up yet. It is the same until
    /// Muster is started again.
    ///
    /// # Errors
    /// [`AppError::Store`].
    pub async fn setup_code(&self) -> Result<Option<String>, AppError> {
        if self.store.is_set_up().await? {
            return Ok(None);
        }
        let mut code = self.setup_code.lock().await;
        let code = match &mut *code {
            Some(code) => code,
            none => none.insert(SetupCode::new()?),
        };
        Ok(Some(code.0.clone()))
    }

    /// Makes the first account, an administrator, and signs it in.
    ///
    /// # Errors
    /// [`AppError::WrongCode`]; [`AppError::NoName`], [`AppError::WeakPassword`];
    /// [`AppError::Store`] with [`StoreError::AlreadySetUp`].
    pub async fn set_up(
        &self,
        code: &str,
        name: &str,
        sign_in_name: &str,
        password: &str,
    ) -> Result<SessionToken, AppError> {
        if self.store.is_set_up().await? {
            return Err(StoreError::AlreadySetUp.into());
        }
        let known = self.setup_code.lock().await.clone();
        if !known.is_some_and(|known| known.is(code)) {
            return Err(AppError::WrongCode);
        }
        let invitation = Invitation {
            name: name.to_owned(),
            sign_in_name: sign_in_name.to_owned(),
            roles: Roles::everywhere([Role::Administrator]),
            password: password.to_owned(),
        };
        let new: NewAccount = self.checked(&invitation).await?;
        self.store.set_up(self.clock.now(), &new).await?;
        self.sign_in(sign_in_name, password).await
    }
}
