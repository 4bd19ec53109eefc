//! What a proposal is called in addresses and on paper.

use std::fmt;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use proposal::option_letter;
use storage::ProposalId;

use crate::bodies::BodyKey;
use crate::error::AppError;
use crate::muster::Muster;

/// `P-19-04`: the fourth proposal to a council that was begun in 2019. In addresses it may go on to an
/// option that is worked on in the place of the one that is proposed: `p-19-04.b`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Reference {
    number: String,
    option: Option<usize>,
}

impl Reference {
    /// The reference as somebody wrote it.
    pub fn of(text: &str) -> Self {
        let number = text.trim().to_uppercase();
        let parts = number.split_once('.');
        let option = parts.and_then(|(number, letter)| Some((number, place_of(letter)?)));
        match option {
            Some((number, option)) => Self {
                number: number.to_owned(),
                option: Some(option),
            },
            None => Self {
                number,
                option: None,
            },
        }
    }

    /// As it stands in an address: `p-19-04`, `p-19-04.b`.
    pub fn in_address(&self) -> String {
        let number = self.number.to_lowercase();
        match self.option {
            Some(option) => format!("{number}.{}", option_letter(option).to_lowercase()),
            None => number,
        }
    }

    /// The option that is worked on, by its place in the case; none for the one that is proposed.
    pub fn option(&self) -> Option<usize> {
        self.option
    }

    /// The same proposal, to work on another option; on the one that is proposed, without one.
    #[must_use]
    pub fn with_option(&self, option: Option<usize>) -> Self {
        Self {
            option,
            ..self.clone()
        }
    }

    /// Is it the same proposal, whichever option is worked on?
    pub fn is_same_proposal(&self, other: &Self) -> bool {
        self.number == other.number
    }

    /// The references of proposals, given in the order in which they were begun.
    pub(crate) fn of_all(begun: &[(ProposalId, Timestamp)]) -> Vec<(ProposalId, Self)> {
        let year = |at: &Timestamp| at.to_zoned(TimeZone::UTC).year();
        let of = |(index, (id, at)): (usize, &(ProposalId, Timestamp))| {
            let before = begun[..index].iter();
            let number = before.filter(|(_, other)| year(other) == year(at)).count() + 1;
            let year = year(at) % 100;
            (*id, Self::of(&format!("P-{year:02}-{number:02}")))
        };
        begun.iter().enumerate().map(of).collect()
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.number)
    }
}

impl Muster {
    /// What a proposal to a council is called.
    pub(crate) async fn reference_of(
        &self,
        body: &BodyKey,
        proposal: ProposalId,
    ) -> Result<Reference, AppError> {
        let references = Reference::of_all(&self.store.proposals_begun(body.as_str()).await?);
        let own = references.into_iter().find(|(id, _)| *id == proposal);
        own.map(|(_, reference)| reference)
            .ok_or(AppError::NotFound("proposal"))
    }
}

/// The place of the option that a letter or number calls.
fn place_of(letter: &str) -> Option<usize> {
    let number = || letter.parse::<usize>().ok().filter(|number| *number > 26);
    match letter.as_bytes() {
        [letter @ b'A'..=b'Z'] => Some(usize::from(letter - b'A')),
        _ => number().map(|number| number - 1),
    }
}
