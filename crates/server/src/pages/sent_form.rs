//! A form that was sent by somebody who is no longer signed in: it waits for them on the page that asks
//! them to sign in, and nowhere else, so that nobody can fill the disk without an account.

use access::Actor;
use app::{BodyKey, FormName, Muster, Reference};
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::proposals::LARGEST_FORM;

/// A form as the browser sent it. A page that asks somebody to sign in finds it beside the request.
#[derive(Clone, Debug)]
pub(super) struct SentForm(Bytes);

impl SentForm {
    /// As text; nothing if it is none, for then it is no form.
    pub(super) fn text(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

/// Holds on to a form that is sent, in case that whoever sent it has to sign in first.
pub(super) async fn hold(request: Request, next: Next) -> Response {
    if request.method() != Method::POST || !is_form(request.headers()) {
        return next.run(request).await;
    }
    let (mut parts, body) = request.into_parts();
    let Ok(bytes) = to_bytes(body, LARGEST_FORM).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    parts.extensions.insert(SentForm(bytes.clone()));
    next.run(Request::from_parts(parts, Body::from(bytes)))
        .await
}

fn is_form(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE);
    let kind = kind.and_then(|kind| kind.to_str().ok());
    kind.is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded"))
}

/// Keeps a form for whoever has signed in, if it is one that is typed over a revision of a proposal. Says
/// whether it did: the page at `address` then shows it.
pub(super) async fn keep(muster: &Muster, actor: &Actor, address: &str, form: &str) -> bool {
    let path = address.split('?').next().unwrap_or_default();
    let mut parts = path.splitn(5, '/').skip(1);
    let (Some(body), Some("proposals"), Some(reference), Some(name)) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    let fields = || form_urlencoded::parse(form.as_bytes());
    let revision = fields().find(|(name, _)| name == "revision");
    let revision = revision.and_then(|(_, number)| number.parse().ok());
    let (Some(revision), Some(name)) = (revision, FormName::of(name)) else {
        return false;
    };
    let (body, reference) = (BodyKey::of(body), Reference::of(reference));
    let base = muster.proposal_at(actor, &body, &reference, Some(revision));
    let Ok(base) = base.await else {
        return false;
    };
    let content = without_button(form);
    muster.keep_form(actor, &base, &name, content).await.is_ok()
}

/// The form without the button that was pressed: whoever comes back to it presses again.
fn without_button(form: &str) -> String {
    let fields = form_urlencoded::parse(form.as_bytes()).filter(|(name, _)| name != "do");
    form_urlencoded::Serializer::new(String::new())
        .extend_pairs(fields)
        .finish()
}
