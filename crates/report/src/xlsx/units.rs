//! What one full-time post costs: stated, computed, and which of them is used.

use base::{Known, Pence};
use costing::{Amount, Used};

use super::book::{Book, Side, number};
use super::cell::{Cell, NOT_KNOWN, Shown, at};
use super::sheet::{Sheet, column};
use crate::compose::why;
use crate::phrases::grade;

const STATED: usize = 4;
const COMPUTED: usize = 5;
const USED: usize = 7;
const UNIT: usize = 8;

const IS_STATED: &str = "Stated";
const IS_COMPUTED: &str = "Computed";

/// The cell that says which unit cost is used.
pub(super) fn used_at(row: usize) -> String {
    format!("'Unit costs'!{}", at(USED, row))
}

/// The cell that holds the unit cost that is used.
pub(super) fn unit_at(row: usize) -> String {
    format!("'Unit costs'!{}", at(UNIT, row))
}

/// The word for which unit cost is used.
pub(super) fn used_words(used: Used) -> &'static str {
    match used {
        Used::Stated => IS_STATED,
        Used::Computed => IS_COMPUTED,
        Used::Neither => NOT_KNOWN,
    }
}

/// The full-year cost of the employments of a side, which stand in these rows.
pub(super) fn employments_cost(
    (first, last): (usize, usize),
    row: usize,
    otherwise: &str,
) -> String {
    format!(
        "IF({}=\"{IS_COMPUTED}\",SUM(Employments!H{first}:H{last}),{otherwise})",
        used_at(row)
    )
}

/// The sheet of unit costs.
pub(super) fn unit_costs(book: &Book<'_>) -> Sheet {
    let rows = book.sides.iter().enumerate();
    Sheet {
        name: "Unit costs",
        title: "Cost of one full-time post for a full year, with on-costs".to_owned(),
        about: "Change “Used” or a cost here, and every sheet follows.",
        columns: vec![
            column("Line", 6),
            column("Post", 34),
            column("When", 8),
            column("Grade", 22),
            column("Stated", 14),
            column("Computed", 14),
            column("Computed less stated", 14),
            column("Used", 11),
            column("Unit cost used", 14),
            column("How it is computed", 60),
        ],
        rows: rows.map(|(at, side)| unit_row(book, at, side)).collect(),
        frozen: 2,
        nothing: "No posts are priced.",
        choice: Some((USED, vec![IS_STATED, IS_COMPUTED, NOT_KNOWN])),
        ..Sheet::default()
    }
}

fn unit_row(book: &Book<'_>, index: usize, side: &Side<'_>) -> Vec<Cell> {
    let row = super::sheet::FIRST + index;
    let (_, line) = book.lines[side.line];
    let price = side.price;
    let computed = price.computed.as_ref().map(|working| working.unit_cost);
    let (stated_at, computed_at) = (at(STATED, row), at(COMPUTED, row));
    let residual = match price.residual() {
        Some(residual) => Cell::works_out(
            Shown::Difference,
            format!("{computed_at}-{stated_at}"),
            residual.in_pounds(),
        ),
        None => Cell::none(),
    };
    let used = at(USED, row);
    let unit = format!(
        "IF({used}=\"{IS_STATED}\",{stated_at},IF({used}=\"{IS_COMPUTED}\",{computed_at},\"{NOT_KNOWN}\"))"
    );
    vec![
        Cell::whole(number(line)),
        Cell::words(&side.post.title),
        Cell::words(if side.after { "After" } else { "Before" }),
        grade(side.post).map_or_else(Cell::not_known, Cell::words),
        price.stated.map_or_else(Cell::not_stated, Cell::money),
        computed.map_or_else(|_| Cell::not_known(), Cell::money),
        residual,
        Cell::words(used_words(price.used)),
        Cell::formula(Shown::Money, unit, &known(price.unit)),
        Cell::words(how(book, side)),
    ]
}

/// A known amount, or one that is not.
pub(super) fn known(pence: Known<Pence>) -> Amount {
    match pence {
        Known::Known(pence) => Amount::known(pence),
        Known::Unknown | Known::Withheld => Amount::unknown("it"),
    }
}

fn how(book: &Book<'_>, side: &Side<'_>) -> String {
    match &side.price.computed {
        Ok(working) => {
            let steps = working.steps();
            let told = steps
                .iter()
                .filter(|step| step.label != "Profile")
                .map(|step| format!("{}: {}", step.label, step.value));
            told.collect::<Vec<_>>().join("; ")
        }
        Err(reason) => format!("Not computed: {}", why(&book.of, reason)),
    }
}

/// The sheet of employments, where each is held against the threshold by itself.
pub(super) fn employments(book: &Book<'_>) -> Option<Sheet> {
    let mut rows = Vec::new();
    for side in &book.sides {
        let (Some((first, _)), Ok(working)) = (side.employments, &side.price.computed) else {
            continue;
        };
        let (_, line) = book.lines[side.line];
        for (at, employment) in working.employments.iter().enumerate() {
            let row = first + at;
            let sign = if working.fte.is_negative() { "-" } else { "" };
            let cost = if working.fte.is_negative() {
                -employment.cost()
            } else {
                employment.cost()
            };
            rows.push(vec![
                Cell::whole(number(line)),
                Cell::words(&side.post.title),
                Cell::words(if side.after { "After" } else { "Before" }),
                Cell::Number(Shown::Whole, base::exact(i128::from(employment.number), 1)),
                Cell::quantity(employment.fte.exact()),
                Cell::money(Pence::from_pounds(
                    employment.each.pay,
                    base::Rounding::PennyHalfUp,
                )),
                Cell::money(employment.each.total),
                Cell::works_out(
                    Shown::Money,
                    format!("{sign}D{row}*G{row}"),
                    cost.in_pounds(),
                ),
            ]);
        }
    }
    (!rows.is_empty()).then(|| Sheet {
        name: "Employments",
        title: "Posts that are costed one by one".to_owned(),
        about: "The profile holds the pay of each employment against the National Insurance threshold.",
        columns: vec![
            column("Line", 6),
            column("Post", 34),
            column("When", 8),
            column("Employments", 13),
            column("FTE of each", 12),
            column("Pay of each", 14),
            column("Cost of each, full year", 16),
            column("Full year", 16),
        ],
        rows,
        frozen: 2,
        ..Sheet::default()
    })
}
