//! The five published reports yield the faults that are known of them.
//!
//! `cases/findings.csv` has a row for each: the fault's number, the case, the code that finds it, words
//! of the line to which the finding points, and words or figures of its message. Every fault that is
//! more than good to know has a row; a fault that is told in several places may have several.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use diagnostics::{Diagnostic, Sources};
use proposal::{Case, Library};

/// The known faults that are errors or warnings. The others are good to know, and may have rows too.
const REQUIRED: [&str; 33] = [
    "F001", "F002", "F003", "F005", "F006", "F007", "F011", "F012", "F013", "F014", "F015", "F017",
    "F021", "F022", "F023", "F024", "F025", "F030", "F031", "F032", "F033", "F034", "F035", "F036",
    "F037", "F040", "F043", "F044", "F045", "F046", "F047", "F048", "F049",
];

struct Row {
    fault: String,
    case: String,
    code: String,
    line_contains: String,
    says: String,
}

fn cases() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases")
}

fn rows() -> Vec<Row> {
    let mut reader = csv::Reader::from_path(cases().join("findings.csv")).expect("the list");
    reader
        .records()
        .map(|record| {
            let record = record.expect("a row of five fields");
            let field = |at: usize| record.get(at).unwrap_or_default().to_owned();
            Row {
                fault: field(0),
                case: field(1),
                code: field(2),
                line_contains: field(3),
                says: field(4),
            }
        })
        .collect()
}

/// Every case by the name of its file, with what is found in it; the five are each other's library.
fn analysed(sources: &mut Sources) -> Vec<(String, Vec<Diagnostic>)> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(cases())
        .expect("there are cases")
        .map(|entry| entry.expect("it can be listed").path())
        .filter(|path| path.extension().is_some_and(|end| end == "toml"))
        .collect();
    files.sort();
    let mut read: Vec<(String, Case, Vec<Diagnostic>)> = Vec::new();
    for path in files {
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        let bytes = std::fs::read(&path).expect("the case can be read");
        let (case, found) = proposal::read(sources, &path.to_string_lossy(), &bytes);
        read.push((name.into_owned(), case, found));
    }
    let library = Library::of(read.iter().map(|(_, case, _)| case));
    let choices = costing::Choices::default();
    read.iter()
        .map(|(name, case, found)| {
            let analysis = checks::analyse(case, found.clone(), sources, &library, &choices);
            (name.clone(), analysis.findings)
        })
        .collect()
}

/// The whole line on which a finding's place starts.
fn line<'s>(finding: &Diagnostic, sources: &'s Sources) -> &'s str {
    let text = sources.text(finding.place.source);
    let start = finding.place.span.start.min(text.len());
    let from = text[..start].rfind('\n').map_or(0, |at| at + 1);
    text[from..].lines().next().unwrap_or("")
}

fn says(finding: &Diagnostic, words: &str) -> bool {
    let figures = finding.figures.iter().map(|figure| &figure.value);
    let others = finding.others.iter().map(|other| &other.text);
    std::iter::once(&finding.message)
        .chain([&finding.label])
        .chain(figures)
        .chain(others)
        .chain(&finding.help)
        .any(|text| text.contains(words))
}

#[test]
fn every_known_fault_is_found_where_it_stands() {
    let mut sources = Sources::new();
    let found = analysed(&mut sources);
    let mut missing = Vec::new();
    for row in rows() {
        let of_case = found.iter().find(|(name, _)| *name == row.case);
        let findings = of_case.map_or(&[][..], |(_, findings)| findings);
        let fits = |finding: &&Diagnostic| {
            finding.code() == row.code
                && line(finding, &sources).contains(&row.line_contains)
                && says(finding, &row.says)
        };
        if findings.iter().find(fits).is_none() {
            let of_code = findings
                .iter()
                .filter(|finding| finding.code() == row.code)
                .map(|finding| {
                    format!(
                        "\n    {}\n    > {}",
                        finding.message,
                        line(finding, &sources)
                    )
                });
            missing.push(format!(
                "{} {}: no {} on a line with {:?} that says {:?}; there is:{}",
                row.fault,
                row.case,
                row.code,
                row.line_contains,
                row.says,
                of_code.collect::<String>()
            ));
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

/// They are history: what they state stays as they state it. A safe fix would change it unasked.
#[test]
fn the_published_reports_have_no_safe_fix() {
    let mut sources = Sources::new();
    for (name, findings) in analysed(&mut sources) {
        for finding in findings {
            assert_eq!(finding.safe_fix(), None, "{name}: {}", finding.message);
        }
    }
}

#[test]
fn every_fault_that_is_more_than_a_note_has_a_row() {
    let listed: BTreeSet<String> = rows().into_iter().map(|row| row.fault).collect();
    let without: Vec<&str> = REQUIRED
        .into_iter()
        .filter(|fault| !listed.contains(*fault))
        .collect();
    assert!(without.is_empty(), "no row for {without:?}");
}
