//! The key: the marks that the chart uses and no others.

use std::collections::BTreeSet;

use super::layout::{KeyItem, Look, Rect};
use super::text::{Flow, GLYPH_INDENT, Glyph, Lines, Style, TextLine, text_width};

const SAMPLE_WIDTH: i32 = 36;
const SAMPLE_HEIGHT: i32 = 24;
const ITEM_GAP: i32 = 28;
const LINE_HEIGHT: i32 = 34;

/// Sets the key in lines of the given width; gives its bottom too.
pub(super) fn place(
    entries: &BTreeSet<Glyph>,
    left: i32,
    top: i32,
    width: i32,
    lines: &mut Lines,
) -> (Vec<KeyItem>, i32) {
    let first = lines.len();
    let mut title = Flow::new(left, top, width, lines);
    title.put("Key", Style::TITLE, None);
    let below = title.bottom();
    let item = |line: &TextLine, sample| KeyItem {
        sample,
        line: line.clone(),
    };
    let mut items: Vec<KeyItem> = lines
        .of(first..lines.len())
        .iter()
        .map(|line| item(line, None))
        .collect();
    let (mut x, mut y) = (left, below + 6);
    for glyph in entries {
        let words = words(*glyph);
        let look = look(*glyph);
        let lead = if look.is_some() { SAMPLE_WIDTH + 8 } else { 0 };
        let text = i32::try_from(text_width(words, Style::STATE) / 1000 + 1).unwrap_or(i32::MAX);
        let needs = lead + GLYPH_INDENT + text;
        if x > left && x + needs > left + width {
            x = left;
            y += LINE_HEIGHT;
        }
        let first = lines.len();
        let mut flow = Flow::new(
            x + lead,
            y + (SAMPLE_HEIGHT - Style::STATE.leading()) / 2,
            GLYPH_INDENT + text,
            lines,
        );
        flow.put(words, Style::STATE, Some(*glyph));
        let sample = look.map(|look| {
            (
                Rect {
                    x,
                    y,
                    width: SAMPLE_WIDTH,
                    height: SAMPLE_HEIGHT,
                },
                look,
            )
        });
        items.extend(
            lines
                .of(first..lines.len())
                .iter()
                .map(|line| item(line, sample)),
        );
        x += needs + ITEM_GAP;
    }
    (items, y + SAMPLE_HEIGHT)
}

fn words(glyph: Glyph) -> &'static str {
    match glyph {
        Glyph::New => "New",
        Glyph::Ends => "Ends",
        Glyph::Changed => "Changed",
        Glyph::Moved => "Moved",
        Glyph::InPlaceOf => "In place of another post",
        Glyph::Temporary => "Temporary",
        Glyph::Vacant => "Vacant",
        Glyph::PartFilled => "Partly filled",
        Glyph::Filled => "Filled",
        Glyph::NotKnown => "Not known if filled",
        Glyph::Withheld => "Withheld if filled",
    }
}

fn look(glyph: Glyph) -> Option<Look> {
    let plain = Look::default();
    match glyph {
        Glyph::New => Some(Look { new: true, ..plain }),
        Glyph::Ends => Some(Look {
            ends: true,
            ..plain
        }),
        Glyph::Changed => Some(Look {
            changed: true,
            ..plain
        }),
        Glyph::Moved => Some(Look {
            moved: true,
            ..plain
        }),
        Glyph::Temporary => Some(Look {
            temporary: true,
            ..plain
        }),
        Glyph::InPlaceOf
        | Glyph::Vacant
        | Glyph::PartFilled
        | Glyph::Filled
        | Glyph::NotKnown
        | Glyph::Withheld => None,
    }
}
