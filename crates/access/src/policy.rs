//! Who may do what: one table.

use crate::actor::Actor;
use crate::place::Place;
use crate::role::{Role, Scope};

/// Something that can be done, and that not everybody may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Deed {
    /// Read what is published.
    ReadPublished,
    /// See which councils there are.
    SeeCouncils,
    /// See posts, units and the decisions behind them.
    SeeEstablishment,
    /// Take a list away as a file.
    Download,
    /// See who holds a post.
    SeeHolders,
    /// See the pay of a person who is named.
    SeePayOfNamed,
    /// See fields that are withheld from the public.
    SeeExempt,
    /// Read the proposals that one is on.
    ReadProposals,
    /// Read proposals that were sent for comments, without being on them.
    ReadSentProposals,
    /// Write proposals.
    WriteProposals,
    /// Answer a consultation.
    AnswerConsultation,
    /// Read what others answered to a consultation.
    ReadAnswers,
    /// Say what came of an answer to a consultation.
    RespondToAnswers,
    /// Sign the constitutional comments on a report.
    SignConstitutional,
    /// Sign the financial comments on a report.
    SignFinancial,
    /// Sign the HR comments on a report.
    SignHr,
    /// Let a report go on in spite of an error.
    OverrideError,
    /// Clear a report for publication.
    Clear,
    /// Publish a report.
    Publish,
    /// Write a decision into the ledger.
    RecordDecision,
    /// Decide, as the one whom the scheme of delegation names.
    Decide,
    /// Confirm a decision that needs a second person.
    Countersign,
    /// Say what becomes of a change that was approved and clashes with the register.
    ResolveConflict,
    /// Close what a decision promised.
    CloseObligation,
    /// Record an opening balance.
    Import,
    /// Make accounts, say what they may be used for, and end them.
    ManageAccounts,
    /// See who did what, and the refusals.
    SeeAuditTrail,
    /// Take the audit trail away as a file.
    ExportAuditTrail,
    /// Change one's own password.
    ChangeOwnPassword,
    /// Take the text of a revision away; its digest stays.
    Redact,
    /// Say how a council decides, looks and costs its posts.
    SetUp,
}

impl Deed {
    /// Every one, in the order of the table.
    pub const ALL: [Self; 31] = [
        Self::ReadPublished,
        Self::SeeCouncils,
        Self::SeeEstablishment,
        Self::Download,
        Self::SeeHolders,
        Self::SeePayOfNamed,
        Self::SeeExempt,
        Self::ReadProposals,
        Self::ReadSentProposals,
        Self::WriteProposals,
        Self::AnswerConsultation,
        Self::ReadAnswers,
        Self::RespondToAnswers,
        Self::SignConstitutional,
        Self::SignFinancial,
        Self::SignHr,
        Self::OverrideError,
        Self::Clear,
        Self::Publish,
        Self::RecordDecision,
        Self::Decide,
        Self::Countersign,
        Self::ResolveConflict,
        Self::CloseObligation,
        Self::Import,
        Self::ManageAccounts,
        Self::SeeAuditTrail,
        Self::ExportAuditTrail,
        Self::ChangeOwnPassword,
        Self::Redact,
        Self::SetUp,
    ];

    /// As it is said: "may not …".
    pub fn words(self) -> &'static str {
        match self {
            Self::ReadPublished => "read what is published",
            Self::SeeCouncils => "see which councils there are",
            Self::SeeEstablishment => "see the establishment",
            Self::Download => "download lists",
            Self::SeeHolders => "see who holds a post",
            Self::SeePayOfNamed => "see the pay of named people",
            Self::SeeExempt => "see exempt information",
            Self::ReadProposals => "read proposals that one is on",
            Self::ReadSentProposals => "read proposals sent for comments",
            Self::WriteProposals => "write proposals",
            Self::AnswerConsultation => "answer a consultation",
            Self::ReadAnswers => "read answers to a consultation",
            Self::RespondToAnswers => "respond to an answer",
            Self::SignConstitutional => "sign constitutional comments",
            Self::SignFinancial => "sign financial comments",
            Self::SignHr => "sign HR comments",
            Self::OverrideError => "override an error",
            Self::Clear => "clear a report",
            Self::Publish => "publish a report",
            Self::RecordDecision => "record a decision",
            Self::Decide => "decide",
            Self::Countersign => "countersign a decision",
            Self::ResolveConflict => "resolve a conflict of a decision",
            Self::CloseObligation => "close an obligation",
            Self::Import => "import an establishment",
            Self::ManageAccounts => "manage accounts",
            Self::SeeAuditTrail => "see the audit trail",
            Self::ExportAuditTrail => "export the audit trail",
            Self::ChangeOwnPassword => "change one\u{2019}s own password",
            Self::Redact => "redact a text",
            Self::SetUp => "say how a council works",
        }
    }

    /// Does it stand for what one person judges? Then nobody does it for another, and nobody does it at
    /// the machine, where no person is signed in.
    pub fn is_personal(self) -> bool {
        match self {
            Self::SignConstitutional
            | Self::SignFinancial
            | Self::SignHr
            | Self::OverrideError
            | Self::AnswerConsultation
            | Self::Decide
            | Self::Countersign
            | Self::ChangeOwnPassword => true,
            Self::ReadPublished
            | Self::SeeCouncils
            | Self::SeeEstablishment
            | Self::Download
            | Self::SeeHolders
            | Self::SeePayOfNamed
            | Self::SeeExempt
            | Self::ReadProposals
            | Self::ReadSentProposals
            | Self::WriteProposals
            | Self::ReadAnswers
            | Self::RespondToAnswers
            | Self::Clear
            | Self::Publish
            | Self::RecordDecision
            | Self::ResolveConflict
            | Self::CloseObligation
            | Self::Import
            | Self::ManageAccounts
            | Self::SeeAuditTrail
            | Self::ExportAuditTrail
            | Self::Redact
            | Self::SetUp => false,
        }
    }

    /// Must somebody else than an author of the proposal do it?
    pub fn needs_another(self) -> bool {
        match self {
            Self::SignConstitutional
            | Self::SignFinancial
            | Self::SignHr
            | Self::OverrideError
            | Self::Clear
            | Self::Decide
            | Self::Countersign => true,
            Self::ReadPublished
            | Self::SeeCouncils
            | Self::SeeEstablishment
            | Self::Download
            | Self::SeeHolders
            | Self::SeePayOfNamed
            | Self::SeeExempt
            | Self::ReadProposals
            | Self::ReadSentProposals
            | Self::WriteProposals
            | Self::AnswerConsultation
            | Self::ReadAnswers
            | Self::RespondToAnswers
            | Self::Publish
            | Self::RecordDecision
            | Self::ResolveConflict
            | Self::CloseObligation
            | Self::Import
            | Self::ManageAccounts
            | Self::SeeAuditTrail
            | Self::ExportAuditTrail
            | Self::ChangeOwnPassword
            | Self::Redact
            | Self::SetUp => false,
        }
    }

    /// Does it reach all councils at once? Then a role for a part of one does not let anybody do it.
    pub fn reaches_all(self) -> bool {
        matches!(
            self,
            Self::Import
                | Self::SetUp
                | Self::ManageAccounts
                | Self::Redact
                | Self::RecordDecision
                | Self::SeeAuditTrail
                | Self::ExportAuditTrail
        )
    }

    /// The roles that may do it.
    pub fn roles(self) -> impl Iterator<Item = Role> {
        Role::ALL
            .into_iter()
            .filter(move |role| role_may(*role, self))
    }
}

/// Why somebody may not do something with a proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Barred {
    /// None of their roles lets them, or none there.
    NoRole,
    /// They wrote the proposal.
    OwnProposal,
    /// It needs a person, and nobody is signed in.
    NobodySignedIn,
}

/// May this actor do that anywhere? What reaches all councils asks for a role everywhere.
pub fn may(actor: &Actor, deed: Deed) -> bool {
    match actor {
        // Whoever has the files has everything but what one person answers for.
        Actor::Operator => !deed.is_personal(),
        Actor::Account { roles, .. } if deed.reaches_all() => roles
            .iter()
            .any(|held| held.scope == Scope::Everywhere && role_may(held.role, deed)),
        Actor::Account { .. } => actor.has_role_for(deed, None),
        Actor::Public => deed == Deed::ReadPublished,
    }
}

/// May this actor do that there, being an author of the proposal or not?
///
/// # Errors
/// [`Barred`] says why not.
pub fn may_there(actor: &Actor, deed: Deed, place: &Place, is_author: bool) -> Result<(), Barred> {
    match actor {
        Actor::Operator | Actor::Public if deed.is_personal() => Err(Barred::NobodySignedIn),
        Actor::Operator => Ok(()),
        Actor::Account { .. } if !actor.has_role_for(deed, Some(place)) => Err(Barred::NoRole),
        Actor::Account { .. } if is_author && deed.needs_another() => Err(Barred::OwnProposal),
        Actor::Account { .. } => Ok(()),
        Actor::Public if deed == Deed::ReadPublished => Ok(()),
        Actor::Public => Err(Barred::NoRole),
    }
}

/// May somebody with that role do that, where the role is held? This is the table.
pub fn role_may(role: Role, deed: Deed) -> bool {
    use Role::{
        Administrator, Auditor, Consultee, DecisionMaker, DemocraticServices, Finance, Hr, Legal,
        Staff,
    };
    match deed {
        Deed::ReadPublished | Deed::SeeCouncils | Deed::ChangeOwnPassword => true,
        Deed::SeeEstablishment | Deed::Download => role != Consultee,
        // Not an administrator: who is told a name and reads a list of costs knows what somebody is paid.
        Deed::SeeHolders => matches!(role, Hr),
        Deed::SeePayOfNamed => matches!(role, Hr | Finance),
        Deed::SeeExempt => matches!(
            role,
            Hr | Finance | Legal | DemocraticServices | DecisionMaker
        ),
        Deed::ReadProposals => role != Auditor,
        Deed::ReadSentProposals => matches!(
            role,
            Administrator | Hr | Finance | Legal | DemocraticServices | DecisionMaker
        ),
        Deed::WriteProposals => matches!(
            role,
            Administrator | Staff | Hr | Finance | Legal | DemocraticServices
        ),
        Deed::AnswerConsultation => matches!(role, Consultee),
        // Whoever decides must be able to weigh what was answered, and not only what the author says of it.
        Deed::ReadAnswers => matches!(role, Hr | DemocraticServices | DecisionMaker),
        Deed::RespondToAnswers => matches!(role, Hr),
        Deed::SignConstitutional | Deed::OverrideError => matches!(role, Legal),
        Deed::SignFinancial => matches!(role, Finance),
        Deed::SignHr => matches!(role, Hr),
        Deed::Clear | Deed::Publish => matches!(role, DemocraticServices),
        Deed::RecordDecision => matches!(role, DemocraticServices | Administrator),
        Deed::Decide => matches!(role, DecisionMaker),
        Deed::Countersign => matches!(role, DecisionMaker | Legal),
        Deed::ResolveConflict => matches!(role, DemocraticServices | Legal),
        Deed::CloseObligation => matches!(role, DemocraticServices),
        Deed::Import => matches!(role, Administrator | Hr),
        Deed::ManageAccounts | Deed::Redact | Deed::SetUp => matches!(role, Administrator),
        Deed::SeeAuditTrail => matches!(role, Administrator | Auditor),
        Deed::ExportAuditTrail => matches!(role, Auditor),
    }
}

/// The table of who may do what, for a person to read.
pub fn table() -> String {
    let mut text = format!("{:<34}{:<10}{:<8}", "", "operator", "public");
    for role in Role::ALL {
        text += &format!("{:<21}", role.name());
    }
    for deed in Deed::ALL {
        let word = |may| if may { "may" } else { "-" };
        text = text.trim_end().to_owned() + &format!("\n{:<34}", deed.words());
        text += &format!("{:<10}", word(may(&Actor::Operator, deed)));
        text += &format!("{:<8}", word(may(&Actor::Public, deed)));
        for role in Role::ALL {
            text += &format!("{:<21}", word(role_may(role, deed)));
        }
    }
    text.trim_end().to_owned() + "\n"
}
