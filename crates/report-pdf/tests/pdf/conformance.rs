//! PDF/UA-1 and PDF/A-2a, confirmed by a checker that is not ours: see `check.py`.

use std::path::{Path, PathBuf};
use std::process::Command;

use report::Report;
use report::model::Block;

use super::{Pdf, sample};

#[test]
fn a_checker_that_is_not_ours_finds_no_fault() {
    let cases = sample::cases().iter();
    let mut files: Vec<PathBuf> = cases.map(|case| case.pdf.path.clone()).collect();
    files.push(Pdf::of(&Report::default(), "conformance-empty").path);
    let long = sample::with("Long", vec![Block::Table(sample::table(200))]);
    files.push(Pdf::of(&long, "conformance-long").path);
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pdf/check.py");
    let python = checker();
    let output = Command::new(&python)
        .arg(&script)
        .args(&files)
        .output()
        .unwrap_or_else(|fault| panic!("{}: {fault}; run `make python-tools`", python.display()));
    let said = String::from_utf8_lossy(&output.stdout);
    let failed = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}{failed}");
    assert_eq!(said.lines().count(), 2 * files.len(), "{said}");
}

/// The Python that has the checker; `make python-tools` makes it.
fn checker() -> PathBuf {
    match std::env::var_os("PYTHON_TOOLS") {
        Some(python) => PathBuf::from(python),
        None => Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/python-tools/bin/python"),
    }
}
