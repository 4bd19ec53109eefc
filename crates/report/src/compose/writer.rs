//! A report under way: its sections so far, and every number that was given out.

use std::collections::{BTreeMap, BTreeSet};

use base::folded;

use super::Composition;
use super::numbering::Numbering;
use crate::chart::{Chart, MOST_SHEETS, OnPaper};
use crate::model::{Block, Figure, Paragraph, Section, SectionKind, Span, Table};
use crate::structure::{Charts, charts};

/// A report under way.
pub(super) struct Writer<'c> {
    pub(super) of: Composition<'c>,
    pub(super) numbering: Numbering,
    pub(super) charts: Charts,
    /// The charts on paper, by name, once they were asked for.
    papers: BTreeMap<&'static str, Option<OnPaper>>,
    /// The tables and charts that the author asked for, by name: caption and id.
    pub(super) printed: BTreeMap<&'static str, (String, String)>,
    /// Has a figure that the author called by name been printed?
    pub(super) names_figures: bool,
    sections: Vec<Section>,
    ids: BTreeSet<String>,
    tables: u32,
    figures: u32,
}

impl<'c> Writer<'c> {
    pub(super) fn new(of: Composition<'c>) -> Self {
        Self {
            of,
            numbering: Numbering::new(of.body.numbering),
            charts: charts(of.case, of.resolved),
            papers: BTreeMap::new(),
            printed: BTreeMap::new(),
            names_figures: false,
            sections: Vec::new(),
            ids: BTreeSet::new(),
            tables: 0,
            figures: 0,
        }
    }

    pub(super) fn into_sections(self) -> Vec<Section> {
        self.sections
    }

    /// An id that nothing else has.
    pub(super) fn id(&mut self, wanted: &str) -> String {
        let stem = folded(&wanted.replace('.', " ")).replace(' ', "-");
        let stem: String = stem
            .chars()
            .filter(|c| c.is_ascii_alphanumeric() || *c == '-')
            .take(60)
            .collect();
        let stem = if stem.starts_with(|c: char| c.is_ascii_alphabetic()) {
            stem
        } else {
            format!("s-{stem}")
        };
        let mut id = stem.clone();
        let mut turn = 1;
        while !self.ids.insert(id.clone()) {
            turn += 1;
            id = format!("{stem}-{turn}");
        }
        id
    }

    /// Begins a section.
    pub(super) fn begin(&mut self, heading: impl Into<String>, level: u8, kind: SectionKind) {
        let heading = heading.into();
        let id = self.id(&heading);
        self.sections.push(Section {
            id,
            level,
            number: None,
            heading,
            kind,
            blocks: Vec::new(),
        });
    }

    /// Gives the section under way its number.
    pub(super) fn numbered(&mut self, number: Option<String>) {
        if let Some(section) = self.sections.last_mut() {
            section.number = number;
        }
    }

    /// The level of the section under way.
    pub(super) fn level(&self) -> u8 {
        self.sections.last().map_or(2, |section| section.level)
    }

    /// Puts a block at the end of the section under way.
    pub(super) fn push(&mut self, block: Block) {
        if let Some(section) = self.sections.last_mut() {
            section.blocks.push(block);
        }
    }

    /// A heading inside the section under way.
    pub(super) fn heading(&mut self, text: impl Into<String>) {
        let text = text.into();
        let id = self.id(&text);
        let level = self.level() + 1;
        self.push(Block::Heading { level, id, text });
    }

    /// A paragraph without a number.
    pub(super) fn say(&mut self, words: impl Into<String>) {
        self.push(Block::Paragraph(Paragraph {
            words: vec![Span::text(words)],
            ..Paragraph::default()
        }));
    }

    /// A numbered paragraph.
    pub(super) fn say_numbered(&mut self, words: impl Into<String>) {
        let number = self.numbering.next(None);
        let id = self.id(&format!("p{number}"));
        self.push(Block::Paragraph(Paragraph {
            id: Some(id),
            number: Some(number),
            words: vec![Span::text(words)],
            items: Vec::new(),
        }));
    }

    /// A table with the next number; says the id and caption that it gets.
    pub(super) fn table(&mut self, table: Table) -> (String, String) {
        let table = self.numbered_table(table);
        let printed = (table.caption.clone(), table.id.clone());
        self.push(Block::Table(table));
        printed
    }

    /// A table with the next number, folded away on a screen.
    pub(super) fn detail(&mut self, table: Table) {
        let table = self.numbered_table(table);
        let summary = table.caption.clone();
        self.push(Block::Detail { summary, table });
    }

    fn numbered_table(&mut self, mut table: Table) -> Table {
        self.tables += 1;
        table.caption = format!("Table {}: {}", self.tables, table.caption);
        table.id = self.id(&format!("table-{}", self.tables));
        for row in &mut table.rows {
            if let Some(id) = row.id.take() {
                row.id = Some(self.id(&id));
            }
        }
        table
    }

    /// A chart by name, and that chart on paper, where the caption takes the title.
    pub(super) fn drawn(&mut self, name: &'static str) -> (Chart, Option<OnPaper>) {
        let mut chart = match name {
            "chart.before" => self.charts.before.clone(),
            "chart.after" => self.charts.after.clone(),
            _ => self.charts.changes.clone(),
        };
        let title = std::mem::take(&mut chart.title);
        let paper = self.papers.entry(name);
        let paper = paper.or_insert_with(|| chart.on_paper()).clone();
        (Chart { title, ..chart }, paper)
    }

    /// A chart by name with the next number; says the id and caption that it gets.
    ///
    /// The caption takes the title, so the picture does not repeat it.
    pub(super) fn figure(&mut self, name: &'static str) -> (String, String) {
        let (mut chart, paper) = self.drawn(name);
        self.figures += 1;
        let id = self.id(&format!("figure-{}", self.figures));
        let caption = format!("Figure {}: {}", self.figures, chart.title);
        chart.title.clear();
        let on_paper = paper.is_none().then(|| {
            format!(
                "This picture would take more than {MOST_SHEETS} sheets of A4. “Figure {} as a list” \
                 says the same in words; the report as a web page holds the picture.",
                self.figures
            )
        });
        let list_heading = (
            self.level() + 1,
            format!("Figure {} as a list", self.figures),
        );
        let printed = (caption.clone(), id.clone());
        self.push(Block::Figure(Box::new(Figure {
            id,
            caption,
            paper,
            on_paper,
            chart,
            list_heading,
        })));
        printed
    }

    /// A sentence that leads to a table or chart that is printed elsewhere.
    pub(super) fn refer(&mut self, (caption, id): (String, String), before: &str) {
        let words = vec![
            Span::text(before),
            Span::Link {
                text: caption,
                to: id,
            },
            Span::text("."),
        ];
        self.push(Block::Paragraph(Paragraph {
            words,
            ..Paragraph::default()
        }));
    }
}
