//! The panel of a unit: its name and totals, and its posts in a list with elbow connectors.
//!
//! Where one post heads all the others it stands at the panel's edge and the others hang from it;
//! otherwise all hang from the unit's header. A list that is too long runs in columns.

use super::layout::{BoxKind, Look, PlacedBox, Rect, Segment};
use super::outline::{PostNode, UnitNode};
use super::pack;
use super::text::{Flow, Glyph, Ink, Style};
use super::words::{
    clean, counted_title, detail_line, mark_in_words, occupancy_in_words, post_sentence,
    sentence_case, unit_sentence, unit_summary,
};
use super::{Mark, Occupancy, PostBox, UnitBox};

/// The width of a box of posts.
pub(super) const BOX_WIDTH: i32 = 208;

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

/// A list higher than this runs in columns.
const COLUMN_HEIGHT: i32 = 1000;

/// A unit's panel with its top left corner at nothing.
pub(super) struct Panel {
    pub(super) width: i32,
    pub(super) height: i32,
    /// The panel itself, then its posts.
    pub(super) boxes: Vec<PlacedBox>,
    pub(super) connectors: Vec<Segment>,
}

/// Draws up the panel of a unit, no wider than `max_width` where it can be.
pub(super) fn panel(node: &UnitNode<'_>, index: usize, max_width: i32) -> Panel {
    let posts = &node.posts;
    let head = has_head(posts);
    let cells: Vec<PlacedBox> = posts.iter().map(|post| cell(post.post, index)).collect();
    let first = usize::from(head);
    let top_level = first;
    let deepest = posts
        .iter()
        .map(|post| post.level)
        .max()
        .unwrap_or(0)
        .max(top_level);
    let column_width = BOX_WIDTH + INDENT * (1 + px(deepest - top_level));

    let groups = groups(posts, first, top_level);
    let heights: Vec<i32> = groups
        .iter()
        .map(|group| stack_height(&cells[group.clone()]))
        .collect();
    let total: i32 = heights.iter().map(|height| height + GAP).sum();
    let room = (max_width - 2 * PAD + COLUMN_GAP) / (column_width + COLUMN_GAP);
    let count = ((total + COLUMN_HEIGHT - 1) / COLUMN_HEIGHT)
        .min(room)
        .max(1);
    let columns = pack::lines_of(&heights, GAP, usize::try_from(count).unwrap_or(1));

    let width = 2 * PAD
        + column_width * px(columns.len().max(1))
        + COLUMN_GAP * px(columns.len().saturating_sub(1));
    let mut header = header(node.unit, index, width);
    let mut list = Placing {
        cells,
        connectors: Vec::new(),
        level_x: top_level,
    };
    let mut y = header.text_bottom;
    let mut trunk_top = y;
    if head {
        y += PAD;
        list.cells[0].shift(PAD, y);
        trunk_top = list.cells[0].frame.bottom();
        y = trunk_top;
    }
    y += if columns.len() > 1 { 2 * PAD } else { PAD };
    let mut bottom = if posts.is_empty() {
        header.text_bottom
    } else {
        list.cells[0].frame.bottom() + PAD
    };
    let bus = y - PAD;
    for (number, column) in columns.iter().enumerate() {
        let x = PAD + px(number) * (column_width + COLUMN_GAP);
        let from = if columns.len() > 1 { bus } else { trunk_top };
        let run = groups[column.start].start..groups[column.end - 1].end;
        let foot = list.column(posts, run, x, y, from);
        bottom = bottom.max(foot + PAD);
        if number + 1 == columns.len() && number > 0 {
            list.connectors.push(Segment {
                from: (PAD + TRUNK, trunk_top),
                to: (PAD + TRUNK, bus),
            });
            list.connectors.push(Segment {
                from: (PAD + TRUNK, bus),
                to: (x + TRUNK, bus),
            });
        }
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

/// The boxes of a list while they are being placed.
struct Placing {
    cells: Vec<PlacedBox>,
    connectors: Vec<Segment>,
    level_x: usize,
}

impl Placing {
    /// Places a run of posts below each other and hangs them from their lines; gives the foot.
    fn column(
        &mut self,
        posts: &[PostNode<'_>],
        run: std::ops::Range<usize>,
        x: i32,
        top: i32,
        trunk_top: i32,
    ) -> i32 {
        let mut y = top;
        // For each level, the line its posts hang from: where it starts, and where it ends so far.
        let mut trunks: Vec<(i32, i32, i32)> = vec![(x + TRUNK, trunk_top, trunk_top)];
        for index in run {
            let level = posts[index].level - self.level_x;
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
    posts.len() > 1 && posts.iter().filter(|post| post.level == 0).count() == 1
}

/// Runs of posts that stay together: each at the list's top level with all below it.
fn groups(posts: &[PostNode<'_>], first: usize, top_level: usize) -> Vec<std::ops::Range<usize>> {
    let starts: Vec<usize> = (first..posts.len())
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
fn cell(post: &PostBox, unit: usize) -> PlacedBox {
    let look = Look::of_post(post);
    let (left, right) = look.insets();
    let mut flow = Flow::new(left, 9, BOX_WIDTH - left - right);
    flow.put(&counted_title(post), Style::TITLE, None);
    flow.put(&detail_line(post), Style::DETAIL, None);
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
    let height = (bottom + 8).max(2 * ELBOW);
    PlacedBox {
        kind: BoxKind::Post,
        unit,
        frame: Rect {
            x: 0,
            y: 0,
            width: BOX_WIDTH,
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
    flow.put(&mark_in_words(mark), Style::mark(ink), Some(glyph));
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
