//! A cited report is not held, and nothing like it is.

use diagnostics::{Diagnostic, Rule, Severity};
use proposal::Held;
use proposal::case::PaperKind;

use crate::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "paper-not-held",
    severity: Severity::Note,
    family: "reference",
    summary: "A cited report is not held, and nothing like it is.",
    explanation: "What that report decided is not known here. Where no other report is held at all there is \
nothing to look in, and nothing is said.",
};

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let others = subject.library.without(subject.case);
    if others.is_empty() {
        return;
    }
    let reports = subject
        .case
        .papers
        .iter()
        .filter(|paper| paper.kind == PaperKind::Report);
    for paper in reports.filter(|paper| others.look_up(paper) == Held::No) {
        let when = paper
            .date
            .as_ref()
            .map_or_else(|| "no date".to_owned(), |at| at.value.to_string());
        let message = format!("the report of {when} is not held: {:?}", paper.title.value);
        let place = paper.title.place.clone();
        let help = "hold it beside this case, or mend its date and title";
        found.push(RULE.at(place, message).help(help));
    }
}
