//! Stated figures, funding, budgets and savings.

use base::exact;

use super::table::Table;
use super::value::Rate;
use crate::case::{
    Baseline, Bound, Budget, Fund, Funding, Saving, SavingYear, Stated, StatedValue, ToldAgain,
};
use crate::choices::{BOUNDS, FUND_KINDS, FUNDING_STATES, SAVING_STATES, STATED_BASES};

pub(super) fn stated(stated: &Stated) -> Table {
    let mut table = Table::default();
    table.put("name", &stated.name).put("what", &stated.what);
    match stated.value.value {
        StatedValue::Amount(amount) => table.put("amount", &amount),
        StatedValue::Fte(fte) => table.put("fte", &fte),
        StatedValue::Number(number) => table.put("number", &number),
        StatedValue::Percent(hundredths) => {
            table.put("percent", &Rate(exact(i128::from(hundredths), 10_000)))
        }
    };
    let bound = Some(&stated.bound).filter(|bound| **bound != Bound::default());
    table
        .put("is", &stated.is)
        .choose(
            "basis",
            &STATED_BASES,
            stated.basis.as_ref().map(|at| &at.value),
        )
        .choose("bound", &BOUNDS, bound)
        .put("paragraph", &stated.paragraph);
    table
}

pub(super) fn fund(fund: &Fund) -> Table {
    let mut table = Table::default();
    table
        .put("name", &fund.name)
        .choose("kind", &FUND_KINDS, fund.kind.as_ref().map(|at| &at.value))
        .put("purpose", &fund.purpose);
    table
}

pub(super) fn funding(funding: &Funding) -> Table {
    let mut table = Table::default();
    let kind = funding.kind.as_ref().map(|at| &at.value);
    let state = funding.state.as_ref().map(|at| &at.value);
    table
        .put("source", &funding.source)
        .put("amount", &funding.amount)
        .put("in_part", &funding.in_part)
        .choose("kind", &FUND_KINDS, kind)
        .put("purpose", &funding.purpose)
        .choose("state", &FUNDING_STATES, state)
        .put("released_by", &funding.released_by)
        .put("from", &funding.from)
        .put("until", &funding.until)
        .put("pays_for", &funding.pays_for)
        .put("paragraph", &funding.paragraph);
    table.records("told_again", &funding.told_again, told_again);
    table
}

fn told_again(told: &ToldAgain) -> Table {
    let mut table = Table::default();
    table
        .put("paragraph", &told.paragraph)
        .put("source", &told.source)
        .put("amount", &told.amount)
        .put("from", &told.from)
        .put("words", &told.words);
    table
}

pub(super) fn budget(budget: &Budget) -> Table {
    let mut table = Table::default();
    table
        .put("unit", &budget.unit)
        .put("year", &budget.year)
        .put("amount", &budget.amount)
        .put("temporary", &budget.temporary)
        .put("temporary_until", &budget.temporary_until)
        .put("cost_after", &budget.cost_after)
        .put("paragraph", &budget.paragraph);
    table
}

pub(super) fn saving(saving: &Saving) -> Table {
    let mut table = Table::default();
    table
        .put("name", &saving.name)
        .put("recurring", &saving.recurring)
        .put("cumulative", &saving.cumulative)
        .mark("about", saving.approximate)
        .put("from_changes", &saving.from_changes)
        .put("evidence", &saving.evidence)
        .put("paragraph", &saving.paragraph);
    table.maybe("baseline", saving.baseline.as_ref(), baseline);
    table.records("years", &saving.years, saving_year);
    table.records("told_again", &saving.told_again, told_again);
    table
}

fn baseline(baseline: &Baseline) -> Table {
    let mut table = Table::default();
    table
        .put("amount", &baseline.amount)
        .put("year", &baseline.year)
        .put("price_base", &baseline.price_base);
    table
}

fn saving_year(year: &SavingYear) -> Table {
    let mut table = Table::default();
    let state = year.state.as_ref().map(|at| &at.value);
    table
        .put("year", &year.year)
        .put("called", &year.called)
        .put("amount", &year.amount)
        .choose("state", &SAVING_STATES, state);
    table
}
