//! A cleared report is published for its meeting.

use app::{AppError, Document, SignOffs, StoreError};
use axum::Form;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use base::Date;
use governance::{Due, Nearness, StepKind};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use maud::{Markup, html};
use serde::Deserialize;

use super::super::frame::{Place, Proposal, Reading};
use super::super::report;
use super::{lacking, notice};
use crate::components::{
    Button, Choice, Choices, InsetText, Legend, SummaryList, SummaryRow, WarningText,
};
use crate::pages::Failure;
use crate::pages::form::Faults;
use crate::words;

/// The hour at which a report is published on a later day.
const HOUR: i8 = 9;

/// What the form sends.
#[derive(Deserialize, Default)]
pub(super) struct Sent {
    #[serde(default)]
    revision: u32,
    /// `now`, or `then` for the morning of the last day.
    #[serde(default)]
    when: String,
}

/// `GET /{body}/proposals/{proposal}/publication`
pub(super) async fn show(Reading(proposal): Reading) -> Result<Response, Failure> {
    page(&proposal, &Sent::default(), &Faults::default(), None).await
}

/// `POST /{body}/proposals/{proposal}/publication`
pub(super) async fn do_it(
    Reading(proposal): Reading,
    Form(sent): Form<Sent>,
) -> Result<Response, Failure> {
    let asking = &proposal.asking;
    let (muster, actor) = (asking.muster(), &asking.viewer.actor);
    let open = &proposal.open;
    let done = format!("{}?done=published", proposal.address("/publication"));
    let own = open.life.publication();
    if own.is_some_and(|own| own.published.revision == sent.revision) {
        return Ok(Redirect::to(&done).into_response());
    }
    muster.permit_step(actor, open, StepKind::Published).await?;
    if sent.revision != open.saved.number {
        let words =
            "Another revision was saved meanwhile. It must be cleared before it is published.";
        let page = page(&proposal, &sent, &Faults::default(), Some(words)).await?;
        return Ok((StatusCode::CONFLICT, page).into_response());
    }
    let last = last_day(&proposal);
    let mut faults = Faults::default();
    let from = match (sent.when.as_str(), last) {
        ("now", _) => Some(muster.clock().now()),
        ("then", Some((day, nearness))) if nearness != Nearness::Passed => morning(day),
        _ => None,
    };
    if from.is_none() {
        faults.add("when", "Select when it is published");
    }
    let (true, Some(from)) = (faults.is_empty(), from) else {
        let page = page(&proposal, &sent, &faults, None).await?;
        return Ok((StatusCode::BAD_REQUEST, page).into_response());
    };
    let of = muster.sign_offs(actor, &asking.body.key, open).await?;
    let documents = documents(&proposal, &of).await?;
    let published = muster.publish(actor, open, &of, from, &documents);
    let words = match published.await {
        Ok(_) => return Ok(Redirect::to(&done).into_response()),
        Err(AppError::StepNotAllowed(_)) => "It is not published: something is still missing.",
        Err(AppError::NoMeeting) => "It is not published: say when the meeting is and who decides.",
        Err(AppError::Store(StoreError::StepConflict { .. })) => {
            "Somebody else did something with this proposal meanwhile. Look at it before you publish it."
        }
        Err(error) => return Err(error.into()),
    };
    let page = page(&proposal, &sent, &Faults::default(), Some(words)).await?;
    Ok((StatusCode::CONFLICT, page).into_response())
}

/// The documents that are published, as bytes.
async fn documents(proposal: &Proposal, of: &SignOffs) -> Result<Vec<Document>, Failure> {
    let made = report::all_formats(proposal, of).await;
    made.map_err(|error| Failure(AppError::NotMade(error.to_string())))
}

/// The last day for publication, and how near it is.
fn last_day(proposal: &Proposal) -> Option<(Date, Nearness)> {
    let all = proposal.asking.muster().deadlines(&proposal.open.draft);
    let own = all.into_iter().find(|one| one.due == Due::Publication)?;
    Some((own.last_day, own.nearness))
}

/// The hour of publication on a day, where the council is.
fn morning(day: Date) -> Option<Timestamp> {
    let zone = TimeZone::get("Europe/London").unwrap_or(TimeZone::UTC);
    let at = day.at(HOUR, 0, 0, 0).to_zoned(zone).ok()?;
    Some(at.timestamp())
}

async fn page(
    proposal: &Proposal,
    sent: &Sent,
    faults: &Faults,
    refused: Option<&str>,
) -> Result<Response, Failure> {
    let asking = &proposal.asking;
    let (muster, actor) = (asking.muster(), &asking.viewer.actor);
    let open = &proposal.open;
    let of = muster.sign_offs(actor, &asking.body.key, open).await?;
    let may = of
        .case
        .life
        .may(StepKind::Published, of.case.way, &of.standing);
    let html = html! {
        (faults.summary())
        @if let Some(words) = refused { (WarningText { text: words.into(), ..WarningText::default() }) }
        h1.govuk-heading-l { "Publish this report" }
        @match open.life.publication() {
            Some(own) => (published(proposal, &own.published)),
            None => {
                (facts(proposal))
                (notice::said(proposal))
                (withheld(proposal))
                @match may {
                    Err(missing) => (lacking(proposal, &missing)),
                    Ok(()) if muster.may_step(actor, open, StepKind::Published) => (form(proposal, sent, faults)),
                    Ok(()) => (InsetText { content: "It is cleared. Democratic services publish it.".into(), ..InsetText::default() }),
                }
            }
        }
    };
    Ok(proposal
        .page(Place::Sheet, "Publish this report", &html)
        .with_errors(!faults.is_empty())
        .answer(&asking.site))
}

/// What was published, when and for which meeting.
fn published(proposal: &Proposal, own: &governance::Published) -> Markup {
    let sees = proposal.open.draft.whole().is_none();
    let from = own.from.parse::<Timestamp>();
    let from = from.map_or_else(|_| own.from.clone(), words::instant);
    let rows = vec![
        SummaryRow::new("Published from", from),
        SummaryRow::new("Revision", own.revision.to_string()),
        SummaryRow::new("Who decides", own.decision_maker.as_str()),
        SummaryRow::new("Meeting or decision", words::day(own.meeting)),
        SummaryRow::new(
            "Documents",
            html! {
                @for edition in own.editions.iter().filter(|one| sees || !one.exempt) {
                    @let address = file_of(proposal, edition);
                    div {
                        a.govuk-link href=(address) {
                            (edition.format.to_uppercase()) @if edition.exempt { " with what is exempt" }
                        }
                        ", SHA-256 " code.muster-reference { (edition.digest) }
                    }
                }
            },
        ),
    ];
    html! {
        (SummaryList { rows, ..SummaryList::default() })
        p.govuk-body { "What was published stays as it is." }
    }
}

/// Where a document is that was published.
fn file_of(proposal: &Proposal, edition: &governance::Edition) -> String {
    let name = match edition.format.as_str() {
        app::CASE_FORMAT => "case.toml".to_owned(),
        format => format!("report.{format}"),
    };
    let which = match edition.exempt {
        true => "published-exempt",
        false => "published",
    };
    proposal.address(&format!("/report/{name}?edition={which}"))
}

/// The meeting, and the last day for publication.
fn facts(proposal: &Proposal) -> Markup {
    let header = &proposal.open.draft.case.header;
    let makers: Vec<&str> = header
        .decision_makers
        .iter()
        .map(|at| at.value.as_str())
        .collect();
    let makers = match makers.is_empty() {
        true => "Not stated".to_owned(),
        false => makers.join(", "),
    };
    let meeting = header.date.as_ref().map(|at| words::day(at.value));
    let all = proposal.asking.muster().deadlines(&proposal.open.draft);
    let last = all.iter().find(|one| one.due == Due::Publication);
    let last = last.map(|one| format!("{}: {}", words::day(one.last_day), one.because));
    let rows = vec![
        SummaryRow::new("Who decides", makers),
        SummaryRow::new(
            "Meeting or decision",
            meeting.unwrap_or_else(|| "Not stated".to_owned()),
        ),
        SummaryRow::new(
            "Last day to publish",
            last.unwrap_or_else(|| "Not known".to_owned()),
        ),
    ];
    html! { (SummaryList { rows, ..SummaryList::default() }) }
}

/// What the public does not get, each with its ground and its reason.
fn withheld(proposal: &Proposal) -> Markup {
    let open = &proposal.open;
    let public = editions::withhold(&open.draft.case, &open.profile);
    let rows = public.withheld.iter().map(|one| {
        let ground = one.ground.as_ref().map(|at| at.value);
        let ground = match ground {
            Some(_) => words::sentence(&proposal::cited(ground)),
            None => "A small number of people".to_owned(),
        };
        let reason = one.reason.as_ref().map(|at| at.value.as_str());
        let told = html! { p.govuk-body { (ground) } @if let Some(reason) = reason { p.govuk-body { (reason) } } };
        SummaryRow::new(one.what.value.as_str(), told)
    });
    html! {
        h2.govuk-heading-m { "What is withheld from the public" }
        @if public.withheld.is_empty() { p.govuk-body { "Nothing is withheld." } }
        @else { (SummaryList { rows: rows.collect(), ..SummaryList::default() }) }
    }
}

fn form(proposal: &Proposal, sent: &Sent, faults: &Faults) -> Markup {
    let choice = |value: &str, text: String| Choice {
        value: value.to_owned(),
        text: text.into(),
        checked: sent.when == value,
        ..Choice::default()
    };
    let mut items = vec![choice("now", "Now".to_owned())];
    if let Some((day, Nearness::Ahead | Nearness::Near)) = last_day(proposal) {
        items.push(choice(
            "then",
            format!("At 9am on {}, the last day", words::day(day)),
        ));
    }
    let when = Choices {
        name: "when".to_owned(),
        legend: Some(Legend {
            text: "When is it published?".into(),
            ..Legend::default()
        }),
        error: faults.at("when"),
        items,
        ..Choices::default()
    };
    html! {
        form method="post" action=(proposal.address("/publication")) novalidate {
            input type="hidden" name="revision" value=(proposal.open.saved.number);
            (when)
            p.govuk-body { "From then on the report is no longer changed." }
            (Button::submit("Publish this report"))
        }
    }
}
