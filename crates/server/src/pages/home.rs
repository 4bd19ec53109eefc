//! What a council's register holds today, and what falls due next.

use app::{EstablishmentQuestion, Moment};
use axum::response::Response;
use maud::html;

use super::coming_up::table;
use super::{Asking, Failure, Page};
use crate::components::{SummaryList, SummaryRow};
use crate::words;

/// How many of what ends next are shown.
const NEXT: usize = 5;

/// `GET /{body}`
pub(crate) async fn show(asking: Asking) -> Result<Response, Failure> {
    let moment = Moment::on(asking.today);
    let (actor, body) = (&asking.viewer.actor, &asking.body.key);
    let question = EstablishmentQuestion {
        rows: 1,
        ..EstablishmentQuestion::at(moment)
    };
    let page = asking
        .muster()
        .establishment(actor, body, &question)
        .await?;
    let (_, ends) = asking.muster().coming_up(actor, body, moment).await?;
    let totals = &page.totals;
    let rows = [
        ("Posts in force", words::sentence(&words::sums(totals))),
        (
            "Full-year cost",
            words::sentence(&words::cost(totals.cost, totals.lines)),
        ),
        ("Vacant", words::counted(totals.vacant_lines as u64, "line")),
        (
            "Temporary",
            words::counted(totals.temporary_lines as u64, "line"),
        ),
    ];
    let facts = SummaryList {
        rows: rows
            .into_iter()
            .map(|(key, value)| SummaryRow::new(key, value))
            .collect(),
        ..SummaryList::default()
    };
    let html = html! {
        h2.govuk-heading-m { "The establishment today, " (words::day(asking.today)) }
        (facts)
        p.govuk-body { a.govuk-link href=(asking.address("establishment")) { "See all posts" } }
        p.govuk-body { a.govuk-link href=(asking.address("establishment/chart")) { "See how they fit together" } }
        form.muster-search method="get" action=(asking.address("search")) role="search" {
            label.govuk-label.govuk-label--m for="words" { "Find a post, a unit or a decision" }
            input.govuk-input.govuk-input--width-20 #words name="words" type="search" spellcheck="false";
            (crate::components::Button::submit("Search").secondary())
        }
        h2.govuk-heading-m { "Coming up" }
        @if ends.is_empty() {
            p.govuk-body { "Nothing that is recorded ends within twelve months." }
        } @else {
            (table(&asking, &ends[..ends.len().min(NEXT)]))
            @if ends.len() > NEXT {
                p.govuk-body {
                    a.govuk-link href=(asking.address("coming-up")) {
                        "See all " (ends.len()) " that end within twelve months"
                    }
                }
            }
        }
    };
    Ok(Page::about("Establishment register", &asking)
        .body(html)
        .answer(&asking.site))
}
