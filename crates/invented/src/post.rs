//! One post of an invented council, small enough to keep two million of them.

use base::{Date, Fte, Known, exact};
use register::{FundShare, Occupancy, Placement, PostLine, Tenure};

use crate::seeded::Seeded;
use crate::units::Units;
use crate::words::{FUNDS, RANKS};

/// Parts of full time; the odd ones are hours of a week of 37.
const PART_TIME: [(u8, u8); 6] = [(1, 2), (3, 5), (4, 5), (2, 5), (30, 37), (20, 37)];
/// The grades; above them are chief officers, whose pay no spine has.
pub(crate) const GRADES: u8 = 12;
/// The units of these levels are headed by chief officers.
const CHIEF: usize = 2;

/// A post as it stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Post {
    pub(crate) line: u32,
    pub(crate) unit: u32,
    /// None heads its unit.
    rank: Option<u8>,
    /// The unit for whose service it was established; its title stays when it moves.
    of: u32,
    /// From 1; 0 is a chief officer.
    grade: u8,
    point: u8,
    fte: (u8, u8),
    funds: Funds,
    pub(crate) until: Option<Date>,
    pub(crate) held: Held,
    /// The last day from which something about it has effect.
    pub(crate) since: Date,
}

/// Who pays: one fund, or two or three that follow each other.
#[derive(Clone, Copy, Debug)]
struct Funds {
    first: u8,
    split: u8,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Held {
    Filled,
    Vacant,
    NotKnown,
    /// The post is no more.
    Ended,
}

impl Post {
    /// A post of a unit: its head, or one of those below.
    pub(crate) fn new(
        line: u32,
        unit: usize,
        head: bool,
        since: Date,
        units: &Units,
        seeded: &mut Seeded,
    ) -> Self {
        let level = units.level(unit);
        let (rank, grade) = match head {
            true if level < CHIEF => (None, 0),
            true => (None, GRADES - small(level.min(4)) + 1),
            // Most posts stand low on the spine.
            false => {
                let grade = 1 + small(seeded.below(10).min(seeded.below(10)));
                (Some(small(seeded.below(RANKS.len()))), grade)
            }
        };
        let of = u32::try_from(unit).unwrap_or(u32::MAX);
        Self {
            line,
            unit: of,
            rank,
            of,
            grade,
            point: point(grade, seeded),
            fte: fte(seeded),
            funds: funds(seeded),
            until: None,
            held: match seeded.below(20) {
                0..2 => Held::Vacant,
                2 => Held::NotKnown,
                _ => Held::Filled,
            },
            since,
        }
    }

    pub(crate) fn heads(&self) -> bool {
        self.rank.is_none()
    }

    pub(crate) fn unit(&self) -> usize {
        self.unit as usize
    }

    /// Another grade, a step away.
    pub(crate) fn regrade(&mut self, seeded: &mut Seeded) {
        self.grade = match (self.grade, seeded.below(4)) {
            (0, _) => 0,
            (grade, 0) => grade.saturating_sub(1).max(1),
            (grade, _) => (grade + 1).min(GRADES),
        };
        self.point = point(self.grade, seeded);
    }

    pub(crate) fn change_hours(&mut self, seeded: &mut Seeded) {
        self.fte = fte(seeded);
    }

    pub(crate) fn change_funding(&mut self, seeded: &mut Seeded) {
        self.funds = funds(seeded);
    }

    /// As the register holds it.
    pub(crate) fn line(&self, units: &Units) -> PostLine {
        PostLine {
            number: Some(format!("P{:07}", self.line)),
            grade: Known::Known(self.grade_name()),
            point: self.point(),
            posts: Known::Known(1),
            fte: Known::Known(self.fte()),
            placement: self.placement(units),
            line_manager: self.line_manager(units),
            tenure: Known::Known(self.tenure()),
            funding: self.funding(),
            occupancy: match self.held {
                Held::Filled => Known::Known(Occupancy::Filled),
                Held::Vacant => Known::Known(Occupancy::Vacant),
                Held::NotKnown | Held::Ended => Known::Unknown,
            },
            ..PostLine::titled(self.title(units))
        }
    }

    fn title(&self, units: &Units) -> String {
        let of = self.of as usize;
        match self.rank {
            None => units.head(of),
            Some(rank) => format!("{} {}", units.field(of), RANKS[usize::from(rank)]),
        }
    }

    pub(crate) fn grade_name(&self) -> String {
        match self.grade {
            0 => "Chief Officer".to_owned(),
            grade => format!("Grade {grade}"),
        }
    }

    pub(crate) fn point(&self) -> Option<u16> {
        (self.grade > 0).then_some(u16::from(self.point))
    }

    pub(crate) fn fte(&self) -> Fte {
        let (hours, of) = self.fte;
        Fte::new(exact(i128::from(hours), i128::from(of)))
    }

    pub(crate) fn placement(&self, units: &Units) -> Placement {
        Placement::In(units.id(self.unit()))
    }

    /// The title of whoever heads its unit, or the unit above.
    pub(crate) fn line_manager(&self, units: &Units) -> Option<String> {
        match self.heads() {
            true => units.above(self.unit()).map(|above| units.head(above)),
            false => Some(units.head(self.unit())),
        }
    }

    pub(crate) fn tenure(&self) -> Tenure {
        self.until.map_or(Tenure::Permanent, |day| {
            Tenure::Temporary(base::End::On(base::When::Day(day)))
        })
    }

    pub(crate) fn funding(&self) -> Vec<FundShare> {
        let shares: &[i128] = match self.funds.split {
            0 => &[50, 30, 20],
            1 => &[60, 40],
            _ => &[100],
        };
        let named = |(further, share): (usize, &i128)| FundShare {
            fund: FUNDS[(usize::from(self.funds.first) + further) % FUNDS.len()].to_owned(),
            share: Known::Known(exact(*share, 100)),
        };
        shares.iter().enumerate().map(named).collect()
    }
}

fn point(grade: u8, seeded: &mut Seeded) -> u8 {
    // Grade 1 begins at point 2; the top of Grade 12 is point 41.
    grade.saturating_sub(1) * 3 + 2 + small(seeded.below(4))
}

fn fte(seeded: &mut Seeded) -> (u8, u8) {
    match seeded.below(3) {
        0 => seeded.one_of(&PART_TIME),
        _ => (1, 1),
    }
}

fn funds(seeded: &mut Seeded) -> Funds {
    Funds {
        first: match seeded.below(10) {
            0..7 => 0,
            _ => small(seeded.below(FUNDS.len())),
        },
        split: small(seeded.below(15)),
    }
}

/// A number that is known to be small.
fn small(number: usize) -> u8 {
    u8::try_from(number).unwrap_or(u8::MAX)
}
