//! Who may do what with one proposal: a second table, for those who are on it.

use crate::actor::Actor;
use crate::place::Place;
use crate::policy::{Deed, role_may};
use crate::role::{Role, Scope};

/// What somebody is to a proposal. Whoever has none is not on it, and for them it is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Capacity {
    /// Writes it, alone or with others.
    Author,
    /// Was asked to read it and to comment before it is published.
    Reviewer,
    /// Reads it because of a role at the council: once it was sent for comments, or if the role is held
    /// for this proposal.
    Officer,
}

impl Capacity {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Author, Self::Reviewer, Self::Officer];

    /// Its name in the database and in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Author => "author",
            Self::Reviewer => "reviewer",
            Self::Officer => "officer",
        }
    }

    /// The one of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }
}

/// Something that can be done with a proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CaseDeed {
    /// Read it as it stands: changes, figures, findings, the report.
    Read,
    /// Comment on a part of it, and answer comments.
    Comment,
    /// Close a comment that somebody else wrote, and open it again.
    CloseComments,
    /// Save a revision of it.
    Change,
    /// Say who else is on it.
    ChoosePeople,
    /// Send it to the officers for their comments.
    SendForComments,
    /// Read what was answered to its consultation, and say what came of it.
    RespondToAnswers,
    /// Say what becomes of a change that the register has overtaken, before it is decided.
    ResolveConflict,
    /// Take it back.
    Withdraw,
}

impl CaseDeed {
    /// Every one, in the order of the table.
    pub const ALL: [Self; 9] = [
        Self::Read,
        Self::Comment,
        Self::CloseComments,
        Self::Change,
        Self::ChoosePeople,
        Self::SendForComments,
        Self::RespondToAnswers,
        Self::ResolveConflict,
        Self::Withdraw,
    ];

    /// As it is said: "may not …".
    pub fn words(self) -> &'static str {
        match self {
            Self::Read => "read this proposal",
            Self::Comment => "comment on this proposal",
            Self::CloseComments => "close other people\u{2019}s comments",
            Self::Change => "change this proposal",
            Self::ChoosePeople => "say who is on this proposal",
            Self::SendForComments => "send this proposal for comments",
            Self::RespondToAnswers => "respond to answers of consultees",
            Self::ResolveConflict => "resolve a conflict of this proposal",
            Self::Withdraw => "withdraw this proposal",
        }
    }
}

/// May somebody in that capacity do that?
pub fn may_in_case(capacity: Capacity, deed: CaseDeed) -> bool {
    match (capacity, deed) {
        (Capacity::Author, _)
        | (Capacity::Reviewer | Capacity::Officer, CaseDeed::Read | CaseDeed::Comment) => true,
        (
            Capacity::Reviewer | Capacity::Officer,
            CaseDeed::CloseComments
            | CaseDeed::Change
            | CaseDeed::ChoosePeople
            | CaseDeed::SendForComments
            | CaseDeed::RespondToAnswers
            | CaseDeed::ResolveConflict
            | CaseDeed::Withdraw,
        ) => false,
    }
}

/// What somebody is to a proposal: what they were made on it, or else what their roles make them. A
/// proposal that was not sent for comments is there only for those on it, and for those with a role for
/// this very proposal.
pub fn capacity(
    actor: &Actor,
    joined: Option<Capacity>,
    place: &Place,
    is_sent: bool,
) -> Option<Capacity> {
    let Actor::Account { roles, .. } = actor else {
        return matches!(actor, Actor::Operator).then_some(Capacity::Author);
    };
    // Whoever sets Muster up mends what others cannot; signing is not among it.
    let by_office = roles.has(Role::Administrator).then_some(Capacity::Author);
    let reads = roles.iter().any(|held| {
        let is_officer = role_may(held.role, Deed::ReadSentProposals);
        let is_open = is_sent || matches!(held.scope, Scope::Case(_));
        is_officer && is_open && held.scope.covers(place)
    });
    let joined = joined.filter(|joined| *joined == Capacity::Author || by_office.is_none());
    joined.or(by_office).or(reads.then_some(Capacity::Officer))
}

/// The table of who may do what with a proposal, for a person to read.
pub fn case_table() -> String {
    let mut text = format!("{:<38}", "");
    for capacity in Capacity::ALL {
        text += &format!("{:<11}", capacity.name());
    }
    for deed in CaseDeed::ALL {
        text = text.trim_end().to_owned() + &format!("\n{:<38}", deed.words());
        for capacity in Capacity::ALL {
            let word = if may_in_case(capacity, deed) {
                "may"
            } else {
                "-"
            };
            text += &format!("{word:<11}");
        }
    }
    text.trim_end().to_owned() + "\n"
}
