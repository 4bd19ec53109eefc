//! `muster report` and `muster chart`.

use std::fs;
use std::path::Path;

use super::{THREE, folder_with_case, muster, muster_in, root};

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .expect("it is a folder")
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    names.sort();
    names
}

#[test]
fn a_report_is_written_beside_and_says_nothing_on_standard_output() {
    let folder = folder_with_case();
    let ran = muster_in(folder.path(), &["report", "case.toml"]);
    assert_eq!((ran.code(), ran.out.as_str()), (0, ""), "{}", ran.err);
    assert_eq!(names(folder.path()), ["case.html", "case.toml"]);
    let page = fs::read_to_string(folder.path().join("case.html")).expect("the report");
    assert!(page.contains("<html") && page.contains("</html>"), "{page}");
    let streamed = muster_in(folder.path(), &["report", "case.toml", "-o", "-"]);
    assert_eq!(streamed.out, page);
}

#[test]
fn errors_do_not_keep_a_report_from_being_written() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let out = folder.path().join("new/reports");
    let out = out.to_str().expect("a path in UTF-8");
    let ran = muster(&[
        "report",
        THREE[0],
        THREE[2],
        "--out-dir",
        out,
        "--with-findings",
    ]);
    assert_eq!((ran.code(), ran.out.as_str()), (1, ""), "{}", ran.err);
    assert_eq!(
        names(Path::new(out)),
        ["2018-06-short-breaks.html", "2020-06-additional-posts.html"]
    );
    let page = fs::read_to_string(Path::new(out).join("2018-06-short-breaks.html")).expect("it");
    assert!(
        page.contains("284,937"),
        "the full-year cost is in the report"
    );
}

#[test]
fn arguments_that_would_lose_something_are_refused() {
    let folder = folder_with_case();
    let ran = muster_in(folder.path(), &["report", "case.toml", "-o", "./case.toml"]);
    assert_eq!(ran.code(), 2);
    assert!(ran.err.contains("is the case itself"), "{}", ran.err);
    let both = [THREE[0], THREE[1]];
    let ran = muster(&["report", both[0], both[1], "-o", "one.html"]);
    assert_eq!(ran.code(), 2);
    assert!(!root().join("one.html").exists());
    fs::create_dir(folder.path().join("b")).expect("a folder");
    fs::copy(
        folder.path().join("case.toml"),
        folder.path().join("b/case.toml"),
    )
    .expect("a copy");
    let ran = muster_in(folder.path(), &["report", "case.toml", "b/case.toml"]);
    assert_eq!(ran.code(), 2);
    assert!(
        ran.err.contains("would both be written to case.html"),
        "{}",
        ran.err
    );
    let ran = muster_in(folder.path(), &["report", "case.toml", "--to", "pdf"]);
    assert_eq!(ran.code(), 2);
    assert_eq!(names(folder.path()), ["b", "case.toml"]);
}

#[test]
fn a_place_that_cannot_be_written_is_named_and_nothing_is_left() {
    let folder = folder_with_case();
    let ran = muster_in(
        folder.path(),
        &["report", "case.toml", "-o", "nowhere/x.html"],
    );
    assert_eq!(ran.code(), 2);
    assert!(
        ran.err.contains("error: cannot write nowhere/x.html: "),
        "{}",
        ran.err
    );
    fs::create_dir(folder.path().join("x.html")).expect("a folder");
    let ran = muster_in(folder.path(), &["report", "case.toml", "-o", "x.html"]);
    assert_eq!(ran.code(), 2);
    assert_eq!(names(folder.path()), ["case.toml", "x.html"]);
    fs::write(folder.path().join("old.html"), "old").expect("a file");
    let ran = muster_in(folder.path(), &["report", "case.toml", "-o", "old.html"]);
    assert_eq!(ran.code(), 0);
    assert_ne!(
        fs::read(folder.path().join("old.html")).expect("it"),
        b"old"
    );
}

#[test]
fn a_chart_is_a_picture_or_a_list() {
    let ran = muster(&["chart", THREE[1]]);
    assert!(
        ran.out.starts_with("<svg") && ran.out.ends_with("</svg>\n"),
        "{}",
        ran.out
    );
    let list = |view: &str| muster(&["chart", THREE[1], "--to", "text", "--view", view]).out;
    assert!(
        list("before").contains("Commissioning Assistant, Grade 3"),
        "{}",
        list("before")
    );
    assert!(
        !list("after").contains("Commissioning Assistant, Grade 3:"),
        "{}",
        list("after")
    );
    assert!(
        list("changes").contains("in place of Commissioning Assistant"),
        "{}",
        list("changes")
    );
    let folder = folder_with_case();
    let ran = muster_in(folder.path(), &["chart", "case.toml", "-o", "chart.svg"]);
    assert_eq!((ran.code(), ran.out.as_str()), (0, ""), "{}", ran.err);
    assert_eq!(names(folder.path()), ["case.toml", "chart.svg"]);
}
