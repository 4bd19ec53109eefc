//! Money is counted on that nobody has released.

use diagnostics::{Diagnostic, Rule, Severity};

use super::funding_incomplete::{conditional, faults, standing};
use crate::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "funding-conditional",
    severity: Severity::Warning,
    family: "authority",
    summary: "The funding depends on a release that the decision-maker does not make.",
    explanation: "A bid may be cut, and contingency is released by a decision of its own. The report says so \
where it says who pays, and says what happens if the money does not come.",
};

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    if !faults(subject).is_empty() {
        return;
    }
    let lines = &subject.statement.funding.lines;
    for (funding, line) in subject.case.funding.iter().zip(lines) {
        if conditional(funding) {
            let source = &funding.source;
            let standing = standing(funding);
            let message = format!(
                "{} is counted on for {} and is {standing}",
                source.value, line.pays
            );
            found.push(
                RULE.at(source.place.clone(), message)
                    .figure("counted on", &line.pays)
                    .help("make the decision depend on the release, or wait for it")
                    .help("`state = \"released\"` once it is"),
            );
        }
    }
}
