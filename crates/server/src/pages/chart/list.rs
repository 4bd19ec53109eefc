//! The chart as nested lists: the same sentences, with links.

use maud::{Markup, PreEscaped, Render as _, html};

use super::structure::{Drawn, DrawnUnit};
use crate::pages::moment::dates;
use crate::pages::{Asking, post_address};

/// Beyond so many lines, a unit of the list leads to its page.
const MOST_LINES: usize = 100;

/// Units as parts that open, their posts as links.
pub(super) fn list(asking: &Asking, drawn: &Drawn) -> Markup {
    if drawn.units.is_empty() {
        return html! { p.govuk-body { "No posts are in force on this date, as far as anything was recorded." } };
    }
    let mut out = String::from("<ul class=\"chart-list\">");
    let mut open = 0;
    for unit in &drawn.units {
        // A level may be left out where units are nested deeper than they are drawn.
        let depth = unit.depth.min(open);
        while open > depth {
            out.push_str("</ul></details></li>");
            open -= 1;
        }
        if let Some(address) = &unit.opens {
            let folded = html! {
                li.chart-unit {
                    strong { (unit.sentence) } " "
                    a.govuk-link data-fold href=(address) { "Open" span.govuk-visually-hidden { " " (unit.name) } }
                }
            };
            out.push_str(&folded.into_string());
            continue;
        }
        out.push_str("<li class=\"chart-unit\"><details open><summary>");
        out.push_str(&html! { (unit.sentence) }.into_string());
        out.push_str("</summary><ul>");
        out.push_str(&posts(asking, unit).into_string());
        open += 1;
    }
    out.push_str(&"</ul></details></li>".repeat(open));
    out.push_str("</ul>");
    PreEscaped(out).render()
}

fn posts(asking: &Asking, unit: &DrawnUnit) -> Markup {
    let page = unit.unit.map(|unit| {
        let path = asking.address(&format!("establishment/units/{}", unit.number()));
        dates(&asking.query).address(&path)
    });
    html! {
        @for (id, sentence) in unit.lines.iter().take(MOST_LINES) {
            li.chart-post { a.govuk-link href=(post_address(asking, *id)) { (sentence) } }
        }
        @if let Some(page) = &page && unit.all > unit.lines.len().min(MOST_LINES) {
            li { a.govuk-link href=(page) { "See all " (unit.all) " lines of posts" } }
        } @else if unit.all == 0 && unit.unit.is_some() {
            li.muster-quiet { "No posts of its own" }
        }
    }
}
