//! What somebody decides on: the whole report in one place, before the questions.

use app::CaseLife;
use base::long_date;
use governance::Due;
use maud::{Markup, PreEscaped, html};
use proposal::Case;

use super::super::frame::{Place, Proposal};
use super::super::report;
use super::prose;
use crate::components::WarningText;
use crate::pages::Failure;

/// The report with what is asked, what it costs and what officers say, and what must be known before deciding.
pub(super) async fn of(proposal: &Proposal, seen: &CaseLife) -> Result<Markup, Failure> {
    let asking = &proposal.asking;
    let (muster, actor, body) = (asking.muster(), &asking.viewer.actor, &asking.body.key);
    let of = muster.sign_offs(actor, body, &proposal.open).await?;
    muster
        .note_exempt(actor, &proposal.open, "report to decide on")
        .await?;
    let text = report::within_a_page(proposal, &of).await;
    Ok(html! {
        (before_effect(proposal, seen))
        (recommendations(&proposal.open.draft.case))
        h2.govuk-heading-m { "The report" }
        p.govuk-body {
            a.govuk-link href=(proposal.address("/report/report.html")) { "The report with its charts and annexes" }
            ", " a.govuk-link href=(proposal.at(Place::Costs)) { "what it costs" }
            " and " a.govuk-link href=(proposal.at(Place::Comments)) { "officers\u{2019} comments" } "."
        }
        div.muster-report { (PreEscaped(text)) }
    })
}

/// What is asked, in its words.
pub(super) fn recommendations(case: &Case) -> Markup {
    html! {
        h2.govuk-heading-m { "What is recommended" }
        @if case.recommendations.is_empty() {
            p.govuk-body { "The report makes no recommendation of its own: what is decided is its changes." }
        } @else {
            ol.govuk-list.govuk-list--number.muster-recommendations {
                @for one in &case.recommendations {
                    li { @match &one.text {
                        Some(text) => (prose(&text.text)),
                        None => p.govuk-body { "That the changes are approved." },
                    } }
                }
            }
        }
    }
}

/// `Call-in may not have ended.`
fn before_effect(proposal: &Proposal, seen: &CaseLife) -> Markup {
    let case = &proposal.open.draft.case;
    let all = proposal.asking.muster().deadlines(&proposal.open.draft);
    let call_in = all.iter().find(|one| one.due == Due::CallIn);
    let first = proposal.open.draft.first_day();
    let early = call_in.filter(|one| first.is_some_and(|first| first <= one.last_day));
    let others = case.header.decision_makers.len();
    html! {
        @if let (Some(first), Some(call_in)) = (first, early) {
            (WarningText {
                text: format!(
                    "The change starts on {}. Call-in of a decision of {} ends on {}, and nothing takes effect before it has ended.",
                    long_date(first),
                    case.header.date.as_ref().map_or_else(|| "that day".to_owned(), |at| long_date(at.value)),
                    long_date(call_in.last_day),
                ).into(),
                ..WarningText::default()
            })
        }
        @if others > 1 || seen.way.countersigned_by.is_some() {
            p.govuk-body {
                "Nothing takes effect until "
                @if others > 1 { "all of those whom the report names have decided" }
                @if let Some(officer) = &seen.way.countersigned_by {
                    @if others > 1 { " and " }
                    "the " (officer.to_lowercase()) " has countersigned"
                }
                @if call_in.is_some() { ", and call-in has ended" }
                "."
            }
        }
    }
}
