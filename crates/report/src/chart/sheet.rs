//! Which way round a sheet of A4 a chart goes, and in how many columns its lists run there.

use super::Chart;
use super::layout::{COLUMN_HEIGHT, Layout, layout_in_columns};

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
}

impl OnSheet<'_> {
    /// Would the smallest text be below 5 points on paper, where nobody reads it?
    pub fn is_too_small(&self) -> bool {
        self.scale < TOO_SMALL
    }

    /// Is the smallest text, of 13 pixels, 8 points or more on paper?
    pub fn is_legible(&self) -> bool {
        self.scale >= LEGIBLE
    }
}

/// The scale at which 13 pixels are 8 points.
const LEGIBLE: i32 = 821;

/// The scale at which 13 pixels are 5 points.
const TOO_SMALL: i32 = 513;

/// The widths that are tried, in thousandths of the sheet's: wider pictures print smaller.
const WIDTHS: [i32; 4] = [1_000, 1_100, 1_220, 1_400];

/// The heights of columns that are tried.
const HEIGHTS: [i32; 6] = [COLUMN_HEIGHT, 780, 600, 460, 340, 240];

/// A chart with more boxes than this fits no sheet, however it is laid out.
const MANY: usize = 150;

/// Lays a chart out for the sheet on which it prints largest; upright where that is legible.
pub(super) fn on_sheet(chart: &Chart) -> OnSheet<'_> {
    let upright = largest(chart, Sheet::Portrait);
    if upright.is_legible() {
        return upright;
    }
    let lying = largest(chart, Sheet::Landscape);
    if lying.scale > upright.scale {
        lying
    } else {
        upright
    }
}

/// The first of the layouts that print largest.
fn largest(chart: &Chart, sheet: Sheet) -> OnSheet<'_> {
    let (width, height) = sheet.room();
    let on = |wide: i32, column: i32| {
        let layout = layout_in_columns(chart, width * wide / 1_000, column);
        let across = width * 1_000 / layout.width.max(1);
        let down = height * 1_000 / layout.height.max(1);
        OnSheet {
            sheet,
            scale: across.min(down).min(1_000),
            layout,
        }
    };
    let mut best = on(WIDTHS[0], HEIGHTS[0]);
    if best.layout.boxes.len() > MANY {
        // Text is too small for paper; wide columns at least suit the screen.
        return best;
    }
    for (wide, column) in WIDTHS
        .into_iter()
        .flat_map(|wide| HEIGHTS.map(|column| (wide, column)))
    {
        if best.scale >= 1_000 {
            break;
        }
        let next = on(wide, column);
        if next.scale > best.scale {
            best = next;
        }
    }
    best
}
