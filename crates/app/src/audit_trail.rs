//! What people did, for those who watch over it.

use std::collections::BTreeMap;

use access::{AccountId, Actor, Deed};
use base::Date;
use jiff::tz::TimeZone;
use storage::{Event, JournalEntry, ProposalId};

use crate::bodies::BodyKey;
use crate::error::AppError;
use crate::muster::Muster;
use crate::proposals::Reference;

/// The most entries that are read at once.
const AT_ONCE: u32 = 500;

/// The most entries that are given at once.
const MOST: usize = 500;

/// The kinds of event that are told apart where the trail is filtered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AuditKind {
    /// Who signed in, and out.
    SignIns,
    /// Who could not sign in.
    FailedSignIns,
    /// Who was refused something.
    Refusals,
    /// What was taken away as a file.
    Exports,
    /// Who saw what is withheld from others.
    Withheld,
    /// Revisions of proposals, and who is on them.
    Proposals,
    /// Steps from draft to decision: sent, signed, cleared, published, decided; and what went into the ledger.
    Steps,
    /// Accounts and what they may be used for, and how a council is set up.
    Accounts,
    /// What was erased or redacted.
    Erasures,
}

impl AuditKind {
    /// Every one.
    pub const ALL: [Self; 9] = [
        Self::SignIns,
        Self::FailedSignIns,
        Self::Refusals,
        Self::Exports,
        Self::Withheld,
        Self::Proposals,
        Self::Steps,
        Self::Accounts,
        Self::Erasures,
    ];

    /// Its name in an address.
    pub fn name(self) -> &'static str {
        match self {
            Self::SignIns => "sign-ins",
            Self::FailedSignIns => "failed-sign-ins",
            Self::Refusals => "refusals",
            Self::Exports => "exports",
            Self::Withheld => "withheld",
            Self::Proposals => "proposals",
            Self::Steps => "steps",
            Self::Accounts => "accounts",
            Self::Erasures => "erasures",
        }
    }

    /// The one of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }

    /// Of an event.
    pub fn of(event: &Event) -> Self {
        match event {
            Event::SignedIn { .. } | Event::SignedOut { .. } => Self::SignIns,
            Event::SignInFailed { .. }
            | Event::SignInHeldBack { .. }
            | Event::SignOnFailed { .. } => Self::FailedSignIns,
            Event::Refused { .. } => Self::Refusals,
            Event::Downloaded { .. } => Self::Exports,
            Event::WithheldSeen { .. } => Self::Withheld,
            Event::RevisionSaved { .. }
            | Event::LinkMade { .. }
            | Event::LinkEnded { .. }
            | Event::JoinedCase { .. }
            | Event::LeftCase { .. }
            | Event::PartGiven { .. }
            | Event::PartTakenIn { .. } => Self::Proposals,
            Event::CaseStepTaken { .. }
            | Event::LedgerWritten { .. }
            | Event::ConsultationAnswered { .. } => Self::Steps,
            Event::SetUp { .. }
            | Event::AccountMade { .. }
            | Event::AccountEnded { .. }
            | Event::PasswordChanged { .. }
            | Event::RolesGiven { .. }
            | Event::IdentityLinked { .. }
            | Event::IdentityUnlinked { .. }
            | Event::AddressSet { .. }
            | Event::CouncilSet { .. } => Self::Accounts,
            Event::Redacted { .. } | Event::PersonErased { .. } | Event::AnswerErased { .. } => {
                Self::Erasures
            }
        }
    }
}

/// Which part of the trail.
#[derive(Clone, Debug, Default)]
pub struct AuditQuestion {
    /// Nothing before that day, in universal time.
    pub from: Option<Date>,
    /// Nothing after that day.
    pub to: Option<Date>,
    /// Only of that kind.
    pub kind: Option<AuditKind>,
    /// Only about these proposals.
    pub cases: Option<Vec<ProposalId>>,
    /// Only before the entry of that number.
    pub before: Option<u32>,
}

/// The names for the numbers in a trail.
#[derive(Clone, Debug, Default)]
pub struct AuditNames {
    /// What people with accounts are called; empty once that was erased.
    pub accounts: BTreeMap<AccountId, String>,
    /// What proposals are called, and of which council they are.
    pub cases: BTreeMap<ProposalId, (BodyKey, Reference)>,
}

/// A part of the trail.
#[derive(Clone, Debug)]
pub struct AuditPage {
    /// Its entries, latest first.
    pub entries: Vec<JournalEntry>,
    /// Is there an older one that was asked for?
    pub has_older: bool,
    /// The names in it.
    pub names: AuditNames,
}

impl AuditQuestion {
    fn asks_for(&self, entry: &JournalEntry) -> bool {
        let day = entry.at.to_zoned(TimeZone::UTC).date();
        self.from.is_none_or(|from| from <= day)
            && self.to.is_none_or(|to| day <= to)
            && self
                .kind
                .is_none_or(|kind| kind == AuditKind::of(&entry.event))
            && self.cases.as_ref().is_none_or(|cases| {
                let about = entry.event.proposal();
                about.is_some_and(|about| cases.contains(&about))
            })
    }
}

impl Muster {
    /// The latest entries of the audit trail that a question asks for, latest first.
    ///
    /// # Errors
    /// [`AppError::Refused`], [`AppError::Store`].
    pub async fn audit_trail(
        &self,
        actor: &Actor,
        question: &AuditQuestion,
        most: usize,
    ) -> Result<AuditPage, AppError> {
        self.permit(actor, Deed::SeeAuditTrail).await?;
        let most = most.min(MOST);
        let (entries, has_older) = self.audited(question, most).await?;
        Ok(AuditPage {
            entries,
            has_older,
            names: self.audit_names().await?,
        })
    }

    /// All entries that a question asks for, to be taken away; it is noted that they were.
    ///
    /// # Errors
    /// [`AppError::Refused`], [`AppError::Store`].
    pub async fn export_audit_trail(
        &self,
        actor: &Actor,
        question: &AuditQuestion,
    ) -> Result<AuditPage, AppError> {
        self.permit(actor, Deed::ExportAuditTrail).await?;
        self.note_export(actor, "audit trail").await?;
        let (entries, has_older) = self.audited(question, usize::MAX).await?;
        Ok(AuditPage {
            entries,
            has_older,
            names: self.audit_names().await?,
        })
    }

    /// The whole journal as a file that can be verified without the data; it is noted that it was taken, as
    /// its last entry.
    ///
    /// # Errors
    /// [`AppError::Refused`], [`AppError::Store`].
    pub async fn journal_file(&self, actor: &Actor) -> Result<String, AppError> {
        self.permit(actor, Deed::ExportAuditTrail).await?;
        self.note_export(actor, "journal, to be verified").await?;
        Ok(self.store.journal_file().await?)
    }

    /// The proposals that a reference means, one of each council at most.
    ///
    /// # Errors
    /// [`AppError::Refused`], [`AppError::Store`].
    pub async fn cases_called(
        &self,
        actor: &Actor,
        reference: &str,
    ) -> Result<Vec<ProposalId>, AppError> {
        self.permit(actor, Deed::SeeAuditTrail).await?;
        let names = self.audit_names().await?;
        let typed = reference.trim().to_uppercase();
        let cases = names.cases.into_iter();
        let meant = cases.filter(|(_, (_, reference))| reference.to_string() == typed);
        Ok(meant.map(|(proposal, _)| proposal).collect())
    }

    async fn note_export(&self, actor: &Actor, what: &str) -> Result<(), AppError> {
        let what = what.to_owned();
        let event = Event::Downloaded { what };
        let noted = self.store.note(self.clock.now(), actor.account(), event);
        Ok(noted.await?)
    }

    async fn audited(
        &self,
        question: &AuditQuestion,
        most: usize,
    ) -> Result<(Vec<JournalEntry>, bool), AppError> {
        let mut before = question.before;
        let mut found = Vec::new();
        loop {
            let some = self.store.journal(before, AT_ONCE).await?;
            let Some(last) = some.last() else {
                return Ok((found, false));
            };
            before = Some(last.number);
            for entry in some.into_iter().filter(|entry| question.asks_for(entry)) {
                if found.len() == most {
                    return Ok((found, true));
                }
                found.push(entry);
            }
        }
    }

    async fn audit_names(&self) -> Result<AuditNames, AppError> {
        Ok(AuditNames {
            accounts: self.account_names().await?,
            cases: self.case_names().await?,
        })
    }

    /// Notes that somebody takes a list away as a file, before it is given to them.
    ///
    /// # Errors
    /// [`AppError::Refused`], [`AppError::Store`].
    pub async fn note_download(&self, actor: &Actor, what: &str) -> Result<(), AppError> {
        self.permit(actor, Deed::Download).await?;
        let what: String = what.chars().take(200).collect();
        self.note_export(actor, &what).await
    }
}
