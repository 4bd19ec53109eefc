//! A sum of money of which some terms may not be known.

use std::collections::BTreeMap;
use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub};

use base::{Exact, Known, Pence, exact};
use num_traits::{Signed, Zero as _};

/// Known pence, and terms whose value is not known: `£81,404 + 1 × (Band D)`.
///
/// Terms with the same name are worth the same, so they cancel: one Band D post that ends for one
/// that begins costs nothing more, whatever Band D pays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Amount {
    known: Pence,
    unknown: BTreeMap<String, Exact>,
}

impl Amount {
    /// No money.
    pub fn zero() -> Self {
        Self::default()
    }

    /// A known amount.
    pub fn known(pence: Pence) -> Self {
        Self {
            known: pence,
            unknown: BTreeMap::new(),
        }
    }

    /// A sum that may not be known or not told, by what it would be.
    pub(crate) fn of(sum: Known<Pence>, what: &str) -> Self {
        match sum {
            Known::Known(pence) => Self::known(pence),
            Known::Unknown => Self::unknown(what),
            Known::Withheld => Self::unknown(withheld_term(what)),
        }
    }

    /// Once something whose value is not known.
    pub fn unknown(term: impl Into<String>) -> Self {
        Self::unknown_times(term, exact(1, 1))
    }

    /// So many times something whose value is not known.
    pub fn unknown_times(term: impl Into<String>, times: Exact) -> Self {
        let mut amount = Self::zero();
        amount.add_term(term.into(), times);
        amount
    }

    /// The amount, if all of it is known; withheld, if that alone is why it is not.
    pub fn value(&self) -> Known<Pence> {
        match self.unknown.is_empty() {
            true => Known::Known(self.known),
            false if self.unknown.keys().all(|term| is_withheld(term)) => Known::Withheld,
            false => Known::Unknown,
        }
    }

    /// The part that is known.
    pub fn known_part(&self) -> Pence {
        self.known
    }

    /// The names of the terms that are not known, and how often each stands.
    pub fn unknown_terms(&self) -> impl Iterator<Item = (&str, Exact)> {
        self.unknown
            .iter()
            .map(|(term, times)| (term.as_str(), *times))
    }

    /// Is all of it known?
    pub fn is_known(&self) -> bool {
        self.unknown.is_empty()
    }

    /// Is it known to be nothing?
    pub fn is_zero(&self) -> bool {
        self.is_known() && self.known == Pence::ZERO
    }

    /// A fraction of it, each part rounded to the penny, half up.
    #[must_use]
    pub fn times(&self, fraction: Exact) -> Self {
        let pounds = self.known.in_pounds() * fraction;
        let known = Pence::from_pounds(pounds, base::Rounding::PennyHalfUp);
        let mut amount = Self::known(known);
        for (term, times) in &self.unknown {
            amount.add_term(term.clone(), *times * fraction);
        }
        amount
    }

    fn add_term(&mut self, term: String, times: Exact) {
        let sum = self
            .unknown
            .get(&term)
            .copied()
            .unwrap_or_else(|| exact(0, 1))
            + times;
        if sum.is_zero() {
            self.unknown.remove(&term);
        } else {
            self.unknown.insert(term, sum);
        }
    }

    /// `not known`, or `withheld` where that is why nobody who reads knows it.
    fn open_word(&self) -> &'static str {
        match self.unknown.keys().filter(|term| is_withheld(term)).count() {
            0 => "not known",
            some if some == self.unknown.len() => "withheld",
            _ => "withheld or not known",
        }
    }

    /// Printed with its sign always, for a difference.
    pub fn signed(&self) -> String {
        match self.value() {
            Known::Known(pence) => pence.signed(),
            Known::Unknown | Known::Withheld => self.to_string(),
        }
    }
}

/// How the name of a term begins that is withheld from whoever reads.
const WITHHELD_TERM: &str = "withheld: ";

/// The name of a term that is withheld.
pub(crate) fn withheld_term(what: &str) -> String {
    format!("{WITHHELD_TERM}{what}")
}

/// Is what a term names withheld?
pub(crate) fn is_withheld(term: &str) -> bool {
    term.starts_with(WITHHELD_TERM)
}

impl fmt::Display for Amount {
    /// `£281,776`; `not known`; `at least £412,300 (2 costs not known)`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let missing = self.unknown.len();
        let costs = if missing == 1 { "cost" } else { "costs" };
        let open = self.open_word();
        let only_more = self.unknown.values().all(Signed::is_positive);
        match (missing, self.known) {
            (0, known) => write!(f, "{known}"),
            (_, Pence::ZERO) => f.write_str(open),
            (_, known) if only_more => write!(f, "at least {known} ({missing} {costs} {open})"),
            (1, known) => write!(f, "{known} without 1 cost that is {open}"),
            (_, known) => write!(f, "{known} without {missing} costs that are {open}"),
        }
    }
}

impl Add for Amount {
    type Output = Self;
    fn add(mut self, other: Self) -> Self {
        self += other;
        self
    }
}

impl AddAssign for Amount {
    fn add_assign(&mut self, other: Self) {
        self.known += other.known;
        for (term, times) in other.unknown {
            self.add_term(term, times);
        }
    }
}

impl Neg for Amount {
    type Output = Self;
    fn neg(self) -> Self {
        let unknown = self
            .unknown
            .into_iter()
            .map(|(term, times)| (term, -times))
            .collect();
        Self {
            known: -self.known,
            unknown,
        }
    }
}

impl Sub for Amount {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        self + -other
    }
}

impl Sum for Amount {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::zero(), Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_known_is_never_nothing() {
        let sum = Amount::known(Pence::pounds(412_300))
            + Amount::unknown("Band D")
            + Amount::unknown("Band E");
        assert_eq!(sum.to_string(), "at least £412,300 (2 costs not known)");
        assert_eq!(sum.value(), Known::Unknown);
        assert_eq!(Amount::unknown("Band D").to_string(), "not known");
    }

    #[test]
    fn what_is_withheld_says_so() {
        let one = Amount::unknown(withheld_term("Team Manager"));
        assert_eq!(one.to_string(), "withheld");
        let sum = Amount::known(Pence::pounds(412_300)) + one;
        assert_eq!(sum.to_string(), "at least £412,300 (1 cost withheld)");
        let mixed = sum + Amount::unknown("Band D");
        let words = "at least £412,300 (2 costs withheld or not known)";
        assert_eq!(mixed.to_string(), words);
    }

    #[test]
    fn like_unknowns_cancel() {
        let before = Amount::known(Pence::pounds(45)) + Amount::unknown("Band D");
        let after = Amount::known(Pence::pounds(40)) + Amount::unknown("Band D");
        assert_eq!((after - before).value(), Known::Known(Pence::pounds(-5)));
    }
}
