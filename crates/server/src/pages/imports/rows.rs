//! Step 4: what is wrong with the rows, and what to do about it.

use std::collections::BTreeSet;

use axum::Form;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use exchange::{Group, LayoutError, LeftOut, List, Problem, Reading, TooLargeForWorkbook};
use maud::{Markup, html};
use serde::Deserialize;

use super::chosen::{Chosen, remedy_name, remedy_named};
use super::sums::{rows, sums};
use super::{Work, heading};
use crate::components::{Button, Tag};
use crate::pages::Failure;
use crate::pages::form::Faults;

const TITLE: &str = "Check the rows";

/// Leaves out the rows of a kind of problem that still stand.
const LEAVE_ROWS: &str = "leave-rows";
/// Takes back all rows that were left out by their numbers.
const TAKE_BACK: &str = "take-back";

/// What a button sends: `read list-not-a-number:fte`; nothing to go on.
#[derive(Deserialize)]
pub(crate) struct Entered {
    #[serde(default)]
    remedy: String,
}

/// `GET /imports/{list}/rows`
pub(crate) async fn show(work: Work) -> Result<Response, Failure> {
    page(&work, false).await
}

/// `POST /imports/{list}/rows`
pub(crate) async fn choose(work: Work, Form(entered): Form<Entered>) -> Result<Response, Failure> {
    let Some((remedy, key)) = entered.remedy.split_once(' ') else {
        let standing = work
            .look(|list, chosen| read(list, chosen, |reading| blocked(reading).is_none()))
            .await?;
        return Ok(match standing {
            Ok(true) => Redirect::to(&work.address("record")).into_response(),
            _ => (StatusCode::BAD_REQUEST, page(&work, true).await?).into_response(),
        });
    };
    let mut chosen = work.chosen.clone();
    match remedy {
        LEAVE_ROWS => {
            let key = key.to_owned();
            let rows = work
                .look(move |list, chosen| read(list, chosen, |reading| standing(reading, &key)))
                .await?;
            chosen.left_out.extend(rows.unwrap_or_default());
        }
        TAKE_BACK => chosen.left_out.clear(),
        remedy => chosen.mend(key, remedy_named(remedy)),
    }
    work.go_on(&chosen, "rows#problems").await
}

/// The list as a workbook, with a column of notes.
fn noted(reading: &Reading<'_>) -> Result<Vec<u8>, TooLargeForWorkbook> {
    reading.with_notes()
}

/// The rows in which a kind of problem still stands.
fn standing(reading: &Reading<'_>, key: &str) -> BTreeSet<u32> {
    let group = reading.groups.iter().find(|group| group.key() == key);
    let of_group = |problem: &&Problem| {
        group.is_some_and(|group| {
            (group.rule.code, group.field) == (problem.rule.code, problem.field)
        })
    };
    reading
        .problems
        .iter()
        .filter(of_group)
        .filter(|problem| problem.stands())
        .map(|problem| problem.at.row)
        .collect()
}

/// `GET /imports/{list}/problems.xlsx`: the list with a column of notes.
pub(crate) async fn problems(work: Work) -> Result<Response, Failure> {
    let (muster, actor) = (work.site.muster(), &work.viewer.actor);
    let what = work.address("problems.xlsx");
    muster.note_download(actor, &what).await?;
    let book = work.look(|list, chosen| read(list, chosen, noted)).await?;
    Ok(match book {
        Ok(Ok(book)) => {
            let headers = [
                (
                    header::CONTENT_TYPE,
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                ),
                (
                    header::CONTENT_DISPOSITION,
                    "attachment; filename=\"problems.xlsx\"",
                ),
            ];
            (headers, book).into_response()
        }
        Ok(Err(_)) => StatusCode::PAYLOAD_TOO_LARGE.into_response(),
        Err(_) => Redirect::to(&work.address("columns")).into_response(),
    })
}

/// Reads the list as chosen, and looks at that.
pub(super) fn read<T>(
    list: &List,
    chosen: &Chosen,
    look: impl FnOnce(&Reading<'_>) -> T,
) -> Result<T, LayoutError> {
    let layout = chosen.layout(list)?;
    let choices = chosen.choices().ok_or(LayoutError::NoHeadings)?;
    let reading = Reading::of(list, &layout, &choices)?;
    Ok(look(&reading))
}

/// Why the list cannot be recorded yet.
pub(super) fn blocked(reading: &Reading<'_>) -> Option<String> {
    match (reading.standing(), reading.post_rows()) {
        (0, 0) => Some("No row of the list holds posts".to_owned()),
        (0, _) => None,
        (1, _) => Some("Choose what to do about 1 problem".to_owned()),
        (standing, _) => {
            let standing = crate::words::thousands(standing as u64);
            Some(format!("Choose what to do about {standing} problems"))
        }
    }
}

async fn page(work: &Work, is_wrong: bool) -> Result<Response, Failure> {
    let action = work.address("rows");
    let notes = work.address("problems.xlsx");
    let body = work
        .look(move |list, chosen| {
            read(list, chosen, |reading| {
                body(reading, &action, &notes, is_wrong)
            })
        })
        .await?;
    let Ok(body) = body else {
        // A step before this one is not done.
        return Ok(Redirect::to(&work.address("columns")).into_response());
    };
    Ok(work
        .page(TITLE, "columns")
        .with_errors(is_wrong)
        .body(body)
        .answer(&work.site))
}

fn body(reading: &Reading<'_>, action: &str, notes: &str, is_wrong: bool) -> Markup {
    let mut faults = Faults::default();
    if let Some(words) = blocked(reading).filter(|_| is_wrong) {
        faults.add("problems", words);
    }
    html! {
        (faults.summary())
        (heading(4, TITLE))
        p.govuk-body.muster-sums { (rows(reading.post_rows())) " of posts: " (sums(&reading.totals.imported)) "." }
        (besides(reading, action))
        h2.govuk-heading-m #problems tabindex="-1" { "Problems" }
        @if reading.groups.is_empty() {
            p.govuk-body { "No problems were found." }
        } @else {
            @if let Some(words) = blocked(reading) { p.govuk-body { (words) " before anything is recorded." } }
            p.govuk-body { a.govuk-link href=(notes) { "Download the problems" } ": the list with a column of notes (Excel). Mend it there and upload it again, or choose here what to do." }
            @for group in &reading.groups { (problem(group, action)) }
        }
        form method="post" action=(action) novalidate { (Button::submit("Continue")) }
    }
}

/// The totals of the list itself, and the rows that are no posts or left out.
fn besides(reading: &Reading<'_>, action: &str) -> Markup {
    let stated = reading.totals.stated.iter().rev().take(2).rev();
    let mut kinds: Vec<(&str, Vec<u32>)> = Vec::new();
    for (row, is) in &reading.recognised {
        match kinds.iter_mut().find(|(words, _)| *words == is.words()) {
            Some((_, rows)) => rows.push(*row),
            None => kinds.push((is.words(), vec![*row])),
        }
    }
    html! {
        ul.govuk-list {
            @for (at, field, figure) in stated {
                li { "The list itself says " (base::Fte::new(*figure)) " " (field.words()) " in " (at) "." }
            }
            @for (kind, numbers) in &kinds {
                li { (rows(numbers.len())) " with " (kind) ", not posts: " (first(numbers)) "." }
            }
            @if !reading.left_out.is_empty() {
                li { (rows(reading.left_out.len())) " left out: " (sums(&reading.totals.left_out)) "." }
            }
        }
        @if reading.left_out.iter().any(|(_, why)| *why == LeftOut::ByRow) {
            form method="post" action=(action) { (remedy(TAKE_BACK, "all", "Take back the rows that were left out by number")) }
        }
    }
}

/// The first row numbers.
fn first(numbers: &[u32]) -> String {
    let shown: Vec<String> = numbers.iter().take(5).map(u32::to_string).collect();
    match numbers.len() - shown.len() {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}

/// One kind of problem: its cells, and what can be done.
fn problem(group: &Group, action: &str) -> Markup {
    let done = group.done();
    let state = match (&done, group.standing) {
        (Some(_), _) => Tag::coloured("Chosen", "green"),
        (None, 0) => Tag::coloured("To know", "grey"),
        (None, _) => Tag::coloured("To mend", "red"),
    };
    let message = group.message();
    let offers = group.offers();
    let key = group.key();
    // One remedy did not fit them all.
    let is_partly = done.is_none() && !group.mended.is_empty() && group.standing > 0;
    html! {
        section.muster-problem aria-label=(message) {
            p.govuk-body { (state) " " bdi { (message) } }
            @if let Some(done) = &done { p.govuk-body { (crate::words::sentence(done)) "." } }
            @if group.standing > 0 { p.govuk-body-s.muster-quiet { (group.rule.explanation.replace('`', "")) } }
            form.muster-remedies method="post" action=(action) {
                @if done.is_some() {
                    (remedy("nothing", &key, "Choose again"))
                } @else {
                    @if is_partly {
                        (remedy(LEAVE_ROWS, &key, &format!("Leave out {} that cannot be read", rows(group.standing))))
                    }
                    @for offer in &offers {
                        (remedy(remedy_name(offer.remedy), &offer.key, &offer.words))
                    }
                }
            }
        }
    }
}

fn remedy(name: &str, key: &str, words: &str) -> Markup {
    let button = Button {
        name: Some("remedy".to_owned()),
        value: Some(format!("{name} {key}")),
        ..Button::submit(words).secondary()
    };
    html! { (button) }
}
