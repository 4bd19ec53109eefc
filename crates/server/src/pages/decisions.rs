//! Which decisions are recorded.

use app::DecisionSummary;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};

use super::coming_up::scrolling;
use super::establishment::pagination;
use super::moment::Asked;
use super::{Asking, Failure, Page, Part, decision_address};
use crate::components::{Cell, Table};
use crate::words;

/// How many decisions stand on a page.
const ROWS: usize = 50;

/// `GET /{body}/decisions`
pub(crate) async fn show(asking: Asking) -> Result<Response, Failure> {
    let path = asking.address("decisions");
    let asked = match Asked::read(&asking.query, &path, asking.today) {
        Ok(asked) => asked,
        Err(redirect) => return Ok(redirect.into_response()),
    };
    let (actor, body) = (&asking.viewer.actor, &asking.body.key);
    let (_, decisions) = asking.muster().decisions(actor, body, asked.moment).await?;
    let pages = decisions.len().div_ceil(ROWS).max(1);
    let page = asking.query.get("page").and_then(|page| page.parse().ok());
    let page = page.unwrap_or(1).clamp(1, pages);
    let shown = &decisions[(page - 1) * ROWS..decisions.len().min(page * ROWS)];
    let html = html! {
        (asked.summary())
        h1.govuk-heading-l { "Decisions" }
        (asked.form(&path, &asking.query.only(&[])))
        (asked.notice(&path, &asking.query))
        p.govuk-body {
            "Every post rests on one of these. Nothing in the ledger is altered: "
            a.govuk-link href=(asking.link("ledger")) { "see how that is proved" } "."
        }
        @if decisions.is_empty() {
            p.govuk-body { "No decision is recorded as of " (words::day(asked.moment.as_recorded_at)) "." }
        } @else {
            @if pages > 1 {
                p.govuk-body {
                    (words::counted(decisions.len() as u64, "decision")) ", the latest first. Page " (page) " of " (pages) "."
                }
            }
            (table(&asking, shown))
            (pagination(&path, &asking.query.without(&["page"]), page, pages))
        }
    };
    Ok(Page::about("Decisions", &asking)
        .within(Part::Decisions)
        .with_own_heading()
        .with_errors(asked.is_wrong())
        .body(html)
        .answer(&asking.site))
}

fn table(asking: &Asking, decisions: &[DecisionSummary]) -> Markup {
    let row = |summary: &DecisionSummary| {
        let decision = &summary.decision;
        let maker = decision.maker.as_deref().unwrap_or(&decision.body);
        let title = html! {
            a.govuk-link href=(decision_address(asking, summary.first)) { (decision.title) }
            @if let Some(reference) = &decision.reference { " " span.muster-quiet { (reference) } }
        };
        vec![
            Cell::text(title),
            Cell::text(words::day(decision.date)),
            Cell::text(maker),
            Cell::text(words::standing(summary.standing)),
            Cell::figure(words::thousands(summary.entries as u64)),
        ]
    };
    let heads = ["Report", "Decided on", "By", "Standing"];
    let table = Table {
        caption: "Decisions, the latest first".into(),
        caption_classes: "govuk-visually-hidden".to_owned(),
        head: heads
            .into_iter()
            .map(Cell::text)
            .chain([Cell::figure("Entries")])
            .collect(),
        rows: decisions.iter().map(row).collect(),
        first_cell_is_header: true,
        classes: "govuk-table--small-text-until-tablet".to_owned(),
    };
    scrolling("Decisions", &html! { (table) })
}
