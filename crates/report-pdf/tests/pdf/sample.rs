//! Reports to render: those of the example cases, and made ones.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use costing::Choices;
use diagnostics::Sources;
use proposal::Library;
use report::model::{Block, Cell, Column, Paragraph, Row, Section, SectionKind, Span, Table};
use report::{Composition, Report, compose};

use super::Pdf;

/// A case, its report and its PDF.
pub(crate) struct Sample {
    pub(crate) name: String,
    pub(crate) report: Report,
    pub(crate) pdf: Pdf,
}

/// The example cases, each rendered once for all tests.
pub(crate) fn cases() -> &'static [Sample] {
    static CASES: LazyLock<Vec<Sample>> =
        LazyLock::new(|| files().iter().map(|path| read(path)).collect());
    &CASES
}

fn read(path: &Path) -> Sample {
    let name = name(path);
    let report = composed(path);
    Sample {
        pdf: Pdf::of(&report, &name),
        name,
        report,
    }
}

fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases");
    let files = fs::read_dir(folder).expect("the cases are there");
    let mut cases: Vec<PathBuf> = files
        .map(|file| file.expect("the folder can be read").path())
        .filter(|path| path.extension().is_some_and(|end| end == "toml"))
        .collect();
    cases.sort();
    assert_eq!(cases.len(), 5);
    cases
}

/// The name of a case.
fn name(path: &Path) -> String {
    path.file_stem()
        .expect("a name")
        .to_string_lossy()
        .into_owned()
}

/// The report of a case, with its findings.
fn composed(path: &Path) -> Report {
    let bytes = fs::read(path).expect("the case can be read");
    let mut sources = Sources::new();
    let (case, found) = proposal::read(&mut sources, &name(path), &bytes);
    let library = Library::of([&case]);
    let analysis = checks::analyse(&case, found, &sources, &library, &Choices::default());
    compose(&Composition {
        case: &case,
        body: checks::body_of(&case),
        resolved: &analysis.resolved,
        statement: &analysis.statement,
        findings: &analysis.findings,
        with_findings: true,
        sources: &sources,
    })
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
