//! One attempt to sign in, as the browser keeps it.

use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::digest::{Context, SHA256, digest};
use ring::rand::{SecureRandom as _, SystemRandom};

use crate::fault::Fault;

/// A secret that only the browser knows which began. State, nonce and the verifier of PKCE are hashes of it,
/// so nothing is kept for people who have not signed in, and whoever has one of them cannot tell the others.
#[derive(Clone, PartialEq, Eq)]
pub struct Attempt([u8; 32]);

impl Attempt {
    /// A new one.
    ///
    /// # Errors
    /// [`Fault::NoRandomness`].
    pub fn new() -> Result<Self, Fault> {
        let mut secret = [0; 32];
        let filled = SystemRandom::new().fill(&mut secret);
        filled.map_err(|_| Fault::NoRandomness)?;
        Ok(Self(secret))
    }

    /// What comes back with the answer.
    pub(crate) fn state(&self) -> String {
        self.derived("state")
    }

    /// What the ID token must hold.
    pub(crate) fn nonce(&self) -> String {
        self.derived("nonce")
    }

    /// What proves to the provider that the code is used by whoever asked for it.
    pub(crate) fn verifier(&self) -> String {
        self.derived("verifier")
    }

    /// The hash of the verifier, which goes ahead.
    pub(crate) fn challenge(&self) -> String {
        URL_SAFE_NO_PAD.encode(digest(&SHA256, self.verifier().as_bytes()))
    }

    /// Is that the state of this attempt?
    pub(crate) fn is_state(&self, state: &str) -> bool {
        self.state() == state
    }

    fn derived(&self, purpose: &str) -> String {
        let mut hash = Context::new(&SHA256);
        hash.update(purpose.as_bytes());
        hash.update(&self.0);
        URL_SAFE_NO_PAD.encode(hash.finish())
    }
}

/// As it stands in a cookie.
impl fmt::Display for Attempt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&URL_SAFE_NO_PAD.encode(self.0))
    }
}

/// It does not go into a log.
impl fmt::Debug for Attempt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Attempt")
    }
}

/// A text that is no attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAnAttempt;

impl FromStr for Attempt {
    type Err = NotAnAttempt;

    fn from_str(text: &str) -> Result<Self, NotAnAttempt> {
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| NotAnAttempt)?;
        Ok(Self(bytes.try_into().map_err(|_| NotAnAttempt)?))
    }
}

#[cfg(test)]
mod tests {
    use super::{Attempt, NotAnAttempt};

    #[test]
    fn what_is_sent_does_not_tell_what_is_kept() {
        let attempt: Attempt = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            .parse()
            .expect("an attempt");
        let all = [
            attempt.state(),
            attempt.nonce(),
            attempt.verifier(),
            attempt.challenge(),
            attempt.to_string(),
        ];
        for (number, one) in all.iter().enumerate() {
            assert_eq!(one.len(), 43, "as long as PKCE asks");
            assert!(!all[..number].contains(one));
        }
        assert!(attempt.is_state(&attempt.state()));
        assert!(!attempt.is_state(""));
        let other = Attempt::new().expect("randomness");
        assert!(!other.is_state(&attempt.state()));
    }

    #[test]
    fn a_cookie_that_was_tampered_with_is_no_attempt() {
        for text in ["", "AAAA", "not base64!", &"A".repeat(44)] {
            assert_eq!(text.parse::<Attempt>(), Err(NotAnAttempt), "{text}");
        }
    }
}
