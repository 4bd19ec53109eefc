//! Exact numbers, and the few named ways to round them.

use num_rational::Ratio;
use thiserror::Error;

/// A fraction of whole numbers: rates, shares, parts of a year.
///
/// What is read from outside is limited ([`parse_decimal`]), so that 128 bits hold every product
/// that Muster forms.
pub type Exact = Ratio<i128>;

/// The fraction `numerator / denominator`; the denominator is not zero.
pub fn exact(numerator: i128, denominator: i128) -> Exact {
    Ratio::new(numerator, denominator)
}

/// How an exact number becomes a printable one. Halves go away from zero, so that a saving rounds
/// as the cost it takes away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Rounding {
    /// Kept exact.
    None,
    /// To the penny, half up.
    PennyHalfUp,
    /// To the pound, half up.
    PoundHalfUp,
}

impl Rounding {
    /// Rounds a number of pounds.
    ///
    /// ```
    /// use base::{Rounding, exact};
    /// assert_eq!(Rounding::PoundHalfUp.of_pounds(exact(-5, 2)), exact(-3, 1));
    /// assert_eq!(Rounding::PennyHalfUp.of_pounds(exact(1, 3)), exact(33, 100));
    /// ```
    pub fn of_pounds(self, pounds: Exact) -> Exact {
        match self {
            Self::None => pounds,
            Self::PennyHalfUp => (pounds * 100).round() / 100,
            Self::PoundHalfUp => pounds.round(),
        }
    }

    /// The name by which data files and reports call this rounding.
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::PennyHalfUp => "penny-half-up",
            Self::PoundHalfUp => "pound-half-up",
        }
    }

    /// The rounding of that name.
    pub fn named(name: &str) -> Option<Self> {
        [Self::None, Self::PennyHalfUp, Self::PoundHalfUp]
            .into_iter()
            .find(|rounding| rounding.name() == name)
    }
}

/// Why a text is not a number.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NumberError {
    /// There is no digit, or something that is not a digit.
    #[error("{0:?} is not a number")]
    NotANumber(String),
    /// A comma that does not part thousands, or a point that may: `1,13,1750`, `0,5`, `£32.000`.
    #[error("the separator in {0:?} can be read in two ways")]
    StraySeparator(String),
    /// More digits than Muster computes with.
    #[error("{0:?} has more than 12 digits before or 6 after the point")]
    TooLong(String),
}

/// Reads a plain decimal such as `1,131,750`, `-0.5` or `92656.50`.
///
/// Commas part thousands or are refused. At most 12 digits stand before the point and 6 after it.
///
/// # Errors
/// Says what is wrong with the text; nothing is guessed.
pub fn parse_decimal(text: &str) -> Result<Exact, NumberError> {
    let trimmed = text.trim();
    let (negative, digits) = match trimmed.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (true, rest),
        None => (false, trimmed),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let not_a_number = || NumberError::NotANumber(trimmed.to_owned());
    if digits.ends_with('.') || part.contains(|c: char| !c.is_ascii_digit()) {
        return Err(not_a_number());
    }
    let whole = without_thousands(whole).ok_or_else(|| {
        let only_commas = whole.chars().all(|c| c.is_ascii_digit() || c == ',');
        match only_commas && whole.contains(|c: char| c.is_ascii_digit()) {
            true => NumberError::StraySeparator(trimmed.to_owned()),
            false => not_a_number(),
        }
    })?;
    if whole.len() > 12 || part.len() > 6 {
        return Err(NumberError::TooLong(trimmed.to_owned()));
    }
    let all: i128 = format!("{whole}{part}")
        .parse()
        .map_err(|_| not_a_number())?;
    let scale = (0..part.len()).fold(1_i128, |scale, _| scale * 10);
    Ok(exact(if negative { -all } else { all }, scale))
}

/// The digits of `1,131,750` or `1131750`; nothing if the commas stand elsewhere.
fn without_thousands(text: &str) -> Option<String> {
    let groups: Vec<&str> = text.split(',').collect();
    let digits = |group: &&str| !group.is_empty() && group.bytes().all(|b| b.is_ascii_digit());
    let in_threes = groups.len() == 1
        || (groups[0].len() <= 3 && groups[1..].iter().all(|group| group.len() == 3));
    (groups.iter().all(digits) && in_threes).then(|| groups.concat())
}

/// A number with as many decimals as it needs, at most six; where these do not do, the fraction itself.
///
/// ```
/// use base::{exact, in_full};
/// assert_eq!(in_full(exact(37, 2)), "18.5");
/// assert_eq!(in_full(exact(20, 37)), "20/37");
/// ```
pub fn in_full(number: Exact) -> String {
    let millionths = number * exact(1_000_000, 1);
    if !millionths.is_integer() {
        return format!("{}/{}", number.numer(), number.denom());
    }
    let millionths = millionths.to_integer();
    let size = millionths.unsigned_abs();
    let sign = if millionths < 0 { "-" } else { "" };
    let written = format!("{sign}{}.{:06}", size / 1_000_000, size % 1_000_000);
    written
        .trim_end_matches('0')
        .trim_end_matches('.')
        .to_owned()
}

/// A whole number with commas between its thousands: `1,131,750`.
pub(crate) fn thousands(number: u128) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() * 4 / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A share in per cent to two places, half up: `percent(3241000, 9530727)` prints `34.01%`.
pub fn percent(part: Exact, whole: Exact) -> Option<String> {
    use num_traits::Zero as _;
    if whole.is_zero() {
        return None;
    }
    let hundredths = (part / whole * 10_000).round().to_integer();
    let sign = if hundredths < 0 { "\u{2212}" } else { "" };
    let size = hundredths.unsigned_abs();
    Some(format!("{sign}{}.{:02}%", size / 100, size % 100))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_numbers_as_people_type_them() {
        assert_eq!(parse_decimal("1,131,750"), Ok(exact(1_131_750, 1)));
        assert_eq!(parse_decimal("92656.50"), Ok(exact(185_313, 2)));
        assert_eq!(parse_decimal("\u{2212}0.5"), Ok(exact(-1, 2)));
    }

    #[test]
    fn refuses_what_it_would_have_to_guess() {
        for stray in ["0,5", "1,13,1750", "12,3456", ",500"] {
            assert_eq!(
                parse_decimal(stray),
                Err(NumberError::StraySeparator(stray.into()))
            );
        }
        for not in ["", "-", "1.", "1e9", "twelve", "1.2.3"] {
            assert_eq!(parse_decimal(not), Err(NumberError::NotANumber(not.into())));
        }
        assert!(matches!(
            parse_decimal("1234567890123"),
            Err(NumberError::TooLong(_))
        ));
    }

    #[test]
    fn percentages_have_two_places() {
        assert_eq!(
            percent(exact(3_241_000, 1), exact(9_530_727, 1)).as_deref(),
            Some("34.01%")
        );
        assert_eq!(percent(exact(1, 1), exact(0, 1)), None);
    }
}
