//! The structure costs more than its budget, and no part of the report says so.

use diagnostics::{Diagnostic, Rule, Severity};

use super::gap_only_in_comment::{GAP, gaps};
use super::telling::told;
use crate::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "gap-untold",
    severity: Severity::Warning,
    family: "completeness",
    summary: "The cost is above the budget, and the report does not say so.",
    explanation: "A structure that costs more than its budget overspends from its first day unless something else \
is cut. The report states by how much, and what becomes of it.",
};

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for (budget, gap) in gaps(subject) {
        if subject
            .prose()
            .any(|(_, prose)| told(prose, gap, &GAP).is_some())
        {
            continue;
        }
        let amount = &budget.amount;
        let message = format!(
            "the structure costs {gap} more than its budget of {}, and the report does not say so",
            amount.value
        );
        found.push(
            RULE.at(amount.place.clone(), message)
                .figure("shortfall", gap)
                .figure("cost", amount.value + gap)
                .help("state it in the financial implications, such as with {budget.gap}, and say what closes it"),
        );
    }
}
