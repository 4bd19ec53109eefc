//! Who pays for a row.

use base::{Exact, exact};

use super::{Reader, cell};
use crate::field::Field;
use crate::reading::NumberId;
use crate::rules;
use crate::sheet::{Cell, TextId};
use crate::value::number::{Measure, written};

impl Reader<'_, '_> {
    /// The funds of a row with their shares of the whole.
    pub(super) fn funds(&mut self, cells: &[Cell]) -> Vec<(TextId, Option<NumberId>)> {
        let mut funds: Vec<(TextId, Option<NumberId>)> = Vec::new();
        let mut without_fund = None;
        let mut faults = false;
        for place in 0..self.columns.funds.len() {
            let (fund, share, number) = self.columns.funds[place];
            let before = self.found.len();
            let share_cell = cell(cells, share);
            let share = self.number(cells, Field::Share(number), Measure::Share, 100);
            // A share that the list calls unknown is not the whole.
            faults |= self.found.len() > before || (share.is_none() && !share_cell.is_empty());
            let name = match fund {
                Some(_) => self.text(cells, Field::Fund(number)),
                None => TextId::EMPTY,
            };
            let is_nothing = share.is_none_or(|id| self.numbers[id.0 as usize] == exact(0, 1));
            match name == TextId::EMPTY {
                true if is_nothing || share_cell.is_empty() => {}
                true => without_fund = Some(number),
                false => funds.push((name, share)),
            }
        }
        if let Some(number) = without_fund {
            let detail = "and no name of the fund".to_owned();
            let field = Some(Field::Share(number));
            self.problem(&rules::SHARE_WITHOUT_FUND, field, detail, None);
            forget(&mut funds);
            return funds;
        }
        match (&mut funds[..], self.columns.has_shares) {
            ([], _) => {}
            // The one fund that a row names pays all, where the list has no shares or none here.
            ([(_, share @ None)], _) if !faults => *share = Some(self.keep_number(exact(1, 1))),
            _ => self.check_shares(&mut funds),
        }
        funds
    }

    /// Shares sum to 100, or to 1; they are kept as parts of 1.
    fn check_shares(&mut self, funds: &mut [(TextId, Option<NumberId>)]) {
        let known: Option<Vec<Exact>> = funds
            .iter()
            .map(|(_, share)| share.map(|id| self.numbers[id.0 as usize]))
            .collect();
        let Some(shares) = known else {
            // A share that is not known may be anything.
            forget(funds);
            return;
        };
        let sum: Exact = shares.iter().sum();
        let whole = if sum == exact(100, 1) {
            exact(100, 1)
        } else if sum == exact(1, 1) {
            exact(1, 1)
        } else {
            let parts: Vec<String> = shares.iter().map(|share| written(*share)).collect();
            let detail = format!("{}: {}", parts.join(" + "), written(sum));
            let first =
                self.columns.funds.iter().find_map(|(_, share, number)| {
                    share.is_some().then_some(Field::Share(*number))
                });
            self.problem(&rules::SHARES_NOT_WHOLE, first, detail, None);
            forget(funds);
            return;
        };
        for ((_, share), part) in funds.iter_mut().zip(shares) {
            *share = Some(self.keep_number(part / whole));
        }
    }
}

fn forget(funds: &mut [(TextId, Option<NumberId>)]) {
    for (_, share) in funds {
        *share = None;
    }
}
