//! How pages say quantities, dates and states. Not known is never nought and never a dash.

use app::Totals;
use base::{Date, Exact, Known, Pence, long_date, percent};
use costing::AtLeast;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use register::{FundShare, Line, Occupancy, PostLine, Standing, Tenure};

/// A number and its noun: `1 post`, `4 posts`.
pub(crate) fn counted(number: u64, noun: &str) -> String {
    match number {
        1 => format!("1 {noun}"),
        number => format!("{} {noun}s", thousands(number)),
    }
}

/// The same of a noun that does not only take an s.
pub(crate) fn counted_as(number: u64, one: &str, several: &str) -> String {
    match number {
        1 => format!("1 {one}"),
        number => format!("{} {several}", thousands(number)),
    }
}

/// `a, b and c`.
pub(crate) fn listed(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// How sure it is that something was decided, in a word or two.
pub(crate) fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Decided => "Decided",
        Standing::Conditional => "Subject to conditions",
        Standing::Assumed => "Assumed approved",
        Standing::Attested => "Attested",
    }
}

/// The same in a sentence.
pub(crate) fn standing_in_full(standing: Standing) -> &'static str {
    match standing {
        Standing::Decided => "The decision is recorded",
        Standing::Conditional => "The decision is recorded, and depends on something that is not",
        Standing::Assumed => {
            "No decision is held; it is assumed that the report was approved as recommended"
        }
        Standing::Attested => "A paper says that it is so; no decision that is held established it",
    }
}

/// A whole number with commas: `20,000`.
pub(crate) fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// The same words with a capital at the start.
pub(crate) fn sentence(words: &str) -> String {
    let mut chars = words.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}

/// `4 posts, 4 FTE`, with what is not known said.
pub(crate) fn quantity(post: &PostLine) -> String {
    let posts = match post.posts {
        Known::Known(posts) => counted(posts.into(), "post"),
        Known::Unknown | Known::Withheld => "number of posts not known".to_owned(),
    };
    let fte = match post.fte {
        Known::Known(fte) => format!("{fte} FTE"),
        Known::Unknown | Known::Withheld => "FTE not known".to_owned(),
    };
    sentence(&format!("{posts}, {fte}"))
}

/// `61 posts, at least 58.5 FTE (not known for 2 lines)`.
pub(crate) fn sums(totals: &Totals) -> String {
    let posts = match totals.posts.missing {
        missing if missing > 0 && missing == totals.lines => "number of posts not known".to_owned(),
        _ => at_least(totals.posts, |posts| counted(posts, "post")),
    };
    let fte = match totals.fte.missing {
        missing if missing > 0 && missing == totals.lines => "FTE not known".to_owned(),
        _ => at_least(totals.fte, |fte| format!("{fte} FTE")),
    };
    format!("{posts}, {fte}")
}

/// A sum of which some parts may not be known.
pub(crate) fn at_least<T: Copy>(sum: AtLeast<T>, words: impl Fn(T) -> String) -> String {
    match sum.missing {
        0 => words(sum.known),
        1 => format!("at least {} (not known for 1 line)", words(sum.known)),
        missing => format!(
            "at least {} (not known for {missing} lines)",
            words(sum.known)
        ),
    }
}

/// A sum of so many lines in a column.
pub(crate) fn column<T: Copy>(
    sum: AtLeast<T>,
    lines: usize,
    words: impl Fn(T) -> String,
) -> String {
    match sum.missing {
        missing if missing > 0 && missing == lines => "Not known".to_owned(),
        _ => sentence(&at_least(sum, words)),
    }
}

/// `£1,131,750`; `at least £412,300 (2 of 14 lines not known)`; `not known`.
pub(crate) fn cost(sum: AtLeast<Pence>, lines: usize) -> String {
    match sum.missing {
        0 => sum.known.to_string(),
        missing if missing == lines => "not known".to_owned(),
        missing => {
            let lines = counted(lines as u64, "line");
            format!("at least {} ({missing} of {lines} not known)", sum.known)
        }
    }
}

/// `Base budget 60%, Grant 40%`, or that it is not stated.
pub(crate) fn funding(post: &PostLine) -> String {
    let shares: Vec<String> = post.funding.iter().map(fund).collect();
    match shares.as_slice() {
        [] => "Not stated".to_owned(),
        shares => shares.join(", "),
    }
}

/// `Base budget 100%`.
pub(crate) fn fund(share: &FundShare) -> String {
    let percent = share
        .share
        .known()
        .and_then(|share| percent(share, Exact::from_integer(1)));
    match percent {
        Some(percent) => format!("{} {percent}", share.fund),
        None => format!("{}, share not known", share.fund),
    }
}

/// An amount, or that it is not known.
pub(crate) fn amount(amount: Known<Pence>) -> String {
    sentence(&amount.to_string())
}

/// `Grade 4`, or that it is not known.
pub(crate) fn grade(post: &PostLine) -> String {
    match &post.grade {
        Known::Known(grade) => grade.clone(),
        missing @ (Known::Unknown | Known::Withheld) => sentence(missing.missing()),
    }
}

/// `Vacant`, `2 of 4 filled`, `Filled`, `Not known`.
pub(crate) fn filled(post: &PostLine) -> String {
    match (post.occupancy, post.posts) {
        (missing @ (Known::Unknown | Known::Withheld), _) => sentence(missing.missing()),
        (Known::Known(Occupancy::Vacant), _) => "Vacant".to_owned(),
        (Known::Known(Occupancy::Filled), _) => "Filled".to_owned(),
        (Known::Known(Occupancy::PartFilled(people)), Known::Known(posts)) => {
            format!("{people} of {posts} filled")
        }
        (Known::Known(Occupancy::PartFilled(people)), Known::Unknown | Known::Withheld) => {
            format!("Filled in part, by {people}")
        }
    }
}

/// When a line ends: `Permanent`, `31 March 2019`, `When the grant ends`.
pub(crate) fn ends(line: &Line) -> String {
    match &line.post.tenure {
        missing @ (Known::Unknown | Known::Withheld) => sentence(missing.missing()),
        Known::Known(Tenure::Permanent) => "Permanent".to_owned(),
        Known::Known(Tenure::Temporary(end)) => match end {
            base::End::On(when) => sentence(&when.to_string()),
            end => sentence(&end.to_string()),
        },
    }
}

/// Whether a line ends: `Permanent`, `Temporary until 31 March 2019`.
pub(crate) fn tenure(post: &PostLine) -> String {
    sentence(&post.tenure.to_string())
}

/// An instant where the council is: `2:05pm on 20 May 2019`.
pub(crate) fn instant(at: Timestamp) -> String {
    let at = at_the_council(at);
    format!("{} on {}", clock(&at), long_date(at.date()))
}

/// The day of an instant where the council is: `20 May 2019`.
pub(crate) fn day_of(at: Timestamp) -> String {
    long_date(at_the_council(at).date())
}

/// An instant of today by the clock alone: `2:05pm`; of another day with its date.
pub(crate) fn time(at: Timestamp, today: Date) -> String {
    let zoned = at_the_council(at);
    match zoned.date() == today {
        true => clock(&zoned),
        false => instant(at),
    }
}

fn at_the_council(at: Timestamp) -> Zoned {
    at.to_zoned(TimeZone::get("Europe/London").unwrap_or(TimeZone::UTC))
}

fn clock(at: &Zoned) -> String {
    let (hour, half) = match at.hour() {
        0 => (12, "am"),
        hour @ 1..=11 => (hour, "am"),
        12 => (12, "pm"),
        hour => (hour - 12, "pm"),
    };
    format!("{hour}:{:02}{half}", at.minute())
}

/// A day in words.
pub(crate) fn day(day: Date) -> String {
    long_date(day)
}
