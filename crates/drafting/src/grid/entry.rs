//! What a person types into a row.

use super::NOT_KNOWN;

/// What happens to posts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// They end.
    Disestablish,
    /// They end, and others are established in their place: the link is kept.
    Replace,
    /// They stay the same posts, with another title, grade or FTE.
    Change,
    /// They change for a time, and then go back to what they were.
    ForATime,
    /// Their end is taken off.
    MakePermanent,
    /// Their end is put later.
    Extend,
    /// They go to another unit.
    Transfer,
    /// Their holder is paid more for a time.
    Pay,
    /// They are new.
    Establish,
}

impl What {
    /// All that can happen to posts that exist, in the order of a list.
    pub const TO_POSTS: [Self; 8] = [
        Self::Disestablish,
        Self::Replace,
        Self::Change,
        Self::ForATime,
        Self::MakePermanent,
        Self::Extend,
        Self::Transfer,
        Self::Pay,
    ];

    /// As a page words it.
    pub fn words(self) -> &'static str {
        match self {
            Self::Disestablish => "Disestablish",
            Self::Replace => "Disestablish and establish in its place",
            Self::Change => "Change",
            Self::ForATime => "Change for a time",
            Self::MakePermanent => "Make permanent",
            Self::Extend => "Extend",
            Self::Transfer => "Transfer",
            Self::Pay => "Pay an honorarium",
            Self::Establish => "Establish",
        }
    }

    /// As a form sends it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Disestablish => "disestablish",
            Self::Replace => "replace",
            Self::Change => "change",
            Self::ForATime => "for-a-time",
            Self::MakePermanent => "make-permanent",
            Self::Extend => "extend",
            Self::Transfer => "transfer",
            Self::Pay => "pay",
            Self::Establish => "establish",
        }
    }

    /// What a form sent.
    pub fn of_key(key: &str) -> Option<Self> {
        let all = Self::TO_POSTS.into_iter().chain([Self::Establish]);
        all.into_iter().find(|what| what.key() == key)
    }

    /// Does a field apply to it?
    pub fn takes(self, field: Field) -> bool {
        let always = [Field::What, Field::From, Field::Paragraph, Field::Note];
        always.contains(&field) || self.fields().contains(&field)
    }

    /// The fields that apply to it, beside those that apply to all.
    pub fn fields(self) -> &'static [Field] {
        match self {
            Self::Disestablish => &[
                Field::Many,
                Field::Occupancy,
                Field::Route,
                Field::PostPoint,
                Field::PostCost,
            ],
            Self::Replace | Self::Change => &[
                Field::Many,
                Field::Title,
                Field::Grade,
                Field::Fte,
                Field::Tenure,
                Field::Until,
                Field::Unit,
                Field::ReportsTo,
                Field::Funding,
                Field::Occupancy,
                Field::Route,
                Field::Point,
                Field::Cost,
                Field::PostPoint,
                Field::PostCost,
            ],
            Self::ForATime => &[
                Field::Many,
                Field::Title,
                Field::Grade,
                Field::Fte,
                Field::Until,
                Field::Unit,
                Field::ReportsTo,
                Field::Funding,
                Field::Occupancy,
                Field::Point,
                Field::Cost,
                Field::PostPoint,
                Field::PostCost,
            ],
            Self::MakePermanent => &[
                Field::Many,
                Field::Funding,
                Field::Occupancy,
                Field::PostPoint,
                Field::PostCost,
            ],
            Self::Extend => &[
                Field::Many,
                Field::Until,
                Field::Funding,
                Field::Occupancy,
                Field::PostPoint,
                Field::PostCost,
            ],
            Self::Transfer => &[
                Field::Many,
                Field::Unit,
                Field::ReportsTo,
                Field::Occupancy,
                Field::Route,
                Field::PostPoint,
                Field::PostCost,
            ],
            Self::Pay => &[Field::Many, Field::Amount, Field::Until],
            Self::Establish => &[
                Field::Many,
                Field::Title,
                Field::Grade,
                Field::Fte,
                Field::Tenure,
                Field::Until,
                Field::Unit,
                Field::ReportsTo,
                Field::Funding,
                Field::InPlaceOf,
                Field::Route,
                Field::Point,
                Field::Cost,
            ],
        }
    }
}

/// How posts are filled, or where their holders go, in the words of a case file.
pub const ROUTES: [&str; 7] = [
    "slot-in",
    "transfer",
    "ring-fence",
    "selection",
    "enabling",
    "redeployment",
    "no change",
];
/// Whether posts have an end, as it is typed.
pub const TENURES: [&str; 2] = [PERMANENT, TEMPORARY];
pub(super) const PERMANENT: &str = "permanent";
pub(super) const TEMPORARY: &str = "temporary";
/// Whether somebody holds posts, as it is typed; how many people do is a number.
pub const OCCUPANCIES: [&str; 3] = [HELD, VACANT, NOT_KNOWN];
pub(super) const HELD: &str = "held";
pub(super) const VACANT: &str = "vacant";

/// A field of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// What happens.
    What,
    /// How many of the posts, or how much of their FTE.
    Many,
    /// The new title.
    Title,
    /// The new grade.
    Grade,
    /// The FTE of the new or changed posts together.
    Fte,
    /// The first day.
    From,
    /// Whether the new or changed posts are permanent or temporary.
    Tenure,
    /// The last day.
    Until,
    /// The unit to which they go, or in which they are established.
    Unit,
    /// The title of the post to which they report.
    ReportsTo,
    /// Who pays.
    Funding,
    /// The sum that is paid, for its whole term.
    Amount,
    /// The title of the posts in whose place they come.
    InPlaceOf,
    /// Whether somebody holds the posts that end or change.
    Occupancy,
    /// Where their holders go; for new posts, how they are filled.
    Route,
    /// The spine point at which one new or changed post is costed.
    Point,
    /// The stated full-year cost of one full-time post, new or changed.
    Cost,
    /// The spine point of the posts that exist before.
    PostPoint,
    /// The stated full-year cost of one full-time post of those that exist before.
    PostCost,
    /// The paragraph of the report.
    Paragraph,
    /// Anything else.
    Note,
}

impl Field {
    /// Every one, in the order of a form.
    pub const ALL: [Self; 21] = [
        Self::What,
        Self::Many,
        Self::Title,
        Self::Grade,
        Self::Fte,
        Self::From,
        Self::Tenure,
        Self::Until,
        Self::Unit,
        Self::ReportsTo,
        Self::Funding,
        Self::Amount,
        Self::InPlaceOf,
        Self::Occupancy,
        Self::Route,
        Self::Point,
        Self::Cost,
        Self::PostPoint,
        Self::PostCost,
        Self::Paragraph,
        Self::Note,
    ];

    /// As a form calls it.
    pub fn key(self) -> &'static str {
        match self {
            Self::What => "what",
            Self::Many => "many",
            Self::Title => "title",
            Self::Grade => "grade",
            Self::Fte => "fte",
            Self::From => "from",
            Self::Tenure => "tenure",
            Self::Until => "until",
            Self::Unit => "unit",
            Self::ReportsTo => "reports-to",
            Self::Funding => "funding",
            Self::Amount => "amount",
            Self::InPlaceOf => "in-place-of",
            Self::Occupancy => "occupancy",
            Self::Route => "route",
            Self::Point => "point",
            Self::Cost => "cost",
            Self::PostPoint => "post-point",
            Self::PostCost => "post-cost",
            Self::Paragraph => "paragraph",
            Self::Note => "note",
        }
    }

    /// As a page labels it.
    pub fn words(self) -> &'static str {
        match self {
            Self::What => "What happens",
            Self::Many => "How many",
            Self::Title => "New title",
            Self::Grade => "New grade",
            Self::Fte => "FTE",
            Self::From => "From",
            Self::Tenure => "Tenure",
            Self::Until => "Until",
            Self::Unit => "Unit",
            Self::ReportsTo => "Reports to",
            Self::Funding => "Paid by",
            Self::Amount => "Amount",
            Self::InPlaceOf => "Takes the place of",
            Self::Occupancy => "Held or vacant",
            Self::Route => "Where their holders go",
            Self::Point => "New spine point",
            Self::Cost => "New cost of one full-time post",
            Self::PostPoint => "Spine point now",
            Self::PostCost => "Cost of one full-time post now",
            Self::Paragraph => "Paragraph of the report",
            Self::Note => "Note",
        }
    }
}

/// The values of a row as typed; empty where nothing is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// What happens; nothing where that is not said.
    pub what: Option<What>,
    /// Is the row taken out of the proposal?
    pub taken_out: bool,
    values: [String; Field::ALL.len()],
}

impl Entry {
    /// What is typed in a field.
    pub fn get(&self, field: Field) -> &str {
        &self.values[field as usize]
    }

    /// Types into a field.
    pub fn set(&mut self, field: Field, text: impl Into<String>) {
        self.values[field as usize] = text.into();
    }

    /// The same with a field typed.
    #[must_use]
    pub fn with(mut self, field: Field, text: impl Into<String>) -> Self {
        self.set(field, text);
        self
    }

    /// Posts of the register to which this happens.
    pub fn to_posts(what: What) -> Self {
        Self {
            what: Some(what),
            ..Self::default()
        }
    }

    /// The same, taken out of the proposal.
    #[must_use]
    pub fn taken_out(mut self) -> Self {
        self.taken_out = true;
        self
    }

    /// Is nothing said at all?
    pub fn is_empty(&self) -> bool {
        self.what.is_none_or(|what| what == What::Establish)
            && self.values.iter().all(|value| value.trim().is_empty())
    }
}

/// What is wrong with what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// In which row.
    pub row: usize,
    /// In which field of it.
    pub field: Field,
    /// What is wrong, for whoever typed it.
    pub words: String,
}
