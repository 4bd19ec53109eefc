//! What a draft costs and who pays, and how each figure was worked out.

use axum::response::Response;
use maud::{Markup, html};
use report::{Composition, cost_statement};

use super::frame::{Place, Proposal, Reading};
use super::statement::explained;
use crate::pages::Failure;

/// `GET /{body}/proposals/{proposal}/costs`
pub(super) async fn show(Reading(proposal): Reading) -> Result<Response, Failure> {
    let asking = &proposal.asking;
    let (actor, body) = (&asking.viewer.actor, &asking.body.key);
    let draft = &proposal.open.draft;
    let analysis = asking.muster().consequences(actor, body, draft).await?;
    let told = cost_statement(&Composition {
        case: &draft.case,
        body: &asking.muster().profile_of(&draft.case),
        resolved: &analysis.resolved,
        statement: &analysis.statement,
        findings: &analysis.findings,
        with_findings: false,
        sources: &draft.sources,
    });
    let html = html! {
        h1.govuk-heading-l { "Costs and funding" }
        @if told.is_empty() {
            p.govuk-body {
                "Nothing changes yet, so there is nothing to cost. "
                a.govuk-link href=(proposal.at(Place::Changes)) { "Say what changes" }
            }
        } @else {
            (basis(&proposal, &analysis.statement))
            @for (number, one) in told.iter().enumerate() { (explained(number, one)) }
        }
    };
    Ok(proposal
        .page(Place::Costs, "Costs and funding", &html)
        .answer(&asking.site))
}

/// On what the figures rest, in a sentence or two.
fn basis(proposal: &Proposal, statement: &costing::Statement) -> Markup {
    let profile = statement.profile.as_ref();
    let pay_date = statement.pay_date.known();
    html! {
        p.govuk-body {
            "Every figure is worked out from the changes of revision " (proposal.open.saved.number)
            @if let Some(profile) = profile { ", by " (profile.title) }
            @if let Some(day) = pay_date { ", with the pay of " (crate::words::day(day)) }
            ". The report prints the same tables."
        }
    }
}
