//! The dates of the consultation do not follow each other.

use base::{Date, When, add_days, long_date};
use diagnostics::{At, Diagnostic, Fix, Rule, Severity};
use proposal::as_toml;
use proposal::case::{Consultation, Meeting};

use super::wording::{counted, weekday_and_date};
use crate::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "consultation-order",
    severity: Severity::Warning,
    family: "order",
    summary: "The dates of the consultation do not follow each other.",
    explanation: "Consultation starts, holds its meetings, ends, and is reported: start ≤ meetings ≤ end ≤ report. \
A meeting after the end means that the consultation was still open, and that the report may not have weighed \
what was said there. Where the paper gives a number of weeks, the dates should span as many.",
};

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let Some(consultation) = &subject.case.consultation else {
        return;
    };
    starts_after_end(consultation, found);
    meetings_outside(consultation, found);
    weeks_differ(consultation, found);
    ends_after_report(subject, consultation, found);
}

fn starts_after_end(consultation: &Consultation, found: &mut Vec<Diagnostic>) {
    let (Some(from), Some(until)) = (&consultation.from, &consultation.until) else {
        return;
    };
    if from.value.first() > until.value.last() {
        let message = format!(
            "the consultation starts {} and ends {}, before it starts",
            on(from.value),
            on(until.value)
        );
        found.push(
            RULE.at(until.place.clone(), message)
                .also(from.place.clone(), "its start")
                .help("mend the start or the end"),
        );
    }
}

/// The earliest meeting before the start, and the latest after the end.
fn meetings_outside(consultation: &Consultation, found: &mut Vec<Diagnostic>) {
    let by_date = |meeting: &&Meeting| meeting.date.value;
    if let (Some(until), Some(last)) = (
        &consultation.until,
        consultation.meetings.iter().max_by_key(by_date),
    ) && last.date.value > until.value.last()
    {
        let days = days_between(until.value.last(), last.date.value);
        let meeting = if last.last {
            "its last meeting"
        } else {
            "a meeting"
        };
        let message = format!(
            "the consultation ends {}, {days} before {meeting} on {}{}",
            on(until.value),
            weekday_and_date(last.date.value),
            weeks_back(consultation, until),
        );
        found.push(
            RULE.at(until.place.clone(), message)
                .also(last.date.place.clone(), format!("{meeting} is later"))
                .help("give the day on which the consultation really ended, or say what the later meeting was for")
                .fix(
                    Fix::choice(format!("End it on {}", long_date(last.date.value)))
                        .replace(until.place.clone(), as_toml(&long_date(last.date.value))),
                ),
        );
    }
    if let (Some(from), Some(first)) = (
        &consultation.from,
        consultation.meetings.iter().min_by_key(by_date),
    ) && first.date.value < from.value.first()
    {
        let message = format!(
            "a consultation meeting is on {}, before the consultation starts {}",
            weekday_and_date(first.date.value),
            on(from.value)
        );
        found.push(
            RULE.at(first.date.place.clone(), message)
                .also(from.place.clone(), "the start")
                .help("mend one of the two dates"),
        );
    }
}

/// Where a paper gives the end and the weeks but no start, the start that follows from them.
fn weeks_back(consultation: &Consultation, until: &At<When>) -> String {
    match (&consultation.weeks, &consultation.from, until.value) {
        (Some(weeks), None, When::Day(end)) => {
            let start = add_days(end, -7 * i32::try_from(weeks.value).unwrap_or(0));
            let weeks = counted(usize::try_from(weeks.value).unwrap_or(0), "week", "weeks");
            format!("; {weeks} before that end is {}", weekday_and_date(start))
        }
        _ => String::new(),
    }
}

fn weeks_differ(consultation: &Consultation, found: &mut Vec<Diagnostic>) {
    let (Some(weeks), Some(from), Some(until)) =
        (&consultation.weeks, &consultation.from, &consultation.until)
    else {
        return;
    };
    let (When::Day(from), When::Day(last)) = (from.value, until.value) else {
        return;
    };
    let days = (last - from).get_days() + 1;
    let stated = 7 * i32::try_from(weeks.value).unwrap_or(i32::MAX / 7);
    // Whether both the first and the last day count is left open, hence a day either way.
    if days > 0 && (days - stated).abs() > 1 {
        let message = format!(
            "the consultation is said to last {}, which is {stated} days; from {} to {} are {days}",
            counted(usize::try_from(weeks.value).unwrap_or(0), "week", "weeks"),
            long_date(from),
            long_date(last),
        );
        let whole = [days - 1, days, days + 1]
            .into_iter()
            .find(|days| days % 7 == 0);
        let fix = whole.filter(|days| *days > 0).map(|days| {
            let number = (days / 7).to_string();
            let weeks_of = if days == 7 { "week" } else { "weeks" };
            Fix::choice(format!("Write {number} {weeks_of}")).replace(weeks.place.clone(), number)
        });
        let finding = RULE
            .at(weeks.place.clone(), message)
            .also(until.place.clone(), "its last day")
            .help("mend the number of weeks or the dates");
        found.push(fix.into_iter().fold(finding, Diagnostic::fix));
    }
}

fn ends_after_report(
    subject: &Subject<'_>,
    consultation: &Consultation,
    found: &mut Vec<Diagnostic>,
) {
    let (Some(until), Some(report)) = (&consultation.until, &subject.case.header.date) else {
        return;
    };
    // A month counts only if all of it is later.
    if until.value.first() > report.value {
        let message = format!(
            "the consultation ends {}, after the report of {}",
            on(until.value),
            long_date(report.value)
        );
        found.push(
            RULE.at(until.place.clone(), message)
                .also(report.place.clone(), "the date of the report")
                .help("decide after the consultation, or mend the dates"),
        );
    }
}

fn on(when: When) -> String {
    match when {
        When::Day(day) => format!("on {}", weekday_and_date(day)),
        When::Month(_) => format!("in {when}"),
    }
}

fn days_between(first: Date, last: Date) -> String {
    let days = (last - first).get_days();
    counted(usize::try_from(days).unwrap_or(0), "day", "days")
}
