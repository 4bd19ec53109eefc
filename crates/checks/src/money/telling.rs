//! Whether the words of a report tell an amount.

use base::Pence;
use diagnostics::Place;
use proposal::case::Prose;
use proposal::{Block, Mention, Piece, mentions, paragraphs};

/// Where the prose tells the amount: typed by hand, or as one of the figures of these names. A name
/// that ends in a full stop means every figure that begins so.
pub(super) fn told(prose: &Prose, amount: Pence, names: &[&str]) -> Option<Place> {
    typed(prose, amount).or_else(|| named(prose, names))
}

fn typed(prose: &Prose, wanted: Pence) -> Option<Place> {
    mentions(prose)
        .into_iter()
        .find_map(|mention| match mention {
            Mention::Amount {
                amount,
                grain,
                place,
                ..
            } => {
                ((wanted.abs() - amount).abs() * 2 <= grain.max(Pence::pounds(1))).then_some(place)
            }
            _ => None,
        })
}

fn named(prose: &Prose, names: &[&str]) -> Option<Place> {
    let fits = |name: &str| {
        names
            .iter()
            .any(|wanted| name == *wanted || (wanted.ends_with('.') && name.starts_with(wanted)))
    };
    let of_pieces = |pieces: &[Piece]| {
        pieces.iter().find_map(|piece| match piece {
            Piece::Figure { name, place } if fits(name) => Some(place.clone()),
            _ => None,
        })
    };
    paragraphs(prose).iter().find_map(|block| match block {
        Block::Paragraph(paragraph) => std::iter::once(&paragraph.pieces)
            .chain(&paragraph.items)
            .find_map(|pieces| of_pieces(pieces)),
        Block::Insert { name, place } if fits(name) => Some(place.clone()),
        _ => None,
    })
}
