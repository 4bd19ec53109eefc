//! The picture as SVG. Everything is a presentation attribute, so the picture stands alone.

use std::fmt::Write;

use super::Chart;
use super::layout::{BoxKind, Layout, PlacedBox, Rect};
use super::shape::{draw_box, draw_glyph};
use super::text::{GLYPH_INDENT, TextLine};
use super::words::{clean, escape};

/// The line between boxes and the edge of one to which nothing happens.
const LINE: &str = "#6f777b";

/// The ground of a panel.
const GROUND: &str = "#f8f8f8";

/// The bar on top of a panel.
const BAR: &str = "#0b0c0c";

/// The stretch of a picture that is drawn, from its top.
#[derive(Clone, Copy)]
pub(super) struct Window {
    pub(super) top: i32,
    pub(super) height: i32,
}

impl Window {
    /// Is anything between the two to be seen?
    fn shows(self, from: i32, to: i32) -> bool {
        from < self.top + self.height && to > self.top
    }
}

/// The chart as an SVG element.
pub(super) fn svg(chart: &Chart, layout: &Layout, id_prefix: &str) -> String {
    let window = Window {
        top: 0,
        height: layout.height,
    };
    svg_part(chart, layout, id_prefix, window)
}

/// A stretch of the chart as an SVG element.
pub(super) fn svg_part(chart: &Chart, layout: &Layout, id_prefix: &str, window: Window) -> String {
    let kept: String = id_prefix
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
        .collect();
    let prefix = if kept.is_empty() {
        "chart"
    } else {
        kept.as_str()
    };
    let width = layout.width;
    let Window { top, height } = window;
    let mut out = String::new();
    let _ = write!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 {top} {width} {height}\" role=\"group\" aria-labelledby=\"{prefix}-title {prefix}-desc\" \
         font-family=\"Arial, Helvetica, sans-serif\">\n\
         <title id=\"{prefix}-title\">{}</title>\n<desc id=\"{prefix}-desc\">{}</desc>\n\
         <rect width=\"{width}\" height=\"{}\" fill=\"#ffffff\"/>\n",
        escape(&title(chart)),
        escape(&description(chart, layout)),
        layout.height,
    );
    let heading = layout.heading.last().map_or(0, |line| line.baseline);
    if !layout.heading.is_empty() && window.shows(0, heading) {
        // The title and the description name the picture already, so the heading is not read again.
        out.push_str("<g aria-hidden=\"true\">");
        lines(&mut out, &layout.heading);
        out.push_str("</g>\n");
    }
    for (index, placed) in layout.boxes.iter().enumerate() {
        if window.shows(placed.frame.y, placed.frame.bottom()) {
            draw_placed(&mut out, placed, index, prefix);
        }
    }
    connectors(&mut out, layout);
    if top + height >= layout.height {
        key(&mut out, layout);
    }
    out.push_str("</svg>\n");
    out
}

fn title(chart: &Chart) -> String {
    let title = clean(&chart.title);
    if title.is_empty() {
        "Structure chart".to_owned()
    } else {
        title
    }
}

fn description(chart: &Chart, layout: &Layout) -> String {
    let given = clean(chart.description.as_deref().unwrap_or_default());
    if !given.is_empty() {
        return given;
    }
    let units = layout
        .boxes
        .iter()
        .filter(|placed| placed.kind == BoxKind::Unit)
        .count();
    let lines = layout.boxes.len() - units;
    if units == 0 {
        return "No posts.".to_owned();
    }
    let plural = |count: usize, one: &str, more: &str| {
        format!("{count} {}", if count == 1 { one } else { more })
    };
    format!(
        "{}, {}.",
        plural(units, "unit", "units"),
        plural(lines, "line of posts", "lines of posts")
    )
}

fn draw_placed(out: &mut String, placed: &PlacedBox, index: usize, prefix: &str) {
    let class = match placed.kind {
        BoxKind::Unit => "chart-unit-box",
        BoxKind::Post => "chart-post-box",
    };
    let _ = write!(
        out,
        "<g id=\"{prefix}-{}\" class=\"{class}\" role=\"img\" aria-labelledby=\"{prefix}-{}-name\">\
         <title id=\"{prefix}-{}-name\">{}</title>",
        index + 1,
        index + 1,
        index + 1,
        escape(&placed.sentence)
    );
    let Rect { x, y, width, .. } = placed.frame;
    match placed.kind {
        BoxKind::Unit => {
            draw_box(out, placed.frame, placed.look, GROUND, LINE);
            if !(placed.look.new || placed.look.ends) {
                let _ = write!(
                    out,
                    "<path d=\"M{x} {y}h{width}v4h-{width}Z\" fill=\"{BAR}\"/>"
                );
            }
            if placed.text_bottom < placed.frame.bottom() {
                let inset = if placed.look.new { 4 } else { 0 };
                let _ = write!(
                    out,
                    "<path d=\"M{} {}h{}\" stroke=\"{LINE}\" shape-rendering=\"crispEdges\"/>",
                    x + inset,
                    placed.text_bottom,
                    width - 2 * inset
                );
            }
        }
        BoxKind::Post => draw_box(out, placed.frame, placed.look, "#ffffff", LINE),
    }
    lines(out, &placed.lines);
    out.push_str("</g>\n");
}

fn lines(out: &mut String, lines: &[TextLine]) {
    for line in lines {
        let TextLine {
            x,
            baseline,
            text,
            style,
            glyph,
        } = line;
        if let Some(glyph) = glyph {
            draw_glyph(out, *glyph, x - GLYPH_INDENT, *baseline, style.ink.hex());
        }
        let weight = if style.bold {
            " font-weight=\"700\""
        } else {
            ""
        };
        let _ = write!(
            out,
            "<text x=\"{x}\" y=\"{baseline}\" font-size=\"{}\"{weight} fill=\"{}\">{}</text>",
            style.size,
            style.ink.hex(),
            escape(text)
        );
    }
}

fn connectors(out: &mut String, layout: &Layout) {
    if layout.connectors.is_empty() {
        return;
    }
    out.push_str("<path d=\"");
    for segment in &layout.connectors {
        let ((x, y), (to_x, to_y)) = (segment.from, segment.to);
        let _ = if x == to_x {
            write!(out, "M{x} {y}V{to_y}")
        } else {
            write!(out, "M{x} {y}H{to_x}")
        };
    }
    let _ = writeln!(
        out,
        "\" fill=\"none\" stroke=\"{LINE}\" shape-rendering=\"crispEdges\"/>"
    );
}

fn key(out: &mut String, layout: &Layout) {
    if layout.key.is_empty() {
        return;
    }
    // Each box says its marks in words, so the key is for eyes only.
    out.push_str("<g class=\"chart-key\" aria-hidden=\"true\">");
    for item in &layout.key {
        if let Some((frame, look)) = item.sample {
            draw_box(out, frame, look, "#ffffff", LINE);
        }
        lines(out, std::slice::from_ref(&item.line));
    }
    out.push_str("</g>\n");
}
