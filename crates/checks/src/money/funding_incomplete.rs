//! The sources do not pay for what the changes cost.

use base::{Known, Pence};
use costing::{Amount, Paid};
use diagnostics::{Diagnostic, Rule, Severity};
use proposal::case::{Funding, FundingState};

use crate::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "funding-incomplete",
    severity: Severity::Error,
    family: "cast",
    summary: "The sources that the report lists do not pay for what it costs.",
    explanation: "Funding lines add up to the cost: to that of a full year, of the year in which the change \
starts, or of the change alone. A source that pays *in part* without an amount leaves the rest open, and so \
does one that is refused. Money that another body has to release has a body that releases it, and a state: \
bid, provided, requested, released or refused.",
};

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let faults = faults(subject);
    let Some((first, _)) = faults.first() else {
        return;
    };
    let statement = subject.statement;
    let cost = statement.totals.after();
    let reasons: Vec<&str> = faults.iter().map(|(_, reason)| reason.as_str()).collect();
    let parts = part_years(subject);
    let part_years = if parts.is_empty() {
        String::new()
    } else {
        format!(" (part-year {})", parts.join(", "))
    };
    let cost_in_words = if cost.is_known() {
        format!("the full-year cost of {cost}")
    } else {
        "the cost, which is not known".to_owned()
    };
    let message = format!(
        "the sources do not add up to {cost_in_words}{part_years}: {}",
        reasons.join("; ")
    );
    let mut finding = RULE
        .at(first.source.place.clone(), message)
        .figure("full-year cost", &cost)
        .figure("unfunded", statement.funding.unfunded);
    for (funding, reason) in &faults[1..] {
        if funding.place != first.place {
            finding = finding.also(funding.source.place.clone(), reason);
        }
    }
    for told in faults.iter().flat_map(|(funding, _)| &funding.told_again) {
        if let Some(words) = &told.words {
            finding = finding.also(words.place.clone(), "told again");
        }
    }
    found.push(
        finding
            .help("give each source its amount, so that they add up to the cost of the year")
            .help("name who pays the rest, and who decides on money that is not released"),
    );
}

/// Is this source counted on before anybody has released it?
pub(super) fn conditional(funding: &Funding) -> bool {
    let state = funding.state.as_ref().map(|at| at.value);
    state.map_or(funding.released_by.is_some(), |state| {
        state != FundingState::Released
    })
}

/// How far a source is, in words: `requested; Finance Committee releases it`.
pub(super) fn standing(funding: &Funding) -> String {
    let state = match funding.state.as_ref().map(|at| at.value) {
        Some(FundingState::Bid) => "only bid for",
        Some(FundingState::Provided) => "set aside and not released",
        Some(FundingState::Requested) => "requested and not released",
        Some(FundingState::Refused) => "refused",
        Some(FundingState::Released) => "released",
        None => "not said to be released",
    };
    match &funding.released_by {
        Some(by) => format!("{state} (to be released by {})", by.value),
        None => state.to_owned(),
    }
}

/// What is wrong, with the source at which to point.
pub(super) fn faults<'s>(subject: &Subject<'s>) -> Vec<(&'s Funding, String)> {
    let case = subject.case;
    let paid = || case.funding.iter().zip(&subject.statement.funding.lines);
    let mut faults: Vec<(&Funding, String)> = Vec::new();
    for (funding, line) in paid() {
        let source = &funding.source.value;
        let refused = funding.state.as_ref().map(|at| at.value) == Some(FundingState::Refused);
        let open = line.pays == Paid::Part;
        let mut reason = Vec::new();
        if open {
            reason.push("pays a part, amount not stated".to_owned());
        }
        if refused || (conditional(funding) && (open || funding.released_by.is_none())) {
            reason.push(format!("is {}", standing(funding)));
        }
        if !reason.is_empty() {
            faults.push((funding, format!("{source} {}", reason.join(", and "))));
        }
    }
    let all_amounts = paid().all(|(funding, line)| match line.pays {
        Paid::Amount(_) => true,
        Paid::All(_) => !funding.pays_for.is_empty(),
        Paid::Part => false,
    });
    if let (true, Some(first)) = (all_amounts, case.funding.first())
        && let Some(reason) = miscast(subject)
    {
        faults.push((first, reason));
    }
    faults
}

/// By how much the amounts miss the cost, if they fit none of the costs that they may pay.
fn miscast(subject: &Subject<'_>) -> Option<String> {
    let statement = subject.statement;
    let amount = |paid: &Paid| match paid {
        Paid::Amount(amount) => Amount::known(*amount),
        Paid::All(amount) => amount.clone(),
        Paid::Part => Amount::unknown("a part"),
    };
    let sum: Amount = statement
        .funding
        .lines
        .iter()
        .map(|line| amount(&line.pays))
        .sum();
    let sum = sum.value().known()?;
    let cost = statement.totals.after().value().known()?;
    let fits = may_pay(subject)
        .into_iter()
        .any(|known| (known - sum).abs() < Pence::pounds(1));
    let difference = (cost - sum).abs();
    let direction = if sum < cost { "less" } else { "more" };
    (!fits).then(|| format!("they come to {sum}, {difference} {direction}"))
}

/// The costs that sources may pay: of a full year, of one year, of all years that are shown; of what
/// is there afterwards, or of the change alone.
fn may_pay(subject: &Subject<'_>) -> Vec<Pence> {
    let statement = subject.statement;
    let totals = &statement.totals;
    let mut costs = vec![
        totals.after(),
        totals.posts.clone(),
        totals.change(),
        totals.additional.clone(),
    ];
    let (mut all, mut all_changes) = (Amount::zero(), Amount::zero());
    for year in &statement.years {
        let (before, posts, payments) = statement.year(*year);
        let after = posts.clone() + payments;
        let change = after.clone() - before;
        all += after.clone();
        all_changes += change.clone();
        costs.extend([posts, after, change]);
    }
    costs.extend([all, all_changes]);
    costs
        .iter()
        .filter_map(|cost| cost.value().known())
        .collect()
}

/// The part-year cost of each year that differs from a full one.
fn part_years(subject: &Subject<'_>) -> Vec<String> {
    let statement = subject.statement;
    let full = statement.totals.after().value();
    let of_year = |year: &base::FinancialYear| {
        let (_, posts, payments) = statement.year(*year);
        match (posts + payments).value() {
            Known::Known(part) if Known::Known(part) != full => Some(format!("{part} in {year}")),
            _ => None,
        }
    };
    statement.years.iter().filter_map(of_year).collect()
}
