//! Who acts.

use std::fmt;

use crate::place::Place;
use crate::policy::{Deed, role_may};
use crate::role::{Role, Roles};

/// The random number of an account. It says nothing about the person.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AccountId(pub [u8; 16]);

impl fmt::Display for AccountId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for AccountId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Who acts. Every use case takes one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Actor {
    /// Somebody at the machine itself, who can read the data as files anyway.
    Operator,
    /// Somebody who is signed in.
    Account {
        /// Which account.
        id: AccountId,
        /// What it may be used for, and where.
        roles: Roles,
    },
    /// Anybody.
    Public,
}

impl Actor {
    /// The account, if one is signed in.
    pub fn account(&self) -> Option<AccountId> {
        match self {
            Self::Account { id, .. } => Some(*id),
            Self::Operator | Self::Public => None,
        }
    }

    /// Does somebody who is signed in have that role anywhere?
    pub fn has(&self, role: Role) -> bool {
        match self {
            Self::Account { roles, .. } => roles.iter().any(|held| held.role == role),
            Self::Operator | Self::Public => false,
        }
    }

    /// Does somebody who is signed in have a role that lets them do it in that place?
    pub(crate) fn has_role_for(&self, deed: Deed, place: Option<&Place>) -> bool {
        match self {
            Self::Account { roles, .. } => roles.iter().any(|held| {
                role_may(held.role, deed) && place.is_none_or(|place| held.scope.covers(place))
            }),
            Self::Operator | Self::Public => false,
        }
    }
}
