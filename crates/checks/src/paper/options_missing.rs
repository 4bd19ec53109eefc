//! No option is described that was not taken.

use diagnostics::{Diagnostic, Rule, Severity};
use proposal::SectionKind;

use super::wording::opening;
use crate::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "options-missing",
    severity: Severity::Note,
    family: "completeness",
    summary: "No option is described that was rejected, and why.",
    explanation: "Where a body's reports have a section on options, it should let the reader see what else could \
have been done. That options *were considered* says nothing. Each stands under `[[option]]`, with \
`rejected_because`; doing nothing is an option too.",
};

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let required = subject
        .body
        .sections
        .iter()
        .any(|rule| rule.required && rule.kind == SectionKind::Options);
    let options = &subject.case.options;
    let rejected = options
        .iter()
        .any(|option| !option.adopted && option.rejected_because.is_some());
    let says_why = subject.case.header.no_other_option.is_some();
    if !required || rejected || says_why {
        return;
    }
    // Where the whole section is missing, section-missing says so.
    let section = subject.sections(SectionKind::Options).next().map(opening);
    let listed = options.first().map(|option| option.name.place.clone());
    let Some(place) = section.or(listed) else {
        return;
    };
    let others = options.iter().filter(|option| !option.adopted).count();
    let message = match others {
        0 => "no other option is described, nor why it was rejected".to_owned(),
        1 => "1 other option is described, and not why it was rejected".to_owned(),
        more => format!("{more} other options are described, and of none why it was rejected"),
    };
    found.push(
        RULE.at(place, message)
            .help("add [[option]] with `text` and `rejected_because`, or say in `no_other_option` why there is none"),
    );
}
