//! Accounts and the people of an identity provider.

use access::{AccountId, Roles};
use jiff::Timestamp;
use sqlx::{Row as _, SqliteConnection};

use crate::accounts::{self, NewAccount, SessionKey, sixteen};
use crate::chain::Hash;
use crate::error::StoreError;
use crate::journal::{Event, note};
use crate::store::Store;

/// A person of an identity provider: a hash of who that is, which tells neither.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IdentityKey(Hash);

impl IdentityKey {
    /// Of an issuer and its number of a person. The length of the first keeps the two apart.
    pub fn of(issuer: &str, subject: &str) -> Self {
        let length = (issuer.len() as u64).to_be_bytes();
        let parts = [&length[..], issuer.as_bytes(), subject.as_bytes()];
        Self(Hash::of(&parts.concat()))
    }
}

/// Somebody comes from an identity provider.
#[derive(Clone, Debug)]
pub struct Arrival {
    /// Who, there.
    pub identity: IdentityKey,
    /// Their address, if the provider says that it is theirs.
    pub address: Option<String>,
    /// What their groups let them do, and where.
    pub roles: Roles,
}

/// Who it is here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recognised {
    /// Somebody with this account, who is signed in now.
    As(AccountId),
    /// Somebody whose account has ended.
    Ended(AccountId),
    /// Nobody with an account.
    Nobody,
}

impl Store {
    /// Signs in whoever has this identity. Nobody has it yet, but an account is waiting for the address: then it
    /// is that account's from now on. What groups let somebody do is set anew each time.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn arrive(
        &self,
        at: Timestamp,
        arrival: &Arrival,
        key: SessionKey,
    ) -> Result<Recognised, StoreError> {
        let mut writing = self.write().await?;
        let recognised = match linked(&mut writing, arrival.identity).await? {
            Recognised::As(account) => Recognised::As(account),
            unknown => match awaited(&mut writing, arrival.address.as_deref()).await? {
                None => unknown,
                Some(account) => {
                    link(&mut writing, at, account, arrival.identity).await?;
                    Recognised::As(account)
                }
            },
        };
        let why = match recognised {
            Recognised::As(account) => {
                grant(&mut writing, at, account, &arrival.roles).await?;
                accounts::begin_session(&mut writing, at, account, key).await?;
                writing.commit().await?;
                return Ok(recognised);
            }
            Recognised::Ended(_) => "the account has ended",
            Recognised::Nobody => "nobody has an account for that person",
        };
        let account = match recognised {
            Recognised::Ended(account) => Some(account),
            _ => None,
        };
        let why = why.to_owned();
        note(&mut writing, at, None, Event::SignOnFailed { account, why }).await?;
        writing.commit().await?;
        Ok(recognised)
    }

    /// Makes an account that waits for whoever has an address, by the identity provider.
    ///
    /// # Errors
    /// [`StoreError::NameTaken`], [`StoreError::AddressTaken`], [`StoreError::Database`].
    pub async fn make_account_for_address(
        &self,
        at: Timestamp,
        by: Option<AccountId>,
        new: &NewAccount,
        address: &str,
    ) -> Result<AccountId, StoreError> {
        let mut writing = self.write().await?;
        let account = accounts::make(&mut writing, at, by, new).await?;
        put_address(&mut writing, account, address).await?;
        note(&mut writing, at, by, Event::AddressSet { account }).await?;
        writing.commit().await?;
        Ok(account)
    }

    /// Sets the address of an account that is in use, or takes it away. Says whether there was such an account.
    ///
    /// # Errors
    /// [`StoreError::AddressTaken`], [`StoreError::Database`].
    pub async fn set_address(
        &self,
        at: Timestamp,
        by: Option<AccountId>,
        account: AccountId,
        address: Option<&str>,
    ) -> Result<bool, StoreError> {
        let mut writing = self.write().await?;
        let in_use = sqlx::query("SELECT 1 FROM account WHERE id = $1 AND ended IS NULL");
        let in_use = in_use.bind(account.0.to_vec());
        if in_use.fetch_optional(&mut *writing).await?.is_none() {
            return Ok(false);
        }
        sqlx::query("DELETE FROM account_address WHERE account = $1")
            .bind(account.0.to_vec())
            .execute(&mut *writing)
            .await?;
        if let Some(address) = address {
            put_address(&mut writing, account, address).await?;
        }
        note(&mut writing, at, by, Event::AddressSet { account }).await?;
        writing.commit().await?;
        self.forget().await?;
        Ok(true)
    }

    /// The address of an account, if it has one.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn address(&self, account: AccountId) -> Result<Option<String>, StoreError> {
        let row = sqlx::query("SELECT address FROM account_address WHERE account = $1")
            .bind(account.0.to_vec())
            .fetch_optional(self.readers())
            .await?;
        Ok(row.map(|row| row.get(0)))
    }

    /// Does the owner of an account sign in through the identity provider?
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn is_linked(&self, account: AccountId) -> Result<bool, StoreError> {
        let row = sqlx::query("SELECT 1 FROM provider_identity WHERE account = $1")
            .bind(account.0.to_vec())
            .fetch_optional(self.readers())
            .await?;
        Ok(row.is_some())
    }

    /// Parts an account from the person at the identity provider, who is signed out everywhere. Says whether they
    /// were linked.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn unlink(
        &self,
        at: Timestamp,
        by: Option<AccountId>,
        account: AccountId,
    ) -> Result<bool, StoreError> {
        let mut writing = self.write().await?;
        let parted = sqlx::query("DELETE FROM provider_identity WHERE account = $1")
            .bind(account.0.to_vec())
            .execute(&mut *writing)
            .await?;
        if parted.rows_affected() == 0 {
            return Ok(false);
        }
        for table in [
            "DELETE FROM account_group_role WHERE account = $1",
            "DELETE FROM session WHERE account = $1",
        ] {
            let gone = sqlx::query(table).bind(account.0.to_vec());
            gone.execute(&mut *writing).await?;
        }
        note(&mut writing, at, by, Event::IdentityUnlinked { account }).await?;
        writing.commit().await?;
        Ok(true)
    }
}

/// Addresses are compared in small letters: no provider of mail tells them apart by case.
pub(crate) fn folded(address: &str) -> String {
    address.trim().to_lowercase()
}

async fn linked(
    connection: &mut SqliteConnection,
    identity: IdentityKey,
) -> Result<Recognised, StoreError> {
    let row = sqlx::query(
        "SELECT a.id, a.ended IS NOT NULL FROM provider_identity p \
         JOIN account a ON a.id = p.account WHERE p.identity = $1",
    )
    .bind(identity.0.0.to_vec())
    .fetch_optional(connection)
    .await?;
    let Some(row) = row else {
        return Ok(Recognised::Nobody);
    };
    let account = AccountId(sixteen(&row, 0)?);
    Ok(match row.get(1) {
        true => Recognised::Ended(account),
        false => Recognised::As(account),
    })
}

/// The account that waits for an address: it is in use, and nobody at the provider has it yet.
async fn awaited(
    connection: &mut SqliteConnection,
    address: Option<&str>,
) -> Result<Option<AccountId>, StoreError> {
    let Some(address) = address else {
        return Ok(None);
    };
    let row = sqlx::query(
        "SELECT a.id FROM account_address d JOIN account a ON a.id = d.account \
         WHERE d.address = $1 AND a.ended IS NULL \
         AND NOT EXISTS (SELECT 1 FROM provider_identity p WHERE p.account = a.id)",
    )
    .bind(folded(address))
    .fetch_optional(connection)
    .await?;
    row.map(|row| Ok(AccountId(sixteen(&row, 0)?))).transpose()
}

/// An identity that an ended account had is its no longer.
async fn link(
    connection: &mut SqliteConnection,
    at: Timestamp,
    account: AccountId,
    identity: IdentityKey,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO provider_identity (identity, account, linked) VALUES ($1, $2, $3) \
         ON CONFLICT (identity) DO UPDATE SET account = excluded.account, linked = excluded.linked",
    )
    .bind(identity.0.0.to_vec())
    .bind(account.0.to_vec())
    .bind(at.as_microsecond())
    .execute(&mut *connection)
    .await?;
    note(connection, at, None, Event::IdentityLinked { account }).await
}

/// Sets what groups let somebody do, and notes it if it is not what it was.
async fn grant(
    connection: &mut SqliteConnection,
    at: Timestamp,
    account: AccountId,
    roles: &Roles,
) -> Result<(), StoreError> {
    let before = accounts::roles_of(connection, account).await?;
    sqlx::query("DELETE FROM account_group_role WHERE account = $1")
        .bind(account.0.to_vec())
        .execute(&mut *connection)
        .await?;
    for held in roles {
        sqlx::query("INSERT INTO account_group_role (account, role, scope) VALUES ($1, $2, $3)")
            .bind(account.0.to_vec())
            .bind(held.role.name())
            .bind(held.scope.to_string())
            .execute(&mut *connection)
            .await?;
    }
    let roles = accounts::roles_of(connection, account).await?;
    match roles == before {
        true => Ok(()),
        false => note(connection, at, None, Event::RolesGiven { account, roles }).await,
    }
}

async fn put_address(
    connection: &mut SqliteConnection,
    account: AccountId,
    address: &str,
) -> Result<(), StoreError> {
    let address = folded(address);
    let taken = sqlx::query("SELECT 1 FROM account_address WHERE address = $1").bind(&address);
    if taken.fetch_optional(&mut *connection).await?.is_some() {
        return Err(StoreError::AddressTaken);
    }
    sqlx::query("INSERT INTO account_address (account, address) VALUES ($1, $2)")
        .bind(account.0.to_vec())
        .bind(address)
        .execute(connection)
        .await?;
    Ok(())
}
