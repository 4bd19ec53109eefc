//! A post becomes permanent before its temporary term is over, or after.

use std::cell::LazyCell;
use std::collections::BTreeMap;

use base::{Date, add_days, folded, long_date};
use diagnostics::{Diagnostic, Fix, Place, Rule, Severity};
use proposal::case::Verb;
use proposal::{Case, Effect, as_toml};
use register::Tenure;

use super::wording::counted;
use crate::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "temporary-overlap",
    severity: Severity::Warning,
    family: "order",
    summary: "A post is made permanent before its temporary term ends, or after it has ended.",
    explanation: "The temporary term and the permanent one should abut. In an overlap two decisions pay for one \
post; in a gap there is no post, and its holder's contract has ended.",
};

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let base = LazyCell::new(|| by_title(subject.case));
    for effect in &subject.resolved.effects {
        let change = &subject.case.changes[effect.change];
        let (Verb::MakePermanent(posts, _), Some((from, end))) = (&change.verb, terms(effect))
        else {
            continue;
        };
        let title = &posts.title.value;
        let when = effect.from.map_or(String::new(), |from| from.to_string());
        let (message, help) = if from <= end {
            let overlap = length(from, end);
            let message = format!(
                "{title} becomes permanent from {when} and is temporary until {}: {overlap} of overlap",
                long_date(end)
            );
            (
                message,
                "say who pays in that time, or start on the day after the temporary term",
            )
        } else if from > add_days(end, 1) {
            let gap = length(add_days(end, 1), add_days(from, -1));
            let message = format!(
                "{title} becomes permanent from {when}, but its temporary term ends on {}: a gap of {gap}",
                long_date(end)
            );
            (
                message,
                "start on the day after the temporary term, or extend it until then",
            )
        } else {
            continue;
        };
        let mut finding = RULE.at(change.place.clone(), message).help(help);
        if let Some(own) = &change.from {
            let start = long_date(add_days(end, 1));
            let fix = Fix::choice(format!("Start on {start}, when the temporary term is over"));
            finding = finding.fix(fix.replace(own.place.clone(), as_toml(&start)));
        }
        if let Some(Some(place)) = base.get(&folded(title)) {
            finding = finding.also(place.clone(), "the end of the temporary term");
        }
        found.push(finding);
    }
}

/// The first permanent day and the last temporary one, if both are known.
fn terms(effect: &Effect) -> Option<(Date, Date)> {
    let from = effect.from?.first();
    match effect.before.as_ref()?.post.tenure.as_ref().known()? {
        Tenure::Temporary(end) => Some((from, end.last_day()?)),
        Tenure::Permanent => None,
    }
}

/// Where the base says how long the first post of each title lasts, if it says so.
fn by_title(case: &Case) -> BTreeMap<String, Option<Place>> {
    let mut places = BTreeMap::new();
    for post in &case.posts {
        let tenure = post.tenure.as_ref().map(|at| at.place.clone());
        places.entry(folded(&post.title)).or_insert(tenure);
    }
    places
}

/// `3 months` where these are whole months, else days.
fn length(first: Date, last: Date) -> String {
    if first.day() == 1 && last == last.last_of_month() {
        let months = |day: Date| i32::from(day.year()) * 12 + i32::from(day.month());
        let number = months(last) - months(first) + 1;
        return counted(usize::try_from(number).unwrap_or(0), "month", "months");
    }
    let days = (last - first).get_days() + 1;
    counted(usize::try_from(days).unwrap_or(0), "day", "days")
}
