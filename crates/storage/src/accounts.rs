//! Accounts, and who is signed in.

use access::{AccountId, Held, Role, Roles};
use jiff::{SignedDuration, Timestamp};
use sqlx::sqlite::SqliteRow;
use sqlx::{Row as _, SqliteConnection};

use crate::chain::Hash;
use crate::error::StoreError;
use crate::identity::{PersonId, random};
use crate::journal::{Event, note};
use crate::store::Store;

/// How long somebody stays signed in at most, and without asking for anything.
const LONGEST: SignedDuration = SignedDuration::from_hours(12);
const IDLE: SignedDuration = SignedDuration::from_hours(2);

/// That somebody is still there is written down at most so often.
const SEEN_EVERY: SignedDuration = SignedDuration::from_mins(5);

/// Somebody who may sign in, or might.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Its random number.
    pub id: AccountId,
    /// Whose it is.
    pub person: PersonId,
    /// What it may be used for, and where.
    pub roles: Roles,
    /// Those of them that an administrator gave; the others come from groups at the identity provider.
    pub given: Roles,
    /// The name of the person; empty once it was erased.
    pub name: String,
    /// The name that is typed at sign-in; none once the account has ended.
    pub sign_in_name: Option<String>,
}

/// An account that is to be made.
#[derive(Clone, Debug)]
pub struct NewAccount {
    /// The name of the person.
    pub name: String,
    /// The name that is typed at sign-in; compared without case.
    pub sign_in_name: String,
    /// What it may be used for, and where.
    pub roles: Roles,
    /// The password as an argon2id hash; empty for who signs in through the identity provider alone.
    pub password: String,
}

/// What somebody must prove to sign in.
#[derive(Clone, Debug)]
pub struct Credentials {
    /// To which account.
    pub account: AccountId,
    /// The password as an argon2id hash; none for who signs in through the identity provider alone.
    pub password: Option<String>,
    /// Did an administrator make it an administrator's?
    pub is_administrator: bool,
}

/// The hash of the token that a browser keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SessionKey(Hash);

impl SessionKey {
    /// Of a token.
    pub fn of(token: &[u8]) -> Self {
        Self(Hash::of(token))
    }

    fn bytes(&self) -> Vec<u8> {
        self.0.0.to_vec()
    }
}

/// What an account `a` may be used for, as two texts with a line each: what was given, what groups add.
macro_rules! roles {
    () => {
        "(SELECT group_concat(r.role || ' ' || r.scope, char(10)) \
         FROM account_role r WHERE r.account = a.id), \
         (SELECT group_concat(g.role || ' ' || g.scope, char(10)) \
         FROM account_group_role g WHERE g.account = a.id)"
    };
}

/// Accounts with what is known of them.
macro_rules! accounts {
    ($which:literal) => {
        concat!(
            "SELECT a.id, a.person, ",
            roles!(),
            ", d.name, s.name FROM account a ",
            "LEFT JOIN person_details d ON d.person = a.person ",
            "LEFT JOIN sign_in s ON s.account = a.id ",
            $which
        )
    };
}

impl Store {
    /// Is there any account yet?
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn is_set_up(&self) -> Result<bool, StoreError> {
        let account = sqlx::query("SELECT 1 FROM account LIMIT 1");
        Ok(account.fetch_optional(self.readers()).await?.is_some())
    }

    /// Makes the first account, if there is none.
    ///
    /// # Errors
    /// [`StoreError::AlreadySetUp`], [`StoreError::Database`].
    pub async fn set_up(&self, at: Timestamp, new: &NewAccount) -> Result<AccountId, StoreError> {
        let mut writing = self.write().await?;
        let account = sqlx::query("SELECT 1 FROM account LIMIT 1");
        if account.fetch_optional(&mut *writing).await?.is_some() {
            return Err(StoreError::AlreadySetUp);
        }
        let account = insert(&mut writing, at, new).await?;
        note(&mut writing, at, None, Event::SetUp { account }).await?;
        writing.commit().await?;
        Ok(account)
    }

    /// Makes an account.
    ///
    /// # Errors
    /// [`StoreError::NameTaken`], [`StoreError::Database`].
    pub async fn make_account(
        &self,
        at: Timestamp,
        by: Option<AccountId>,
        new: &NewAccount,
    ) -> Result<AccountId, StoreError> {
        let mut writing = self.write().await?;
        let account = make(&mut writing, at, by, new).await?;
        writing.commit().await?;
        Ok(account)
    }

    /// Ends an account: nobody is signed in to it any more, and nobody can be. What was typed with it and
    /// not saved is erased. Says whether there was such an account in use.
    ///
    /// # Errors
    /// [`StoreError::LastAdministrator`] if nobody could make accounts any more;
    /// [`StoreError::Database`].
    pub async fn end_account(
        &self,
        at: Timestamp,
        by: Option<AccountId>,
        account: AccountId,
    ) -> Result<bool, StoreError> {
        let mut writing = self.write().await?;
        let id = account.0.to_vec();
        another_administrates(&mut writing, account).await?;
        let ended = sqlx::query("UPDATE account SET ended = $1 WHERE id = $2 AND ended IS NULL")
            .bind(at.as_microsecond())
            .bind(&id)
            .execute(&mut *writing)
            .await?;
        if ended.rows_affected() == 0 {
            return Ok(false);
        }
        for table in [
            "DELETE FROM sign_in WHERE account = $1",
            "DELETE FROM session WHERE account = $1",
            "DELETE FROM kept_form WHERE account = $1",
            "DELETE FROM account_address WHERE account = $1",
            "DELETE FROM account_group_role WHERE account = $1",
            "DELETE FROM notice WHERE account = $1",
            "DELETE FROM message WHERE account = $1",
            "DELETE FROM notice_choice WHERE account = $1",
        ] {
            sqlx::query(table).bind(&id).execute(&mut *writing).await?;
        }
        note(&mut writing, at, by, Event::AccountEnded { account }).await?;
        writing.commit().await?;
        self.forget().await?;
        Ok(true)
    }

    /// Says what an account may be used for from now on, wherever it is signed in. Says whether there was
    /// such an account in use.
    ///
    /// # Errors
    /// [`StoreError::LastAdministrator`] if nobody could make accounts any more;
    /// [`StoreError::Database`].
    pub async fn give_access(
        &self,
        at: Timestamp,
        by: Option<AccountId>,
        account: AccountId,
        roles: &Roles,
    ) -> Result<bool, StoreError> {
        let mut writing = self.write().await?;
        if !roles.has(Role::Administrator) {
            another_administrates(&mut writing, account).await?;
        }
        let in_use = sqlx::query("SELECT 1 FROM account WHERE id = $1 AND ended IS NULL");
        let in_use = in_use.bind(account.0.to_vec());
        if in_use.fetch_optional(&mut *writing).await?.is_none() {
            return Ok(false);
        }
        sqlx::query("DELETE FROM account_role WHERE account = $1")
            .bind(account.0.to_vec())
            .execute(&mut *writing)
            .await?;
        insert_roles(&mut writing, account, roles).await?;
        let roles = roles.clone();
        note(&mut writing, at, by, Event::RolesGiven { account, roles }).await?;
        writing.commit().await?;
        Ok(true)
    }

    /// All accounts, those that have ended too, by name.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn accounts(&self) -> Result<Vec<Account>, StoreError> {
        let rows = sqlx::query(accounts!("ORDER BY d.name, a.made"));
        let rows = rows.fetch_all(self.readers()).await?;
        rows.iter().map(account).collect()
    }

    /// What the owner of a sign-in name must prove; nothing if no account has that name.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn credentials(&self, sign_in_name: &str) -> Result<Option<Credentials>, StoreError> {
        let row = sqlx::query(
            "SELECT a.id, nullif(s.password, ''), EXISTS (SELECT 1 FROM account_role r \
             WHERE r.account = a.id AND r.role = $2) \
             FROM sign_in s JOIN account a ON a.id = s.account WHERE s.name = $1",
        )
        .bind(folded(sign_in_name))
        .bind(Role::Administrator.name())
        .fetch_optional(self.readers())
        .await?;
        row.map(|row| {
            Ok(Credentials {
                account: AccountId(sixteen(&row, 0)?),
                password: row.get(1),
                is_administrator: row.get(2),
            })
        })
        .transpose()
    }

    /// What the owner of an account must prove, to change the password.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn password_of(&self, account: AccountId) -> Result<Option<String>, StoreError> {
        let row = sqlx::query("SELECT nullif(password, '') FROM sign_in WHERE account = $1")
            .bind(account.0.to_vec())
            .fetch_optional(self.readers())
            .await?;
        Ok(row.and_then(|row| row.get(0)))
    }

    /// Sets a password, and ends all sessions of the account but one.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn change_password(
        &self,
        at: Timestamp,
        account: AccountId,
        password: &str,
        stays: SessionKey,
    ) -> Result<(), StoreError> {
        let mut writing = self.write().await?;
        sqlx::query("UPDATE sign_in SET password = $1, changed = $2 WHERE account = $3")
            .bind(password)
            .bind(at.as_microsecond())
            .bind(account.0.to_vec())
            .execute(&mut *writing)
            .await?;
        sqlx::query("DELETE FROM session WHERE account = $1 AND token <> $2")
            .bind(account.0.to_vec())
            .bind(stays.bytes())
            .execute(&mut *writing)
            .await?;
        let event = Event::PasswordChanged { account };
        note(&mut writing, at, Some(account), event).await?;
        Ok(writing.commit().await?)
    }

    /// Gives an account another password, for somebody who forgot theirs: nobody is signed in to it any
    /// more. Says whether there was such an account in use.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn reset_password(
        &self,
        at: Timestamp,
        by: Option<AccountId>,
        account: AccountId,
        password: &str,
    ) -> Result<bool, StoreError> {
        let mut writing = self.write().await?;
        let id = account.0.to_vec();
        let set = sqlx::query("UPDATE sign_in SET password = $1, changed = $2 WHERE account = $3")
            .bind(password)
            .bind(at.as_microsecond())
            .bind(&id)
            .execute(&mut *writing)
            .await?;
        if set.rows_affected() == 0 {
            return Ok(false);
        }
        sqlx::query("DELETE FROM session WHERE account = $1")
            .bind(&id)
            .execute(&mut *writing)
            .await?;
        note(&mut writing, at, by, Event::PasswordChanged { account }).await?;
        writing.commit().await?;
        Ok(true)
    }

    /// Somebody has signed in. Sessions that are too old go at the same time.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn start_session(
        &self,
        at: Timestamp,
        account: AccountId,
        key: SessionKey,
    ) -> Result<(), StoreError> {
        let mut writing = self.write().await?;
        begin_session(&mut writing, at, account, key).await?;
        Ok(writing.commit().await?)
    }

    /// Who is signed in with a token, if it is still good: for twelve hours, and for two after they
    /// last asked for something.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn session(
        &self,
        at: Timestamp,
        key: SessionKey,
    ) -> Result<Option<Account>, StoreError> {
        let row = sqlx::query(concat!(
            "SELECT a.id, a.person, ",
            roles!(),
            ", d.name, s.name, x.seen FROM session x \
             JOIN account a ON a.id = x.account JOIN sign_in s ON s.account = a.id \
             LEFT JOIN person_details d ON d.person = a.person \
             WHERE x.token = $1 AND x.started > $2 AND x.seen > $3 AND a.ended IS NULL",
        ))
        .bind(key.bytes())
        .bind(before(at, LONGEST))
        .bind(before(at, IDLE))
        .fetch_optional(self.readers())
        .await?;
        let Some(row) = row else {
            return Ok(None);
        };
        if row.get::<i64, _>(6) <= before(at, SEEN_EVERY) {
            let mut writing = self.write().await?;
            sqlx::query("UPDATE session SET seen = $1 WHERE token = $2")
                .bind(at.as_microsecond())
                .bind(key.bytes())
                .execute(&mut *writing)
                .await?;
            writing.commit().await?;
        }
        account(&row).map(Some)
    }

    /// Somebody has signed out. A token that signs nobody in is no error.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn end_session(&self, at: Timestamp, key: SessionKey) -> Result<(), StoreError> {
        let mut writing = self.write().await?;
        let row = sqlx::query("DELETE FROM session WHERE token = $1 RETURNING account")
            .bind(key.bytes())
            .fetch_optional(&mut *writing)
            .await?;
        let Some(row) = row else {
            return Ok(());
        };
        let account = AccountId(sixteen(&row, 0)?);
        note(
            &mut writing,
            at,
            Some(account),
            Event::SignedOut { account },
        )
        .await?;
        Ok(writing.commit().await?)
    }
}

/// Makes an account, and says so in the journal.
pub(crate) async fn make(
    connection: &mut SqliteConnection,
    at: Timestamp,
    by: Option<AccountId>,
    new: &NewAccount,
) -> Result<AccountId, StoreError> {
    let account = insert(connection, at, new).await?;
    let first = new.roles.iter().next();
    let access = first.map_or(Role::Staff, |held| held.role);
    note(connection, at, by, Event::AccountMade { account, access }).await?;
    let roles = new.roles.clone();
    note(connection, at, by, Event::RolesGiven { account, roles }).await?;
    Ok(account)
}

/// Begins a session. Those that are too old go at the same time.
pub(crate) async fn begin_session(
    connection: &mut SqliteConnection,
    at: Timestamp,
    account: AccountId,
    key: SessionKey,
) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM session WHERE started <= $1 OR seen <= $2")
        .bind(before(at, LONGEST))
        .bind(before(at, IDLE))
        .execute(&mut *connection)
        .await?;
    sqlx::query("INSERT INTO session (token, account, started, seen) VALUES ($1, $2, $3, $3)")
        .bind(key.bytes())
        .bind(account.0.to_vec())
        .bind(at.as_microsecond())
        .execute(&mut *connection)
        .await?;
    note(connection, at, Some(account), Event::SignedIn { account }).await
}

/// All that an account may be used for: what was given, and what groups add.
pub(crate) async fn roles_of(
    connection: &mut SqliteConnection,
    account: AccountId,
) -> Result<Roles, StoreError> {
    let row = sqlx::query(concat!(
        "SELECT ",
        roles!(),
        " FROM account a WHERE a.id = $1"
    ))
    .bind(account.0.to_vec())
    .fetch_one(connection)
    .await?;
    Ok(both(&roles_read(row.get(0))?, &roles_read(row.get(1))?))
}

async fn insert(
    connection: &mut SqliteConnection,
    at: Timestamp,
    new: &NewAccount,
) -> Result<AccountId, StoreError> {
    let name = folded(&new.sign_in_name);
    let taken = sqlx::query("SELECT 1 FROM sign_in WHERE name = $1").bind(&name);
    if taken.fetch_optional(&mut *connection).await?.is_some() {
        return Err(StoreError::NameTaken);
    }
    let person = crate::people::insert(connection, &new.name, "").await?;
    let account = AccountId(random()?);
    sqlx::query("INSERT INTO account (id, person, made) VALUES ($1, $2, $3)")
        .bind(account.0.to_vec())
        .bind(person.0.to_vec())
        .bind(at.as_microsecond())
        .execute(&mut *connection)
        .await?;
    sqlx::query("INSERT INTO sign_in (account, name, password, changed) VALUES ($1, $2, $3, $4)")
        .bind(account.0.to_vec())
        .bind(name)
        .bind(&new.password)
        .bind(at.as_microsecond())
        .execute(&mut *connection)
        .await?;
    insert_roles(connection, account, &new.roles).await?;
    Ok(account)
}

async fn insert_roles(
    connection: &mut SqliteConnection,
    account: AccountId,
    roles: &Roles,
) -> Result<(), StoreError> {
    for held in roles {
        sqlx::query("INSERT INTO account_role (account, role, scope) VALUES ($1, $2, $3)")
            .bind(account.0.to_vec())
            .bind(held.role.name())
            .bind(held.scope.to_string())
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

/// Is there somebody else who can give others their accounts?
async fn another_administrates(
    connection: &mut SqliteConnection,
    account: AccountId,
) -> Result<(), StoreError> {
    let others = sqlx::query(
        "SELECT 1 FROM account_role r JOIN account a ON a.id = r.account \
         WHERE r.role = $1 AND a.ended IS NULL AND a.id <> $2 LIMIT 1",
    );
    let others = others
        .bind(Role::Administrator.name())
        .bind(account.0.to_vec());
    match others.fetch_optional(connection).await? {
        Some(_) => Ok(()),
        None => Err(StoreError::LastAdministrator),
    }
}

fn account(row: &SqliteRow) -> Result<Account, StoreError> {
    let (given, by_groups) = (roles_read(row.get(2))?, roles_read(row.get(3))?);
    Ok(Account {
        id: AccountId(sixteen(row, 0)?),
        person: PersonId(sixteen(row, 1)?),
        roles: both(&given, &by_groups),
        given,
        name: row.get::<Option<String>, _>(4).unwrap_or_default(),
        sign_in_name: row.get(5),
    })
}

/// Names at sign-in are the same in capitals and small letters, and without spaces around them.
fn folded(sign_in_name: &str) -> String {
    sign_in_name.trim().to_lowercase()
}

fn both(given: &Roles, by_groups: &Roles) -> Roles {
    Roles::of(given.iter().chain(by_groups).cloned())
}

fn roles_read(text: Option<&str>) -> Result<Roles, StoreError> {
    let lines = text.unwrap_or_default().lines();
    let held: Result<Vec<Held>, _> = lines.map(str::parse).collect();
    let held = held.map_err(|_| StoreError::Unreadable("the roles of an account"))?;
    Ok(Roles::of(held))
}

pub(crate) fn sixteen(row: &SqliteRow, column: usize) -> Result<[u8; 16], StoreError> {
    let bytes: &[u8] = row.get(column);
    bytes
        .try_into()
        .map_err(|_| StoreError::Unreadable("a random number"))
}

/// So long before an instant, in microseconds.
pub(crate) fn before(at: Timestamp, by: SignedDuration) -> i64 {
    let by = i64::try_from(by.as_micros()).unwrap_or(i64::MAX);
    at.as_microsecond().saturating_sub(by)
}
