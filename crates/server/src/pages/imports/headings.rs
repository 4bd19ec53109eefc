//! Step 2: which row holds the headings.

use axum::Form;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use exchange::{Layout, List, Value};
use maud::{Markup, html};
use serde::Deserialize;

use super::chosen::Chosen;
use super::{Work, heading};
use crate::components::{Button, Choice, Choices, Legend};
use crate::pages::Failure;
use crate::pages::form::Faults;

/// How many rows of a sheet are shown.
const ROWS: usize = 10;
/// How many sheets are shown.
const SHEETS: usize = 6;
/// How many cells of a row, and characters of a cell, are shown.
const CELLS: usize = 6;
const CHARACTERS: usize = 30;

const TITLE: &str = "Which row holds the headings?";

/// What the form sends: the place of the sheet and the number of the row, `0-4`.
#[derive(Deserialize)]
pub(crate) struct Entered {
    #[serde(default)]
    headings: String,
}

/// A row that may hold the headings.
struct Candidate {
    sheet: usize,
    sheet_name: String,
    row: u32,
    cells: String,
    is_chosen: bool,
}

/// `GET /imports/{list}/headings`
pub(crate) async fn show(work: Work) -> Result<Response, Failure> {
    page(&work, &Faults::default()).await
}

/// `POST /imports/{list}/headings`
pub(crate) async fn choose(work: Work, Form(entered): Form<Entered>) -> Result<Response, Failure> {
    let pair = entered.headings.split_once('-');
    let headings = pair.and_then(|(sheet, row)| Some((sheet.parse().ok()?, row.parse().ok()?)));
    if let Some(headings) = headings {
        let mut chosen = work.chosen.clone();
        if chosen.headings != Some(headings) {
            // Other headings are other columns.
            chosen = Chosen {
                headings: Some(headings),
                columns: None,
                remedies: Vec::new(),
                left_out: Vec::new(),
                ..chosen
            };
        }
        return work.go_on(&chosen, "columns").await;
    }
    let mut faults = Faults::default();
    faults.add("headings", "Select the row that holds the headings");
    let page = page(&work, &faults).await?;
    Ok((StatusCode::BAD_REQUEST, page).into_response())
}

async fn page(work: &Work, faults: &Faults) -> Result<Response, Failure> {
    let (candidates, several) = work
        .look(|list, chosen| (candidates(list, chosen), list.sheets().len() > 1))
        .await?;
    let item = |candidate: &Candidate| Choice {
        value: format!("{}-{}", candidate.sheet, candidate.row),
        text: html! {
            "Row " (candidate.row)
            @if several { " of " (candidate.sheet_name) }
        }
        .into(),
        hint: Some(candidate.cells.as_str().into()),
        checked: candidate.is_chosen,
        ..Choice::default()
    };
    let choices = Choices {
        name: "headings".to_owned(),
        legend: Some(Legend {
            text: heading_in_legend().into(),
            ..Legend::default()
        }),
        hint: Some("Rows below it are posts. What stands above is not read".into()),
        error: faults.at("headings"),
        items: candidates.iter().map(item).collect(),
        classes: "govuk-radios--small".to_owned(),
        ..Choices::default()
    };
    let body = html! {
        (faults.summary())
        form method="post" action=(work.address("headings")) novalidate {
            (choices)
            (Button::submit("Continue"))
        }
    };
    Ok(work
        .page(TITLE, "about")
        .with_errors(!faults.is_empty())
        .body(body)
        .answer(&work.site))
}

fn heading_in_legend() -> Markup {
    heading(2, TITLE)
}

/// The first rows of the sheets, with the best guess.
fn candidates(list: &List, chosen: &Chosen) -> Vec<Candidate> {
    let guess = Layout::guess(list).ok();
    let guess = guess.map(|layout| (layout.sheet, layout.heading_row));
    let likely = chosen.headings.or(guess);
    let mut all = Vec::new();
    for (sheet, of) in list.sheets().iter().enumerate().take(SHEETS) {
        let mut shown = 0;
        for (row, cells) in list.rows(sheet) {
            let is_chosen = likely == Some((sheet, row));
            shown += 1;
            if shown > ROWS && !is_chosen {
                if likely.is_none_or(|(at, later)| at != sheet || later < row) {
                    break;
                }
                continue;
            }
            all.push(Candidate {
                sheet,
                sheet_name: of.name().to_owned(),
                row,
                cells: shown_cells(cells),
                is_chosen,
            });
        }
    }
    all
}

fn shown_cells<'l>(cells: impl Iterator<Item = Value<'l>>) -> String {
    let words = |cell: Value<'_>| match cell {
        Value::Empty | Value::Unknown | Value::Number(_) => None,
        Value::Words(words) | Value::Digits(words) => {
            let short: String = words.chars().take(CHARACTERS).collect();
            Some(match short.len() < words.len() {
                true => format!("{short}…"),
                false => short,
            })
        }
        Value::Day(day) => Some(crate::words::day(day)),
    };
    let mut cells = cells.filter_map(words);
    let first: Vec<String> = cells.by_ref().take(CELLS).collect();
    match cells.count() {
        0 => first.join(" | "),
        more => format!("{} and {more} more", first.join(" | ")),
    }
}
