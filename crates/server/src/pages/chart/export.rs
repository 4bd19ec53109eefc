//! The structure as files to take away.

use axum::response::Response;
use maud::{Markup, html};
use report::model::Fact;
use report::{Shown, chart_report};

use super::{DATES, STATE, Seen, draw};
use crate::pages::moment::Asked;
use crate::pages::structure::{Drawn, Folds, MOST_BOXES, SHARPNESS, WIDTH, Way, file, made_apart};
use crate::pages::{Asking, Failure};
use crate::words;

/// `GET /{body}/establishment/chart.svg`: everything.
pub(crate) async fn svg(asking: Asking) -> Result<Response, Failure> {
    let seen = Seen::at(&asking, &asked(&asking)?).await?;
    let drawn = draw(&asking, &seen, None, &Way::Whole)?;
    let svg = drawn.chart.to_svg("structure");
    Ok(file("image/svg+xml", "structure.svg", svg.into_bytes()))
}

/// `GET /{body}/establishment/chart.png`: what the page shows, since a picture of thousands of posts is
/// larger than programs open.
pub(crate) async fn png(asking: Asking) -> Result<Response, Failure> {
    let folds = Folds::read(&asking.query);
    let seen = Seen::at(&asking, &asked(&asking)?).await?;
    let drawn = draw(&asking, &seen, None, &Way::AsShown(&folds, MOST_BOXES))?;
    let svg = drawn.chart.to_svg_within("structure", WIDTH);
    let made = move || raster::png(&svg, SHARPNESS).map(|png| png.bytes);
    Ok(made_apart("image/png", "structure.png", made).await)
}

/// `GET /{body}/establishment/chart.pdf`: everything, on sheets of A4, with the list.
pub(crate) async fn pdf(asking: Asking) -> Result<Response, Failure> {
    let Some(printer) = asking.site.settings().printer.clone() else {
        return Err(app::AppError::NotFound("printer").into());
    };
    let asked = asked(&asking)?;
    let seen = Seen::at(&asking, &asked).await?;
    let drawn = draw(&asking, &seen, None, &Way::Whole)?;
    let day = |label: &str, day| Fact::several(label, vec![words::day(day)]);
    let shown = Shown {
        body: asking.body.name.clone(),
        facts: vec![
            day("In force on", asked.moment.in_force_on),
            day("As recorded at", asked.moment.as_recorded_at),
        ],
        date: asking.today,
        look: asking.site.look(Some(&asking.body.key)),
    };
    let made = move || printer.pdf(&chart_report(&drawn.chart, shown));
    Ok(made_apart("application/pdf", "structure.pdf", made).await)
}

/// The files that there are, as links.
pub(super) fn links(asking: &Asking, drawn: &Drawn) -> Markup {
    let to = |name: &str, what: &[&str]| {
        let path = asking.address(&format!("establishment/{name}"));
        asking.query.only(what).address(&path)
    };
    let whole: Vec<&str> = DATES.into_iter().chain(["unit"]).collect();
    let shown: Vec<&str> = DATES.into_iter().chain(STATE).collect();
    html! {
        p.govuk-body {
            "Take the picture away: "
            a.govuk-link href=(to("chart.svg", &whole)) { "SVG" } ", "
            @if asking.site.settings().printer.is_some() {
                a.govuk-link href=(to("chart.pdf", &whole)) { "PDF" } ", "
            }
            a.govuk-link href=(to("chart.png", &shown)) { "PNG" }
            @if drawn.is_folded { ". All but the PNG hold every post; that shows what is open here." }
        }
    }
}

fn asked(asking: &Asking) -> Result<Asked, Failure> {
    let path = asking.address("establishment/chart");
    // Without the fields of a form there is nothing to redirect.
    Asked::read(&asking.query.only(&DATES), &path, asking.today)
        .map_err(|_| app::AppError::NotFound("moment").into())
}
