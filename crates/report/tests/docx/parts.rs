//! The parts of a document: whole, named, and the same every time.

use std::collections::BTreeSet;

use report::docx;
use report::model::{Block, Entry, SectionKind};
use roxmltree::{Document, Node};

use super::made::{self, CASES};
use super::sample::{Parts, figure, parts, report, section, table};

fn named<'a>(document: &'a Document<'a>, name: &'a str) -> impl Iterator<Item = Node<'a, 'a>> {
    document
        .descendants()
        .filter(move |node| node.tag_name().name() == name)
}

fn value<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    let mut all = node.attributes().filter(|one| one.name() == name);
    all.next().map(|one| one.value())
}

fn values(document: &Document<'_>, element: &str, attribute: &str) -> BTreeSet<String> {
    named(document, element)
        .filter_map(|node| value(node, attribute).map(str::to_owned))
        .collect()
}

/// Every relationship leads to a part, every part has a kind, and all that is referred to is there.
fn whole(parts: &Parts) {
    for name in parts.0.keys().filter(|name| !name.ends_with(".png")) {
        Document::parse(parts.text(name)).expect(name);
    }
    let kinds = Document::parse(parts.text("[Content_Types].xml")).expect("XML");
    let extensions = values(&kinds, "Default", "Extension");
    let overrides = values(&kinds, "Override", "PartName");
    for name in parts.0.keys() {
        let extension = name.rsplit('.').next().expect("an extension");
        assert!(extensions.contains(extension), "{name}");
    }
    for name in &overrides {
        assert!(parts.0.contains_key(&name[1..]), "{name}");
    }
    let relations = Document::parse(parts.text("word/_rels/document.xml.rels")).expect("XML");
    for target in values(&relations, "Relationship", "Target") {
        assert!(parts.0.contains_key(&format!("word/{target}")), "{target}");
    }
    let known = values(&relations, "Relationship", "Id");
    let document = Document::parse(parts.document()).expect("XML");
    let relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let used = document.descendants().flat_map(|node| node.attributes());
    for one in used.filter(|one| one.namespace() == Some(relation)) {
        assert!(known.contains(one.value()), "{}", one.value());
    }
    let styles = Document::parse(parts.text("word/styles.xml")).expect("XML");
    let styles = values(&styles, "style", "styleId");
    for kind in ["pStyle", "rStyle", "tblStyle"] {
        for style in values(&document, kind, "val") {
            assert!(styles.contains(&style), "no style {style}");
        }
    }
    let numbering = Document::parse(parts.text("word/numbering.xml")).expect("XML");
    let lists = values(&numbering, "num", "numId");
    for list in values(&document, "numId", "val") {
        assert!(lists.contains(&list), "no list {list}");
    }
    let places = values(&document, "bookmarkStart", "name");
    for place in values(&document, "hyperlink", "anchor") {
        assert!(places.contains(&place), "no place {place}");
    }
    let numbers = named(&document, "bookmarkStart").count();
    assert_eq!(numbers, places.len());
    assert_eq!(numbers, values(&document, "bookmarkStart", "id").len());
}

#[test]
fn the_documents_of_the_cases_are_whole() {
    for name in CASES {
        whole(&parts(&made::case(name).report_with(true)));
    }
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    let report = made::case(CASES[3]).report_with(true);
    let render = || docx::render(&report).expect("a document");
    assert_eq!(render(), render());
}

#[test]
fn pictures_have_words_a_png_and_an_svg() {
    let report = made::case(CASES[0]).report();
    let parts = parts(&report);
    let document = Document::parse(parts.document()).expect("XML");
    let pictures = named(&document, "docPr").count();
    assert!(pictures >= 3);
    assert_eq!(named(&document, "svgBlip").count(), pictures);
    for node in named(&document, "docPr") {
        let words = value(node, "descr").expect("alternative text");
        assert!(
            words.starts_with("Figure ") && words.ends_with(" as a list follows."),
            "{words}"
        );
    }
    for number in 1..=pictures {
        let png = &parts.0[&format!("word/media/chart{number}.png")];
        assert!(png.starts_with(b"\x89PNG"));
        assert!(
            parts
                .text(&format!("word/media/chart{number}.svg"))
                .starts_with("<svg ")
        );
    }
}

#[test]
fn heads_repeat_and_rows_stay_whole() {
    let one = report(vec![section(None, "Tables", vec![Block::Table(table(5))])]);
    let parts = parts(&one);
    let document = Document::parse(parts.document()).expect("XML");
    assert_eq!(named(&document, "tr").count(), 7);
    assert_eq!(named(&document, "cantSplit").count(), 7);
    assert_eq!(named(&document, "tblHeader").count(), 2);
    assert!(parts.document().contains("<w:jc w:val=\"right\"/>"));
    let widths = named(&document, "gridCol").filter_map(|node| value(node, "w"));
    let total: u32 = widths
        .map(|width| width.parse::<u32>().expect("a width"))
        .sum();
    assert_eq!(total, 9638);
}

#[test]
fn only_a_chart_that_is_wide_lies_on_its_side() {
    let annex = |block| {
        let mut one = section(None, "Annex A", vec![block]);
        one.kind = SectionKind::WideAnnex;
        report(vec![
            section(None, "Before", Vec::new()),
            one,
            section(None, "After", Vec::new()),
        ])
    };
    let lying = |report| {
        parts(&report)
            .document()
            .matches("w:orient=\"landscape\"")
            .count()
    };
    assert_eq!(lying(annex(figure(1, 2))), 0);
    assert_eq!(lying(annex(figure(4, 6))), 1);
}

#[test]
fn a_chart_that_would_fill_a_book_is_told_in_words() {
    let Block::Figure(mut chart) = figure(2, 2) else {
        panic!("a figure");
    };
    chart.on_paper = Some("This picture does not fit.".to_owned());
    let parts = parts(&report(vec![section(
        None,
        "Annex",
        vec![Block::Figure(chart)],
    )]));
    assert!(parts.0.keys().all(|name| !name.contains("media")));
    let document = parts.text("word/document.xml");
    assert!(document.contains("This picture does not fit."));
    assert!(document.contains("ChartPost"), "the list is there");
}

#[test]
fn contents_are_a_field_with_its_entries() {
    let mut one = report(vec![section(None, "Summary", Vec::new())]);
    one.contents = vec![Entry {
        level: 2,
        id: "summary".to_owned(),
        heading: "Summary".to_owned(),
    }];
    let parts = parts(&one);
    whole(&parts);
    let document = Document::parse(parts.document()).expect("XML");
    assert_eq!(named(&document, "fldChar").count(), 3);
    assert!(parts.document().contains("<w:pStyle w:val=\"TOC1\"/>"));
}

#[test]
fn properties_tell_the_title_and_no_day() {
    let mut one = report(Vec::new());
    one.head.body = Some("Invented Council".to_owned());
    let parts = parts(&one);
    let core = parts.text("docProps/core.xml");
    assert!(core.contains("<dc:title>A report made by hand</dc:title>"));
    assert!(core.contains("<dc:language>en-GB</dc:language>"));
    assert!(core.contains("Invented Council") && !core.contains("created"));
    assert!(
        parts
            .text("word/styles.xml")
            .contains("w:lang w:val=\"en-GB\"")
    );
}

#[test]
fn styles_take_the_fonts_and_the_colour_of_the_body() {
    let mut one = report(Vec::new());
    one.look.font = "Georgia, serif".to_owned();
    one.look.heading_font = "'Gill & Sons', sans-serif".to_owned();
    one.look.accent = "#7a1f5c".to_owned();
    let parts = parts(&one);
    let document = Document::parse(parts.text("word/styles.xml")).expect("XML");
    let says = |style: &str, element: &str, attribute: &str| {
        let mut all = named(&document, "style");
        let style = all.find(|node| value(*node, "styleId") == Some(style));
        let mut inside = style.expect("a style").descendants();
        let found = inside.find(|node| node.tag_name().name() == element);
        value(found.expect(element), attribute).map(str::to_owned)
    };
    for heading in ["Title", "Heading1", "Heading2", "Heading3"] {
        assert_eq!(
            says(heading, "rFonts", "ascii").as_deref(),
            Some("Gill & Sons")
        );
    }
    assert_eq!(
        says("InternalLink", "color", "val").as_deref(),
        Some("7A1F5C")
    );
    let default = named(&document, "rPrDefault").next().expect("defaults");
    let mut inside = default.descendants();
    let font = inside.find(|node| node.tag_name().name() == "rFonts");
    assert_eq!(value(font.expect("a font"), "ascii"), Some("Georgia"));
}
