//! What an administrator sets.

use std::fmt;

use hyper::Uri;
use thiserror::Error;

/// What is set for single sign-on.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The issuer, as the provider writes it: `https://login.example.org/tenant`.
    pub issuer: String,
    /// What the provider calls this program.
    pub client_id: String,
    /// What proves that it is this program; none where the provider asks for none.
    pub client_secret: Option<Secret>,
    /// Where the provider sends people back to, in full.
    pub comes_back_to: String,
    /// Where the provider sends people to whom it has signed out, in full.
    pub signed_out_to: String,
    /// What is asked for besides `openid`.
    pub scopes: Vec<String>,
    /// Under which names the provider says what.
    pub claims: ClaimNames,
}

/// Under which names a provider says what of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimNames {
    /// The e-mail address.
    pub address: String,
    /// Whether the address is theirs: it must be true.
    pub address_is_verified: String,
    /// What they are called.
    pub name: String,
    /// The groups that they are in: a list, or one.
    pub groups: String,
}

/// The standard's names; `groups` is what most providers use.
impl Default for ClaimNames {
    fn default() -> Self {
        Self {
            address: "email".to_owned(),
            address_is_verified: "email_verified".to_owned(),
            name: "name".to_owned(),
            groups: "groups".to_owned(),
        }
    }
}

/// A text that does not go into a log.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Of a text.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    pub(crate) fn text(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}

/// What is set cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SettingsError {
    /// Not an address, or one that others on the way could read.
    #[error(
        "{what} is {address:?}, which is not an address that begins with https:// (http:// is for this machine alone)"
    )]
    Address {
        /// Of what.
        what: &'static str,
        /// What was given.
        address: String,
    },
    /// A name is missing.
    #[error("the client id is missing")]
    NoClientId,
}

impl Settings {
    /// Can it be used?
    ///
    /// # Errors
    /// [`SettingsError`].
    pub(crate) fn check(&self) -> Result<(), SettingsError> {
        for (what, address) in [
            ("the issuer", &self.issuer),
            ("the address of Muster", &self.comes_back_to),
            ("the address of Muster", &self.signed_out_to),
        ] {
            if !is_safe(address) {
                let address = address.clone();
                return Err(SettingsError::Address { what, address });
            }
        }
        match self.client_id.trim() {
            "" => Err(SettingsError::NoClientId),
            _ => Ok(()),
        }
    }
}

/// Is it an address that nobody on the way can read or answer? Plain HTTP is for this machine alone.
pub(crate) fn is_safe(address: &str) -> bool {
    let Ok(uri) = address.parse::<Uri>() else {
        return false;
    };
    let host = uri.host().unwrap_or_default();
    match uri.scheme_str() {
        Some("https") => !host.is_empty(),
        Some("http") => ["127.0.0.1", "[::1]", "localhost"].contains(&host),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::is_safe;

    #[test]
    fn plain_http_is_for_this_machine_alone() {
        for address in [
            "https://login.example.org/tenant",
            "http://127.0.0.1:3000",
            "http://localhost:3000/x",
            "http://[::1]:3000",
        ] {
            assert!(is_safe(address), "{address}");
        }
        for address in [
            "",
            "login.example.org",
            "http://login.example.org",
            "http://127.0.0.1.example.org",
            "http://localhost@example.org",
            "ftp://localhost",
            "javascript:alert(1)",
        ] {
            assert!(!is_safe(address), "{address}");
        }
    }
}
