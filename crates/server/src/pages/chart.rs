//! How the establishment fits together: a picture, and the same as a list.

mod list;
mod structure;
mod view;

use app::{EstablishmentQuestion, View};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use maud::{Markup, PreEscaped, html};
use register::UnitId;

use super::coming_up::scrolling;
use super::moment::{Asked, DATES};
use super::{Asking, Failure, Page, Part};
use crate::components::{Button, Field, Input};
use crate::words;
use structure::{Drawn, structure};
use view::{Zoom, zoom_links};

/// How many posts are listed that match what was to be found.
const MOST_FOUND: usize = 8;

/// How often each pixel of the picture is drawn, across and down, for a sharp print.
const SHARPNESS: u8 = 2;

/// The widest that the picture may be before units go below each other, in pixels: the room on a desk.
const WIDTH: i32 = 1240;

/// `GET /{body}/establishment/chart`
pub(crate) async fn show(asking: Asking) -> Result<Response, Failure> {
    let path = asking.address("establishment/chart");
    let asked = match Asked::read(&asking.query, &path, asking.today) {
        Ok(asked) => asked,
        Err(redirect) => return Ok(redirect.into_response()),
    };
    let drawn = draw(&asking, &asked).await?;
    let found = found(&asking, &asked, &path).await?;
    let zoom = Zoom::read(&asking.query);
    let kept = asking.query.only(&["unit", "zoom"]);
    let svg = drawn.chart.to_svg_within("structure", WIDTH);
    let html = html! {
        (asked.summary())
        h1.govuk-heading-l { "Structure" }
        (asked.form(&path, &kept))
        (asked.notice(&path, &asking.query))
        (find_form(&asking, &path))
        (found)
        (whereabouts(&asking, &path, &drawn))
        h2.govuk-heading-m #picture { "The structure as a picture" }
        (zoom_links(&asking.query, &path, zoom))
        div class={ "chart " (zoom.class()) } {
            (scrolling("Structure chart, which scrolls", &html! { (PreEscaped(svg)) }))
        }
        p.govuk-body {
            "Take the picture away: "
            a.govuk-link href=(asking.query.address(&asking.address("establishment/chart.svg"))) { "SVG" } ", "
            a.govuk-link href=(asking.query.address(&asking.address("establishment/chart.png"))) { "PNG" }
        }
        h2.govuk-heading-m #list { "The structure as a list" }
        (list::list(&asking, &drawn))
    };
    Ok(Page::about("Structure", &asking)
        .within(Part::Chart)
        .with_own_heading()
        .with_errors(asked.is_wrong())
        .body(html)
        .answer(&asking.site))
}

/// `GET /{body}/establishment/chart.svg`
pub(crate) async fn svg(asking: Asking) -> Result<Response, Failure> {
    let svg = picture(&asking).await?;
    Ok(file("image/svg+xml", "structure.svg", svg.into_bytes()))
}

/// `GET /{body}/establishment/chart.png`
pub(crate) async fn png(asking: Asking) -> Result<Response, Failure> {
    let svg = picture(&asking).await?;
    // Drawing takes a while; other pages are answered meanwhile.
    let drawn = tokio::task::spawn_blocking(move || raster::png(&svg, SHARPNESS)).await;
    match drawn {
        Ok(Ok(png)) => Ok(file("image/png", "structure.png", png.bytes)),
        Ok(Err(error)) => {
            tracing::error!(%error, "a picture could not be drawn");
            Ok(axum::http::StatusCode::INTERNAL_SERVER_ERROR.into_response())
        }
        Err(panicked) => std::panic::resume_unwind(panicked.into_panic()),
    }
}

async fn picture(asking: &Asking) -> Result<String, Failure> {
    let path = asking.address("establishment/chart");
    let asked = Asked::read(&asking.query.only(&DATES), &path, asking.today);
    // Without the fields of a form there is nothing to redirect.
    let Ok(asked) = asked else {
        return Err(app::AppError::NotFound("moment").into());
    };
    let drawn = draw(asking, &asked).await?;
    Ok(drawn.chart.to_svg_within("structure", WIDTH))
}

fn file(kind: &'static str, name: &str, content: Vec<u8>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}\""),
        ),
    ];
    (headers, content).into_response()
}

async fn draw(asking: &Asking, asked: &Asked) -> Result<Drawn, Failure> {
    let (actor, body) = (&asking.viewer.actor, &asking.body.key);
    let (view, units) = asking.muster().units(actor, body, asked.moment).await?;
    let unit = unit(&asking.query, &view)?;
    Ok(structure(&view, &units, unit))
}

/// The unit that is drawn; none for the whole council.
fn unit(query: &crate::query::Query, view: &View) -> Result<Option<UnitId>, Failure> {
    let Some(text) = query.get("unit") else {
        return Ok(None);
    };
    let unit = text.parse().ok().map(UnitId::numbered);
    let unit = unit.filter(|unit| view.establishment.unit(*unit).is_some());
    unit.map(Some)
        .ok_or_else(|| app::AppError::NotFound("unit").into())
}

fn find_form(asking: &Asking, path: &str) -> Markup {
    let names: Vec<&str> = DATES.into_iter().chain(["unit", "zoom"]).collect();
    let kept = asking.query.only(&names);
    html! {
        form.muster-search method="get" action=(path) role="search" {
            @for (key, value) in kept.pairs() { input type="hidden" name=(key) value=(value); }
            (Input {
                field: Field::new("find", "Find a post in the structure"),
                value: asking.query.get("find").map(str::to_owned),
                spellcheck: Some(false),
                classes: "govuk-input--width-20".to_owned(),
                ..Input::default()
            })
            (Button::submit("Find").secondary())
        }
    }
}

/// The posts that were to be found, each with the way to its place in the picture.
async fn found(asking: &Asking, asked: &Asked, path: &str) -> Result<Markup, Failure> {
    let Some(find) = asking.query.get("find") else {
        return Ok(html! {});
    };
    let question = EstablishmentQuestion {
        words: find.to_owned(),
        rows: MOST_FOUND,
        ..EstablishmentQuestion::at(asked.moment)
    };
    let (actor, body) = (&asking.viewer.actor, &asking.body.key);
    let page = asking
        .muster()
        .establishment(actor, body, &question)
        .await?;
    let lines = page.totals.lines;
    Ok(html! {
        @if page.rows.is_empty() {
            p.govuk-body role="status" { "No post has the words ‘" (find) "’. Use fewer words." }
        } @else {
            ul.govuk-list {
                @for row in &page.rows {
                    li {
                        a.govuk-link href=(super::post_address(asking, row.line.id)) { (row.line.post.title) }
                        ", " (words::quantity(&row.line.post).to_lowercase().replace("fte", "FTE"))
                        @if let register::Placement::In(unit) = row.line.post.placement {
                            ". "
                            a.govuk-link href=(asking.query.with("unit", &unit.number().to_string()).address(path)) {
                                "Show " (row.unit) " in the picture"
                            }
                        }
                    }
                }
            }
            @if lines > page.rows.len() {
                p.govuk-body { "and " (lines - page.rows.len()) " more; use more words" }
            }
        }
    })
}

/// What is drawn, what is folded, and the ways up and down.
fn whereabouts(asking: &Asking, path: &str, drawn: &Drawn) -> Markup {
    let to = |unit: Option<UnitId>| {
        let unit = unit.map_or_else(String::new, |unit| unit.number().to_string());
        asking
            .query
            .without(&["find"])
            .with("unit", &unit)
            .address(path)
    };
    html! {
        @if let Some(above) = &drawn.above {
            p.govuk-body { a.govuk-link href=(to(above.0)) { "Up to " (above.1) } }
        }
        @if !drawn.folded.is_empty() {
            p.govuk-body {
                "There are too many posts to draw at once. Units are drawn with their sums; open one to see its posts."
            }
            ul.govuk-list.muster-columns {
                @for (unit, name) in &drawn.folded { li { a.govuk-link href=(to(Some(*unit))) { (name) } } }
            }
        }
    }
}
