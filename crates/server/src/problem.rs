//! What a person reads when a request could not be answered.
//!
//! Handlers, extractors and layers answer with a status; here it becomes a page, in one place. What
//! the inside knows goes to the log, with the same reference that the page shows.

use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use tower_http::request_id::RequestId;

use crate::pages::Page;
use crate::site::Site;

/// A response that already is the page to show, whatever its status.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Worded;

/// Why somebody may not do something, in a sentence, and who may.
#[derive(Clone, Debug)]
pub(crate) struct Refused {
    pub(crate) why: String,
    pub(crate) who: String,
}

/// Puts a page in place of every bare error.
pub(crate) async fn in_words(State(site): State<Site>, request: Request, next: Next) -> Response {
    let reference = request
        .extensions()
        .get::<RequestId>()
        .and_then(|id| id.header_value().to_str().ok())
        .unwrap_or_default()
        .to_owned();
    let path = request.uri().path().to_owned();
    let response = next.run(request).await;
    let status = response.status();
    let is_error = status.is_client_error() || status.is_server_error();
    if !is_error || response.extensions().get::<Worded>().is_some() {
        return response;
    }
    if status.is_server_error() {
        tracing::error!(%status, %reference, path, "request failed");
    }
    let (title, words) = match response.extensions().get::<Refused>() {
        Some(refused) => (
            "You cannot do that here",
            html! {
                p.govuk-body { (refused.why) }
                p.govuk-body { (refused.who) " " a.govuk-link href="/administration/permissions" { "See who may do what" } "." }
            },
        ),
        None => words(status, &reference),
    };
    let page = Page::titled(title).body(words).render(&site);
    let mut worded = (status, page).into_response();
    // A method that is not allowed says which are; one that comes too often, when to come again.
    for name in [header::ALLOW, header::RETRY_AFTER] {
        if let Some(value) = response.headers().get(&name) {
            worded.headers_mut().insert(name, value.clone());
        }
    }
    worded
}

fn words(status: StatusCode, reference: &str) -> (&'static str, Markup) {
    match status {
        StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => (
            "You cannot do that here",
            html! {
                p.govuk-body { "Either your account may not do this, or the form was not sent from one of Muster’s own pages." }
                p.govuk-body { "Go back, reload the page and try again. If it happens again, ask an administrator what your account may do." }
            },
        ),
        StatusCode::NOT_FOUND => (
            "Page not found",
            html! {
                p.govuk-body { "If you typed the address, check that it is correct. If you pasted it, check that you copied all of it." }
                p.govuk-body { "What you look for may also be something that you may not see." }
            },
        ),
        StatusCode::PAYLOAD_TOO_LARGE => (
            "That is too large",
            html! {
                p.govuk-body { "What you sent is larger than this page takes. Nothing was recorded." }
                p.govuk-body { "If it is a file, take out what is not needed, or split it." }
            },
        ),
        StatusCode::TOO_MANY_REQUESTS => (
            "Too many attempts",
            html! { p.govuk-body { "Wait a minute, then try again." } },
        ),
        StatusCode::METHOD_NOT_ALLOWED => (
            "That cannot be done at this address",
            html! { p.govuk-body { "The page exists, but not for this. Start again from the page itself." } },
        ),
        _ if status.is_client_error() => (
            "Muster cannot read that request",
            html! {
                p.govuk-body { "Something in the address or the form is not what this page expects. Nothing was recorded." }
                p.govuk-body { "Go back and try again from the page before." }
            },
        ),
        StatusCode::REQUEST_TIMEOUT
        | StatusCode::GATEWAY_TIMEOUT
        | StatusCode::SERVICE_UNAVAILABLE => (
            "That took too long",
            html! {
                p.govuk-body { "Muster did not finish in time. Try again in a minute." }
                (reported(reference))
            },
        ),
        _ => (
            "Sorry, there is a problem with Muster",
            html! {
                p.govuk-body { "The fault is ours, not yours. Before you enter anything again, look whether it was recorded." }
                (reported(reference))
            },
        ),
    }
}

fn reported(reference: &str) -> Markup {
    html! {
        p.govuk-body {
            "If you report it, give this reference: "
            code.muster-reference { (reference) }
        }
    }
}
