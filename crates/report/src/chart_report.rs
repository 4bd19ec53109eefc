//! A structure chart as a document of its own: its sheets, and the list that says the same.

use base::Date;

use crate::chart::{Chart, Sheet};
use crate::model::{
    Block, Cover, Fact, Figure, Head, Look, Paragraph, Report, Section, SectionKind, Span,
};

/// A chart that takes more sheets than this is printed as its list alone. A council of 5,000 posts takes
/// some hundred.
const MOST_SHEETS: usize = 400;

/// Whose structure a chart shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The council.
    pub body: String,
    /// What the chart holds for, such as "In force on" and a day.
    pub facts: Vec<Fact>,
    /// The day that the document names as its own.
    pub date: Date,
    /// The colours and fonts of the council.
    pub look: Look,
}

/// A chart as a report that holds nothing else, for whoever renders reports.
pub fn chart_report(chart: &Chart, of: Shown) -> Report {
    let paper = chart.on_paper_within(MOST_SHEETS);
    let sheets = paper.as_ref().map_or(0, |paper| paper.charts.len());
    let is_wide = paper
        .as_ref()
        .is_some_and(|paper| paper.sheet == Sheet::Landscape);
    let on_paper = paper.is_none().then(|| {
        format!(
            "The picture would take more than {MOST_SHEETS} sheets of A4. The list says the same."
        )
    });
    let figure = Figure {
        id: "structure".to_owned(),
        caption: "The structure as a picture".to_owned(),
        paper,
        on_paper,
        chart: Chart {
            title: String::new(),
            ..chart.clone()
        },
        list_heading: (3, "The structure as a list".to_owned()),
    };
    let section = |id: &str, heading: &str, kind, block| Section {
        id: id.to_owned(),
        level: 2,
        number: None,
        heading: heading.to_owned(),
        kind,
        blocks: vec![block],
    };
    let chart_section = section(
        "chart",
        "Structure chart",
        if is_wide {
            SectionKind::WideAnnex
        } else {
            SectionKind::Body
        },
        Block::Figure(Box::new(figure)),
    );
    let about = section("about", "How to read it", SectionKind::Body, about(sheets));
    Report {
        title: chart.title.clone(),
        date: Some(of.date),
        head: Head {
            body: Some(of.body),
            title: chart.title.clone(),
            facts: Cover::Block(of.facts),
        },
        sections: if is_wide {
            vec![about, chart_section]
        } else {
            vec![chart_section]
        },
        look: of.look,
        ..Report::default()
    }
}

/// What stands on the first page of a chart that begins overleaf.
fn about(sheets: usize) -> Block {
    let words = if sheets > 1 {
        format!(
            "The picture takes {sheets} sheets, the index first: a unit that a sheet does not show in full says on \
             which sheet it is. Each box says how many posts it stands for, their grade and their full-time \
             equivalent. The list after the picture says the same in words."
        )
    } else {
        "Each box says how many posts it stands for, their grade and their full-time equivalent. The list after \
         the picture says the same in words."
            .to_owned()
    };
    Block::Paragraph(Paragraph {
        words: vec![Span::Text(words)],
        ..Paragraph::default()
    })
}
