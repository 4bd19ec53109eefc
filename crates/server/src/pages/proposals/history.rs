//! The revisions of a proposal: who saved each, what differs between two, and an earlier one once more.

use access::{CaseDeed, may_in_case};
use app::{AppError, OpenProposal, RevisionSaved, Saved};
use axum::Form;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use drafting::{Difference, compare};
use maud::{Markup, html};
use serde::Deserialize;

use super::frame::{Place, Proposal, Reading};
use super::meanwhile::who;
use super::sheet;
use crate::components::{Button, Cell, Field, Select, SelectItem, Table, WarningText};
use crate::pages::Failure;
use crate::words;

/// The most differences that a page lists.
const MOST_LISTED: usize = 300;

/// What a button sends that brings a revision back: which one, and which was the last.
#[derive(Deserialize)]
pub(super) struct Chosen {
    revision: u32,
    last: u32,
}

/// `GET /{body}/proposals/{proposal}/history`
pub(super) async fn show(Reading(proposal): Reading) -> Result<Response, Failure> {
    page(&proposal, None).await
}

/// `POST /{body}/proposals/{proposal}/history`: saves an earlier revision once more, as the last one. An undo
/// is one such.
pub(super) async fn do_it(
    proposal: Proposal,
    Form(chosen): Form<Chosen>,
) -> Result<Response, Failure> {
    let asking = &proposal.asking;
    let (actor, body) = (&asking.viewer.actor, &asking.body.key);
    let earlier = proposal.at_revision(Some(chosen.revision)).await?;
    let over = proposal.at_revision(Some(chosen.last)).await?;
    let saved = asking
        .muster()
        .save_draft(actor, body, &over, &earlier.draft);
    let done = match saved.await? {
        Saved::As(saved) => format!("restored&in={}", saved.number),
        Saved::Already(at) if at.number != chosen.last => format!("recorded&in={}", at.number),
        Saved::Already(_) => "same".to_owned(),
        Saved::Behind(now) => {
            let words = format!(
                "Revision {} was saved meanwhile, so nothing is brought back. Look at what differs, \
                 and choose again.",
                now.saved.number
            );
            let page = page(&proposal, Some(words)).await?;
            return Ok((StatusCode::CONFLICT, page).into_response());
        }
    };
    let address = format!("{}?done={done}", proposal.at(Place::History));
    Ok(Redirect::to(&address).into_response())
}

async fn page(proposal: &Proposal, wrong: Option<String>) -> Result<Response, Failure> {
    let revisions = &proposal.open.revisions;
    let last = revisions.last().map_or(1, |saved| saved.number);
    let asked = |name: &str, otherwise: u32| match proposal.asking.query.get(name) {
        None => Ok(otherwise),
        Some(number) => {
            let number = number.parse().ok();
            let known = number.filter(|number| (1..=last).contains(number));
            known.ok_or(AppError::NotFound("revision"))
        }
    };
    let to = asked("to", last)?;
    let from = asked("from", to.saturating_sub(1).max(1))?;
    let muster = proposal.asking.muster();
    let savers = muster.savers(&proposal.asking.viewer.actor, &proposal.open);
    let savers = savers.await?;
    let own = proposal.asking.viewer.actor.account();
    let may_change = may_in_case(proposal.open.capacity, CaseDeed::Change);
    let rows = revisions.iter().rev().map(|saved| {
        vec![
            Cell::text(html! {
                span id={ "revision-" (saved.number) } { "Revision " (saved.number) }
            }),
            Cell::text(who(&savers, saved, own)),
            Cell::text(words::instant(saved.at)),
            Cell::text(links(proposal, saved)),
            Cell::text(html! { @if saved.number != last && may_change { (bring_back(proposal, saved, last)) } }),
        ]
    });
    let table = Table {
        caption: "Revisions, the latest first".into(),
        caption_classes: "govuk-visually-hidden".to_owned(),
        head: ["Revision", "Saved by", "When", "See", "Bring back"]
            .map(Cell::text)
            .into(),
        rows: rows.collect(),
        first_cell_is_header: true,
        ..Table::default()
    };
    let html = html! {
        @if let Some(wrong) = wrong { (WarningText { text: wrong.into(), ..WarningText::default() }) }
        h1.govuk-heading-l { "History" }
        p.govuk-body { "A revision is never altered. Each is bound to the state of the register in which it was saved." }
        @if last > 1 { (differences(proposal, from, to).await?) }
        h2.govuk-heading-m { "Revisions" }
        div.muster-scrolling role="region" aria-label="Revisions" tabindex="0" { (table) }
    };
    let site = &proposal.asking.site;
    Ok(proposal.page(Place::History, "History", &html).answer(site))
}

/// What a revision says, and what it says that the one before does not.
fn links(proposal: &Proposal, saved: &RevisionSaved) -> Markup {
    let number = saved.number;
    let of = html! { span.govuk-visually-hidden { " of revision " (number) } };
    let file = format!("/report/case.toml?revision={number}");
    let before = number.saturating_sub(1);
    let changes = format!("/history?from={before}&to={number}");
    html! {
        @if before > 0 {
            a.govuk-link href=(proposal.address(&changes)) { "Changes" (of) }
            " "
        }
        a.govuk-link href=(proposal.address(&file)) { "Case file" (of) }
        br;
        code.muster-reference { (saved.digest.to_string().chars().take(16).collect::<String>()) }
    }
}

fn bring_back(proposal: &Proposal, saved: &RevisionSaved, last: u32) -> Markup {
    html! {
        form method="post" action=(proposal.at(Place::History)) {
            input type="hidden" name="revision" value=(saved.number);
            input type="hidden" name="last" value=(last);
            button.govuk-button.govuk-button--secondary.muster-inline type="submit" {
                "Bring back" span.govuk-visually-hidden { " revision " (saved.number) }
            }
        }
    }
}

/// Which two are compared, and what differs between them.
async fn differences(proposal: &Proposal, from: u32, to: u32) -> Result<Markup, Failure> {
    let earlier = proposal.at_revision(Some(from)).await;
    let later = proposal.at_revision(Some(to)).await;
    let found = match (earlier, later) {
        (Ok(earlier), Ok(later)) => Some(compared(proposal, &earlier, &later)),
        // The text of one of them may have been taken away; that both are there is known.
        (Err(Failure(AppError::NotFound(_))), _) | (_, Err(Failure(AppError::NotFound(_)))) => None,
        (Err(failure), _) | (_, Err(failure)) => return Err(failure),
    };
    let revisions = &proposal.open.revisions;
    let choice = |name: &str, words: &str, chosen: u32| Select {
        field: Field::new(name, words),
        items: revisions
            .iter()
            .rev()
            .map(|saved| SelectItem {
                value: Some(saved.number.to_string()),
                text: format!("Revision {}", saved.number),
                selected: saved.number == chosen,
                disabled: false,
            })
            .collect(),
        ..Select::default()
    };
    Ok(html! {
        h2.govuk-heading-m { "What changed from revision " (from) " to revision " (to) }
        @match found {
            None => p.govuk-body { "The text of one of them was taken away." },
            Some(found) if found.is_empty() => p.govuk-body { "Nothing: they say the same." },
            Some(found) => (listed(&found)),
        }
        form.muster-compare method="get" action=(proposal.at(Place::History)) {
            (choice("from", "From", from))
            (choice("to", "To", to))
            (Button::submit("Compare").secondary())
        }
    })
}

fn compared(proposal: &Proposal, earlier: &OpenProposal, later: &OpenProposal) -> Vec<Difference> {
    let (kinds, pay) = sheet::offered(proposal);
    let around = sheet::around(proposal, &kinds, &pay);
    compare(&earlier.draft, &later.draft, &around)
}

/// The differences, part by part of the proposal.
pub(super) fn listed(found: &[Difference]) -> Markup {
    let part = |difference: &Difference| match difference {
        Difference::Row(_) => "What changes",
        Difference::Answer { sheet, .. } => sheet::title(sheet),
        Difference::Elsewhere => "Elsewhere",
    };
    let shown = &found[..found.len().min(MOST_LISTED)];
    html! {
        @for group in shown.chunk_by(|one, next| part(one) == part(next)) {
            h3.govuk-heading-s { (part(&group[0])) }
            ul.govuk-list.govuk-list--bullet {
                @for difference in group { li { (difference.to_string()) } }
            }
        }
        @if found.len() > shown.len() {
            p.govuk-body { "and " (words::thousands((found.len() - shown.len()) as u64)) " more" }
        }
    }
}
