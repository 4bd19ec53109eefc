//! Cases that are wrong in every way that people, editors and strangers make them wrong: each is
//! answered with its place and exit code 1, by every command, and none brings the program down.

use std::fs;
use std::path::Path;

use super::{Ran, muster_in};

/// A case file, the code that it must yield, and where.
const BAD: &[(&str, &str, &str)] = &[
    ("malformed.toml", "error[toml-syntax]", ":13:"),
    ("unknown-key.toml", "error[unknown-key]", ":17:1"),
    ("unknown-grade.toml", "[unknown-grade]", ":15:9"),
    ("negative-fte.toml", "error[out-of-range]", ":16:7"),
    (
        "dates-out-of-order.toml",
        "error[dates-out-of-order]",
        ":17:9",
    ),
    ("stray-separator.toml", "error[not-an-amount]", ":17:8"),
    ("reporting-cycle.toml", "error[reporting-cycle]", ":"),
    ("unit-cycle.toml", "error[unit-cycle]", ":19:11"),
];

fn bad() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad")
}

/// Whether a run showed a finding of a code at a place of a file.
fn shows(ran: &Ran, code: &str, place: &str) -> bool {
    let mut findings = ran
        .out
        .split("\n\n")
        .filter(|finding| finding.contains(code));
    findings.any(|finding| finding.contains(place))
}

#[test]
fn every_fault_is_answered_with_its_place() {
    for (file, code, place) in BAD {
        let ran = muster_in(&bad(), &["check", file]);
        assert!(
            shows(&ran, code, &format!("{file}{place}")),
            "{file}:\n{}",
            ran.out
        );
        let error = ran.out.contains("\nerror[") || ran.out.starts_with("error[");
        assert_eq!(ran.code(), i32::from(error), "{file}");
    }
}

#[test]
fn no_fault_brings_a_command_down() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let out = folder.path().to_str().expect("a path in UTF-8");
    for (file, ..) in BAD {
        for arguments in [
            &["cost", file, "--explain"][..],
            &["cost", file, "--format", "json"],
            &["report", file, "--with-findings", "--out-dir", out],
            &["chart", file],
            &["chart", file, "--to", "text", "--view", "after"],
            &["replay", file],
            &["replay", file, "--format", "json"],
        ] {
            let ran = muster_in(&bad(), arguments);
            assert!([0, 1].contains(&ran.code()), "{arguments:?}: {}", ran.err);
        }
    }
    let all: Vec<&str> = BAD.iter().map(|(file, ..)| *file).collect();
    let ran = muster_in(&bad(), &[&["replay"], &all[..]].concat());
    assert_eq!(ran.code(), 1, "{}", ran.err);
}

/// Writes bytes as a case, checks it, and expects an error of a code.
#[track_caller]
fn refused(bytes: &[u8], code: &str) -> Ran {
    let folder = tempfile::tempdir().expect("a folder can be made");
    fs::write(folder.path().join("case.toml"), bytes).expect("a file");
    for command in ["cost", "replay", "report", "chart"] {
        assert_eq!(
            muster_in(folder.path(), &[command, "case.toml"]).code(),
            1,
            "{command}"
        );
    }
    let ran = muster_in(folder.path(), &["check", "case.toml"]);
    assert_eq!(ran.code(), 1, "{}", ran.out);
    assert!(
        shows(&ran, &format!("error[{code}]"), "case.toml:"),
        "{}",
        ran.out
    );
    ran
}

#[test]
fn files_that_are_too_large_are_not_read() {
    let mut bytes = fs::read(bad().join("unknown-key.toml")).expect("it is there");
    bytes.resize((1 << 20) + 1, b'\n');
    let ran = refused(&bytes, "file-too-large");
    assert!(ran.out.contains("1048577 bytes"), "{}", ran.out);
    // What is no case by its size alone is not even taken into memory.
    let folder = tempfile::tempdir().expect("a folder can be made");
    let file = fs::File::create(folder.path().join("case.toml")).expect("a file");
    file.set_len(1 << 34).expect("a file that is mostly a hole");
    let ran = muster_in(folder.path(), &["check", "case.toml"]);
    assert_eq!(ran.code(), 2);
    assert!(ran.err.contains("is larger than 16 MiB"), "{}", ran.err);
}

#[test]
fn other_encodings_are_refused_at_the_byte() {
    let text = fs::read_to_string(bad().join("stray-separator.toml")).expect("it is there");
    // A pound sign as old spreadsheets save it.
    let mut bytes = text.replace("1,13,1750", "@40,702").into_bytes();
    let at = bytes
        .iter()
        .position(|byte| *byte == b'@')
        .expect("the sign");
    bytes[at] = 0xa3;
    let ran = refused(&bytes, "not-utf8");
    assert!(
        ran.out.contains("save the file again as UTF-8"),
        "{}",
        ran.out
    );
    // As some editors save text by default: UTF-16 with a mark of its byte order.
    let utf16 = format!("\u{feff}{text}")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect::<Vec<u8>>();
    refused(&utf16, "not-utf8");
    refused(b"\0\0\0\0", "not-utf8");
}

#[test]
fn deep_nesting_does_not_exhaust_the_stack() {
    for (open, close) in [("[", "]"), ("{a=", "}")] {
        let deep = format!(
            "title = {}1{}\n",
            open.repeat(100_000),
            close.repeat(100_000)
        );
        refused(deep.as_bytes(), "toml-syntax");
    }
    let key = format!("{}b = 1\n", "a.".repeat(100_000));
    let folder = tempfile::tempdir().expect("a folder can be made");
    fs::write(folder.path().join("case.toml"), key).expect("a file");
    assert_eq!(muster_in(folder.path(), &["check", "case.toml"]).code(), 1);
}

#[test]
fn a_long_chain_of_units_or_managers_does_not_exhaust_the_stack() {
    let mut text = "title = \"Deep\"\ndate = 2018-06-18\n".to_owned();
    for level in 1..1_500 {
        text += &format!(
            "[[unit]]\nname = \"Unit {level} end\"\npart_of = \"Unit {} end\"\n",
            level + 1
        );
        text += &format!(
            "[[post]]\ntitle = \"Post {level} end\"\nreports_to = \"Post {} end\"\n",
            level + 1
        );
    }
    text += "[[unit]]\nname = \"Unit 1500 end\"\n";
    let folder = tempfile::tempdir().expect("a folder can be made");
    fs::write(folder.path().join("case.toml"), text).expect("a file");
    for arguments in [
        &["check", "case.toml"][..],
        &["report", "case.toml"],
        &["chart", "case.toml", "--view", "after", "-o", "chart.svg"],
        &[
            "chart",
            "case.toml",
            "--view",
            "before",
            "--to",
            "text",
            "-o",
            "chart.txt",
        ],
        &["replay", "case.toml"],
    ] {
        let ran = muster_in(folder.path(), arguments);
        assert!([0, 1].contains(&ran.code()), "{arguments:?}: {}", ran.err);
    }
}

#[test]
fn what_a_case_says_does_not_steer_the_terminal() {
    let text = "title = \"a\\u001b]0;owned\\u0007b\"\ndate = 2018-06-18\n[[change]]\n\
                establish = \"x\\u001b[2Jy\"\nfte = 1\nbad\\u001b = 1\n";
    let folder = tempfile::tempdir().expect("a folder can be made");
    fs::write(folder.path().join("case.toml"), text).expect("a file");
    for arguments in [
        &["check", "case.toml"][..],
        &["check", "case.toml", "--format", "json"],
        &["cost", "case.toml", "--explain"],
        &["replay", "case.toml"],
        &["chart", "case.toml", "--to", "text"],
    ] {
        let ran = muster_in(folder.path(), arguments);
        assert!(
            !ran.out.contains('\u{1b}') && !ran.err.contains('\u{1b}'),
            "{arguments:?}"
        );
        assert!([0, 1].contains(&ran.code()));
    }
}
