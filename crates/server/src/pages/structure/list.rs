//! The chart as nested lists: the same sentences, with links.

use maud::{Markup, PreEscaped, Render as _, html};

use register::{LineId, UnitId};

use super::{Drawn, DrawnUnit};

/// Beyond so many lines, a unit of the list leads to its page.
const MOST_LINES: usize = 100;

/// Where the lines of a list lead.
pub(crate) struct ListLinks<'l> {
    /// To a post.
    pub(crate) post: &'l dyn Fn(LineId) -> String,
    /// To all posts of a unit.
    pub(crate) unit: &'l dyn Fn(UnitId) -> String,
}

/// Units as parts that open, their posts as links. Where there is nothing, the words for that.
pub(crate) fn list(drawn: &Drawn, links: &ListLinks<'_>, nothing: &str) -> Markup {
    if drawn.units.is_empty() {
        return html! { p.govuk-body { (nothing) } };
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
        out.push_str(&posts(unit, links).into_string());
        open += 1;
    }
    out.push_str(&"</ul></details></li>".repeat(open));
    out.push_str("</ul>");
    PreEscaped(out).render()
}

fn posts(unit: &DrawnUnit, links: &ListLinks<'_>) -> Markup {
    let more = unit.all > unit.lines.len().min(MOST_LINES);
    html! {
        @for (id, sentence) in unit.lines.iter().take(MOST_LINES) {
            li.chart-post { a.govuk-link href=((links.post)(*id)) { (sentence) } }
        }
        @if let Some(id) = unit.unit.filter(|_| more) {
            li { a.govuk-link href=((links.unit)(id)) { "See all " (unit.all) " lines of posts" } }
        } @else if unit.all == 0 && unit.unit.is_some() {
            li.muster-quiet { "No posts of its own" }
        }
    }
}
