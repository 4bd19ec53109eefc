//! What is proposed: the edition for the public, whoever looks.

use app::{OpenConsultation, Reference};
use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use checks::Public;
use maud::{Markup, PreEscaped, html};
use proposal::BodyProfile;
use report::{Composition, compose, html as page_of};

use super::{address, opened};
use crate::pages::proposals::REPORT_POLICY;
use crate::pages::{Asking, Failure};

/// The words of the report, and the structure before, after and what changes, each as picture and list.
pub(super) async fn of(asking: &Asking, open: &OpenConsultation) -> Markup {
    let (words, structure) = made(open, |composition| {
        let report = compose(composition);
        (
            page_of::render_proposed_within(&report),
            page_of::render_structure_within(&report),
        )
    })
    .await;
    html! {
        h2.govuk-heading-m #proposed { "What is proposed" }
        p.govuk-body { "This is the proposal as the public may read it." }
        ul.govuk-list.govuk-list--bullet {
            @if !structure.is_empty() {
                li { a.govuk-link href="#structure" { "Go to what changes, and the structure before and after" } }
            }
            li { a.govuk-link href=(address(asking, &open.reference, "/report.html")) { "Read the whole report as a page, with what it costs" } }
        }
        div.muster-report { (PreEscaped(words)) }
        @if !structure.is_empty() {
            h2.govuk-heading-m #structure { "What changes, before and after" }
            div.muster-report.muster-report--wide { (PreEscaped(structure)) }
        }
    }
}

/// `GET /{body}/consultations/{proposal}/report.html`
pub(super) async fn report(
    Path((_, reference)): Path<(String, String)>,
    asking: Asking,
) -> Result<Response, Failure> {
    let open = opened(&asking, &Reference::of(&reference)).await?;
    let page = made(&open, |of| page_of::render(&compose(of))).await;
    let headers = [
        (header::CONTENT_SECURITY_POLICY, REPORT_POLICY),
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
    ];
    Ok((headers, page).into_response())
}

/// Something made of the edition for the public. It takes a while, and other pages are answered meanwhile.
async fn made<T: Send + 'static>(
    open: &OpenConsultation,
    make: impl FnOnce(&Composition<'_>) -> T + Send + 'static,
) -> T {
    let (public, profile) = (open.public.clone(), open.profile.clone());
    let made = tokio::task::spawn_blocking(move || make(&composition(&public, &profile)));
    let made = made.await;
    made.unwrap_or_else(|panicked| std::panic::resume_unwind(panicked.into_panic()))
}

fn composition<'p>(public: &'p Public, profile: &'p BodyProfile) -> Composition<'p> {
    Composition {
        case: &public.case,
        body: profile,
        resolved: &public.analysis.resolved,
        statement: &public.analysis.statement,
        findings: &public.analysis.findings,
        with_findings: false,
        sources: &public.sources,
    }
}
