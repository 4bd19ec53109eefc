//! The pages, one file each.

mod help;
mod shell;

use axum::Router;
use axum::routing::get;

use crate::site::Site;

pub(crate) use shell::Page;

/// The address of every page.
pub(crate) fn routes() -> Router<Site> {
    Router::new().route("/help", get(help::show))
}
