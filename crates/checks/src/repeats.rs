//! Findings that say the same of many places.

use std::collections::BTreeMap;

use diagnostics::{Diagnostic, Edit, Fix};

/// As many findings of the same words stand for themselves; more are folded into the first.
const APART: usize = 3;

/// The other places that the one finding shows.
const SHOWN: usize = 3;

/// How many findings of one kind, each about other words, stand for themselves.
pub(crate) const MOST: usize = 20;

fn labels(finding: &Diagnostic) -> Vec<String> {
    finding.fixes.iter().map(|fix| fix.label.clone()).collect()
}

/// The fixes that all of these offer under one label, as one fix of all places.
fn folded_fixes(findings: &[&Diagnostic]) -> Vec<Fix> {
    let first = findings.first().map_or(&[][..], |first| &first.fixes);
    let places = findings.len();
    let everywhere = |fix: &Fix| -> Option<Fix> {
        let alike = |other: &&Fix| other.label == fix.label;
        let mut folded = Fix {
            label: format!("{} at all {places} places", fix.label),
            safety: fix.safety,
            edits: Vec::new(),
        };
        for finding in findings {
            let same = finding.fixes.iter().find(alike)?;
            // One that is offered at each place for all of them is there already.
            let new = same
                .edits
                .iter()
                .filter(|edit| !folded.edits.contains(edit));
            let new: Vec<Edit> = new.cloned().collect();
            folded.edits.extend(new);
        }
        Some(folded)
    };
    first.iter().filter_map(everywhere).collect()
}

/// Folds findings that say the same of many places, and are mended alike, into one. They are in order
/// by now.
pub(crate) fn fold_repeats(findings: &mut Vec<Diagnostic>) {
    type Same = (
        &'static str,
        diagnostics::SourceId,
        String,
        Option<String>,
        Vec<String>,
    );
    let same = |finding: &Diagnostic| -> Same {
        let acknowledged = finding.acknowledged.clone();
        (
            finding.code(),
            finding.place.source,
            finding.message.clone(),
            acknowledged,
            labels(finding),
        )
    };
    let mut groups: BTreeMap<Same, Vec<usize>> = BTreeMap::new();
    for (at, finding) in findings.iter().enumerate() {
        groups.entry(same(finding)).or_default().push(at);
    }
    let mut keep = vec![true; findings.len()];
    for group in groups.values().filter(|group| group.len() > APART) {
        let others = &group[1..];
        let places: Vec<_> = others
            .iter()
            .map(|at| findings[*at].place.clone())
            .collect();
        let alike: Vec<&Diagnostic> = group.iter().map(|at| &findings[*at]).collect();
        let fixes = folded_fixes(&alike);
        let first = &mut findings[group[0]];
        first.fixes = fixes;
        first.message = format!("{}, and so at {} more places", first.message, others.len());
        for place in places.into_iter().take(SHOWN) {
            first.others.push(diagnostics::Label {
                place,
                text: "so here".to_owned(),
            });
        }
        for at in others {
            keep[*at] = false;
        }
    }
    let mut keep = keep.into_iter();
    findings.retain(|_| keep.next().unwrap_or(true));
}
