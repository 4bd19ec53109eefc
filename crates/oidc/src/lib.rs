//! Single sign-on: who somebody is, as an identity provider says by OpenID Connect.
//!
//! ```text
//! browser ──▶ Provider::begin ──▶ address at the provider, with what only this browser can answer
//!   │            Attempt: one secret, kept by the browser; state, nonce and PKCE follow from it
//!   ▼
//! provider ──▶ Provider::finish ──▶ Identity       issuer, subject, verified address, groups
//!                 code for tokens, then every check of the ID token, else a Fault
//! ```
//!
//! The authorisation code flow of [OpenID Connect Core 1.0](https://openid.net/specs/openid-connect-core-1_0.html)
//! with PKCE ([RFC 7636](https://www.rfc-editor.org/rfc/rfc7636)) and the practice of
//! [RFC 9700](https://www.rfc-editor.org/rfc/rfc9700). Signatures are checked by `ring`. A key that is
//! not known yet is asked for once more, so a provider may change its keys.
//!
//! This crate does not know accounts, does not store anything, and has no clock: it is told the time.
//! Start with [`Provider`].

mod attempt;
mod discovery;
mod fault;
mod http;
mod identity;
mod provider;
mod settings;
mod signature;
mod token;

pub use attempt::{Attempt, NotAnAttempt};
pub use fault::Fault;
pub use identity::Identity;
pub use provider::{Answer, Provider};
pub use settings::{ClaimNames, Secret, Settings, SettingsError};
