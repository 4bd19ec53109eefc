//! Two paragraphs tell the same money differently.

use base::{Known, folded};
use diagnostics::{At, Diagnostic, Rule, Severity};
use proposal::case::{Funding, ToldAgain};

use crate::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "funding-disagrees",
    severity: Severity::Error,
    family: "agreement",
    summary: "The same funding is told twice with another source, amount or start.",
    explanation: "Whoever pays must know that they pay, and how much from when. If two paragraphs name two \
budgets for one cost, one budget holder has agreed to nothing. Telling one source more closely, such as a \
block of a grant, is no disagreement.",
};

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for funding in &subject.case.funding {
        for told in &funding.told_again {
            let differences = differences(funding, told);
            if differences.is_empty() {
                continue;
            }
            let message = format!(
                "{} and {} tell the same funding differently: {}",
                paragraph(funding.paragraph.as_ref()),
                paragraph(told.paragraph.as_ref()),
                differences.join("; ")
            );
            let place = told.source.as_ref().map_or(&told.place, |at| &at.place);
            let mut finding = RULE
                .at(place.clone(), message)
                .also(funding.source.place.clone(), "told here first");
            if let Some(amount) = funding.amount.as_ref().and_then(|at| at.value.known()) {
                finding = finding.figure("amount", amount);
            }
            if let Some(words) = &told.words {
                finding = finding.help(format!("it also says: {}", words.value));
            }
            found.push(finding.help("settle which it is, and tell it alike in both places"));
        }
    }
}

fn paragraph(number: Option<&At<String>>) -> String {
    number.map_or_else(
        || "another paragraph".to_owned(),
        |at| format!("paragraph {}", at.value),
    )
}

fn differences(funding: &Funding, told: &ToldAgain) -> Vec<String> {
    let mut differences = Vec::new();
    if let Some(source) = &told.source
        && !same_source(&funding.source, source)
    {
        differences.push(format!(
            "the source is {:?} and {:?}",
            funding.source.value, source.value
        ));
    }
    let amount = funding.amount.as_ref().map(|at| at.value);
    if let (Some(Known::Known(first)), Some(again)) = (amount, &told.amount)
        && first != again.value
    {
        differences.push(format!("the amount is {first} and {}", again.value));
    }
    if let (Some(first), Some(again)) = (&funding.from, &told.from)
        && first.value.first() != again.value.first()
    {
        differences.push(format!("the start is {} and {}", first.value, again.value));
    }
    differences
}

/// Is it the same name, or does one only say more closely what the other says?
fn same_source(a: &str, b: &str) -> bool {
    let (a, b) = (format!(" {} ", folded(a)), format!(" {} ", folded(b)));
    a.contains(&b) || b.contains(&a)
}
