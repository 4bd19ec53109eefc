//! What was answered to the consultation, for those who may read it, and what the council says to each answer.

use app::{Answer, AppError, LONGEST_ANSWER, Response as Said, WhatCameOfIt};
use axum::Form;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use exchange::{TextTable, Value};
use maud::{Markup, html};

use super::frame::{Place, Proposal, Reading};
use super::kept::Sent;
use crate::components::{
    Button, Choice, Choices, Details, ErrorSummary, Field, Legend, SummarisedError, Tag, Textarea,
};
use crate::pages::Failure;
use crate::words;

/// The columns of the file.
const HEADINGS: [&str; 9] = [
    "Answer",
    "Answered",
    "Person",
    "Name",
    "For",
    "What was answered",
    "Responded",
    "What came of it",
    "Response",
];

/// A response as it was sent, and what is wrong with it.
struct Wrong {
    answer: u32,
    outcome: Option<WhatCameOfIt>,
    words: String,
    faults: Vec<(&'static str, String)>,
}

/// `GET /{body}/proposals/{proposal}/consulting/answers`
pub(super) async fn show(Reading(proposal): Reading) -> Result<Response, Failure> {
    page(&proposal, None).await
}

/// `POST /{body}/proposals/{proposal}/consulting/answers`
pub(super) async fn do_it(
    Reading(proposal): Reading,
    Form(sent): Form<Sent>,
) -> Result<Response, Failure> {
    let value = |name: &str| {
        let field = sent.iter().find(|(key, _)| key == name);
        field.map_or("", |(_, value)| value.as_str())
    };
    let (muster, actor) = (proposal.asking.muster(), &proposal.asking.viewer.actor);
    let open = &proposal.open;
    let back = |done: &str, place: &str| {
        let to = proposal.address(&format!("/consulting/answers?done={done}#{place}"));
        Redirect::to(&to).into_response()
    };
    // Whoever may not is told so before anything is said of the form.
    if !muster.may_respond(actor, open) {
        let deed = access::Deed::RespondToAnswers;
        muster.permit_there(actor, open, deed).await?;
    }
    let number = value("number").parse::<u32>();
    let number = number.map_err(|_| AppError::NotFound("answer"))?;
    if value("do") == "erase" {
        muster.erase_response(actor, open, number).await?;
        return Ok(back("erased", "answers"));
    }
    let outcome = WhatCameOfIt::named(value("outcome"));
    let mut wrong = Wrong {
        answer: number,
        outcome,
        words: value("words").to_owned(),
        faults: Vec::new(),
    };
    let responded = match outcome {
        Some(outcome) => {
            let respond = muster.respond_to_answer(actor, open, number, outcome, &wrong.words);
            respond.await
        }
        None => {
            let fault = "Select what comes of the answer".to_owned();
            wrong.faults.push(("outcome", fault));
            match wrong.words.trim() {
                "" => Err(AppError::NoWords),
                _ => Ok(0),
            }
        }
    };
    match responded {
        Ok(_) if wrong.faults.is_empty() => {
            return Ok(back("responded", &format!("answer-{number}")));
        }
        Ok(_) => {}
        Err(AppError::NoWords) => wrong.faults.push(("words", "Enter why".to_owned())),
        Err(AppError::TooManyWords(most)) => {
            let most = words::thousands(most as u64);
            let fault = format!("Your response must have {most} characters or fewer");
            wrong.faults.push(("words", fault));
        }
        Err(error) => return Err(error.into()),
    }
    let page = page(&proposal, Some(&wrong)).await?;
    Ok((StatusCode::BAD_REQUEST, page).into_response())
}

async fn page(proposal: &Proposal, wrong: Option<&Wrong>) -> Result<Response, Failure> {
    let asking = &proposal.asking;
    let (muster, actor) = (asking.muster(), &asking.viewer.actor);
    let answers = muster.answers(actor, &proposal.open).await?;
    let tally = muster.answers_counted(actor, &proposal.open).await?;
    let responds = muster.may_respond(actor, &proposal.open);
    let errors = wrong.into_iter().flat_map(|wrong| {
        let link = |(field, text): &(&str, String)| SummarisedError {
            text: text.as_str().into(),
            href: Some(format!("#{field}-{}", wrong.answer)),
        };
        wrong.faults.iter().map(link).collect::<Vec<_>>()
    });
    let summary = ErrorSummary {
        errors: errors.collect(),
        ..ErrorSummary::default()
    };
    let (waiting, met): (Vec<_>, Vec<_>) = answers.iter().partition(|one| one.waits());
    let html = html! {
        @if wrong.is_some() { (summary) }
        h1.govuk-heading-l #answers { "Answers to the consultation" }
        p.govuk-body {
            (super::consulting::counted(&tally))
            " " a.govuk-link href=(proposal.address("/consulting")) { "Back to the consultation" } "."
        }
        @if !answers.is_empty() {
            p.govuk-body { a.govuk-link href=(proposal.address("/consulting/answers.csv")) { "Take the answers away (CSV)" } }
        }
        @if responds {
            p.govuk-body { "Whoever answered reads your response. Give the reason: an answer that changes nothing deserves one too." }
        }
        @if !waiting.is_empty() {
            h2.govuk-heading-m { "Without a response" }
            @for answer in waiting { (card(proposal, answer, responds, wrong)) }
        }
        @if !met.is_empty() {
            h2.govuk-heading-m { "With a response, or erased" }
            @for answer in met { (card(proposal, answer, responds, wrong)) }
        }
    };
    Ok(proposal
        .page(Place::Sheet, "Answers to the consultation", &html)
        .with_errors(wrong.is_some())
        .answer(&asking.site))
}

/// Whoever answered, as far as whoever looks may know: `Person 2 (Postholder 014), for the drivers`.
fn whose(answer: &Answer) -> String {
    let mut whose = format!("Person {}", answer.person);
    match answer.name.as_deref() {
        None => {}
        Some("") => whose += " (whose name is no longer kept)",
        Some(name) => whose += &format!(" ({name})"),
    }
    if let Some(whom) = &answer.on_behalf_of {
        whose += &format!(", for {whom}");
    }
    whose
}

fn card(proposal: &Proposal, answer: &Answer, responds: bool, wrong: Option<&Wrong>) -> Markup {
    let number = answer.number;
    let wrong = wrong.filter(|wrong| wrong.answer == number);
    let text = match answer.responses.is_empty() {
        true => "Respond",
        false => "Respond once more",
    };
    html! {
        article.muster-thread #{ "answer-" (number) } aria-label={ "Answer " (number) } {
            div.muster-said {
                h3.govuk-heading-s { (whose(answer)) }
                p.govuk-body-s { "Answer " (number) ", " (words::instant(answer.at)) ", on revision " (answer.revision) }
                (text_of(answer.words.as_deref()))
            }
            @for response in &answer.responses { (one(proposal, response)) }
            @if responds && answer.words.is_some() {
                (Details {
                    open: wrong.is_some(),
                    summary: html! { (text) span.govuk-visually-hidden { " to answer " (number) } }.into(),
                    content: responding(proposal, number, wrong).into(),
                    ..Details::default()
                })
            }
        }
    }
}

fn one(proposal: &Proposal, response: &Said) -> Markup {
    let tag = match response.outcome {
        WhatCameOfIt::Changed => Tag::coloured("Changes", "blue"),
        WhatCameOfIt::Unchanged => Tag::coloured("Stays", "grey"),
    };
    html! {
        div.muster-said {
            p.govuk-body-s { strong { "Response" } ", " (words::instant(response.at)) " " (tag) }
            (text_of(response.words.as_deref()))
            @if response.is_own && response.words.is_some() {
                form method="post" action=(proposal.address("/consulting/answers")) {
                    input type="hidden" name="number" value=(response.number);
                    button.muster-as-link type="submit" name="do" value="erase" { "Erase my words"
                        span.govuk-visually-hidden { " of " (words::instant(response.at)) } }
                }
            }
        }
    }
}

/// Words in their lines; that they are gone, if they are.
fn text_of(text: Option<&str>) -> Markup {
    html! {
        @match text {
            Some(text) => { @for line in text.lines().filter(|line| !line.trim().is_empty()) { p.govuk-body { (line) } } },
            None => p.govuk-hint { "The words were erased." },
        }
    }
}

/// The form in which somebody says what comes of an answer.
fn responding(proposal: &Proposal, number: u32, wrong: Option<&Wrong>) -> Markup {
    let error = |field: &str| {
        let mut faults = wrong.into_iter().flat_map(|wrong| &wrong.faults);
        let found = faults.find(|(own, _)| *own == field);
        found.map(|(_, words)| words.as_str().into())
    };
    let choice = |outcome: WhatCameOfIt| Choice {
        value: outcome.name().to_owned(),
        text: outcome.words().into(),
        checked: wrong.is_some_and(|wrong| wrong.outcome == Some(outcome)),
        ..Choice::default()
    };
    let outcome = Choices {
        name: "outcome".to_owned(),
        id_prefix: Some(format!("outcome-{number}")),
        legend: Some(Legend {
            text: "What comes of it?".into(),
            ..Legend::default()
        }),
        error: error("outcome"),
        items: WhatCameOfIt::ALL.map(choice).into(),
        classes: "govuk-radios--small".to_owned(),
        ..Choices::default()
    };
    let most = words::thousands(LONGEST_ANSWER as u64);
    let reason = Textarea {
        field: Field {
            id: Some(format!("words-{number}")),
            ..Field::new("words", "Why?")
                .hint(format!(
                    "What changes, or why nothing does. Name nobody. {most} characters or fewer."
                ))
                .error(error("words"))
        },
        value: wrong.map_or_else(String::new, |wrong| wrong.words.clone()),
        rows: Some(4),
        spellcheck: Some(true),
        ..Textarea::default()
    };
    html! {
        form method="post" action=(proposal.address("/consulting/answers")) novalidate {
            input type="hidden" name="number" value=(number);
            (outcome)
            (reason)
            (Button { name: Some("do".to_owned()), value: Some("respond".to_owned()), ..Button::submit("Send the response").secondary() })
        }
    }
}

/// `GET /{body}/proposals/{proposal}/consulting/answers.csv`
pub(super) async fn csv(Reading(proposal): Reading) -> Result<Response, Failure> {
    let (muster, actor) = (proposal.asking.muster(), &proposal.asking.viewer.actor);
    let answers = muster.answers(actor, &proposal.open).await?;
    let reference = proposal.open.reference.to_string();
    let what = format!("the answers to the consultation on {reference}");
    muster.note_download(actor, &what).await?;
    let mut table = TextTable::new();
    table.headings(HEADINGS);
    for answer in &answers {
        let responses = answer.responses.iter().map(Some);
        let none = answer.responses.is_empty().then_some(None);
        for response in responses.chain(none) {
            row(&mut table, answer, response);
        }
    }
    let name = proposal.open.reference.in_address();
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}-answers.csv\""),
        ),
    ];
    Ok((headers, table.finish()).into_response())
}

fn words_or_nothing(text: Option<&str>) -> Value<'_> {
    text.map_or(Value::Empty, Value::Words)
}

/// What was erased is told apart from what nobody wrote.
fn or_erased(text: Option<&String>) -> &str {
    text.map_or("erased", String::as_str)
}

fn row(table: &mut TextTable, answer: &Answer, response: Option<&Said>) {
    let (number, person) = (answer.number.to_string(), answer.person.to_string());
    let at = answer.at.to_string();
    let responded = response.map(|response| response.at.to_string());
    table.row([
        Value::Digits(&number),
        Value::Digits(&at),
        Value::Digits(&person),
        words_or_nothing(answer.name.as_deref().filter(|name| !name.is_empty())),
        words_or_nothing(answer.on_behalf_of.as_deref()),
        Value::Words(or_erased(answer.words.as_ref())),
        responded.as_deref().map_or(Value::Empty, Value::Digits),
        words_or_nothing(response.map(|response| response.outcome.words())),
        words_or_nothing(response.map(|response| or_erased(response.words.as_ref()))),
    ]);
}
