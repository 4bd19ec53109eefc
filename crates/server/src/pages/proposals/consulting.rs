//! A consultation is opened, and closed with what was said.

use app::{AppError, Consulting, StoreError, Tally};
use axum::Form;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use base::{When, long_date};
use governance::{Consultation, StepKind, TakenStep, least_days, opens_by};
use maud::{Markup, html};

use super::frame::{Place, Proposal, Reading};
use super::tasks::Status;
use crate::components::{
    Button, ErrorSummary, Field, InsetText, SummarisedError, SummaryList, SummaryRow, Tag,
    Textarea, WarningText,
};
use crate::pages::Failure;
use crate::pages::typed_day::TypedDay;
use crate::words;

type Sent = Vec<(String, String)>;
type Wrong = Vec<(String, String)>;

/// `GET /{body}/proposals/{proposal}/consulting`
pub(super) async fn show(Reading(proposal): Reading) -> Result<Response, Failure> {
    page(&proposal, &Sent::new(), &Wrong::new(), None).await
}

/// `POST /{body}/proposals/{proposal}/consulting`
pub(super) async fn do_it(proposal: Proposal, Form(sent): Form<Sent>) -> Result<Response, Failure> {
    let asking = &proposal.asking;
    let (muster, actor, body) = (asking.muster(), &asking.viewer.actor, &asking.body.key);
    let open = &proposal.open;
    let closes = value(&sent, "do") == "close";
    let mut wrong = Wrong::new();
    let done = if closes {
        let said = value(&sent, "said");
        if said.is_empty() {
            wrong.push(("said".to_owned(), "Enter what was said".to_owned()));
        }
        match wrong.is_empty() {
            true => Some(muster.close_consultation(actor, body, open, said).await),
            false => None,
        }
    } else {
        match consulting(&proposal, &sent, &mut wrong) {
            Some(new) => Some(muster.open_consultation(actor, body, open, &new).await),
            None => None,
        }
    };
    let behind =
        "Somebody else saved or recorded something meanwhile. Look at it, and do it again.";
    let refused = match done {
        None => {
            let page = page(&proposal, &sent, &wrong, None).await?;
            return Ok((StatusCode::BAD_REQUEST, page).into_response());
        }
        Some(Ok(true)) => {
            let done = if closes { "closed" } else { "opened" };
            let to = proposal.address(&format!("/consulting?done=consultation-{done}"));
            return Ok(Redirect::to(&to).into_response());
        }
        Some(Ok(false) | Err(AppError::Store(StoreError::StepConflict { .. }))) => {
            behind.to_owned()
        }
        Some(Err(AppError::StepNotAllowed(missing))) => {
            let words: Vec<String> = missing.into_iter().map(|one| one.words).collect();
            words.join(". ")
        }
        Some(Err(error)) => return Err(error.into()),
    };
    let page = page(&proposal, &sent, &wrong, Some(&refused)).await?;
    Ok((StatusCode::CONFLICT, page).into_response())
}

fn value<'s>(sent: &'s Sent, name: &str) -> &'s str {
    let found = sent.iter().find(|(own, _)| own == name);
    found.map_or("", |(_, value)| value.trim())
}

/// The consultation that a form would open.
fn consulting(proposal: &Proposal, sent: &Sent, wrong: &mut Wrong) -> Option<Consulting> {
    let day = |name: &str, called: &str| TypedDay::sent(sent, name).read(called);
    let (from, until) = (
        day("from", "First day"),
        day("until", "Last day for answers"),
    );
    for (name, read) in [("from-day", &from), ("until-day", &until)] {
        if let Err(words) = read {
            wrong.push((name.to_owned(), words.clone()));
        }
    }
    let with: Vec<String> = { value(sent, "with").lines() }
        .map(|line| line.trim().to_owned())
        .filter(|line| !line.is_empty())
        .collect();
    let (Ok(from), Ok(until)) = (from, until) else {
        return None;
    };
    if until < from {
        wrong.push((
            "until-day".to_owned(),
            "Last day for answers must not be before the first day".to_owned(),
        ));
    }
    if from > proposal.asking.today {
        wrong.push((
            "from-day".to_owned(),
            "First day must be today or in the past".to_owned(),
        ));
    }
    if with.is_empty() {
        wrong.push(("with".to_owned(), "Enter who is asked".to_owned()));
    }
    let is_right = wrong.is_empty();
    is_right.then_some(Consulting { from, until, with })
}

/// What is said of the answers: `4 answers from 2 people between 3 and 9 May 2018. 1 waits for a response.`
pub(super) fn counted(tally: &Tally) -> String {
    let waiting = match tally.waiting {
        0 => String::new(),
        1 => " 1 waits for a response.".to_owned(),
        more => format!(" {more} wait for a response."),
    };
    match received(tally) {
        None => "Nobody has answered yet.".to_owned(),
        Some(received) => format!("{received}.{waiting}"),
    }
}

/// `4 answers from 2 people between 3 May 2018 and 9 May 2018`; nothing where there is none.
fn received(tally: &Tally) -> Option<String> {
    let (first, last) = tally.between?;
    let (first, last) = (words::day_of(first), words::day_of(last));
    let when = match first == last {
        true => format!("on {first}"),
        false => format!("between {first} and {last}"),
    };
    let answers = words::counted(tally.answers as u64, "answer");
    let people = words::counted_as(tally.people as u64, "person", "people");
    Some(format!("{answers} from {people} {when}"))
}

/// What the close of a consultation can say of the answers: whoever closes it takes it over, or not.
fn suggested(tally: &Tally) -> String {
    let Some(received) = received(tally) else {
        return String::new();
    };
    let changes = match tally.changes {
        0 => String::new(),
        1 => " The proposal changes because of 1 of them.".to_owned(),
        more => format!(" The proposal changes because of {more} of them."),
    };
    format!("{received}.{changes}")
}

/// What of the consultation still stands in the way, where comments are asked for or signed: that it is open, and
/// that answers wait for a response. Nothing where neither is so.
pub(super) async fn open_still(proposal: &Proposal) -> Result<Markup, Failure> {
    let Some(own) = proposal.open.life.consultation() else {
        return Ok(html! {});
    };
    let (muster, actor) = (proposal.asking.muster(), &proposal.asking.viewer.actor);
    let waiting = muster.answers_counted(actor, &proposal.open).await?.waiting;
    if !own.is_open() && waiting == 0 {
        return Ok(html! {});
    }
    let until = long_date(own.until);
    let warning = WarningText {
        text: html! {
            @if own.is_open() {
                "The consultation is open, and its last day for answers is " (until) ": what is said may still change the proposal. "
                "It must be closed before the report is cleared. "
            }
            @if waiting > 0 { (words::counted_as(waiting as u64, "answer waits", "answers wait")) " for a response. " }
            a.govuk-link href=(proposal.address("/consulting")) { "See the consultation" } "."
        }
        .into(),
        ..WarningText::default()
    };
    Ok(html! { (warning) })
}

/// How far the task is.
pub(super) fn status(proposal: &Proposal) -> Status {
    match proposal.open.life.consultation() {
        None => Status::NotYetStarted,
        Some(held) if held.is_open() => Status::InProgress,
        Some(_) => Status::Completed,
    }
}

async fn page(
    proposal: &Proposal,
    sent: &Sent,
    wrong: &Wrong,
    refused: Option<&str>,
) -> Result<Response, Failure> {
    let heading = "Consultation";
    let (muster, actor) = (proposal.asking.muster(), &proposal.asking.viewer.actor);
    let open = &proposal.open;
    let way = muster.way_of(&open.draft.case);
    let may = |step| way.rule(step, open.state).is_some() && muster.may_step(actor, open, step);
    let errors = wrong.iter().map(|(id, text)| SummarisedError {
        text: text.as_str().into(),
        href: Some(format!("#{id}")),
    });
    let summary = ErrorSummary {
        errors: errors.collect(),
        ..ErrorSummary::default()
    };
    let own = open.life.consultation();
    let is_open = own.is_some_and(|own| own.is_open());
    let tally = muster.answers_counted(actor, open).await?;
    let reads = muster.may_read_answers(actor, open);
    let html = html! {
        @if !wrong.is_empty() { (summary) }
        @if let Some(words) = refused { (WarningText { text: words.into(), ..WarningText::default() }) }
        h1.govuk-heading-l { (heading) }
        (law(proposal))
        @match own {
            None => p.govuk-body { "No consultation was opened." },
            Some(own) => {
                (held(&own))
                h2.govuk-heading-m { "Answers" }
                p.govuk-body {
                    (counted(&tally))
                    @if reads && tally.answers > 0 {
                        " " a.govuk-link href=(proposal.address("/consulting/answers")) { "Read the answers" } "."
                    }
                }
            },
        }
        @if is_open && may(StepKind::ConsultationClosed) {
            (closing(proposal, sent, wrong, &tally))
        } @else if !is_open && may(StepKind::ConsultationOpened) {
            (opening(proposal, sent, wrong))
        } @else if is_open {
            p.govuk-body { "Those who write the proposal close it, with what was said." }
        }
        p.govuk-body {
            "The report prints whom you asked, when and what came of it. "
            @if open.state.is_editable() {
                a.govuk-link href=(proposal.address("/consultation")) { "Write more about the consultation" } "."
            }
        }
    };
    Ok(proposal
        .page(Place::Sheet, heading, &html)
        .with_errors(!wrong.is_empty())
        .answer(&proposal.asking.site))
}

/// What the law asks where people are to be dismissed as redundant.
fn law(proposal: &Proposal) -> Markup {
    let said = proposal.open.draft.case.redundancies.as_ref();
    let Some(number) = said.and_then(|said| said.number.value.known()) else {
        return html! {};
    };
    let first = proposal.open.draft.first_day();
    let Some(days) = least_days(number, first.unwrap_or(proposal.asking.today)) else {
        return html! {};
    };
    let by = first.and_then(|first| Some((first, opens_by(number, first)?)));
    let words = html! {
        (number) " redundancies are proposed. The consultation must open at least " (days)
        " days before the first takes effect (Trade Union and Labour Relations (Consolidation) Act 1992, section 188)."
        @if let Some((first, by)) = by {
            " The first change takes effect on " (long_date(first)) ", so it must open by " (long_date(by)) "."
        }
        " The Secretary of State is told as early, on form HR1."
    };
    html! { (InsetText { content: words.into(), ..InsetText::default() }) }
}

/// A consultation that was opened.
fn held(own: &Consultation<'_>) -> Markup {
    let Consultation {
        opened,
        from,
        until,
        closed,
        ..
    } = own;
    let redacted = || "The words were redacted".to_owned();
    let lines = |taken: &TakenStep| {
        let words = taken.words.clone().unwrap_or_else(redacted);
        html! { @for line in words.lines() { (line) br; } }
    };
    let tag = match closed {
        Some(_) => Tag::coloured("Closed", "green"),
        None => Tag::coloured("Open", "blue"),
    };
    let mut rows = vec![
        SummaryRow::new("State", html! { (tag) }),
        SummaryRow::new("First day", words::day(*from)),
        SummaryRow::new("Last day for answers", words::day(*until)),
        SummaryRow::new("Who was asked", lines(opened)),
    ];
    rows.extend(closed.map(|closed| SummaryRow::new("What was said", lines(closed))));
    html! { (SummaryList { rows, ..SummaryList::default() }) }
}

fn error(wrong: &Wrong, id: &str) -> Option<crate::components::Content> {
    let found = wrong.iter().find(|(own, _)| own == id);
    found.map(|(_, words)| words.as_str().into())
}

fn opening(proposal: &Proposal, sent: &Sent, wrong: &Wrong) -> Markup {
    let is_further = proposal.open.life.consultation().is_some();
    let said = proposal.open.draft.case.consultation.as_ref();
    let day = |name: &str, said: Option<When>| match (TypedDay::sent(sent, name), said) {
        (typed, Some(When::Day(day))) if typed.is_empty() => TypedDay::of(day),
        (typed, _) => typed,
    };
    let from = day(
        "from",
        said.and_then(|said| said.from.as_ref()).map(|at| at.value),
    );
    let until = day(
        "until",
        said.and_then(|said| said.until.as_ref()).map(|at| at.value),
    );
    let with = match value(sent, "with") {
        "" => {
            let with = said.iter().flat_map(|said| &said.with);
            let with: Vec<&str> = with.map(|at| at.value.as_str()).collect();
            with.join("\n")
        }
        own => own.to_owned(),
    };
    html! {
        h2.govuk-heading-m { @if is_further { "Open a further consultation" } @else { "Open a consultation" } }
        p.govuk-body {
            "From then on officers read the proposal. Those who are asked read it as it is now, without what is exempt: \
             what you write afterwards they do not see."
        }
        form.muster-deciding method="post" action=(proposal.address("/consulting")) novalidate {
            input type="hidden" name="do" value="open";
            (from.input("from", "First day", error(wrong, "from-day")))
            (until.input("until", "Last day for answers", error(wrong, "until-day")))
            (Textarea {
                field: Field::new("with", "Who is asked?")
                    .hint("One on each line: the unions, the teams. Name nobody.")
                    .error(error(wrong, "with")),
                value: with,
                rows: Some(4),
                ..Textarea::default()
            })
            (Button::submit("Open the consultation"))
        }
    }
}

fn closing(proposal: &Proposal, sent: &Sent, wrong: &Wrong, tally: &Tally) -> Markup {
    let until = proposal.open.life.consultation().map(|own| own.until);
    let is_sent = sent.iter().any(|(name, _)| name == "said");
    let said = match is_sent {
        true => value(sent, "said").to_owned(),
        false => suggested(tally),
    };
    html! {
        h2.govuk-heading-m { "Close the consultation" }
        @if let Some(until) = until.filter(|until| *until >= proposal.asking.today) {
            p.govuk-body {
                "Those who are asked were told that they can answer until " (long_date(until)) ". If you close it now, they no longer can."
            }
        }
        @if tally.waiting > 0 {
            (WarningText {
                text: html! {
                    (words::counted_as(tally.waiting as u64, "answer waits", "answers wait")) " for a response. "
                    "Whoever answered reads it, also once the consultation is closed."
                }.into(),
                ..WarningText::default()
            })
        }
        form.muster-deciding method="post" action=(proposal.address("/consulting")) novalidate {
            input type="hidden" name="do" value="close";
            (Textarea {
                field: Field::new("said", "What was said, and what came of it?")
                    .hint("The report prints it. Name nobody.")
                    .error(error(wrong, "said")),
                value: said,
                rows: Some(6),
                ..Textarea::default()
            })
            (Button::submit("Close the consultation"))
        }
    }
}
