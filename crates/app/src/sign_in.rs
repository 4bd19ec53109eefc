//! Signing in and out, and knowing who asks.

use std::fmt;
use std::str::FromStr;

use access::{AccountId, Actor, Roles};
use jiff::SignedDuration;
use storage::{AttemptLimit, Event, Hash, SessionKey, StoreError};
use tokio::sync::Semaphore;

use crate::error::AppError;
use crate::muster::Muster;
use crate::password;

/// How often a password may be wrong before one has to wait, and how long.
const LIMIT: AttemptLimit = AttemptLimit {
    most: 5,
    within: SignedDuration::from_mins(15),
};

/// How many passwords are hashed at a time: each takes 19 MiB.
const HASHED_AT_ONCE: usize = 4;

/// What a browser keeps while somebody is signed in. Whoever has it is that person.
#[derive(Clone, PartialEq, Eq)]
pub struct SessionToken([u8; 32]);

impl SessionToken {
    pub(crate) fn new() -> Result<Self, AppError> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).map_err(|_| StoreError::NoRandomness)?;
        Ok(Self(bytes))
    }

    pub(crate) fn key(&self) -> SessionKey {
        SessionKey::of(&self.0)
    }
}

/// As it stands in a cookie: 64 hexadecimal digits.
impl fmt::Display for SessionToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// It does not go into a log.
impl fmt::Debug for SessionToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SessionToken")
    }
}

impl FromStr for SessionToken {
    type Err = AppError;

    fn from_str(text: &str) -> Result<Self, AppError> {
        let hash: Hash = text.parse().map_err(|_| AppError::WrongSignIn)?;
        Ok(Self(hash.bytes()))
    }
}

/// Somebody who is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedIn {
    /// As whom they act.
    pub actor: Actor,
    /// Which account.
    pub account: AccountId,
    /// What it may be used for, and where.
    pub roles: Roles,
    /// Their name, for the page.
    pub name: String,
}

/// Whose passwords count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LocalSignIn {
    /// Everybody's.
    #[default]
    Everybody,
    /// Those of administrators to whom an administrator gave that, for the day on which the identity provider
    /// does not answer.
    AdministratorsAlone,
}

/// How many passwords may be hashed.
pub(crate) struct SignIns {
    hashing: Semaphore,
}

impl Default for SignIns {
    fn default() -> Self {
        Self {
            hashing: Semaphore::new(HASHED_AT_ONCE),
        }
    }
}

impl SignIns {
    /// Is this the password?
    pub(crate) async fn is_right(
        &self,
        password: &str,
        hash: Option<String>,
    ) -> Result<bool, AppError> {
        // The semaphore is never closed, so there is always a place to come.
        let _place = self.hashing.acquire().await;
        if password.chars().count() > password::MOST_CHARACTERS {
            return Ok(false);
        }
        password::is_right(password.to_owned(), hash).await
    }

    pub(crate) async fn hash(&self, password: &str) -> Result<String, AppError> {
        let _place = self.hashing.acquire().await;
        password::hash(password.to_owned()).await
    }
}

impl Muster {
    /// Signs somebody in. After five wrong passwords for one name within fifteen minutes, further
    /// ones are not looked at until the first of them is that old, whether or not there is such an
    /// account and whether or not Muster was started again meanwhile.
    ///
    /// # Errors
    /// [`AppError::WrongSignIn`], [`AppError::TooManyFailures`], [`AppError::Store`].
    pub async fn sign_in(&self, name: &str, password: &str) -> Result<SessionToken, AppError> {
        let whose = LocalSignIn::Everybody;
        self.sign_in_locally(name, password, whose).await
    }

    /// The same, where perhaps not everybody's password counts.
    ///
    /// # Errors
    /// Likewise; [`AppError::PasswordsOff`].
    pub async fn sign_in_locally(
        &self,
        name: &str,
        password: &str,
        whose: LocalSignIn,
    ) -> Result<SessionToken, AppError> {
        let now = self.clock.now();
        let typed = Hash::of(name.trim().to_lowercase().as_bytes());
        let credentials = self.store.credentials(name).await?;
        let account = credentials.as_ref().map(|one| one.account);
        if let Err(held_back) = self.attempt(typed).await {
            let event = Event::SignInHeldBack { account };
            self.store.note(now, None, event).await?;
            return Err(held_back);
        }
        let hash = credentials.as_ref().and_then(|one| one.password.clone());
        let right = self.sign_ins.is_right(password, hash).await?;
        let Some(credentials) = credentials.filter(|_| right) else {
            let event = Event::SignInFailed { account };
            self.store.note(now, None, event).await?;
            return Err(AppError::WrongSignIn);
        };
        self.store.forget_attempts(typed).await?;
        if whose == LocalSignIn::AdministratorsAlone && !credentials.is_administrator {
            let event = Event::SignInFailed { account };
            self.store.note(now, None, event).await?;
            return Err(AppError::PasswordsOff);
        }
        let token = SessionToken::new()?;
        self.store
            .start_session(now, credentials.account, token.key())
            .await?;
        Ok(token)
    }

    /// Counts an attempt as failed until it has succeeded.
    ///
    /// # Errors
    /// [`AppError::TooManyFailures`], [`AppError::Store`].
    pub(crate) async fn attempt(&self, of: Hash) -> Result<(), AppError> {
        let now = self.clock.now();
        match self.store.attempt(now, of, LIMIT).await? {
            None => Ok(()),
            Some(until) => {
                let seconds = now.duration_until(until).as_secs();
                let minutes = ((seconds + 59) / 60).max(1);
                Err(AppError::TooManyFailures { minutes })
            }
        }
    }

    /// Who is signed in with a token; nobody if it is too old, or of nobody.
    ///
    /// # Errors
    /// [`AppError::Store`].
    pub async fn signed_in(&self, token: &SessionToken) -> Result<Option<SignedIn>, AppError> {
        let account = self.store.session(self.clock.now(), token.key()).await?;
        Ok(account.map(|one| SignedIn {
            actor: Actor::Account {
                id: one.id,
                roles: one.roles.clone(),
            },
            account: one.id,
            roles: one.roles,
            name: one.name,
        }))
    }

    /// Signs somebody out. A token of nobody is no error.
    ///
    /// # Errors
    /// [`AppError::Store`].
    pub async fn sign_out(&self, token: &SessionToken) -> Result<(), AppError> {
        Ok(self
            .store
            .end_session(self.clock.now(), token.key())
            .await?)
    }
}
