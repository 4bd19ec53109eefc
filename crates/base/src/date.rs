//! Days, months and financial years, as reports write them.

use std::fmt;

use thiserror::Error;

/// A calendar day.
pub type Date = jiff::civil::Date;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A day in words: `20 May 2019`.
pub fn long_date(day: Date) -> String {
    format!("{} {} {}", day.day(), month_name(day.month()), day.year())
}

/// The weekday of a date: `Sunday`.
pub fn weekday_name(day: Date) -> &'static str {
    use jiff::civil::Weekday;
    match day.weekday() {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

/// A date so many days later (earlier, if negative); at the end of time, the last day there is.
pub fn add_days(day: Date, days: i32) -> Date {
    use jiff::ToSpan as _;
    day.saturating_add(days.days())
}

/// How many days lie between 1 January 2000 and a day; less than nought before it.
pub fn day_number(day: Date) -> i32 {
    let leap_days =
        |years: i32| years.div_euclid(4) - years.div_euclid(100) + years.div_euclid(400);
    let year = i32::from(day.year());
    let leap_days = leap_days(year - 1) - leap_days(1999);
    (year - 2000) * 365 + leap_days + i32::from(day.day_of_year()) - 1
}

/// The names of the months, January first.
pub fn month_names() -> [&'static str; 12] {
    MONTHS
}

fn month_name(month: i8) -> &'static str {
    usize::try_from(month - 1)
        .ok()
        .and_then(|index| MONTHS.get(index))
        .copied()
        .unwrap_or("")
}

/// A day, or only the month of it, as far as the paper says.
///
/// A month counts from its first day where something starts and to its last where something ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum When {
    /// `31 March 2019`
    Day(Date),
    /// `July 2020`: the first day of that month stands for it.
    Month(Date),
}

impl When {
    /// The first day that it can mean.
    pub fn first(self) -> Date {
        match self {
            Self::Day(day) => day,
            Self::Month(first) => first.first_of_month(),
        }
    }

    /// The last day that it can mean.
    pub fn last(self) -> Date {
        match self {
            Self::Day(day) => day,
            Self::Month(first) => first.last_of_month(),
        }
    }

    /// Reads `2019-03-31`, `31 March 2019`, `31st March 2019` or `July 2020`.
    ///
    /// # Errors
    /// Says that the text is not a date, or that there is no such day.
    pub fn parse(text: &str) -> Result<Self, DateError> {
        let not_a_date = || DateError::NotADate(text.trim().to_owned());
        let words: Vec<&str> = text
            .split([' ', '-', '/'])
            .filter(|word| !word.is_empty())
            .collect();
        let number = |word: &str| word.parse::<i16>().map_err(|_| not_a_date());
        let month = |word: &str| {
            let at = MONTHS
                .iter()
                .position(|name| name.eq_ignore_ascii_case(word));
            at.and_then(|index| i8::try_from(index + 1).ok())
                .ok_or_else(not_a_date)
        };
        let day = |word: &str| {
            let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
            digits.parse::<i8>().map_err(|_| not_a_date())
        };
        let (year, month, day, whole_month) = match words[..] {
            [m, y] => (number(y)?, month(m)?, 1, true),
            [y, m, d] if text.contains('-') && y.len() == 4 => (
                number(y)?,
                m.parse().map_err(|_| not_a_date())?,
                day(d)?,
                false,
            ),
            [d, m, y] if !text.contains(['-', '/']) => (number(y)?, month(m)?, day(d)?, false),
            _ => return Err(not_a_date()),
        };
        let date = Date::new(year, month, day)
            .map_err(|_| DateError::NoSuchDay(text.trim().to_owned()))?;
        if !(1889..=2200).contains(&year) {
            return Err(DateError::OutOfRange(text.trim().to_owned()));
        }
        Ok(if whole_month {
            Self::Month(date)
        } else {
            Self::Day(date)
        })
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => f.pad(&long_date(*day)),
            Self::Month(first) => f.pad(&format!("{} {}", month_name(first.month()), first.year())),
        }
    }
}

/// Why a text is not a date.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum DateError {
    /// Not in a form that Muster reads.
    #[error("{0:?} is not a date")]
    NotADate(String),
    /// For instance 30 February.
    #[error("{0:?} is no day of the calendar")]
    NoSuchDay(String),
    /// County councils begin in 1889; nothing later than 2200 is believed.
    #[error("{0:?} is outside the years 1889 to 2200")]
    OutOfRange(String),
}

/// A council's financial year: 1 April to 31 March. It prints as `2018-19`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FinancialYear(i16);

impl FinancialYear {
    /// The financial year that starts on 1 April of that year.
    pub fn starting(year: i16) -> Self {
        Self(year)
    }

    /// The financial year in which a day lies.
    pub fn of(day: Date) -> Self {
        Self(if day.month() >= 4 {
            day.year()
        } else {
            day.year() - 1
        })
    }

    /// 1 April.
    pub fn first(self) -> Date {
        jiff::civil::date(self.0, 4, 1)
    }

    /// 31 March.
    pub fn last(self) -> Date {
        jiff::civil::date(self.0 + 1, 3, 31)
    }

    /// The financial year after this one.
    pub fn next(self) -> Self {
        Self(self.0 + 1)
    }

    /// The calendar year in which it starts.
    pub fn start_year(self) -> i16 {
        self.0
    }

    /// Reads `2018-19`, `2018/19` or `2018-2019`.
    ///
    /// # Errors
    /// Says that the text is not a financial year.
    pub fn parse(text: &str) -> Result<Self, DateError> {
        let refused = || DateError::NotADate(text.trim().to_owned());
        let (start, end) = text
            .trim()
            .split_once(['-', '/', '\u{2013}'])
            .ok_or_else(refused)?;
        let year: i16 = start.parse().map_err(|_| refused())?;
        let next = year.checked_add(1).ok_or_else(refused)?;
        let matches = end == format!("{:02}", next % 100) || end == next.to_string();
        if matches && (1889..=2200).contains(&year) {
            Ok(Self(year))
        } else {
            Err(refused())
        }
    }
}

impl fmt::Display for FinancialYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{}-{:02}", self.0, (self.0 + 1) % 100))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_dates_as_papers_print_them() {
        let printed = |text| When::parse(text).map(|when| when.to_string());
        assert_eq!(printed("2019-03-31").as_deref(), Ok("31 March 2019"));
        assert_eq!(printed("31st March 2019").as_deref(), Ok("31 March 2019"));
        assert_eq!(printed("July 2020").as_deref(), Ok("July 2020"));
        assert_eq!(
            When::parse("September 2020").unwrap().last().to_string(),
            "2020-09-30"
        );
    }

    #[test]
    fn days_are_numbered_one_after_another() {
        let from = jiff::civil::date(1895, 2, 1);
        let first = day_number(from);
        for further in 0..100_000 {
            assert_eq!(day_number(add_days(from, further)), first + further);
        }
        assert_eq!(day_number(jiff::civil::date(2000, 1, 1)), 0);
        assert_eq!(
            day_number(jiff::civil::date(-1, 12, 31)) + 1,
            day_number(jiff::civil::date(0, 1, 1))
        );
    }

    #[test]
    fn refuses_what_is_no_date() {
        assert_eq!(
            When::parse("2019-02-30"),
            Err(DateError::NoSuchDay("2019-02-30".into()))
        );
        for not in ["", "soon", "31/03/2019", "Smarch 2019", "1.5"] {
            assert!(
                matches!(When::parse(not), Err(DateError::NotADate(_))),
                "{not}"
            );
        }
        assert!(matches!(
            When::parse("0019-03-31"),
            Err(DateError::OutOfRange(_))
        ));
    }

    #[test]
    fn financial_years_run_from_april() {
        let year = FinancialYear::parse("2018/19").unwrap();
        assert_eq!(year, FinancialYear::of(jiff::civil::date(2019, 3, 31)));
        assert_eq!(
            (year.to_string().as_str(), year.next().to_string().as_str()),
            ("2018-19", "2019-20")
        );
        assert!(FinancialYear::parse("2018-20").is_err());
        assert_eq!(FinancialYear::starting(1999).to_string(), "1999-00");
    }
}
