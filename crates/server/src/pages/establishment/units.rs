//! The unit tree with its sums.

use app::UnitSums;
use maud::{Markup, html};

use super::filter::Filter;
use crate::components::{Cell, Details, Table};
use crate::pages::Asking;
use crate::pages::coming_up::scrolling;
use crate::pages::moment::dates;
use crate::words;

/// The units of the whole council, folded where the list is narrowed.
pub(super) fn details(asking: &Asking, units: &[UnitSums], filter: &Filter) -> Markup {
    if units.is_empty() {
        return html! {};
    }
    html! {
        (Details {
            summary: "Units with their sums".into(),
            content: table(asking, units).into(),
            open: !filter.is_set() && units.len() <= 12,
            ..Details::default()
        })
    }
}

/// Units, each with the posts in it and in the units within it.
pub(in crate::pages) fn table(asking: &Asking, units: &[UnitSums]) -> Markup {
    let dates = dates(&asking.query);
    let row = |sums: &UnitSums| {
        let name = match sums.unit {
            Some(unit) => {
                let path = asking.address(&format!("establishment/units/{}", unit.number()));
                html! { a.govuk-link href=(dates.address(&path)) { (sums.name) } }
            }
            None => html! { "Unit not stated" },
        };
        let depth = sums.depth.min(6);
        let all = &sums.all;
        let posts = words::thousands(all.posts);
        vec![
            Cell {
                classes: format!("muster-depth-{depth}"),
                ..Cell::text(name)
            },
            Cell::figure(sum(posts, all.posts_not_known, all.lines)),
            Cell::figure(sum(all.fte.column(), all.fte_not_known, all.lines)),
            Cell::figure(all.vacant.to_string()),
            Cell::figure(all.temporary.to_string()),
        ]
    };
    let head = |text: &str| Cell::figure(text);
    let table = Table {
        caption: "Units, with the units within them".into(),
        caption_classes: "govuk-visually-hidden".to_owned(),
        head: vec![
            Cell::text("Unit"),
            head("Posts"),
            head("FTE"),
            head("Vacant lines"),
            head("Temporary lines"),
        ],
        rows: units.iter().map(row).collect(),
        first_cell_is_header: true,
        classes: "govuk-table--small-text-until-tablet".to_owned(),
    };
    scrolling("Units with their sums", &html! { (table) })
}

/// A sum in a column, of which parts may not be known.
fn sum(sum: String, not_known: usize, of: usize) -> String {
    match not_known {
        0 => sum,
        missing if missing == of => "Not known".to_owned(),
        missing => format!("At least {sum} ({missing} not known)"),
    }
}
