//! Working days in England: Monday to Friday, without bank holidays.
//!
//! Bank holidays follow a rule, and Parliament or a proclamation moves one or adds one now and then; those
//! are listed by their dates. The rule is that of the Banking and Financial Dealings Act 1971, Schedule 1,
//! with New Year's Day since 1974 and the first Monday of May since 1978.

use jiff::civil::Weekday::{Monday, Saturday, Sunday};
use jiff::civil::date;

use crate::date::{Date, add_days};

/// From which year on the rule is that of today.
const RULE_SINCE: i16 = 1978;

/// A day as year, month and day.
type Day = (i16, i8, i8);

/// Days that were bank holidays once: for jubilees, weddings, a funeral, a coronation, a millennium.
const ADDED: [Day; 9] = [
    (1981, 7, 29),
    (1999, 12, 31),
    (2002, 6, 3),
    (2002, 6, 4),
    (2011, 4, 29),
    (2012, 6, 5),
    (2022, 6, 3),
    (2022, 9, 19),
    (2023, 5, 8),
];

/// Bank holidays that were moved: the day on which the rule puts them, and the day on which they were.
const MOVED: [(Day, Option<Day>); 5] = [
    // Fifty years after the end of the war in Europe, and seventy-five.
    ((1995, 5, 1), Some((1995, 5, 8))),
    ((2020, 5, 4), Some((2020, 5, 8))),
    // The spring bank holiday beside a jubilee; that of 2002 is among those that were added.
    ((2002, 5, 27), None),
    ((2012, 5, 28), Some((2012, 6, 4))),
    ((2022, 5, 30), Some((2022, 6, 2))),
];

/// Is it a weekday and no bank holiday? For years before 1978 only the weekend is known.
pub fn is_working_day(day: Date) -> bool {
    !matches!(day.weekday(), Saturday | Sunday) && !bank_holidays(day.year()).contains(&day)
}

/// The day so many working days later; the first of them is the next.
pub fn add_working_days(day: Date, days: u32) -> Date {
    count(day, days, 1)
}

/// The day so many working days earlier; the first of them is the day before.
pub fn subtract_working_days(day: Date, days: u32) -> Date {
    count(day, days, -1)
}

fn count(from: Date, days: u32, step: i32) -> Date {
    let (mut day, mut open) = (from, days);
    while open > 0 && day > Date::MIN && day < Date::MAX {
        day = add_days(day, step);
        if is_working_day(day) {
            open -= 1;
        }
    }
    day
}

/// The bank holidays of a year in England, in order; none for years before 1978.
pub fn bank_holidays(year: i16) -> Vec<Date> {
    if !(RULE_SINCE..=Date::MAX.year() - 1).contains(&year) {
        return Vec::new();
    }
    let mut days = vec![in_place_of_weekend(date(year, 1, 1), 0)];
    let easter = easter_sunday(year);
    days.extend([add_days(easter, -2), add_days(easter, 1)]);
    days.push(first_monday(date(year, 5, 1)));
    for last in [date(year, 5, 31), date(year, 8, 31)] {
        days.push(last_monday(last));
    }
    let christmas = date(year, 12, 25);
    days.push(in_place_of_weekend(christmas, 1));
    days.push(in_place_of_weekend(add_days(christmas, 1), 1));
    for (from, to) in MOVED {
        if let Some(place) = days.iter().position(|day| *day == as_date(from)) {
            days.remove(place);
            days.extend(to.map(as_date));
        }
    }
    days.extend(
        ADDED
            .map(as_date)
            .into_iter()
            .filter(|day| day.year() == year),
    );
    days.sort_unstable();
    days
}

fn as_date((year, month, day): Day) -> Date {
    date(year, month, day)
}

/// The day itself, or the next weekday that is free where it falls on a weekend: of two neighbours, as
/// Christmas Day and Boxing Day, the one on a Sunday finds the Monday taken.
fn in_place_of_weekend(day: Date, neighbours: i32) -> Date {
    match day.weekday() {
        Saturday => add_days(day, 2),
        Sunday => add_days(day, 1 + neighbours),
        _ => day,
    }
}

fn first_monday(from: Date) -> Date {
    add_days(from, i32::from(from.weekday().until(Monday)))
}

fn last_monday(until: Date) -> Date {
    add_days(until, -i32::from(until.weekday().since(Monday)))
}

/// Easter Sunday in the Gregorian calendar, by the rule of golden numbers and epacts.
fn easter_sunday(year: i16) -> Date {
    let year_of_era = i32::from(year);
    let golden = year_of_era % 19;
    let century = year_of_era / 100;
    let epact = (century - century / 4 - (8 * century + 13) / 25 + 19 * golden + 15) % 30;
    // The epact of the last moons of the cycle is put a day earlier, so that no two are alike.
    let moon = epact - (epact / 28) * (1 - (29 / (epact + 1)) * ((21 - golden) / 11));
    let weekday = (year_of_era + year_of_era / 4 + moon + 2 - century + century / 4) % 7;
    add_days(date(year, 3, 28), moon - weekday)
}
