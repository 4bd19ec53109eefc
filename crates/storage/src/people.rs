//! People, and who holds which posts.

use std::collections::BTreeMap;

use base::Date;
use jiff::Timestamp;
use register::LineId;
use sqlx::{QueryBuilder, Row as _, Sqlite, SqliteConnection};

use access::AccountId;

use crate::accounts::sixteen;
use crate::error::StoreError;
use crate::identity::{PersonId, random};
use crate::journal::{Event, note};
use crate::store::Store;
use crate::watch::Watch;
use crate::written::AT_ONCE;

/// Somebody who holds posts, as a list says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewHolding {
    /// Which posts.
    pub line: LineId,
    /// The name of the person.
    pub name: String,
    /// The council's own number for the person; empty if the list has none. One number is one person.
    pub contact: String,
    /// The first day.
    pub from: Option<Date>,
    /// The last day.
    pub until: Option<Date>,
}

/// Somebody who holds posts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// Who.
    pub person: PersonId,
    /// Their name; none once it was erased.
    pub name: Option<String>,
    /// The first day, if it is known.
    pub from: Option<Date>,
    /// The last day, if there is one.
    pub until: Option<Date>,
}

impl Store {
    /// Notes who holds which posts: all of them or none.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn hold(&self, holdings: &[NewHolding]) -> Result<(), StoreError> {
        let mut writing = self.write().await?;
        insert_holdings(&mut writing, holdings, &Watch::default()).await?;
        Ok(writing.commit().await?)
    }

    /// Who holds, held or will hold a line of posts.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn holders(&self, line: LineId) -> Result<Vec<Holder>, StoreError> {
        let rows = sqlx::query(
            "SELECT h.person, d.name, h.held_from, h.held_until FROM holding h \
             LEFT JOIN person_details d ON d.person = h.person \
             WHERE h.line = $1 ORDER BY h.held_from, d.name, h.number",
        )
        .bind(i64::from(line.number()))
        .fetch_all(self.readers())
        .await?;
        rows.iter()
            .map(|row| {
                Ok(Holder {
                    person: PersonId(sixteen(row, 0)?),
                    name: row.get(1),
                    from: day(row.get(2))?,
                    until: day(row.get(3))?,
                })
            })
            .collect()
    }

    /// Erases what names a person. What they held, did and recorded stays, under a number that then
    /// says nothing. Says whether there was something to erase.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn erase_person(
        &self,
        at: Timestamp,
        by: Option<AccountId>,
        person: PersonId,
    ) -> Result<bool, StoreError> {
        let mut writing = self.write().await?;
        let erased = sqlx::query("DELETE FROM person_details WHERE person = $1")
            .bind(person.0.to_vec())
            .execute(&mut *writing)
            .await?;
        if erased.rows_affected() == 0 {
            return Ok(false);
        }
        for table in [
            "DELETE FROM account_address WHERE account IN (SELECT id FROM account WHERE person = $1)",
            "DELETE FROM provider_identity WHERE account IN (SELECT id FROM account WHERE person = $1)",
            "DELETE FROM notice_choice WHERE account IN (SELECT id FROM account WHERE person = $1)",
            "DELETE FROM notice WHERE account IN (SELECT id FROM account WHERE person = $1)",
            // Why a message was refused may name an address.
            "DELETE FROM message WHERE account IN (SELECT id FROM account WHERE person = $1)",
        ] {
            let gone = sqlx::query(table).bind(person.0.to_vec());
            gone.execute(&mut *writing).await?;
        }
        note(&mut writing, at, by, Event::PersonErased { person }).await?;
        writing.commit().await?;
        self.forget().await?;
        Ok(true)
    }
}

/// Adds a person.
pub(crate) async fn insert(
    connection: &mut SqliteConnection,
    name: &str,
    contact: &str,
) -> Result<PersonId, StoreError> {
    let person = PersonId(random()?);
    sqlx::query("INSERT INTO person (id) VALUES ($1)")
        .bind(person.0.to_vec())
        .execute(&mut *connection)
        .await?;
    sqlx::query("INSERT INTO person_details (person, name, contact) VALUES ($1, $2, $3)")
        .bind(person.0.to_vec())
        .bind(name)
        .bind(contact)
        .execute(connection)
        .await?;
    Ok(person)
}

/// Adds holdings. Within one list, the same number is the same person; without one, each row is
/// somebody else, for two people can have one name.
pub(crate) async fn insert_holdings(
    connection: &mut SqliteConnection,
    holdings: &[NewHolding],
    watch: &Watch,
) -> Result<(), StoreError> {
    let mut known = BTreeMap::new();
    for some in holdings.chunks(AT_ONCE) {
        let mut people = Vec::new();
        let mut held = Vec::with_capacity(some.len());
        for holding in some {
            let number = Some(&holding.contact).filter(|number| !number.is_empty());
            let person = match number.and_then(|number| known.get(number)) {
                Some(person) => *person,
                None => {
                    let person = PersonId(random()?);
                    people.push((person, holding));
                    person
                }
            };
            if let Some(number) = number {
                known.insert(number, person);
            }
            held.push((person, holding));
        }
        insert_people(connection, &people).await?;
        let mut insert: QueryBuilder<Sqlite> =
            QueryBuilder::new("INSERT INTO holding (person, line, held_from, held_until) ");
        insert.push_values(&held, |mut row, (person, holding)| {
            row.push_bind(person.0.to_vec())
                .push_bind(i64::from(holding.line.number()))
                .push_bind(holding.from.map(|day| day.to_string()))
                .push_bind(holding.until.map(|day| day.to_string()));
        });
        insert.build().execute(&mut *connection).await?;
        watch.add(some.len());
        watch.go_on()?;
    }
    Ok(())
}

/// Adds people with their names, as many as one statement takes.
async fn insert_people(
    connection: &mut SqliteConnection,
    people: &[(PersonId, &NewHolding)],
) -> Result<(), StoreError> {
    if people.is_empty() {
        return Ok(());
    }
    let mut insert: QueryBuilder<Sqlite> = QueryBuilder::new("INSERT INTO person (id) ");
    insert.push_values(people, |mut row, (person, _)| {
        row.push_bind(person.0.to_vec());
    });
    insert.build().execute(&mut *connection).await?;
    let mut insert: QueryBuilder<Sqlite> =
        QueryBuilder::new("INSERT INTO person_details (person, name, contact) ");
    insert.push_values(people, |mut row, (person, holding)| {
        row.push_bind(person.0.to_vec())
            .push_bind(holding.name.as_str())
            .push_bind(holding.contact.as_str());
    });
    insert.build().execute(connection).await?;
    Ok(())
}

fn day(text: Option<String>) -> Result<Option<Date>, StoreError> {
    text.map(|text| text.parse())
        .transpose()
        .map_err(|_| StoreError::Unreadable("the day of a holding"))
}
