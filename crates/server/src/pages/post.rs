//! What a post is, and why it exists.

mod change;
mod timeline;

use app::{Did, Happening, Holder, PostAnswer, PostLife, View};
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use base::Exact;
use costing::{Price, Used, paid_by};
use maud::{Markup, html};
use register::{Entry, Line, LineId};

use super::coming_up::scrolling;
use super::decision::{address_of_entry, address_of_paragraph};
use super::moment::{Asked, dates};
use super::{Asking, Failure, Page, Part, decision_address};
use crate::components::{Cell, Content, Details, InsetText, SummaryList, SummaryRow, Table};
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
            div.govuk-grid-column-one-third.muster-right { (why(&asking, &answer)) }
            div.govuk-grid-column-two-thirds {
                @match &answer.line {
                    Some(line) => (facts(&asking, &answer, line)),
                    None => (absence(&asking, &answer)),
                }
                (cost(&answer))
                (holders(&answer))
                (others(&asking, &answer))
            }
        }
        (timeline::timeline(&asking, id, &answer))
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

/// The title of a line, as it is or was.
pub(super) fn title_of(view: &View, line: LineId) -> String {
    change::title_of(view, line)
}

/// What an entry of a decision did, in words.
pub(super) fn did(did: &Did) -> String {
    let post = |line: &Option<Line>| line.as_ref().map(|line| line.post.clone());
    let (before, after) = (post(&did.before), post(&did.after));
    let line = did.line.unwrap_or(LineId::numbered(0));
    change::did(&did.entry.act, line, before.as_ref(), after.as_ref())
}

/// The places above it: the establishment and its units.
fn above(asking: &Asking, answer: &PostAnswer) -> Vec<(String, String)> {
    let dates = dates(&asking.query);
    let mut places = vec![
        ("Home".to_owned(), asking.link("")),
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

/// What the posts cost in a full year, who pays, and how the figure was made.
fn cost(answer: &PostAnswer) -> Markup {
    if answer.withholds_pay {
        return html! {
            h2.govuk-heading-m { "Full-year cost" }
            p.govuk-body { "Withheld: you see who holds this post, and only HR and finance see what named people are paid." }
        };
    }
    let (Some(price), Some(line)) = (&answer.price, &answer.line) else {
        return html! {};
    };
    let costs = answer.view.costs();
    let (profile, cost) = (costs.profile(), price.full_year.value());
    let basis = match price.used {
        Used::Computed => format!("computed by the profile {}", profile.name),
        Used::Stated => "as the report states it, because it cannot be computed".to_owned(),
        Used::Neither => "it cannot be computed".to_owned(),
    };
    let mut rows = vec![SummaryRow::new(
        "For twelve months",
        format!("{}, {basis}", words::amount(cost)),
    )];
    if let Err(why) = &price.computed {
        rows.push(SummaryRow::new(
            "Why it is not computed",
            words::sentence(&why.to_string()),
        ));
    }
    if let Some(stated) = price.stated {
        let value = match price.residual() {
            Some(residual) => format!("{stated}; computed less stated: {}", residual.signed()),
            None => stated.to_string(),
        };
        rows.push(SummaryRow::new(
            "One full-time post, as the report states it",
            value,
        ));
    }
    let parts = paid_by(line, cost);
    let pays = html! {
        ul.govuk-list {
            @for part in &parts {
                li { (part.fund.unwrap_or("No fund stated")) ": " (words::amount(part.cost)) }
            }
        }
    };
    rows.push(SummaryRow::new("Who pays", pays));
    html! {
        h2.govuk-heading-m { "Full-year cost" }
        (SummaryList { rows, ..SummaryList::default() })
        (Details {
            summary: "How this figure was made".into(),
            content: working(answer, price).into(),
            ..Details::default()
        })
    }
}

/// The steps from the grade to the cost.
fn working(answer: &PostAnswer, price: &Price) -> Markup {
    let on = words::day(answer.view.moment.in_force_on);
    let Ok(computed) = &price.computed else {
        return html! { p.govuk-body { "By the pay scales of " (on) " nothing could be computed." } };
    };
    let steps = computed.steps().into_iter();
    let rows = steps.map(|step| {
        vec![
            Cell::text(step.label),
            Cell::figure(step.value),
            Cell::text(step.basis),
        ]
    });
    let table = Table {
        caption: "From the grade to the full-year cost".into(),
        caption_classes: "govuk-visually-hidden".to_owned(),
        head: vec![
            Cell::text("Step"),
            Cell::figure("Figure"),
            Cell::text("How"),
        ],
        rows: rows.collect(),
        first_cell_is_header: true,
        ..Table::default()
    };
    html! {
        p.govuk-body { "By the pay scales of " (on) "." }
        (scrolling("How the full-year cost was made", &html! { (table) }))
        @for caveat in &computed.caveats { p.govuk-body { (caveat) } }
    }
}

/// Who holds the posts, for whoever may see that.
fn holders(answer: &PostAnswer) -> Markup {
    let Some(holders) = &answer.holders else {
        return html! {
            h2.govuk-heading-m { "Who holds it" }
            p.govuk-body { "Withheld: only an administrator sees who holds a post." }
        };
    };
    html! {
        h2.govuk-heading-m { "Who holds it" }
        @if holders.is_empty() {
            p.govuk-body { "Nobody is recorded as holding it." }
        } @else {
            ul.govuk-list { @for holder in holders { li { (self::holder(holder)) } } }
        }
    }
}

fn holder(holder: &Holder) -> Markup {
    let from = holder.from.map(words::day);
    let until = holder.until.map(words::day);
    html! {
        (holder.name.as_deref().unwrap_or("A person whose name was erased"))
        span.muster-quiet {
            @match (from, until) {
                (Some(from), Some(until)) => { ", " (from) " to " (until) },
                (Some(from), None) => { ", from " (from) },
                (None, Some(until)) => { ", until " (until) },
                (None, None) => { ", since when is not known" },
            }
        }
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
fn why(asking: &Asking, answer: &PostAnswer) -> Markup {
    let mut entries = answer.happenings.iter();
    let first = entries.find_map(|happening| match happening {
        Happening::Entry(step) => Some(&step.entry),
        _ => None,
    });
    html! {
        div.muster-why {
            h2.govuk-heading-m { "Why this post exists" }
            @match first {
                Some(entry) => (authority(asking, answer, entry)),
                None => p.govuk-body { "Nothing is recorded." },
            }
        }
    }
}

/// A decision, with the place in its report; each leads to where the decision says what came of it.
fn authority(asking: &Asking, answer: &PostAnswer, entry: &Entry) -> Markup {
    let authority = &entry.authority;
    let decision = &authority.decision;
    let maker = decision.maker.as_deref().unwrap_or(&decision.body);
    let first = answer.decisions.get(&entry.position).copied();
    let at = first.map(|first| address_of_entry(asking, first, entry.position));
    let leads = |to: Option<&String>, words: Markup| {
        html! {
            @match to {
                Some(to) => a.govuk-link href=(to) { (words) },
                None => (words),
            }
        }
    };
    let place = |paragraph: &str| {
        let place = (entry.position, paragraph);
        first.map(|first| address_of_paragraph(asking, first, place))
    };
    let title = first.map(|first| decision_address(asking, first));
    html! {
        p.govuk-body {
            (words::sentence(authority.standing.words())) " " (maker) ", " (words::day(decision.date)) "."
        }
        p.govuk-body {
            @if let Some(reference) = &decision.reference { (reference) ": " }
            (leads(title.as_ref(), html! { cite { (decision.title) } }))
            @if let Some(paragraph) = &authority.paragraph {
                ", " (leads(place(paragraph).as_ref(), html! { "paragraph " (paragraph) }))
            }
            @if let Some(line) = authority.change_line {
                ", " (leads(at.as_ref(), html! { "change line " (line) }))
            }
            @if let Some(listed) = &authority.listed {
                ", " (leads(at.as_ref(), html! { "row " (listed.row) }))
            }
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
