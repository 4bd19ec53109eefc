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
use crate::components::Details;
use crate::words;
pub(super) use download::{csv, xlsx};
pub(super) use filter::Filter;
pub(super) use list::{pagination, post_table};
pub(super) use units::table as unit_table;

/// How many reasons for costs that are not known are named.
const MOST_REASONS: usize = 8;

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
        (filter.form(&path, &asking.query, &units, &page))
        (totals(&asking, &page, &filter))
        (costs(&page))
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

/// How the costs were worked out, why some are not known, and who pays.
pub(super) fn costs(page: &EstablishmentPage) -> Markup {
    let totals = &page.totals;
    if totals.lines == 0 {
        return html! {};
    }
    let (costs, on) = (page.view.costs(), page.view.moment.in_force_on);
    let profile = costs.profile();
    let basis = html! {
        p.govuk-body {
            "Each post is costed for twelve months, with on-costs, at the top of its grade or at the point that is "
            "stated, by the pay scales of " (words::day(on)) " and the profile " strong { (profile.name) } ": "
            (profile.title) "."
        }
        @if totals.cost_as_stated > 0 {
            p.govuk-body {
                (words::counted(totals.cost_as_stated as u64, "line"))
                " cannot be computed and counts as its report states."
            }
        }
        @if !page.not_costed.is_empty() {
            p.govuk-body { "Costs that are not known are not in the sums:" }
            ul.govuk-list.govuk-list--bullet {
                @for (why, lines) in page.not_costed.iter().take(MOST_REASONS) {
                    li { (words::counted(*lines as u64, "line")) ": " (why) }
                }
                @if page.not_costed.len() > MOST_REASONS {
                    li { "and " (page.not_costed.len() - MOST_REASONS) " other reasons" }
                }
            }
        }
    };
    html! {
        (Details { summary: "How the full-year cost was worked out".into(), content: basis.into(), ..Details::default() })
        (Details { summary: "Who pays".into(), content: units::funds(&page.paid_by).into(), ..Details::default() })
    }
}

/// The sums over what is listed.
fn totals(asking: &Asking, page: &EstablishmentPage, filter: &Filter) -> Markup {
    let totals = &page.totals;
    let which = if filter.is_set() { "Found" } else { "In force" };
    html! {
        h2.govuk-heading-m.muster-totals { (which) ": " (words::sums(totals)) }
        p.govuk-body {
            (words::counted(totals.lines as u64, "line")) " of posts, "
            (totals.vacant_lines) " vacant, " (totals.temporary_lines) " temporary. "
            "Full-year cost: " (words::cost(totals.cost, totals.lines)) "."
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
