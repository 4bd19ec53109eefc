//! What is published, for everybody: no sign-in and no cookie, and any cache may keep it for a while.

use access::Actor;
use app::{AppError, BodyKey, Decided, PublishedReport, Reference, fingerprint};
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use governance::Record;
use maud::{Markup, html};

use super::{Failure, Page};
use crate::components::{Button, SummaryList, SummaryRow};
use crate::pages::proposals::REPORT_POLICY;
use crate::problem::Worded;
use crate::query::Query;
use crate::site::Site;
use crate::words;

/// How long a cache may keep what is published, in seconds: what is published now is seen soon.
const KEPT_FOR: &str = "public, max-age=300";

/// A file of a published report: its name, what it is, its format as it is kept, and its media type.
struct File {
    name: &'static str,
    words: &'static str,
    format: &'static str,
    kind: &'static str,
}

const HTML: &str = "html";

/// The files, in the order in which they are offered.
const FILES: [File; 4] = [
    File {
        name: "report.html",
        words: "Read the report, with its charts and lists",
        format: HTML,
        kind: "text/html; charset=utf-8",
    },
    File {
        name: "report.pdf",
        words: "Download the report (PDF)",
        format: "pdf",
        kind: "application/pdf",
    },
    File {
        name: "report.docx",
        words: "Download the report (Word)",
        format: "docx",
        kind: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    },
    File {
        name: "report.xlsx",
        words: "Download the costs (spreadsheet)",
        format: "xlsx",
        kind: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    },
];

/// `GET /published`
pub(crate) async fn list(State(site): State<Site>, asked: HeaderMap) -> Result<Response, Failure> {
    let reports = site.muster().published(&Actor::Public).await?;
    let body = html! {
        h1.govuk-heading-l { "Published reports and decisions" }
        (search_form(""))
        @if reports.iter().any(PublishedReport::is_urgent) {
            p.govuk-body { a.govuk-link href="/published/urgent" { "Decisions on less than the usual notice" } }
        }
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

/// `GET /published/urgent`: what an executive reports to its council, at least once a year, under regulation 19 of
/// SI 2012/2089; and the urgent items of committees beside it.
pub(crate) async fn urgent(
    State(site): State<Site>,
    asked: HeaderMap,
) -> Result<Response, Failure> {
    let mut reports = site.muster().published(&Actor::Public).await?;
    reports.retain(PublishedReport::is_urgent);
    let day = |report: &PublishedReport| report.decided.first().map(|one| one.on);
    reports.sort_by(|a, b| {
        a.council
            .name
            .cmp(&b.council.name)
            .then(day(b).cmp(&day(a)))
    });
    let heading = "Decisions on less than the usual notice";
    let body = html! {
        p.govuk-body { a.govuk-link href="/published" { "All published reports" } }
        h1.govuk-heading-l { (heading) }
        p.govuk-body { "Each with the leave by which it was taken, who gave it, and why it could not wait." }
        @if reports.is_empty() { p.govuk-body { "There is none." } }
        @for council in reports.chunk_by(|a, b| a.council == b.council) {
            h2.govuk-heading-m { (council[0].council.name) }
            @for report in council { (taken_early(report)) }
        }
    };
    Ok(page(&site, &asked, heading, body))
}

fn taken_early(report: &PublishedReport) -> Markup {
    let Some((given, why)) = &report.notice else {
        return html! {};
    };
    let rows = vec![
        SummaryRow::new("Decision", outcome(report)),
        SummaryRow::new("By", report.published.decision_maker.as_str()),
        SummaryRow::new(
            "Leave",
            format!(
                "{}, {}, by: {}",
                given.how.words(),
                words::day(given.on),
                given.by
            ),
        ),
        SummaryRow::new("Why", why.as_deref().unwrap_or("The reason was redacted")),
    ];
    html! {
        h3.govuk-heading-s { a.govuk-link href=(address(report)) { (report.title) } }
        (SummaryList { rows, ..SummaryList::default() })
    }
}

/// `GET /published/{body}/{proposal}`
pub(crate) async fn show(
    State(site): State<Site>,
    Path((council, reference)): Path<(String, String)>,
    asked: HeaderMap,
) -> Result<Response, Failure> {
    let report = found(&site, &council, &reference).await?;
    let is_kept = |file: &&File| report.formats.iter().any(|one| one == file.format);
    let title = report.title.as_str();
    let body = html! {
        p.govuk-body { a.govuk-link href="/published" { "All published reports" } }
        h1.govuk-heading-l { (title) }
        (decisions(&report))
        (facts(&report))
        h2.govuk-heading-m { "The report" }
        ul.govuk-list.govuk-list--spaced {
            @for file in FILES.iter().filter(is_kept) {
                li { a.govuk-link href={ (address(&report)) "/" (file.name) } { (file.words) } }
            }
        }
        (withheld(&report))
        (papers(&report))
    };
    Ok(page(&site, &asked, title, body))
}

/// `GET /published/{body}/{proposal}/{file}`: as it was when it was published, and not made again.
pub(crate) async fn file(
    State(site): State<Site>,
    Path((council, reference, name)): Path<(String, String, String)>,
    asked: HeaderMap,
) -> Result<Response, Failure> {
    let file = FILES.iter().find(|one| one.name == name);
    let file = file.ok_or(AppError::NotFound("page"))?;
    let report = found(&site, &council, &reference).await?;
    let muster = site.muster();
    let content = muster.published_file(&Actor::Public, &report, file.format);
    let mut response = cached(&asked, file.kind, content.await?);
    if let (HTML, Ok(policy)) = (file.format, REPORT_POLICY.parse()) {
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    Ok(response)
}

/// A report that is published; whatever is not, is not there, in the same words as what never was.
async fn found(site: &Site, council: &str, reference: &str) -> Result<PublishedReport, Failure> {
    let (council, reference) = (BodyKey::of(council), Reference::of(reference));
    let report = site
        .muster()
        .published_report(&Actor::Public, &council, &reference);
    Ok(report.await?)
}

/// What is withheld, on what ground and why.
fn withheld(report: &PublishedReport) -> Markup {
    let rows = report.withheld.iter().map(|one| {
        let ground = one.ground.as_ref().map(|at| at.value);
        let ground = match ground {
            Some(_) => words::sentence(&proposal::cited(ground)),
            None => "A small number of people".to_owned(),
        };
        let reason = one.reason.as_ref().map(|at| at.value.as_str());
        let told = html! { (ground) @if let Some(reason) = reason { br; (reason) } };
        SummaryRow::new(one.what.value.as_str(), told)
    });
    html! {
        @if !report.withheld.is_empty() {
            h2.govuk-heading-m { "What is withheld" }
            p.govuk-body {
                "Information may be withheld under Part 1 of Schedule 12A to the Local Government Act 1972, where the public interest \
                 in withholding it outweighs the public interest in disclosing it."
            }
            (SummaryList { rows: rows.collect(), ..SummaryList::default() })
        }
    }
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
            @if let Some(own) = &decided.record { (record(own)) }
        }
    }
}

/// What the law wants recorded where a member or an officer decides alone.
fn record(record: &Record) -> Markup {
    let interests = match record.interests.as_str() {
        "" => "None was declared",
        interests => interests,
    };
    let rows = [
        ("Reasons for the decision", record.reasons.as_str()),
        ("Alternatives considered and rejected", &record.alternatives),
        ("Interests declared", interests),
    ];
    let rows = rows.map(|(name, told)| {
        let told = html! { @for line in told.lines() { p.govuk-body { (line) } } };
        SummaryRow::new(name, told)
    });
    html! {
        h2.govuk-heading-m { "Record of the decision" }
        (SummaryList { rows: rows.into(), ..SummaryList::default() })
    }
}

fn facts(report: &PublishedReport) -> SummaryList {
    let mut rows = vec![
        SummaryRow::new("Council", report.council.name.as_str()),
        SummaryRow::new("Reference", report.reference.to_string()),
        SummaryRow::new("For decision by", report.published.decision_maker.as_str()),
        SummaryRow::new("Meeting", words::day(report.published.meeting)),
        SummaryRow::new("Published", words::instant(report.from)),
    ];
    if let Some((given, why)) = &report.notice {
        let (how, on) = (given.how.words(), words::day(given.on));
        let told = html! {
            (how) ", " (on) ", by: " (given.by)
            @if let Some(why) = why { p.govuk-body { (why) } }
        };
        rows.push(SummaryRow::new("Notice of the decision", told));
    }
    SummaryList {
        rows,
        ..SummaryList::default()
    }
}

fn papers(report: &PublishedReport) -> Markup {
    html! {
        @if !report.papers.is_empty() {
            h2.govuk-heading-m { "Background papers" }
            ul.govuk-list.govuk-list--bullet { @for title in &report.papers { li { (title) } } }
        }
    }
}

fn search_form(words: &str) -> Markup {
    html! {
        form method="get" action="/published/search" role="search" aria-label="Published reports" {
            div.govuk-form-group {
                label.govuk-label for="words" { "Words in the title, the report or the decision" }
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
