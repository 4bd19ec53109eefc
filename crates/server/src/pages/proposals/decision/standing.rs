//! A decision that is recorded: its receipt, what of it is in effect, and what is still open.

use app::{AppError, StoreError};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use governance::{Condition, ConditionKey, StepKind};
use jiff::Timestamp;
use maud::{Markup, html};

use super::super::frame::{Place, Proposal};
use super::answer::{Sent, value};
use super::waits_for;
use crate::components::{
    Button, Field, Panel, SummaryList, SummaryRow, Tag, Textarea, WarningText,
};
use crate::pages::Failure;
use crate::words;

pub(super) async fn page(proposal: &Proposal, refused: Option<&str>) -> Result<Response, Failure> {
    let asking = &proposal.asking;
    let (muster, actor, body) = (asking.muster(), &asking.viewer.actor, &asking.body.key);
    let open = &proposal.open;
    let seen = muster.life_of(open);
    let in_effect = muster.in_effect(actor, body, open, &seen).await?;
    let case = &open.draft.case;
    let title = |change: usize| {
        let change = case.changes.get(change);
        change.map_or("", |change| change.verb.subject().value.as_str())
    };
    let decisions = seen.life.decisions();
    let receipt = { decisions.iter().rev() }
        .find_map(|(_, one)| one.ledger.as_ref())
        .map(|ledger| format!("{}-{}", ledger.entries, ledger.hash));
    let may_meet = muster.may_step(actor, open, StepKind::ConditionMet);
    let html = html! {
        @if let Some(words) = refused { (WarningText { text: words.into(), ..WarningText::default() }) }
        (head(proposal, &receipt))
        @for (taken, decided) in &decisions {
            (SummaryList {
                rows: vec![
                    SummaryRow::new("Decided by", decided.decision_maker.as_str()),
                    SummaryRow::new("On", words::day(decided.on)),
                    SummaryRow::new("Recorded", at(taken.at)),
                    SummaryRow::new("Recommendations", html! {
                        ol.govuk-list.govuk-list--number {
                            @for one in &decided.resolutions {
                                li { (words::sentence(one.outcome.words()))
                                    @if let Some(minuted) = &one.minuted { ": " (minuted) } }
                            }
                        }
                    }),
                ],
                ..SummaryList::default()
            })
        }
        h2.govuk-heading-m { "In effect" }
        @if in_effect.recorded.is_empty() { p.govuk-body { "Nothing of it is in the register." } }
        ul.govuk-list.govuk-list--bullet {
            @for change in &in_effect.recorded { li { "Change " (change + 1) ", " (title(*change)) } }
        }
        @if !in_effect.waiting.is_empty() {
            h2.govuk-heading-m { "Approved, not yet in effect" }
            ul.govuk-list.govuk-list--bullet {
                @for one in &in_effect.waiting {
                    li { "Change " (one.change + 1) ", " (title(one.change)) " "
                        (Tag::coloured("Approved, not yet in effect", "yellow")) " " (waits_for(one.why)) }
                }
            }
            @if !in_effect.moved.rebase.conflicts.is_empty() {
                p.govuk-body { a.govuk-link href=(proposal.address("/conflicts")) { "Settle what clashes" } }
            }
        }
        @if !in_effect.not_approved.is_empty() {
            h2.govuk-heading-m { "Not approved" }
            ul.govuk-list.govuk-list--bullet {
                @for change in &in_effect.not_approved { li { "Change " (change + 1) ", " (title(*change)) } }
            }
        }
        @for condition in seen.life.conditions() { (self::condition(proposal, condition, may_meet)) }
    };
    Ok(proposal
        .page(Place::Sheet, "The decision", &html)
        .answer(&asking.site))
}

/// The panel with the receipt just after recording; a heading otherwise.
fn head(proposal: &Proposal, receipt: &Option<String>) -> Markup {
    let query = &proposal.asking.query;
    let body = html! {
        @match receipt {
            Some(receipt) => { "Receipt " br; code.muster-reference { (receipt) } },
            None => "Nothing went into the register.",
        }
    };
    let already = query
        .get("already")
        .and_then(|number| number.parse::<u32>().ok());
    let mut steps = proposal.open.life.steps().iter();
    let already = already.and_then(|number| steps.find(|taken| taken.number == number));
    let panel = Panel {
        title: "Decision recorded".into(),
        body: body.clone().into(),
        ..Panel::default()
    };
    html! {
        @if query.get("done") == Some("decided") { (panel) } @else {
            h1.govuk-heading-l { "The decision" }
            @if let Some(taken) = already { p.govuk-body { strong { "Already recorded at " (at(taken.at)) "." } } }
            p.govuk-body { (body) }
        }
    }
}

fn condition(proposal: &Proposal, one: &Condition, may_meet: bool) -> Markup {
    let tag = match one.met {
        Some(_) => Tag::coloured("Met", "green"),
        None => Tag::coloured("Open", "yellow"),
    };
    let name = format!("words-{}-{}", one.key.of, one.key.condition);
    let shows = Textarea {
        field: Field {
            id: Some(name),
            ..Field::new("words", "What shows that it is met?")
        },
        rows: Some(2),
        ..Textarea::default()
    };
    html! {
        section.muster-finding {
            h2.govuk-heading-s { "Condition: " (one.must.what) " " (tag) }
            p.govuk-body { "Decided by " (one.must.decided_by) "." }
            @if one.met.is_none() && may_meet {
                form method="post" action=(proposal.address("/decision")) novalidate {
                    input type="hidden" name="do" value="meet";
                    input type="hidden" name="of" value=(one.key.of);
                    input type="hidden" name="condition" value=(one.key.condition);
                    (shows)
                    (Button::submit("Record that it is met").secondary())
                }
            }
        }
    }
}

/// Records that a condition is met.
pub(super) async fn meet(proposal: &Proposal, sent: &Sent) -> Result<Response, Failure> {
    let asking = &proposal.asking;
    let (muster, actor, body) = (asking.muster(), &asking.viewer.actor, &asking.body.key);
    let key = ConditionKey {
        of: value(sent, "of").parse().unwrap_or(0),
        condition: value(sent, "condition").parse().unwrap_or(usize::MAX),
    };
    let seen = muster.life_of(&proposal.open);
    let met = (asking.today, value(sent, "words"));
    let met = muster.meet_condition(actor, body, &proposal.open, &seen, key, met);
    match met.await {
        Ok(_) => Ok(Redirect::to(&proposal.address("/decision?done=met")).into_response()),
        Err(AppError::NoWords) => {
            let page = page(proposal, Some("Enter what shows that the condition is met")).await?;
            Ok((StatusCode::BAD_REQUEST, page).into_response())
        }
        Err(AppError::Store(StoreError::Conflict { .. } | StoreError::StepConflict { .. })) => {
            let words =
                "Somebody else recorded something meanwhile. Nothing is recorded. Try again.";
            let page = page(proposal, Some(words)).await?;
            Ok((StatusCode::CONFLICT, page).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

fn at(micros: i64) -> String {
    Timestamp::from_microsecond(micros)
        .map_or_else(|_| "a time that is not known".to_owned(), words::instant)
}
