//! Signing in through an identity provider.

use access::{AccountId, Actor, Deed, Roles};
use storage::{Event, IdentityKey, NewAccount, Recognised};

use crate::accounts::Invitation;
use crate::error::AppError;
use crate::muster::Muster;
use crate::sign_in::SessionToken;

/// The longest e-mail address, in characters: RFC 5321.
const LONGEST_ADDRESS: usize = 254;

/// Somebody of whom an identity provider has said who they are.
#[derive(Clone)]
pub struct Arrival {
    /// The provider.
    pub issuer: String,
    /// The person there.
    pub subject: String,
    /// Their e-mail address, if the provider says that it is theirs.
    pub address: Option<String>,
    /// What the groups that they are in let them do, and where.
    pub roles: Roles,
}

impl Muster {
    /// Signs in somebody of whom the identity provider has said who they are. An account is found by issuer and
    /// subject. Whoever is not known by these gets the account that an administrator made for their address, if
    /// the provider says that it is theirs.
    ///
    /// # Errors
    /// [`AppError::NoAccountYet`], [`AppError::AccountEnded`], [`AppError::Store`].
    pub async fn sign_in_by_provider(&self, arrival: &Arrival) -> Result<SessionToken, AppError> {
        let token = SessionToken::new()?;
        let of = storage::Arrival {
            identity: IdentityKey::of(&arrival.issuer, &arrival.subject),
            address: arrival.address.clone(),
            roles: arrival.roles.clone(),
        };
        let arrived = self.store.arrive(self.clock.now(), &of, token.key());
        match arrived.await? {
            Recognised::As(_) => Ok(token),
            Recognised::Ended(_) => Err(AppError::AccountEnded),
            Recognised::Nobody => Err(AppError::NoAccountYet),
        }
    }

    /// Notes that somebody who came from the identity provider was not let in. The words hold nothing that came
    /// from outside.
    ///
    /// # Errors
    /// [`AppError::Store`].
    pub async fn sign_on_failed(&self, why: &str) -> Result<(), AppError> {
        let (account, why) = (None, why.to_owned());
        let event = Event::SignOnFailed { account, why };
        Ok(self.store.note(self.clock.now(), None, event).await?)
    }

    /// Makes an account with an e-mail address. Without a password it is for whoever the identity provider says
    /// has the address, and the address is its sign-in name.
    ///
    /// # Errors
    /// As of [`Muster::make_account`]; [`AppError::NotAnAddress`]; [`AppError::Store`] with
    /// [`storage::StoreError::AddressTaken`].
    pub async fn make_account_reached_at(
        &self,
        actor: &Actor,
        invitation: &Invitation,
        typed: &str,
    ) -> Result<AccountId, AppError> {
        self.permit(actor, Deed::ManageAccounts).await?;
        let address = address(typed)?;
        let new = match invitation.password.as_str() {
            "" if invitation.name.trim().is_empty() => return Err(AppError::NoName),
            "" if invitation.roles.is_empty() => return Err(AppError::NoRoles),
            "" => NewAccount {
                name: invitation.name.trim().to_owned(),
                sign_in_name: address.to_owned(),
                roles: invitation.roles.clone(),
                password: String::new(),
            },
            _ => self.checked(invitation).await?,
        };
        let (now, by) = (self.clock.now(), actor.account());
        let made = self.store.make_account_for_address(now, by, &new, address);
        Ok(made.await?)
    }

    /// Sets the e-mail address of an account; an empty one takes it away.
    ///
    /// # Errors
    /// [`AppError::Refused`], [`AppError::NotAnAddress`]; [`AppError::NotFound`] if no such account is in use;
    /// [`AppError::Store`] with [`storage::StoreError::AddressTaken`].
    pub async fn set_address(
        &self,
        actor: &Actor,
        account: AccountId,
        typed: &str,
    ) -> Result<(), AppError> {
        self.permit(actor, Deed::ManageAccounts).await?;
        let address = match typed.trim() {
            "" => None,
            typed => Some(address(typed)?),
        };
        let (now, by) = (self.clock.now(), actor.account());
        match self.store.set_address(now, by, account, address).await? {
            true => Ok(()),
            false => Err(AppError::NotFound("account")),
        }
    }

    /// The e-mail address of an account, and whether its owner signs in through the identity provider.
    ///
    /// # Errors
    /// [`AppError::Refused`], [`AppError::Store`].
    pub async fn reached_at(
        &self,
        actor: &Actor,
        account: AccountId,
    ) -> Result<(Option<String>, bool), AppError> {
        if actor.account() != Some(account) {
            self.permit(actor, Deed::ManageAccounts).await?;
        }
        let address = self.store.address(account).await?;
        Ok((address, self.store.is_linked(account).await?))
    }

    /// Parts an account from the person at the identity provider, so that whoever has its address next may come.
    ///
    /// # Errors
    /// [`AppError::Refused`]; [`AppError::NotFound`] if they are not linked; [`AppError::Store`].
    pub async fn part_from_provider(
        &self,
        actor: &Actor,
        account: AccountId,
    ) -> Result<(), AppError> {
        self.permit(actor, Deed::ManageAccounts).await?;
        let parted = self
            .store
            .unlink(self.clock.now(), actor.account(), account);
        match parted.await? {
            true => Ok(()),
            false => Err(AppError::NotFound("link")),
        }
    }
}

/// An address as it can be written to. Whether it exists shows only when something arrives there; what cannot
/// stand in the head of a message is none.
pub(crate) fn address(typed: &str) -> Result<&str, AppError> {
    let typed = typed.trim();
    let is_plain = |text: &str| {
        let odd = |letter: char| {
            letter.is_whitespace() || letter.is_control() || "<>,;:\"()[]\\@".contains(letter)
        };
        !text.is_empty() && !text.contains(odd)
    };
    match typed.rsplit_once('@') {
        Some((who, at))
            if is_plain(who)
                && is_plain(at)
                && at.contains('.')
                && typed.len() <= LONGEST_ADDRESS =>
        {
            Ok(typed)
        }
        _ => Err(AppError::NotAnAddress),
    }
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn an_address_can_stand_in_the_head_of_a_message() {
        for typed in ["officer1@example.org", " o.f-f+1@council.example.org "] {
            assert_eq!(address(typed).ok(), Some(typed.trim()));
        }
        for typed in [
            "",
            "officer1",
            "@example.org",
            "officer1@",
            "officer1@example",
            "a@b@example.org",
            "officer1@example.org\r\nBcc: other@example.org",
            "Officer <officer1@example.org>",
            "officer1@example.org,other@example.org",
            "officer 1@example.org",
        ] {
            assert!(address(typed).is_err(), "{typed:?}");
        }
    }
}
