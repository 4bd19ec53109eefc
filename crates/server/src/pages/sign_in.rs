//! Signing in.

use app::AppError;
use axum::Form;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use maud::html;
use serde::Deserialize;

use super::form::Faults;
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
}

/// `GET /sign-in`
pub(crate) async fn show(State(site): State<Site>, query: Query) -> Response {
    let entered = Entered {
        next: query.get("next").unwrap_or_default().to_owned(),
        ..Entered::default()
    };
    page(&site, &entered, &Faults::default())
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
        return Ok((StatusCode::BAD_REQUEST, page(&site, &entered, &faults)).into_response());
    }
    match site
        .muster()
        .sign_in(&entered.name, &entered.password)
        .await
    {
        Ok(token) => {
            let cookie = [(header::SET_COOKIE, session::begin(&token, &site))];
            Ok((cookie, Redirect::to(own_address(&entered.next))).into_response())
        }
        Err(AppError::WrongSignIn) => {
            faults.add("name", "The sign-in name or the password is wrong");
            Ok((StatusCode::BAD_REQUEST, page(&site, &entered, &faults)).into_response())
        }
        Err(held_back @ AppError::TooManyFailures { .. }) => {
            faults.add("name", words::sentence(&held_back.to_string()));
            Ok((
                StatusCode::TOO_MANY_REQUESTS,
                page(&site, &entered, &faults),
            )
                .into_response())
        }
        Err(error) => Err(error.into()),
    }
}

/// An address of this site, so that nobody is led elsewhere.
fn own_address(next: &str) -> &str {
    let is_own = next.starts_with('/')
        && !next.starts_with("//")
        && !next.contains(['\\', '\r', '\n', '\t']);
    if is_own { next } else { "/" }
}

fn page(site: &Site, entered: &Entered, faults: &Faults) -> Response {
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
        }
        .into(),
        ..InsetText::default()
    });
    let body = html! {
        (faults.summary())
        h1.govuk-heading-l { "Sign in" }
        @if let Some(demo) = &demo { (demo) }
        form method="post" action="/sign-in" novalidate {
            input type="hidden" name="next" value=(entered.next);
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
