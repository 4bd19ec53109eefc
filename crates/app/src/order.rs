//! In which order posts are listed.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};

use base::{Date, Fte, Pence};
use register::{Establishment, LineId};

/// By what one row is compared; of one kind within a list.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum SortKey {
    /// The place of a text among all of its kind, or a count.
    Number(u64),
    /// FTE.
    Fte(Fte),
    /// Money.
    Pence(Pence),
    /// A day.
    Day(Date),
}

/// Puts rows in order by their keys, then by title. What has no key comes last, whichever way round.
pub(crate) fn sort<T>(
    rows: &mut [T],
    key: impl Fn(&T) -> Option<SortKey>,
    rank: impl Fn(&T) -> u32,
    descending: bool,
) {
    rows.sort_by_cached_key(|row| {
        let key = key(row);
        (key.is_none(), Directed { key, descending }, rank(row))
    });
}

/// A key that compares the other way round if it is to.
#[derive(PartialEq, Eq)]
struct Directed {
    key: Option<SortKey>,
    descending: bool,
}

impl PartialOrd for Directed {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Directed {
    fn cmp(&self, other: &Self) -> Ordering {
        let order = self.key.cmp(&other.key);
        match self.descending {
            true => order.reverse(),
            false => order,
        }
    }
}

/// A text as people compare it: without case, and `Grade 10` after `Grade 9`.
pub(crate) type Pieces = Vec<(String, u64)>;

/// A text in pieces that are numbers or are not.
pub(crate) fn pieces(text: &str) -> Pieces {
    let lower = text.to_lowercase();
    let chars: Vec<char> = lower.chars().collect();
    chars
        .chunk_by(|a, b| a.is_ascii_digit() == b.is_ascii_digit())
        .map(|piece| {
            let piece: String = piece.iter().collect();
            match piece.parse() {
                Ok(number) => (String::new(), number),
                Err(_) => (piece, 0),
            }
        })
        .collect()
}

/// The place of each different text among all, as people compare them; texts that they take for one
/// share a place.
pub(crate) fn text_ranks<'t>(
    texts: impl Iterator<Item = Cow<'t, str>>,
) -> HashMap<Cow<'t, str>, u64> {
    let different: HashSet<Cow<'t, str>> = texts.collect();
    let mut all: Vec<(Pieces, Cow<'t, str>)> = different
        .into_iter()
        .map(|text| (pieces(&text), text))
        .collect();
    all.sort();
    let alike = all.chunk_by(|(a, _), (b, _)| a == b);
    let ranks = (0..).zip(alike);
    ranks
        .flat_map(|(rank, alike)| alike.iter().map(move |(_, text)| (text.clone(), rank)))
        .collect()
}

/// The place of each line among all, by title and then in the order in which they came.
pub(crate) fn title_ranks(establishment: &Establishment) -> HashMap<LineId, u32> {
    let mut lines: Vec<(&str, LineId)> = establishment
        .lines()
        .map(|line| (line.post.title.as_str(), line.id))
        .collect();
    lines.sort_by_cached_key(|(title, id)| (pieces(title), *title, *id));
    (0..).zip(lines).map(|(rank, (_, id))| (id, rank)).collect()
}
