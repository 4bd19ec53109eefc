//! What a post is, and why it exists.

mod change;
mod timeline;

use app::{Happening, PostAnswer, PostLife};
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use base::Exact;
use maud::{Markup, html};
use register::{Entry, Line, LineId};

use super::moment::{Asked, dates};
use super::{Asking, Failure, Page, Part};
use crate::components::{Content, InsetText, SummaryList, SummaryRow};
use crate::words;

/// `GET /{body}/establishment/posts/{post}`
pub(crate) async fn show(
    Path((_, post)): Path<(String, u32)>,
    asking: Asking,
) -> Result<Response, Failure> {
    let id = LineId::numbered(post);
    let path = asking.address(&format!("establishment/posts/{post}"));
    let asked = match Asked::read(&asking.query, &path, asking.today) {
        Ok(asked) => asked,
        Err(redirect) => return Ok(redirect.into_response()),
    };
    let (actor, body) = (&asking.viewer.actor, &asking.body.key);
    let answer = asking.muster().post(actor, body, id, asked.moment).await?;
    let title = title(&answer);
    let html = html! {
        (asked.summary())
        h1.govuk-heading-l { (title) }
        (asked.form(&path, &asking.query.only(&[])))
        (asked.notice(&path, &asking.query))
        div.govuk-grid-row {
            // On a phone, why it exists comes before what it is.
            div.govuk-grid-column-one-third.muster-right { (why(&answer)) }
            div.govuk-grid-column-two-thirds {
                @match &answer.line {
                    Some(line) => (facts(&asking, &answer, line)),
                    None => (absence(&asking, &answer)),
                }
                (others(&asking, &answer))
            }
        }
        (timeline::timeline(id, &answer, asking.today))
    };
    Ok(Page::about(title, &asking)
        .within(Part::Establishment)
        .below(above(&asking, &answer))
        .with_own_heading()
        .with_errors(asked.is_wrong())
        .body(html)
        .answer(&asking.site))
}

/// Its title at the moment; where it is not in force, the last one that it had or the first one.
fn title(answer: &PostAnswer) -> String {
    let last = || {
        let mut states = answer.happenings.iter().rev();
        states.find_map(|happening| match happening {
            Happening::Entry(step) => step
                .after
                .as_ref()
                .map(|line| line.post.title.clone())
                .or_else(|| change::titled(&step.entry.act)),
            _ => None,
        })
    };
    let now = answer.line.as_ref().map(|line| line.post.title.clone());
    now.or_else(last).unwrap_or_else(|| "Post".to_owned())
}

/// The places above it: the establishment and its units.
fn above(asking: &Asking, answer: &PostAnswer) -> Vec<(String, String)> {
    let dates = dates(&asking.query);
    let mut places = vec![
        ("Home".to_owned(), asking.home.clone()),
        (
            "Establishment".to_owned(),
            dates.address(&asking.address("establishment")),
        ),
    ];
    let placement = answer.line.as_ref().map(|line| &line.post.placement);
    if let Some(register::Placement::In(unit)) = placement
        && let Some(held) = answer.view.establishment.unit(*unit)
    {
        let path = asking.address(&format!("establishment/units/{}", unit.number()));
        places.push((held.name.clone(), dates.address(&path)));
    }
    places
}

/// That it is not in force on that day, and when it is.
fn absence(asking: &Asking, answer: &PostAnswer) -> Markup {
    let day = words::day(answer.view.moment.in_force_on);
    let more = match answer.life {
        PostLife::NotYet(first) => format!(" It begins on {}.", words::day(first)),
        _ => String::new(),
    };
    let content = html! {
        "This post was not in force on " (day) "." (more)
        @if let PostLife::NotYet(first) = answer.life {
            " " a.govuk-link href=(asking.query.with("on", &first.to_string()).address(&asking.path)) {
                "See it on that day"
            } "."
        }
    };
    let inset = InsetText {
        content: content.into(),
        ..InsetText::default()
    };
    html! { (inset) }
}

fn facts(asking: &Asking, answer: &PostAnswer, line: &Line) -> Markup {
    let post = &line.post;
    let mut rows = Vec::new();
    let mut fact = |key: &str, value: Content| rows.push(SummaryRow::new(key, value));
    if let Some(number) = &post.number {
        fact("Number", number.as_str().into());
    }
    fact("Grade", words::grade(post).into());
    if let Some(point) = post.point {
        fact("Costing point", point.to_string().into());
    }
    fact("Posts and FTE", words::quantity(post).into());
    if let Some(hours) = post.hours {
        fact("Hours a week, each post", decimal(hours).into());
    }
    if let Some(weeks) = post.paid_weeks {
        fact("Paid weeks a year", decimal(weeks).into());
    }
    fact("Tenure", words::tenure(post).into());
    fact("Unit", unit(asking, answer, line).into());
    let manager = post.line_manager.as_deref().unwrap_or("Not stated");
    fact("Line manager", manager.into());
    if let Some(cost) = post.stated_cost {
        let value = format!("{cost}, as the paper states it");
        fact("Full-year cost of one full-time post", value.into());
    }
    let facts = SummaryList {
        rows,
        ..SummaryList::default()
    };
    let states = SummaryList {
        rows: states(line),
        ..SummaryList::default()
    };
    html! {
        h2.govuk-heading-m { "What it is" }
        (facts)
        h2.govuk-heading-m { "State" }
        (states)
    }
}

/// Five states that do not follow from each other.
fn states(line: &Line) -> Vec<SummaryRow> {
    let post = &line.post;
    let funded = match post.funding.as_slice() {
        [] => html! { "Not stated" },
        shares => html! {
            ul.govuk-list { @for share in shares { li { (words::fund(share)) } } }
        },
    };
    let covered = post.covered_by.as_deref().unwrap_or("Not stated");
    vec![
        SummaryRow::new("Established", "Yes"),
        SummaryRow::new("Funded", funded),
        SummaryRow::new("Filled", words::filled(post)),
        SummaryRow::new("Covered", covered),
        SummaryRow::new("Cleared to recruit", "Not known"),
    ]
}

fn unit(asking: &Asking, answer: &PostAnswer, line: &Line) -> Markup {
    match &line.post.placement {
        register::Placement::In(unit) => {
            let path = asking.address(&format!("establishment/units/{}", unit.number()));
            html! { a.govuk-link href=(dates(&asking.query).address(&path)) { (answer.view.unit_name(line)) } }
        }
        register::Placement::NotStated => html! { "Not stated" },
        register::Placement::OneOf(_) => html! { (answer.view.unit_name(line)) },
    }
}

fn decimal(value: Exact) -> String {
    // The exact column of an FTE has two decimals, and so has a number of hours.
    base::Fte::new(value).to_string()
}

/// The lines that it came in place of, and that came in its place.
fn others(asking: &Asking, answer: &PostAnswer) -> Markup {
    let before = answer.line.as_ref().map(|line| line.in_place_of.as_slice());
    let link = |id: &LineId| {
        let path = asking.address(&format!("establishment/posts/{}", id.number()));
        let title = change::title_of(&answer.view, *id);
        html! { a.govuk-link href=(dates(&asking.query).address(&path)) { (title) } }
    };
    let list = |heading: &str, ids: &[LineId]| {
        html! {
            @if !ids.is_empty() {
                h2.govuk-heading-s { (heading) }
                ul.govuk-list { @for id in ids { li { (link(id)) } } }
            }
        }
    };
    html! {
        (list("It came in place of", before.unwrap_or_default()))
        (list("In its place, or of a part of it, came", &answer.became))
    }
}

/// The decision that brought it into being.
fn why(answer: &PostAnswer) -> Markup {
    let mut entries = answer.happenings.iter();
    let first = entries.find_map(|happening| match happening {
        Happening::Entry(step) => Some(&step.entry),
        _ => None,
    });
    html! {
        div.muster-why {
            h2.govuk-heading-m { "Why this post exists" }
            @match first {
                Some(entry) => (authority(entry)),
                None => p.govuk-body { "Nothing is recorded." },
            }
        }
    }
}

/// A decision, with the place in its report.
fn authority(entry: &Entry) -> Markup {
    let authority = &entry.authority;
    let decision = &authority.decision;
    let maker = decision.maker.as_deref().unwrap_or(&decision.body);
    html! {
        p.govuk-body {
            (words::sentence(authority.standing.words())) " " (maker) ", " (words::day(decision.date)) "."
        }
        p.govuk-body {
            @if let Some(reference) = &decision.reference { (reference) ": " }
            cite { (decision.title) }
            @if let Some(paragraph) = &authority.paragraph { ", paragraph " (paragraph) }
            @if let Some(line) = authority.change_line { ", change line " (line) }
            @if let Some(listed) = &authority.listed { ", row " (listed.row) }
            "."
        }
        @if let Some(assumption) = &authority.assumption {
            p.govuk-body-s { "Assumed: " (assumption) }
        }
        @if let Some(listed) = &authority.listed {
            @if let Some(names) = &listed.names {
                p.govuk-body-s { "The list names: " (names) }
            }
        }
    }
}
