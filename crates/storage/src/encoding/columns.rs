//! What is kept of columns.

use std::sync::Arc;

use register::{Entry, Position, Words};

use super::canonical::{Canonical, Input};
use super::shapes::record;
use super::{EntryFacts, Malformed};

record!(Words {
    bodies,
    placements,
    terms,
    shares,
    units_in_rows,
    folded,
    parted,
    apart,
    apart_entries,
    withdrawn,
    entries
});

impl<A: Canonical, B: Canonical> Canonical for (A, B) {
    fn write(&self, out: &mut Vec<u8>) {
        self.0.write(out);
        self.1.write(out);
    }

    fn read(input: &mut Input<'_>) -> Result<Self, Malformed> {
        Ok((A::read(input)?, B::read(input)?))
    }
}

/// An entry with its place and its decision, each with its own.
impl Canonical for Entry {
    fn write(&self, out: &mut Vec<u8>) {
        self.position.write(out);
        self.authority.decision.write(out);
        EntryFacts::of(self).write(out);
    }

    fn read(input: &mut Input<'_>) -> Result<Self, Malformed> {
        let position = Position::read(input)?;
        let decision = Arc::new(Canonical::read(input)?);
        let facts = EntryFacts::read(input)?;
        Ok(facts.entry(position, decision))
    }
}
