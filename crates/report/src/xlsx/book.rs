//! What every sheet needs to know of the others: which line stands in which row.

use costing::{Amount, CostLine, Price, Used};
use proposal::Effect;
use register::PostLine;

use super::sheet::{FIRST, extent};
use crate::compose::{Composition, priced};

/// A workbook under way.
pub(super) struct Book<'c> {
    pub(super) of: Composition<'c>,
    /// The cost lines, each with the effect that it prices, in the order of their rows.
    pub(super) lines: Vec<(&'c Effect, &'c CostLine)>,
    /// The priced posts, in the order of their rows on the sheet of unit costs.
    pub(super) sides: Vec<Side<'c>>,
}

/// The posts of a line before or after.
pub(super) struct Side<'c> {
    /// The line, by its place.
    pub(super) line: usize,
    /// After, rather than before?
    pub(super) after: bool,
    /// The posts.
    pub(super) post: &'c PostLine,
    /// Their price.
    pub(super) price: &'c Price,
    /// Their rows on the sheet of employments, if each is costed by itself.
    pub(super) employments: Option<(usize, usize)>,
}

impl<'c> Book<'c> {
    pub(super) fn new(of: &Composition<'c>) -> Self {
        let lines = priced(of);
        let mut sides = Vec::new();
        let mut next = FIRST;
        for (at, (effect, line)) in lines.iter().enumerate() {
            let both = [
                (false, &effect.before, &line.before),
                (true, &effect.after, &line.after),
            ];
            for (after, posts, price) in both {
                let (Some(posts), Some(price)) = (posts, price) else {
                    continue;
                };
                let number = match (&price.computed, price.used) {
                    (Ok(working), Used::Computed) => working.employments.len(),
                    _ => 0,
                };
                let rows = (number > 0).then(|| (next, next + number - 1));
                next += number;
                sides.push(Side {
                    line: at,
                    after,
                    post: &posts.post,
                    price,
                    employments: rows,
                });
            }
        }
        Self {
            of: *of,
            lines,
            sides,
        }
    }

    pub(super) fn title(&self) -> &'c str {
        let title = self.of.case.header.title.as_ref();
        title.map_or("Title not stated", |at| at.value.as_str())
    }

    /// The row of a line, the same on every sheet that has a row a line.
    pub(super) fn row(&self, line: usize) -> usize {
        FIRST + line
    }

    /// The first and last row of the lines.
    pub(super) fn rows(&self) -> (usize, usize) {
        extent(self.lines.len())
    }

    /// The row of the totals under the lines.
    pub(super) fn total_row(&self) -> usize {
        self.rows().1 + 1
    }

    /// The row of a side on the sheet of unit costs.
    pub(super) fn unit_row(&self, line: usize, after: bool) -> Option<(usize, &Side<'c>)> {
        // The sides stand in the order of their lines, what is before above what is after.
        let wanted = (line, after);
        let place = |side: &Side<'_>| (side.line, side.after).cmp(&wanted);
        let at = self.sides.binary_search_by(place).ok()?;
        Some((FIRST + at, &self.sides[at]))
    }

    /// Is something of the lines not known?
    pub(super) fn lacks(&self, of: impl Fn(&CostLine) -> Amount) -> bool {
        self.lines.iter().any(|(_, line)| !of(line).is_known())
    }
}

/// The number by which the report calls a line.
pub(super) fn number(line: &CostLine) -> usize {
    line.change + 1
}
