//! Which posts are in force on a date.

mod download;
mod filter;
mod list;
mod units;

use app::EstablishmentPage;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};

use super::moment::Asked;
use super::{Asking, Failure, Page, Part};
use crate::words;
pub(super) use download::{csv, xlsx};
use filter::Filter;
pub(super) use list::post_table;
pub(super) use units::table as unit_table;

/// `GET /{body}/establishment`
pub(crate) async fn show(asking: Asking) -> Result<Response, Failure> {
    let path = asking.address("establishment");
    let asked = match Asked::read(&asking.query, &path, asking.today) {
        Ok(asked) => asked,
        Err(redirect) => return Ok(redirect.into_response()),
    };
    let (actor, body) = (&asking.viewer.actor, &asking.body.key);
    let filter = Filter::read(&asking.query);
    let question = filter.question(asked.moment);
    let page = asking
        .muster()
        .establishment(actor, body, &question)
        .await?;
    let (_, units) = asking.muster().units(actor, body, asked.moment).await?;
    let html = html! {
        (asked.summary())
        h1.govuk-heading-l { "Establishment" }
        (asked.form(&path, &filter.kept(&asking.query)))
        (asked.notice(&path, &asking.query))
        (filter.form(&path, &asking.query, &units, &page.grades))
        (totals(&asking, &page, &filter))
        (units::details(&asking, &units, &filter))
        (list::list(&asking, &path, &page, &filter))
    };
    Ok(Page::about("Establishment", &asking)
        .within(Part::Establishment)
        .with_own_heading()
        .with_errors(asked.is_wrong())
        .body(html)
        .answer(&asking.site))
}

/// The sums over what is listed.
fn totals(asking: &Asking, page: &EstablishmentPage, filter: &Filter) -> Markup {
    let totals = &page.totals;
    let which = if filter.is_set() { "Found" } else { "In force" };
    html! {
        h2.govuk-heading-m.muster-totals { (which) ": " (words::sums(totals)) }
        p.govuk-body {
            (words::counted(totals.lines as u64, "line")) " of posts, "
            (totals.vacant) " vacant, " (totals.temporary) " temporary"
        }
        @if totals.lines > 0 {
            p.govuk-body {
                "Take the whole list away: "
                a.govuk-link href=(asking.query.address(&asking.address("establishment.csv"))) { "CSV" } ", "
                a.govuk-link href=(asking.query.address(&asking.address("establishment.xlsx"))) { "XLSX" }
            }
        }
    }
}
