//! One consultation: what is proposed, and what somebody says to it.

use app::{Answer, ConsultationState, LONGEST_ANSWER, LONGEST_BEHALF, OpenConsultation, Reference};
use axum::extract::Path;
use axum::response::Response;
use base::When;
use jiff::Timestamp;
use maud::{Markup, html};

use super::{address, left, opened, proposed, tag, title};
use crate::components::{
    Button, Field, Input, InsetText, NotificationBanner, SummaryList, SummaryRow, Textarea,
};
use crate::pages::form::Faults;
use crate::pages::{Asking, Failure, Page, Part};
use crate::words;

/// What somebody has written of an answer.
#[derive(Debug, Default)]
pub(super) struct Typed {
    /// The answer.
    pub(super) words: String,
    /// For whom.
    pub(super) on_behalf_of: String,
    /// When it was kept, if it comes from there.
    pub(super) kept: Option<Timestamp>,
}

impl Typed {
    /// What a form sent.
    pub(super) fn of(sent: &[(String, String)]) -> Self {
        let value = |name: &str| {
            let field = sent.iter().find(|(key, _)| key == name);
            field.map_or_else(String::new, |(_, value)| value.clone())
        };
        Self {
            words: value("words"),
            on_behalf_of: value("on-behalf-of"),
            kept: None,
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.words.trim().is_empty() && self.on_behalf_of.trim().is_empty()
    }
}

/// `GET /{body}/consultations/{proposal}`
pub(super) async fn show(
    Path((_, reference)): Path<(String, String)>,
    asking: Asking,
) -> Result<Response, Failure> {
    let open = opened(&asking, &Reference::of(&reference)).await?;
    let (actor, body) = (&asking.viewer.actor, &asking.body.key);
    let kept = asking.muster().kept_answer(actor, body, &open.reference);
    let kept = kept.await?.map(|kept| {
        let sent = form_urlencoded::parse(kept.content.as_bytes()).into_owned();
        Typed {
            kept: Some(kept.at),
            ..Typed::of(&sent.collect::<Vec<_>>())
        }
    });
    let typed = kept.filter(|typed| !typed.is_empty()).unwrap_or_default();
    Ok(page(&asking, &open, &typed, &Faults::default()).await)
}

/// The page, with what is typed and what is wrong with it.
pub(super) async fn page(
    asking: &Asking,
    open: &OpenConsultation,
    typed: &Typed,
    faults: &Faults,
) -> Response {
    let case = &open.public.case;
    let heading = title(case.header.title.as_ref().map(|at| at.value.as_str()));
    let is_open = open.state == ConsultationState::Open;
    let answers = own(asking, open);
    let html = html! {
        (done(asking))
        (faults.summary())
        h1.govuk-heading-l { (heading) }
        (whether_open(asking, open))
        @if !is_open { (answers) }
        (facts(asking, open))
        (proposed::of(asking, open).await)
        @if is_open {
            (answers)
            (answering(asking, open, typed, faults))
        } @else if !typed.is_empty() { (unsent(typed)) }
    };
    let above = [
        ("Home".to_owned(), asking.home.clone()),
        ("Consultations".to_owned(), asking.address("consultations")),
    ];
    Page::about(heading, asking)
        .within(Part::Consultations)
        .below(above)
        .with_own_heading()
        .with_errors(!faults.is_empty())
        .body(html)
        .answer(&asking.site)
}

fn done(asking: &Asking) -> Markup {
    let text = match asking.query.get("done") {
        Some("answered") => "Your answer is kept. The council reads it.",
        Some("erased") => "Your words are erased. That you answered stays.",
        Some("discarded") => "What you had written and not sent is discarded.",
        _ => return html! {},
    };
    let banner = NotificationBanner {
        text: text.into(),
        is_success: true,
        ..NotificationBanner::default()
    };
    html! { (banner) }
}

/// Whether answers are taken, and until when.
fn whether_open(asking: &Asking, open: &OpenConsultation) -> Markup {
    let until = words::day(open.until);
    let told = match open.state {
        ConsultationState::Open => html! {
            p.govuk-body {
                strong { "You can answer until " (until) ": " (left(open.until, asking.today)) "." }
                " Read what is proposed, then "
                a.govuk-link href="#answer" { "say what you think of it" } "."
            }
        },
        ConsultationState::Over => html! {
            p.govuk-body { "The last day for answers was " (until) ". The council considers what was said." }
        },
        ConsultationState::Closed => html! {
            p.govuk-body { "This consultation is closed. It takes no further answer." }
        },
        ConsultationState::Withdrawn => html! {
            p.govuk-body { "The proposal was withdrawn, so nothing of it will be decided." }
        },
    };
    html! { (InsetText { content: html! { p.govuk-body { (tag(open.state)) } (told) }.into(), ..InsetText::default() }) }
}

fn facts(asking: &Asking, open: &OpenConsultation) -> SummaryList {
    let case = &open.public.case;
    let lines = |all: Vec<&str>| html! { @for one in all { (one) br; } };
    let units: Vec<&str> = { case.defaults.units.iter() }
        .map(|at| at.value.as_str())
        .collect();
    let mut rows = vec![
        SummaryRow::new("Council", asking.body.name.as_str()),
        SummaryRow::new("Reference", open.reference.to_string()),
    ];
    if !units.is_empty() {
        rows.push(SummaryRow::new("Unit", lines(units)));
    }
    if let Some(from) = &case.defaults.from {
        let day = match from.value {
            When::Day(day) => words::day(day),
            month => month.to_string(),
        };
        rows.push(SummaryRow::new("Changes take effect", day));
    }
    let makers: Vec<&str> = { case.header.decision_makers.iter() }
        .map(|at| at.value.as_str())
        .collect();
    if !makers.is_empty() {
        rows.push(SummaryRow::new("Who decides", lines(makers)));
    }
    if let Some(day) = &case.header.date {
        rows.push(SummaryRow::new("When it is decided", words::day(day.value)));
    }
    let (from, until) = (words::day(open.from), words::day(open.until));
    rows.push(SummaryRow::new(
        "Consultation",
        format!("{from} to {until}"),
    ));
    let with = case.consultation.iter().flat_map(|told| &told.with);
    let with: Vec<&str> = with.map(|at| at.value.as_str()).collect();
    if !with.is_empty() {
        rows.push(SummaryRow::new("Who is asked", lines(with)));
    }
    SummaryList {
        rows,
        ..SummaryList::default()
    }
}

/// What whoever looks has answered, with what the council says to it.
fn own(asking: &Asking, open: &OpenConsultation) -> Markup {
    html! {
        @if !open.answers.is_empty() {
            h2.govuk-heading-m #answered { "What you answered" }
            @for answer in &open.answers { (one(asking, open, answer)) }
        }
    }
}

fn one(asking: &Asking, open: &OpenConsultation, answer: &Answer) -> Markup {
    html! {
        article.muster-thread #{ "answer-" (answer.number) } aria-label={ "Your answer of " (words::instant(answer.at)) } {
            div.muster-said {
                p.govuk-body-s {
                    strong { "You" } ", " (words::instant(answer.at))
                    @if let Some(whom) = &answer.on_behalf_of { ", for " (whom) }
                }
                (said(answer.words.as_deref()))
                @if answer.words.is_some() {
                    form method="post" action=(address(asking, &open.reference, "")) {
                        input type="hidden" name="number" value=(answer.number);
                        button.muster-as-link type="submit" name="do" value="erase" { "Erase my words"
                            span.govuk-visually-hidden { " of " (words::instant(answer.at)) } }
                    }
                }
            }
            @if answer.responses.is_empty() {
                p.govuk-hint { "The council has not responded yet." }
            }
            @for response in &answer.responses {
                div.muster-said {
                    p.govuk-body-s { strong { "The council" } ", " (words::instant(response.at)) }
                    p.govuk-body { strong { (response.outcome.words()) "." } }
                    (said(response.words.as_deref()))
                }
            }
        }
    }
}

/// Words in their lines; that they are gone, if they are.
fn said(text: Option<&str>) -> Markup {
    html! {
        @match text {
            Some(text) => { @for line in text.lines().filter(|line| !line.trim().is_empty()) { p.govuk-body { (line) } } },
            None => p.govuk-hint { "The words were erased." },
        }
    }
}

/// The form in which somebody answers.
fn answering(asking: &Asking, open: &OpenConsultation, typed: &Typed, faults: &Faults) -> Markup {
    let most = words::thousands(LONGEST_ANSWER as u64);
    let answer = Textarea {
        field: Field::new("words", "What do you say to it?")
            .hint(format!(
                "What is right, what is wrong, what you would do instead, and why. Name nobody. {most} characters or fewer."
            ))
            .error(faults.at("words")),
        value: typed.words.clone(),
        rows: Some(10),
        spellcheck: Some(true),
        ..Textarea::default()
    };
    let whom = Input {
        field: Field::new("on-behalf-of", "Do you answer for others? (optional)")
            .hint(format!(
                "The union or the team. Leave it empty if you answer for yourself. {LONGEST_BEHALF} characters or fewer."
            ))
            .error(faults.at("on-behalf-of")),
        value: Some(typed.on_behalf_of.clone()),
        ..Input::default()
    };
    let heading = match open.answers.len() {
        0 => "Your answer",
        _ => "A further answer",
    };
    html! {
        form.muster-deciding #answer method="post" action=(address(asking, &open.reference, "")) novalidate
            data-keep=(address(asking, &open.reference, "/entries")) {
            h2.govuk-heading-m { (heading) }
            @if let Some(at) = typed.kept {
                p.govuk-body {
                    "What you wrote at " (words::time(at, asking.today)) " is not sent yet. "
                    button.muster-as-link type="submit" name="do" value="discard" { "Discard it" }
                }
            }
            p.govuk-body {
                "Those who write the proposal, HR, democratic services and those who decide read your answer. Only HR \
                 sees your name beside it; the audit trail shows that you answered, and when. You can answer again until " (words::day(open.until)) "."
            }
            input type="hidden" name="revision" value=(open.revision);
            (answer)
            (whom)
            (Button { name: Some("do".to_owned()), value: Some("answer".to_owned()), ..Button::submit("Send my answer") })
        }
    }
}

/// What somebody wrote and could not send any more: it is theirs to copy.
fn unsent(typed: &Typed) -> Markup {
    html! {
        h2.govuk-heading-m #words { "What you wrote and did not send" }
        p.govuk-body { "It came too late to be kept as an answer. You can copy it and send it to the council by other means." }
        (InsetText { content: said(Some(&typed.words)).into(), ..InsetText::default() })
    }
}
