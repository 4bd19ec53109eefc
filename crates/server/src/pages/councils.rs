//! The councils of this installation; with one, that council.

use access::{Deed, may};
use app::Body;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use maud::html;

use super::home::to_do;
use super::{Failure, Page, notices};
use crate::components::Button;
use crate::pages::viewer::Viewer;
use crate::site::Site;

/// `GET /`
pub(crate) async fn show(State(site): State<Site>, viewer: Viewer) -> Result<Response, Failure> {
    let bodies = site.muster().bodies(&viewer.actor).await?;
    if !may(&viewer.actor, Deed::SeeEstablishment) {
        return asked_only(&site, &viewer, &bodies).await;
    }
    if let [one] = bodies.as_slice() {
        return Ok(Redirect::to(&format!("/{}", one.key.as_str())).into_response());
    }
    let body = html! {
        @if bodies.is_empty() {
            p.govuk-body { "Nothing is recorded yet. The establishment begins with the import of the council’s list." }
            @if may(&viewer.actor, Deed::SetUp) {
                (Button::link("Set up Muster", "/set-up"))
            }
        } @else {
            p.govuk-body { "Choose the council whose establishment you want to see." }
            ul.govuk-list {
                @for body in &bodies {
                    li { a.govuk-link.govuk-body-l href={ "/" (body.key.as_str()) } { (body.name) } }
                }
            }
        }
    };
    Ok(Page::titled("Councils")
        .signed_in()
        .body(body)
        .answer(&site))
}

/// What somebody reads who does not see the establishment: what waits for their answer.
async fn asked_only(site: &Site, viewer: &Viewer, bodies: &[Body]) -> Result<Response, Failure> {
    let muster = site.muster();
    let mut waiting = Vec::new();
    for body in bodies {
        for one in muster.waiting(&viewer.actor, &body.key).await? {
            waiting.push((body, one));
        }
    }
    let answers = may(&viewer.actor, Deed::AnswerConsultation);
    let unread = notices::unread(site, viewer).await?;
    let body = html! {
        (unread)
        @if waiting.is_empty() {
            p.govuk-body { "Nothing waits for you. When you are asked to answer a consultation, or to read a proposal, \
                you find it here or by the link that you were sent." }
        } @else {
            ul.govuk-list.govuk-list--spaced {
                @for (body, one) in &waiting {
                    @let (what, address) = to_do(one);
                    li {
                        a.govuk-link href={ "/" (body.key.as_str()) "/" (address) } { (what) ": " (one.reference) }
                        @if let Some(title) = &one.title { ", " (title) }
                        br; span.muster-quiet { (body.name) }
                    }
                }
            }
        }
        @if answers {
            h2.govuk-heading-m { "All consultations, and what you answered" }
            ul.govuk-list {
                @for body in bodies {
                    li { a.govuk-link href={ "/" (body.key.as_str()) "/consultations" } { (body.name) } }
                }
            }
        }
    };
    let page = Page::titled("Waiting for you").signed_in();
    Ok(page.body(body).answer(site))
}
