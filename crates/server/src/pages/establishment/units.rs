//! The unit tree with its sums.

use app::{FundSum, Totals, UnitSums};
use base::{Fte, Pence};
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

/// The most units that stand on one page: a large council has a thousand.
const MOST_UNITS: usize = 60;

/// The levels of a tree that fit on a page, from the top; the units of the first level in any case.
pub(super) fn upper(units: &[UnitSums]) -> Vec<&UnitSums> {
    let top = units.iter().map(|sums| sums.depth).min().unwrap_or(0);
    let down_to = |depth: usize| units.iter().filter(move |sums| sums.depth <= depth);
    let bottom = units.iter().map(|sums| sums.depth).max().unwrap_or(top);
    let deepest = (top..=bottom)
        .take_while(|depth| down_to(*depth).count() <= MOST_UNITS)
        .last();
    // A unit that stands alone is shown with those directly within it.
    let least = top + usize::from(down_to(top).count() == 1);
    down_to(deepest.unwrap_or(top).max(least)).collect()
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
            None if !sums.name.is_empty() => html! { (sums.name) },
            None => html! { "Unit not stated, or one of several" },
        };
        let depth = sums.depth.min(6);
        let all = &sums.all;
        let figure = |words: String| Cell::figure(words);
        let fte = |sum| figure(words::column(sum, all.lines, |fte: Fte| fte.column()));
        let money = |sum| {
            figure(words::column(sum, all.lines, |pence: Pence| {
                pence.to_string()
            }))
        };
        vec![
            Cell {
                classes: format!("muster-depth-{depth}"),
                ..Cell::text(name)
            },
            figure(words::column(all.posts, all.lines, words::thousands)),
            fte(all.fte),
            fte(all.filled),
            fte(all.vacant),
            fte(all.temporary),
            money(all.cost),
            money(all.funded),
        ]
    };
    let whole = whole(units);
    let upper = upper(units);
    let deeper = units.len() - upper.len();
    let head = |text: &str| Cell::figure(text);
    let table = Table {
        caption: "Units, with the units within them".into(),
        caption_classes: "govuk-visually-hidden".to_owned(),
        head: vec![
            Cell::text("Unit"),
            head("Posts"),
            head("FTE established"),
            head("FTE filled"),
            head("FTE vacant"),
            head("FTE temporary"),
            head("Full-year cost"),
            head("Of it from stated funds"),
        ],
        rows: upper.into_iter().chain(&whole).map(row).collect(),
        first_cell_is_header: true,
        classes: "govuk-table--small-text-until-tablet".to_owned(),
    };
    html! {
        (scrolling("Units with their sums", &html! { (table) }))
        @if deeper > 0 {
            p.govuk-body {
                (words::counted(deeper as u64, "unit")) " further down the tree: open the unit that holds them."
            }
        }
    }
}

/// The sums over all units that are in no other, where there are several.
fn whole(units: &[UnitSums]) -> Option<UnitSums> {
    let top = || units.iter().filter(|sums| sums.depth == 0);
    if top().count() < 2 {
        return None;
    }
    let mut all = Totals::default();
    top().for_each(|sums| all.join(&sums.all));
    Some(UnitSums {
        unit: None,
        name: "All of them".to_owned(),
        depth: 0,
        own: all,
        all,
    })
}

/// What each fund pays of the posts that are listed.
pub(in crate::pages) fn funds(paid_by: &[FundSum]) -> Markup {
    let row = |sum: &FundSum| {
        let name = sum.fund.as_deref().unwrap_or("No fund stated");
        let cost = words::column(sum.cost, sum.lines, |pence: Pence| pence.to_string());
        vec![
            Cell::text(name),
            Cell::figure(words::thousands(sum.lines as u64)),
            Cell::figure(cost),
        ]
    };
    let table = Table {
        caption: "Who pays the full-year cost".into(),
        caption_classes: "govuk-visually-hidden".to_owned(),
        head: vec![
            Cell::text("Fund"),
            Cell::figure("Lines of posts"),
            Cell::figure("Full-year cost"),
        ],
        rows: paid_by.iter().map(row).collect(),
        first_cell_is_header: true,
        ..Table::default()
    };
    scrolling("Who pays the full-year cost", &html! { (table) })
}
