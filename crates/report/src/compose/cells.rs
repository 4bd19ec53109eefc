//! Figures as cells. What is not known says so; it is never blank and never nothing.

use base::{Fte, Known, Pence};
use costing::{Amount, FteSum};

use crate::model::{Cell, Value};
use crate::phrases::sentence_case;

/// An amount of money.
pub(super) fn money(amount: &Amount) -> Cell {
    match amount.value() {
        Known::Known(pence) => pounds(pence),
        Known::Unknown | Known::Withheld => Cell::missing(sentence_case(&amount.to_string())),
    }
}

/// A difference in money, with its sign always.
pub(super) fn difference(amount: &Amount) -> Cell {
    match amount.value() {
        Known::Known(pence) => signed(pence),
        Known::Unknown | Known::Withheld => Cell::missing(sentence_case(&amount.to_string())),
    }
}

/// A known sum.
pub(super) fn pounds(pence: Pence) -> Cell {
    Cell {
        value: Value::Money(pence),
        ..Cell::words(pence.to_string())
    }
}

/// A known difference, with its sign always.
pub(super) fn signed(pence: Pence) -> Cell {
    Cell {
        value: Value::Money(pence),
        ..Cell::words(pence.signed())
    }
}

/// A known or unknown sum.
pub(super) fn known_pounds(pence: Known<Pence>) -> Cell {
    match pence {
        Known::Known(pence) => pounds(pence),
        Known::Unknown | Known::Withheld => missing(pence.missing()),
    }
}

/// FTE, with two decimals.
pub(super) fn fte(fte: Known<Fte>) -> Cell {
    match fte {
        Known::Known(fte) => Cell {
            value: Value::Fte(fte),
            ..Cell::words(fte.column())
        },
        Known::Unknown | Known::Withheld => missing(fte.missing()),
    }
}

/// A sum of FTE, with two decimals where it is complete.
pub(super) fn fte_sum(sum: FteSum) -> Cell {
    match sum.value() {
        Known::Known(known) => fte(Known::Known(known)),
        Known::Unknown | Known::Withheld => Cell::missing(sentence_case(&sum.to_string())),
    }
}

/// A value that is not there, by the word for why.
pub(super) fn missing(why: &str) -> Cell {
    Cell::missing(sentence_case(why))
}

/// A value that is not known.
pub(super) fn not_known() -> Cell {
    Cell::missing("Not known")
}

/// Something that the paper does not state.
pub(super) fn not_stated() -> Cell {
    Cell::missing("Not stated")
}

/// Something that does not apply here.
pub(super) fn not_applicable() -> Cell {
    Cell::missing("Not applicable")
}
