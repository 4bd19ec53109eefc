//! What holds of every layout.

use report::chart::{BoxKind, Layout, PlacedBox, Rect, Segment, TextLine, text_width};

/// Is a line within a width and a height, counted from where its place is counted from?
fn check_text(layout: &Layout<'_>, line: &TextLine, width: i32, height: i32) {
    let words = layout.words(line);
    assert!(line.x >= 0, "starts left of its box: {words}");
    let end = i64::from(line.x) * 1000 + text_width(words, line.style);
    assert!(
        end <= i64::from(width) * 1000,
        "runs out of its box at {width}: {words}"
    );
    assert!(
        0 < line.baseline && line.baseline < height,
        "above or below its box: {words}"
    );
}

fn segment_rect(segment: &Segment) -> Rect {
    let ((x, y), (to_x, to_y)) = (segment.from, segment.to);
    assert!(
        x == to_x || y == to_y,
        "{segment:?} is neither level nor upright"
    );
    Rect {
        x: x.min(to_x),
        y: y.min(to_y),
        width: (x - to_x).abs() + 1,
        height: (y - to_y).abs() + 1,
    }
}

/// The inside of a frame: connectors may end on its border.
fn inside(frame: &Rect) -> Rect {
    Rect {
        x: frame.x + 1,
        y: frame.y + 1,
        width: frame.width - 2,
        height: frame.height - 2,
    }
}

/// How many pixels two rectangles share.
fn shared(one: &Rect, other: &Rect) -> i32 {
    let width = one.right().min(other.right()) - one.x.max(other.x);
    let height = one.bottom().min(other.bottom()) - one.y.max(other.y);
    width.max(0) * height.max(0)
}

/// Nothing overlaps or is crossed, all text fits, and everything is in the picture.
pub(crate) fn check_geometry(layout: &Layout<'_>) {
    let picture = Rect {
        x: 0,
        y: 0,
        width: layout.width,
        height: layout.height,
    };
    let (units, posts): (Vec<&PlacedBox<'_>>, Vec<&PlacedBox<'_>>) = layout
        .boxes
        .iter()
        .partition(|placed| placed.kind == BoxKind::Unit);
    for boxes in [&units, &posts] {
        for (index, one) in boxes.iter().enumerate() {
            assert!(
                picture.contains(&one.frame),
                "{one:?} is outside the picture"
            );
            for other in &boxes[index + 1..] {
                assert!(
                    !one.frame.overlaps(&other.frame),
                    "{one:?} overlaps {other:?}"
                );
            }
            for line in layout.lines(one) {
                check_text(layout, line, one.frame.width, one.text_height);
            }
        }
    }
    for post in &posts {
        let unit = units[post.unit];
        assert!(
            inside(&unit.frame).contains(&post.frame),
            "{post:?} is outside its unit"
        );
        assert!(
            post.frame.y >= unit.text_bottom(),
            "{post:?} covers the name of its unit"
        );
    }
    for segment in &layout.connectors {
        let line = segment_rect(segment);
        assert!(
            picture.contains(&line),
            "{segment:?} is outside the picture"
        );
        assert!(
            posts
                .iter()
                .all(|post| !inside(&post.frame).overlaps(&line)),
            "{segment:?} crosses posts"
        );
        for unit in &units {
            // A connector lies within a panel or touches it with its end.
            assert!(
                unit.frame.contains(&line) || shared(&unit.frame, &line) <= 1,
                "{segment:?} crosses {unit:?}"
            );
        }
    }
    let key = layout.key.iter().map(|item| &item.line);
    for line in layout.heading().iter().chain(key) {
        check_text(layout, line, layout.width, layout.height);
    }
    for (sample, _) in layout.key.iter().filter_map(|item| item.sample) {
        assert!(picture.contains(&sample));
        assert!(units.iter().all(|unit| !unit.frame.overlaps(&sample)));
    }
}
