//! A picture of a structure as a file to take away.

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

/// How often each pixel of a picture is drawn, across and down, for a sharp print.
pub(crate) const SHARPNESS: u8 = 2;

/// Makes a file while other pages are answered.
pub(crate) async fn made_apart<E: std::fmt::Display + Send + 'static>(
    kind: &'static str,
    name: &str,
    make: impl FnOnce() -> Result<Vec<u8>, E> + Send + 'static,
) -> Response {
    match tokio::task::spawn_blocking(make).await {
        Ok(Ok(bytes)) => file(kind, name, bytes),
        Ok(Err(error)) => {
            tracing::error!(%error, name, "a file could not be made");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
        Err(panicked) => std::panic::resume_unwind(panicked.into_panic()),
    }
}

/// A file as an answer.
pub(crate) fn file(kind: &'static str, name: &str, content: Vec<u8>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}\""),
        ),
    ];
    (headers, content).into_response()
}
