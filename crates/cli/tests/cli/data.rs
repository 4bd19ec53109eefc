//! `muster verify`, `muster backup` and `muster restore`, on the register of a demonstration.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::{Ran, muster_in};

/// A folder with a demonstration of one case in `out`.
fn demonstration() -> TempDir {
    let folder = super::folder_with_case();
    let ran = muster_in(folder.path(), &["demo", "--data", "out", "--cases", "."]);
    assert_eq!(ran.code(), 0, "{}", ran.err);
    folder
}

fn receipt(verified: &Ran) -> String {
    let json = verified.json();
    json["receipt"].as_str().expect("a receipt").to_owned()
}

fn verify(folder: &Path, more: &[&str]) -> Ran {
    let arguments = [&["verify", "--data", "out", "--format", "json"], more].concat();
    muster_in(folder, &arguments)
}

#[test]
fn what_a_demonstration_recorded_is_verified() {
    let folder = demonstration();
    let ran = muster_in(folder.path(), &["verify", "--data", "out"]);
    assert_eq!(ran.code(), 0, "{}", ran.err);
    assert!(
        ran.out
            .starts_with("All data in out are as they were recorded.\n"),
        "{}",
        ran.out
    );
    let receipt = receipt(&verify(folder.path(), &[]));
    assert!(
        ran.out
            .ends_with(&format!("\nReceipt, to keep elsewhere:\n  {receipt}\n")),
        "{}",
        ran.out
    );
    fs::write(folder.path().join("receipts.txt"), format!("\n{receipt}\n")).expect("a file");
    for against in [receipt.as_str(), "receipts.txt"] {
        let ran = verify(folder.path(), &["--against", against]);
        assert_eq!(ran.code(), 0, "{}", ran.out);
    }
}

#[test]
fn what_is_altered_is_named() {
    let folder = demonstration();
    let file = folder.path().join("out/muster.sqlite3");
    let mut bytes = fs::read(&file).expect("the database");
    let title = b"Stock and Circulation Officer";
    let at = bytes.windows(title.len()).position(|part| part == title);
    bytes[at.expect("a title in the database")] = b's';
    fs::write(&file, bytes).expect("the database");
    let ran = muster_in(folder.path(), &["verify", "--data", "out"]);
    assert_eq!(ran.code(), 1, "{}", ran.err);
    for words in [
        "The data in out are not as they were recorded: 1 fault.",
        "of the ledger: it, ",
        "To mend this: restore a backup",
    ] {
        assert!(ran.out.contains(words), "{words}: {}", ran.out);
    }
    assert!(!ran.out.contains("Receipt"), "{}", ran.out);
}

#[test]
fn a_receipt_that_does_not_fit_is_a_fault_and_one_that_is_none_an_error() {
    let folder = demonstration();
    let receipt = receipt(&verify(folder.path(), &[]));
    let (_, hash) = receipt.split_once('-').expect("a receipt");
    let later = verify(folder.path(), &["--against", &format!("9999-{hash}")]);
    assert_eq!(later.code(), 1);
    let what = later.json()["faults"][0]["what"].to_string();
    assert!(what.contains("its end was cut off"), "{what}");
    let none = verify(folder.path(), &["--against", "not-one"]);
    assert_eq!(none.code(), 2);
    assert!(
        none.err.contains("\"not-one\" is not a receipt"),
        "{}",
        none.err
    );
    let empty = muster_in(folder.path(), &["verify", "--data", "nowhere"]);
    assert_eq!(empty.code(), 2);
    assert!(
        empty.err.contains("there is no Muster data in nowhere"),
        "{}",
        empty.err
    );
}

#[test]
fn a_copy_comes_back_with_the_same_receipt() {
    let folder = demonstration();
    let receipt = receipt(&verify(folder.path(), &[]));
    let copied = muster_in(folder.path(), &["backup", "--data", "out", "-o", "copy"]);
    assert_eq!(
        (copied.code(), copied.out.trim()),
        (0, receipt.as_str()),
        "{}",
        copied.err
    );
    let again = muster_in(folder.path(), &["backup", "--data", "out", "-o", "copy"]);
    assert_eq!(again.code(), 2);
    assert!(again.err.contains("copy is there already"), "{}", again.err);
    let into_data = ["restore", "copy", "--data", "out"];
    let refused = muster_in(folder.path(), &into_data);
    assert_eq!(refused.code(), 2);
    assert!(refused.err.contains("--replace"), "{}", refused.err);
    for arguments in [
        &["restore", "copy", "--data", "elsewhere"][..],
        &["restore", "copy", "--data", "out", "--replace"],
    ] {
        let restored = muster_in(folder.path(), arguments);
        assert_eq!(
            (restored.code(), restored.out.trim()),
            (0, receipt.as_str()),
            "{}",
            restored.err
        );
    }
    assert!(folder.path().join("out/muster.sqlite3.replaced").is_file());
    assert_eq!(verify(folder.path(), &["--against", &receipt]).code(), 0);
}
