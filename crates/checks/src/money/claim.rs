//! What a stated figure claims to be, and whether the computed figure bears it out.

use base::{Fte, Known, Pence, exact, parse_decimal};
use costing::{Figure, Figures, Value};
use proposal::case::{Bound, Stated, StatedBasis, StatedValue};

/// A figure by name.
pub(super) type Named = (String, Figure);

/// The computed figures that a stated one may mean. `cost.posts` means its full-year or any of its
/// part-year figures, unless the paper says which; a full name means that figure.
pub(super) fn candidates(figures: &Figures, name: &str, basis: Option<StatedBasis>) -> Vec<Named> {
    let family = |known: &str| {
        let Some(part) = known.strip_prefix(name) else {
            return false;
        };
        let full = part == ".full_year";
        let part = part == ".part_year" || part.starts_with(".part_year.");
        match basis {
            Some(StatedBasis::FullYear) => full,
            Some(StatedBasis::PartYear) => part,
            None => full || part,
        }
    };
    let exactly = figures.get(name);
    let of_family = figures.without_titles().filter(|(known, _)| family(known));
    exactly
        .map(|figure| (name.to_owned(), figure.into_owned()))
        .into_iter()
        .chain(of_family.map(|(known, figure)| (known.to_owned(), figure.clone())))
        .collect()
}

/// Which part of a year the paper says that a stated figure covers.
pub(super) fn basis(stated: &Stated) -> Option<StatedBasis> {
    stated.basis.as_ref().map(|at| at.value)
}

/// Is there a figure, or a family of figures, of that name?
pub(super) fn is_known(figures: &Figures, name: &str) -> bool {
    !candidates(figures, name, None).is_empty()
}

/// What comes of holding a stated figure against a computed one.
pub(super) enum Held {
    /// They agree as closely as the paper means it.
    Agrees,
    /// They do not; the difference, computed less stated, in words.
    Differs(String),
    /// The one is money and the other FTE, for instance.
    OtherKind,
    /// The computed figure is not known.
    NotKnown,
}

/// Holds a stated figure against a computed one.
pub(super) fn hold(stated: &Stated, value: &Value) -> Held {
    let bound = stated.bound;
    match (stated.value.value, value) {
        (StatedValue::Amount(said), Value::Money(amount)) => match amount.value() {
            Known::Known(computed) => held(
                fits(said.pence(), computed.pence(), grain(bound, said), bound),
                || format!("{} apart", (computed - said).abs()),
            ),
            Known::Unknown | Known::Withheld => Held::NotKnown,
        },
        (StatedValue::Fte(said), Value::Fte(sum)) => match sum.value() {
            Known::Known(computed) => held(fte_fits(said, computed, bound), || {
                format!("{} apart", (computed - said).abs())
            }),
            Known::Unknown | Known::Withheld => Held::NotKnown,
        },
        (StatedValue::Number(said), Value::Number(computed)) => held(
            fits(i128::from(said), i128::from(*computed), 0, bound),
            || format!("{} apart", said.abs_diff(*computed)),
        ),
        (StatedValue::Percent(said), Value::Percent(printed)) => match hundredths(printed) {
            // 24% is a rounding of 24.38%, and 24.4% is too.
            Some(computed) => held(
                fits(
                    i128::from(said),
                    computed,
                    roundness(i128::from(said)).min(100),
                    bound,
                ),
                || {
                    let apart = i128::from(said).abs_diff(computed);
                    format!("{}.{:02} points apart", apart / 100, apart % 100)
                },
            ),
            None => Held::NotKnown,
        },
        _ => Held::OtherKind,
    }
}

fn held(agrees: bool, difference: impl Fn() -> String) -> Held {
    if agrees {
        Held::Agrees
    } else {
        Held::Differs(difference())
    }
}

/// How coarse a stated amount is, in pence: whole pounds print a sum that may have pence, and *about*
/// means the nearest thousand, or whatever the amount itself is round to.
pub(super) fn grain(bound: Bound, said: Pence) -> i128 {
    match bound {
        Bound::About => roundness(said.pence()).max(100_000),
        _ => roundness(said.pence()).min(100),
    }
}

/// The largest power of ten that divides a number.
fn roundness(number: i128) -> i128 {
    let mut power = 1;
    while number != 0 && number % (power * 10) == 0 {
        power *= 10;
    }
    power
}

fn fits(said: i128, computed: i128, grain: i128, bound: Bound) -> bool {
    let near = (computed - said).abs() * 2 <= grain;
    match bound {
        Bound::Exactly | Bound::About => near,
        Bound::AtLeast => near || computed >= said,
        Bound::UpTo => near || computed <= said,
    }
}

fn fte_fits(said: Fte, computed: Fte, bound: Bound) -> bool {
    let apart = (computed - said).abs().exact();
    match bound {
        Bound::Exactly => apart == exact(0, 1),
        Bound::About => apart <= exact(1, 2),
        Bound::AtLeast => computed >= said,
        Bound::UpTo => computed <= said,
    }
}

fn hundredths(printed: &str) -> Option<i128> {
    let number = parse_decimal(printed.trim_end_matches('%')).ok()? * 100;
    Some(number.to_integer())
}

/// How a stated value prints.
pub(super) fn printed(value: StatedValue) -> String {
    match value {
        StatedValue::Amount(amount) => amount.to_string(),
        StatedValue::Fte(fte) => format!("{fte} FTE"),
        StatedValue::Number(number) => number.to_string(),
        StatedValue::Percent(hundredths) => {
            format!(
                "{}.{:02}%",
                hundredths / 100,
                hundredths.unsigned_abs() % 100
            )
        }
    }
}

/// How a computed value prints beside a stated one.
pub(super) fn in_words(value: &Value) -> String {
    match value {
        Value::Fte(sum) => format!("{sum} FTE"),
        Value::Money(_) | Value::Number(_) | Value::Percent(_) | Value::Withheld => {
            value.to_string()
        }
    }
}
