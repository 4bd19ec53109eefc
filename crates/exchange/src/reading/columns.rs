//! Where each meaning stands, looked up once.

use crate::field::{Field, MOST_FUNDS};
use crate::layout::Layout;

/// The columns of a layout by meaning.
#[derive(Debug)]
pub(super) struct Columns {
    all: Vec<(Field, u16)>,
    /// By the place of the meaning: every row asks for every meaning.
    at: [Option<u16>; PLACES],
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
        let mut at = [None; PLACES];
        for (field, column) in &all {
            at[place(*field)] = Some(*column);
        }
        let in_column = |field: Field| at[place(field)];
        let funds: Vec<_> = (1..=MOST_FUNDS)
            .map(|n| (in_column(Field::Fund(n)), in_column(Field::Share(n)), n))
            .filter(|(fund, share, _)| fund.is_some() || share.is_some())
            .collect();
        Self {
            has_shares: funds.iter().any(|(_, share, _)| share.is_some()),
            all,
            at,
            units,
            funds,
        }
    }

    /// The column of a meaning.
    pub(super) fn at(&self, wanted: Field) -> Option<u16> {
        self.at[place(wanted)]
    }

    /// Every column that means something.
    pub(super) fn all(&self) -> impl Iterator<Item = (Field, u16)> {
        self.all.iter().copied()
    }
}

const PLACES: usize = 64;

/// A place of its own for each meaning.
fn place(field: Field) -> usize {
    let numbered = |first: usize, number: u8| first + usize::from(number.clamp(1, 9)) - 1;
    match field {
        Field::PostNumber => 0,
        Field::Title => 1,
        Field::UnitCode => 2,
        Field::PartOf => 3,
        Field::Posts => 4,
        Field::Fte => 5,
        Field::People => 6,
        Field::Hours => 7,
        Field::Weeks => 8,
        Field::Grade => 9,
        Field::Point => 10,
        Field::Tenure => 11,
        Field::Start => 12,
        Field::End => 13,
        Field::LineManager => 14,
        Field::Occupancy => 15,
        Field::Holder => 16,
        Field::HolderNumber => 17,
        Field::CoveredBy => 18,
        Field::Decision => 19,
        Field::DecisionDate => 20,
        Field::ApprovedBy => 21,
        Field::Unit(number) => numbered(30, number),
        Field::Fund(number) => numbered(40, number),
        Field::Share(number) => numbered(50, number),
    }
}
