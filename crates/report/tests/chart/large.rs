//! Large structures: random trees, one unit with thousands of posts, a chain as long as one likes.

use base::Known;
use proptest::prelude::*;
use report::chart::{
    A3_LANDSCAPE, A4_LANDSCAPE, BoxKind, Chart, Layout, PlacedBox, PostBox, UnitBox,
};

use crate::geometry::check_geometry;

fn post(number: usize) -> PostBox {
    let title = [
        "Social Worker",
        "Senior Commissioning Practitioner",
        "Clerk",
    ][number % 3];
    PostBox {
        posts: Known::Known(1),
        fte: "0.5 FTE".to_owned(),
        ..PostBox::new(format!("{title} {number}"), format!("Grade {}", number % 9))
    }
}

/// Posts by who they report to; one that others report to heads a unit.
pub(crate) fn structure(parents: &[usize]) -> Chart {
    let mut below: Vec<(Vec<PostBox>, Vec<UnitBox>)> = vec![Default::default(); parents.len() + 1];
    for number in (1..=parents.len()).rev() {
        let (reports, units) = std::mem::take(&mut below[number]);
        let above = &mut below[parents[number - 1] % number];
        let head = PostBox {
            reports,
            ..post(number)
        };
        if head.reports.is_empty() && units.is_empty() {
            above.0.push(head);
        } else {
            above.1.push(UnitBox {
                posts: vec![head],
                units,
                ..UnitBox::new(format!("Service {number}"))
            });
        }
    }
    let (posts, units) = std::mem::take(&mut below[0]);
    Chart {
        units: vec![UnitBox {
            posts,
            units,
            ..UnitBox::new("Council")
        }],
        ..Chart::default()
    }
}

/// Every unit stands below the unit that it is part of.
fn check_order(chart: &Chart, layout: &Layout<'_>) {
    let rows = chart.to_rows();
    assert_eq!(rows.len(), layout.boxes.len());
    let mut above: Vec<&PlacedBox<'_>> = Vec::new();
    for (row, placed) in rows.iter().zip(&layout.boxes) {
        assert_eq!(row.sentence, placed.sentence());
        if row.kind == BoxKind::Post {
            continue;
        }
        above.truncate(row.depth);
        if let Some(parent) = above.last() {
            assert!(placed.frame.y >= parent.frame.bottom(), "{}", row.sentence);
        }
        above.push(placed);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 4, ..ProptestConfig::default() })]

    #[test]
    fn a_large_tree_has_every_post_in_its_place(parents in prop::collection::vec(any::<usize>(), 400..1200)) {
        let chart = structure(&parents);
        let layout = chart.layout(A3_LANDSCAPE);
        check_geometry(&layout);
        check_order(&chart, &layout);
        let posts = layout.boxes.iter().filter(|placed| placed.kind == BoxKind::Post);
        prop_assert_eq!(posts.count(), parents.len());
        let svg = layout.to_svg("large");
        prop_assert_eq!(svg.matches("role=\"img\"").count(), layout.boxes.len());
        let mut pieces = String::new();
        layout.to_svg_pieces("large", |piece| pieces.push_str(piece));
        prop_assert!(svg == pieces && svg == chart.clone().to_svg_within("large", A3_LANDSCAPE), "the same picture each time");
    }
}

#[test]
fn a_unit_of_thousands_of_posts_runs_in_columns() {
    let chart = structure(&[0; 3_000]);
    let layout = chart.layout(A4_LANDSCAPE);
    check_geometry(&layout);
    assert!(layout.width <= A4_LANDSCAPE);
}

#[test]
fn a_chain_of_units_as_long_as_one_likes_is_drawn() {
    let mut unit = UnitBox::new("Team");
    for _ in 0..100_000 {
        unit = UnitBox {
            units: vec![unit],
            ..UnitBox::new("Unit")
        };
    }
    let mut chart = Chart {
        units: vec![unit],
        ..Chart::default()
    };
    let layout = chart.layout(A3_LANDSCAPE);
    assert_eq!(layout.boxes.len(), 100_001);
    let lowest = layout
        .boxes
        .iter()
        .map(|placed| placed.frame.bottom())
        .max();
    assert!(lowest < Some(layout.height));
    assert!(layout.to_svg("chain").ends_with("</svg>\n"));
    assert_eq!(chart.to_rows().len(), 100_001);
    // What is nested so deep must be taken apart by whoever made it.
    while let Some(mut unit) = chart.units.pop() {
        chart.units = std::mem::take(&mut unit.units);
    }
}
