//! How notice of a decision was given, or by what leave it is taken on less.

use app::{AppError, StoreError};
use axum::Form;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use governance::{Notice, NoticeGiven, NoticeOwed, Standing, Step, StepKind};
use maud::{Markup, html};
use serde::Deserialize;

use super::super::frame::{Place, Proposal, Reading};
use crate::components::{
    Button, Choice, Choices, DateInput, DatePart, Field, Input, InsetText, Legend, SummaryList,
    SummaryRow, Textarea,
};
use crate::pages::Failure;
use crate::pages::form::Faults;
use crate::pages::moment::entered_date;
use crate::words;

/// What the form sends.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub(super) struct Sent {
    how: String,
    by: String,
    reason: String,
    on_day: String,
    on_month: String,
    on_year: String,
}

/// `GET /{body}/proposals/{proposal}/notice`
pub(super) async fn show(Reading(proposal): Reading) -> Result<Response, Failure> {
    Ok(page(&proposal, &Sent::default(), &Faults::default()))
}

/// `POST /{body}/proposals/{proposal}/notice`
pub(super) async fn do_it(
    Reading(proposal): Reading,
    Form(sent): Form<Sent>,
) -> Result<Response, Failure> {
    let (muster, actor) = (proposal.asking.muster(), &proposal.asking.viewer.actor);
    let open = &proposal.open;
    muster
        .permit_step(actor, open, StepKind::NoticeGiven)
        .await?;
    let mut faults = Faults::default();
    let Some(given) = given(&proposal, &sent, &mut faults) else {
        let page = page(&proposal, &sent, &faults);
        return Ok((StatusCode::BAD_REQUEST, page).into_response());
    };
    let seen = muster.life_of(open);
    let (standing, step) = (Standing::default(), Step::NoticeGiven(given));
    let taken = muster.take(actor, open, &seen, &standing, &step, Some(&sent.reason));
    match taken.await {
        Ok(_) => {
            let done = proposal.address("/publication");
            Ok(Redirect::to(&done).into_response())
        }
        Err(AppError::StepNotAllowed(_)) => {
            let page = page(&proposal, &sent, &faults);
            Ok((StatusCode::CONFLICT, page).into_response())
        }
        Err(AppError::Store(StoreError::StepConflict { .. })) => {
            faults.add("how", "Somebody else did something with this proposal meanwhile. Save it again if it still holds");
            let page = page(&proposal, &sent, &faults);
            Ok((StatusCode::CONFLICT, page).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

/// What was typed, if nothing of it is missing.
fn given(proposal: &Proposal, sent: &Sent, faults: &mut Faults) -> Option<NoticeGiven> {
    let mut all = owed(proposal).map_or(&[][..], |owed| owed.ways()).iter();
    let how = all.find(|one| one.name() == sent.how).copied();
    if how.is_none() {
        faults.add("how", "Select how notice was given");
    }
    let fields = [&sent.on_day, &sent.on_month, &sent.on_year];
    let fields = fields.map(|text| text.trim().to_owned());
    let today = proposal.asking.today;
    let on = match entered_date(&fields, "The day") {
        Ok(Some(on)) if on <= today => Some(on),
        Ok(Some(_)) => {
            faults.add("on-day", "The day must be today or in the past");
            None
        }
        Ok(None) => {
            faults.add("on-day", "Enter the day");
            None
        }
        Err(words) => {
            faults.add("on-day", words);
            None
        }
    };
    let by = "Enter who gave notice or agreed, by role";
    faults.require("by", &sent.by, by);
    if how.is_some_and(Notice::needs_reason) {
        faults.require("reason", &sent.reason, "Enter why");
    }
    let given = NoticeGiven {
        how: how?,
        on: on?,
        by: sent.by.trim().to_owned(),
    };
    faults.is_empty().then_some(given)
}

fn owed(proposal: &Proposal) -> Option<NoticeOwed> {
    proposal.asking.muster().notice_owed(&proposal.open.draft)
}

fn page(proposal: &Proposal, sent: &Sent, faults: &Faults) -> Response {
    let heading = "Notice of the decision";
    let (muster, actor) = (proposal.asking.muster(), &proposal.asking.viewer.actor);
    let open = &proposal.open;
    let way = muster.way_of(&open.draft.case);
    let is_time = way.rule(StepKind::NoticeGiven, open.life.state()).is_some();
    let owed = owed(proposal);
    let html = html! {
        (faults.summary())
        h1.govuk-heading-l { (heading) }
        (said(proposal))
        @match owed {
            None => (inset("Say first when the meeting is, or the day of the decision: that is part of describing the case.")),
            Some(owed) if owed.ways().is_empty() => {
                (inset("Nothing is owed but publication in time. Should the last day to publish pass, say here who agreed that it is urgent."))
            }
            Some(_) if !is_time => (inset("Notice is said before the report is published.")),
            Some(_) if !muster.may_step(actor, open, StepKind::NoticeGiven) => {
                (inset("Democratic services say how notice was given."))
            }
            Some(owed) => (form(proposal, &owed, sent, faults)),
        }
    };
    proposal
        .page(Place::Sheet, heading, &html)
        .with_errors(!faults.is_empty())
        .answer(&proposal.asking.site)
}

fn inset(words: &str) -> InsetText {
    InsetText {
        content: words.into(),
        ..InsetText::default()
    }
}

/// What was said of it, with what is missing still.
pub(super) fn said(proposal: &Proposal) -> Markup {
    let Some((given, reason)) = proposal.open.life.notice() else {
        return html! {};
    };
    let mut rows = vec![
        SummaryRow::new("Notice", given.how.words()),
        SummaryRow::new("On", words::day(given.on)),
        SummaryRow::new("By", given.by.as_str()),
    ];
    rows.extend(reason.map(|reason| SummaryRow::new("Why", reason)));
    html! { (SummaryList { rows, ..SummaryList::default() }) }
}

fn form(proposal: &Proposal, owed: &NoticeOwed, sent: &Sent, faults: &Faults) -> Markup {
    let how = Choices {
        name: "how".to_owned(),
        legend: Some(Legend::from(
            "How was notice given, or by what leave is less enough?",
        )),
        error: faults.at("how"),
        items: { owed.ways().iter() }
            .map(|one| Choice {
                value: one.name().to_owned(),
                text: one.words().into(),
                hint: Some(one.asks().into()),
                checked: sent.how == one.name(),
                ..Choice::default()
            })
            .collect(),
        ..Choices::default()
    };
    let on = DateInput {
        id: "on".to_owned(),
        name_prefix: Some("on".to_owned()),
        legend: Some(Legend {
            text: "On which day?".into(),
            classes: "govuk-fieldset__legend--s".to_owned(),
            ..Legend::default()
        }),
        hint: Some("When notice was given, or it was agreed, such as 1 6 2019".into()),
        error: faults.at("on-day"),
        parts: DatePart::all([&sent.on_day, &sent.on_month, &sent.on_year]),
        ..DateInput::default()
    };
    let by = Input {
        field: Field::new("by", "Who gave notice, or agreed?")
            .hint("The role, such as Chair of the scrutiny committee. Name nobody.")
            .error(faults.at("by")),
        value: (!sent.by.is_empty()).then(|| sent.by.clone()),
        ..Input::default()
    };
    let reason = Textarea {
        field: Field::new("reason", "Why?")
            .hint("The public reads it with the report. Not needed for notice in the forward plan.")
            .error(faults.at("reason")),
        value: sent.reason.clone(),
        rows: Some(4),
        ..Textarea::default()
    };
    html! {
        form method="post" action=(proposal.address("/notice")) novalidate {
            (how) (on) (by) (reason)
            (Button::submit("Save"))
        }
    }
}
