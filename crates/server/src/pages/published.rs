//! What is published, for everybody: no sign-in and no cookie, and any cache may keep it for a while.

use access::Actor;
use app::{AppError, BodyKey, Decided, PublishedReport, PublishedText, Reference, fingerprint};
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use report::{Composition, compose, docx, html as page_of};

use super::{Failure, Page};
use crate::Printer;
use crate::components::{Button, SummaryList, SummaryRow};
use crate::pages::proposals::REPORT_POLICY;
use crate::printer::NotPrinted;
use crate::problem::Worded;
use crate::query::Query;
use crate::site::Site;
use crate::words;

/// How long a cache may keep what is published, in seconds: what is published now is seen soon.
const KEPT_FOR: &str = "public, max-age=300";

/// A format in which a report is published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Html,
    Pdf,
    Docx,
}

impl Format {
    const ALL: [Self; 3] = [Self::Html, Self::Pdf, Self::Docx];

    fn name(self) -> &'static str {
        match self {
            Self::Html => "report.html",
            Self::Pdf => "report.pdf",
            Self::Docx => "report.docx",
        }
    }

    fn words(self) -> &'static str {
        match self {
            Self::Html => "Read the report, with its charts and lists",
            Self::Pdf => "Download the report (PDF)",
            Self::Docx => "Download the report (Word)",
        }
    }

    fn kind(self) -> &'static str {
        match self {
            Self::Html => "text/html; charset=utf-8",
            Self::Pdf => "application/pdf",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        }
    }
}

/// `GET /published`
pub(crate) async fn list(State(site): State<Site>, asked: HeaderMap) -> Result<Response, Failure> {
    let reports = site.muster().published(&Actor::Public).await?;
    let body = html! {
        h1.govuk-heading-l { "Published reports and decisions" }
        (search_form(""))
        @if reports.is_empty() {
            p.govuk-body { "No reports yet. They appear at least 5 clear working days before the meeting." }
        } @else { (by_meeting(&reports)) }
    };
    Ok(page(&site, &asked, "Published reports and decisions", body))
}

/// `GET /published/search`
pub(crate) async fn search(
    State(site): State<Site>,
    query: Query,
    asked: HeaderMap,
) -> Result<Response, Failure> {
    let words = query.get("words").unwrap_or_default();
    let found = match words {
        "" => Vec::new(),
        words => site.muster().published_with(&Actor::Public, words).await?,
    };
    let body = html! {
        h1.govuk-heading-l { "Search what is published" }
        (search_form(words))
        @if !words.is_empty() && found.is_empty() {
            p.govuk-body { "No results for ‘" (words) "’. Check the spelling, or use fewer words." }
        } @else { (by_meeting(&found)) }
    };
    Ok(page(&site, &asked, "Search what is published", body))
}

/// `GET /published/{body}/{proposal}`
pub(crate) async fn show(
    State(site): State<Site>,
    Path((council, reference)): Path<(String, String)>,
    asked: HeaderMap,
) -> Result<Response, Failure> {
    let text = found(&site, &council, &reference).await?;
    let report = &text.report;
    let formats = Format::ALL.into_iter();
    let formats = formats.filter(|one| *one != Format::Pdf || site.settings().printer.is_some());
    let title = report.title.as_str();
    let body = html! {
        p.govuk-body { a.govuk-link href="/published" { "All published reports" } }
        h1.govuk-heading-l { (title) }
        (decisions(report))
        (facts(report))
        @if report.withholds {
            p.govuk-body { "A part of this report is withheld from the public. Ask democratic services for the public edition." }
        } @else {
            h2.govuk-heading-m { "The report" }
            ul.govuk-list.govuk-list--spaced {
                @for format in formats {
                    li { a.govuk-link href={ (address(report)) "/" (format.name()) } { (format.words()) } }
                }
            }
        }
        (papers(&text))
    };
    Ok(page(&site, &asked, title, body))
}

/// `GET /published/{body}/{proposal}/{file}`
pub(crate) async fn file(
    State(site): State<Site>,
    Path((council, reference, name)): Path<(String, String, String)>,
    asked: HeaderMap,
) -> Result<Response, Failure> {
    let not_there = || AppError::NotFound("page");
    let format = Format::ALL.into_iter().find(|one| one.name() == name);
    let format = format.ok_or_else(not_there)?;
    let printer = site.settings().printer.clone();
    if format == Format::Pdf && printer.is_none() {
        return Err(not_there().into());
    }
    let text = found(&site, &council, &reference).await?;
    let draft = text.draft.ok_or_else(not_there)?;
    let muster = site.muster();
    let analysis = muster.published_consequences(&Actor::Public, &text.report, &draft);
    let analysis = analysis.await?;
    let profile = muster.profile_of(&draft.case);
    let made = move || {
        let of = Composition {
            case: &draft.case,
            body: &profile,
            resolved: &analysis.resolved,
            statement: &analysis.statement,
            findings: &analysis.findings,
            with_findings: false,
            sources: &draft.sources,
        };
        made(format, &of, printer.as_ref())
    };
    // Making it takes a while, and other pages are answered meanwhile.
    let made = tokio::task::spawn_blocking(made).await;
    let made = made.unwrap_or_else(|panicked| std::panic::resume_unwind(panicked.into_panic()));
    let bytes = match made {
        Ok(bytes) => bytes,
        Err(error) => {
            tracing::error!(%error, name, "a published report could not be made");
            return Ok(StatusCode::INTERNAL_SERVER_ERROR.into_response());
        }
    };
    let mut response = cached(&asked, format.kind(), bytes);
    if let (Format::Html, Ok(policy)) = (format, REPORT_POLICY.parse()) {
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    Ok(response)
}

fn made(
    format: Format,
    of: &Composition<'_>,
    printer: Option<&Printer>,
) -> Result<Vec<u8>, NotPrinted> {
    Ok(match (format, printer) {
        (Format::Html, _) => page_of::render(&compose(of)).into_bytes(),
        (Format::Docx, _) => docx::render(&compose(of))?,
        (Format::Pdf, Some(printer)) => printer.pdf(&compose(of))?,
        (Format::Pdf, None) => return Err("there is no printer".into()),
    })
}

/// A report that is published; whatever is not, is not there, in the same words as what never was.
async fn found(site: &Site, council: &str, reference: &str) -> Result<PublishedText, Failure> {
    let (council, reference) = (BodyKey::of(council), Reference::of(reference));
    let text = site
        .muster()
        .published_text(&Actor::Public, &council, &reference);
    Ok(text.await?)
}

fn address(report: &PublishedReport) -> String {
    let (council, reference) = (report.council.key.as_str(), report.reference.in_address());
    format!("/published/{council}/{reference}")
}

/// Reports under the meeting for which they are published.
fn by_meeting(reports: &[PublishedReport]) -> Markup {
    let of_one = |a: &PublishedReport, b: &PublishedReport| {
        a.published.meeting == b.published.meeting
            && a.published.decision_maker == b.published.decision_maker
            && a.council == b.council
    };
    html! {
        @for meeting in reports.chunk_by(of_one) {
            h2.govuk-heading-m {
                (meeting[0].published.decision_maker) ", " (words::day(meeting[0].published.meeting))
            }
            ul.govuk-list.govuk-list--spaced {
                @for report in meeting {
                    li {
                        a.govuk-link href=(address(report)) { (report.title) }
                        br; span.muster-quiet { (report.council.name) ", " (report.reference) ". " (outcome(report)) "." }
                    }
                }
            }
        }
    }
}

fn outcome(report: &PublishedReport) -> String {
    match report.decided.last() {
        Some(decided) => in_a_word(decided),
        None => "Not yet decided".to_owned(),
    }
}

/// What was decided, and when.
fn in_a_word(decided: &Decided) -> String {
    let mut said: Vec<&str> = Vec::new();
    for resolution in &decided.resolutions {
        let word = resolution.outcome.words();
        if !said.contains(&word) {
            said.push(word);
        }
    }
    let said = match said.is_empty() {
        true => "Decided".to_owned(),
        false => words::sentence(&said.join(", ")),
    };
    format!("{said}, {}", words::day(decided.on))
}

fn decisions(report: &PublishedReport) -> Markup {
    html! {
        @if report.decided.is_empty() { p.govuk-body-l { "Not yet decided" } }
        @for decided in &report.decided {
            p.govuk-body-l { (in_a_word(decided)) }
            @if !decided.resolutions.is_empty() {
                ol.govuk-list.govuk-list--number {
                    @for resolution in &decided.resolutions {
                        li {
                            "Recommendation " (resolution.recommendation) ": " (resolution.outcome.words())
                            @if let Some(minuted) = &resolution.minuted { ". " (minuted) }
                            @for condition in &resolution.conditions {
                                ". On condition: " (condition.what) " (" (condition.decided_by) ")"
                            }
                        }
                    }
                }
            }
        }
    }
}

fn facts(report: &PublishedReport) -> SummaryList {
    SummaryList {
        rows: vec![
            SummaryRow::new("Council", report.council.name.as_str()),
            SummaryRow::new("Reference", report.reference.to_string()),
            SummaryRow::new("For decision by", report.published.decision_maker.as_str()),
            SummaryRow::new("Meeting", words::day(report.published.meeting)),
            SummaryRow::new("Published", words::instant(report.from)),
        ],
        ..SummaryList::default()
    }
}

fn papers(text: &PublishedText) -> Markup {
    let papers = text.draft.iter().flat_map(|draft| &draft.case.papers);
    let titles: Vec<&str> = papers.map(|paper| paper.title.value.as_str()).collect();
    html! {
        @if !titles.is_empty() {
            h2.govuk-heading-m { "Background papers" }
            ul.govuk-list.govuk-list--bullet { @for title in titles { li { (title) } } }
        }
    }
}

fn search_form(words: &str) -> Markup {
    html! {
        form method="get" action="/published/search" role="search" aria-label="Published reports" {
            div.govuk-form-group {
                label.govuk-label for="words" { "Words in the title, the unit or the reference" }
                input.govuk-input.govuk-input--width-20 #words name="words" type="search" spellcheck="false" value=(words);
            }
            (Button::submit("Search").secondary())
        }
    }
}

fn page(site: &Site, asked: &HeaderMap, title: &str, body: Markup) -> Response {
    let page = Page::titled(title).with_own_heading().body(body);
    let html = page.render(site).into_string();
    let mut response = cached(asked, "text/html; charset=utf-8", html.into_bytes());
    response.extensions_mut().insert(Worded);
    response
}

/// An answer that a cache may keep; nothing but its head, if the one who asks has it already.
fn cached(asked: &HeaderMap, kind: &'static str, content: Vec<u8>) -> Response {
    let tag = format!("\"{}\"", &fingerprint(&content)[..32]);
    let known = asked.get_all(header::IF_NONE_MATCH).iter();
    let is_known = known
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|one| one.trim().trim_start_matches("W/") == tag);
    let headers = [
        (header::CACHE_CONTROL, KEPT_FOR.to_owned()),
        (header::ETAG, tag),
    ];
    match is_known {
        true => (StatusCode::NOT_MODIFIED, headers).into_response(),
        false => (headers, [(header::CONTENT_TYPE, kind)], content).into_response(),
    }
}
