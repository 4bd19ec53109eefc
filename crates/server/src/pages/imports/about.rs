//! Whose list it is, and for which day.

use app::AppError;
use axum::Form;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use maud::html;
use serde::Deserialize;

use super::chosen::Chosen;
use super::{Work, erasing, heading};
use crate::components::{Button, DateInput, DatePart, Field, Input, InsetText, Legend};
use crate::pages::Failure;
use crate::pages::form::Faults;
use crate::pages::moment::{entered_date, fields_of};

/// The most characters of a council's name.
const LONGEST_NAME: usize = 200;

/// What the form sends.
#[derive(Deserialize, Default)]
pub(crate) struct Entered {
    #[serde(default)]
    body: String,
    #[serde(default, rename = "date-day")]
    day: String,
    #[serde(default, rename = "date-month")]
    month: String,
    #[serde(default, rename = "date-year")]
    year: String,
}

/// `GET /imports/{list}/about`
pub(crate) async fn show(work: Work) -> Response {
    let [day, month, year] = work.chosen.date.map(fields_of).unwrap_or_default();
    let entered = Entered {
        body: match work.chosen.body.as_str() {
            "" => work.site.muster().only_council().unwrap_or_default(),
            body => body.to_owned(),
        },
        day,
        month,
        year,
    };
    page(&work, &entered, &Faults::default())
}

/// `POST /imports/{list}/about`
pub(crate) async fn choose(work: Work, Form(entered): Form<Entered>) -> Result<Response, Failure> {
    let mut faults = Faults::default();
    faults.require("body", &entered.body, "Enter the name of the council");
    if entered.body.chars().count() > LONGEST_NAME {
        let words = format!("The name of the council must be {LONGEST_NAME} characters or less");
        faults.add("body", words);
    }
    let fields = [&entered.day, &entered.month, &entered.year].map(|text| text.trim().to_owned());
    let date = match entered_date(&fields, "The day of the list") {
        Ok(Some(date)) => Some(date),
        Ok(None) => {
            faults.add("date-day", "Enter the day of the list");
            None
        }
        Err(words) => {
            faults.add("date-day", words);
            None
        }
    };
    let council = entered
        .body
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    if !council.is_empty() && holds(&work, &council).await? {
        let words = format!(
            "The register already holds posts of {council}. An opening import is the first thing that it \
             holds of a council"
        );
        faults.add("body", words);
    }
    if faults.is_empty() {
        let chosen = Chosen {
            body: council,
            date,
            ..work.chosen.clone()
        };
        return work.go_on(&chosen, "headings").await;
    }
    let page = page(&work, &entered, &faults);
    Ok((StatusCode::BAD_REQUEST, page).into_response())
}

/// Does the register hold something of a council?
async fn holds(work: &Work, council: &str) -> Result<bool, Failure> {
    let muster = work.site.muster();
    match muster
        .ledger_to_import_onto(&work.viewer.actor, council)
        .await
    {
        Ok(_) => Ok(false),
        Err(AppError::AlreadyHeld(_)) => Ok(true),
        Err(error) => Err(error.into()),
    }
}

fn page(work: &Work, entered: &Entered, faults: &Faults) -> Response {
    let title = "Whose posts does the list hold, and on which day?";
    let here = InsetText {
        content: html! { (work.upload.name) " is here. Nothing of it is recorded yet." }.into(),
        ..InsetText::default()
    };
    let name = Input {
        field: Field::new("body", "Name of the council")
            .hint("In full, as its reports have it")
            .error(faults.at("body")),
        value: (!entered.body.is_empty()).then(|| entered.body.clone()),
        spellcheck: Some(false),
        autocomplete: Some("organization".to_owned()),
        classes: "govuk-input--width-30".to_owned(),
        ..Input::default()
    };
    let date = DateInput {
        id: "date".to_owned(),
        name_prefix: Some("date".to_owned()),
        legend: Some(Legend {
            text: "Day of the list".into(),
            classes: "govuk-fieldset__legend--s".to_owned(),
            ..Legend::default()
        }),
        hint: Some("The register counts from this day. For example, 1 4 2018".into()),
        error: faults.at("date-day"),
        parts: DatePart::all([&entered.day, &entered.month, &entered.year]),
        ..DateInput::default()
    };
    let body = html! {
        (faults.summary())
        (heading(1, title))
        (here)
        form method="post" action=(work.address("about")) novalidate {
            (name)
            (date)
            (Button::submit("Continue"))
        }
        (erasing(work.upload.id))
    };
    work.page(title, "")
        .with_errors(!faults.is_empty())
        .body(body)
        .answer(&work.site)
}
