//! Stated figures, funding, budgets and savings.

use super::all;
use super::fields::{Doc, Fields};
use crate::case::{
    Baseline, Bound, Budget, Fund, Funding, Saving, SavingYear, Stated, StatedValue, ToldAgain,
};
use crate::choices::{BOUNDS, FUND_KINDS, FUNDING_STATES, SAVING_STATES, STATED_BASES};
use crate::rules;

pub(super) fn stated(doc: &Doc<'_>, fields: Fields<'_>) -> Option<Stated> {
    let amount = fields.money("amount").map(|at| at.map(StatedValue::Amount));
    let fte = fields.fte("fte").map(|at| at.map(StatedValue::Fte));
    let number = fields.count("number").map(|at| at.map(StatedValue::Number));
    let percent = fields
        .percent("percent")
        .map(|at| at.map(StatedValue::Percent));
    let value = amount.or(fte).or(number).or(percent);
    let given = ["amount", "fte", "number", "percent"]
        .iter()
        .any(|key| fields.has(key));
    if !given {
        let message = "a stated figure needs its value";
        let help = "add amount, fte, number or percent";
        doc.report(
            rules::MISSING_KEY
                .at(fields.place.clone(), message)
                .help(help),
        );
    }
    let (name, what, is) = (fields.text("name"), fields.text("what"), fields.text("is"));
    let basis = fields.choice("basis", &STATED_BASES);
    let bound = fields
        .choice("bound", &BOUNDS)
        .map_or_else(Bound::default, |at| at.value);
    let paragraph = fields.text("paragraph");
    let place = fields.place.clone();
    fields.finish();
    Some(Stated {
        place,
        name,
        what,
        value: value?,
        is,
        basis,
        bound,
        paragraph,
    })
}

pub(super) fn fund(fields: Fields<'_>) -> Option<Fund> {
    let name = fields.needed("name", Fields::text);
    let (kind, purpose) = (fields.choice("kind", &FUND_KINDS), fields.text("purpose"));
    let place = fields.place.clone();
    fields.finish();
    Some(Fund {
        place,
        name: name?,
        kind,
        purpose,
    })
}

pub(super) fn funding(fields: Fields<'_>) -> Option<Funding> {
    let source = fields.needed("source", Fields::text);
    let funding = source.map(|source| Funding {
        place: fields.place.clone(),
        source,
        amount: fields.known_money("amount"),
        in_part: fields.flag("in_part"),
        kind: fields.choice("kind", &FUND_KINDS),
        purpose: fields.text("purpose"),
        state: fields.choice("state", &FUNDING_STATES),
        released_by: fields.text("released_by"),
        from: fields.when("from"),
        until: fields.when("until"),
        pays_for: fields.texts("pays_for"),
        paragraph: fields.text("paragraph"),
        told_again: told_again(&fields),
    });
    if funding.is_some() {
        fields.finish();
    }
    funding
}

fn told_again(fields: &Fields<'_>) -> Vec<ToldAgain> {
    let told = |fields: Fields<'_>| {
        let told = ToldAgain {
            place: fields.place.clone(),
            paragraph: fields.text("paragraph"),
            source: fields.text("source"),
            amount: fields.money("amount"),
            from: fields.when("from"),
            words: fields.text("words"),
        };
        fields.finish();
        Some(told)
    };
    all(fields.records("told_again", "another telling"), told)
}

pub(super) fn budget(fields: Fields<'_>) -> Option<Budget> {
    let amount = fields.needed("amount", Fields::money);
    let budget = amount.map(|amount| Budget {
        place: fields.place.clone(),
        unit: fields.text("unit"),
        year: fields.year("year"),
        amount,
        temporary: fields.money("temporary"),
        temporary_until: fields.when("temporary_until"),
        cost_after: fields.money("cost_after"),
        paragraph: fields.text("paragraph"),
    });
    if budget.is_some() {
        fields.finish();
    }
    budget
}

pub(super) fn saving(fields: Fields<'_>) -> Option<Saving> {
    // A saving of one year needs no list of years: its year and amount stand in the record itself.
    let mut years = all(fields.records("years", "a year of a saving"), saving_year);
    let direct = SavingYear {
        place: fields.place.clone(),
        year: fields.year("year"),
        called: None,
        amount: fields.known_money("amount"),
        state: fields.choice("state", &SAVING_STATES),
    };
    if direct.amount.is_some() || (years.is_empty() && direct.year.is_some()) {
        years.insert(0, direct);
    }
    let baseline = fields.record("baseline", "a baseline").and_then(|fields| {
        let amount = fields.needed("amount", Fields::money);
        let (year, price_base) = (fields.year("year"), fields.text("price_base"));
        fields.finish();
        amount.map(|amount| Baseline {
            amount,
            year,
            price_base,
        })
    });
    let saving = Saving {
        place: fields.place.clone(),
        name: fields.text("name"),
        years,
        baseline,
        recurring: fields.flag("recurring"),
        cumulative: fields.flag("cumulative"),
        approximate: fields.flag("about").is_some_and(|at| at.value),
        from_changes: fields.flag("from_changes"),
        evidence: fields.text("evidence"),
        paragraph: fields.text("paragraph"),
        told_again: told_again(&fields),
    };
    fields.finish();
    Some(saving)
}

fn saving_year(fields: Fields<'_>) -> Option<SavingYear> {
    let year = SavingYear {
        place: fields.place.clone(),
        year: fields.year("year"),
        called: fields.text("called"),
        amount: fields.known_money("amount"),
        state: fields.choice("state", &SAVING_STATES),
    };
    fields.finish();
    Some(year)
}
