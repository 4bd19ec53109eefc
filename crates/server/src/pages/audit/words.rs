//! How an entry of the audit trail is told.

use access::{AccountId, Roles};
use app::{AuditKind, AuditNames, Event, JournalEntry, ProposalId};

use crate::words;

/// An entry as a person reads it.
pub(super) struct Told {
    pub(super) number: u32,
    /// As the council's clocks had it.
    pub(super) when: String,
    /// The same to the microsecond, in universal time.
    pub(super) exactly: String,
    pub(super) who: String,
    pub(super) kind: &'static str,
    pub(super) what: String,
    /// The proposal that it is about: its reference, and the address of its part of the trail.
    pub(super) case: Option<(String, String)>,
}

impl Told {
    pub(super) fn of(entry: &JournalEntry, names: &AuditNames) -> Self {
        let case = entry.event.proposal().and_then(|id| names.cases.get(&id));
        Self {
            number: entry.number,
            when: words::instant(entry.at),
            exactly: entry.at.to_string(),
            who: match entry.by {
                Some(account) => called(account, names),
                None => "Nobody signed in".to_owned(),
            },
            kind: kind(AuditKind::of(&entry.event)),
            what: what(&entry.event, names),
            case: case.map(|(_, reference)| {
                let reference = reference.to_string();
                (reference.clone(), format!("/audit?case={reference}"))
            }),
        }
    }
}

/// A kind of event.
pub(super) fn kind(kind: AuditKind) -> &'static str {
    match kind {
        AuditKind::SignIns => "Sign-ins",
        AuditKind::FailedSignIns => "Failed sign-ins",
        AuditKind::Refusals => "Refusals",
        AuditKind::Exports => "Exports",
        AuditKind::Withheld => "Withheld information seen",
        AuditKind::Proposals => "Proposals",
        AuditKind::Steps => "Steps and decisions",
        AuditKind::Accounts => "Accounts and settings",
        AuditKind::Erasures => "Erasures",
    }
}

fn called(account: AccountId, names: &AuditNames) -> String {
    match names.accounts.get(&account).map(String::as_str) {
        Some(name) if !name.is_empty() => name.to_owned(),
        _ => format!("Account {account}"),
    }
}

fn what(event: &Event, names: &AuditNames) -> String {
    let of = |account: &AccountId| called(*account, names);
    let of_some = |account: &Option<AccountId>| match account {
        Some(account) => of(account),
        None => "a name that no account has".to_owned(),
    };
    let of_case = |proposal: &ProposalId| match names.cases.get(proposal) {
        Some((_, reference)) => reference.to_string(),
        None => "of a council that is no longer there".to_owned(),
    };
    match event {
        Event::SetUp { account } => format!("Set Muster up, with the account of {}", of(account)),
        Event::AccountMade { account, .. } => format!("Made the account of {}", of(account)),
        Event::AccountEnded { account } => format!("Ended the account of {}", of(account)),
        Event::RolesGiven { account, roles } => {
            format!("Gave {} this access: {}", of(account), access(roles))
        }
        Event::LedgerWritten { entries, hash } => {
            format!("Wrote into the ledger, up to entry {entries}; receipt {entries}-{hash}")
        }
        Event::CouncilSet { body } => format!("Changed how {body} is set up"),
        Event::SignedIn { .. } => "Signed in".to_owned(),
        Event::SignedOut { .. } => "Signed out".to_owned(),
        Event::SignInFailed { account } => format!("Could not sign in as {}", of_some(account)),
        Event::IdentityLinked { account } => {
            format!(
                "Linked the account of {} to the identity provider",
                of(account)
            )
        }
        Event::IdentityUnlinked { account } => {
            format!(
                "Parted the account of {} from the identity provider",
                of(account)
            )
        }
        Event::AddressSet { account } => format!("Changed the e-mail address of {}", of(account)),
        Event::SignOnFailed { account, why } => match account {
            Some(account) => format!(
                "Could not sign in through the identity provider as {}: {why}",
                of(account)
            ),
            None => format!("Could not sign in through the identity provider: {why}"),
        },
        Event::SignInHeldBack { account } => {
            format!(
                "Was held back after too many failures as {}",
                of_some(account)
            )
        }
        Event::PasswordChanged { account } => format!("Changed the password of {}", of(account)),
        Event::Refused { deed } => format!("Was refused: {deed}"),
        Event::Downloaded { what } => format!("Took away: {what}"),
        Event::WithheldSeen { what, .. } => format!("Was shown {what}"),
        Event::RevisionSaved { number, .. } => format!("Saved revision {number}"),
        Event::Redacted { reason, .. } => format!("Redacted a text: {reason}"),
        Event::PersonErased { .. } => "Erased what names a person".to_owned(),
        Event::LinkMade { capacity, .. } => format!("Made a link for a {}", capacity.name()),
        Event::LinkEnded { .. } => "Took a link back".to_owned(),
        Event::JoinedCase { capacity, .. } => format!("Came by a link as {}", capacity.name()),
        Event::LeftCase { account, .. } => format!("Took {} off", of(account)),
        Event::PartGiven { part, .. } => format!("Gave a part away, {}", of_case(part)),
        Event::PartTakenIn { part, number, .. } => {
            format!("Took in revision {number} of a part, {}", of_case(part))
        }
        // Which answer it was is not told: with it the trail would name who wrote what others read without a name.
        Event::ConsultationAnswered { responds_to, .. } => match responds_to {
            Some(_) => "Responded to an answer to the consultation".to_owned(),
            None => "Answered the consultation".to_owned(),
        },
        Event::AnswerErased { .. } => {
            "Erased the words of an answer to the consultation".to_owned()
        }
        Event::CaseStepTaken { number, kind, .. } => {
            format!("Took step {number}, {}", kind.replace('-', " "))
        }
    }
}

fn access(roles: &Roles) -> String {
    let said: Vec<String> = roles
        .iter()
        .map(|held| match &held.scope {
            access::Scope::Everywhere => held.role.words().to_owned(),
            scope => format!("{} for {scope}", held.role.words()),
        })
        .collect();
    said.join(", ")
}
