//! The pages, one file each.

mod account;
mod coming_up;
mod councils;
mod establishment;
mod form;
mod help;
mod home;
mod moment;
mod post;
mod search;
mod set_up;
mod shell;
mod sign_in;
mod unit;
mod viewer;

use axum::Router;
use axum::routing::{get, post};

use crate::site::Site;

pub(crate) use shell::{Page, Part};
pub(crate) use viewer::{Asking, Failure};

/// The address of every page.
pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/", get(councils::show))
        .route("/help", get(help::show))
        .route("/setup", get(set_up::show).post(set_up::do_it))
        .route("/sign-in", get(sign_in::show).post(sign_in::do_it))
        .route("/sign-out", post(account::sign_out))
        .route(
            "/account",
            get(account::show).post(account::change_password),
        )
        .route("/{body}", get(home::show))
        .route("/{body}/establishment", get(establishment::show))
        .route("/{body}/establishment/units/{unit}", get(unit::show))
        .route("/{body}/establishment/posts/{post}", get(post::show))
        .route("/{body}/coming-up", get(coming_up::show))
        .route("/{body}/search", get(search::show))
}
