//! The units of an establishment, numbered so that each comes after the one that it is part of.

use std::collections::{BTreeMap, BTreeSet};

use register::{Establishment, Placement, UnitId};

/// The tree of units. Number 0 is the whole establishment, which is no unit.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Tree {
    /// The number of the unit above; the whole is above itself.
    above: Vec<u32>,
    units: Vec<Option<UnitId>>,
    numbers: BTreeMap<UnitId, u32>,
}

impl Tree {
    /// Numbers the units level by level. Units that are part of each other in a circle hang from the
    /// whole, as do those that are part of a unit that is not there.
    pub(super) fn of(establishment: &Establishment) -> Self {
        let mut parts: BTreeMap<Option<UnitId>, Vec<UnitId>> = BTreeMap::new();
        for (id, unit) in establishment.units() {
            let above = unit
                .part_of
                .filter(|above| establishment.unit(*above).is_some());
            parts.entry(above).or_default().push(id);
        }
        let mut tree = Self {
            above: vec![0],
            units: vec![None],
            numbers: BTreeMap::new(),
        };
        tree.hang(0, parts.remove(&None).unwrap_or_default());
        let mut at = 1;
        loop {
            while let Some(unit) = tree.units.get(at).copied().flatten() {
                let below = parts.remove(&Some(unit)).unwrap_or_default();
                tree.hang(at, below);
                at += 1;
            }
            let circling = establishment
                .units()
                .find(|(id, _)| !tree.numbers.contains_key(id));
            match circling {
                Some((id, _)) => tree.hang(0, vec![id]),
                None => return tree,
            }
        }
    }

    fn hang(&mut self, above: usize, below: Vec<UnitId>) {
        for unit in below {
            if self.numbers.contains_key(&unit) {
                continue;
            }
            let number = narrow(self.units.len());
            self.numbers.insert(unit, number);
            self.units.push(Some(unit));
            self.above.push(narrow(above));
        }
    }

    /// How many units there are, and the whole.
    pub(super) fn len(&self) -> usize {
        self.units.len()
    }

    /// The number of the unit above.
    pub(super) fn above(&self, unit: usize) -> usize {
        self.above[unit] as usize
    }

    /// A unit and all above it, up to the whole.
    pub(super) fn upwards(&self, unit: u32) -> impl Iterator<Item = u32> {
        let next = |unit: &u32| (*unit != 0).then(|| self.above[*unit as usize]);
        std::iter::successors(Some(unit), next)
    }

    /// The units with their numbers, each after the one that it is part of.
    pub(super) fn units(&self) -> impl Iterator<Item = (usize, UnitId)> {
        let numbered = self.units.iter().enumerate();
        numbered.filter_map(|(number, unit)| Some((number, (*unit)?)))
    }

    pub(super) fn number(&self, unit: UnitId) -> Option<u32> {
        self.numbers.get(&unit).copied()
    }

    /// The lowest unit that certainly holds the posts.
    pub(super) fn place(&self, placement: &Placement) -> u32 {
        match placement {
            Placement::In(unit) => self.number(*unit).unwrap_or(0),
            Placement::OneOf(units) => {
                let all = units.iter().map(|unit| self.number(*unit).unwrap_or(0));
                all.reduce(|a, b| self.lowest_above_both(a, b)).unwrap_or(0)
            }
            Placement::NotStated => 0,
        }
    }

    fn lowest_above_both(&self, a: u32, b: u32) -> u32 {
        let above_a: BTreeSet<u32> = self.upwards(a).collect();
        self.upwards(b)
            .find(|unit| above_a.contains(unit))
            .unwrap_or(0)
    }
}

/// A number of a unit or a code. There are never more of them than [`super::MOST_LINES`] and the
/// register's own 32-bit numbers allow.
pub(super) fn narrow(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
