//! A decision takes effect before it can be called in.

use base::{When, add_days, add_working_days, long_date};
use diagnostics::{At, Diagnostic, Fix, Rule, Severity};
use proposal::as_toml;

use super::wording::counted;
use crate::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "lead-time",
    severity: Severity::Warning,
    family: "order",
    summary: "A change takes effect before the decision can be called in.",
    explanation: "A decision of an executive, or of one of its members, can be called in for some working days \
and takes effect after them. A committee's decision cannot be called in. Working days run from Monday to \
Friday and leave out the bank holidays of England. Notice to staff and time for appeals come \
on top.",
};

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let case = subject.case;
    let decided = case
        .decision
        .as_ref()
        .map(|decision| &decision.date)
        .or(case.header.date.as_ref());
    let days = subject.body.call_in_working_days;
    let (Some(decided), true, true) = (decided, subject.body.executive, days > 0) else {
        return;
    };
    let called_in_until = add_working_days(decided.value, days);
    let starts = case.changes.iter().filter_map(|change| {
        let from = change.from.as_ref().or(case.defaults.from.as_ref())?;
        Some((from.value.first(), from))
    });
    // What starts before the decision itself is another matter: retrospective-change.
    let early: Vec<_> = starts
        .filter(|(first, _)| decided.value <= *first && *first <= called_in_until)
        .collect();
    let Some((first, from)) = early.iter().min_by_key(|(first, _)| *first) else {
        return;
    };
    let earliest = add_days(called_in_until, 1);
    let days = counted(
        usize::try_from(days).unwrap_or(0),
        "working day",
        "working days",
    );
    let message = format!(
        "{} from {}, and the decision of {} can be called in for {days}, until {}: the earliest day is {}",
        if early.len() == 1 {
            "1 change takes effect".to_owned()
        } else {
            format!("{} changes take effect", early.len())
        },
        long_date(*first),
        long_date(decided.value),
        long_date(called_in_until),
        long_date(earliest),
    );
    let start = long_date(earliest);
    let fix = early.iter().fold(
        Fix::choice(format!("Start on {start}")),
        |fix, (_, from)| later(fix, from, &start),
    );
    found.push(
        RULE.at(from.place.clone(), message)
            .also(decided.place.clone(), "the day of the decision")
            .figure("earliest day", long_date(earliest))
            .help("let the changes take effect later, or say on what ground call-in does not apply")
            .fix(fix),
    );
}

/// The same fix for one more first day; several changes may take theirs from one place.
pub(super) fn later(fix: Fix, from: &At<When>, start: &str) -> Fix {
    if fix.edits.iter().any(|edit| edit.place == from.place) {
        return fix;
    }
    fix.replace(from.place.clone(), as_toml(start))
}
