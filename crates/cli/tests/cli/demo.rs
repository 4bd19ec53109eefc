//! `muster demo`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::muster_in;

fn contents(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut contents = BTreeMap::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        match path.is_dir() {
            true => contents.extend(self::contents(&path)),
            false => {
                let bytes = fs::read(&path).expect("a file");
                contents.insert(path, bytes);
            }
        }
    }
    contents
}

#[test]
fn it_writes_the_same_again_and_leaves_other_files() {
    let folder = super::folder_with_case();
    let arguments = ["demo", "--data", "out", "--cases", "."];
    let first = muster_in(folder.path(), &arguments);
    assert_eq!(first.code(), 0, "{}", first.err);
    let out = folder.path().join("out");
    let files = contents(&out);
    fs::write(out.join("own-notes.txt"), "mine").expect("a file");
    let second = muster_in(folder.path(), &arguments);
    assert_eq!(second.out, first.out);
    let mut again = contents(&out);
    assert_eq!(
        again.remove(&out.join("own-notes.txt")).as_deref(),
        Some(&b"mine"[..])
    );
    assert!(again == files, "every file has the same bytes");
}

#[test]
fn it_writes_everything_and_a_manager_reads_what_stands_out() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let ran = muster_in(folder.path(), &["demo", "--data", "out/demo"]);
    assert_eq!(ran.code(), 0, "{}", ran.err);
    assert_eq!(ran.err, "", "nothing is drawn outside a terminal");
    assert_eq!(
        contents(&folder.path().join("out/demo")).len(),
        5 + 4 * 5 + 15 + 4 + 1,
        "cases, reports in four formats, charts, four at the top, and the register"
    );
    for words in [
        "The councils did not issue them",
        "Reorganisation of staffing within the Commissioning and Placements Group",
        "£284,937 more",
        "£29,969 less",
        "£911,000 in 2014-15, £2,330,000 in 2015-16; £3,241,000 in all, 34.01% of",
        "£77,479 in 2010-11, £13,905 in 2011-12; total not known, because",
        "20.5 FTE listed, 2 lines not known",
        "Part-year 2018-19  £214,493 more",
        "1 less",
        "out/demo/index.html",
    ] {
        assert!(ran.out.contains(words), "{words}:\n{}", ran.out);
    }
    let index = fs::read_to_string(folder.path().join("out/demo/index.html")).expect("the index");
    for link in index
        .split("href=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
    {
        assert!(
            folder.path().join("out/demo").join(link).is_file(),
            "{link}"
        );
    }
    assert!(index.starts_with("<!DOCTYPE html><html lang=\"en-GB\">"));
    assert!(index.contains("The councils did not issue them"));
}

#[test]
fn it_takes_other_cases() {
    let folder = super::folder_with_case();
    let ran = muster_in(folder.path(), &["demo", "--data", "out", "--cases", "."]);
    assert_eq!(ran.code(), 0, "{}", ran.err);
    assert!(!ran.out.contains("councils did not issue"), "{}", ran.out);
    assert!(folder.path().join("out/reports/case.html").is_file());
    let ran = muster_in(
        folder.path(),
        &["demo", "--data", "out", "--cases", "out/charts"],
    );
    assert_eq!(ran.code(), 2);
    let ran = muster_in(folder.path(), &["demo", "--data", "case.toml"]);
    assert_eq!(ran.code(), 2);
    assert!(
        ran.err.contains("error: cannot write case.toml"),
        "{}",
        ran.err
    );
}

#[test]
fn an_invented_council_is_recorded_beside_the_cases_once() {
    let folder = super::folder_with_case();
    let arguments = ["demo", "--data", "out", "--cases", ".", "--posts", "60"];
    let first = muster_in(folder.path(), &arguments);
    assert_eq!(first.code(), 0, "{}", first.err);
    let entries = |out: &str| -> u32 {
        let after = out.split_once("Register of ").expect("the register").1;
        let number = after.split_once(' ').expect("its entries").0;
        number.parse().expect("a number")
    };
    assert!(entries(&first.out) > 250, "{}", first.out);
    let second = muster_in(folder.path(), &arguments);
    assert!(
        second.err.contains("holds Anytown County Council already"),
        "{}",
        second.err
    );
    let verified = muster_in(folder.path(), &["verify", "--data", "out"]);
    assert_eq!(verified.code(), 0, "{}", verified.err);
    let none = muster_in(folder.path(), &["demo", "--data", "out", "--posts", "0"]);
    assert_eq!(none.code(), 2);
}
