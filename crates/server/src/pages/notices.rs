//! What somebody was told.

use app::Told;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};

use super::viewer::Viewer;
use super::{Failure, Page};
use crate::components::{Button, Cell, Table, Tag};
use crate::mailing::address;
use crate::site::Site;
use crate::words;

/// `GET /notices`
pub(crate) async fn show(State(site): State<Site>, viewer: Viewer) -> Result<Response, Failure> {
    let told = site.muster().notices(&viewer.actor).await?;
    let unread = told.iter().filter(|one| !one.is_read).count();
    let body = html! {
        h1.govuk-heading-l { "Notices" }
        @if told.is_empty() {
            p.govuk-body { "Nothing yet. When something happens to a proposal that concerns you, you read it here." }
        } @else {
            @if unread > 0 {
                form method="post" action="/notices" { (Button::submit("Mark all as read").secondary()) }
            }
            div.muster-scrolling role="region" aria-label="Notices" tabindex="0" { (list(&told)) }
        }
        p.govuk-body { a.govuk-link href="/account#notices" { "Choose how you are told" } }
    };
    let page = Page::titled("Notices").signed_in().with_own_heading();
    Ok(page.body(body).answer(&site))
}

/// `POST /notices`
pub(crate) async fn read(State(site): State<Site>, viewer: Viewer) -> Result<Response, Failure> {
    site.muster().read_notices(&viewer.actor).await?;
    Ok(Redirect::to("/notices").into_response())
}

/// A link for somebody who has not read all; nothing for others.
pub(super) async fn unread(site: &Site, viewer: &Viewer) -> Result<Markup, Failure> {
    let unread = site.muster().unread_notices(&viewer.actor).await?;
    Ok(html! {
        @if unread > 0 {
            p.govuk-body {
                a.govuk-link href="/notices" { (words::counted(unread.into(), "notice")) " that you have not read" }
            }
        }
    })
}

fn list(told: &[Told]) -> Table {
    let rows = told.iter().map(|one| {
        let state = match one.is_read {
            true => Tag::coloured("Read", "grey"),
            false => Tag::coloured("New", "blue"),
        };
        vec![
            Cell::text(words::instant(one.at)),
            Cell::text(html! {
                a.govuk-link href=(address(one)) { (one.reference) } " " (one.kind.words())
                @if let Some(day) = one.last_day { ": " (words::day(day)) }
            }),
            Cell::text(html! { (state) }),
        ]
    });
    Table {
        caption: "What you were told".into(),
        caption_classes: "govuk-visually-hidden".to_owned(),
        head: ["When", "What", "State"].map(Cell::text).into(),
        rows: rows.collect(),
        ..Table::default()
    }
}
