//! The council's colours and fonts.

use app::{AppError, CouncilSettings, SettingFault};
use axum::Form;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::html;
use proposal::{Look, accent_contrast};
use serde::Deserialize;

use super::TASKS;
use super::council::council;
use crate::components::{Button, Field, Input, InsetText};
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
    accent: String,
    #[serde(default)]
    font: String,
    #[serde(default)]
    heading_font: String,
}

/// `GET /set-up/look`
pub(crate) async fn show(
    State(site): State<Site>,
    viewer: Viewer,
    query: Query,
) -> Result<Response, Failure> {
    let of = query.get("of").unwrap_or_default();
    let council = council(&site, &viewer, of).await?;
    let entered = Entered {
        of: of.to_owned(),
        accent: council.look.accent.clone(),
        font: council.look.font.clone(),
        heading_font: council.look.heading_font.clone(),
    };
    Ok(page(&site, &council, &entered, &Faults::default()))
}

/// `POST /set-up/look`
pub(crate) async fn set(
    State(site): State<Site>,
    viewer: Viewer,
    Form(entered): Form<Entered>,
) -> Result<Response, Failure> {
    let before = council(&site, &viewer, &entered.of).await?;
    let trimmed = |text: &str| text.trim().to_owned();
    let settings = CouncilSettings {
        look: Look {
            accent: trimmed(&entered.accent).to_lowercase(),
            font: trimmed(&entered.font),
            heading_font: match entered.heading_font.trim() {
                "" => trimmed(&entered.font),
                own => own.to_owned(),
            },
        },
        ..before.clone()
    };
    let faults = match site.muster().set_council(&viewer.actor, &settings).await {
        Ok(()) => return Ok(Redirect::to(&format!("{TASKS}?done=look")).into_response()),
        Err(AppError::Settings(faults)) => faults,
        Err(error) => return Err(error.into()),
    };
    let mut said = Faults::default();
    for fault in faults {
        let field = match fault {
            SettingFault::NotAColour | SettingFault::TooPale(_) => "accent",
            _ => "font",
        };
        said.add(field, words::sentence(&fault.to_string()));
    }
    let page = page(&site, &before, &entered, &said);
    Ok((StatusCode::BAD_REQUEST, page).into_response())
}

fn page(site: &Site, council: &CouncilSettings, entered: &Entered, faults: &Faults) -> Response {
    let input = |name: &'static str, label: &str, hint: &str, value: &str, wide: &str| Input {
        field: Field::new(name, label).hint(hint).error(faults.at(name)),
        value: (!value.is_empty()).then(|| value.to_owned()),
        spellcheck: Some(false),
        classes: format!("govuk-input--width-{wide}"),
        ..Input::default()
    };
    let now = accent_contrast(&council.look.accent)
        .ok()
        .map(|contrast| InsetText {
            content: format!(
                "Now: {} on white, a contrast of {contrast}. At least 4.5 to 1 is needed.",
                council.look.accent
            )
            .into(),
            ..InsetText::default()
        });
    let colour = "A # and six digits or letters from a to f, such as #1d70b8. It is the colour of links and of lines in reports";
    let font = "Names of fonts parted by commas; the first that a reader has is taken. Such as Arial, sans-serif";
    let body = html! {
        (faults.summary())
        h1.govuk-heading-l {
            span.govuk-caption-l { (council.name) }
            "Colours and font"
        }
        @if let Some(now) = now { (now) }
        form method="post" action="/set-up/look" novalidate {
            input type="hidden" name="of" value=(entered.of);
            (input("accent", "Colour", colour, &entered.accent, "10"))
            (input("font", "Font", font, &entered.font, "30"))
            (input("heading_font", "Font of headings", "Likewise; if it is empty, as the text", &entered.heading_font, "30"))
            (Button::submit("Save"))
        }
    };
    Page::titled("Colours and font")
        .signed_in()
        .with_own_heading()
        .with_back(TASKS)
        .with_errors(!faults.is_empty())
        .body(body)
        .answer(site)
}
