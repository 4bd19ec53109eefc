//! Fixes are applied as they say, and nothing else changes.

use diagnostics::{
    Diagnostic, Fix, Found, Place, Rule, Severity, SourceId, Sources, mend, to_json,
};
use proptest::prelude::*;

static SLIP: Rule = Rule {
    code: "slip",
    severity: Severity::Error,
    family: "reading",
    summary: "A word is misspelt.",
    explanation: "",
};

/// Finds every `teh`, and offers to write `the`.
fn slips(text: &str) -> Found {
    let mut sources = Sources::new();
    let source = sources.add("a.toml", text);
    let findings = text
        .match_indices("teh")
        .map(|(at, word)| {
            let place = Place::new(source, at..at + word.len());
            let fix = Fix::safe("Write the").replace(place.clone(), "the");
            SLIP.at(place, "teh is no word").fix(fix)
        })
        .collect();
    Found {
        sources,
        source,
        findings,
    }
}

/// What one fix makes of a text.
fn applied(text: &str, fix: impl Fn(SourceId) -> Fix) -> String {
    let mut sources = Sources::new();
    let source = sources.add("a.toml", text);
    let finding = SLIP.at(Place::new(source, 0..0), "so").fix(fix(source));
    let found = Found {
        sources,
        source,
        findings: vec![finding],
    };
    let (finding, fix) = (&found.findings[0], &found.findings[0].fixes[0]);
    found.apply([(finding, fix)]).text
}

/// The place of some words in a text.
fn place(source: SourceId, text: &str, words: &str) -> Place {
    let at = text.find(words).expect("the words are in the text");
    Place::new(source, at..at + words.len())
}

#[test]
fn lines_are_added_below_a_field_with_its_indent_and_line_ends() {
    let below = |text: &str| {
        applied(text, |source| {
            Fix::choice("Add b").below(place(source, text, "\"x\""), "b = 1\nc = 2")
        })
    };
    assert_eq!(
        below("a = \"x\"\nd = 3\n"),
        "a = \"x\"\nb = 1\nc = 2\nd = 3\n"
    );
    assert_eq!(
        below("  a = \"x\" # so\n"),
        "  a = \"x\" # so\n  b = 1\n  c = 2\n"
    );
    assert_eq!(
        below("t = 1\r\na = \"x\""),
        "t = 1\r\na = \"x\"\r\nb = 1\r\nc = 2"
    );
    // There is more on the line, so the field has no line of its own.
    assert_eq!(below("t = { a = \"x\" }\n"), "t = { a = \"x\" }\n");
}

#[test]
fn records_are_added_at_the_end_after_an_empty_line() {
    let append = |text: &str| {
        applied(text, |source| {
            Fix::choice("Add b").append(source, "[[b]]\nc = 1")
        })
    };
    assert_eq!(append(""), "[[b]]\nc = 1\n");
    assert_eq!(append("a = 1"), "a = 1\n\n[[b]]\nc = 1\n");
    assert_eq!(
        append("a = 1\r\n"),
        "a = 1\n\n[[b]]\nc = 1\n".replace('\n', "\r\n")
    );
}

#[test]
fn a_field_is_taken_out_with_its_line_but_not_its_comment() {
    let take_out = |text: &str, words: &str| {
        applied(text, |source| {
            Fix::choice("Take a out").take_out(place(source, text, words))
        })
    };
    assert_eq!(
        take_out("b = 1\na = \"x\"\nc = 2\n", "\"x\""),
        "b = 1\nc = 2\n"
    );
    assert_eq!(take_out("b = 1\r\n a = \"x\"", "a = \"x\""), "b = 1\r\n");
    assert_eq!(take_out("  a = \"x\" # so\n", "\"x\""), "  # so\n");
    let within = "t = { a = \"x\" }\n";
    assert_eq!(take_out(within, "\"x\""), within);
    let other = "t = { a = 1, b = \"x\"\n";
    assert_eq!(take_out(other, "\"x\""), other);
}

#[test]
fn of_fixes_that_overlap_the_later_waits() {
    let text = "abc def";
    let mut sources = Sources::new();
    let source = sources.add("a.toml", text);
    let replace = |span: std::ops::Range<usize>, by: &str| {
        let place = Place::new(source, span);
        SLIP.at(place.clone(), "so")
            .fix(Fix::safe(by).replace(place, by))
    };
    let findings = vec![
        replace(0..3, "A"),
        replace(2..5, "B"),
        replace(4..7, "C"),
        replace(7..7, "D"),
    ];
    let found = Found {
        sources,
        source,
        findings,
    };
    let fixes = |of: &[Diagnostic]| -> Vec<(Diagnostic, Fix)> {
        of.iter()
            .map(|one| (one.clone(), one.fixes[0].clone()))
            .collect()
    };
    let all = fixes(&found.findings);
    let mended = found.apply(all.iter().map(|(finding, fix)| (finding, fix)));
    assert_eq!(mended.text, "A C");
    let labels: Vec<&str> = mended
        .applied
        .iter()
        .map(|one| one.label.as_str())
        .collect();
    assert_eq!(labels, ["A", "C"]);
}

#[test]
fn fixes_in_another_text_or_beyond_it_are_not_applied() {
    let text = "abc";
    let mut others = Sources::new();
    others.add("", "");
    let elsewhere = others.add("", "");
    assert_eq!(
        applied(text, |_| Fix::safe("x")
            .replace(Place::new(elsewhere, 0..0), "x")),
        text
    );
    assert_eq!(
        applied(text, |source| Fix::safe("x")
            .replace(Place::new(source, 2..9), "x")),
        text
    );
    assert_eq!(
        applied("£", |source| Fix::safe("x")
            .replace(Place::new(source, 0..1), "x")),
        "£"
    );
    assert_eq!(applied(text, |_| Fix::safe("x")), text);
    // One whose own edits overlap is none.
    let twice = |source| {
        let place = Place::new(source, 0..2);
        Fix::safe("x")
            .replace(place.clone(), "x")
            .replace(place, "y")
    };
    assert_eq!(applied(text, twice), text);
}

#[test]
fn a_fault_that_another_hid_is_mended_in_the_next_pass() {
    let mended = mend("tteheh teh # teh\r\n", |_| true, slips);
    assert_eq!(mended.text, "ttheeh the # the\r\n");
    let mended = mend(
        "tehh",
        |_| true,
        |text| {
            let mut found = slips(text);
            if found.findings.is_empty() && text == "theh" {
                let place = Place::new(found.source, 3..4);
                let fix = Fix::safe("Take h out").replace(place.clone(), "");
                found.findings.push(SLIP.at(place, "h").fix(fix));
            }
            found
        },
    );
    assert_eq!((mended.text.as_str(), mended.applied.len()), ("the", 2));
    assert_eq!(mend("teh", |_| false, slips).applied, []);
}

#[test]
fn what_is_acknowledged_or_has_to_be_chosen_stays() {
    let acknowledged = |text: &str| {
        let mut found = slips(text);
        found.findings[0].acknowledged = Some("as minuted".to_owned());
        found
    };
    assert_eq!(mend("teh teh", |_| true, acknowledged).text, "teh the");
    let chosen = |text: &str| {
        let mut found = slips(text);
        for finding in &mut found.findings {
            finding.fixes[0].safety = diagnostics::Safety::Choice;
        }
        found
    };
    assert_eq!(mend("teh", |_| true, chosen).text, "teh");
}

#[test]
fn a_fix_that_mends_nothing_comes_to_an_end() {
    let endless = |text: &str| {
        let mut sources = Sources::new();
        let source = sources.add("a.toml", text);
        let fix = Fix::safe("Add").replace(Place::new(source, 0..0), "x");
        let finding = SLIP.at(Place::new(source, 0..0), "so").fix(fix);
        Found {
            sources,
            source,
            findings: vec![finding],
        }
    };
    assert!(mend("", |_| true, endless).text.len() < 100);
}

#[test]
fn a_fix_is_a_value_for_programs() {
    let found = slips("£ teh\n");
    let json = to_json(&found.findings[0], &found.sources);
    assert_eq!(
        json["fixes"].to_string(),
        "[{\"label\":\"Write the\",\"safe\":true,\"edits\":[{\"file\":\"a.toml\",\"line\":1,\"column\":3,\
         \"end_line\":1,\"end_column\":6,\"start\":3,\"end\":6,\"replacement\":\"the\"}]}]"
    );
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn only_the_places_change(text in "([a-z£# =\"]{0,6}|teh|\r\n|\n){0,30}") {
        prop_assert_eq!(mend(&text, |_| true, slips).text, text.replace("teh", "the"));
    }

    #[test]
    fn edits_anywhere_never_panic(
        text in "([a-z£ =\"{}#]{0,5}(\r\n|\n)?){0,8}",
        edits in proptest::collection::vec((0_usize..60, 0_usize..60, 0_usize..4), 1..4),
    ) {
        let mended = applied(&text, |source| edits.iter().fold(Fix::choice("x"), |fix, (start, end, kind)| {
            let place = Place::new(source, *start..*end);
            match kind {
                0 => fix.replace(place, "x\ny"),
                1 => fix.below(place, "x\ny"),
                2 => fix.append(source, "x"),
                _ => fix.take_out(place),
            }
        }));
        prop_assert!(mended.len() <= text.len() + 100);
    }
}
