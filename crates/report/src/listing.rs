//! Which posts of an establishment a report lists: those of the units that its case is about.
//!
//! A case that is drafted from a register is resolved on the establishment of the whole council. A
//! committee wants to see the units that change, not the council.

use std::collections::BTreeSet;

use base::folded;
use costing::FteSum;
use proposal::{Case, Resolved};
use register::{Establishment, Line, Placement, UnitId};

/// The units that a case is about, with all that is in them.
pub(crate) struct Listing {
    units: BTreeSet<UnitId>,
    /// Is it about posts of which no unit is stated?
    without_unit: bool,
}

impl Listing {
    /// Those in which the case lists posts, by default or each, and those that its changes touch.
    pub(crate) fn of(case: &Case, resolved: &Resolved) -> Self {
        let defaults = case.defaults.units.iter();
        let posts = case.posts.iter().flat_map(|post| &post.units);
        let names = defaults.chain(posts).map(|at| folded(&at.value));
        let names: BTreeSet<String> = names.collect();
        let mut about = BTreeSet::new();
        for establishment in [&resolved.before, &resolved.after] {
            let named = establishment.units();
            let named = named.filter(|(_, unit)| names.contains(&folded(&unit.name)));
            about.extend(named.map(|(id, _)| id));
        }
        let mut without_unit =
            case.defaults.units.is_empty() && case.posts.iter().any(|post| post.units.is_empty());
        for effect in &resolved.effects {
            for line in effect.before.iter().chain(&effect.after) {
                match &line.post.placement {
                    Placement::In(unit) => drop(about.insert(*unit)),
                    Placement::OneOf(units) => about.extend(units),
                    Placement::NotStated => without_unit = true,
                }
            }
        }
        let mut units = about.clone();
        for establishment in [&resolved.before, &resolved.after] {
            let inside = establishment.units().map(|(id, _)| id);
            units.extend(inside.filter(|id| is_within(establishment, *id, &about)));
        }
        Self {
            units,
            without_unit,
        }
    }

    /// Does the report list this line?
    pub(crate) fn holds(&self, line: &Line) -> bool {
        match &line.post.placement {
            Placement::In(unit) => self.units.contains(unit),
            Placement::OneOf(units) => units.iter().any(|unit| self.units.contains(unit)),
            Placement::NotStated => self.without_unit,
        }
    }

    /// The lines of an establishment that the report lists.
    pub(crate) fn lines<'e>(
        &self,
        establishment: &'e Establishment,
    ) -> impl Iterator<Item = &'e Line> {
        establishment.lines().filter(|line| self.holds(line))
    }

    /// Does it leave out any?
    pub(crate) fn leaves_out(&self, establishment: &Establishment) -> bool {
        establishment.lines().any(|line| !self.holds(line))
    }

    /// The FTE of those that it lists.
    pub(crate) fn fte(&self, establishment: &Establishment) -> FteSum {
        let mut sum = FteSum::default();
        for line in self.lines(establishment) {
            match line.post.fte.known() {
                Some(fte) => sum.known += fte,
                None => sum.missing += 1,
            }
        }
        sum
    }
}

/// Is a unit one of these, or in one of them?
fn is_within(establishment: &Establishment, unit: UnitId, about: &BTreeSet<UnitId>) -> bool {
    let mut seen = BTreeSet::new();
    let mut at = Some(unit);
    while let Some(unit) = at.filter(|unit| seen.insert(*unit)) {
        if about.contains(&unit) {
            return true;
        }
        at = establishment.unit(unit).and_then(|unit| unit.part_of);
    }
    false
}
