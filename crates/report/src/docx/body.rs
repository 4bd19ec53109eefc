//! The document from its head to its last page.

use super::anchors::Anchors;
use super::figure::{self, Picture};
use super::numbering::{Numbering, Place};
use super::page::Page;
use super::xml::Xml;
use super::{Error, widths};
use crate::model::{Block, Cover, Entry, Head, Report, Section, SectionKind};

/// The names of the kinds of XML in the document.
const SPACES: [(&str, &str); 6] = [
    (
        "xmlns:w",
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        "xmlns:r",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (
        "xmlns:wp",
        "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    ),
    (
        "xmlns:a",
        "http://schemas.openxmlformats.org/drawingml/2006/main",
    ),
    (
        "xmlns:pic",
        "http://schemas.openxmlformats.org/drawingml/2006/picture",
    ),
    (
        "xmlns:asvg",
        "http://schemas.microsoft.com/office/drawing/2016/SVG/main",
    ),
];

/// What the parts of the package are made from.
pub(super) struct Written {
    /// The part `document.xml`.
    pub(super) document: Vec<u8>,
    /// The lists.
    pub(super) numbering: Numbering,
    /// The pictures, in order.
    pub(super) pictures: Vec<Picture>,
}

/// The document while it is written.
pub(super) struct Body {
    pub(super) xml: Xml,
    pub(super) numbering: Numbering,
    pub(super) anchors: Anchors,
    pub(super) pictures: Vec<Picture>,
    pub(super) page: Page,
    /// Has a table just ended, with nothing after it yet?
    pub(super) owes_end: bool,
    /// The last number of each kind of caption.
    pub(super) captions: Vec<(&'static str, u32)>,
    bookmarks: u32,
}

/// How a paragraph looks, apart from its style.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Format {
    /// It stays on the page of what follows.
    pub(super) keep_next: bool,
    /// Its place in a list.
    pub(super) place: Option<Place>,
    /// It lines up from the right.
    pub(super) right: bool,
    /// It stands in the middle.
    pub(super) centre: bool,
}

/// Keeps a paragraph with what follows.
pub(super) const KEEP: Format = Format {
    keep_next: true,
    place: None,
    right: false,
    centre: false,
};

/// A plain paragraph of its style.
pub(super) const PLAIN: Format = Format {
    keep_next: false,
    ..KEEP
};

/// Writes the document.
pub(super) fn write(report: &Report) -> Result<Written, Error> {
    let mut body = Body {
        xml: Xml::new(),
        numbering: Numbering::default(),
        anchors: Anchors::default(),
        pictures: Vec::new(),
        page: Page::Portrait,
        owes_end: false,
        captions: Vec::new(),
        bookmarks: 0,
    };
    body.xml.open("w:document", &SPACES);
    body.xml.open("w:body", &[]);
    for notice in &report.notices {
        body.notice(notice);
    }
    body.head(&report.head);
    if !report.contents.is_empty() {
        body.contents(&report.contents);
    }
    for section in &report.sections {
        body.section(section)?;
    }
    if !report.colophon.is_empty() {
        body.say("SmallPrintHeading", KEEP, "How this report was made");
        body.small_facts("SmallPrint", &report.colophon);
    }
    body.end_table();
    let page = body.page;
    page.properties(&mut body.xml);
    Ok(Written {
        document: body.xml.finish(),
        numbering: body.numbering,
        pictures: body.pictures,
    })
}

impl Body {
    fn head(&mut self, head: &Head) {
        if let Some(council) = &head.body {
            self.say("Council", KEEP, council);
        }
        self.say("Title", KEEP, &head.title);
        match &head.facts {
            Cover::Block(facts) => self.facts("CoverFact", facts),
            Cover::Table(table) => self.table(table),
        }
    }

    /// The contents as a field that Word makes anew, with page numbers, when it is asked to. Until then
    /// it holds links without numbers: only Word knows its pages, and a document that has its fields made
    /// anew on opening asks every reader a question that sounds like a warning (ADR 21).
    fn contents(&mut self, entries: &[Entry]) {
        self.xml.open("w:sdt", &[]);
        self.xml.open("w:sdtPr", &[]);
        // Word shows this on the list when it is clicked, beside the button that it names.
        self.xml
            .val("w:alias", "Contents. Update Table adds page numbers");
        self.xml.open("w:docPartObj", &[]);
        self.xml.val("w:docPartGallery", "Table of Contents");
        self.xml.empty("w:docPartUnique", &[]);
        self.xml.close();
        self.xml.close();
        self.xml.open("w:sdtContent", &[]);
        self.say("TOCHeading", KEEP, "Contents");
        let last = entries.len() - 1;
        for (index, entry) in entries.iter().enumerate() {
            let style = if entry.level > 2 { "TOC2" } else { "TOC1" };
            self.begin(style, PLAIN);
            if index == 0 {
                self.field_char("begin");
                self.xml.open("w:r", &[]);
                self.xml.element(
                    "w:instrText",
                    &[("xml:space", "preserve")],
                    " TOC \\o \"1-2\" \\h \\z ",
                );
                self.xml.close();
                self.field_char("separate");
            }
            self.link(&entry.id, None, &entry.heading);
            if index == last {
                self.field_char("end");
            }
            self.end();
        }
        self.xml.close();
        self.xml.close();
    }

    pub(super) fn field_char(&mut self, kind: &str) {
        self.xml.open("w:r", &[]);
        self.xml.empty("w:fldChar", &[("w:fldCharType", kind)]);
        self.xml.close();
    }

    fn section(&mut self, section: &Section) -> Result<(), Error> {
        let page = page_of(section);
        if page != self.page {
            self.turn(page);
        }
        let style = heading_style(section.level);
        let place = section.number.as_deref().map(|number| {
            let place = self.numbering.heading(number);
            place.ok_or(number)
        });
        let format = Format {
            place: place.and_then(Result::ok),
            ..KEEP
        };
        self.begin(style, format);
        let text = match place {
            Some(Err(number)) => &format!("{number} {}", section.heading),
            _ => &section.heading,
        };
        self.marked(Some(&section.id), |body| body.run(None, text));
        self.end();
        for block in &section.blocks {
            self.block(block)?;
        }
        Ok(())
    }

    /// Ends the pages so far; what follows stands on other pages.
    fn turn(&mut self, page: Page) {
        self.xml.open("w:p", &[]);
        self.xml.open("w:pPr", &[]);
        self.xml.val("w:pStyle", "SectionEnd");
        // Where a table ends a page, one more line would stand alone on another.
        self.owes_end = false;
        let before = self.page;
        before.properties(&mut self.xml);
        self.xml.close();
        self.xml.close();
        self.page = page;
    }

    /// Parts a table that has just ended from what follows.
    pub(super) fn end_table(&mut self) {
        if std::mem::take(&mut self.owes_end) {
            self.say("TableEnd", PLAIN, "");
        }
    }

    /// Begins a paragraph.
    pub(super) fn begin(&mut self, style: &str, format: Format) {
        self.end_table();
        let xml = &mut self.xml;
        xml.open("w:p", &[]);
        xml.open("w:pPr", &[]);
        xml.val("w:pStyle", style);
        if format.keep_next {
            xml.empty("w:keepNext", &[]);
        }
        if let Some(place) = format.place {
            xml.open("w:numPr", &[]);
            xml.val("w:ilvl", place.level);
            xml.val("w:numId", place.list);
            xml.close();
        }
        if format.right || format.centre {
            xml.val("w:jc", if format.right { "right" } else { "center" });
        }
        xml.close();
    }

    /// Ends a paragraph.
    pub(super) fn end(&mut self) {
        self.xml.close();
    }

    /// A paragraph of plain words.
    pub(super) fn say(&mut self, style: &str, format: Format, text: &str) {
        self.begin(style, format);
        self.run(None, text);
        self.end();
    }

    /// Words in a style of characters, if any. They are never read as a field.
    pub(super) fn run(&mut self, style: Option<&str>, text: &str) {
        if text.is_empty() {
            return;
        }
        self.begin_run(style);
        for (index, line) in text.lines().enumerate() {
            if index > 0 {
                self.xml.empty("w:br", &[]);
            }
            let line = line.replace(['\t', '\r'], " ");
            self.xml.element("w:t", &[("xml:space", "preserve")], &line);
        }
        self.xml.close();
    }

    /// Opens a run for something that is not words.
    pub(super) fn begin_run(&mut self, style: Option<&str>) {
        self.xml.open("w:r", &[]);
        if let Some(style) = style {
            self.xml.open("w:rPr", &[]);
            self.xml.val("w:rStyle", style);
            self.xml.close();
        }
    }

    /// A step to the next stop of the line.
    pub(super) fn tab(&mut self) {
        self.begin_run(None);
        self.xml.empty("w:tab", &[]);
        self.xml.close();
    }

    /// A new line of the same paragraph.
    pub(super) fn new_line(&mut self) {
        self.begin_run(None);
        self.xml.empty("w:br", &[]);
        self.xml.close();
    }

    /// Words that lead to a place.
    pub(super) fn link(&mut self, to: &str, style: Option<&str>, text: &str) {
        let name = self.anchors.name(to);
        self.xml
            .open("w:hyperlink", &[("w:anchor", &name), ("w:history", "1")]);
        self.run(style, text);
        self.xml.close();
    }

    /// What is written inside can be linked to, if it has an id.
    pub(super) fn marked(&mut self, id: Option<&str>, write: impl FnOnce(&mut Self)) {
        let Some(id) = id.filter(|id| !id.is_empty()) else {
            write(self);
            return;
        };
        let number = self.bookmarks.to_string();
        self.bookmarks += 1;
        let name = self.anchors.name(id);
        self.xml
            .empty("w:bookmarkStart", &[("w:id", &number), ("w:name", &name)]);
        write(self);
        self.xml.empty("w:bookmarkEnd", &[("w:id", &number)]);
    }
}

/// The style of a heading.
pub(super) fn heading_style(level: u8) -> &'static str {
    match level {
        0..=2 => "Heading1",
        3 => "Heading2",
        _ => "Heading3",
    }
}

/// The page that a section needs: a lying one only for a chart or an annexed table that is too wide
/// for an upright one.
fn page_of(section: &Section) -> Page {
    let annex = matches!(section.kind, SectionKind::Annex | SectionKind::WideAnnex);
    let wide = |block: &Block| match block {
        Block::Figure(one) => one.on_paper.is_none() && figure::page(one) == Page::Landscape,
        Block::Table(table) | Block::Detail { table, .. } => {
            !widths::fits(table, Page::Portrait.text_width())
        }
        _ => false,
    };
    if annex && section.blocks.iter().any(wide) {
        Page::Landscape
    } else {
        Page::Portrait
    }
}
