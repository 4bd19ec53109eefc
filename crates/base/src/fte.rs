//! Full-time equivalent: a fraction of full-time hours.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub};

use num_traits::{Signed as _, Zero as _};

use crate::exact::{Exact, NumberError, exact, parse_decimal, thousands};

/// A fraction of full-time hours, exact: a thirty-seventh is not a thousandth.
///
/// It prints with as many decimals as it needs, at most two (`4`, `1.5`, `0.51`), and says when
/// that is not the whole truth only through [`Fte::exact`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Fte(Exact);

impl Fte {
    /// No full-time equivalent: a known figure, not an unknown one.
    pub const ZERO: Self = Self(Exact::new_raw(0, 1));

    /// The full-time equivalent of a fraction.
    pub fn new(fraction: Exact) -> Self {
        Self(fraction)
    }

    /// That many full-time posts.
    pub fn whole(number: u32) -> Self {
        Self(exact(i128::from(number), 1))
    }

    /// Hours a week over the hours of a full-time week, for instance 18.5 of 37.
    pub fn of_hours(hours: Exact, full_time_week: Exact) -> Option<Self> {
        (!full_time_week.is_zero()).then(|| Self(hours / full_time_week))
    }

    /// Reads `4`, `1.5`, `0.25` or `20/37`, where no decimal is exact.
    ///
    /// # Errors
    /// As [`parse_decimal`].
    pub fn parse(text: &str) -> Result<Self, NumberError> {
        let Some((part, whole)) = text.split_once('/') else {
            return parse_decimal(text).map(Self);
        };
        let not_a_number = || NumberError::NotANumber(text.trim().to_owned());
        let (part, whole) = (parse_decimal(part)?, parse_decimal(whole)?);
        Self::of_hours(part, whole).ok_or_else(not_a_number)
    }

    /// The fraction itself.
    pub fn exact(self) -> Exact {
        self.0
    }

    /// Is it nothing?
    pub fn is_zero(self) -> bool {
        self.0.is_zero()
    }

    /// Is it below nothing?
    pub fn is_negative(self) -> bool {
        self.0.is_negative()
    }

    /// Without its sign.
    pub fn abs(self) -> Self {
        Self(self.0.abs())
    }

    /// Exactly two decimals, for a column: `4.00`, `−1.00`.
    pub fn column(self) -> String {
        let hundredths = (self.0 * 100).round().to_integer();
        let sign = if hundredths < 0 { "\u{2212}" } else { "" };
        let size = hundredths.unsigned_abs();
        format!("{sign}{}.{:02}", thousands(size / 100), size % 100)
    }

    /// As [`Fte::column`], with a plus sign where it grows.
    pub fn signed_column(self) -> String {
        if self.0.is_positive() {
            format!("+{}", self.column())
        } else {
            self.column()
        }
    }
}

impl Default for Fte {
    fn default() -> Self {
        Self::ZERO
    }
}

impl fmt::Display for Fte {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let column = self.column();
        let short = column.trim_end_matches('0').trim_end_matches('.');
        f.pad(short)
    }
}

impl Add for Fte {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl AddAssign for Fte {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl Sub for Fte {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Neg for Fte {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl Sum for Fte {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::ZERO, Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thirty_sevenths_add_up_exactly() {
        let two_days = Fte::of_hours(exact(74, 5), exact(37, 1)).unwrap();
        let three_days = Fte::of_hours(exact(111, 5), exact(37, 1)).unwrap();
        assert_eq!(two_days + three_days, Fte::whole(1));
        let third: Fte = (0..3).map(|_| Fte::new(exact(1, 3))).sum();
        assert_eq!(third, Fte::whole(1));
    }

    #[test]
    fn prints_short_in_prose_and_long_in_columns() {
        let half = Fte::new(exact(3, 2));
        assert_eq!(half.to_string(), "1.5");
        assert_eq!(half.column(), "1.50");
        let council = Fte::new(exact(12_345_675, 1_000));
        assert_eq!(council.column(), "12,345.68");
        assert_eq!(Fte::whole(1_000).to_string(), "1,000");
        assert_eq!(Fte::parse("1,000"), Ok(Fte::whole(1_000)));
        assert_eq!((-Fte::whole(10)).to_string(), "\u{2212}10");
        assert_eq!(Fte::whole(10).signed_column(), "+10.00");
    }
}
