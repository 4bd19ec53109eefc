//! What changes: one form of rows, and beside it what they do.

use std::collections::BTreeSet;

use app::Saved;
use axum::Form;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use drafting::{Draft, Entry, Fault, What};
use maud::html;

use super::clashes::Choosing;
use super::frame::{Place, Proposal};
use super::kept::{Kept, Sent};
use super::meanwhile::Rows;
use super::move_team::unit_changes_of;
use super::panel::Panel;
use super::rows::{rows, summary};
use crate::components::Button;
use crate::pages::Failure;

/// The form's name among those of a proposal.
const FORM: &str = "changes";

/// `GET /{body}/proposals/{proposal}/changes`
pub(super) async fn show(proposal: Proposal) -> Result<Response, Failure> {
    if !proposal.asking.query.has("revision")
        && let Some(page) = kept_page(&proposal).await?
    {
        return Ok(page);
    }
    let mut rows = Rows::over(&proposal, proposal.open.clone(), &[]).await?;
    rows.open_as_asked(&proposal);
    if rows.typed.entries.is_empty() && proposal.asking.query.has("new") {
        rows.typed.entries.push(Entry::default());
    }
    let panel = Panel::of(&proposal, &proposal.open.draft).await?;
    page(&proposal, &rows, &[], &panel, None).await
}

/// `POST /{body}/proposals/{proposal}/changes`
pub(super) async fn do_it(
    mut proposal: Proposal,
    Form(sent): Form<Sent>,
) -> Result<Response, Failure> {
    let mut rows = read(&proposal, &sent).await?;
    let typed_over = rows.base.saved.number;
    match rows.typed.button.as_str() {
        step if step == "figures" || step.starts_with("row-") => {
            let rows = rows.over_the_last(&proposal);
            let (panel, faults) = tried(&proposal, &rows).await?;
            return page(&proposal, &rows, &faults, &panel, None).await;
        }
        "add" => {
            let mut rows = rows.over_the_last(&proposal);
            let (panel, _) = tried(&proposal, &rows).await?;
            rows.typed.entries.push(Entry::to_posts(What::Establish));
            return page(&proposal, &rows, &[], &panel, None).await;
        }
        step @ ("posts" | "paste" | "move") => {
            let address = proposal.address(&format!("/changes/{step}"));
            return Ok(Redirect::to(&address).into_response());
        }
        _ => {}
    }
    let asking = proposal.asking.clone();
    let (actor, body) = (&asking.viewer.actor, &asking.body.key);
    let saved = loop {
        let draft = match rows.grid.save(&rows.base.draft, &rows.typed.entries) {
            Ok(draft) if !rows.are_open() => draft,
            _ => {
                let rows = rows.over_the_last(&proposal);
                let (panel, faults) = tried(&proposal, &rows).await?;
                let page = page(&proposal, &rows, &faults, &panel, None).await?;
                return Ok((StatusCode::BAD_REQUEST, page).into_response());
            }
        };
        let saved = asking.muster().save_draft(actor, body, &rows.base, &draft);
        match saved.await? {
            Saved::Behind(now) => proposal.open = *now,
            saved => break saved,
        }
        rows = rows.over_the_last(&proposal);
        if rows.say_nothing_new() {
            break Saved::Already(rows.base.saved);
        }
        if !rows.need_no_look() {
            let (panel, _) = tried(&proposal, &rows).await?;
            let page = page(&proposal, &rows, &[], &panel, None).await?;
            return Ok((StatusCode::CONFLICT, page).into_response());
        }
    };
    proposal.let_go(FORM).await?;
    let done = match saved {
        Saved::Already(at) if at.number != typed_over => {
            format!("recorded&in={}", at.number)
        }
        Saved::Already(_) => "same".to_owned(),
        Saved::As(_) | Saved::Behind(_) => "saved".to_owned(),
    };
    let next = match rows.typed.button.as_str() {
        "later" => Place::Tasks,
        _ => Place::Changes,
    };
    let address = format!("{}?done={done}", proposal.at(next));
    Ok(Redirect::to(&address).into_response())
}

/// `POST /{body}/proposals/{proposal}/changes/panel`: what the form does as it stands; it is kept meanwhile.
pub(super) async fn panel(proposal: Proposal, Form(sent): Form<Sent>) -> Result<Response, Failure> {
    let rows = read(&proposal, &sent).await?;
    let (panel, _) = tried(&proposal, &rows).await?;
    Ok(panel.fragment(&proposal).into_response())
}

/// What a form sent, kept until it is saved.
async fn read(proposal: &Proposal, sent: &[(String, String)]) -> Result<Rows, Failure> {
    let rows = Rows::read(proposal, sent).await?;
    match rows.say_nothing_new() {
        true => proposal.let_go(FORM).await?,
        false => proposal.keep(FORM, &rows.base, sent).await?,
    }
    Ok(rows)
}

/// The page with what was typed before and is not saved, if anything is.
async fn kept_page(proposal: &Proposal) -> Result<Option<Response>, Failure> {
    let Some(kept) = proposal.kept(FORM).await? else {
        return Ok(None);
    };
    let rows = Rows::over(proposal, kept.base.clone(), &kept.sent).await?;
    let rows = rows.over_the_last(proposal);
    if rows.say_nothing_new() {
        // It was sent once more while it was being saved.
        proposal.let_go(FORM).await?;
        return Ok(None);
    }
    let (panel, _) = tried(proposal, &rows).await?;
    let mut rows = rows;
    rows.open_as_asked(proposal);
    let page = page(proposal, &rows, &[], &panel, Some(&kept));
    Ok(Some(page.await?))
}

/// What a form does as it stands. Rows of which something cannot be read count as they were.
async fn tried(proposal: &Proposal, rows: &Rows) -> Result<(Panel, Vec<Fault>), Failure> {
    let Rows {
        base, grid, typed, ..
    } = rows;
    let open = typed.clashes.iter().filter_map(Choosing::fault);
    let mut faults: Vec<Fault> = open.collect();
    match grid.save(&base.draft, &typed.entries) {
        Ok(draft) => return Ok((Panel::typed(proposal, &draft, Vec::new()).await?, faults)),
        Err(unreadable) => faults.extend(unreadable),
    }
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
    let draft = draft.unwrap_or_else(|_| Draft::clone(&base.draft));
    let panel = Panel::typed(proposal, &draft, faults.clone()).await?;
    Ok((panel, faults))
}

async fn page(
    proposal: &Proposal,
    typed_rows: &Rows,
    faults: &[Fault],
    panel: &Panel,
    kept: Option<&Kept>,
) -> Result<Response, Failure> {
    let (actor, muster) = (&proposal.asking.viewer.actor, proposal.asking.muster());
    let savers = muster.savers(actor, &proposal.open).await?;
    let Rows {
        base, grid, typed, ..
    } = typed_rows;
    let is_empty = typed.entries.iter().all(|entry| entry.taken_out);
    let path = proposal.at(Place::Changes);
    let them = typed_rows.them(proposal, &savers);
    let html = html! {
        (summary(faults))
        div.muster-work {
            div.muster-work__form {
                h1.govuk-heading-l { "What changes" }
                (typed_rows.told(proposal, &savers))
                (unit_changes_of(proposal))
                (panel.in_one_line())
                form method="post" action=(path) novalidate data-panel=(proposal.address("/changes/panel"))
                    data-keep=(proposal.keeps(FORM)) {
                    input type="hidden" name="revision" value=(base.saved.number);
                    @for (number, post) in &typed.again {
                        input type="hidden" name="again" value={ (number) "-" (post) };
                    }
                    @if let Some(kept) = kept { (kept.notice(proposal, FORM)) }
                    // What Enter in a field presses.
                    button.govuk-visually-hidden type="submit" name="do" value="figures" tabindex="-1" { "Update figures" }
                    @if is_empty {
                        p.govuk-body { "Nothing changes yet. Choose posts, add a new post, or paste rows." }
                    }
                    (rows(&base.draft.case, grid, typed, faults, &them))
                    div.govuk-button-group {
                        (pressed("Choose posts", "posts"))
                        (pressed("Paste rows", "paste"))
                        (pressed("Move a team", "move"))
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
    Ok(proposal
        .page(Place::Changes, "What changes", &html)
        .with_errors(!faults.is_empty())
        .answer(&proposal.asking.site))
}

fn pressed(text: &str, value: &str) -> Button {
    Button {
        name: Some("do".to_owned()),
        value: Some(value.to_owned()),
        ..Button::submit(text.to_owned()).secondary()
    }
}
