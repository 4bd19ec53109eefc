//! The two editions of a case: the whole one, and the one that the public may read.
//!
//! ```text
//! Case, Resolved, Statement ──public──▶ PublicEdition { case, resolved, totals }
//!                                        costed, checked and composed as any other
//! ```
//!
//! What is withheld is taken out of the case and of what it does *before* anything is costed or composed, so no later
//! stage can tell it. In its place stands [`proposal::WITHHELD`], and the case lists what was withheld and why
//! ([ADR 30](../../../docs/adr/0030-two-editions.md)).
//!
//! This crate does not decide who may read which edition (that is `access`), and does no input or output. Start
//! with [`public`].

mod meets;
mod numbers;
mod posts;
mod secrets;
mod structure;
mod totals;
mod withhold;
mod words;

pub use meets::{is_met, names};
pub use secrets::{Secret, secrets};
pub use withhold::{is_cover_alone, withhold, withholds};

use costing::{PublicTotals, Statement};
use diagnostics::Sources;
use proposal::case::Case;
use proposal::{BodyProfile, Resolved, read, write};

/// The name of the text of a public edition among its sources.
const NAME: &str = "case.toml";

/// What the public may read of a case.
#[derive(Clone, Debug)]
pub struct PublicEdition {
    /// The text of the case without what is withheld, by which its places are shown.
    pub sources: Sources,
    /// The case without what is withheld.
    pub case: Case,
    /// What it does, likewise.
    pub resolved: Resolved,
    /// Full-year sums that are public although lines in them are withheld.
    pub totals: Option<PublicTotals>,
}

impl PublicEdition {
    /// The case without what is withheld, as a case file.
    pub fn text(&self) -> &str {
        self.sources.text(self.case.source)
    }
}

/// Makes the public edition of a case from all that is known of it: what it does, and what that costs.
pub fn public(
    case: &Case,
    body: &BodyProfile,
    resolved: &Resolved,
    statement: &Statement,
) -> PublicEdition {
    if !withholds(case, body) {
        let mut sources = Sources::new();
        let (case, _) = read(&mut sources, NAME, write(case).as_bytes());
        return PublicEdition {
            sources,
            case,
            resolved: resolved.clone(),
            totals: None,
        };
    }
    let (exempt, totals) = totals::public(case, resolved, statement);
    let case = Case {
        exempt,
        ..case.clone()
    };
    let resolved = withhold::from_resolved(&case, body, resolved);
    let mut sources = Sources::new();
    let text = write(&withhold(&case, body));
    let (case, _) = read(&mut sources, NAME, text.as_bytes());
    PublicEdition {
        sources,
        case,
        resolved,
        totals,
    }
}
