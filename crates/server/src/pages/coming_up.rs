//! What ends within twelve months, what was promised, and what is proposed.

use app::{ComingUp, Outlook, UnderWay, WhatEnds};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};

use super::moment::{Asked, dates};
use super::{Asking, Failure, Page, Part, decision_address, obligations, post_address};
use crate::components::{Cell, Table};
use crate::words;

/// How many of what ends stand on the page.
const MOST_ROWS: usize = 100;

/// `GET /{body}/coming-up`
pub(crate) async fn show(asking: Asking) -> Result<Response, Failure> {
    let path = asking.address("coming-up");
    let asked = match Asked::read(&asking.query, &path, asking.today) {
        Ok(asked) => asked,
        Err(redirect) => return Ok(redirect.into_response()),
    };
    let (actor, body) = (&asking.viewer.actor, &asking.body.key);
    let outlook = asking.muster().coming_up(actor, body, asked.moment).await?;
    let day = words::day(asked.moment.in_force_on);
    let html = html! {
        (asked.summary())
        h1.govuk-heading-l { "Coming up" }
        (asked.form(&path, &asking.query.only(&[])))
        (asked.notice(&path, &asking.query))
        h2.govuk-heading-m { "What ends" }
        @if outlook.ends.is_empty() {
            p.govuk-body { "Nothing that is recorded ends within twelve months of " (day) "." }
        } @else {
            p.govuk-body {
                "Posts, money and payments that end within twelve months of " (day) ", the earliest first."
            }
            (table(&asking, &outlook.ends[..outlook.ends.len().min(MOST_ROWS)]))
            @if outlook.ends.len() > MOST_ROWS {
                p.govuk-body {
                    "These are the first " (MOST_ROWS) " of " (words::thousands(outlook.ends.len() as u64)) ". "
                    a.govuk-link href=(temporary(&asking)) { "See all temporary posts by their last day" }
                }
            }
        }
        (promises(&asking, &outlook, &day))
        (under_way(&asking, &outlook))
    };
    Ok(Page::about("Coming up", &asking)
        .within(Part::ComingUp)
        .with_own_heading()
        .with_errors(asked.is_wrong())
        .body(html)
        .answer(&asking.site))
}

/// The list of temporary posts, by their last day.
fn temporary(asking: &Asking) -> String {
    let query = dates(&asking.query)
        .with("temporary", "1")
        .with("sort", "ends");
    query.address(&asking.address("establishment"))
}

/// What ends, one a row.
pub(super) fn table(asking: &Asking, ends: &[ComingUp]) -> Markup {
    let row = |end: &ComingUp| {
        let what = match (&end.what, &end.line) {
            (WhatEnds::Payment(words), _) => html! { (words) },
            (_, Some(line)) => html! {
                a.govuk-link href=(post_address(asking, line.id)) { (line.post.title) }
                br;
                span.govuk-body-s { (words::quantity(&line.post)) }
            },
            (WhatEnds::Money(fund) | WhatEnds::Funding(fund), None) => html! { (fund) },
            (WhatEnds::Posts, None) => html! { "Posts" },
        };
        let kind = match &end.what {
            WhatEnds::Posts => "Posts".to_owned(),
            WhatEnds::Funding(fund) => format!("Posts and their money: {fund} ends"),
            WhatEnds::Money(fund) if end.line.is_some() => {
                format!("Money, not the posts: {fund} ends")
            }
            WhatEnds::Money(_) => "Money".to_owned(),
            WhatEnds::Payment(_) => "Payment".to_owned(),
        };
        let unit = match end.unit.as_str() {
            "" => "Not stated",
            unit => unit,
        };
        let decided = match &end.decided {
            Some((first, who)) => html! {
                a.govuk-link href=(decision_address(asking, *first)) { (who) }
            },
            None => html! { "Not known" },
        };
        vec![
            Cell::text(words::day(end.last)),
            Cell::text(what),
            Cell::text(kind),
            Cell::text(unit),
            Cell::text(decided),
        ]
    };
    let heads = ["Last day", "What ends", "Kind", "Unit", "Decided by"];
    let table = Table {
        caption: "What ends, by its last day".into(),
        caption_classes: "govuk-visually-hidden".to_owned(),
        head: heads.into_iter().map(Cell::text).collect(),
        rows: ends.iter().map(row).collect(),
        first_cell_is_header: true,
        classes: "govuk-table--small-text-until-tablet".to_owned(),
    };
    html! { (scrolling("What ends", &html! { (table) })) }
}

fn promises(asking: &Asking, outlook: &Outlook, day: &str) -> Markup {
    html! {
        h2.govuk-heading-m #promised { "What was promised" }
        @if outlook.promised.is_empty() {
            p.govuk-body { "No promise of a decided report that is held is open on " (day) "." }
        } @else {
            p.govuk-body { "Decided reports promised this, and it is not kept." }
            (obligations::table(asking, "What was promised and is not kept", &outlook.promised))
        }
        p.govuk-body {
            a.govuk-link href=(asking.link("obligations")) { "See everything that was promised, kept or not" }
        }
    }
}

fn under_way(asking: &Asking, outlook: &Outlook) -> Markup {
    let row = |one: &UnderWay| {
        let title = one.title.as_deref().unwrap_or("Without a title yet");
        let makers = match one.makers.as_slice() {
            [] => "Not stated".to_owned(),
            makers => makers.join(" and "),
        };
        let meeting = one
            .meeting
            .map_or_else(|| "Not stated".to_owned(), words::day);
        let saved = match &one.saved_by {
            Some(name) if !name.is_empty() => {
                format!(
                    "Revision {}, {} by {name}",
                    one.revision,
                    words::instant(one.saved)
                )
            }
            _ => format!("Revision {}, {}", one.revision, words::instant(one.saved)),
        };
        vec![
            Cell::text(html! {
                a.govuk-link href=(asking.link(&format!("proposals/{}", one.reference.in_address()))) { (title) }
                " " span.muster-quiet { (one.reference) }
            }),
            Cell::text(makers),
            Cell::text(meeting),
            Cell::text(saved),
        ]
    };
    let heads = [
        "Proposal",
        "Who is to decide",
        "Date of the report",
        "Last saved",
    ];
    let table = Table {
        caption: "Proposals that are not decided".into(),
        caption_classes: "govuk-visually-hidden".to_owned(),
        head: heads.into_iter().map(Cell::text).collect(),
        rows: outlook.under_way.iter().map(row).collect(),
        first_cell_is_header: true,
        classes: "govuk-table--small-text-until-tablet".to_owned(),
    };
    html! {
        h2.govuk-heading-m #proposed { "Proposals under way" }
        @if outlook.under_way.is_empty() {
            p.govuk-body { "No proposal that you may see is under way." }
        } @else {
            (scrolling("Proposals under way", &html! { (table) }))
        }
    }
}

/// A wide table in a region of its own, which scrolls and can be reached by keyboard.
pub(super) fn scrolling(name: &str, table: &Markup) -> Markup {
    html! { div.muster-scrolling role="region" aria-label=(name) tabindex="0" { (table) } }
}
