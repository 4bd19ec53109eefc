//! Diagnostics as a person and as a program see them.

use diagnostics::{
    Diagnostic, Place, Rule, Severity, Sources, Style, render, sort, summary, to_json,
};
use insta::assert_snapshot;
use proptest::prelude::*;

static ERROR: Rule = rule("unknown-grade", Severity::Error);
static WARNING: Rule = rule("cost-basis", Severity::Warning);
static NOTE: Rule = rule("round-sum", Severity::Note);

const fn rule(code: &'static str, severity: Severity) -> Rule {
    Rule {
        code,
        severity,
        family: "costing",
        summary: "",
        explanation: "",
    }
}

/// A diagnostic about the first occurrence of `needle` in a text, and how it renders.
fn shown(text: &str, needle: &str, with: impl FnOnce(Diagnostic) -> Diagnostic) -> String {
    let mut sources = Sources::new();
    let case = sources.add("case.toml", text);
    let start = text.find(needle).expect("the needle is in the text");
    let place = Place::new(case, start..start + needle.len());
    render(
        &with(ERROR.at(place, "There is no grade Z")),
        &sources,
        Style::Plain,
    )
}

#[test]
fn everything_is_printed_once() {
    let text = "title = \"A case\"\n\n[post]\nposts = 4\ngrade = \"Z\"\ncost = \"£1\"\n";
    let mut sources = Sources::new();
    let case = sources.add("case.toml", text);
    let table = sources.add("pay.toml", "A = 1\nB = 2\n");
    let at = |needle: &str| {
        let start = text.find(needle).expect("the needle is in the text");
        Place::new(case, start..start + needle.len())
    };
    let mut diagnostic = WARNING
        .at(at("\"Z\""), "There is no grade Z, so £1 cannot be checked")
        .label("not in this pay structure")
        .also(at("\"£1\""), "stated here")
        .also(Place::new(table, 6..11), "the last grade")
        .figure("stated", "£1")
        .figure("difference", "£3")
        .help("Use one of the grades A and B.")
        .help("Or add the grade to the pay structure.");
    diagnostic.acknowledged = Some("the evaluation is under way".to_owned());
    assert_snapshot!(render(&diagnostic, &sources, Style::Plain), @r#"
    warning[cost-basis]: There is no grade Z, so £1 cannot be checked
     --> case.toml:5:9
      |
    5 | grade = "Z"
      |         ^^^ not in this pay structure
    6 | cost = "£1"
      |        ---- stated here
      |
     ::: pay.toml:2:1
      |
    2 | B = 2
      | ----- the last grade
      |
      = figures: difference £3
      = help: Use one of the grades A and B.
      = help: Or add the grade to the pay structure.
      = acknowledged: the evaluation is under way
    "#);
}

#[test]
fn colour_adds_only_escapes() {
    let mut sources = Sources::new();
    let case = sources.add("case.toml", "grade = \"Z\"\n");
    let diagnostic = ERROR
        .at(Place::new(case, 8..11), "There is no grade Z")
        .help("Use A.");
    let plain = render(&diagnostic, &sources, Style::Plain);
    let colour = render(&diagnostic, &sources, Style::Colour);
    assert!(colour.contains("\u{1b}["));
    assert!(!plain.contains('\u{1b}'));
    let mut stripped = String::new();
    for (index, part) in colour.split("\u{1b}[").enumerate() {
        let rest = if index == 0 {
            part
        } else {
            part.split_once('m').map_or("", |(_, rest)| rest)
        };
        stripped.push_str(rest);
    }
    assert_eq!(
        stripped
            .lines()
            .map(str::trim_end)
            .collect::<Vec<_>>()
            .join("\n")
            + "\n",
        plain
    );
}

#[test]
fn a_long_line_is_cut_around_the_place() {
    let prose = format!(
        "{}the sum of £284,937 a year {}",
        "word ".repeat(80),
        "word ".repeat(60)
    );
    let text = format!("summary = \"{prose}\"\n");
    let far = shown(&text, "£284,937", |found| {
        found.label("computed as £284,936")
    });
    assert_snapshot!(far, @r#"
    error[unknown-grade]: There is no grade Z
     --> case.toml:1:423
      |
    1 | ...ord word word word word the sum of £284,937 a year word word word word word word word word word word...
      |                                       ^^^^^^^^ computed as £284,936
    "#);
    let whole = shown(&text, &prose, |found| found.label("this paragraph"));
    assert_snapshot!(whole, @r#"
    error[unknown-grade]: There is no grade Z
     --> case.toml:1:12
      |
    1 | ...ary = "word word word word word word word word word word word word word word word word word word wor...
      |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ this paragraph
    "#);
    let apart = shown(&format!("{text}grade = \"Z\"\n"), "£284,937", |found| {
        let near = Place::new(found.place.source, 0..7);
        let grade = Place::new(found.place.source, text.len()..text.len() + 5);
        found
            .label("here")
            .also(near, "in this field")
            .also(grade, "and this one")
    });
    assert_snapshot!(apart, @r#"
    error[unknown-grade]: There is no grade Z
     --> case.toml:1:423
      |
    1 | ...d word word word word word word the sum of £284,937 a year word word word word word word word word w...
      |                                               ^^^^^^^^ here
      |
     ::: case.toml:1:1
      |
    1 | summary = "word word word word word word word word word word word word word word word word word word wo...
      | ------- in this field
      |
     ::: case.toml:2:1
      |
    2 | grade = "Z"
      | ----- and this one
    "#);
    for line in [far, whole, apart].iter().flat_map(|shown| shown.lines()) {
        assert!(line.chars().count() <= 140, "{line}");
    }
}

#[test]
fn a_place_over_several_lines() {
    let text = "[[change]]\npost = \"a\"\ngrade = \"Z\"\nfte = 1\nfrom = 2018-07-01\n\n[next]\n";
    let table = &text[..text.find("[next]").expect("there is a next table")];
    assert_snapshot!(shown(text, table, |found| found.label("this change")), @r#"
    error[unknown-grade]: There is no grade Z
     --> case.toml:1:1
      |
    1 | / [[change]]
    2 | | post = "a"
    3 | | grade = "Z"
    4 | | fte = 1
    5 | | from = 2018-07-01
      | |_________________^ this change
    "#);
    let prose = format!(
        "body = \"\"\"\n{}\n{}\n\"\"\"\n",
        "word ".repeat(60),
        "word ".repeat(50)
    );
    assert_snapshot!(shown(&prose, &prose, |found| found.label("this text")), @r#"
    error[unknown-grade]: There is no grade Z
     --> case.toml:1:1
      |
    1 | / body = """
    2 | | word word word word word word word word word word word word word word word word word word word word w...
    3 | | word word word word word word word word word word word word word word word word word word word word w...
    4 | | """
      | |___^ this text
    "#);
}

#[test]
fn odd_texts() {
    assert_snapshot!(shown("", "", |found| found.label("a grade was expected")), @r#"
    error[unknown-grade]: There is no grade Z
     --> case.toml:1:1
      |
    1 |
      | ^ a grade was expected
    "#);
    assert_snapshot!(shown("grade = \"Z\"", "\"Z\"", |found| found), @r#"
    error[unknown-grade]: There is no grade Z
     --> case.toml:1:9
      |
    1 | grade = "Z"
      |         ^^^
    "#);
    assert_snapshot!(shown("a = 1\r\n\tgrade = \"Z\"\r\n", "\"Z\"", |found| found.label("so")), @r#"
    error[unknown-grade]: There is no grade Z
     --> case.toml:2:10
      |
    2 |     grade = "Z"
      |             ^^^ so
    "#);
    assert_snapshot!(shown("a = 1\n", "\n", |found| found.label("here it ends")), @r#"
    error[unknown-grade]: There is no grade Z
     --> case.toml:1:6
      |
    1 | a = 1
      |      ^ here it ends
    "#);
}

#[test]
fn a_place_out_of_range_is_shown_nearby() {
    let mut sources = Sources::new();
    let case = sources.add("case.toml", "pay = \"£1\"\n");
    let mut elsewhere = Sources::new();
    elsewhere.add("a", "");
    let missing = elsewhere.add("b", "");
    let beyond = Place::new(case, 900..1000);
    let inside = Place::new(case, 8..8);
    #[expect(
        clippy::reversed_empty_ranges,
        reason = "the wrong way round is the point"
    )]
    let reversed = Place::new(case, 9..2);
    for place in [beyond, inside, reversed, Place::new(missing, 0..4)] {
        let diagnostic = ERROR.at(place, "There is no grade Z").label("here");
        let text = render(&diagnostic, &sources, Style::Plain);
        assert!(
            text.starts_with("error[unknown-grade]: There is no grade Z\n"),
            "{text}"
        );
        assert!(to_json(&diagnostic, &sources)["place"]["line"].as_u64() >= Some(1));
    }
}

#[test]
fn an_escape_sequence_does_not_reach_the_terminal() {
    let text = shown("grade = \"\u{1b}[31m\"\n", "grade", |mut found| {
        found.message = "no grade \u{1b}[31m".to_owned();
        found.acknowledged = Some("\u{1b}[31m".to_owned());
        found
            .label("\u{1b}[31m")
            .help("\u{1b}[31m")
            .figure("stated", "\u{1b}[32m")
    });
    assert!(!text.contains('\u{1b}'), "{text}");
}

#[test]
fn json_has_every_part() {
    let mut sources = Sources::new();
    let case = sources.add("case.toml", "a = 1\npay = \"£1\" # stated\n");
    let mut diagnostic = WARNING
        .at(Place::new(case, 12..17), "The cost is £1 too high")
        .label("stated here")
        .also(Place::new(case, 0..8), "both lines")
        .figure("difference", "£1")
        .help("State £0.");
    let json = to_json(&diagnostic, &sources);
    assert_snapshot!(serde_json::to_string_pretty(&json).expect("it is JSON"), @r#"
    {
      "code": "cost-basis",
      "severity": "warning",
      "family": "costing",
      "message": "The cost is £1 too high",
      "place": {
        "file": "case.toml",
        "line": 2,
        "column": 7,
        "end_line": 2,
        "end_column": 11,
        "label": "stated here"
      },
      "others": [
        {
          "file": "case.toml",
          "line": 1,
          "column": 1,
          "end_line": 2,
          "end_column": 3,
          "label": "both lines"
        }
      ],
      "figures": [
        {
          "name": "difference",
          "value": "£1"
        }
      ],
      "help": [
        "State £0."
      ],
      "fixes": [],
      "acknowledged": null
    }
    "#);
    diagnostic.acknowledged = Some("as minuted".to_owned());
    assert_eq!(to_json(&diagnostic, &sources)["acknowledged"], "as minuted");
    assert_eq!(to_json(&diagnostic, &sources)["severity"], "warning");
}

#[test]
fn they_are_sorted_as_a_reader_meets_them() {
    let mut sources = Sources::new();
    let first = sources.add("a", "0123456789");
    let second = sources.add("b", "0123456789");
    let mut found = vec![
        ERROR.at(Place::new(second, 0..1), "f"),
        NOTE.at(Place::new(first, 4..6), "d"),
        NOTE.at(Place::new(first, 4..6), "e"),
        WARNING.at(Place::new(first, 4..6), "c"),
        ERROR.at(Place::new(first, 4..6), "b"),
        NOTE.at(Place::new(first, 2..9), "a"),
    ];
    sort(&mut found);
    let order: String = found
        .iter()
        .map(|diagnostic| diagnostic.message.as_str())
        .collect();
    assert_eq!(order, "abcdef");
}

#[test]
fn they_are_counted_once() {
    let mut sources = Sources::new();
    let place = Place::new(sources.add("a", ""), 0..0);
    let mut found = vec![ERROR.at(place.clone(), ""), NOTE.at(place.clone(), "")];
    found.extend((0..6).map(|_| WARNING.at(place.clone(), "")));
    assert_eq!(summary(&found).to_string(), "1 error, 6 warnings, 1 note");
    found[0].acknowledged = Some("as minuted".to_owned());
    assert_eq!(
        summary(&found).to_string(),
        "0 errors, 6 warnings, 1 note; 1 acknowledged"
    );
    assert_eq!(summary(&[]).to_string(), "0 errors, 0 warnings, 0 notes");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn rendering_never_panics(
        texts in proptest::collection::vec("([a-z£漢\u{301}\u{200b}\u{1b} \t\"=]{0,12}(\r\n|\n|\r|\u{85}|\u{2028}|x{150})?){0,6}", 1..3),
        places in proptest::collection::vec((0_usize..3, 0_usize..400, 0_usize..400), 1..5),
        label in "[a-z\n\r\t]{0,9}",
    ) {
        let mut sources = Sources::new();
        let mut ids: Vec<_> = texts.iter().map(|text| sources.add("case.toml", text)).collect();
        // An id from elsewhere, which these texts may not have.
        let mut elsewhere = Sources::new();
        elsewhere.add("", "");
        ids.push(elsewhere.add("", ""));
        let mut places = places
            .iter()
            .map(|(id, start, end)| Place::new(ids[id % ids.len()], *start..*end));
        let first = places.next().expect("there is at least one");
        let diagnostic = places.fold(
            ERROR.at(first, &*label).label(&*label).help(&*label).figure(&*label, &label),
            |diagnostic, place| diagnostic.also(place, &*label),
        );
        for style in [Style::Plain, Style::Colour] {
            prop_assert!(render(&diagnostic, &sources, style).ends_with('\n'));
        }
        prop_assert!(to_json(&diagnostic, &sources).is_object());
    }
}

#[test]
fn a_line_of_a_megabyte_is_shown_around_each_place() {
    let text = format!("summary = \"{}\"\n", "£1 is a sum. ".repeat(80_000));
    let mut sources = Sources::new();
    let case = sources.add("case.toml", &*text);
    let places: Vec<usize> = text.match_indices("£1").map(|(at, _)| at).collect();
    let shown = |at: usize| {
        let found = ERROR.at(Place::new(case, at..at + "£1".len()), "There is no grade Z");
        render(&found.label("here"), &sources, Style::Plain)
    };
    assert_snapshot!(shown(places[40_000]), @r#"
    error[unknown-grade]: There is no grade Z
     --> case.toml:1:520012
      |
    1 | ...a sum. £1 is a sum. £1 is a sum. £1 is a sum. £1 is a sum. £1 is a sum. £1 is a sum. £1 is a sum. £1...
      |                                                  ^^ here
    "#);
    assert_snapshot!(shown(places[0]), @r#"
    error[unknown-grade]: There is no grade Z
     --> case.toml:1:12
      |
    1 | summary = "£1 is a sum. £1 is a sum. £1 is a sum. £1 is a sum. £1 is a sum. £1 is a sum. £1 is a sum. £...
      |            ^^ here
    "#);
    for at in places.iter().step_by(40) {
        assert!(shown(*at).contains("^^ here"));
    }
}
