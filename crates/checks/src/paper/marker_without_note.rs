//! An asterisk refers to a note that is not there.

use diagnostics::{Diagnostic, Fix, Place, Rule, Severity};
use proposal::case::Prose;

use super::wording::counted;
use crate::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "marker-without-note",
    severity: Severity::Note,
    family: "reference",
    summary: "An asterisk refers to a note that does not stand with it.",
    explanation: "A marker needs its note in the same block: a line or list item that begins with the asterisk. A \
recommendation is read and minuted without the rest of the report, so a note elsewhere does not help it.",
};

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let elsewhere = subject.prose().find_map(|(_, prose)| note(prose));
    for (_, prose) in subject.prose() {
        let markers = markers(prose);
        let (Some(first), None) = (markers.first(), note(prose)) else {
            continue;
        };
        let message = format!(
            "{} to no note in this block",
            match markers.len() {
                1 => "an asterisk refers".to_owned(),
                more => format!("{} refer", counted(more, "asterisk", "asterisks")),
            }
        );
        let mut finding = RULE.at(first.clone(), message);
        if let Some(place) = &elsewhere {
            finding = finding.also(place.clone(), "there is a note here");
        }
        let finding = finding.help("repeat the note in this block, or take the asterisk out");
        let out = Fix::choice(match markers.len() {
            1 => "Take the asterisk out".to_owned(),
            more => format!("Take {more} asterisks out"),
        });
        found.push(match prose.is_as_written() {
            true => finding.fix(
                markers
                    .iter()
                    .fold(out, |fix, marker| fix.replace(marker.clone(), "")),
            ),
            false => finding,
        });
    }
}

/// The asterisks that hang on a word; one after a space or at the start of a line begins a note.
fn markers(prose: &Prose) -> Vec<Place> {
    let text = prose.text.as_bytes();
    let hangs = |at: usize| at > 0 && !text[at - 1].is_ascii_whitespace() && text[at - 1] != b'*';
    let found = prose.text.match_indices('*').filter(|(at, _)| hangs(*at));
    found.map(|(at, _)| prose.place_of(at..at + 1)).collect()
}

/// The line that is a note.
fn note(prose: &Prose) -> Option<Place> {
    let mut start = 0;
    for line in prose.text.split_inclusive('\n') {
        let at = start;
        start += line.len();
        let body = line.trim_start();
        let body = body.strip_prefix("- ").unwrap_or(body).trim_start();
        if body.starts_with('*') {
            let from = at + line.len() - body.len();
            return Some(prose.place_of(from..from + body.trim_end().len()));
        }
    }
    None
}
