//! Moving a team: what moves, where to, who it reports to; and what that does, before it is saved.

use app::Saved;
use axum::Form;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use base::{Known, Pence};
use drafting::{
    Draft, MoveField, MovedTeam, TeamMove, move_team, unit_changes, without_unit_change,
};
use maud::{Markup, html};

use super::frame::{Place, Proposal, in_revision};
use super::kept::Sent;
use super::panel::Panel;
use crate::components::{Button, Field, Input, InsetText, Select, SelectItem};
use crate::pages::Failure;
use crate::pages::form::Faults;
use crate::words::counted;

/// What stands for the top of the structure in the list of units.
const TOP: &str = "-";

/// `GET /{body}/proposals/{proposal}/changes/move`: filled in as the address says.
pub(super) async fn show(proposal: Proposal) -> Result<Response, Failure> {
    let query = &proposal.asking.query;
    let said = |name: &str| query.get(name).unwrap_or_default().to_owned();
    let wanted = wanted(&said("unit"), &said("into"), &said("reports-to"));
    page(&proposal, &wanted, &Faults::default(), None).await
}

/// `POST /{body}/proposals/{proposal}/changes/move`: says what a move does, saves it, or takes one out.
pub(super) async fn do_it(proposal: Proposal, Form(sent): Form<Sent>) -> Result<Response, Failure> {
    let get = |name: &str| {
        let mut own = sent.iter().filter(|(field, _)| field == name);
        own.next().map_or("", |(_, value)| value.as_str())
    };
    let pressed = get("do");
    if let Some(change) = pressed.strip_prefix("out-") {
        return take_out(&proposal, change, get("revision")).await;
    }
    let wanted = wanted(get("unit"), get("into"), get("reports-to"));
    let moved = match moved(&proposal, &proposal.open.draft, &wanted).await? {
        Ok(moved) => moved,
        Err(faults) => {
            let page = page(&proposal, &wanted, &faults, None).await?;
            return Ok((StatusCode::BAD_REQUEST, page).into_response());
        }
    };
    if pressed != "move" {
        return page(&proposal, &wanted, &Faults::default(), Some(&moved)).await;
    }
    let asking = &proposal.asking;
    let (actor, body, muster) = (&asking.viewer.actor, &asking.body.key, asking.muster());
    let saving = muster.save_draft(actor, body, &proposal.open, &moved.draft);
    let mut saved = saving.await?;
    // A move can be added to whatever somebody else saved meanwhile, if it still can be made.
    while let Saved::Behind(now) = saved {
        let draft = match self::moved(&proposal, &now.draft, &wanted).await? {
            Ok(moved) => moved.draft,
            Err(faults) => {
                let page = page(&proposal, &wanted, &faults, None).await?;
                return Ok((StatusCode::CONFLICT, page).into_response());
            }
        };
        saved = muster.save_draft(actor, body, &now, &draft).await?;
    }
    let address = format!(
        "{}?done=moved{}",
        proposal.at(Place::Changes),
        in_revision(&saved)
    );
    Ok(Redirect::to(&address).into_response())
}

fn wanted(unit: &str, into: &str, reports_to: &str) -> TeamMove {
    let into = into.trim();
    TeamMove {
        unit: unit.trim().to_owned(),
        is_placed: !into.is_empty(),
        into: into.strip_prefix(TOP).map_or(into, |_| "").to_owned(),
        reports_to: reports_to.trim().to_owned(),
    }
}

/// A draft with the team moved, or what is wrong with the form.
async fn moved(
    proposal: &Proposal,
    draft: &Draft,
    wanted: &TeamMove,
) -> Result<Result<MovedTeam, Faults>, Failure> {
    let asking = &proposal.asking;
    let (actor, body) = (&asking.viewer.actor, &asking.body.key);
    let base = asking.muster().base_of(actor, body, draft).await?;
    Ok(
        move_team(draft, &base.establishment, wanted).map_err(|wrong| {
            let mut faults = Faults::default();
            for (field, words) in wrong {
                let field = match field {
                    MoveField::Unit => "unit",
                    MoveField::Into => "into",
                    MoveField::ReportsTo => "reports-to",
                };
                faults.add(field, words);
            }
            faults
        }),
    )
}

/// Takes a change of units out of the proposal.
async fn take_out(proposal: &Proposal, change: &str, revision: &str) -> Result<Response, Failure> {
    let open = &proposal.open;
    let is_shown = revision.parse() == Ok(open.saved.number);
    let change = change.parse().ok().filter(|_| is_shown);
    let Some(change) = change else {
        let mut faults = Faults::default();
        faults.add(
            "unit-changes",
            "The proposal was saved meanwhile. Look at what moves now, and choose again",
        );
        let page = page(proposal, &TeamMove::default(), &faults, None).await?;
        return Ok((StatusCode::CONFLICT, page).into_response());
    };
    let asking = &proposal.asking;
    let (actor, body) = (&asking.viewer.actor, &asking.body.key);
    let draft = without_unit_change(&open.draft, change);
    let saved = asking.muster().save_draft(actor, body, open, &draft);
    let done = match saved.await? {
        Saved::As(_) => "saved",
        Saved::Already(_) | Saved::Behind(_) => "same",
    };
    let address = format!("{}?done={done}", proposal.address("/changes/move"));
    Ok(Redirect::to(&address).into_response())
}

async fn page(
    proposal: &Proposal,
    wanted: &TeamMove,
    faults: &Faults,
    moved: Option<&MovedTeam>,
) -> Result<Response, Failure> {
    let asking = &proposal.asking;
    let (actor, body, muster) = (&asking.viewer.actor, &asking.body.key, asking.muster());
    let base = muster.base_of(actor, body, &proposal.open.draft).await?;
    let (_, units) = muster.units(actor, body, base.moment).await?;
    let named: Vec<(String, usize)> = units
        .iter()
        .filter(|sums| sums.unit.is_some())
        .map(|sums| (sums.name.clone(), sums.depth))
        .collect();
    let consequence = match moved {
        Some(moved) => Some(consequence(proposal, moved).await?),
        None => None,
    };
    let pressed = |text: &str, value: &str| Button {
        name: Some("do".to_owned()),
        value: Some(value.to_owned()),
        ..Button::submit(text.to_owned())
    };
    let reports_to = Input {
        field: Field::new("reports-to", "Who will it report to?")
            .hint("The title of a post. Leave it empty if nobody gets a new line manager")
            .error(faults.at("reports-to")),
        value: Some(wanted.reports_to.clone()).filter(|title| !title.is_empty()),
        spellcheck: Some(false),
        ..Input::default()
    };
    let into = match (wanted.is_placed, wanted.into.as_str()) {
        (true, "") => TOP,
        (_, into) => into,
    };
    let html = html! {
        (faults.summary())
        h1.govuk-heading-l { "Move a team" }
        p.govuk-body { "A unit moves with its posts and with the units in it. Posts whose line manager moves with them keep that line manager." }
        (unit_changes_of(proposal))
        form method="post" action=(proposal.address("/changes/move")) novalidate {
            (list("unit", "What moves?", &named, &wanted.unit, None, faults))
            (list("into", "Where to?", &named, into, Some("The top of the structure"), faults))
            (reports_to)
            @if let Some(words) = consequence {
                (InsetText { content: words.into(), ..InsetText::default() })
                div.govuk-button-group {
                    (pressed("Move the team", "move"))
                    (pressed("Say what this does", "say").secondary())
                }
            } @else {
                (pressed("Say what this does", "say"))
            }
        }
    };
    Ok(proposal
        .page(Place::Changes, "Move a team", &html)
        .with_errors(!faults.is_empty())
        .answer(&asking.site))
}

/// A list of units, each below the one that it is part of.
fn list(
    name: &str,
    label: &str,
    units: &[(String, usize)],
    chosen: &str,
    top: Option<&str>,
    faults: &Faults,
) -> Select {
    let item = |value: &str, text: String| SelectItem {
        value: Some(value.to_owned()),
        text,
        selected: value == chosen,
        disabled: false,
    };
    let nothing = item("", "Choose a unit".to_owned());
    let top = top.map(|words| item(TOP, words.to_owned()));
    let all = units.iter().map(|(unit, depth)| {
        let text = format!("{}{unit}", "\u{2014} ".repeat(*depth));
        item(unit, text)
    });
    Select {
        field: Field::new(name, label).error(faults.at(name)),
        items: std::iter::once(nothing).chain(top).chain(all).collect(),
        ..Select::default()
    }
}

/// `6 posts move. 5 get a new line manager. Cost does not change.`
async fn consequence(proposal: &Proposal, moved: &MovedTeam) -> Result<String, Failure> {
    let before = Panel::of(proposal, &proposal.open.draft).await?;
    let after = Panel::of(proposal, &moved.draft).await?;
    let posts = match moved.posts {
        1 => "1 post moves".to_owned(),
        posts => format!("{} move", counted(posts, "post")),
    };
    let managers = match moved.new_line_manager {
        0 => "Nobody gets a new line manager".to_owned(),
        1 => "1 gets a new line manager".to_owned(),
        posts => format!("{} get a new line manager", crate::words::thousands(posts)),
    };
    let cost = match (before.change(), after.change()) {
        (Known::Known(before), Known::Known(after)) if after == before => {
            "Cost does not change".to_owned()
        }
        (Known::Known(before), Known::Known(after)) => {
            let more = after - before;
            let word = if more > Pence::ZERO { "more" } else { "less" };
            format!("Full-year cost is {} {word}", more.abs())
        }
        _ => "Whether cost changes is not known".to_owned(),
    };
    Ok(format!("{posts}. {managers}. {cost}."))
}

/// What happens to units so far, each with a way to take it out.
pub(super) fn unit_changes_of(proposal: &Proposal) -> Markup {
    let changes = unit_changes(&proposal.open.draft);
    html! {
        @if !changes.is_empty() {
            section #unit-changes aria-labelledby="unit-changes-heading" {
                h2.govuk-heading-s #unit-changes-heading { "What happens to units" }
                @for change in &changes {
                    form method="post" action=(proposal.address("/changes/move")) {
                        input type="hidden" name="revision" value=(proposal.open.saved.number);
                        p.govuk-body {
                            (change.words) ". "
                            button.govuk-button.govuk-button--secondary.muster-inline type="submit" name="do"
                                value={ "out-" (change.change) } {
                                "Take out" span.govuk-visually-hidden { ": " (change.words) }
                            }
                        }
                    }
                }
            }
        }
    }
}
