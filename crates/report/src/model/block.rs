//! What a section holds.

use crate::chart::{Chart, OnPaper};

use super::table::Table;

/// Words with figures and links in them.
pub type Words = Vec<Span>;

/// A block of a section, in reading order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading inside a section.
    Heading {
        /// One deeper than that of its section.
        level: u8,
        /// By what a link finds it.
        id: String,
        /// The heading.
        text: String,
    },
    /// A paragraph, numbered or not, with the list under it.
    Paragraph(Paragraph),
    /// A list without numbers.
    List(Vec<Words>),
    /// What is asked, numbered apart.
    Asked(Vec<Asked>),
    /// A table.
    Table(Table),
    /// A structure chart, as picture and as list.
    Figure(Box<Figure>),
    /// Something that the reader must not overlook.
    Notice(Notice),
    /// Labels and what they say.
    Facts(Vec<Fact>),
    /// Blanks for a decision and its signatures: what is to be filled in.
    Signatures(Vec<String>),
    /// A table that may be folded away on a screen; on paper it is open.
    Detail {
        /// What it holds, in a few words.
        summary: String,
        /// The table.
        table: Table,
    },
    /// Something that is wrong with the case.
    Finding(Finding),
}

/// A paragraph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paragraph {
    /// By what a link finds it, if it is numbered: `p12`.
    pub id: Option<String>,
    /// Its number: `12` or `6.1`.
    pub number: Option<String>,
    /// Its words.
    pub words: Words,
    /// The list under it.
    pub items: Vec<Words>,
}

/// A recommendation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// By what a link finds it: `r1`.
    pub id: String,
    /// Its number, without the bracket.
    pub number: u32,
    /// Its paragraphs.
    pub paragraphs: Vec<Paragraph>,
    /// What it rests on: change lines, approvals, funding. One sentence each.
    pub notes: Vec<Words>,
}

/// A part of some words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Span {
    /// Words.
    Text(String),
    /// A figure that the author called by name.
    Figure {
        /// As printed.
        text: String,
        /// What it is.
        label: String,
        /// Whether it was computed or stated.
        origin: Origin,
    },
    /// A name that means no figure, as it is to be printed.
    Missing(String),
    /// Words that lead to another place of the report.
    Link {
        /// The words.
        text: String,
        /// The id of the place.
        to: String,
    },
}

impl Span {
    /// Plain words.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// What a reader reads.
    pub fn plain(&self) -> &str {
        match self {
            Self::Text(text)
            | Self::Missing(text)
            | Self::Figure { text, .. }
            | Self::Link { text, .. } => text,
        }
    }
}

/// Where a figure comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// It was worked out.
    Computed,
    /// The paper states it.
    Stated,
}

/// A label and what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// What is told.
    pub label: String,
    /// One answer or several.
    pub answers: Vec<Answer>,
}

impl Fact {
    /// A label with one answer.
    pub fn new(label: impl Into<String>, answer: impl Into<String>) -> Self {
        Self::several(label, vec![answer.into()])
    }

    /// A label with several answers.
    pub fn several(label: impl Into<String>, answers: Vec<String>) -> Self {
        Self {
            label: label.into(),
            answers: answers.into_iter().map(Answer::Known).collect(),
        }
    }

    /// A label whose answer is missing, and how that is said.
    pub fn missing(label: impl Into<String>, words: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            answers: vec![Answer::Missing(words.into())],
        }
    }
}

/// What a label says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The case says it.
    Known(String),
    /// It does not: "Not stated", "Left blank in the paper".
    Missing(String),
}

impl Answer {
    /// What a reader reads.
    pub fn plain(&self) -> &str {
        match self {
            Self::Known(text) | Self::Missing(text) => text,
        }
    }
}

/// Something that the reader must not overlook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What it is, in a few words.
    pub title: String,
    /// What it says.
    pub words: Words,
}

/// A structure chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// By what a link finds it: `figure-1`.
    pub id: String,
    /// `Figure 1: What changes`.
    pub caption: String,
    /// The chart on sheets of paper, on each of which it can be read; none if they were too many.
    pub paper: Option<OnPaper>,
    /// What stands on paper in place of a picture that would take too many sheets.
    pub on_paper: Option<String>,
    /// The chart. Its list is its text equivalent.
    pub chart: Chart,
    /// The heading over the list, and its level.
    pub list_heading: (u8, String),
}

impl Figure {
    /// What the picture of a sheet shows, counted from 0, for whoever does not see it, and where the same
    /// stands in words.
    pub fn alternative(&self, sheet: usize) -> String {
        let sheets = self.paper.as_ref().map_or(1, |paper| paper.charts.len());
        let mut words = self.caption.clone();
        if sheets > 1 {
            words.push_str(&format!(", sheet {} of {sheets}", sheet + 1));
        }
        words.push_str(". ");
        if let Some(description) = &self.chart.description {
            words.push_str(description.trim());
            words.push(' ');
        }
        words.push_str(&format!("{} follows.", self.list_heading.1));
        words
    }
}

/// Something that is wrong with the case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// How much it weighs, in words: "To be mended".
    pub severity: String,
    /// Its stable code.
    pub code: String,
    /// What is wrong.
    pub message: String,
    /// Where, and what is to be seen there: the place itself and others that bear on it.
    pub places: Vec<FindingPlace>,
    /// The figures behind it.
    pub figures: Vec<(String, String)>,
    /// How to mend it.
    pub help: Vec<String>,
    /// The reason for which the author lets it stand.
    pub acknowledged: Option<String>,
}

/// A place that a finding points at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindingPlace {
    /// `case.toml, line 12`.
    pub place: String,
    /// What is to be seen there; may be empty.
    pub words: String,
}
