//! Charts: pictures that fit their pages, and the same as lists.

use super::Error;
use super::body::{Body, Format, PLAIN};
use super::page::Page;
use crate::chart::{Chart, Part};
use crate::model::Figure;

/// A pixel of a chart in Word's unit of drawing.
const PER_PIXEL: u64 = 9525;

/// What a page leaves for a picture beside its heading and caption, in pixels.
const HEAD: u32 = 100;

/// A picture may be made smaller to three quarters; its words can still be read.
const SMALLEST: (u32, u32) = (3, 4);

/// A picture of the document.
pub(super) struct Picture {
    /// The picture as pixels.
    pub(super) png: Vec<u8>,
    /// The same with lines that stay sharp.
    pub(super) svg: String,
}

/// The room for a picture on a page, in pixels.
fn room(page: Page) -> (u32, u32) {
    // A pixel is 15 twentieths of a point.
    (
        page.text_width() / 15,
        (page.text_height() / 15).saturating_sub(HEAD),
    )
}

/// The parts of a chart on such pages, and whether they keep a readable size.
fn parts(chart: &Chart, id: &str, page: Page) -> (Vec<Part>, bool) {
    let (width, height) = room(page);
    let (numerator, denominator) = SMALLEST;
    let enlarged =
        |length: u32| i32::try_from(length * denominator / numerator).unwrap_or(i32::MAX);
    let exact = |length: u32| i32::try_from(length).unwrap_or(i32::MAX);
    // Full size if that is one page; else as small as may be, so that it takes few pages.
    let full = chart.to_svg_parts(id, exact(width), exact(height));
    let parts = if full.len() > 1 {
        chart.to_svg_parts(id, exact(width), enlarged(height))
    } else {
        full
    };
    let widest = parts.iter().map(|part| part.width).max().unwrap_or(0);
    let readable = widest <= enlarged(width);
    (parts, readable)
}

/// The page that shows a chart best: upright unless the chart is wide or saves pages lying.
pub(super) fn page(chart: &Chart) -> Page {
    let (upright, readable) = parts(chart, "chart", Page::Portrait);
    if readable && upright.len() == 1 {
        return Page::Portrait;
    }
    let (lying, _) = parts(chart, "chart", Page::Landscape);
    if readable && upright.len() <= lying.len() {
        Page::Portrait
    } else {
        Page::Landscape
    }
}

impl Body {
    /// A chart as picture and as list; as a list alone where the picture would fill a book.
    pub(super) fn figure(&mut self, figure: &Figure) -> Result<(), Error> {
        self.caption(&figure.id, &figure.caption);
        if let Some(words) = &figure.on_paper {
            self.say("BodyText", PLAIN, words);
        } else {
            let (parts, _) = parts(&figure.chart, &figure.id, self.page);
            let count = parts.len();
            for (index, part) in parts.into_iter().enumerate() {
                let words = alternative(figure, index, count);
                self.picture(part, &words)?;
            }
        }
        let (level, heading) = &figure.list_heading;
        self.heading(*level, &format!("{}-list", figure.id), heading);
        self.chart_list(&figure.chart);
        Ok(())
    }

    fn picture(&mut self, part: Part, words: &str) -> Result<(), Error> {
        let (room_width, room_height) = room(self.page);
        let number = self.pictures.len() + 1;
        let (width, height) = (pixels(part.width), pixels(part.height));
        // The same scale for both, never larger than drawn.
        let scaled = |length: u64| {
            let by_width = length * PER_PIXEL * u64::from(room_width) / width.max(1);
            let by_height = length * PER_PIXEL * u64::from(room_height) / height.max(1);
            by_width.min(by_height).min(length * PER_PIXEL).to_string()
        };
        let (cx, cy) = (scaled(width), scaled(height));
        self.begin(
            "Figure",
            Format {
                keep_next: false,
                ..PLAIN
            },
        );
        self.begin_run(None);
        self.drawing(number, words, &[("cx", &cx), ("cy", &cy)]);
        self.xml.close();
        self.end();
        let png = raster::png(&part.svg, 2)?;
        self.pictures.push(Picture {
            png: png.bytes,
            svg: part.svg,
        });
        Ok(())
    }

    fn drawing(&mut self, number: usize, words: &str, extent: &[(&str, &str)]) {
        let id = number.to_string();
        let name = format!("Chart {number}");
        let named = [("id", id.as_str()), ("name", &name), ("descr", words)];
        let xml = &mut self.xml;
        xml.open("w:drawing", &[]);
        xml.open(
            "wp:inline",
            &[
                ("distT", "0"),
                ("distB", "0"),
                ("distL", "0"),
                ("distR", "0"),
            ],
        );
        xml.empty("wp:extent", extent);
        xml.empty("wp:docPr", &named);
        xml.open("wp:cNvGraphicFramePr", &[]);
        xml.empty("a:graphicFrameLocks", &[("noChangeAspect", "1")]);
        xml.close();
        xml.open("a:graphic", &[]);
        let kind = "http://schemas.openxmlformats.org/drawingml/2006/picture";
        xml.open("a:graphicData", &[("uri", kind)]);
        xml.open("pic:pic", &[]);
        xml.open("pic:nvPicPr", &[]);
        xml.empty("pic:cNvPr", &named);
        xml.empty("pic:cNvPicPr", &[]);
        xml.close();
        xml.open("pic:blipFill", &[]);
        xml.open("a:blip", &[("r:embed", &format!("rPng{number}"))]);
        xml.open("a:extLst", &[]);
        xml.open(
            "a:ext",
            &[("uri", "{96DAC541-7B7A-43D3-8B79-37D633B846F1}")],
        );
        xml.empty("asvg:svgBlip", &[("r:embed", &format!("rSvg{number}"))]);
        xml.close();
        xml.close();
        xml.close();
        xml.open("a:stretch", &[]);
        xml.empty("a:fillRect", &[]);
        xml.close();
        xml.close();
        xml.open("pic:spPr", &[]);
        xml.open("a:xfrm", &[]);
        xml.empty("a:off", &[("x", "0"), ("y", "0")]);
        xml.empty("a:ext", extent);
        xml.close();
        xml.open("a:prstGeom", &[("prst", "rect")]);
        xml.empty("a:avLst", &[]);
        xml.close();
        // The shape, the picture, its data, the graphic, the frame and the drawing.
        for _ in 0..6 {
            xml.close();
        }
    }
}

fn pixels(length: i32) -> u64 {
    u64::try_from(length).unwrap_or(0)
}

/// What the picture shows, for whoever does not see it, and where the same stands in words.
fn alternative(figure: &Figure, index: usize, count: usize) -> String {
    let mut words = figure.caption.clone();
    if count > 1 {
        words.push_str(&format!(", part {} of {count}", index + 1));
    }
    words.push_str(". ");
    if let Some(description) = &figure.chart.description {
        words.push_str(description.trim());
        words.push(' ');
    }
    words.push_str(&format!("{} follows.", figure.list_heading.1));
    words
}
