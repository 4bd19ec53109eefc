//! The results as a table to read, in Markdown.

use crate::outcome::Outcome;
use crate::timing::median;

/// The head of the table.
pub(crate) const HEAD: &str = "\
| part | posts | timed | median | least | peak MB |
|---|--:|---|--:|--:|--:|";

/// The rows of an outcome, each with its line end.
pub(crate) fn rows(part: &str, count: usize, outcome: &Outcome) -> String {
    let peak = outcome
        .peak
        .map_or_else(|| "-".to_owned(), |peak| format!("{peak:.0}"));
    let row = |(name, seconds): &(&str, Vec<f64>)| {
        let least = seconds.iter().copied().fold(f64::INFINITY, f64::min);
        format!(
            "| {part} | {count} | {name} | {} | {} | {peak} |\n",
            in_words(median(seconds)),
            in_words(least)
        )
    };
    outcome.times.iter().map(row).collect()
}

/// `12.3 ms`
#[expect(clippy::float_arithmetic, reason = "seconds")]
fn in_words(seconds: f64) -> String {
    let scaled = [(1.0, "s"), (1e3, "ms"), (1e6, "µs")]
        .into_iter()
        .find(|(times, _)| seconds * times >= 1.0);
    let (times, unit) = scaled.unwrap_or((1e6, "µs"));
    let value = seconds * times;
    match value {
        value if value >= 100.0 => format!("{value:.0} {unit}"),
        value if value >= 10.0 => format!("{value:.1} {unit}"),
        value => format!("{value:.2} {unit}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_written_in_the_unit_that_suits_them() {
        let words = [2.5, 0.1234, 0.012_34, 0.001_234, 0.000_005, 0.0].map(in_words);
        assert_eq!(
            words,
            [
                "2.50 s", "123 ms", "12.3 ms", "1.23 ms", "5.00 µs", "0.00 µs"
            ]
        );
    }
}
