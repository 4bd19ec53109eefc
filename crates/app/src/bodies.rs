//! Which councils the ledger is about.

use std::sync::Arc;

use access::{Actor, Deed};
use base::folded;
use register::{Entry, Ledger};

use crate::error::AppError;
use crate::muster::Muster;

/// A council, as it stands in an address: its name in small letters, with hyphens.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BodyKey(String);

impl BodyKey {
    /// The key of a name, however it is spelt. A key is its own key.
    pub fn of(name: &str) -> Self {
        Self(folded(name).replace(' ', "-"))
    }

    /// As it stands in an address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A council.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body {
    /// What it is called in addresses.
    pub key: BodyKey,
    /// What it is called.
    pub name: String,
}

impl Muster {
    /// The councils of which something is recorded, by name.
    ///
    /// # Errors
    /// [`AppError::Refused`] and [`AppError::Store`].
    pub async fn bodies(&self, actor: &Actor) -> Result<Vec<Body>, AppError> {
        self.permit(actor, Deed::SeeCouncils).await?;
        Ok(bodies_of(&self.snapshot().await?.ledger))
    }
}

/// The councils of a ledger, by name; each as it was first spelt.
pub(crate) fn bodies_of(ledger: &Ledger) -> Vec<Body> {
    let mut bodies: Vec<Body> = Vec::new();
    for run in ledger.entries().chunk_by(are_of_one_council) {
        let name = &run[0].authority.decision.body;
        let key = BodyKey::of(name);
        if bodies.iter().all(|body| body.key != key) {
            let name = name.clone();
            bodies.push(Body { key, name });
        }
    }
    bodies.sort_by(|a, b| a.name.cmp(&b.name));
    bodies
}

/// Are two entries next to each other of one council, as far as their decisions spell it alike?
pub(crate) fn are_of_one_council(a: &Entry, b: &Entry) -> bool {
    let (a, b) = (&a.authority.decision, &b.authority.decision);
    // Most share their decision, which says so without a look at its words.
    Arc::ptr_eq(a, b) || a.body == b.body
}
