//! The tree of units.

use register::{Act, UnitId};

use crate::seeded::Seeded;
use crate::words::{FIELDS, KINDS};

/// How many units stand directly below one.
const PARTS: usize = 5;

/// A unit, by its number from 0, which is the council.
#[derive(Clone, Debug)]
struct Unit {
    /// The unit above; of the council itself.
    above: usize,
    level: usize,
    /// Its place among the units of its level.
    place: usize,
}

/// The units of a council: each with some below it, the first above all.
#[derive(Clone, Debug)]
pub(crate) struct Units {
    all: Vec<Unit>,
    /// The first unit of each level, and the end.
    levels: Vec<usize>,
    first: u32,
}

impl Units {
    /// So many units, of which the first has this number in the register.
    pub(crate) fn new(count: usize, first: u32) -> Self {
        let mut all: Vec<Unit> = Vec::with_capacity(count);
        let mut levels = vec![0];
        for unit in 0..count {
            let above = unit.saturating_sub(1) / PARTS;
            let level = match unit {
                0 => 0,
                _ => all[above].level + 1,
            };
            if level == levels.len() {
                levels.push(unit);
            }
            let place = unit - levels[level];
            all.push(Unit {
                above,
                level,
                place,
            });
        }
        levels.push(count);
        Self { all, levels, first }
    }

    pub(crate) fn len(&self) -> usize {
        self.all.len()
    }

    /// The unit in the register.
    pub(crate) fn id(&self, unit: usize) -> UnitId {
        let offset = u32::try_from(unit).unwrap_or(u32::MAX);
        UnitId::numbered(self.first.saturating_add(offset))
    }

    /// The service that a unit is for.
    pub(crate) fn field(&self, unit: usize) -> &'static str {
        FIELDS[self.all[unit].place % FIELDS.len()]
    }

    /// `Museums Team 3`; of the council, the name given.
    pub(crate) fn name(&self, unit: usize, council: &str) -> String {
        let Unit { level, place, .. } = self.all[unit];
        if level == 0 {
            return council.to_owned();
        }
        let (kind, _) = KINDS[level.min(KINDS.len() - 1)];
        let field = self.field(unit);
        match place / FIELDS.len() {
            0 => format!("{field} {kind}"),
            turn => format!("{field} {kind} {}", turn + 1),
        }
    }

    /// The title of the post that heads a unit.
    pub(crate) fn head(&self, unit: usize) -> String {
        let level = self.all[unit].level;
        let (_, head) = KINDS[level.min(KINDS.len() - 1)];
        match level {
            0 => head.to_owned(),
            _ => format!("{head}, {}", self.name(unit, "")),
        }
    }

    pub(crate) fn level(&self, unit: usize) -> usize {
        self.all[unit].level
    }

    pub(crate) fn above(&self, unit: usize) -> Option<usize> {
        (unit > 0).then(|| self.all[unit].above)
    }

    /// Opens a unit.
    pub(crate) fn open(&self, unit: usize, council: &str) -> Act {
        Act::OpenUnit {
            unit: self.id(unit),
            name: self.name(unit, council),
            part_of: self.above(unit).map(|above| self.id(above)),
        }
    }

    /// Makes a unit part of another one of the level above. None for a unit with nowhere to go.
    pub(crate) fn move_somewhere(&mut self, unit: usize, seeded: &mut Seeded) -> Option<Act> {
        let level = self.all[unit].level.checked_sub(1)?;
        let above = self.levels[level]..self.levels[level + 1];
        let to = above.start + seeded.below(above.len());
        if to == self.all[unit].above {
            return None;
        }
        self.all[unit].above = to;
        Some(Act::MoveUnit {
            unit: self.id(unit),
            part_of: Some(self.id(to)),
        })
    }

    /// A unit beside this one, or itself.
    pub(crate) fn beside(&self, unit: usize, seeded: &mut Seeded) -> usize {
        let level = self.all[unit].level;
        let level = self.levels[level]..self.levels[level + 1];
        let from = unit.saturating_sub(PARTS / 2).max(level.start);
        from + seeded.below((level.end - from).min(PARTS))
    }
}
