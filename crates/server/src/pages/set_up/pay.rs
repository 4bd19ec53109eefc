//! How a council's posts are costed: what comes with Muster, and the rate of its pension fund.

use app::{CouncilSettings, SettingFault};
use axum::Form;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use base::{Exact, exact, in_full, long_date, parse_decimal};
use maud::{Markup, html};
use proposal::PayRule;
use serde::Deserialize;

use super::TASKS;
use super::council::council;
use crate::components::{Affix, Button, Cell, DateInput, DatePart, Field, Input, Legend, Table};
use crate::pages::form::Faults;
use crate::pages::moment::{entered_date, fields_of};
use crate::pages::viewer::Viewer;
use crate::pages::{Failure, Page};
use crate::query::Query;
use crate::site::Site;
use crate::words;

/// The highest rate that is taken for one: no fund asks as much.
const HIGHEST_RATE: i128 = 60;

/// What the form sends.
#[derive(Deserialize, Default)]
pub(crate) struct Entered {
    #[serde(default)]
    of: String,
    #[serde(default)]
    rate: String,
    #[serde(default, rename = "from-day")]
    day: String,
    #[serde(default, rename = "from-month")]
    month: String,
    #[serde(default, rename = "from-year")]
    year: String,
}

/// `GET /set-up/pay`
pub(crate) async fn show(
    State(site): State<Site>,
    viewer: Viewer,
    query: Query,
) -> Result<Response, Failure> {
    let of = query.get("of").unwrap_or_default();
    let council = council(&site, &viewer, of).await?;
    let last = council.pay.last();
    let [day, month, year] = last.map(|rule| fields_of(rule.from)).unwrap_or_default();
    let rate = last.and_then(|rule| rule.pension_rate);
    let entered = Entered {
        of: of.to_owned(),
        rate: rate.map_or_else(String::new, |rate| in_full(rate * exact(100, 1))),
        day,
        month,
        year,
    };
    Ok(page(&site, &council, &entered, &Faults::default()))
}

/// `POST /set-up/pay`
pub(crate) async fn set(
    State(site): State<Site>,
    viewer: Viewer,
    Form(entered): Form<Entered>,
) -> Result<Response, Failure> {
    let before = council(&site, &viewer, &entered.of).await?;
    let mut faults = Faults::default();
    let fields = [&entered.day, &entered.month, &entered.year].map(|text| text.trim().to_owned());
    let from = match entered_date(&fields, "From when the rate is paid") {
        Ok(Some(from)) => Some(from),
        Ok(None) => {
            faults.add("from-day", "Enter from when the rate is paid");
            None
        }
        Err(words) => {
            faults.add("from-day", words);
            None
        }
    };
    let rate = rate(&entered.rate);
    if rate.is_none() {
        let words = SettingFault::NoPensionRate.to_string();
        faults.add("rate", words::sentence(&words));
    }
    if let (Some(from), Some(rate)) = (from, rate) {
        let settings = before.with_pension_rate(from, rate);
        site.muster().set_council(&viewer.actor, &settings).await?;
        return Ok(Redirect::to(&format!("{TASKS}?done=pay")).into_response());
    }
    let page = page(&site, &before, &entered, &faults);
    Ok((StatusCode::BAD_REQUEST, page).into_response())
}

/// A percentage as a share of pay.
fn rate(text: &str) -> Option<Exact> {
    let text = text.trim();
    let number = parse_decimal(text.strip_suffix('%').unwrap_or(text)).ok()?;
    let is_likely = (exact(0, 1)..=exact(HIGHEST_RATE, 1)).contains(&number);
    is_likely.then(|| number / exact(100, 1))
}

fn page(site: &Site, council: &CouncilSettings, entered: &Entered, faults: &Faults) -> Response {
    let rate = Input {
        field: Field::new("rate", "Employer’s pension rate")
            .hint("What the council pays its pension fund on top of pay, such as 21.6")
            .error(faults.at("rate")),
        value: (!entered.rate.is_empty()).then(|| entered.rate.clone()),
        inputmode: Some("decimal".to_owned()),
        suffix: Some(Affix {
            text: "%".into(),
            ..Affix::default()
        }),
        classes: "govuk-input--width-5".to_owned(),
        ..Input::default()
    };
    let from = DateInput {
        id: "from".to_owned(),
        name_prefix: Some("from".to_owned()),
        legend: Some(Legend {
            text: "Paid from".into(),
            classes: "govuk-fieldset__legend--s".to_owned(),
            ..Legend::default()
        }),
        hint: Some("A fund sets its rate for three years. For example, 1 4 2023".into()),
        error: faults.at("from-day"),
        parts: DatePart::all([&entered.day, &entered.month, &entered.year]),
        ..DateInput::default()
    };
    let body = html! {
        (faults.summary())
        h1.govuk-heading-l {
            span.govuk-caption-l { (council.name) }
            "How posts are costed"
        }
        p.govuk-body {
            "Posts are costed from the national pay tables that come with Muster, with employer’s National Insurance "
            "by law and the rate of the council’s pension fund. A post whose grade is in no table has a cost that is not known."
        }
        (held_rates(council))
        form method="post" action="/set-up/pay" novalidate {
            input type="hidden" name="of" value=(entered.of);
            (rate)
            (from)
            (Button::submit("Save"))
        }
        h2.govuk-heading-m { "Pay tables that come with Muster" }
        div.muster-scrolling role="region" aria-label="Pay tables that come with Muster" tabindex="0" { (awards(site)) }
    };
    Page::titled("How posts are costed")
        .signed_in()
        .with_own_heading()
        .with_back(TASKS)
        .with_errors(!faults.is_empty())
        .body(body)
        .answer(site)
}

/// The rates that are set, each from its day.
fn held_rates(council: &CouncilSettings) -> Markup {
    let rate = |rule: &PayRule| {
        rule.pension_rate.map_or_else(
            || "Not known".to_owned(),
            |rate| format!("{}%", in_full(rate * exact(100, 1))),
        )
    };
    let rows = council.pay.iter();
    let table = Table {
        caption: "Rates that are set".into(),
        caption_classes: "govuk-table__caption--s".to_owned(),
        head: ["Paid from", "Employer’s pension rate"]
            .map(Cell::text)
            .into(),
        rows: rows
            .map(|rule| vec![Cell::text(long_date(rule.from)), Cell::text(rate(rule))])
            .collect(),
        ..Table::default()
    };
    html! { @if !council.pay.is_empty() { (table) } }
}

/// The awards that are held, the latest first.
fn awards(site: &Site) -> Table {
    let rows = site.muster().awards().into_iter().map(|version| {
        let points = match version.range() {
            Some((first, last)) => format!("{first} to {last}"),
            None => "Not held".to_owned(),
        };
        vec![
            Cell::text(long_date(version.effective)),
            Cell::text(version.agreement.as_str()),
            Cell::text(points),
            Cell::text(words::sentence(version.status.name())),
        ]
    });
    Table {
        caption: "Awards, the latest first".into(),
        caption_classes: "govuk-visually-hidden".to_owned(),
        head: ["Paid from", "Agreement", "Points", "Award"]
            .map(Cell::text)
            .into(),
        rows: rows.collect(),
        ..Table::default()
    }
}
