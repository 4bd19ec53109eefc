//! The savings that a paper states, as a table that casts.

use base::{FinancialYear, Known, Pence};
use proposal::case::{Case, SavingState};

use crate::amount::Amount;

/// Savings by what saves and by year.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SavingsTable {
    /// The years, in order.
    pub years: Vec<FinancialYear>,
    /// What the paper calls each year, where it does: `Year 1`.
    pub called: Vec<Option<String>>,
    /// One line a saving.
    pub lines: Vec<SavingLine>,
}

/// A saving.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavingLine {
    /// What saves; empty if the paper gives no name.
    pub name: String,
    /// The budget from which it is saved.
    pub baseline: Option<Pence>,
    /// The amount of each year of the table; nothing where the paper states none.
    pub amounts: Vec<Amount>,
    /// Whether the paper states an amount for each year of the table.
    pub stated: Vec<bool>,
    /// An amount for which the paper gives no year.
    pub undated: Amount,
    /// How far each year is.
    pub states: Vec<Option<SavingState>>,
    /// Do the amounts of different years add up? Not if a later year contains the earlier ones, and
    /// nobody knows if the paper does not say and gives several years.
    pub adds_up: Known<bool>,
}

impl SavingLine {
    /// The sum over the years, if they may be added.
    pub fn total(&self) -> Amount {
        let sum = || self.amounts.iter().cloned().sum::<Amount>() + self.undated.clone();
        match self.adds_up {
            Known::Known(true) => sum(),
            Known::Known(false) => {
                let mut stated = self
                    .amounts
                    .iter()
                    .zip(&self.stated)
                    .filter(|(_, stated)| **stated);
                stated
                    .next_back()
                    .map(|(amount, _)| amount.clone())
                    .unwrap_or_default()
            }
            Known::Unknown | Known::Withheld => {
                Amount::unknown(format!("total of saving {}", self.name))
            }
        }
    }
}

impl SavingsTable {
    /// The sum of one year over the savings.
    pub fn year_total(&self, at: usize) -> Amount {
        self.lines
            .iter()
            .filter_map(|line| line.amounts.get(at).cloned())
            .sum()
    }

    /// The sum over everything.
    pub fn total(&self) -> Amount {
        self.lines.iter().map(SavingLine::total).sum()
    }

    /// The sum of the baselines, if every saving has one.
    pub fn baseline(&self) -> Option<Pence> {
        if self.lines.is_empty() {
            return None;
        }
        self.lines
            .iter()
            .map(|line| line.baseline)
            .sum::<Option<Pence>>()
    }
}

/// The table of the savings that the case states.
pub(crate) fn savings_table(case: &Case) -> SavingsTable {
    let dated = || case.savings.iter().flat_map(|saving| &saving.years);
    let mut years: Vec<FinancialYear> = dated()
        .filter_map(|year| year.year.as_ref())
        .map(|at| at.value)
        .collect();
    years.sort_unstable();
    years.dedup();
    let called = |year: &FinancialYear| {
        let of_year = |known: &&proposal::case::SavingYear| {
            known.year.as_ref().is_some_and(|at| at.value == *year)
        };
        dated()
            .filter(of_year)
            .find_map(|known| known.called.as_ref())
            .map(|at| at.value.clone())
    };
    let lines = case
        .savings
        .iter()
        .map(|saving| saving_line(saving, &years))
        .collect();
    SavingsTable {
        called: years.iter().map(called).collect(),
        years,
        lines,
    }
}

fn saving_line(saving: &proposal::case::Saving, years: &[FinancialYear]) -> SavingLine {
    let name = saving
        .name
        .as_ref()
        .map(|at| at.value.clone())
        .unwrap_or_default();
    let amount = |year: &proposal::case::SavingYear| match year.amount.as_ref().map(|at| at.value) {
        Some(Known::Known(pence)) => Amount::known(pence),
        _ => Amount::unknown(format!(
            "saving {name} in {}",
            year.year
                .as_ref()
                .map_or(String::new(), |at| at.value.to_string())
        )),
    };
    let of = |year: FinancialYear| {
        saving
            .years
            .iter()
            .filter(move |known| known.year.as_ref().is_some_and(|at| at.value == year))
    };
    let adds_up = match (&saving.cumulative, saving.years.len()) {
        (_, 0 | 1) => Known::Known(true),
        (Some(cumulative), _) => Known::Known(!cumulative.value),
        (None, _) => Known::Unknown,
    };
    SavingLine {
        baseline: saving
            .baseline
            .as_ref()
            .map(|baseline| baseline.amount.value),
        stated: years
            .iter()
            .map(|year| of(*year).next().is_some())
            .collect(),
        amounts: years
            .iter()
            .map(|year| of(*year).map(amount).sum())
            .collect(),
        undated: saving
            .years
            .iter()
            .filter(|year| year.year.is_none())
            .map(amount)
            .sum(),
        states: years
            .iter()
            .map(|year| {
                of(*year)
                    .find_map(|known| known.state.as_ref())
                    .map(|at| at.value)
            })
            .collect(),
        adds_up,
        name,
    }
}
