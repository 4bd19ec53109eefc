//! A case that proposes nothing.

use diagnostics::{Diagnostic, Rule, Severity};
use proposal::Case;

use crate::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "case-empty",
    severity: Severity::Error,
    family: "completeness",
    summary: "The case holds no change, no saving and no post.",
    explanation: "A case proposes to change posts or to save money, or lists the posts that there are. One that \
does none of these has nothing to cost, to report or to record. `muster new` writes a case to start from.",
};

/// Does the case propose nothing?
pub(crate) fn is_empty(case: &Case) -> bool {
    case.changes.is_empty() && case.savings.is_empty() && case.posts.is_empty()
}

/// Is there not even a title, so that no check has anything to look at?
pub(crate) fn is_bare(case: &Case) -> bool {
    let header = &case.header;
    let unnamed = header.title.is_none() && header.body.is_none() && header.date.is_none();
    unnamed && is_empty(case) && case.sections.is_empty() && case.recommendations.is_empty()
}

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    if !is_empty(subject.case) {
        return;
    }
    let message = "the case holds no change, no saving and no post";
    found.push(
        RULE.at(subject.head(), message).help(
            "add [[change]], [[saving]] or [[post]]; `muster new` writes a case to start from",
        ),
    );
}
