//! Passwords: which are accepted, and how they are kept.
//!
//! At least twelve characters and none of the passwords that are tried first: the two together are what
//! Cyber Essentials asks of passwords without a second factor, and the NCSC advises three random words.
//! The rest is as in NIST SP 800-63B: long rather than mixed, no expiry, anything may be typed and
//! pasted, and what was typed can be shown.

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use thiserror::Error;

use crate::error::AppError;

/// The fewest characters of a password.
pub const FEWEST_CHARACTERS: usize = 12;

/// The most characters of a password: hashing a longer one would only take time.
pub const MOST_CHARACTERS: usize = 256;

/// Words of which the passwords on every list are made.
const COMMON: &[&str] = &[
    "password",
    "passw0rd",
    "letmein",
    "welcome",
    "qwerty",
    "qwertyuiop",
    "asdfgh",
    "zxcvbn",
    "iloveyou",
    "admin",
    "administrator",
    "muster",
    "council",
    "football",
    "liverpool",
    "arsenal",
    "chelsea",
    "monkey",
    "dragon",
    "sunshine",
    "princess",
    "superman",
    "changeme",
    "secret",
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "spring",
    "summer",
    "autumn",
    "winter",
    "monday",
    "friday",
];

/// Why a password is not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum WeakPassword {
    /// It is too short.
    #[error(
        "the password must have {FEWEST_CHARACTERS} characters or more; three unrelated words work well"
    )]
    TooShort,
    /// It is longer than anything that is typed.
    #[error("the password must have {MOST_CHARACTERS} characters or fewer")]
    TooLong,
    /// It is one of those that are tried first.
    #[error("the password is one of those that are tried first; three unrelated words work well")]
    Guessable,
}

/// Is a password hard to guess for somebody who knows these names?
///
/// # Errors
/// [`WeakPassword`].
pub(crate) fn check(password: &str, names: &[&str]) -> Result<(), WeakPassword> {
    match password.chars().count() {
        short if short < FEWEST_CHARACTERS => return Err(WeakPassword::TooShort),
        long if long > MOST_CHARACTERS => return Err(WeakPassword::TooLong),
        _ => {}
    }
    // What is left once the words that everybody tries, the names and all that is not a letter are
    // taken away must still hold something of one's own.
    let mut rest = password.to_lowercase();
    let names = names
        .iter()
        .flat_map(|name| name.split(|c: char| !c.is_alphanumeric()));
    let names = names
        .map(str::to_lowercase)
        .filter(|name| name.chars().count() > 2);
    for word in names.chain(COMMON.iter().map(|word| (*word).to_owned())) {
        rest = rest.replace(&word, "");
    }
    let letters: Vec<char> = rest.chars().filter(|c| c.is_alphabetic()).collect();
    let digits = rest.chars().filter(|c| c.is_numeric()).count();
    let mut different = letters.clone();
    different.sort_unstable();
    different.dedup();
    match different.len() >= 5 || (different.len() >= 3 && digits >= 6) {
        true => Ok(()),
        false => Err(WeakPassword::Guessable),
    }
}

/// The argon2id hash of a password, with parameters and salt.
pub(crate) async fn hash(password: String) -> Result<String, AppError> {
    aside(move || {
        let hash = Argon2::default().hash_password(password.as_bytes());
        hash.map(|hash| hash.to_string())
            .map_err(|error| AppError::Hashing(error.to_string()))
    })
    .await
}

/// Is this the password? Without a hash it takes as long, so that nobody can tell by the time
/// whether there is such an account.
pub(crate) async fn is_right(password: String, hash: Option<String>) -> Result<bool, AppError> {
    aside(move || {
        let Some(hash) = hash else {
            let hash = Argon2::default().hash_password(password.as_bytes());
            return hash
                .map(|_| false)
                .map_err(|error| AppError::Hashing(error.to_string()));
        };
        let hash =
            PasswordHash::new(&hash).map_err(|error| AppError::Hashing(error.to_string()))?;
        let right = Argon2::default().verify_password(password.as_bytes(), &hash);
        Ok(right.is_ok())
    })
    .await
}

/// Hashing takes tens of milliseconds and 19 MiB: it is done beside everything else.
async fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => done,
        Err(panicked) => std::panic::resume_unwind(panicked.into_panic()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_is_good_and_common_is_not() {
        let names = ["Group manager 2", "manager2"];
        for good in [
            "correct horse battery",
            "teapot lantern gravel",
            "Xk4-pq9-Zm2-vv",
            "пароль из трёх слов",
            "    rhubarb pianos    ",
        ] {
            assert_eq!(check(good, &names), Ok(()), "{good}");
        }
        for bad in [
            "Password1234",
            "passwordpassword",
            "aaaaaaaaaaaaa",
            "123456789012",
            "Summer2026!!!",
            "qwertyuiop123",
            "groupmanager2",
            "Liverpool2026",
        ] {
            assert_eq!(check(bad, &names), Err(WeakPassword::Guessable), "{bad}");
        }
        assert_eq!(check("teapot", &names), Err(WeakPassword::TooShort));
        assert_eq!(
            check(&"teapot".repeat(50), &names),
            Err(WeakPassword::TooLong)
        );
    }
}
