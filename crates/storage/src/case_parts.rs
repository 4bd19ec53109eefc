//! Parts of proposals that somebody else writes.

use access::{AccountId, Capacity};
use jiff::Timestamp;
use sqlx::Row as _;
use sqlx::sqlite::SqliteRow;

use crate::accounts::sixteen;
use crate::error::StoreError;
use crate::identity::ProposalId;
use crate::journal::{Event, note};
use crate::on_case::insert_link;
use crate::proposals::insert_first;
use crate::recording::instant;
use crate::store::Store;
use crate::{CaseLinkId, NewCaseLink, RevisionSaved};

/// A part of a proposal, which is a proposal of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CasePart {
    /// The part.
    pub part: ProposalId,
    /// Of which proposal; never a part itself.
    pub whole: ProposalId,
    /// The unit of which it is, by name.
    pub unit: String,
    /// For whom it was begun: a post or a team.
    pub for_whom: String,
    /// When it was given.
    pub given: Timestamp,
    /// Who gave it, unless it was done on the machine itself.
    pub given_by: Option<AccountId>,
    /// The revision of it that the whole knows: the first, or the one that was last taken in.
    pub known: u32,
    /// When one was last taken in.
    pub taken_in: Option<Timestamp>,
}

/// A part that is to be given.
#[derive(Clone, Debug)]
pub struct NewCasePart<'a> {
    /// Of which proposal.
    pub whole: ProposalId,
    /// The council, as it stands in addresses.
    pub body: &'a str,
    /// The unit, by name.
    pub unit: &'a str,
    /// For whom: a post or a team.
    pub for_whom: &'a str,
    /// How many entries the ledger had on which the whole stands.
    pub ledger_entries: u32,
    /// The part as a case file.
    pub content: &'a str,
    /// Until when the link can be used that puts whoever opens it on the part.
    pub until: Timestamp,
}

impl Store {
    /// Begins a part of a proposal, with its first revision and a link for whoever writes it.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn give_part(
        &self,
        at: Timestamp,
        by: Option<AccountId>,
        new: &NewCasePart<'_>,
    ) -> Result<(RevisionSaved, CaseLinkId), StoreError> {
        let mut writing = self.write().await?;
        let first = insert_first(
            &mut writing,
            at,
            by,
            new.body,
            new.ledger_entries,
            new.content,
        );
        let saved = first.await?;
        sqlx::query(
            "INSERT INTO case_part (part, whole, unit, for_whom, given, given_by, known) \
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(saved.proposal.0.to_vec())
        .bind(new.whole.0.to_vec())
        .bind(new.unit)
        .bind(new.for_whom)
        .bind(at.as_microsecond())
        .bind(by.map(|by| by.0.to_vec()))
        .bind(i64::from(saved.number))
        .execute(&mut *writing)
        .await?;
        let (proposal, part) = (new.whole, saved.proposal);
        note(&mut writing, at, by, Event::PartGiven { proposal, part }).await?;
        let link = NewCaseLink {
            proposal: part,
            capacity: Capacity::Author,
            for_whom: new.for_whom.to_owned(),
            until: new.until,
        };
        let link = insert_link(&mut writing, at, by, &link).await?;
        writing.commit().await?;
        Ok((saved, link))
    }

    /// Keeps that a revision of a part was taken into the whole.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn part_taken_in(
        &self,
        at: Timestamp,
        by: Option<AccountId>,
        of: &CasePart,
        number: u32,
    ) -> Result<(), StoreError> {
        let mut writing = self.write().await?;
        sqlx::query("UPDATE case_part SET known = $1, taken_in = $2 WHERE part = $3")
            .bind(i64::from(number))
            .bind(at.as_microsecond())
            .bind(of.part.0.to_vec())
            .execute(&mut *writing)
            .await?;
        let event = Event::PartTakenIn {
            proposal: of.whole,
            part: of.part,
            number,
        };
        note(&mut writing, at, by, event).await?;
        Ok(writing.commit().await?)
    }

    /// All parts of proposals, in the order in which they were given.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn case_parts(&self) -> Result<Vec<CasePart>, StoreError> {
        let rows = sqlx::query(
            "SELECT part, whole, unit, for_whom, given, given_by, known, taken_in FROM case_part \
             ORDER BY given, rowid",
        );
        let rows = rows.fetch_all(self.readers()).await?;
        rows.iter().map(part).collect()
    }

    /// Of what a proposal is a part, if it is one.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn case_part(&self, proposal: ProposalId) -> Result<Option<CasePart>, StoreError> {
        let row = sqlx::query(
            "SELECT part, whole, unit, for_whom, given, given_by, known, taken_in FROM case_part \
             WHERE part = $1",
        );
        let row = row.bind(proposal.0.to_vec()).fetch_optional(self.readers());
        row.await?.as_ref().map(part).transpose()
    }
}

fn part(row: &SqliteRow) -> Result<CasePart, StoreError> {
    let unreadable = || StoreError::Unreadable("a part of a proposal");
    let at = |at: i64| instant(at).map_err(|_| unreadable());
    let by: Option<&[u8]> = row.get(5);
    let by = by.map(|by| by.try_into().map(AccountId)).transpose();
    Ok(CasePart {
        part: ProposalId(sixteen(row, 0)?),
        whole: ProposalId(sixteen(row, 1)?),
        unit: row.get(2),
        for_whom: row.get(3),
        given: at(row.get(4))?,
        given_by: by.map_err(|_| unreadable())?,
        known: u32::try_from(row.get::<i64, _>(6)).map_err(|_| unreadable())?,
        taken_in: row.get::<Option<i64>, _>(7).map(at).transpose()?,
    })
}
