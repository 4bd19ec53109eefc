//! Days, as lists write them: day first, as in the United Kingdom.

use base::{Date, When, add_days};

use super::{Said, says_unknown};
use crate::sheet::Kind;
use crate::value::number::decimal;

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// The years that are believed: county councils begin in 1889.
const YEARS: std::ops::RangeInclusive<i16> = 1889..=2200;
/// A bare number is taken for a day only between 1938 and 2119.
const LIKELY_DAYS: std::ops::RangeInclusive<i32> = 14_000..=80_000;

/// A day, and whether it had to be told from a bare number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Day {
    pub(crate) when: When,
    pub(crate) from_number: bool,
}

/// Reads a day or a month.
pub(crate) fn read(text: &str, kind: Kind, from_1904: bool) -> Said<Day> {
    let text = text.trim();
    if text.is_empty() || says_unknown(text) {
        return Said::Unknown;
    }
    let day = |when| Day {
        when,
        from_number: false,
    };
    match kind {
        Kind::Empty => Said::Unknown,
        Kind::Date => match serial(text, from_1904) {
            Some((_, date)) => Said::Value(day(When::Day(date))),
            None => Said::Odd(None),
        },
        Kind::Number | Kind::Percent => bare(text, from_1904),
        Kind::IsoDate => match iso(text) {
            Some(date) => Said::Value(day(When::Day(date))),
            None => Said::Odd(None),
        },
        Kind::Text if text.bytes().all(|byte| byte.is_ascii_digit()) => bare(text, from_1904),
        Kind::Text => from_words(text).map(day),
        Kind::Logic | Kind::Fault | Kind::Unworked => Said::Odd(None),
    }
}

/// A number that the file does not show as a day: `43555`, `20190331`.
fn bare(text: &str, from_1904: bool) -> Said<Day> {
    let day = |date| Day {
        when: When::Day(date),
        from_number: true,
    };
    if text.len() == 8 && text.is_ascii() {
        let date = iso(&format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..]));
        return Said::Odd(date.map(day));
    }
    match serial(text, from_1904) {
        Some((number, date)) if LIKELY_DAYS.contains(&number) => Said::Value(day(date)),
        _ => Said::Odd(None),
    }
}

/// A day by its number; the time of day is dropped.
fn serial(text: &str, from_1904: bool) -> Option<(i32, Date)> {
    // Nearly every day of a list is a whole number.
    let number = match text.parse::<i32>() {
        Ok(number) => number,
        Err(_) => {
            let (mantissa, scale) = decimal(text)?;
            i32::try_from(mantissa / 10_i128.pow(scale)).ok()?
        }
    };
    let first = match (from_1904, number) {
        (true, _) => Date::constant(1904, 1, 1),
        // Excel counts a 29 February 1900, which there was not.
        (false, 1..60) => Date::constant(1899, 12, 31),
        (false, 60) => return None,
        (false, _) => Date::constant(1899, 12, 30),
    };
    let date = (1..=109_574)
        .contains(&number)
        .then(|| add_days(first, number))?;
    Some((number, date))
}

/// `2019-03-31`, with or without a time behind it.
fn iso(text: &str) -> Option<Date> {
    let day = text.get(..10)?;
    let behind = &text[10..];
    if !behind.is_empty() && !behind.starts_with(['T', ' ']) {
        return None;
    }
    let mut parts = day.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    date(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

fn date(year: i16, month: i8, day: i8) -> Option<Date> {
    YEARS
        .contains(&year)
        .then(|| Date::new(year, month, day).ok())?
}

/// `31/03/2019`, `31.3.19`, `31 March 2019`, `1-Apr-18`, `April 2018`, `April 1, 2018`.
fn from_words(text: &str) -> Said<When> {
    if let Some(date) = iso(text) {
        return Said::Value(When::Day(date));
    }
    // 31/03/2019 00:00:00
    let text = match text.split_once(' ') {
        Some((day, time)) if time.contains(':') => day,
        _ => text,
    };
    let parts: Vec<&str> = text
        .split([' ', '/', '-', '.', ','])
        .filter(|part| !part.is_empty())
        .collect();
    let value = |date: Option<Date>| match date {
        Some(date) => Said::Value(When::Day(date)),
        None => Said::Odd(None),
    };
    match parts[..] {
        [d, m, y] => match (number(d), month(m), number(m)) {
            (Some(day), Some(month), _) => value(whole(y, month, day)),
            (Some(first), None, Some(second)) => {
                match whole(y, second, first) {
                    Some(date) => Said::Value(When::Day(date)),
                    // Month first, as in the United States.
                    None => Said::Odd(whole(y, first, second).map(When::Day)),
                }
            }
            (None, _, Some(day)) => match month(d) {
                Some(month) => value(whole(y, month, day)),
                None => Said::Odd(None),
            },
            _ => Said::Odd(None),
        },
        [m, y] => {
            let first = month(m).and_then(|month| whole(y, month, 1));
            first.map_or(Said::Odd(None), |first| Said::Value(When::Month(first)))
        }
        _ => Said::Odd(None),
    }
}

fn whole(year: &str, month: i8, day: i8) -> Option<Date> {
    let number: i16 = year.parse().ok()?;
    let year = match year.len() {
        4 => number,
        2 if number < 70 => 2000 + number,
        2 => 1900 + number,
        _ => return None,
    };
    date(year, month, day)
}

/// `1`, `31st`.
fn number(word: &str) -> Option<i8> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let behind = &word[digits.len()..];
    (behind.is_empty() || matches!(behind, "st" | "nd" | "rd" | "th"))
        .then(|| digits.parse().ok())?
}

/// `Apr`, `April`, `Sept`.
fn month(word: &str) -> Option<i8> {
    let word = word.to_lowercase();
    let is_long_enough = word.len() >= 3;
    let index = MONTHS
        .iter()
        .position(|short| is_long_enough && word.starts_with(short))?;
    const LONG: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    (LONG[index].starts_with(&*word) || word == "sept").then(|| i8::try_from(index + 1).ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, kind: Kind) -> String {
        match read(text, kind, false) {
            Said::Value(day) if day.from_number => format!("{} from a number", day.when),
            Said::Value(day) => day.when.to_string(),
            Said::Unknown => "not known".into(),
            Said::Odd(None) => "odd".into(),
            Said::Odd(Some(day)) => format!("odd: {}?", day.when),
        }
    }

    #[test]
    fn days_are_read_as_lists_write_them() {
        let cases = [
            ("2019-03-31", "31 March 2019"),
            ("2019-03-31T00:00:00", "31 March 2019"),
            ("31/03/2019", "31 March 2019"),
            ("31/03/2019 00:00", "31 March 2019"),
            ("31.3.19", "31 March 2019"),
            ("1-Apr-18", "1 April 2018"),
            ("1st April 2018", "1 April 2018"),
            ("April 1, 2018", "1 April 2018"),
            ("Sept 2018", "September 2018"),
            ("Apr-18", "April 2018"),
            ("03/31/2019", "odd: 31 March 2019?"),
            ("30/02/2019", "odd"),
            ("43555", "31 March 2019 from a number"),
            ("20190331", "odd: 31 March 2019?"),
            ("2019", "odd"),
            ("soon", "odd"),
            ("mayonnaise 2019", "odd"),
            ("tbc", "not known"),
        ];
        for (text, expected) in cases {
            assert_eq!(shown(text, Kind::Text), expected, "{text}");
        }
    }

    #[test]
    fn days_of_a_workbook_are_numbers() {
        assert_eq!(shown("43555", Kind::Date), "31 March 2019");
        assert_eq!(shown("43555.75", Kind::Date), "31 March 2019");
        assert_eq!(shown("59", Kind::Date), "28 February 1900");
        assert_eq!(shown("60", Kind::Date), "odd");
        assert_eq!(shown("61", Kind::Date), "1 March 1900");
        assert_eq!(shown("0", Kind::Date), "odd");
        assert_eq!(shown("43555", Kind::Number), "31 March 2019 from a number");
        let early_macintosh = read("42093", Kind::Date, true);
        assert!(
            matches!(early_macintosh, Said::Value(day) if day.when.to_string() == "31 March 2019")
        );
    }
}
