//! Why nobody is signed in.

use thiserror::Error;

/// Why nobody is signed in. What it says holds nothing that came from outside, so it may go into a log and a
/// trail.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Fault {
    /// The provider does not answer, or not in time, or says that it cannot.
    #[error("the identity provider could not be reached")]
    Unreachable,
    /// What the provider says of itself does not fit what is set here.
    #[error("the identity provider and the settings do not fit together: {0}")]
    Misfit(&'static str),
    /// The answer belongs to no attempt of this browser: it is old, came twice, or is somebody else's.
    #[error("the answer belongs to no attempt to sign in from this browser")]
    WrongState,
    /// The provider says that the person was not let in, or went back.
    #[error("the identity provider let nobody in")]
    Declined,
    /// The code was used before, or is too old.
    #[error("the identity provider refused the code: it was used before, or is too old")]
    CodeRefused,
    /// The token is too old.
    #[error("the identity provider\u{2019}s token has expired")]
    Expired,
    /// The token is of a time that is yet to come.
    #[error("the clocks of Muster and the identity provider disagree")]
    Clock,
    /// The token is of another provider.
    #[error("the token is of another issuer")]
    WrongIssuer,
    /// The token is meant for another program.
    #[error("the token is meant for another program")]
    WrongAudience,
    /// The token belongs to another attempt.
    #[error("the token belongs to another attempt to sign in")]
    WrongNonce,
    /// No key of the provider made the signature.
    #[error("the token is not signed by the identity provider")]
    WrongSignature,
    /// What came is no token.
    #[error("the token cannot be read")]
    Unreadable,
    /// The system gives no random numbers.
    #[error("the system gives no random numbers")]
    NoRandomness,
}
