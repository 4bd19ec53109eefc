//! Which way round a sheet of A4 a chart goes, and in how many columns its lists run there.

use std::collections::BTreeSet;

use super::Chart;
use super::layout::{BoxKind, COLUMN_HEIGHT, Layout, Limits, layout};
use super::text::Glyph;

/// A sheet of A4, one way round: the room for a picture below its heading and caption, in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sheet {
    /// Upright.
    Portrait,
    /// On its side.
    Landscape,
}

impl Sheet {
    /// The width and the height that print at full size.
    pub fn room(self) -> (i32, i32) {
        match self {
            Self::Portrait => (656, 810),
            Self::Landscape => (1010, 525),
        }
    }
}

/// A chart laid out for a sheet of A4.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnSheet<'c> {
    /// Which way round.
    pub sheet: Sheet,
    /// Where everything stands, at full size.
    pub layout: Layout<'c>,
    /// The thousandths of full size at which it prints, 1,000 at most.
    pub scale: i32,
    /// The width and the height of columns that it keeps to.
    pub(super) kept: (i32, i32),
}

impl OnSheet<'_> {
    /// Would the smallest text be below 6.5 points on paper? Then it takes several sheets.
    pub fn is_too_small(&self) -> bool {
        self.scale < TOO_SMALL
    }

    /// Is the smallest text, of 13 pixels, 7.5 points or more on paper, as on each sheet of several?
    pub fn is_readable(&self) -> bool {
        self.scale >= ONE_OF_SEVERAL
    }

    /// Is the smallest text, of 13 pixels, 8 points or more on paper?
    pub fn is_legible(&self) -> bool {
        self.scale >= LEGIBLE
    }
}

/// The scale at which 13 pixels are 8 points.
const LEGIBLE: i32 = 821;

/// The scale in thousandths at which 13 pixels are 6.5 points: less than is wanted, before a chart that is
/// a little too large goes on several sheets.
pub const TOO_SMALL: i32 = 667;

/// The border of a picture on paper: the page has its own, so this is for the strokes of boxes at the edge.
const MARGIN: i32 = 2;

/// The widths that are tried, in thousandths of the sheet's: wider pictures print smaller.
const WIDTHS: [i32; 4] = [1_000, 1_100, 1_220, 1_400];

/// The scale at which 13 pixels are 7.5 points.
const ONE_OF_SEVERAL: i32 = 770;

/// The heights of columns that are tried for one sheet of several.
const COLUMNS: [i32; 9] = [900, 700, 560, 480, 420, 370, 330, 290, 240];

/// The heights of columns that are tried.
const HEIGHTS: [i32; 6] = [COLUMN_HEIGHT, 780, 600, 460, 340, 240];

/// A chart with more boxes than this fits no sheet, however it is laid out.
const MANY: usize = 150;

/// Lays a chart out for the sheet on which it prints largest; upright where that is legible.
pub(super) fn on_sheet(chart: &Chart) -> OnSheet<'_> {
    let tried = || {
        let wider = WIDTHS.into_iter();
        wider.flat_map(|wide| HEIGHTS.map(|column| (wide, column)))
    };
    let upright = largest(chart, Sheet::Portrait, None, tried());
    if upright.is_legible() {
        return upright;
    }
    let lying = largest(chart, Sheet::Landscape, None, tried());
    if lying.scale > upright.scale {
        lying
    } else {
        upright
    }
}

/// Does a chart fit a sheet with its smallest text of 7.5 points?
pub(super) fn fits(chart: &Chart, sheet: Sheet, key: &BTreeSet<Glyph>) -> bool {
    let (width, height) = sheet.room();
    let (wide, high) = (
        width * 1_000 / ONE_OF_SEVERAL,
        height * 1_000 / ONE_OF_SEVERAL,
    );
    for column in COLUMNS {
        let limits = Limits {
            width: wide,
            column,
            may_stack: false,
            margin: MARGIN,
            key: Some(key),
        };
        let layout = layout(chart, limits);
        if layout.width <= wide && layout.height <= high {
            return true;
        }
        // Other columns make no unit smaller than its posts.
        let posts = layout
            .boxes
            .iter()
            .filter(|placed| placed.kind == BoxKind::Post);
        let area: i64 = posts
            .map(|placed| i64::from(placed.frame.width) * i64::from(placed.frame.height))
            .sum();
        if area > i64::from(wide) * i64::from(high) {
            return false;
        }
    }
    false
}

/// The layout that prints largest on one sheet of several.
pub(super) fn one_of_several<'c>(
    chart: &'c Chart,
    sheet: Sheet,
    key: &BTreeSet<Glyph>,
) -> OnSheet<'c> {
    let wider = [1_000, 1_150, 1_000_000 / ONE_OF_SEVERAL].into_iter();
    largest(
        chart,
        sheet,
        Some(key),
        wider.flat_map(|wide| COLUMNS.map(|column| (wide, column))),
    )
}

/// The layout for a sheet with a width in thousandths of the sheet's and a height of columns.
pub(super) fn keeping_to<'c>(
    chart: &'c Chart,
    sheet: Sheet,
    kept: (i32, i32),
    key: Option<&BTreeSet<Glyph>>,
) -> OnSheet<'c> {
    let (width, height) = sheet.room();
    let limits = Limits {
        width: width * kept.0 / 1_000,
        column: kept.1,
        may_stack: false,
        margin: MARGIN,
        key,
    };
    let layout = layout(chart, limits);
    let across = width * 1_000 / layout.width.max(1);
    let down = height * 1_000 / layout.height.max(1);
    OnSheet {
        sheet,
        scale: across.min(down).min(1_000),
        layout,
        kept,
    }
}

/// The first of the layouts that print largest, of some widths in thousandths of the sheet's and heights
/// of columns.
fn largest<'c>(
    chart: &'c Chart,
    sheet: Sheet,
    key: Option<&BTreeSet<Glyph>>,
    tried: impl Iterator<Item = (i32, i32)>,
) -> OnSheet<'c> {
    let mut best = keeping_to(chart, sheet, (WIDTHS[0], HEIGHTS[0]), key);
    if best.layout.boxes.len() > MANY {
        // Text is too small for paper; wide columns at least suit the screen.
        return best;
    }
    for kept in tried {
        if best.scale >= 1_000 {
            break;
        }
        let next = keeping_to(chart, sheet, kept, key);
        if next.scale > best.scale {
            best = next;
        }
    }
    best
}
