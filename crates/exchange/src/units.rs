//! The tree of units that the columns of a list make.

use base::folded;
use hashbrown::HashMap;

use crate::layout::one_line;
use crate::sheet::{TextId, Texts};

/// A unit as a list names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedUnit {
    /// Its name.
    pub name: String,
    /// The council's own code, if the list has it.
    pub code: Option<String>,
    /// The unit that it is part of, by its place among the units.
    pub part_of: Option<usize>,
}

/// What a row says of its unit.
pub(crate) struct Said<'s> {
    /// The names of its levels, the highest first, without blank ones.
    pub(crate) levels: &'s [TextId],
    pub(crate) code: TextId,
    pub(crate) part_of: TextId,
}

/// Where a row's unit stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Placed {
    pub(crate) unit: usize,
    /// What the list said of it before, if that is something else.
    pub(crate) clash: Option<String>,
}

/// The units of a list, as its rows are read.
#[derive(Debug, Default)]
pub(crate) struct Units {
    pub(crate) all: Vec<ListedUnit>,
    by_row: HashMap<Vec<TextId>, Placed>,
    by_name: HashMap<(Option<usize>, String), usize>,
    by_code: HashMap<String, usize>,
}

impl Units {
    /// The unit of a row; none if the row names none.
    pub(crate) fn place(&mut self, texts: &Texts, said: &Said<'_>) -> Option<Placed> {
        if said.levels.is_empty() {
            return None;
        }
        let key = [said.levels, &[said.code, said.part_of]].concat();
        if let Some(placed) = self.by_row.get(&key) {
            return Some(placed.clone());
        }
        let placed = if said.part_of == TextId::EMPTY {
            self.place_in_levels(texts, said)
        } else {
            self.place_in_unit(texts, said)
        }?;
        // Only the first row of a kind is told about.
        let quiet = Placed {
            clash: None,
            ..placed.clone()
        };
        self.by_row.insert(key, quiet);
        Some(placed)
    }

    /// By the names of all levels above it. A name that repeats that of the level above says that the
    /// posts stand in that.
    fn place_in_levels(&mut self, texts: &Texts, said: &Said<'_>) -> Option<Placed> {
        let mut names: Vec<String> = Vec::new();
        for level in said.levels {
            let name = one_line(texts.get(*level));
            let repeats = |above: &String| folded(above) == folded(&name);
            if !name.is_empty() && !names.last().is_some_and(repeats) {
                names.push(name);
            }
        }
        let code = one_line(texts.get(said.code));
        let last = names.pop()?;
        let mut above = None;
        for name in names {
            above = Some(self.named(above, &name));
        }
        if code.is_empty() {
            let unit = self.named(above, &last);
            return Some(Placed { unit, clash: None });
        }
        if let Some(unit) = self.by_code.get(&code).copied() {
            let known = &self.all[unit];
            let same = folded(&known.name) == folded(&last) && known.part_of == above;
            let clash = (!same).then(|| self.path(unit));
            return Some(Placed { unit, clash });
        }
        let unit = match self.by_name.get(&(above, folded(&last))).copied() {
            Some(unit) if self.all[unit].code.is_none() => unit,
            _ => self.open(above, &last),
        };
        self.all[unit].code = Some(code.clone());
        self.by_code.insert(code, unit);
        Some(Placed { unit, clash: None })
    }

    /// By its own name or code and the name of the unit that it is part of.
    fn place_in_unit(&mut self, texts: &Texts, said: &Said<'_>) -> Option<Placed> {
        let name = one_line(texts.get(*said.levels.last()?));
        let code = one_line(texts.get(said.code));
        let above = one_line(texts.get(said.part_of));
        let unit = match self.by_code.get(&code).copied() {
            Some(unit) => unit,
            None => self.anywhere(&name),
        };
        if !code.is_empty() && self.all[unit].code.is_none() {
            self.all[unit].code = Some(code.clone());
            self.by_code.insert(code, unit);
        }
        if folded(&above) == folded(&name) {
            return Some(Placed { unit, clash: None });
        }
        let above = match self.by_code.get(&above).copied() {
            Some(above) => above,
            None => self.anywhere(&above),
        };
        let clash = match self.all[unit].part_of {
            Some(before) if before != above => Some(self.path(unit)),
            _ => None,
        };
        if clash.is_none() {
            self.all[unit].part_of = Some(above);
        }
        Some(Placed { unit, clash })
    }

    /// The unit of that name, wherever it stands.
    fn anywhere(&mut self, name: &str) -> usize {
        self.named(None, name)
    }

    fn named(&mut self, above: Option<usize>, name: &str) -> usize {
        match self.by_name.get(&(above, folded(name))).copied() {
            Some(unit) => unit,
            None => self.open(above, name),
        }
    }

    fn open(&mut self, part_of: Option<usize>, name: &str) -> usize {
        let unit = self.all.len();
        self.by_name.entry((part_of, folded(name))).or_insert(unit);
        self.all.push(ListedUnit {
            name: name.to_owned(),
            code: None,
            part_of,
        });
        unit
    }

    /// The names from the top down to a unit: `Adults > Commissioning > Placements`.
    pub(crate) fn path(&self, unit: usize) -> String {
        let mut names = Vec::new();
        let mut at = Some(unit);
        while let Some(unit) = at
            && names.len() < 20
        {
            names.push(self.all[unit].name.as_str());
            at = self.all[unit].part_of;
        }
        names.reverse();
        names.join(" > ")
    }

    /// Takes apart every circle at the unit that closes it, and names those units.
    pub(crate) fn take_circles_apart(&mut self) -> Vec<(usize, String)> {
        let mut found = Vec::new();
        // 0: not seen; 1: on the way up now; 2: known to reach the top.
        let mut seen = vec![0_u8; self.all.len()];
        for start in 0..self.all.len() {
            let mut way = Vec::new();
            let mut at = Some(start);
            while let Some(unit) = at.filter(|unit| seen[*unit] == 0) {
                seen[unit] = 1;
                way.push(unit);
                at = self.all[unit].part_of;
            }
            if let Some(unit) = at.filter(|unit| seen[*unit] == 1) {
                let from = way.iter().position(|on_way| *on_way == unit).unwrap_or(0);
                let names = way[from..].iter().chain([&unit]);
                let names: Vec<&str> = names.map(|at| self.all[*at].name.as_str()).collect();
                let circle = names.join(", part of ");
                self.all[unit].part_of = None;
                found.push((unit, circle));
            }
            for unit in way {
                seen[unit] = 2;
            }
        }
        found
    }

    /// The units so that each comes after the one that it is part of.
    pub(crate) fn downwards(units: &[ListedUnit]) -> Vec<usize> {
        let mut depths = vec![0_usize; units.len()];
        for start in 0..units.len() {
            let mut way = Vec::new();
            let mut at = Some(start);
            while let Some(unit) = at.filter(|unit| depths[*unit] == 0) {
                way.push(unit);
                at = units[unit].part_of;
            }
            let mut depth = at.map_or(0, |unit| depths[unit]);
            for unit in way.into_iter().rev() {
                depth += 1;
                depths[unit] = depth;
            }
        }
        let mut order: Vec<usize> = (0..units.len()).collect();
        order.sort_by_key(|unit| (depths[*unit], *unit));
        order
    }
}
