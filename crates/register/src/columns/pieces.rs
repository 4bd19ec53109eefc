//! Columns in pieces that can be written down and read again.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::block::{Block, Limits};
use super::blocks::Blocks;
use super::codes::{Codes, Paid, Place};
use super::units::UnitColumns;
use super::{Apart, Columns};
use crate::ledger::{Entry, LineId, Position, UnitId};
use crate::post::{FundShare, Placement, PostLine};

/// Columns in pieces. Nothing is in them that the ledger does not hold: whoever does not trust what was
/// written makes them anew.
#[derive(Clone, Debug)]
pub struct Pieces {
    /// What holds words.
    pub words: Words,
    /// Places, ways of paying and units, as numbers alone.
    pub numbers: Vec<u32>,
    /// The rows of all lines, by the numbers of those.
    pub rows: Vec<Rows>,
}

/// What of columns holds words, and what is seldom much.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// The councils.
    pub bodies: Vec<String>,
    /// Places that are not one unit.
    pub placements: Vec<Placement>,
    /// The terms, from number 1 on.
    pub terms: Vec<PostLine>,
    /// The ways of sharing a cost, from number 1 on.
    pub shares: Vec<Vec<FundShare>>,
    /// Do rows say how the units are arranged?
    pub units_in_rows: bool,
    /// Lines that are folded to make their rows.
    pub folded: Vec<LineId>,
    /// Lines of which a part became another, both ways.
    pub parted: Vec<(LineId, LineId)>,
    /// Lines that rows cannot say.
    pub apart: Vec<LineId>,
    /// All entries about them.
    pub apart_entries: Vec<Entry>,
    /// Entries that were taken back.
    pub withdrawn: Vec<Position>,
    /// How many entries have been taken in.
    pub entries: u32,
}

/// The rows of some lines.
#[derive(Clone, Debug)]
pub struct Rows(Arc<Block>);

/// What the numbers in rows must not reach.
#[derive(Clone, Copy, Debug)]
pub struct RowLimits(Limits);

impl Rows {
    /// How many bytes each takes.
    pub const BYTES: usize = super::block::BYTES;

    /// Appends the bytes.
    pub fn write(&self, out: &mut Vec<u8>) {
        self.0.write(out);
    }

    /// Reads such bytes; none if rows are not written so, or reach a limit.
    pub fn read(bytes: &[u8], limits: &RowLimits) -> Option<Self> {
        Block::read(bytes, &limits.0).map(|block| Self(Arc::new(block)))
    }
}

/// A place that is not one unit, by its number among those.
const NOT_ONE_UNIT: u32 = 1 << 31;

impl Columns {
    /// The columns in pieces.
    pub fn pieces(&self) -> Pieces {
        let codes = &self.codes;
        let mut placements = Vec::new();
        let mut numbers = Numbers::default();
        numbers.list(codes.places()[1..].iter().map(|place| {
            let at = match &place.placement {
                Placement::In(unit) if unit.number() < NOT_ONE_UNIT => unit.number(),
                other => {
                    placements.push(other.clone());
                    NOT_ONE_UNIT | u32::try_from(placements.len() - 1).unwrap_or(0)
                }
            };
            [place.body, at]
        }));
        let paid = codes.paid()[1..].iter();
        numbers.list(paid.map(|paid| [paid.body, paid.terms, paid.shares]));
        self.units.write(&mut numbers);
        numbers.list(self.unit_bodies.iter().map(|body| [*body]));
        let parted = self.parted.iter();
        let words = Words {
            bodies: codes.bodies().to_vec(),
            placements,
            terms: codes.terms()[1..].to_vec(),
            shares: codes.shares()[1..].to_vec(),
            units_in_rows: self.units_in_rows,
            folded: self.folded.iter().copied().collect(),
            parted: parted
                .flat_map(|(line, others)| others.iter().map(|other| (*line, *other)))
                .collect(),
            apart: self.apart.lines.iter().copied().collect(),
            apart_entries: self.apart.entries.clone(),
            withdrawn: self.withdrawn.iter().copied().collect(),
            entries: u32::try_from(self.entries).unwrap_or(u32::MAX),
        };
        Pieces {
            words,
            numbers: numbers.0,
            rows: self.blocks.shared().iter().cloned().map(Rows).collect(),
        }
    }

    /// The columns that these pieces make; none if they do not fit each other.
    pub fn of_pieces(pieces: Pieces) -> Option<Self> {
        let Pieces {
            words,
            numbers,
            rows,
        } = pieces;
        let mut input = Input(&numbers);
        let bodies = u32::try_from(words.bodies.len()).ok()?;
        let is_body = |body: u32| body < bodies || body == u32::MAX;
        let mut places = vec![Codes::NOWHERE];
        for [body, at] in input.list()? {
            let placement = match at.checked_sub(NOT_ONE_UNIT) {
                Some(odd) => words.placements.get(odd as usize)?.clone(),
                None => Placement::In(UnitId::numbered(at)),
            };
            places.push(Some(Place { body, placement }).filter(|place| is_body(place.body))?);
        }
        let (terms, shares) = (words.terms.len() + 1, words.shares.len() + 1);
        let mut paid = vec![Codes::NOTHING];
        for [body, of_terms, of_shares] in input.list()? {
            let fits =
                is_body(body) && (of_terms as usize) < terms && (of_shares as usize) < shares;
            paid.push(fits.then_some(Paid {
                body,
                terms: of_terms,
                shares: of_shares,
            })?);
        }
        let units = UnitColumns::read(&mut input)?;
        let unit_bodies: Vec<u32> = input.list()?.map(|[body]| body).collect();
        if !input.0.is_empty() || !unit_bodies.iter().all(|body| is_body(*body)) {
            return None;
        }
        let mut parted: BTreeMap<LineId, BTreeSet<LineId>> = BTreeMap::new();
        for (line, other) in words.parted {
            parted.entry(line).or_default().insert(other);
        }
        Some(Self {
            blocks: Blocks::of(rows.into_iter().map(|rows| rows.0).collect())?,
            codes: Arc::new(Codes::of_values(
                words.bodies,
                places,
                words.terms,
                words.shares,
                paid,
            )),
            units: Arc::new(units),
            unit_bodies: Arc::new(unit_bodies),
            units_in_rows: words.units_in_rows,
            folded: Arc::new(words.folded.into_iter().collect()),
            parted: Arc::new(parted),
            apart: Arc::new(Apart {
                lines: words.apart.into_iter().collect(),
                entries: words.apart_entries,
            }),
            withdrawn: words.withdrawn.into_iter().collect(),
            entries: usize::try_from(words.entries).ok()?,
        })
    }
}

impl Pieces {
    /// What the numbers in rows must not reach, where words and numbers are these.
    pub fn limits(words: &Words, numbers: &[u32]) -> Option<RowLimits> {
        let mut input = Input(numbers);
        let places = input.list::<2>()?.len();
        let paid = input.list::<3>()?.len();
        let count = |count: usize| u32::try_from(count + 1).ok();
        Some(RowLimits(Limits {
            places: count(places)?,
            terms: count(words.terms.len())?,
            paid: count(paid)?,
        }))
    }
}

/// Lists of numbers, one after another, each after its length.
#[derive(Default)]
pub(super) struct Numbers(Vec<u32>);

impl Numbers {
    pub(super) fn list<const N: usize>(&mut self, items: impl Iterator<Item = [u32; N]>) {
        let at = self.0.len();
        self.0.push(0);
        items.for_each(|item| self.0.extend(item));
        let count = (self.0.len() - at - 1) / N;
        self.0[at] = u32::try_from(count).unwrap_or(u32::MAX);
    }
}

/// Such lists, as they are read.
pub(super) struct Input<'n>(&'n [u32]);

impl<'n> Input<'n> {
    pub(super) fn list<const N: usize>(
        &mut self,
    ) -> Option<impl ExactSizeIterator<Item = [u32; N]> + use<'n, N>> {
        let (count, rest) = self.0.split_first()?;
        let length = usize::try_from(*count).ok()?.checked_mul(N)?;
        let (list, rest) = rest.split_at_checked(length)?;
        self.0 = rest;
        Some(list.as_chunks::<N>().0.iter().copied())
    }
}
