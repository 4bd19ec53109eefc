//! A proposal's structure as files to take away.

use app::AppError;
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use report::model::Fact;
use report::{Shown, chart_report, charts};

use super::{Proposal, Seen, View, folds};
use crate::pages::Failure;
use crate::pages::structure::{MOST_BOXES, SHARPNESS, WIDTH, Way, file, made_apart, structure};
use crate::words;

/// `GET /{body}/proposals/{proposal}/structure/{file}`: everything as SVG and as PDF; as PNG what the page
/// shows, since a picture of thousands of posts is larger than programs open.
pub(in crate::pages::proposals) async fn download(
    Path((_, _, name)): Path<(String, String, String)>,
    proposal: Proposal,
) -> Result<Response, Failure> {
    let asking = &proposal.asking;
    let printer = asking.site.settings().printer.clone();
    let seen = Seen::of(&proposal).await?;
    let view = View::read(&proposal);
    let drafted = &proposal.open.draft;
    let chart = {
        let charts = charts(&drafted.case, &seen.analysis.resolved);
        match view {
            View::Changes => charts.changes,
            View::Before => charts.before,
            View::After => charts.after,
        }
    };
    let stem = format!(
        "{}-revision-{}-{}",
        proposal.open.reference.in_address(),
        proposal.open.saved.number,
        view.key()
    );
    match (name.as_str(), printer) {
        ("structure.svg", _) => {
            let svg = chart.to_svg("structure").into_bytes();
            Ok(file("image/svg+xml", &format!("{stem}.svg"), svg))
        }
        ("structure.png", _) => {
            let svg = match view {
                View::Changes => chart.to_svg_within("structure", WIDTH),
                View::Before | View::After => as_shown(&seen, &proposal, view)?,
            };
            let make = move || raster::png(&svg, SHARPNESS).map(|png| png.bytes);
            Ok(made_apart("image/png", &format!("{stem}.png"), make).await)
        }
        ("structure.pdf", Some(printer)) => {
            let saved = format!(
                "{}, {}",
                proposal.open.saved.number,
                words::instant(proposal.open.saved.at)
            );
            let fact = |label: &str, words: String| Fact::several(label, vec![words]);
            let shown = Shown {
                body: asking.body.name.clone(),
                facts: vec![
                    fact("Proposal", proposal.title().to_owned()),
                    fact("Reference", proposal.open.reference.to_string()),
                    fact("Revision", saved),
                ],
                date: asking.today,
                look: asking.site.look(Some(&asking.body.key)),
            };
            let make = move || printer.pdf(&chart_report(&chart, shown));
            Ok(made_apart("application/pdf", &format!("{stem}.pdf"), make).await)
        }
        _ => Err(AppError::NotFound("file").into()),
    }
}

/// The picture of one side as the page shows it.
fn as_shown(seen: &Seen, proposal: &Proposal, view: View) -> Result<String, Failure> {
    let [side] = view.sides() else {
        return Err(AppError::NotFound("file").into());
    };
    let folds = folds(proposal, view);
    let root = seen.root(proposal)?;
    let post_box = |line: &register::Line| seen.post_box(*side, line);
    let source = seen.source(*side, proposal, &post_box);
    let drawn = structure(source, root, None, &Way::AsShown(&folds, MOST_BOXES));
    Ok(drawn.chart.to_svg_within("structure", WIDTH))
}

/// The files that there are, as links.
pub(super) fn links(proposal: &Proposal, view: View) -> Markup {
    let asking = &proposal.asking;
    let to = |name: &str| {
        let path = proposal.address(&format!("/structure/{name}"));
        let query = asking.query.only(&["unit", "open", "closed"]);
        query.with("view", view.key()).address(&path)
    };
    html! {
        p.govuk-body {
            "Take the picture away: "
            a.govuk-link href=(to("structure.svg")) { "SVG" } ", "
            @if asking.site.settings().printer.is_some() {
                a.govuk-link href=(to("structure.pdf")) { "PDF" } ", "
            }
            a.govuk-link href=(to("structure.png")) { "PNG" }
        }
    }
}
