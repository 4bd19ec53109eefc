//! The report of a draft: read here, taken away in any format.

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use maud::html;
use report::{Composition, compose, docx, html as page_of, xlsx};

use super::frame::{Place, Proposal};
use crate::pages::Failure;

/// A report brings its styles and pictures with it. It has no scripts, sends nothing and loads nothing.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; \
    font-src data:; base-uri 'none'; frame-ancestors 'none'; sandbox allow-top-navigation-by-user-activation";

/// `GET /{body}/proposals/{proposal}/report`
pub(super) async fn show(proposal: Proposal) -> Result<Response, Failure> {
    let files = [
        ("report.html", "Web page, to read here"),
        ("report.docx", "Word document, to edit"),
        ("report.xlsx", "Spreadsheet of the costs, with formulas"),
        (
            "case.toml",
            "Case file, to keep or to take to another Muster",
        ),
    ];
    let html = html! {
        h1.govuk-heading-l { "Report" }
        p.govuk-body { "Every figure is computed from the changes of revision " (proposal.open.saved.number) "." }
        ul.govuk-list.govuk-list--spaced {
            @for (file, words) in files {
                li { a.govuk-link href=(proposal.address(&format!("/report/{file}"))) { (words) } }
            }
        }
    };
    let site = &proposal.asking.site;
    Ok(proposal.page(Place::Report, "Report", &html).answer(site))
}

/// `GET /{body}/proposals/{proposal}/report/{file}`
pub(super) async fn download(
    Path((_, _, file)): Path<(String, String, String)>,
    proposal: Proposal,
) -> Result<Response, Failure> {
    let asking = &proposal.asking;
    let (actor, body) = (&asking.viewer.actor, &asking.body.key);
    let draft = &proposal.open.draft;
    let analysis = asking.muster().consequences(actor, body, draft).await?;
    let of = Composition {
        case: &draft.case,
        body: checks::body_of(&draft.case),
        resolved: &analysis.resolved,
        statement: &analysis.statement,
        findings: &analysis.findings,
        with_findings: false,
        sources: &draft.sources,
    };
    let made = match file.as_str() {
        "report.html" => Ok(page_of::render(&compose(&of)).into_bytes()),
        "report.docx" => docx::render(&compose(&of)).map_err(|error| error.to_string()),
        "report.xlsx" => xlsx::render(&of).map_err(|error| error.to_string()),
        "case.toml" => Ok(draft.text().as_bytes().to_vec()),
        _ => return Ok(StatusCode::NOT_FOUND.into_response()),
    };
    let bytes = match made {
        Ok(bytes) => bytes,
        Err(error) => {
            tracing::error!(error, "a report cannot be made");
            return Ok(StatusCode::INTERNAL_SERVER_ERROR.into_response());
        }
    };
    let (kind, is_attached) = match file.as_str() {
        "report.html" => ("text/html; charset=utf-8", false),
        "report.docx" => (
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            true,
        ),
        "report.xlsx" => (
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            true,
        ),
        _ => ("application/toml; charset=utf-8", true),
    };
    let reference = proposal.open.reference.in_address();
    let revision = proposal.open.saved.number;
    let name = format!("{reference}-revision-{revision}-{file}");
    let how = if is_attached { "attachment" } else { "inline" };
    let headers = [
        (
            header::CONTENT_SECURITY_POLICY,
            CONTENT_SECURITY_POLICY.to_owned(),
        ),
        (header::CONTENT_TYPE, kind.to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("{how}; filename=\"{name}\""),
        ),
    ];
    Ok((headers, bytes).into_response())
}
