//! Step 1: the file is handed in.

use app::AppError;
use app::{StoreError, Upload};
use axum::extract::{Multipart, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use exchange::{LARGEST_LIST, List, ListError};
use maud::{Markup, html};

use super::chosen::Chosen;
use super::{address, heading};
use crate::components::{Button, Cell, Field, FileUpload, InsetText, NotificationBanner, Table};
use crate::pages::coming_up::scrolling;
use crate::pages::form::Faults;
use crate::pages::form_with_file::{Sent, SentFile};
use crate::pages::viewer::Viewer;
use crate::pages::{Failure, Page};
use crate::query::Query;
use crate::site::Site;

/// `GET /imports`
pub(crate) async fn show(
    State(site): State<Site>,
    viewer: Viewer,
    query: Query,
) -> Result<Response, Failure> {
    let uploads = site.muster().uploads(&viewer.actor).await?;
    let held = held(&site, &viewer).await?;
    let page = page(
        &site,
        &uploads,
        &held,
        &Faults::default(),
        query.has("erased"),
    );
    Ok(page)
}

/// `POST /imports`
pub(crate) async fn hand_in(
    State(site): State<Site>,
    viewer: Viewer,
    parts: Multipart,
) -> Result<Response, Failure> {
    let (muster, actor) = (site.muster(), &viewer.actor);
    // Whoever may not import is told before the file is read.
    let uploads = muster.uploads(actor).await?;
    let mut faults = Faults::default();
    let sent = match Sent::of(parts, LARGEST_LIST).await {
        Ok(sent) => sent,
        Err(error) => return Ok(error.status().into_response()),
    };
    match sent.file {
        SentFile::File(name, bytes) => {
            let (checked, bytes) = opened(name.clone(), bytes).await;
            match checked {
                Err(error) => faults.add("file", error.to_string()),
                Ok(()) => {
                    let chosen = Chosen::default().text();
                    match muster.hand_in(actor, &name, &bytes, &chosen).await {
                        Ok(id) => {
                            return Ok(Redirect::to(&address(id, "about")).into_response());
                        }
                        Err(AppError::Store(StoreError::TooManyUploads)) => {
                            faults.add("file", "Erase or import one of the lists below first");
                        }
                        Err(error) => return Err(error.into()),
                    }
                }
            }
        }
        SentFile::Nothing => faults.add("file", "Select your establishment list"),
        SentFile::TooLarge => faults.add("file", "The file must be smaller than 64MB"),
    }
    let held = held(&site, &viewer).await?;
    let page = page(&site, &uploads, &held, &faults, false);
    Ok((StatusCode::BAD_REQUEST, page).into_response())
}

/// Can it be read as a list? Gives the bytes back.
async fn opened(name: String, bytes: Vec<u8>) -> (Result<(), ListError>, Vec<u8>) {
    let opened = tokio::task::spawn_blocking(move || {
        let opened = List::open(name, &bytes).map(drop);
        (opened, bytes)
    });
    match opened.await {
        Ok(opened) => opened,
        Err(panicked) => std::panic::resume_unwind(panicked.into_panic()),
    }
}

/// The councils of which the register holds something.
async fn held(site: &Site, viewer: &Viewer) -> Result<Vec<String>, Failure> {
    let bodies = site.muster().bodies(&viewer.actor).await?;
    Ok(bodies.into_iter().map(|body| body.name).collect())
}

fn page(
    site: &Site,
    uploads: &[Upload],
    held: &[String],
    faults: &Faults,
    is_erased: bool,
) -> Response {
    let file = FileUpload {
        field: Field::new("file", "Establishment list")
            .hint("An Excel workbook (.xlsx) or a CSV file, smaller than 64MB, with one row for each post or for several like posts")
            .error(faults.at("file")),
        ..FileUpload::default()
    };
    let erased = NotificationBanner {
        text: "The list is erased.".into(),
        is_success: true,
        ..NotificationBanner::default()
    };
    let send = Button {
        prevent_double_click: Some(true),
        ..Button::submit("Upload")
    };
    let body = html! {
        (faults.summary())
        @if is_erased { (erased) }
        (heading(1, "Upload your establishment list"))
        p.govuk-body { "Muster checks the list and shows what it would record. Nothing is recorded before you say so, and then all of it or nothing." }
        p.govuk-body { "Names of the people who hold posts are kept apart from the register, and can be erased. The file is erased when the list is recorded, or when nobody has worked on it for seven days." }
        @if !held.is_empty() {
            (InsetText {
                content: format!(
                    "This is for a council of which the register holds nothing yet. It already holds posts of {}.",
                    held.join(", ")
                ).into(),
                ..InsetText::default()
            })
        }
        form method="post" action="/imports" enctype="multipart/form-data" novalidate {
            (file)
            (send)
        }
        (kept(uploads))
    };
    Page::titled("Upload your establishment list")
        .signed_in()
        .with_own_heading()
        .with_errors(!faults.is_empty())
        .body(body)
        .answer(site)
}

/// The lists that are there already.
fn kept(uploads: &[Upload]) -> Markup {
    let row = |upload: &Upload| {
        let chosen = Chosen::read(&upload.chosen);
        let link = html! { a.govuk-link href=(address(upload.id, "")) { (upload.name) } };
        let council = match chosen.body.as_str() {
            "" => "Not entered",
            body => body,
        };
        let stands = match upload.receipt {
            Some(_) => "Recorded",
            None => "Not recorded yet",
        };
        vec![Cell::text(link), Cell::text(council), Cell::text(stands)]
    };
    let heads = ["File", "Council", "State"];
    let table = Table {
        caption: "Lists that are here".into(),
        caption_classes: "govuk-table__caption--m".to_owned(),
        head: heads.into_iter().map(Cell::text).collect(),
        rows: uploads.iter().map(row).collect(),
        first_cell_is_header: true,
        ..Table::default()
    };
    html! {
        @if !uploads.is_empty() { (scrolling("Lists that are here", &html! { (table) })) }
    }
}
