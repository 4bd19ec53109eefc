//! Every example case in every format, through the one call.

use std::collections::BTreeSet;

use documents::Format;
use testkit::{Analysed, PUBLISHED};

/// Reads, checks and costs a case, and writes it in every format.
fn written(text: &str) -> Vec<(Format, Vec<u8>)> {
    let analysed = Analysed::of("case.toml", text);
    let write = |format| documents::write(&analysed.composition(), format);
    Format::ALL
        .map(|format| (format, write(format).expect("it can be written")))
        .into()
}

#[test]
fn the_same_case_gives_the_same_bytes_in_every_format() {
    for (name, text) in PUBLISHED {
        let (first, second) = (written(text), written(text));
        for ((format, once), (_, again)) in first.iter().zip(&second) {
            let begins: &[u8] = match format {
                Format::Html => b"<!DOCTYPE html>",
                Format::Pdf => b"%PDF-1.7",
                Format::Docx | Format::Xlsx => b"PK\x03\x04",
            };
            assert!(once.starts_with(begins), "{format:?} of {name}");
            assert!(once == again, "{format:?} of {name}");
        }
    }
}

#[test]
fn a_format_is_found_by_the_ending_of_its_files() {
    for format in Format::ALL {
        let extension = format.extension();
        assert_eq!(Format::of_extension(extension), Some(format));
        assert_eq!(
            Format::of_extension(&extension.to_uppercase()),
            Some(format)
        );
    }
    assert_eq!(Format::of_extension("toml"), None);
    assert_eq!(Format::of_extension(""), None);
    let types: BTreeSet<&str> = Format::ALL.map(Format::media_type).into();
    assert_eq!(types.len(), Format::ALL.len());
}
