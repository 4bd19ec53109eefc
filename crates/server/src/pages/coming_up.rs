//! What ends within twelve months.

use app::{ComingUp, WhatEnds};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};

use super::moment::{Asked, dates};
use super::{Asking, Failure, Page, Part};
use crate::components::{Cell, Table};
use crate::words;

/// `GET /{body}/coming-up`
pub(crate) async fn show(asking: Asking) -> Result<Response, Failure> {
    let path = asking.address("coming-up");
    let asked = match Asked::read(&asking.query, &path, asking.today) {
        Ok(asked) => asked,
        Err(redirect) => return Ok(redirect.into_response()),
    };
    let (actor, body) = (&asking.viewer.actor, &asking.body.key);
    let (_, ends) = asking.muster().coming_up(actor, body, asked.moment).await?;
    let kept = asking.query.only(&[]);
    let html = html! {
        (asked.summary())
        h1.govuk-heading-l { "Coming up" }
        (asked.form(&path, &kept))
        (asked.notice(&path, &asking.query))
        @if ends.is_empty() {
            p.govuk-body { "Nothing that is recorded ends within twelve months of " (words::day(asked.moment.in_force_on)) "." }
        } @else {
            p.govuk-body {
                "Posts, money and payments that end within twelve months of " (words::day(asked.moment.in_force_on))
                ", the earliest first."
            }
            (table(&asking, &ends))
        }
    };
    Ok(Page::about("Coming up", &asking)
        .within(Part::ComingUp)
        .with_own_heading()
        .with_errors(asked.is_wrong())
        .body(html)
        .answer(&asking.site))
}

/// What ends, one a row.
pub(super) fn table(asking: &Asking, ends: &[ComingUp]) -> Markup {
    let dates = dates(&asking.query);
    let row = |end: &ComingUp| {
        let (what, kind) = match (&end.what, &end.line) {
            (WhatEnds::Payment(words), _) => (html! { (words) }, "Payment"),
            (what, Some(line)) => {
                let number = line.id.number().to_string();
                let path = asking.address(&format!("establishment/posts/{number}"));
                let link = html! {
                    a.govuk-link href=(dates.address(&path)) { (line.post.title) }
                    br;
                    span.govuk-body-s { (words::quantity(&line.post)) }
                };
                let kind = match what {
                    WhatEnds::Funding(_) => "Posts and their money",
                    _ => "Posts",
                };
                (link, kind)
            }
            (_, None) => (html! {}, "Posts"),
        };
        let why = match &end.what {
            WhatEnds::Funding(fund) => format!("{kind}: {fund} ends"),
            _ => kind.to_owned(),
        };
        let unit = match end.unit.as_str() {
            "" => "Not stated",
            unit => unit,
        };
        vec![
            Cell::text(words::day(end.last)),
            Cell::text(what),
            Cell::text(why),
            Cell::text(unit),
        ]
    };
    let heads = ["Last day", "What ends", "Kind", "Unit"];
    let table = Table {
        caption: "What ends, by its last day".into(),
        caption_classes: "govuk-visually-hidden".to_owned(),
        head: heads.into_iter().map(Cell::text).collect(),
        rows: ends.iter().map(row).collect(),
        first_cell_is_header: true,
        ..Table::default()
    };
    html! { (scrolling("What ends", &html! { (table) })) }
}

/// A wide table in a region of its own, which scrolls and can be reached by keyboard.
pub(super) fn scrolling(name: &str, table: &Markup) -> Markup {
    html! { div.muster-scrolling role="region" aria-label=(name) tabindex="0" { (table) } }
}
