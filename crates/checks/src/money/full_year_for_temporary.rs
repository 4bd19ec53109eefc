//! A full-year cost is stated for posts that do not run for a year.

use base::{End, Exact, FinancialYear, Known, Pence, Term, exact};
use diagnostics::{Diagnostic, Fix, Place, Rule, Severity};
use proposal::Effect;
use proposal::as_toml;
use proposal::case::{Stated, StatedBasis, StatedValue};
use register::Tenure;

use super::claim::{basis, grain};
use crate::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "full-year-for-temporary",
    severity: Severity::Error,
    family: "basis",
    summary: "A full-year cost is stated for posts that run for less than a year.",
    explanation: "Twelve months of pay for posts that end after nine overstate what the decision costs by a \
quarter. A stated cost that does not say which part of a year it covers is held against both figures: where \
it equals the full year, and no year that is shown costs so much, the report asks for money that the posts \
cannot spend. State the part-year cost of each year, and call the full-year figure by its name.",
};

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for stated in &subject.case.stated {
        if let Some(overstated) = overstated(subject, stated) {
            found.push(finding(subject, stated, &overstated));
        }
    }
}

/// A full-year figure, and what the years that are shown cost instead.
pub(super) struct Overstated {
    full_year: Pence,
    part_years: Vec<(String, Pence)>,
    with_payments: bool,
}

/// What is overstated, if the stated figure is a full year's and no year costs so much.
pub(super) fn overstated(subject: &Subject<'_>, stated: &Stated) -> Option<Overstated> {
    let statement = subject.statement;
    let claim = stated.is.as_ref()?.value.as_str();
    let StatedValue::Amount(said) = stated.value.value else {
        return None;
    };
    let says_full = claim.ends_with(".full_year") || basis(stated) == Some(StatedBasis::FullYear);
    let of_changes = ["cost", "cost.posts"].contains(&claim)
        || ["cost.part_year", "cost.posts.part_year"]
            .iter()
            .any(|name| claim.starts_with(name));
    if says_full || !of_changes {
        return None;
    }
    let says_part = basis(stated) == Some(StatedBasis::PartYear) || claim.contains(".part_year");
    let short = subject.costed().any(|(effect, line)| {
        !line.full_year_posts().is_zero() && twelfths(effect).is_some_and(|run| run < exact(1, 1))
    });
    let totals = &statement.totals;
    let sums = [(false, totals.posts.clone()), (true, totals.after())];
    let near = |sum: Pence| (sum - said).abs().pence() * 2 <= grain(stated.bound, said);
    let (with_payments, full_year) = sums
        .into_iter()
        .filter_map(|(with_payments, sum)| Some((with_payments, sum.value().known()?)))
        .find(|(_, sum)| near(*sum))?;
    let part_years: Vec<(String, Pence)> = statement
        .years
        .iter()
        .filter_map(|year| {
            let (_, posts, payments) = statement.year(*year);
            let sum = if with_payments {
                posts + payments
            } else {
                posts
            };
            Some((year.to_string(), sum.value().known()?))
        })
        .collect();
    let all_known = part_years.len() == statement.years.len() && !part_years.is_empty();
    let never_spent = part_years.iter().all(|(_, part)| *part < full_year);
    ((short || says_part) && all_known && never_spent).then_some(Overstated {
        full_year,
        part_years,
        with_payments,
    })
}

/// For how much of twelve months posts run, if a day is known on which they end.
fn twelfths(effect: &Effect) -> Option<Exact> {
    let from = effect.from?.first();
    let ends = match &effect.after.as_ref()?.post.tenure {
        Known::Known(Tenure::Temporary(end)) => end.last_day(),
        _ => None,
    };
    let taken_back = match effect.before {
        Some(_) => effect.until.as_ref().and_then(End::last_day),
        None => None,
    };
    let until = [ends, taken_back].into_iter().flatten().min()?;
    let term = Term {
        from,
        until: Some(until),
    };
    let first = FinancialYear::of(from);
    // More than two years are more than twelve months.
    Some(term.part_of(first) + term.part_of(first.next()) + term.part_of(first.next().next()))
}

fn finding(subject: &Subject<'_>, stated: &Stated, overstated: &Overstated) -> Diagnostic {
    let Overstated {
        full_year,
        part_years,
        with_payments,
    } = overstated;
    let what = if *with_payments {
        "posts and payments"
    } else {
        "the posts"
    };
    let message = match &part_years[..] {
        [(year, part)] => format!(
            "{full_year} is the full-year cost of {what}; their part-year cost in {year} is {part}, {} less",
            *full_year - *part
        ),
        years => {
            let list: Vec<String> = years
                .iter()
                .map(|(year, part)| format!("{part} in {year}"))
                .collect();
            format!(
                "{full_year} is the full-year cost of {what}; their part-year cost is {}",
                list.join(", ")
            )
        }
    };
    let mut finding = RULE
        .at(stated.value.place.clone(), message)
        .label(match basis(stated) {
            Some(StatedBasis::PartYear) => "said to cover part of a year",
            _ => "which part of a year it covers is not said",
        })
        .figure("full-year", full_year);
    for (year, part) in part_years {
        finding = finding
            .figure(format!("part-year {year}"), part)
            .figure(format!("difference {year}"), *full_year - *part);
    }
    for (year, part) in part_years {
        let fix = Fix::choice(format!("State {part}, the part-year cost in {year}"));
        finding = finding.fix(fix.replace(stated.value.place.clone(), as_toml(&part.to_string())));
    }
    finding = call_full_year(stated)
        .into_iter()
        .fold(finding, Diagnostic::fix);
    if let Some((place, text)) = terms(subject) {
        finding = finding.also(place, text);
    }
    let advice: Vec<String> = part_years
        .iter()
        .map(|(year, part)| format!("{part} for {year}"))
        .collect();
    finding.help(format!(
        "state {}, or add `basis = \"full year\"` and call it so",
        advice.join(" and ")
    ))
}

/// A fix that calls the figure a full year's.
fn call_full_year(stated: &Stated) -> Option<Fix> {
    let claim = stated.is.as_ref()?;
    if claim.value.contains(".part_year") {
        return None;
    }
    let fix = Fix::choice("Call it the full-year cost");
    Some(match &stated.basis {
        Some(basis) => fix.replace(basis.place.clone(), as_toml("full year")),
        None => fix.below(claim.place.clone(), "basis = \"full year\""),
    })
}

/// From when to when the posts run, and what of it is assumed.
fn terms(subject: &Subject<'_>) -> Option<(Place, String)> {
    let case = subject.case;
    let first = case
        .changes
        .iter()
        .find(|change| change.from.is_some() || change.until.is_some());
    let own = first.and_then(|change| change.from.as_ref());
    let from = own.or(case.defaults.from.as_ref())?;
    let assumed = first
        .and_then(|change| change.assumed.as_ref())
        .or(case.defaults.assumed.as_ref());
    let text = assumed.map_or_else(
        || format!("the posts run from {}", from.value),
        |why| format!("{} is assumed: {}", from.value, why.value),
    );
    Some((from.place.clone(), text))
}
