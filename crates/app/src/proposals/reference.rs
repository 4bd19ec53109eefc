//! What a proposal is called in addresses and on paper.

use std::fmt;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use storage::ProposalId;

/// `P-19-04`: the fourth proposal to a council that was begun in 2019.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Reference(String);

impl Reference {
    /// The reference as somebody wrote it.
    pub fn of(text: &str) -> Self {
        Self(text.trim().to_uppercase())
    }

    /// As it stands in an address: `p-19-04`.
    pub fn in_address(&self) -> String {
        self.0.to_lowercase()
    }

    /// The references of proposals, given in the order in which they were begun.
    pub(crate) fn of_all(begun: &[(ProposalId, Timestamp)]) -> Vec<(ProposalId, Self)> {
        let year = |at: &Timestamp| at.to_zoned(TimeZone::UTC).year();
        let of = |(index, (id, at)): (usize, &(ProposalId, Timestamp))| {
            let before = begun[..index].iter();
            let number = before.filter(|(_, other)| year(other) == year(at)).count() + 1;
            let year = year(at) % 100;
            (*id, Self(format!("P-{year:02}-{number:02}")))
        };
        begun.iter().enumerate().map(of).collect()
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}
