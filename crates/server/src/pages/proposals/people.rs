//! Who is on a proposal, and the links that put people on it.

use access::{Capacity, CaseDeed, may_in_case};
use app::{AppError, CaseLink, Participant};
use axum::Form;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use serde::Deserialize;

use super::frame::{Place, Proposal};
use super::link_form;
use crate::components::{Button, Cell, Choice, Choices, Legend, Table, Tag};
use crate::pages::Failure;
use crate::pages::form::Faults;
use crate::words;

/// What the forms of the page send.
#[derive(Deserialize, Default)]
pub(super) struct Sent {
    #[serde(rename = "do", default)]
    button: String,
    #[serde(rename = "for", default)]
    for_whom: String,
    #[serde(default)]
    capacity: String,
    #[serde(default)]
    days: String,
    /// The link or the account that a button is about.
    #[serde(default)]
    which: String,
}

/// `GET /{body}/proposals/{proposal}/people`
pub(super) async fn show(proposal: Proposal, headers: HeaderMap) -> Result<Response, Failure> {
    let sent = Sent {
        capacity: Capacity::Reviewer.name().to_owned(),
        days: link_form::DAYS.to_owned(),
        ..Sent::default()
    };
    page(&proposal, &headers, &sent, &Faults::default()).await
}

/// `POST /{body}/proposals/{proposal}/people`
pub(super) async fn do_it(
    proposal: Proposal,
    headers: HeaderMap,
    Form(sent): Form<Sent>,
) -> Result<Response, Failure> {
    let (muster, actor) = (proposal.asking.muster(), &proposal.asking.viewer.actor);
    let open = &proposal.open;
    let done = match sent.button.as_str() {
        "end" => {
            let id = sent.which.parse();
            let id = id.map_err(|_| AppError::NotFound("link"))?;
            muster.end_case_link(actor, open, id).await?;
            "ended"
        }
        "off" => {
            let people = muster.people_on(actor, open).await?;
            let who = people
                .into_iter()
                .find(|one| one.account.to_string() == sent.which);
            let who = who.ok_or(AppError::NotFound("person on this proposal"))?;
            muster.take_off_case(actor, open, who.account).await?;
            "off"
        }
        _ => {
            let mut faults = Faults::default();
            faults.require(
                "for",
                &sent.for_whom,
                "Enter for whom the link is, such as a post or a team",
            );
            let capacity = Capacity::named(&sent.capacity);
            // Officers read by their access at the council, not by a link.
            let capacity = capacity.filter(|one| *one != Capacity::Officer);
            if capacity.is_none() {
                faults.add("capacity", "Select what they are to do");
            }
            let days = link_form::read_days(&sent.days, &mut faults);
            let (true, Some(capacity), Some(days)) = (faults.is_empty(), capacity, days) else {
                let page = page(&proposal, &headers, &sent, &faults).await?;
                return Ok((StatusCode::BAD_REQUEST, page).into_response());
            };
            muster
                .make_case_link(actor, open, capacity, &sent.for_whom, days)
                .await?;
            "link"
        }
    };
    let address = format!("{}?done={done}", proposal.address("/people"));
    Ok(Redirect::to(&address).into_response())
}

async fn page(
    proposal: &Proposal,
    headers: &HeaderMap,
    sent: &Sent,
    faults: &Faults,
) -> Result<Response, Failure> {
    let (muster, actor) = (proposal.asking.muster(), &proposal.asking.viewer.actor);
    let people = muster.people_on(actor, &proposal.open).await?;
    let links = muster.case_links(actor, &proposal.open).await?;
    let html = html! {
        (faults.summary())
        h1.govuk-heading-l { "Who is on this proposal" }
        p.govuk-body { "Until it is published the proposal is there for these people and for administrators, and for nobody else." }
        @if people.is_empty() {
            p.govuk-body { "Nobody is on it yet by name: it was begun on the machine on which Muster runs." }
        } @else {
            div.muster-scrolling role="region" aria-label="People on this proposal" tabindex="0" {
                (people_table(proposal, &people))
            }
        }
        h2.govuk-heading-m { "Ask others" }
        p.govuk-body { "Make a link, and send it by e-mail. Whoever opens it must sign in, so everybody who reads the proposal is known by name." }
        (form(proposal, sent, faults))
        h2.govuk-heading-m { "Links" }
        @if links.is_empty() {
            p.govuk-body { "No link is made yet." }
        } @else {
            @for (link, is_open) in &links { (link_card(proposal, headers, link, *is_open)) }
        }
    };
    Ok(proposal
        .page(Place::Review, "Who is on this proposal", &html)
        .with_errors(!faults.is_empty())
        .answer(&proposal.asking.site))
}

fn people_table(proposal: &Proposal, people: &[Participant]) -> Table {
    let rows = people.iter().map(|one| {
        let name = match one.name.as_str() {
            "" => "A person whose name was erased",
            name => name,
        };
        vec![
            Cell::text(name),
            Cell::text(as_what(one.capacity)),
            Cell::text(html! {
                @if one.has_saved { "Saved a revision, so stays" } @else {
                    (press(proposal, "off", &one.account.to_string(), html! {
                        "Take off" span.govuk-visually-hidden { ": " (name) }
                    }))
                }
            }),
        ]
    });
    Table {
        caption: "People on this proposal".into(),
        caption_classes: "govuk-visually-hidden".to_owned(),
        head: vec![
            Cell::text("Person"),
            Cell::text("May"),
            Cell::text("What can be done"),
        ],
        rows: rows.collect(),
        first_cell_is_header: true,
        ..Table::default()
    }
}

fn link_card(proposal: &Proposal, headers: &HeaderMap, link: &CaseLink, is_open: bool) -> Markup {
    let (path, address) = joining(proposal, headers, link);
    let tag = match is_open {
        true => Tag::coloured("Can be used", "green"),
        false => Tag::coloured("Over", "grey"),
    };
    html! {
        div.muster-link {
            h3.govuk-heading-s { (link.for_whom) " " (tag) }
            p.govuk-body { (as_what(link.capacity)) ". "
                @if is_open { "Until " } @else { "It was over on " } (words::instant(link.until)) "." }
            @if is_open {
                p.govuk-body { a.govuk-link.muster-reference href=(path) { (address) } }
                (press(proposal, "end", &link.id.to_string(), html! {
                    "Take the link back" span.govuk-visually-hidden { ": " (link.for_whom) }
                }))
            }
        }
    }
}

fn form(proposal: &Proposal, sent: &Sent, faults: &Faults) -> Markup {
    let asks = (
        "For whom?",
        "A post or a team, such as Head of human resources. It is shown to whoever opens the link",
    );
    let for_whom = link_form::for_whom(asks, &sent.for_whom, faults);
    let capacity = Choices {
        name: "capacity".to_owned(),
        legend: Some(Legend {
            text: "What are they to do?".into(),
            classes: "govuk-fieldset__legend--s".to_owned(),
            ..Legend::default()
        }),
        error: faults.at("capacity"),
        items: [Capacity::Reviewer, Capacity::Author]
            .map(|capacity| Choice {
                value: capacity.name().to_owned(),
                text: as_what(capacity).into(),
                checked: sent.capacity == capacity.name(),
                ..Choice::default()
            })
            .into(),
        ..Choices::default()
    };
    let days = link_form::days(&sent.days, faults);
    html! {
        form method="post" action=(proposal.address("/people")) novalidate {
            (for_whom) (capacity) (days)
            (Button { name: Some("do".to_owned()), value: Some("link".to_owned()), ..Button::submit("Make a link") })
        }
    }
}

/// A form of one button about one thing.
fn press(proposal: &Proposal, what: &str, which: &str, words: Markup) -> Markup {
    html! {
        form method="post" action=(proposal.address("/people")) {
            input type="hidden" name="which" value=(which);
            (Button {
                name: Some("do".to_owned()),
                value: Some(what.to_owned()),
                ..Button::submit(words).secondary()
            })
        }
    }
}

fn as_what(capacity: Capacity) -> &'static str {
    match may_in_case(capacity, CaseDeed::Change) {
        true => "Write it, and say who else is on it",
        false => "Read it and comment on it",
    }
}

/// The address of a link: its path, and all of it, to be sent to others.
pub(super) fn joining(
    proposal: &Proposal,
    headers: &HeaderMap,
    link: &CaseLink,
) -> (String, String) {
    let path = proposal
        .asking
        .address(&format!("proposals/join/{}", link.id));
    let address = format!("{}{path}", origin(proposal, headers));
    (path, address)
}

/// Where the reader's browser finds Muster, for an address that can be sent to others.
fn origin(proposal: &Proposal, headers: &HeaderMap) -> String {
    let host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok());
    let scheme = match proposal.asking.site.settings().https {
        true => "https",
        false => "http",
    };
    host.map_or_else(String::new, |host| format!("{scheme}://{host}"))
}
