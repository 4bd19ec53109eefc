//! Reports made by hand, and documents taken apart.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use report::chart::{Chart, PostBox, UnitBox};
use report::model::{
    Asked, Block, Cell, Column, Figure, Paragraph, Row, Section, SectionKind, Span, Table,
};
use report::{Report, docx};

/// A report of such sections.
pub(crate) fn report(sections: Vec<Section>) -> Report {
    Report {
        title: "A report made by hand".to_owned(),
        sections,
        ..Report::default()
    }
}

/// A section of such blocks.
pub(crate) fn section(number: Option<&str>, heading: &str, blocks: Vec<Block>) -> Section {
    Section {
        id: heading.to_lowercase().replace(' ', "-"),
        level: 2,
        number: number.map(str::to_owned),
        heading: heading.to_owned(),
        kind: SectionKind::Body,
        blocks,
    }
}

/// A paragraph, with its number if it has one.
pub(crate) fn paragraph(number: Option<&str>, text: &str) -> Block {
    Block::Paragraph(Paragraph {
        id: number.map(|number| format!("p{number}")),
        number: number.map(str::to_owned),
        words: vec![Span::text(text)],
        items: Vec::new(),
    })
}

/// Recommendations with such numbers.
pub(crate) fn asked(numbers: &[u32]) -> Block {
    let one = |number: &u32| Asked {
        id: format!("r{number}"),
        number: *number,
        paragraphs: vec![Paragraph {
            words: vec![Span::Text(format!(
                "That recommendation {number} is agreed."
            ))],
            ..Paragraph::default()
        }],
        notes: Vec::new(),
    };
    Block::Asked(numbers.iter().map(one).collect())
}

/// A table of so many rows.
pub(crate) fn table(rows: usize) -> Table {
    let row = |number: usize| {
        Row::body(vec![
            Cell::head(format!("Row {number} of many")),
            Cell::words(format!("{number}.00")),
        ])
    };
    Table {
        id: "table-1".to_owned(),
        caption: "Table 1: A long table".to_owned(),
        columns: vec![
            Column::words("Name of the post"),
            Column::numbers("Before").under("Full-time equivalent"),
        ],
        rows: (1..=rows).map(row).collect(),
        notes: vec!["A note under the table.".to_owned()],
    }
}

/// A figure of a chart with so many posts in so many units.
pub(crate) fn figure(units: usize, posts: usize) -> Block {
    let unit = |number: usize| UnitBox {
        posts: (1..=posts)
            .map(|post| PostBox::new(format!("Officer {number}.{post}"), "Grade 4"))
            .collect(),
        ..UnitBox::new(format!("Unit {number}"))
    };
    let chart = Chart {
        title: "What changes".to_owned(),
        description: Some("The posts after all changes.".to_owned()),
        units: vec![UnitBox {
            units: (1..=units).map(unit).collect(),
            ..UnitBox::new("Department")
        }],
    };
    Block::Figure(Box::new(Figure {
        id: "figure-1".to_owned(),
        paper: chart.on_paper(),
        on_paper: None,
        caption: "Figure 1: What changes".to_owned(),
        chart,
        list_heading: (3, "Figure 1 as a list".to_owned()),
    }))
}

/// A document taken apart: its parts by name.
pub(crate) struct Parts(pub(crate) BTreeMap<String, Vec<u8>>);

/// The document of a report, taken apart.
pub(crate) fn parts(report: &Report) -> Parts {
    let bytes = docx::render(report).expect("a document");
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip file");
    let mut parts = BTreeMap::new();
    for index in 0..zip.len() {
        let mut file = zip.by_index(index).expect("a part");
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).expect("its bytes");
        let name = file.name().expect("a name").into_owned();
        let twice = parts.insert(name.clone(), bytes);
        assert!(twice.is_none(), "{name} is there once");
    }
    Parts(parts)
}

impl Parts {
    /// A part as text.
    pub(crate) fn text(&self, name: &str) -> &str {
        let bytes = self.0.get(name).unwrap_or_else(|| panic!("no part {name}"));
        std::str::from_utf8(bytes).expect("a part in UTF-8")
    }

    /// The document itself.
    pub(crate) fn document(&self) -> &str {
        self.text("word/document.xml")
    }
}
