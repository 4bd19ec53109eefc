//! What differs between two establishments.

use crate::establishment::{Establishment, Line};
use crate::ledger::LineId;
use crate::post::PostLine;

/// One line that is not the same in two establishments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// Only the second holds it.
    Begun(LineId),
    /// Only the first holds it.
    Ended(LineId),
    /// Both hold it, and these things about it differ.
    Changed(LineId, Vec<Field>),
}

/// Something that a line of posts has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// Its title.
    Title,
    /// Its grade or costing point.
    Grade,
    /// Its number of posts or FTE.
    Quantity,
    /// Its unit.
    Unit,
    /// Its line manager.
    LineManager,
    /// Its tenure.
    Tenure,
    /// Who pays.
    Funding,
    /// Whether it is held or covered.
    Occupancy,
}

/// The lines that differ, in the order in which the register knows them.
pub fn difference(before: &Establishment, after: &Establishment) -> Vec<Difference> {
    let may_differ = before.all_lines().may_differ(after.all_lines());
    may_differ
        .into_iter()
        .filter_map(|id| match (before.line(id), after.line(id)) {
            (_, Some(line)) => compared(before.line(id), line),
            (Some(_), None) => Some(Difference::Ended(id)),
            (None, None) => None,
        })
        .collect()
}

fn compared(before: Option<&Line>, after: &Line) -> Option<Difference> {
    let Some(before) = before else {
        return Some(Difference::Begun(after.id));
    };
    let fields = fields_that_differ(&before.post, &after.post);
    (!fields.is_empty()).then_some(Difference::Changed(after.id, fields))
}

/// What differs between two states of like posts.
pub fn fields_that_differ(a: &PostLine, b: &PostLine) -> Vec<Field> {
    [
        (Field::Title, a.title == b.title),
        (Field::Grade, a.grade == b.grade && a.point == b.point),
        (Field::Quantity, a.fte == b.fte && a.posts == b.posts),
        (Field::Unit, a.placement == b.placement),
        (Field::LineManager, a.line_manager == b.line_manager),
        (Field::Tenure, a.tenure == b.tenure),
        (Field::Funding, a.funding == b.funding),
        (
            Field::Occupancy,
            a.occupancy == b.occupancy && a.covered_by == b.covered_by,
        ),
    ]
    .into_iter()
    .filter_map(|(field, same)| (!same).then_some(field))
    .collect()
}
