//! Funding and the posts that it pays for start or end on different days.

use base::{Date, FinancialYear, Known, Pence, Term, When, add_days, exact, long_date};
use costing::{Amount, CostLine};
use diagnostics::{At, Diagnostic, Rule, Severity};
use proposal::Effect;
use proposal::case::{Funding, StatedValue};
use register::Tenure;

use super::telling::told;
use crate::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "funding-start",
    severity: Severity::Error,
    family: "basis",
    summary: "Funding starts or ends on another day than the posts that it pays for.",
    explanation: "Where money is there from April and the posts from July, the first year costs nine months, \
and a report that quotes only the full year leaves three months of money without a purpose. Money that starts \
after the posts, or ends before them, leaves months without money.",
};

type Costed<'s> = Vec<(&'s Effect, &'s CostLine)>;

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for funding in &subject.case.funding {
        let paid = proposal::paid_changes(subject.case, funding);
        let posts: Costed<'_> = subject
            .costed()
            .filter(|(effect, line)| {
                paid.contains(&line.change) && (effect.after.is_some() || effect.payment.is_some())
            })
            .collect();
        found.extend(starts(subject, funding, &posts));
        found.extend(ends(funding, &posts));
    }
}

/// Holds the first day of the money against that of the posts.
fn starts(subject: &Subject<'_>, funding: &Funding, posts: &Costed<'_>) -> Option<Diagnostic> {
    let from = funding.from.as_ref()?;
    let first = posts
        .iter()
        .filter_map(|(effect, _)| effect.from)
        .min_by_key(|when| when.first())?;
    let starting = match first {
        When::Day(_) => format!("on {first}"),
        When::Month(_) => format!("in {first}"),
    };
    let source = &funding.source.value;
    let full_year: Amount = posts
        .iter()
        .map(|(_, line)| line.full_year_posts() + line.full_payment())
        .sum();
    if from.value.first() > first.first() {
        let unpaid = Term {
            from: first.first(),
            until: Some(add_days(from.value.first(), -1)),
        };
        let unpaid: Amount = posts.iter().map(|(_, line)| during(line, unpaid)).sum();
        let message = format!(
            "{source} pays from {} and the posts start {starting}: {unpaid} of their cost comes before the money",
            from.value
        );
        let finding = with_start(subject, RULE.at(from.place.clone(), message));
        return Some(
            finding
                .figure("unpaid", unpaid)
                .figure("full-year", full_year)
                .help("say who pays until then, or start the posts later"),
        );
    }
    // Money that was there in an earlier year is a fund that exists; it says nothing about this year.
    let year = FinancialYear::of(first.first());
    if from.value.first() == first.first() || FinancialYear::of(from.value.first()) != year {
        return None;
    }
    let of_year = |line: &CostLine| line.years.iter().find(|cost| cost.year == year).cloned();
    let costs: Vec<_> = posts.iter().filter_map(|(_, line)| of_year(line)).collect();
    let part: Amount = costs
        .iter()
        .map(|cost| cost.posts.clone() + cost.payment.clone())
        .sum();
    let part = part.value().known()?;
    if tells(subject, part) {
        return None;
    }
    let months = match costs.first().map(|cost| cost.part) {
        Some(Known::Known(share))
            if costs.iter().all(|cost| cost.part == Known::Known(share))
                && (share * 12).is_integer() =>
        {
            format!("{} months of ", share * 12)
        }
        _ => "the part-year cost of ".to_owned(),
    };
    let message = format!(
        "{source} pays from {} and the posts start {starting}: {full_year} is the full-year cost, and {months}{year} cost {part}",
        from.value
    );
    let mut finding = with_start(subject, RULE.at(from.place.clone(), message))
        .figure("full-year", &full_year)
        .figure("part-year", part);
    if let Known::Known(full_year) = full_year.value() {
        finding = finding.figure("difference", full_year - part);
    }
    Some(finding.help(format!(
        "state the part-year cost of {part} for {year}, and from when the money is there"
    )))
}

/// Holds the last day of the money against that of the posts.
fn ends(funding: &Funding, posts: &Costed<'_>) -> Option<Diagnostic> {
    let until = funding.until.as_ref()?;
    let goes_on = posts.iter().find_map(|(effect, line)| {
        let end = match effect.after.as_ref().map(|line| &line.post.tenure) {
            Some(Known::Known(Tenure::Permanent)) => Some("they are permanent".to_owned()),
            Some(Known::Known(Tenure::Temporary(end))) => after(until, end.last_day()),
            _ => None,
        };
        end.map(|end| (line, end))
    });
    let (line, end) = goes_on?;
    let message = format!(
        "{} pays until {} for {}, and {end}: {} a year is unpaid from then on",
        funding.source.value,
        until.value,
        line.title,
        line.full_year_posts()
    );
    Some(
        RULE.at(until.place.clone(), message)
            .figure("full-year", line.full_year_posts())
            .help("say who pays afterwards, or end the posts with the money"),
    )
}

fn after(until: &At<When>, end: Option<Date>) -> Option<String> {
    end.filter(|end| *end > until.value.last())
        .map(|end| format!("they run until {}", long_date(end)))
}

/// What a line costs in a term.
fn during(line: &CostLine, term: Term) -> Amount {
    let mut part = exact(0, 1);
    let mut year = FinancialYear::of(term.from);
    while term.until.is_some_and(|until| year.first() <= until) {
        part += term.part_of(year);
        year = year.next();
    }
    line.full_year_posts().times(part)
}

/// Does the report state the part-year cost, as a stated figure or in its words?
fn tells(subject: &Subject<'_>, part: Pence) -> bool {
    let names = [
        "cost.part_year",
        "cost.part_year.",
        "cost.posts.part_year",
        "cost.posts.part_year.",
    ];
    let same = |value: StatedValue| matches!(value, StatedValue::Amount(said) if (said - part).abs() < Pence::pounds(1));
    let funded = |funding: &Funding| {
        let amount = funding.amount.as_ref().and_then(|at| at.value.known());
        amount.is_some_and(|amount| same(StatedValue::Amount(amount)))
    };
    subject
        .case
        .stated
        .iter()
        .any(|stated| same(stated.value.value))
        || subject.case.funding.iter().any(funded)
        || subject
            .prose()
            .any(|(_, prose)| told(prose, part, &names).is_some())
}

fn with_start(subject: &Subject<'_>, finding: Diagnostic) -> Diagnostic {
    let case = subject.case;
    let own = case.changes.iter().find_map(|change| change.from.as_ref());
    match own.or(case.defaults.from.as_ref()) {
        Some(from) => finding.also(from.place.clone(), "the posts start here"),
        None => finding,
    }
}
