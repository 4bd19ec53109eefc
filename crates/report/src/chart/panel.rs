//! The panel of a unit: its name and totals, and its posts in a list with elbow connectors.
//!
//! Where one post heads all the others it stands at the panel's edge and the others hang from it;
//! otherwise all hang from the unit's header. A list that is too long runs in columns.

use std::ops::Range;

use super::layout::{BoxKind, Look, PlacedBox, Rect, Segment};
use super::outline::{PostNode, UnitNode};
use super::pack;
use super::text::{Flow, Glyph, Ink, Style};
use super::words::{
    clean, counted_title, details, mark_in_words, occupancy_in_words, post_sentence, sentence_case,
    unit_sentence, unit_summary,
};
use super::{Mark, Occupancy, PostBox, UnitBox};

/// The least width of a box of posts. Those above others are wider, so that all end on one line.
const BOX_WIDTH: i32 = 208;

/// Between the panel's edge and its boxes.
const PAD: i32 = 12;

/// How far a report stands right of its manager.
const INDENT: i32 = 20;

/// From a manager's left edge to the line its reports hang from.
const TRUNK: i32 = 8;

/// From a box's top to where its connector meets it: the middle of its first line.
const ELBOW: i32 = 18;

/// Between one box and the next below.
const GAP: i32 = 8;

/// Between columns.
const COLUMN_GAP: i32 = 20;

/// A unit's panel with its top left corner at nothing.
pub(super) struct Panel {
    pub(super) width: i32,
    pub(super) height: i32,
    /// The panel itself, then its posts.
    pub(super) boxes: Vec<PlacedBox>,
    pub(super) connectors: Vec<Segment>,
}

/// Draws up the panel of a unit, no wider than `max_width` where it can be. A list higher than
/// `column_height` runs in columns.
pub(super) fn panel(
    node: &UnitNode<'_>,
    index: usize,
    max_width: i32,
    column_height: i32,
) -> Panel {
    let posts = &node.posts;
    // The head stands above the list, so the list starts one level below it.
    let top_level = usize::from(has_head(posts));
    let deepest = posts
        .iter()
        .map(|post| post.level)
        .max()
        .unwrap_or(0)
        .max(top_level);
    let column_width = BOX_WIDTH + INDENT * (1 + px(deepest - top_level));
    let mut list = Placing {
        cells: cells(posts, index, deepest),
        connectors: Vec::new(),
        top_level,
    };
    let groups = groups(posts, top_level);
    let columns = columns(
        &groups,
        &list.cells,
        column_width,
        (max_width, column_height),
    );
    let across = px(columns.len().max(1));
    let width = 2 * PAD + (column_width + COLUMN_GAP) * across - COLUMN_GAP;

    let mut header = header(node.unit, index, width);
    let mut trunk_top = header.text_bottom;
    let mut bottom = trunk_top;
    if top_level > 0 {
        list.cells[0].shift(PAD, trunk_top + PAD);
        trunk_top = list.cells[0].frame.bottom();
        bottom = trunk_top + PAD;
    }
    // Several columns hang from a bus, which runs in the space above them.
    let bus = trunk_top + PAD;
    let (list_top, hang_from) = if columns.len() > 1 {
        (bus + PAD, bus)
    } else {
        (bus, trunk_top)
    };
    for (number, column) in columns.iter().enumerate() {
        let x = PAD + px(number) * (column_width + COLUMN_GAP);
        let run = groups[column.start].start..groups[column.end - 1].end;
        let foot = list.column(posts, run, (x, list_top), hang_from);
        bottom = bottom.max(foot + PAD);
    }
    if columns.len() > 1 {
        let (left, last) = (
            PAD + TRUNK,
            PAD + TRUNK + (across - 1) * (column_width + COLUMN_GAP),
        );
        list.connectors.push(Segment {
            from: (left, trunk_top),
            to: (left, bus),
        });
        list.connectors.push(Segment {
            from: (left, bus),
            to: (last, bus),
        });
    }
    header.frame.height = bottom;
    let mut boxes = vec![header];
    boxes.append(&mut list.cells);
    Panel {
        width,
        height: bottom,
        boxes,
        connectors: list.connectors,
    }
}

/// The boxes of a unit's posts, each as wide as leaves all their right edges on one line.
fn cells(posts: &[PostNode<'_>], unit: usize, deepest: usize) -> Vec<PlacedBox> {
    posts
        .iter()
        .map(|node| {
            cell(
                node.post,
                unit,
                BOX_WIDTH + INDENT * px(deepest - node.level),
            )
        })
        .collect()
}

/// The groups of each column: as few columns as keep below the height, and as many as have room.
fn columns(
    groups: &[Range<usize>],
    cells: &[PlacedBox],
    column_width: i32,
    (max_width, column_height): (i32, i32),
) -> Vec<Range<usize>> {
    let heights: Vec<i32> = groups
        .iter()
        .map(|group| stack_height(&cells[group.clone()]))
        .collect();
    let total: i32 = heights.iter().map(|height| height + GAP).sum();
    let room = (max_width - 2 * PAD + COLUMN_GAP) / (column_width + COLUMN_GAP);
    let count = ((total + column_height - 1) / column_height)
        .min(room)
        .max(1);
    pack::lines_of(&heights, GAP, usize::try_from(count).unwrap_or(1))
}

/// The boxes of a list while they are being placed.
struct Placing {
    cells: Vec<PlacedBox>,
    connectors: Vec<Segment>,
    top_level: usize,
}

impl Placing {
    /// Places a run of posts below each other and hangs them from their lines; gives the foot.
    fn column(
        &mut self,
        posts: &[PostNode<'_>],
        run: Range<usize>,
        corner: (i32, i32),
        trunk_top: i32,
    ) -> i32 {
        let (x, top) = corner;
        let mut y = top;
        // For each level, the line its posts hang from: where it starts, and where it ends so far.
        let mut trunks: Vec<(i32, i32, i32)> = vec![(x + TRUNK, trunk_top, trunk_top)];
        for index in run {
            let level = posts[index].level - self.top_level;
            let left = x + INDENT * (1 + px(level));
            self.cells[index].shift(left, y);
            self.drop_trunks(&mut trunks, level + 1);
            if let Some(trunk) = trunks.last_mut() {
                trunk.2 = y + ELBOW;
                self.connectors.push(Segment {
                    from: (trunk.0, y + ELBOW),
                    to: (left, y + ELBOW),
                });
            }
            let bottom = self.cells[index].frame.bottom();
            trunks.push((left + TRUNK, bottom, bottom));
            y = bottom + GAP;
        }
        self.drop_trunks(&mut trunks, 0);
        y - GAP
    }

    /// Draws the lines of the levels that have ended.
    fn drop_trunks(&mut self, trunks: &mut Vec<(i32, i32, i32)>, keep: usize) {
        for (x, from, to) in trunks.drain(keep.min(trunks.len())..) {
            if to > from {
                self.connectors.push(Segment {
                    from: (x, from),
                    to: (x, to),
                });
            }
        }
    }
}

impl PlacedBox {
    pub(super) fn shift(&mut self, dx: i32, dy: i32) {
        self.frame = self.frame.moved(dx, dy);
        self.text_bottom += dy;
        for line in &mut self.lines {
            line.x += dx;
            line.baseline += dy;
        }
    }
}

/// Does the first post head all the others?
fn has_head(posts: &[PostNode<'_>]) -> bool {
    posts.iter().filter(|post| post.level == 0).count() == 1
}

/// Runs of posts that stay together: each at the list's top level with all below it.
fn groups(posts: &[PostNode<'_>], top_level: usize) -> Vec<Range<usize>> {
    let starts: Vec<usize> = (0..posts.len())
        .filter(|index| posts[*index].level == top_level)
        .collect();
    let ends = starts.iter().skip(1).copied().chain([posts.len()]);
    starts
        .iter()
        .copied()
        .zip(ends)
        .map(|(start, end)| start..end)
        .collect()
}

fn stack_height(cells: &[PlacedBox]) -> i32 {
    cells
        .iter()
        .map(|cell| cell.frame.height + GAP)
        .sum::<i32>()
        - GAP
}

/// A box of posts at the origin.
fn cell(post: &PostBox, unit: usize, width: i32) -> PlacedBox {
    let look = Look::of_post(post);
    let (left, right) = look.insets();
    // A double border takes room above and below.
    let inner = if look.new { 3 } else { 0 };
    let mut flow = Flow::new(left, 9 + inner, width - left - right);
    flow.put(&counted_title(post), Style::TITLE, None);
    flow.put_parts(&details(post), Style::DETAIL);
    for mark in &post.marks {
        put_mark(&mut flow, mark);
    }
    if let Some(words) = occupancy_in_words(&post.occupancy) {
        flow.put(&words, Style::STATE, occupancy_glyph(&post.occupancy));
    }
    if let Some(until) = &post.temporary {
        flow.put(&sentence_case(until), Style::STATE, Some(Glyph::Temporary));
    }
    for note in &post.notes {
        flow.put(&clean(note), Style::NOTE, None);
    }
    let (lines, bottom) = flow.finish();
    let height = (bottom + 8 + inner).max(2 * ELBOW);
    PlacedBox {
        kind: BoxKind::Post,
        unit,
        frame: Rect {
            x: 0,
            y: 0,
            width,
            height,
        },
        lines,
        text_bottom: height,
        look,
        sentence: post_sentence(post),
    }
}

/// The header of a panel at the origin.
fn header(unit: &UnitBox, index: usize, width: i32) -> PlacedBox {
    let look = Look::of_unit(unit);
    let (left, right) = look.insets();
    let mut flow = Flow::new(left, 12, width - left - right);
    flow.put(&clean(&unit.name), Style::NAME, None);
    flow.put(&unit_summary(unit), Style::DETAIL, None);
    if let Some(mark) = &unit.mark {
        put_mark(&mut flow, mark);
    }
    for note in &unit.notes {
        flow.put(&clean(note), Style::NOTE, None);
    }
    let (lines, bottom) = flow.finish();
    PlacedBox {
        kind: BoxKind::Unit,
        unit: index,
        frame: Rect {
            x: 0,
            y: 0,
            width,
            height: bottom + 10,
        },
        lines,
        text_bottom: bottom + 10,
        look,
        sentence: unit_sentence(unit),
    }
}

fn put_mark(flow: &mut Flow, mark: &Mark) {
    let (glyph, ink) = mark_glyph(mark);
    let style = if ink == Ink::Ink {
        Style::STATE
    } else {
        Style::mark(ink)
    };
    flow.put(&mark_in_words(mark), style, Some(glyph));
}

/// The glyph and the colour of a mark.
pub(super) fn mark_glyph(mark: &Mark) -> (Glyph, Ink) {
    match mark {
        Mark::New => (Glyph::New, Ink::Green),
        Mark::Ends => (Glyph::Ends, Ink::Red),
        Mark::Changed(_) => (Glyph::Changed, Ink::Blue),
        Mark::Moved(_) => (Glyph::Moved, Ink::Purple),
        Mark::InPlaceOf(_) => (Glyph::InPlaceOf, Ink::Ink),
    }
}

/// The glyph of a state, where one is shown.
pub(super) fn occupancy_glyph(occupancy: &Occupancy) -> Option<Glyph> {
    match occupancy {
        Occupancy::Vacant => Some(Glyph::Vacant),
        Occupancy::PartFilled(_) => Some(Glyph::PartFilled),
        Occupancy::Filled => Some(Glyph::Filled),
        Occupancy::NotKnown => Some(Glyph::NotKnown),
        Occupancy::NotShown => None,
    }
}

/// A count as pixels.
pub(super) fn px(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}
