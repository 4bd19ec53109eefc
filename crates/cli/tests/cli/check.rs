//! `muster check`.

use std::io::Read as _;
use std::process::Stdio;

use super::{FIVE, command, folder_with_case, muster, muster_in, root, with};

#[test]
fn a_case_without_fault_ends_with_0() {
    let folder = folder_with_case();
    let ran = muster_in(folder.path(), &["check", "case.toml"]);
    assert_eq!(ran.code(), 0, "{}", ran.out);
    assert!(ran.out.contains("case.toml: 0 errors"), "{}", ran.out);
}

#[test]
fn findings_are_shown_with_their_place_and_counted() {
    let ran = muster(&with(&["check"], &FIVE));
    assert_eq!(ran.code(), 1);
    assert!(ran.out.contains("error["), "{}", ran.out);
    assert!(ran.out.contains("--> cases/2018-06-short-breaks.toml:"));
    assert!(ran.out.contains("\nIn all 5 cases: "));
    assert!(!ran.out.contains('\u{1b}'), "no colours outside a terminal");
    assert_eq!(ran.err, "");
}

#[test]
fn json_has_the_shape_that_programs_rely_on() {
    let ran = muster(&with(&["check", "--format", "json"], &FIVE));
    assert_eq!(ran.code(), 1);
    let answer = ran.json();
    let cases = answer["cases"].as_array().expect("a list of cases");
    assert_eq!(cases.len(), 5);
    assert_eq!(cases[2]["file"], FIVE[2]);
    assert!(
        cases[3]["title"]
            .as_str()
            .is_some_and(|title| title.starts_with("Reorganisation of"))
    );
    let sum = |what: &str| -> u64 {
        let each = cases.iter().map(|case| case["summary"][what].as_u64());
        each.map(|count| count.expect("a number")).sum()
    };
    for what in ["errors", "warnings", "notes", "acknowledged"] {
        assert_eq!(answer["summary"][what], sum(what), "{what}");
    }
    let findings = cases
        .iter()
        .flat_map(|case| case["findings"].as_array().expect("a list"));
    let findings: Vec<_> = findings.collect();
    let all = sum("errors") + sum("warnings") + sum("notes") + sum("acknowledged");
    assert_eq!(findings.len() as u64, all);
    for finding in findings {
        for key in [
            "code", "severity", "family", "message", "place", "figures", "help",
        ] {
            assert!(!finding[key].is_null(), "{key} of {finding}");
        }
        assert!(finding["place"]["line"].as_u64().is_some());
    }
}

#[test]
fn what_is_shown_can_be_chosen_and_the_exit_code_stays() {
    let all = muster(&["check", FIVE[2], "--format", "json"]).json();
    let ran = muster(&["check", FIVE[2], "--format", "json", "--severity", "error"]);
    assert_eq!(ran.code(), 1);
    let errors = ran.json();
    assert_eq!(errors["summary"], all["summary"]);
    let shown = errors["cases"][0]["findings"].as_array().expect("a list");
    assert!(!shown.is_empty());
    assert!(shown.iter().all(|finding| finding["severity"] == "error"));
    // A code of which this case has no finding: nothing is shown, and the errors still count.
    let ran = muster(&["check", FIVE[2], "--code", "not-utf8"]);
    assert_eq!(ran.code(), 1);
    assert!(ran.out.contains("(0 of "), "{}", ran.out);
    assert!(!ran.out.contains("error["), "{}", ran.out);
}

#[test]
fn a_code_is_explained() {
    let ran = muster(&["check", "--explain", "amount-unmatched"]);
    assert_eq!(ran.code(), 0);
    assert!(
        ran.out.starts_with("amount-unmatched: warning, "),
        "{}",
        ran.out
    );
    assert!(ran.out.contains("goes stale"), "{}", ran.out);
    let of_list = muster(&["check", "--explain", "list-not-a-number"]);
    assert_eq!(of_list.code(), 0);
    let first = "list-not-a-number: error, list\n\nA cell of a list should hold a number";
    assert!(of_list.out.starts_with(first), "{}", of_list.out);
    let near = muster(&["check", "--explain", "list-not-number"]);
    let help = "help: did you mean list-not-a-number?";
    assert!(near.err.contains(help), "{}", near.err);
    let ran = muster(&["check", "--explain", "amount-unmatch"]);
    assert_eq!((ran.code(), ran.out.as_str()), (2, ""));
    assert!(
        ran.err.contains("help: did you mean amount-unmatched?"),
        "{}",
        ran.err
    );
    assert_eq!(muster(&["check", FIVE[2], "--code", "nonsense"]).code(), 2);
}

#[test]
fn a_report_beside_the_case_counts_as_held() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let copy = |name: &str| {
        let from = root().join("cases").join(name);
        std::fs::copy(from, folder.path().join(name)).expect("it can be copied");
    };
    let near = |ran: &super::Ran| ran.out.contains("near to it is one of 18 June 2018");
    copy("2019-05-commissioning-and-placements.toml");
    let case = "2019-05-commissioning-and-placements.toml";
    let alone = muster_in(folder.path(), &["check", case]);
    copy("2018-06-short-breaks.toml");
    let beside = muster_in(folder.path(), &["check", case]);
    let given = muster_in(folder.path(), &["check", case, "2018-06-short-breaks.toml"]);
    assert_eq!(
        (near(&alone), near(&beside), near(&given)),
        (false, true, true)
    );
    std::fs::write(folder.path().join("broken.toml"), "title = [").expect("it can be written");
    let ran = muster_in(folder.path(), &["check", case]);
    assert!(
        ran.err
            .contains("note: broken.toml does not count as a report that is held"),
        "{}",
        ran.err
    );
    assert_eq!(ran.out, beside.out);
    // Only a citation that is not found makes it worth a word, and only to a check.
    for command in ["cost", "chart"] {
        assert_eq!(
            muster_in(folder.path(), &[command, case]).err,
            "",
            "{command}"
        );
    }
    let citing = std::fs::read_to_string(folder.path().join(case)).expect("it can be read");
    let (before, after) = citing.split_once("[[paper]]").expect("it cites papers");
    let after = after.split_once("\n\n# ").map_or("", |(_, rest)| rest);
    std::fs::write(folder.path().join(case), format!("{before}\n# {after}"))
        .expect("it can be written");
    let ran = muster_in(folder.path(), &["check", case]);
    assert!(!ran.err.contains("broken.toml"), "{}", ran.err);
}

#[test]
fn a_reader_that_stops_reading_ends_it_quietly() {
    let arguments = with(&["cost", "--explain", "--format", "json"], &FIVE);
    let mut child = command(&root(), &arguments)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut out = child.stdout.take().expect("a pipe");
    let mut first = [0_u8; 1];
    out.read_exact(&mut first).expect("the first byte");
    drop(out);
    let output = child.wait_with_output().expect("it ends");
    let err = String::from_utf8_lossy(&output.stderr);
    assert!(
        !err.contains("panicked") && !err.contains("error:"),
        "{err}"
    );
    assert_eq!(output.status.code(), Some(1), "the cases still have errors");
}

#[cfg(target_os = "linux")]
#[test]
fn an_answer_that_cannot_be_written_is_a_failure() {
    let full = std::fs::OpenOptions::new()
        .write(true)
        .open("/dev/full")
        .expect("the full device");
    let output = command(&root(), &["check", FIVE[2]])
        .stdout(full)
        .stderr(Stdio::piped())
        .output()
        .expect("the program runs");
    assert_eq!(output.status.code(), Some(2));
    let err = String::from_utf8_lossy(&output.stderr);
    assert!(
        err.contains("error: cannot write to standard output"),
        "{err}"
    );
}
