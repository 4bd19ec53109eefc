//! Starting a proposal: its title, the unit that changes, and when.

use access::Deed;
use axum::Form;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use base::{Date, When};
use drafting::Beginning;
use maud::{Markup, html};
use serde::Deserialize;

use super::choose_unit::choose_unit;
use crate::components::{
    BackLink, Button, Choice, Choices, DateInput, DatePart, Field, Input, Legend,
};
use crate::pages::form::Faults;
use crate::pages::{Asking, Failure, Page, Part};

/// What the form sends.
#[derive(Deserialize, Default)]
pub(super) struct Entered {
    #[serde(default)]
    title: String,
    #[serde(default)]
    unit: String,
    #[serde(default)]
    when: String,
    #[serde(default, rename = "from-day")]
    day: String,
    #[serde(default, rename = "from-month")]
    month: String,
    #[serde(default, rename = "from-year")]
    year: String,
}

/// `GET /{body}/proposals/begin`
pub(super) async fn show(asking: Asking) -> Result<Response, Failure> {
    permitted(&asking).await?;
    page(&asking, &Entered::default(), &Faults::default()).await
}

async fn permitted(asking: &Asking) -> Result<(), Failure> {
    let (muster, actor) = (asking.muster(), &asking.viewer.actor);
    Ok(muster.permit(actor, Deed::WriteProposals).await?)
}

/// `POST /{body}/proposals/begin`
pub(super) async fn do_it(
    asking: Asking,
    Form(entered): Form<Entered>,
) -> Result<Response, Failure> {
    permitted(&asking).await?;
    let mut faults = Faults::default();
    faults.require("title", &entered.title, "Enter the title of the report");
    faults.require("unit", &entered.unit, "Select the unit that changes");
    let from = match entered.when.as_str() {
        "on" => entered.date(&mut faults).map(When::Day),
        "open" if entered.has_date() => {
            faults.add(
                "when",
                "Select \u{2018}On a date\u{2019}, or take the date out",
            );
            None
        }
        "open" => None,
        _ => {
            faults.add("when", "Select when the changes take effect");
            None
        }
    };
    if !faults.is_empty() {
        let page = page(&asking, &entered, &faults).await?;
        return Ok((StatusCode::BAD_REQUEST, page).into_response());
    }
    let beginning = Beginning {
        title: entered.title.trim().to_owned(),
        body: asking.body.name.clone(),
        unit: entered.unit.trim().to_owned(),
        from,
        pay: None,
    };
    let (actor, body) = (&asking.viewer.actor, &asking.body.key);
    let begun = asking.muster().begin_proposal(actor, body, &beginning);
    let path = format!(
        "proposals/{}/changes/posts?done=begun",
        begun.await?.in_address()
    );
    Ok(Redirect::to(&asking.address(&path)).into_response())
}

impl Entered {
    fn has_date(&self) -> bool {
        let parts = [&self.day, &self.month, &self.year];
        parts.into_iter().any(|part| !part.trim().is_empty())
    }

    fn date(&self, faults: &mut Faults) -> Option<Date> {
        let [day, month, year] = [&self.day, &self.month, &self.year].map(|text| text.trim());
        let missing = [("day", day), ("month", month), ("year", year)]
            .into_iter()
            .find(|(_, text)| text.is_empty());
        if let Some((part, _)) = missing {
            let words = match [day, month, year].iter().all(|text| text.is_empty()) {
                true => "Enter the date the changes take effect".to_owned(),
                false => format!("Date the changes take effect must include a {part}"),
            };
            faults.add("from-day", words);
            return None;
        }
        let number = |text: &str| text.parse::<i16>().ok();
        let date = (|| {
            let (day, month) = (i8::try_from(number(day)?), i8::try_from(number(month)?));
            Date::new(number(year)?, month.ok()?, day.ok()?).ok()
        })();
        let date = date.filter(|date| (1889..=2200).contains(&date.year()));
        if date.is_none() {
            faults.add(
                "from-day",
                "Date the changes take effect must be a real date",
            );
        }
        date
    }
}

async fn page(asking: &Asking, entered: &Entered, faults: &Faults) -> Result<Response, Failure> {
    let field = Field::new("unit", "Unit that changes").error(faults.at("unit"));
    let unit = choose_unit(asking, field, &entered.unit).await?;
    let title = Input {
        field: Field::new("title", "Title of the report")
            .hint("As it will appear on the agenda")
            .error(faults.at("title")),
        value: Some(entered.title.clone()).filter(|title| !title.is_empty()),
        ..Input::default()
    };
    let html = html! {
        div.govuk-grid-row { div.govuk-grid-column-two-thirds {
            (faults.summary())
            h1.govuk-heading-l { "Start a proposal" }
            form method="post" action=(asking.address("proposals/begin")) novalidate {
                (title)
                (unit)
                (when(entered, faults))
                (Button::submit("Save and choose posts"))
            }
        } }
    };
    let back = BackLink::to(asking.address("proposals"));
    let html = html! { (back) (html) };
    Ok(Page::about("Start a proposal", asking)
        .within(Part::Proposals)
        .with_own_heading()
        .with_errors(!faults.is_empty())
        .body(html)
        .answer(&asking.site))
}

fn when(entered: &Entered, faults: &Faults) -> Markup {
    let date = DateInput {
        id: "from".to_owned(),
        name_prefix: Some("from".to_owned()),
        legend: Some(Legend::from("Date the changes take effect")),
        hint: Some("For example, 1 6 2019. Leave it empty where it is not decided".into()),
        error: faults.at("from-day"),
        parts: DatePart::all([&entered.day, &entered.month, &entered.year]),
        ..DateInput::default()
    };
    let choice = |value: &str, text: &str| Choice {
        value: value.to_owned(),
        text: text.into(),
        checked: entered.when == value,
        ..Choice::default()
    };
    let choices = Choices {
        name: "when".to_owned(),
        legend: Some(Legend::from("When do the changes take effect?")),
        error: faults.at("when"),
        items: vec![choice("on", "On a date"), choice("open", "Not decided yet")],
        ..Choices::default()
    };
    // Not folded into the first choice: a radio may not say that it opens something.
    html! { (choices) (date) }
}
