//! How people sign in through an identity provider, and what is remembered while they are there.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use access::{Held, Roles};
use app::{Arrival, LocalSignIn};
use oidc::{Attempt, Identity, Provider};

/// The most bytes of forms that wait for people who are at the provider. Beyond that the oldest are let go:
/// whoever has no account cannot fill the memory.
const MOST_HELD: usize = 32 * 1024 * 1024;

/// How people sign in through an identity provider.
#[derive(Clone, Debug)]
pub struct SignOn {
    /// What the button calls it: "Sign in with …".
    pub name: String,
    /// The provider.
    pub provider: Arc<Provider>,
    /// What the groups of the provider let somebody do. A group that is not here lets nobody do anything.
    pub groups: Vec<GroupAccess>,
    /// Whose passwords count beside it.
    pub passwords: LocalSignIn,
}

/// What a group of the provider lets somebody do.
#[derive(Clone, Debug)]
pub struct GroupAccess {
    /// The group, as the provider names it.
    pub group: String,
    /// What, and where.
    pub held: Held,
}

impl SignOn {
    /// Somebody of whom the provider has said who they are, with what their groups let them do.
    pub(crate) fn arrival(&self, identity: Identity) -> Arrival {
        let is_in = |access: &&GroupAccess| identity.groups.contains(&access.group);
        let held = self.groups.iter().filter(is_in);
        Arrival {
            roles: Roles::of(held.map(|access| access.held.clone())),
            issuer: identity.issuer,
            subject: identity.subject,
            address: identity.address,
        }
    }
}

/// A form that somebody sent before they were asked to sign in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct HeldForm {
    /// What it sends.
    pub(crate) text: String,
    /// Is it sent in parts, as one with a file is?
    pub(crate) in_parts: bool,
}

/// Forms of people who are at the provider, by their attempt, in memory alone.
#[derive(Debug, Default)]
pub(crate) struct HeldForms(Mutex<VecDeque<(Attempt, HeldForm)>>);

impl HeldForms {
    /// Holds a form until somebody comes back.
    pub(crate) fn hold(&self, attempt: Attempt, form: HeldForm) {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        held.push_back((attempt, form));
        let size = |held: &VecDeque<(Attempt, HeldForm)>| -> usize {
            held.iter().map(|(_, form)| form.text.len()).sum()
        };
        while size(&held) > MOST_HELD {
            held.pop_front();
        }
    }

    /// The form of an attempt, once.
    pub(crate) fn take(&self, attempt: &Attempt) -> Option<HeldForm> {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let at = held.iter().position(|(of, _)| of == attempt)?;
        held.remove(at).map(|(_, form)| form)
    }
}

#[cfg(test)]
mod tests {
    use oidc::Attempt;

    use super::{HeldForm, HeldForms, MOST_HELD};

    #[test]
    fn a_form_waits_for_one_browser_once_and_old_ones_make_room() {
        let held = HeldForms::default();
        let [first, second] = [(); 2].map(|()| Attempt::new().expect("randomness"));
        let form = HeldForm {
            text: "title=Placements".to_owned(),
            in_parts: false,
        };
        held.hold(first.clone(), form.clone());
        assert_eq!(held.take(&second), None);
        assert_eq!(held.take(&first), Some(form.clone()));
        assert_eq!(held.take(&first), None);

        held.hold(first.clone(), form);
        let large = HeldForm {
            text: "x".repeat(MOST_HELD),
            in_parts: false,
        };
        held.hold(second.clone(), large);
        assert_eq!(held.take(&first), None);
        assert!(held.take(&second).is_some());
    }
}
