//! Who acts.

use std::fmt;

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

/// What an account may be used for. Further ones come with governance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Access {
    /// Sets Muster up, imports, and gives others their accounts.
    Administrator,
    /// Works at the council.
    Staff,
}

impl Access {
    /// Every one.
    pub const ALL: [Self; 2] = [Self::Administrator, Self::Staff];

    /// Its name in the database and in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Administrator => "administrator",
            Self::Staff => "staff",
        }
    }

    /// The one of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }
}

/// Who acts. Every use case takes one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Actor {
    /// Somebody at the machine itself, who can read the data as files anyway.
    Operator,
    /// Somebody who is signed in.
    Account {
        /// Which account.
        id: AccountId,
        /// What it may be used for.
        access: Access,
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
}
