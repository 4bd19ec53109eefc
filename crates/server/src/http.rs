//! The HTTP around the pages: limits, headers, and what is refused before a page sees it.

use std::time::Duration;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use tower::ServiceBuilder;

use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::CsrfLayer;
use tower_http::request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer};
use tower_http::timeout::TimeoutLayer;

use crate::site::Site;
use crate::{assets, pages, problem};

/// The most that a form may send, in bytes. Pages that take files set their own.
const LARGEST_FORM: usize = 256 * 1024;

/// How long a page may take.
const LONGEST_REQUEST: Duration = Duration::from_secs(30);

/// How long a page may take to which a file is sent: 64 MiB over a slow line.
const LONGEST_UPLOAD: Duration = Duration::from_secs(15 * 60);

/// Nothing inline, nothing from elsewhere, in nobody's frame.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
    img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; \
    frame-ancestors 'none'";

const SECURITY_HEADERS: [(HeaderName, &str); 8] = [
    (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    // What `frame-ancestors` says, for browsers that do not know it.
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "same-origin"),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
    (
        HeaderName::from_static("x-permitted-cross-domain-policies"),
        "none",
    ),
];

/// Where browsers come by HTTPS, they come by nothing else for a year.
const HTTPS_ALONE: &str = "max-age=31536000";

/// Everything that Muster answers in a browser.
pub fn router(site: Site) -> Router {
    let layers = ServiceBuilder::new()
        .layer(SetRequestIdLayer::x_request_id(MakeRequestUuid))
        .layer(PropagateRequestIdLayer::x_request_id())
        .layer(middleware::from_fn_with_state(site.clone(), with_headers))
        .layer(CompressionLayer::new())
        .layer(middleware::from_fn_with_state(
            site.clone(),
            problem::in_words,
        ))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(CsrfLayer::new())
        .layer(DefaultBodyLimit::max(LARGEST_FORM));
    Router::new()
        .merge(pages::routes().layer(within(LONGEST_REQUEST)))
        .merge(pages::files().layer(within(LONGEST_UPLOAD)))
        .route("/assets/{revision}/{name}", get(assets::serve))
        .fallback(|| async { StatusCode::NOT_FOUND })
        .layer(layers)
        .with_state(site)
}

/// Gives up on a request after a while.
fn within(time: Duration) -> TimeoutLayer {
    TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, time)
}

/// What a browser may do with an answer. Pages are nobody else's, so they are kept nowhere.
async fn with_headers(State(site): State<Site>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in SECURITY_HEADERS {
        // A page that is no page of Muster's own look says itself what it may do: less.
        let value = HeaderValue::from_static(value);
        headers.entry(name).or_insert(value);
    }
    if site.settings().https {
        let value = HeaderValue::from_static(HTTPS_ALONE);
        headers.insert(header::STRICT_TRANSPORT_SECURITY, value);
    }
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    response
}

/// A panic is a bug: its words go to the log, and the page says that the fault is ours.
#[expect(
    clippy::needless_pass_by_value,
    reason = "the layer gives the cause away"
)]
fn panicked(cause: Box<dyn std::any::Any + Send>) -> Response {
    let words = cause
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| cause.downcast_ref::<&str>().copied());
    tracing::error!(panic = words.unwrap_or("without words"), "a page panicked");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}
