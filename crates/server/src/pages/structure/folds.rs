//! Which units of a picture are open: what the address asks, and what is open by itself.

use std::collections::BTreeSet;

use register::UnitId;

use super::Standing;
use crate::query::Query;

/// The most units that an address can open or close.
const MOST_FOLDS: usize = 300;

/// Where not everything can be drawn, units are open by themselves while there are no more boxes than this.
const AT_FIRST: usize = 60;

/// Which units the address asks to see in full, and which not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Folds {
    pub(crate) open: BTreeSet<UnitId>,
    pub(crate) closed: BTreeSet<UnitId>,
    /// Are only the units open by themselves in which something happens?
    pub(crate) only_touched: bool,
}

impl Folds {
    /// What an address asks: `open` and `closed`, units by number with points between them.
    pub(crate) fn read(query: &Query) -> Self {
        let of = |name| {
            let numbers = query.get(name).unwrap_or_default().split('.');
            let units = numbers.filter_map(|number| number.parse().ok());
            units.take(MOST_FOLDS).map(UnitId::numbered).collect()
        };
        Self {
            open: of("open"),
            closed: of("closed"),
            only_touched: false,
        }
    }

    /// The address of the same picture with a unit opened or closed.
    pub(crate) fn address(&self, query: &Query, path: &str, unit: UnitId, open: bool) -> String {
        let mut folds = self.clone();
        let (to, from) = if open {
            (&mut folds.open, &mut folds.closed)
        } else {
            (&mut folds.closed, &mut folds.open)
        };
        to.insert(unit);
        from.remove(&unit);
        let query = query.without(&["find", "post"]);
        let query = query
            .with("open", &parts(&folds.open))
            .with("closed", &parts(&folds.closed));
        format!("{}#picture", query.address(path))
    }

    /// The same with a unit to be seen, whatever was closed.
    pub(crate) fn showing(&self, unit: Option<UnitId>) -> Self {
        let mut folds = Self {
            closed: BTreeSet::new(),
            ..self.clone()
        };
        folds.open.extend(unit);
        folds
    }

    /// Which of these units show their posts and the units within them, if a picture has room for so many
    /// boxes.
    ///
    /// All, where all can be drawn. Otherwise those that are asked for with the units that they are in, and
    /// whole levels from the top while there is room.
    pub(super) fn opened(&self, units: &[Standing], is_part: bool, most: usize) -> Vec<bool> {
        let mut open = vec![false; units.len()];
        let mut path: Vec<usize> = Vec::new();
        let mut parents: Vec<Option<usize>> = Vec::with_capacity(units.len());
        for (at, standing) in units.iter().enumerate() {
            path.retain(|above| units[*above].depth < standing.depth);
            parents.push(path.last().copied());
            path.push(at);
            let is_asked = standing.unit.is_some_and(|unit| self.open.contains(&unit));
            if is_asked || (self.only_touched && standing.is_touched) {
                path.iter().for_each(|above| open[*above] = true);
            }
        }
        let is_closed = |at: usize| {
            let unit = units[at].unit;
            unit.is_some_and(|unit| self.closed.contains(&unit))
        };
        if !self.only_touched {
            let by_itself = levels(units, &parents, &is_closed, is_part, most);
            for (open, by_itself) in open.iter_mut().zip(by_itself) {
                *open |= by_itself;
            }
        }
        // What is closed by name stays so, whatever is open in it.
        for (at, is_open) in open.iter_mut().enumerate() {
            *is_open &= !is_closed(at);
        }
        open
    }
}

/// Whole levels from the top, while there is room.
fn levels(
    units: &[Standing],
    parents: &[Option<usize>],
    is_closed: &dyn Fn(usize) -> bool,
    is_part: bool,
    most: usize,
) -> Vec<bool> {
    let mut open = vec![false; units.len()];
    let lines: usize = units.iter().map(|standing| standing.lines).sum();
    let is_whole = units.len() + lines <= most;
    let mut children = vec![0; units.len()];
    parents
        .iter()
        .flatten()
        .for_each(|above| children[*above] += 1);
    let within = |at: usize| children[at] + units[at].lines;
    let depths = || units.iter().map(|standing| standing.depth);
    let first = depths().next().unwrap_or(0);
    let mut boxes = parents.iter().filter(|above| above.is_none()).count();
    for depth in first..=depths().max().unwrap_or(first) {
        let level: Vec<usize> = (0..units.len())
            .filter(|at| units[*at].depth == depth && !is_closed(*at))
            .filter(|at| parents[*at].is_none_or(|above| open[above]))
            .collect();
        let all: usize = level.iter().map(|at| within(*at)).sum();
        if is_whole || (depth == first && is_part) || boxes + all <= AT_FIRST {
            level.iter().for_each(|at| open[*at] = true);
        }
        boxes += level
            .iter()
            .filter(|at| open[**at])
            .map(|at| within(*at))
            .sum::<usize>();
    }
    open
}

/// Units as an address has them.
pub(crate) fn parts(units: &BTreeSet<UnitId>) -> String {
    let numbers: Vec<String> = units.iter().map(|unit| unit.number().to_string()).collect();
    numbers.join(".")
}
