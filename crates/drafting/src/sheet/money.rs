//! Who pays, budgets, savings, and figures that the report states.

use base::{Fte, Pence, exact, in_full, parse_decimal};
use proposal::Case;
use proposal::case::{
    Baseline, Budget, Fund, Funding, Saving, SavingYear, Stated, StatedValue, ToldAgain,
};
use proposal::choices::{BOUNDS, FUND_KINDS, FUNDING_STATES, SAVING_STATES, STATED_BASES};

use super::Kind;
use super::pen::{Pen, ask};
use super::values::{DAY_OR_MONTH, count, money};

/// The sources that pay, and what is known of funds.
pub(super) fn funding(pen: &mut Pen<'_>, case: &mut Case) {
    let changes = super::paper::titles(case);
    pen.cards(
        ("funding", "Who pays", "source"),
        &mut case.funding,
        |pen| Funding {
            place: pen.place(),
            source: pen.at(String::new()),
            amount: None,
            in_part: None,
            kind: None,
            purpose: None,
            state: None,
            released_by: None,
            from: None,
            until: None,
            pays_for: Vec::new(),
            paragraph: None,
            told_again: Vec::new(),
        },
        |pen, source| source_of(pen, source, &changes),
    );
    pen.cards(
        ("fund", "Funds that posts are paid from", "fund"),
        &mut case.funds,
        |pen| Fund {
            place: pen.place(),
            name: pen.at(String::new()),
            kind: None,
            purpose: None,
        },
        |pen, fund| {
            pen.must_text(
                &ask("name", "Name").needed("Enter the name of the fund"),
                &mut fund.name,
            );
            pen.choice(&ask("kind", "Kind of money"), &FUND_KINDS, &mut fund.kind);
            pen.text(
                &ask("purpose", "What it may be spent on"),
                &mut fund.purpose,
            );
        },
    );
}

fn source_of(pen: &mut Pen<'_>, source: &mut Funding, changes: &[(String, String)]) {
    pen.must_text(
        &ask("source", "Name").needed("Enter the name of the source"),
        &mut source.source,
    );
    pen.choice(&ask("kind", "Kind of money"), &FUND_KINDS, &mut source.kind);
    pen.known_money(
        &ask("amount", "Amount").hint("Empty if it pays all of what it pays for; or: not known"),
        &mut source.amount,
    );
    pen.yes_no(
        &ask("in-part", "Does it pay a part, and nobody says how much?"),
        &mut source.in_part,
    );
    pen.choice(
        &ask("state", "How far it is agreed"),
        &FUNDING_STATES,
        &mut source.state,
    );
    pen.text(
        &ask("released-by", "Who must release it")
            .hint("If that is not who decides on this report"),
        &mut source.released_by,
    );
    pen.text(
        &ask("purpose", "What it may be spent on"),
        &mut source.purpose,
    );
    pen.when(
        &ask("from", "Pays from").hint(DAY_OR_MONTH),
        &mut source.from,
    );
    pen.when(
        &ask("until", "Pays until").hint(DAY_OR_MONTH),
        &mut source.until,
    );
    pen.some_of(
        &ask("pays-for", "Pays for").hint("If none is selected, it pays for all changes"),
        changes,
        &mut source.pays_for,
    );
    pen.paragraph(&mut source.paragraph);
    told_again(pen, &mut source.told_again);
}

/// The same, as other paragraphs tell it.
fn told_again(pen: &mut Pen<'_>, told: &mut Vec<ToldAgain>) {
    pen.cards(
        (
            "told-again",
            "Where the report says this again",
            "repeated mention",
        ),
        told,
        |pen| ToldAgain {
            place: pen.place(),
            paragraph: None,
            source: None,
            amount: None,
            from: None,
            words: None,
        },
        |pen, told| {
            pen.paragraph(&mut told.paragraph);
            pen.text(&ask("source", "Source as named there"), &mut told.source);
            pen.money(&ask("amount", "Amount as given there"), &mut told.amount);
            pen.when(
                &ask("from", "Start as given there").hint(DAY_OR_MONTH),
                &mut told.from,
            );
            pen.text(&ask("words", "Words used there"), &mut told.words);
        },
    );
}

/// Budgets against which the cost is held.
pub(super) fn budgets(pen: &mut Pen<'_>, case: &mut Case) {
    pen.cards(
        ("budget", "Budgets", "budget"),
        &mut case.budgets,
        |pen| Budget {
            place: pen.place(),
            unit: None,
            year: None,
            amount: pen.at(Pence::ZERO),
            temporary: None,
            temporary_until: None,
            cost_after: None,
            paragraph: None,
        },
        |pen, budget| {
            pen.text(&ask("unit", "Unit whose budget it is"), &mut budget.unit);
            pen.year(
                &ask("year", "Financial year").hint("Such as 2019-20"),
                &mut budget.year,
            );
            pen.must_money(
                &ask("amount", "Amount").needed("Enter the amount of the budget"),
                &mut budget.amount,
            );
            pen.money(
                &ask("temporary", "Part of it that ends"),
                &mut budget.temporary,
            );
            pen.when(
                &ask("temporary-until", "That part ends on").hint(DAY_OR_MONTH),
                &mut budget.temporary_until,
            );
            pen.money(
                &ask("cost-after", "Stated full-year cost of the whole structure")
                    .hint("Where not all its posts are listed here"),
                &mut budget.cost_after,
            );
            pen.paragraph(&mut budget.paragraph);
        },
    );
}

/// Savings that the report promises or reports.
pub(super) fn savings(pen: &mut Pen<'_>, case: &mut Case) {
    pen.cards(
        ("saving", "Savings", "saving"),
        &mut case.savings,
        |pen| Saving {
            place: pen.place(),
            name: None,
            years: Vec::new(),
            baseline: None,
            recurring: None,
            cumulative: None,
            approximate: false,
            from_changes: None,
            evidence: None,
            paragraph: None,
            told_again: Vec::new(),
        },
        saving,
    );
}

fn saving(pen: &mut Pen<'_>, saving: &mut Saving) {
    pen.text(
        &ask("name", "What saves, or whose saving it is"),
        &mut saving.name,
    );
    pen.cards(
        ("year", "Year by year", "year"),
        &mut saving.years,
        |pen| SavingYear {
            place: pen.place(),
            year: None,
            called: None,
            amount: None,
            state: None,
        },
        |pen, year| {
            pen.year(
                &ask("year", "Financial year").hint("Such as 2019-20"),
                &mut year.year,
            );
            pen.text(
                &ask("called", "What the report calls it").hint("Such as Year 1"),
                &mut year.called,
            );
            pen.known_money(
                &ask("amount", "Amount").hint("An amount, or: not known"),
                &mut year.amount,
            );
            pen.choice(
                &ask("state", "How far it is"),
                &SAVING_STATES,
                &mut year.state,
            );
        },
    );
    pen.flag(
        &ask("about", "Does the report say \u{2018}about\u{2019}?"),
        &mut saving.approximate,
    );
    pen.yes_no(
        &ask("from-changes", "Does it follow from the changes?"),
        &mut saving.from_changes,
    );
    pen.yes_no(
        &ask("recurring", "Does it come again every year?"),
        &mut saving.recurring,
    );
    pen.yes_no(
        &ask("cumulative", "Do later years contain the earlier ones?"),
        &mut saving.cumulative,
    );
    let baseline = |pen: &Pen<'_>| Baseline {
        amount: pen.at(Pence::ZERO),
        year: None,
        price_base: None,
    };
    pen.record("baseline", &mut saving.baseline, baseline, |pen, base| {
        pen.must_money(
            &ask("amount", "Budget from which it is saved")
                .needed("Enter the budget from which it is saved"),
            &mut base.amount,
        );
        pen.year(
            &ask("year", "Year of that budget").hint("Such as 2019-20"),
            &mut base.year,
        );
        pen.text(
            &ask("price-base", "Prices of that budget"),
            &mut base.price_base,
        );
    });
    pen.text(
        &ask("evidence", "What shows that it was delivered"),
        &mut saving.evidence,
    );
    pen.paragraph(&mut saving.paragraph);
    told_again(pen, &mut saving.told_again);
}

/// Figures that the report states.
pub(super) fn stated(pen: &mut Pen<'_>, case: &mut Case) {
    pen.cards(
        ("stated", "Figures that the report states", "figure"),
        &mut case.stated,
        |pen| Stated {
            place: pen.place(),
            name: None,
            what: None,
            value: pen.at(StatedValue::Amount(Pence::ZERO)),
            is: None,
            basis: None,
            bound: proposal::case::Bound::default(),
            paragraph: None,
        },
        |pen, figure| {
            pen.text(
                &ask("what", "What it is, and where it comes from"),
                &mut figure.what,
            );
            pen.must(
                &ask("value", "How much")
                    .hint("Such as £45,000, 2.5 FTE, 12 or 6.3%")
                    .needed("Enter how much it is"),
                Kind::Short,
                &mut figure.value,
                |value| shown(*value),
                read,
            );
            pen.choice_or_default(
                &ask("bound", "How closely it is meant"),
                &BOUNDS,
                &mut figure.bound,
            );
            pen.choice(
                &ask("basis", "Which part of a year it covers"),
                &STATED_BASES,
                &mut figure.basis,
            );
            pen.text(
                &ask("name", "Name by which the report refers to it")
                    .hint("Such as target, for {stated.target}"),
                &mut figure.name,
            );
            pen.text(
                &ask("is", "Worked-out figure that it should equal").hint(
                    "Its name, such as cost.full_year. Leave it empty if it is something else",
                ),
                &mut figure.is,
            );
            pen.paragraph(&mut figure.paragraph);
        },
    );
}

fn shown(value: StatedValue) -> String {
    match value {
        StatedValue::Amount(amount) => amount.to_string(),
        StatedValue::Fte(fte) => format!("{} FTE", in_full(fte.exact())),
        StatedValue::Number(number) => number.to_string(),
        StatedValue::Percent(hundredths) => {
            format!("{}%", in_full(exact(i128::from(hundredths), 100)))
        }
    }
}

/// The unit behind a figure says what it is; pounds stand before it, and a bare number is a number.
fn read(typed: &str) -> Result<StatedValue, String> {
    if let Some(percent) = typed.strip_suffix('%') {
        let number = parse_decimal(percent.trim()).ok();
        let number =
            number.filter(|number| *number >= exact(-1000, 1) && *number <= exact(1000, 1));
        let hundredths =
            number.and_then(|number| i64::try_from((number * 100).round().to_integer()).ok());
        let wrong = || "How much must be a percentage, such as 6.3%".to_owned();
        return hundredths.map(StatedValue::Percent).ok_or_else(wrong);
    }
    if let Some(fte) = typed.strip_suffix("FTE") {
        let fte = Fte::parse(fte.trim()).ok();
        let fte =
            fte.filter(|fte| !fte.is_zero() && !fte.is_negative() && *fte <= Fte::whole(20_000));
        let wrong = || "How much must be an FTE, such as 2.5 FTE".to_owned();
        return fte.map(StatedValue::Fte).ok_or_else(wrong);
    }
    if typed.starts_with('£') {
        return money("How much", typed).map(StatedValue::Amount);
    }
    count("How much", typed)
        .map(StatedValue::Number)
        .map_err(|_| {
            "How much must be an amount with its unit, such as £45,000, 2.5 FTE, 12 or 6.3%"
                .to_owned()
        })
}
