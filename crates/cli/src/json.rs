//! What several commands say as JSON; programs rely on these shapes.

use base::{Known, Pence};
use costing::{Amount, FteSum};
use diagnostics::{Sources, Summary, to_json};
use serde_json::{Value, json};

use crate::commands::check::Checked;

/// A JSON document as it is printed: indented, with a line break at its end.
pub(crate) fn document(value: &Value) -> String {
    format!("{value:#}\n")
}

/// How many findings there are.
pub(crate) fn summary(summary: Summary) -> Value {
    json!({
        "errors": summary.errors,
        "warnings": summary.warnings,
        "notes": summary.notes,
        "acknowledged": summary.acknowledged,
    })
}

/// Whole pence: a number, or digits as a text where no program's integers hold them.
pub(crate) fn whole_pence(amount: Pence) -> Value {
    match i64::try_from(amount.pence()) {
        Ok(pence) => pence.into(),
        Err(_) => amount.pence().to_string().into(),
    }
}

/// An amount: whole pence, or `null` with what is known of it in words.
pub(crate) fn amount(amount: &Amount) -> Value {
    let mut value = json!({
        "pence": amount.value().known().map(whole_pence),
        "words": amount.to_string(),
    });
    if !amount.is_known() {
        let terms = amount
            .unknown_terms()
            .map(|(term, times)| json!({ "term": term, "times": times.to_string() }));
        value["known_pence"] = whole_pence(amount.known_part());
        value["not_known"] = terms.collect();
    }
    value
}

/// Pence that may not be known.
pub(crate) fn pence(pence: Known<Pence>) -> Value {
    json!({ "pence": pence.known().map(whole_pence), "words": pence.to_string() })
}

/// A sum of FTE: the exact fraction as text, or `null`.
pub(crate) fn fte(sum: FteSum) -> Value {
    let exact = sum.value().known().map(|fte| fte.exact().to_string());
    json!({ "fte": exact, "words": sum.to_string() })
}

/// The findings of one case.
pub(crate) fn checked(checked: &Checked<'_>, sources: &Sources) -> Value {
    let findings = checked.shown.iter();
    json!({
        "file": checked.one.name,
        "title": checked.one.case.header.title.as_ref().map(|title| &title.value),
        "summary": summary(checked.summary),
        "findings": findings.map(|finding| to_json(finding, sources)).collect::<Value>(),
    })
}
