//! Posts end and begin, and nobody says what remains.

use base::Fte;
use diagnostics::{Diagnostic, Rule, Severity};
use proposal::case::Prose;
use proposal::{Block, paragraphs};

use crate::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "net-fte-not-stated",
    severity: Severity::Note,
    family: "completeness",
    summary: "Posts end and posts begin, and the net change in FTE is not stated.",
    explanation: "A reader who is told which posts end and which begin should not have to add up. The net change \
is there as `{fte.change}`.",
};

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let totals = &subject.statement.totals;
    let known = (
        totals.fte_out.value().known(),
        totals.fte_in.value().known(),
        totals.fte_change().value().known(),
    );
    let (Some(out), Some(into), Some(net)) = known else {
        return;
    };
    if out.is_zero() || into.is_zero() || net.is_zero() {
        return;
    }
    let stated = subject.case.stated.iter().any(|stated| {
        stated
            .is
            .as_ref()
            .is_some_and(|is| is.value == "fte.change")
    });
    if stated || subject.prose().any(|(_, prose)| says(prose, net)) {
        return;
    }
    let first = subject.resolved.effects.first();
    let place = first.map_or_else(
        || subject.head(),
        |effect| subject.case.changes[effect.change].place.clone(),
    );
    let net = format!("{}{net}", if net.is_negative() { "" } else { "+" });
    let message = format!(
        "posts of {out} FTE end and posts of {into} FTE begin; the net change of {net} FTE is not stated"
    );
    found.push(
        RULE.at(place, message)
            .figure("net", net)
            .help("write it in the report: {fte.change}"),
    );
}

/// Does a paragraph give the net change: by name, or as a number beside the word *net*?
fn says(prose: &Prose, net: Fte) -> bool {
    let number = net.abs().to_string();
    paragraphs(prose).iter().any(|block| {
        let Block::Paragraph(paragraph) = block else {
            return false;
        };
        let text = paragraph.words().to_lowercase();
        let mut words = text.split(|c: char| !c.is_alphanumeric() && c != '.');
        let net_and_number = words.clone().any(|word| word == "net")
            && words.any(|word| word.trim_end_matches('.') == number);
        text.contains("{fte.change}") || net_and_number
    })
}
