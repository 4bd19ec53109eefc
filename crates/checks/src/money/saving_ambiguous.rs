//! Savings of several years can be read in more than one way.

use std::cmp::Ordering;

use base::{FinancialYear, Known, Pence};
use diagnostics::{Diagnostic, Fix, Rule, Severity};
use proposal::as_toml;
use proposal::case::Saving;

use super::saving_not_derivable::amount_place;
use crate::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "saving-ambiguous",
    severity: Severity::Error,
    family: "agreement",
    summary: "The savings of several years can be read in more than one way.",
    explanation: "A saving has a year and an amount, comes once or every year, and in later years either comes on \
top of the earlier ones or contains them. Where the paper does not say, the same two amounts may be added, \
stand apart, or show a saving that falls; and another telling with other words makes it worse. Say whether \
each is `recurring`, and whether later years are `cumulative`.",
};

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for saving in &subject.case.savings {
        found.extend(readings(saving));
        found.extend(other_amount(saving));
    }
}

fn readings(saving: &Saving) -> Option<Diagnostic> {
    if saving.cumulative.is_some() {
        return None;
    }
    let amounts = saving.years.iter().filter_map(|year| {
        let amount = year.amount.as_ref()?.value.known()?;
        Some((year.year.as_ref().map(|at| at.value), amount))
    });
    let amounts: Vec<(Option<FinancialYear>, Pence)> = amounts.collect();
    let [.., (_, last)] = amounts[..] else {
        return None;
    };
    if amounts.len() < 2 {
        return None;
    }
    let sum: Pence = amounts.iter().map(|(_, amount)| *amount).sum();
    let list: Vec<String> = amounts
        .iter()
        .map(|(year, amount)| match year {
            Some(year) => format!("{amount} in {year}"),
            None => amount.to_string(),
        })
        .collect();
    let yearly = match last.cmp(&amounts[0].1) {
        Ordering::Less => format!("a fall to {last} a year"),
        Ordering::Greater => format!("a rise to {last} a year"),
        Ordering::Equal => format!("the same {last} every year"),
    };
    let message = format!(
        "savings of {} can mean {sum} in all, separate sums that do not come again, or {yearly}",
        list.join(" and ")
    );
    let mut finding = RULE
        .at(amount_place(saving), message)
        .figure("added up", sum)
        .figure("last year alone", last);
    for told in &saving.told_again {
        if let Some(words) = &told.words {
            let paragraph = told.paragraph.as_ref().map_or_else(String::new, |at| {
                format!("told again in paragraph {}", at.value)
            });
            finding = finding.also(words.place.clone(), paragraph);
        }
    }
    Some(
        finding
            .help(
                "say whether later years contain the earlier ones: `cumulative = true` or `false`",
            )
            .help("say whether the saving comes every year: `recurring = true` or `false`")
            .fix(
                Fix::choice("Say that later years contain the earlier ones")
                    .below(saving.place.clone(), "cumulative = true"),
            )
            .fix(
                Fix::choice("Say that the years add up")
                    .below(saving.place.clone(), "cumulative = false"),
            ),
    )
}

/// Another paragraph that gives another amount.
fn other_amount(saving: &Saving) -> Option<Diagnostic> {
    let [only] = &saving.years[..] else {
        return None;
    };
    let Some(Known::Known(first)) = only.amount.as_ref().map(|at| at.value) else {
        return None;
    };
    let again = saving
        .told_again
        .iter()
        .filter_map(|told| told.amount.as_ref())
        .find(|amount| amount.value != first)?;
    let message = format!("the same saving is told as {first} and as {}", again.value);
    Some(
        RULE.at(again.place.clone(), message)
            .also(amount_place(saving), "told here first")
            .figure("difference", (first - again.value).abs())
            .help("settle which it is, and tell it alike in both places")
            .fix(
                Fix::choice(format!("Use {first} in both places"))
                    .replace(again.place.clone(), as_toml(&first.to_string())),
            )
            .fix(
                Fix::choice(format!("Use {} in both places", again.value))
                    .replace(amount_place(saving), as_toml(&again.value.to_string())),
            ),
    )
}
