//! A chart without its nesting: units and posts in reading order, each knowing its parent.

use super::{Chart, PostBox, UnitBox};

/// The levels of posts within a unit that are told apart.
pub const MAX_LEVELS: usize = 6;

/// The levels of units that the list tells apart.
pub const MAX_UNIT_LEVELS: usize = 32;

/// The units of a chart in reading order: a parent before its children.
pub(super) struct Outline<'a> {
    pub(super) units: Vec<UnitNode<'a>>,
    pub(super) roots: Vec<usize>,
}

/// A unit and its posts in reading order.
pub(super) struct UnitNode<'a> {
    pub(super) unit: &'a UnitBox,
    pub(super) depth: usize,
    pub(super) children: Vec<usize>,
    pub(super) posts: Vec<PostNode<'a>>,
}

/// A post and the level it is shown on.
pub(super) struct PostNode<'a> {
    pub(super) post: &'a PostBox,
    pub(super) level: usize,
}

/// Flattens a chart with an explicit stack, because its depth is the caller's.
pub(super) fn outline(chart: &Chart) -> Outline<'_> {
    let mut units: Vec<UnitNode<'_>> = Vec::new();
    let mut roots = Vec::new();
    let mut stack: Vec<(&UnitBox, Option<usize>)> =
        chart.units.iter().rev().map(|unit| (unit, None)).collect();
    while let Some((unit, parent)) = stack.pop() {
        let index = units.len();
        let depth = match parent {
            Some(parent) => {
                units[parent].children.push(index);
                units[parent].depth + 1
            }
            None => {
                roots.push(index);
                0
            }
        };
        units.push(UnitNode {
            unit,
            depth,
            children: Vec::new(),
            posts: posts(&unit.posts),
        });
        stack.extend(unit.units.iter().rev().map(|child| (child, Some(index))));
    }
    Outline { units, roots }
}

fn posts(posts: &[PostBox]) -> Vec<PostNode<'_>> {
    let mut nodes: Vec<PostNode<'_>> = Vec::new();
    let mut stack: Vec<(&PostBox, Option<usize>)> =
        posts.iter().rev().map(|post| (post, None)).collect();
    while let Some((post, parent)) = stack.pop() {
        let index = nodes.len();
        let level = parent.map_or(0, |parent| nodes[parent].level + 1);
        nodes.push(PostNode { post, level });
        // On the last level the reports of a post stand beside it, under its own parent.
        let heir = if level + 1 < MAX_LEVELS {
            Some(index)
        } else {
            parent
        };
        stack.extend(post.reports.iter().rev().map(|report| (report, heir)));
    }
    nodes
}
