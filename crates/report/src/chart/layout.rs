//! Where everything in a chart stands, in whole pixels from its top left corner.

use std::collections::BTreeSet;
use std::ops::Range;

use super::key;
use super::outline::outline;
use super::svg::{svg, svg_pieces};
use super::text::{Flow, Glyph, Lines, Style, TextLine};
use super::tree;
use super::{Chart, Mark, PostBox, UnitBox};

/// The empty border around a chart.
const MARGIN: i32 = 16;

/// Between the heading and the boxes.
const HEADING_GAP: i32 = 16;

/// A list higher than this runs in columns.
pub(super) const COLUMN_HEIGHT: i32 = 1000;

/// The least width for the heading and the key.
const MIN_WIDTH: i32 = 480;

/// A rectangle.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rect {
    /// Its left edge.
    pub x: i32,
    /// Its top edge.
    pub y: i32,
    /// Its width.
    pub width: i32,
    /// Its height.
    pub height: i32,
}

impl Rect {
    /// The first pixel right of it.
    pub fn right(&self) -> i32 {
        self.x + self.width
    }

    /// The first pixel below it.
    pub fn bottom(&self) -> i32 {
        self.y + self.height
    }

    /// Do the two share any pixel?
    pub fn overlaps(&self, other: &Self) -> bool {
        self.x < other.right()
            && other.x < self.right()
            && self.y < other.bottom()
            && other.y < self.bottom()
    }

    /// Is the other wholly within this one?
    pub fn contains(&self, other: &Self) -> bool {
        self.x <= other.x
            && self.y <= other.y
            && other.right() <= self.right()
            && other.bottom() <= self.bottom()
    }

    pub(super) fn moved(self, dx: i32, dy: i32) -> Self {
        Self {
            x: self.x + dx,
            y: self.y + dy,
            ..self
        }
    }
}

/// A straight connector, level or upright.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment {
    /// One end, across and down.
    pub from: (i32, i32),
    /// The other end.
    pub to: (i32, i32),
}

impl Segment {
    pub(super) fn moved(self, dx: i32, dy: i32) -> Self {
        let shift = |(x, y)| (x + dx, y + dy);
        Self {
            from: shift(self.from),
            to: shift(self.to),
        }
    }
}

/// What a box stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BoxKind {
    /// A unit: a panel around its posts.
    Unit,
    /// Posts.
    Post,
}

/// The marks that shape the outline of a box.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// Double border, green.
    pub new: bool,
    /// Dashed border, red.
    pub ends: bool,
    /// Folded corner, blue.
    pub changed: bool,
    /// Arrow at the left edge, purple.
    pub moved: bool,
    /// Wavy right edge.
    pub temporary: bool,
}

impl Look {
    pub(super) fn of_post(post: &PostBox) -> Self {
        let mut look = Self {
            temporary: post.temporary.is_some(),
            ..Self::default()
        };
        post.marks.iter().for_each(|mark| look.add(mark));
        look
    }

    pub(super) fn of_unit(unit: &UnitBox) -> Self {
        let mut look = Self::default();
        unit.mark.iter().for_each(|mark| look.add(mark));
        look
    }

    fn add(&mut self, mark: &Mark) {
        match mark {
            Mark::New => self.new = true,
            Mark::Ends => self.ends = true,
            Mark::Changed(_) => self.changed = true,
            Mark::Moved(_) => self.moved = true,
            Mark::InPlaceOf(_) => {}
        }
    }

    /// What the outline needs of the box's left and right, so that no text runs into it.
    pub(super) fn insets(self) -> (i32, i32) {
        let left = if self.moved { 18 } else { 12 };
        let corner = if self.new || self.ends { 26 } else { 12 };
        let fold = if self.changed { 18 } else { 12 };
        let wave = if self.temporary { 4 } else { 0 };
        (left, corner.max(fold) + wave)
    }
}

/// A unit or posts at their place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacedBox<'c> {
    /// What it stands for.
    pub kind: BoxKind,
    /// The unit it belongs to, counted from 0 in reading order.
    pub unit: usize,
    /// Its outline.
    pub frame: Rect,
    /// Where text ends, below its top: for a unit the foot of its header, for posts the foot of the box.
    pub text_height: i32,
    /// The marks on its outline.
    pub look: Look,
    /// How deep it stands in the list, from 0.
    pub level: u8,
    pub(super) of: Of<'c>,
    pub(super) lines: Range<usize>,
}

/// What is drawn in a box.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Of<'c> {
    Unit(&'c UnitBox),
    Post(&'c PostBox),
}

impl PlacedBox<'_> {
    /// The sentence that names it.
    pub fn sentence(&self) -> String {
        match self.of {
            Of::Unit(unit) => unit.sentence(),
            Of::Post(post) => post.sentence(),
        }
    }

    /// Are these posts to which nothing happens, and that lead nowhere?
    pub(super) fn is_plain(&self) -> bool {
        let is_bare = |post: &PostBox| post.link.is_none() && !post.is_sought;
        self.look == Look::default() && matches!(self.of, Of::Post(post) if is_bare(post))
    }

    /// Is it what somebody looked for?
    pub(super) fn is_sought(&self) -> bool {
        matches!(self.of, Of::Post(post) if post.is_sought)
    }

    /// The address that it leads to.
    pub(super) fn link(&self) -> Option<&str> {
        match self.of {
            Of::Unit(unit) => unit.link.as_deref(),
            Of::Post(post) => post.link.as_deref(),
        }
    }

    /// The first pixel below its text.
    pub fn text_bottom(&self) -> i32 {
        self.frame.y + self.text_height
    }
}

/// A line of the key: its title, or a mark and what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyItem {
    /// A box in miniature with the mark, for a mark that shapes the outline.
    pub sample: Option<(Rect, Look)>,
    /// The words, with the glyph.
    pub line: TextLine,
}

/// A chart with everything at its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout<'c> {
    /// The width of the picture.
    pub width: i32,
    /// The height of the picture.
    pub height: i32,
    /// The boxes in reading order: each unit before its posts and its posts before its units.
    pub boxes: Vec<PlacedBox<'c>>,
    /// The lines between boxes: first those within units, then those between them.
    pub connectors: Vec<Segment>,
    /// The key, only of the marks in use.
    pub key: Vec<KeyItem>,
    pub(super) chart: &'c Chart,
    pub(super) heading: Range<usize>,
    pub(super) lines: Lines,
    /// What belongs to each unit.
    pub(super) joints: Vec<Joints>,
}

/// Where the boxes of a unit are and its connectors: those between its posts, and those to the units below it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Joints {
    pub(super) boxes: Range<usize>,
    pub(super) within: Range<usize>,
    pub(super) below: Range<usize>,
}

impl Layout<'_> {
    /// The title and the description, or that there are no posts.
    pub fn heading(&self) -> &[TextLine] {
        self.lines.of(self.heading.clone())
    }

    /// The text in a box, for a unit of its header. Places count from the corner of the box.
    pub fn lines(&self, placed: &PlacedBox<'_>) -> &[TextLine] {
        self.lines.of(placed.lines.clone())
    }

    /// The picture as an SVG element that stands alone; about ids see [`Chart::to_svg`].
    pub fn to_svg(&self, id_prefix: &str) -> String {
        svg(self, id_prefix)
    }

    /// The same in pieces, each when it is ready: a file of a large structure need not be in memory.
    pub fn to_svg_pieces(&self, id_prefix: &str, each: impl FnMut(&str)) {
        svg_pieces(self, id_prefix, each);
    }

    /// The words of a line.
    pub fn words(&self, line: &TextLine) -> &str {
        self.lines.words(line)
    }
}

/// What a layout keeps to.
#[derive(Clone, Copy)]
pub(super) struct Limits<'g> {
    /// How wide the picture may be, where it can keep to that.
    pub(super) width: i32,
    /// How high a list of posts may be before it runs in columns.
    pub(super) column: i32,
    /// May units stand below each other in columns?
    pub(super) may_stack: bool,
    /// The empty border.
    pub(super) margin: i32,
    /// The glyphs of the key; by default those in use.
    pub(super) key: Option<&'g BTreeSet<Glyph>>,
}

impl Limits<'_> {
    /// A picture of that width on a screen.
    pub(super) fn of_width(width: i32) -> Self {
        Self {
            width,
            column: COLUMN_HEIGHT,
            may_stack: true,
            margin: MARGIN,
            key: None,
        }
    }
}

/// Lays a chart out.
pub(super) fn layout<'c>(chart: &'c Chart, limits: Limits<'_>) -> Layout<'c> {
    let margin = limits.margin;
    let outline = outline(chart);
    let wanted = limits.width.max(MIN_WIDTH) - 2 * margin;
    let mut measured = tree::measure(&outline, wanted, limits.column, limits.may_stack);
    let (width, tree_height) = measured.size();
    let inner = width.max(MIN_WIDTH - 2 * margin);

    let first = measured.lines().len();
    let mut flow = Flow::new(margin, margin, inner, measured.lines());
    flow.put(&chart.title, Style::HEADING, None);
    flow.skip(2);
    let description = chart.description.as_deref().unwrap_or_default();
    flow.put(description, Style::LEAD, None);
    if chart.units.is_empty() {
        flow.skip(8);
        flow.put("No posts", Style::STATE, None);
    }
    let bottom = flow.bottom();
    let heading = first..measured.lines().len();

    // The chart stands in the middle where the heading is the wider.
    let top = if outline.units.is_empty() || heading.is_empty() {
        bottom
    } else {
        bottom + HEADING_GAP
    };
    let mut height = top + tree_height;
    let mut key = Vec::new();
    let entries = limits.key.unwrap_or(measured.glyphs()).clone();
    if !entries.is_empty() {
        let below = height + 28;
        (key, height) = key::place(&entries, margin, below, inner, measured.lines());
    }
    let placed = measured.place((margin + (inner - width) / 2, top));
    Layout {
        width: inner + 2 * margin,
        height: height + margin,
        boxes: placed.boxes,
        connectors: placed.connectors,
        key,
        chart,
        heading,
        lines: placed.lines,
        joints: placed.joints,
    }
}
