//! The opening import: a council's list, from its upload to the opening balance of the register.
//!
//! ```text
//! /imports            1 upload            the file is kept in the store, never in the ledger
//! …/{list}/about        which council, which day
//! …/{list}/headings   2 the row with the headings
//! …/{list}/columns    3 what the columns mean
//! …/{list}/rows       4 what is wrong, and what to do about it
//! …/{list}/record     5 the dry run: what would be recorded; then all of it or nothing
//! …/{list}            where it stands, or the receipt
//! ```
//!
//! These addresses are not below a council's: the council is not in the register before the import.

mod about;
mod chosen;
mod columns;
mod headings;
mod record;
mod rows;
mod sums;
mod under_way;
mod upload;

use std::str::FromStr as _;

use app::{AppError, BodyKey};
use app::{Upload, UploadId};
use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use exchange::List;
use maud::{Markup, html};

use super::viewer::Viewer;
use super::{Failure, Page};
use crate::components::{Button, Panel};
use crate::site::Site;
use crate::words;
use chosen::Chosen;

pub(crate) use about::{choose as choose_about, show as about};
pub(crate) use columns::{choose as choose_columns, show as columns};
pub(crate) use headings::{choose as choose_headings, show as headings};
pub(crate) use record::{record_it, show as record};
pub(crate) use rows::{choose as choose_rows, problems, show as rows};
pub(crate) use under_way::{Imports, cancel, show as under_way};
pub(crate) use upload::{hand_in, show as start};

/// A list that somebody works on.
#[derive(Clone)]
pub(crate) struct Work {
    site: Site,
    viewer: Viewer,
    upload: Upload,
    chosen: Chosen,
}

impl Work {
    fn address(&self, step: &str) -> String {
        address(self.upload.id, step)
    }

    /// Looks at the list, away from the tasks that answer requests: it can be large.
    async fn look<T: Send + 'static>(
        &self,
        look: impl FnOnce(&List, &Chosen) -> T + Send + 'static,
    ) -> Result<T, Failure> {
        let muster = self.site.muster();
        let bytes = muster.upload_content(&self.viewer.actor, self.upload.id);
        let bytes = bytes.await?;
        let (name, chosen) = (self.upload.name.clone(), self.chosen.clone());
        let looked = tokio::task::spawn_blocking(move || {
            // It could be opened when it was handed in.
            let list = List::open(name, &bytes).map_err(|_| AppError::NotFound("list"))?;
            drop(bytes);
            Ok::<_, AppError>(look(&list, &chosen))
        });
        match looked.await {
            Ok(looked) => Ok(looked?),
            Err(panicked) => std::panic::resume_unwind(panicked.into_panic()),
        }
    }

    /// Keeps what is chosen now, and goes on.
    async fn go_on(&self, chosen: &Chosen, step: &str) -> Result<Response, Failure> {
        let (muster, actor) = (self.site.muster(), &self.viewer.actor);
        muster.choose(actor, self.upload.id, &chosen.text()).await?;
        Ok(Redirect::to(&self.address(step)).into_response())
    }

    /// A page of a step, with the way back.
    fn page(&self, title: &str, back: &str) -> Page {
        Page::titled(title)
            .signed_in()
            .with_own_heading()
            .with_back(match back {
                "" => "/imports".to_owned(),
                step => self.address(step),
            })
    }
}

fn address(list: UploadId, step: &str) -> String {
    match step {
        "" => format!("/imports/{list}"),
        step => format!("/imports/{list}/{step}"),
    }
}

/// The heading of a step.
fn heading(step: u8, title: &str) -> Markup {
    html! {
        h1.govuk-heading-l {
            span.govuk-caption-l { "Opening import, step " (step) " of 5" }
            (title)
        }
    }
}

/// A list by its address, recorded or not.
async fn found(parts: &mut Parts, site: &Site) -> Result<(Viewer, Upload), Response> {
    let params = RawPathParams::from_request_parts(parts, site).await;
    let params = params.map_err(|_| StatusCode::NOT_FOUND.into_response())?;
    let viewer = Viewer::from_request_parts(parts, site).await?;
    let asked = params.iter().find(|(name, _)| *name == "list");
    let id = asked.and_then(|(_, value)| UploadId::from_str(value).ok());
    let id = id.ok_or_else(|| StatusCode::NOT_FOUND.into_response())?;
    match site.muster().upload(&viewer.actor, id).await {
        Ok(upload) => Ok((viewer, upload)),
        Err(AppError::NotFound(_)) => Err(gone(site)),
        Err(error) => Err(Failure(error).into_response()),
    }
}

impl FromRequestParts<Site> for Work {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Response> {
        let (viewer, upload) = found(parts, site).await?;
        if upload.receipt.is_some() {
            // A form that is sent again finds what it did.
            return Err(Redirect::to(&address(upload.id, "")).into_response());
        }
        Ok(Self {
            site: site.clone(),
            viewer,
            chosen: Chosen::read(&upload.chosen),
            upload,
        })
    }
}

/// A list, whether it is recorded or not.
pub(crate) struct Kept {
    site: Site,
    viewer: Viewer,
    upload: Upload,
}

impl FromRequestParts<Site> for Kept {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Response> {
        let (viewer, upload) = found(parts, site).await?;
        Ok(Self {
            site: site.clone(),
            viewer,
            upload,
        })
    }
}

/// `GET /imports/{list}`: the receipt, or the step at which the list stands.
pub(crate) async fn stands(kept: Kept) -> Response {
    let Kept { site, upload, .. } = kept;
    let chosen = Chosen::read(&upload.chosen);
    let Some(receipt) = upload.receipt else {
        return Redirect::to(&address(upload.id, step_of(&chosen))).into_response();
    };
    let key = BodyKey::of(&chosen.body);
    let panel = Panel {
        title: "Opening establishment recorded".into(),
        body: chosen.body.as_str().into(),
        ..Panel::default()
    };
    let day = chosen.date.map(words::day).unwrap_or_default();
    let body = html! {
        (panel)
        p.govuk-body { "All rows of " (upload.name) " are recorded as the establishment on " (day) ". The file is erased." }
        h2.govuk-heading-m { "The receipt" }
        p.govuk-body { code.muster-reference { (receipt) } }
        p.govuk-body { "Keep it outside Muster. With it, anybody can show later that nothing that is recorded up to now was altered." }
        p.govuk-body { a.govuk-link href=(format!("/{}/establishment", key.as_str())) { "See the posts" } }
    };
    Page::titled("Opening establishment recorded")
        .signed_in()
        .with_own_heading()
        .body(body)
        .answer(&site)
}

/// The first step that is not done.
fn step_of(chosen: &Chosen) -> &'static str {
    match (chosen.date, chosen.headings, &chosen.columns) {
        (None, ..) => "about",
        (_, None, _) => "headings",
        (_, _, None) => "columns",
        _ => "rows",
    }
}

/// `POST /imports/{list}`: erases the list.
pub(crate) async fn erase(kept: Kept) -> Result<Response, Failure> {
    let muster = kept.site.muster();
    muster
        .erase_upload(&kept.viewer.actor, kept.upload.id)
        .await?;
    Ok(Redirect::to("/imports?erased=1").into_response())
}

/// The button that erases the list.
fn erasing(list: UploadId) -> Markup {
    html! {
        form method="post" action=(address(list, "")) {
            (Button::submit("Erase this list").secondary())
        }
    }
}

fn gone(site: &Site) -> Response {
    let body = html! {
        p.govuk-body { "It was erased, or nobody worked on it for seven days. Nothing of it is recorded unless the register shows it." }
        p.govuk-body { a.govuk-link href="/imports" { "See the lists that are there" } }
    };
    let page = Page::titled("This list is no longer here")
        .signed_in()
        .body(body)
        .answer(site);
    (StatusCode::NOT_FOUND, page).into_response()
}
