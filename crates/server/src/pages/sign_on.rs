//! Signing in through the identity provider: out to it, and back from it.

use app::AppError;
use axum::Form;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use oidc::{Answer, Attempt, Fault};

use super::sign_in::{Entered, arrive, own_address};
use super::{Failure, Page};
use crate::components::Button;
use crate::query::Query;
use crate::session;
use crate::sign_on::{HeldForm, SignOn};
use crate::site::Site;

/// The longest address that is remembered to come back to, in bytes: a cookie has 4,096.
const LONGEST_NEXT: usize = 2_000;

/// `GET /sign-in/provider`
pub(crate) async fn begin(State(site): State<Site>, query: Query) -> Result<Response, Failure> {
    let next = query.get("next").unwrap_or_default();
    out(&site, next, None).await
}

/// `POST /sign-in/provider`: by somebody who sent a form and is no longer signed in.
pub(crate) async fn begin_with_form(
    State(site): State<Site>,
    Form(entered): Form<Entered>,
) -> Result<Response, Failure> {
    let form = HeldForm {
        text: entered.form,
        in_parts: !entered.in_parts.is_empty(),
    };
    out(&site, &entered.next, Some(form)).await
}

/// Sends the browser to the provider. A form may lead nowhere else, so whoever sent one follows a link.
async fn out(site: &Site, next: &str, form: Option<HeldForm>) -> Result<Response, Failure> {
    let sign_on = configured(site)?;
    let now = site.muster().clock().now();
    let begun = async {
        let attempt = Attempt::new()?;
        let address = sign_on.provider.begin(now, &attempt).await?;
        Ok::<_, Fault>((attempt, address))
    };
    let (attempt, address) = match begun.await {
        Ok(begun) => begun,
        Err(fault) => return not_signed_in(site, &fault, next).await,
    };
    let next = Some(own_address(next)).filter(|next| next.len() <= LONGEST_NEXT);
    let cookie = [(
        header::SET_COOKIE,
        session::begin_attempt(&attempt, next.unwrap_or("/"), site),
    )];
    let Some(form) = form else {
        return Ok((cookie, Redirect::to(&address)).into_response());
    };
    site.held_forms().hold(attempt, form);
    let body = html! {
        p.govuk-body { "What you typed waits for you here for as long as signing in takes." }
        (Button::link(format!("Go on to {}", sign_on.name), address))
    };
    let page = Page::titled("Sign in to go on").body(body).answer(site);
    Ok((cookie, page).into_response())
}

/// `GET /sign-in/return`
pub(crate) async fn back(
    State(site): State<Site>,
    headers: HeaderMap,
    query: Query,
) -> Result<Response, Failure> {
    let sign_on = configured(&site)?;
    let text = |name: &str| query.get(name).map(str::to_owned);
    let answer = Answer {
        state: text("state").unwrap_or_default(),
        code: text("code").filter(|_| !query.has("error")),
        issuer: text("iss"),
    };
    let attempt = session::attempt(&headers, &site);
    let (attempt, next) = attempt.map_or((None, "/".to_owned()), |(attempt, next)| {
        (Some(attempt), next)
    });
    let now = site.muster().clock().now();
    let came = sign_on.provider.finish(now, attempt.as_ref(), &answer);
    let mut response = match came.await {
        Err(fault) => not_signed_in(&site, &fault, &next).await?,
        Ok(identity) => {
            let arrival = sign_on.arrival(identity);
            match site.muster().sign_in_by_provider(&arrival).await {
                Ok(token) => {
                    let form = attempt.and_then(|attempt| site.held_forms().take(&attempt));
                    let entered = Entered::coming_back(next, form.unwrap_or_default());
                    arrive(&site, &token, &entered).await?
                }
                Err(AppError::NoAccountYet) => {
                    let body = no_account(sign_on, arrival.address.as_deref());
                    refused(&site, "You have no account for Muster yet", body)
                }
                Err(AppError::AccountEnded) => {
                    let body = html! {
                        p.govuk-body { "You are known at " (sign_on.name) ", and your account for Muster has ended." }
                        p.govuk-body { "If you need it again, ask an administrator of Muster to make a new one for your e-mail address." }
                        (elsewhere_out(sign_on))
                    };
                    refused(&site, "Your account for Muster has ended", body)
                }
                Err(error) => return Err(error.into()),
            }
        }
    };
    // An answer counts once: the browser lets go of the attempt, whatever came of it.
    let over = session::end_attempt(&site);
    response.headers_mut().append(header::SET_COOKIE, over);
    Ok(response)
}

/// `GET /sign-in/provider/out`
pub(crate) async fn out_there(State(site): State<Site>) -> Result<Response, Failure> {
    let sign_on = configured(&site)?;
    let now = site.muster().clock().now();
    if let Some(address) = sign_on.provider.sign_out_address(now).await {
        return Ok(Redirect::to(&address).into_response());
    }
    let body = html! {
        p.govuk-body { (sign_on.name) " does not offer that, or does not answer. You are signed out of Muster all the same." }
        p.govuk-body { "On a computer that others use, close every window of the browser." }
        p.govuk-body { a.govuk-link href="/sign-in" { "Sign in again" } }
    };
    let title = format!("Muster cannot sign you out of {}", sign_on.name);
    Ok(Page::titled(title).body(body).answer(&site))
}

/// The link that signs somebody out at the provider too.
pub(super) fn elsewhere_out(sign_on: &SignOn) -> Markup {
    html! {
        p.govuk-body {
            a.govuk-link href="/sign-in/provider/out" { "Sign out of " (sign_on.name) " too" }
        }
    }
}

fn configured(site: &Site) -> Result<&SignOn, Failure> {
    let sign_on = site.settings().sign_on.as_ref();
    Ok(sign_on.ok_or(AppError::NotFound("identity provider"))?)
}

fn no_account(sign_on: &SignOn, address: Option<&str>) -> Markup {
    html! {
        @match address {
            Some(address) => {
                p.govuk-body { "You are signed in at " (sign_on.name) " as " strong { (address) } ", and nobody at that address has an account for Muster." }
                p.govuk-body { "Ask an administrator of Muster to make one for " (address) ", and tell them what you need it for. Then sign in again." }
            }
            None => {
                p.govuk-body { "You are signed in at " (sign_on.name) ", which does not tell Muster an e-mail address that is certainly yours." }
                p.govuk-body { "Ask an administrator of Muster. They need to know that " (sign_on.name) " gave no verified address." }
            }
        }
        (Button::link("Try again", "/sign-in"))
        (elsewhere_out(sign_on))
    }
}

/// The page for somebody who is not signed in because of the provider or its answer. It is on the audit trail.
async fn not_signed_in(site: &Site, fault: &Fault, next: &str) -> Result<Response, Failure> {
    site.muster().sign_on_failed(&fault.to_string()).await?;
    let name = site.settings().sign_on.as_ref().map_or("", |on| &on.name);
    let again = Query::default().with("next", next).address("/sign-in");
    let (status, title, words) = words(fault, name);
    let body = html! {
        @for line in words { p.govuk-body { (line) } }
        (Button::link("Try again", again))
    };
    let page = Page::titled(title).body(body).answer(site);
    Ok((status, page).into_response())
}

fn refused(site: &Site, title: &str, body: Markup) -> Response {
    let page = Page::titled(title).body(body).answer(site);
    (StatusCode::FORBIDDEN, page).into_response()
}

/// What a person reads: what is the matter, and what to do.
fn words(fault: &Fault, name: &str) -> (StatusCode, &'static str, [String; 2]) {
    let ask = "If it happens again, tell an administrator of Muster what this page says.";
    match fault {
        Fault::Unreachable => (
            StatusCode::SERVICE_UNAVAILABLE,
            "Signing in does not work at the moment",
            [
                format!("Muster cannot reach {name}, so nobody can sign in with it. Nothing is wrong with your account."),
                "Try again in a few minutes. An administrator can sign in with a password meanwhile.".to_owned(),
            ],
        ),
        Fault::Misfit(what) => (
            StatusCode::SERVICE_UNAVAILABLE,
            "Signing in is not set up correctly",
            [
                format!("Muster and {name} do not fit together: {what}. Nothing is wrong with your account."),
                "Tell an administrator of Muster what this page says.".to_owned(),
            ],
        ),
        Fault::WrongState | Fault::WrongNonce | Fault::CodeRefused => (
            StatusCode::BAD_REQUEST,
            "Sign in once more",
            [
                format!("This answer of {name} cannot be used. It may be old, or it was used before: by going back, by a bookmark or in another window."),
                format!("You are not signed in. Start again from here. {ask}"),
            ],
        ),
        Fault::Declined => (
            StatusCode::FORBIDDEN,
            "You are not signed in",
            [
                format!("{name} did not let you in, or you went back from there."),
                format!("If you should be let in, ask whoever looks after {name}."),
            ],
        ),
        Fault::Expired | Fault::Clock => (
            StatusCode::BAD_REQUEST,
            "The clocks disagree, or it took too long",
            [
                format!("What {name} sent is of another time than the clock of Muster shows, so it cannot be trusted."),
                format!("Start again. {ask} The clocks of both machines may have to be set."),
            ],
        ),
        Fault::WrongIssuer | Fault::WrongAudience | Fault::WrongSignature | Fault::Unreadable => (
            StatusCode::BAD_REQUEST,
            "You are not signed in",
            [
                format!("What came back was not sent by {name}, or not for Muster ({fault}), so nobody is signed in."),
                format!("Start again from here. {ask}"),
            ],
        ),
        Fault::NoRandomness => (
            StatusCode::INTERNAL_SERVER_ERROR,
            "Signing in does not work at the moment",
            [format!("{fault}."), ask.to_owned()],
        ),
    }
}
