//! Days in two bytes.

use base::{Date, day_number};

/// A day that an entry names: days since 1 January 2000.
pub(super) type Day = i16;

/// Later than every day that a row may have, and than every day that is asked for.
pub(super) const NEVER: Day = Day::MAX;

/// A day as a row holds it; none if it is before April 1910 or after September 2089.
pub(super) fn held(day: Date) -> Option<Day> {
    Day::try_from(day_number(day))
        .ok()
        .filter(|day| *day != NEVER)
}

/// The day for which one asks, brought within what rows hold. No row lies beyond.
pub(super) fn asked(day: Date) -> Day {
    let number = day_number(day).clamp(i32::from(Day::MIN), i32::from(NEVER) - 1);
    Day::try_from(number).unwrap_or(NEVER - 1)
}
