//! Text that tries to be more than text.

use report::docx;
use report::model::{Block, Cell, Column, Entry, Fact, Notice, Row, Span, Table, Words};

use super::sample::{paragraph, parts, report, section, table};

const ATTACKS: [&str; 7] = [
    "</w:t></w:r><w:fldSimple w:instr=\"DDEAUTO cmd\"/>",
    "{ DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe \"/k calc\" }",
    "=cmd|' /C calc'!A0",
    "INCLUDETEXT \"/etc/passwd\"",
    "]]><!-- &amp; &#0; -->",
    "<!-- numbered paragraphs -->",
    "\\r 99 SEQ Table",
];

/// What no XML may hold, between letters.
const FORBIDDEN: &str = "a\u{0}b\u{1b}c\u{fffe}d\u{ffff}e\u{7}f";

fn attacked(text: &str) -> report::Report {
    let words: Words = vec![
        Span::text(text),
        Span::Missing(text.to_owned()),
        Span::Link {
            text: text.to_owned(),
            to: text.to_owned(),
        },
    ];
    let mut table = Table {
        id: text.to_owned(),
        caption: format!("Table 1{text}"),
        columns: vec![Column::words(text).under(text)],
        rows: vec![Row::body(vec![Cell::words(text).note(text)])],
        notes: vec![text.to_owned()],
    };
    table.rows[0].id = Some(text.to_owned());
    let mut one = report(vec![section(
        Some(text),
        text,
        vec![
            paragraph(Some(text), text),
            Block::List(vec![words.clone()]),
            Block::Table(table),
            Block::Facts(vec![Fact::new(text, text)]),
            Block::Signatures(vec![text.to_owned()]),
        ],
    )]);
    one.title = text.to_owned();
    one.head.title = text.to_owned();
    one.head.body = Some(text.to_owned());
    one.notices = vec![Notice {
        title: text.to_owned(),
        words,
    }];
    one.contents = vec![Entry {
        level: 2,
        id: text.to_owned(),
        heading: text.to_owned(),
    }];
    one.colophon = vec![Fact::new(text, text)];
    one
}

#[test]
fn attacks_are_printed_and_do_nothing() {
    for attack in ATTACKS {
        let parts = parts(&attacked(attack));
        let document = roxmltree::Document::parse(parts.document()).expect("XML");
        let named = |name: &str| {
            document
                .descendants()
                .filter(|node| node.tag_name().name() == name)
                .collect::<Vec<_>>()
        };
        let codes: Vec<&str> = named("instrText")
            .iter()
            .filter_map(roxmltree::Node::text)
            .collect();
        for code in codes {
            assert!(
                [" TOC \\o \"1-2\" \\h \\z ", " SEQ Table \\* ARABIC "].contains(&code),
                "{code}"
            );
        }
        assert!(named("fldSimple").is_empty());
        for node in named("bookmarkStart").iter().chain(&named("hyperlink")) {
            let names = node.attributes().filter(|one| one.name() != "id");
            for name in names {
                assert!(
                    name.value().len() <= 40
                        && name
                            .value()
                            .chars()
                            .all(|c| c.is_ascii_alphanumeric() || c == '_'),
                    "{}",
                    name.value()
                );
            }
        }
        let literal = named("t")
            .iter()
            .filter(|node| node.text() == Some(attack))
            .count();
        assert!(literal > 10, "{attack}: {literal}");
    }
}

#[test]
fn what_xml_forbids_is_left_out() {
    let parts = parts(&attacked(FORBIDDEN));
    for name in parts.0.keys().filter(|name| name.ends_with(".xml")) {
        roxmltree::Document::parse(parts.text(name)).expect(name);
    }
    assert!(parts.document().contains(">abcdef<"));
}

#[test]
fn hundreds_of_columns_and_none_are_taken() {
    let wide = Table {
        columns: vec![Column::numbers("Establishment"); 300],
        rows: vec![Row::body(vec![Cell::words("1"); 7])],
        ..table(0)
    };
    let none = Table {
        columns: Vec::new(),
        rows: vec![Row::body(Vec::new())],
        ..table(0)
    };
    for table in [wide, none] {
        let one = report(vec![section(None, "Tables", vec![Block::Table(table)])]);
        assert!(docx::render(&one).is_ok());
    }
}
