//! An invented council, written into a ledger.

use std::sync::Arc;

use register::{Authority, Entry, Ledger, LineId, Position};

use crate::history::{Decided, History, Size};

/// What every invented council is called.
pub const BODY: &str = "Anytown County Council";

/// Who holds a line of posts. Invented, and treated as if it were not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// The line.
    pub line: LineId,
    /// `Postholder 000014`.
    pub name: String,
    /// The council's number of the person.
    pub number: String,
}

/// Writes the whole history of a council into a ledger, after what that holds, and gives those who hold
/// its posts at the end.
pub fn write(size: Size, ledger: &mut Ledger) -> Vec<Holder> {
    let lines = ledger.new_line().number() - 1;
    let units = ledger.new_unit().number() - 1;
    let mut history = History::after(size, lines, units);
    for decided in history.by_ref() {
        record(decided, ledger);
    }
    let holder = |line: LineId| Holder {
        line,
        name: format!("Postholder {:06}", line.number()),
        number: format!("E{:06}", line.number()),
    };
    history.held().map(holder).collect()
}

/// The whole history of a council as the entries of a new ledger, made as they are asked for.
pub fn entries(size: Size) -> impl Iterator<Item = Entry> {
    let entries = History::of(size).flat_map(recorded);
    (1..).zip(entries).map(|(position, entry)| Entry {
        position: Position::numbered(position),
        ..entry
    })
}

fn record(decided: Decided, ledger: &mut Ledger) {
    for entry in recorded(decided) {
        ledger.record(entry.recorded, entry.effective, entry.authority, entry.act);
    }
}

/// What was decided as entries, without their places.
fn recorded(decided: Decided) -> impl Iterator<Item = Entry> {
    let lines = decided.before + 1..;
    lines
        .zip(decided.acts)
        .map(move |(line, (effective, act))| Entry {
            position: Position::numbered(0),
            recorded: decided.recorded,
            effective,
            authority: Authority {
                decision: Arc::clone(&decided.decision),
                standing: decided.standing,
                paragraph: None,
                change_line: Some(line),
                assumption: None,
                listed: None,
            },
            act,
        })
}
