//! The parts of the document in one zip file.

use std::io::{Cursor, Write};

use proposal::Look;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::Error;
use super::body::Written;
use super::look::dressed;
use super::page::{Page, footer};
use super::xml::Xml;
use crate::model::Report;

/// How the document looks; the body's fonts and colour and the list of numbered paragraphs are put in.
const STYLES: &str = include_str!("styles.xml");

const SETTINGS: &str = include_str!("settings.xml");

const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

/// Puts all parts together, always in the same order and with the same date.
pub(super) fn pack(report: &Report, written: &Written) -> Result<Vec<u8>, Error> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut part = |name: &str, bytes: &[u8]| -> Result<(), Error> {
        let method = if name.ends_with(".png") {
            CompressionMethod::Stored
        } else {
            CompressionMethod::Deflated
        };
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644);
        zip.start_file(name, options)?;
        zip.write_all(bytes)?;
        Ok(())
    };
    let pictures = written.pictures.len();
    part("[Content_Types].xml", &content_types())?;
    part("_rels/.rels", &package_relations())?;
    part("docProps/core.xml", &core_properties(report))?;
    part("docProps/app.xml", &app_properties(report))?;
    part("word/document.xml", &written.document)?;
    part(
        "word/_rels/document.xml.rels",
        &document_relations(pictures),
    )?;
    part("word/styles.xml", styles(&report.look, written).as_bytes())?;
    part("word/settings.xml", SETTINGS.as_bytes())?;
    part("word/numbering.xml", &written.numbering.part())?;
    part("word/footer1.xml", &footer(Page::Portrait, &report.title))?;
    part("word/footer2.xml", &footer(Page::Landscape, &report.title))?;
    for (picture, number) in written.pictures.iter().zip(1..) {
        part(&format!("word/media/chart{number}.png"), &picture.png)?;
        part(
            &format!("word/media/chart{number}.svg"),
            picture.svg.as_bytes(),
        )?;
    }
    Ok(zip.finish()?.into_inner())
}

/// The styles, in the fonts and the colour of the body. Their numbered paragraph counts in the first
/// list that the document has.
fn styles(look: &Look, written: &Written) -> String {
    let place = written.numbering.usual().map(|place| {
        format!(
            "<w:numPr><w:ilvl w:val=\"{}\"/><w:numId w:val=\"{}\"/></w:numPr>",
            place.level, place.list
        )
    });
    dressed(STYLES, look).replace("<!-- numbered paragraphs -->", &place.unwrap_or_default())
}

fn content_types() -> Vec<u8> {
    let mut xml = Xml::new();
    let kind = "http://schemas.openxmlformats.org/package/2006/content-types";
    xml.open("Types", &[("xmlns", kind)]);
    for (extension, kind) in [
        (
            "rels",
            "application/vnd.openxmlformats-package.relationships+xml",
        ),
        ("xml", "application/xml"),
        ("png", "image/png"),
        ("svg", "image/svg+xml"),
    ] {
        xml.empty(
            "Default",
            &[("Extension", extension), ("ContentType", kind)],
        );
    }
    let word = "application/vnd.openxmlformats-officedocument.wordprocessingml";
    for (part, kind) in [
        ("/word/document.xml", format!("{word}.document.main+xml")),
        ("/word/styles.xml", format!("{word}.styles+xml")),
        ("/word/settings.xml", format!("{word}.settings+xml")),
        ("/word/numbering.xml", format!("{word}.numbering+xml")),
        ("/word/footer1.xml", format!("{word}.footer+xml")),
        ("/word/footer2.xml", format!("{word}.footer+xml")),
        (
            "/docProps/core.xml",
            "application/vnd.openxmlformats-package.core-properties+xml".to_owned(),
        ),
        (
            "/docProps/app.xml",
            "application/vnd.openxmlformats-officedocument.extended-properties+xml".to_owned(),
        ),
    ] {
        xml.empty("Override", &[("PartName", part), ("ContentType", &kind)]);
    }
    xml.finish()
}

fn relations(all: &[(String, &str, String)]) -> Vec<u8> {
    let mut xml = Xml::new();
    let space = "http://schemas.openxmlformats.org/package/2006/relationships";
    xml.open("Relationships", &[("xmlns", space)]);
    for (id, kind, target) in all {
        xml.empty(
            "Relationship",
            &[("Id", id), ("Type", kind), ("Target", target)],
        );
    }
    xml.finish()
}

fn package_relations() -> Vec<u8> {
    let document = format!("{RELATION}officeDocument");
    let app = format!("{RELATION}extended-properties");
    let core =
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
    relations(&[
        (
            "rDocument".to_owned(),
            &document,
            "word/document.xml".to_owned(),
        ),
        ("rCore".to_owned(), core, "docProps/core.xml".to_owned()),
        ("rApp".to_owned(), &app, "docProps/app.xml".to_owned()),
    ])
}

fn document_relations(pictures: usize) -> Vec<u8> {
    let kinds = ["styles", "settings", "numbering", "footer", "image"]
        .map(|kind| format!("{RELATION}{kind}"));
    let [styles, settings, numbering, footer, image] = &kinds;
    let mut all = vec![
        (
            "rStyles".to_owned(),
            styles.as_str(),
            "styles.xml".to_owned(),
        ),
        ("rSettings".to_owned(), settings, "settings.xml".to_owned()),
        (
            "rNumbering".to_owned(),
            numbering,
            "numbering.xml".to_owned(),
        ),
        ("rFooter1".to_owned(), footer, "footer1.xml".to_owned()),
        ("rFooter2".to_owned(), footer, "footer2.xml".to_owned()),
    ];
    for number in 1..=pictures {
        all.push((
            format!("rPng{number}"),
            image,
            format!("media/chart{number}.png"),
        ));
        all.push((
            format!("rSvg{number}"),
            image,
            format!("media/chart{number}.svg"),
        ));
    }
    relations(&all)
}

/// The title, the language and the council. No date, since the same report gives the same bytes;
/// no name, since officers are told by their posts.
fn core_properties(report: &Report) -> Vec<u8> {
    let mut xml = Xml::new();
    let core = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
    xml.open(
        "cp:coreProperties",
        &[
            ("xmlns:cp", core),
            ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        ],
    );
    xml.element("dc:title", &[], &report.title);
    if let Some(council) = &report.head.body {
        xml.element("dc:creator", &[], council);
    }
    xml.element("dc:language", &[], "en-GB");
    xml.finish()
}

fn app_properties(report: &Report) -> Vec<u8> {
    let mut xml = Xml::new();
    let space = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties";
    xml.open("Properties", &[("xmlns", space)]);
    xml.element("Application", &[], "Muster");
    if let Some(council) = &report.head.body {
        xml.element("Company", &[], council);
    }
    xml.finish()
}
