//! Who is on a proposal besides those who saved it, and the links that put people there.

use access::{AccountId, Capacity};
use jiff::Timestamp;
use sqlx::sqlite::SqliteRow;
use sqlx::{Row as _, SqliteConnection};

use crate::accounts::sixteen;
use crate::error::StoreError;
use crate::identity::{CaseLinkId, ProposalId, random};
use crate::journal::{Event, note};
use crate::recording::instant;
use crate::store::Store;

/// A link that puts whoever opens it, signed in, on a proposal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseLink {
    /// As it stands in the address.
    pub id: CaseLinkId,
    /// Which proposal.
    pub proposal: ProposalId,
    /// What whoever opens it becomes.
    pub capacity: Capacity,
    /// For whom it was made: a post or a team.
    pub for_whom: String,
    /// When it was made.
    pub made: Timestamp,
    /// Who made it, unless it was done on the machine itself.
    pub made_by: Option<AccountId>,
    /// From when on it can be used no longer.
    pub until: Timestamp,
}

/// A link that is to be made.
#[derive(Clone, Debug)]
pub struct NewCaseLink {
    /// To which proposal.
    pub proposal: ProposalId,
    /// What whoever opens it becomes.
    pub capacity: Capacity,
    /// For whom: a post or a team.
    pub for_whom: String,
    /// From when on it can be used no longer.
    pub until: Timestamp,
}

/// That somebody is on a proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OnCase {
    /// Which proposal.
    pub proposal: ProposalId,
    /// Who.
    pub account: AccountId,
    /// As what.
    pub capacity: Capacity,
    /// Since when.
    pub since: Timestamp,
}

impl Store {
    /// Makes a link to a proposal.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn make_case_link(
        &self,
        at: Timestamp,
        by: Option<AccountId>,
        new: &NewCaseLink,
    ) -> Result<CaseLinkId, StoreError> {
        let mut writing = self.write().await?;
        let id = insert_link(&mut writing, at, by, new).await?;
        writing.commit().await?;
        Ok(id)
    }

    /// The links to a proposal, the latest first.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn case_links(&self, proposal: ProposalId) -> Result<Vec<CaseLink>, StoreError> {
        let rows = sqlx::query(
            "SELECT id, proposal, capacity, for_whom, made, made_by, until FROM case_link \
             WHERE proposal = $1 ORDER BY made DESC, rowid DESC",
        );
        let rows = rows.bind(proposal.0.to_vec()).fetch_all(self.readers());
        rows.await?.iter().map(link).collect()
    }

    /// A link, whether it can still be used or not.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn case_link(&self, id: CaseLinkId) -> Result<Option<CaseLink>, StoreError> {
        let row = sqlx::query(
            "SELECT id, proposal, capacity, for_whom, made, made_by, until FROM case_link WHERE id = $1",
        );
        let row = row.bind(id.0.to_vec()).fetch_optional(self.readers());
        row.await?.as_ref().map(link).transpose()
    }

    /// Takes a link back: it can be used no longer. Who came by it stays on the proposal. Says whether
    /// it could be used until now.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn end_case_link(
        &self,
        at: Timestamp,
        by: Option<AccountId>,
        link: &CaseLink,
    ) -> Result<bool, StoreError> {
        let mut writing = self.write().await?;
        let ended = sqlx::query("UPDATE case_link SET until = $1 WHERE id = $2 AND until > $1")
            .bind(at.as_microsecond())
            .bind(link.id.0.to_vec())
            .execute(&mut *writing)
            .await?;
        if ended.rows_affected() == 0 {
            return Ok(false);
        }
        let proposal = link.proposal;
        note(&mut writing, at, by, Event::LinkEnded { proposal }).await?;
        writing.commit().await?;
        Ok(true)
    }

    /// Puts an account on a proposal by a link, unless it is there already. Says whether it was not; an
    /// author does not become a reviewer.
    ///
    /// # Errors
    /// [`StoreError::LinkOver`] if it can be used no longer; [`StoreError::Database`].
    pub async fn join_case(
        &self,
        at: Timestamp,
        account: AccountId,
        link: &CaseLink,
    ) -> Result<bool, StoreError> {
        let mut writing = self.write().await?;
        let good = sqlx::query("SELECT 1 FROM case_link WHERE id = $1 AND until > $2")
            .bind(link.id.0.to_vec())
            .bind(at.as_microsecond())
            .fetch_optional(&mut *writing)
            .await?;
        if good.is_none() {
            return Err(StoreError::LinkOver);
        }
        let joined = sqlx::query(
            "INSERT INTO on_case (proposal, account, capacity, since) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (proposal, account) DO UPDATE SET capacity = excluded.capacity, since = excluded.since \
             WHERE capacity <> excluded.capacity AND capacity <> $5",
        )
        .bind(link.proposal.0.to_vec())
        .bind(account.0.to_vec())
        .bind(link.capacity.name())
        .bind(at.as_microsecond())
        .bind(Capacity::Author.name())
        .execute(&mut *writing)
        .await?;
        if joined.rows_affected() == 0 {
            return Ok(false);
        }
        let (proposal, capacity) = (link.proposal, link.capacity);
        let event = Event::JoinedCase { proposal, capacity };
        note(&mut writing, at, Some(account), event).await?;
        writing.commit().await?;
        Ok(true)
    }

    /// Takes an account off a proposal. Says whether it was on it.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn leave_case(
        &self,
        at: Timestamp,
        by: Option<AccountId>,
        proposal: ProposalId,
        account: AccountId,
    ) -> Result<bool, StoreError> {
        let mut writing = self.write().await?;
        let left = sqlx::query("DELETE FROM on_case WHERE proposal = $1 AND account = $2")
            .bind(proposal.0.to_vec())
            .bind(account.0.to_vec())
            .execute(&mut *writing)
            .await?;
        if left.rows_affected() == 0 {
            return Ok(false);
        }
        let event = Event::LeftCase { proposal, account };
        note(&mut writing, at, by, event).await?;
        writing.commit().await?;
        Ok(true)
    }

    /// Who came to a proposal by a link, the first first.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn on_case(&self, proposal: ProposalId) -> Result<Vec<OnCase>, StoreError> {
        let rows = sqlx::query(
            "SELECT proposal, account, capacity, since FROM on_case WHERE proposal = $1 \
             ORDER BY since, rowid",
        );
        let rows = rows.bind(proposal.0.to_vec()).fetch_all(self.readers());
        rows.await?.iter().map(on_case).collect()
    }

    /// The proposals to which an account came by a link.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn cases_of(&self, account: AccountId) -> Result<Vec<OnCase>, StoreError> {
        let rows = sqlx::query(
            "SELECT proposal, account, capacity, since FROM on_case WHERE account = $1",
        );
        let rows = rows.bind(account.0.to_vec()).fetch_all(self.readers());
        rows.await?.iter().map(on_case).collect()
    }
}

/// Makes a link to a proposal, within a transaction.
///
/// # Errors
/// [`StoreError::Database`].
pub(crate) async fn insert_link(
    connection: &mut SqliteConnection,
    at: Timestamp,
    by: Option<AccountId>,
    new: &NewCaseLink,
) -> Result<CaseLinkId, StoreError> {
    let id = CaseLinkId(random()?);
    sqlx::query(
        "INSERT INTO case_link (id, proposal, capacity, for_whom, made, made_by, until) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(id.0.to_vec())
    .bind(new.proposal.0.to_vec())
    .bind(new.capacity.name())
    .bind(&new.for_whom)
    .bind(at.as_microsecond())
    .bind(by.map(|by| by.0.to_vec()))
    .bind(new.until.as_microsecond())
    .execute(&mut *connection)
    .await?;
    let (proposal, capacity) = (new.proposal, new.capacity);
    note(connection, at, by, Event::LinkMade { proposal, capacity }).await?;
    Ok(id)
}

fn link(row: &SqliteRow) -> Result<CaseLink, StoreError> {
    let unreadable = || StoreError::Unreadable("a link to a proposal");
    let by: Option<&[u8]> = row.get(5);
    let by = by.map(|by| by.try_into().map(AccountId)).transpose();
    let at = |column: usize| instant(row.get(column)).map_err(|_| unreadable());
    Ok(CaseLink {
        id: CaseLinkId(sixteen(row, 0)?),
        proposal: ProposalId(sixteen(row, 1)?),
        capacity: Capacity::named(row.get(2)).ok_or_else(unreadable)?,
        for_whom: row.get(3),
        made: at(4)?,
        made_by: by.map_err(|_| unreadable())?,
        until: at(6)?,
    })
}

fn on_case(row: &SqliteRow) -> Result<OnCase, StoreError> {
    let unreadable = || StoreError::Unreadable("who is on a proposal");
    Ok(OnCase {
        proposal: ProposalId(sixteen(row, 0)?),
        account: AccountId(sixteen(row, 1)?),
        capacity: Capacity::named(row.get(2)).ok_or_else(unreadable)?,
        since: instant(row.get(3)).map_err(|_| unreadable())?,
    })
}
