//! Who may do what with one proposal: a second table, for those who are on it.

/// What somebody is to a proposal. Whoever has none is not on it, and for them it is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Capacity {
    /// Writes it, alone or with others.
    Author,
    /// Was asked to read it and to comment before it is published.
    Reviewer,
}

impl Capacity {
    /// Every one.
    pub const ALL: [Self; 2] = [Self::Author, Self::Reviewer];

    /// Its name in the database and in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Author => "author",
            Self::Reviewer => "reviewer",
        }
    }

    /// The one of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }
}

/// Something that can be done with a proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CaseDeed {
    /// Read it as it stands: changes, figures, findings, the report.
    Read,
    /// Comment on a part of it, and answer comments.
    Comment,
    /// Close a comment that somebody else wrote, and open it again.
    CloseComments,
    /// Save a revision of it.
    Change,
    /// Say who else is on it.
    ChoosePeople,
}

impl CaseDeed {
    /// Every one, in the order of the table.
    pub const ALL: [Self; 5] = [
        Self::Read,
        Self::Comment,
        Self::CloseComments,
        Self::Change,
        Self::ChoosePeople,
    ];

    /// As it is said: "may not …".
    pub fn words(self) -> &'static str {
        match self {
            Self::Read => "read this proposal",
            Self::Comment => "comment on this proposal",
            Self::CloseComments => "close other people\u{2019}s comments",
            Self::Change => "change this proposal",
            Self::ChoosePeople => "say who is on this proposal",
        }
    }
}

/// May somebody in that capacity do that?
pub fn may_in_case(capacity: Capacity, deed: CaseDeed) -> bool {
    match (capacity, deed) {
        (Capacity::Author, _) | (Capacity::Reviewer, CaseDeed::Read | CaseDeed::Comment) => true,
        (
            Capacity::Reviewer,
            CaseDeed::CloseComments | CaseDeed::Change | CaseDeed::ChoosePeople,
        ) => false,
    }
}

/// The table of who may do what with a proposal, for a person to read.
pub fn case_table() -> String {
    let mut text = format!("{:<34}", "");
    for capacity in Capacity::ALL {
        text += &format!("{:<11}", capacity.name());
    }
    for deed in CaseDeed::ALL {
        text = text.trim_end().to_owned() + &format!("\n{:<34}", deed.words());
        for capacity in Capacity::ALL {
            let word = if may_in_case(capacity, deed) {
                "may"
            } else {
                "-"
            };
            text += &format!("{word:<11}");
        }
    }
    text.trim_end().to_owned() + "\n"
}
