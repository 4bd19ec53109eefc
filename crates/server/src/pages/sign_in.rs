//! Signing in.

use app::{AppError, LocalSignIn, SessionToken};
use axum::Form;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use serde::Deserialize;

use super::form::Faults;
use super::sent_form::{SentForm, keep};
use super::sign_on::elsewhere_out;
use super::{Failure, Page};
use crate::components::{
    Button, Details, Field, Input, InsetText, NotificationBanner, PasswordInput,
};
use crate::query::Query;
use crate::session;
use crate::sign_on::{HeldForm, SignOn};
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
    pub(super) next: String,
    /// What they had sent before they were asked to sign in.
    #[serde(default)]
    pub(super) form: String,
    /// Is that form sent in parts, as one with a file is?
    #[serde(default, rename = "in-parts")]
    pub(super) in_parts: String,
    /// Did they sign out just now?
    #[serde(skip)]
    is_out: bool,
}

impl Entered {
    /// What somebody brings back from the identity provider.
    pub(super) fn coming_back(next: String, form: HeldForm) -> Self {
        Self {
            next,
            form: form.text,
            in_parts: if form.in_parts { "1" } else { "" }.to_owned(),
            ..Self::default()
        }
    }
}

/// The most that signing in may send, in bytes: the largest form, each byte of it written as three.
pub(super) const LARGEST_FORM: usize = 3 * super::proposals::LARGEST_FORM + 64 * 1024;

/// `GET /sign-in`
pub(crate) async fn show(State(site): State<Site>, query: Query) -> Response {
    let entered = Entered {
        next: query.get("next").unwrap_or_default().to_owned(),
        is_out: query.has("out"),
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
    let sign_on = site.settings().sign_on.as_ref();
    let passwords = sign_on.map_or(LocalSignIn::Everybody, |on| on.passwords);
    let Entered { name, password, .. } = &entered;
    let signed_in = site.muster().sign_in_locally(name, password, passwords);
    match signed_in.await {
        Ok(token) => Ok(arrive(&site, &token, &entered).await?),
        Err(AppError::PasswordsOff) => {
            let provider = sign_on.map_or("", |on| &on.name);
            let words = format!(
                "Only administrators sign in with a password. Sign in with {provider} instead"
            );
            faults.add("name", words);
            let page = page(&site, &entered, &faults, false);
            Ok((StatusCode::FORBIDDEN, page).into_response())
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

/// Somebody is signed in, and goes on where they were, with what they had sent.
pub(super) async fn arrive(
    site: &Site,
    token: &SessionToken,
    entered: &Entered,
) -> Result<Response, Failure> {
    let cookie = [(header::SET_COOKIE, session::begin(token, site))];
    let next = own_address(&entered.next);
    if entered.form.is_empty() {
        return Ok((cookie, Redirect::to(next)).into_response());
    }
    let signed_in = site.muster().signed_in(token).await?;
    let is_kept = match signed_in {
        Some(one) => keep(site.muster(), &one.actor, next, &entered.form).await,
        None => false,
    };
    Ok(match is_kept {
        true => (cookie, Redirect::to(next)).into_response(),
        false => (cookie, once_more(site, next, entered)).into_response(),
    })
}

/// Does an address put somebody on a proposal?
fn is_invitation(next: &str) -> bool {
    let mut parts = next.split('/').skip(2);
    parts.next() == Some("proposals") && parts.next() == Some("join")
}

/// An address of this site, so that nobody is led elsewhere.
pub(super) fn own_address(next: &str) -> &str {
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
    let with_password = html! {
        form method="post" action="/sign-in" novalidate {
            (carried(entered))
            (name)
            (password)
            (Button::submit("Sign in"))
        }
    };
    let body = html! {
        (faults.summary())
        @if entered.is_out {
            (NotificationBanner {
                text: "You are signed out of Muster.".into(),
                is_success: true,
                ..NotificationBanner::default()
            })
        }
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
        @match &site.settings().sign_on {
            None => {
                (with_password)
                p.govuk-body { "If you have no account, or forgot the password, ask an administrator." }
            }
            Some(sign_on) => (choice(sign_on, entered, &with_password, !faults.is_empty())),
        }
    };
    Page::titled("Sign in")
        .with_own_heading()
        .with_errors(!faults.is_empty())
        .body(body)
        .answer(site)
}

/// Through the identity provider, or with a password.
fn choice(sign_on: &SignOn, entered: &Entered, with_password: &Markup, is_open: bool) -> Markup {
    let label = format!("Sign in with {}", sign_on.name);
    let begin = Query::default()
        .with("next", &entered.next)
        .address("/sign-in/provider");
    html! {
        @if entered.form.is_empty() {
            (Button::link(label, begin))
        } @else {
            form method="post" action="/sign-in/provider" {
                (carried(entered))
                (Button::submit(label))
            }
        }
        @if entered.is_out { (elsewhere_out(sign_on)) }
        p.govuk-body { "If you have no account, ask an administrator." }
        @match sign_on.passwords {
            LocalSignIn::Everybody => {
                h2.govuk-heading-m { "Sign in with a password" }
                (with_password)
            }
            LocalSignIn::AdministratorsAlone => (Details {
                summary: "Administrators: sign in with a password".into(),
                content: with_password.clone().into(),
                open: is_open,
                ..Details::default()
            }),
        }
    }
}

/// Where they go afterwards, and what they had sent.
fn carried(entered: &Entered) -> Markup {
    html! {
        input type="hidden" name="next" value=(entered.next);
        @if !entered.form.is_empty() {
            input type="hidden" name="form" value=(entered.form);
            input type="hidden" name="in-parts" value=(entered.in_parts);
        }
    }
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
