//! The chart as nested lists, in the same sentences as the picture.

use maud::{Markup, PreEscaped};

use super::Chart;
use super::layout::BoxKind;
use super::outline::{MAX_UNIT_LEVELS, PostNode, Posts, outline};
use super::words::{escape, post_sentence, unit_sentence};

/// A line of the list: a box of the picture in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListRow {
    /// How deep it stands, from 0.
    pub depth: usize,
    /// What it names.
    pub kind: BoxKind,
    /// The sentence that names the box.
    pub sentence: String,
}

/// The list without its markup, in reading order.
pub(super) fn rows(chart: &Chart) -> Vec<ListRow> {
    let mut rows = Vec::new();
    let outline = outline(chart);
    let mut posts = Posts::default();
    for node in &outline.units {
        let depth = node.depth.min(MAX_UNIT_LEVELS - 1);
        rows.push(ListRow {
            depth,
            kind: BoxKind::Unit,
            sentence: unit_sentence(node.unit),
        });
        rows.extend(posts.of(node.unit).iter().map(|post| ListRow {
            depth: depth + 1 + post.level,
            kind: BoxKind::Post,
            sentence: post_sentence(post.post),
        }));
    }
    rows
}

const UNIT_END: &str = "</ul></details></li>";

/// The chart as one list. Built as text, since markup nested by calls would be as deep as the chart.
pub(super) fn list(chart: &Chart) -> Markup {
    let outline = outline(chart);
    if outline.units.is_empty() {
        return PreEscaped("<p class=\"chart-empty\">No posts</p>".to_owned());
    }
    let mut out = String::from("<ul class=\"chart-list\">");
    let mut open = 0;
    let mut posts = Posts::default();
    for node in &outline.units {
        let depth = node.depth.min(MAX_UNIT_LEVELS - 1);
        while open > depth {
            out.push_str(UNIT_END);
            open -= 1;
        }
        let sentence = escape(&unit_sentence(node.unit));
        if node.unit.posts.is_empty() && node.children.is_empty() {
            out.push_str("<li class=\"chart-unit\">");
            out.push_str(&sentence);
            out.push_str("</li>");
            continue;
        }
        out.push_str("<li class=\"chart-unit\"><details open><summary>");
        out.push_str(&sentence);
        out.push_str("</summary><ul>");
        open += 1;
        write_posts(posts.of(node.unit), &mut out);
    }
    out.push_str(&UNIT_END.repeat(open));
    out.push_str("</ul>");
    PreEscaped(out)
}

fn write_posts(posts: &[PostNode<'_>], out: &mut String) {
    for (index, node) in posts.iter().enumerate() {
        out.push_str("<li class=\"chart-post\">");
        out.push_str(&escape(&post_sentence(node.post)));
        let next = posts.get(index + 1).map_or(0, |next| next.level);
        if next > node.level {
            out.push_str("<ul>");
        } else {
            out.push_str("</li>");
            out.push_str(&"</ul></li>".repeat(node.level - next));
        }
    }
}
