//! Whatever the bytes, the safe fixes of a case come to an end and leave it no harder to read, and no fix loses
//! a comment.

#![no_main]

use checks::analyse;
use costing::Choices;
use diagnostics::{Found, Sources, mend};
use libfuzzer_sys::fuzz_target;
use proposal::Library;
use toml_parser::{Source, lexer::TokenKind};

fuzz_target!(|bytes: &[u8]| {
    let first = found(bytes);
    let text = first.sources.text(first.source).to_owned();
    let mended = mend(&text, |_| true, |text| found(text.as_bytes()));
    let (before, after) = (found(text.as_bytes()), found(mended.text.as_bytes()));
    assert!(
        after.syntax_faults() <= before.syntax_faults(),
        "it is harder to read"
    );
    for found in [&before, &after] {
        let text = found.sources.text(found.source);
        // Each choice can be carried out, or is not offered.
        for finding in found.findings.iter().take(32) {
            for fix in &finding.fixes {
                let fixed = found.apply([(finding, fix)]).text;
                assert!(keeps_comments(text, &fixed), "a comment is lost: {}", fix.label);
            }
        }
    }
});

/// Did a fix leave the comments? It may take out a value that has a `#` in it, for instance one that stands
/// there twice; and it may put words in quotes, so that a `#` among them begins no comment any more. It must
/// not do both at once.
fn keeps_comments(text: &str, fixed: &str) -> bool {
    let hashes = |text: &str| text.matches('#').count();
    let comments = |text: &str| {
        let tokens = Source::new(text).lex();
        tokens.filter(|token| token.kind() == TokenKind::Comment).count()
    };
    hashes(fixed) >= hashes(text) || comments(fixed) >= comments(text)
}

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
