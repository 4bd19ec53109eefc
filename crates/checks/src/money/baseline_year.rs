//! Savings are measured against the budget of an earlier year.

use base::FinancialYear;
use diagnostics::{Diagnostic, Rule, Severity};

use crate::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "baseline-year",
    severity: Severity::Warning,
    family: "basis",
    summary: "A saving is measured against a budget that is more than a year older, without a price base.",
    explanation: "Pay awards and prices move a budget from year to year. A saving of one year as a share of the \
budget of two years before compares unlike pounds unless both are at the prices of one year. Give the \
`price_base` of the baseline, or a baseline of the year before the saving.",
};

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let mut finding: Option<Diagnostic> = None;
    for saving in &subject.case.savings {
        let Some(baseline) = &saving.baseline else {
            continue;
        };
        let years = saving.years.iter().filter_map(|year| year.year.as_ref());
        let (Some(of), None, Some(last)) = (
            &baseline.year,
            &baseline.price_base,
            years.map(|at| at.value).max(),
        ) else {
            continue;
        };
        if FinancialYear::next(of.value) >= last {
            continue;
        }
        let name = saving
            .name
            .as_ref()
            .map_or("the saving", |at| at.value.as_str());
        let text = format!("{name}: {} of {}", baseline.amount.value, of.value);
        finding = Some(match finding {
            Some(first) => first.also(of.place.clone(), text),
            None => RULE
                .at(
                    of.place.clone(),
                    format!(
                        "savings up to {last} are measured against the budget of {}, and no price base is given",
                        of.value
                    ),
                )
                .label(text)
                .help("add `price_base`, or measure against the budget of the year before each saving"),
        });
    }
    found.extend(finding);
}
