//! What was decided on a proposal is typed, checked and recorded; afterwards what of it is in effect.

mod answer;
mod paper;
mod standing;

use app::{AppError, DecisionCheck, Head, Minute, StoreError, Verdict, WhyWaiting};
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
use crate::pages::decision::prose;
use crate::words;
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
        _ => form_page(&proposal, &Sent::default(), &[], None).await,
    }
}

/// Must somebody else still decide? Of a decision from before the register no step is held.
fn is_still_open(proposal: &Proposal) -> bool {
    let open = &proposal.open;
    open.state == State::Decided
        && open.draft.case.decision.is_none()
        && !open.life.decisions().is_empty()
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
        let page = form_page(&proposal, &sent, &entered.wrong, None).await?;
        return Ok((StatusCode::BAD_REQUEST, page).into_response());
    };
    let check = muster.check_decision(actor, body, &proposal.open, &seen, &minute);
    let check = check.await?;
    if answer::value(&sent, "do") == "change" {
        return form_page(&proposal, &sent, &[], None).await;
    }
    if answer::value(&sent, "do") != "record" {
        return Ok(check_page(&proposal, &sent, &minute, &check));
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
            let page = form_page(&proposal, &sent, &[], Some(words)).await?;
            Ok((StatusCode::CONFLICT, page).into_response())
        }
    }
}

async fn form_page(
    proposal: &Proposal,
    sent: &Sent,
    wrong: &[(String, String)],
    refused: Option<&str>,
) -> Result<Response, Failure> {
    let asking = &proposal.asking;
    let muster = asking.muster();
    let seen = muster.life_of(&proposal.open);
    let alone = seen.way.decides_alone();
    let heading = match alone {
        true => "Decide on this report",
        false => "Record the decision",
    };
    let paper = match alone {
        true => paper::of(proposal, &seen).await?,
        false => paper::recommendations(&proposal.open.draft.case),
    };
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
            (standing::earlier(proposal, &seen))
            (paper)
            @if alone { h2.govuk-heading-l { "Your decision" } }
            (answer::form(proposal, &seen, sent, wrong))
        }
    };
    Ok(proposal
        .page(Place::Sheet, heading, &html)
        .with_errors(!wrong.is_empty())
        .answer(&asking.site))
}

/// What the decision does, before it is recorded.
fn check_page(
    proposal: &Proposal,
    sent: &Sent,
    minute: &Minute,
    check: &DecisionCheck,
) -> Response {
    let heading = "Check what this does";
    let asking = &proposal.asking;
    let html = html! {
        h1.govuk-heading-l { (heading) }
        h2.govuk-heading-m { "What is recorded" }
        (standing::rows(answer::told(minute)))
        (standing::resolved(&check.case, &check.resolutions))
        h2.govuk-heading-m { "What it does" }
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
                button.govuk-button.govuk-button--secondary type="submit" name="do" value="change" data-module="govuk-button" { "Change what I entered" }
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
        (procedure(check))
        @if !check.waiting.is_empty() {
            h2.govuk-heading-m { "Approved, not yet in effect" }
            @for why in [WhyWaiting::Condition, WhyWaiting::Conflict, WhyWaiting::Refused] {
                @let waiting = { check.waiting.iter() }.filter(|(_, own)| *own == why);
                @let changes: Vec<usize> = waiting.map(|(change, _)| *change).collect();
                @if !changes.is_empty() {
                    p.govuk-body { (words::sentence(waits_for(why))) }
                    ul.govuk-list.govuk-list--bullet {
                        @for change in changes { li { "Change " (change + 1) ", " (title(change)) } }
                    }
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

/// What the body asks of every decision before it has effect.
fn procedure(check: &DecisionCheck) -> Markup {
    let all = check.resolutions.iter().flat_map(|one| &one.conditions);
    let mut asked: Vec<&str> = Vec::new();
    for must in all.filter(|must| must.procedure.is_some()) {
        if !asked.contains(&must.what.as_str()) {
            asked.push(&must.what);
        }
    }
    html! {
        @if !asked.is_empty() {
            p.govuk-body { "Nothing takes effect before:" }
            ul.govuk-list.govuk-list--bullet { @for what in asked { li { (what) } } }
        }
    }
}

/// What a change that is approved waits for.
fn waits_for(why: WhyWaiting) -> &'static str {
    match why {
        WhyWaiting::Condition => "these wait until every condition on them is met.",
        WhyWaiting::Conflict => {
            "these clash with what others decided. A further or a delegated decision settles that."
        }
        WhyWaiting::Refused => "these rest on a change that waits.",
    }
}

/// `On 1 June 2019 6 posts end, 5 are established, FTE falls by 1.`
fn on_day(day: &proposal::decide::OnDay) -> String {
    let mut parts = Vec::new();
    let mut part = |count: Known<u32>, one: &str, several: &str| match count {
        Known::Known(0) => {}
        Known::Known(1) => parts.push(one.replace('#', "1")),
        Known::Known(count) => parts.push(several.replace('#', &count.to_string())),
        Known::Unknown | Known::Withheld => parts.push(format!(
            "{} (how many is not known)",
            several
                .replace('#', "posts")
                .replace("posts posts", "posts")
        )),
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
