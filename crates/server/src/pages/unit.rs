//! What is in a unit.

use app::EstablishmentQuestion;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use maud::html;
use register::UnitId;

use super::moment::{Asked, dates};
use super::{Asking, Failure, Page, Part, establishment};
use crate::words;

/// `GET /{body}/establishment/units/{unit}`
pub(crate) async fn show(
    Path((_, unit)): Path<(String, u32)>,
    asking: Asking,
) -> Result<Response, Failure> {
    let unit = UnitId::numbered(unit);
    let path = asking.address(&format!("establishment/units/{}", unit.number()));
    let asked = match Asked::read(&asking.query, &path, asking.today) {
        Ok(asked) => asked,
        Err(redirect) => return Ok(redirect.into_response()),
    };
    let (actor, body) = (&asking.viewer.actor, &asking.body.key);
    let question = EstablishmentQuestion {
        unit: Some(unit),
        rows: 100,
        ..EstablishmentQuestion::at(asked.moment)
    };
    let page = asking
        .muster()
        .establishment(actor, body, &question)
        .await?;
    let (view, units) = asking.muster().units(actor, body, asked.moment).await?;
    let within = view.within(unit);
    let of_it = |sums: &&app::UnitSums| sums.unit.is_some_and(|unit| within.contains(&unit));
    let depth = units.iter().find(of_it).map_or(0, |sums| sums.depth);
    let units: Vec<_> = units
        .iter()
        .filter(of_it)
        .map(|sums| app::UnitSums {
            depth: sums.depth - depth,
            ..sums.clone()
        })
        .collect();
    let name = units
        .first()
        .map_or_else(String::new, |sums| sums.name.clone());
    let list = dates(&asking.query).with("unit", &unit.number().to_string());
    let list = list.address(&asking.address("establishment"));
    let picture = dates(&asking.query).with("unit", &unit.number().to_string());
    let picture = picture.address(&asking.address("establishment/chart"));
    let html = html! {
        (asked.summary())
        h1.govuk-heading-l { (name) }
        (asked.form(&path, &asking.query.only(&[])))
        (asked.notice(&path, &asking.query))
        h2.govuk-heading-m { (words::sentence(&words::sums(&page.totals))) }
        p.govuk-body {
            (words::counted(page.totals.lines as u64, "line")) " of posts, "
            (page.totals.vacant_lines) " vacant, " (page.totals.temporary_lines) " temporary, with the units within it. "
            "Full-year cost: " (words::cost(page.totals.cost, page.totals.lines)) "."
        }
        (establishment::costs(&page))
        p.govuk-body { a.govuk-link href=(picture) { "See it in the structure" } }
        @if units.len() > 1 { (establishment::unit_table(&asking, &units)) }
        (establishment::post_table(&asking, &page))
        @if page.pages > 1 {
            p.govuk-body {
                a.govuk-link href=(list) { "See, filter and sort all " (words::counted(page.totals.lines as u64, "line")) }
            }
        }
    };
    let above = [
        ("Home".to_owned(), asking.link("")),
        (
            "Establishment".to_owned(),
            dates(&asking.query).address(&asking.address("establishment")),
        ),
    ];
    Ok(Page::about(name, &asking)
        .within(Part::Establishment)
        .below(above)
        .with_own_heading()
        .with_errors(asked.is_wrong())
        .body(html)
        .answer(&asking.site))
}
