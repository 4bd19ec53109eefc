//! Signing in.

use app::AppError;
use axum::Form;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use maud::html;
use serde::Deserialize;

use super::form::Faults;
use super::sent_form::{SentForm, keep};
use super::{Failure, Page};
use crate::components::{Button, Field, Input, InsetText, PasswordInput};
use crate::query::Query;
use crate::session;
use crate::site::Site;
use crate::words;

/// What the form sends.
#[derive(Deserialize, Default)]
pub(crate) struct Entered {
    #[serde(default)]
    name: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    next: String,
    /// What they had sent before they were asked to sign in.
    #[serde(default)]
    form: String,
    /// Is that form sent in parts, as one with a file is?
    #[serde(default, rename = "in-parts")]
    in_parts: String,
}

/// The most that signing in may send, in bytes: the largest form, each byte of it written as three.
pub(super) const LARGEST_FORM: usize = 3 * super::proposals::LARGEST_FORM + 64 * 1024;

/// `GET /sign-in`
pub(crate) async fn show(State(site): State<Site>, query: Query) -> Response {
    let entered = Entered {
        next: query.get("next").unwrap_or_default().to_owned(),
        ..Entered::default()
    };
    page(&site, &entered, &Faults::default(), false)
}

/// The page for somebody who sent a form and is no longer signed in.
pub(super) async fn before_sending(site: &Site, address: &str, form: &SentForm) -> Response {
    let fields = form.fields().await;
    let entered = Entered {
        next: address.to_owned(),
        form: fields.text,
        in_parts: if fields.in_parts { "1" } else { "" }.to_owned(),
        ..Entered::default()
    };
    let page = page(site, &entered, &Faults::default(), fields.had_file);
    (StatusCode::UNAUTHORIZED, page).into_response()
}

/// `POST /sign-in`
pub(crate) async fn do_it(
    State(site): State<Site>,
    Form(entered): Form<Entered>,
) -> Result<Response, Failure> {
    let mut faults = Faults::default();
    faults.require("name", &entered.name, "Enter your sign-in name");
    faults.require("password", &entered.password, "Enter your password");
    if !faults.is_empty() {
        return Ok((
            StatusCode::BAD_REQUEST,
            page(&site, &entered, &faults, false),
        )
            .into_response());
    }
    match site
        .muster()
        .sign_in(&entered.name, &entered.password)
        .await
    {
        Ok(token) => {
            let cookie = [(header::SET_COOKIE, session::begin(&token, &site))];
            let next = own_address(&entered.next);
            if entered.form.is_empty() {
                return Ok((cookie, Redirect::to(next)).into_response());
            }
            let signed_in = site.muster().signed_in(&token).await?;
            let is_kept = match signed_in {
                Some(one) => keep(site.muster(), &one.actor, next, &entered.form).await,
                None => false,
            };
            Ok(match is_kept {
                true => (cookie, Redirect::to(next)).into_response(),
                false => (cookie, once_more(&site, next, &entered)).into_response(),
            })
        }
        Err(AppError::WrongSignIn) => {
            faults.add("name", "The sign-in name or the password is wrong");
            Ok((
                StatusCode::BAD_REQUEST,
                page(&site, &entered, &faults, false),
            )
                .into_response())
        }
        Err(held_back @ AppError::TooManyFailures { .. }) => {
            faults.add("name", words::sentence(&held_back.to_string()));
            Ok((
                StatusCode::TOO_MANY_REQUESTS,
                page(&site, &entered, &faults, false),
            )
                .into_response())
        }
        Err(error) => Err(error.into()),
    }
}

/// Does an address put somebody on a proposal?
fn is_invitation(next: &str) -> bool {
    let mut parts = next.split('/').skip(2);
    parts.next() == Some("proposals") && parts.next() == Some("join")
}

/// An address of this site, so that nobody is led elsewhere.
fn own_address(next: &str) -> &str {
    let is_own = next.starts_with('/')
        && !next.starts_with("//")
        && !next.contains(['\\', '\r', '\n', '\t']);
    if is_own { next } else { "/" }
}

/// Somebody is signed in again, and what they had sent is not carried out before they say so.
fn once_more(site: &Site, address: &str, entered: &Entered) -> Response {
    let kind = (!entered.in_parts.is_empty()).then_some("multipart/form-data");
    let body = html! {
        p.govuk-body { "You are signed in. What you sent before is not recorded yet." }
        form method="post" action=(address) enctype=[kind] {
            @for (name, value) in form_urlencoded::parse(entered.form.as_bytes()) {
                input type="hidden" name=(name) value=(value);
            }
            (Button::submit("Send it now"))
        }
        p.govuk-body { a.govuk-link href="/" { "Leave it, and start again" } }
    };
    Page::titled("Send it once more")
        .signed_in()
        .body(body)
        .answer(site)
}

fn page(site: &Site, entered: &Entered, faults: &Faults, had_file: bool) -> Response {
    let name = Input {
        field: Field::new("name", "Sign-in name").error(faults.at("name")),
        value: (!entered.name.is_empty()).then(|| entered.name.clone()),
        autocomplete: Some("username".to_owned()),
        autocapitalize: Some("none".to_owned()),
        spellcheck: Some(false),
        classes: "govuk-input--width-20".to_owned(),
        ..Input::default()
    };
    let password = PasswordInput {
        field: Field::new("password", "Password").error(faults.at("password")),
        classes: "govuk-input--width-20".to_owned(),
        ..PasswordInput::default()
    };
    let demo = site.settings().demo.as_ref().map(|demo| InsetText {
        content: html! {
            "This is a demonstration. Sign in as " strong { (demo.sign_in_name) }
            " with the password " strong { (demo.password) } "."
            @if !demo.others.is_empty() {
                p { "To see what others see, sign in with the same password as:" }
                ul.govuk-list.govuk-list--bullet {
                    @for (name, role) in &demo.others {
                        li { strong { (name) } " (" (role.words()) ")" }
                    }
                }
            }
        }
        .into(),
        ..InsetText::default()
    });
    let body = html! {
        (faults.summary())
        h1.govuk-heading-l { "Sign in" }
        @if !entered.form.is_empty() {
            (InsetText {
                content: html! {
                    "You were signed out. Sign in to go on: what you typed comes with you."
                    @if had_file { " Select the file again after that." }
                }
                .into(),
                ..InsetText::default()
            })
        }
        @if is_invitation(&entered.next) {
            (InsetText {
                content: "Somebody asks you to look at a proposal. Sign in with your own account for Muster, and \
                          it opens. If you have none, ask whoever sent you the link to have an administrator \
                          make one for you, and then follow the link again."
                    .into(),
                ..InsetText::default()
            })
        }
        @if let Some(demo) = &demo { (demo) }
        form method="post" action="/sign-in" novalidate {
            input type="hidden" name="next" value=(entered.next);
            @if !entered.form.is_empty() {
                input type="hidden" name="form" value=(entered.form);
                input type="hidden" name="in-parts" value=(entered.in_parts);
            }
            (name)
            (password)
            (Button::submit("Sign in"))
        }
        p.govuk-body { "If you have no account, or forgot the password, ask an administrator." }
    };
    Page::titled("Sign in")
        .with_own_heading()
        .with_errors(!faults.is_empty())
        .body(body)
        .answer(site)
}

#[cfg(test)]
mod tests {
    use super::own_address;

    #[test]
    fn nobody_is_led_elsewhere() {
        assert_eq!(own_address("/a/b?on=2019-05-20"), "/a/b?on=2019-05-20");
        for other in [
            "",
            "https://elsewhere",
            "//elsewhere",
            "/\\elsewhere",
            "/\t/x",
        ] {
            assert_eq!(own_address(other), "/", "{other}");
        }
    }
}
