//! What is wrong with a draft, and how it is mended.

use app::Saved;
use axum::Form;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use diagnostics::{Diagnostic, Severity};
use drafting::{Grid, Origin, Spot, mend};
use maud::{Markup, html};
use serde::Deserialize;

use super::frame::{Place, Proposal};
use super::sheet;
use crate::components::{Button, WarningText};
use crate::pages::Failure;
use crate::words;

/// What a button of a finding sends: which of its fixes, in which revision.
#[derive(Deserialize)]
pub(super) struct Chosen {
    revision: u32,
    finding: usize,
    fix: usize,
}

/// `GET /{body}/proposals/{proposal}/findings`
pub(super) async fn show(proposal: Proposal) -> Result<Response, Failure> {
    page(&proposal, None).await
}

/// `POST /{body}/proposals/{proposal}/findings`: applies a fix and saves the revision.
pub(super) async fn do_it(
    proposal: Proposal,
    Form(chosen): Form<Chosen>,
) -> Result<Response, Failure> {
    let asking = &proposal.asking;
    let (actor, body) = (&asking.viewer.actor, &asking.body.key);
    let open = &proposal.open;
    if chosen.revision != open.saved.number {
        let words =
            "The proposal was saved meanwhile. Look at what is found now, and choose again.";
        let page = page(&proposal, Some(words)).await?;
        return Ok((StatusCode::CONFLICT, page).into_response());
    }
    let analysis = asking
        .muster()
        .consequences(actor, body, &open.draft)
        .await?;
    let finding = analysis.findings.get(chosen.finding);
    let fix = finding.and_then(|finding| Some((finding, finding.fixes.get(chosen.fix)?)));
    let Some((finding, fix)) = fix else {
        let words = "That is no longer found. Look at what is found now.";
        let page = page(&proposal, Some(words)).await?;
        return Ok((StatusCode::CONFLICT, page).into_response());
    };
    let Ok(draft) = mend(&open.draft, finding, fix) else {
        let words = "That cannot be mended by itself. Mend it where it stands.";
        let page = page(&proposal, Some(words)).await?;
        return Ok((StatusCode::CONFLICT, page).into_response());
    };
    let done = match asking
        .muster()
        .save_draft(actor, body, open, &draft)
        .await?
    {
        Saved::As(_) => "mended",
        Saved::Already(_) | Saved::Behind(_) => "same",
    };
    let address = format!("{}?done={done}", proposal.at(Place::Findings));
    Ok(Redirect::to(&address).into_response())
}

async fn page(proposal: &Proposal, wrong: Option<&'static str>) -> Result<Response, Failure> {
    let asking = &proposal.asking;
    let (actor, body) = (&asking.viewer.actor, &asking.body.key);
    let draft = &proposal.open.draft;
    let analysis = asking.muster().consequences(actor, body, draft).await?;
    let kinds = [
        (Severity::Error, "Mend before clearance"),
        (Severity::Warning, "Mend or acknowledge"),
        (Severity::Note, "For information"),
    ];
    let of = |severity: Severity| {
        let all = analysis.findings.iter().enumerate();
        all.filter(move |(_, one)| one.severity() == severity && one.acknowledged.is_none())
    };
    let rules = checks::rules().count();
    let html = html! {
        @if let Some(wrong) = wrong {
            (WarningText { text: wrong.into(), ..WarningText::default() })
        }
        h1.govuk-heading-l { "Findings" }
        @if analysis.findings.is_empty() {
            p.govuk-body {
                "No findings. " (rules) " rules checked against revision " (proposal.open.saved.number) "."
            }
        }
        @for (severity, heading) in kinds {
            @let count = of(severity).count();
            @if count > 0 {
                h2.govuk-heading-m { (heading) " (" (words::thousands(count as u64)) ")" }
                @for (index, finding) in of(severity) { (card(proposal, index, finding)) }
            }
        }
    };
    Ok(proposal
        .page(Place::Findings, "Findings", &html)
        .answer(&asking.site))
}

fn card(proposal: &Proposal, index: usize, finding: &Diagnostic) -> Markup {
    let (place, words) = leads_to(proposal, finding);
    html! {
        article.muster-finding {
            h3.govuk-heading-s { (words::sentence(&finding.message)) }
            @if !finding.help.is_empty() {
                p.govuk-body { strong { "To mend this: " } (finding.help.join("; ")) "." }
            }
            p.govuk-body { a.govuk-link href=(place) { (words) } }
            @for (number, fix) in finding.fixes.iter().enumerate() {
                form method="post" action=(proposal.at(Place::Findings)) {
                    input type="hidden" name="revision" value=(proposal.open.saved.number);
                    input type="hidden" name="finding" value=(index);
                    input type="hidden" name="fix" value=(number);
                    (Button::submit(fix.label.clone()).secondary())
                }
            }
            p.govuk-body-s.muster-quiet { (finding.code()) }
        }
    }
}

/// Where a finding is mended.
fn leads_to(proposal: &Proposal, finding: &Diagnostic) -> (String, String) {
    let case = &proposal.open.draft.case;
    let changes = proposal.at(Place::Changes);
    let grid = Grid::of(case);
    let row = |is_it: &dyn Fn(&drafting::Row) -> bool| grid.rows.iter().position(is_it);
    let at = match Spot::of(case, &finding.place) {
        Spot::Change(change) => row(&|row| match row.origin {
            Origin::Change(at) => at == change,
            Origin::Replacement(at, then) => at == change || then == change,
            Origin::Post(_) | Origin::New => false,
        }),
        Spot::Post(post) => row(&|row| row.post == Some(post)),
        Spot::On(sheet, part) => {
            let address = sheet::address(proposal, &sheet);
            let words = format!("Go to \u{2018}{}\u{2019}", sheet::title(&sheet));
            return (format!("{address}#{part}"), words);
        }
        Spot::Option(_) | Spot::Acknowledgement(_) | Spot::Decision => None,
    };
    match at {
        Some(at) => (format!("{changes}#r{at}"), format!("Go to row {}", at + 1)),
        None => (proposal.at(Place::Report), "Go to the report".to_owned()),
    }
}
