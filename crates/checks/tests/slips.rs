//! Whatever slips a case has, the safe fixes leave it better than it was, and keep its comments.

use std::path::Path;

use diagnostics::{Found, Severity, Sources, mend};
use proposal::Library;
use proptest::prelude::*;

/// A slip of the pen at a letter of a text.
#[derive(Clone, Copy, Debug)]
enum Slip {
    Drop,
    Double,
    Swap,
    Upper,
}

fn slipped(text: &str, slips: &[(prop::sample::Index, Slip)]) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    for (place, slip) in slips {
        let at = place.index(letters.len() - 1);
        match slip {
            Slip::Drop => {
                letters.remove(at);
            }
            Slip::Double => letters.insert(at, letters[at]),
            Slip::Swap => letters.swap(at, at + 1),
            Slip::Upper => letters[at] = letters[at].to_ascii_uppercase(),
        }
    }
    letters.into_iter().collect()
}

fn found(text: &str) -> Found {
    let mut sources = Sources::new();
    let (case, read) = proposal::read(&mut sources, "case.toml", text.as_bytes());
    let library = Library::of([&case]);
    let choices = costing::Choices::default();
    let findings = checks::analyse(&case, read, &sources, &library, &choices).findings;
    Found {
        source: case.source,
        sources,
        findings,
    }
}

/// The faults that keep a value from being read. What is read for the first time may have others.
fn unread(found: &Found) -> usize {
    let errors = found.findings.iter().filter(|finding| {
        finding.severity() == Severity::Error && finding.rule.family == "reading"
    });
    // A finding of several places stands for all of them.
    let places = |finding: &diagnostics::Diagnostic| {
        let more = finding.message.rsplit_once(", and so at ");
        let more = more.and_then(|(_, rest)| rest.split(' ').next()?.parse().ok());
        1 + more.unwrap_or(0)
    };
    errors.map(places).sum()
}

fn cases() -> [String; 2] {
    let example = "../../examples/2026-05-library-service.toml";
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join(example);
    [
        proposal::STARTER.to_owned(),
        std::fs::read_to_string(example).expect("the example is there"),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn safe_fixes_leave_fewer_faults_and_every_comment(
        which in 0_usize..2,
        slips in proptest::collection::vec(
            (any::<prop::sample::Index>(), prop::sample::select(vec![
                Slip::Drop, Slip::Double, Slip::Swap, Slip::Upper,
            ])),
            1..6,
        ),
        windows in any::<bool>(),
    ) {
        let text = slipped(&cases()[which], &slips);
        let text = if windows { text.replace('\n', "\r\n") } else { text };
        let mended = mend(&text, |_| true, found);
        let (before, after) = (found(&text), found(&mended.text));
        prop_assert!(
            unread(&after) <= unread(&before),
            "{:?}\n{:#?}", mended.applied, after.findings
        );
        prop_assert_eq!(text.matches('#').count(), mended.text.matches('#').count());
        let lone = |text: &str| text.matches('\n').count() - text.matches("\r\n").count();
        prop_assert_eq!(lone(&text), lone(&mended.text), "line breaks stay as they are");
        prop_assert!(mend(&mended.text, |_| true, found).applied.is_empty());
    }
}
