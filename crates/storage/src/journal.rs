//! The audit trail: what people did, apart from what was decided.

use access::{AccountId, Capacity, Role, Roles};
use jiff::Timestamp;
use sqlx::sqlite::SqliteRow;
use sqlx::{Row as _, SqliteConnection};

use crate::chain::Hash;
use crate::encoding;
use crate::error::StoreError;
use crate::identity::{PersonId, ProposalId};
use crate::store::Store;

/// What somebody did, or was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// Muster was set up, with its first account.
    SetUp {
        /// The account.
        account: AccountId,
    },
    /// Somebody got an account.
    AccountMade {
        /// The account.
        account: AccountId,
        /// The first of its roles; all of them follow as [`Event::RolesGiven`].
        access: Role,
    },
    /// An account can be used no longer.
    AccountEnded {
        /// The account.
        account: AccountId,
    },
    /// Somebody signed in.
    SignedIn {
        /// To this account.
        account: AccountId,
    },
    /// Somebody could not sign in.
    SignInFailed {
        /// The account of the name that was typed, if there is one. The name is not kept: people type
        /// passwords there.
        account: Option<AccountId>,
    },
    /// Somebody failed too often, and was told to wait.
    SignInHeldBack {
        /// The account of the name that was typed, if there is one.
        account: Option<AccountId>,
    },
    /// Somebody signed out.
    SignedOut {
        /// Of this account.
        account: AccountId,
    },
    /// A password was changed, and other sessions ended.
    PasswordChanged {
        /// Of this account.
        account: AccountId,
    },
    /// Somebody asked for something that they may not do.
    Refused {
        /// What, in the words of the policy.
        deed: String,
    },
    /// A list was taken away as a file.
    Downloaded {
        /// Which, in words.
        what: String,
    },
    /// A revision of a proposal was saved.
    RevisionSaved {
        /// Of what.
        proposal: ProposalId,
        /// Its number.
        number: u32,
        /// What its text hashes to, with its salt.
        digest: Hash,
        /// How many entries the ledger had when it was written.
        ledger_entries: u32,
    },
    /// Entries went into the ledger.
    LedgerWritten {
        /// How many it had from then on.
        entries: u32,
        /// The hash of the last: with their number, the receipt.
        hash: Hash,
    },
    /// The text of a revision was taken away.
    Redacted {
        /// What it hashed to.
        digest: Hash,
        /// Why.
        reason: String,
    },
    /// What named a person was erased.
    PersonErased {
        /// Whom.
        person: PersonId,
    },
    /// Something was set for a council.
    CouncilSet {
        /// Which, as it stands in addresses.
        body: String,
    },
    /// Somebody made a link that puts people on a proposal.
    LinkMade {
        /// Which proposal.
        proposal: ProposalId,
        /// What they become.
        capacity: Capacity,
    },
    /// A link to a proposal was taken back.
    LinkEnded {
        /// Which proposal.
        proposal: ProposalId,
    },
    /// Somebody came to a proposal by a link.
    JoinedCase {
        /// Which proposal.
        proposal: ProposalId,
        /// As what.
        capacity: Capacity,
    },
    /// Somebody was taken off a proposal.
    LeftCase {
        /// Which proposal.
        proposal: ProposalId,
        /// Who.
        account: AccountId,
    },
    /// A part of a proposal was given to somebody else to write.
    PartGiven {
        /// Of which proposal.
        proposal: ProposalId,
        /// The part, which is a proposal of its own.
        part: ProposalId,
    },
    /// A revision of a part was taken into the whole.
    PartTakenIn {
        /// Into which proposal.
        proposal: ProposalId,
        /// The part.
        part: ProposalId,
        /// The number of its revision.
        number: u32,
    },
    /// A step of the way of a case was taken.
    CaseStepTaken {
        /// Of which proposal.
        proposal: ProposalId,
        /// Its number in the case.
        number: u32,
        /// Which kind of step.
        kind: String,
        /// What it hashes to, with the digest of the words beside it.
        digest: Hash,
    },
    /// It was said what an account may be used for.
    RolesGiven {
        /// The account.
        account: AccountId,
        /// All its roles from then on.
        roles: Roles,
    },
    /// Somebody was shown what is withheld from others.
    WithheldSeen {
        /// Of which proposal, if of one.
        proposal: Option<ProposalId>,
        /// What, without what it says.
        what: String,
    },
    /// A person of the identity provider signs in to an account from then on.
    IdentityLinked {
        /// The account.
        account: AccountId,
    },
    /// A person of the identity provider signs in to an account no longer.
    IdentityUnlinked {
        /// The account.
        account: AccountId,
    },
    /// Somebody came from the identity provider, and was not let in.
    SignOnFailed {
        /// The account, if it is known.
        account: Option<AccountId>,
        /// Why, in words that hold nothing from outside.
        why: String,
    },
    /// The e-mail address of an account was set or taken away. It is not kept here.
    AddressSet {
        /// The account.
        account: AccountId,
    },
    /// Somebody answered a consultation, or responded to an answer.
    ConsultationAnswered {
        /// On which proposal.
        proposal: ProposalId,
        /// Its number among all answers and responses.
        number: u32,
        /// The revision on which is consulted.
        revision: u32,
        /// The number of the answer to which it responds; none for an answer.
        responds_to: Option<u32>,
        /// What it hashes to, with its salt.
        digest: Hash,
    },
    /// Somebody erased what they had said in a consultation.
    AnswerErased {
        /// On which proposal.
        proposal: ProposalId,
        /// Its number.
        number: u32,
    },
}

impl Event {
    /// The proposal that it is about, if it is about one.
    pub fn proposal(&self) -> Option<ProposalId> {
        match self {
            Self::RevisionSaved { proposal, .. }
            | Self::LinkMade { proposal, .. }
            | Self::LinkEnded { proposal }
            | Self::JoinedCase { proposal, .. }
            | Self::LeftCase { proposal, .. }
            | Self::PartGiven { proposal, .. }
            | Self::PartTakenIn { proposal, .. }
            | Self::CaseStepTaken { proposal, .. }
            | Self::ConsultationAnswered { proposal, .. }
            | Self::AnswerErased { proposal, .. } => Some(*proposal),
            Self::WithheldSeen { proposal, .. } => *proposal,
            _ => None,
        }
    }
}

/// An event with its instant and its author.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Happened {
    /// Microseconds since the start of 1970, in universal time.
    pub(crate) at: i64,
    pub(crate) by: Option<AccountId>,
    pub(crate) event: Event,
}

/// An entry of the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JournalEntry {
    /// Its place, counted from one.
    pub number: u32,
    /// The instant.
    pub at: Timestamp,
    /// Who was signed in, if anybody was.
    pub by: Option<AccountId>,
    /// What happened.
    pub event: Event,
}

/// What stands before the first entry.
pub(crate) fn origin() -> Hash {
    Hash::of(b"Muster journal 1")
}

/// The hash of an entry.
pub(crate) fn chained(before: Hash, facts: &[u8]) -> Hash {
    Hash::of(&[&before.0, facts].concat())
}

/// Adds an entry to the journal, within a transaction.
pub(crate) async fn note(
    connection: &mut SqliteConnection,
    at: Timestamp,
    by: Option<AccountId>,
    event: Event,
) -> Result<(), StoreError> {
    let last = sqlx::query("SELECT number, hash FROM journal_entry ORDER BY number DESC LIMIT 1")
        .fetch_optional(&mut *connection)
        .await?;
    let (number, before): (i64, Hash) = match last {
        None => (0, origin()),
        Some(last) => {
            let number: i64 = last.get(0);
            let hash = <[u8; 32]>::try_from(last.get::<&[u8], _>(1));
            let hash = hash.map_err(|_| StoreError::JournalAltered { at: number })?;
            (number, Hash(hash))
        }
    };
    let at = at.as_microsecond();
    let malformed = |cause| StoreError::MalformedEvent {
        at: number + 1,
        cause,
    };
    let facts = encoding::written(&Happened { at, by, event }).map_err(malformed)?;
    sqlx::query("INSERT INTO journal_entry (number, facts, hash) VALUES ($1, $2, $3)")
        .bind(number + 1)
        .bind(&facts)
        .bind(chained(before, &facts).0.to_vec())
        .execute(connection)
        .await?;
    Ok(())
}

impl Store {
    /// Adds an event to the journal.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn note(
        &self,
        at: Timestamp,
        by: Option<AccountId>,
        event: Event,
    ) -> Result<(), StoreError> {
        let mut writing = self.write().await?;
        note(&mut writing, at, by, event).await?;
        Ok(writing.commit().await?)
    }

    /// The latest entries of the journal, latest first: so many of those before a number, or of all.
    ///
    /// # Errors
    /// [`StoreError::MalformedEvent`], [`StoreError::Database`].
    pub async fn journal(
        &self,
        before: Option<u32>,
        most: u32,
    ) -> Result<Vec<JournalEntry>, StoreError> {
        let rows = sqlx::query(
            "SELECT number, facts FROM journal_entry WHERE number < $1 ORDER BY number DESC LIMIT $2",
        )
        .bind(before.map_or(i64::MAX, i64::from))
        .bind(i64::from(most))
        .fetch_all(self.readers())
        .await?;
        rows.iter().map(entry).collect()
    }

    /// The entries of the journal after a number, in their order.
    ///
    /// # Errors
    /// [`StoreError::MalformedEvent`], [`StoreError::Database`].
    pub async fn journal_after(
        &self,
        number: u32,
        most: u32,
    ) -> Result<Vec<JournalEntry>, StoreError> {
        let rows = sqlx::query(
            "SELECT number, facts FROM journal_entry WHERE number > $1 ORDER BY number LIMIT $2",
        )
        .bind(i64::from(number))
        .bind(i64::from(most))
        .fetch_all(self.readers())
        .await?;
        rows.iter().map(entry).collect()
    }
}

fn entry(row: &SqliteRow) -> Result<JournalEntry, StoreError> {
    let at: i64 = row.get(0);
    let malformed = |cause| StoreError::MalformedEvent { at, cause };
    let happened: Happened = encoding::read(row.get(1)).map_err(malformed)?;
    Ok(JournalEntry {
        number: u32::try_from(at).unwrap_or(u32::MAX),
        at: crate::recording::instant(happened.at).map_err(malformed)?,
        by: happened.by,
        event: happened.event,
    })
}
