//! A form that was sent by somebody who is no longer signed in: it waits for them on the page that asks
//! them to sign in, and nowhere else, so that nobody can fill the disk without an account.

use access::Actor;
use app::{BodyKey, FormName, Muster, Reference};
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::form_with_file::{Sent, SentFile};
use super::proposals::LARGEST_FORM;

/// A form as the browser sent it. A page that asks somebody to sign in finds it beside the request.
#[derive(Clone, Debug)]
pub(super) struct SentForm {
    kind: HeaderValue,
    bytes: Bytes,
}

/// The fields of a form that was sent, to be sent once more.
#[derive(Debug, Default)]
pub(super) struct SentFields {
    /// As a form without a file sends them.
    pub(super) text: String,
    /// Does the form send its fields in parts, as one with a file does?
    pub(super) in_parts: bool,
    /// Was there a file? It is not kept: whoever sent it has it.
    pub(super) had_file: bool,
}

impl SentForm {
    /// Its fields; none if it is no form.
    pub(super) async fn fields(&self) -> SentFields {
        if !is_in_parts(&self.kind) {
            return SentFields {
                text: String::from_utf8(self.bytes.to_vec()).unwrap_or_default(),
                ..SentFields::default()
            };
        }
        let mut request = Request::new(Body::from(self.bytes.clone()));
        let headers = request.headers_mut();
        headers.insert(header::CONTENT_TYPE, self.kind.clone());
        let Ok(parts) = Multipart::from_request(request, &()).await else {
            return SentFields::default();
        };
        let Ok(sent) = Sent::of(parts, LARGEST_FORM).await else {
            return SentFields::default();
        };
        SentFields {
            text: form_urlencoded::Serializer::new(String::new())
                .extend_pairs(&sent.fields)
                .finish(),
            in_parts: true,
            had_file: !matches!(sent.file, SentFile::Nothing),
        }
    }
}

/// Holds on to a form that is sent, in case that whoever sent it has to sign in first.
pub(super) async fn hold(request: Request, next: Next) -> Response {
    let Some(kind) = kind_of(&request).filter(|_| request.method() == Method::POST) else {
        return next.run(request).await;
    };
    let (mut parts, body) = request.into_parts();
    let Ok(bytes) = to_bytes(body, LARGEST_FORM).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    parts.extensions.insert(SentForm {
        kind,
        bytes: bytes.clone(),
    });
    next.run(Request::from_parts(parts, Body::from(bytes)))
        .await
}

/// How a form is written, if the request sends one. A form whose file may be larger than any other form is
/// not held: it is read as it comes, so that its page can say that it is too large.
fn kind_of(request: &Request) -> Option<HeaderValue> {
    let kind = request.headers().get(header::CONTENT_TYPE)?;
    let length = request.headers().get(header::CONTENT_LENGTH);
    let length = length.and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    let is_small = length.is_some_and(|length| length <= LARGEST_FORM);
    let is_form = kind
        .as_bytes()
        .starts_with(b"application/x-www-form-urlencoded");
    (is_form || (is_in_parts(kind) && is_small)).then(|| kind.clone())
}

fn is_in_parts(kind: &HeaderValue) -> bool {
    kind.as_bytes().starts_with(b"multipart/form-data")
}

/// Keeps a form for whoever has signed in, if it is one that is typed over a revision of a proposal, or an
/// answer to a consultation. Says whether it did: the page at `address` then shows it.
pub(super) async fn keep(muster: &Muster, actor: &Actor, address: &str, form: &str) -> bool {
    let path = address.split('?').next().unwrap_or_default();
    let mut parts = path.splitn(5, '/').skip(1);
    let (Some(body), Some(place), Some(reference)) = (parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    let name = match (place, parts.next()) {
        ("proposals", Some(name)) => name,
        // Only an answer is kept; anything else is sent once more.
        ("consultations", None) if has_words(form) => {
            let (body, reference) = (BodyKey::of(body), Reference::of(reference));
            let kept = muster.keep_answer(actor, &body, &reference, without_button(form));
            return kept.await.is_ok();
        }
        _ => return false,
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

fn has_words(form: &str) -> bool {
    form_urlencoded::parse(form.as_bytes()).any(|(name, _)| name == "words")
}

/// The form without the button that was pressed: whoever comes back to it presses again.
fn without_button(form: &str) -> String {
    let fields = form_urlencoded::parse(form.as_bytes()).filter(|(name, _)| name != "do");
    form_urlencoded::Serializer::new(String::new())
        .extend_pairs(fields)
        .finish()
}
