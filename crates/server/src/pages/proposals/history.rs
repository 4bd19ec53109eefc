//! The revisions of a proposal.

use axum::response::Response;
use maud::html;

use super::frame::{Place, Reading};
use crate::components::{Cell, Table};
use crate::pages::Failure;
use crate::words;

/// `GET /{body}/proposals/{proposal}/history`
pub(super) async fn show(Reading(proposal): Reading) -> Result<Response, Failure> {
    let rows = proposal.open.revisions.iter().rev().map(|saved| {
        let at = format!("/report/case.toml?revision={}", saved.number);
        vec![
            Cell::text(format!("Revision {}", saved.number)),
            Cell::text(words::instant(saved.at)),
            Cell::text(html! {
                a.govuk-link href=(proposal.address(&at)) {
                    "Case file" span.govuk-visually-hidden { " of revision " (saved.number) }
                }
            }),
            Cell::text(html! { code.muster-reference { (saved.digest.to_string().chars().take(16).collect::<String>()) } }),
        ]
    });
    let table = Table {
        caption: "Revisions, the latest first".into(),
        caption_classes: "govuk-visually-hidden".to_owned(),
        head: ["Revision", "Saved", "Text", "Digest"]
            .map(Cell::text)
            .into(),
        rows: rows.collect(),
        first_cell_is_header: true,
        ..Table::default()
    };
    let html = html! {
        h1.govuk-heading-l { "History" }
        p.govuk-body { "A revision is never altered. Each is bound to the state of the register in which it was saved." }
        div.muster-scrolling role="region" aria-label="Revisions" tabindex="0" { (table) }
    };
    let site = &proposal.asking.site;
    Ok(proposal.page(Place::History, "History", &html).answer(site))
}
