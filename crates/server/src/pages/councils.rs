//! The councils of this installation; with one, that council.

use access::{Deed, may};
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use maud::html;

use super::{Failure, Page};
use crate::components::Button;
use crate::pages::viewer::Viewer;
use crate::site::Site;

/// `GET /`
pub(crate) async fn show(State(site): State<Site>, viewer: Viewer) -> Result<Response, Failure> {
    let bodies = site.muster().bodies(&viewer.actor).await?;
    if !may(&viewer.actor, Deed::SeeEstablishment) {
        return Ok(nothing_to_see(&site));
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

/// What somebody reads who is only consulted.
fn nothing_to_see(site: &Site) -> Response {
    let body = html! {
        p.govuk-body { "Nothing waits for you. When you are asked to answer a consultation, or to read a proposal, \
            you find it here or by the link that you were sent." }
    };
    let page = Page::titled("Waiting for you").signed_in();
    page.body(body).answer(site)
}
