//! What of a case the public may not read, and what an edition for the public says of it.

use diagnostics::{At, Place};

/// Something that is withheld from the public, on a ground.
#[derive(Clone, Debug)]
pub struct Exemption {
    /// Where it is written.
    pub place: Place,
    /// What kind of part it is.
    pub part: ExemptPart,
    /// Which of that kind: a name, a title, the key of a section, the first words of a paragraph.
    pub of: At<String>,
    /// Which fields of posts; their pay and their holders if not said.
    pub fields: Vec<At<ExemptField>>,
    /// May the sums be public in which the withheld pay counts, or those of the structure that is withheld?
    pub totals: bool,
    /// The paragraph of Part 1 of Schedule 12A; none where it could not be read.
    pub ground: Option<At<u32>>,
    /// Why the public interest in withholding it outweighs that in telling it; none where it could not be read.
    pub reason: Option<At<String>>,
}

impl Exemption {
    /// Does it withhold that field of posts?
    pub fn withholds(&self, field: ExemptField) -> bool {
        let said = self.fields.iter().any(|at| at.value == field);
        said || (self.fields.is_empty() && field != ExemptField::Title)
    }
}

/// The parts of a case that can be exempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ExemptPart {
    /// The whole report.
    Document,
    /// An appendix, by name.
    Appendix,
    /// A section of the report, by key, or by heading where it is the author's own.
    Section,
    /// A paragraph of the report, by its number or its first words.
    Paragraph,
    /// An officer's comment, by its kind.
    Comment,
    /// Posts of a title, whether the base has them or a change is about them.
    Posts,
    /// A stated figure, by name.
    Stated,
    /// Who pays, by name.
    Funding,
    /// A saving, by name.
    Saving,
    /// A budget, by its unit.
    Budget,
    /// An option, by name.
    Option,
    /// People who are placed together, by name.
    Pool,
    /// A background paper, by title.
    Paper,
}

impl ExemptPart {
    /// Every one, in the order of the manual.
    pub const ALL: [Self; 13] = [
        Self::Document,
        Self::Appendix,
        Self::Section,
        Self::Paragraph,
        Self::Comment,
        Self::Posts,
        Self::Stated,
        Self::Funding,
        Self::Saving,
        Self::Budget,
        Self::Option,
        Self::Pool,
        Self::Paper,
    ];

    /// The field of a case file that names it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Appendix => "appendix",
            Self::Section => "section",
            Self::Paragraph => "paragraph",
            Self::Comment => "comment",
            Self::Posts => "posts",
            Self::Stated => "stated",
            Self::Funding => "funding",
            Self::Saving => "saving",
            Self::Budget => "budget",
            Self::Option => "option",
            Self::Pool => "pool",
            Self::Paper => "paper",
        }
    }

    /// What a person calls it.
    pub fn words(self) -> &'static str {
        match self {
            Self::Document => "The whole report",
            Self::Appendix => "An appendix",
            Self::Section => "A section of the report",
            Self::Paragraph => "A paragraph of the report",
            Self::Comment => "An officer\u{2019}s comment",
            Self::Posts => "Pay or holders of posts",
            Self::Stated => "A stated figure",
            Self::Funding => "A source of money",
            Self::Saving => "A saving",
            Self::Budget => "A budget",
            Self::Option => "An option",
            Self::Pool => "People who are placed together",
            Self::Paper => "A background paper",
        }
    }
}

/// The fields of posts that can be exempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ExemptField {
    /// Grade, point, cost and payments: each tells the others.
    Pay,
    /// Whether the posts are held, by how many, who covers them, and where their holders go.
    Holder,
    /// What they are called.
    Title,
}

/// What an edition for the public says of something that is withheld: never what it was.
#[derive(Clone, Debug)]
pub struct Withheld {
    /// Where it is written.
    pub place: Place,
    /// What it is, as the public reads it.
    pub what: At<String>,
    /// The paragraph of Part 1 of Schedule 12A; none for a small number.
    pub ground: Option<At<u32>>,
    /// Why.
    pub reason: Option<At<String>>,
    /// Titles of the posts of which the pay is withheld, as the public reads them.
    pub pay_of: Vec<At<String>>,
    /// The view that is not printed: `structure before`, `structure after`, `changes`.
    pub shows: Option<At<String>>,
    /// May the sums of that structure be told?
    pub totals: bool,
}
