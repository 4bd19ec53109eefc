//! The changes cost money and nobody is said to pay.

use base::{Known, Pence};
use diagnostics::{Diagnostic, Fix, Rule, Severity};

use proposal::{TO_BE_WRITTEN, as_toml};

use crate::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "funding-missing",
    severity: Severity::Warning,
    family: "completeness",
    summary: "The changes cost money, and the report names no source and no budget.",
    explanation: "Whoever agrees to a cost agrees to where it comes from. A source is listed under \
`[[funding]]`, as the `funding` of a post, or as a `[[budget]]` that the cost is held against.",
};

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let case = subject.case;
    let posts_name_funds = subject
        .costed()
        .filter_map(|(effect, _)| effect.after.as_ref())
        .any(|line| !line.post.funding.is_empty());
    if !case.funding.is_empty() || !case.budgets.is_empty() || posts_name_funds {
        return;
    }
    let change = subject.statement.totals.change();
    if let Known::Known(more) = change.value()
        && more > Pence::ZERO
    {
        let message =
            format!("the changes cost {more} more in a full year, and nothing says who pays");
        let record = format!(
            "[[funding]]\nsource = {}\namount = {}",
            as_toml(TO_BE_WRITTEN),
            as_toml(&more.to_string())
        );
        found.push(
            RULE.at(subject.head(), message)
                .figure("change in full-year cost", more)
                .help("list each source under [[funding]] with its amount")
                .fix(
                    Fix::choice(format!("Add a source of {more}, to be written"))
                        .append(case.source, record),
                ),
        );
    }
}
