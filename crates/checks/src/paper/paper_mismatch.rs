//! A cited report is held under another date or title.

use base::{long_date, similarity};
use diagnostics::{Diagnostic, Fix, Rule, Severity};
use proposal::case::PaperKind;
use proposal::{Held, as_toml};

use crate::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "paper-mismatch",
    severity: Severity::Warning,
    family: "reference",
    summary: "A cited report is held under another date or title.",
    explanation: "A decision is found again by its body, its date and its title. Where no report of the cited \
date and title is held but one near to it is, one of the two is wrong: the citation, or the title that the \
report went by. A title agrees if most of its words do.",
};

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let others = subject.library.without(subject.case);
    let reports = subject
        .case
        .papers
        .iter()
        .filter(|paper| paper.kind == PaperKind::Report);
    for paper in reports {
        let Held::Nearly(held) = others.look_up(paper) else {
            continue;
        };
        let cited = paper
            .date
            .as_ref()
            .map_or_else(|| "no date".to_owned(), |at| at.value.to_string());
        let dated = held.date.map_or_else(|| "no date".to_owned(), long_date);
        let alike = similarity(&held.title, &paper.title);
        let difference = match (cited == dated, alike >= 60) {
            (false, true) => "the dates differ".to_owned(),
            (true, _) => format!("the titles share {alike}% of their words"),
            (false, false) => {
                format!("the dates differ, and the titles share {alike}% of their words")
            }
        };
        let message = format!(
            "the report cited as of {cited} is not held; near to it is one of {dated}, {:?}: {difference}",
            held.title
        );
        let place = paper
            .date
            .as_ref()
            .map_or(&paper.title.place, |at| &at.place);
        let redate = match (&paper.date, held.date) {
            (Some(date), Some(day)) if cited != dated && alike >= 60 => {
                let fix = Fix::choice(format!("Cite it as of {dated}"));
                Some(fix.replace(date.place.clone(), as_toml(&long_date(day))))
            }
            _ => None,
        };
        let finding = RULE
            .at(place.clone(), message)
            .also(paper.title.place.clone(), "the title as cited")
            .figure("cited", cited)
            .figure("held", dated)
            .help(
                "mend the date and the title if that is the report, or leave them if it is another",
            );
        found.push(redate.into_iter().fold(finding, Diagnostic::fix));
    }
}
