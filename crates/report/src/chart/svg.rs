//! The picture as SVG. Everything is a presentation attribute, so the picture stands alone.

use std::fmt::Write;
use std::ops::Range;

use super::layout::{BoxKind, Layout, Look, Of, PlacedBox, Rect, Segment};
use super::panel::FOLD_SIDE;
use super::pen::Pen;
use super::shape::{draw_box, draw_glyph, draw_outline};
use super::text::{GLYPH_INDENT, Style, TextLine};
use super::tree::at_once;
use super::words::{clean, write_post_sentence, write_unit_sentence};
use super::{Chart, Fold, UnitBox};

/// The line between boxes and the edge of one to which nothing happens.
const LINE: &str = "#6f777b";

/// The ground of a panel.
const GROUND: &str = "#f8f8f8";

/// The bar on top of a panel.
const BAR: &str = "#0b0c0c";

/// How text is set where it does not say otherwise: most lines of a chart are details.
const USUAL: Style = Style::DETAIL;

/// How many boxes are written before they are handed over.
const RUN: usize = 1_000;

/// About how many bytes a box takes.
const BOX_BYTES: usize = 448;

/// The chart as an SVG element.
pub(super) fn svg(layout: &Layout<'_>, id_prefix: &str) -> String {
    let mut svg = String::with_capacity(1024 + layout.boxes.len() * BOX_BYTES);
    svg_pieces(layout, id_prefix, |piece| svg.push_str(piece));
    svg
}

/// The same in pieces.
pub(super) fn svg_pieces(layout: &Layout<'_>, id_prefix: &str, each: impl FnMut(&str)) {
    each_piece(layout, &prefix(id_prefix), each);
}

/// What ids start with.
fn prefix(id_prefix: &str) -> String {
    let kept: String = id_prefix
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
        .collect();
    if kept.is_empty() {
        "chart".to_owned()
    } else {
        kept
    }
}

/// Writes a picture in pieces, the boxes of a large one in two pieces at a time.
fn each_piece(layout: &Layout<'_>, prefix: &str, mut each: impl FnMut(&str)) {
    let mut drawings = [(); 2].map(|()| Drawing {
        layout,
        prefix,
        out: Pen::default(),
        sentence: String::new(),
    });
    let [one, other] = &mut drawings;
    one.head();
    let runs = runs(layout);
    if !runs.is_empty() {
        one.group("");
        one.out.put("\n");
    }
    for pair in runs.chunks(2) {
        match pair {
            [run, next] => {
                at_once(|| one.boxes(run.clone()), || other.boxes(next.clone()));
                one.out.hand_over(&mut each);
                other.out.hand_over(&mut each);
            }
            rest => rest.iter().for_each(|run| one.boxes(run.clone())),
        }
    }
    if !runs.is_empty() {
        one.out.put("</g>\n");
    }
    one.key();
    one.out.put("</svg>\n");
    one.out.hand_over(&mut each);
}

/// Runs of units that hold about [`RUN`] boxes each.
fn runs(layout: &Layout<'_>) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    let mut start = 0;
    let mut boxes = 0;
    for (unit, joints) in layout.joints.iter().enumerate() {
        if joints.boxes.end - boxes > RUN {
            runs.push(start..unit + 1);
            (start, boxes) = (unit + 1, joints.boxes.end);
        }
    }
    if start < layout.joints.len() {
        runs.push(start..layout.joints.len());
    }
    runs
}

fn title(chart: &Chart) -> String {
    let title = clean(&chart.title);
    if title.is_empty() {
        "Structure chart".to_owned()
    } else {
        title
    }
}

fn description(layout: &Layout<'_>) -> String {
    let given = clean(layout.chart.description.as_deref().unwrap_or_default());
    if !given.is_empty() {
        return given;
    }
    let units = layout.joints.len();
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

/// A picture that is being written.
struct Drawing<'l> {
    layout: &'l Layout<'l>,
    prefix: &'l str,
    out: Pen,
    /// The sentence that names the box at hand.
    sentence: String,
}

impl Drawing<'_> {
    fn head(&mut self) {
        let (layout, prefix, out) = (self.layout, self.prefix, &mut self.out);
        let (width, height) = (layout.width, layout.height);
        let _ = write!(
            out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
             viewBox=\"0 0 {width} {height}\" role=\"group\" aria-labelledby=\"{prefix}-title {prefix}-desc\" \
             font-family=\"Arial, Helvetica, sans-serif\">\n<title id=\"{prefix}-title\">"
        );
        out.words(&title(layout.chart));
        let _ = write!(out, "</title>\n<desc id=\"{prefix}-desc\">");
        out.words(&description(layout));
        let _ = write!(
            out,
            "</desc>\n<rect width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>\n"
        );
        let heading = layout.heading();
        if !heading.is_empty() {
            // The title and the description name the picture already, so the heading is not read again.
            self.group(" aria-hidden=\"true\"");
            self.lines(heading, (0, 0));
            self.out.put("</g>\n");
        }
    }

    /// Opens a group in which text is set as usual and lines are crisp.
    fn group(&mut self, attributes: &str) {
        let _ = write!(
            self.out,
            "<g{attributes} font-size=\"{}\" fill=\"{}\" shape-rendering=\"crispEdges\">",
            USUAL.size,
            USUAL.ink.hex()
        );
    }

    /// The boxes of a run of units in reading order, after those of each unit the connectors that are
    /// its own. The places within a unit count from its corner.
    fn boxes(&mut self, units: Range<usize>) {
        let layout = self.layout;
        for joints in &layout.joints[units] {
            let boxes = &layout.boxes[joints.boxes.clone()];
            if let [panel, posts @ ..] = boxes {
                let corner = (panel.frame.x, panel.frame.y);
                self.out.put("<g transform=\"translate(");
                self.out.place(corner);
                self.out.put(")\">\n");
                self.placed(panel, corner);
                self.outlines(posts, corner);
                for post in posts {
                    self.placed(post, corner);
                }
                let within = &layout.connectors[joints.within.clone()];
                self.connectors(within, corner);
                self.out.put("</g>\n");
            }
            self.connectors(&layout.connectors[joints.below.clone()], (0, 0));
        }
    }

    /// The outlines of all posts of a unit to which nothing happens. One that leads somewhere has its own.
    fn outlines(&mut self, posts: &[PlacedBox<'_>], corner: (i32, i32)) {
        let mut any = false;
        for post in posts {
            if post.is_plain() {
                self.out.put(if any { "" } else { "<path d=\"" });
                draw_outline(&mut self.out, from(post.frame, corner));
                any = true;
            }
        }
        if any {
            self.out.put("\" fill=\"#ffffff\" stroke=\"");
            self.out.put(LINE);
            self.out.put("\"/>\n");
        }
    }

    /// A box with its name and its text, as a picture or as a link.
    fn placed(&mut self, placed: &PlacedBox<'_>, corner: (i32, i32)) {
        self.sentence.clear();
        match placed.of {
            Of::Unit(unit) => write_unit_sentence(&mut self.sentence, unit),
            Of::Post(post) => write_post_sentence(&mut self.sentence, post),
        }
        let out = &mut self.out;
        let link = placed.link();
        out.put(if link.is_some() {
            "<a"
        } else {
            "<g role=\"img\""
        });
        if placed.is_sought() {
            out.put(" id=\"");
            out.put(self.prefix);
            out.put("-sought\"");
        }
        match link {
            Some(link) => {
                // The list leads to the same; whoever tabs through the page need not pass every box.
                out.put(" tabindex=\"-1\" data-level=\"");
                out.number(i32::from(placed.level));
                out.put("\" href=\"");
                out.words(link);
                out.put("\"><title>");
            }
            None => out.put("><title>"),
        }
        out.words(&self.sentence);
        out.put("</title>");
        let frame = from(placed.frame, corner);
        match placed.kind {
            BoxKind::Unit => panel(out, placed, frame),
            BoxKind::Post if placed.is_plain() => {}
            BoxKind::Post => draw_box(out, frame, placed.look, "#ffffff", LINE),
        }
        if placed.is_sought() {
            ring(out, frame);
        }
        let layout = self.layout;
        self.lines(layout.lines(placed), (frame.x, frame.y));
        self.out
            .put(if link.is_some() { "</a>\n" } else { "</g>\n" });
        if let Of::Unit(unit) = placed.of
            && let Some(fold) = &unit.fold
        {
            fold_link(&mut self.out, unit, fold, frame);
        }
    }

    /// Lines of text, from a corner. The lines of a paragraph are one text, so that it can be found.
    fn lines(&mut self, lines: &[TextLine], (x, y): (i32, i32)) {
        let out = &mut self.out;
        for (index, line) in lines.iter().enumerate() {
            let (x, style) = (x + line.x, line.style);
            let goes_on = lines.get(index + 1).is_some_and(|next| next.continues);
            if line.continues {
                out.put("<tspan x=\"");
                out.number(x);
                out.put("\" dy=\"");
                out.number(style.leading());
                out.put("\">");
            } else {
                let baseline = y + line.baseline;
                if let Some(glyph) = line.glyph {
                    draw_glyph(out, glyph, x - GLYPH_INDENT, baseline, style.ink.hex());
                }
                out.put("<text x=\"");
                out.number(x);
                out.put("\" y=\"");
                out.number(baseline);
                out.put("\"");
                set_in(out, style);
                out.put(">");
            }
            out.words(self.layout.words(line));
            // A word that is cut stays one word for whoever searches.
            if goes_on && self.layout.lines.is_apart(line, &lines[index + 1]) {
                out.put(" ");
            }
            if line.continues {
                out.put("</tspan>");
            }
            if !goes_on {
                out.put("</text>");
            }
        }
    }

    fn connectors(&mut self, segments: &[Segment], (left, top): (i32, i32)) {
        let mut any = false;
        let out = &mut self.out;
        for segment in segments {
            out.put(if any { "M" } else { "<path d=\"M" });
            any = true;
            let ((x, y), (to_x, to_y)) = (segment.from, segment.to);
            out.place((x - left, y - top));
            if x == to_x {
                out.put("V");
                out.number(to_y - top);
            } else {
                out.put("H");
                out.number(to_x - left);
            }
        }
        if any {
            out.put("\" fill=\"none\" stroke=\"");
            out.put(LINE);
            out.put("\"/>\n");
        }
    }

    fn key(&mut self) {
        let layout = self.layout;
        if layout.key.is_empty() {
            return;
        }
        // Each box says its marks in words, so the key is for eyes only.
        self.group(" class=\"chart-key\" aria-hidden=\"true\"");
        for item in &layout.key {
            if let Some((frame, look)) = item.sample {
                draw_box(&mut self.out, frame, look, "#ffffff", LINE);
            }
            self.lines(std::slice::from_ref(&item.line), (0, 0));
        }
        self.out.put("</g>\n");
    }
}

/// How a text is set, where that is not as usual.
fn set_in(out: &mut Pen, style: Style) {
    if style.size != USUAL.size {
        out.put(" font-size=\"");
        out.number(style.size);
        out.put("\"");
    }
    if style.bold {
        out.put(" font-weight=\"700\"");
    }
    if style.ink != USUAL.ink {
        out.put(" fill=\"");
        out.put(style.ink.hex());
        out.put("\"");
    }
}

/// The panel of a unit: its ground, the line below its header, and the bar on top.
fn panel(out: &mut Pen, placed: &PlacedBox<'_>, frame: Rect) {
    let Rect { x, y, width, .. } = frame;
    let below = y + placed.text_height;
    let is_ruled = below < frame.bottom();
    if placed.look == Look::default() {
        out.put("<path d=\"");
        draw_outline(out, frame);
        if is_ruled {
            out.put("M");
            out.place((x, below));
            out.put("h");
            out.number(width);
        }
        out.put("\" fill=\"");
        out.put(GROUND);
        out.put("\" stroke=\"");
        out.put(LINE);
        out.put("\"/>");
    } else {
        draw_box(out, frame, placed.look, GROUND, LINE);
        if is_ruled {
            let inset = if placed.look.new { 4 } else { 0 };
            let _ = write!(
                out,
                "<path d=\"M{} {below}h{}\" stroke=\"{LINE}\"/>",
                x + inset,
                width - 2 * inset
            );
        }
    }
    if !(placed.look.new || placed.look.ends) {
        out.put("<path d=\"");
        draw_outline(out, Rect { height: 4, ..frame });
        out.put("\" fill=\"");
        out.put(BAR);
        out.put("\"/>");
    }
}

/// The button in the header of a unit that leads to more or less of it.
fn fold_link(out: &mut Pen, unit: &UnitBox, fold: &Fold, panel: Rect) {
    out.put("<a class=\"chart-fold\" tabindex=\"-1\" href=\"");
    out.words(&fold.link);
    out.put("\"><title>");
    out.put(if fold.is_open { "Close " } else { "Open " });
    out.words(&clean(&unit.name));
    out.put("</title><path d=\"");
    let button = Rect {
        x: panel.right() - FOLD_SIDE - 8,
        y: panel.y + 12,
        width: FOLD_SIDE,
        height: FOLD_SIDE,
    };
    draw_outline(out, button);
    out.put("\" fill=\"#ffffff\" stroke=\"");
    out.put(BAR);
    out.put("\"/><path d=\"M");
    out.place((button.x + 6, button.y + FOLD_SIDE / 2));
    out.put(if fold.is_open { "h12" } else { "h12m-6-6v12" });
    out.put("\" fill=\"none\" stroke=\"");
    out.put(BAR);
    out.put("\" stroke-width=\"2\"/></a>\n");
}

/// The ring around what somebody looked for, in the space between boxes.
fn ring(out: &mut Pen, frame: Rect) {
    let around = Rect {
        x: frame.x - 4,
        y: frame.y - 4,
        width: frame.width + 8,
        height: frame.height + 8,
    };
    out.put("<path class=\"chart-sought\" d=\"");
    draw_outline(out, around);
    out.put("\" fill=\"none\" stroke=\"");
    out.put(BAR);
    out.put("\" stroke-width=\"4\"/>");
}

/// A frame as seen from a corner.
fn from(frame: Rect, (x, y): (i32, i32)) -> Rect {
    frame.moved(-x, -y)
}
