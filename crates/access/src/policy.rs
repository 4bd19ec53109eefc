//! Who may do what: one table.

use crate::actor::{Access, Actor};

/// Something that can be done, and that not everybody may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Deed {
    /// See posts, units and the decisions behind them.
    SeeEstablishment,
    /// Take a list away as a file.
    Download,
    /// See who holds a post.
    SeeHolders,
    /// Record an opening balance.
    Import,
    /// Make accounts, and end them.
    ManageAccounts,
    /// See who did what, and the refusals.
    SeeAuditTrail,
    /// Change one's own password.
    ChangeOwnPassword,
    /// Write a decision into the ledger.
    RecordDecision,
    /// Write proposals.
    WriteProposals,
    /// Take the text of a revision away; its digest stays.
    Redact,
}

impl Deed {
    /// Every one, in the order of the table.
    pub const ALL: [Self; 10] = [
        Self::SeeEstablishment,
        Self::Download,
        Self::SeeHolders,
        Self::Import,
        Self::ManageAccounts,
        Self::SeeAuditTrail,
        Self::ChangeOwnPassword,
        Self::RecordDecision,
        Self::WriteProposals,
        Self::Redact,
    ];

    /// As it is said: "may not …".
    pub fn words(self) -> &'static str {
        match self {
            Self::SeeEstablishment => "see the establishment",
            Self::Download => "download lists",
            Self::SeeHolders => "see who holds a post",
            Self::Import => "import an establishment",
            Self::ManageAccounts => "manage accounts",
            Self::SeeAuditTrail => "see the audit trail",
            Self::ChangeOwnPassword => "change one\u{2019}s own password",
            Self::RecordDecision => "record a decision",
            Self::WriteProposals => "write proposals",
            Self::Redact => "redact a text",
        }
    }
}

/// May this actor do that?
pub fn may(actor: &Actor, deed: Deed) -> bool {
    match actor {
        // Whoever has the files has everything but a password of their own.
        Actor::Operator => deed != Deed::ChangeOwnPassword,
        Actor::Account { access, .. } => account_may(*access, deed),
        Actor::Public => false,
    }
}

fn account_may(access: Access, deed: Deed) -> bool {
    match (access, deed) {
        (Access::Administrator, _)
        | (
            Access::Staff,
            Deed::SeeEstablishment
            | Deed::Download
            | Deed::ChangeOwnPassword
            | Deed::WriteProposals,
        ) => true,
        (
            Access::Staff,
            Deed::SeeHolders
            | Deed::Import
            | Deed::ManageAccounts
            | Deed::SeeAuditTrail
            | Deed::RecordDecision
            | Deed::Redact,
        ) => false,
    }
}

/// The table of who may do what, for a person to read.
pub fn table() -> String {
    let id = crate::AccountId([0; 16]);
    let account = |access| Actor::Account { id, access };
    let actors = [
        ("operator", Actor::Operator),
        ("administrator", account(Access::Administrator)),
        ("staff", account(Access::Staff)),
        ("public", Actor::Public),
    ];
    let mut text = format!("{:<28}", "");
    for (name, _) in actors {
        text += &format!("{name:<15}");
    }
    for deed in Deed::ALL {
        text = text.trim_end().to_owned() + &format!("\n{:<28}", deed.words());
        for (_, actor) in actors {
            let word = if may(&actor, deed) { "may" } else { "-" };
            text += &format!("{word:<15}");
        }
    }
    text.trim_end().to_owned() + "\n"
}
