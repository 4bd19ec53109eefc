//! What others decided while a proposal was written, and how what clashes is settled: before the decision by a
//! revision, after it by a further decision.

use access::{CaseDeed, may_in_case};
use app::{AppError, FurtherDecision, OnMovedRegister, Saved, StoreError, Touching, Verdict};
use axum::Form;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use governance::{State, StepKind};
use maud::{Markup, html};
use proposal::rebase::{Answer, Conflict, CrossingKind, Move};
use register::Field as PostField;

use super::decision::parsed;
use super::frame::{Place, Proposal, Reading};
use crate::components::{
    Button, Choice, Choices, ErrorSummary, Field, Input, Legend, SummarisedError, SummaryList,
    SummaryRow, Tag, Textarea, WarningText,
};
use crate::pages::Failure;
use crate::pages::typed_day::TypedDay;
use crate::words;

type Sent = Vec<(String, String)>;

/// `GET /{body}/proposals/{proposal}/conflicts`
pub(super) async fn show(Reading(proposal): Reading) -> Result<Response, Failure> {
    page(&proposal, &Vec::new(), &[], None).await
}

/// `POST /{body}/proposals/{proposal}/conflicts`
pub(super) async fn do_it(
    Reading(proposal): Reading,
    Form(sent): Form<Sent>,
) -> Result<Response, Failure> {
    let asking = &proposal.asking;
    let (muster, actor, body) = (asking.muster(), &asking.viewer.actor, &asking.body.key);
    let open = &proposal.open;
    let moved = muster.on_moved_register(actor, body, open).await?;
    let is_decided = is_decided(&proposal);
    let (answers, mut wrong) = answers(&sent, &moved.rebase.conflicts);
    let on = TypedDay::sent(&sent, "on").read("Day of the decision");
    let on = on.and_then(|on| match on > asking.today {
        true => Err("Day of the decision must be today or in the past".to_owned()),
        false => Ok(on),
    });
    if let (true, Err(words)) = (is_decided, &on) {
        wrong.push(("on-day".into(), words.clone()));
    }
    let maker = value(&sent, "maker").trim();
    if is_decided && maker.is_empty() {
        wrong.push(("maker".into(), "Enter who decided".into()));
    }
    if !wrong.is_empty() {
        let page = page(&proposal, &sent, &wrong, None).await?;
        return Ok((StatusCode::BAD_REQUEST, page).into_response());
    }
    let head = moved.view.snapshot.head;
    let is_stale = value(&sent, "revision") != open.saved.number.to_string()
        || parsed(value(&sent, "head")) != Some(head);
    let stale = "The register or the proposal has changed since you looked. Nothing is recorded. Look at \
                 what is so now, and settle it again.";
    if is_stale {
        let page = page(&proposal, &sent, &[], Some(stale)).await?;
        return Ok((StatusCode::CONFLICT, page).into_response());
    }
    let done = match is_decided {
        false => {
            let saved = muster.settle_conflicts(actor, body, open, &moved, &answers);
            matches!(saved.await?, Saved::As(_) | Saved::Already(_))
        }
        true => {
            let further = FurtherDecision {
                on: on.unwrap_or(asking.today),
                decision_maker: maker.to_owned(),
                answers,
            };
            let seen = muster.life_of(open);
            let settled = muster.settle_after_decision(actor, body, open, &seen, head, &further);
            match settled.await {
                Ok(Verdict::Recorded { .. } | Verdict::Already(_)) => true,
                Err(AppError::Store(
                    StoreError::Conflict { .. } | StoreError::StepConflict { .. },
                )) => false,
                Err(error) => return Err(error.into()),
            }
        }
    };
    if !done {
        let page = page(&proposal, &sent, &[], Some(stale)).await?;
        return Ok((StatusCode::CONFLICT, page).into_response());
    }
    let to = match is_decided {
        true => proposal.address("/decision?done=settled"),
        false => proposal.address("/conflicts?done=settled"),
    };
    Ok(Redirect::to(&to).into_response())
}

fn is_decided(proposal: &Proposal) -> bool {
    matches!(proposal.open.state, State::Decided | State::InForce)
}

fn value<'s>(sent: &'s Sent, name: &str) -> &'s str {
    let found = sent.iter().find(|(own, _)| own == name);
    found.map_or("", |(_, value)| value.as_str())
}

/// The answers that a form gives, and what is missing in it. One that is neither chosen nor reasoned stays open, for
/// conflicts may be settled one at a time.
fn answers(sent: &Sent, conflicts: &[Conflict]) -> (Vec<Answer>, Vec<(String, String)>) {
    let (mut answers, mut wrong) = (Vec::new(), Vec::new());
    for (conflict, one) in conflicts.iter().enumerate() {
        let way = value(sent, &format!("c{conflict}")).parse::<usize>().ok();
        let reason = value(sent, &format!("reason{conflict}")).trim().to_owned();
        if way.is_none() && reason.is_empty() && conflicts.len() > 1 {
            continue;
        }
        match way.filter(|way| *way < one.ways.len()) {
            None => {
                let words = format!("Select what happens to {}", one.title);
                wrong.push((format!("c{conflict}"), words));
            }
            Some(way) => answers.push(Answer {
                conflict,
                way,
                reason: reason.clone(),
            }),
        }
        if reason.is_empty() {
            let words = format!("Enter the reason, for {}", one.title);
            wrong.push((format!("reason{conflict}"), words));
        }
    }
    if answers.is_empty() && wrong.is_empty() && !conflicts.is_empty() {
        wrong.push(("c0".to_owned(), "Settle at least one conflict".to_owned()));
    }
    (answers, wrong)
}

async fn page(
    proposal: &Proposal,
    sent: &Sent,
    wrong: &[(String, String)],
    refused: Option<&str>,
) -> Result<Response, Failure> {
    let asking = &proposal.asking;
    let (muster, actor, body) = (asking.muster(), &asking.viewer.actor, &asking.body.key);
    let moved = muster
        .on_moved_register(actor, body, &proposal.open)
        .await?;
    let touching = muster.touching(actor, body, &proposal.open).await?;
    let count = moved.rebase.conflicts.len();
    let heading = match count {
        0 => "Conflicts".to_owned(),
        count => format!(
            "The register has moved: {}",
            words::counted(count as u64, "conflict")
        ),
    };
    let errors = wrong.iter().map(|(id, text)| SummarisedError {
        text: text.as_str().into(),
        href: Some(format!("#{id}")),
    });
    let summary = ErrorSummary {
        errors: errors.collect(),
        ..ErrorSummary::default()
    };
    let html = html! {
        @if !wrong.is_empty() { (summary) }
        @if let Some(words) = refused { (WarningText { text: words.into(), ..WarningText::default() }) }
        h1.govuk-heading-l { (heading) }
        @if moved.rebase.is_clean() {
            p.govuk-body { "Nothing was decided since this proposal was written that touches it." }
        } @else {
            (form(proposal, sent, wrong, &moved))
        }
        (others(proposal, &touching))
    };
    Ok(proposal
        .page(Place::Sheet, &heading, &html)
        .with_errors(!wrong.is_empty())
        .answer(&asking.site))
}

fn form(
    proposal: &Proposal,
    sent: &Sent,
    wrong: &[(String, String)],
    moved: &OnMovedRegister,
) -> Markup {
    let is_decided = is_decided(proposal);
    let error = |id: &str| {
        let found = wrong.iter().find(|(own, _)| own == id);
        found.map(|(_, words)| words.as_str().into())
    };
    let maker = Input {
        field: Field::new("maker", "Who decided?")
            .hint("A body, a member\u{2019}s office, or the post to which it was delegated")
            .error(error("maker")),
        value: Some(value(sent, "maker").to_owned()),
        ..Input::default()
    };
    let (muster, actor) = (proposal.asking.muster(), &proposal.asking.viewer.actor);
    let may_settle = match is_decided {
        true => muster.may_step(actor, &proposal.open, StepKind::Settled),
        false => may_in_case(proposal.open.capacity, CaseDeed::ResolveConflict),
    };
    let on = match TypedDay::sent(sent, "on") {
        typed if typed.is_empty() => TypedDay::of(proposal.asking.today),
        typed => typed,
    };
    let button = match (is_decided, moved.rebase.conflicts.is_empty()) {
        (true, _) => "Record the further decision",
        (false, true) => "I have seen what others changed",
        (false, false) => "Settle and save a revision",
    };
    html! {
        p.govuk-body {
            @if is_decided {
                "What was approved is not altered. What is settled here is recorded on a further or a delegated decision."
                @if moved.rebase.conflicts.len() > 1 { " You can settle them one at a time: leave the others empty." }
            } @else if !moved.rebase.conflicts.is_empty() {
                "Your answers make a revision. Comments of officers lapse where what they relied on changes."
            }
        }
        form.muster-deciding method="post" action=(proposal.address("/conflicts")) novalidate {
            input type="hidden" name="revision" value=(proposal.open.saved.number);
            input type="hidden" name="head" value=(moved.view.snapshot.head);
            @for (at, conflict) in moved.rebase.conflicts.iter().enumerate() {
                section.muster-finding {
                    h2.govuk-heading-m { (conflict.title)
                        @if is_decided { " " (Tag::coloured("Approved, not yet in effect", "yellow")) } }
                    (sides(conflict))
                    (ways(sent, at, conflict, &error))
                }
            }
            @for one in &moved.rebase.also_changed {
                section.muster-finding {
                    h2.govuk-heading-m { (one.title) }
                    p.govuk-body {
                        "Also changed by others: " (fields(&one.fields)) ". Nothing is in the way of your change."
                    }
                    (moves(&one.moved_by))
                }
            }
            @if may_settle {
                @if is_decided && !moved.rebase.conflicts.is_empty() {
                    (on.input("on", "Day of the further decision", error("on-day")))
                    (maker)
                }
                @if !is_decided || !moved.rebase.conflicts.is_empty() { (Button::submit(button)) }
            } @else if is_decided {
                p.govuk-body { "Democratic services or the monitoring officer record how it is settled." }
            } @else {
                p.govuk-body { "Those who write the proposal settle it." }
            }
        }
    }
}

fn sides(conflict: &Conflict) -> Markup {
    let list = SummaryList {
        rows: vec![
            SummaryRow::new("When written", conflict.written.as_str()),
            SummaryRow::new(
                "Register now",
                html! { (conflict.now) (moves(&conflict.moved_by)) },
            ),
            SummaryRow::new("Proposal", conflict.proposed.as_str()),
        ],
        ..SummaryList::default()
    };
    html! { (list) }
}

/// Who moved the register.
fn moves(moved_by: &[Move]) -> Markup {
    html! {
        @if !moved_by.is_empty() {
            ul.govuk-list {
                @for one in moved_by {
                    li { (words::sentence(&one.did)) " by "
                        (one.decision.maker.as_deref().unwrap_or(&one.decision.body))
                        ", " (words::day(one.decision.date)) " (" (one.decision.title) ")" }
                }
            }
        }
    }
}

fn ways(
    sent: &Sent,
    at: usize,
    conflict: &Conflict,
    error: &impl Fn(&str) -> Option<crate::components::Content>,
) -> Markup {
    let name = format!("c{at}");
    let chosen = value(sent, &name);
    let items = conflict.ways.iter().enumerate().map(|(way, one)| Choice {
        value: way.to_string(),
        text: one.label.as_str().into(),
        checked: chosen == way.to_string(),
        ..Choice::default()
    });
    let choices = Choices {
        legend: Some(Legend::from(
            format!("What happens to {}?", conflict.title).as_str(),
        )),
        error: error(&name),
        items: items.collect(),
        name,
        ..Choices::default()
    };
    let reason = format!("reason{at}");
    let why = Textarea {
        field: Field::new(reason.as_str(), "Reason")
            .hint("It is kept with the case. Name nobody.")
            .error(error(&reason)),
        value: value(sent, &reason).to_owned(),
        rows: Some(2),
        ..Textarea::default()
    };
    html! { (choices) (why) }
}

fn fields(fields: &[PostField]) -> String {
    let word = |field: &PostField| match field {
        PostField::Title => "title",
        PostField::Grade => "grade",
        PostField::Quantity => "number of posts",
        PostField::Unit => "unit",
        PostField::LineManager => "line manager",
        PostField::Tenure => "tenure",
        PostField::Funding => "funding",
        PostField::Occupancy => "occupancy",
    };
    fields.iter().map(word).collect::<Vec<_>>().join(", ")
}

/// Other proposals that touch this one.
fn others(proposal: &Proposal, touching: &[Touching]) -> Markup {
    html! {
        h2.govuk-heading-m { "Other proposals" }
        @if touching.is_empty() {
            p.govuk-body { "No other open proposal touches this one." }
        } @else {
            ul.govuk-list.govuk-list--bullet {
                @for one in touching {
                    li {
                        strong { (one.crossing.about) } ": " (crossing(one.crossing.kind)) " "
                        @match &one.other {
                            Some((reference, title)) => {
                                a.govuk-link href=(proposal.asking.address(&format!("proposals/{}", reference.in_address()))) {
                                    (title) " (" (reference) ")"
                                }
                            },
                            None => "Another proposal, which you are not on",
                        }
                    }
                }
            }
        }
    }
}

fn crossing(kind: CrossingKind) -> &'static str {
    match kind {
        CrossingKind::SamePost => "both change or end it in the same respect.",
        CrossingKind::AlsoChanged => "both change it, in different respects. Both can stand.",
        CrossingKind::ReportsToEnded => "one ends the post to which the other lets posts report.",
        CrossingKind::SavingTwice => "both count this saving.",
        CrossingKind::DependsOn => "only the other brings what this one needs.",
    }
}
