//! Structure charts as pictures that fit a page.
//!
//! A chart is printed as the report lays it out for a sheet of A4. One whose words would be too small
//! there is cut into a few parts between its boxes. Where even that would take many pages, the report
//! has a sentence that stands in its place, and the list below says the same.

use report::chart::{Layout, Part};
use report::model::{Figure, Section, SectionKind};

use crate::columns::width;

/// A part of a chart may print at this share of its size, in thousandths: words of 13 pixels are then
/// 7.3 points.
const SHRUNK: i32 = 750;

/// A picture that prints smaller than this share of its size is cut into parts: its words of 13 pixels
/// would be below 6 points.
const SMALL: i32 = 616;

/// A picture at this share can just be read: its words are 5 points. It is printed whole where its parts
/// would be many.
const TOO_SMALL: i32 = 513;

/// Nobody pieces more pages than this together.
const MOST_PARTS: usize = 4;

/// More boxes than this fill more pages.
const MOST_BOXES: usize = 120;

/// What a page has room for beside a picture: the section's heading and the caption, in pixels.
const BESIDE: i32 = 110;

/// A picture is made smaller by up to a fifth, so that its list ends on the page.
const SQUEEZED: i32 = 800;

/// A line of the list below a picture, in tenths of a point, and the size of its words.
const LINE: i64 = 130;
const LIST_SIZE: i64 = 95;

/// The heading of the list and its borders, in pixels.
const LIST_HEAD: i32 = 50;

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

/// What a chart has of its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Room {
    /// All but the heading of its section.
    Page,
    /// What is left, or a page of its own.
    Rest,
}

/// The pictures of a chart on a paper: one, or its parts; none if what stands in their place is printed.
pub(crate) fn pictures(figure: &Figure, paper: Paper, room: Room) -> Vec<Picture> {
    let layout = figure.chart.on_sheet().layout;
    let scale = scale(&layout, paper);
    if scale >= SMALL {
        let scale = match room {
            Room::Page => with_list(figure, &layout, scale, paper),
            Room::Rest => scale,
        };
        return vec![whole(figure, &layout, scale)];
    }
    let few = match layout.boxes.len() <= MOST_BOXES {
        true => Some(parts(figure, paper)).filter(|parts| parts.len() <= MOST_PARTS),
        false => None,
    };
    match few {
        Some(parts) => parts,
        None if scale >= TOO_SMALL => vec![whole(figure, &layout, scale)],
        None if figure.on_paper.is_some() => Vec::new(),
        None => parts(figure, paper),
    }
}

fn whole(figure: &Figure, layout: &Layout, scale: i32) -> Picture {
    let svg = figure.chart.to_svg_on_sheet(&figure.id);
    picture(svg, layout.width, scale)
}

/// The scale at which the list below a picture ends on its page, if that is not much smaller: a page
/// with the last two lines of a list is torn off and lost.
fn with_list(figure: &Figure, layout: &Layout, scale: i32, paper: Paper) -> i32 {
    let list = figure.chart.to_rows().into_iter().map(|row| {
        let indent = i64::try_from(row.depth).unwrap_or(i64::MAX / 1_000) * 1_200;
        let room = (paper.text_width() * 1_000 / LIST_SIZE - indent).max(10_000);
        (width(&row.sentence, false) / room + 1) * LINE
    });
    let list = list.sum::<i64>() * 2 / 15;
    let (_, height) = paper.room();
    let left = i64::from(height - BESIDE - LIST_HEAD) - list;
    let fitting = left * 1_000 / i64::from(layout.height.max(1));
    let fitting = i32::try_from(fitting.clamp(0, 1_000)).unwrap_or(1_000);
    match fitting >= SMALL.max(scale * SQUEEZED / 1_000) {
        true => fitting.min(scale),
        false => scale,
    }
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
