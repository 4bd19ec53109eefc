//! Files that are not there, are something else, or must not be lost.

use std::fs;

use super::{folder_with_case, muster, muster_in};

#[test]
fn a_missing_file_is_named_with_what_is_near() {
    let ran = muster(&["check", "cases/2018-06-short-break.toml"]);
    assert_eq!((ran.code(), ran.out.as_str()), (2, ""));
    assert_eq!(
        ran.err,
        "error: cannot read cases/2018-06-short-break.toml: No such file or directory\n\
         help: did you mean cases/2018-06-short-breaks.toml?\n"
    );
    let ran = muster(&["cost", "nowhere/case.toml"]);
    assert_eq!(ran.code(), 2);
    assert!(
        ran.err.contains("help: there is no folder nowhere"),
        "{}",
        ran.err
    );
}

#[test]
fn a_folder_is_not_a_case() {
    for command in ["check", "cost", "report", "chart", "replay"] {
        let ran = muster(&[command, "cases"]);
        assert_eq!((ran.code(), ran.out.as_str()), (2, ""), "{command}");
        assert!(
            ran.err
                .contains("error: cases is a folder, not a case file"),
            "{}",
            ran.err
        );
        assert!(ran.err.contains("such as cases/2010-03"), "{}", ran.err);
    }
}

#[test]
fn wrong_arguments_end_with_2_and_help_with_0() {
    for arguments in [
        &[][..],
        &["check"],
        &["chekc", "x"],
        &["cost", "x", "--basis", "guess"],
    ] {
        let ran = muster(arguments);
        assert_eq!((ran.code(), ran.out.as_str()), (2, ""), "{arguments:?}");
    }
    let ran = muster(&["--version"]);
    assert_eq!(
        (ran.code(), ran.out.as_str()),
        (0, concat!("muster ", env!("CARGO_PKG_VERSION"), "\n"))
    );
    for command in ["check", "cost", "report", "chart", "replay", "new", "demo"] {
        let ran = muster(&[command, "--help"]);
        assert_eq!(ran.code(), 0);
        assert!(ran.out.contains("Example"), "{command} shows examples");
    }
}

#[test]
fn a_new_case_has_no_error_and_is_never_written_over() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let ran = muster_in(folder.path(), &["new", "mine.toml"]);
    assert_eq!((ran.code(), ran.out.as_str()), (0, ""), "{}", ran.err);
    let ran = muster_in(folder.path(), &["check", "mine.toml"]);
    assert_eq!(ran.code(), 0, "{}", ran.out);
    fs::write(folder.path().join("mine.toml"), "mine").expect("a file");
    let ran = muster_in(folder.path(), &["new", "mine.toml"]);
    assert_eq!(ran.code(), 2);
    assert!(
        ran.err.contains("error: mine.toml is there already"),
        "{}",
        ran.err
    );
    assert_eq!(
        fs::read(folder.path().join("mine.toml")).expect("it"),
        b"mine"
    );
}

#[test]
fn one_file_given_twice_is_read_once() {
    let folder = folder_with_case();
    let ran = muster_in(folder.path(), &["check", "case.toml", "./case.toml"]);
    assert_eq!(ran.code(), 0);
    assert!(
        ran.err
            .contains("note: ./case.toml is given twice and read once"),
        "{}",
        ran.err
    );
    assert!(!ran.out.contains("In all"), "{}", ran.out);
}
