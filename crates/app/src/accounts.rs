//! Accounts: making, listing, ending; changing one's own password.

use access::{AccountId, Actor, Deed, Roles};
use storage::{Account, Hash, NewAccount};

use crate::error::AppError;
use crate::muster::Muster;
use crate::password;
use crate::sign_in::SessionToken;

/// An account that somebody is to get.
#[derive(Clone)]
pub struct Invitation {
    /// The name of the person.
    pub name: String,
    /// The name that is typed at sign-in.
    pub sign_in_name: String,
    /// What it may be used for, and where.
    pub roles: Roles,
    /// The first password.
    pub password: String,
}

impl Muster {
    /// Makes an account.
    ///
    /// # Errors
    /// [`AppError::Refused`]; [`AppError::NoName`], [`AppError::NoRoles`],
    /// [`AppError::WeakPassword`]; [`AppError::Store`] with [`storage::StoreError::NameTaken`].
    pub async fn make_account(
        &self,
        actor: &Actor,
        invitation: &Invitation,
    ) -> Result<AccountId, AppError> {
        self.permit(actor, Deed::ManageAccounts).await?;
        let new = self.checked(invitation).await?;
        let made = self
            .store
            .make_account(self.clock.now(), actor.account(), &new);
        Ok(made.await?)
    }

    /// All accounts, those that have ended too.
    ///
    /// # Errors
    /// [`AppError::Refused`], [`AppError::Store`].
    pub async fn accounts(&self, actor: &Actor) -> Result<Vec<Account>, AppError> {
        self.permit(actor, Deed::ManageAccounts).await?;
        Ok(self.store.accounts().await?)
    }

    /// Says what an account may be used for from now on, wherever it is signed in.
    ///
    /// # Errors
    /// [`AppError::Refused`]; [`AppError::NoRoles`]; [`AppError::NotFound`] if no such account is in use;
    /// [`AppError::Store`], with [`storage::StoreError::LastAdministrator`] if nobody could make
    /// accounts any more.
    pub async fn give_access(
        &self,
        actor: &Actor,
        account: AccountId,
        roles: &Roles,
    ) -> Result<(), AppError> {
        self.permit(actor, Deed::ManageAccounts).await?;
        if roles.is_empty() {
            return Err(AppError::NoRoles);
        }
        let given = self
            .store
            .give_access(self.clock.now(), actor.account(), account, roles);
        match given.await? {
            true => Ok(()),
            false => Err(AppError::NotFound("account")),
        }
    }

    /// Ends an account at once, wherever it is signed in.
    ///
    /// # Errors
    /// [`AppError::Refused`]; [`AppError::NotFound`] if no such account is in use;
    /// [`AppError::Store`], with [`storage::StoreError::LastAdministrator`] if nobody could make
    /// accounts any more.
    pub async fn end_account(&self, actor: &Actor, account: AccountId) -> Result<(), AppError> {
        self.permit(actor, Deed::ManageAccounts).await?;
        let ended = self
            .store
            .end_account(self.clock.now(), actor.account(), account);
        match ended.await? {
            true => Ok(()),
            false => Err(AppError::NotFound("account")),
        }
    }

    /// Gives an account another password, for somebody who forgot theirs. They are signed out everywhere.
    ///
    /// # Errors
    /// [`AppError::Refused`]; [`AppError::NotFound`] if no such account is in use;
    /// [`AppError::WeakPassword`], [`AppError::Store`].
    pub async fn reset_password(
        &self,
        actor: &Actor,
        account: AccountId,
        new: &str,
    ) -> Result<(), AppError> {
        self.permit(actor, Deed::ManageAccounts).await?;
        let all = self.store.accounts().await?;
        let own = all.iter().find(|one| one.id == account);
        let not_there = || AppError::NotFound("account");
        let own = own.ok_or_else(not_there)?;
        let sign_in_name = own.sign_in_name.as_deref().ok_or_else(not_there)?;
        password::check(new, &[&own.name, sign_in_name])?;
        let hash = self.sign_ins.hash(new).await?;
        let (now, by) = (self.clock.now(), actor.account());
        match self.store.reset_password(now, by, account, &hash).await? {
            true => Ok(()),
            false => Err(not_there()),
        }
    }

    /// Changes one's own password. Other sessions of the account end.
    ///
    /// # Errors
    /// [`AppError::Refused`]; [`AppError::WrongSignIn`] if the old password is wrong,
    /// [`AppError::TooManyFailures`] if it was wrong too often; [`AppError::WeakPassword`],
    /// [`AppError::Store`].
    pub async fn change_password(
        &self,
        actor: &Actor,
        token: &SessionToken,
        old: &str,
        new: &str,
    ) -> Result<(), AppError> {
        self.permit(actor, Deed::ChangeOwnPassword).await?;
        let account = actor.account().ok_or(AppError::WrongSignIn)?;
        // Whoever finds a screen unlocked shall not guess the password there either.
        let of = Hash::of(&account.0);
        self.attempt(of).await?;
        let hash = self.store.password_of(account).await?;
        if hash.is_none() || !self.sign_ins.is_right(old, hash).await? {
            return Err(AppError::WrongSignIn);
        }
        self.store.forget_attempts(of).await?;
        password::check(new, &[])?;
        let hash = self.sign_ins.hash(new).await?;
        let now = self.clock.now();
        let changed = self.store.change_password(now, account, &hash, token.key());
        Ok(changed.await?)
    }

    /// An account as it is stored, if name and password will do.
    pub(crate) async fn checked(&self, invitation: &Invitation) -> Result<NewAccount, AppError> {
        let (name, sign_in_name) = (invitation.name.trim(), invitation.sign_in_name.trim());
        if name.is_empty() || sign_in_name.is_empty() {
            return Err(AppError::NoName);
        }
        if invitation.roles.is_empty() {
            return Err(AppError::NoRoles);
        }
        password::check(&invitation.password, &[name, sign_in_name])?;
        Ok(NewAccount {
            name: name.to_owned(),
            sign_in_name: sign_in_name.to_owned(),
            roles: invitation.roles.clone(),
            password: self.sign_ins.hash(&invitation.password).await?,
        })
    }
}
