//! How somebody is told: the question on their own account.

use app::{AppError, NoticeChoice, NoticeSettings};
use maud::{Markup, html};
use serde::Deserialize;

use super::super::Failure;
use super::super::form::Faults;
use super::super::viewer::Viewer;
use crate::components::{Button, Choice, Choices, ChoicesKind, Field, Input, Legend};
use crate::site::Site;

/// What the form sends.
#[derive(Deserialize)]
pub(crate) struct Chosen {
    #[serde(default)]
    how: String,
    #[serde(default)]
    notices_to: String,
}

impl Chosen {
    /// Keeps it, or says what is wrong with it.
    pub(super) async fn keep(&self, site: &Site, viewer: &Viewer) -> Result<Faults, Failure> {
        let mut faults = Faults::default();
        let Some(choice) = NoticeChoice::named(&self.how) else {
            faults.add("how", "Select how you want to be told");
            return Ok(faults);
        };
        let muster = site.muster();
        let chosen = muster.choose_notices(&viewer.actor, choice, &self.notices_to);
        match chosen.await {
            Ok(()) => {}
            Err(AppError::NotAnAddress) => faults.add(
                "notices_to",
                "Enter an e-mail address such as name@example.org",
            ),
            Err(AppError::NowhereToSend) => faults.add(
                "notices_to",
                "Enter an e-mail address, or select to be told on the page of notices alone",
            ),
            Err(error) => return Err(error.into()),
        }
        Ok(faults)
    }
}

/// The question, with what was entered if that was wrong.
pub(super) async fn question(
    site: &Site,
    viewer: &Viewer,
    entered: Option<&Chosen>,
    faults: &Faults,
) -> Result<Markup, Failure> {
    let settings = site.muster().notice_settings(&viewer.actor).await?;
    Ok(html! {
        h2.govuk-heading-m #notices { "Notices" }
        p.govuk-body { a.govuk-link href="/notices" { "Read your notices" } }
        @match (&settings, &site.settings().mailing) {
            (Some(settings), Some(_)) => (form(settings, entered, faults)),
            _ => p.govuk-body { "You are told on that page alone: this Muster sends no e-mail." },
        }
    })
}

fn form(settings: &NoticeSettings, entered: Option<&Chosen>, faults: &Faults) -> Markup {
    let chosen = match entered {
        Some(entered) => NoticeChoice::named(&entered.how),
        None if settings.address.is_none() && settings.account_address.is_none() => {
            Some(NoticeChoice::OnPage)
        }
        None => Some(settings.choice),
    };
    let item = |one: NoticeChoice| Choice {
        value: one.name().to_owned(),
        text: said(one).into(),
        checked: chosen == Some(one),
        ..Choice::default()
    };
    let choices = Choices {
        kind: ChoicesKind::One,
        name: "how".to_owned(),
        legend: Some(Legend::from("How do you want to be told?")),
        error: faults.at("how"),
        items: NoticeChoice::ALL.map(item).into(),
        ..Choices::default()
    };
    let hint = match &settings.account_address {
        Some(address) => format!(
            "Leave it empty to use the address of your account, {address}. Nobody signs in with this one"
        ),
        None => "Your account has none, so enter one here. Nobody signs in with it".to_owned(),
    };
    let value = match entered {
        Some(entered) => Some(entered.notices_to.clone()),
        None => settings.address.clone(),
    };
    let address = Input {
        field: Field::new("notices_to", "E-mail address for notices")
            .hint(hint)
            .error(faults.at("notices_to")),
        value: value.filter(|value| !value.is_empty()),
        of_type: Some("email".to_owned()),
        autocomplete: Some("email".to_owned()),
        spellcheck: Some(false),
        classes: "govuk-input--width-20".to_owned(),
        ..Input::default()
    };
    html! {
        form method="post" action="/account/notices" novalidate {
            (choices)
            (address)
            (Button::submit("Save how you are told"))
        }
    }
}

fn said(choice: NoticeChoice) -> &'static str {
    match choice {
        NoticeChoice::AtOnce => "By e-mail at once, and on the page of notices",
        NoticeChoice::Daily => "By one e-mail each morning, and on the page of notices",
        NoticeChoice::OnPage => "On the page of notices alone",
    }
}
