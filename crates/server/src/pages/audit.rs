//! Who did what, for the auditor: filtered, in pages, and to be taken away.

mod filter;
mod words;

use access::{Deed, may};
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use exchange::{TextTable, TooLargeForWorkbook, Value, WorkbookTable};
use maud::{Markup, html};

use self::filter::Filter;
use self::words::Told;
use super::coming_up::scrolling;
use super::viewer::Viewer;
use super::{Failure, Page};
use crate::components::{Cell, Pagination, Table};
use crate::query::Query;
use crate::site::Site;

/// How many entries stand on a page.
const ROWS: usize = 50;

/// The headings of the trail, on the page and in files.
const HEADINGS: [&str; 5] = ["When", "Who", "Kind", "What", "Entry"];

/// `GET /audit`
pub(crate) async fn show(
    State(site): State<Site>,
    viewer: Viewer,
    query: Query,
) -> Result<Response, Failure> {
    let filter = Filter::read(&query);
    let question = filter.question(site.muster(), &viewer.actor).await?;
    let trail = site.muster().audit_trail(&viewer.actor, &question, ROWS);
    let trail = trail.await?;
    let told = trail.entries.iter().map(|one| Told::of(one, &trail.names));
    let told: Vec<Told> = told.collect();
    let oldest = trail.entries.last().map(|one| one.number);
    let older = oldest.filter(|_| trail.has_older).map(|oldest| {
        let asked = query.with("before", &oldest.to_string());
        asked.address("/audit")
    });
    let latest = query.without(&["before"]).address("/audit");
    let pages = Pagination {
        previous: query.has("before").then_some(latest),
        next: older,
        label: "Entries".to_owned(),
        ..Pagination::default()
    };
    let body = html! {
        (filter.summary())
        h1.govuk-heading-l { "Audit trail" }
        p.govuk-body {
            "Who signed in, was refused, took something away, saw what is withheld from others, saved, signed and \
            decided. Each entry carries the hash of the one before it, so none can be altered or taken out unseen."
        }
        (filter.form())
        @if may(&viewer.actor, Deed::ExportAuditTrail) { (downloads(&query)) }
        @if told.is_empty() {
            p.govuk-body { "No entry matches. " a.govuk-link href="/audit" { "Clear the filter" } "." }
        } @else {
            (scrolling("Audit trail", &html! { (table(&told)) }))
            (pages)
        }
    };
    let page = Page::titled("Audit trail").signed_in().with_own_heading();
    let page = page.with_errors(filter.is_wrong());
    Ok(page.body(body).answer(&site))
}

fn downloads(query: &Query) -> Markup {
    let query = query.without(&["before"]);
    html! {
        p.govuk-body {
            "Take away what is listed: "
            a.govuk-link href=(query.address("/audit.csv")) { "CSV" } ", "
            a.govuk-link href=(query.address("/audit.xlsx")) { "Excel" } ". The whole, to be verified with "
            code { "muster verify --journal" } ": "
            a.govuk-link href="/audit.journal" { "journal file" } "."
        }
    }
}

fn table(told: &[Told]) -> Table {
    let row = |one: &Told| {
        let what = html! {
            (one.what)
            @if let Some((reference, address)) = &one.case {
                ": " a.govuk-link href=(address) { (reference) }
            }
        };
        vec![
            Cell::text(one.when.as_str()),
            Cell::text(one.who.as_str()),
            Cell::text(one.kind),
            Cell::text(what),
            Cell::figure(one.number.to_string()),
        ]
    };
    let [first @ .., last] = HEADINGS;
    let head = first.into_iter().map(Cell::text);
    Table {
        caption: "Audit trail, the latest first".into(),
        caption_classes: "govuk-visually-hidden".to_owned(),
        head: head.chain([Cell::figure(last)]).collect(),
        rows: told.iter().map(row).collect(),
        classes: "govuk-table--small-text-until-tablet".to_owned(),
        ..Table::default()
    }
}

/// `GET /audit.csv`
pub(crate) async fn csv(
    State(site): State<Site>,
    viewer: Viewer,
    query: Query,
) -> Result<Response, Failure> {
    let mut table = TextTable::new();
    table.headings(HEADINGS);
    for one in exported(&site, &viewer, &query).await? {
        one.in_cells(|cells| table.row(cells.iter().copied()));
    }
    let kind = "text/csv; charset=utf-8";
    Ok(file(kind, "audit-trail.csv", table.finish()))
}

/// `GET /audit.xlsx`
pub(crate) async fn xlsx(
    State(site): State<Site>,
    viewer: Viewer,
    query: Query,
) -> Result<Response, Failure> {
    let mut table = WorkbookTable::new("Audit trail", &[22, 28, 20, 60, 10], 1);
    table.headings(HEADINGS);
    for one in exported(&site, &viewer, &query).await? {
        one.in_cells(|cells| table.row(cells.iter().copied()));
    }
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    Ok(match table.finish() {
        Ok(content) => file(kind, "audit-trail.xlsx", content),
        Err(TooLargeForWorkbook) => StatusCode::PAYLOAD_TOO_LARGE.into_response(),
    })
}

/// `GET /audit.journal`
pub(crate) async fn journal(State(site): State<Site>, viewer: Viewer) -> Result<Response, Failure> {
    let journal = site.muster().journal_file(&viewer.actor).await?;
    let kind = "text/plain; charset=utf-8";
    Ok(file(kind, "muster.journal", journal.into_bytes()))
}

async fn exported(site: &Site, viewer: &Viewer, query: &Query) -> Result<Vec<Told>, Failure> {
    let filter = Filter::read(query);
    let question = filter.question(site.muster(), &viewer.actor).await?;
    let trail = site.muster().export_audit_trail(&viewer.actor, &question);
    let trail = trail.await?;
    let told = trail.entries.iter().map(|one| Told::of(one, &trail.names));
    Ok(told.collect())
}

impl Told {
    fn in_cells(&self, write: impl FnOnce(&[Value<'_>])) {
        let (reference, number) = (
            self.case.as_ref().map(|(it, _)| it),
            self.number.to_string(),
        );
        let what = match reference {
            Some(reference) => format!("{}: {reference}", self.what),
            None => self.what.clone(),
        };
        write(&[
            Value::Words(&self.exactly),
            Value::Words(&self.who),
            Value::Words(self.kind),
            Value::Words(&what),
            Value::Digits(&number),
        ]);
    }
}

fn file(kind: &'static str, name: &str, content: Vec<u8>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}\""),
        ),
    ];
    (headers, content).into_response()
}
