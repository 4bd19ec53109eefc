//! The record of the consultation: with whom, when, and what came of it.

use proposal::case::{Consultation, Meeting, Section};
use proposal::{BodyProfile, Case, SectionKind as About};

use super::cells::not_stated;
use super::order::Slot;
use super::writer::Writer;
use crate::model::{Block, Cell, Column, Paragraph, Row, Span, Table};
use crate::phrases::{count, listed, on, sentence_case};

/// Where the record stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Home {
    /// In the body's section of that kind: on consultation, or else on staffing.
    Section(About),
    /// In the author's own section on consultation, which the body does not know.
    Own,
    /// In a section of its own.
    Apart,
}

impl Home {
    /// Where the record of a case stands; nowhere if there is none, or if a paragraph of a paper without a
    /// section on it tells of it.
    pub(super) fn of(case: &Case, body: &BodyProfile) -> Option<Self> {
        let told = case.consultation.as_ref()?;
        let has = |kind| body.sections.iter().any(|rule| rule.kind == kind);
        if has(About::Consultation) {
            return Some(Self::Section(About::Consultation));
        }
        if told.paragraph.is_some() {
            return None;
        }
        Some(if case.sections.iter().any(tells) {
            Self::Own
        } else if has(About::Staffing) {
            Self::Section(About::Staffing)
        } else {
            Self::Apart
        })
    }

    /// Is it there?
    pub(super) fn is_in(self, slot: Slot<'_>) -> bool {
        match self {
            Self::Section(kind) => slot.rule.is_some_and(|rule| rule.kind == kind),
            Self::Own => slot.section.is_some_and(tells),
            Self::Apart => false,
        }
    }
}

/// Is a section on consultation?
fn tells(section: &Section) -> bool {
    let heading = section.heading.as_ref().map(|at| at.value.as_str());
    [section.key.as_str(), heading.unwrap_or_default()]
        .into_iter()
        .any(|words| words.to_lowercase().contains("consultation"))
}

/// Writes the record into the section under way: beside the author's words on consultation as a table,
/// unless they are held to tell of it already, and elsewhere as a paragraph.
pub(super) fn write(writer: &mut Writer<'_>, home: Home, slot: Option<Slot<'_>>) {
    let Some(told) = &writer.of.case.consultation else {
        return;
    };
    let is_staffing = home == Home::Section(About::Staffing);
    if is_staffing || slot.is_none_or(|slot| slot.section.is_none()) {
        paragraph(writer, told);
    } else if told.paragraph.is_none() {
        writer.table(table(told));
    }
}

/// The record beside the author's words.
fn table(told: &Consultation) -> Table {
    let when = match (&told.from, &told.until) {
        (Some(from), Some(until)) => Cell::words(format!("{} to {}", from.value, until.value)),
        (Some(from), None) => Cell::words(format!("From {}", from.value)),
        (None, Some(until)) => Cell::words(format!("Until {}", until.value)),
        (None, None) => not_stated(),
    };
    let when = match &told.weeks {
        Some(weeks) => when.note(count(weeks.value as usize, "week", "weeks")),
        None => when,
    };
    let with: Vec<&str> = told.with.iter().map(|at| at.value.as_str()).collect();
    let with = match with[..] {
        [] => not_stated(),
        _ => Cell::words(sentence_case(&listed(&with))),
    };
    let meeting = |meeting: &Meeting| {
        let what = if meeting.last {
            "Last meeting"
        } else {
            "Meeting"
        };
        let with = meeting.with.as_ref();
        Row::body(vec![
            Cell::head(what),
            Cell::words(base::long_date(meeting.date.value)),
            with.map_or_else(not_stated, |at| Cell::words(sentence_case(&at.value))),
        ])
    };
    let first = Row::body(vec![Cell::head("Consultation"), when, with]);
    let outcome = told.outcome.iter();
    Table {
        caption: "Consultation".to_owned(),
        columns: vec![
            Column::words("What"),
            Column::words("When"),
            Column::words("With whom"),
        ],
        rows: std::iter::once(first)
            .chain(told.meetings.iter().map(meeting))
            .collect(),
        notes: outcome
            .map(|at| format!("What came of it: {}.", at.value.trim_end_matches('.')))
            .collect(),
        ..Table::default()
    }
}

/// The record in sentences.
fn paragraph(writer: &mut Writer<'_>, told: &Consultation) {
    let mut sentences: Vec<String> = Vec::new();
    let with: Vec<&str> = told.with.iter().map(|at| at.value.as_str()).collect();
    let mut first = String::from("Consultation");
    if !with.is_empty() {
        first.push_str(&format!(" with {}", listed(&with)));
    }
    match (&told.from, &told.until) {
        (Some(from), Some(until)) => {
            first.push_str(&format!(" ran from {} to {}.", from.value, until.value));
        }
        (Some(from), None) => first.push_str(&format!(" began {}.", on(from.value))),
        (None, Some(until)) => first.push_str(&format!(" ended {}.", on(until.value))),
        (None, None) => first.push_str(" took place; its dates are not stated."),
    }
    sentences.push(first);
    if let Some(weeks) = &told.weeks {
        sentences.push(format!(
            "It lasted {}.",
            count(weeks.value as usize, "week", "weeks")
        ));
    }
    sentences.extend(
        told.outcome
            .iter()
            .map(|outcome| format!("{}.", outcome.value.trim_end_matches('.'))),
    );
    let number = writer.numbering.next(None);
    let id = writer.id(&format!("p{number}"));
    let items = told
        .meetings
        .iter()
        .map(|meeting| {
            let with = meeting
                .with
                .as_ref()
                .map_or(String::new(), |with| format!(" with {}", with.value));
            let day = base::long_date(meeting.date.value);
            vec![Span::Text(format!("{day}: meeting{with}"))]
        })
        .collect();
    writer.push(Block::Paragraph(Paragraph {
        id: Some(id),
        number: Some(number),
        words: vec![Span::Text(sentences.join(" "))],
        items,
    }));
}
