//! What decisions promised: what is open and late, and what kept the rest.

mod close;

use app::{Keeping, KeptBy, Obligation};
use axum::Router;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use maud::{Markup, html};

use super::coming_up::scrolling;
use super::moment::Asked;
use super::{Asking, Failure, Page, Part, decision_address};
use crate::components::{Cell, NotificationBanner, Table, Tag};
use crate::site::Site;
use crate::words;

/// The addresses of promises.
pub(super) fn routes() -> Router<Site> {
    Router::new().route("/{body}/obligations", get(show)).route(
        "/{body}/obligations/{proposal}/{number}",
        get(close::show).post(close::do_it),
    )
}

/// `GET /{body}/obligations`
async fn show(asking: Asking) -> Result<Response, Failure> {
    let path = asking.address("obligations");
    let asked = match Asked::read(&asking.query, &path, asking.today) {
        Ok(asked) => asked,
        Err(redirect) => return Ok(redirect.into_response()),
    };
    let (actor, body) = (&asking.viewer.actor, &asking.body.key);
    let obligations = asking
        .muster()
        .obligations(actor, body, asked.moment)
        .await?;
    let (open, kept): (Vec<_>, Vec<_>) =
        { obligations.all.into_iter() }.partition(|one| one.open_for.is_some());
    let late = open.iter().filter(|one| one.is_overdue).count();
    let day = words::day(asked.moment.in_force_on);
    let done = NotificationBanner {
        text: "The promise is closed. Your reason stands beside it.".into(),
        is_success: true,
        ..NotificationBanner::default()
    };
    let html = html! {
        @if asking.query.get("done") == Some("closed") { (done) }
        (asked.summary())
        h1.govuk-heading-l { "What was promised" }
        (asked.form(&path, &asking.query.only(&[])))
        (asked.notice(&path, &asking.query))
        p.govuk-body {
            "A promise of a decided report stays open until a later report that is decided keeps it, or somebody who may says that it is kept, and why."
        }
        h2.govuk-heading-m #open { "Open" }
        @if open.is_empty() {
            p.govuk-body { "No promise of a decided report that is held is open on " (day) "." }
        } @else {
            p.govuk-body {
                (words::counted(open.len() as u64, "open promise"))
                @if late > 0 { ", " (late) " overdue" }
                ", what has a last day first."
            }
            (table(&asking, "Open promises", &open))
        }
        h2.govuk-heading-m #kept { "Kept" }
        @if kept.is_empty() {
            p.govuk-body { "None of them is kept by " (day) "." }
        } @else {
            (table(&asking, "Promises that were kept", &kept))
        }
    };
    Ok(Page::about("What was promised", &asking)
        .within(Part::ComingUp)
        .below([
            ("Home".to_owned(), asking.link("")),
            ("Coming up".to_owned(), asking.link("coming-up")),
        ])
        .with_own_heading()
        .with_errors(asked.is_wrong())
        .body(html)
        .answer(&asking.site))
}

/// Promises, one a row.
pub(super) fn table(asking: &Asking, caption: &str, all: &[Obligation]) -> Markup {
    let row = |one: &Obligation| {
        let due = html! {
            (words::sentence(&due(one)))
            @if one.is_overdue { " " (Tag::coloured("Overdue", "yellow")) }
        };
        let what = html! {
            (one.promise.what)
            @if !one.promise.about.is_empty() {
                br;
                span.govuk-body-s { "For " (words::listed(&one.promise.about)) }
            }
        };
        let decision = &one.made_by.decision;
        let made = html! {
            a.govuk-link href=(decision_address(asking, one.made_by.first)) {
                (decision.maker.as_deref().unwrap_or(&decision.body)) ", " (words::day(decision.date))
            }
        };
        vec![
            Cell::text(due),
            Cell::text(what),
            Cell::text(made),
            Cell::text(standing(asking, one)),
        ]
    };
    let table = Table {
        caption: caption.into(),
        caption_classes: "govuk-visually-hidden".to_owned(),
        head: [
            "Due",
            "What was promised",
            "By the decision of",
            "Where it stands",
        ]
        .into_iter()
        .map(Cell::text)
        .collect(),
        rows: all.iter().map(row).collect(),
        first_cell_is_header: true,
        classes: "govuk-table--small-text-until-tablet".to_owned(),
    };
    scrolling(caption, &html! { (table) })
}

/// By when, in the paper's words and as a day.
pub(super) fn due(one: &Obligation) -> String {
    let (due, by) = (one.promise.due.clone(), one.promise.by.map(words::day));
    match (due, by) {
        (Some(due), Some(by)) if due != by => format!("{due}: by {by}"),
        (Some(due), _) => due,
        (None, Some(by)) => by,
        (None, None) => "No day is stated".to_owned(),
    }
}

/// What kept it, and for what it is open.
pub(super) fn standing(asking: &Asking, one: &Obligation) -> Markup {
    let address = format!(
        "obligations/{}/{}",
        one.reference.in_address(),
        one.promise.number
    );
    html! {
        @for kept in &one.kept { p.govuk-body-s { (keeping(asking, one, kept)) } }
        @match &one.open_for {
            None => {}
            Some(_) if one.kept.is_empty() => p.govuk-body-s { "Nothing has kept it." },
            Some(units) => p.govuk-body-s { "Still open for " (words::listed(units)) "." },
        }
        @if one.may_close {
            p.govuk-body-s {
                a.govuk-link href=(asking.link(&address)) {
                    "Say that it is kept" span.govuk-visually-hidden { ": " (one.promise.what) }
                }
            }
        }
    }
}

fn keeping(asking: &Asking, one: &Obligation, kept: &Keeping) -> Markup {
    let late = one.promise.by.filter(|_| kept.is_late);
    let late =
        late.map(|by| words::counted(u64::from((kept.on - by).get_days().unsigned_abs()), "day"));
    html! {
        @match &kept.by {
            KeptBy::Decision(decision) => {
                "Kept " (for_units(&kept.units)) "by "
                a.govuk-link href=(decision_address(asking, decision.first)) {
                    (decision.decision.title)
                }
                " on " (words::day(kept.on))
            }
            KeptBy::Person { name, .. } => {
                "Closed " (for_units(&kept.units)) "on " (words::day(kept.on))
                @if let Some(name) = name { " by " (name) }
            }
        }
        @if let Some(late) = late { ", " (late) " late" }
        @match &kept.by {
            KeptBy::Person { reason: Some(reason), .. } => { ": " (reason) }
            KeptBy::Person { reason: None, .. } => { "; the reason was taken out." }
            KeptBy::Decision(_) => { "." }
        }
    }
}

fn for_units(units: &[String]) -> String {
    match units {
        [] => String::new(),
        units => format!("for {} ", words::listed(units)),
    }
}
