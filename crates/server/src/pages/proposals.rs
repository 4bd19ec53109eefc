//! Proposals: drafted, costed and checked here.
//!
//! ```text
//! list ─▶ begin ─▶ choose posts ─▶ changes, with what they do beside them ─▶ findings ─▶ report
//!                                     one form: each button keeps what was typed
//! ```

mod acknowledge;
mod answers;
mod asked;
mod begin;
mod case_file;
mod changes;
mod check;
mod choose;
mod choose_unit;
mod clashes;
mod conflicts;
mod consulting;
mod costs;
mod decision;
mod findings;
mod follow_up;
mod frame;
mod history;
mod join;
mod kept;
mod link_form;
mod meanwhile;
mod mending;
mod move_team;
mod officers;
mod options;
mod panel;
mod parts;
mod paste;
mod people;
mod preview;
mod questions;
mod report;
mod review;
mod rows;
mod section;
mod sheet;
mod statement;
mod structure;
mod tasks;

use access::Capacity;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware;
use axum::response::Response;
use axum::routing::{get, post};
use drafting::Sheet;
use maud::html;

use super::sent_form::hold;
use super::{Asking, Failure, Page, Part};
use crate::components::{Button, Cell, Table, Tag};
use crate::site::Site;
use crate::words;

/// The most that a form of a proposal may send, in bytes: five hundred rows, each with a paragraph.
pub(super) const LARGEST_FORM: usize = 4 * 1024 * 1024;

/// What a report may do as a page of its own.
pub(super) use report::CONTENT_SECURITY_POLICY as REPORT_POLICY;

/// The address of every page about proposals.
pub(super) fn routes() -> Router<Site> {
    Router::new()
        .merge(with_others())
        .route("/{body}/proposals", get(show))
        .route(
            "/{body}/proposals/begin",
            get(begin::show).post(begin::do_it),
        )
        .route("/{body}/proposals/{proposal}", get(tasks::show))
        .route(
            "/{body}/proposals/{proposal}/changes",
            get(changes::show).post(changes::do_it),
        )
        .route(
            "/{body}/proposals/{proposal}/changes/panel",
            post(changes::panel),
        )
        .route(
            "/{body}/proposals/{proposal}/entries/{*form}",
            post(kept::do_it),
        )
        .route(
            "/{body}/proposals/{proposal}/changes/posts",
            get(choose::show).post(choose::do_it),
        )
        .merge(looking())
        .route(
            "/{body}/proposals/{proposal}/changes/move",
            get(move_team::show).post(move_team::do_it),
        )
        .route(
            "/{body}/proposals/{proposal}/case",
            get(case_file::show).post(case_file::do_it),
        )
        .route(
            "/{body}/proposals/{proposal}/changes/paste",
            get(paste::show).post(paste::do_it),
        )
        .route(
            "/{body}/proposals/{proposal}/findings",
            get(findings::show).post(findings::do_it),
        )
        .route("/{body}/proposals/{proposal}/report", get(report::show))
        .route(
            "/{body}/proposals/{proposal}/report/{file}",
            get(report::download),
        )
        .route(
            "/{body}/proposals/{proposal}/history",
            get(history::show).post(history::do_it),
        )
        .merge(sheets())
        .merge(officers::routes())
        .layer(middleware::from_fn(hold))
        .layer(DefaultBodyLimit::max(LARGEST_FORM))
}

/// The addresses at which a part of a case is filled in, and at which all of it is checked.
fn sheets() -> Router<Site> {
    Router::new()
        .route("/{body}/proposals/{proposal}/check", get(check::show))
        .route(
            "/{body}/proposals/{proposal}/findings/acknowledge",
            post(acknowledge::do_it),
        )
        .route(
            "/{body}/proposals/{proposal}/describe",
            sheet::of(Sheet::Describe),
        )
        .route(
            "/{body}/proposals/{proposal}/funding",
            sheet::of(Sheet::Funding),
        )
        .route(
            "/{body}/proposals/{proposal}/budgets",
            sheet::of(Sheet::Budgets),
        )
        .route(
            "/{body}/proposals/{proposal}/savings",
            sheet::of(Sheet::Savings),
        )
        .route(
            "/{body}/proposals/{proposal}/stated",
            sheet::of(Sheet::Stated),
        )
        .route(
            "/{body}/proposals/{proposal}/consultation",
            sheet::of(Sheet::Consultation),
        )
        .route(
            "/{body}/proposals/{proposal}/implications",
            sheet::of(Sheet::Implications),
        )
        .route(
            "/{body}/proposals/{proposal}/recommendations",
            sheet::of(Sheet::Recommendations),
        )
        .route(
            "/{body}/proposals/{proposal}/report/comments",
            sheet::of(Sheet::Comments),
        )
        .route(
            "/{body}/proposals/{proposal}/report/papers",
            sheet::of(Sheet::Papers),
        )
        .route(
            "/{body}/proposals/{proposal}/report/exempt",
            sheet::of(Sheet::Exempt),
        )
        .route(
            "/{body}/proposals/{proposal}/report/sections/{section}",
            get(section::show).post(section::do_it),
        )
        .route(
            "/{body}/proposals/{proposal}/report/sections/{section}/preview",
            post(section::preview),
        )
}

/// The address of every page about who is on a proposal, and what they say about it.
fn with_others() -> Router<Site> {
    Router::new()
        .route(
            "/{body}/proposals/join/{link}",
            get(join::show).post(join::do_it),
        )
        .route(
            "/{body}/proposals/{proposal}/people",
            get(people::show).post(people::do_it),
        )
        .route(
            "/{body}/proposals/{proposal}/parts",
            get(parts::show).post(parts::do_it),
        )
        .route(
            "/{body}/proposals/{proposal}/parts/{part}",
            get(parts::look).post(parts::take_in),
        )
        .route(
            "/{body}/proposals/{proposal}/review",
            get(review::show).post(review::do_it),
        )
}

/// The pages on which a proposal is looked at: costs, structure, options.
fn looking() -> Router<Site> {
    Router::new()
        .route("/{body}/proposals/{proposal}/costs", get(costs::show))
        .route(
            "/{body}/proposals/{proposal}/conflicts",
            get(conflicts::show).post(conflicts::do_it),
        )
        .route(
            "/{body}/proposals/{proposal}/consulting",
            get(consulting::show).post(consulting::do_it),
        )
        .route(
            "/{body}/proposals/{proposal}/consulting/answers",
            get(answers::show).post(answers::do_it),
        )
        .route(
            "/{body}/proposals/{proposal}/consulting/answers.csv",
            get(answers::csv),
        )
        .route(
            "/{body}/proposals/{proposal}/decision",
            get(decision::show).post(decision::do_it),
        )
        .route(
            "/{body}/proposals/{proposal}/follow-up",
            get(follow_up::show).post(follow_up::do_it),
        )
        .route(
            "/{body}/proposals/{proposal}/options",
            get(options::show).post(options::do_it),
        )
        .route(
            "/{body}/proposals/{proposal}/structure",
            get(structure::show),
        )
        .route(
            "/{body}/proposals/{proposal}/structure/{file}",
            get(structure::download),
        )
}

/// `GET /{body}/proposals`
async fn show(asking: Asking) -> Result<Response, Failure> {
    let (actor, body) = (&asking.viewer.actor, &asking.body.key);
    let proposals = asking.muster().proposals(actor, body).await?;
    let begin = Button::link("Start a proposal", asking.address("proposals/begin"));
    let rows = proposals.iter().map(|proposal| {
        let at = format!("proposals/{}", proposal.reference.in_address());
        let title = proposal.title.as_deref().unwrap_or("Without a title");
        vec![
            Cell::text(html! { a.govuk-link href=(asking.address(&at)) { (title) } }),
            Cell::text(proposal.reference.to_string()),
            Cell::text(proposal.unit.as_deref().unwrap_or("Not stated")),
            Cell::text(html! { (frame::state_tag(proposal.state))
            @if proposal.capacity == Capacity::Reviewer { " " (Tag::coloured("To review", "blue")) }
            @if proposal.is_part { " " (Tag::coloured("Part", "grey")) } }),
            Cell::text(format!(
                "Revision {}, {}",
                proposal.revision,
                words::instant(proposal.saved)
            )),
        ]
    });
    let table = Table {
        caption: "Proposals that you are on".into(),
        caption_classes: "govuk-visually-hidden".to_owned(),
        head: ["Title", "Reference", "Unit", "State", "Last saved"]
            .map(Cell::text)
            .into(),
        rows: rows.collect(),
        first_cell_is_header: true,
        ..Table::default()
    };
    let html = html! {
        p.govuk-body { "A proposal is seen by the people on it until its consultation opens." }
        (begin)
        @if proposals.is_empty() {
            p.govuk-body { "You are on no proposal yet." }
        } @else {
            div.muster-scrolling role="region" aria-label="Proposals that you are on" tabindex="0" { (table) }
        }
    };
    Ok(Page::about("Proposals", &asking)
        .within(Part::Proposals)
        .body(html)
        .answer(&asking.site))
}
