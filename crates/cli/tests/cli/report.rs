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
    for arguments in [
        ["report", "case.toml", "--to", "odt", "--out-dir", "."],
        ["report", "case.toml", "--to", "docx,pdf", "-o", "one.pdf"],
    ] {
        let ran = muster_in(folder.path(), &arguments);
        assert_eq!(ran.code(), 2, "{}", ran.err);
    }
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

#[test]
fn a_third_body_brings_its_own_sections_words_and_look_without_code() {
    let body = root().join("examples/bodies/anytown.toml");
    let case = root().join("examples/2026-05-library-service.toml");
    let text = fs::read_to_string(&case).expect("the example");
    let folder = tempfile::tempdir().expect("a folder can be made");
    let own = text.replace("template = \"plain\"", "template = \"anytown-cabinet\"");
    fs::write(folder.path().join("case.toml"), own).expect("it can be written");
    let body = body.to_str().expect("a path in UTF-8");
    let ran = muster_in(
        folder.path(),
        &["report", "case.toml", "-o", "-", "--body", body],
    );
    for words in [
        "The cabinet is asked to decide",
        "The section 151 officer says",
        "declared a climate emergency",
        "--link: #7a1f5c",
        "Georgia",
    ] {
        assert!(ran.out.contains(words), "{words}: {}", ran.err);
    }
    let without = muster_in(folder.path(), &["check", "case.toml"]);
    assert_eq!(without.code(), 1);
    assert!(without.out.contains("unknown-template"), "{}", without.out);
}

#[test]
fn what_is_wrong_with_a_body_is_found_at_its_place() {
    let folder = folder_with_case();
    let body = "key = \"own\"\nname = \"Own\"\nnumbering = \"by sections\"\nrequired_cover = [\"dat\"]\n\
        [look]\naccent = \"#ffdd00\"\nfont = \"Arial; } body { display: none\"\n\
        [[section]]\nkey = \"purpose\"\nheading = \"Why\"\nkinds = \"purpose\"\n";
    fs::write(folder.path().join("own.txt"), body).expect("it can be written");
    let ran = muster_in(folder.path(), &["check", "case.toml", "--body", "own.txt"]);
    assert_eq!(ran.code(), 1, "{}", ran.err);
    for place in [
        "own.txt:3:13",
        "own.txt:4:19",
        "own.txt:6:10",
        "own.txt:7:8",
        "own.txt:11:1",
    ] {
        assert!(ran.out.contains(place), "{place}:\n{}", ran.out);
    }
    assert!(
        ran.out.contains("at least 4.5 to 1 is needed"),
        "{}",
        ran.out
    );
}

#[test]
fn a_report_is_a_word_document_a_pdf_or_a_workbook_if_asked() {
    let folder = folder_with_case();
    let to = "docx,pdf,xlsx,docx";
    let ran = muster_in(folder.path(), &["report", "case.toml", "--to", to]);
    assert_eq!((ran.code(), ran.out.as_str()), (0, ""), "{}", ran.err);
    assert_eq!(
        names(folder.path()),
        ["case.docx", "case.pdf", "case.toml", "case.xlsx"]
    );
    for (format, begins) in [
        ("docx", b"PK\x03\x04"),
        ("pdf", b"%PDF"),
        ("xlsx", b"PK\x03\x04"),
    ] {
        let file = folder.path().join(format!("case.{format}"));
        let bytes = fs::read(file).expect("the document");
        assert_eq!(bytes[..4], *begins, "{format}");
    }
}

#[test]
fn the_name_of_the_file_says_the_format() {
    let folder = folder_with_case();
    let begins = |arguments: &[&str], file: &str| {
        let ran = muster_in(
            folder.path(),
            &[&["report", "case.toml"], arguments].concat(),
        );
        assert_eq!((ran.code(), ran.out.as_str()), (0, ""), "{}", ran.err);
        fs::read(folder.path().join(file)).expect("the document")[..4].to_vec()
    };
    assert_eq!(begins(&["-o", "item5.DOCX"], "item5.DOCX"), b"PK\x03\x04");
    assert_eq!(begins(&["-o", "item5"], "item5"), b"<!DO");
    assert_eq!(
        begins(&["-o", "item5.pdf", "--to", "html"], "item5.pdf"),
        b"<!DO",
        "what is said outright comes first"
    );
}
