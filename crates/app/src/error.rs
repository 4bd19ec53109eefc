//! Why a use case could not be carried out.

use access::{CaseDeed, Deed};
use base::Date;
use exchange::OpeningError;
use governance::{Missing, State};
use storage::StoreError;
use thiserror::Error;

use crate::councils::SettingFault;
use crate::import::Kept;
use crate::password::WeakPassword;
use crate::proposals::NotAnswered;

/// Why a use case could not be carried out.
#[derive(Debug, Error)]
pub enum AppError {
    /// The actor may not do that.
    #[error("you may not {}", .0.words())]
    Refused(Deed),
    /// The actor is on the proposal, but may not do that with it.
    #[error("you may not {}", .0.words())]
    RefusedInCase(CaseDeed),
    /// The actor may do that in another part of the council, but not in this one.
    #[error("you may not {} here: your access does not reach this proposal", .0.words())]
    OutOfReach(Deed),
    /// There is no such council, post or unit: or not as it was recorded then.
    #[error("there is no such {0}")]
    NotFound(&'static str),
    /// Something of the council is recorded, so nothing can be its opening balance.
    #[error("the register already holds posts of {0}")]
    AlreadyHeld(String),
    /// What would go into the ledger, and stay there, names somebody who holds a post.
    #[error("{0} must not hold the name of somebody who holds a post: what is recorded stays")]
    NamesHolder(Kept),
    /// A list that cannot be recorded as it is.
    #[error(transparent)]
    Opening(#[from] OpeningError),
    /// A date that cannot be asked for.
    #[error("“as recorded at” must be today or in the past")]
    NotYetRecorded,
    /// The code for setting up is another.
    #[error("that is not the code that was printed where Muster was started")]
    WrongCode,
    /// No account has that name and password.
    #[error("the sign-in name or the password is wrong")]
    WrongSignIn,
    /// The identity provider says who it is, and nobody here has an account for that person.
    #[error("you have no account for Muster yet")]
    NoAccountYet,
    /// The account of that person has ended.
    #[error("your account for Muster has ended")]
    AccountEnded,
    /// A password is for administrators alone: everybody else signs in through the identity provider.
    #[error("only administrators sign in with a password here")]
    PasswordsOff,
    /// A text that is no e-mail address.
    #[error("an e-mail address looks like name@example.org")]
    NotAnAddress,
    /// Messages are wanted, and there is no address for them.
    #[error("there is no e-mail address for messages")]
    NowhereToSend,
    /// Too many failures; the password is not looked at until then.
    #[error("there were too many wrong passwords; try again in {}", minutes_in_words(*.minutes))]
    TooManyFailures {
        /// How long, rounded up.
        minutes: i64,
    },
    /// A password that others could guess.
    #[error(transparent)]
    WeakPassword(#[from] WeakPassword),
    /// A name is missing.
    #[error("a name and a sign-in name are needed")]
    NoName,
    /// An account that could be used for nothing.
    #[error("an account needs something that it may be used for")]
    NoRoles,
    /// What is to be set for a council is wrong.
    #[error("{}", in_words(.0))]
    Settings(Vec<SettingFault>),
    /// A comment without words.
    #[error("a comment needs words")]
    NoWords,
    /// A comment that is too long.
    #[error("a comment has {0} characters at most")]
    TooManyWords(usize),
    /// A consultation that takes no answer.
    #[error("{}", .0.words())]
    NotAnswered(NotAnswered),
    /// A step for which something is missing.
    #[error("{}", missing_in_words(.0))]
    StepNotAllowed(Vec<Missing>),
    /// A promise that is kept already, or was not made for such a unit.
    #[error("the promise is kept already, or is not open for that unit")]
    AlreadyKept,
    /// A part of a proposal goes back to those who gave it, and nowhere else.
    #[error(
        "this is a part of a proposal: it goes back to those who gave it, and takes no step by itself"
    )]
    OfAPart,
    /// The author of a proposal does not sign it.
    #[error("you wrote this proposal, so someone else must sign it")]
    OwnProposal,
    /// What was published, decided or withdrawn stays as it is.
    #[error("a proposal that is {} can no longer be changed", .0.words().to_lowercase())]
    NoLongerChanged(State),
    /// A decision has no effect while it can be called in.
    #[error("call-in has not ended: its last day is {}", base::long_date(*.0))]
    CallInNotOver(Date),
    /// A report is published for a meeting.
    #[error("the case does not say when and by whom it is decided")]
    NoMeeting,
    /// A document of a publication could not be made.
    #[error("a document of the report could not be made: {0}")]
    NotMade(String),
    /// A step of a case that this Muster cannot read.
    #[error("a step of the case cannot be read: {0}")]
    UnreadableStep(#[from] governance::Unreadable),
    /// The password could not be hashed.
    #[error("the password could not be hashed: {0}")]
    Hashing(String),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

fn missing_in_words(missing: &[Missing]) -> String {
    let words: Vec<&str> = missing.iter().map(|one| one.words.as_str()).collect();
    words.join("; ")
}

fn in_words(faults: &[SettingFault]) -> String {
    let words: Vec<String> = faults.iter().map(ToString::to_string).collect();
    words.join("; ")
}

fn minutes_in_words(minutes: i64) -> String {
    match minutes {
        1 => "1 minute".to_owned(),
        minutes => format!("{minutes} minutes"),
    }
}
