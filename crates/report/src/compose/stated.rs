//! The figures that the paper states, beside those that are computed.

use base::Known;
use costing::Value as FigureValue;
use proposal::case::{Bound, Stated, StatedBasis, StatedValue};

use super::Composition;
use super::cells::{missing, money, not_known, not_stated, pounds, signed};
use crate::model::{Cell, Column, Row, Table};
use crate::phrases::sentence_case;

/// The figures that the paper states, beside those that they claim to be.
pub(super) fn table(of: &Composition<'_>) -> Option<Table> {
    if of.case.stated.is_empty() {
        return None;
    }
    let rows = of
        .case
        .stated
        .iter()
        .map(|stated| stated_row(of, stated))
        .collect();
    Some(Table {
        caption: "Stated figures".to_owned(),
        columns: vec![
            Column::words("What"),
            Column::words("Paragraph"),
            Column::numbers("Stated"),
            Column::numbers("Computed"),
            Column::numbers("Computed less stated"),
        ],
        rows,
        ..Table::default()
    })
}

fn stated_row(of: &Composition<'_>, stated: &Stated) -> Row {
    let what = stated.what.as_ref().or(stated.name.as_ref());
    let name = what.map_or("Not named", |at| at.value.as_str());
    let mut head = Cell::head(sentence_case(name));
    match &stated.basis {
        Some(at) if at.value == StatedBasis::FullYear => head = head.note("full year"),
        Some(_) => head = head.note("part year"),
        None => {}
    }
    let bound = match stated.bound {
        Bound::Exactly => "",
        Bound::About => "about ",
        Bound::AtLeast => "at least ",
        Bound::UpTo => "up to ",
    };
    let value = match stated.value.value {
        StatedValue::Amount(pence) => pounds(pence),
        StatedValue::Fte(fte) => Cell::words(format!("{fte} FTE")),
        StatedValue::Number(number) => Cell::words(number.to_string()),
        StatedValue::Percent(hundredths) => Cell::words(format!(
            "{}.{:02}%",
            hundredths / 100,
            hundredths.unsigned_abs() % 100
        )),
    };
    let value = Cell {
        text: sentence_case(&format!("{bound}{}", value.text)),
        ..value
    };
    let (computed, residual) = computed_beside(of, stated);
    let paragraph = stated
        .paragraph
        .as_ref()
        .map_or_else(not_stated, |at| Cell::words(&at.value));
    Row::body(vec![head, paragraph, value, computed, residual])
}

fn computed_beside(of: &Composition<'_>, stated: &Stated) -> (Cell, Cell) {
    let none = || (Cell::missing("Not computed"), Cell::missing("Not computed"));
    let Some(is) = &stated.is else { return none() };
    let part = match &stated.basis {
        Some(at) if at.value == StatedBasis::PartYear => "part_year",
        _ => "full_year",
    };
    let figures = &of.statement.figures;
    let exact = figures.get(is);
    let by_part = exact.is_none();
    let Some(figure) = exact.or_else(|| figures.get(&format!("{}.{part}", is.value))) else {
        return none();
    };
    let basis = if by_part {
        Some(if part == "part_year" {
            "part year"
        } else {
            "full year"
        })
    } else {
        None
    };
    let residual = match (&figure.value, stated.value.value) {
        (FigureValue::Money(amount), StatedValue::Amount(pence)) => match amount.value() {
            Known::Known(computed) => signed(computed - pence),
            why @ (Known::Unknown | Known::Withheld) => missing(why.missing()),
        },
        (FigureValue::Fte(sum), StatedValue::Fte(fte)) => match sum.value() {
            Known::Known(computed) => Cell::words(format!("{} FTE", computed - fte)),
            why @ (Known::Unknown | Known::Withheld) => missing(why.missing()),
        },
        (value, stated) if value.to_string() == percent_text(stated) => Cell::words("None"),
        _ => not_known(),
    };
    let computed = match &figure.value {
        FigureValue::Money(amount) => money(amount),
        FigureValue::Fte(sum) => Cell::words(format!("{} FTE", sentence_case(&sum.to_string()))),
        other => Cell::words(other.to_string()),
    };
    let computed = match basis {
        Some(basis) => computed.note(basis),
        None => computed,
    };
    (computed, residual)
}

fn percent_text(stated: StatedValue) -> String {
    match stated {
        StatedValue::Percent(hundredths) => {
            format!(
                "{}.{:02}%",
                hundredths / 100,
                hundredths.unsigned_abs() % 100
            )
        }
        StatedValue::Number(number) => number.to_string(),
        _ => String::new(),
    }
}
