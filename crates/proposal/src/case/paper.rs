//! The report as a paper: its words, what it asks, what stands behind it.

use base::{Date, Known, When};
use diagnostics::{At, Place};

use super::Change;

/// The author's words: paragraphs, lists, figures by name. `prose` takes it apart.
#[derive(Clone, Debug)]
pub struct Prose {
    /// As written.
    pub text: String,
    /// The string in the file, quotes and all.
    pub place: Place,
    /// How far the text lies from the start of the place, if it stands there letter by letter.
    pub offset: Option<usize>,
}

/// One section of the report.
#[derive(Clone, Debug)]
pub struct Section {
    /// Where it is written: its key, or the whole record of a section of the author's own.
    pub place: Place,
    /// Its key in the body profile, or empty for a section of the author's own.
    pub key: String,
    /// Its heading, if it is not the body profile's.
    pub heading: Option<At<String>>,
    /// The key of the section after which a section of the author's own comes; at the end if not said.
    pub after: Option<At<String>>,
    /// Its words.
    pub prose: Prose,
}

/// What the decision-maker is asked.
#[derive(Clone, Debug)]
pub struct Recommendation {
    /// Where it is written.
    pub place: Place,
    /// The author's words; made from the change set if absent.
    pub text: Option<Prose>,
    /// Titles of the changes that it covers, or `all`, or `none`.
    pub covers: Option<Vec<At<String>>>,
    /// The body or member whose approval it also needs.
    pub subject_to: Option<At<String>>,
    /// Names of the funding sources whose use it asks for.
    pub funding: Vec<At<String>>,
    /// What is asked: `approve`, `note`, `refer`.
    pub asks: Option<At<String>>,
}

/// The cover of the report, where it repeats what is asked.
#[derive(Clone, Debug, Default)]
pub struct Cover {
    /// The recommendations as the cover words them.
    pub recommendations: Vec<Prose>,
    /// The summary on the cover.
    pub summary: Option<Prose>,
    /// Cover fields that the paper leaves blank, such as `Report No`.
    pub blank: Vec<At<String>>,
}

/// An officer's comment. The role and the date stand for the officer.
#[derive(Clone, Debug)]
pub struct Comment {
    /// Where it is written.
    pub place: Place,
    /// The kind, as the body profile calls it: `constitutional`, `financial`, `hr`.
    pub kind: At<String>,
    /// The officer's role.
    pub role: Option<At<String>>,
    /// Its day.
    pub date: Option<At<Date>>,
    /// The words.
    pub text: Option<Prose>,
}

/// An appendix.
#[derive(Clone, Debug)]
pub struct Appendix {
    /// Where it is listed.
    pub place: Place,
    /// `Appendix 1`.
    pub name: At<String>,
    /// Its title.
    pub title: Option<At<String>>,
    /// Is it in the text that is held?
    pub held: bool,
    /// The view that Muster prints as this appendix: `structure before`, `structure after`, `changes`.
    pub shows: Option<At<String>>,
}

/// A background paper or an earlier decision.
#[derive(Clone, Debug)]
pub struct Paper {
    /// Where it is listed.
    pub place: Place,
    /// Its title.
    pub title: At<String>,
    /// The committee, member or officer.
    pub decision_maker: Option<At<String>>,
    /// Its day.
    pub date: Option<At<When>>,
    /// What kind of paper.
    pub kind: PaperKind,
    /// The paragraph that relies on it.
    pub paragraph: Option<At<String>>,
}

/// The kinds of paper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PaperKind {
    /// A report on which a body decided.
    #[default]
    Report,
    /// Any other document.
    Document,
}

/// An option that was considered.
#[derive(Clone, Debug)]
pub struct ProposalOption {
    /// Where it is described.
    pub place: Place,
    /// What it is called.
    pub name: At<String>,
    /// What it is.
    pub text: Option<At<String>>,
    /// Why it was rejected.
    pub rejected_because: Option<At<String>>,
    /// Is it the one that the paper proposes?
    pub adopted: bool,
    /// What it changes, where it is not the one that is proposed: the changes of that one are the case's.
    pub changes: Vec<Change>,
}

/// Something that the decision promises.
#[derive(Clone, Debug)]
pub struct Obligation {
    /// Where it is listed.
    pub place: Place,
    /// What.
    pub what: At<String>,
    /// By when, in the paper's words: `early 2019`.
    pub due: Option<At<String>>,
    /// The last day that those words can mean.
    pub by: Option<At<When>>,
    /// The units that it is about.
    pub about: Vec<At<String>>,
    /// The paragraph or recommendation.
    pub paragraph: Option<At<String>>,
}

/// An earlier promise that this decision keeps, wholly or for some units.
#[derive(Clone, Debug)]
pub struct Discharge {
    /// Where it is listed.
    pub place: Place,
    /// Words of the promise.
    pub what: At<String>,
    /// The day of the decision that made it.
    pub of: At<Date>,
    /// The units for which it is kept; all if not said.
    pub units: Vec<At<String>>,
}

/// The decision as it was recorded.
#[derive(Clone, Debug)]
pub struct DecisionRecord {
    /// Where it is written.
    pub place: Place,
    /// Its day.
    pub date: At<Date>,
    /// One outcome a recommendation, in order, or one for all; not known where it cannot be read.
    pub outcomes: Vec<At<Known<Outcome>>>,
    /// The minute or record.
    pub source: Option<At<String>>,
}

/// What a decision-maker did with a recommendation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Agreed as it was asked.
    Approved,
    /// Agreed with changes.
    ApprovedAsAmended,
    /// Agreed if something else happens.
    ApprovedOnConditions,
    /// Heard; nothing was decided.
    Noted,
    /// Passed on to another body with a recommendation.
    Recommended,
    /// Put off.
    Deferred,
    /// Not agreed.
    Refused,
    /// Left to somebody else to decide.
    Delegated,
}

impl Outcome {
    /// Every outcome.
    pub const ALL: [Self; 8] = [
        Self::Approved,
        Self::ApprovedAsAmended,
        Self::ApprovedOnConditions,
        Self::Noted,
        Self::Recommended,
        Self::Deferred,
        Self::Refused,
        Self::Delegated,
    ];

    /// The words of a case file and of the report.
    pub fn words(self) -> &'static str {
        match self {
            Self::Approved => "approved",
            Self::ApprovedAsAmended => "approved as amended",
            Self::ApprovedOnConditions => "approved subject to conditions",
            Self::Noted => "noted",
            Self::Recommended => "recommended",
            Self::Deferred => "deferred",
            Self::Refused => "refused",
            Self::Delegated => "delegated",
        }
    }
}
