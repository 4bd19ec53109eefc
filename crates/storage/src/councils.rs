//! What is set for councils.

use access::AccountId;
use jiff::Timestamp;
use sqlx::Row as _;

use crate::error::StoreError;
use crate::journal::{Event, note};
use crate::store::Store;

/// What is set for a council.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CouncilSetting {
    /// The council, as it stands in addresses.
    pub body: String,
    /// Its name, in full.
    pub name: String,
    /// The body profile whose kind of report it writes.
    pub profile: String,
    /// The colour of links and rules, as `#1d70b8`.
    pub accent: String,
    /// The fonts of the text, as a list of families.
    pub font: String,
    /// The fonts of the headings, likewise.
    pub heading_font: String,
    /// How its posts are costed, in the words of whoever asked.
    pub pay: String,
}

impl Store {
    /// Sets something for a council. What was set before stays, and counts no longer.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn set_council(
        &self,
        at: Timestamp,
        by: Option<AccountId>,
        setting: &CouncilSetting,
    ) -> Result<(), StoreError> {
        let mut writing = self.write().await?;
        sqlx::query(
            "INSERT INTO council_setting \
             (body, name, profile, accent, font, heading_font, pay, set_at, set_by) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        )
        .bind(&setting.body)
        .bind(&setting.name)
        .bind(&setting.profile)
        .bind(&setting.accent)
        .bind(&setting.font)
        .bind(&setting.heading_font)
        .bind(&setting.pay)
        .bind(at.as_microsecond())
        .bind(by.map(|by| by.0.to_vec()))
        .execute(&mut *writing)
        .await?;
        let body = setting.body.clone();
        note(&mut writing, at, by, Event::CouncilSet { body }).await?;
        Ok(writing.commit().await?)
    }

    /// What counts for each council, in the order in which councils were first set.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn council_settings(&self) -> Result<Vec<CouncilSetting>, StoreError> {
        let rows = sqlx::query(
            "SELECT body, name, profile, accent, font, heading_font, pay FROM council_setting \
             WHERE number IN (SELECT max(number) FROM council_setting GROUP BY body) \
             ORDER BY (SELECT min(number) FROM council_setting AS first WHERE first.body = council_setting.body)",
        );
        let rows = rows.fetch_all(self.readers()).await?;
        let setting = |row: &sqlx::sqlite::SqliteRow| CouncilSetting {
            body: row.get(0),
            name: row.get(1),
            profile: row.get(2),
            accent: row.get(3),
            font: row.get(4),
            heading_font: row.get(5),
            pay: row.get(6),
        };
        Ok(rows.iter().map(setting).collect())
    }
}
