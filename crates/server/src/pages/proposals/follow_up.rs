//! What follows a decision: when it came into force, what it promised, and the end of the case.

use app::{AppError, FollowUp, StoreError};
use axum::Form;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use base::Date;
use governance::{Missing, State, Step, StepKind};
use maud::{Markup, html};
use serde::Deserialize;

use super::frame::{Place, Proposal, Reading};
use super::officers::lacking;
use crate::components::{Button, DateInput, DatePart, InsetText, Legend, NotificationBanner, Tag};
use crate::pages::form::Faults;
use crate::pages::moment::entered_date;
use crate::pages::{Failure, obligations};
use crate::words;

/// What a form of the page sends.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub(super) struct Sent {
    r#do: String,
    from_day: String,
    from_month: String,
    from_year: String,
}

/// `GET /{body}/proposals/{proposal}/follow-up`
pub(super) async fn show(Reading(proposal): Reading) -> Result<Response, Failure> {
    page(&proposal, &Sent::default(), &Faults::default()).await
}

/// `POST /{body}/proposals/{proposal}/follow-up`
pub(super) async fn do_it(
    Reading(proposal): Reading,
    Form(sent): Form<Sent>,
) -> Result<Response, Failure> {
    let asking = &proposal.asking;
    let (muster, actor, body) = (asking.muster(), &asking.viewer.actor, &asking.body.key);
    let mut faults = Faults::default();
    let taken = match sent.r#do.as_str() {
        "close" => muster.close_case(actor, body, &proposal.open).await,
        _ => {
            let step = StepKind::InForce;
            muster.permit_step(actor, &proposal.open, step).await?;
            match day(&sent, asking.today, &mut faults) {
                Some(on) => muster.put_in_force(actor, body, &proposal.open, on).await,
                None => {
                    let page = page(&proposal, &sent, &faults).await?;
                    return Ok((StatusCode::BAD_REQUEST, page).into_response());
                }
            }
        }
    };
    match taken {
        Ok(()) => {
            let done = proposal.address("/follow-up?done=1");
            Ok(Redirect::to(&done).into_response())
        }
        // The page says what is missing, or that it is done already.
        Err(AppError::StepNotAllowed(_) | AppError::Store(StoreError::StepConflict { .. })) => {
            let page = page(&proposal, &sent, &faults).await?;
            Ok((StatusCode::CONFLICT, page).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

/// The day that was typed.
fn day(sent: &Sent, today: Date, faults: &mut Faults) -> Option<Date> {
    let fields = [&sent.from_day, &sent.from_month, &sent.from_year];
    let fields = fields.map(|text| text.trim().to_owned());
    match entered_date(&fields, "From when it is in force") {
        Ok(Some(on)) if on <= today => return Some(on),
        Ok(Some(_)) => faults.add(
            "from-day",
            "From when it is in force must be today or in the past",
        ),
        Ok(None) => faults.add("from-day", "Enter from when it is in force"),
        Err(words) => faults.add("from-day", words),
    }
    None
}

async fn page(proposal: &Proposal, sent: &Sent, faults: &Faults) -> Result<Response, Failure> {
    let asking = &proposal.asking;
    let (muster, actor, body) = (asking.muster(), &asking.viewer.actor, &asking.body.key);
    let heading = "What follows the decision";
    let done = NotificationBanner {
        text: "It is recorded.".into(),
        is_success: true,
        ..NotificationBanner::default()
    };
    let html = match muster.follow_up(actor, body, &proposal.open).await {
        Ok(follow_up) => html! {
            @if asking.query.get("done").is_some() { (done) }
            (faults.summary())
            h1.govuk-heading-l { (heading) }
            p.govuk-body {
                "The case is " (Tag::coloured(proposal.open.state.words(), "blue")) " "
                a.govuk-link href=(proposal.address("/decision")) { "See what was decided" }
            }
            (in_force(proposal, &follow_up, sent, faults))
            h2.govuk-heading-m #promises { "What it promised" }
            @if follow_up.promises.is_empty() {
                p.govuk-body { "The report promises nothing further." }
            } @else {
                (obligations::table(asking, "What it promised", &follow_up.promises))
            }
            (close(proposal, &follow_up))
        },
        Err(AppError::StepNotAllowed(_)) => html! {
            h1.govuk-heading-l { (heading) }
            (InsetText {
                content: "Nothing follows yet: the register does not hold a decision on this proposal.".into(),
                ..InsetText::default()
            })
        },
        Err(error) => return Err(error.into()),
    };
    Ok(proposal
        .page(Place::Sheet, heading, &html)
        .with_errors(!faults.is_empty())
        .answer(&asking.site))
}

/// What of these steps somebody may take now; what is missing otherwise.
fn may(proposal: &Proposal, of: &FollowUp, step: StepKind) -> Result<bool, Vec<Missing>> {
    let muster = proposal.asking.muster();
    of.case.life.may(step, of.case.way, &of.standing)?;
    Ok(muster.may_step(&proposal.asking.viewer.actor, &proposal.open, step))
}

fn in_force(proposal: &Proposal, of: &FollowUp, sent: &Sent, faults: &Faults) -> Markup {
    let since = of.case.life.last(StepKind::InForce);
    let since = since.and_then(|taken| match taken.step {
        Step::InForce { on } => Some(on),
        _ => None,
    });
    let from = DateInput {
        id: "from".to_owned(),
        name_prefix: Some("from".to_owned()),
        legend: Some(Legend {
            text: "From when is all of it in force?".into(),
            classes: "govuk-fieldset__legend--s".to_owned(),
            ..Legend::default()
        }),
        hint: Some("The day on which the last of its changes took effect, such as 1 6 2019".into()),
        error: faults.at("from-day"),
        parts: DatePart::all([&sent.from_day, &sent.from_month, &sent.from_year]),
        ..DateInput::default()
    };
    html! {
        h2.govuk-heading-m { "In force" }
        @if let Some(since) = since {
            p.govuk-body { "All that was approved is in force from " (words::day(since)) "." }
        } @else if proposal.open.state == State::Closed {
            p.govuk-body { "The case is closed." }
        } @else {
            @match may(proposal, of, StepKind::InForce) {
                Err(missing) => (lacking(proposal, &missing)),
                Ok(false) => p.govuk-body { "All that was approved is in the register. Democratic services record from when it is in force." },
                Ok(true) => {
                    form method="post" action=(proposal.address("/follow-up")) novalidate {
                        input type="hidden" name="do" value="in-force";
                        (from)
                        (Button::submit("Record that it is in force"))
                    }
                }
            }
        }
    }
}

fn close(proposal: &Proposal, of: &FollowUp) -> Markup {
    html! {
        h2.govuk-heading-m { "The end of the case" }
        @if proposal.open.state == State::Closed {
            p.govuk-body { "It is closed: all that was decided and promised is done." }
        } @else {
            @match may(proposal, of, StepKind::Closed) {
                Err(missing) => (lacking(proposal, &missing)),
                Ok(false) => p.govuk-body { "Nothing is open. Democratic services can close it." },
                Ok(true) => {
                    p.govuk-body { "Nothing is open: every condition is met, every change in effect, every promise kept." }
                    form method="post" action=(proposal.address("/follow-up")) novalidate {
                        input type="hidden" name="do" value="close";
                        (Button::submit("Close this case").secondary())
                    }
                }
            }
        }
    }
}
