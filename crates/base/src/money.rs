//! Money, in whole pence.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Mul, Neg, Sub};

use crate::exact::{Exact, NumberError, Rounding, exact, parse_decimal, thousands};

/// An amount of money in pence; a cost is positive, a saving negative.
///
/// Sums have room for every amount that can be read, as often as a file can name it.
///
/// It prints as a report does: `£1,131,750`, with pence only where they are not zero
/// (`£92,656.50`), and with a real minus sign (U+2212).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Pence(i128);

impl Pence {
    /// No money: a known amount, not an unknown one.
    pub const ZERO: Self = Self(0);

    /// That many pence.
    pub const fn new(pence: i128) -> Self {
        Self(pence)
    }

    /// That many whole pounds.
    pub const fn pounds(pounds: i64) -> Self {
        Self(pounds as i128 * 100)
    }

    /// The number of pence.
    pub const fn pence(self) -> i128 {
        self.0
    }

    /// The amount in pounds, exact.
    pub fn in_pounds(self) -> Exact {
        exact(self.0, 100)
    }

    /// The amount nearest to an exact number of pounds, rounded as named; what is left exact is
    /// rounded to the penny, half up, since a penny is the smallest amount there is.
    pub fn from_pounds(pounds: Exact, rounding: Rounding) -> Self {
        Self((rounding.of_pounds(pounds) * 100).round().to_integer())
    }

    /// Reads `£1,131,750`, `92656.50` or `£0.924m`.
    ///
    /// # Errors
    /// As [`parse_decimal`]; also refuses a fraction of a penny.
    pub fn parse(text: &str) -> Result<Self, NumberError> {
        let trimmed = text.trim();
        let bare = trimmed.strip_prefix('£').unwrap_or(trimmed);
        let (digits, scale) = match bare.strip_suffix(['m', 'M']) {
            Some(digits) => (digits, 1_000_000),
            None => (bare, 1),
        };
        let places = digits.split_once('.').map_or(0, |(_, part)| part.len());
        // `£32.000` may be thirty-two pounds or thirty-two thousand: three places are no pence.
        if scale == 1 && places > 2 {
            return Err(NumberError::StraySeparator(trimmed.to_owned()));
        }
        let pence = parse_decimal(digits)? * scale * 100;
        if !pence.is_integer() {
            return Err(NumberError::NotANumber(trimmed.to_owned()));
        }
        Ok(Self(pence.to_integer()))
    }

    /// The amount without its sign.
    pub fn abs(self) -> Self {
        Self(self.0.abs())
    }

    /// Printed with its sign always: `+£28,376`, `−£45,000`, `£0`.
    pub fn signed(self) -> String {
        if self.0 > 0 {
            format!("+{self}")
        } else {
            self.to_string()
        }
    }
}

impl fmt::Display for Pence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let size = self.0.unsigned_abs();
        let sign = if self.0 < 0 { "\u{2212}" } else { "" };
        let mut text = format!("{sign}£{}", thousands(size / 100));
        if !size.is_multiple_of(100) {
            text.push_str(&format!(".{:02}", size % 100));
        }
        f.pad(&text)
    }
}

impl Add for Pence {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl AddAssign for Pence {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl Sub for Pence {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Neg for Pence {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl Mul<i64> for Pence {
    type Output = Self;
    fn mul(self, times: i64) -> Self {
        Self(self.0 * i128::from(times))
    }
}

impl Sum for Pence {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn prints_as_a_report_does() {
        let printed = |pence| Pence::new(pence).to_string();
        assert_eq!(printed(113_175_000), "£1,131,750");
        assert_eq!(printed(9_265_650), "£92,656.50");
        assert_eq!(printed(-4_500_000), "\u{2212}£45,000");
        assert_eq!(printed(5), "£0.05");
        assert_eq!(Pence::pounds(100).signed(), "+£100");
    }

    #[test]
    fn reads_millions_only_to_the_penny() {
        assert_eq!(Pence::parse("£0.924m"), Ok(Pence::pounds(924_000)));
        assert!(Pence::parse("0.001").is_err());
        assert_eq!(
            Pence::parse("£32.000"),
            Err(NumberError::StraySeparator("£32.000".into()))
        );
        assert_eq!(Pence::parse("£32.50"), Ok(Pence::new(3_250)));
        assert!(Pence::parse("£ twelve").is_err());
    }

    proptest! {
        #[test]
        fn what_is_printed_reads_back(pence in -99_999_999_999_i128..99_999_999_999) {
            let amount = Pence::new(pence);
            let printed = amount.to_string().replace('£', "");
            prop_assert_eq!(Pence::parse(&printed), Ok(amount));
        }
    }
}
