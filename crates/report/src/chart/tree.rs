//! The tree of units: each panel above the panels of the units within it.
//!
//! A unit's children stand in a row where the width allows it. Where it does not they stand in
//! several rows, and the line that leads to the later rows runs in a gutter at their left, so no
//! line crosses a box. On a screen, children with nothing below them stand in columns instead, each hanging
//! from a line at its left: panels of different heights leave less empty there. Sizes are reckoned from the leaves up and places from the roots down.

use std::collections::BTreeSet;
use std::ops::Range;

use super::layout::{Joints, PlacedBox, Segment};
use super::outline::{Outline, Posts, UnitNode};
use super::pack;
use super::panel::{Drawn, Panel, Room};
use super::text::{Glyph, Lines};

/// Between panels beside each other.
const SIBLING_GAP: i32 = 20;

/// Between a panel and the row below it; the connectors run in its middle.
const ROW_GAP: i32 = 36;

/// From a panel's top to where the line of its column meets it.
const ELBOW: i32 = 26;

/// Left of children in several rows, and of each column.
const GUTTER: i32 = 24;

/// The extent of a unit with all below it.
#[derive(Clone, Default)]
struct Block {
    width: i32,
    height: i32,
    panel_x: i32,
    children_x: i32,
    /// Which rows its children stand in, or columns.
    rows: Range<usize>,
    /// Are they columns?
    is_stacked: bool,
}

/// Children beside each other, or in a column below each other: which of all children, and how far the
/// first is below the block's top and right of its children's left edge.
struct Row {
    children: Range<usize>,
    x: i32,
    y: i32,
}

/// From so many units on, their panels are drawn up in two halves at once.
const MANY: usize = 500;

/// The tree of a chart, of which is known how large it is but not yet where it stands.
pub(super) struct Measured<'o, 'c> {
    tree: Tree<'o>,
    top: Block,
    drawn: Drawn<'c>,
    units: &'o [UnitNode<'c>],
}

/// The boxes and connectors of the tree.
pub(super) struct Placed<'c> {
    pub(super) boxes: Vec<PlacedBox<'c>>,
    pub(super) connectors: Vec<Segment>,
    pub(super) joints: Vec<Joints>,
    pub(super) lines: Lines,
}

/// Measures all units of a chart in `max_width` pixels where that can be, lists of posts in columns no
/// higher than `column_height`.
pub(super) fn measure<'o, 'c>(
    outline: &'o Outline<'c>,
    max_width: i32,
    column_height: i32,
    may_stack: bool,
) -> Measured<'o, 'c> {
    let widths = room(outline, max_width);
    let (drawn, panels) = panels(&outline.units, &widths, column_height);
    let mut tree = Tree {
        children: &outline.children,
        blocks: panels.iter().map(|_| Block::default()).collect(),
        rows: Vec::with_capacity(panels.len()),
        panels,
        corners: vec![(0, 0); outline.units.len()],
        widths: Vec::new(),
        may_stack,
    };
    for index in (0..outline.units.len()).rev() {
        let children = outline.units[index].children.clone();
        tree.blocks[index] = tree.block(children, Some(index), widths[index]);
    }
    let top = tree.block(outline.roots.clone(), None, max_width);
    Measured {
        tree,
        top,
        drawn,
        units: &outline.units,
    }
}

/// The panels of all units, in order.
fn panels<'c>(units: &[UnitNode<'c>], widths: &[i32], column: i32) -> (Drawn<'c>, Vec<Panel>) {
    let draw = |run: Range<usize>| {
        let mut drawn = Drawn::default();
        let mut posts = Posts::default();
        let panels: Vec<Panel> = run
            .map(|index| {
                let node = &units[index];
                let width = widths[index];
                drawn.panel(node, posts.of(node.unit), index, Room { width, column })
            })
            .collect();
        (drawn, panels)
    };
    if units.len() < MANY {
        return draw(0..units.len());
    }
    let half = units.len() / 2;
    let (first, second) = at_once(|| draw(0..half), || draw(half..units.len()));
    let ((mut drawn, mut panels), (more, mut further)) = (first, second);
    drawn.append(more, &mut further);
    panels.append(&mut further);
    (drawn, panels)
}

/// Does two things at the same time.
pub(super) fn at_once<A: Send, B>(
    one: impl FnOnce() -> A + Send,
    other: impl FnOnce() -> B,
) -> (A, B) {
    std::thread::scope(|scope| {
        let one = scope.spawn(one);
        let other = other();
        match one.join() {
            Ok(one) => (one, other),
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })
}

impl<'c> Measured<'_, 'c> {
    /// How wide and how high the tree is.
    pub(super) fn size(&self) -> (i32, i32) {
        (self.top.width, self.top.height)
    }

    /// The text of the picture, to which more may be added.
    pub(super) fn lines(&mut self) -> &mut Lines {
        &mut self.drawn.lines
    }

    /// The glyphs that boxes show.
    pub(super) fn glyphs(&self) -> &BTreeSet<Glyph> {
        &self.drawn.glyphs
    }

    /// Puts the tree with its top left corner at a place.
    pub(super) fn place(self, corner: (i32, i32)) -> Placed<'c> {
        let Self {
            mut tree,
            top,
            drawn,
            units,
        } = self;
        let Drawn {
            mut boxes,
            mut connectors,
            lines,
            ..
        } = drawn;
        tree.corner_children(&top, corner);
        let mut joints = Vec::with_capacity(units.len());
        for index in 0..units.len() {
            let block = tree.blocks[index].clone();
            let (x, y) = tree.corners[index];
            tree.corner_children(&block, (x, y));
            let first = connectors.len();
            tree.connect(index, &mut connectors);
            let panel = &tree.panels[index];
            joints.push(Joints {
                boxes: panel.boxes.clone(),
                within: panel.connectors.clone(),
                below: first..connectors.len(),
            });
            let x = x + block.panel_x;
            for placed in &mut boxes[panel.boxes.clone()] {
                placed.frame = placed.frame.moved(x, y);
            }
            for segment in &mut connectors[panel.connectors.clone()] {
                *segment = segment.moved(x, y);
            }
        }
        Placed {
            boxes,
            connectors,
            joints,
            lines,
        }
    }
}

/// The width each unit may take: its parent's, less a gutter where it has siblings.
fn room(outline: &Outline<'_>, max_width: i32) -> Vec<i32> {
    let mut room = vec![max_width; outline.units.len()];
    for (index, node) in outline.units.iter().enumerate() {
        let gutter = if node.children.len() > 1 { GUTTER } else { 0 };
        for child in &outline.children[node.children.clone()] {
            room[*child] = (room[index] - gutter).max(0);
        }
    }
    room
}

/// The units while they are being placed.
struct Tree<'o> {
    /// The numbers of units, those with the same parent together.
    children: &'o [usize],
    panels: Vec<Panel>,
    blocks: Vec<Block>,
    rows: Vec<Row>,
    corners: Vec<(i32, i32)>,
    /// The widths of the children of the unit at hand.
    widths: Vec<i32>,
    /// May children stand in columns?
    may_stack: bool,
}

impl Tree<'_> {
    /// The extent of a panel and its children, or of the chart's top level, which has no panel.
    fn block(&mut self, children: Range<usize>, own: Option<usize>, room: i32) -> Block {
        let own = own.map(|index| &self.panels[index]);
        let (own_width, own_height) = own.map_or((0, 0), |panel| (panel.width, panel.height));
        let first_row = self.rows.len();
        if children.is_empty() {
            return Block {
                width: own_width,
                height: own_height,
                rows: first_row..first_row,
                ..Block::default()
            };
        }
        let numbers = &self.children[children.clone()];
        let blocks = &self.blocks;
        self.widths.clear();
        self.widths
            .extend(numbers.iter().map(|child| blocks[*child].width));
        let mut lines = pack::lines_within(&self.widths, SIBLING_GAP, room);
        let is_leaf = |child: &usize| blocks[*child].rows.is_empty();
        if self.may_stack && own.is_some() && lines.len() > 1 && numbers.iter().all(is_leaf) {
            return self.stacked(children, (own_width, own_height), room);
        }
        let gutter = if lines.len() > 1 && own.is_some() {
            GUTTER
        } else {
            0
        };
        if gutter > 0 {
            lines = pack::lines_within(&self.widths, SIBLING_GAP, room - gutter);
        }
        let across = |line: &Range<usize>| {
            let widths = self.widths[line.clone()].iter();
            widths.map(|width| width + SIBLING_GAP).sum::<i32>() - SIBLING_GAP
        };
        let mut y = own_height + if own.is_some() { ROW_GAP } else { 0 };
        let mut children_width = 0;
        let first_line = lines[0].clone();
        for line in lines {
            let heights = numbers[line.clone()]
                .iter()
                .map(|child| blocks[*child].height);
            let tallest = heights.max().unwrap_or(0);
            children_width = children_width.max(across(&line));
            self.rows.push(Row {
                children: children.start + line.start..children.start + line.end,
                x: 0,
                y,
            });
            y += tallest + ROW_GAP;
        }
        // The panel stands over the middle of its first row, and the row gives way if it must.
        let (first, last) = (first_line.start, first_line.end - 1);
        let to_last = across(&first_line) - self.widths[last];
        let middle =
            |place: usize| blocks[numbers[place]].panel_x + self.panels[numbers[place]].width / 2;
        let panel_x = gutter + (middle(first) + to_last + middle(last)) / 2 - own_width / 2;
        let shift = (-panel_x).max(0);
        let panel_x = if own.is_some() { panel_x + shift } else { 0 };
        let children_x = if own.is_some() { gutter + shift } else { 0 };
        Block {
            width: (children_x + children_width).max(panel_x + own_width),
            height: y - ROW_GAP,
            panel_x,
            children_x,
            rows: first_row..self.rows.len(),
            is_stacked: false,
        }
    }

    /// The extent of a panel whose children stand in columns, as many as the room allows.
    fn stacked(
        &mut self,
        children: Range<usize>,
        (own_width, own_height): (i32, i32),
        room: i32,
    ) -> Block {
        let first_row = self.rows.len();
        let blocks = &self.blocks;
        let numbers = &self.children[children.clone()];
        let widest = self.widths.iter().copied().max().unwrap_or(0);
        let fitting = (room + SIBLING_GAP) / (widest + GUTTER + SIBLING_GAP);
        let heights: Vec<i32> = numbers.iter().map(|child| blocks[*child].height).collect();
        let columns = pack::lines_of(
            &heights,
            SIBLING_GAP,
            usize::try_from(fitting.max(1)).unwrap_or(1),
        );
        let top = own_height + ROW_GAP;
        let (mut across, mut height) = (0, 0);
        for column in columns {
            let widest = self.widths[column.clone()]
                .iter()
                .copied()
                .max()
                .unwrap_or(0);
            let high = heights[column.clone()]
                .iter()
                .map(|high| high + SIBLING_GAP)
                .sum::<i32>();
            height = height.max(high - SIBLING_GAP);
            self.rows.push(Row {
                children: children.start + column.start..children.start + column.end,
                x: across + GUTTER,
                y: top,
            });
            across += GUTTER + widest + SIBLING_GAP;
        }
        let across = across - SIBLING_GAP;
        let width = across.max(own_width);
        Block {
            width,
            height: top + height,
            panel_x: (width - own_width) / 2,
            children_x: (width - across) / 2,
            rows: first_row..self.rows.len(),
            is_stacked: true,
        }
    }

    /// The corners of the children of a block whose own corner is known.
    fn corner_children(&mut self, block: &Block, (x, y): (i32, i32)) {
        for row in &self.rows[block.rows.clone()] {
            let (mut left, mut top) = (x + block.children_x + row.x, y + row.y);
            for child in &self.children[row.children.clone()] {
                self.corners[*child] = (left, top);
                let of = &self.blocks[*child];
                if block.is_stacked {
                    top += of.height + SIBLING_GAP;
                } else {
                    left += of.width + SIBLING_GAP;
                }
            }
        }
    }

    fn centre(&self, unit: usize) -> i32 {
        self.corners[unit].0 + self.blocks[unit].panel_x + self.panels[unit].width / 2
    }

    /// The lines from a panel to its children.
    fn connect(&self, index: usize, connectors: &mut Vec<Segment>) {
        let block = &self.blocks[index];
        if block.is_stacked {
            self.connect_columns(index, connectors);
            return;
        }
        let rows = &self.rows[block.rows.clone()];
        let (x, top) = self.corners[index];
        let own = self.centre(index);
        let gutter = x + block.children_x - GUTTER / 2;
        for (number, row) in rows.iter().enumerate() {
            let bus = top + row.y - ROW_GAP / 2;
            let (mut left, mut right) = if number == 0 {
                (own, own)
            } else {
                (gutter, gutter)
            };
            if rows.len() > 1 {
                left = left.min(gutter);
            }
            for child in &self.children[row.children.clone()] {
                let middle = self.centre(*child);
                left = left.min(middle);
                right = right.max(middle);
                connectors.push(Segment {
                    from: (middle, bus),
                    to: (middle, top + row.y),
                });
            }
            if right > left {
                connectors.push(Segment {
                    from: (left, bus),
                    to: (right, bus),
                });
            }
        }
        if let Some(first) = rows.first() {
            let bus = top + first.y - ROW_GAP / 2;
            connectors.push(Segment {
                from: (own, top + self.panels[index].height),
                to: (own, bus),
            });
        }
        if let [first, .., last] = rows {
            let offset = top - ROW_GAP / 2;
            connectors.push(Segment {
                from: (gutter, offset + first.y),
                to: (gutter, offset + last.y),
            });
        }
    }

    /// The lines from a panel to its children in columns: across, down at the left of each column, and from
    /// there to each panel.
    fn connect_columns(&self, index: usize, connectors: &mut Vec<Segment>) {
        let block = &self.blocks[index];
        let own = self.centre(index);
        let foot = self.corners[index].1 + self.panels[index].height;
        let bus = foot + ROW_GAP / 2;
        let (mut left, mut right) = (own, own);
        for column in &self.rows[block.rows.clone()] {
            let mut last = (0, bus);
            for child in &self.children[column.children.clone()] {
                let (x, y) = self.corners[*child];
                last = (x - GUTTER / 2, y + ELBOW);
                connectors.push(Segment {
                    from: last,
                    to: (x, y + ELBOW),
                });
            }
            connectors.push(Segment {
                from: (last.0, bus),
                to: last,
            });
            left = left.min(last.0);
            right = right.max(last.0);
        }
        connectors.push(Segment {
            from: (left, bus),
            to: (right, bus),
        });
        connectors.push(Segment {
            from: (own, foot),
            to: (own, bus),
        });
    }
}
