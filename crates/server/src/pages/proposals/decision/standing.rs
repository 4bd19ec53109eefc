//! A decision that is recorded: its receipt, what of it is in effect, and what is still open.

use app::{AppError, CaseLife, InEffect, StoreError, WhyWaiting};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use base::long_date;
use governance::{
    Condition, ConditionKey, Decided, Procedure, Record, Resolution, Step, TakenStep,
};
use jiff::Timestamp;
use maud::{Markup, html};
use proposal::Case;
use proposal::case::Outcome;

use super::super::frame::{Place, Proposal};
use super::answer::{Sent, called, value};
use super::{prose, waits_for};
use crate::components::{
    Button, DateInput, Field, Panel, SummaryList, SummaryRow, Tag, Textarea, WarningText,
};
use crate::pages::Failure;
use crate::pages::typed_day::TypedDay;
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
    let groups = grouped(seen.life.conditions());
    let html = html! {
        @if let Some(words) = refused { (WarningText { text: words.into(), ..WarningText::default() }) }
        (head(proposal, &receipt, &in_effect))
        @for (taken, decided) in &decisions { (one(proposal, taken, decided)) }
        (further(&seen))
        h2.govuk-heading-m { "In the register" }
        @if in_effect.recorded.is_empty() { p.govuk-body { "Nothing of it is in the register." } }
        @else {
            p.govuk-body { (entries(proposal, &in_effect)) }
            ul.govuk-list.govuk-list--bullet {
                @for change in &in_effect.recorded { li { "Change " (change + 1) ", " (title(*change)) } }
            }
        }
        @if !in_effect.waiting.is_empty() {
            h2.govuk-heading-m { "Approved, not yet in effect" }
            @for why in [WhyWaiting::Condition, WhyWaiting::Conflict, WhyWaiting::Refused] {
                @let waiting = { in_effect.waiting.iter() }.filter(|one| one.why == why);
                @let changes: Vec<usize> = waiting.map(|one| one.change).collect();
                @if !changes.is_empty() {
                    p.govuk-body { (words::sentence(waits_for(why))) }
                    ul.govuk-list.govuk-list--bullet {
                        @for change in changes { li { "Change " (change + 1) ", " (title(change)) } }
                    }
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
        @if !groups.is_empty() {
            h2.govuk-heading-m #conditions { "Conditions" }
            @for group in &groups { (condition(proposal, &seen, group)) }
        }
        p.govuk-body {
            a.govuk-link href=(proposal.address("/follow-up")) { "See what follows the decision" }
        }
    };
    Ok(proposal
        .page(Place::Sheet, "The decision", &html)
        .answer(&asking.site))
}

/// Those who decided before, where another must decide too.
pub(super) fn earlier(proposal: &Proposal, seen: &CaseLife) -> Markup {
    let decisions = seen.life.decisions();
    html! {
        @if !decisions.is_empty() {
            h2.govuk-heading-m { "Decided so far" }
            @for (taken, decided) in &decisions { (one(proposal, taken, decided)) }
        }
    }
}

/// A decision: who, when, and what on each recommendation.
fn one(proposal: &Proposal, taken: &TakenStep, decided: &Decided) -> Markup {
    let case = &proposal.open.draft.case;
    let mut told = vec![
        ("Decided by".to_owned(), decided.decision_maker.clone()),
        ("On".to_owned(), words::day(decided.on)),
        ("Recorded".to_owned(), at(taken.at)),
    ];
    let source = case.decision.as_ref().and_then(|one| one.source.as_ref());
    told.extend(source.map(|source| ("Minute".to_owned(), source.value.clone())));
    told.extend(decided.record.iter().flat_map(recorded));
    html! {
        (rows(told))
        (resolved(case, &decided.resolutions))
    }
}

/// What was settled by further decisions, each with its reasons.
fn further(seen: &CaseLife) -> Markup {
    let settled = seen
        .life
        .steps()
        .iter()
        .filter_map(|taken| match &taken.step {
            Step::Settled(settled) => Some((taken, settled)),
            _ => None,
        });
    html! {
        @for (taken, settled) in settled {
            h2.govuk-heading-m { "Further decision" }
            (rows(vec![
                ("Decided by".to_owned(), settled.decision_maker.clone()),
                ("On".to_owned(), words::day(settled.on)),
                ("Recorded".to_owned(), at(taken.at)),
                ("What was settled".to_owned(), settled.answers.join("; ")),
                (
                    "Reason".to_owned(),
                    taken.words.clone().unwrap_or_else(|| "Redacted".to_owned()),
                ),
            ]))
        }
    }
}

/// What a member or an officer who decides alone has put on record.
pub(super) fn recorded(record: &Record) -> Vec<(String, String)> {
    let interests = match record.interests.as_str() {
        "" => "None declared".to_owned(),
        declared => declared.to_owned(),
    };
    vec![
        ("Reasons".to_owned(), record.reasons.clone()),
        ("Options rejected".to_owned(), record.alternatives.clone()),
        ("Interests".to_owned(), interests),
    ]
}

pub(super) fn rows(told: Vec<(String, String)>) -> SummaryList {
    let rows = told.into_iter();
    SummaryList {
        rows: rows
            .map(|(key, value)| SummaryRow::new(key, value))
            .collect(),
        ..SummaryList::default()
    }
}

/// What was decided on each recommendation, with its words.
pub(super) fn resolved(case: &Case, resolutions: &[Resolution]) -> Markup {
    let colour = |outcome| match outcome {
        Outcome::Approved | Outcome::ApprovedAsAmended => "green",
        Outcome::ApprovedOnConditions | Outcome::Deferred => "yellow",
        Outcome::Refused | Outcome::Noted | Outcome::Recommended | Outcome::Delegated => "grey",
    };
    html! {
        ol.govuk-list.govuk-list--number.muster-recommendations {
            @for one in resolutions {
                @let index = one.recommendation.checked_sub(1);
                @let recommendation = index.and_then(|index| case.recommendations.get(index));
                li {
                    p.govuk-body { (Tag::coloured(called(one.outcome), colour(one.outcome))) }
                    @if let Some(text) = recommendation.and_then(|one| one.text.as_ref()) { (prose(&text.text)) }
                    @if let Some(minuted) = &one.minuted {
                        p.govuk-body { strong { "As minuted: " } (minuted) }
                    }
                    @for must in { one.conditions.iter() }.filter(|must| must.procedure.is_none()) {
                        p.govuk-body { strong { "On the condition: " } (ended(&must.what)) " Decided by " (must.decided_by) "." }
                    }
                }
            }
        }
    }
}

/// Words as a sentence.
fn ended(words: &str) -> String {
    format!("{}.", words.trim_end_matches('.'))
}

/// Where its entries are in the ledger.
fn entries(proposal: &Proposal, in_effect: &InEffect) -> Markup {
    let entries = &in_effect.entries;
    let (Some(first), Some(last)) = (entries.first(), entries.last()) else {
        return html! {};
    };
    let address = proposal
        .asking
        .address(&format!("decisions/{}", first.number()));
    html! {
        a.govuk-link href=(address) {
            (words::counted_as(entries.len() as u64, "entry", "entries")) " in the ledger"
        }
        @if first == last { ", number " (first.number()) } @else { ", from " (first.number()) " to " (last.number()) }
        "."
    }
}

/// The panel with the receipt just after recording; a heading otherwise.
fn head(proposal: &Proposal, receipt: &Option<String>, in_effect: &InEffect) -> Markup {
    let query = &proposal.asking.query;
    let body = html! {
        @match receipt {
            Some(receipt) => { "Receipt: " code.muster-reference { (receipt) } },
            None if in_effect.recorded.is_empty() => "Nothing went into the register.",
            None => "It went into the register when what it waited for had happened.",
        }
    };
    let already = query
        .get("already")
        .and_then(|number| number.parse::<u32>().ok());
    let mut steps = proposal.open.life.steps().iter();
    let already = already.and_then(|number| steps.find(|taken| taken.number == number));
    let panel = Panel {
        title: "Decision recorded".into(),
        ..Panel::default()
    };
    html! {
        @if query.get("done") == Some("decided") { (panel) } @else {
            h1.govuk-heading-l { "The decision" }
            @if let Some(taken) = already { p.govuk-body { strong { "Already recorded at " (at(taken.at)) "." } } }
        }
        p.govuk-body { (body) }
    }
}

/// Conditions that say the same of several recommendations.
fn grouped(conditions: Vec<&Condition>) -> Vec<Vec<&Condition>> {
    let mut groups: Vec<Vec<&Condition>> = Vec::new();
    for one in conditions {
        let same = |group: &&mut Vec<&Condition>| {
            let first = group[0];
            first.must == one.must && first.met.is_some() == one.met.is_some()
        };
        match groups.iter_mut().find(same) {
            Some(group) => group.push(one),
            None => groups.push(vec![one]),
        }
    }
    groups
}

/// Something that must happen, for one recommendation or for several, and where that it did is recorded.
fn condition(proposal: &Proposal, seen: &CaseLife, group: &[&Condition]) -> Markup {
    let Some(first) = group.first() else {
        return html! {};
    };
    let (muster, actor) = (proposal.asking.muster(), &proposal.asking.viewer.actor);
    let may_meet = muster.may_meet(actor, &proposal.open, &first.must);
    let tag = match first.met {
        Some(_) => Tag::coloured("Met", "green"),
        None => Tag::coloured("Open", "yellow"),
    };
    let name = format!("c{}-{}", first.key.of, first.key.condition);
    let shows = Textarea {
        field: Field {
            id: Some(format!("{name}-words")),
            ..Field::new("words", "What shows that it is met?")
        },
        rows: Some(2),
        ..Textarea::default()
    };
    let day = TypedDay::of(proposal.asking.today);
    let day = DateInput {
        id: format!("{name}-met"),
        ..day.input("met", "When was it met?", None)
    };
    let button = match first.must.procedure {
        Some(Procedure::Countersignature) => "Countersign",
        Some(Procedure::CallIn { .. }) => "Record that call-in has ended",
        None => "Record that it is met",
    };
    let met = first.met.and_then(|number| {
        let mut steps = seen.life.steps().iter();
        steps.find(|taken| taken.number == number)
    });
    html! {
        section.muster-finding {
            h3.govuk-heading-s { (first.must.what) " " (tag) }
            p.govuk-body { "Decided by " (first.must.decided_by) "." }
            @if let Some(taken) = met {
                p.govuk-body-s {
                    @if let Step::ConditionMet { on: Some(on), .. } = &taken.step { "Met on " (long_date(*on)) ". " }
                    "Recorded at " (at(taken.at)) "."
                    @if let Some(words) = &taken.words { " " (words) } }
            }
            @if first.met.is_none() && may_meet {
                form method="post" action=(proposal.address("/decision")) novalidate {
                    input type="hidden" name="do" value="meet";
                    @for one in group {
                        input type="hidden" name="condition" value={ (one.key.of) "." (one.key.condition) };
                    }
                    (day)
                    (shows)
                    (Button::submit(button).secondary())
                }
            } @else if first.met.is_none() && first.must.procedure == Some(Procedure::Countersignature) {
                p.govuk-body-s { "It is signed by somebody with the role Legal who did not write the proposal." }
            }
        }
    }
}

/// Records that a condition is met, for each recommendation for which it was set.
pub(super) async fn meet(proposal: &Proposal, sent: &Sent) -> Result<Response, Failure> {
    let asking = &proposal.asking;
    let (muster, actor, body) = (asking.muster(), &asking.viewer.actor, &asking.body.key);
    let bad = |words: String| async move {
        let page = page(proposal, Some(&words)).await?;
        Ok((StatusCode::BAD_REQUEST, page).into_response())
    };
    let on = match TypedDay::sent(sent, "met").read("Day on which it was met") {
        Ok(on) if on > asking.today => {
            return bad("Day on which it was met must be today or in the past".to_owned()).await;
        }
        Ok(on) => on,
        Err(words) => return bad(words).await,
    };
    let keys = sent.iter().filter(|(name, _)| name == "condition");
    let keys = keys.filter_map(|(_, value)| {
        let (of, condition) = value.split_once('.')?;
        let (of, condition) = (of.parse().ok()?, condition.parse().ok()?);
        Some(ConditionKey { of, condition })
    });
    for key in keys {
        let open = proposal.at_revision(None).await?;
        let seen = muster.life_of(&open);
        let met = (on, value(sent, "words"));
        let met = muster.meet_condition(actor, body, &open, &seen, key, met);
        match met.await {
            Ok(_) => {}
            Err(AppError::NoWords) => {
                return bad("Enter what shows that the condition is met".to_owned()).await;
            }
            Err(error @ AppError::CallInNotOver(_)) => {
                return bad(words::sentence(&error.to_string())).await;
            }
            Err(AppError::Store(StoreError::Conflict { .. } | StoreError::StepConflict { .. })) => {
                let words = "Somebody else recorded something meanwhile. Look at what is open now, and record the rest.";
                let page = page(proposal, Some(words)).await?;
                return Ok((StatusCode::CONFLICT, page).into_response());
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(Redirect::to(&proposal.address("/decision?done=met")).into_response())
}

fn at(micros: i64) -> String {
    Timestamp::from_microsecond(micros)
        .map_or_else(|_| "a time that is not known".to_owned(), words::instant)
}
