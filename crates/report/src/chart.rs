//! The structure chart: units as a tree, their posts as lists, and what changes.
//!
//! A [`Chart`] holds words that are ready to print. It becomes a picture ([`Chart::to_svg`]) and a
//! list ([`Chart::to_list`]) which say the same: the sentence that names a box in the picture is
//! the sentence in the list. Every mark is a shape and a word as well as a colour, so the picture
//! survives a greyscale printer.
//!
//! Nothing here recurses, so the depth of a chart is bounded by memory and not by the stack.
//! Reports more than [`MAX_LEVELS`] levels below a unit are drawn and listed as if they stood on
//! the last of those levels, and units more than [`MAX_UNIT_LEVELS`] deep likewise in the list.

mod key;
mod layout;
mod list;
mod outline;
mod pack;
mod panel;
mod paper;
mod pen;
mod shape;
mod sheet;
mod svg;
mod text;
mod tree;
mod words;

use base::Known;
use layout::Limits;
use maud::Markup;

pub use layout::{BoxKind, KeyItem, Layout, Look, PlacedBox, Rect, Segment};
pub use list::ListRow;
pub use outline::{MAX_LEVELS, MAX_UNIT_LEVELS};
pub use paper::{MOST_SHEETS, OnPaper};
pub use sheet::{OnSheet, Sheet, TOO_SMALL};
pub use text::{Glyph, Ink, Style, TextLine, text_width};

/// The width in CSS pixels that prints on A3 landscape at full size.
pub const A3_LANDSCAPE: i32 = 1500;

/// The width in CSS pixels that prints on A4 landscape at full size.
pub const A4_LANDSCAPE: i32 = 1040;

/// No picture for a screen is made wider than this in search of a better shape.
const WIDEST: i32 = 60_000;

/// Rules for a page that holds a chart and its list. The picture needs none of them.
pub const CSS: &str = include_str!("chart/chart.css");

/// A structure chart: what it is called and the units at its top.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chart {
    /// Its title, such as "Commissioning and Placements Group: what changes".
    pub title: String,
    /// A sentence under the title, such as the two dates the chart holds for.
    pub description: Option<String>,
    /// The units at the top, in order.
    pub units: Vec<UnitBox>,
}

/// A unit, with its posts and the units within it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnitBox {
    /// Its name.
    pub name: String,
    /// What happens to the unit itself, if anything.
    pub mark: Option<Mark>,
    /// Further lines, each a sentence.
    pub notes: Vec<String>,
    /// Its totals, such as "9 posts, 8.5 FTE". For a unit that is folded, all that is shown.
    pub summary: Option<String>,
    /// Its own posts, in order; a manager holds the others as reports.
    pub posts: Vec<PostBox>,
    /// The units within it, in order.
    pub units: Vec<UnitBox>,
    /// The address that its box leads to, in a page that has others.
    pub link: Option<String>,
    /// The way to show more or less of it, in such a page.
    pub fold: Option<Fold>,
}

/// The way to another picture, in which what is below a unit is shown, or is not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fold {
    /// The address of that picture.
    pub link: String,
    /// Is what is below the unit shown now?
    pub is_open: bool,
}

/// Like posts that share a box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostBox {
    /// The title of the posts.
    pub title: String,
    /// Their grade or scale, such as "Grade 4".
    pub detail: String,
    /// How many posts.
    pub posts: Known<u32>,
    /// Their full-time equivalent in words, such as "4 FTE" or "FTE not known".
    pub fte: String,
    /// What happens to them.
    pub marks: Vec<Mark>,
    /// Whether they are held.
    pub occupancy: Occupancy,
    /// When they end if they are temporary, such as "until 31 March 2019".
    pub temporary: Option<String>,
    /// Further lines, each a sentence.
    pub notes: Vec<String>,
    /// The posts that report to these.
    pub reports: Vec<PostBox>,
    /// The address that the box leads to, in a page that has others.
    pub link: Option<String>,
    /// Is it what somebody looked for? It then has a ring, and the id `sought`.
    pub is_sought: bool,
}

/// What happens to a unit or to posts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mark {
    /// It is established.
    New,
    /// It is disestablished.
    Ends,
    /// It stays and changes, in words such as "Grade 3 to Grade 4".
    Changed(String),
    /// It comes from elsewhere, in words such as "Moved from Placements".
    Moved(String),
    /// It takes the place of the named post, such as "Commissioning Assistant".
    InPlaceOf(String),
}

/// Whether posts are held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Occupancy {
    /// None is held.
    Vacant,
    /// Some are held, in words such as "2 of 4 filled".
    PartFilled(String),
    /// All are held.
    Filled,
    /// Nobody has said.
    NotKnown,
    /// Whoever reads it may not know.
    Withheld,
    /// The chart does not say.
    NotShown,
}

impl UnitBox {
    /// A unit with a name and nothing else yet.
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            ..Self::default()
        }
    }

    /// The sentences that name this unit, as in "Placements: 9 posts, 8.5 FTE. New."
    pub fn sentence(&self) -> String {
        words::unit_sentence(self)
    }
}

impl PostBox {
    /// Posts with a title and a grade, of which nothing else is said yet.
    pub fn new(title: impl Into<String>, detail: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            detail: detail.into(),
            posts: Known::Unknown,
            fte: "FTE not known".to_owned(),
            marks: Vec::new(),
            occupancy: Occupancy::NotShown,
            temporary: None,
            notes: Vec::new(),
            reports: Vec::new(),
            link: None,
            is_sought: false,
        }
    }

    /// The sentences that name this box, as in "Service Organiser, Grade 4: 4 posts, 4 FTE. New,
    /// in place of Commissioning Assistant. Vacant."
    pub fn sentence(&self) -> String {
        words::post_sentence(self)
    }
}

impl Chart {
    /// Where everything stands when the chart may be `max_width` pixels wide.
    ///
    /// The width is kept wherever a chart can keep it: a single panel, or units that are many
    /// levels deep with siblings at each, may need more.
    pub fn layout(&self, max_width: i32) -> Layout<'_> {
        layout::layout(self, Limits::of_width(max_width))
    }

    /// Where everything stands on a sheet of A4: the way round and the number of columns with which it
    /// prints largest, upright where that is legible.
    pub fn on_sheet(&self) -> OnSheet<'_> {
        sheet::on_sheet(self)
    }

    /// The chart on paper: itself where it can be read on a sheet of A4, else charts of which each can,
    /// the index first. Every post is on one of them. None where they were more than [`MOST_SHEETS`].
    pub fn on_paper(&self) -> Option<OnPaper> {
        self.on_paper_within(MOST_SHEETS)
    }

    /// As [`Chart::on_paper`], for another number of sheets.
    pub fn on_paper_within(&self, sheets: usize) -> Option<OnPaper> {
        paper::on_paper(self, sheets)
    }

    /// Where everything stands on a screen: no wider than A3 landscape where possible, and as wide as it is
    /// high where it would otherwise be a strip.
    pub fn on_screen(&self) -> Layout<'_> {
        let mut width = A3_LANDSCAPE;
        loop {
            let layout = self.layout(width);
            if layout.height <= 2 * layout.width.max(A3_LANDSCAPE) || width >= WIDEST {
                return layout;
            }
            width += width / 2;
        }
    }

    /// The chart as an SVG element that stands alone, as [`Chart::on_screen`] lays it out.
    ///
    /// Every id in it starts with `id_prefix`, of which only ASCII letters, digits, `-` and `_`
    /// are kept; two charts on a page need different ones.
    pub fn to_svg(&self, id_prefix: &str) -> String {
        self.on_screen().to_svg(id_prefix)
    }

    /// As [`Chart::to_svg`], for a width in pixels that is kept where possible.
    pub fn to_svg_within(&self, id_prefix: &str, max_width: i32) -> String {
        self.layout(max_width).to_svg(id_prefix)
    }

    /// The lines of the list, for a page that is not HTML.
    pub fn to_rows(&self) -> Vec<ListRow> {
        list::rows(self)
    }

    /// The chart as nested lists, units as `<details open>`.
    pub fn to_list(&self) -> Markup {
        list::list(self)
    }
}
