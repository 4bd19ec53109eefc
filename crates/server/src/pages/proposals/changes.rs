//! What changes: one form of rows, and beside it what they do.

use std::collections::BTreeSet;

use app::{OpenProposal, Saved};
use axum::Form;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use drafting::{Entry, Fault, Grid, What};
use maud::{Markup, html};

use super::frame::{Place, Proposal};
use super::kept::{Kept, Sent};
use super::move_team::unit_changes_of;
use super::panel::Panel;
use super::rows::{Typed, rows, summary};
use crate::components::{Button, WarningText};
use crate::pages::Failure;

/// The form's name among those of a proposal.
const FORM: &str = "changes";

/// What a page says beside its form.
#[derive(Clone, Copy)]
enum Beside<'b> {
    Nothing,
    /// What is typed was kept from before.
    Kept(&'b Kept),
    /// Somebody else saved this meanwhile.
    Saved(&'b OpenProposal),
}

/// `GET /{body}/proposals/{proposal}/changes`
pub(super) async fn show(proposal: Proposal) -> Result<Response, Failure> {
    let grid = Grid::of(&proposal.open.draft.case);
    let mut typed = Typed::of(&grid);
    if !proposal.asking.query.has("revision")
        && let Some(page) = kept_page(&proposal).await?
    {
        return Ok(page);
    }
    if grid.rows.is_empty() && proposal.asking.query.has("new") {
        typed.entries.push(Entry::default());
    }
    let panel = Panel::of(&proposal, &proposal.open.draft).await?;
    Ok(page(
        &proposal,
        &proposal.open,
        &typed,
        &[],
        &panel,
        Beside::Nothing,
    ))
}

/// `POST /{body}/proposals/{proposal}/changes`
pub(super) async fn do_it(proposal: Proposal, Form(sent): Form<Sent>) -> Result<Response, Failure> {
    let (base, mut typed) = typed_over(&proposal, &sent).await?;
    match typed.button.as_str() {
        "figures" => {
            let (panel, faults) = tried(&proposal, &base, &typed).await?;
            return Ok(page(
                &proposal,
                &base,
                &typed,
                &faults,
                &panel,
                Beside::Nothing,
            ));
        }
        "add" => {
            let (panel, _) = tried(&proposal, &base, &typed).await?;
            typed.entries.push(Entry::to_posts(What::Establish));
            return Ok(page(&proposal, &base, &typed, &[], &panel, Beside::Nothing));
        }
        _ => {}
    }
    let grid = Grid::of(&base.draft.case);
    let Ok(draft) = grid.save(&base.draft, &typed.entries) else {
        let (panel, faults) = tried(&proposal, &base, &typed).await?;
        let page = page(&proposal, &base, &typed, &faults, &panel, Beside::Nothing);
        return Ok((StatusCode::BAD_REQUEST, page).into_response());
    };
    let asking = &proposal.asking;
    let (actor, body) = (&asking.viewer.actor, &asking.body.key);
    // Rows are read over the revision on which they were shown; what they replace may be a later one.
    let reference = &proposal.open.reference;
    let before = match typed.instead_of {
        Some(_) => {
            let muster = asking.muster();
            let known = muster.proposal_at(actor, body, reference, typed.instead_of);
            known.await?
        }
        None => base.clone(),
    };
    let saved = asking
        .muster()
        .save_draft(actor, body, &before, &draft)
        .await?;
    if !matches!(saved, Saved::Behind(_)) {
        proposal.let_go(FORM).await?;
    }
    let done = match saved {
        Saved::As(_) => "saved",
        Saved::Already(_) => "same",
        Saved::Behind(now) => {
            let panel = Panel::of(&proposal, &draft).await?;
            let page = page(&proposal, &base, &typed, &[], &panel, Beside::Saved(&now));
            return Ok((StatusCode::CONFLICT, page).into_response());
        }
    };
    let next = match typed.button.as_str() {
        "later" => Place::Tasks,
        _ => Place::Changes,
    };
    let address = format!("{}?done={done}", proposal.at(next));
    Ok(Redirect::to(&address).into_response())
}

/// `POST /{body}/proposals/{proposal}/changes/panel`: what the form does as it stands, and only that.
pub(super) async fn panel(proposal: Proposal, Form(sent): Form<Sent>) -> Result<Response, Failure> {
    let (base, typed) = typed_over(&proposal, &sent).await?;
    let (panel, _) = tried(&proposal, &base, &typed).await?;
    Ok(panel.fragment(&proposal).into_response())
}

/// The revision over which a form was typed, and what was typed.
async fn typed_over(
    proposal: &Proposal,
    sent: &[(String, String)],
) -> Result<(OpenProposal, Typed), Failure> {
    let base = proposal.typed_over(sent).await?;
    let grid = Grid::of(&base.draft.case);
    let typed = Typed::read(&grid, sent);
    match typed.says_what(&grid) {
        true => proposal.let_go(FORM).await?,
        false => proposal.keep(FORM, &base, sent).await?,
    }
    Ok((base, typed))
}

/// The page with what was typed before and is not saved, if anything is.
async fn kept_page(proposal: &Proposal) -> Result<Option<Response>, Failure> {
    let Some(kept) = proposal.kept(FORM).await? else {
        return Ok(None);
    };
    let grid = Grid::of(&kept.base.draft.case);
    let typed = Typed::read(&grid, &kept.sent);
    let saved = grid.save(&kept.base.draft, &typed.entries);
    if saved.is_ok_and(|draft| draft.text() == proposal.open.draft.text()) {
        // It was sent once more while it was being saved.
        proposal.let_go(FORM).await?;
        return Ok(None);
    }
    let (panel, _) = tried(proposal, &kept.base, &typed).await?;
    let beside = Beside::Kept(&kept);
    Ok(Some(page(
        proposal,
        &kept.base,
        &typed,
        &[],
        &panel,
        beside,
    )))
}

/// What a form does as it stands. Rows of which something cannot be read count as they were.
async fn tried(
    proposal: &Proposal,
    base: &OpenProposal,
    typed: &Typed,
) -> Result<(Panel, Vec<Fault>), Failure> {
    let grid = Grid::of(&base.draft.case);
    let faults = match grid.save(&base.draft, &typed.entries) {
        Ok(draft) => return Ok((Panel::of(proposal, &draft).await?, Vec::new())),
        Err(faults) => faults,
    };
    let left_out: BTreeSet<usize> = faults.iter().map(|fault| fault.row).collect();
    let as_it_was = |row: usize| grid.rows.get(row).map(|row| row.entry.clone());
    let readable =
        typed
            .entries
            .iter()
            .enumerate()
            .map(|(row, entry)| match left_out.contains(&row) {
                true => as_it_was(row).unwrap_or_default(),
                false => entry.clone(),
            });
    let draft = grid.save(&base.draft, &readable.collect::<Vec<_>>());
    let draft = draft.unwrap_or_else(|_| base.draft.clone());
    Ok((Panel::without(proposal, &draft, left_out).await?, faults))
}

fn page(
    proposal: &Proposal,
    base: &OpenProposal,
    typed: &Typed,
    faults: &[Fault],
    panel: &Panel,
    beside: Beside<'_>,
) -> Response {
    let grid = Grid::of(&base.draft.case);
    let instead_of = match beside {
        Beside::Saved(now) => Some(now.saved.number),
        _ => typed.instead_of,
    };
    let posts = proposal.address("/changes/posts");
    let is_empty = typed.entries.iter().all(|entry| entry.taken_out);
    let path = proposal.at(Place::Changes);
    let html = html! {
        (summary(faults))
        @if let Beside::Saved(now) = beside { (told(proposal, base, now)) }
        div.muster-work {
            div.muster-work__form {
                h1.govuk-heading-l { "What changes" }
                (unit_changes_of(proposal))
                (panel.in_one_line())
                form method="post" action=(path) novalidate data-panel=(proposal.address("/changes/panel"))
                    data-keep=(proposal.keeps(FORM)) {
                    input type="hidden" name="revision" value=(base.saved.number);
                    @if let Some(number) = instead_of {
                        input type="hidden" name="instead-of" value=(number);
                    }
                    @if let Beside::Kept(kept) = beside { (kept.notice(proposal, FORM)) }
                    // What Enter in a field presses.
                    button.govuk-visually-hidden type="submit" name="do" value="figures" tabindex="-1" { "Update figures" }
                    @if is_empty {
                        p.govuk-body { "Nothing changes yet. Choose posts, add a new post, or paste rows." }
                    }
                    (rows(&base.draft.case, &grid, typed, faults))
                    div.govuk-button-group {
                        a.govuk-link href=(posts) { "Choose posts" }
                        a.govuk-link href=(proposal.address("/changes/paste")) { "Paste rows" }
                        a.govuk-link href=(proposal.address("/changes/move")) { "Move a team" }
                        (pressed("Add a new post", "add"))
                    }
                    div.govuk-button-group {
                        (Button { name: Some("do".to_owned()), value: Some("save".to_owned()), ..Button::submit("Save") })
                        (pressed("Save and come back later", "later"))
                        (pressed("Update figures", "figures"))
                    }
                }
            }
            section.muster-work__panel #panel aria-labelledby="panel-heading" tabindex="-1" {
                (panel.fragment(proposal))
            }
            p.govuk-visually-hidden role="status" #panel-status {}
        }
    };
    proposal
        .page(Place::Changes, "What changes", &html)
        .with_errors(!faults.is_empty())
        .answer(&proposal.asking.site)
}

fn pressed(text: &str, value: &str) -> Button {
    Button {
        name: Some("do".to_owned()),
        value: Some(value.to_owned()),
        ..Button::submit(text.to_owned()).secondary()
    }
}

/// That somebody saved meanwhile: what, and how to go on. Nothing that was typed is lost.
fn told(proposal: &Proposal, base: &OpenProposal, now: &OpenProposal) -> Markup {
    let saved = format!(
        "Somebody saved revision {} at {}, after you opened revision {}. Yours is not saved yet.",
        now.saved.number,
        crate::words::instant(now.saved.at),
        base.saved.number
    );
    let warning = WarningText {
        text: saved.into(),
        ..WarningText::default()
    };
    let theirs = Grid::of(&now.draft.case);
    html! {
        (warning)
        p.govuk-body {
            a.govuk-link href=(proposal.at(Place::Changes)) { "See what they saved" }
            " (" (crate::words::counted(theirs.rows.len() as u64, "row")) "). What you typed is below. "
            "Saving now puts your rows in the place of theirs."
        }
    }
}
