//! Steps of cases and the words beside them, against the journal.

use std::collections::{BTreeMap, BTreeSet};

use sqlx::{Row as _, SqliteConnection};

use super::Faults;
use crate::case_steps::step_digest;
use crate::chain::Hash;
use crate::error::StoreError;
use crate::journal::{Event, Happened};
use crate::proposals::digest_of;

/// A step, by proposal and number.
type Key = (Vec<u8>, i64);

/// What the journal holds of it: its digest, when and by whom.
type Taken = (Hash, i64, Option<Vec<u8>>);

pub(super) async fn verify(
    connection: &mut SqliteConnection,
    events: &[Happened],
    faults: &mut Faults,
) -> Result<(), StoreError> {
    let mut taken: BTreeMap<Key, Taken> = BTreeMap::new();
    let mut redacted: BTreeSet<Hash> = BTreeSet::new();
    for Happened { at, by, event } in events {
        match event {
            Event::CaseStepTaken {
                proposal,
                number,
                digest,
                ..
            } => {
                let key = (proposal.0.to_vec(), i64::from(*number));
                taken.insert(key, (*digest, *at, by.map(|by| by.0.to_vec())));
            }
            Event::Redacted { digest, .. } => {
                redacted.insert(*digest);
            }
            _ => {}
        }
    }
    let rows = sqlx::query(
        "SELECT s.proposal, s.number, s.content, s.words_digest, s.taken, s.taken_by, \
         w.salt, w.content FROM case_step s \
         LEFT JOIN case_words w ON w.digest = s.words_digest ORDER BY s.proposal, s.number",
    );
    for row in rows.fetch_all(&mut *connection).await? {
        let key: Key = (row.try_get(0)?, row.try_get(1)?);
        let place = name(&key);
        let words_digest: Option<Vec<u8>> = row.try_get(3)?;
        let words_digest = words_digest.and_then(|bytes| <[u8; 32]>::try_from(bytes).ok());
        let words_digest = words_digest.map(Hash);
        let content: &str = row.try_get(2)?;
        let held = (
            step_digest(content, words_digest),
            row.try_get(4)?,
            row.try_get(5)?,
        );
        if taken.remove(&key) != Some(held) {
            faults.add(
                place.as_str(),
                "the journal has it otherwise, or not at all",
            );
        }
        let (salt, words): (Option<&[u8]>, Option<&str>) = (row.try_get(6)?, row.try_get(7)?);
        let was_redacted = words_digest.is_some_and(|digest| redacted.contains(&digest));
        match (salt.zip(words), words_digest) {
            (Some(_), _) if was_redacted => {
                faults.add(place, "its words were redacted, and are there again");
            }
            (Some((salt, words)), Some(digest)) if digest_of(salt, words) == digest => {}
            (Some(_), _) => faults.add(place, "its words are not what was written"),
            (None, Some(_)) if !was_redacted => {
                faults.add(place, "its words are gone, and no redaction is recorded");
            }
            (None, _) => {}
        }
    }
    for key in taken.keys() {
        faults.add(name(key), "the journal knows it, and it is gone");
    }
    Ok(())
}

fn name((proposal, number): &Key) -> String {
    let proposal: String = proposal.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("step {number} of the case of the proposal {proposal}")
}
