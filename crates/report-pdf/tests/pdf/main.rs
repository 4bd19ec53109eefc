//! What the PDF holds, read back with programs that are not ours.

mod cases;
mod conformance;
mod sample;
mod tables;
mod words;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use report::Report;

/// A PDF in a file, for programs to read.
struct Pdf {
    path: PathBuf,
    tags: OnceLock<String>,
}

impl Pdf {
    /// Renders a report to a file of that name.
    fn of(report: &Report, name: &str) -> Self {
        let bytes = report_pdf::render(report).expect("the report renders");
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.pdf"));
        std::fs::write(&path, bytes).expect("the file can be written");
        let tags = OnceLock::new();
        Self { path, tags }
    }

    /// The text as it stands on the pages, headers and footers included; a form feed ends a page.
    fn pages(&self) -> Vec<String> {
        let text = poppler("pdftotext", &["-layout"], &self.path, &["-"]);
        let pages = text.trim_end_matches('\u{c}').split('\u{c}');
        pages.map(str::to_owned).collect()
    }

    /// The tags and the tagged text, in reading order, as `pdfinfo` prints them.
    fn tags(&self) -> &str {
        let read = || poppler("pdfinfo", &["-struct-text"], &self.path, &[]);
        self.tags.get_or_init(read)
    }

    /// The tagged text without any space: what a screen reader would read.
    fn words(&self) -> String {
        let tags = self.tags();
        let lines = tags.lines().filter_map(|line| {
            let line = line.trim();
            line.strip_prefix('"')?.strip_suffix('"')
        });
        lines.map(squeezed).collect()
    }

    /// How many tags of a name there are.
    fn count(&self, tag: &str) -> usize {
        let tags = self.tags();
        // A tag with attributes ends with a colon.
        let first = |line: &str| {
            line.split_whitespace()
                .next()
                .map(|word| word.trim_end_matches(':').to_owned())
        };
        let named = |line: &&str| first(line).as_deref() == Some(tag);
        tags.lines().filter(named).count()
    }

    /// The fonts that are embedded, each once and in order.
    fn fonts(&self) -> Vec<String> {
        let table = poppler("pdffonts", &[], &self.path, &[]);
        let rows = table.lines().skip(2);
        let names = rows.filter_map(|row| row.split_whitespace().next()?.split_once('+'));
        let names: BTreeSet<String> = names.map(|(_, name)| name.to_owned()).collect();
        names.into_iter().collect()
    }

    /// What `pdfinfo` says about the document.
    fn about(&self) -> String {
        poppler("pdfinfo", &[], &self.path, &[])
    }
}

/// Words without space, since a line may break anywhere between them.
fn squeezed(words: &str) -> String {
    let seen = |c: &char| !c.is_whitespace() && *c != '\u{200b}';
    words.chars().filter(seen).collect()
}

fn poppler(program: &str, before: &[&str], file: &Path, after: &[&str]) -> String {
    let output = Command::new(program)
        .args(before)
        .arg(file)
        .args(after)
        .output()
        .unwrap_or_else(|fault| panic!("{program}: {fault}; run `make python-tools`"));
    assert!(
        output.status.success(),
        "{program} cannot read {}",
        file.display()
    );
    // The titles of tags are printed as bytes of UTF-16 that nobody decoded; the text is UTF-8.
    String::from_utf8_lossy(&output.stdout).into_owned()
}
