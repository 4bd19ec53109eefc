//! A stated figure is not what it claims to be.

use costing::Value;
use diagnostics::{Diagnostic, Fix, Rule, Severity};
use proposal::as_toml;
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
fn differs(stated: &Stated, is: &str, meant: &[Named]) -> Option<Diagnostic> {
    let said = printed(stated.value.value);
    let mut apart = Vec::new();
    let mut other_kind = None;
    for (name, figure) in meant {
        match hold(stated, &figure.value) {
            Held::Agrees | Held::NotKnown => return None,
            Held::Differs(by) => apart.push((name, figure, by)),
            Held::OtherKind => other_kind = Some((name, figure)),
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
        let finding = at(message).help("name a figure of the same kind in `is`");
        return Some(finding.fix(claim_out(stated)?));
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
            .figure(name.as_str(), &figure.value)
            .figure("difference", by);
    }
    if let (Bound::About, StatedValue::Amount(amount)) = (stated.bound, stated.value.value) {
        let within = base::Pence::new(grain(Bound::About, amount) / 2);
        finding = finding.help(format!("about {said} is taken to mean within {within}"));
    }
    for (name, figure, _) in &apart {
        let is_same = |fix: &Fix| {
            fix.label
                .starts_with(&format!("Use {},", in_words(&figure.value)))
        };
        if !finding.fixes.iter().any(is_same) {
            finding = use_computed(stated, name, &figure.value)
                .into_iter()
                .fold(finding, Diagnostic::fix);
        }
    }
    let finding = finding
        .help("mend the figure or the changes behind it, or take out `is` if it is something else");
    Some(claim_out(stated).into_iter().fold(finding, Diagnostic::fix))
}

/// A fix that states the computed figure.
fn use_computed(stated: &Stated, name: &str, value: &Value) -> Option<Fix> {
    let written = match value {
        Value::Money(amount) => as_toml(&amount.value().known()?.to_string()),
        Value::Fte(sum) => {
            let (fte, printed) = (sum.value().known()?, sum.to_string());
            let exact = base::Fte::parse(&printed).is_ok_and(|read| read == fte);
            exact.then_some(printed)?
        }
        Value::Number(number) => number.to_string(),
        Value::Percent(printed) => as_toml(printed),
        Value::Withheld => return None,
    };
    let fix = Fix::choice(format!("Use {}, {name}", in_words(value)));
    let fix = fix.replace(stated.value.place.clone(), written);
    let claim = stated.is.as_ref()?;
    // Of posts that run for less than a year, a full year's cost has to be called so.
    let unsaid = stated.basis.is_none() && !claim.value.contains("year");
    Some(match name.ends_with(".full_year") && unsaid {
        true => fix.below(claim.place.clone(), "basis = \"full year\""),
        false => fix,
    })
}

/// A fix that no longer claims that the stated figure is the computed one.
fn claim_out(stated: &Stated) -> Option<Fix> {
    let is = stated.is.as_ref()?;
    let fix = Fix::choice(format!("Do not call it {}", is.value));
    Some(fix.take_out(is.place.clone()))
}
