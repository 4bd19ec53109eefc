//! Rows of changes from a spreadsheet: pasted or in a file, checked, and added all or none.
//!
//! The form carries the rows and what was answered about them; nothing is kept between two presses.

mod questions;
mod read;

use app::{AppError, Saved};
use axum::extract::Multipart;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use drafting::{
    About, Against, Answer, Checked, Draft, MOST_PASTED, PastedCells, Reply, likely_sheet,
};
use exchange::{List, as_pasted};
use maud::{Markup, html};

use super::frame::{Place, Proposal, in_revision};
use crate::components::{Button, Field, FileUpload, Textarea};
use crate::pages::Failure;
use crate::pages::form::Faults;
use crate::pages::form_with_file::{Sent, SentFile, is_too_large};
use crate::words::{counted, thousands};

/// The most bytes of a file with rows: five hundred rows of changes have a hundredth of it.
const LARGEST_FILE: usize = 3 * 1024 * 1024;
const TOO_LARGE: &str = "The file must be smaller than 3MB";

/// `GET /{body}/proposals/{proposal}/changes/paste`
pub(super) async fn show(proposal: Proposal) -> Result<Response, Failure> {
    Ok(form(&proposal, "", &Faults::default()))
}

/// `POST /{body}/proposals/{proposal}/changes/paste`: checks the rows, or adds them.
pub(super) async fn do_it(proposal: Proposal, parts: Multipart) -> Result<Response, Failure> {
    let refused = |text: &str, words: &str| {
        let mut faults = Faults::default();
        faults.add("rows", words);
        let page = form(&proposal, text, &faults);
        Ok((StatusCode::BAD_REQUEST, page).into_response())
    };
    let sent = match Sent::of(parts, LARGEST_FILE).await {
        Ok(sent) => sent,
        Err(error) if is_too_large(&error) => return refused("", TOO_LARGE),
        Err(error) => return Ok(error.status().into_response()),
    };
    let text = sent.get("rows").to_owned();
    let cells = match cells(&sent, &text).await {
        Ok(cells) => cells,
        Err(words) => return refused(&text, &words),
    };
    if cells.len() > MOST_PASTED {
        let words = format!(
            "Rows must be {} or fewer: there are {}",
            thousands(MOST_PASTED as u64),
            thousands(cells.len() as u64)
        );
        return refused(&text, &words);
    }
    let mut answers = answered(&sent);
    let mut checked = check(&proposal, &proposal.open.draft, &cells, &answers).await?;
    if sent.get("do") == "suggested" {
        answers.extend(checked.suggestions());
        checked = check(&proposal, &proposal.open.draft, &cells, &answers).await?;
    }
    match checked.draft.take() {
        Some(draft) if sent.get("do") == "add" => add(&proposal, draft, &cells, &answers).await,
        ready => {
            checked.draft = ready;
            Ok(page(&proposal, &cells, &answers, &checked))
        }
    }
}

/// The cells of the file, if there is one; else those that were pasted.
async fn cells(sent: &Sent, text: &str) -> Result<Vec<PastedCells>, String> {
    let (name, bytes) = match &sent.file {
        SentFile::TooLarge => return Err(TOO_LARGE.to_owned()),
        SentFile::Nothing if text.trim().is_empty() => {
            return Err("Paste the rows, or select a file".to_owned());
        }
        SentFile::Nothing => (String::new(), None),
        SentFile::File(name, bytes) => (name.clone(), Some(bytes.clone())),
    };
    let text = text.to_owned();
    let read = move || {
        let list = match bytes {
            Some(bytes) => List::open(name, &bytes),
            None => List::pasted(&text),
        };
        list.map(|list| {
            let sheets = 0..list.sheets().len();
            likely_sheet(sheets.map(|sheet| list.typed(sheet).collect()).collect())
        })
    };
    let read = tokio::task::spawn_blocking(read).await;
    let read = read.unwrap_or_else(|panicked| std::panic::resume_unwind(panicked.into_panic()));
    read.map_err(|error| error.to_string())
}

async fn check(
    proposal: &Proposal,
    draft: &Draft,
    cells: &[PastedCells],
    answers: &[Answer],
) -> Result<Checked, AppError> {
    let asking = &proposal.asking;
    let (actor, body, muster) = (&asking.viewer.actor, &asking.body.key, asking.muster());
    let base = muster.base_of(actor, body, draft).await?;
    let grades = muster.grades(actor, body, draft).await?;
    let against = Against {
        draft,
        register: &base.establishment,
        grades: &grades,
    };
    Ok(Checked::of(&against, cells, answers))
}

/// Saves the draft with all the rows. If somebody saved meanwhile, they are checked against that and
/// added to it: nothing of it is touched.
async fn add(
    proposal: &Proposal,
    draft: Draft,
    cells: &[PastedCells],
    answers: &[Answer],
) -> Result<Response, Failure> {
    let asking = &proposal.asking;
    let (actor, body, muster) = (&asking.viewer.actor, &asking.body.key, asking.muster());
    let mut saved = muster
        .save_draft(actor, body, &proposal.open, &draft)
        .await?;
    while let Saved::Behind(now) = saved {
        let mut checked = check(proposal, &now.draft, cells, answers).await?;
        let Some(draft) = checked.draft.take() else {
            let page = page(proposal, cells, answers, &checked);
            return Ok((StatusCode::CONFLICT, page).into_response());
        };
        saved = muster.save_draft(actor, body, &now, &draft).await?;
    }
    let address = format!(
        "{}?done=pasted{}",
        proposal.at(Place::Changes),
        in_revision(&saved)
    );
    Ok(Redirect::to(&address).into_response())
}

/// What was answered, on this page and before. Later answers count.
fn answered(sent: &Sent) -> Vec<Answer> {
    let mut answers: Vec<Answer> = sent.all("answer").filter_map(Answer::of_text).collect();
    for (name, value) in &sent.fields {
        if let Some(index) = name.strip_prefix("column-") {
            let was = sent.get(&format!("was-{index}"));
            answers.extend(
                index
                    .parse()
                    .ok()
                    .filter(|_| was != value)
                    .map(|index| Answer {
                        about: About::Column(index),
                        reply: Reply::Means(value.clone()),
                    }),
            );
        } else if let Some(number) = name.strip_prefix("ask-") {
            answers.extend(reply(sent, number).and_then(|reply| {
                let about = About::of_text(value)?;
                Some(Answer { about, reply })
            }));
        }
    }
    answers.extend(sent.all("say").filter_map(Answer::of_text));
    answers
}

/// What was chosen or typed for a question, if anything.
fn reply(sent: &Sent, number: &str) -> Option<Reply> {
    let chosen = Reply::of_text(sent.get(&format!("reply-{number}")));
    let typed = sent.get(&format!("means-{number}")).trim();
    let is_new = !typed.is_empty() && typed != sent.get(&format!("typed-{number}"));
    chosen.or_else(|| is_new.then(|| Reply::Means(typed.to_owned())))
}

/// Where rows are pasted.
fn form(proposal: &Proposal, text: &str, faults: &Faults) -> Response {
    let file = FileUpload {
        field: Field::new("file", "Or a file with the rows")
            .hint("An Excel workbook (.xlsx) or a CSV file, smaller than 3MB"),
        ..FileUpload::default()
    };
    let html = html! {
        (faults.summary())
        h1.govuk-heading-l { "Paste rows from a spreadsheet" }
        p.govuk-body {
            "One row for each change. Muster shows what it reads before anything is added, and then adds "
            "all rows or none."
        }
        form method="post" action=(proposal.address("/changes/paste")) enctype="multipart/form-data" novalidate {
            (rows_field(text, faults))
            (file)
            (columns_known())
            (Button { name: Some("do".to_owned()), value: Some("check".to_owned()), ..Button::submit("Check rows") })
        }
    };
    proposal
        .page(Place::Changes, "Paste rows", &html)
        .with_errors(!faults.is_empty())
        .answer(&proposal.asking.site)
}

fn rows_field(text: &str, faults: &Faults) -> Textarea {
    // The first line break in a text area is not part of it.
    let first = if text.starts_with(['\r', '\n']) {
        "\n"
    } else {
        ""
    };
    Textarea {
        field: Field::new("rows", "Rows")
            .hint("Copy the cells with their heading row")
            .error(faults.at("rows")),
        value: format!("{first}{text}"),
        rows: Some(10),
        spellcheck: Some(false),
        classes: "muster-cells".to_owned(),
        ..Textarea::default()
    }
}

/// Which headings are known.
fn columns_known() -> Markup {
    let rows = [
        (
            "Post, Post number, Grade, Unit",
            "the post of the register that changes",
        ),
        (
            "What happens",
            "such as Disestablish, Disestablish and establish in its place, Change, Extend, Establish",
        ),
        (
            "How many",
            "how many of the posts; all of them if it is empty",
        ),
        (
            "New title, New grade, FTE, New unit, Reports to",
            "what they become",
        ),
        ("From, Until", "days, such as 1 June 2019"),
        ("Paid by", "such as Base budget 60%; Health 40%"),
        (
            "Tenure, Held or vacant",
            "permanent or temporary; whether somebody holds the post, or how many do",
        ),
        (
            "Where their holders go",
            "such as slot-in, ring-fence, redeployment",
        ),
        ("Amount", "of an honorarium"),
        (
            "Takes the place of, Paragraph, Note",
            "as in the rows of the proposal",
        ),
    ];
    let content = html! {
        dl.muster-figures {
            @for (heads, about) in rows { div { dt { (heads) } dd { (about) } } }
        }
    };
    html! {
        (crate::components::Details {
            summary: "Headings that are known".into(),
            content: content.into(),
            ..crate::components::Details::default()
        })
    }
}

/// What was read, and what is asked.
fn page(
    proposal: &Proposal,
    cells: &[PastedCells],
    answers: &[Answer],
    checked: &Checked,
) -> Response {
    let taken = checked.taken().count();
    let asking = checked.taken().filter(|row| !row.asks.is_empty()).count();
    let heading = format!("Check {}", counted(taken as u64, "row"));
    let pressed = |text: String, value: &str| Button {
        name: Some("do".to_owned()),
        value: Some(value.to_owned()),
        ..Button::submit(text)
    };
    let suggested = checked.suggestions().len();
    let text = as_pasted(cells.iter().cloned());
    let html = html! {
        (questions::summary(checked))
        h1.govuk-heading-l { (heading) }
        p.govuk-body { (thousands((taken - asking) as u64)) " ready, " (needs(asking)) "." }
        form method="post" action=(proposal.address("/changes/paste")) enctype="multipart/form-data" novalidate {
            // What Enter in a field presses.
            button.govuk-visually-hidden type="submit" name="do" value="check" tabindex="-1" { "Check rows" }
            @for answer in answers { input type="hidden" name="answer" value=(answer.text()); }
            @if suggested > 1 {
                (pressed(format!("Use all {suggested} suggestions"), "suggested").secondary())
            }
            (questions::all(checked))
            @if checked.draft.is_some() {
                (pressed(format!("Add {}", counted(taken as u64, "change")), "add"))
            } @else {
                (pressed("Check rows".to_owned(), "check"))
            }
            (read::rows(checked))
            (read::columns(checked))
            (crate::components::Details {
                summary: "Change the rows".into(),
                content: html! {
                    (rows_field(&text, &Faults::default()))
                    (pressed("Check these rows".to_owned(), "check").secondary())
                }.into(),
                ..crate::components::Details::default()
            })
        }
        p.govuk-body { a.govuk-link href=(proposal.address("/changes/paste")) { "Start again with other rows" } }
    };
    proposal
        .page(Place::Changes, &heading, &html)
        .answer(&proposal.asking.site)
}

fn needs(rows: usize) -> String {
    match rows {
        1 => "1 needs you".to_owned(),
        rows => format!("{} need you", thousands(rows as u64)),
    }
}
