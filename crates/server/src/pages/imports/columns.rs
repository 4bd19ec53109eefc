//! Step 3: what the columns mean.

use std::collections::BTreeMap;

use axum::Form;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use exchange::{Column, Confidence, Field as Meaning, Layout};
use maud::{Markup, html};

use super::chosen::{Chosen, meaning_named};
use super::{Work, heading};
use crate::components::{
    Button, Details, ErrorSummary, Field, Select, SelectItem, SummarisedError,
};
use crate::pages::Failure;

/// The most characters of a sample.
const CHARACTERS: usize = 40;
const TITLE: &str = "Match the columns";

/// `GET /imports/{list}/columns`
pub(crate) async fn show(work: Work) -> Result<Response, Failure> {
    let layout = work.look(|list, chosen| chosen.layout(list)).await?;
    Ok(match layout {
        Ok(layout) => page(&work, &layout, None),
        // No row looks like headings, and none is chosen.
        Err(_) => Redirect::to(&work.address("headings")).into_response(),
    })
}

/// `POST /imports/{list}/columns`
pub(crate) async fn choose(
    work: Work,
    Form(entered): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let layout = work.look(|list, chosen| chosen.layout(list)).await?;
    let Ok(mut layout) = layout else {
        return Ok(Redirect::to(&work.address("headings")).into_response());
    };
    let meanings: Vec<Option<Meaning>> = layout
        .columns
        .iter()
        .map(|column| {
            let name = field_name(column);
            let value = entered.iter().find(|(entered, _)| *entered == name);
            value.and_then(|(_, value)| meaning_named(value))
        })
        .collect();
    layout.choose_all(meanings.iter().copied());
    if let Some(fault) = twice(&layout).or_else(|| missing(&layout)) {
        let page = page(&work, &layout, Some(&fault));
        return Ok((StatusCode::BAD_REQUEST, page).into_response());
    }
    let chosen = Chosen {
        headings: Some((layout.sheet, layout.heading_row)),
        columns: Some(meanings),
        ..work.chosen.clone()
    };
    work.go_on(&chosen, "rows").await
}

/// What is wrong: the field to look at, and the words.
struct Fault {
    field: String,
    words: String,
}

fn field_name(column: &Column) -> String {
    format!("column-{}", column.letters())
}

/// Two columns that mean the same.
fn twice(layout: &Layout) -> Option<Fault> {
    let mut known: BTreeMap<Meaning, &Column> = BTreeMap::new();
    for column in &layout.columns {
        let Some((meaning, _)) = column.meaning else {
            continue;
        };
        if let Some(first) = known.insert(meaning, column) {
            let words = format!(
                "Choose one column for ‘{}’: {} and {} are both chosen",
                words(meaning),
                first.letters(),
                column.letters()
            );
            let field = field_name(column);
            return Some(Fault { field, words });
        }
    }
    None
}

/// A column that a post needs.
fn missing(layout: &Layout) -> Option<Fault> {
    let words = layout.check().err()?.to_string();
    let field = layout.columns.first().map(field_name).unwrap_or_default();
    Some(Fault { field, words })
}

/// The meaning of a column, told apart from others.
fn words(meaning: Meaning) -> String {
    match meaning {
        Meaning::Unit(1) => "Unit, level 1: the council".to_owned(),
        Meaning::Unit(6) => "Unit, level 6: the team".to_owned(),
        Meaning::Unit(level) => format!("Unit, level {level}"),
        other => other.words(),
    }
}

fn page(work: &Work, layout: &Layout, fault: Option<&Fault>) -> Response {
    let summary = ErrorSummary {
        errors: fault
            .iter()
            .map(|fault| SummarisedError {
                text: fault.words.as_str().into(),
                href: Some(format!("#{}", fault.field)),
            })
            .collect(),
        ..ErrorSummary::default()
    };
    let not_known: Vec<String> = layout.not_matched().map(Meaning::words).collect();
    let matched = layout
        .columns
        .iter()
        .filter(|column| column.meaning.is_some())
        .count();
    let body = html! {
        @if fault.is_some() { (summary) }
        (heading(3, TITLE))
        p.govuk-body { (matched) " of " (layout.columns.len()) " columns are matched. Correct what is not right. A column that means nothing is not read." }
        @if !not_known.is_empty() {
            (Details {
                summary: "What will not be known".into(),
                content: html! {
                    ul.govuk-list.govuk-list--bullet {
                        @for field in &not_known { li { "Nothing matches " (field) ". It will be recorded as not known." } }
                    }
                }.into(),
                ..Details::default()
            })
        }
        @if layout.one_row_a_post {
            p.govuk-body { "Each row is one post: posts have numbers, and no column says how many there are." }
        }
        form method="post" action=(work.address("columns")) novalidate {
            div.muster-columns {
                @for column in &layout.columns { (select(column, fault)) }
            }
            (Button::submit("Check the rows"))
        }
    };
    work.page(TITLE, "headings")
        .with_errors(fault.is_some())
        .body(body)
        .answer(&work.site)
}

fn select(column: &Column, fault: Option<&Fault>) -> Markup {
    let name = field_name(column);
    let chosen = column.meaning.map(|(meaning, _)| meaning);
    let nothing = SelectItem {
        value: Some("nothing".to_owned()),
        text: "Nothing".to_owned(),
        selected: chosen.is_none(),
        ..SelectItem::default()
    };
    let meanings = Meaning::all().map(|meaning| SelectItem {
        value: Some(meaning.to_string()),
        text: words(meaning),
        selected: chosen == Some(meaning),
        ..SelectItem::default()
    });
    let label = match column.heading.as_str() {
        "" => format!("Column {}, without a heading", column.letters()),
        heading => format!("{}: {heading}", column.letters()),
    };
    let error = fault.filter(|fault| fault.field == name);
    let select = Select {
        field: Field {
            hint: Some(hint(column).into()),
            error: error.map(|fault| fault.words.as_str().into()),
            ..Field::new(name, label.as_str())
        },
        items: std::iter::once(nothing).chain(meanings).collect(),
        ..Select::default()
    };
    html! { (select) }
}

/// Some of what stands in the column, and whether a person should look twice.
fn hint(column: &Column) -> String {
    let samples = match (column.meaning, column.samples.as_slice()) {
        (Some((Meaning::Holder | Meaning::HolderNumber, _)), _) => {
            "Not shown: it names people".to_owned()
        }
        (_, []) => "No cells".to_owned(),
        (_, samples) => {
            let short = |sample: &String| match sample.chars().count() > CHARACTERS {
                true => format!("{}…", sample.chars().take(CHARACTERS).collect::<String>()),
                false => sample.clone(),
            };
            let samples: Vec<String> = samples.iter().map(short).collect();
            samples.join("; ")
        }
    };
    match column.meaning {
        Some((_, Confidence::Possible | Confidence::Likely)) => {
            format!("{samples}. Muster is not sure")
        }
        _ => samples,
    }
}
