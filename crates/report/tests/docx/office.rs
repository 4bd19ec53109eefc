//! Documents through LibreOffice.

use std::fs;
use std::path::Path;
use std::process::Command;

const MISSING: &str = "LibreOffice Writer and pdftotext are needed to test Word documents; `make test` \
    installs them, or on Debian: apt-get install libreoffice-writer poppler-utils";

/// The documents as another program reads them, in another format.
pub(crate) fn convert(documents: &[Vec<u8>], filter: &str) -> Vec<Vec<u8>> {
    let folder = tempfile::tempdir().expect("a folder");
    // A profile of its own, so that runs do not wait for each other.
    let profile = tempfile::tempdir().expect("a folder");
    let name = |index: usize| folder.path().join(format!("document-{index}.docx"));
    for (index, bytes) in documents.iter().enumerate() {
        fs::write(name(index), bytes).expect("a file");
    }
    let output = Command::new("soffice")
        .arg(format!(
            "-env:UserInstallation=file://{}",
            profile.path().display()
        ))
        .args(["--headless", "--convert-to", filter, "--outdir"])
        .arg(folder.path())
        .args((0..documents.len()).map(name))
        .output()
        .expect(MISSING);
    let extension = filter.split(':').next().unwrap_or(filter);
    let read = |index: usize| {
        let path = name(index).with_extension(extension);
        fs::read(&path).unwrap_or_else(|_| {
            let said = String::from_utf8_lossy(&output.stderr);
            panic!("LibreOffice opened no document {index}: {said}")
        })
    };
    (0..documents.len()).map(read).collect()
}

/// The documents as plain text with the numbers of lists.
pub(crate) fn texts(documents: &[Vec<u8>]) -> Vec<String> {
    let texts = convert(documents, "txt:Text (encoded):UTF8");
    texts
        .into_iter()
        .map(|text| String::from_utf8(text).expect("UTF-8"))
        .collect()
}

/// The text of each page of a PDF.
pub(crate) fn pages(pdf: &[u8]) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("document.pdf");
    fs::write(&path, pdf).expect("a file");
    pages_of(&path)
}

fn pages_of(path: &Path) -> Vec<String> {
    let output = Command::new("pdftotext")
        .arg("-layout")
        .arg(path)
        .arg("-")
        .output()
        .expect(MISSING);
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    text.trim_end_matches('\u{c}')
        .split('\u{c}')
        .map(str::to_owned)
        .collect()
}
