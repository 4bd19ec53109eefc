//! Case files in, the files that Muster writes of them out.

use std::path::PathBuf;

use diagnostics::Sources;
use proposal::{Case, read, resolve, write};
use proptest::prelude::*;

fn read_quietly(name: &str, text: &str) -> Case {
    let (case, found) = read(&mut Sources::new(), name, text.as_bytes());
    let found: Vec<&str> = found.iter().map(|found| found.message.as_str()).collect();
    assert!(found.is_empty(), "{name}: {found:?}\n{text}");
    case
}

/// A case without the places of its values.
fn contents(case: &Case) -> String {
    let mut text = format!("{case:?}");
    // What a Place prints is the one thing that may differ: `Place { source: …, span: 12..34 }`.
    while let Some(start) = text.find("place: Place {") {
        let end = start + text[start..].find('}').expect("it closes") + 1;
        text.replace_range(start..end, "");
    }
    // Where in its place a prose begins is of the place.
    for offset in [
        "offset: None",
        "offset: Some(0)",
        "offset: Some(1)",
        "offset: Some(3)",
    ] {
        text = text.replace(offset, "");
    }
    text.replace("offset: Some(4)", "")
}

fn files(folder: &str) -> Vec<(String, String)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .join(folder);
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .expect("the folder is there")
        .map(|file| file.expect("it can be listed").path())
        .filter(|path| path.extension().is_some_and(|kind| kind == "toml"))
        .map(|path| {
            let name = path.file_name().expect("it has a name").to_string_lossy();
            (
                name.into_owned(),
                std::fs::read_to_string(&path).expect("it is read"),
            )
        })
        .collect();
    files.sort();
    files
}

#[test]
fn what_is_exempt_is_written_as_it_was_read() {
    let text = "muster = 1\n\n\
[[exempt]]
posts  = \"Team Manager\"
fields = [\"pay\", \"holder\"]
totals = \"public\"
ground = 1
reason = \"One person holds it.\"

[[exempt]]
paragraph = \"12\"
ground    = 5
reason    = \"It is advice.\"

[[withheld]]
what   = \"Team Manager: pay\"
ground = 1
reason = \"One person holds it.\"
pay_of = \"Team Manager\"
";
    let case = read_quietly("exempt.toml", text);
    let written = write(&case);
    assert_eq!(written, text);
    let again = read_quietly("again.toml", &written);
    assert_eq!(contents(&again), contents(&case));
}

#[test]
fn every_case_that_is_written_reads_as_the_same_case() {
    let all = [files("cases"), files("examples")].concat();
    assert_eq!(all.len(), 6, "the five published cases and the clean one");
    for (name, text) in all {
        let case = read_quietly(&name, &text);
        let written = write(&case);
        let again = read_quietly(&name, &written);
        assert_eq!(contents(&again), contents(&case), "{name}");
        assert_eq!(write(&again), written, "{name}");
        let (before, after) = (resolve(&case), resolve(&again));
        assert_eq!(before.effects, after.effects, "{name}");
    }
}

#[test]
fn fields_stand_under_each_other_and_records_in_the_order_of_a_report() {
    let text = "
        body = 'Anytown'
        title = 'Parks'
        [report]
        'own words' = 'x'
        summary = '''
Two lines,
of \"words\".
'''
        [[change]]
        change = 'Ranger'
        fte = '20/37'
        to.until = { earliest = ['July 2020', { months_from_filling = 6 }] }
        to.funding = { Grant = '60%', 'Base budget' = 'not known' }
        [[post]]
        title = 'Ranger'
        hours = 18.5
        grade = 'not known'
        occupancy = 'vacant'
    ";
    let (case, _) = read(&mut Sources::new(), "case.toml", text.as_bytes());
    let written = write(&case);
    let expected = r#"muster = 1
title  = "Parks"
body   = "Anytown"

[[post]]
title     = "Ranger"
grade     = "not known"
hours     = 18.5
occupancy = "vacant"

[[change]]
change = "Ranger"
fte    = "20/37"

[change.to]
until   = { earliest = ["July 2020", { months_from_filling = 6 }] }
funding = { "Base budget" = "not known", Grant = "60%" }

[report]
"own words" = "x"
summary = """
Two lines,
of "words".
"""
"#;
    let squeezed = |text: &str| {
        let lines = text
            .lines()
            .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
        lines.collect::<Vec<_>>().join("\n")
    };
    assert_eq!(squeezed(&written), squeezed(expected), "{written}");
    assert!(
        written.contains("title     = \"Ranger\"\ngrade     ="),
        "{written}"
    );
}

proptest! {
    #[test]
    fn any_words_are_read_as_they_were_written(words in "\\PC{0,20}[\n\"\\\\\t\u{0}-\u{1f}\u{7f}]{0,6}\\PC{0,20}") {
        let mut sources = Sources::new();
        let (mut case, _) = read(&mut sources, "a", b"[report]\nsummary = \"x\"\n");
        case.sections[0].prose.text.clone_from(&words);
        let written = write(&case);
        let (again, found) = read(&mut sources, "b", written.as_bytes());
        // What nobody sees is told about, and stays.
        let hidden = base::hidden(&words).next().is_some();
        let codes: Vec<&str> = found.iter().map(diagnostics::Diagnostic::code).collect();
        let expected: &[&str] = if hidden { &["hidden-character"] } else { &[] };
        prop_assert_eq!(codes, expected, "{}", written);
        prop_assert_eq!(&again.sections[0].prose.text, &words);
        prop_assert_eq!(write(&again), written);
    }

    #[test]
    fn any_fte_and_any_money_are_exact(part in 1_u32..200, whole in 1_u32..50, pence in 0_i64..9_999_999_999) {
        let text = format!("[[post]]\ntitle = 'A'\nfte = '{part}/{whole}'\ncost = '£{}.{:02}'\n", pence / 100, pence % 100);
        let case = read_quietly("a", &text);
        let again = read_quietly("b", &write(&case));
        prop_assert_eq!(contents(&again), contents(&case));
    }
}
