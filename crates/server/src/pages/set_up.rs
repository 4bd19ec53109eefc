//! The first account, for whoever started Muster; then what else there is to set up.

mod council;
mod look;
mod pay;
mod tasks;

use app::{AppError, FEWEST_CHARACTERS};
use axum::Form;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use maud::html;
use serde::Deserialize;

use super::form::Faults;
use super::{Failure, Page};
use crate::components::{Button, Field, Input, PasswordInput};
use crate::session;
use crate::site::Site;

pub(crate) use council::{set as set_council, show as council};
pub(crate) use look::{set as set_look, show as look};
pub(crate) use pay::{set as set_pay, show as pay};
pub(crate) use tasks::show as tasks;

/// Where all that there is to set up is listed.
const TASKS: &str = "/set-up";

/// What the form sends.
#[derive(Deserialize, Default)]
pub(crate) struct Entered {
    #[serde(default)]
    code: String,
    #[serde(default)]
    person: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    password: String,
}

/// `GET /setup`
pub(crate) async fn show(State(site): State<Site>) -> Result<Response, Failure> {
    if site.muster().setup_code().await?.is_none() {
        return Ok(Redirect::to("/sign-in").into_response());
    }
    Ok(page(&site, &Entered::default(), &Faults::default()))
}

/// `POST /setup`
pub(crate) async fn do_it(
    State(site): State<Site>,
    Form(entered): Form<Entered>,
) -> Result<Response, Failure> {
    if site.muster().setup_code().await?.is_none() {
        return Ok(Redirect::to("/sign-in").into_response());
    }
    let mut faults = Faults::default();
    faults.require(
        "code",
        &entered.code,
        "Enter the code that was printed where Muster was started",
    );
    faults.require("person", &entered.person, "Enter your name");
    faults.require("name", &entered.name, "Enter a sign-in name");
    faults.require("password", &entered.password, "Enter a password");
    if faults.is_empty() {
        let Entered {
            code,
            person,
            name,
            password,
        } = &entered;
        match site.muster().set_up(code, person, name, password).await {
            Ok(token) => {
                let cookie = [(header::SET_COOKIE, session::begin(&token, &site))];
                return Ok((cookie, Redirect::to(TASKS)).into_response());
            }
            Err(AppError::WrongCode) => {
                faults.add(
                    "code",
                    "The code must be the one that was printed where Muster was started",
                );
            }
            Err(AppError::WeakPassword(weak)) => {
                faults.add("password", crate::words::sentence(&weak.to_string()));
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok((StatusCode::BAD_REQUEST, page(&site, &entered, &faults)).into_response())
}

fn page(site: &Site, entered: &Entered, faults: &Faults) -> Response {
    let input = |name: &'static str, label: &str, hint: &str, value: &str, fills: &str| Input {
        field: Field {
            hint: (!hint.is_empty()).then(|| hint.into()),
            ..Field::new(name, label).error(faults.at(name))
        },
        value: (!value.is_empty()).then(|| value.to_owned()),
        autocomplete: Some(fills.to_owned()),
        spellcheck: Some(false),
        classes: "govuk-input--width-20".to_owned(),
        ..Input::default()
    };
    let password = PasswordInput {
        field: Field::new("password", "Password")
            .hint(format!(
                "{FEWEST_CHARACTERS} characters or more. Three unrelated words work well"
            ))
            .error(faults.at("password")),
        autocomplete: Some("new-password".to_owned()),
        classes: "govuk-input--width-20".to_owned(),
        ..PasswordInput::default()
    };
    let code = "Three groups of four, where Muster was started";
    let sign_in = "What you type to sign in, such as manager2";
    let body = html! {
        (faults.summary())
        h1.govuk-heading-l { "Set up Muster" }
        p.govuk-body { "Nobody has an account yet. This makes the first one, which administers Muster." }
        form method="post" action="/setup" novalidate {
            (input("code", "Code", code, &entered.code, "off"))
            (input("person", "Your name", "", &entered.person, "name"))
            (input("name", "Sign-in name", sign_in, &entered.name, "username"))
            (password)
            (Button::submit("Make my account"))
        }
    };
    Page::titled("Set up Muster")
        .with_own_heading()
        .with_errors(!faults.is_empty())
        .body(body)
        .answer(site)
}
