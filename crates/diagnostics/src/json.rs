//! A diagnostic as a value for programs.

use serde_json::{Value, json};

use crate::diagnostic::Diagnostic;
use crate::sources::{Place, Sources};

/// The diagnostic as JSON; other tools rely on this shape.
///
/// ```json
/// {
///   "code": "cost-basis",
///   "severity": "warning",
///   "family": "costing",
///   "message": "The stated cost is £2,330 more than the computed cost",
///   "place": {
///     "file": "case.toml", "line": 41, "column": 10, "end_line": 41, "end_column": 18,
///     "label": "stated here"
///   },
///   "others": [
///     {
///       "file": "case.toml", "line": 12, "column": 1, "end_line": 12, "end_column": 9,
///       "label": "the posts that it is for"
///     }
///   ],
///   "figures": [{ "name": "difference", "value": "£2,330" }],
///   "help": ["State the cost for nine months, or say that it is for a full year."],
///   "acknowledged": null
/// }
/// ```
///
/// - `severity` is `error`, `warning` or `note`, and stays what it was when the diagnostic is
///   acknowledged; `acknowledged` is then the reason.
/// - Lines and columns count from one, columns in characters; the end is just after the place.
/// - `label` is there only where there is something to say.
/// - A figure's `value` is text, as the message prints it.
///
/// ```
/// use diagnostics::{Place, Rule, Severity, Sources, to_json};
///
/// static RULE: Rule = Rule {
///     code: "unknown-grade",
///     severity: Severity::Error,
///     family: "pay",
///     summary: "A grade is not in the pay structure",
///     explanation: "",
/// };
/// let mut sources = Sources::new();
/// let case = sources.add("case.toml", "grade = \"Z\"\n");
/// let value = to_json(&RULE.at(Place::new(case, 8..11), "There is no grade Z"), &sources);
/// assert_eq!(value["code"], "unknown-grade");
/// assert_eq!(value["place"]["column"], 9);
/// ```
pub fn to_json(diagnostic: &Diagnostic, sources: &Sources) -> Value {
    let others: Vec<Value> = diagnostic
        .others
        .iter()
        .map(|other| place(&other.place, &other.text, sources))
        .collect();
    let figures: Vec<Value> = diagnostic
        .figures
        .iter()
        .map(|figure| json!({ "name": figure.name, "value": figure.value }))
        .collect();
    json!({
        "code": diagnostic.code(),
        "severity": diagnostic.severity().name(),
        "family": diagnostic.rule.family,
        "message": diagnostic.message,
        "place": place(&diagnostic.place, &diagnostic.label, sources),
        "others": others,
        "figures": figures,
        "help": diagnostic.help,
        "acknowledged": diagnostic.acknowledged,
    })
}

fn place(place: &Place, label: &str, sources: &Sources) -> Value {
    let (line, column) = sources.line_and_column(place);
    let (end_line, end_column) = sources.end_line_and_column(place);
    let mut value = json!({
        "file": sources.name(place.source),
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
    });
    if !label.is_empty() {
        value["label"] = label.into();
    }
    value
}
