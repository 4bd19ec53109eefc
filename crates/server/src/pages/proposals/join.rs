//! Where a link leads that puts people on a proposal.

use access::Capacity;
use app::{AppError, CaseLinkId, LinkAnswer, StoreError};
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::html;

use crate::components::Button;
use crate::pages::{Asking, Failure, Page, Part};
use crate::words;

/// `GET /{body}/proposals/join/{link}`: looking changes nothing.
pub(super) async fn show(
    Path((_, link)): Path<(String, String)>,
    asking: Asking,
) -> Result<Response, Failure> {
    let id = read(&link)?;
    let (actor, body) = (&asking.viewer.actor, &asking.body.key);
    let answer = asking.muster().case_link(actor, body, id).await?;
    Ok(match answer.is_open {
        true => page(&asking, id, &answer),
        false => over(&asking),
    })
}

/// `POST /{body}/proposals/join/{link}`
pub(super) async fn do_it(
    Path((_, link)): Path<(String, String)>,
    asking: Asking,
) -> Result<Response, Failure> {
    let id = read(&link)?;
    let (actor, body) = (&asking.viewer.actor, &asking.body.key);
    let reference = match asking.muster().join_case(actor, body, id).await {
        Ok(reference) => reference,
        Err(AppError::Store(StoreError::LinkOver)) => return Ok(over(&asking)),
        Err(error) => return Err(error.into()),
    };
    let address = format!("proposals/{}/review?done=joined", reference.in_address());
    Ok(Redirect::to(&asking.address(&address)).into_response())
}

fn read(link: &str) -> Result<CaseLinkId, Failure> {
    Ok(link.parse().map_err(|_| AppError::NotFound("link"))?)
}

fn page(asking: &Asking, id: CaseLinkId, answer: &LinkAnswer) -> Response {
    let title = answer
        .title
        .as_deref()
        .unwrap_or("a report without a title");
    let asks = answer.made_by.as_deref().unwrap_or("Somebody");
    let what = match answer.link.capacity {
        Capacity::Author => "write this proposal with them",
        Capacity::Reviewer | Capacity::Officer => "read this proposal and comment on it",
    };
    let html = html! {
        h1.govuk-heading-l { (title) }
        p.govuk-body { (asks) " asks you to " (what) ". It is not published: do not pass it on." }
        p.govuk-body { "Everybody on the proposal sees your name and what you say. The link is for: " (answer.link.for_whom)
            ". It can be used until " (words::instant(answer.link.until)) "." }
        form method="post" action=(asking.address(&format!("proposals/join/{id}"))) {
            (Button::submit("Open the proposal"))
        }
    };
    Page::about(title, asking)
        .within(Part::Proposals)
        .with_own_heading()
        .body(html)
        .answer(&asking.site)
}

fn over(asking: &Asking) -> Response {
    let html = html! {
        p.govuk-body { "Its time is over, or whoever made it took it back. Ask them for another." }
        p.govuk-body { "If you were on the proposal already, you find it under "
            a.govuk-link href=(asking.address("proposals")) { "Proposals" } "." }
    };
    let page = Page::about("This link can be used no longer", asking)
        .within(Part::Proposals)
        .body(html)
        .answer(&asking.site);
    (StatusCode::GONE, page).into_response()
}
