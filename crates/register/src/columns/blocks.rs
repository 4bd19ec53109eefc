//! All blocks, by the numbers of their lines.

use std::sync::Arc;

use super::block::{Block, ROOM, Row};
use super::gathered::Gathered;

/// A change of so many lines is made line by line, of more by writing all blocks anew.
const FEW: usize = 256;

/// The rows of all lines. A copy shares the blocks that it does not change.
#[derive(Clone, Debug, Default)]
pub(super) struct Blocks {
    all: Vec<Arc<Block>>,
}

impl Blocks {
    /// Of blocks in the order of their lines; none if they are not.
    pub(super) fn of(all: Vec<Arc<Block>>) -> Option<Self> {
        let follow = |pair: &[Arc<Block>]| pair[0].last() < pair[1].first();
        let in_order = all.len() < 2 || all.iter().all(|block| !block.is_empty());
        (in_order && all.windows(2).all(follow)).then_some(Self { all })
    }

    pub(super) fn shared(&self) -> &[Arc<Block>] {
        &self.all
    }

    pub(super) fn iter(&self) -> impl ExactSizeIterator<Item = &Block> {
        self.all.iter().map(Arc::as_ref)
    }

    /// The rows of a line, in their order.
    pub(super) fn read(&self, line: u32, rows: &mut Vec<Row>) {
        rows.clear();
        let block = self.all.get(self.block_of(line));
        rows.extend(block.into_iter().flat_map(|block| block.rows(line)));
    }

    /// The block in which the rows of a line stand, if it has any.
    fn block_of(&self, line: u32) -> usize {
        let after = self.all.partition_point(|block| block.first() <= line);
        after.saturating_sub(1)
    }

    /// Puts rows in the place of those of a line; false if they are too many for a block.
    pub(super) fn replace(&mut self, line: u32, rows: &[Row]) -> bool {
        if rows.len() > ROOM {
            return false;
        }
        if self.all.is_empty() {
            self.all.push(Arc::new(Block::new()));
        }
        loop {
            let at = self.block_of(line);
            let block = Arc::make_mut(&mut self.all[at]);
            if block.replace(line, rows) {
                if block.is_empty() && self.all.len() > 1 {
                    self.all.remove(at);
                }
                return true;
            }
            let beside = match (line < block.first(), block.last() < line) {
                (true, _) => at,
                (_, true) => at + 1,
                _ => {
                    let second = block.halve();
                    self.all.insert(at + 1, Arc::new(second));
                    continue;
                }
            };
            let mut alone = Block::new();
            alone.replace(line, rows);
            self.all.insert(beside, Arc::new(alone));
            return true;
        }
    }

    /// Puts what was gathered in the place of what the blocks hold of the same lines, none of which has
    /// more rows than a block.
    pub(super) fn take_in(&mut self, gathered: &Gathered) {
        let mut rows = Vec::new();
        if gathered.lines() <= FEW {
            for line in gathered.numbers() {
                gathered.read(line, &mut rows);
                self.replace(line, &rows);
            }
            return;
        }
        let old = std::mem::take(&mut self.all);
        let held = old.iter().flat_map(|block| {
            let lines = block.lines();
            lines.map(move |(line, range)| (line, block, range))
        });
        let mut held = held.peekable();
        let mut open = Block::new();
        let mut close = |open: &mut Block| {
            let full = std::mem::replace(open, Block::new());
            self.all.push(Arc::new(full));
        };
        let mut keep = |line: u32, rows: &[Row]| {
            if !open.push(line, rows) {
                close(&mut open);
                open.push(line, rows);
            }
        };
        for line in gathered.numbers() {
            while let Some((other, block, range)) = held.next_if(|(held, ..)| *held <= line) {
                if other < line {
                    rows.clear();
                    rows.extend(range.map(|at| block.row(at)));
                    keep(other, &rows);
                }
            }
            gathered.read(line, &mut rows);
            keep(line, &rows);
        }
        for (line, block, range) in held {
            rows.clear();
            rows.extend(range.map(|at| block.row(at)));
            keep(line, &rows);
        }
        self.all.push(Arc::new(open));
    }
}
