//! A shortfall stands in an officer's comment and not in the financial implications.

use base::{Known, Pence};
use diagnostics::{Diagnostic, Place, Rule, Severity};
use proposal::SectionKind;

use super::telling::told;
use crate::{Part, Subject};

pub(crate) static RULE: Rule = Rule {
    code: "gap-only-in-comment",
    severity: Severity::Warning,
    family: "agreement",
    summary: "A shortfall against the budget is told only in an officer's comment.",
    explanation: "Members read the financial implications for what a decision costs. If these tell of a saving and \
the comment behind them of a shortfall, both may be true and the report is not. Put the two sentences side by \
side: what the changes save, and what the budget lacks all the same.",
};

/// The names under which the words may print the gap.
pub(super) const GAP: [&str; 3] = ["budget.gap", "budget.gap.", "table.budget"];

/// The gaps between budgets and costs that are known and above nothing, with their budgets.
pub(super) fn gaps<'s>(
    subject: &Subject<'s>,
) -> impl Iterator<Item = (&'s proposal::case::Budget, Pence)> {
    let budgets = subject.case.budgets.iter().zip(&subject.statement.budgets);
    budgets.filter_map(|(budget, line)| match line.gap() {
        Known::Known(gap) if gap > Pence::ZERO => Some((budget, gap)),
        _ => None,
    })
}

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for (budget, gap) in gaps(subject) {
        let elsewhere = subject
            .prose()
            .filter(|(part, _)| !matches!(part, Part::Comment(_)))
            .any(|(_, prose)| told(prose, gap, &GAP).is_some());
        let comment = subject.prose().find_map(|(part, prose)| match part {
            Part::Comment(kind) => Some((kind, told(prose, gap, &GAP)?)),
            _ => None,
        });
        let (false, Some((kind, place))) = (elsewhere, comment) else {
            continue;
        };
        let amount = budget.amount.value;
        let message = format!(
            "the shortfall of {gap} against the budget of {amount} is told only in the {kind} comment"
        );
        let mut finding = RULE
            .at(place, message)
            .figure("shortfall", gap)
            .figure("budget", amount);
        for (saving, place) in savings_told(subject) {
            finding = finding.also(
                place,
                format!("the financial implications tell of a saving of {saving}"),
            );
        }
        found.push(
            finding.help(
                "state the shortfall in the financial implications, such as with {budget.gap}",
            ),
        );
    }
}

/// The savings of which the financial implications tell.
fn savings_told(subject: &Subject<'_>) -> Vec<(Pence, Place)> {
    let years = subject.case.savings.iter().flat_map(|saving| &saving.years);
    years
        .filter_map(|year| year.amount.as_ref()?.value.known())
        .filter_map(|amount| {
            let mut sections = subject.sections(SectionKind::Financial);
            Some((amount, sections.find_map(|prose| told(prose, amount, &[]))?))
        })
        .collect()
}
