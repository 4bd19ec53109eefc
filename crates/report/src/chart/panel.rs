//! The panel of a unit: its name and totals, and its posts in a list with elbow connectors.
//!
//! Where one post heads all the others it stands at the panel's edge and the others hang from it;
//! otherwise all hang from the unit's header. A list that is too long runs in columns.

use std::collections::BTreeSet;
use std::ops::Range;

use super::layout::{BoxKind, Look, Of, PlacedBox, Rect, Segment};
use super::outline::{MAX_LEVELS, MAX_UNIT_LEVELS, PostNode, UnitNode};
use super::pack;
use super::text::{Flow, Glyph, Ink, Lines, Style};
use super::words::{
    details, mark_in_words, occupancy_in_words, sentence_case, unit_summary, write_counted_title,
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

/// The side of the button that shows more or less of a unit: the least that fingers hit (WCAG 2.2, 2.5.8).
pub(super) const FOLD_SIDE: i32 = 24;

/// Between columns.
const COLUMN_GAP: i32 = 20;

/// A unit's panel: its boxes and connectors stand as if its top left corner were that of the picture.
pub(super) struct Panel {
    pub(super) width: i32,
    pub(super) height: i32,
    /// The panel itself, then its posts.
    pub(super) boxes: Range<usize>,
    pub(super) connectors: Range<usize>,
}

/// What the panels of a chart hold, one behind the other.
#[derive(Default)]
pub(super) struct Drawn<'c> {
    pub(super) boxes: Vec<PlacedBox<'c>>,
    pub(super) connectors: Vec<Segment>,
    pub(super) lines: Lines,
    /// The glyphs in use: the entries of the key.
    pub(super) glyphs: BTreeSet<Glyph>,
}

/// The room that a panel may take.
#[derive(Clone, Copy)]
pub(super) struct Room {
    /// How wide it may be, where it can keep to that.
    pub(super) width: i32,
    /// How high a list may be before it runs in columns.
    pub(super) column: i32,
}

impl<'c> Drawn<'c> {
    /// Draws up the panel of a unit behind those that are there.
    pub(super) fn panel(
        &mut self,
        node: &UnitNode<'c>,
        posts: &[PostNode<'c>],
        index: usize,
        room: Room,
    ) -> Panel {
        let unit = node.unit;
        let level = node.depth.min(MAX_UNIT_LEVELS - 1);
        // The head stands above the list, so the list starts one level below it.
        let top_level = usize::from(has_head(posts));
        let levels = posts.iter().map(|post| post.level);
        let deepest = levels.max().unwrap_or(0).max(top_level);
        let column_width = BOX_WIDTH + INDENT * (1 + px(deepest - top_level));
        let (first, joint) = (self.boxes.len(), self.connectors.len());
        self.boxes.push(PlacedBox {
            kind: BoxKind::Unit,
            unit: index,
            frame: Rect::default(),
            text_height: 0,
            look: Look::of_unit(unit),
            level: narrow(level),
            of: Of::Unit(unit),
            lines: 0..0,
        });
        for node in posts {
            // Those above others are wider, so that all right edges are on one line.
            let width = BOX_WIDTH + INDENT * px(deepest - node.level);
            let level = narrow(level + 1 + node.level);
            self.cell(node.post, (index, level), width);
        }
        let list = List {
            posts,
            first: first + 1,
            top_level,
        };
        let columns = list.columns(&self.boxes, column_width, room);
        let across = px(columns.len().max(1));
        let width = 2 * PAD + (column_width + COLUMN_GAP) * across - COLUMN_GAP;

        let mut trunk_top = self.header(first, unit, width);
        let mut bottom = trunk_top;
        if top_level > 0 {
            let head = &mut self.boxes[first + 1].frame;
            *head = head.moved(PAD, trunk_top + PAD);
            trunk_top = head.bottom();
            bottom = trunk_top + PAD;
        }
        // Several columns hang from a bus, which runs in the space above them.
        let bus = trunk_top + PAD;
        let (list_top, hang_from) = if columns.len() > 1 {
            (bus + PAD, bus)
        } else {
            (bus, trunk_top)
        };
        let last = columns.len();
        for (number, column) in columns.into_iter().enumerate() {
            let x = PAD + px(number) * (column_width + COLUMN_GAP);
            let foot = list.place(self, column, (x, list_top), hang_from);
            bottom = bottom.max(foot + PAD);
        }
        if last > 1 {
            let left = PAD + TRUNK;
            let right = left + (across - 1) * (column_width + COLUMN_GAP);
            self.connectors.push(Segment {
                from: (left, trunk_top),
                to: (left, bus),
            });
            self.connectors.push(Segment {
                from: (left, bus),
                to: (right, bus),
            });
        }
        self.boxes[first].frame = Rect {
            width,
            height: bottom,
            ..Rect::default()
        };
        Panel {
            width,
            height: bottom,
            boxes: first..self.boxes.len(),
            connectors: joint..self.connectors.len(),
        }
    }

    /// Puts what another holds behind its own, whose panels are then counted from there.
    pub(super) fn append(&mut self, mut other: Self, panels: &mut [Panel]) {
        let (boxes, connectors) = (self.boxes.len(), self.connectors.len());
        for panel in panels {
            panel.boxes = panel.boxes.start + boxes..panel.boxes.end + boxes;
            panel.connectors =
                panel.connectors.start + connectors..panel.connectors.end + connectors;
        }
        let lines = self.lines.append(other.lines);
        for placed in &mut other.boxes {
            placed.lines = placed.lines.start + lines..placed.lines.end + lines;
        }
        self.boxes.append(&mut other.boxes);
        self.connectors.append(&mut other.connectors);
        self.glyphs.append(&mut other.glyphs);
    }

    /// A box of posts at the origin.
    fn cell(&mut self, post: &'c PostBox, (unit, level): (usize, u8), width: i32) {
        let look = Look::of_post(post);
        let (left, right) = look.insets();
        // A double border takes room above and below.
        let inner = if look.new { 3 } else { 0 };
        let first = self.lines.len();
        let mut flow = Flow::new(left, 9 + inner, width - left - right, &mut self.lines);
        flow.put_written(Style::TITLE, None, |words| write_counted_title(words, post));
        flow.put_parts(&details(post), Style::DETAIL);
        for mark in &post.marks {
            self.glyphs.insert(put_mark(&mut flow, mark));
        }
        if let Some(words) = occupancy_in_words(&post.occupancy) {
            let glyph = occupancy_glyph(&post.occupancy);
            flow.put(&words, Style::STATE, glyph);
            self.glyphs.extend(glyph);
        }
        if let Some(until) = &post.temporary {
            flow.put(&sentence_case(until), Style::STATE, Some(Glyph::Temporary));
            self.glyphs.insert(Glyph::Temporary);
        }
        for note in &post.notes {
            flow.put(note, Style::NOTE, None);
        }
        let height = (flow.bottom() + 8 + inner).max(2 * ELBOW);
        self.boxes.push(PlacedBox {
            kind: BoxKind::Post,
            unit,
            frame: Rect {
                width,
                height,
                ..Rect::default()
            },
            text_height: height,
            look,
            level,
            of: Of::Post(post),
            lines: first..self.lines.len(),
        });
    }

    /// The text of a panel's header, into its box; gives the foot.
    fn header(&mut self, at: usize, unit: &UnitBox, width: i32) -> i32 {
        let (left, mut right) = self.boxes[at].look.insets();
        if unit.fold.is_some() {
            right += FOLD_SIDE + 8;
        }
        let first = self.lines.len();
        let mut flow = Flow::new(left, 12, width - left - right, &mut self.lines);
        flow.put(&unit.name, Style::NAME, None);
        flow.put(unit_summary(unit), Style::DETAIL, None);
        if let Some(mark) = &unit.mark {
            self.glyphs.insert(put_mark(&mut flow, mark));
        }
        for note in &unit.notes {
            flow.put(note, Style::NOTE, None);
        }
        let foot = (flow.bottom() + 10).max(if unit.fold.is_some() {
            FOLD_SIDE + 24
        } else {
            0
        });
        self.boxes[at].lines = first..self.lines.len();
        self.boxes[at].text_height = foot;
        foot
    }
}

/// The posts of a panel, whose boxes are drawn and to be placed.
struct List<'p, 'c> {
    posts: &'p [PostNode<'c>],
    /// The box of the first of them.
    first: usize,
    top_level: usize,
}

impl List<'_, '_> {
    /// The posts of each column: as few columns as keep below the height, and as many as have room.
    fn columns(&self, boxes: &[PlacedBox<'_>], column_width: i32, room: Room) -> Vec<Range<usize>> {
        let list = self.top_level..self.posts.len();
        if list.is_empty() {
            return Vec::new();
        }
        let height = |post: usize| boxes[self.first + post].frame.height + GAP;
        let total: i32 = list.clone().map(height).sum();
        let fitting = (room.width - 2 * PAD + COLUMN_GAP) / (column_width + COLUMN_GAP);
        let count = ((total + room.column - 1) / room.column)
            .min(fitting)
            .max(1);
        if count == 1 {
            return vec![list];
        }
        // Posts stay together with all below them.
        let starts: Vec<usize> = list
            .clone()
            .filter(|post| self.posts[*post].level == self.top_level)
            .collect();
        let end = |group: usize| starts.get(group + 1).copied().unwrap_or(list.end);
        let heights: Vec<i32> = starts
            .iter()
            .enumerate()
            .map(|(group, start)| (*start..end(group)).map(height).sum::<i32>() - GAP)
            .collect();
        let lines = pack::lines_of(&heights, GAP, usize::try_from(count).unwrap_or(1));
        lines
            .into_iter()
            .map(|line| starts[line.start]..end(line.end - 1))
            .collect()
    }

    /// Places a run of posts below each other and hangs them from their lines; gives the foot.
    fn place(
        &self,
        drawn: &mut Drawn<'_>,
        run: Range<usize>,
        (x, top): (i32, i32),
        trunk_top: i32,
    ) -> i32 {
        let Drawn {
            boxes, connectors, ..
        } = drawn;
        let mut y = top;
        // For each level, the line its posts hang from: where it starts, and where it ends so far.
        let mut trunks = [(0, 0, 0); MAX_LEVELS + 2];
        trunks[0] = (x + TRUNK, trunk_top, trunk_top);
        let mut open = 1;
        for post in run {
            let level = self.posts[post].level - self.top_level;
            let left = x + INDENT * (1 + px(level));
            let frame = &mut boxes[self.first + post].frame;
            *frame = frame.moved(left, y);
            end_trunks(connectors, &trunks[open.min(level + 1)..open]);
            open = open.min(level + 1);
            let trunk = &mut trunks[open - 1];
            trunk.2 = y + ELBOW;
            connectors.push(Segment {
                from: (trunk.0, y + ELBOW),
                to: (left, y + ELBOW),
            });
            let bottom = frame.bottom();
            trunks[open] = (left + TRUNK, bottom, bottom);
            open += 1;
            y = bottom + GAP;
        }
        end_trunks(connectors, &trunks[..open]);
        y - GAP
    }
}

/// Draws the lines of levels that have ended.
fn end_trunks(connectors: &mut Vec<Segment>, trunks: &[(i32, i32, i32)]) {
    for (x, from, to) in trunks {
        if to > from {
            connectors.push(Segment {
                from: (*x, *from),
                to: (*x, *to),
            });
        }
    }
}

/// Does the first post head all the others?
fn has_head(posts: &[PostNode<'_>]) -> bool {
    posts.iter().filter(|post| post.level == 0).take(2).count() == 1
}

/// Puts a mark in words with its glyph, and gives that.
fn put_mark(flow: &mut Flow<'_>, mark: &Mark) -> Glyph {
    let (glyph, ink) = mark_glyph(mark);
    let style = if ink == Ink::Ink {
        Style::STATE
    } else {
        Style::mark(ink)
    };
    flow.put(&mark_in_words(mark), style, Some(glyph));
    glyph
}

/// The glyph and the colour of a mark.
fn mark_glyph(mark: &Mark) -> (Glyph, Ink) {
    match mark {
        Mark::New => (Glyph::New, Ink::Green),
        Mark::Ends => (Glyph::Ends, Ink::Red),
        Mark::Changed(_) => (Glyph::Changed, Ink::Blue),
        Mark::Moved(_) => (Glyph::Moved, Ink::Purple),
        Mark::InPlaceOf(_) => (Glyph::InPlaceOf, Ink::Ink),
    }
}

/// The glyph of a state, where one is shown.
fn occupancy_glyph(occupancy: &Occupancy) -> Option<Glyph> {
    match occupancy {
        Occupancy::Vacant => Some(Glyph::Vacant),
        Occupancy::PartFilled(_) => Some(Glyph::PartFilled),
        Occupancy::Filled => Some(Glyph::Filled),
        Occupancy::NotKnown => Some(Glyph::NotKnown),
        Occupancy::Withheld => Some(Glyph::Withheld),
        Occupancy::NotShown => None,
    }
}

/// A level, of which there are few.
fn narrow(level: usize) -> u8 {
    u8::try_from(level).unwrap_or(u8::MAX)
}

/// A count as pixels.
pub(super) fn px(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}
