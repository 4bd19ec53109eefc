//! The report as a value: what a committee reads, in order, and nothing about how it looks.
//!
//! ```text
//! Report
//!   notices    what the reader must know first: this is a reconstruction
//!   head       body, title, the facts of the cover
//!   contents   what can be found where
//!   sections   heading, level, and blocks: paragraphs, lists, tables, figures, findings
//!   colophon   how the report was made: the small print
//! ```

mod block;
mod table;

use base::Date;

pub use proposal::{Look, Typeface};

pub use block::{
    Answer, Asked, Block, Fact, Figure, Finding, FindingPlace, Notice, Origin, Paragraph, Span,
    Words,
};
pub use table::{Align, Cell, Column, Row, RowKind, Table, Value};

/// A committee report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The title of the document.
    pub title: String,
    /// The date of the report, if the case states one.
    pub date: Option<Date>,
    /// What the reader must know before anything else.
    pub notices: Vec<Notice>,
    /// The head of the report.
    pub head: Head,
    /// The contents list; empty in a report that is short.
    pub contents: Vec<Entry>,
    /// The sections, in order. A section whose level is higher belongs under the one before it.
    pub sections: Vec<Section>,
    /// How the report was made, in small print.
    pub colophon: Vec<Fact>,
    /// The colours and fonts of the body.
    pub look: Look,
}

/// The head of a report: the title block or the cover table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// The council, if the case names it.
    pub body: Option<String>,
    /// The title of the report.
    pub title: String,
    /// To whom, when, by whom.
    pub facts: Cover,
}

/// What the head of a report tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cover {
    /// Facts, one under the other.
    Block(Vec<Fact>),
    /// A table with two columns.
    Table(Table),
}

impl Default for Cover {
    fn default() -> Self {
        Self::Block(Vec::new())
    }
}

/// A line of the contents list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The level of the heading: 2 or 3.
    pub level: u8,
    /// The section.
    pub id: String,
    /// Its heading.
    pub heading: String,
}

/// A section of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// By what a link finds it.
    pub id: String,
    /// The level of its heading: 2 for a main section, 3 for one under it.
    pub level: u8,
    /// Its number, in a report that numbers by section.
    pub number: Option<String>,
    /// Its heading.
    pub heading: String,
    /// What kind of section it is.
    pub kind: SectionKind,
    /// What it holds, in order.
    pub blocks: Vec<Block>,
}

/// What a section is, for a renderer that sets some apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SectionKind {
    /// The author's words.
    Body,
    /// What the decision-maker is asked.
    Recommendations,
    /// An officer's comment.
    Comment,
    /// What stands behind the report: papers, appendices, the decision, promises.
    Closing,
    /// An annex that Muster made. It goes on where the page has room for its beginning.
    Annex,
    /// An annex that is wide: a chart on a page of its own.
    WideAnnex,
}
