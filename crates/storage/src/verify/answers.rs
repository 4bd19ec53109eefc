//! Answers to consultations and the responses to them, against the journal.

use std::collections::{BTreeMap, BTreeSet};

use sqlx::{Row as _, SqliteConnection};

use super::Faults;
use crate::answers::hashed;
use crate::chain::Hash;
use crate::error::StoreError;
use crate::journal::{Event, Happened};
use crate::proposals::digest_of;

/// What the journal holds of an answer: the proposal, its revision, to which it responds, when and by whom.
type Said = (Vec<u8>, i64, Option<i64>, i64, Option<Vec<u8>>);

pub(super) async fn verify(
    connection: &mut SqliteConnection,
    events: &[Happened],
    faults: &mut Faults,
) -> Result<(), StoreError> {
    let mut said: BTreeMap<i64, (Said, Hash)> = BTreeMap::new();
    let mut erased: BTreeSet<i64> = BTreeSet::new();
    for Happened { at, by, event } in events {
        match event {
            Event::ConsultationAnswered {
                proposal,
                number,
                revision,
                responds_to,
                digest,
            } => {
                let (revision, to) = (i64::from(*revision), responds_to.map(i64::from));
                let by = by.map(|by| by.0.to_vec());
                let own = (proposal.0.to_vec(), revision, to, *at, by);
                said.insert(i64::from(*number), (own, *digest));
            }
            Event::AnswerErased { number, .. } => {
                erased.insert(i64::from(*number));
            }
            _ => {}
        }
    }
    let rows = sqlx::query(
        "SELECT number, proposal, revision, responds_to, written, written_by, salt, outcome, \
         on_behalf_of, content FROM consultation_answer ORDER BY number",
    );
    for row in rows.fetch_all(&mut *connection).await? {
        let number: i64 = row.try_get(0)?;
        let place = name(number);
        let held: Said = (
            row.try_get(1)?,
            row.try_get(2)?,
            row.try_get(3)?,
            row.try_get(4)?,
            row.try_get(5)?,
        );
        let known = said.remove(&number);
        let Some((_, digest)) = known.filter(|(own, _)| *own == held) else {
            faults.add(place, "the journal has it otherwise, or not at all");
            continue;
        };
        let (salt, words): (Option<&[u8]>, Option<&str>) = (row.try_get(6)?, row.try_get(9)?);
        let was_erased = erased.contains(&number);
        match salt.zip(words) {
            Some(_) if was_erased => {
                faults.add(place, "its words were erased, and are there again");
            }
            Some((salt, words)) => {
                let text = hashed(row.try_get(7)?, row.try_get(8)?, words);
                if digest_of(salt, &text) != digest {
                    faults.add(place, "its words are not what was written");
                }
            }
            None if !was_erased => {
                faults.add(place, "its words are gone, and no erasure is recorded");
            }
            None => {}
        }
    }
    for number in said.keys() {
        faults.add(name(*number), "the journal knows it, and it is gone");
    }
    Ok(())
}

fn name(number: i64) -> String {
    format!("answer {number} to a consultation")
}
