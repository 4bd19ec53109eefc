//! The name of the council, and how it decides.

use app::{AppError, BodyKey, CouncilSettings, SettingFault};
use axum::Form;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::html;
use proposal::{Bodies, BodyProfile, Look};
use serde::Deserialize;

use super::TASKS;
use crate::components::{Button, Choice, Choices, Field, Input, Legend};
use crate::pages::form::Faults;
use crate::pages::viewer::Viewer;
use crate::pages::{Failure, Page};
use crate::query::Query;
use crate::site::Site;
use crate::words;

/// What the form sends.
#[derive(Deserialize, Default)]
pub(crate) struct Entered {
    #[serde(default)]
    of: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    profile: String,
}

/// `GET /set-up/council`
pub(crate) async fn show(
    State(site): State<Site>,
    viewer: Viewer,
    query: Query,
) -> Result<Response, Failure> {
    let of = query.get("of").unwrap_or_default();
    let held = held(&site, &viewer, of).await?;
    let entered = Entered {
        of: of.to_owned(),
        name: held
            .as_ref()
            .map_or_else(String::new, |one| one.name.clone()),
        profile: held.map_or_else(String::new, |one| one.profile),
    };
    Ok(page(&site, &entered, &Faults::default()))
}

/// `POST /set-up/council`
pub(crate) async fn set(
    State(site): State<Site>,
    viewer: Viewer,
    Form(entered): Form<Entered>,
) -> Result<Response, Failure> {
    let name: Vec<&str> = entered.name.split_whitespace().collect();
    let name = name.join(" ");
    let profiles = Bodies::shipped();
    let kind = profiles.named(&entered.profile);
    let before = match held(&site, &viewer, &entered.of).await? {
        Some(before) => Some(before),
        // The same name, entered as a further council, is the council that is there.
        None => held(&site, &viewer, BodyKey::of(&name).as_str()).await?,
    };
    let settings = match before {
        Some(before) => CouncilSettings {
            name,
            profile: entered.profile.clone(),
            ..before
        },
        None => CouncilSettings {
            key: BodyKey::of(&name),
            look: kind.map_or_else(Look::default, |kind| kind.look.clone()),
            profile: entered.profile.clone(),
            pay: Vec::new(),
            name,
        },
    };
    let faults = match site.muster().set_council(&viewer.actor, &settings).await {
        Ok(()) => return Ok(Redirect::to(&format!("{TASKS}?done=council")).into_response()),
        Err(AppError::Settings(faults)) => faults,
        Err(error) => return Err(error.into()),
    };
    let mut said = Faults::default();
    for fault in faults {
        let field = match fault {
            SettingFault::NoProfile => "profile",
            _ => "name",
        };
        said.add(field, words::sentence(&fault.to_string()));
    }
    let page = page(&site, &entered, &said);
    Ok((StatusCode::BAD_REQUEST, page).into_response())
}

/// What is set for a council by its key.
pub(super) async fn council(
    site: &Site,
    viewer: &Viewer,
    of: &str,
) -> Result<CouncilSettings, Failure> {
    let held = held(site, viewer, of).await?;
    Ok(held.ok_or(AppError::NotFound("council"))?)
}

/// The same; none if there is no such council.
async fn held(site: &Site, viewer: &Viewer, of: &str) -> Result<Option<CouncilSettings>, Failure> {
    let all = site.muster().council_settings(&viewer.actor).await?;
    Ok(all.into_iter().find(|one| one.key.as_str() == of))
}

fn page(site: &Site, entered: &Entered, faults: &Faults) -> Response {
    let name = Input {
        field: Field::new("name", "Name of the council")
            .hint("In full, as its reports have it")
            .error(faults.at("name")),
        value: (!entered.name.is_empty()).then(|| entered.name.clone()),
        spellcheck: Some(false),
        autocomplete: Some("organization".to_owned()),
        classes: "govuk-input--width-30".to_owned(),
        ..Input::default()
    };
    let kinds = Bodies::shipped().iter().map(|kind| Choice {
        value: kind.key.clone(),
        text: kind.name.clone().into(),
        hint: Some(how(kind).into()),
        checked: entered.profile == kind.key,
        ..Choice::default()
    });
    let kinds = Choices {
        name: "profile".to_owned(),
        legend: Some(Legend {
            text: "How does it decide, and what do its reports look like?".into(),
            classes: "govuk-fieldset__legend--s".to_owned(),
            ..Legend::default()
        }),
        hint: Some("The sections, comments and periods come with it. A file of your own can hold others: see Help.".into()),
        error: faults.at("profile"),
        items: kinds.collect(),
        ..Choices::default()
    };
    let body = html! {
        (faults.summary())
        h1.govuk-heading-l { "The council" }
        form method="post" action="/set-up/council" novalidate {
            input type="hidden" name="of" value=(entered.of);
            (name)
            (kinds)
            (Button::submit("Save"))
        }
    };
    Page::titled("The council")
        .signed_in()
        .with_own_heading()
        .with_back(TASKS)
        .with_errors(!faults.is_empty())
        .body(body)
        .answer(site)
}

/// How a body of that kind decides.
fn how(kind: &BodyProfile) -> String {
    let comments: Vec<&str> = kind
        .comments
        .iter()
        .filter(|comment| comment.required)
        .map(|comment| comment.heading.as_str())
        .collect();
    let who = match kind.executive {
        true => format!(
            "Members of an executive decide, alone or together; call-in lasts {} working days",
            kind.call_in_working_days
        ),
        false => format!(
            "A meeting decides; reports are open {} clear working days before it",
            kind.clear_days
        ),
    };
    match comments.is_empty() {
        true => format!("{who}. No officer’s comment is required."),
        false => format!("{who}. Required: {}.", comments.join(", ")),
    }
}
