//! The posts of a list, to be taken away: all of them, not only those of a page.

use app::EstablishmentPage;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use exchange::{EstablishmentTable, TextTable, TooLargeForWorkbook, WorkbookTable};

use super::filter::Filter;
use crate::pages::moment::Asked;
use crate::pages::{Asking, Failure};

/// Rows that are asked for at a time.
const ROWS: usize = 1_000;

/// `GET /{body}/establishment.csv`
pub(in crate::pages) async fn csv(asking: Asking) -> Result<Response, Failure> {
    let pages = all(&asking).await?;
    let Some(first) = pages.first() else {
        return Ok(StatusCode::NOT_FOUND.into_response());
    };
    let columns = EstablishmentTable::of(&first.view.establishment);
    let mut table = TextTable::new();
    let headings = columns.headings();
    table.headings(headings.iter().map(String::as_str));
    for row in pages.iter().flat_map(|page| &page.rows) {
        columns.row(&row.line, |cells| table.row(cells.iter().copied()));
    }
    let content = table.finish();
    Ok(file(
        &asking,
        first,
        "text/csv; charset=utf-8",
        "csv",
        content,
    ))
}

/// `GET /{body}/establishment.xlsx`
pub(in crate::pages) async fn xlsx(asking: Asking) -> Result<Response, Failure> {
    let pages = all(&asking).await?;
    let Some(first) = pages.first() else {
        return Ok(StatusCode::NOT_FOUND.into_response());
    };
    match workbook(&pages, first) {
        Ok(content) => Ok(file(
            &asking,
            first,
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "xlsx",
            content,
        )),
        Err(TooLargeForWorkbook) => Ok(StatusCode::PAYLOAD_TOO_LARGE.into_response()),
    }
}

fn workbook(
    pages: &[EstablishmentPage],
    first: &EstablishmentPage,
) -> Result<Vec<u8>, TooLargeForWorkbook> {
    let columns = EstablishmentTable::of(&first.view.establishment);
    let mut table = WorkbookTable::new("Establishment", &columns.widths(), 1);
    let headings = columns.headings();
    table.headings(headings.iter().map(String::as_str));
    for row in pages.iter().flat_map(|page| &page.rows) {
        columns.row(&row.line, |cells| table.row(cells.iter().copied()));
    }
    table.finish()
}

/// All that is listed, in its order. That it was taken away goes on the audit trail first.
async fn all(asking: &Asking) -> Result<Vec<EstablishmentPage>, Failure> {
    let path = asking.address("establishment");
    let Ok(asked) = Asked::read(&asking.query, &path, asking.today) else {
        return Ok(Vec::new());
    };
    if asked.is_wrong() {
        return Ok(Vec::new());
    }
    let (actor, body) = (&asking.viewer.actor, &asking.body.key);
    let what = asking.query.address(&asking.path);
    asking.muster().note_download(actor, &what).await?;
    let mut question = Filter::read(&asking.query).question(asked.moment);
    question.rows = ROWS;
    let mut pages = Vec::new();
    for number in 1.. {
        question.page = number;
        let page = asking
            .muster()
            .establishment(actor, body, &question)
            .await?;
        let is_last = page.page >= page.pages;
        pages.push(page);
        if is_last {
            break;
        }
    }
    Ok(pages)
}

/// A file whose name says of what and of when it is.
fn file(
    asking: &Asking,
    page: &EstablishmentPage,
    kind: &'static str,
    ending: &str,
    content: Vec<u8>,
) -> Response {
    let (body, on) = (asking.body.key.as_str(), page.view.moment.in_force_on);
    // The key of a body may hold letters that a header may not.
    let body: String = body.chars().filter(char::is_ascii).collect();
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{body}-establishment-{on}.{ending}\""),
        ),
    ];
    (headers, content).into_response()
}
