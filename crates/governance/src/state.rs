//! How far a case is.

use serde::Deserialize;

/// How far a case is on its way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// It is being written.
    #[default]
    Draft,
    /// Those affected are asked.
    Consultation,
    /// The officers comment.
    Comments,
    /// It may be published.
    Cleared,
    /// It is published, and waits for the decision.
    Published,
    /// It is decided.
    Decided,
    /// What was decided has effect.
    InForce,
    /// All that was decided and promised is done.
    Closed,
    /// It was given up.
    Withdrawn,
}

impl State {
    /// Every one, in their order.
    pub const ALL: [Self; 9] = [
        Self::Draft,
        Self::Consultation,
        Self::Comments,
        Self::Cleared,
        Self::Published,
        Self::Decided,
        Self::InForce,
        Self::Closed,
        Self::Withdrawn,
    ];

    /// As a tag says it.
    pub fn words(self) -> &'static str {
        match self {
            Self::Draft => "Draft",
            Self::Consultation => "Consultation",
            Self::Comments => "Comments",
            Self::Cleared => "Cleared",
            Self::Published => "Published",
            Self::Decided => "Decided",
            Self::InForce => "In force",
            Self::Closed => "Closed",
            Self::Withdrawn => "Withdrawn",
        }
    }

    /// May its author still save revisions? What was published, decided or given up stays as it is.
    pub fn is_editable(self) -> bool {
        self < Self::Published
    }
}
