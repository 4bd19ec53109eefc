//! The edition for the public: nothing of what a case withholds is in any format of it.
//!
//! [`testkit::withheld::CASE`] holds a value in every field that can be exempt, each of a kind that stands nowhere else. The whole
//! edition must have them, so that the search is known to find them, and the public one must not. Taking one exemption out
//! of the case must make the search find what it withheld.
//!
//! A PDF takes longer than all the rest, so each edition has one, and of variants the other formats are searched.

use std::io::Read as _;
use std::path::Path;
use std::process::Command;

use testkit::withheld::{CASE, secrets, told_in};

use super::muster_in;

const FORMATS: [&str; 4] = ["html", "docx", "pdf", "xlsx"];

/// Those that are written at once.
const QUICK: [&str; 3] = ["html", "docx", "xlsx"];

/// Every text that can be read out of a file: of its name, its bytes, its members, its streams.
fn texts(path: &Path, format: &str) -> Vec<(String, String)> {
    let bytes = std::fs::read(path).expect("the file is written");
    let name = path.file_name().expect("it has a name").to_string_lossy();
    let mut texts = vec![
        ("its name".to_owned(), name.into_owned()),
        ("its bytes".to_owned(), lossy(&bytes)),
    ];
    match format {
        "docx" | "xlsx" => {
            members(&bytes, format, &mut texts);
        }
        "pdf" => {
            for arguments in [&["-layout"][..], &["-raw"]] {
                texts.push((
                    "its text".to_owned(),
                    tool("pdftotext", arguments, path, &["-"]),
                ));
            }
            for arguments in [&[][..], &["-meta"], &["-struct-text"], &["-custom"]] {
                texts.push((
                    "its information".to_owned(),
                    tool("pdfinfo", arguments, path, &[]),
                ));
            }
            let attached = tool("pdfdetach", &["-list"], path, &[]);
            assert!(attached.starts_with("0 embedded files"), "{attached}");
            texts.push(("its streams".to_owned(), streams(&bytes)));
        }
        _ => texts.push(("its words".to_owned(), without_tags(&lossy(&bytes)))),
    }
    texts
}

/// The members of an archive: its parts and their relations, properties, comments, sheets whether hidden or not, names
/// that are defined, custom parts and pictures; and the members of archives in it.
fn members(bytes: &[u8], of: &str, texts: &mut Vec<(String, String)>) {
    let archive = std::io::Cursor::new(bytes);
    let mut archive = zip::ZipArchive::new(archive).expect("it is an archive");
    texts.push((format!("the comment of {of}"), lossy(archive.comment())));
    for at in 0..archive.len() {
        let mut member = archive.by_index(at).expect("it has that member");
        let name = format!("{of}/{}", member.name().expect("it is text"));
        let mut content = Vec::new();
        member.read_to_end(&mut content).expect("it can be read");
        texts.push(("the name of a member".to_owned(), name.clone()));
        if content.starts_with(b"PK\x03\x04") {
            members(&content, &name, texts);
        } else if content.starts_with(b"\x89PNG") {
            // Pixels only: of the picture from which they are drawn, the words are searched in the web page.
            let drawn = [
                "IHDR", "PLTE", "tRNS", "IDAT", "IEND", "pHYs", "sRGB", "gAMA",
            ];
            let chunks = chunks(&content);
            assert!(
                chunks.iter().all(|kind| drawn.contains(&kind.as_str())),
                "{name}: {chunks:?}"
            );
        } else {
            let content = lossy(&content);
            // Words that Word cut into runs are words all the same.
            texts.push((format!("the words of {name}"), without_tags(&content)));
            texts.push((name, content));
        }
    }
}

/// The kinds of the chunks of a PNG.
fn chunks(png: &[u8]) -> Vec<String> {
    let (mut kinds, mut rest) = (Vec::new(), &png[8..]);
    while let Some((head, behind)) = rest.split_at_checked(8) {
        let length: [u8; 4] = head[..4].try_into().expect("four bytes");
        kinds.push(lossy(&head[4..])[..4].to_owned());
        let length = u32::from_be_bytes(length) as usize + 4;
        rest = behind.get(length..).unwrap_or_default();
    }
    kinds
}

fn lossy(bytes: &[u8]) -> String {
    let mut text = String::from_utf8_lossy(bytes).into_owned();
    // A text in UTF-16, as a PDF may hold its title.
    text.extend(
        bytes
            .iter()
            .filter(|byte| **byte != 0)
            .map(|byte| char::from(*byte)),
    );
    text
}

fn without_tags(markup: &str) -> String {
    let mut is_tag = false;
    let text = markup.chars().filter(|letter| {
        is_tag = *letter == '<' || (is_tag && *letter != '>');
        !is_tag && *letter != '>'
    });
    text.collect()
}

fn tool(program: &str, before: &[&str], path: &Path, after: &[&str]) -> String {
    let output = Command::new(program)
        .args(before)
        .arg(path)
        .args(after)
        .output();
    let output = output.expect("poppler-utils are needed to test PDF files");
    assert!(output.status.success(), "{program}: {output:?}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// All streams of a PDF that are compressed, as they were before.
fn streams(bytes: &[u8]) -> String {
    let mut text = String::new();
    let marker = b"stream";
    for at in 0..bytes.len().saturating_sub(marker.len()) {
        if &bytes[at..at + marker.len()] != marker {
            continue;
        }
        let content = &bytes[at + marker.len()..];
        let content = content.strip_prefix(b"\r").unwrap_or(content);
        let content = content.strip_prefix(b"\n").unwrap_or(content);
        let mut plain = Vec::new();
        // What is behind the stream is not of it, and `endstream` begins none.
        let _ = flate2::read::ZlibDecoder::new(content).read_to_end(&mut plain);
        text.push_str(&lossy(&plain));
    }
    assert!(text.len() > 1_000, "the streams of the PDF are not found");
    text
}

/// What of the secrets each file of an edition has.
fn found(folder: &Path, formats: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for format in formats {
        let path = folder.join("case").with_extension(format);
        for (part, text) in texts(&path, format) {
            let told = told_in(&text).into_iter();
            found.extend(told.map(|secret| format!("{secret} in {part} of the {format}")));
        }
    }
    found
}

/// Writes an edition of a case.
fn written_to(folder: &Path, case: &str, public: bool, formats: &[&str]) {
    std::fs::write(folder.join("case.toml"), case).expect("the case is written");
    let formats = formats.join(",");
    let mut arguments = vec!["report", "case.toml", "--to", &formats];
    arguments.extend(public.then_some("--public"));
    let ran = muster_in(folder, &arguments);
    assert!(ran.code() < 2, "{}", ran.err);
}

#[test]
fn no_public_edition_has_what_is_withheld() {
    let folder = tempfile::tempdir().expect("a folder");
    written_to(folder.path(), CASE, true, &FORMATS);
    let found = found(folder.path(), &FORMATS);
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn without_one_of_the_exemptions_the_search_finds_what_it_withheld() {
    let mut parts = CASE.split("\n[[exempt]]\n");
    let (own, exemptions) = (parts.next().expect("a case"), parts.collect::<Vec<_>>());
    assert_eq!(exemptions.len(), 15);
    let folder = tempfile::tempdir().expect("a folder");
    for left_out in &exemptions {
        let others = exemptions.iter().filter(|one| *one != left_out);
        let others = others.map(|one| format!("\n[[exempt]]\n{one}"));
        let case = format!("{own}{}", others.collect::<String>());
        written_to(folder.path(), &case, true, &["html"]);
        let found = found(folder.path(), &["html"]);
        assert!(!found.is_empty(), "nothing is found without {left_out}");
    }
}

/// A post that nothing touches, so it stands only in pictures and lists of the structure.
const UNTOUCHED: &str = "Chrysoprase";

/// The case with an exempt appendix that shows this view.
fn showing(view: &str) -> String {
    let held = "title = \"The Beryl valuation\"\nheld = false";
    let post = "[[change]]\nchange = \"Harbour Master\"";
    assert!(CASE.contains(held) && CASE.contains(post));
    let untouched = format!(
        "[[post]]\ntitle = \"{UNTOUCHED} Keeper\"\nfte = 1\nunit = \"Harbour Service\"\npermanent = true\n\n{post}"
    );
    let information = "1. The service changes.";
    assert!(CASE.contains(information));
    let told = format!("{information} It is of {{fte.structure.after}} FTE in all.");
    let shown = format!("title = \"The Beryl valuation\"\nshows = \"{view}\"");
    CASE.replace(held, &shown)
        .replace(post, &untouched)
        .replace(information, &told)
}

#[test]
fn a_picture_that_is_an_exempt_appendix_is_in_no_public_edition() {
    let secret = UNTOUCHED.to_lowercase();
    let folder = tempfile::tempdir().expect("a folder");
    for view in ["structure before", "structure after", "changes"] {
        for (public, places) in [(false, true), (true, false)] {
            written_to(folder.path(), &showing(view), public, &QUICK);
            for format in QUICK {
                let path = folder.path().join("case").with_extension(format);
                let mut texts = texts(&path, format).into_iter();
                let has = texts.any(|(_, text)| text.to_lowercase().contains(&secret));
                assert_eq!(has, places, "{view}, public: {public}, {format}");
            }
        }
        let html = std::fs::read_to_string(folder.path().join("case.html")).expect("it is there");
        let withheld = "Withheld: paragraph 3 of Part 1 of Schedule 12A.";
        assert!(html.matches(withheld).count() >= 3, "{view}");
        assert!(!html.contains("<svg"), "{view}");
        let words = without_tags(&html);
        assert!(words.contains("of withheld FTE in all"), "{view}");
    }
}

#[test]
fn the_whole_edition_has_what_is_withheld_and_says_that_it_is_not_for_publication() {
    let folder = tempfile::tempdir().expect("a folder");
    written_to(folder.path(), CASE, false, &FORMATS);
    let found = found(folder.path(), &FORMATS);
    // Working papers of the author, and what a report never prints, are in neither.
    let never = ["Sapphire", "Obsidian", "Citrine", "2718200 pence"];
    for (secret, _) in secrets() {
        let prefix = format!("{secret} in ");
        let is_found = found.iter().any(|one| one.starts_with(&prefix));
        let is_never = never.contains(&secret.as_str());
        assert!(
            is_found || is_never,
            "{secret} is in no format of the whole edition"
        );
    }
    let html = std::fs::read_to_string(folder.path().join("case.html")).expect("it is there");
    assert!(html.contains("Not for publication by virtue of paragraphs 1 and 3"));
}
