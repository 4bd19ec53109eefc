//! Stated unit costs are not quite those of the profile.

use base::Pence;
use diagnostics::{Diagnostic, Rule, Severity};

use super::pay_basis_outdated::cost_place;
use crate::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "residual",
    severity: Severity::Note,
    family: "cast",
    summary: "Stated unit costs differ from those that the profile gives.",
    explanation: "Where a paper states what a post costs, totals use it, and the computed cost stands beside it. \
Few councils publish how they cost a post, so a profile may miss by some pounds; the residual is shown and \
nothing is bent to hide it.",
};

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let changes = &subject.case.changes;
    let differing: Vec<_> = subject
        .statement
        .lines
        .iter()
        .filter_map(|line| {
            let price = line.after.as_ref()?;
            let residual = price
                .residual()
                .filter(|residual| *residual != Pence::ZERO)?;
            let computed = price.computed.as_ref().ok()?.unit_cost;
            let stated = price.stated?;
            let text = format!(
                "{}: stated {stated}, computed {computed}, {}",
                line.title,
                residual.signed()
            );
            Some((cost_place(&changes[line.change]), residual, text))
        })
        .collect();
    let Some((place, _, first)) = differing.first() else {
        return;
    };
    let list: Vec<String> = differing
        .iter()
        .map(|(_, residual, _)| residual.signed())
        .collect();
    let total = subject.statement.residual();
    let message = format!(
        "by the profile {} unit costs differ from the stated ones by {}: {} in total",
        subject.statement.profile_name,
        list.join(", "),
        total.signed()
    );
    let mut finding = RULE
        .at(place.clone(), message)
        .label(first)
        .figure("total", total.signed());
    for (place, _, text) in &differing[1..] {
        finding = finding.also(place.clone(), text);
    }
    found.push(finding.help(
        "totals use the stated costs; `basis = \"profile\"` under [costing] uses the computed ones",
    ));
}
