//! What somebody looks for in the structure: the posts and units that match, and the way to each.

use app::{EstablishmentQuestion, Row};
use base::folded;
use maud::{Markup, html};
use register::{LineId, Placement, UnitId};

use super::{DATES, STATE, Seen};
use crate::components::{Button, Field, Input};
use crate::pages::moment::Asked;
use crate::pages::structure::{Folds, parts};
use crate::pages::{Asking, Failure, post_address};
use crate::words;

/// How many posts, and how many units, are listed that match.
const MOST_FOUND: usize = 8;

/// What was looked for and what was found.
pub(super) struct Found {
    words: String,
    rows: Vec<Row>,
    lines: usize,
    units: Vec<(UnitId, String)>,
}

pub(super) fn form(asking: &Asking, path: &str) -> Markup {
    let names: Vec<&str> = DATES.into_iter().chain(STATE).collect();
    let kept = asking.query.only(&names);
    html! {
        form.muster-search method="get" action=(path) role="search" {
            @for (key, value) in kept.pairs() { input type="hidden" name=(key) value=(value); }
            (Input {
                field: Field::new("find", "Find a post or a unit in the structure"),
                value: asking.query.get("find").map(str::to_owned),
                spellcheck: Some(false),
                classes: "govuk-input--width-20".to_owned(),
                ..Input::default()
            })
            (Button::submit("Find").secondary())
        }
    }
}

/// Looks for what the address asks; none if it asks nothing.
pub(super) async fn found(
    asking: &Asking,
    asked: &Asked,
    seen: &Seen,
) -> Result<Option<Found>, Failure> {
    let Some(find) = asking.query.get("find") else {
        return Ok(None);
    };
    let question = EstablishmentQuestion {
        words: find.to_owned(),
        rows: MOST_FOUND,
        ..EstablishmentQuestion::at(asked.moment)
    };
    let (actor, body) = (&asking.viewer.actor, &asking.body.key);
    let page = asking
        .muster()
        .establishment(actor, body, &question)
        .await?;
    let wanted = folded(find);
    let units = seen
        .units
        .iter()
        .filter_map(|sums| Some((sums.unit?, &sums.name)));
    let units = units.filter(|(_, name)| folded(name).contains(&wanted));
    Ok(Some(Found {
        words: find.to_owned(),
        lines: page.totals.lines,
        rows: page.rows,
        units: units
            .take(MOST_FOUND)
            .map(|(unit, name)| (unit, name.clone()))
            .collect(),
    }))
}

impl Found {
    /// The first post found: it is shown at once.
    pub(super) fn first(&self) -> Option<&Row> {
        self.rows.first()
    }

    /// What was found, each with the way to its place in the picture.
    pub(super) fn list(&self, asking: &Asking, path: &str) -> Markup {
        let first = self.first().map(|row| row.line.id);
        html! {
            div #found role="region" aria-label="What was found" {
                @if self.rows.is_empty() && self.units.is_empty() {
                    p.govuk-body role="status" { "No post or unit has the words ‘" (self.words) "’. Use fewer words." }
                }
                ul.govuk-list {
                    @for (unit, name) in &self.units {
                        li {
                            "Unit: " a.govuk-link href=(show(asking, path, *unit, None)) { (name) }
                        }
                    }
                    @for row in &self.rows {
                        li {
                            a.govuk-link href=(post_address(asking, row.line.id)) { (row.line.post.title) }
                            ", " (words::quantity(&row.line.post).to_lowercase().replace("fte", "FTE"))
                            @if let Placement::In(unit) = row.line.post.placement {
                                ". "
                                a.govuk-link href=(show(asking, path, unit, Some(row.line.id))) {
                                    @if Some(row.line.id) == first { "Shown" } @else { "Show" }
                                    " in " (row.unit)
                                }
                            }
                        }
                    }
                }
                @if self.lines > self.rows.len() {
                    p.govuk-body { "and " (self.lines - self.rows.len()) " more; use more words" }
                }
            }
        }
    }
}

/// The picture with a unit opened and a post in it marked.
fn show(asking: &Asking, path: &str, unit: UnitId, line: Option<LineId>) -> String {
    let line = line.map_or_else(String::new, |line| line.number().to_string());
    let query = asking.query.without(&["unit", "closed"]);
    let mut open = Folds::read(&query);
    open.open.insert(unit);
    let address = query
        .with("open", &parts(&open.open))
        .with("post", &line)
        .address(path);
    let place = if line.is_empty() {
        "picture"
    } else {
        "structure-sought"
    };
    format!("{address}#{place}")
}

/// What is open where a post that was found is to be seen.
pub(super) fn opened_for(row: &Row, folds: &Folds) -> Folds {
    folds.showing(match row.line.post.placement {
        Placement::In(unit) => Some(unit),
        Placement::OneOf(_) | Placement::NotStated => None,
    })
}
