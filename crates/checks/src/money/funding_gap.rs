//! Posts run on days on which no listed source pays for them.

use base::{Date, FinancialYear, Known, Term, When, add_days, exact, long_date};
use costing::{Amount, CostLine};
use diagnostics::{Diagnostic, Rule, Severity};
use proposal::Effect;
use proposal::case::Funding;
use register::Tenure;

use super::funding_start::{on_or_in, paid_posts, with_start};
use crate::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "funding-gap",
    severity: Severity::Error,
    family: "basis",
    summary: "Funding starts after the posts that it pays for, or ends before them.",
    explanation: "A permanent post on a grant of two years is paid for two years, and posts that start before their \
money are paid by somebody who was not asked. Where another listed source pays for the same posts on those days, \
there is no gap.",
};

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for funding in &subject.case.funding {
        found.extend(before(subject, funding));
        found.extend(after(subject, funding));
    }
}

/// Does any source pay for a change on a day?
fn paid_on(subject: &Subject<'_>, change: usize, day: Date) -> bool {
    let pays = |funding: &&Funding| {
        let from = funding.from.as_ref().map(|at| at.value.first());
        let until = funding.until.as_ref().map(|at| at.value.last());
        from.is_none_or(|from| from <= day)
            && until.is_none_or(|until| day <= until)
            && proposal::pays_for(subject.case, funding, change)
    };
    subject.case.funding.iter().any(|funding| pays(&funding))
}

/// The days between the start of the posts and that of the money.
fn before(subject: &Subject<'_>, funding: &Funding) -> Option<Diagnostic> {
    let from = funding.from.as_ref()?;
    let money = from.value.first();
    let early: Vec<(When, &CostLine)> = paid_posts(subject, funding)
        .into_iter()
        .filter_map(|(effect, line)| Some((effect.from?, line)))
        .filter(|(start, line)| {
            start.first() < money && !paid_on(subject, line.change, start.first())
        })
        .collect();
    let start = early
        .iter()
        .map(|(start, _)| *start)
        .min_by_key(|start| start.first())?;
    let unpaid: Amount = early
        .iter()
        .map(|(start, line)| during(line, start.first(), add_days(money, -1)))
        .sum();
    let message = format!(
        "{} pays from {} and the posts start {}: {unpaid} of their cost comes before the money",
        funding.source.value,
        from.value,
        on_or_in(start)
    );
    Some(
        with_start(subject, RULE.at(from.place.clone(), message))
            .figure("unpaid", unpaid)
            .help("say who pays until then, or start the posts with the money"),
    )
}

/// What goes on after the last day of the money.
fn after(subject: &Subject<'_>, funding: &Funding) -> Option<Diagnostic> {
    let until = funding.until.as_ref()?;
    let next = add_days(until.value.last(), 1);
    let late: Vec<(String, &CostLine)> = paid_posts(subject, funding)
        .into_iter()
        .filter(|(_, line)| !paid_on(subject, line.change, next))
        .filter_map(|(effect, line)| Some((runs_on(effect, next)?, line)))
        .collect();
    let (end, _) = late.first()?;
    let titles: Vec<&str> = late.iter().map(|(_, line)| line.title.as_str()).collect();
    let cost: Amount = late.iter().map(|(_, line)| line.full_year_posts()).sum();
    let message = format!(
        "{} pays until {}; {} {end}, at a full-year cost of {cost}",
        funding.source.value,
        until.value,
        titles.join(", ")
    );
    Some(
        RULE.at(until.place.clone(), message)
            .figure("full-year", cost)
            .help("say who pays afterwards, or end the posts with the money"),
    )
}

/// How a post goes on, if it runs on a day.
fn runs_on(effect: &Effect, day: Date) -> Option<String> {
    match &effect.after.as_ref()?.post.tenure {
        Known::Known(Tenure::Permanent) => Some("goes on without end".to_owned()),
        Known::Known(Tenure::Temporary(end)) => end
            .last_day()
            .filter(|last| *last >= day)
            .map(|last| format!("goes on until {}", long_date(last))),
        Known::Unknown | Known::Withheld => None,
    }
}

/// What a line costs from one day through another.
fn during(line: &CostLine, from: Date, until: Date) -> Amount {
    let term = Term {
        from,
        until: Some(until),
    };
    let mut part = exact(0, 1);
    let mut year = FinancialYear::of(from);
    while year.first() <= until {
        part += term.part_of(year);
        year = year.next();
    }
    line.full_year_posts().times(part)
}
