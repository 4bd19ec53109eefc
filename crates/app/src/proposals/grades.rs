//! The grades that a council has.

use std::collections::BTreeSet;

use access::Actor;
use base::folded;
use drafting::Draft;
use pay::{GradeStatus, Tables};

use crate::bodies::BodyKey;
use crate::error::AppError;
use crate::muster::Muster;

impl Muster {
    /// The labels of the grades of a council, as its pay data and its posts have them when a draft takes
    /// effect: those of the pay data in their order, then those that only posts have.
    ///
    /// # Errors
    /// As [`Muster::consequences`].
    pub async fn grades(
        &self,
        actor: &Actor,
        body: &BodyKey,
        draft: &Draft,
    ) -> Result<Vec<String>, AppError> {
        let view = self.base_of(actor, body, draft).await?;
        let known = Tables::shipped().grades(&view.body.name);
        let known = known.filter(|grade| grade.status != GradeStatus::NotFound);
        let lines = view.establishment.lines();
        let held = lines.filter_map(|line| line.post.grade.as_ref().known());
        let held: BTreeSet<&String> = held.collect();
        let mut seen = BTreeSet::new();
        let labels = known.map(|grade| &grade.label).chain(held);
        let new = labels.filter(|label| seen.insert(folded(label)));
        Ok(new.cloned().collect())
    }
}
