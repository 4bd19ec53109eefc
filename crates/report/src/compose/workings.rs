//! How each cost was worked out, and which could not be.

use costing::Price;

use super::Composition;
use super::cells::not_known;
use super::costs::priced;
use crate::model::{Cell, Column, Row, Table};
use crate::phrases::sentence_case;

/// How each line was worked out: a table a line, under a few words.
pub(super) fn by_line(of: &Composition<'_>) -> Vec<(String, Table)> {
    let mut found = Vec::new();
    for (_, line) in priced(of) {
        let name = format!("Line {}: {}", line.change + 1, line.title);
        let told = |price: &Option<Price>| {
            let price = price.as_ref()?;
            let something = price.stated.is_some() || price.computed.is_ok();
            something.then(|| working(price))
        };
        let tables = match (told(&line.before), told(&line.after)) {
            (Some(before), Some(after)) if before == after => {
                vec![(format!("{name}, before and after"), after)]
            }
            (Some(before), Some(after)) => vec![
                (format!("{name}, before"), before),
                (format!("{name}, after"), after),
            ],
            (before, after) => before
                .or(after)
                .into_iter()
                .map(|one| (name.clone(), one))
                .collect(),
        };
        found.extend(tables.into_iter().map(|(summary, table)| {
            let caption = format!("How it was worked out. {summary}");
            (summary, Table { caption, ..table })
        }));
    }
    found
}

/// The lines whose cost nobody states and no profile gives, and why.
pub(super) fn not_worked_out(of: &Composition<'_>) -> Option<Table> {
    let mut rows = Vec::new();
    for (_, line) in priced(of) {
        let prices = [&line.before, &line.after].into_iter().flatten();
        let reasons = prices.filter_map(|price| match (&price.computed, price.stated) {
            (Err(reason), None) => Some(why(of, reason)),
            _ => None,
        });
        let mut reasons: Vec<String> = reasons.collect();
        reasons.dedup();
        rows.extend(reasons.into_iter().map(|reason| {
            Row::body(vec![
                Cell::head((line.change + 1).to_string()),
                Cell::words(&line.title),
                Cell::words(reason),
            ])
        }));
    }
    (!rows.is_empty()).then(|| Table {
        caption: "Lines whose cost is not known".to_owned(),
        columns: vec![
            Column::words("Line"),
            Column::words("Post"),
            Column::words("Why"),
        ],
        rows,
        ..Table::default()
    })
}

/// Why a cost is not known. Without a day there is no pay to look up, whatever else is missing.
pub(crate) fn why(of: &Composition<'_>, reason: &pay::NotCosted) -> String {
    if of.statement.pay_date.is_known() {
        sentence_case(&reason.to_string())
    } else {
        "The case has no date, so the pay cannot be looked up".to_owned()
    }
}

fn working(price: &Price) -> Table {
    let steps = price
        .computed
        .as_ref()
        .map(pay::Working::steps)
        .unwrap_or_default();
    let mut lines: Vec<(String, String, String)> = price
        .working()
        .into_iter()
        .zip(
            steps
                .into_iter()
                .map(|step| step.basis)
                .chain(std::iter::repeat(String::new())),
        )
        .map(|((label, value), basis)| (label, value, basis))
        .collect();
    if let (Err(reason), Some(first)) = (&price.computed, lines.first_mut()) {
        (first.1, first.2) = ("none".to_owned(), sentence_case(&reason.to_string()));
    }
    let row = |(label, value, basis): (String, String, String)| {
        let value = match value.as_str() {
            "not known" | "not known (not known)" => not_known(),
            "none" => Cell::missing("None"),
            _ => Cell::words(value),
        };
        let basis = if basis.is_empty() {
            Cell::empty()
        } else {
            Cell::words(sentence_case(&basis))
        };
        Row::body(vec![Cell::head(label), value, basis])
    };
    Table {
        columns: vec![
            Column::words("Step"),
            Column::numbers("Value"),
            Column::words("How"),
        ],
        rows: lines.into_iter().map(row).collect(),
        ..Table::default()
    }
}
