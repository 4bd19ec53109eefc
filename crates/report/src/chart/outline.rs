//! A chart without its nesting: units and posts in reading order, each knowing what is below it.

use std::ops::Range;

use super::{Chart, PostBox, UnitBox};

/// The levels of posts within a unit that are told apart.
pub const MAX_LEVELS: usize = 6;

/// The levels of units that the list tells apart.
pub const MAX_UNIT_LEVELS: usize = 32;

/// The units of a chart in reading order: a parent before its children.
pub(super) struct Outline<'a> {
    pub(super) units: Vec<UnitNode<'a>>,
    /// The numbers of units, those with the same parent together and in order.
    pub(super) children: Vec<usize>,
    /// The units at the top, in `children`.
    pub(super) roots: Range<usize>,
}

/// A unit, and where its children are.
pub(super) struct UnitNode<'a> {
    pub(super) unit: &'a UnitBox,
    pub(super) depth: usize,
    pub(super) children: Range<usize>,
}

/// A post and the level it is shown on.
pub(super) struct PostNode<'a> {
    pub(super) post: &'a PostBox,
    pub(super) level: usize,
}

/// Flattens a chart with an explicit stack, because its depth is the caller's.
pub(super) fn outline(chart: &Chart) -> Outline<'_> {
    let mut units: Vec<UnitNode<'_>> = Vec::new();
    let mut parents: Vec<Option<usize>> = Vec::new();
    let mut stack: Vec<(&UnitBox, Option<usize>)> =
        chart.units.iter().rev().map(|unit| (unit, None)).collect();
    while let Some((unit, parent)) = stack.pop() {
        let index = units.len();
        units.push(UnitNode {
            unit,
            depth: parent.map_or(0, |parent| units[parent].depth + 1),
            children: 0..0,
        });
        parents.push(parent);
        stack.extend(unit.units.iter().rev().map(|child| (child, Some(index))));
    }
    // The roots come first; then the children of each unit, together.
    let mut next = chart.units.len();
    for node in &mut units {
        node.children = next..next;
        next += node.unit.units.len();
    }
    let mut children = vec![0; units.len()];
    let mut roots = 0..0;
    for (index, parent) in parents.iter().enumerate() {
        let siblings = match parent {
            Some(parent) => &mut units[*parent].children,
            None => &mut roots,
        };
        children[siblings.end] = index;
        siblings.end += 1;
    }
    Outline {
        units,
        children,
        roots,
    }
}

/// The posts of one unit after the other, each in reading order.
#[derive(Default)]
pub(super) struct Posts<'a> {
    nodes: Vec<PostNode<'a>>,
    stack: Vec<PostNode<'a>>,
}

impl<'a> Posts<'a> {
    /// The posts of a unit.
    pub(super) fn of(&mut self, unit: &'a UnitBox) -> &[PostNode<'a>] {
        self.nodes.clear();
        let top = unit.posts.iter().rev();
        self.stack
            .extend(top.map(|post| PostNode { post, level: 0 }));
        while let Some(node) = self.stack.pop() {
            // On the last level the reports of a post stand beside it, under its own parent.
            let level = (node.level + 1).min(MAX_LEVELS - 1);
            let reports = node.post.reports.iter().rev();
            self.stack
                .extend(reports.map(|post| PostNode { post, level }));
            self.nodes.push(node);
        }
        &self.nodes
    }
}
