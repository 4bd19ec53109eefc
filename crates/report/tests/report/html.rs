//! The page: well formed, complete, safe, the same every time.

use std::collections::BTreeSet;

use report::Report;
use report::html::render;
use roxmltree::{Document, Node};

use crate::made::{CASES, case, many, text};

/// The page as XML: its one void element closed, its one bare attribute given a value.
fn as_xml(page: &str) -> String {
    let mut xml = String::new();
    for part in page
        .trim_start_matches("<!DOCTYPE html>")
        .split_inclusive('>')
    {
        if part.trim_start().starts_with("<meta") {
            xml.push_str(&part.replace('>', "/>"));
        } else {
            xml.push_str(&part.replace("<details open>", "<details open=\"\">"));
        }
    }
    xml
}

fn heading_level(node: Node<'_, '_>) -> Option<u8> {
    let name = node.tag_name().name();
    let level = name.strip_prefix('h')?.parse().ok()?;
    (1..=6).contains(&level).then_some(level)
}

fn is_sound(name: &str, report: &Report) {
    let page = render(report);
    let xml = as_xml(&page);
    let document = Document::parse(&xml).unwrap_or_else(|error| panic!("{name}: {error}"));
    let mut ids = BTreeSet::new();
    for id in document
        .descendants()
        .filter_map(|node| node.attribute("id"))
    {
        assert!(ids.insert(id), "{name}: the id {id} stands twice");
    }
    let refers = document
        .descendants()
        .filter_map(|node| node.attribute("href"));
    for to in refers.filter_map(|to| to.strip_prefix('#')) {
        assert!(ids.contains(to), "{name}: nothing has the id {to}");
    }
    for by in document
        .descendants()
        .filter_map(|node| node.attribute("aria-labelledby"))
    {
        assert!(
            by.split(' ').all(|id| ids.contains(id)),
            "{name}: nothing is called {by}"
        );
    }
    let levels: Vec<u8> = document.descendants().filter_map(heading_level).collect();
    assert_eq!(
        levels.iter().filter(|level| **level == 1).count(),
        1,
        "{name}"
    );
    for pair in levels.windows(2) {
        assert!(
            pair[1] <= pair[0] + 1,
            "{name}: h{} follows h{}",
            pair[1],
            pair[0]
        );
    }
    for table in document
        .descendants()
        .filter(|node| node.has_tag_name("table"))
    {
        let first = table.children().find(Node::is_element);
        assert!(
            first.is_some_and(|first| first.has_tag_name("caption")),
            "{name}"
        );
        for head in table.descendants().filter(|node| node.has_tag_name("th")) {
            assert!(head.attribute("scope").is_some(), "{name}");
        }
    }
    assert!(!page.contains("<script"), "{name}");
    for outside in ["src=", "@import", "url(", "http-equiv"] {
        assert!(!page.contains(outside), "{name}: {outside}");
    }
}

#[test]
fn the_pages_of_all_cases_are_sound_and_the_same_every_time() {
    for name in CASES {
        let report = case(name).report_with(true);
        is_sound(name, &report);
        assert_eq!(
            render(&report),
            render(&case(name).report_with(true)),
            "{name}"
        );
    }
}

#[test]
fn any_size_of_case_renders() {
    is_sound("empty", &text("").report_with(true));
    is_sound("one", &text(&many(1)).report());
    is_sound("many", &text(&many(500)).report());
    let long = "Very long title of a post that goes on ".repeat(40);
    let case = format!("title = \"{long}\"\n[[change]]\nestablish = \"{long}\"\nfte = 1\n");
    is_sound("long", &text(&case).report());
    let unbroken = "W".repeat(3_000);
    is_sound(
        "unbroken",
        &text(&format!("title = \"{unbroken}\"\n")).report(),
    );
}

#[test]
fn deep_trees_render() {
    let mut case = String::new();
    for level in 0..300 {
        case.push_str(&format!("[[unit]]\nname = \"Unit {level}\"\n"));
        if level > 0 {
            case.push_str(&format!("part_of = \"Unit {}\"\n", level - 1));
        }
        case.push_str(&format!(
            "[[post]]\ntitle = \"Post {level}\"\nfte = 1\nunit = \"Unit 299\"\n"
        ));
        if level > 0 {
            case.push_str(&format!("reports_to = \"Post {}\"\n", level - 1));
        }
    }
    case.push_str("[[change]]\nestablish = \"Clerk\"\nfte = 1\nunit = \"Unit 299\"\nreports_to = \"Post 299\"\n");
    is_sound("deep", &text(&case).report());
}

#[test]
fn what_authors_write_is_text_and_never_markup() {
    let bad = "<script>alert('x')</script> & \\\"quoted\\\" </style>";
    let made = text(&format!(
        "title = \"{bad}\"\nbody = \"{bad}\"\nitem = \"{bad}\"\nreport_of = \"{bad}\"\n\
         reconstructed_from = \"{bad}\"\n[[unit]]\nname = \"{bad}\"\n[[change]]\n\
         establish = \"{bad}\"\ngrade = \"{bad}\"\nfte = 1\nunit = \"{bad}\"\nnote = \"{bad}\"\n\
         [[recommendation]]\ntext = \"{bad}\"\n[[comment]]\nkind = \"{bad}\"\nrole = \"{bad}\"\n\
         text = \"{bad}\"\n[[paper]]\ntitle = \"{bad}\"\n[report]\npurpose = \"{bad}\"\n\
         [[report.section]]\nheading = \"{bad}\"\ntext = \"{bad}\"\n"
    ))
    .acknowledging("<script>");
    let report = made.report_with(true);
    is_sound("markup", &report);
    assert!(render(&report).contains("&lt;script&gt;alert"));
}

#[test]
fn a_small_page() {
    let page = render(&text(&many(1)).report());
    let body = page.split_once("<body>").unwrap().1;
    let without_picture = |part: &str| match part.split_once("<svg") {
        Some((before, rest)) => {
            format!("{before}[picture]{}", rest.split_once("</svg>").unwrap().1)
        }
        None => part.to_owned(),
    };
    let lines: Vec<String> = body
        .split("<section")
        .map(without_picture)
        .map(|part| part.replace("><", ">\n<"))
        .collect();
    insta::assert_snapshot!(lines.join("\n<section"));
}
