//! A cost statement as JSON.

use base::Known;
use costing::{BudgetLine, CostLine, Figure, Kind, Origin, Paid, Price, Statement, Used, Value};
use proposal::case::FundingState;
use proposal::option_letter;
use serde_json::{Value as Json, json};

use super::Costed;
use crate::json::{amount, fte, pence, summary, whole_pence};

pub(super) fn case(costed: &Costed<'_>, explain: bool) -> Json {
    let statement = &costed.statement;
    let lines = statement.lines.iter().map(|one| line(one, explain));
    let budgets = statement.budgets.iter().map(budget);
    let figures = statement.figures.iter();
    json!({
        "file": costed.one.name,
        "title": costed.one.case.header.title.as_ref().map(|title| &title.value),
        "summary": summary(costed.summary),
        "basis": super::statement::basis_name(statement.basis),
        "profile": statement.profile_name,
        "pay_date": statement.pay_date.known().map(|day| day.to_string()),
        "years": statement.years.iter().map(ToString::to_string).collect::<Json>(),
        "lines": lines.collect::<Json>(),
        "totals": totals(statement),
        "options": options(costed),
        "budgets": budgets.collect::<Json>(),
        "savings": savings(statement),
        "funding": funding(statement),
        "figures": figures.map(|(name, one)| figure(name, one)).collect::<Json>(),
    })
}

/// The options with changes of their own, beside what is proposed; the first is that nothing changes.
fn options(costed: &Costed<'_>) -> Json {
    let all = costed.options.iter().zip(&costed.statement.options);
    let all = all.map(|(option, statement)| {
        let name = option.map(|at| &costed.one.case.options[at].name.value);
        json!({
            "option": option.map(option_letter),
            "name": name,
            "totals": totals(statement),
        })
    });
    all.collect()
}

fn line(line: &CostLine, explain: bool) -> Json {
    let years = line.years.iter().map(|year| {
        json!({
            "year": year.year.to_string(),
            "part": year.part.known().map(|part| part.to_string()),
            "before": amount(&year.before),
            "posts": amount(&year.posts),
            "payment": amount(&year.payment),
            "change": amount(&year.change()),
        })
    });
    json!({
        "change_line": line.change + 1,
        "title": line.title,
        "kind": match line.kind {
            Kind::Recurring => "recurring",
            Kind::ForATime => "for a time",
            Kind::NotStated => "tenure not stated",
        },
        "before": line.before.as_ref().map(|one| price(one, explain)),
        "after": line.after.as_ref().map(|one| price(one, explain)),
        "payment": line.payment.as_ref().map(amount),
        "full_year": {
            "before": amount(&line.full_year_before()),
            "posts": amount(&line.full_year_posts()),
            "payment": amount(&line.full_payment()),
            "change": amount(&line.full_year_change()),
        },
        "years": years.collect::<Json>(),
    })
}

fn price(price: &Price, explain: bool) -> Json {
    let computed = match &price.computed {
        Ok(working) => pence(Known::Known(working.unit_cost)),
        Err(reason) => json!({ "pence": null, "words": format!("not known: {reason}") }),
    };
    let mut value = json!({
        "fte": price.fte.known().map(|fte| fte.exact().to_string()),
        "unit": pence(price.unit),
        "unit_is": match price.used {
            Used::Stated => "stated",
            Used::Computed => "computed",
            Used::Neither => "not known",
        },
        "stated": price.stated.map(|stated| pence(Known::Known(stated))),
        "computed": computed,
        "residual": price.residual().map(|residual| pence(Known::Known(residual))),
        "full_year": amount(&price.full_year),
    });
    if explain {
        let steps = price.working().into_iter();
        let step = |(label, value): (String, String)| json!({ "label": label, "value": value });
        value["working"] = steps.map(step).collect();
    }
    value
}

fn totals(statement: &Statement) -> Json {
    let totals = &statement.totals;
    let years = statement.years.iter().map(|year| {
        let (before, posts, payments) = statement.year(*year);
        let change = posts.clone() + payments.clone() - before.clone();
        json!({
            "year": year.to_string(),
            "before": amount(&before),
            "posts": amount(&posts),
            "payments": amount(&payments),
            "change": amount(&change),
        })
    });
    json!({
        "full_year": {
            "before": amount(&totals.before),
            "posts": amount(&totals.posts),
            "payments": amount(&totals.payments),
            "after": amount(&totals.after()),
            "change": amount(&totals.change()),
            "recurring": amount(&totals.recurring),
            "for_a_time": amount(&totals.for_a_time),
        },
        "years": years.collect::<Json>(),
        "fte": {
            "before": fte(totals.fte_before),
            "after": fte(totals.fte_after),
            "change": fte(totals.fte_change()),
            "disestablished": fte(totals.fte_out),
            "established": fte(totals.fte_in),
        },
        "residual": pence(Known::Known(statement.residual())),
    })
}

fn budget(budget: &BudgetLine) -> Json {
    json!({
        "unit": budget.unit,
        "amount": pence(Known::Known(budget.amount)),
        "temporary": pence(Known::Known(budget.temporary)),
        "permanent": pence(Known::Known(budget.permanent())),
        "cost_after": amount(&budget.cost),
        "cost_after_is": if budget.cost_is_stated { "stated" } else { "computed" },
        "gap": pence(budget.gap()),
        "permanent_gap": pence(budget.permanent_gap()),
    })
}

fn savings(statement: &Statement) -> Json {
    let table = &statement.savings;
    let lines = table.lines.iter().map(|line| {
        json!({
            "name": line.name,
            "baseline": line.baseline.map(|baseline| pence(Known::Known(baseline))),
            "amounts": line.amounts.iter().map(amount).collect::<Json>(),
            "undated": amount(&line.undated),
            "total": amount(&line.total()),
        })
    });
    json!({
        "years": table.years.iter().map(ToString::to_string).collect::<Json>(),
        "lines": lines.collect::<Json>(),
        "total": amount(&table.total()),
    })
}

fn funding(statement: &Statement) -> Json {
    let sources = statement.funding.lines.iter().map(|line| {
        let pays = match &line.pays {
            Paid::Amount(one) => pence(Known::Known(*one)),
            Paid::All(all) => amount(all),
            Paid::Part => json!({ "pence": null, "words": line.pays.to_string() }),
        };
        json!({
            "source": line.source,
            "pays": pays,
            "state": line.state.map(state_name),
        })
    });
    let by_post = statement.funding.by_post.iter();
    json!({
        "sources": sources.collect::<Json>(),
        "by_post": by_post
            .map(|(fund, pays)| json!({ "fund": fund, "pays": amount(pays) }))
            .collect::<Json>(),
        "unfunded": pence(statement.funding.unfunded),
    })
}

/// How far funding is agreed, in the words of a case file.
pub(super) fn state_name(state: FundingState) -> &'static str {
    match state {
        FundingState::Bid => "bid",
        FundingState::Provided => "provided",
        FundingState::Requested => "requested",
        FundingState::Released => "released",
        FundingState::Refused => "refused",
    }
}

/// A figure: `value` is what it prints, or `null` where it is not known.
fn figure(name: &str, figure: &Figure) -> Json {
    let words = figure.value.to_string();
    let known = match &figure.value {
        Value::Money(amount) => amount.is_known(),
        Value::Fte(sum) => sum.value().is_known(),
        Value::Number(_) | Value::Percent(_) => true,
        Value::Withheld => false,
    };
    let mut value = json!({
        "name": name,
        "label": figure.label,
        "value": known.then_some(&words),
        "words": words,
        "origin": match figure.origin {
            Origin::Computed => "computed",
            Origin::Stated => "stated",
        },
    });
    match &figure.value {
        Value::Money(amount) => {
            value["pence"] = amount.value().known().map(whole_pence).into();
        }
        Value::Fte(sum) => value["fte"] = fte(*sum)["fte"].take(),
        Value::Number(number) => value["number"] = (*number).into(),
        Value::Percent(_) | Value::Withheld => {}
    }
    value
}
