//! The pages, one file each.

mod account;
mod accounts;
mod audit;
mod chart;
mod coming_up;
mod consultations;
mod councils;
mod decision;
mod decisions;
mod establishment;
mod form;
mod form_with_file;
mod help;
mod home;
mod imports;
mod ledger;
mod moment;
mod notices;
mod obligations;
mod permissions;
mod post;
mod proposals;
mod published;
mod search;
mod sent_form;
mod set_up;
mod shell;
mod sign_in;
mod sign_on;
mod structure;
mod typed_day;
mod unit;
mod viewer;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use register::{LineId, Position};

use crate::site::Site;

pub(crate) use imports::Imports;
pub(crate) use shell::{Page, Part};
pub(crate) use viewer::{Asking, Failure};

/// The address of every page.
pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/", get(councils::show))
        .route("/help", get(help::show))
        .merge(setting_up())
        .route(
            "/sign-in",
            get(sign_in::show)
                .post(sign_in::do_it)
                .layer(DefaultBodyLimit::max(sign_in::LARGEST_FORM)),
        )
        .route(
            "/sign-in/provider",
            get(sign_on::begin)
                .post(sign_on::begin_with_form)
                .layer(DefaultBodyLimit::max(sign_in::LARGEST_FORM)),
        )
        .route("/sign-in/provider/out", get(sign_on::out_there))
        .route("/sign-in/return", get(sign_on::back))
        .route("/sign-out", post(account::sign_out))
        .route(
            "/account",
            get(account::show).post(account::change_password),
        )
        .route("/account/notices", post(account::choose_notices))
        .route("/notices", get(notices::show).post(notices::read))
        .route("/accounts", get(accounts::show))
        .route("/accounts/add", get(accounts::add).post(accounts::add_it))
        .route(
            "/accounts/{account}",
            get(accounts::one).post(accounts::change),
        )
        .route("/published", get(published::list))
        .route("/published/search", get(published::search))
        .route("/published/urgent", get(published::urgent))
        .route("/published/{body}/{proposal}", get(published::show))
        .route("/published/{body}/{proposal}/{file}", get(published::file))
        .route("/audit", get(audit::show))
        .route("/audit.csv", get(audit::csv))
        .route("/audit.xlsx", get(audit::xlsx))
        .route("/audit.journal", get(audit::journal))
        .route("/administration/permissions", get(permissions::show))
        .route("/imports/{list}", get(imports::stands).post(imports::erase))
        .route(
            "/imports/{list}/about",
            get(imports::about).post(imports::choose_about),
        )
        .route(
            "/imports/{list}/headings",
            get(imports::headings).post(imports::choose_headings),
        )
        .route(
            "/imports/{list}/columns",
            get(imports::columns).post(imports::choose_columns),
        )
        .route(
            "/imports/{list}/rows",
            get(imports::rows).post(imports::choose_rows),
        )
        .route("/imports/{list}/problems.xlsx", get(imports::problems))
        .route(
            "/imports/{list}/record",
            get(imports::record).post(imports::record_it),
        )
        .route(
            "/imports/{list}/progress",
            get(imports::under_way).post(imports::cancel),
        )
        .route("/{body}", get(home::show))
        .route("/{body}/establishment", get(establishment::show))
        .route("/{body}/establishment.csv", get(establishment::csv))
        .route("/{body}/establishment.xlsx", get(establishment::xlsx))
        .route("/{body}/establishment/units/{unit}", get(unit::show))
        .route("/{body}/establishment/posts/{post}", get(post::show))
        .route("/{body}/establishment/chart", get(chart::show))
        .route("/{body}/establishment/chart.svg", get(chart::svg))
        .route("/{body}/establishment/chart.png", get(chart::png))
        .route("/{body}/establishment/chart.pdf", get(chart::pdf))
        .route("/{body}/coming-up", get(coming_up::show))
        .route("/{body}/decisions", get(decisions::show))
        .route("/{body}/decisions/{entry}", get(decision::show))
        .route("/{body}/ledger", get(ledger::show))
        .route("/{body}/search", get(search::show))
        .merge(obligations::routes())
        .merge(consultations::routes())
        .merge(proposals::routes())
}

/// The addresses at which Muster is set up.
fn setting_up() -> Router<Site> {
    Router::new()
        .route("/setup", get(set_up::show).post(set_up::do_it))
        .route("/set-up", get(set_up::tasks))
        .route(
            "/set-up/council",
            get(set_up::council).post(set_up::set_council),
        )
        .route("/set-up/look", get(set_up::look).post(set_up::set_look))
        .route("/set-up/pay", get(set_up::pay).post(set_up::set_pay))
}

/// The addresses that take files, which take longer to arrive than a page.
pub(crate) fn files() -> Router<Site> {
    Router::new()
        .route("/imports", get(imports::start).post(imports::hand_in))
        .layer(DefaultBodyLimit::disable())
}

/// The address of a post, on the dates of the page that leads to it.
fn post_address(asking: &Asking, post: LineId) -> String {
    asking.link(&format!("establishment/posts/{}", post.number()))
}

/// The address of a decision by its first entry, on the dates of the page that leads to it.
fn decision_address(asking: &Asking, first: Position) -> String {
    asking.link(&format!("decisions/{}", first.number()))
}
