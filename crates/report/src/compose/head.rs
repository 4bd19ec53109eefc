//! The head of the report: its title block or cover table, and what must be known first.

use proposal::CoverShape;

use super::writer::Writer;
use super::{Composition, prose};
use crate::model::{
    Answer, Asked, Block, Cell, Column, Cover, Fact, Head, Notice, Row, RowKind, SectionKind, Span,
    Table,
};

const NOT_STATED: &str = "Not stated";
const BLANK: &str = "Left blank on the cover";

/// What the reader must know before anything else.
pub(crate) fn notices(of: &Composition<'_>) -> Vec<Notice> {
    let Some(original) = &of.case.header.reconstructed_from else {
        return Vec::new();
    };
    let original = original.value.trim_end_matches('.');
    let original = match original
        .strip_prefix("The ")
        .or(original.strip_prefix("the "))
    {
        Some(rest) => format!("the {rest}"),
        None => format!("this paper: {original}"),
    };
    let body = of.case.header.body.as_ref();
    let council = body.map_or("the council", |at| at.value.as_str());
    vec![Notice {
        title: "This is a reconstruction".to_owned(),
        words: vec![Span::Text(format!(
            "It was made from a published report and is not issued by {council}. It keeps the \
             facts, figures, dates and paragraph numbers of {original}. The sentences are not those \
             of the original."
        ))],
    }]
}

/// The head of the report.
pub(super) fn head(of: &Composition<'_>) -> Head {
    let header = &of.case.header;
    let title = header
        .title
        .as_ref()
        .map_or("Title not stated", |at| at.value.as_str());
    let facts = facts(of);
    Head {
        body: header.body.as_ref().map(|at| at.value.clone()),
        title: title.to_owned(),
        facts: if of.body.cover == CoverShape::CoverTable {
            Cover::Table(cover_table(of, facts))
        } else {
            Cover::Block(
                facts
                    .into_iter()
                    .chain(blanks(of).map(|label| Fact::missing(label, BLANK)))
                    .collect(),
            )
        },
    }
}

fn blanks<'c>(of: &Composition<'c>) -> impl Iterator<Item = &'c str> {
    of.case.cover.blank.iter().map(|at| at.value.as_str())
}

/// To whom, when, by whom. What the body requires and the case does not give is said to be missing.
pub(crate) fn facts(of: &Composition<'_>) -> Vec<Fact> {
    let header = &of.case.header;
    let text = |at: &Option<diagnostics::At<String>>| -> Vec<String> {
        at.iter().map(|at| at.value.clone()).collect()
    };
    let makers: Vec<String> = header
        .decision_makers
        .iter()
        .map(|at| at.value.clone())
        .collect();
    let date = header.date.as_ref().map(|at| base::long_date(at.value));
    let contacts = header.contacts.iter().map(|at| at.value.clone()).collect();
    let on_cover = of.body.cover == CoverShape::CoverTable;
    let all = [
        ("decision_maker", "Report to", makers),
        ("date", "Date", date.into_iter().collect()),
        ("item", "Agenda item", text(&header.item)),
        ("reference", "Reference", text(&header.reference)),
        ("report_of", "Report of", text(&header.report_of)),
        (
            "contact",
            "Contact",
            if on_cover { contacts } else { Vec::new() },
        ),
        (
            "confidentiality",
            "Confidentiality",
            text(&header.confidentiality),
        ),
    ];
    let required = |key: &str| of.body.required_cover.iter().any(|field| field == key);
    all.into_iter()
        .filter_map(
            |(key, label, answers)| match (answers.is_empty(), required(key)) {
                (false, _) => Some(Fact::several(label, answers)),
                (true, true) => Some(Fact::missing(label, NOT_STATED)),
                (true, false) => None,
            },
        )
        .collect()
}

fn cover_table(of: &Composition<'_>, facts: Vec<Fact>) -> Table {
    let row = |fact: Fact| {
        let missing = matches!(fact.answers.first(), Some(Answer::Missing(_)));
        let mut answers = fact
            .answers
            .into_iter()
            .map(|answer| answer.plain().to_owned());
        let first = answers.next().unwrap_or_default();
        let mut cell = if missing {
            Cell::missing(first)
        } else {
            Cell::words(first)
        };
        cell.more = answers.collect();
        Row::body(vec![Cell::head(fact.label), cell])
    };
    let mut rows: Vec<Row> = facts.into_iter().map(row).collect();
    let blank: Vec<Row> = blanks(of)
        .map(|label| Row::body(vec![Cell::head(label), Cell::missing(BLANK)]))
        .collect();
    if !blank.is_empty() {
        rows.push(Row {
            kind: RowKind::Group,
            ..Row::body(vec![Cell::head("Fields without an entry").across(2)])
        });
        rows.extend(blank);
    }
    Table {
        id: "cover".to_owned(),
        caption: "Cover of the report".to_owned(),
        columns: vec![Column::words("Field"), Column::words("Entry")],
        rows,
        notes: Vec::new(),
    }
}

/// The summary on the cover and what is asked there.
pub(super) fn cover_words(writer: &mut Writer<'_>) {
    let of = writer.of;
    if let Some(summary) = &of.case.cover.summary {
        writer.begin("Summary", 2, SectionKind::Body);
        prose::write(writer, summary, false);
    }
    if !of.case.cover.recommendations.is_empty() {
        let heading = format!("{} on the cover", of.body.recommendations_heading);
        writer.begin(heading, 2, SectionKind::Body);
        let mut asked = Vec::new();
        for (number, prose) in (1..).zip(&of.case.cover.recommendations) {
            asked.push(Asked {
                id: writer.id(&format!("cover-r{number}")),
                number,
                paragraphs: prose::apart(prose, of.statement),
                notes: Vec::new(),
            });
        }
        writer.push(Block::Asked(asked));
    }
}
