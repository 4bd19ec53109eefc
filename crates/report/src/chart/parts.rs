//! A tall picture in parts that fit a page, cut between boxes.

use super::layout::{BoxKind, Layout};
use super::svg::{Window, svg_part};
use super::text::TextLine;

/// A part of a picture, as a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The SVG element.
    pub svg: String,
    /// Its width in pixels.
    pub width: i32,
    /// Its height in pixels.
    pub height: i32,
}

/// The parts of a picture, from top to bottom, each no higher than that.
pub(super) fn parts(layout: &Layout<'_>, prefix: &str, max_height: i32) -> Vec<Part> {
    let cuts = cuts(layout, max_height.max(1));
    let mut parts = Vec::with_capacity(cuts.len());
    let mut top = 0;
    for (index, bottom) in cuts.iter().enumerate() {
        let window = Window {
            top,
            height: bottom - top,
        };
        let prefix = if cuts.len() == 1 {
            prefix.to_owned()
        } else {
            format!("{prefix}-part{}", index + 1)
        };
        parts.push(Part {
            svg: svg_part(layout, &prefix, window),
            width: layout.width,
            height: window.height,
        });
        top = *bottom;
    }
    parts
}

/// Where the parts end. A cut goes through words or a box of posts only if there is no other way.
fn cuts(layout: &Layout<'_>, max_height: i32) -> Vec<i32> {
    let whole = whole(layout);
    let mut cuts = Vec::new();
    let mut top = 0;
    while layout.height - top > max_height {
        let limit = top + max_height;
        // The stretch that the limit would cut, if any: end the part above it.
        let crossed = whole
            .iter()
            .rev()
            .find(|(from, to)| *from < limit && limit < *to);
        // A part of next to nothing would help nobody.
        let bottom = match crossed {
            Some((from, _)) if *from - top > max_height / 4 => *from,
            _ => limit,
        };
        cuts.push(bottom);
        top = bottom;
    }
    cuts.push(layout.height);
    cuts
}

/// What should stay whole, from its top to its foot; stretches that overlap are one.
fn whole(layout: &Layout<'_>) -> Vec<(i32, i32)> {
    let line = |line: &TextLine| (line.baseline - line.style.size, line.baseline + 8);
    // The head of a unit stays with what stands first under it.
    let boxes = layout.boxes.iter().map(|placed| {
        let below = match placed.kind {
            BoxKind::Unit => 40,
            BoxKind::Post => 4,
        };
        (placed.frame.y - 4, placed.text_bottom() + below)
    });
    let heading = layout.heading().iter().map(line);
    // The key explains the last part and stays in one piece with itself.
    let mut stretches: Vec<(i32, i32)> = boxes.chain(heading).collect();
    let key = layout.key.iter().map(|item| line(&item.line));
    if let Some(key) = key.reduce(|one, other| (one.0.min(other.0), one.1.max(other.1))) {
        stretches.push(key);
    }
    stretches.sort_unstable();
    let mut merged: Vec<(i32, i32)> = Vec::new();
    for (from, to) in stretches {
        match merged.last_mut() {
            Some(last) if from < last.1 => last.1 = last.1.max(to),
            _ => merged.push((from, to)),
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::{Chart, PostBox, UnitBox};

    #[test]
    fn parts_cover_the_picture_and_cut_no_box_of_posts() {
        let posts = (1..=40).map(|n| PostBox::new(format!("Officer {n}"), "Grade 4"));
        let chart = Chart {
            units: vec![UnitBox {
                posts: posts.collect(),
                ..UnitBox::new("Placements")
            }],
            ..Chart::default()
        };
        let layout = chart.layout(300);
        let cuts = cuts(&layout, 500);
        assert!(cuts.len() > 2 && cuts.last() == Some(&layout.height));
        let mut top = 0;
        for bottom in cuts {
            assert!(top < bottom && bottom - top <= 500);
            for placed in &layout.boxes {
                let (from, to) = (placed.frame.y, placed.text_bottom());
                assert!(!(from < bottom && bottom < to), "{}", placed.sentence());
            }
            top = bottom;
        }
        let parts = chart.to_svg_parts("figure", 300, 500);
        let together: i32 = parts.iter().map(|part| part.height).sum();
        assert_eq!(together, layout.height);
        assert!(parts[1].svg.contains("id=\"figure-part2-title\""));
    }

    #[test]
    fn a_picture_that_fits_is_one_part_and_the_same_as_the_whole() {
        let chart = Chart {
            units: vec![UnitBox::new("Placements")],
            ..Chart::default()
        };
        let parts = chart.to_svg_parts("figure", 600, 900);
        assert_eq!(parts.len(), 1);
        assert_eq!(parts[0].svg, chart.to_svg_within("figure", 600));
    }
}
