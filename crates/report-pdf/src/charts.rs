//! Structure charts as pictures that fit a page: the sheets on which the report lays them out.

use report::chart::{OnSheet, TOO_SMALL};
use report::model::{Figure, Section, SectionKind};

use crate::columns::width;

/// What a page has room for beside a picture: the section's heading and the caption, in pixels.
const BESIDE: i32 = 110;

/// A picture on one sheet is made smaller by up to a fifth, in thousandths, so that its list ends on the
/// page.
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

/// A picture of a sheet of a chart.
pub(crate) struct Picture {
    /// The SVG.
    pub(crate) svg: String,
    /// How wide it is set, in tenths of a point.
    pub(crate) width: i64,
    /// What it shows, for whoever does not see it.
    pub(crate) alternative: String,
}

/// What a chart has of its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Room {
    /// All but the heading of its section.
    Page,
    /// What is left, or a page of its own.
    Rest,
}

/// The pictures of a chart on a paper, one a sheet; none if words stand in their place.
pub(crate) fn pictures(figure: &Figure, paper: Paper, room: Room) -> Vec<Picture> {
    let Some(sheets) = &figure.paper else {
        return Vec::new();
    };
    let alone = sheets.charts.len() == 1;
    let picture = |(index, on): (usize, OnSheet<'_>)| {
        let fitting = scale(&on, paper);
        let scale = match (alone, room) {
            (true, Room::Page) => with_list(figure, &on, fitting, paper),
            _ => fitting,
        };
        let id = match alone {
            true => figure.id.clone(),
            false => format!("{}-sheet{}", figure.id, index + 1),
        };
        Picture {
            svg: on.layout.to_svg(&id),
            // A pixel is three quarters of a point.
            width: i64::from(on.layout.width) * i64::from(scale) * 15 / 2_000,
            alternative: figure.alternative(index),
        }
    };
    sheets.layouts().enumerate().map(picture).collect()
}

/// The scale at which the list below a picture ends on its page, if that is not much smaller and can be
/// read: a page with the last two lines of a list is torn off and lost.
fn with_list(figure: &Figure, on: &OnSheet<'_>, scale: i32, paper: Paper) -> i32 {
    let list = figure.chart.to_rows().into_iter().map(|row| {
        let indent = i64::try_from(row.depth).unwrap_or(i64::MAX / 1_000) * 1_200;
        let room = (paper.text_width() * 1_000 / LIST_SIZE - indent).max(10_000);
        (width(&row.sentence, false) / room + 1) * LINE
    });
    let list = list.sum::<i64>() * 2 / 15;
    let (_, height) = paper.room();
    let left = i64::from(height - BESIDE - LIST_HEAD) - list;
    let fitting = left * 1_000 / i64::from(on.layout.height.max(1));
    let fitting = i32::try_from(fitting.clamp(0, 1_000)).unwrap_or(1_000);
    match fitting >= TOO_SMALL.max(scale * SQUEEZED / 1_000) {
        true => fitting.min(scale),
        false => scale,
    }
}

/// The scale in thousandths at which a sheet fits.
fn scale(on: &OnSheet<'_>, paper: Paper) -> i32 {
    let (width, height) = paper.room();
    shrunk(on.layout.width, width).min(shrunk(on.layout.height, height - BESIDE))
}

/// The scale in thousandths at which a length fits; never larger than life.
fn shrunk(length: i32, room: i32) -> i32 {
    let scale = i64::from(room) * 1_000 / i64::from(length.max(1));
    i32::try_from(scale.min(1_000)).unwrap_or(1_000)
}
