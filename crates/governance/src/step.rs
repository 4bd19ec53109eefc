//! What can be done to a case, as it is recorded.

use base::Date;
use serde::{Deserialize, Serialize};
use thiserror::Error;

pub use proposal::case::Outcome;

use crate::notice::NoticeGiven;
use crate::written::{day, outcome, some_day};

/// Something that was done to a case. Words that may name people are not in it: they stand beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Step {
    /// Those affected, and their unions, were asked. Whom stands beside the step.
    ConsultationOpened {
        /// Its first day.
        #[serde(with = "day")]
        from: Date,
        /// The last day for answers.
        #[serde(with = "day")]
        until: Date,
        /// The revision on which they are asked; none of a step from before that was said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        revision: Option<u32>,
    },
    /// The time for answers is over. What was said stands beside the step.
    ConsultationClosed,
    /// The officers whose comments the body requires were asked for them.
    SentForComments {
        /// The revision that was sent.
        revision: u32,
    },
    /// An officer commented, and signed. The comment's words stand beside the step.
    CommentSigned(SignedComment),
    /// The monitoring officer lets an error stand. The reason stands beside the step; the report prints it.
    Overridden {
        /// The code of the finding.
        code: String,
        /// Words of the finding, where only some of that code are meant.
        about: Option<String>,
    },
    /// The report may be published.
    Cleared {
        /// As it stood in that revision.
        revision: u32,
    },
    /// Notice of the decision was given, or somebody agreed to less. The reason stands beside the step.
    NoticeGiven(NoticeGiven),
    /// The report was published for a meeting.
    Published(Published),
    /// It was decided. The resolution as minuted stands beside the step, or in its resolutions.
    Decided(Decided),
    /// What a comment or a decision made a condition has happened. What shows it stands beside the step.
    ConditionMet {
        /// The number of the step that set it.
        of: u32,
        /// Which of its conditions, counted from nought.
        condition: usize,
        /// On which day it was met; none in steps of before days were asked for.
        #[serde(default, skip_serializing_if = "Option::is_none", with = "some_day")]
        on: Option<Date>,
    },
    /// Changes that were approved and clashed with what others decided were settled by a further decision. The
    /// reason stands beside the step.
    Settled(Settled),
    /// A promise is taken as kept without a decision that says so. The reason stands beside the step.
    PromiseKept {
        /// Which of the obligations of the case, counted from one.
        obligation: u32,
        /// For which of the units that it is about; for all where none is named.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        units: Vec<String>,
    },
    /// What was decided has effect.
    InForce {
        /// From that day.
        #[serde(with = "day")]
        on: Date,
    },
    /// All that was decided and promised is done.
    Closed,
    /// The author gave it up. The reason stands beside the step.
    Withdrawn,
}

/// An officer's comment, without its words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignedComment {
    /// Which comment, as the body profile calls it: `financial`.
    pub kind: String,
    /// The officer's role, as the report prints it; never a name.
    pub role: String,
    /// What the officer did.
    pub signed: Signed,
    /// The revision that was read.
    pub revision: u32,
    /// What the officer relied on.
    pub relied: Relied,
}

/// What an officer did with a comment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "as", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Signed {
    /// Stands behind it.
    Signed,
    /// Stands behind it if something happens.
    OnCondition(WhatMustHappen),
    /// Wants it changed first.
    Returned,
}

/// Something that must happen before what was signed or decided has effect.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WhatMustHappen {
    /// What.
    pub what: String,
    /// The body or post that decides it.
    pub decided_by: String,
    /// Which rule of the body asks it; none where an officer or the decision itself does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub procedure: Option<Procedure>,
}

/// What a body asks after each decision of an executive, before anything has effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Procedure {
    /// The monitoring officer signs the decision as well.
    Countersignature,
    /// The time in which scrutiny can call the decision in is over, and it did not.
    CallIn {
        /// The last day of that time.
        #[serde(with = "day")]
        until: Date,
    },
}

/// What an officer relied on: a digest of all of it, and the figures and words that tell a reader what changed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Relied {
    /// In hexadecimal.
    pub digest: String,
    /// Name and value, in the order in which they are shown.
    pub facts: Vec<(String, String)>,
}

/// A report that was published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Published {
    /// As it stood in that revision.
    pub revision: u32,
    /// The body that meets, or the member or officer who decides.
    pub decision_maker: String,
    /// The day of the meeting, or of the decision.
    #[serde(with = "day")]
    pub meeting: Date,
    /// From when on the public may read it, as a timestamp of RFC 3339.
    pub from: String,
    /// The documents.
    pub editions: Vec<Edition>,
}

/// One document of a publication.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Edition {
    /// Is it the one with what is withheld from the public?
    pub exempt: bool,
    /// Its format: `pdf`.
    pub format: String,
    /// The SHA-256 of its bytes, in hexadecimal.
    pub digest: String,
}

/// A decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decided {
    /// Its day.
    #[serde(with = "day")]
    pub on: Date,
    /// Who decided: a body, a member's office, a post.
    pub decision_maker: String,
    /// On which revision; the last one that members had, or the one that they amended it to.
    pub revision: u32,
    /// What was decided on each recommendation, in their order.
    pub resolutions: Vec<Resolution>,
    /// The end of the ledger once it was recorded; none if nothing of it went into the ledger.
    pub ledger: Option<LedgerHead>,
    /// What the law wants recorded where a member or an officer decides alone.
    pub record: Option<Record>,
}

/// What was decided on one recommendation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Resolution {
    /// Which, counted from one.
    pub recommendation: usize,
    /// What was decided.
    #[serde(with = "outcome")]
    pub outcome: Outcome,
    /// As minuted, where it is not the words of the recommendation.
    pub minuted: Option<String>,
    /// On which conditions.
    pub conditions: Vec<WhatMustHappen>,
}

/// A further decision on changes that were approved and were not in effect.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settled {
    /// Its day.
    #[serde(with = "day")]
    pub on: Date,
    /// Who decided: a body, a member's office, a post to which it was delegated.
    pub decision_maker: String,
    /// The changes, counted from one.
    pub changes: Vec<u32>,
    /// What was done about each conflict, named after its effect.
    pub answers: Vec<String>,
    /// The end of the ledger once it was recorded; none if it put nothing into the ledger.
    pub ledger: Option<LedgerHead>,
}

/// The end of the ledger after a decision was recorded: the receipt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LedgerHead {
    /// How many entries it has.
    pub entries: u32,
    /// The hash of the last, in hexadecimal.
    pub hash: String,
}

/// What a member or an officer who decides alone must have on record: regulation 12 of SI 2012/2089 and
/// regulation 7 of SI 2014/2095.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// Why.
    pub reasons: String,
    /// What else was considered, and why it was rejected.
    pub alternatives: String,
    /// Interests that were declared; empty if there were none.
    pub interests: String,
}

/// The kinds of step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StepKind {
    /// [`Step::ConsultationOpened`].
    ConsultationOpened,
    /// [`Step::ConsultationClosed`].
    ConsultationClosed,
    /// [`Step::SentForComments`].
    SentForComments,
    /// [`Step::CommentSigned`].
    CommentSigned,
    /// [`Step::Overridden`].
    Overridden,
    /// [`Step::Cleared`].
    Cleared,
    /// [`Step::NoticeGiven`].
    NoticeGiven,
    /// [`Step::Published`].
    Published,
    /// [`Step::Decided`].
    Decided,
    /// [`Step::ConditionMet`].
    ConditionMet,
    /// [`Step::Settled`].
    Settled,
    /// [`Step::PromiseKept`].
    PromiseKept,
    /// [`Step::InForce`].
    InForce,
    /// [`Step::Closed`].
    Closed,
    /// [`Step::Withdrawn`].
    Withdrawn,
}

impl StepKind {
    /// Every one, in the order in which a case takes them.
    pub const ALL: [Self; 15] = [
        Self::ConsultationOpened,
        Self::ConsultationClosed,
        Self::SentForComments,
        Self::CommentSigned,
        Self::Overridden,
        Self::Cleared,
        Self::NoticeGiven,
        Self::Published,
        Self::Decided,
        Self::ConditionMet,
        Self::Settled,
        Self::PromiseKept,
        Self::InForce,
        Self::Closed,
        Self::Withdrawn,
    ];

    /// Its name in data and in the journal.
    pub fn name(self) -> &'static str {
        match self {
            Self::ConsultationOpened => "consultation-opened",
            Self::ConsultationClosed => "consultation-closed",
            Self::SentForComments => "sent-for-comments",
            Self::CommentSigned => "comment-signed",
            Self::Overridden => "overridden",
            Self::Cleared => "cleared",
            Self::NoticeGiven => "notice-given",
            Self::Published => "published",
            Self::Decided => "decided",
            Self::ConditionMet => "condition-met",
            Self::Settled => "settled",
            Self::PromiseKept => "promise-kept",
            Self::InForce => "in-force",
            Self::Closed => "closed",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// As it is said: "may not …".
    pub fn words(self) -> &'static str {
        match self {
            Self::ConsultationOpened => "open the consultation",
            Self::ConsultationClosed => "close the consultation",
            Self::SentForComments => "send the proposal for comments",
            Self::CommentSigned => "sign a comment",
            Self::Overridden => "override an error",
            Self::Cleared => "clear the report",
            Self::NoticeGiven => "say how notice was given",
            Self::Published => "publish the report",
            Self::Decided => "record the decision",
            Self::ConditionMet => "record that a condition is met",
            Self::Settled => "settle what was approved and is not in effect",
            Self::PromiseKept => "record that a promise is kept",
            Self::InForce => "record that the decision has effect",
            Self::Closed => "close the case",
            Self::Withdrawn => "withdraw the proposal",
        }
    }
}

/// A text is not one that [`Step::written`] wrote.
#[derive(Debug, Error)]
#[error("it is no step of a case: {0}")]
pub struct Unreadable(#[from] serde_json::Error);

impl Step {
    /// Which kind it is.
    pub fn kind(&self) -> StepKind {
        match self {
            Self::ConsultationOpened { .. } => StepKind::ConsultationOpened,
            Self::ConsultationClosed => StepKind::ConsultationClosed,
            Self::SentForComments { .. } => StepKind::SentForComments,
            Self::CommentSigned(_) => StepKind::CommentSigned,
            Self::Overridden { .. } => StepKind::Overridden,
            Self::Cleared { .. } => StepKind::Cleared,
            Self::NoticeGiven(_) => StepKind::NoticeGiven,
            Self::Published(_) => StepKind::Published,
            Self::Decided(_) => StepKind::Decided,
            Self::ConditionMet { .. } => StepKind::ConditionMet,
            Self::Settled(_) => StepKind::Settled,
            Self::PromiseKept { .. } => StepKind::PromiseKept,
            Self::InForce { .. } => StepKind::InForce,
            Self::Closed => StepKind::Closed,
            Self::Withdrawn => StepKind::Withdrawn,
        }
    }

    /// The step as text; the same step always as the same.
    ///
    /// # Errors
    /// [`Unreadable`] never, for the shapes of a step: it is there so that nothing panics.
    pub fn written(&self) -> Result<String, Unreadable> {
        Ok(serde_json::to_string(self)?)
    }

    /// The step in a text.
    ///
    /// # Errors
    /// [`Unreadable`] if [`Step::written`] writes no such text.
    pub fn read(text: &str) -> Result<Self, Unreadable> {
        Ok(serde_json::from_str(text)?)
    }

    /// Must words stand beside it: the comment, the reason?
    pub fn needs_words(&self) -> bool {
        if let Self::NoticeGiven(given) = self {
            return given.how.needs_reason();
        }
        matches!(
            self,
            Self::ConsultationOpened { .. }
                | Self::ConsultationClosed
                | Self::CommentSigned(_)
                | Self::Overridden { .. }
                | Self::ConditionMet { .. }
                | Self::Settled(_)
                | Self::PromiseKept { .. }
                | Self::Withdrawn
        )
    }
}
