//! Who decides a proposal, and the last day of each step.

use governance::{Nearness, Route};
use maud::{Markup, html};

use super::super::frame::Proposal;
use crate::components::{Cell, Table, Tag};
use crate::words;

/// `Committee: 6 posts end; officers may end 3`, with the scheme that says so.
pub(crate) fn who(route: Option<&Route>) -> Markup {
    html! {
        @if let Some(route) = route {
            h2.govuk-heading-m { "Who decides" }
            p.govuk-body { strong { (route.in_words()) } "." }
            @if route.because.len() > 1 {
                ul.govuk-list.govuk-list--bullet {
                    @for reason in route.because.iter().skip(1) { li { (words::sentence(reason)) } }
                }
            }
            p.govuk-body-s {
                "By the " (route.scheme.to_lowercase()) "."
                @if route.is_example { " It is an example: the council has not entered its own." }
            }
        }
    }
}

/// The last day of each step before the meeting, and of what follows.
pub(crate) fn last_days(proposal: &Proposal) -> Markup {
    let all = proposal.asking.muster().deadlines(&proposal.open.draft);
    let rows = all.iter().map(|one| {
        let near = match one.nearness {
            Nearness::Ahead => html! {},
            Nearness::Near => html! { " " (Tag::coloured("Soon", "yellow")) },
            Nearness::Passed => html! { " " (Tag::coloured("Passed", "grey")) },
        };
        vec![
            Cell::text(one.due.words()),
            Cell::text(html! { (words::day(one.last_day)) (near) }),
            Cell::text(words::sentence(&one.because)),
        ]
    });
    let table = Table {
        caption: "Last days".into(),
        caption_classes: "govuk-table__caption--m".to_owned(),
        head: ["Step", "Last day", "Why"].map(Cell::text).into(),
        rows: rows.collect(),
        first_cell_is_header: true,
        ..Table::default()
    };
    html! {
        @if all.is_empty() {
            p.govuk-body {
                "The last day of each step follows from the meeting. "
                a.govuk-link href=(proposal.address("/describe")) { "Say when the meeting is" } "."
            }
        } @else {
            div.muster-scrolling role="region" aria-label="Last days" tabindex="0" { (table) }
        }
    }
}
