//! A line as each entry left it.

use std::collections::{BTreeMap, BTreeSet};

use base::Date;
use register::{Act, Entry, Ledger, Line, LineId, Position, Refusal};

use crate::view::View;

/// What an entry did to a line.
#[derive(Clone, Debug, Default)]
pub(crate) struct State {
    /// The line afterwards; none if the entry ended it.
    pub(crate) after: Option<Line>,
    /// Why the entry could not be carried out.
    pub(crate) refused: Option<Refusal>,
}

/// What each entry that touches a line made of it, by its position.
///
/// Several entries can take effect on one day, so the fold of a day is not enough. Only the entries
/// that bear on the line are folded: those of its lines before, and those about units.
pub(crate) fn states(
    view: &View,
    id: LineId,
    withdrawn: &BTreeMap<Position, Position>,
) -> BTreeMap<Position, State> {
    let lines = ancestry(view, id);
    let mut bearing: Vec<&Entry> = view
        .entries()
        .filter(|entry| !withdrawn.contains_key(&entry.position) && bears_on(&entry.act, &lines))
        .collect();
    bearing.sort_by_key(|entry| (entry.effective, entry.position));
    let mut scratch = Ledger::new();
    let mut positions = Vec::new();
    let mut states = BTreeMap::new();
    for entry in bearing {
        let at = scratch.record(
            Date::MIN,
            entry.effective,
            entry.authority.clone(),
            entry.act.clone(),
        );
        positions.push(entry.position);
        if !touches(&entry.act, id) {
            continue;
        }
        let fold = scratch.fold(entry.effective, Date::MAX);
        let refused = fold.refused.iter().find(|(position, _)| *position == at);
        let mut after = fold.establishment.line(id).cloned();
        for because in after.iter_mut().flat_map(|line| &mut line.because) {
            // Scratch positions count from one, in the order in which entries were taken.
            let index = usize::try_from(because.number())
                .unwrap_or(0)
                .saturating_sub(1);
            *because = positions[index];
        }
        let refused = refused.map(|(_, why)| *why);
        states.insert(entry.position, State { after, refused });
    }
    states
}

/// The line, and the lines of which it was a part.
fn ancestry(view: &View, id: LineId) -> BTreeSet<LineId> {
    let mut lines = BTreeSet::from([id]);
    let entries: Vec<&Entry> = view.entries().collect();
    for entry in entries.into_iter().rev() {
        if let Act::Amend { line, becomes, .. } = &entry.act
            && lines.contains(becomes)
        {
            lines.insert(*line);
        }
    }
    lines
}

fn touches(act: &Act, id: LineId) -> bool {
    match act {
        Act::Attest { line, .. } | Act::Establish { line, .. } | Act::Disestablish { line, .. } => {
            *line == id
        }
        Act::Amend { line, becomes, .. } => *line == id || *becomes == id,
        _ => false,
    }
}

fn bears_on(act: &Act, lines: &BTreeSet<LineId>) -> bool {
    match act {
        Act::OpenUnit { .. }
        | Act::RenameUnit { .. }
        | Act::MoveUnit { .. }
        | Act::MergeUnits { .. }
        | Act::CloseUnit { .. } => true,
        Act::Pay(_) | Act::Withdraw { .. } => false,
        Act::Attest { .. }
        | Act::Establish { .. }
        | Act::Disestablish { .. }
        | Act::Amend { .. } => lines.iter().any(|id| touches(act, *id)),
    }
}
