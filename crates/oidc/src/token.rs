//! What an ID token must say: section 3.1.3.7 of OpenID Connect Core 1.0.

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::attempt::Attempt;
use crate::fault::Fault;
use crate::settings::Settings;

/// By how many seconds the clocks of two machines may differ.
const LEEWAY: i64 = 60;

/// The longest subject, in characters: section 2 of the standard.
const LONGEST_SUBJECT: usize = 255;

/// What a token says, once every check has passed.
pub(crate) struct Proved {
    pub(crate) subject: String,
    pub(crate) claims: Map<String, Value>,
}

/// What every ID token must say.
#[derive(Deserialize)]
struct Required {
    iss: String,
    sub: String,
    aud: Audience,
    exp: i64,
    iat: i64,
    nbf: Option<i64>,
    nonce: Option<String>,
    azp: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Several(Vec<String>),
}

impl Audience {
    /// Is it that one alone? A token that others may use too is not trusted.
    fn is(&self, client: &str) -> bool {
        match self {
            Self::One(one) => one == client,
            Self::Several(several) => {
                !several.is_empty() && several.iter().all(|one| one == client)
            }
        }
    }
}

/// What a token must say besides its signature.
///
/// # Errors
/// The first of the checks that fails.
pub(crate) fn checked(
    claims: Map<String, Value>,
    settings: &Settings,
    attempt: &Attempt,
    now: Timestamp,
) -> Result<Proved, Fault> {
    let said = serde_json::from_value(Value::Object(claims.clone()));
    let said: Required = said.map_err(|_| Fault::Unreadable)?;
    if said.iss != settings.issuer {
        return Err(Fault::WrongIssuer);
    }
    let is_ours = said.azp.is_none_or(|party| party == settings.client_id);
    if !said.aud.is(&settings.client_id) || !is_ours {
        return Err(Fault::WrongAudience);
    }
    let now = now.as_second();
    if said.exp.saturating_add(LEEWAY) <= now {
        return Err(Fault::Expired);
    }
    if said
        .iat
        .max(said.nbf.unwrap_or(said.iat))
        .saturating_sub(LEEWAY)
        > now
    {
        return Err(Fault::Clock);
    }
    if said.nonce.as_deref() != Some(&attempt.nonce()) {
        return Err(Fault::WrongNonce);
    }
    if said.sub.is_empty() || said.sub.chars().count() > LONGEST_SUBJECT {
        return Err(Fault::Unreadable);
    }
    Ok(Proved {
        subject: said.sub,
        claims,
    })
}
