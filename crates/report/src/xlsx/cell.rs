//! What a cell of a workbook holds, and how cells name each other in formulas.

use base::{Exact, Fte, Known, Pence, exact};
use costing::Amount;

use crate::model;
use crate::phrases::count;

/// How what is not known is written in a cell. Formulas look for it.
pub(super) const NOT_KNOWN: &str = "Not known";
/// How a cell says that there is nothing of the kind, as before a post begins.
pub(super) const NONE: &str = "None";
const COMPLETE: &str = "Complete";

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Cell {
    /// Words. They are written as text whatever they begin with.
    Words(String),
    /// Words for something that is missing.
    Missing(String),
    /// A number.
    Number(Shown, Exact),
    /// A formula without its equals sign, and what it gives.
    Formula(Shown, String, Outcome),
    /// Nothing belongs here.
    Empty,
}

/// What a formula gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// A number.
    Number(Exact),
    /// Words.
    Words(String),
}

/// How a number is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Shown {
    /// Pounds and pence.
    Money,
    /// A difference in pounds and pence, with its sign always.
    Difference,
    /// FTE, hours, weeks: two decimals.
    Quantity,
    /// A difference in FTE.
    QuantityDifference,
    /// A part of a year or of a cost: four decimals.
    Part,
    /// Per cent, two decimals.
    Percent,
    /// A whole number.
    Whole,
    /// A rate that needs more decimals.
    Rate,
    /// Words.
    Words,
}

impl Cell {
    /// Words.
    pub(super) fn words(words: impl Into<String>) -> Self {
        Self::Words(words.into())
    }

    /// A whole number.
    pub(super) fn whole(number: usize) -> Self {
        Self::Number(Shown::Whole, exact(number as i128, 1))
    }

    /// An amount that is put in, not worked out here.
    pub(super) fn money(pence: Pence) -> Self {
        Self::Number(Shown::Money, pence.in_pounds())
    }

    /// What is known of an amount that is put in. It is blank in no case.
    pub(super) fn amount(amount: &Amount) -> Self {
        match amount.known_part() {
            Pence::ZERO if !amount.is_known() => Self::not_known(),
            known => Self::money(known),
        }
    }

    /// A quantity. What is no finite decimal is written as the fraction that it is.
    pub(super) fn quantity(number: Exact) -> Self {
        fraction(Shown::Quantity, number)
    }

    /// A quantity that may not be known.
    pub(super) fn known_quantity(number: Known<Exact>) -> Self {
        match number {
            Known::Known(number) => Self::quantity(number),
            Known::Unknown | Known::Withheld => Self::not_known(),
        }
    }

    /// FTE.
    pub(super) fn fte(fte: Known<Fte>) -> Self {
        Self::known_quantity(fte.map(Fte::exact))
    }

    /// What is not known.
    pub(super) fn not_known() -> Self {
        Self::Missing(NOT_KNOWN.to_owned())
    }

    /// What the paper does not state.
    pub(super) fn not_stated() -> Self {
        Self::Missing("Not stated".to_owned())
    }

    /// Where nothing of the kind is.
    pub(super) fn none() -> Self {
        Self::Missing(NONE.to_owned())
    }

    /// Words, if there are any.
    pub(super) fn stated(words: Option<impl Into<String>>) -> Self {
        words.map_or_else(Self::not_stated, Self::words)
    }

    /// A cell of the report, without its smaller lines.
    pub(super) fn of_report(cell: &model::Cell) -> Self {
        match cell.value {
            model::Value::Money(pence) => Self::money(pence),
            model::Value::Fte(fte) => Self::quantity(fte.exact()),
            model::Value::Number(number) => Self::whole(usize::try_from(number).unwrap_or(0)),
            model::Value::Missing => Self::Missing(cell.text.clone()),
            model::Value::Empty => Self::Empty,
            model::Value::Words => Self::words(&cell.text),
        }
    }

    /// A formula whose result is an amount of the statement.
    pub(super) fn formula(shown: Shown, formula: impl Into<String>, amount: &Amount) -> Self {
        let outcome = match amount.value() {
            Known::Known(pence) => Outcome::Number(pence.in_pounds()),
            Known::Unknown | Known::Withheld => Outcome::Words(NOT_KNOWN.to_owned()),
        };
        Self::Formula(shown, formula.into(), outcome)
    }

    /// A formula whose result is a number.
    pub(super) fn works_out(shown: Shown, formula: impl Into<String>, number: Exact) -> Self {
        Self::Formula(shown, formula.into(), Outcome::Number(number))
    }

    /// A formula whose result is words.
    pub(super) fn says(formula: impl Into<String>, words: impl Into<String>) -> Self {
        Self::Formula(Shown::Words, formula.into(), Outcome::Words(words.into()))
    }
}

/// A number; as the fraction that it is if decimals would cut it short.
fn fraction(shown: Shown, number: Exact) -> Cell {
    let mut rest = *number.denom();
    for prime in [2, 5] {
        while rest % prime == 0 {
            rest /= prime;
        }
    }
    if rest == 1 {
        return Cell::Number(shown, number);
    }
    let formula = format!("{}/{}", number.numer(), number.denom());
    Cell::works_out(shown, formula, number)
}

/// A share of a cost.
pub(super) fn share(share: Known<Exact>) -> Cell {
    match share {
        Known::Known(share) => fraction(Shown::Part, share),
        Known::Unknown | Known::Withheld => Cell::not_known(),
    }
}

/// A part of a year, in months out of twelve where it is whole months.
pub(super) fn part_of_year(part: Known<Exact>) -> Cell {
    let Known::Known(part) = part else {
        return Cell::not_known();
    };
    let months = part * 12;
    let formula = if months.is_integer() {
        format!("{}/12", months.to_integer())
    } else {
        format!("{}/{}", part.numer(), part.denom())
    };
    Cell::works_out(Shown::Part, formula, part)
}

/// A product of two cells, to the penny, that gives an amount of the statement.
pub(super) fn product(a: &str, b: &str, inputs_known: bool, amount: &Amount) -> Cell {
    let formula = match (inputs_known, amount.is_known()) {
        (true, _) => format!("ROUND({a}*{b},2)"),
        (false, false) => {
            format!("IF(COUNT({a},{b})=2,ROUND({a}*{b},2),\"{NOT_KNOWN}\")")
        }
        // So many times nothing, whatever it costs.
        (false, true) => format!("IF(COUNT({a},{b})=2,ROUND({a}*{b},2),0)"),
    };
    Cell::formula(Shown::Money, formula, amount)
}

/// What is after less what is before, both whole or not known.
pub(super) fn difference(after: &str, before: &str, known: bool, amount: &Amount) -> Cell {
    let formula = match (known, amount.is_known()) {
        (true, _) => format!("{after}-{before}"),
        (false, false) => {
            format!("IF(COUNT({after},{before})=2,{after}-{before},\"{NOT_KNOWN}\")")
        }
        // The same that is not known stands on both sides and cancels.
        (false, true) => {
            format!("IF(COUNT({after},{before})=1,\"{NOT_KNOWN}\",SUM({after})-SUM({before}))")
        }
    };
    Cell::formula(Shown::Difference, formula, amount)
}

/// A sum of which some terms may not be known: what is known of it; if nothing is, that.
pub(super) fn sum(shown: Shown, formula: &str, amount: &Amount, over: &[String]) -> Cell {
    let known = amount.known_part();
    if amount.is_known() || known != Pence::ZERO {
        return Cell::works_out(shown, formula, known.in_pounds());
    }
    let unknown = unknown_cells(over);
    let formula = format!("IF(AND({unknown}>0,{formula}=0),\"{NOT_KNOWN}\",{formula})");
    Cell::Formula(shown, formula, Outcome::Words(NOT_KNOWN.to_owned()))
}

/// Whether a sum over these cells is complete, and what it lacks if not.
pub(super) fn completeness(amount: &Amount, lacks_terms: bool, over: &[String]) -> Cell {
    let words = if lacks_terms {
        lack(amount)
    } else {
        "At least: something is not known".to_owned()
    };
    let formula = format!("IF({}=0,\"{COMPLETE}\",\"{words}\")", unknown_cells(over));
    Cell::says(
        formula,
        if lacks_terms {
            words
        } else {
            COMPLETE.to_owned()
        },
    )
}

/// What a sum lacks, in words without quotation marks.
pub(super) fn lack(amount: &Amount) -> String {
    let terms: Vec<Exact> = amount.unknown_terms().map(|(_, times)| times).collect();
    let costs = count(terms.len(), "cost", "costs");
    let are = if terms.len() == 1 { "is" } else { "are" };
    if terms.is_empty() {
        "Complete: what is not known cancels".to_owned()
    } else if amount.known_part() == Pence::ZERO {
        format!("{costs} not known")
    } else if terms.iter().all(|times| *times > exact(0, 1)) {
        format!("At least: {costs} not known")
    } else {
        format!("Without {costs} that {are} not known")
    }
}

/// How many of these cells are not known.
fn unknown_cells(over: &[String]) -> String {
    let counts: Vec<String> = over
        .iter()
        .map(|range| format!("COUNTIF({range},\"{NOT_KNOWN}\")"))
        .collect();
    counts.join("+")
}

/// The letters of a column, from 0: `A`, `Z`, `AA`.
pub(super) fn letters(column: usize) -> String {
    let mut letters = String::new();
    let mut rest = column + 1;
    while rest > 0 {
        let letter = u8::try_from((rest - 1) % 26).unwrap_or(0);
        letters.insert(0, char::from(b'A' + letter));
        rest = (rest - 1) / 26;
    }
    letters
}

/// A cell by column and row: `C5`.
pub(super) fn at(column: usize, row: usize) -> String {
    format!("{}{row}", letters(column))
}

/// Cells of one column: `C5:C9`.
pub(super) fn down(column: usize, rows: (usize, usize)) -> String {
    let letters = letters(column);
    format!("{letters}{}:{letters}{}", rows.0, rows.1)
}

/// The rows of these numbers as few ranges over some columns: `M5:N7,M9:N9`.
pub(super) fn runs(sheet: &str, columns: (usize, usize), rows: &[usize]) -> Vec<String> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for row in rows {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == *row => *last = *row,
            _ => runs.push((*row, *row)),
        }
    }
    runs.into_iter()
        .map(|(first, last)| {
            let (from, to) = (letters(columns.0), letters(columns.1));
            format!("{sheet}!{from}{first}:{to}{last}")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_letters() {
        let named: Vec<String> = [0, 25, 26, 51, 52, 701, 702].map(letters).into();
        assert_eq!(named, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }

    #[test]
    fn thirty_sevenths_are_written_as_such() {
        assert_eq!(
            Cell::quantity(exact(37, 74)),
            Cell::Number(Shown::Quantity, exact(1, 2))
        );
        let Cell::Formula(_, formula, _) = Cell::quantity(exact(30, 37)) else {
            panic!("30/37 is no finite decimal");
        };
        assert_eq!(formula, "30/37");
    }

    #[test]
    fn rows_join_into_ranges() {
        assert_eq!(
            runs("Costs", (12, 13), &[5, 6, 7, 9]),
            ["Costs!M5:N7", "Costs!M9:N9"]
        );
    }
}
