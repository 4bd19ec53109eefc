//! What an import would do, for a program.

use diagnostics::{Sources, to_json};
use exchange::{LeftOut, Reading, Sums};
use serde_json::{Value, json};

use super::words::flag;

/// The answer as JSON: the columns, what the rows sum to, problems by kind with their cells.
pub(super) fn document(reading: &Reading<'_>) -> Value {
    let layout = reading.layout();
    let columns = layout.columns.iter().map(|column| {
        json!({
            "column": column.letters(),
            "heading": column.heading,
            "means": column.meaning.map(|(field, _)| field.to_string()),
            "confidence": column.meaning.map(|(_, sure)| sure.name()),
        })
    });
    let mut sources = Sources::new();
    let found = reading.diagnostics(&mut sources, flag);
    let kinds = found.iter().zip(&reading.groups).map(|(finding, group)| {
        let cells = reading
            .problems
            .iter()
            .filter(|problem| problem.rule.code == group.rule.code && problem.field == group.field);
        let cells = cells.map(|problem| {
            json!({
                "cell": problem.at.to_string(),
                "row": problem.at.row,
                "said": problem.detail,
                "reading": problem.reading,
                "stands": problem.stands(),
            })
        });
        let mut value = to_json(finding, &sources);
        value["field"] = group.field.map(|field| field.to_string()).into();
        value["count"] = group.count.into();
        value["standing"] = group.standing.into();
        value["cells"] = cells.collect();
        value
    });
    let left_out = reading.left_out.iter().map(|(row, why)| match why {
        LeftOut::ByRow => json!({ "row": row, "because": "row" }),
        LeftOut::For(code) => json!({ "row": row, "because": code }),
    });
    let recognised = reading.recognised.iter();
    let stated = reading.totals.stated.iter().map(|(at, field, figure)| {
        json!({ "cell": at.to_string(), "field": field.to_string(), "figure": figure.to_string() })
    });
    json!({
        "file": reading.list().name(),
        "sheet": reading.list().sheets()[layout.sheet].name(),
        "heading_row": layout.heading_row,
        "one_row_a_post": layout.one_row_a_post,
        "columns": columns.collect::<Value>(),
        "not_matched": layout.not_matched().map(|field| field.to_string()).collect::<Vec<_>>(),
        "rows": reading.post_rows(),
        "units": reading.units.len(),
        "totals": sums(&reading.totals.imported),
        "totals_left_out": sums(&reading.totals.left_out),
        "totals_of_the_list": stated.collect::<Value>(),
        "left_out": left_out.collect::<Value>(),
        "not_posts": recognised
            .map(|(row, is)| json!({ "row": row, "is": is.words() }))
            .collect::<Value>(),
        "standing": reading.standing(),
        "problems": kinds.collect::<Value>(),
    })
}

fn sums(sums: &Sums) -> Value {
    json!({
        "posts": sums.posts,
        "posts_not_known_in_rows": sums.posts_not_known,
        "fte": sums.fte.exact().to_string(),
        "fte_words": sums.fte.to_string(),
        "fte_not_known_in_rows": sums.fte_not_known,
    })
}
