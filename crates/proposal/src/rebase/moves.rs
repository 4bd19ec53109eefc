//! The entries that moved a register.

use std::sync::Arc;

use register::{Act, Entry, LineId, Quantity, UnitId};

use super::{Move, Moved};

impl Moved<'_> {
    /// The entries since the proposal was written.
    fn entries(&self) -> impl Iterator<Item = &Entry> {
        let since = usize::try_from(self.since).unwrap_or(usize::MAX);
        self.ledger.entries().iter().skip(since)
    }

    /// The entries since then about these lines.
    pub(super) fn of_lines(&self, lines: &[LineId]) -> Vec<Move> {
        let about = |entry: &&Entry| match &entry.act {
            Act::Withdraw { entry } => self.ledger.entry(*entry).is_some_and(|withdrawn| {
                let mut own = withdrawn.act.lines();
                own.any(|line| lines.contains(&line))
            }),
            act => act.lines().any(|line| lines.contains(&line)),
        };
        self.entries().filter(about).map(to_move).collect()
    }

    /// The entries since then about this unit.
    pub(super) fn of_unit(&self, wanted: UnitId) -> Vec<Move> {
        let about = |entry: &&Entry| match &entry.act {
            Act::OpenUnit { unit, .. }
            | Act::RenameUnit { unit, .. }
            | Act::MoveUnit { unit, .. }
            | Act::CloseUnit { unit } => *unit == wanted,
            Act::MergeUnits { units, into } => units.contains(&wanted) || *into == wanted,
            _ => false,
        };
        self.entries().filter(about).map(to_move).collect()
    }

    /// The unit into which this one was merged since.
    pub(super) fn merged_into(&self, wanted: UnitId) -> Option<UnitId> {
        let mut last = wanted;
        for entry in self.entries() {
            if let Act::MergeUnits { units, into } = &entry.act
                && units.contains(&last)
            {
                last = *into;
            }
        }
        (last != wanted).then_some(last)
    }
}

fn to_move(entry: &Entry) -> Move {
    Move {
        position: entry.position,
        decision: Arc::clone(&entry.authority.decision),
        did: did(&entry.act),
    }
}

/// What an entry did, in a few words.
fn did(act: &Act) -> String {
    match act {
        Act::OpenUnit { name, .. } => format!("{name} begun"),
        Act::RenameUnit { name, .. } => format!("renamed {name}"),
        Act::MoveUnit { .. } => "moved".to_owned(),
        Act::MergeUnits { .. } => "merged".to_owned(),
        Act::CloseUnit { .. } => "closed".to_owned(),
        Act::Attest { post, .. } => format!("{} attested", post.title),
        Act::Establish { post, .. } => format!("{} established", post.title),
        Act::Disestablish { quantity, .. } => format!("{} disestablished", part(*quantity)),
        Act::Amend { quantity, to, .. } => {
            let mut what = Vec::new();
            let mut note = |is_so: bool, words: &'static str| {
                if is_so {
                    what.push(words);
                }
            };
            note(to.title.is_some(), "title");
            note(to.grade.is_some() || to.point.is_some(), "grade");
            note(to.fte.is_some() || to.hours.is_some(), "hours");
            note(to.placement.is_some(), "unit");
            note(to.line_manager.is_some(), "line manager");
            note(to.tenure.is_some(), "tenure");
            note(to.funding.is_some(), "funding");
            format!("{} of {}", changed(&what), part(*quantity))
        }
        Act::Pay(payment) => format!("{} granted", payment.name),
        Act::Withdraw { .. } => "an earlier entry taken back".to_owned(),
    }
}

fn changed(what: &[&str]) -> String {
    match what {
        [] => "a change".to_owned(),
        _ => format!("another {}", what.join(" and ")),
    }
}

fn part(quantity: Quantity) -> String {
    match quantity {
        Quantity::All => "all of them".to_owned(),
        Quantity::Fte(fte) => format!("{fte} FTE"),
        Quantity::Posts(1) => "1 post".to_owned(),
        Quantity::Posts(posts) => format!("{posts} posts"),
    }
}
