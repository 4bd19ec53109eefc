//! Posts, units and decisions by their words.

use std::collections::BTreeMap;

use app::{EstablishmentQuestion, Moment};
use axum::response::Response;
use base::folded;
use maud::{Markup, html};
use register::Decision;

use super::{Asking, Failure, Page, Part};
use crate::components::Button;
use crate::words;

/// How many of a kind are shown.
const EACH: usize = 5;

/// `GET /{body}/search`
pub(crate) async fn show(asking: Asking) -> Result<Response, Failure> {
    let asked = asking.query.get("words").unwrap_or_default().to_owned();
    let found = match asked.as_str() {
        "" => html! {},
        words => found(&asking, words).await?,
    };
    let title = match asked.as_str() {
        "" => "Search".to_owned(),
        words => format!("Search for ‘{words}’"),
    };
    let html = html! {
        h1.govuk-heading-l { "Search" }
        form.muster-search method="get" action=(asking.address("search")) role="search" {
            label.govuk-label.govuk-label--m for="words" { "Find a post, a unit or a decision" }
            div.govuk-hint #words-hint { "By title, unit, number, or the title or reference of a report" }
            input.govuk-input.govuk-input--width-20 #words name="words" type="search" spellcheck="false"
                value=(asked) aria-describedby="words-hint";
            (Button::submit("Search").secondary())
        }
        (found)
    };
    Ok(Page::about(title, &asking)
        .within(Part::Search)
        .with_own_heading()
        .body(html)
        .answer(&asking.site))
}

async fn found(asking: &Asking, asked: &str) -> Result<Markup, Failure> {
    let (actor, body) = (&asking.viewer.actor, &asking.body.key);
    let moment = Moment::on(asking.today);
    let question = EstablishmentQuestion {
        words: asked.to_owned(),
        rows: EACH,
        ..EstablishmentQuestion::at(moment)
    };
    let posts = asking
        .muster()
        .establishment(actor, body, &question)
        .await?;
    let (view, units) = asking.muster().units(actor, body, moment).await?;
    let folded_words = folded(asked);
    let wanted: Vec<&str> = folded_words.split_whitespace().collect();
    let has = |text: &str| {
        let text = folded(text);
        wanted.iter().all(|word| text.contains(word))
    };
    let units: Vec<_> = units
        .iter()
        .filter(|sums| sums.unit.is_some() && has(&sums.name))
        .collect();
    let decisions = decisions(&view, has);
    let lines = posts.totals.lines;
    if lines == 0 && units.is_empty() && decisions.is_empty() {
        return Ok(html! {
            p.govuk-body role="status" {
                "No results for ‘" (asked) "’. Check the spelling, use fewer words, or search by post number."
            }
        });
    }
    let all = asking
        .query
        .only(&["words"])
        .address(&asking.address("establishment"));
    Ok(html! {
        @if lines > 0 {
            h2.govuk-heading-m { "Posts in force today" }
            ul.govuk-list {
                @for row in &posts.rows {
                    li {
                        a.govuk-link href=(asking.address(&format!("establishment/posts/{}", row.line.id.number()))) {
                            (row.line.post.title)
                        }
                        " " span.muster-quiet { (words::grade(&row.line.post)) ", " (words::quantity(&row.line.post)) }
                    }
                }
            }
            @if lines > posts.rows.len() {
                p.govuk-body { a.govuk-link href=(all) { "See all " (words::counted(lines as u64, "line")) " of posts" } }
            }
        }
        @if !units.is_empty() {
            h2.govuk-heading-m { "Units" }
            ul.govuk-list {
                @for sums in units.iter().take(EACH) {
                    li {
                        @if let Some(unit) = sums.unit {
                            a.govuk-link href=(asking.address(&format!("establishment/units/{}", unit.number()))) { (sums.name) }
                        }
                        " " span.muster-quiet { (words::sums(&sums.all)) }
                    }
                }
            }
            @if units.len() > EACH { p.govuk-body { "and " (units.len() - EACH) " more; use more words" } }
        }
        @if !decisions.is_empty() {
            h2.govuk-heading-m { "Decisions and reports" }
            ul.govuk-list {
                @for decision in &decisions {
                    li {
                        cite { (decision.title) }
                        span.muster-quiet {
                            ", " (words::day(decision.date))
                            @if let Some(reference) = &decision.reference { ", " (reference) }
                        }
                    }
                }
            }
        }
    })
}

/// The decisions behind a council's register whose title or reference has the words, latest first.
fn decisions(view: &app::View, has: impl Fn(&str) -> bool) -> Vec<Decision> {
    let mut found = BTreeMap::new();
    for entry in view.snapshot.ledger.entries() {
        let decision = &entry.authority.decision;
        let reference = decision.reference.as_deref().unwrap_or_default();
        let text = format!("{} {reference}", decision.title);
        if decision.body == view.body.name && has(&text) {
            found.insert(
                (decision.date, decision.title.clone()),
                (**decision).clone(),
            );
        }
    }
    found.into_values().rev().collect()
}
