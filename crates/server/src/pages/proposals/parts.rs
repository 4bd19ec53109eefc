//! Parts of a proposal that somebody else writes: given here, looked at, and taken in.

use app::{AppError, GivenPart, NewPart, PartLook, PartTaken, Reference, Saved};
use axum::Form;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use drafting::{PartBack, compare};
use maud::{Markup, html};
use serde::Deserialize;

use super::choose_unit::choose_unit;
use super::frame::{Place, Proposal, in_revision};
use super::{history, link_form, people, sheet};
use crate::components::{Button, Choice, Choices, Field, Legend, Tag, WarningText};
use crate::pages::Failure;
use crate::pages::form::Faults;
use crate::words;

/// What the form sends that gives a part away.
#[derive(Deserialize, Default)]
pub(super) struct Sent {
    #[serde(default)]
    unit: String,
    #[serde(rename = "for", default)]
    for_whom: String,
    #[serde(default)]
    days: String,
}

/// What the button sends that takes a part in.
#[derive(Deserialize, Default)]
pub(super) struct Taking {
    /// The revision of the part that was looked at.
    #[serde(default)]
    number: u32,
    /// What holds where both were changed.
    #[serde(default)]
    holds: String,
}

/// `GET /{body}/proposals/{proposal}/parts`
pub(super) async fn show(proposal: Proposal, headers: HeaderMap) -> Result<Response, Failure> {
    let sent = Sent {
        days: link_form::DAYS.to_owned(),
        ..Sent::default()
    };
    list(&proposal, &headers, &sent, &Faults::default()).await
}

/// `POST /{body}/proposals/{proposal}/parts`: gives one away.
pub(super) async fn do_it(
    proposal: Proposal,
    headers: HeaderMap,
    Form(sent): Form<Sent>,
) -> Result<Response, Failure> {
    let asking = &proposal.asking;
    let (actor, body) = (&asking.viewer.actor, &asking.body.key);
    let mut faults = Faults::default();
    faults.require("unit", &sent.unit, "Select the unit whose part you give");
    faults.require(
        "for",
        &sent.for_whom,
        "Enter for whom the part is, such as a post or a team",
    );
    let days = link_form::read_days(&sent.days, &mut faults);
    if let (true, Some(days)) = (faults.is_empty(), days) {
        let new = NewPart {
            unit: sent.unit.trim().to_owned(),
            for_whom: sent.for_whom.trim().to_owned(),
            days,
        };
        match asking
            .muster()
            .give_part(actor, body, &proposal.open, &new)
            .await
        {
            Ok(_) => {
                let address = format!("{}?done=part-given", proposal.address("/parts"));
                return Ok(Redirect::to(&address).into_response());
            }
            Err(AppError::NotFound("unit")) => {
                faults.add("unit", "Select a unit that the register holds today");
            }
            Err(error) => return Err(error.into()),
        }
    }
    let page = list(&proposal, &headers, &sent, &faults).await?;
    Ok((StatusCode::BAD_REQUEST, page).into_response())
}

/// `GET /{body}/proposals/{proposal}/parts/{part}`
pub(super) async fn look(
    proposal: Proposal,
    Path((_, _, part)): Path<(String, String, String)>,
) -> Result<Response, Failure> {
    look_page(&proposal, &Reference::of(&part), "", None).await
}

/// `POST /{body}/proposals/{proposal}/parts/{part}`: takes it in.
pub(super) async fn take_in(
    proposal: Proposal,
    Path((_, _, part)): Path<(String, String, String)>,
    Form(sent): Form<Taking>,
) -> Result<Response, Failure> {
    let asking = &proposal.asking;
    let (actor, body, part) = (&asking.viewer.actor, &asking.body.key, Reference::of(&part));
    if sent.holds == "whole" {
        // Nothing to write: what the proposal says stays, and the part can be taken in another time.
        let address = format!("{}?done=part-left", proposal.address("/parts"));
        return Ok(Redirect::to(&address).into_response());
    }
    let holds = sent.holds == "part";
    let open = &proposal.open;
    let taken = asking
        .muster()
        .take_in_part(actor, body, open, &part, sent.number, holds);
    match taken.await? {
        PartTaken::As(saved @ (Saved::As(_) | Saved::Already(_))) => {
            let done = format!("?done=part-taken{}", in_revision(&saved));
            Ok(Redirect::to(&proposal.address(&format!("/parts{done}"))).into_response())
        }
        PartTaken::As(Saved::Behind(_)) | PartTaken::LookAgain => {
            let page = look_page(&proposal, &part, &sent.holds, Some(sent.number)).await?;
            Ok((StatusCode::CONFLICT, page).into_response())
        }
    }
}

async fn list(
    proposal: &Proposal,
    headers: &HeaderMap,
    sent: &Sent,
    faults: &Faults,
) -> Result<Response, Failure> {
    let asking = &proposal.asking;
    let (actor, body) = (&asking.viewer.actor, &asking.body.key);
    let parts = asking.muster().given_parts(actor, body, &proposal.open);
    let parts = parts.await?;
    let field = Field::new("unit", "Which unit\u{2019}s part?")
        .hint("All of the proposal that is wholly within it, and within what is below it")
        .error(faults.at("unit"));
    let unit = choose_unit(asking, field, &sent.unit).await?;
    let asks = (
        "Who is to write it?",
        "A post or a team, such as Team manager, placements",
    );
    let for_whom = link_form::for_whom(asks, &sent.for_whom, faults);
    let days = link_form::days(&sent.days, faults);
    let html = html! {
        (faults.summary())
        h1.govuk-heading-l { "Parts that others write" }
        p.govuk-body { "Somebody else can write what happens within one unit. They see the posts and changes of that unit, \
            what those cost, and nothing else of this proposal: no other unit, no total, no word of the report." }
        @for part in &parts { (card(proposal, headers, part)) }
        @if parts.is_empty() { p.govuk-body { "No part is given yet." } }
        @if proposal.open.part.is_some() {
            p.govuk-body { "This is a part itself, so it is not divided further." }
        } @else {
            h2.govuk-heading-m { "Give a part" }
            form method="post" action=(proposal.address("/parts")) novalidate {
                (unit) (for_whom) (days)
                (Button::submit("Give this part"))
            }
        }
    };
    Ok(proposal
        .page(Place::Changes, "Parts that others write", &html)
        .with_errors(!faults.is_empty())
        .answer(&asking.site))
}

/// A part that was given: for whom, how far it is, and the link to it.
fn card(proposal: &Proposal, headers: &HeaderMap, part: &GivenPart) -> Markup {
    let reference = &part.reference;
    let look = proposal.address(&format!("/parts/{}", reference.in_address()));
    let tag = match (part.is_new(), part.kept.taken_in) {
        (true, _) => Tag::coloured("Changed, not taken in", "blue"),
        (false, Some(_)) => Tag::coloured("Taken in", "green"),
        (false, None) => Tag::coloured("Not changed yet", "grey"),
    };
    html! {
        div.muster-link {
            h2.govuk-heading-s { (part.kept.unit) " " (tag) }
            p.govuk-body { "For " (part.kept.for_whom) ". Given on " (words::instant(part.kept.given))
                ". It is " (reference.to_string()) ", revision " (part.last.number)
                ", saved " (words::instant(part.last.at)) "." }
            @for (link, is_open) in &part.links {
                @if *is_open {
                    @let (path, address) = people::joining(proposal, headers, link);
                    p.govuk-body { "Send this link to " (link.for_whom) ": "
                        a.govuk-link.muster-reference href=(path) { (address) } }
                }
            }
            p.govuk-body {
                a.govuk-link href=(look) { "Look at it and take it in" span.govuk-visually-hidden { ": " (part.kept.unit) } }
            }
        }
    }
}

/// What a part would change, and the button that takes it in.
async fn look_page(
    proposal: &Proposal,
    part: &Reference,
    holds: &str,
    refused: Option<u32>,
) -> Result<Response, Failure> {
    let asking = &proposal.asking;
    let (actor, body) = (&asking.viewer.actor, &asking.body.key);
    let look = asking
        .muster()
        .look_at_part(actor, body, &proposal.open, part)
        .await?;
    let (kinds, pay) = sheet::offered(proposal);
    let around = sheet::around(proposal, &kinds, &pay);
    let found = compare(&look.known, &look.now, &around);
    let unit = &look.part.kept.unit;
    let heading = format!("Part: {unit}");
    let since = match look.part.kept.taken_in {
        Some(at) => format!("it was last taken in, {}", words::instant(at)),
        None => format!("it was given, {}", words::instant(look.part.kept.given)),
    };
    let mut faults = Faults::default();
    let both = matches!(look.back, PartBack::BothChanged { .. });
    let was_saved = refused.is_some_and(|number| number != look.part.last.number);
    if refused.is_some() && !was_saved && both && holds.is_empty() {
        faults.add("holds", "Select what holds where both were changed");
    }
    let html = html! {
        (faults.summary())
        @if refused.is_some() && faults.is_empty() {
            (WarningText {
                text: "The part or the proposal was saved meanwhile, so nothing is taken in. Look at what is so now, and press again.".into(),
                ..WarningText::default()
            })
        }
        h1.govuk-heading-l { (heading) }
        p.govuk-body { "For " (look.part.kept.for_whom) ". This is what was changed in it since " (since) "." }
        @if found.is_empty() {
            p.govuk-body { "Nothing was changed." }
        } @else {
            h2.govuk-heading-m { "What was changed" }
            (history::listed(&found))
        }
        @if !look.beyond.is_empty() {
            (WarningText {
                text: format!("What it says of {} reaches beyond {unit}.", words::listed(&look.beyond)).into(),
                ..WarningText::default()
            })
        }
        (form(proposal, &look, &faults, holds))
    };
    Ok(proposal
        .page(Place::Changes, &heading, &html)
        .with_errors(!faults.is_empty())
        .answer(&asking.site))
}

fn form(proposal: &Proposal, look: &PartLook, faults: &Faults, holds: &str) -> Markup {
    let address = format!("/parts/{}", look.part.reference.in_address());
    let choice = |value: &str, text: &str, hint: &str| Choice {
        value: value.to_owned(),
        text: text.to_owned().into(),
        hint: Some(hint.to_owned().into()),
        checked: holds == value,
        ..Choice::default()
    };
    let unit = &look.part.kept.unit;
    html! {
        form method="post" action=(proposal.address(&address)) novalidate {
            input type="hidden" name="number" value=(look.part.last.number);
            @if let PartBack::BothChanged { about, .. } = &look.back {
                p.govuk-body { "This proposal itself was changed since in the same places: " (words::listed(about)) "." }
                (Choices {
                    name: "holds".to_owned(),
                    legend: Some(Legend {
                        text: "Which holds?".into(),
                        classes: "govuk-fieldset__legend--s".to_owned(),
                        ..Legend::default()
                    }),
                    error: faults.at("holds"),
                    items: vec![
                        choice("part", "The part", &format!("All that this proposal says of {unit} is replaced by it. The history keeps what was there.")),
                        choice("whole", "This proposal, as it is", "Nothing is taken in. Enter by hand what you want of the part."),
                    ],
                    ..Choices::default()
                })
                (Button::submit("Go on"))
            } @else if look.part.is_new() {
                (Button::submit("Take it into the proposal"))
            } @else {
                p.govuk-body { "There is nothing to take in." }
            }
        }
        p.govuk-body { a.govuk-link href=(proposal.address("/parts")) { "All parts" } }
    }
}
