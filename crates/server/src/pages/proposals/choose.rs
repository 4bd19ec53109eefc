//! Choosing the posts of the register that change.

use std::collections::BTreeSet;

use app::{EstablishmentPage, Moment, Row, Saved};
use axum::Form;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use drafting::{Sheet, Unlisted, UnlistedField, add_unlisted, choose};
use maud::{Markup, html};
use register::LineId;

use super::frame::{Place, Proposal};
use super::sheet;
use crate::components::{Button, Details, Field, Input};
use crate::pages::Failure;
use crate::pages::establishment::Filter;
use crate::pages::form::Faults;
use crate::query::Query;
use crate::words;

/// So many lines are asked for at once where all that match are selected.
const AT_ONCE: usize = 1_000;

/// `GET /{body}/proposals/{proposal}/changes/posts`
pub(super) async fn show(proposal: Proposal) -> Result<Response, Failure> {
    page(
        &proposal,
        &BTreeSet::new(),
        &Unlisted::default(),
        &Faults::default(),
    )
    .await
}

/// `POST /{body}/proposals/{proposal}/changes/posts`
pub(super) async fn do_it(
    proposal: Proposal,
    Form(sent): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let number = |value: &String| value.parse().ok().map(LineId::numbered);
    let ticked = sent.iter().filter(|(name, _)| name == "post");
    let mut chosen: BTreeSet<LineId> = ticked.filter_map(|(_, value)| number(value)).collect();
    let wants = |what: &str| {
        sent.iter()
            .any(|(name, value)| name == "do" && value == what)
    };
    if wants("page") {
        return page(&proposal, &chosen, &Unlisted::default(), &Faults::default()).await;
    }
    let asking = &proposal.asking;
    let (actor, body) = (&asking.viewer.actor, &asking.body.key);
    let base = asking
        .muster()
        .base_of(actor, body, &proposal.open.draft)
        .await?;
    let shown = Filter::read(&asking.query).question(base.moment);
    if wants("select-shown") {
        let found = asking.muster().establishment(actor, body, &shown).await?;
        chosen.extend(found.rows.iter().map(|row| row.line.id));
        return page(&proposal, &chosen, &Unlisted::default(), &Faults::default()).await;
    }
    if wants("select-all") {
        let mut next = app::EstablishmentQuestion {
            page: 1,
            rows: AT_ONCE,
            ..shown
        };
        loop {
            let found = asking.muster().establishment(actor, body, &next).await?;
            chosen.extend(found.rows.iter().map(|row| row.line.id));
            if next.page >= found.pages {
                break;
            }
            next.page += 1;
        }
        return page(&proposal, &chosen, &Unlisted::default(), &Faults::default()).await;
    }
    if wants("unlisted") {
        return add_own(&proposal, &sent, &chosen).await;
    }
    if chosen.is_empty() {
        let mut faults = Faults::default();
        faults.add("posts", "Select at least one post");
        let page = page(&proposal, &chosen, &Unlisted::default(), &faults).await?;
        return Ok((StatusCode::BAD_REQUEST, page).into_response());
    }
    let chosen: Vec<LineId> = chosen.into_iter().collect();
    let draft = choose(&proposal.open.draft, &base.establishment, &chosen);
    let saved = asking
        .muster()
        .save_draft(actor, body, &proposal.open, &draft);
    let mut saved = saved.await?;
    // Posts can be added to whatever somebody else saved meanwhile: nothing of it is touched.
    while let Saved::Behind(now) = saved {
        let draft = choose(&now.draft, &base.establishment, &chosen);
        saved = asking
            .muster()
            .save_draft(actor, body, &now, &draft)
            .await?;
    }
    let done = match saved {
        Saved::Already(_) => "same",
        _ => "chosen",
    };
    let address = format!("{}?done={done}", proposal.at(Place::Changes));
    Ok(Redirect::to(&address).into_response())
}

/// Adds a post that the register does not hold.
async fn add_own(
    proposal: &Proposal,
    sent: &[(String, String)],
    chosen: &BTreeSet<LineId>,
) -> Result<Response, Failure> {
    let get = |name: &str| {
        let own = sent.iter().find(|(field, _)| field == name);
        own.map_or_else(String::new, |(_, value)| value.clone())
    };
    let typed = Unlisted {
        title: get("own-title"),
        grade: get("own-grade"),
        unit: get("own-unit"),
        posts: get("own-posts"),
        fte: get("own-fte"),
    };
    let asking = &proposal.asking;
    let (actor, body, muster) = (&asking.viewer.actor, &asking.body.key, asking.muster());
    let base = muster.base_of(actor, body, &proposal.open.draft).await?;
    let mut onto = Box::new(
        muster
            .proposal(actor, body, &proposal.open.reference)
            .await?,
    );
    loop {
        let draft = match add_unlisted(&onto.draft, &base.establishment, &typed) {
            Ok(draft) => draft,
            Err(wrong) => {
                let mut faults = Faults::default();
                for (field, words) in wrong {
                    faults.add(own_field(field), words);
                }
                let page = page(proposal, chosen, &typed, &faults).await?;
                return Ok((StatusCode::BAD_REQUEST, page).into_response());
            }
        };
        match muster.save_draft(actor, body, &onto, &draft).await? {
            // Whatever somebody else saved meanwhile stays.
            Saved::Behind(now) => onto = now,
            Saved::As(_) | Saved::Already(_) => break,
        }
    }
    let address = format!("{}?done=chosen", proposal.at(Place::Changes));
    Ok(Redirect::to(&address).into_response())
}

fn own_field(field: UnlistedField) -> &'static str {
    match field {
        UnlistedField::Title => "own-title",
        UnlistedField::Grade => "own-grade",
        UnlistedField::Unit => "own-unit",
        UnlistedField::Posts => "own-posts",
        UnlistedField::Fte => "own-fte",
    }
}

/// The fields for a post that the register does not hold.
fn own_post(typed: &Unlisted, faults: &Faults) -> Details {
    let input = |name: &'static str, label: &str, value: &str, short: bool| Input {
        field: Field::new(name, label).error(faults.at(name)),
        value: Some(value.to_owned()).filter(|value| !value.is_empty()),
        spellcheck: Some(false),
        classes: if short {
            "govuk-input--width-5"
        } else {
            "govuk-input--width-20"
        }
        .to_owned(),
        ..Input::default()
    };
    let names = ["own-title", "own-grade", "own-unit", "own-posts", "own-fte"];
    Details {
        summary: "A post that is not in the register".into(),
        content: html! {
            p.govuk-body { "It exists, and nobody recorded it. Leave empty what is not known." }
            (input("own-title", "Title", &typed.title, false))
            (input("own-grade", "Grade", &typed.grade, false))
            (input("own-unit", "Unit", &typed.unit, false))
            (input("own-posts", "How many posts", &typed.posts, true))
            (input("own-fte", "FTE of all of them", &typed.fte, true))
            (Button {
                name: Some("do".to_owned()),
                value: Some("unlisted".to_owned()),
                ..Button::submit("Add this post").secondary()
            })
        }
        .into(),
        open: names.iter().any(|name| faults.at(name).is_some()),
        ..Details::default()
    }
}

async fn page(
    proposal: &Proposal,
    chosen: &BTreeSet<LineId>,
    own: &Unlisted,
    faults: &Faults,
) -> Result<Response, Failure> {
    let is_wrong = faults.at("posts").is_some();
    let asking = &proposal.asking;
    let (actor, body) = (&asking.viewer.actor, &asking.body.key);
    let muster = asking.muster();
    let base = muster.base_of(actor, body, &proposal.open.draft).await?;
    let mut query = asking.query.without(&["done"]);
    if asking.query.pairs().all(|(name, _)| name == "done") {
        // The unit of the proposal is where most of its posts are.
        let own = proposal.open.draft.case.defaults.units.first();
        let unit = own.and_then(|unit| base.establishment.unit_named(unit));
        query = query.with(
            "unit",
            &unit.map_or_else(String::new, |unit| unit.number().to_string()),
        );
    }
    let filter = Filter::read(&query);
    let question = filter.question(base.moment);
    let found = muster.establishment(actor, body, &question).await?;
    let moment = Moment { ..base.moment };
    let (_, units) = muster.units(actor, body, moment).await?;
    let path = proposal.address("/changes/posts");
    let html = html! {
        (faults.summary())
        h1.govuk-heading-l { "Choose the posts that change" }
        p.govuk-body {
            "As in force on " (words::day(base.moment.in_force_on)) ", when the changes take effect. "
            a.govuk-link href={ (sheet::address(proposal, &Sheet::Describe)) "#from" } { "Change the date" }
        }
        (filter.form(&path, &query, &units, &found))
        @if !chosen.is_empty() {
            p.govuk-body { (words::counted(chosen.len() as u64, "line")) " of posts selected." }
        }
        form method="post" action=(query.address(&path)) novalidate {
            (posts(&found, chosen, is_wrong))
            (buttons(&found, &path, &query))
            (own_post(own, faults))
        }
        p.govuk-body { a.govuk-link href=(proposal.at(Place::Changes)) { "Add only new posts" } }
    };
    Ok(proposal
        .page(Place::Changes, "Choose posts", &html)
        .with_errors(!faults.is_empty())
        .answer(&asking.site))
}

fn posts(found: &EstablishmentPage, chosen: &BTreeSet<LineId>, is_wrong: bool) -> Markup {
    let shown: BTreeSet<LineId> = found.rows.iter().map(|row| row.line.id).collect();
    html! {
        // What was ticked on another page stays ticked.
        @for line in chosen.difference(&shown) {
            input type="hidden" name="post" value=(line.number());
        }
        @if found.rows.is_empty() {
            p.govuk-body { "No posts match these filters. Clear the filters." }
        } @else {
            div class=(if is_wrong { "govuk-form-group govuk-form-group--error" } else { "govuk-form-group" }) #posts {
                @if is_wrong { p.govuk-error-message { "Select at least one post" } }
                table.govuk-table.muster-posts {
                    caption.govuk-table__caption.govuk-table__caption--s {
                        (words::counted(found.totals.lines as u64, "line")) " of posts"
                        @if found.pages > 1 { ", page " (found.page) " of " (found.pages) }
                    }
                    thead.govuk-table__head { tr.govuk-table__row {
                        th.govuk-table__header scope="col" { "Post" }
                        th.govuk-table__header.muster-wide-only scope="col" { "Unit" }
                        th.govuk-table__header.muster-wide-only scope="col" { "Grade" }
                        th.govuk-table__header.muster-wide-only scope="col" { "Quantity" }
                        th.govuk-table__header.muster-wide-only scope="col" { "Filled" }
                    } }
                    tbody.govuk-table__body {
                        @for row in &found.rows { (line(row, chosen)) }
                    }
                }
            }
        }
    }
}

fn line(row: &Row, chosen: &BTreeSet<LineId>) -> Markup {
    let post = &row.line.post;
    let id = format!("post-{}", row.line.id.number());
    let unit = if row.unit.is_empty() {
        "Not stated"
    } else {
        &row.unit
    };
    html! {
        tr.govuk-table__row {
            th.govuk-table__header scope="row" {
                div.govuk-checkboxes.govuk-checkboxes--small data-module="govuk-checkboxes" {
                    div.govuk-checkboxes__item {
                        input.govuk-checkboxes__input type="checkbox" name="post" id=(id)
                            value=(row.line.id.number()) checked[chosen.contains(&row.line.id)];
                        label.govuk-label.govuk-checkboxes__label for=(id) {
                            (post.title)
                            " " span.muster-quiet {
                                @match &post.number {
                                    Some(number) => (number),
                                    None => { "line " (row.line.id.number()) },
                                }
                            }
                            span.muster-narrow-only {
                                (unit) ". " (words::grade(post)) ". " (words::quantity(post)) "."
                            }
                        }
                    }
                }
            }
            td.govuk-table__cell.muster-wide-only { (unit) }
            td.govuk-table__cell.muster-wide-only { (words::grade(post)) }
            td.govuk-table__cell.muster-wide-only { (words::quantity(post)) }
            td.govuk-table__cell.muster-wide-only { (words::filled(post)) }
        }
    }
}

fn buttons(found: &EstablishmentPage, path: &str, query: &Query) -> Markup {
    let select = |of: String, value: &str| Button {
        name: Some("do".to_owned()),
        value: Some(value.to_owned()),
        ..Button::submit(format!("Select all {of}")).secondary()
    };
    let (shown, all) = (found.rows.len() as u64, found.totals.lines as u64);
    let other = |number: usize| query.with("page", &number.to_string()).address(path);
    html! {
        @if found.pages > 1 {
            // Paging sends the form, so that ticks last.
            p.govuk-body {
                @for (number, words) in [(found.page - 1, "Previous page"), (found.page + 1, "Next page")] {
                    @if (1..=found.pages).contains(&number) {
                        button.govuk-button.govuk-button--secondary.muster-inline type="submit" name="do"
                            value="page" formaction=(other(number)) { (words) }
                        " "
                    }
                }
            }
        }
        div.govuk-button-group {
            (Button::submit("Add chosen posts"))
            @if shown > 1 { (select(format!("{} on this page", words::thousands(shown)), "select-shown")) }
            @if all > shown { (select(format!("{} that match", words::thousands(all)), "select-all")) }
        }
    }
}
