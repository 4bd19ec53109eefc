//! The tree of units at two times.

use std::borrow::Cow;
use std::cmp::Reverse;

use base::Date;

use super::day::{Day, asked, held};
use super::pieces::{Input, Numbers};
use crate::act::Act;
use crate::establishment::Establishment;
use crate::ledger::{Entry, UnitId};

/// The units at two times.
#[derive(Clone, Debug)]
pub struct Units<'c> {
    /// For each unit number, the unit above; 0 for none.
    above: Vec<u32>,
    there: Vec<bool>,
    /// All unit numbers, each after that of every unit that it is part of.
    order: Cow<'c, [u32]>,
}

impl Units<'_> {
    /// Every unit with the one that it is part of, if that is there; each after that one.
    pub fn downwards(&self) -> impl DoubleEndedIterator<Item = (UnitId, Option<UnitId>)> {
        let there = |number: &&u32| self.there[**number as usize];
        self.order.iter().filter(there).map(|number| {
            let above = self.above[*number as usize];
            let above = (above != 0 && self.there[above as usize]).then_some(above);
            (UnitId::numbered(*number), above.map(UnitId::numbered))
        })
    }

    /// Is there such a unit?
    pub fn has(&self, unit: UnitId) -> bool {
        self.there.get(unit.number() as usize).copied() == Some(true)
    }

    /// One more than the highest number of a unit.
    pub fn numbers(&self) -> usize {
        self.there.len()
    }

    /// The units of an establishment. Units that are part of each other in a circle are each part of
    /// none.
    pub(super) fn of(establishment: &Establishment) -> Units<'static> {
        let highest = establishment.units().map(|(id, _)| id.number()).max();
        let numbers = highest.map_or(1, |highest| highest as usize + 1);
        let (mut above, mut there) = (vec![0; numbers], vec![false; numbers]);
        for (id, unit) in establishment.units() {
            there[id.number() as usize] = true;
            above[id.number() as usize] = unit
                .part_of
                .filter(|part_of| establishment.unit(*part_of).is_some())
                .map_or(0, UnitId::number);
        }
        let all: Vec<(u32, u32)> = (0..)
            .zip(&above)
            .filter(|(_, above)| **above != 0)
            .map(|(unit, above)| (unit, *above))
            .collect();
        let mut order = in_order(numbers, &all);
        let mut placed = vec![false; numbers];
        order.iter().for_each(|unit| placed[*unit as usize] = true);
        for unit in 1..numbers {
            if !placed[unit] {
                above[unit] = 0;
                order.push(u32::try_from(unit).unwrap_or(0));
            }
        }
        Units {
            above,
            there,
            order: order.into(),
        }
    }
}

/// Under which unit one is, from a day on, as known from a day on.
#[derive(Clone, Copy, Debug)]
struct Hung {
    unit: u32,
    effective: Day,
    known: Day,
    above: u32,
}

/// The past of the tree of units.
#[derive(Clone, Debug, Default)]
pub(super) struct UnitColumns {
    /// By unit, the latest effect first; of rows with one day of effect, the last written first. After
    /// those, until they are settled, new ones as they were written.
    hung: Vec<Hung>,
    /// How many of them are in order.
    settled: usize,
    /// For each unit number, the first day of the unit.
    opened: Vec<Option<Day>>,
    order: Vec<u32>,
    last_known: Day,
}

impl UnitColumns {
    /// Takes in what an entry does to a unit. False if it does what rows cannot say: a unit ends or is
    /// opened twice, an entry is out of its order.
    pub(super) fn take_in(&mut self, entry: &Entry) -> bool {
        let (unit, above) = match &entry.act {
            Act::OpenUnit { unit, part_of, .. } => {
                let number = unit.number() as usize;
                if self.opened.len() <= number {
                    self.opened.resize(number + 1, None);
                }
                if self.opened[number].is_some() {
                    return false;
                }
                self.opened[number] = held(entry.effective);
                (unit, part_of)
            }
            Act::MoveUnit { unit, part_of } => (unit, part_of),
            Act::MergeUnits { .. } | Act::CloseUnit { .. } => return false,
            _ => return true,
        };
        let (Some(effective), Some(known)) = (held(entry.effective), held(entry.recorded)) else {
            return false;
        };
        let opened = self.opened.get(unit.number() as usize).copied().flatten();
        // A unit that is moved before it is there: refused, unless it is opened earlier later on.
        if opened.is_none_or(|opened| effective < opened) || known < self.last_known {
            return false;
        }
        self.last_known = known;
        self.hung.push(Hung {
            unit: unit.number(),
            effective,
            known,
            above: above.map_or(0, UnitId::number),
        });
        true
    }

    /// Makes ready what was taken in. False if rows cannot say it: a unit could come to be inside itself.
    pub(super) fn settle(&mut self) -> bool {
        if self.hung.len() > self.settled {
            // Later rows first, then by unit and day: sorting keeps the order of what is equal.
            let mut hung: Vec<Hung> = self.hung.drain(self.settled..).rev().collect();
            hung.append(&mut self.hung);
            hung.sort_by_key(|hung| (hung.unit, Reverse(hung.effective)));
            self.hung = hung;
            self.settled = self.hung.len();
            self.order = in_order(self.opened.len(), &self.ever());
        }
        self.order.len() + 1 >= self.opened.len()
    }

    /// Appends what is settled.
    pub(super) fn write(&self, numbers: &mut Numbers) {
        let day = |day: Day| u32::from(day.cast_unsigned());
        numbers.list(self.hung.iter().map(|hung| {
            let days = day(hung.effective) << 16 | day(hung.known);
            [hung.unit, days, hung.above]
        }));
        let opened = self.opened.iter();
        numbers.list(opened.map(|opened| [opened.map_or(u32::MAX, day)]));
        numbers.list(self.order.iter().map(|unit| [*unit]));
        numbers.list([[day(self.last_known)]].into_iter());
    }

    /// Reads what was written so; none if it was not.
    pub(super) fn read(input: &mut Input<'_>) -> Option<Self> {
        let day = |bits: u32| u16::try_from(bits).ok().map(u16::cast_signed);
        let hung = input.list()?.map(|[unit, days, above]| {
            Some(Hung {
                unit,
                effective: day(days >> 16)?,
                known: day(days & 0xffff)?,
                above,
            })
        });
        let hung: Vec<Hung> = hung.collect::<Option<_>>()?;
        let opened = input.list()?.map(|[opened]| day(opened));
        let opened: Vec<Option<Day>> = opened.collect();
        let order: Vec<u32> = input.list()?.map(|[unit]| unit).collect();
        let [last_known] = input.list()?.next()?;
        let is_unit = |unit: u32| (unit as usize) < opened.len();
        let fits =
            hung.iter().all(|hung| is_unit(hung.unit)) && order.iter().all(|at| is_unit(*at));
        fits.then_some(())?;
        Some(Self {
            settled: hung.len(),
            hung,
            opened,
            order,
            last_known: day(last_known)?,
        })
    }

    /// Every unit with each under which it has ever been.
    fn ever(&self) -> Vec<(u32, u32)> {
        let hung = self.hung.iter().filter(|hung| hung.above != 0);
        let mut ever: Vec<(u32, u32)> = hung.map(|hung| (hung.unit, hung.above)).collect();
        ever.sort_unstable();
        ever.dedup();
        ever
    }

    /// The units at two times.
    pub(super) fn at(&self, in_force_on: Date, as_recorded_at: Date) -> Units<'_> {
        let (on, by) = (asked(in_force_on), asked(as_recorded_at));
        let numbers = self.opened.len().max(1);
        let (mut above, mut there) = (vec![0; numbers], vec![false; numbers]);
        let mut answered = 0;
        for hung in &self.hung {
            if hung.unit != answered && hung.effective <= on && hung.known <= by {
                answered = hung.unit;
                above[hung.unit as usize] = hung.above;
                there[hung.unit as usize] = true;
            }
        }
        // A unit above may have a number that none was opened with.
        for above in &mut above {
            if *above as usize >= numbers {
                *above = 0;
            }
        }
        Units {
            above,
            there,
            order: Cow::Borrowed(&self.order),
        }
    }
}

/// Unit numbers from 1 on, each after every one that it is under; those that are under each other in a
/// circle, and what is under them, are left out.
fn in_order(numbers: usize, under: &[(u32, u32)]) -> Vec<u32> {
    let within = |number: u32| (number as usize) < numbers;
    let under = || {
        let both = under.iter().filter(|(a, b)| within(*a) && within(*b));
        both.map(|(unit, above)| (*unit as usize, *above as usize))
    };
    let mut above = vec![0_u32; numbers];
    let mut starts = vec![0_usize; numbers + 1];
    for (unit, over) in under() {
        above[unit] += 1;
        starts[over + 1] += 1;
    }
    for number in 0..numbers {
        starts[number + 1] += starts[number];
    }
    let mut below = vec![0_usize; starts[numbers]];
    let mut next = starts.clone();
    for (unit, over) in under() {
        below[next[over]] = unit;
        next[over] += 1;
    }
    let mut order: Vec<u32> = (1..numbers)
        .filter(|unit| above[*unit] == 0)
        .filter_map(|unit| u32::try_from(unit).ok())
        .collect();
    let mut at = 0;
    while let Some(over) = order.get(at).map(|unit| *unit as usize) {
        for unit in &below[starts[over]..starts[over + 1]] {
            above[*unit] -= 1;
            if above[*unit] == 0 {
                order.extend(u32::try_from(*unit));
            }
        }
        at += 1;
    }
    order
}
