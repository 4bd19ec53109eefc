//! The tree of units: each panel above the panels of the units within it.
//!
//! A unit's children stand in a row where the width allows it. Where it does not they stand in
//! several rows, and the line that leads to the later rows runs in a gutter at their left, so no
//! line crosses a box. Sizes are reckoned from the leaves up and places from the roots down.

use std::ops::Range;

use super::layout::{PlacedBox, Segment};
use super::outline::Outline;
use super::pack;
use super::panel::{Panel, panel};

/// Between panels beside each other.
const SIBLING_GAP: i32 = 24;

/// Between a panel and the row below it; the connectors run in its middle.
const ROW_GAP: i32 = 36;

/// Left of children in several rows.
const GUTTER: i32 = 24;

/// The boxes and connectors of the tree.
pub(super) struct Placed {
    pub(super) width: i32,
    pub(super) height: i32,
    pub(super) boxes: Vec<PlacedBox>,
    pub(super) connectors: Vec<Segment>,
}

impl Placed {
    pub(super) fn shift(&mut self, dx: i32, dy: i32) {
        self.boxes
            .iter_mut()
            .for_each(|placed| placed.shift(dx, dy));
        for segment in &mut self.connectors {
            *segment = segment.moved(dx, dy);
        }
    }
}

/// The extent of a unit with all below it.
#[derive(Default)]
struct Block {
    width: i32,
    height: i32,
    panel_x: i32,
    children_x: i32,
    rows: Vec<Row>,
}

/// Children beside each other: which, and how far below the block's top.
struct Row {
    children: Range<usize>,
    y: i32,
}

/// Places all units of a chart in `max_width` pixels where that can be, lists of posts in columns no
/// higher than `column_height`.
pub(super) fn place(outline: &Outline<'_>, max_width: i32, column_height: i32) -> Placed {
    let room = room(outline, max_width);
    let panels: Vec<Panel> = outline
        .units
        .iter()
        .enumerate()
        .map(|(index, node)| panel(node, index, room[index], column_height))
        .collect();
    let mut blocks: Vec<Block> = outline.units.iter().map(|_| Block::default()).collect();
    for index in (0..panels.len()).rev() {
        blocks[index] = block(
            &outline.units[index].children,
            Some(&panels[index]),
            &panels,
            &blocks,
            room[index],
        );
    }
    let top = block(&outline.roots, None, &panels, &blocks, max_width);

    let mut corners = vec![(0, 0); panels.len()];
    corner_children(&top, &outline.roots, &blocks, (0, 0), &mut corners);
    let mut connectors = Vec::new();
    for (index, node) in outline.units.iter().enumerate() {
        let corner = corners[index];
        corner_children(
            &blocks[index],
            &node.children,
            &blocks,
            corner,
            &mut corners,
        );
        connect(
            &blocks[index],
            &node.children,
            &panels,
            &blocks,
            &corners,
            index,
            &mut connectors,
        );
    }
    let mut boxes = Vec::new();
    for (index, panel) in panels.into_iter().enumerate() {
        let (x, y) = (corners[index].0 + blocks[index].panel_x, corners[index].1);
        boxes.extend(panel.boxes.into_iter().map(|mut placed| {
            placed.shift(x, y);
            placed
        }));
        connectors.extend(
            panel
                .connectors
                .into_iter()
                .map(|segment| segment.moved(x, y)),
        );
    }
    Placed {
        width: top.width,
        height: top.height,
        boxes,
        connectors,
    }
}

/// The width each unit may take: its parent's, less a gutter where it has siblings.
fn room(outline: &Outline<'_>, max_width: i32) -> Vec<i32> {
    let mut room = vec![max_width; outline.units.len()];
    for (index, node) in outline.units.iter().enumerate() {
        let gutter = if node.children.len() > 1 { GUTTER } else { 0 };
        for child in &node.children {
            room[*child] = (room[index] - gutter).max(0);
        }
    }
    room
}

/// The extent of a panel and its children, or of the chart's top level, which has no panel.
fn block(
    children: &[usize],
    own: Option<&Panel>,
    panels: &[Panel],
    blocks: &[Block],
    room: i32,
) -> Block {
    let (own_width, own_height) = own.map_or((0, 0), |panel| (panel.width, panel.height));
    if children.is_empty() {
        return Block {
            width: own_width,
            height: own_height,
            ..Block::default()
        };
    }
    let widths: Vec<i32> = children.iter().map(|child| blocks[*child].width).collect();
    let mut lines = pack::lines_within(&widths, SIBLING_GAP, room);
    let gutter = if lines.len() > 1 && own.is_some() {
        GUTTER
    } else {
        0
    };
    if gutter > 0 {
        lines = pack::lines_within(&widths, SIBLING_GAP, room - gutter);
    }
    let mut rows = Vec::new();
    let mut y = own_height + if own.is_some() { ROW_GAP } else { 0 };
    let mut children_width = 0;
    for line in lines {
        let tallest = children[line.clone()]
            .iter()
            .map(|child| blocks[*child].height)
            .max()
            .unwrap_or(0);
        let width = widths[line.clone()]
            .iter()
            .map(|width| width + SIBLING_GAP)
            .sum::<i32>()
            - SIBLING_GAP;
        children_width = children_width.max(width);
        rows.push(Row { children: line, y });
        y += tallest + ROW_GAP;
    }
    // The panel stands over the middle of its first row, and the row gives way if it must.
    let (first, last) = (rows[0].children.start, rows[0].children.end - 1);
    let to_last: i32 = widths[first..last]
        .iter()
        .map(|width| width + SIBLING_GAP)
        .sum();
    let middle = |place: usize| blocks[children[place]].panel_x + panels[children[place]].width / 2;
    let panel_x = gutter + (middle(first) + to_last + middle(last)) / 2 - own_width / 2;
    let shift = (-panel_x).max(0);
    let panel_x = if own.is_some() { panel_x + shift } else { 0 };
    let children_x = if own.is_some() { gutter + shift } else { 0 };
    Block {
        width: (children_x + children_width).max(panel_x + own_width),
        height: y - ROW_GAP,
        panel_x,
        children_x,
        rows,
    }
}

/// The corners of the children of a block whose own corner is known.
fn corner_children(
    block: &Block,
    children: &[usize],
    blocks: &[Block],
    (x, y): (i32, i32),
    corners: &mut [(i32, i32)],
) {
    for row in &block.rows {
        let mut left = x + block.children_x;
        for child in &children[row.children.clone()] {
            corners[*child] = (left, y + row.y);
            left += blocks[*child].width + SIBLING_GAP;
        }
    }
}

/// The lines from a panel to its children.
fn connect(
    block: &Block,
    children: &[usize],
    panels: &[Panel],
    blocks: &[Block],
    corners: &[(i32, i32)],
    index: usize,
    connectors: &mut Vec<Segment>,
) {
    let centre = |unit: usize| corners[unit].0 + blocks[unit].panel_x + panels[unit].width / 2;
    let (x, top) = corners[index];
    let own = centre(index);
    let gutter = x + block.children_x - GUTTER / 2;
    for (number, row) in block.rows.iter().enumerate() {
        let bus = top + row.y - ROW_GAP / 2;
        let (mut left, mut right) = if number == 0 {
            (own, own)
        } else {
            (gutter, gutter)
        };
        if block.rows.len() > 1 {
            left = left.min(gutter);
        }
        for child in &children[row.children.clone()] {
            let middle = centre(*child);
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
    if let Some(first) = block.rows.first() {
        let bus = top + first.y - ROW_GAP / 2;
        connectors.push(Segment {
            from: (own, top + panels[index].height),
            to: (own, bus),
        });
    }
    if let [first, .., last] = block.rows.as_slice() {
        let offset = top - ROW_GAP / 2;
        connectors.push(Segment {
            from: (gutter, offset + first.y),
            to: (gutter, offset + last.y),
        });
    }
}
