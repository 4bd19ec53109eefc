//! The shapes of the marks: outlines of boxes, and glyphs.
//!
//! Glyphs are drawn and not set as characters, because the fonts at hand differ in theirs.

use std::fmt::Write;

use super::layout::{Look, Rect};
use super::pen::Pen;
use super::text::{Glyph, Ink};

/// The side of the tab in the corner of a box that is new or ends.
const TAB: i32 = 18;

/// The side of the folded corner.
const FOLD: i32 = 13;

/// How far the wavy edge stands inside the frame, and how high a wave is.
const WAVE_INSET: i32 = 3;
const WAVE: i32 = 12;

/// What is aslant or round is drawn smooth, where boxes and lines are crisp.
pub(super) const SMOOTH: &str = " shape-rendering=\"auto\"";

/// Draws the outline of a box with its marks.
pub(super) fn draw_box(out: &mut Pen, frame: Rect, look: Look, fill: &str, plain: &str) {
    if look == Look::default() {
        draw_plain(out, frame, fill, plain);
        return;
    }
    let colour = colour(look, plain);
    let dashes = if look.ends {
        " stroke-dasharray=\"6 4\""
    } else {
        ""
    };
    let width = match look {
        Look { ends: true, .. } => "2",
        Look { new: true, .. } | Look { changed: true, .. } | Look { moved: true, .. } => "1.5",
        _ => "1",
    };
    let stroke = format!("stroke=\"{colour}\" stroke-width=\"{width}\"");
    let edge = right_edge(frame, look);
    let (start, y) = (right(frame, look), frame.y);
    let rest = format!("V{}H{}V{y}H{start}", frame.bottom(), frame.x);
    let whole = format!("M{start} {y}{edge}{rest}Z");
    if look.temporary && look.ends {
        // The wave is drawn whole, for dashes would hide it.
        let (x, foot) = (frame.x, frame.bottom());
        let end = if look.changed {
            frame.right() - FOLD
        } else {
            start
        };
        let _ = write!(
            out,
            "<path d=\"{whole}\" fill=\"{fill}\"/><path d=\"M{start} {y}H{x}V{foot}H{end}\" fill=\"none\" {stroke}{dashes}{SMOOTH}/>\
             <path d=\"M{start} {y}{edge}\" fill=\"none\" {stroke}{SMOOTH}/>"
        );
    } else {
        let _ = write!(
            out,
            "<path d=\"{whole}\" fill=\"{fill}\" {stroke}{dashes}{SMOOTH}/>"
        );
    }
    if look.new {
        draw_inner(out, frame, look, colour);
    }
    if look.changed {
        draw_fold(out, frame);
    }
    if look.moved {
        draw_arrow(out, frame);
    }
    if look.new || look.ends {
        draw_tab(out, frame, look, colour);
    }
}

/// The outline of a box to which nothing happens; the pixels are crisp where boxes are drawn.
fn draw_plain(out: &mut Pen, frame: Rect, fill: &str, stroke: &str) {
    out.put("<path d=\"");
    draw_outline(out, frame);
    out.put("\" fill=\"");
    out.put(fill);
    out.put("\" stroke=\"");
    out.put(stroke);
    out.put("\"/>");
}

/// A frame as a piece of a path.
pub(super) fn draw_outline(out: &mut Pen, frame: Rect) {
    out.put("M");
    out.place((frame.x, frame.y));
    out.put("h");
    out.number(frame.width);
    out.put("v");
    out.number(frame.height);
    out.put("h-");
    out.number(frame.width);
    out.put("z");
}

fn colour(look: Look, plain: &str) -> &str {
    match look {
        Look { ends: true, .. } => Ink::Red.hex(),
        Look { new: true, .. } => Ink::Green.hex(),
        Look { changed: true, .. } => Ink::Blue.hex(),
        Look { moved: true, .. } => Ink::Purple.hex(),
        _ => plain,
    }
}

/// Where the right edge stands: a wave needs room to both sides.
fn right(frame: Rect, look: Look) -> i32 {
    frame.right() - if look.temporary { WAVE_INSET } else { 0 }
}

/// The right edge downwards, with its waves and with its corner cut for the fold.
fn right_edge(frame: Rect, look: Look) -> String {
    let fold = if look.changed { FOLD } else { 0 };
    let foot = frame.bottom() - fold;
    let mut path = String::new();
    if look.temporary {
        for _ in 0..(foot - frame.y) / WAVE {
            path.push_str("q6 3 0 6t0 6");
        }
    }
    let _ = write!(path, "V{foot}");
    if fold > 0 {
        let _ = write!(path, "L{} {}", frame.right() - fold, frame.bottom());
    }
    path
}

/// The second border of what is new, 4 pixels inside the first; straight even beside a wave.
fn draw_inner(out: &mut Pen, frame: Rect, look: Look, colour: &str) {
    let (x, y) = (frame.x + 4, frame.y + 4);
    let right = right(frame, look) - 4 - if look.temporary { WAVE_INSET } else { 0 };
    let bottom = frame.bottom() - 4;
    let cut = if look.changed {
        FOLD - (frame.right() - right - 4).min(FOLD)
    } else {
        0
    };
    let _ = write!(
        out,
        "<path d=\"M{x} {y}H{right}V{}L{} {bottom}H{x}Z\" fill=\"none\" stroke=\"{colour}\"{SMOOTH}/>",
        bottom - cut,
        right - cut
    );
}

fn draw_fold(out: &mut Pen, frame: Rect) {
    let (x, y) = (frame.right(), frame.bottom());
    let _ = write!(
        out,
        "<path d=\"M{} {y}V{}H{x}Z\" fill=\"{}\"{SMOOTH}/>",
        x - FOLD,
        y - FOLD,
        Ink::Blue.hex()
    );
}

fn draw_arrow(out: &mut Pen, frame: Rect) {
    let (x, middle) = (frame.x, frame.y + frame.height / 2);
    let _ = write!(
        out,
        "<path d=\"M{x} {}h5V{}l8 7l-8 7V{}h-5Z\" fill=\"{}\"{SMOOTH}/>",
        frame.y,
        middle - 7,
        frame.bottom(),
        Ink::Purple.hex()
    );
}

fn draw_tab(out: &mut Pen, frame: Rect, look: Look, colour: &str) {
    let side = TAB.min(frame.height);
    let (left, top) = (
        frame.right() - side - if look.temporary { WAVE_INSET } else { 0 },
        frame.y,
    );
    let (x, y) = (left + side / 2, top + side / 2);
    let cross = if look.ends {
        format!("M{} {}l8 8m0 -8l-8 8", x - 4, y - 4)
    } else {
        format!("M{} {y}h10m-5 -5v10", x - 5)
    };
    let _ = write!(
        out,
        "<path d=\"M{left} {top}h{side}v{side}h-{side}Z\" fill=\"{colour}\"/>\
         <path d=\"{cross}\" fill=\"none\" stroke=\"#ffffff\" stroke-width=\"2\"{SMOOTH}/>"
    );
}

/// Draws a glyph, 12 pixels wide, in the middle of the capitals on a baseline.
pub(super) fn draw_glyph(out: &mut Pen, glyph: Glyph, left: i32, baseline: i32, colour: &str) {
    let (x, y) = (left + 6, baseline - 5);
    let strokes = match glyph {
        Glyph::New => format!("M{} {y}h10m-5 -5v10", x - 5),
        Glyph::Ends => format!("M{} {}l8 8m0 -8l-8 8", x - 4, y - 4),
        Glyph::Changed => format!("M{} {}h10l-5 -9Z", x - 5, y + 4),
        Glyph::Moved => format!("M{} {y}h9m-4 -4l4 4l-4 4", x - 5),
        Glyph::InPlaceOf => format!("M{} {}v6h9m-4 -4l4 4l-4 4", x - 5, y - 5),
        Glyph::Temporary => format!("M{} {y}q3 -6 5 0t5 0", x - 5),
        Glyph::Vacant | Glyph::Filled | Glyph::PartFilled => {
            let fill = if glyph == Glyph::Filled {
                colour
            } else {
                "#ffffff"
            };
            let _ = write!(
                out,
                "<circle cx=\"{x}\" cy=\"{y}\" r=\"5\" fill=\"{fill}\" stroke=\"{colour}\" stroke-width=\"1.5\"{SMOOTH}/>"
            );
            if glyph == Glyph::PartFilled {
                let _ = write!(
                    out,
                    "<path d=\"M{x} {}a5 5 0 0 0 0 10Z\" fill=\"{colour}\"{SMOOTH}/>",
                    y - 5
                );
            }
            return;
        }
        Glyph::NotKnown | Glyph::Withheld => {
            let _ = write!(
                out,
                "<text x=\"{x}\" y=\"{baseline}\" font-size=\"14\" font-weight=\"700\" fill=\"{colour}\" \
                 text-anchor=\"middle\">?</text>"
            );
            return;
        }
    };
    let _ = write!(
        out,
        "<path d=\"{strokes}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"{SMOOTH}/>"
    );
}
