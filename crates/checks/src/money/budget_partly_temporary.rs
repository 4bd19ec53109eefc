//! A budget that holds temporary money pays for lasting posts.

use base::{Known, Pence};
use diagnostics::{Diagnostic, Rule, Severity};

use super::telling::told;
use crate::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "budget-partly-temporary",
    severity: Severity::Warning,
    family: "basis",
    summary: "A budget holds temporary money, and the gap without it is not told.",
    explanation: "Held against the whole budget, a structure may fit that does not fit once the temporary part has \
ended. Part the budget into what lasts and what ends, say when it ends, and state both gaps.",
};

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let names = [
        "budget.gap_permanent",
        "budget.gap_permanent.",
        "table.budget",
    ];
    for (budget, line) in subject.case.budgets.iter().zip(&subject.statement.budgets) {
        let Some(temporary) = &budget.temporary else {
            continue;
        };
        let gap = line.permanent_gap();
        let covered = matches!(gap, Known::Known(gap) if gap <= Pence::ZERO);
        if temporary.value <= Pence::ZERO || covered {
            continue;
        }
        let mut lacks = Vec::new();
        if let Known::Known(gap) = gap
            && !subject
                .prose()
                .any(|(_, prose)| told(prose, gap, &names).is_some())
        {
            lacks.push(format!(
                "against the lasting {} the cost is {gap} more, which the report does not state",
                line.permanent()
            ));
        }
        if budget.temporary_until.is_none() {
            lacks.push("when it ends is not said".to_owned());
        }
        if lacks.is_empty() {
            continue;
        }
        let message = format!(
            "{} of the budget of {} is temporary; {}",
            temporary.value,
            line.amount,
            lacks.join("; ")
        );
        found.push(
            RULE.at(temporary.place.clone(), message)
                .figure("lasting budget", line.permanent())
                .figure("gap", line.gap())
                .figure("gap without the temporary part", gap)
                .help("state both gaps, such as with {budget.gap} and {budget.gap_permanent}")
                .help("say when the temporary part ends: `temporary_until`"),
        );
    }
}
