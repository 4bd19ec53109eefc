//! Funding is there before the posts, and only the full-year cost is told.

use base::{FinancialYear, Known, Pence, When};
use costing::{Amount, CostLine, YearCost};
use diagnostics::{Diagnostic, Rule, Severity};
use proposal::Effect;
use proposal::case::{Funding, StatedValue};

use super::telling::told;
use crate::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "funding-start",
    severity: Severity::Error,
    family: "basis",
    summary: "Funding starts earlier in the year than the posts, and only the full-year cost is stated.",
    explanation: "Where money is there from April and the posts from July, the first year costs nine months. A \
report that quotes only the full year leaves three months of money without a purpose, and nobody sees it. State \
the part-year cost of the first year beside the full-year cost, and from when the money is there.",
};

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for funding in &subject.case.funding {
        found.extend(early(subject, funding));
    }
}

/// The posts and payments for which a source pays, with their costs.
pub(super) fn paid_posts<'s>(
    subject: &Subject<'s>,
    funding: &Funding,
) -> Vec<(&'s Effect, &'s CostLine)> {
    let paid = proposal::paid_changes(subject.case, funding);
    let begins = |effect: &Effect| effect.after.is_some() || effect.payment.is_some();
    subject
        .costed()
        .filter(|(effect, line)| paid.contains(&line.change) && begins(effect))
        .collect()
}

fn early(subject: &Subject<'_>, funding: &Funding) -> Option<Diagnostic> {
    let from = funding.from.as_ref()?;
    let posts = paid_posts(subject, funding);
    let starts = posts.iter().filter_map(|(effect, _)| effect.from);
    let first = starts.min_by_key(|when| when.first())?;
    // Money that was there in an earlier year is a fund that exists; it says nothing about this year.
    let year = FinancialYear::of(first.first());
    let money = from.value.first();
    if money >= first.first() || FinancialYear::of(money) != year {
        return None;
    }
    let of_year = |line: &&CostLine| line.years.iter().find(|cost| cost.year == year).cloned();
    let costs: Vec<YearCost> = posts.iter().filter_map(|(_, line)| of_year(line)).collect();
    let part: Amount = costs
        .iter()
        .map(|cost| cost.posts.clone() + cost.payment.clone())
        .sum();
    let part = part.value().known()?;
    let full_year: Amount = posts
        .iter()
        .map(|(_, line)| line.full_year_posts() + line.full_payment())
        .sum();
    let full_year = full_year.value().known()?;
    if tells(subject, part) || part == full_year {
        return None;
    }
    let message = format!(
        "{} pays from {} and the posts start {}: {full_year} is the full-year cost, and {}{year} cost {part}",
        funding.source.value,
        from.value,
        on_or_in(first),
        months(&costs)
    );
    Some(
        with_start(subject, RULE.at(from.place.clone(), message))
            .figure("full-year", full_year)
            .figure("part-year", part)
            .figure("difference", full_year - part)
            .help(format!(
                "state the part-year cost of {part} for {year}, and from when the money is there"
            )),
    )
}

/// `9 months of `, if all the posts run so many whole months of the year.
fn months(costs: &[YearCost]) -> String {
    match costs.first().map(|cost| cost.part) {
        Some(Known::Known(share))
            if (share * 12).is_integer()
                && costs.iter().all(|cost| cost.part == Known::Known(share)) =>
        {
            format!("{} months of ", share * 12)
        }
        _ => "the posts' part of ".to_owned(),
    }
}

/// `on 1 July 2018`, `in July 2018`.
pub(super) fn on_or_in(when: When) -> String {
    match when {
        When::Day(_) => format!("on {when}"),
        When::Month(_) => format!("in {when}"),
    }
}

/// Does the report state the part-year cost, as a stated figure or in its words?
fn tells(subject: &Subject<'_>, part: Pence) -> bool {
    let names = [
        "cost.part_year",
        "cost.part_year.",
        "cost.posts.part_year",
        "cost.posts.part_year.",
    ];
    let same = |amount: Pence| (amount - part).abs() < Pence::pounds(1);
    let stated =
        subject.case.stated.iter().any(
            |stated| matches!(stated.value.value, StatedValue::Amount(amount) if same(amount)),
        );
    let mut funded = subject
        .case
        .funding
        .iter()
        .filter_map(|funding| funding.amount.as_ref()?.value.known());
    stated
        || funded.any(same)
        || subject
            .prose()
            .any(|(_, prose)| told(prose, part, &names).is_some())
}

/// Points at the date on which the posts start, too.
pub(super) fn with_start(subject: &Subject<'_>, finding: Diagnostic) -> Diagnostic {
    let case = subject.case;
    let own = case.changes.iter().find_map(|change| change.from.as_ref());
    match own.or(case.defaults.from.as_ref()) {
        Some(from) => finding.also(from.place.clone(), "the posts start here"),
        None => finding,
    }
}
