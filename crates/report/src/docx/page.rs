//! Pages: their extent and what stands at their foot. Lengths are in twentieths of a point.

use super::xml::Xml;

/// The margin on every side.
const MARGIN: u32 = 1134;

/// How a page lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Page {
    /// A4 upright.
    Portrait,
    /// A4 lying.
    Landscape,
}

impl Page {
    /// The width and height of the paper.
    fn paper(self) -> (u32, u32) {
        match self {
            Self::Portrait => (11_906, 16_838),
            Self::Landscape => (16_838, 11_906),
        }
    }

    /// The width between the margins.
    pub(super) fn text_width(self) -> u32 {
        self.paper().0 - 2 * MARGIN
    }

    /// The height between the margins.
    pub(super) fn text_height(self) -> u32 {
        self.paper().1 - 2 * MARGIN
    }

    /// The relationship of its footer.
    pub(super) fn footer(self) -> &'static str {
        match self {
            Self::Portrait => "rFooter1",
            Self::Landscape => "rFooter2",
        }
    }

    /// The properties of a section of such pages.
    pub(super) fn properties(self, xml: &mut Xml) {
        let (width, height) = self.paper();
        xml.open("w:sectPr", &[]);
        xml.empty(
            "w:footerReference",
            &[("w:type", "default"), ("r:id", self.footer())],
        );
        xml.val("w:type", "nextPage");
        let (width, height) = (width.to_string(), height.to_string());
        let mut size = vec![("w:w", width.as_str()), ("w:h", height.as_str())];
        if self == Self::Landscape {
            size.push(("w:orient", "landscape"));
        }
        xml.empty("w:pgSz", &size);
        let margin = MARGIN.to_string();
        xml.empty(
            "w:pgMar",
            &[
                ("w:top", margin.as_str()),
                ("w:right", &margin),
                ("w:bottom", &margin),
                ("w:left", &margin),
                ("w:header", "567"),
                ("w:footer", "510"),
                ("w:gutter", "0"),
            ],
        );
        xml.close();
    }
}

/// The part that holds the foot of such pages: the title, and which page of how many.
pub(super) fn footer(page: Page, title: &str) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.open(
        "w:ftr",
        &[(
            "xmlns:w",
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        )],
    );
    xml.open("w:p", &[]);
    xml.open("w:pPr", &[]);
    xml.val("w:pStyle", "Footer");
    xml.open("w:tabs", &[]);
    xml.empty(
        "w:tab",
        &[
            ("w:val", "right"),
            ("w:pos", &page.text_width().to_string()),
        ],
    );
    xml.close();
    xml.close();
    run(&mut xml, &shortened(title));
    xml.open("w:r", &[]);
    xml.empty("w:tab", &[]);
    xml.close();
    run(&mut xml, "Page ");
    field(&mut xml, "PAGE");
    run(&mut xml, " of ");
    field(&mut xml, "NUMPAGES");
    xml.finish()
}

fn run(xml: &mut Xml, text: &str) {
    xml.open("w:r", &[]);
    xml.element("w:t", &[("xml:space", "preserve")], text);
    xml.close();
}

fn field(xml: &mut Xml, code: &str) {
    xml.open("w:fldSimple", &[("w:instr", code)]);
    run(xml, "1");
    xml.close();
}

/// A title that leaves room for the number of the page, cut between words.
fn shortened(title: &str) -> String {
    const ROOM: usize = 84;
    if title.chars().count() <= ROOM {
        return title.to_owned();
    }
    let kept: String = title.chars().take(ROOM).collect();
    let end = kept.rfind(' ').unwrap_or(kept.len());
    format!("{}…", kept[..end].trim_end_matches([',', ':', ';', ' ']))
}
