//! Consultations, for those who are asked: what is open to them, and what they answered.
//!
//! ```text
//! list ─▶ one consultation: what is proposed, as the public may read it ─▶ the answer
//!                           once it is closed: what they answered, and what came of it
//! ```

mod answer;
mod one;
mod proposed;

use app::{ConsultationState, ConsultationSummary, OpenConsultation, Reference};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware;
use axum::response::Response;
use axum::routing::{get, post};
use base::Date;
use maud::{Markup, html};

use super::proposals::LARGEST_FORM;
use super::sent_form::hold;
use super::{Asking, Failure, Page, Part, notices};
use crate::components::Tag;
use crate::site::Site;
use crate::words;

/// The address of every page about consultations.
pub(super) fn routes() -> Router<Site> {
    Router::new()
        .route("/{body}/consultations", get(show))
        .route(
            "/{body}/consultations/{proposal}",
            get(one::show).post(answer::do_it),
        )
        .route(
            "/{body}/consultations/{proposal}/entries",
            post(answer::keep),
        )
        .route(
            "/{body}/consultations/{proposal}/report.html",
            get(proposed::report),
        )
        .layer(middleware::from_fn(hold))
        .layer(DefaultBodyLimit::max(LARGEST_FORM))
}

/// `GET /{body}/consultations`
async fn show(asking: Asking) -> Result<Response, Failure> {
    let (actor, body) = (&asking.viewer.actor, &asking.body.key);
    let all = asking.muster().consultations(actor, body).await?;
    let is_open = |one: &&ConsultationSummary| one.state == ConsultationState::Open;
    let (open, over): (Vec<_>, Vec<_>) = all.iter().partition(is_open);
    let unread = notices::unread(&asking.site, &asking.viewer).await?;
    let html = html! {
        (unread)
        h2.govuk-heading-m { "Open to your answer" }
        @if open.is_empty() {
            p.govuk-body { "No consultation is open to you now. When one opens, you find it here." }
        } @else { (list(&asking, &open)) }
        @if !over.is_empty() {
            h2.govuk-heading-m { "Over, with your answers" }
            (list(&asking, &over))
        }
    };
    Ok(Page::about("Consultations", &asking)
        .within(Part::Consultations)
        .body(html)
        .answer(&asking.site))
}

fn list(asking: &Asking, all: &[&ConsultationSummary]) -> Markup {
    html! {
        ul.govuk-list.govuk-list--spaced {
            @for one in all {
                li {
                    a.govuk-link.govuk-body-l href=(address(asking, &one.reference, "")) { (title(one.title.as_deref())) }
                    br;
                    (tag(one.state)) " "
                    span.muster-quiet { (in_a_line(one, asking.today)) }
                }
            }
        }
    }
}

/// `P-18-01, Placements. Answer by 22 June 2018: 12 days left. You have answered once.`
fn in_a_line(one: &ConsultationSummary, today: Date) -> String {
    let mut line = one.reference.to_string();
    if let Some(unit) = &one.unit {
        line += &format!(", {unit}");
    }
    line += &match one.state {
        ConsultationState::Open => format!(
            ". Answer by {}: {}",
            words::day(one.until),
            left(one.until, today)
        ),
        _ => format!(". The last day for answers was {}", words::day(one.until)),
    };
    match (one.answers, one.responded) {
        (0, _) => line += ". You have not answered yet",
        (answers, 0) => line += &format!(". You answered {}", times(answers)),
        (answers, responded) => {
            line += &format!(
                ". You answered {}, and have {}",
                times(answers),
                words::counted(responded as u64, "response")
            );
        }
    }
    line + "."
}

fn times(number: usize) -> String {
    match number {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        more => format!("{more} times"),
    }
}

/// How long answers are still taken: `12 days left`, `today is the last day`.
fn left(until: Date, today: Date) -> String {
    match base::day_number(until) - base::day_number(today) {
        days if days <= 0 => "today is the last day".to_owned(),
        1 => "1 day left".to_owned(),
        days => format!("{days} days left"),
    }
}

fn tag(state: ConsultationState) -> Tag {
    match state {
        ConsultationState::Open => Tag::coloured("Open", "blue"),
        ConsultationState::Over => Tag::coloured("Over", "grey"),
        ConsultationState::Closed => Tag::coloured("Closed", "green"),
        ConsultationState::Withdrawn => Tag::coloured("Withdrawn", "grey"),
    }
}

fn title(title: Option<&str>) -> &str {
    title.unwrap_or("A proposal without a title")
}

/// An address of a consultation.
fn address(asking: &Asking, reference: &Reference, below: &str) -> String {
    let reference = reference.in_address();
    asking.address(&format!("consultations/{reference}{below}"))
}

/// A consultation, as somebody who is asked has it open.
async fn opened(asking: &Asking, reference: &Reference) -> Result<OpenConsultation, Failure> {
    let (actor, body) = (&asking.viewer.actor, &asking.body.key);
    let muster = asking.muster();
    Ok(muster.consultation(actor, body, reference).await?)
}
