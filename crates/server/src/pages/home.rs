//! What a council's register holds, and what falls due next.

use access::{Deed, may};
use app::{Awaited, EstablishmentQuestion, Outlook, Totals, WaitsFor};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};

use super::coming_up::table;
use super::moment::Asked;
use super::{Asking, Failure, Page, notices};
use crate::components::{SummaryList, SummaryRow};
use crate::words;

/// How many of what ends next are shown.
const NEXT: usize = 5;

/// `GET /{body}`
pub(crate) async fn show(asking: Asking) -> Result<Response, Failure> {
    if !may(&asking.viewer.actor, Deed::SeeEstablishment) {
        // Who is consulted and nothing else has one part of Muster.
        return Ok(Redirect::to(&asking.address("consultations")).into_response());
    }
    let path = asking.home.clone();
    let asked = match Asked::read(&asking.query, &path, asking.today) {
        Ok(asked) => asked,
        Err(redirect) => return Ok(redirect.into_response()),
    };
    let moment = asked.moment;
    let (actor, body) = (&asking.viewer.actor, &asking.body.key);
    let question = EstablishmentQuestion {
        rows: 1,
        ..EstablishmentQuestion::at(moment)
    };
    let page = asking
        .muster()
        .establishment(actor, body, &question)
        .await?;
    let outlook = asking.muster().coming_up(actor, body, moment).await?;
    let waiting = asking.muster().waiting(actor, body).await?;
    let unread = notices::unread(&asking.site, &asking.viewer).await?;
    let html = html! {
        (asked.summary())
        h1.govuk-heading-l { "Establishment register" }
        (unread)
        (waits(&asking, &waiting))
        (asked.notice(&path, &asking.query))
        h2.govuk-heading-m { "The establishment on " (words::day(moment.in_force_on)) }
        (facts(&page.totals))
        ul.govuk-list {
            li { a.govuk-link href=(asking.link("establishment")) { "See all posts" } }
            li { a.govuk-link href=(asking.link("establishment/chart")) { "See how they fit together" } }
            li { a.govuk-link href=(asking.link("decisions")) { "See who decided what" } }
            li { a.govuk-link href=(asking.link("search")) { "Find a post, a unit or a decision" } }
        }
        h2.govuk-heading-m { "Coming up" }
        (coming_up(&asking, &outlook))
    };
    Ok(Page::about("Establishment register", &asking)
        .with_own_heading()
        .with_errors(asked.is_wrong())
        .body(html)
        .answer(&asking.site))
}

/// What waits for whoever looks; nothing where nothing does.
fn waits(asking: &Asking, waiting: &[Awaited]) -> Markup {
    html! {
        @if !waiting.is_empty() {
            h2.govuk-heading-m { "Waiting for you" }
            ul.govuk-list.govuk-list--bullet {
                @for one in waiting {
                    @let (what, address) = to_do(one);
                    li {
                        a.govuk-link href=(asking.link(&address)) { (what) ": " (one.reference) }
                        @if let Some(title) = &one.title { ", " (title) }
                    }
                }
            }
        }
    }
}

/// What is to be done, and where.
pub(super) fn to_do(one: &Awaited) -> (String, String) {
    let reference = one.reference.in_address();
    let on = |below: &str| format!("proposals/{reference}{below}");
    match &one.what {
        WaitsFor::Comment(kind, title) => {
            (format!("Sign {title}"), on(&format!("/comments/{kind}")))
        }
        WaitsFor::LapsedComment(kind, title) => (
            format!("Sign {title} again, for they have lapsed"),
            on(&format!("/comments/{kind}")),
        ),
        WaitsFor::Clearance => ("Clear the report".to_owned(), on("/comments")),
        WaitsFor::Publication => ("Publish the report".to_owned(), on("/publication")),
        WaitsFor::Decision => ("Record the decision".to_owned(), on("/decision")),
        WaitsFor::Answer => (
            "Answer the consultation".to_owned(),
            format!("consultations/{reference}"),
        ),
        WaitsFor::Promise { what, .. } => (
            format!("See to an overdue promise, \u{2018}{what}\u{2019}"),
            "obligations".to_owned(),
        ),
    }
}

fn facts(totals: &Totals) -> SummaryList {
    let rows = [
        ("Posts in force", words::sentence(&words::sums(totals))),
        (
            "Full-year cost",
            words::sentence(&words::cost(totals.cost, totals.lines)),
        ),
        ("Vacant", words::counted(totals.vacant_lines as u64, "line")),
        (
            "Temporary",
            words::counted(totals.temporary_lines as u64, "line"),
        ),
    ];
    let rows = rows.into_iter();
    SummaryList {
        rows: rows
            .map(|(key, value)| SummaryRow::new(key, value))
            .collect(),
        ..SummaryList::default()
    }
}

fn coming_up(asking: &Asking, outlook: &Outlook) -> Markup {
    let ends = &outlook.ends;
    let promised = outlook.promised.len() as u64;
    let overdue = outlook.promised.iter().filter(|one| one.is_overdue).count();
    let all = asking.link("coming-up");
    html! {
        @if ends.is_empty() {
            p.govuk-body { "Nothing that is recorded ends within twelve months." }
        } @else {
            (table(asking, &ends[..ends.len().min(NEXT)]))
        }
        ul.govuk-list {
            @if ends.len() > NEXT {
                li { a.govuk-link href=(all) { "See all " (ends.len()) " that end within twelve months" } }
            }
            @if promised > 0 {
                li {
                    a.govuk-link href=(asking.link("obligations")) { (words::counted(promised, "open promise")) }
                    @if overdue > 0 { ", " (overdue) " overdue" }
                }
            }
            @if !outlook.under_way.is_empty() {
                li {
                    a.govuk-link href={ (all) "#proposed" } {
                        (words::counted(outlook.under_way.len() as u64, "proposal")) " under way"
                    }
                }
            }
        }
    }
}
