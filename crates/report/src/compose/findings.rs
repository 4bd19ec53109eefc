//! Findings, in words.

use diagnostics::{Diagnostic, Place, Severity, Sources};

use super::writer::Writer;
use crate::model::{Block, Finding, FindingPlace, SectionKind};
use crate::phrases::{count, sentence_case};

/// Writes what the author acknowledges: the report always prints it.
pub(super) fn write_acknowledged(writer: &mut Writer<'_>) {
    let of = writer.of;
    let acknowledged: Vec<&Diagnostic> = of
        .findings
        .iter()
        .filter(|finding| finding.acknowledged.is_some())
        .collect();
    if acknowledged.is_empty() {
        return;
    }
    writer.begin("Points acknowledged by the author", 2, SectionKind::Closing);
    writer.say("These points were found when the report was checked. The author lets them stand, for the reason given.");
    for found in acknowledged {
        writer.push(Block::Finding(finding(found, of.sources)));
    }
}

/// Writes all findings into the section under way, the weightiest first.
pub(super) fn write_all(writer: &mut Writer<'_>) {
    let of = writer.of;
    if of.findings.is_empty() {
        writer.say("No findings.");
        return;
    }
    let number = |severity| {
        let open = |finding: &&Diagnostic| {
            finding.severity() == severity && finding.acknowledged.is_none()
        };
        of.findings.iter().filter(open).count()
    };
    let acknowledged = of
        .findings
        .iter()
        .filter(|finding| finding.acknowledged.is_some())
        .count();
    writer.say(format!(
        "{} to mend before clearance, {} to mend or acknowledge, {} for information; {} acknowledged.",
        number(Severity::Error),
        number(Severity::Warning),
        number(Severity::Note),
        count(acknowledged, "is", "are"),
    ));
    for severity in [Severity::Error, Severity::Warning, Severity::Note] {
        let of_severity: Vec<&Diagnostic> = of
            .findings
            .iter()
            .filter(|finding| finding.severity() == severity)
            .collect();
        if of_severity.is_empty() {
            continue;
        }
        writer.heading(words(severity));
        for found in of_severity {
            writer.push(Block::Finding(finding(found, of.sources)));
        }
    }
}

/// What is to be done about findings of a severity.
fn words(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "Mend before clearance",
        Severity::Warning => "Mend or acknowledge",
        Severity::Note => "For information",
    }
}

pub(crate) fn finding(found: &Diagnostic, sources: &Sources) -> Finding {
    let mut places = vec![FindingPlace {
        place: place(&found.place, sources),
        words: sentence_case(&found.label),
    }];
    places.extend(found.others.iter().map(|other| FindingPlace {
        place: place(&other.place, sources),
        words: sentence_case(&other.text),
    }));
    Finding {
        severity: words(found.severity()).to_owned(),
        code: found.code().to_owned(),
        message: sentence_case(&found.message),
        places,
        figures: found
            .figures
            .iter()
            .map(|figure| (sentence_case(&figure.name), figure.value.clone()))
            .collect(),
        help: found.help.iter().map(|help| sentence_case(help)).collect(),
        acknowledged: found.acknowledged.clone(),
    }
}

/// `case.toml, line 12`.
fn place(place: &Place, sources: &Sources) -> String {
    let (line, _) = sources.line_and_column(place);
    format!("{}, line {line}", file_name(sources.name(place.source)))
}

/// The name of a file without the folders on the way to it, which differ from machine to machine.
pub(super) fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}
