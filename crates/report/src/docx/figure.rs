//! Charts: pictures that fit their pages, and the same as lists.

use super::Error;
use super::body::{Body, Format, PLAIN};
use super::page::Page;
use crate::chart::Sheet;
use crate::model::Figure;

/// A pixel of a chart in Word's unit of drawing.
const PER_PIXEL: u64 = 9525;

/// What a page leaves for a picture beside its heading and caption, in pixels.
const HEAD: u32 = 100;

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

/// The page that shows a chart best: upright where it can be read so.
pub(super) fn page(figure: &Figure) -> Page {
    match figure.paper.as_ref().map(|paper| paper.sheet) {
        Some(Sheet::Landscape) => Page::Landscape,
        Some(Sheet::Portrait) | None => Page::Portrait,
    }
}

impl Body {
    /// A chart as picture and as list; as a list alone where the picture would fill a book.
    pub(super) fn figure(&mut self, figure: &Figure) -> Result<(), Error> {
        self.caption(&figure.id, &figure.caption);
        if let Some(words) = &figure.on_paper {
            self.say("BodyText", PLAIN, words);
        } else if let Some(paper) = &figure.paper {
            for (index, on) in paper.layouts().enumerate() {
                let words = figure.alternative(index);
                let layout = on.layout;
                let svg = layout.to_svg(&format!("{}-sheet{}", figure.id, index + 1));
                self.picture(svg, (layout.width, layout.height), &words)?;
            }
        }
        let (level, heading) = &figure.list_heading;
        self.heading(*level, &format!("{}-list", figure.id), heading);
        self.chart_list(&figure.chart);
        Ok(())
    }

    /// A picture of so many pixels.
    fn picture(&mut self, svg: String, size: (i32, i32), words: &str) -> Result<(), Error> {
        let (room_width, room_height) = room(self.page);
        let number = self.pictures.len() + 1;
        let (width, height) = (pixels(size.0), pixels(size.1));
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
        let png = raster::png(&svg, 2)?.bytes;
        self.pictures.push(Picture { png, svg });
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
