//! A stated figure is not what it claims to be.

use diagnostics::{Diagnostic, Rule, Severity};
use proposal::case::{Bound, Stated, StatedValue};

use super::claim::{Held, Named, basis, candidates, grain, hold, in_words, printed};
use super::{full_year_for_temporary, label_addends};
use crate::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "stated-differs",
    severity: Severity::Error,
    family: "cast",
    summary: "A stated figure differs from the computed one that it claims to be.",
    explanation: "A total is never read from the paper: it is computed from the changes, and what the paper \
states is held against it. Whole pounds may round pence. *About* is taken to the nearest £1,000, or to \
whatever the amount itself is round to if that is coarser; for FTE, to half a post.",
};

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for stated in &subject.case.stated {
        let explained = full_year_for_temporary::overstated(subject, stated).is_some()
            || label_addends::mixed(subject, stated).is_some();
        if explained {
            continue;
        }
        let Some(is) = &stated.is else { continue };
        let meant = candidates(&subject.statement.figures, is, basis(stated));
        if let Some(finding) = differs(stated, &is.value, &meant) {
            found.push(finding);
        }
    }
}

/// Holds the figure against all that it may mean; one that agrees is enough, and one that is not
/// known may be it.
fn differs(stated: &Stated, is: &str, meant: &[Named<'_>]) -> Option<Diagnostic> {
    let said = printed(stated.value.value);
    let mut apart = Vec::new();
    let mut other_kind = None;
    for (name, figure) in meant {
        match hold(stated, &figure.value) {
            Held::Agrees | Held::NotKnown => return None,
            Held::Differs(by) => apart.push((*name, *figure, by)),
            Held::OtherKind => other_kind = Some((*name, *figure)),
        }
    }
    let at = |message: String| {
        RULE.at(stated.value.place.clone(), message)
            .figure("stated", &said)
    };
    let what = stated.what.as_ref().map_or(is, |at| at.value.as_str());
    if let (true, Some((name, figure))) = (apart.is_empty(), other_kind) {
        let message = format!(
            "{said} is stated for {what:?}, but {name} is {}: the one cannot be held against the other",
            in_words(&figure.value)
        );
        return Some(at(message).help("name a figure of the same kind in `is`"));
    }
    // With one year there are two names for its part-year figure.
    let list: Vec<String> = apart
        .iter()
        .filter(|(name, ..)| !(name.ends_with(".part_year") && apart.len() > 1))
        .map(|(name, figure, by)| format!("{}, {by} ({name})", in_words(&figure.value)))
        .collect();
    if list.is_empty() {
        return None;
    }
    let message = format!(
        "{said} is stated for {what:?}; computed {}",
        list.join(", or ")
    );
    let mut finding = at(message);
    for (name, figure, by) in &apart {
        finding = finding
            .figure(*name, &figure.value)
            .figure("difference", by);
    }
    if let (Bound::About, StatedValue::Amount(amount)) = (stated.bound, stated.value.value) {
        let within = base::Pence::new(grain(Bound::About, amount) / 2);
        finding = finding.help(format!("about {said} is taken to mean within {within}"));
    }
    Some(
        finding.help(
            "mend the figure or the changes behind it, or take out `is` if it is something else",
        ),
    )
}
