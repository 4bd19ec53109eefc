//! A diagnostic as a value for programs.

use serde_json::{Value, json};

use crate::diagnostic::Diagnostic;
use crate::fix::{Fix, Splice};
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
///   "fixes": [
///     {
///       "label": "Use £38,372",
///       "safe": false,
///       "edits": [
///         {
///           "file": "case.toml", "line": 41, "column": 10, "end_line": 41, "end_column": 18,
///           "start": 1290, "end": 1299, "replacement": "\"£38,372\""
///         }
///       ]
///     }
///   ],
///   "acknowledged": null
/// }
/// ```
///
/// - `severity` is `error`, `warning` or `note`, and stays what it was when the diagnostic is
///   acknowledged; `acknowledged` is then the reason.
/// - Lines and columns count from one, columns in characters; the end is just after the place.
/// - `label` is there only where there is something to say.
/// - A fix is a way to mend it, under a label that says what it does. One that is not `safe` changes
///   what the file states, or is one of several: a person chooses it. Its edits belong together; each
///   replaces the bytes from `start` up to `end`, counted from nothing behind a byte order mark.
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
    let fixes: Vec<Value> = diagnostic
        .fixes
        .iter()
        .filter_map(|fix| fix_to_json(fix, sources))
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
        "fixes": fixes,
        "acknowledged": diagnostic.acknowledged,
    })
}

/// A fix as JSON, in the shape that [`to_json`] has; nothing if it cannot be carried out.
pub fn fix_to_json(fix: &Fix, sources: &Sources) -> Option<Value> {
    let (source, splices) = fix.splices(sources)?;
    let edit = |splice: &Splice| {
        let mut edit = place(&Place::new(source, splice.span.clone()), "", sources);
        edit["start"] = splice.span.start.into();
        edit["end"] = splice.span.end.into();
        edit["replacement"] = splice.text.as_str().into();
        edit
    };
    Some(json!({
        "label": fix.label,
        "safe": fix.is_safe(),
        "edits": splices.iter().map(edit).collect::<Value>(),
    }))
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
