//! What stands in the journal, as bytes. A number, once given, is never given again.

use access::{AccountId, Capacity, Held, Role, Roles, Scope};

use super::Malformed;
use super::canonical::{Canonical, Input};
use super::shapes::{choice, record, wrapped};
use crate::chain::Hash;
use crate::identity::{PersonId, ProposalId};
use crate::journal::{Event, Happened};

wrapped!(AccountId: [u8; 16], |id: Self| id.0, Self);
wrapped!(PersonId: [u8; 16], |id: Self| id.0, Self);
wrapped!(ProposalId: [u8; 16], |id: Self| id.0, Self);
wrapped!(Hash: [u8; 32], |hash: Self| hash.0, Self);

record!(Happened { at, by, event });

choice!(Role {
    1 => Administrator,
    2 => Staff,
    3 => Hr,
    4 => Finance,
    5 => Legal,
    6 => DemocraticServices,
    7 => DecisionMaker,
    8 => Consultee,
    9 => Auditor,
});

choice!(Scope {
    1 => Everywhere,
    2 => Council(key),
    3 => Unit(number),
    4 => Case(id),
});

record!(Held { role, scope });

impl Canonical for Roles {
    fn write(&self, out: &mut Vec<u8>) {
        let held: Vec<Held> = self.iter().cloned().collect();
        held.write(out);
    }

    fn read(input: &mut Input<'_>) -> Result<Self, Malformed> {
        let held = Vec::<Held>::read(input)?;
        match held.is_sorted_by(|a, b| a < b) {
            true => Ok(Self::of(held)),
            false => Err(input.refuse("roles are not in their order")),
        }
    }
}

choice!(Capacity {
    1 => Author,
    2 => Reviewer,
    3 => Officer,
});

choice!(Event {
    1 => SetUp { account },
    2 => AccountMade { account, access },
    3 => AccountEnded { account },
    4 => SignedIn { account },
    5 => SignInFailed { account },
    6 => SignInHeldBack { account },
    7 => SignedOut { account },
    8 => PasswordChanged { account },
    9 => Refused { deed },
    10 => Downloaded { what },
    11 => RevisionSaved { proposal, number, digest, ledger_entries },
    12 => Redacted { digest, reason },
    13 => PersonErased { person },
    14 => LinkMade { proposal, capacity },
    15 => LinkEnded { proposal },
    16 => JoinedCase { proposal, capacity },
    17 => LeftCase { proposal, account },
    18 => CaseStepTaken { proposal, number, kind, digest },
    19 => RolesGiven { account, roles },
    20 => CouncilSet { body },
    21 => WithheldSeen { proposal, what },
    22 => IdentityLinked { account },
    23 => IdentityUnlinked { account },
    24 => SignOnFailed { account, why },
    25 => AddressSet { account },
    26 => LedgerWritten { entries, hash },
    29 => ConsultationAnswered { proposal, number, revision, responds_to, digest },
    30 => AnswerErased { proposal, number },
    31 => PartGiven { proposal, part },
    32 => PartTakenIn { proposal, part, number },
});
