//! What was probably meant by a date or a number that is written in a way that Muster does not read.
//!
//! Reading guesses nothing. These are offers: one that can be read in one way only is a safe fix, and
//! where two readings are possible a person chooses.

use base::{
    Date, DateError, FinancialYear, When, exact, long_date, month_names, parse_decimal,
    weekday_name,
};
use diagnostics::{Fix, Place};

use crate::slips::{as_toml, near_word};

/// Fixes for a text that is not a date.
pub(super) fn dates(place: &Place, text: &str, error: &DateError) -> Vec<Fix> {
    let write = |safe: bool, date: String| {
        let label = format!("Write {date}");
        let fix = if safe {
            Fix::safe(label)
        } else {
            Fix::choice(label)
        };
        fix.replace(place.clone(), as_toml(&date))
    };
    match error {
        DateError::NotADate(_) => {
            let meant = day_meant(text).or_else(|| month_meant(text));
            meant
                .map(|(date, safe)| write(safe, date))
                .into_iter()
                .collect()
        }
        DateError::NoSuchDay(_) => around_no_such_day(text)
            .into_iter()
            .flatten()
            .map(|day| write(false, long_date(day)))
            .collect(),
        DateError::OutOfRange(_) => Vec::new(),
    }
}

/// The parts of a date without what decorates them: `Monday, the 1st of July 2018`.
struct Parts<'t> {
    weekday: Option<&'t str>,
    words: Vec<&'t str>,
}

fn parts(text: &str) -> Parts<'_> {
    let words = text.split([' ', '-', '/', '.', ',', '\u{2013}']);
    let mut words: Vec<&str> = words
        .filter(|word| !["", "of", "the"].contains(&word.to_lowercase().as_str()))
        .collect();
    let is_weekday = |word: &&str| word.to_lowercase().ends_with("day");
    let weekday = words.first().copied().filter(is_weekday);
    if weekday.is_some() {
        words.remove(0);
    }
    Parts { weekday, words }
}

/// A day that was meant, in words, and whether the text can mean no other.
fn day_meant(text: &str) -> Option<(String, bool)> {
    let Parts { weekday, words } = parts(text);
    let [first, second, third] = words[..] else {
        return None;
    };
    let (year, whole_year) = year(third)?;
    let (day, month, sure) = match (day(first), month(first), day(second), month(second)) {
        (Some(day), _, _, Some((month, sure))) => (day, month, sure),
        (_, Some((month, sure)), Some(day), _) => (day, month, sure),
        // Two numbers: in Britain the day comes first, and only a day can be above 12.
        (Some(first), _, Some(second), _) if second <= 12 => {
            (first, second, first > 12 || first == second)
        }
        (Some(first), _, Some(second), _) => (second, first, false),
        _ => return None,
    };
    let date = Date::new(year, month, day).ok()?;
    let is_weekday = weekday.is_none_or(|word| word.eq_ignore_ascii_case(weekday_name(date)));
    let words = long_date(date);
    When::parse(&words).ok()?;
    Some((words, sure && whole_year && is_weekday))
}

/// A month of a year that was meant.
fn month_meant(text: &str) -> Option<(String, bool)> {
    let [first, second] = parts(text).words[..] else {
        return None;
    };
    let ((month, sure), (year, whole_year)) = (month(first)?, year(second)?);
    let words = When::Month(Date::new(year, month, 1).ok()?).to_string();
    When::parse(&words).ok()?;
    Some((words, sure && whole_year))
}

/// A day of a month; `1st` is one.
fn day(word: &str) -> Option<i8> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let ending = word[digits.len()..].to_lowercase();
    let ordinal = ["", "st", "nd", "rd", "th"].contains(&ending.as_str());
    digits
        .parse()
        .ok()
        .filter(|day| ordinal && (1..=31).contains(day))
}

/// A month by its name, a short form of it, or its name with a slip; and whether it is surely that.
fn month(word: &str) -> Option<(i8, bool)> {
    let lower = word.to_lowercase();
    let names = month_names();
    let number = |at: usize| i8::try_from(at + 1).ok();
    let short = names.iter().position(|name| {
        let begins = name.to_lowercase().starts_with(&lower);
        lower.len() >= 3 && begins || name == &"September" && lower == "sept"
    });
    if let Some(at) = short {
        return Some((number(at)?, true));
    }
    let near = near_word(word, names).filter(|_| word.chars().all(char::is_alphabetic))?;
    let at = names.iter().position(|name| *name == near.name)?;
    Some((number(at)?, near.is_slip))
}

/// A year, and whether it is written with its century.
fn year(word: &str) -> Option<(i16, bool)> {
    let number: i16 = word.parse().ok()?;
    match word.len() {
        4 => Some((number, true)),
        2 => Some((2000 + number, false)),
        _ => None,
    }
}

/// The last day of the month and the first of the next, for `31 June 2026`.
fn around_no_such_day(text: &str) -> Option<[Date; 2]> {
    let words = parts(text).words;
    let [first, second, third] = words[..] else {
        return None;
    };
    let (year, month) = match year(third) {
        Some((year, true)) => (year, month(second)?.0),
        _ => (year(first)?.0, second.parse().ok()?),
    };
    let last = Date::new(year, month, 1).ok()?.last_of_month();
    Some([last, base::add_days(last, 1)])
}

/// Fixes for a text that is not a financial year.
pub(super) fn financial_years(place: &Place, text: &str) -> Vec<Fix> {
    let write = |year: FinancialYear, safe: bool| {
        let label = format!("Write {year}");
        let fix = if safe {
            Fix::safe(label)
        } else {
            Fix::choice(label)
        };
        fix.replace(place.clone(), as_toml(&year.to_string()))
    };
    let bare = text.trim();
    let bare = bare
        .strip_prefix("FY")
        .or(bare.strip_prefix("fy"))
        .unwrap_or(bare);
    let tight: String = bare.chars().filter(|c| !c.is_whitespace()).collect();
    if let Ok(year) = FinancialYear::parse(&tight) {
        return vec![write(year, true)];
    }
    let starts = |text: &str| {
        let (year, _) = year(text)?;
        let year = FinancialYear::starting(year);
        FinancialYear::parse(&year.to_string()).ok()
    };
    match tight.split_once(['-', '/', '\u{2013}']) {
        None => starts(&tight)
            .map(|year| write(year, false))
            .into_iter()
            .collect(),
        Some((first, second)) => {
            // `18-19`; of `2018-20` either end may be the slip.
            let begins = starts(first);
            let (century, short) = first.split_at_checked(2).unwrap_or(("", first));
            let second = match second.len() {
                2 if !short.is_empty() => format!("{century}{second}"),
                _ => second.to_owned(),
            };
            let ends = year(&second).and_then(|(year, _)| starts(&(year - 1).to_string()));
            let mut years: Vec<FinancialYear> = begins.into_iter().chain(ends).collect();
            years.dedup();
            years.into_iter().map(|year| write(year, false)).collect()
        }
    }
}

/// Fixes for a text that is not a number; each is kept if it can be read.
pub(super) fn numbers(place: &Place, text: &str, reads: impl Fn(&str) -> bool) -> Vec<Fix> {
    let bare = text.trim();
    let written = |number: &str| match number.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
        true if !number.starts_with('0') || number.starts_with("0.") => number.to_owned(),
        _ => as_toml(number),
    };
    let safe = |number: String| {
        Fix::safe(format!("Write {number}")).replace(place.clone(), written(&number))
    };
    let reading = |number: String| {
        Fix::choice(format!("Read {bare} as {number}")).replace(place.clone(), written(&number))
    };
    if let Some(number) = plain(bare).filter(|number| reads(number)) {
        return vec![safe(number)];
    }
    let (pound, digits) = match bare.strip_prefix('£') {
        Some(digits) => ("£", digits.trim()),
        None => ("", bare),
    };
    let thousands = |digits: &str| {
        let bare: String = digits.chars().filter(char::is_ascii_digit).collect();
        let number = parse_decimal(&bare)
            .ok()
            .filter(|_| !bare.starts_with('0'))?;
        let pounds = base::Pence::from_pounds(number, base::Rounding::None).to_string();
        Some(format!("{pound}{}", pounds.trim_start_matches('£')))
    };
    let is_number = digits
        .chars()
        .all(|c| c.is_ascii_digit() || matches!(c, ',' | '.' | ' '));
    if !is_number {
        return Vec::new();
    }
    let mut readings = Vec::new();
    if let (Some((whole, part)), 1) = (digits.split_once(','), digits.matches(',').count())
        && part.bytes().all(|b| b.is_ascii_digit())
    {
        readings.push(format!(
            "{pound}{}.{part}",
            if whole.is_empty() { "0" } else { whole }
        ));
    }
    if !digits.contains(',') && digits.matches('.').count() == 1 {
        // `£32.000`
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        readings.extend((part.len() == 3).then(|| format!("{pound}{whole}")));
    }
    // A point before three digits may part thousands; any other is a point.
    let points: Vec<&str> = digits.split('.').collect();
    if matches!(points[..], [_] | [_, _]) && points.get(1).is_none_or(|part| part.len() == 3) {
        readings.extend(thousands(digits));
    }
    readings.retain(|number| reads(number));
    readings.dedup();
    readings.into_iter().map(reading).collect()
}

/// `2 FTE`, `2 posts`, `two`: a number with the word for what is counted, or in words.
fn plain(text: &str) -> Option<String> {
    const WORDS: [&str; 13] = [
        "none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve",
    ];
    const COUNTED: [&str; 12] = [
        "fte", "ftes", "post", "posts", "people", "hours", "weeks", "month", "months", "year",
        "years", "staff",
    ];
    let lower = text.to_lowercase();
    let number = match lower.split_once(char::is_whitespace) {
        Some((number, counted)) if COUNTED.contains(&counted.trim()) => number,
        Some(_) => return None,
        None => &lower,
    };
    let in_words = WORDS.iter().position(|word| *word == number);
    match in_words {
        Some(at) if at > 0 => Some(at.to_string()),
        _ if number == "half" => Some("0.5".to_owned()),
        _ => parse_decimal(number).is_ok().then(|| number.to_owned()),
    }
}

/// The number without its minus sign, for one that must not be below nothing.
pub(super) fn without_sign(place: &Place, text: &str, reads: impl Fn(&str) -> bool) -> Option<Fix> {
    let bare = text.trim().strip_prefix(['-', '\u{2212}'])?;
    reads(bare).then(|| {
        let plain =
            parse_decimal(bare).is_ok_and(|number| number > exact(0, 1)) && !bare.contains(',');
        let written = if plain {
            bare.to_owned()
        } else {
            as_toml(bare)
        };
        Fix::choice(format!("Write {bare}")).replace(place.clone(), written)
    })
}
