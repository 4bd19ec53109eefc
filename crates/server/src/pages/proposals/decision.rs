//! What was decided on a proposal is typed, checked and recorded; afterwards what of it is in effect.

mod answer;
mod standing;

use app::{AppError, DecisionCheck, Head, StoreError, Verdict, WhyWaiting};
use axum::Form;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use base::{Known, long_date};
use governance::State;
use maud::{Markup, html};

use super::frame::{Place, Proposal, Reading};
use crate::components::{
    Button, ErrorSummary, SummarisedError, SummaryList, SummaryRow, WarningText,
};
use crate::pages::Failure;
use answer::{Entered, Sent};

/// The end of a ledger, as a form sends it.
pub(super) fn parsed(text: &str) -> Option<Head> {
    text.parse().ok()
}

/// `GET /{body}/proposals/{proposal}/decision`
pub(super) async fn show(Reading(proposal): Reading) -> Result<Response, Failure> {
    match proposal.open.state {
        State::Decided | State::InForce | State::Closed if !is_still_open(&proposal) => {
            standing::page(&proposal, None).await
        }
        _ => Ok(form_page(&proposal, &Sent::default(), &[], None)),
    }
}

/// Must somebody else still decide?
fn is_still_open(proposal: &Proposal) -> bool {
    proposal.open.state == State::Decided && proposal.open.draft.case.decision.is_none()
}

/// `POST /{body}/proposals/{proposal}/decision`
pub(super) async fn do_it(
    Reading(proposal): Reading,
    Form(sent): Form<Sent>,
) -> Result<Response, Failure> {
    if answer::value(&sent, "do") == "meet" {
        return standing::meet(&proposal, &sent).await;
    }
    let asking = &proposal.asking;
    let (muster, actor, body) = (asking.muster(), &asking.viewer.actor, &asking.body.key);
    let seen = muster.life_of(&proposal.open);
    let entered = Entered::read(&proposal, &seen, &sent);
    let Ok(minute) = entered.minute else {
        let page = form_page(&proposal, &sent, &entered.wrong, None);
        return Ok((StatusCode::BAD_REQUEST, page).into_response());
    };
    let check = muster.check_decision(actor, body, &proposal.open, &seen, &minute);
    let check = check.await?;
    if answer::value(&sent, "do") != "record" {
        return Ok(check_page(&proposal, &sent, &check));
    }
    let done = proposal.address("/decision?done=decided");
    let expected = parsed(answer::value(&sent, "head")).unwrap_or(check.head);
    // A form on an earlier revision is told so, whatever it would do to the last.
    let mut open = proposal.open.clone();
    if let Ok(number) = answer::value(&sent, "revision").parse() {
        open.saved.number = number;
    }
    match muster
        .decide(actor, body, &open, &seen, expected, &minute)
        .await
    {
        Ok(Verdict::Recorded { .. }) => Ok(Redirect::to(&done).into_response()),
        Ok(Verdict::Already(taken)) => {
            let to = proposal.address(&format!("/decision?already={}", taken.number));
            Ok(Redirect::to(&to).into_response())
        }
        Err(error) => {
            let words = match &error {
                AppError::Store(StoreError::Conflict { .. }) => {
                    "The register has moved since you checked. Nothing is recorded. Check again what this decision does."
                }
                AppError::Store(StoreError::RevisionConflict { .. }) => {
                    "The proposal has another revision since you looked. Nothing is recorded. Check again what this decision does."
                }
                AppError::Store(StoreError::StepConflict { .. }) | AppError::StepNotAllowed(_) => {
                    "Somebody else recorded something on this proposal meanwhile. Nothing of yours is recorded."
                }
                _ => return Err(error.into()),
            };
            let page = form_page(&proposal, &sent, &[], Some(words));
            Ok((StatusCode::CONFLICT, page).into_response())
        }
    }
}

fn form_page(
    proposal: &Proposal,
    sent: &Sent,
    wrong: &[(String, String)],
    refused: Option<&str>,
) -> Response {
    let asking = &proposal.asking;
    let heading = "Record the decision";
    let muster = asking.muster();
    let seen = muster.life_of(&proposal.open);
    let errors = wrong.iter().map(|(id, text)| SummarisedError {
        text: text.as_str().into(),
        href: Some(format!("#{id}")),
    });
    let summary = ErrorSummary {
        errors: errors.collect(),
        ..ErrorSummary::default()
    };
    let is_time = seen
        .way
        .rule(governance::StepKind::Decided, proposal.open.state);
    let html = html! {
        @if !wrong.is_empty() { (summary) }
        @if let Some(words) = refused { (WarningText { text: words.into(), ..WarningText::default() }) }
        h1.govuk-heading-l { (heading) }
        @if is_time.is_none() {
            p.govuk-body {
                "A decision is recorded once the report is published. It is: "
                strong { (proposal.open.state.words()) } "."
            }
        } @else if !muster.may_step(&asking.viewer.actor, &proposal.open, governance::StepKind::Decided) {
            p.govuk-body { "Democratic services or the decision-maker record the decision." }
        } @else {
            (answer::form(proposal, &seen, sent, wrong))
        }
    };
    proposal
        .page(Place::Sheet, heading, &html)
        .with_errors(!wrong.is_empty())
        .answer(&asking.site)
}

/// What the decision does, before it is recorded.
fn check_page(proposal: &Proposal, sent: &Sent, check: &DecisionCheck) -> Response {
    let heading = "Check what this does";
    let asking = &proposal.asking;
    let html = html! {
        h1.govuk-heading-l { (heading) }
        (does(check))
        (WarningText {
            text: "This cannot be edited later. A mistake is corrected by another entry.".into(),
            ..WarningText::default()
        })
        form method="post" action=(proposal.address("/decision")) {
            @for (name, value) in sent.iter().filter(|(name, _)| name != "do" && name != "head") {
                input type="hidden" name=(name) value=(value);
            }
            input type="hidden" name="head" value=(check.head);
            div.govuk-button-group {
                button.govuk-button type="submit" name="do" value="record" data-module="govuk-button" { "Record the decision" }
                a.govuk-link href=(proposal.address("/decision")) { "Begin again" }
            }
        }
    };
    proposal
        .page(Place::Sheet, heading, &html)
        .answer(&asking.site)
}

fn does(check: &DecisionCheck) -> Markup {
    let title = |change: usize| {
        let change = check.case.changes.get(change);
        change.map_or("", |change| change.verb.subject().value.as_str())
    };
    html! {
        @if !check.to_decide.is_empty() {
            p.govuk-body { "It waits for " (check.to_decide.join(" and ")) ". Nothing takes effect until all have decided." }
        } @else if check.days.is_empty() {
            p.govuk-body { "Nothing changes in the register." }
        }
        @for day in &check.days { p.govuk-body { (on_day(day)) } }
        @for kept in &check.keeps {
            p.govuk-body {
                "Discharges the promise"
                @if let Some(of) = kept.of { " of " (long_date(of)) }
                @if kept.about > 0 && kept.units < kept.about {
                    " for " (kept.units) " of " (kept.about) " services"
                }
                ": " (kept.what) "."
            }
        }
        @if !check.waiting.is_empty() {
            h2.govuk-heading-m { "Approved, not yet in effect" }
            ul.govuk-list.govuk-list--bullet {
                @for (change, why) in &check.waiting {
                    li { "Change " (change + 1) ", " (title(*change)) ": " (waits_for(*why)) }
                }
            }
            @if check.waiting.iter().any(|(_, why)| *why == WhyWaiting::Conflict) {
                @for one in &check.conflicts {
                    p.govuk-body { (one.title) ": when written " (one.written) ", now " (one.now) "." }
                }
            }
        }
        @if !check.not_approved.is_empty() {
            h2.govuk-heading-m { "Not approved" }
            ul.govuk-list.govuk-list--bullet {
                @for change in &check.not_approved { li { "Change " (change + 1) ", " (title(*change)) } }
            }
        }
        (SummaryList {
            rows: vec![SummaryRow::new(
                "Entries in the ledger",
                check.entries.to_string(),
            )],
            ..SummaryList::default()
        })
    }
}

/// What a change that is approved waits for.
fn waits_for(why: WhyWaiting) -> &'static str {
    match why {
        WhyWaiting::Condition => "a condition must be met first.",
        WhyWaiting::Conflict => {
            "it clashes with what others decided; a further or a delegated decision settles that."
        }
        WhyWaiting::Refused => "it rests on a change that waits.",
    }
}

/// `On 1 June 2019 6 posts end, 5 are established, FTE falls by 1.`
fn on_day(day: &proposal::decide::OnDay) -> String {
    let mut parts = Vec::new();
    let mut part = |count: Known<u32>, one: &str, several: &str| match count {
        Known::Known(0) => {}
        Known::Known(1) => parts.push(one.replace('#', "1")),
        Known::Known(count) => parts.push(several.replace('#', &count.to_string())),
        Known::Unknown => parts.push(several.replace('#', "a number not known of")),
    };
    part(day.ended, "# post ends", "# posts end");
    part(day.established, "# is established", "# are established");
    part(day.changed, "# changes", "# change");
    part(
        Known::Known(day.payments),
        "# payment begins",
        "# payments begin",
    );
    parts.extend(day.units.iter().cloned());
    if let Known::Known(fte) = day.fte {
        let zero = base::exact(0, 1);
        let size = base::in_full(if fte < zero { zero - fte } else { fte });
        parts.push(match fte.cmp(&zero) {
            std::cmp::Ordering::Less => format!("FTE falls by {size}"),
            std::cmp::Ordering::Greater => format!("FTE rises by {size}"),
            std::cmp::Ordering::Equal => "FTE stays".to_owned(),
        });
    }
    format!("On {} {}.", long_date(day.day), parts.join(", "))
}

/// The button that leads from the form to the check.
fn check_button() -> Button {
    Button::submit("Check what this does")
}
