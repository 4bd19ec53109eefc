//! Published documents, against the digests in the steps that published them.

use sqlx::{Row as _, SqliteConnection};

use super::Faults;
use crate::chain::Hash;
use crate::error::StoreError;

pub(super) async fn verify(
    connection: &mut SqliteConnection,
    faults: &mut Faults,
) -> Result<(), StoreError> {
    let keys = sqlx::query(
        "SELECT d.proposal, d.step, d.exempt, d.format, s.content FROM published_document d \
         LEFT JOIN case_step s ON s.proposal = d.proposal AND s.number = d.step \
         ORDER BY d.proposal, d.step, d.exempt, d.format",
    );
    for row in keys.fetch_all(&mut *connection).await? {
        let proposal: Vec<u8> = row.try_get(0)?;
        let (step, exempt): (i64, bool) = (row.try_get(1)?, row.try_get(2)?);
        let (format, taken): (String, Option<String>) = (row.try_get(3)?, row.try_get(4)?);
        // One document at a time: together they may be large.
        let content = sqlx::query(
            "SELECT content FROM published_document \
             WHERE proposal = $1 AND step = $2 AND exempt = $3 AND format = $4",
        );
        let content = content.bind(proposal.clone()).bind(step);
        let content = content.bind(exempt).bind(format.clone());
        let content = content.fetch_one(&mut *connection).await?;
        let digest = Hash::of(content.try_get(0)?).to_string();
        if !taken.is_some_and(|taken| taken.contains(&digest)) {
            let proposal: String = proposal.iter().map(|byte| format!("{byte:02x}")).collect();
            let place =
                format!("the {format} of step {step} of the case of the proposal {proposal}");
            faults.add(place, "it is not the document that was published");
        }
    }
    Ok(())
}
