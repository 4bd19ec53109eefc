//! One's own account: how one is told, the password, and signing out.

mod told;

use access::{Deed, may};
use app::{AppError, FEWEST_CHARACTERS};
use axum::Form;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use maud::html;
use serde::Deserialize;

use told::Chosen;

use super::form::Faults;
use super::viewer::Viewer;
use super::{Failure, Page};
use crate::components::{
    Button, Field, NotificationBanner, PasswordInput, SummaryList, SummaryRow,
};
use crate::query::Query;
use crate::session;
use crate::site::Site;
use crate::words;

/// What the form sends.
#[derive(Deserialize)]
pub(crate) struct Entered {
    #[serde(default)]
    old: String,
    #[serde(default)]
    new: String,
}

/// `GET /account`
pub(crate) async fn show(
    State(site): State<Site>,
    viewer: Viewer,
    query: Query,
) -> Result<Response, Failure> {
    let done = match () {
        () if query.has("changed") => {
            Some("Your password is changed. Other places where you were signed in are signed out.")
        }
        () if query.has("told") => Some("How you are told is saved."),
        () => None,
    };
    page(&site, &viewer, None, &Faults::default(), done).await
}

/// `POST /account/notices`
pub(crate) async fn choose_notices(
    State(site): State<Site>,
    viewer: Viewer,
    Form(chosen): Form<Chosen>,
) -> Result<Response, Failure> {
    let faults = chosen.keep(&site, &viewer).await?;
    if faults.is_empty() {
        return Ok(Redirect::to("/account?told=1").into_response());
    }
    let page = page(&site, &viewer, Some(&chosen), &faults, None).await?;
    Ok((StatusCode::BAD_REQUEST, page).into_response())
}

/// `POST /account`
pub(crate) async fn change_password(
    State(site): State<Site>,
    viewer: Viewer,
    Form(entered): Form<Entered>,
) -> Result<Response, Failure> {
    let mut faults = Faults::default();
    faults.require("old", &entered.old, "Enter your present password");
    faults.require("new", &entered.new, "Enter a new password");
    if faults.is_empty() {
        let Entered { old, new } = &entered;
        let muster = site.muster();
        match muster
            .change_password(&viewer.actor, &viewer.token, old, new)
            .await
        {
            Ok(()) => return Ok(Redirect::to("/account?changed=1").into_response()),
            Err(AppError::WrongSignIn) => faults.add("old", "The present password is another one"),
            Err(held_back @ AppError::TooManyFailures { .. }) => {
                faults.add("old", words::sentence(&held_back.to_string()));
            }
            Err(AppError::WeakPassword(weak)) => {
                faults.add("new", words::sentence(&weak.to_string()));
            }
            Err(error) => return Err(error.into()),
        }
    }
    let page = page(&site, &viewer, None, &faults, None).await?;
    Ok((StatusCode::BAD_REQUEST, page).into_response())
}

/// `POST /sign-out`
pub(crate) async fn sign_out(
    State(site): State<Site>,
    viewer: Viewer,
) -> Result<Response, Failure> {
    site.muster().sign_out(&viewer.token).await?;
    let cookie = [(header::SET_COOKIE, session::end(&site))];
    let to = match site.settings().sign_on {
        Some(_) => "/sign-in?out=1",
        None => "/sign-in",
    };
    Ok((cookie, Redirect::to(to)).into_response())
}

async fn page(
    site: &Site,
    viewer: &Viewer,
    chosen: Option<&Chosen>,
    faults: &Faults,
    done: Option<&'static str>,
) -> Result<Response, Failure> {
    let notices = told::question(site, viewer, chosen, faults).await?;
    let password =
        |name: &'static str, label: &str, hint: Option<String>, fills: &str| PasswordInput {
            field: Field {
                hint: hint.map(Into::into),
                ..Field::new(name, label).error(faults.at(name))
            },
            autocomplete: Some(fills.to_owned()),
            classes: "govuk-input--width-20".to_owned(),
            ..PasswordInput::default()
        };
    let hint = format!("{FEWEST_CHARACTERS} characters or more. Three unrelated words work well");
    let mut access: Vec<&str> = viewer.roles.iter().map(|held| held.role.words()).collect();
    access.dedup();
    let facts = SummaryList {
        rows: vec![
            SummaryRow::new("Name", viewer.name.as_str()),
            SummaryRow::new("Access", access.join(", ")),
        ],
        ..SummaryList::default()
    };
    let done = done.map(|text| NotificationBanner {
        text: text.into(),
        is_success: true,
        ..NotificationBanner::default()
    });
    let body = html! {
        (faults.summary())
        @if let Some(done) = &done { (done) }
        h1.govuk-heading-l { "Your account" }
        (facts)
        @if may(&viewer.actor, Deed::Import) {
            p.govuk-body { a.govuk-link href="/imports" { "Import an establishment list" } }
        }
        @if may(&viewer.actor, Deed::SetUp) {
            p.govuk-body { a.govuk-link href="/set-up" { "Set up Muster" } }
        }
        @if may(&viewer.actor, Deed::ManageAccounts) {
            p.govuk-body { a.govuk-link href="/accounts" { "Manage accounts" } }
        }
        @if may(&viewer.actor, Deed::SeeAuditTrail) {
            p.govuk-body { a.govuk-link href="/audit" { "See the audit trail" } }
        }
        p.govuk-body { a.govuk-link href="/administration/permissions" { "See who may do what" } }
        form method="post" action="/sign-out" { (Button::submit("Sign out").secondary()) }
        (notices)
        h2.govuk-heading-m { "Change your password" }
        form method="post" action="/account" novalidate {
            (password("old", "Present password", None, "current-password"))
            (password("new", "New password", Some(hint), "new-password"))
            (Button::submit("Change password"))
        }
    };
    Ok(Page::titled("Your account")
        .signed_in()
        .with_own_heading()
        .with_errors(!faults.is_empty())
        .body(body)
        .answer(site))
}
