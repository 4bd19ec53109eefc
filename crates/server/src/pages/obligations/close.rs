//! Somebody says that a promise is kept though no decision says so.

use app::{AppError, Moment, Obligation, Reference, StoreError};
use axum::Form;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use governance::StepKind;
use maud::html;

use super::{due, standing};
use crate::components::{
    Button, Choice, Choices, ChoicesKind, Field, InsetText, Legend, SummaryList, SummaryRow,
    Textarea,
};
use crate::pages::form::Faults;
use crate::pages::{Asking, Failure, Page, Part, decision_address};
use crate::words;

/// What was typed.
#[derive(Default)]
struct Typed {
    units: Vec<String>,
    reason: String,
}

/// `GET /{body}/obligations/{proposal}/{number}`
pub(super) async fn show(
    Path((_, proposal, number)): Path<(String, String, u32)>,
    asking: Asking,
) -> Result<Response, Failure> {
    let one = found(&asking, &proposal, number).await?;
    Ok(page(&asking, &one, &Typed::default(), &Faults::default()))
}

/// `POST /{body}/obligations/{proposal}/{number}`
pub(super) async fn do_it(
    Path((_, proposal, number)): Path<(String, String, u32)>,
    asking: Asking,
    Form(sent): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let one = found(&asking, &proposal, number).await?;
    let mut typed = Typed::default();
    for (name, value) in sent {
        match name.as_str() {
            "units" => typed.units.push(value),
            "reason" => typed.reason = value,
            _ => {}
        }
    }
    let mut faults = Faults::default();
    let open = one.open_for.as_deref().unwrap_or_default();
    if open.len() > 1 && typed.units.is_empty() {
        faults.add("units", "Select the units for which it is kept");
    }
    faults.require("reason", &typed.reason, "Enter what shows that it is kept");
    if !faults.is_empty() {
        let page = page(&asking, &one, &typed, &faults);
        return Ok((StatusCode::BAD_REQUEST, page).into_response());
    }
    // What is kept for all that it is open for, is kept for good.
    let units: &[String] = match typed.units.len() == open.len() {
        true => open,
        false => &typed.units,
    };
    let (actor, body) = (&asking.viewer.actor, &asking.body.key);
    let closed = asking.muster().close_obligation(
        actor,
        body,
        &one.reference,
        (number, units),
        &typed.reason,
    );
    match closed.await {
        Ok(()) => {
            let done = format!("{}?done=closed", asking.address("obligations"));
            Ok(Redirect::to(&done).into_response())
        }
        // Somebody else said so, or a decision did, since the page was opened: the page says which.
        Err(AppError::AlreadyKept | AppError::StepNotAllowed(_)) => {
            let page = page(&asking, &one, &typed, &faults);
            Ok((StatusCode::CONFLICT, page).into_response())
        }
        Err(AppError::Store(StoreError::StepConflict { .. })) => {
            faults.add("reason", "Somebody else did something with this case meanwhile. Look at where the promise stands, and press again");
            let one = found(&asking, &proposal, number).await?;
            let page = page(&asking, &one, &typed, &faults);
            Ok((StatusCode::CONFLICT, page).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

/// The promise, for somebody who may close it.
async fn found(asking: &Asking, proposal: &str, number: u32) -> Result<Obligation, Failure> {
    let (muster, actor) = (asking.muster(), &asking.viewer.actor);
    let (body, reference) = (&asking.body.key, Reference::of(proposal));
    let open = muster.proposal(actor, body, &reference).await?;
    muster
        .permit_step(actor, &open, StepKind::PromiseKept)
        .await?;
    let today = Moment::on(asking.today);
    let all = muster.obligations(actor, body, today).await?.all;
    let own = all.into_iter().find(|one| {
        one.reference.is_same_proposal(&reference)
            && u32::try_from(one.promise.number) == Ok(number)
    });
    Ok(own.ok_or(AppError::NotFound("promise"))?)
}

fn page(asking: &Asking, one: &Obligation, typed: &Typed, faults: &Faults) -> Response {
    let decision = &one.made_by.decision;
    let made = html! {
        a.govuk-link href=(decision_address(asking, one.made_by.first)) { (decision.title) }
        ", " (words::day(decision.date))
    };
    let facts = SummaryList {
        rows: vec![
            SummaryRow::new("What was promised", one.promise.what.as_str()),
            SummaryRow::new("Due", words::sentence(&due(one))),
            SummaryRow::new("By the decision on", made),
            SummaryRow::new(
                "Where it stands",
                standing(
                    asking,
                    &Obligation {
                        may_close: false,
                        ..one.clone()
                    },
                ),
            ),
        ],
        ..SummaryList::default()
    };
    let open = one.open_for.as_deref().unwrap_or_default();
    let units = Choices {
        kind: ChoicesKind::Several,
        name: "units".to_owned(),
        legend: Some(Legend::from("For which units is it kept?")),
        error: faults.at("units"),
        items: { open.iter() }
            .map(|unit| Choice {
                value: unit.clone(),
                text: unit.as_str().into(),
                checked: typed.units.contains(unit),
                ..Choice::default()
            })
            .collect(),
        ..Choices::default()
    };
    let reason = Textarea {
        field: Field::new("reason", "What shows that it is kept?")
            .hint("Everybody who may see the establishment sees it. Name nobody.")
            .error(faults.at("reason")),
        value: typed.reason.clone(),
        rows: Some(4),
        ..Textarea::default()
    };
    let all = asking.link("obligations");
    let html = html! {
        (faults.summary())
        h1.govuk-heading-l { "Say that a promise is kept" }
        (facts)
        @if one.open_for.is_some() {
            p.govuk-body {
                "If a later report keeps it, do not close it here: say so in that report, and its decision closes the promise."
            }
            form method="post" action=(asking.path) novalidate {
                @if open.len() > 1 { (units) }
                (reason)
                div.govuk-button-group {
                    (Button::submit("Close this promise"))
                    a.govuk-link href=(all) { "Leave it open" }
                }
            }
        } @else {
            (InsetText { content: "It is kept already, so there is nothing to close.".into(), ..InsetText::default() })
            p.govuk-body { a.govuk-link href=(all) { "See what was promised" } }
        }
    };
    Page::about("Say that a promise is kept", asking)
        .within(Part::ComingUp)
        .below([
            ("Home".to_owned(), asking.link("")),
            ("Coming up".to_owned(), asking.link("coming-up")),
            ("What was promised".to_owned(), all.clone()),
        ])
        .with_own_heading()
        .with_errors(!faults.is_empty())
        .body(html)
        .answer(&asking.site)
}
