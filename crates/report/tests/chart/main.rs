//! The chart as its readers get it: the geometry of the picture, its XML and the list.

mod geometry;
mod large;
mod paper;
mod random;

use std::collections::BTreeSet;

use base::Known;
use proptest::prelude::*;
use report::chart::{
    A3_LANDSCAPE, A4_LANDSCAPE, BoxKind, Chart, Fold, Mark, Occupancy, PostBox, Sheet, UnitBox,
};

use geometry::check_geometry;
use random::charts;

fn post(title: &str, grade: &str, posts: u32, marks: Vec<Mark>, occupancy: Occupancy) -> PostBox {
    PostBox {
        posts: Known::Known(posts),
        fte: format!("{posts} FTE"),
        marks,
        occupancy,
        ..PostBox::new(title, grade)
    }
}

fn small_chart() -> Chart {
    let in_place = Mark::InPlaceOf("Commissioning Assistant".to_owned());
    let mut manager = post("Team Manager", "Band D", 1, vec![], Occupancy::Filled);
    manager.reports = vec![
        post(
            "Service Organiser",
            "Grade 4",
            4,
            vec![Mark::New, in_place],
            Occupancy::Vacant,
        ),
        post(
            "Commissioning Assistant",
            "Grade 3",
            4,
            vec![Mark::Ends],
            Occupancy::NotKnown,
        ),
    ];
    let team = UnitBox {
        summary: Some("5 posts, 5 FTE".to_owned()),
        posts: vec![manager],
        ..UnitBox::new("Commissioning")
    };
    let folded = UnitBox {
        summary: Some("9 posts, 8.5 FTE, unchanged".to_owned()),
        ..UnitBox::new("Placements")
    };
    let group = UnitBox {
        units: vec![team, folded],
        ..UnitBox::new("Commissioning & Placements Group")
    };
    Chart {
        title: "What changes".to_owned(),
        description: None,
        units: vec![group],
    }
}

fn sentences(chart: &Chart) -> Vec<String> {
    chart
        .layout(A3_LANDSCAPE)
        .boxes
        .iter()
        .map(report::chart::PlacedBox::sentence)
        .collect()
}

/// The list as XML, for which `open` is not an attribute.
fn list_as_xml(chart: &Chart) -> String {
    chart
        .to_list()
        .into_string()
        .replace("<details open>", "<details>")
}

fn check_svg(chart: &Chart, svg: &str) {
    let document = roxmltree::Document::parse(svg).expect("well-formed");
    let root = document.root_element();
    assert_eq!(
        root.tag_name().namespace(),
        Some("http://www.w3.org/2000/svg")
    );
    let ids: Vec<&str> = document
        .descendants()
        .filter_map(|node| node.attribute("id"))
        .collect();
    let different: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(different.len(), ids.len(), "an id is used twice");
    assert!(ids.iter().all(|id| id.starts_with("before-")));
    let named: Vec<String> = document
        .descendants()
        .filter(|node| node.attribute("role") == Some("img"))
        .filter_map(|node| node.first_element_child()?.text().map(str::to_owned))
        .collect();
    let expected: Vec<String> = sentences(chart)
        .into_iter()
        .filter(|sentence| !sentence.is_empty())
        .collect();
    assert_eq!(named, expected);
}

fn check_list(chart: &Chart) {
    let xml = list_as_xml(chart);
    let document = roxmltree::Document::parse(&xml).expect("well-formed");
    let items = document
        .descendants()
        .filter(|node| node.has_tag_name("li"));
    let texts: Vec<String> = items
        .map(|item| {
            match item
                .first_element_child()
                .filter(|child| child.has_tag_name("details"))
            {
                Some(details) => details
                    .first_element_child()
                    .and_then(|summary| summary.text())
                    .unwrap_or_default(),
                None => item
                    .first_child()
                    .filter(roxmltree::Node::is_text)
                    .and_then(|node| node.text())
                    .unwrap_or_default(),
            }
        })
        .map(str::to_owned)
        .collect();
    assert_eq!(texts, sentences(chart), "the list and the picture differ");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 100, ..ProptestConfig::default() })]

    #[test]
    fn nothing_overlaps_and_all_text_fits(chart in charts(), width in prop_oneof![Just(0), Just(A4_LANDSCAPE), 300..4000]) {
        check_geometry(&chart.layout(width));
    }

    #[test]
    fn picture_and_list_are_well_formed_and_say_the_same(chart in charts()) {
        let svg = chart.to_svg("before");
        check_svg(&chart, &svg);
        check_list(&chart);
        prop_assert_eq!(svg, chart.clone().to_svg("before"));
    }
}

#[test]
fn the_sentence_that_names_a_box() {
    let chart = small_chart();
    assert_eq!(
        chart.units[0].units[0].posts[0].reports[0].sentence(),
        "Service Organiser, Grade 4: 4 posts, 4 FTE. New, in place of Commissioning Assistant. Vacant."
    );
    let mut bare = PostBox::new("Social Worker", "Band B");
    bare.occupancy = Occupancy::NotKnown;
    bare.temporary = Some("until 31 March 2019".to_owned());
    bare.marks = vec![
        Mark::Changed("Grade 3 to Grade 4".to_owned()),
        Mark::Moved("Moved from Placements".to_owned()),
    ];
    bare.notes = vec!["Slot-in.".to_owned()];
    assert_eq!(
        bare.sentence(),
        "Social Worker, Band B: number of posts not known, FTE not known. Grade 3 to Grade 4, moved from Placements. \
         Not known if filled. Until 31 March 2019. Slot-in."
    );
}

#[test]
fn a_small_chart_as_picture_and_list() {
    insta::assert_snapshot!("small_chart_svg", small_chart().to_svg("after"));
    insta::assert_snapshot!(
        "small_chart_list",
        small_chart()
            .to_list()
            .into_string()
            .replace("<li", "\n<li")
    );
}

#[test]
fn a_wide_chart_keeps_to_the_width_of_its_paper() {
    let team = |n: usize| UnitBox {
        posts: (0..8)
            .map(|_| post("Social Worker", "Band B", 1, vec![], Occupancy::Filled))
            .collect(),
        ..UnitBox::new(format!("Team {n}"))
    };
    let service = |n: usize| UnitBox {
        units: (0..5).map(team).collect(),
        ..UnitBox::new(format!("Service {n}"))
    };
    let department = UnitBox {
        units: (0..4).map(service).collect(),
        ..UnitBox::new("Department")
    };
    let chart = Chart {
        units: vec![department],
        ..Chart::default()
    };
    for width in [A3_LANDSCAPE, A4_LANDSCAPE] {
        let layout = chart.layout(width);
        assert!(
            layout.width <= width,
            "{} is wider than {width}",
            layout.width
        );
        check_geometry(&layout);
    }
}

/// A department of services of teams.
fn department(services: usize, teams: usize, posts: usize) -> Chart {
    let team = |n: usize| UnitBox {
        posts: (0..posts + n % 3)
            .map(|_| post("Social Worker", "Band B", 1, vec![], Occupancy::Filled))
            .collect(),
        ..UnitBox::new(format!("Team {n}"))
    };
    let service = |n: usize| UnitBox {
        units: (0..teams).map(team).collect(),
        ..UnitBox::new(format!("Service {n}"))
    };
    let department = UnitBox {
        units: (0..services).map(service).collect(),
        ..UnitBox::new("Department")
    };
    Chart {
        units: vec![department],
        ..Chart::default()
    }
}

#[test]
fn a_large_chart_is_no_strip_on_a_screen() {
    for (services, teams, posts) in [(1, 4, 6), (4, 10, 6), (20, 10, 10)] {
        let chart = department(services, teams, posts);
        let layout = chart.on_screen();
        assert!(
            layout.height <= 2 * layout.width.max(A3_LANDSCAPE),
            "{} by {}",
            layout.width,
            layout.height
        );
        if services < 20 {
            check_geometry(&layout);
        }
    }
}

#[test]
fn teams_that_do_not_fit_beside_each_other_stand_in_columns_on_a_screen() {
    let chart = department(1, 9, 3);
    let layout = chart.layout(900);
    check_geometry(&layout);
    let units = layout
        .boxes
        .iter()
        .filter(|placed| placed.kind == BoxKind::Unit);
    let teams: Vec<_> = units.skip(2).map(|placed| placed.frame).collect();
    let columns: BTreeSet<i32> = teams.iter().map(|team| team.x).collect();
    assert_eq!((teams.len(), columns.len()), (9, 3));
    assert!(teams.windows(2).all(|pair| pair[0].x <= pair[1].x));
}

#[test]
fn a_long_list_runs_in_columns() {
    let mut manager = post("Home Manager", "Band C", 1, vec![], Occupancy::Filled);
    manager.reports = (0..500)
        .map(|_| post("Care Worker", "Grade 2", 1, vec![], Occupancy::Filled))
        .collect();
    let unit = UnitBox {
        posts: vec![manager],
        ..UnitBox::new("Homes")
    };
    let chart = Chart {
        units: vec![unit],
        ..Chart::default()
    };
    let layout = chart.layout(A3_LANDSCAPE);
    check_geometry(&layout);
    assert_eq!(layout.boxes.len(), 502);
    assert!(
        layout.width <= A3_LANDSCAPE && layout.height < 9000,
        "{} by {}",
        layout.width,
        layout.height
    );
}

#[test]
fn nesting_does_not_use_the_stack() {
    let mut line = PostBox::new("Officer", "Grade 3");
    let mut unit = UnitBox::new("Team");
    for _ in 0..1000 {
        line = PostBox {
            reports: vec![line],
            ..PostBox::new("Officer", "Grade 3")
        };
        unit = UnitBox {
            units: vec![UnitBox::new("Beside"), unit],
            ..UnitBox::new("Unit")
        };
    }
    unit.posts.push(line);
    let chart = Chart {
        units: vec![unit],
        ..Chart::default()
    };
    check_geometry(&chart.layout(A3_LANDSCAPE));
    check_list(&chart);
    check_svg(&chart, &chart.to_svg("before"));
}

#[test]
fn an_empty_chart_says_so() {
    let chart = Chart::default();
    assert!(chart.to_svg("empty").contains(">No posts</text>"));
    assert_eq!(
        chart.to_list().into_string(),
        "<p class=\"chart-empty\">No posts</p>"
    );
    let unit = Chart {
        units: vec![UnitBox::new("Placements")],
        ..Chart::default()
    };
    assert_eq!(sentences(&unit), ["Placements: No posts."]);
}

#[test]
fn the_key_shows_only_the_marks_in_use() {
    let chart = small_chart();
    let layout = chart.layout(A3_LANDSCAPE);
    let key = layout.key.iter();
    let words: Vec<&str> = key.map(|item| layout.words(&item.line)).collect();
    assert_eq!(
        words,
        [
            "Key",
            "New",
            "Ends",
            "In place of another post",
            "Filled",
            "Vacant",
            "Not known if filled"
        ]
    );
}

#[test]
fn an_id_prefix_cannot_leave_its_attribute() {
    let svg = small_chart().to_svg("a\"><script>");
    assert!(svg.contains("id=\"ascript-title\"") && !svg.contains("<script"));
}

#[test]
fn in_a_page_boxes_are_links_that_say_how_deep_they_stand() {
    let mut chart = small_chart();
    let group = &mut chart.units[0];
    group.link = Some("/units/1?on=2019-06-01&as=2019-06-01".to_owned());
    group.fold = Some(Fold {
        link: "/chart?closed=1".to_owned(),
        is_open: true,
    });
    let manager = &mut group.units[0].posts[0];
    manager.link = Some("/posts/1".to_owned());
    manager.reports[0].link = Some("/posts/2".to_owned());
    let svg = chart.to_svg("linked");
    let document = roxmltree::Document::parse(&svg).expect("well-formed");
    let links: Vec<String> = document
        .descendants()
        .filter(|node| node.has_tag_name("a"))
        .map(|link| {
            let of = |name| link.attribute(name).unwrap_or("none");
            let name = link.first_element_child().and_then(|title| title.text());
            assert_eq!(of("tabindex"), "-1", "the page says where tabbing stops");
            format!(
                "{} {}: {}",
                of("data-level"),
                of("href"),
                name.unwrap_or_default()
            )
        })
        .collect();
    assert_eq!(
        links,
        [
            "0 /units/1?on=2019-06-01&as=2019-06-01: Commissioning & Placements Group.",
            "none /chart?closed=1: Close Commissioning & Placements Group",
            "2 /posts/1: Team Manager, Band D: 1 post, 1 FTE. Filled.",
            "3 /posts/2: Service Organiser, Grade 4: 4 posts, 4 FTE. New, in place of Commissioning Assistant. \
             Vacant.",
        ]
    );
    check_geometry(&chart.layout(A3_LANDSCAPE));
}

#[test]
fn what_somebody_looked_for_has_a_ring_and_can_be_gone_to() {
    let mut chart = small_chart();
    chart.units[0].units[0].posts[0].is_sought = true;
    let svg = chart.to_svg("before");
    check_svg(&chart, &svg);
    assert_eq!(svg.matches("id=\"before-sought\"").count(), 1);
    assert_eq!(svg.matches("class=\"chart-sought\"").count(), 1);
}

#[test]
fn a_list_of_posts_fits_an_upright_sheet_at_a_legible_size() {
    let of = |count: u32| {
        let title = |number: u32| format!("Commissioning Development Manager {number}");
        let posts = (0..count).map(|number| {
            post(
                &title(number),
                "Grade 9",
                1,
                vec![Mark::New],
                Occupancy::Vacant,
            )
        });
        let unit = UnitBox {
            posts: posts.collect(),
            ..UnitBox::new("Commissioning Section")
        };
        Chart {
            units: vec![unit],
            ..Chart::default()
        }
    };
    for count in [0, 1, 9, 14] {
        let chart = of(count);
        let on = chart.on_sheet();
        check_geometry(&on.layout);
        assert_eq!(on.sheet, Sheet::Portrait, "{count}");
        assert!(on.is_legible(), "{count}: {}", on.scale);
    }
    let many = of(400);
    let many = many.on_sheet();
    check_geometry(&many.layout);
    assert!(many.is_too_small() && !many.is_legible());
}
