//! Where each meaning stands, looked up once.

use crate::field::{Field, MOST_FUNDS};
use crate::layout::Layout;

/// The columns of a layout by meaning.
#[derive(Debug)]
pub(super) struct Columns {
    all: Vec<(Field, u16)>,
    /// The levels of units, the highest first.
    pub(super) units: Vec<(Field, u16)>,
    /// Each fund with its share.
    pub(super) funds: Vec<(Option<u16>, Option<u16>, u8)>,
    /// Does the list have shares at all?
    pub(super) has_shares: bool,
}

impl Columns {
    pub(super) fn of(layout: &Layout) -> Self {
        let all: Vec<(Field, u16)> = layout
            .columns
            .iter()
            .filter_map(|column| Some((column.meaning?.0, column.index)))
            .collect();
        let mut units: Vec<_> = all
            .iter()
            .filter(|(field, _)| matches!(field, Field::Unit(_)))
            .copied()
            .collect();
        units.sort();
        let at = |wanted: Field| {
            all.iter()
                .find(|(field, _)| *field == wanted)
                .map(|it| it.1)
        };
        let funds: Vec<_> = (1..=MOST_FUNDS)
            .map(|n| (at(Field::Fund(n)), at(Field::Share(n)), n))
            .filter(|(fund, share, _)| fund.is_some() || share.is_some())
            .collect();
        Self {
            has_shares: funds.iter().any(|(_, share, _)| share.is_some()),
            all,
            units,
            funds,
        }
    }

    /// The column of a meaning.
    pub(super) fn at(&self, wanted: Field) -> Option<u16> {
        self.all
            .iter()
            .find(|(field, _)| *field == wanted)
            .map(|(_, column)| *column)
    }

    /// Every column that means something.
    pub(super) fn all(&self) -> impl Iterator<Item = (Field, u16)> {
        self.all.iter().copied()
    }
}
