//! A proposal is given up, with a reason.

use app::{AppError, StoreError};
use axum::Form;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use governance::{Standing, State, Step, StepKind};
use maud::html;
use serde::Deserialize;

use super::super::frame::Proposal;
use super::super::frame::{Place, Reading};
use crate::components::{Button, ButtonKind, Field, InsetText, Textarea};
use crate::pages::Failure;
use crate::pages::form::Faults;

/// What the form sends.
#[derive(Deserialize)]
pub(super) struct Sent {
    #[serde(default)]
    reason: String,
}

/// `GET /{body}/proposals/{proposal}/withdraw`
pub(super) async fn show(Reading(proposal): Reading) -> Result<Response, Failure> {
    let (muster, actor) = (proposal.asking.muster(), &proposal.asking.viewer.actor);
    let step = StepKind::Withdrawn;
    muster.permit_step(actor, &proposal.open, step).await?;
    Ok(page(&proposal, "", &Faults::default()))
}

/// `POST /{body}/proposals/{proposal}/withdraw`
pub(super) async fn do_it(
    Reading(proposal): Reading,
    Form(sent): Form<Sent>,
) -> Result<Response, Failure> {
    let (muster, actor) = (proposal.asking.muster(), &proposal.asking.viewer.actor);
    let open = &proposal.open;
    let done = format!("{}?done=withdrawn", proposal.at(Place::History));
    if open.state == State::Withdrawn {
        return Ok(Redirect::to(&done).into_response());
    }
    let seen = muster.life_of(open);
    let (standing, step) = (Standing::default(), Step::Withdrawn);
    let taken = muster.take(actor, open, &seen, &standing, &step, Some(&sent.reason));
    match taken.await {
        Ok(_) => Ok(Redirect::to(&done).into_response()),
        Err(AppError::NoWords) => {
            let mut faults = Faults::default();
            faults.add("reason", "Enter why it is withdrawn");
            let page = page(&proposal, &sent.reason, &faults);
            Ok((StatusCode::BAD_REQUEST, page).into_response())
        }
        Err(AppError::StepNotAllowed(_)) => {
            let page = page(&proposal, &sent.reason, &Faults::default());
            Ok((StatusCode::CONFLICT, page).into_response())
        }
        Err(AppError::Store(StoreError::StepConflict { .. })) => {
            let mut faults = Faults::default();
            faults.add("reason", "Somebody else did something with this proposal meanwhile. Withdraw it again if you still want to");
            let page = page(&proposal, &sent.reason, &faults);
            Ok((StatusCode::CONFLICT, page).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

fn page(proposal: &Proposal, reason: &str, faults: &Faults) -> Response {
    let way = proposal.asking.muster().way_of(&proposal.open.draft.case);
    let may = way.rule(StepKind::Withdrawn, proposal.open.state).is_some();
    let field = Textarea {
        field: Field::new("reason", "Why is it withdrawn?")
            .hint("Everybody on the proposal sees it. Name nobody.")
            .error(faults.at("reason")),
        value: reason.to_owned(),
        rows: Some(3),
        ..Textarea::default()
    };
    let html = html! {
        (faults.summary())
        h1.govuk-heading-l { "Withdraw this proposal" }
        @if may {
            p.govuk-body { "It can no longer be changed, signed or published. It stays to be read, with its history. This cannot be undone: begin another proposal from its case file if it comes back." }
            form method="post" action=(proposal.address("/withdraw")) novalidate {
                (field)
                div.govuk-button-group {
                    (Button { kind: ButtonKind::Warning, ..Button::submit("Withdraw this proposal") })
                    a.govuk-link href=(proposal.at(Place::Comments)) { "Do not withdraw it" }
                }
            }
        } @else {
            (InsetText { content: "What is decided, or withdrawn already, cannot be withdrawn.".into(), ..InsetText::default() })
        }
    };
    proposal
        .page(Place::Sheet, "Withdraw this proposal", &html)
        .with_errors(!faults.is_empty())
        .answer(&proposal.asking.site)
}
