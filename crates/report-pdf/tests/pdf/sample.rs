//! Reports to render: those of the example cases, and made ones.

use std::sync::LazyLock;

use report::model::{Block, Cell, Column, Paragraph, Row, Section, SectionKind, Span, Table};
use report::{Report, compose};
use testkit::{Analysed, PUBLISHED};

use super::Pdf;

/// A case, its report and its PDF.
pub(crate) struct Sample {
    pub(crate) name: String,
    pub(crate) report: Report,
    pub(crate) pdf: Pdf,
}

/// The example cases, each rendered once for all tests.
pub(crate) fn cases() -> &'static [Sample] {
    static CASES: LazyLock<Vec<Sample>> = LazyLock::new(|| {
        let published = PUBLISHED.iter();
        published.map(|(name, text)| read(name, text)).collect()
    });
    &CASES
}

fn read(name: &str, text: &str) -> Sample {
    let report = compose(&Analysed::of(name, text).composition());
    Sample {
        pdf: Pdf::of(&report, name),
        name: name.to_owned(),
        report,
    }
}

/// A report with a section that holds these blocks.
pub(crate) fn with(title: &str, blocks: Vec<Block>) -> Report {
    let mut report = Report {
        title: title.to_owned(),
        sections: vec![section(title, SectionKind::Body, blocks)],
        ..Report::default()
    };
    title.clone_into(&mut report.head.title);
    report
}

pub(crate) fn section(heading: &str, kind: SectionKind, blocks: Vec<Block>) -> Section {
    Section {
        id: "section".to_owned(),
        level: 2,
        number: None,
        heading: heading.to_owned(),
        kind,
        blocks,
    }
}

/// A paragraph with a number.
pub(crate) fn paragraph(number: &str, words: &str) -> Block {
    Block::Paragraph(Paragraph {
        id: Some(format!("p{number}")),
        number: Some(number.to_owned()),
        words: vec![Span::text(words)],
        items: Vec::new(),
    })
}

/// A table of posts with so many rows, each of which can be told from the others.
pub(crate) fn table(rows: usize) -> Table {
    let row = |number: usize| {
        Row::body(vec![
            Cell::head(format!("Line {number}")),
            Cell::words(format!("Commissioning Officer number {number}")).note("Vacant"),
            Cell::words(format!("£{number}.00")),
        ])
    };
    Table {
        id: "table-1".to_owned(),
        caption: format!("Table 1: {rows} posts"),
        columns: vec![
            Column::words("Line"),
            Column::words("Title of the post"),
            Column::numbers("Full-year cost"),
        ],
        rows: (1..=rows).map(row).collect(),
        notes: vec!["Costs are invented.".to_owned()],
    }
}
