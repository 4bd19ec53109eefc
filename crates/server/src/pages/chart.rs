//! How the establishment fits together: a picture, and the same as a list.
//!
//! All that can be asked is in the address: `unit`, which alone is drawn; `open` and `closed`, units by
//! number with points between them; `post`, which is marked; `find`; `zoom`. The script of the page asks
//! for the same addresses and puts the new picture where the old one was.

mod export;
mod find;
mod source;

use std::sync::Arc;

use app::{UnitSums, View};
use axum::response::{IntoResponse, Response};
use maud::{Markup, PreEscaped, html};
use register::{LineId, UnitId};

use super::moment::{Asked, DATES};
use super::structure::{
    Drawn, Folds, Links, ListLinks, MOST_BOXES, WIDTH, Way, Zoom, list, structure, zoom_links,
};
use super::{Asking, Failure, Page, Part, post_address};
use crate::query::Query;

pub(crate) use export::{pdf, png, svg};

/// The names in an address that say what is shown, beside the dates.
const STATE: [&str; 4] = ["unit", "open", "closed", "zoom"];

/// `GET /{body}/establishment/chart`
pub(crate) async fn show(asking: Asking) -> Result<Response, Failure> {
    let path = asking.address("establishment/chart");
    let asked = match Asked::read(&asking.query, &path, asking.today) {
        Ok(asked) => asked,
        Err(redirect) => return Ok(redirect.into_response()),
    };
    let seen = Seen::at(&asking, &asked).await?;
    let found = find::found(&asking, &asked, &seen).await?;
    let zoom = Zoom::read(&asking.query);
    let kept = asking.query.only(&STATE);
    let mut folds = Folds::read(&asking.query);
    let post = asking.query.get("post").and_then(|text| text.parse().ok());
    let mut sought = post.map(LineId::numbered);
    if let (None, Some(row)) = (sought, found.as_ref().and_then(find::Found::first)) {
        folds = find::opened_for(row, &folds);
        sought = Some(row.line.id);
    }
    let unit = |unit: UnitId| asking.link(&format!("establishment/units/{}", unit.number()));
    let post = |post| post_address(&asking, post);
    let links = Links {
        unit: &unit,
        post: &post,
        fold: &|unit, open| folds.address(&asking.query, &path, unit, open),
    };
    let way = Way::OnPage(&folds, MOST_BOXES, links);
    let drawn = draw(&asking, &seen, sought, &way)?;
    let in_list = ListLinks {
        post: &post,
        unit: &unit,
    };
    let nothing = "No posts are in force on this date, as far as anything was recorded.";
    let svg = drawn.chart.to_svg_within("structure", WIDTH);
    let html = html! {
        (asked.summary())
        h1.govuk-heading-l { "Structure" }
        (asked.form(&path, &kept))
        (asked.notice(&path, &asking.query))
        (find::form(&asking, &path))
        @if let Some(found) = &found { (found.list(&asking, &path)) }
        h2.govuk-heading-m #picture { "The structure as a picture" }
        div data-structure {
            (whereabouts(&asking, &path, &drawn))
            (zoom_links(&asking.query, &path, zoom))
            p.muster-quiet.muster-keys hidden {
                "Keys: arrows move between boxes, Space opens or closes a unit, Enter shows its page, "
                "Home goes to the top, + and − zoom, Escape leaves the picture."
            }
            div class={ "chart " (zoom.class()) } {
                div.muster-scrolling tabindex="0" role="region" aria-label="Structure chart, which scrolls" {
                    (PreEscaped(svg))
                }
            }
            (export::links(&asking, &drawn))
            h2.govuk-heading-m #list { "The structure as a list" }
            (list(&drawn, &in_list, nothing))
        }
    };
    Ok(Page::about("Structure", &asking)
        .within(Part::Chart)
        .with_own_heading()
        .with_errors(asked.is_wrong())
        .body(html)
        .answer(&asking.site))
}

/// The establishment of a moment, by unit.
struct Seen {
    view: Arc<View>,
    units: Vec<UnitSums>,
}

impl Seen {
    async fn at(asking: &Asking, asked: &Asked) -> Result<Self, Failure> {
        let (actor, body) = (&asking.viewer.actor, &asking.body.key);
        let (view, units) = asking.muster().units(actor, body, asked.moment).await?;
        Ok(Self { view, units })
    }
}

fn draw(
    asking: &Asking,
    seen: &Seen,
    sought: Option<LineId>,
    way: &Way<'_>,
) -> Result<Drawn, Failure> {
    let unit = unit(&asking.query, &seen.view)?;
    let source = source::source(&seen.view, &seen.units);
    Ok(structure(source, unit, sought, way))
}

/// The unit that is drawn; none for the whole council.
fn unit(query: &Query, view: &View) -> Result<Option<UnitId>, Failure> {
    let Some(text) = query.get("unit") else {
        return Ok(None);
    };
    let unit = text.parse().ok().map(UnitId::numbered);
    let unit = unit.filter(|unit| view.establishment.unit(*unit).is_some());
    unit.map(Some)
        .ok_or_else(|| app::AppError::NotFound("unit").into())
}

/// What is drawn, what is folded, and the way up.
fn whereabouts(asking: &Asking, path: &str, drawn: &Drawn) -> Markup {
    html! {
        @if let Some((above, name)) = &drawn.above {
            @let unit = above.map_or_else(String::new, |unit| unit.number().to_string());
            @let query = asking.query.without(&["find", "post"]).with("unit", &unit);
            p.govuk-body { a.govuk-link href=(query.address(path)) { "Up to " (name) } }
        }
        @if drawn.is_folded {
            p.govuk-body {
                "There are too many posts to draw at once. A unit that is not open shows its sums; "
                "the button + in its box opens it."
            }
        }
    }
}
