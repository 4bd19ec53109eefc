//! Revisions and their texts, against the journal.

use std::collections::{BTreeMap, BTreeSet};

use sqlx::{Row as _, SqliteConnection};

use super::Faults;
use crate::chain::Hash;
use crate::error::StoreError;
use crate::journal::{Event, Happened};
use crate::proposals::digest_of;

/// A revision, by proposal and number.
type Key = (Vec<u8>, i64);

/// Its digest, how many entries the ledger had, when and by whom.
type Saved = (Vec<u8>, i64, i64, Option<Vec<u8>>);

/// Says how many revisions there are, and how many were redacted.
pub(super) async fn verify(
    connection: &mut SqliteConnection,
    events: &[Happened],
    faults: &mut Faults,
) -> Result<(usize, usize), StoreError> {
    let mut saved: BTreeMap<Key, Saved> = BTreeMap::new();
    let mut redacted: BTreeSet<Hash> = BTreeSet::new();
    for Happened { at, by, event } in events {
        match event {
            Event::RevisionSaved {
                proposal,
                number,
                digest,
                ledger_entries,
            } => {
                let key = (proposal.0.to_vec(), i64::from(*number));
                let by = by.map(|by| by.0.to_vec());
                let digest = digest.0.to_vec();
                saved.insert(key, (digest, i64::from(*ledger_entries), *at, by));
            }
            Event::Redacted { digest, .. } => {
                redacted.insert(*digest);
            }
            _ => {}
        }
    }
    let rows = sqlx::query(
        "SELECT r.proposal, r.number, r.digest, r.ledger_entries, r.saved, r.saved_by, \
         t.salt, t.content FROM revision r \
         LEFT JOIN revision_text t ON t.digest = r.digest ORDER BY r.proposal, r.number",
    );
    let rows = rows.fetch_all(connection).await?;
    for row in &rows {
        let key: Key = (row.try_get(0)?, row.try_get(1)?);
        let place = name(&key);
        let held: Saved = (
            row.try_get(2)?,
            row.try_get(3)?,
            row.try_get(4)?,
            row.try_get(5)?,
        );
        let digest = <[u8; 32]>::try_from(held.0.as_slice()).map(Hash).ok();
        if saved.remove(&key) != Some(held) {
            faults.add(
                place.as_str(),
                "the journal has it otherwise, or not at all",
            );
        }
        let (salt, content): (Option<&[u8]>, Option<&str>) = (row.try_get(6)?, row.try_get(7)?);
        let was_redacted = digest.is_some_and(|digest| redacted.contains(&digest));
        match (salt.zip(content), was_redacted) {
            (Some((salt, content)), false) if Some(digest_of(salt, content)) == digest => {}
            (Some(_), false) => faults.add(place, "its text is not what was saved"),
            (Some(_), true) => faults.add(place, "its text was redacted, and is there again"),
            (None, false) => faults.add(place, "its text is gone, and no redaction is recorded"),
            (None, true) => {}
        }
    }
    for key in saved.keys() {
        faults.add(name(key), "the journal knows it, and it is gone");
    }
    Ok((rows.len(), redacted.len()))
}

fn name((proposal, number): &Key) -> String {
    let proposal: String = proposal.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("revision {number} of the proposal {proposal}")
}
