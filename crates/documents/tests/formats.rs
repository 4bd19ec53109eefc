//! Every example case in every format, through the one call.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use costing::Choices;
use diagnostics::Sources;
use documents::Format;
use proposal::Library;
use report::Composition;

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases");
    let files = fs::read_dir(folder).expect("the cases are there");
    let mut cases: Vec<PathBuf> = files
        .map(|file| file.expect("the folder can be read").path())
        .filter(|path| path.extension().is_some_and(|end| end == "toml"))
        .collect();
    cases.sort();
    cases
}

/// Reads, checks and costs a case, and writes it in every format.
fn written(path: &Path) -> Vec<(Format, Vec<u8>)> {
    let bytes = fs::read(path).expect("the case can be read");
    let mut sources = Sources::new();
    let (case, found) = proposal::read(&mut sources, "case.toml", &bytes);
    let library = Library::of([&case]);
    let analysis = checks::analyse(&case, found, &sources, &library, &Choices::default());
    let of = Composition {
        case: &case,
        body: checks::body_of(&case),
        resolved: &analysis.resolved,
        statement: &analysis.statement,
        findings: &analysis.findings,
        with_findings: true,
        sources: &sources,
    };
    let write = |format| documents::write(&of, format).expect("it can be written");
    Format::ALL.map(|format| (format, write(format))).into()
}

#[test]
fn the_same_case_gives_the_same_bytes_in_every_format() {
    for case in cases() {
        let (first, second) = (written(&case), written(&case));
        for ((format, once), (_, again)) in first.iter().zip(&second) {
            let begins: &[u8] = match format {
                Format::Html => b"<!DOCTYPE html>",
                Format::Pdf => b"%PDF-1.7",
                Format::Docx | Format::Xlsx => b"PK\x03\x04",
            };
            assert!(once.starts_with(begins), "{format:?} of {}", case.display());
            assert!(once == again, "{format:?} of {}", case.display());
        }
    }
}

#[test]
fn a_format_is_found_by_the_ending_of_its_files() {
    for format in Format::ALL {
        let extension = format.extension();
        assert_eq!(Format::of_extension(extension), Some(format));
        assert_eq!(
            Format::of_extension(&extension.to_uppercase()),
            Some(format)
        );
    }
    assert_eq!(Format::of_extension("toml"), None);
    assert_eq!(Format::of_extension(""), None);
    let types: BTreeSet<&str> = Format::ALL.map(Format::media_type).into();
    assert_eq!(types.len(), Format::ALL.len());
}
