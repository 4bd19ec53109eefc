//! Units by all the names that a paper uses for them.

use std::collections::BTreeMap;

use base::folded;
use diagnostics::{At, Fix};
use register::{Act, Establishment, Placement, UnitId};

use super::{Why, Work};
use crate::rules;
use crate::slips::{Names, as_toml};

/// The unit behind each name.
#[derive(Debug, Default)]
pub(super) struct UnitNames {
    known: BTreeMap<String, UnitId>,
    /// The units that the register held before the case.
    held: BTreeMap<String, UnitId>,
}

impl UnitNames {
    pub(super) fn add(&mut self, name: &str, unit: UnitId) {
        self.known.insert(folded(name), unit);
    }

    /// The names of the units that a register holds.
    pub(super) fn of(held: &Establishment) -> Self {
        let held = held
            .units()
            .map(|(unit, held)| (folded(&held.name), unit))
            .collect();
        Self {
            known: BTreeMap::new(),
            held,
        }
    }

    pub(super) fn get(&self, name: &str) -> Option<UnitId> {
        self.known.get(&folded(name)).copied()
    }

    /// The unit that a selector means: one of the case, or one that the register held before it.
    pub(super) fn meant(&self, name: &str) -> Option<UnitId> {
        let held = || self.held.get(&folded(name)).copied();
        self.get(name).or_else(held)
    }
}

impl Work<'_> {
    /// The unit of a name. One that the case does not list is reported, and opened all the same so
    /// that nothing is lost; a case that lists no unit at all has them opened without a word.
    pub(super) fn unit(&mut self, name: &At<String>) -> UnitId {
        if let Some(unit) = self.names.get(name) {
            return unit;
        }
        if !self.case.units.is_empty() {
            let message = format!("the unit {:?} is not listed in this case", name.value);
            let listed = self.case.units.iter().map(|unit| unit.name.as_str());
            let listed: Names<'_> = listed.collect();
            let diagnostic = listed.suggest(&rules::UNIT_NOT_FOUND, name, message);
            let record = format!("[[unit]]\nname = {}", as_toml(name));
            let list = Fix::choice(format!("List {:?} as a unit", name.value));
            self.found.push(
                diagnostic
                    .help("list it under [[unit]], or as also_called of the unit that it means")
                    .fix(list.append(name.place.source, record)),
            );
        }
        self.open_unit(name, None, None)
    }

    /// Opens a unit, unless the register holds it already.
    pub(super) fn open_unit(
        &mut self,
        name: &At<String>,
        part_of: Option<UnitId>,
        change: Option<usize>,
    ) -> UnitId {
        let held = self.names.held.get(&folded(name)).copied();
        let unit = held.unwrap_or_else(|| self.ledger.new_unit());
        self.names.add(name, unit);
        if held.is_none() {
            let act = Act::OpenUnit {
                unit,
                name: name.value.clone(),
                part_of,
            };
            let from = change.and_then(|index| self.first_day(index));
            let why = Why {
                place: &name.place,
                paragraph: None,
                change_line: change.map(|index| index + 1),
                assumption: None,
                attested: change.is_none(),
            };
            self.act(act, from, &why);
        }
        unit
    }

    /// Where posts stand that a paper puts into these units.
    pub(super) fn placement(&mut self, own: &[At<String>], or: &[At<String>]) -> Placement {
        let names: Vec<At<String>> = if own.is_empty() {
            or.to_vec()
        } else {
            own.to_vec()
        };
        let mut units: Vec<UnitId> = names.iter().map(|name| self.unit(name)).collect();
        units.dedup();
        match units[..] {
            [] => Placement::NotStated,
            [unit] => Placement::In(unit),
            _ => Placement::OneOf(units),
        }
    }
}
