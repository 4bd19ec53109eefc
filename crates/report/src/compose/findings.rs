//! Findings, in words.

use std::collections::BTreeSet;

use diagnostics::{Diagnostic, Severity, SourceId};

use super::Composition;
use super::writer::Writer;
use crate::model::{Block, Finding, FindingPlace, Paragraph, SectionKind, Span};
use crate::phrases::{count, quoted, ranges, sentence_case};

/// Writes what the author acknowledges, and what the monitoring officer overrides: the report always prints
/// both. It is read by those who decide, so each point is told with its reason, without what helps to mend it
/// or to find it in the case file.
pub(super) fn write_let_stand(writer: &mut Writer<'_>) {
    let of = writer.of;
    let let_stand = of.findings.iter().filter(|one| one.acknowledged.is_some());
    let (overridden, acknowledged): (Vec<&Diagnostic>, Vec<&Diagnostic>) =
        let_stand.partition(|one| one.is_overridden);
    if !overridden.is_empty() {
        writer.begin(
            "Errors overridden by the monitoring officer",
            2,
            SectionKind::Closing,
        );
        writer.say("These errors were found when the report was checked. The monitoring officer lets them stand, for the reason given.");
        write_with_reasons(writer, &overridden);
    }
    if !acknowledged.is_empty() {
        writer.begin("Points acknowledged by the author", 2, SectionKind::Closing);
        writer.say("These points were found when the report was checked. The author lets them stand, for the reason given.");
        write_with_reasons(writer, &acknowledged);
    }
}

fn write_with_reasons(writer: &mut Writer<'_>, let_stand: &[&Diagnostic]) {
    for found in let_stand {
        let reason = found.acknowledged.as_deref().unwrap_or_default();
        let point = quoted(&sentence_case(&found.message));
        writer.push(Block::Paragraph(Paragraph {
            words: vec![Span::Text(format!("{}.", point.trim_end_matches('.')))],
            items: vec![vec![Span::Text(format!("Reason: {}", reason.trim()))]],
            ..Paragraph::default()
        }));
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
    let acknowledged = match acknowledged {
        0 => "none is".to_owned(),
        some => count(some, "is", "are"),
    };
    writer.say(format!(
        "{} to mend before clearance, {} to mend or acknowledge, {} for information; {acknowledged} \
         acknowledged. Lines are those of the case file.",
        number(Severity::Error),
        number(Severity::Warning),
        number(Severity::Note),
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
            writer.push(Block::Finding(finding(found, &of)));
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

pub(crate) fn finding(found: &Diagnostic, of: &Composition<'_>) -> Finding {
    Finding {
        severity: words(found.severity()).to_owned(),
        code: found.code().to_owned(),
        message: quoted(&sentence_case(&found.message)),
        places: places(found, of),
        figures: found
            .figures
            .iter()
            .map(|figure| (sentence_case(&figure.name), figure.value.clone()))
            .collect(),
        help: found
            .help
            .iter()
            .map(|help| quoted(&sentence_case(help)))
            .collect(),
        acknowledged: found.acknowledged.clone(),
    }
}

/// Where a finding points: `line 12`, with the file where it is not the case itself. Lines of which
/// the same is said stand together.
fn places(found: &Diagnostic, of: &Composition<'_>) -> Vec<FindingPlace> {
    let others = found.others.iter().map(|other| (&other.place, &other.text));
    let mut said: Vec<(SourceId, &str, BTreeSet<usize>)> = Vec::new();
    for (place, words) in std::iter::once((&found.place, &found.label)).chain(others) {
        let (line, _) = of.sources.line_and_column(place);
        let same = |one: &&mut (SourceId, &str, BTreeSet<usize>)| {
            (one.0, one.1) == (place.source, words.as_str())
        };
        match said.iter_mut().find(same) {
            Some((_, _, lines)) => {
                lines.insert(line);
            }
            None => said.push((place.source, words, BTreeSet::from([line]))),
        }
    }
    let told = |(source, words, lines): (SourceId, &str, BTreeSet<usize>)| {
        let lines: Vec<usize> = lines.into_iter().collect();
        let plural = if lines.len() == 1 { "line" } else { "lines" };
        let file = if source == of.case.source {
            String::new()
        } else {
            format!("{}, ", file_name(of.sources.name(source)))
        };
        FindingPlace {
            place: format!("{file}{plural} {}", ranges(&lines)),
            words: quoted(&sentence_case(words)),
        }
    };
    said.into_iter().map(told).collect()
}

/// The name of a file without the folders on the way to it, which differ from machine to machine.
pub(super) fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}
