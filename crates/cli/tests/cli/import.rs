//! `muster import`: a list of posts.

use std::fs;

use tempfile::TempDir;

use crate::{Ran, muster_in};

const LIST: &str = "\
Anytown Council;;;;;
Establishment at 1 April 2018;;;;;

Post No.;Job title;Directorate;Team;W.T.E.;Postholder
P001;Team Manager;Adults;Placements;1,0;Postholder 001
P002;Service Organiser;Adults;Placements;0,5;Vacant
P003;Clerk;Adults;;full time;Postholder 014
;;;Total;1,5;
";

fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("posts.csv"), LIST).expect("the list can be written");
    folder
}

fn import(folder: &TempDir, more: &[&str]) -> Ran {
    let mut arguments = vec!["import", "posts.csv", "--body", "Anytown Council"];
    arguments.extend(["--date", "2018-04-01", "--dry-run"]);
    arguments.extend(more);
    muster_in(folder.path(), &arguments)
}

#[test]
fn a_dry_run_says_what_is_wrong_and_how_to_mend_it() {
    let ran = import(&folder(), &[]);
    assert_eq!(ran.code(), 1, "{}", ran.err);
    for said in [
        "UTF-8, semicolons between cells",
        "Headings in row 4",
        "3 rows of posts",
        "FTE is not a number: 3 rows. E5 ‘1,0’; E6 ‘0,5’; E7 ‘full time’",
        "--read not-a-number:fte",
        "Nothing matches Grade",
        "3 cells must be mended",
    ] {
        assert!(ran.out.contains(said), "{said}\n{}", ran.out);
    }
    assert!(!ran.out.contains("Postholder 0"), "names are not shown");
}

#[test]
fn remedies_let_the_list_in() {
    let remedies = ["--read", "not-a-number", "--leave-out", "7"];
    let ran = import(&folder(), &remedies);
    assert_eq!(ran.code(), 0, "{}", ran.out);
    for said in [
        "2 rows of posts: 2 posts, 1.5 FTE",
        "1 row left out (1 by row)",
        "2 rows read as they were probably meant, 1 row left out",
        "Nothing keeps 2 rows from being imported",
    ] {
        assert!(ran.out.contains(said), "{said}\n{}", ran.out);
    }
}

#[test]
fn programs_get_the_cells() {
    let answer = import(&folder(), &["--format", "json"]).json();
    assert_eq!(answer["standing"], 3);
    let problem = &answer["problems"][0];
    assert_eq!(problem["code"], "list-not-a-number");
    assert_eq!(problem["cells"][1]["cell"], "E6");
    assert_eq!(problem["cells"][1]["reading"], "0.5");
    assert_eq!(answer["columns"][4]["means"], "fte");
}

#[test]
fn columns_are_corrected_by_heading_or_letter() {
    let ran = import(
        &folder(),
        &["--map", "Job title=nothing", "--map", "C=title"],
    );
    assert_eq!(ran.code(), 1, "{}", ran.err);
    let ran = import(&folder(), &["--map", "Job title=nothing"]);
    assert_eq!(ran.code(), 2);
    assert!(
        ran.err
            .contains("Choose which column holds the title of the post"),
        "{}",
        ran.err
    );
    let ran = import(&folder(), &["--map", "Shoe size=fte"]);
    assert_eq!(ran.code(), 2);
    assert!(
        ran.err.contains("There is no column ‘Shoe size’"),
        "{}",
        ran.err
    );
}

#[test]
fn a_file_that_is_no_list_is_refused_in_words() {
    let folder = tempfile::tempdir().expect("a folder");
    let refused = [
        (
            &b"\x89PNG\r\n\x1a\n\0\0\0\0"[..],
            "The file must be an Excel or CSV file",
        ),
        (b"\n\n", "The file must be an Excel or CSV file"),
        (b"PK\x03\x04 and no more", "The file is damaged"),
    ];
    for (bytes, said) in refused {
        fs::write(folder.path().join("posts.csv"), bytes).expect("the file can be written");
        let ran = import(&folder, &[]);
        assert_eq!(ran.code(), 2);
        assert!(ran.err.contains(said), "{said}: {}", ran.err);
    }
}

#[test]
fn the_problems_come_as_a_workbook() {
    let folder = folder();
    let ran = import(&folder, &["--problems", "problems.xlsx"]);
    assert_eq!(ran.code(), 1);
    let book = fs::read(folder.path().join("problems.xlsx")).expect("the workbook is there");
    assert!(book.starts_with(b"PK"));
}

#[test]
fn a_list_is_recorded_once_and_whole() {
    let folder = folder();
    let run = |more: &[&str]| {
        let mut arguments = vec!["import", "posts.csv", "--body", "Anytown Council"];
        arguments.extend(["--date", "2018-04-01", "--data", "data", "--yes"]);
        arguments.extend(more);
        muster_in(folder.path(), &arguments)
    };
    assert_eq!(run(&[]).code(), 1, "something must be mended first");
    assert!(!folder.path().join("data").exists(), "all or nothing");
    let remedies = ["--read", "not-a-number", "--leave-out", "7"];
    let ran = run(&remedies);
    assert_eq!(ran.code(), 0, "{}", ran.err);
    assert!(
        ran.err
            .contains("2 lines of posts in 2 units; 1 of them has a holder"),
        "{}",
        ran.err
    );
    let again = run(&remedies);
    assert_eq!(again.code(), 2);
    assert!(
        again.err.contains("already holds posts of Anytown Council"),
        "{}",
        again.err
    );
    let verified = muster_in(folder.path(), &["verify", "--data", "data"]);
    assert_eq!(verified.code(), 0, "{}", verified.err);
}
