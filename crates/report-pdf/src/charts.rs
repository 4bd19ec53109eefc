//! Structure charts as pictures that fit a page.
//!
//! A chart is printed as the report lays it out for a sheet of A4. One that would be too small to
//! read there is cut into parts between its boxes, and each part is a picture.

use report::chart::{Layout, Part};
use report::model::{Figure, Section, SectionKind};

/// A part of a chart may print at this share of its size, in thousandths: words of 13 pixels are then
/// 7.3 points.
const SHRUNK: i32 = 750;

/// A picture that prints smaller than this share of its size is cut into parts.
const TOO_SMALL: i32 = 513;

/// What a page has room for beside a picture: the section's heading and the caption, in pixels.
const BESIDE: i32 = 110;

/// The paper of a section. `report.typ` sets the same sizes and margins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Paper {
    /// A4 upright, on which everything but a wide chart goes.
    Upright,
    /// A4 on its side.
    Wide,
}

impl Paper {
    /// The paper that a section asks for.
    pub(crate) fn of(section: &Section) -> Self {
        match section.kind {
            SectionKind::WideAnnex => Self::Wide,
            _ => Self::Upright,
        }
    }

    /// The width between the margins in tenths of a point.
    pub(crate) fn text_width(self) -> i64 {
        i64::from(self.room().0) * 15 / 2
    }

    /// What is between the margins, in pixels of which 96 make an inch.
    fn room(self) -> (i32, i32) {
        match self {
            Self::Upright => (642, 971),
            Self::Wide => (1_009, 665),
        }
    }
}

/// A picture of a chart or of a part of one.
pub(crate) struct Picture {
    /// The SVG.
    pub(crate) svg: String,
    /// How wide it is set, in tenths of a point.
    pub(crate) width: i64,
}

/// The pictures of a chart on a paper: one, or its parts.
pub(crate) fn pictures(figure: &Figure, paper: Paper) -> Vec<Picture> {
    let layout = figure.chart.on_sheet().layout;
    let scale = scale(&layout, paper);
    if scale >= TOO_SMALL {
        let svg = figure.chart.to_svg_on_sheet(&figure.id);
        return vec![picture(svg, layout.width, scale)];
    }
    parts(figure, paper)
}

fn parts(figure: &Figure, paper: Paper) -> Vec<Picture> {
    let (width, height) = paper.room();
    let within = width * 1_000 / SHRUNK;
    let scale = shrunk(figure.chart.layout(within).width, width);
    let most = i64::from(height - BESIDE) * 1_000 / i64::from(scale.max(1));
    let most = i32::try_from(most).unwrap_or(i32::MAX);
    let parts = figure.chart.to_svg_parts(&figure.id, within, most);
    let picture = |part: Part| picture(part.svg, part.width, scale);
    parts.into_iter().map(picture).collect()
}

fn picture(svg: String, width: i32, scale: i32) -> Picture {
    Picture {
        svg,
        // A pixel is three quarters of a point.
        width: i64::from(width) * i64::from(scale) * 15 / 2_000,
    }
}

/// The scale in thousandths at which a whole chart fits.
fn scale(layout: &Layout, paper: Paper) -> i32 {
    let (width, height) = paper.room();
    shrunk(layout.width, width).min(shrunk(layout.height, height - BESIDE))
}

/// The scale in thousandths at which a length fits; never larger than life.
fn shrunk(length: i32, room: i32) -> i32 {
    let scale = i64::from(room) * 1_000 / i64::from(length.max(1));
    i32::try_from(scale.min(1_000)).unwrap_or(1_000)
}
