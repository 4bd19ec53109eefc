//! An option stands beside others that are costed, and has no figures.

use diagnostics::{Diagnostic, Rule, Severity};

use crate::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "option-without-figures",
    severity: Severity::Note,
    family: "completeness",
    summary: "Options are compared by their figures, and one has none.",
    explanation: "As soon as one option beside the proposal has changes of its own, the report compares the options in a \
table, with that nothing changes as its first column. An option without `[[option.change]]` has no column, so the \
reader cannot see what it would cost. One that changes nothing needs none: it is that first column.",
};

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    if !proposal::has_alternatives(subject.case) {
        return;
    }
    for option in &subject.case.options {
        if option.adopted || !option.changes.is_empty() {
            continue;
        }
        let message = format!(
            "the option \"{}\" has no figures beside those of the others",
            option.name.value
        );
        found.push(RULE.at(option.name.place.clone(), message).help(
            "add what it would change as [[option.change]]; an option in which nothing changes needs none",
        ));
    }
}
