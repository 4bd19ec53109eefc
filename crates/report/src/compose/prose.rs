//! The author's words as blocks.

use costing::Statement;
use proposal::case::Prose;
use proposal::{Piece, paragraphs};

use super::tables;
use super::writer::Writer;
use crate::model::{Block, Origin, Paragraph, Span, Words};

/// Writes prose into the section under way.
pub(super) fn write(writer: &mut Writer<'_>, prose: &Prose, numbered: bool) {
    for block in paragraphs(prose) {
        match block {
            proposal::Block::Heading(heading) => writer.heading(heading),
            proposal::Block::Insert { name, .. } => tables::insert(writer, &name),
            proposal::Block::Paragraph(paragraph) => {
                let number = match (&paragraph.number, numbered) {
                    (None, false) => None,
                    (pinned, _) => Some(writer.numbering.next(pinned.as_deref())),
                };
                let id = number
                    .as_ref()
                    .map(|number| writer.id(&format!("p{number}")));
                let statement = writer.of.statement;
                let block = Paragraph {
                    id,
                    number,
                    words: words(&paragraph.pieces, statement),
                    items: paragraph
                        .items
                        .iter()
                        .map(|item| words(item, statement))
                        .collect(),
                };
                let calls =
                    |words: &Words| words.iter().any(|span| matches!(span, Span::Figure { .. }));
                writer.names_figures |= calls(&block.words) || block.items.iter().any(calls);
                writer.push(Block::Paragraph(block));
            }
        }
    }
}

/// The paragraphs of prose that stands apart from the numbering: a recommendation, the cover.
pub(super) fn apart(prose: &Prose, statement: &Statement) -> Vec<Paragraph> {
    let plain = |paragraph: proposal::Paragraph| Paragraph {
        id: None,
        number: paragraph.number.clone(),
        words: words(&paragraph.pieces, statement),
        items: paragraph
            .items
            .iter()
            .map(|item| words(item, statement))
            .collect(),
    };
    let missing = |text: String| Paragraph {
        words: vec![Span::Missing(text)],
        ..Paragraph::default()
    };
    let bare = |text: String| Paragraph {
        words: vec![Span::Text(text)],
        ..Paragraph::default()
    };
    paragraphs(prose)
        .into_iter()
        .map(|block| match block {
            proposal::Block::Heading(heading) => bare(heading),
            proposal::Block::Paragraph(paragraph) => plain(paragraph),
            proposal::Block::Insert { name, .. } => missing(format!("[no place for {name} here]")),
        })
        .collect()
}

/// Words with the figures that they call by name.
fn words(pieces: &[Piece], statement: &Statement) -> Words {
    let span = |piece: &Piece| match piece {
        Piece::Text(text) => Span::Text(text.clone()),
        Piece::Figure { name, .. } => match statement.figures.get(name) {
            None => Span::Missing(format!("[no figure named {name}]")),
            Some(figure) => Span::Figure {
                text: figure.value.to_string(),
                label: figure.label.clone(),
                origin: match figure.origin {
                    costing::Origin::Computed => Origin::Computed,
                    costing::Origin::Stated => Origin::Stated,
                },
            },
        },
    };
    pieces.iter().map(span).collect()
}
