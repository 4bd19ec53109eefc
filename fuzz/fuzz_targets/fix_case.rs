//! Whatever the bytes, the safe fixes of a case come to an end, and leave it no harder to read.

#![no_main]

use checks::analyse;
use costing::Choices;
use diagnostics::{Found, Sources, mend};
use libfuzzer_sys::fuzz_target;
use proposal::Library;

fuzz_target!(|bytes: &[u8]| {
    let first = found(bytes);
    let text = first.sources.text(first.source).to_owned();
    let mended = mend(&text, |_| true, |text| found(text.as_bytes()));
    let (before, after) = (found(text.as_bytes()), found(mended.text.as_bytes()));
    assert!(
        after.syntax_faults() <= before.syntax_faults(),
        "it is harder to read"
    );
    assert_eq!(
        text.matches('#').count(),
        mended.text.matches('#').count(),
        "a comment is lost"
    );
    // Each choice can be carried out, or is not offered.
    for finding in after.findings.iter().take(32) {
        for fix in &finding.fixes {
            after.apply([(finding, fix)]);
        }
    }
});

fn found(bytes: &[u8]) -> Found {
    let mut sources = Sources::new();
    let (case, read) = proposal::read(&mut sources, "case.toml", bytes);
    let library = Library::of([&case]);
    let analysis = analyse(&case, read, &sources, &library, &Choices::default());
    Found {
        source: case.source,
        sources,
        findings: analysis.findings,
    }
}
