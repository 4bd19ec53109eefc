//! Rows on their way into blocks: those of the lines that entries touch.

use std::collections::HashMap;

use super::block::Row;

/// Line numbers up to this stand in a list, for they are given one after another.
const IN_LIST: u32 = 1 << 24;
/// The rows of so many lines are fetched at a time.
pub(super) const FETCHED: usize = 64;
/// Nothing follows.
const NONE: u32 = u32::MAX;

/// The rows of lines, each line with a chain of its own.
#[derive(Clone, Debug, Default)]
pub(super) struct Gathered {
    /// For each line number, one more than where its first row stands; 0 if the line is not here.
    list: Vec<u32>,
    /// The same for higher numbers.
    others: HashMap<u32, u32>,
    rows: Vec<Chained>,
    lines: usize,
}

#[derive(Clone, Copy, Debug)]
struct Chained {
    row: Row,
    next: u32,
}

impl Gathered {
    /// How many lines are here.
    pub(super) fn lines(&self) -> usize {
        self.lines
    }

    /// Where the first row of a line stands, if the line is here.
    fn first(&self, line: u32) -> Option<u32> {
        let first = match line {
            0..IN_LIST => self.list.get(line as usize),
            line => self.others.get(&line),
        };
        first.and_then(|first| first.checked_sub(1))
    }

    /// Fetches the first rows of lines into the processor's caches, all at the same time: they stand
    /// anywhere, and one after another each would be waited for.
    pub(super) fn fetch(&self, lines: impl Iterator<Item = u32>) {
        let mut at = [NONE; FETCHED];
        for (at, line) in at.iter_mut().zip(lines) {
            *at = self.first(line).unwrap_or(NONE);
        }
        for _ in 0..3 {
            for at in &mut at {
                *at = self.rows.get(*at as usize).map_or(NONE, |row| row.next);
            }
        }
        std::hint::black_box(at);
    }

    /// Gives the rows of a line in their order; false if it is not here.
    pub(super) fn read(&self, line: u32, rows: &mut Vec<Row>) -> bool {
        rows.clear();
        let Some(first) = self.first(line) else {
            return false;
        };
        let mut at = first;
        while let Some(chained) = self.rows.get(at as usize) {
            rows.push(chained.row);
            at = chained.next;
        }
        true
    }

    /// Puts rows in the place of those of a line, which are no more than these.
    pub(super) fn write(&mut self, line: u32, rows: &[Row]) {
        let first = match line {
            0..IN_LIST => {
                if self.list.len() <= line as usize {
                    self.list.resize(line as usize + 1, 0);
                }
                &mut self.list[line as usize]
            }
            line => self.others.entry(line).or_default(),
        };
        self.lines += usize::from(*first == 0);
        let mut free = first.checked_sub(1).unwrap_or(NONE);
        let mut before: Option<usize> = None;
        for row in rows {
            let at = match self.rows.get(free as usize) {
                Some(chained) => std::mem::replace(&mut free, chained.next),
                None => {
                    let row = *row;
                    self.rows.push(Chained { row, next: NONE });
                    u32::try_from(self.rows.len() - 1).unwrap_or(NONE)
                }
            };
            self.rows[at as usize].row = *row;
            match before {
                Some(before) => self.rows[before].next = at,
                None => *first = at + 1,
            }
            before = Some(at as usize);
        }
        if let Some(last) = before {
            self.rows[last].next = NONE;
        }
    }

    /// The numbers of the lines that are here, in order.
    pub(super) fn numbers(&self) -> impl Iterator<Item = u32> {
        let mut others: Vec<u32> = self.others.keys().copied().collect();
        others.sort_unstable();
        let in_list = (0..).zip(&self.list).filter(|(_, first)| **first != 0);
        in_list.map(|(line, _)| line).chain(others)
    }
}
