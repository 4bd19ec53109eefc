//! The key: the marks that the chart uses and no others.

use std::collections::BTreeSet;

use super::layout::{KeyItem, Look, Rect};
use super::outline::Outline;
use super::panel::{mark_glyph, occupancy_glyph};
use super::text::{Flow, GLYPH_INDENT, Glyph, Style, text_width};

const SAMPLE_WIDTH: i32 = 36;
const SAMPLE_HEIGHT: i32 = 24;
const ITEM_GAP: i32 = 28;
const LINE_HEIGHT: i32 = 34;

/// The glyphs in use, in the order of the key.
pub(super) fn entries(outline: &Outline<'_>) -> BTreeSet<Glyph> {
    let mut used = BTreeSet::new();
    for node in &outline.units {
        used.extend(node.unit.mark.iter().map(|mark| mark_glyph(mark).0));
        for post in node.posts.iter().map(|node| node.post) {
            used.extend(post.marks.iter().map(|mark| mark_glyph(mark).0));
            used.extend(occupancy_glyph(&post.occupancy));
            used.extend(post.temporary.iter().map(|_| Glyph::Temporary));
        }
    }
    used
}

/// Sets the key in lines of the given width; gives its bottom too.
pub(super) fn place(
    entries: &BTreeSet<Glyph>,
    left: i32,
    top: i32,
    width: i32,
) -> (Vec<KeyItem>, i32) {
    let mut items = Vec::new();
    let mut title = Flow::new(left, top, width);
    title.put("Key", Style::TITLE, None);
    let (title, below) = title.finish();
    items.extend(title.into_iter().map(|line| KeyItem { sample: None, line }));
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
        let mut flow = Flow::new(
            x + lead,
            y + (SAMPLE_HEIGHT - Style::STATE.leading()) / 2,
            GLYPH_INDENT + text,
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
            flow.finish()
                .0
                .into_iter()
                .map(|line| KeyItem { sample, line }),
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
        Glyph::InPlaceOf | Glyph::Vacant | Glyph::PartFilled | Glyph::Filled | Glyph::NotKnown => {
            None
        }
    }
}
