//! Numbers, exact: the digits of the file, not the nearest binary fraction.

use base::{Exact, exact};

use super::{Said, says_unknown};
use crate::sheet::Kind;

/// The decimals with which Muster computes.
const MOST_DECIMALS: u32 = 6;
/// From so many decimals on, a number is what a program made of a fraction, such as 30/37.
const MACHINE_MADE: u32 = 9;
/// The largest denominator of such a fraction: forty times forty hours.
const LARGEST_DENOMINATOR: i128 = 1_600;
/// What every denominator divides: a millionth of the parts of the weeks that councils work, of 35,
/// 36, 37, 37.5, 39 or 40 hours. So sums over many rows stay fractions of bounded size.
const COMMON_DENOMINATOR: i128 = 30_303 * 1_000_000;

/// What kind of number a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Measure {
    /// Full-time equivalent: a comma in it is a decimal comma.
    Fte,
    /// Whole things: posts, people, points.
    Count,
    /// Hours or weeks; `30:30` is thirty and a half.
    Time,
    /// A share of a cost: `50`, `50%` or `0.5`, by what the row sums to.
    Share,
}

/// Reads a number.
pub(crate) fn read(text: &str, kind: Kind, measure: Measure) -> Said<Exact> {
    let text = text.trim();
    if text.is_empty() || says_unknown(text) {
        return Said::Unknown;
    }
    let said = match kind {
        Kind::Number | Kind::Date => from_digits(text),
        // The file shows 50%, and holds 0.5.
        Kind::Percent => from_digits(text).map(|part| match measure {
            Measure::Share => part * 100,
            _ => part,
        }),
        Kind::Text => from_words(text, measure),
        Kind::Empty => Said::Unknown,
        Kind::IsoDate | Kind::Logic | Kind::Fault | Kind::Unworked => Said::Odd(None),
    };
    match (measure, said) {
        (Measure::Count, Said::Value(number)) if !number.is_integer() => Said::Odd(None),
        (_, said) => said,
    }
}

/// A number in digits. Many decimals are those of a fraction, or are too many.
fn from_digits(text: &str) -> Said<Exact> {
    let Some((mantissa, scale)) = decimal(text) else {
        return Said::Odd(None);
    };
    let number = exact(mantissa, power_of_ten(scale));
    if scale <= MOST_DECIMALS || is_computable(number) {
        return Said::Value(number);
    }
    if scale >= MACHINE_MADE
        && let Some(fraction) = simplest(number, scale)
    {
        return Said::Value(fraction);
    }
    let rounded = (number * power_of_ten(MOST_DECIMALS)).round() / power_of_ten(MOST_DECIMALS);
    Said::Odd(Some(rounded))
}

/// A number as a person types it into a text cell.
fn from_words(text: &str, measure: Measure) -> Said<Exact> {
    let (digits, percent) = match text.strip_suffix('%') {
        Some(digits) => (digits.trim_end(), true),
        None => (text, false),
    };
    if percent {
        let number = plain(digits, measure);
        return match measure {
            Measure::Share => number,
            _ => match number {
                Said::Value(number) if is_computable(number / 100) => Said::Odd(Some(number / 100)),
                _ => Said::Odd(None),
            },
        };
    }
    match plain(text, measure) {
        Said::Odd(None) => Said::Odd(meant(text, measure)),
        said => said,
    }
}

fn plain(text: &str, measure: Measure) -> Said<Exact> {
    let without_commas = match text.contains(',') {
        false => text.to_owned(),
        true if measure == Measure::Count && in_thousands(text) => text.replace(',', ""),
        true => return Said::Odd(None),
    };
    from_digits(&without_commas)
}

/// What a text that is no number was probably meant to be.
fn meant(text: &str, measure: Measure) -> Option<Exact> {
    let value = |text: &str| match from_digits(text) {
        Said::Value(number) => Some(number),
        _ => None,
    };
    // 0,5
    if text.matches(',').count() == 1
        && let Some(number) = value(&text.replace(',', "."))
    {
        return (measure != Measure::Count).then_some(number);
    }
    // 18.5/37
    if let Some((part, whole)) = text.split_once('/') {
        let (part, whole) = (value(part.trim())?, value(whole.trim())?);
        let fraction = (whole > exact(0, 1)).then(|| part / whole)?;
        return (measure != Measure::Count && is_computable(fraction)).then_some(fraction);
    }
    // 30:30
    if let (Measure::Time, Some((hours, minutes))) = (measure, text.split_once(':')) {
        let minutes = value(minutes).filter(|minutes| *minutes < exact(60, 1))?;
        return Some(value(hours)? + minutes / 60).filter(|time| is_computable(*time));
    }
    // 1.0 FTE, 37 hrs, SCP 14
    let digits = text
        .trim_start_matches(|c: char| c.is_alphabetic() || c == ' ')
        .trim_end_matches(|c: char| c.is_alphabetic() || matches!(c, ' ' | '.' | '*'));
    if digits.len() < text.len() && !digits.is_empty() && !digits.contains(' ') {
        let number = value(digits)?;
        return (measure != Measure::Count || number.is_integer()).then_some(number);
    }
    None
}

/// Does its denominator divide the common one?
fn is_computable(number: Exact) -> bool {
    COMMON_DENOMINATOR % *number.denom() == 0
}

/// A sum of numbers that were read from a list: their common denominator is known, so adding many
/// takes no time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sum(i128);

impl Sum {
    /// Adds a number.
    pub(crate) fn add(&mut self, number: Exact) {
        self.0 += number.numer() * (COMMON_DENOMINATOR / number.denom());
    }

    /// The sum.
    pub(crate) fn value(self) -> Exact {
        exact(self.0, COMMON_DENOMINATOR)
    }
}

fn in_thousands(text: &str) -> bool {
    let mut groups = text.split(',');
    let first = groups.next().unwrap_or_default();
    (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3)
}

/// The digits of a number and how many of them are decimals; `8.1E-2` is 81 and 3.
pub(crate) fn decimal(text: &str) -> Option<(i128, u32)> {
    let (digits, exponent) = match text.split_once(['e', 'E']) {
        Some((digits, exponent)) => (digits, exponent.parse::<i32>().ok()?),
        None => (text, 0),
    };
    let (negative, digits) = match digits.strip_prefix(['-', '\u{2212}']) {
        Some(digits) => (true, digits),
        None => (false, digits.strip_prefix('+').unwrap_or(digits)),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let has_digits = !whole.is_empty() || !part.is_empty();
    if !has_digits || !all_digits(whole) || !all_digits(part) || whole.len() + part.len() > 24 {
        return None;
    }
    let all = format!("{whole}{part}").parse::<i128>().ok()?;
    let scale = i32::try_from(part.len()).ok()? - exponent;
    let (mantissa, scale) = match u32::try_from(scale) {
        Ok(scale) if scale <= 24 => (all, scale),
        Err(_) if scale >= -12 && all < power_of_ten(12) => {
            (all * power_of_ten(scale.unsigned_abs()), 0)
        }
        _ if all == 0 => (0, 0),
        _ => return None,
    };
    // Twelve digits before the point are more than any council has of anything.
    (mantissa / power_of_ten(scale) < power_of_ten(12))
        .then_some((if negative { -mantissa } else { mantissa }, scale))
}

fn power_of_ten(power: u32) -> i128 {
    10_i128.pow(power)
}

/// The fraction with a small denominator of which a program wrote these digits.
fn simplest(number: Exact, scale: u32) -> Option<Exact> {
    // A binary fraction of 53 bits is right to fifteen digits.
    let nearness = exact(1, power_of_ten(scale.min(14)));
    let (mut before, mut last) = ((0_i128, 1_i128), (1_i128, 0_i128));
    let mut rest = number;
    loop {
        let whole = rest.floor().to_integer();
        let next = (whole * last.0 + before.0, whole * last.1 + before.1);
        if next.1 > LARGEST_DENOMINATOR {
            return None;
        }
        let fraction = exact(next.0, next.1);
        let apart = if fraction > number {
            fraction - number
        } else {
            number - fraction
        };
        if apart <= nearness {
            return is_computable(fraction).then_some(fraction);
        }
        rest = exact(1, 1) / (rest - exact(whole, 1));
        (before, last) = (last, next);
    }
}

/// A number as a person would type it: decimals as long as they are finite, else the digits that a
/// spreadsheet program would hold, which [`read`] takes for the same fraction again.
pub(crate) fn written(number: Exact) -> String {
    let scale = (0..=MOST_DECIMALS).find(|scale| (number * power_of_ten(*scale)).is_integer());
    let scale = scale.unwrap_or(16);
    let digits = (number * power_of_ten(scale)).round().to_integer();
    let sign = if digits < 0 { "-" } else { "" };
    let digits = digits.unsigned_abs();
    let whole = digits / power_of_ten(scale).unsigned_abs();
    let part = digits % power_of_ten(scale).unsigned_abs();
    match scale {
        0 => format!("{sign}{whole}"),
        _ => format!("{sign}{whole}.{part:0width$}", width = scale as usize),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(said: &Said<Exact>) -> String {
        match said {
            Said::Value(number) => number.to_string(),
            Said::Unknown => "not known".into(),
            Said::Odd(None) => "odd".into(),
            Said::Odd(Some(reading)) => format!("odd: {reading}?"),
        }
    }

    #[test]
    fn numbers_of_a_workbook_are_exact() {
        let cases = [
            ("0.811", "811/1000"),
            ("1", "1"),
            ("8.1E-2", "81/1000"),
            ("1E3", "1000"),
            ("0.81081081081081086", "30/37"),
            ("0.30000000000000004", "3/10"),
            ("0.66666666666666663", "2/3"),
            ("0.1234567", "odd: 123457/1000000?"),
            ("-0.5", "-1/2"),
            ("1e99", "odd"),
            ("99999999999999999999999999", "odd"),
        ];
        for (text, expected) in cases {
            assert_eq!(
                shown(&read(text, Kind::Number, Measure::Fte)),
                expected,
                "{text}"
            );
        }
    }

    #[test]
    fn what_was_probably_meant_is_told() {
        let cases = [
            ("0,5", Measure::Fte, "odd: 1/2?"),
            ("1,000", Measure::Fte, "odd: 1?"),
            ("1,000", Measure::Count, "1000"),
            ("1.0 FTE", Measure::Fte, "odd: 1?"),
            ("18.5/37", Measure::Fte, "odd: 1/2?"),
            ("30:30", Measure::Time, "odd: 61/2?"),
            ("50%", Measure::Share, "50"),
            ("50%", Measure::Fte, "odd: 1/2?"),
            ("SCP 14", Measure::Count, "odd: 14?"),
            ("14-17", Measure::Count, "odd"),
            ("full time", Measure::Fte, "odd"),
            ("-", Measure::Fte, "odd"),
            ("tbc", Measure::Fte, "not known"),
            ("1.5", Measure::Count, "odd"),
            ("1/0", Measure::Fte, "odd"),
        ];
        for (text, measure, expected) in cases {
            assert_eq!(shown(&read(text, Kind::Text, measure)), expected, "{text}");
        }
    }

    #[test]
    fn what_is_written_reads_the_same() {
        for number in [
            exact(30, 37),
            exact(1, 3),
            exact(811, 1000),
            exact(-5, 2),
            exact(12, 1),
            exact(1, 1480),
            exact(5, 12),
        ] {
            assert_eq!(
                read(&written(number), Kind::Number, Measure::Fte),
                Said::Value(number)
            );
        }
    }
}
