//! `muster check --fix`: what is shown, what is written, and what never is.

use std::fs;
use std::path::Path;

use super::{FIVE, Ran, muster_in, root};

const SLIPS: &str = "\
titel = \"Changes to the parks team\"    # as on the agenda
body = \"Westmarsh Borough Council\"
date = 2026-05-19

[[post]]
title = \"Park Ranger\"
fte = 3

# It ends with the season.
[[chnage]]
disestablish = \"Park Rangre\"
from = \"1st Oct 2026\"

[report]
purpose = \"The posts cost £45,000, under the Children's Act 1989.\"
";

/// `SLIPS` as the safe fixes leave it.
fn mended() -> String {
    SLIPS
        .replace("titel", "title")
        .replace("chnage", "change")
        .replace("Rangre", "Ranger")
        .replace("1st Oct 2026", "1 October 2026")
}

fn folder_with(text: impl AsRef<[u8]>) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder can be made");
    fs::write(folder.path().join("a.toml"), text).expect("it can be written");
    folder
}

fn text_of(folder: &Path) -> String {
    let bytes = fs::read(folder.join("a.toml")).expect("it is there");
    String::from_utf8(bytes).expect("it is text")
}

fn fix(folder: &Path, arguments: &[&str]) -> Ran {
    muster_in(folder, &[&["check", "a.toml"], arguments].concat())
}

#[test]
fn the_difference_is_shown_and_nothing_is_written_unasked() {
    let folder = folder_with(SLIPS);
    for (arguments, note) in [(&["--fix"][..], true), (&["--fix", "--dry-run"], false)] {
        let ran = fix(folder.path(), arguments);
        assert!(
            ran.out.starts_with("--- a.toml\n+++ a.toml\n@@ -1,"),
            "{}",
            ran.out
        );
        assert!(
            ran.out.contains(
                "\n-titel = \"Changes to the parks team\"    # as on the agenda\n+title = "
            )
        );
        assert!(
            ran.out.contains("unknown-key     Write title"),
            "{}",
            ran.out
        );
        assert!(
            ran.out.contains("a.toml: 4 fixes not written; "),
            "{}",
            ran.out
        );
        assert_eq!(
            ran.err.contains("nobody to ask; to write it: --yes"),
            note,
            "{}",
            ran.err
        );
        assert_eq!(text_of(folder.path()), SLIPS);
        assert_eq!(ran.code(), 1, "the file has its errors still");
    }
}

#[test]
fn safe_fixes_are_written_and_the_rest_stays_byte_for_byte() {
    let folder = folder_with(SLIPS);
    let ran = fix(folder.path(), &["--fix", "--yes"]);
    assert_eq!(ran.code(), 0, "{}", ran.out);
    assert_eq!(text_of(folder.path()), mended());
    assert!(
        ran.out.contains("a.toml: 4 fixes written; 0 errors, "),
        "{}",
        ran.out
    );
    let again = fix(folder.path(), &["--fix", "--yes"]);
    assert!(
        again.out.contains("a.toml: no safe fix; 0 errors, "),
        "{}",
        again.out
    );
    assert_eq!(text_of(folder.path()), mended());
    // With the line breaks and the mark of Windows.
    let windows = |text: &str| format!("\u{feff}{}", text.replace('\n', "\r\n"));
    let folder = folder_with(windows(SLIPS));
    fix(folder.path(), &["--fix", "--yes"]);
    assert_eq!(text_of(folder.path()), windows(&mended()));
}

#[test]
fn the_fixes_can_be_limited_by_code_and_level() {
    let folder = folder_with(SLIPS);
    fix(folder.path(), &["--fix", "--yes", "--code", "unknown-key"]);
    let keys = SLIPS.replace("titel", "title").replace("chnage", "change");
    assert_eq!(text_of(folder.path()), keys);
}

#[test]
fn a_choice_is_made_by_its_name_and_alone() {
    let folder = folder_with(mended());
    let ran = fix(folder.path(), &["--fix"]);
    assert!(ran.out.contains("statute-name@15"), "{}", ran.out);
    assert!(ran.out.contains("Write Children Act 1989"), "{}", ran.out);
    let ran = fix(folder.path(), &["--choose", "statute-name@15", "--yes"]);
    let chosen = mended().replace("Children's Act", "Children Act");
    assert_eq!(text_of(folder.path()), chosen, "{}{}", ran.out, ran.err);
    for (name, says) in [
        (
            "statute-name@15",
            "error: no fix of statute-name is offered on line 15 of a.toml",
        ),
        (
            "statute-name",
            "error: \"statute-name\" does not name a fix",
        ),
        ("statute-nam@15", "help: did you mean statute-name?"),
        (
            "amount-unmatched@15/9",
            "error: a.toml has no fix amount-unmatched@15/9",
        ),
    ] {
        let ran = fix(folder.path(), &["--choose", name, "--yes"]);
        assert_eq!(ran.code(), 2, "{name}");
        assert!(ran.err.contains(says), "{}", ran.err);
    }
    assert_eq!(text_of(folder.path()), chosen);
    // Without --fix no other fix is made.
    let folder = folder_with(SLIPS);
    fix(folder.path(), &["--choose", "statute-name@15", "--yes"]);
    assert_eq!(
        text_of(folder.path()),
        SLIPS.replace("Children's Act", "Children Act")
    );
}

#[test]
fn several_fixes_of_one_line_are_numbered() {
    let grade =
        "body = \"Nottinghamshire County Council\"\n[[post]]\ntitle = \"Clerk\"\ngrade = \"G3\"\n";
    let folder = folder_with(grade);
    let ran = fix(folder.path(), &["--choose", "unknown-grade@4", "--yes"]);
    assert_eq!(ran.code(), 2);
    assert!(
        ran.err.contains("unknown-grade@4/1 (Write \"Grade 3\")"),
        "{}",
        ran.err
    );
    let both = [
        "--choose",
        "unknown-grade@4/1",
        "--choose",
        "unknown-grade@4/2",
        "--yes",
    ];
    let ran = fix(folder.path(), &both);
    assert!(
        ran.err.contains("change the same place of a.toml"),
        "{}",
        ran.err
    );
    assert_eq!(text_of(folder.path()), grade);
    fix(folder.path(), &["--choose", "unknown-grade@4/2", "--yes"]);
    assert_eq!(text_of(folder.path()), grade.replace("G3", "Scale 3"));
}

#[test]
fn programs_are_told_what_is_offered_and_asked_nothing() {
    let folder = folder_with(SLIPS);
    let findings = fix(folder.path(), &["--format", "json"]).json();
    let fixes = &findings["cases"][0]["findings"][0]["fixes"];
    assert!(fixes.is_array(), "{fixes}");
    let json = fix(folder.path(), &["--fix", "--format", "json"]).json();
    let case = &json["cases"][0];
    assert_eq!(case["written"], false);
    assert_eq!(case["applied"][0]["label"], "Write title");
    assert!(
        case["difference"]
            .as_str()
            .is_some_and(|text| text.contains("+title = "))
    );
    let ran = fix(folder.path(), &["--fix", "--yes", "--format", "json"]);
    let case = &ran.json()["cases"][0];
    assert_eq!((ran.code(), &case["written"]), (0, &true.into()));
    let choices = case["choices"].as_array().expect("a list");
    let act = choices
        .iter()
        .find(|choice| choice["choose"] == "statute-name@15");
    assert_eq!(
        act.expect("it is offered")["edits"][0]["replacement"],
        "Children Act 1989"
    );
    assert_eq!(text_of(folder.path()), mended());
}

#[test]
fn a_file_of_another_encoding_is_fixed_only_by_choice() {
    let latin: Vec<u8> = SLIPS
        .chars()
        .map(|c| u8::try_from(u32::from(c)).expect("it is in Latin 1"))
        .collect();
    let folder = folder_with(&latin);
    fix(folder.path(), &["--fix", "--yes"]);
    assert_eq!(
        fs::read(folder.path().join("a.toml")).expect("it is there"),
        latin
    );
    let choose = ["--choose", "not-utf8@15", "--fix", "--yes"];
    let ran = fix(folder.path(), &choose);
    assert_eq!(text_of(folder.path()), mended(), "{}{}", ran.out, ran.err);
}

#[test]
fn each_file_is_its_own() {
    let folder = folder_with(SLIPS);
    fs::write(folder.path().join("b.toml"), SLIPS).expect("it can be written");
    let mut permissions = fs::metadata(folder.path().join("a.toml"))
        .expect("it")
        .permissions();
    permissions.set_readonly(true);
    fs::set_permissions(folder.path().join("a.toml"), permissions).expect("it can be set");
    let ran = muster_in(
        folder.path(),
        &["check", "--fix", "--yes", "a.toml", "b.toml"],
    );
    assert_eq!(ran.code(), 2);
    assert!(
        ran.err
            .contains("error: cannot write a.toml: it is read-only"),
        "{}",
        ran.err
    );
    assert_eq!(text_of(folder.path()), SLIPS);
    assert_eq!(
        fs::read_to_string(folder.path().join("b.toml")).expect("it"),
        mended()
    );
    let ran = muster_in(
        folder.path(),
        &["check", "--choose", "statute-name@15", "a.toml", "b.toml"],
    );
    assert!(ran.err.contains("give one case at a time"), "{}", ran.err);
    let ran = muster_in(folder.path(), &["check", "--yes", "b.toml"]);
    assert_eq!(ran.code(), 2);
    assert!(ran.err.contains("add --fix"), "{}", ran.err);
}

#[cfg(unix)]
#[test]
fn a_link_stays_and_its_file_keeps_its_permissions() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let folder = folder_with(SLIPS);
    let file = folder.path().join("a.toml");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).expect("it can be set");
    symlink("a.toml", folder.path().join("link.toml")).expect("a link can be made");
    let ran = muster_in(folder.path(), &["check", "--fix", "--yes", "link.toml"]);
    assert_eq!(ran.code(), 0, "{}", ran.err);
    assert_eq!(text_of(folder.path()), mended());
    let link = fs::symlink_metadata(folder.path().join("link.toml")).expect("it is there");
    assert!(link.is_symlink());
    assert_eq!(
        fs::metadata(&file).expect("it").permissions().mode() & 0o777,
        0o640
    );
    let names = fs::read_dir(folder.path()).expect("a folder").count();
    assert_eq!(names, 2, "nothing else is left there");
    let ran = muster_in(folder.path(), &["check", "--fix", "--yes", "/dev/null"]);
    assert!(!ran.err.contains("panicked"), "{}", ran.err);
}

#[test]
fn the_published_reports_have_no_safe_fix() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    for case in FIVE {
        let name = Path::new(case).file_name().expect("a file");
        fs::copy(root().join(case), folder.path().join(name)).expect("it can be copied");
    }
    let names: Vec<&str> = FIVE
        .iter()
        .filter_map(|case| case.strip_prefix("cases/"))
        .collect();
    let ran = muster_in(
        folder.path(),
        &[&["check", "--fix", "--yes"], &names[..]].concat(),
    );
    assert_eq!(ran.code(), 1);
    for name in names {
        assert!(
            ran.out.contains(&format!("{name}: no safe fix; ")),
            "{}",
            ran.out
        );
        let read = |folder: &Path| fs::read(folder.join(name)).expect("it is there");
        assert_eq!(read(folder.path()), read(&root().join("cases")), "{name}");
    }
}
