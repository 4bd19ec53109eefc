//! What an account may be used for, and where.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use crate::place::Place;

/// What somebody is at the council, as far as Muster is concerned. What they are to one proposal is a
/// [`crate::Capacity`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// Sets Muster up, imports, and gives others their accounts.
    Administrator,
    /// Works at the council: sees the establishment and writes proposals.
    Staff,
    /// Keeps the establishment, knows who holds which post, signs the HR comments.
    Hr,
    /// Keeps pay and budgets, signs the financial comments.
    Finance,
    /// The monitoring officer, or for them: signs the constitutional comments, overrides errors.
    Legal,
    /// Clears and publishes reports, and records decisions.
    DemocraticServices,
    /// A member or an officer who decides.
    DecisionMaker,
    /// A union, or a member of staff, who is consulted.
    Consultee,
    /// Watches who did what, and changes nothing.
    Auditor,
}

impl Role {
    /// Every one, in the order of the table.
    pub const ALL: [Self; 9] = [
        Self::Administrator,
        Self::Staff,
        Self::Hr,
        Self::Finance,
        Self::Legal,
        Self::DemocraticServices,
        Self::DecisionMaker,
        Self::Consultee,
        Self::Auditor,
    ];

    /// Its name in the database, in forms and in addresses.
    pub fn name(self) -> &'static str {
        match self {
            Self::Administrator => "administrator",
            Self::Staff => "staff",
            Self::Hr => "hr",
            Self::Finance => "finance",
            Self::Legal => "legal",
            Self::DemocraticServices => "democratic-services",
            Self::DecisionMaker => "decision-maker",
            Self::Consultee => "consultee",
            Self::Auditor => "auditor",
        }
    }

    /// As a person reads it.
    pub fn words(self) -> &'static str {
        match self {
            Self::Administrator => "Administrator",
            Self::Staff => "Staff",
            Self::Hr => "HR",
            Self::Finance => "Finance",
            Self::Legal => "Legal",
            Self::DemocraticServices => "Democratic services",
            Self::DecisionMaker => "Decision-maker",
            Self::Consultee => "Consultee",
            Self::Auditor => "Auditor",
        }
    }

    /// The one of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }
}

/// Where a role is held.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scope {
    /// For every council of the installation.
    Everywhere,
    /// For one council, by its name in addresses.
    Council(String),
    /// For a unit and all below it, by its number in the register.
    Unit(u32),
    /// For one proposal, by its random number.
    Case([u8; 16]),
}

impl Scope {
    /// Does it hold there? A unit holds for what is wholly in it, so whoever has two units of three does
    /// not speak for the third.
    pub fn covers(&self, place: &Place) -> bool {
        match self {
            Self::Everywhere => true,
            Self::Council(council) => *council == place.council,
            Self::Unit(unit) => {
                !place.units.is_empty() && place.units.iter().all(|path| path.contains(unit))
            }
            Self::Case(case) => place.case == Some(*case),
        }
    }
}

/// As it stands in the database and in forms: `everywhere`, `council:exampleshire`, `unit:12`, `case:` and
/// 32 hexadecimal digits.
impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Everywhere => f.write_str("everywhere"),
            Self::Council(council) => write!(f, "council:{council}"),
            Self::Unit(unit) => write!(f, "unit:{unit}"),
            Self::Case(case) => {
                f.write_str("case:")?;
                case.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
            }
        }
    }
}

/// A text that is no role or no scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotARole;

impl FromStr for Scope {
    type Err = NotARole;

    fn from_str(text: &str) -> Result<Self, NotARole> {
        match text.split_once(':') {
            None if text == "everywhere" => Ok(Self::Everywhere),
            Some(("council", council)) if !council.is_empty() => {
                Ok(Self::Council(council.to_owned()))
            }
            Some(("unit", unit)) => unit.parse().map(Self::Unit).map_err(|_| NotARole),
            Some(("case", digits)) if digits.len() == 32 && digits.is_ascii() => {
                let mut case = [0; 16];
                for (byte, at) in case.iter_mut().zip((0..32).step_by(2)) {
                    *byte = u8::from_str_radix(&digits[at..at + 2], 16).map_err(|_| NotARole)?;
                }
                Ok(Self::Case(case))
            }
            _ => Err(NotARole),
        }
    }
}

/// A role, and where it is held.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Held {
    /// The role.
    pub role: Role,
    /// Where.
    pub scope: Scope,
}

/// As it stands in forms: the role, a space, the scope.
impl fmt::Display for Held {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.role.name(), self.scope)
    }
}

impl FromStr for Held {
    type Err = NotARole;

    fn from_str(text: &str) -> Result<Self, NotARole> {
        let (role, scope) = text.split_once(' ').ok_or(NotARole)?;
        Ok(Self {
            role: Role::named(role).ok_or(NotARole)?,
            scope: scope.parse()?,
        })
    }
}

/// The roles of an account, each once, in the order of the table; cheap to clone.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Roles(Arc<[Held]>);

impl Roles {
    /// These; those that are given twice count once.
    pub fn of(held: impl IntoIterator<Item = Held>) -> Self {
        let mut held: Vec<Held> = held.into_iter().collect();
        held.sort();
        held.dedup();
        Self(held.into())
    }

    /// These, for every council.
    pub fn everywhere(roles: impl IntoIterator<Item = Role>) -> Self {
        let scope = Scope::Everywhere;
        Self::of(roles.into_iter().map(|role| Held {
            role,
            scope: scope.clone(),
        }))
    }

    /// Each.
    pub fn iter(&self) -> std::slice::Iter<'_, Held> {
        self.0.iter()
    }

    /// Is there none?
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Is that one among them, anywhere?
    pub fn has(&self, role: Role) -> bool {
        self.0.iter().any(|held| held.role == role)
    }
}

impl<'a> IntoIterator for &'a Roles {
    type Item = &'a Held;
    type IntoIter = std::slice::Iter<'a, Held>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
