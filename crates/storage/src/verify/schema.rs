//! The tables and triggers, and the pages of the file.

use std::collections::BTreeMap;

use sqlx::{Row as _, SqliteConnection};

use super::Faults;
use crate::error::StoreError;
use crate::sqlite::fresh_in_memory;

/// By kind and name, the words that made it.
type Schema = BTreeMap<(String, String), String>;

pub(super) async fn verify(
    connection: &mut SqliteConnection,
    faults: &mut Faults,
) -> Result<(), StoreError> {
    let pages = sqlx::query("PRAGMA integrity_check").fetch_all(&mut *connection);
    for row in pages.await? {
        let words: String = row.try_get(0)?;
        if words != "ok" {
            faults.add("the database file", words);
        }
    }
    let mut fresh = fresh_in_memory().await?;
    let expected = schema(&mut fresh).await?;
    let held = schema(connection).await?;
    for ((kind, name), made_by) in &expected {
        let what = match held.get(&(kind.clone(), name.clone())) {
            Some(same) if same == made_by => continue,
            Some(_) => "it is not as Muster made it",
            None if kind == "trigger" => {
                "it is gone: the database no longer refuses what it guarded against"
            }
            None => "it is gone",
        };
        faults.add(format!("the {kind} {name}"), what);
    }
    for (kind, name) in held.keys().filter(|key| !expected.contains_key(*key)) {
        if kind == "trigger" {
            let what = "Muster did not make it, and it can change what is written";
            faults.add(format!("the {kind} {name}"), what);
        }
    }
    Ok(())
}

async fn schema(connection: &mut SqliteConnection) -> Result<Schema, StoreError> {
    let rows = sqlx::query(
        "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'",
    );
    rows.fetch_all(connection)
        .await?
        .iter()
        .map(|row| Ok(((row.try_get(0)?, row.try_get(1)?), row.try_get(2)?)))
        .collect()
}
